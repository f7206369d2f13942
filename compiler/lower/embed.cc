// This file gives variables under //go:embed their values: a string, a []byte, or an embed.FS, all static data.
#include <set>

#include "compiler/lower/fn.h"

namespace gvm::lower {

static void putWord(Global* g, uint64_t offset, uint64_t v) { std::memcpy(&g->data[offset], &v, 8); }

static void putString(source::Arena& arena, Global* g, uint64_t offset, std::string_view s) {
  if (s.empty()) return;
  StaticReloc r;
  r.offset = static_cast<uint32_t>(offset);
  r.kind = StaticReloc::StringPtr;
  r.str = arena.copy(s);
  g->relocs.push_back(r);
  putWord(g, offset + 8, s.size());
}

static void putPointer(Global* g, uint64_t offset, Global* to) {
  StaticReloc r;
  r.offset = static_cast<uint32_t>(offset);
  r.kind = StaticReloc::GlobalAddr;
  r.global = to;
  g->relocs.push_back(r);
}

// The order of an embed.FS: by folder, then by name in it. Folders end in a slash, which does not count.
static std::pair<std::string, std::string> splitName(std::string name) {
  if (name.ends_with('/')) name.pop_back();
  size_t slash = name.rfind('/');
  if (slash == std::string::npos) return {".", name};
  return {name.substr(0, slash), name.substr(slash + 1)};
}

void Module::lowerEmbed(types::Package* pkg, const syntax::VarDecl* d) {
  if (!opts.embed || d->names.empty()) return;
  auto* v = types::objAs<types::Var>(d->names[0]->obj);
  if (!v) return;
  std::vector<EmbedFile> files = opts.embed(pkg, d);
  Global* g = global(v);
  g->hasData = true;
  g->data.assign(static_cast<size_t>(sizeOf(g->type)), 0);
  Type* u = types::under(g->type);
  if (isStringT(g->type)) {
    if (!files.empty()) putString(arena, g, 0, files[0].contents);
    return;
  }
  if (auto* st = types::as<types::Slice>(u)) {
    if (files.empty()) return;
    auto n = static_cast<int64_t>(files[0].contents.size());
    Global* bytes = staticData(arrayOf(canon(st->elem), n), ".embed_");
    bytes->readOnly = false;
    std::memcpy(bytes->data.data(), files[0].contents.data(), static_cast<size_t>(n));
    if (n) putPointer(g, 0, bytes);
    putWord(g, 8, static_cast<uint64_t>(n));
    putWord(g, 16, static_cast<uint64_t>(n));
    return;
  }
  // embed.FS is struct{ files *[]file }, file is struct{ name, data string; hash [16]byte }.
  auto* fs = types::as<types::Struct>(u);
  if (!fs || fs->fields.empty()) return;
  auto* ptr = types::underAs<types::Pointer>(fs->fields[0]->type);
  auto* list = ptr ? types::underAs<types::Slice>(ptr->base) : nullptr;
  if (!list) return;
  std::map<std::pair<std::string, std::string>, std::pair<std::string, const EmbedFile*>> entries;
  for (const EmbedFile& f : files) {
    entries[splitName(f.name)] = {f.name, &f};
    for (size_t slash = f.name.find('/'); slash != std::string::npos; slash = f.name.find('/', slash + 1)) {
      std::string dir = f.name.substr(0, slash + 1);
      entries.emplace(splitName(dir), std::pair<std::string, const EmbedFile*>{dir, nullptr});
    }
  }
  Type* fileT = canon(list->elem);
  auto size = static_cast<uint64_t>(sizeOf(fileT));
  Global* array = staticData(arrayOf(fileT, static_cast<int64_t>(entries.size())), ".embed_");
  uint64_t at = 0;
  for (auto& [key, e] : entries) {
    putString(arena, array, at, e.first);
    if (e.second) putString(arena, array, at + 16, e.second->contents);
    at += size;
  }
  Global* slice = staticData(canon(ptr->base), ".embed_");
  putPointer(slice, 0, array);
  putWord(slice, 8, entries.size());
  putWord(slice, 16, entries.size());
  putPointer(g, 0, slice);
}

}  // namespace gvm::lower
