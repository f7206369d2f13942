// This file implements the loader's interface: adding images, finding things by name, initialisation order.
#include "vm/loader/loader.h"

#include <algorithm>
#include <unordered_set>

#include "runtime/core/upcalls.h"
#include "runtime/symtab/symtab.h"
#include "vm/loader/state.h"

namespace gvm::loader {

using bytecode::PackageRow;
using bytecode::SymbolKind;
using bytecode::SymbolRow;
using bytecode::TypeRow;

void init(VM* vm) { vm->loader = new Loader(vm); }

void freeLoader(VM* vm) {
  delete loaderOf(vm);
  vm->loader = nullptr;
}

namespace {

// A named type by symbol among an image's rows, or "*" and such a name.
u32 findTypeRow(const Image& img, std::string_view symbol) {
  bool pointer = symbol.starts_with("*");
  std::string_view name = pointer ? symbol.substr(1) : symbol;
  auto types = img.types();
  for (u32 i = 0; i < types.size(); i++) {
    const TypeRow& row = types[i];
    if (!(row.flags & TypeRow::kNamed) || row.symbol.length != name.size() || img.str(row.symbol) != name) continue;
    if (!pointer) return i;
    for (u32 k = 0; k < types.size(); k++)
      if (static_cast<Kind>(types[k].kind) == Kind::Pointer && !(types[k].flags & TypeRow::kNamed) && types[k].elem == i)
        return k;
  }
  return kNone;
}

Type* typeBySymbol(Loader& l, std::string_view symbol) {
  for (auto& im : l.images) {
    u32 row = findTypeRow(im->img, symbol);
    if (row == kNone) continue;
    Type* t = l.type(*im, row);
    l.finishTypes();
    return t;
  }
  if (symbol == "string") return l.vm->types->basic(Kind::String);
  // A pointer type that no function of the image mentions.
  if (symbol.starts_with("*")) {
    if (Type* elem = typeBySymbol(l, symbol.substr(1))) {
      Type* t = l.vm->types->pointerTo(elem);
      l.vm->types->complete(t);
      return t;
    }
  }
  return nullptr;
}

Func* funcBySymbol(Loader& l, std::string_view symbol) {
  Loaded* im;
  u32 row;
  return l.resolve(nullptr, symbol, SymbolKind::kFunc, &im, &row) ? l.func(*im, row) : nullptr;
}

}  // namespace

namespace {

// Adds an image, and checks that all it refers to is there. The caller holds the lock.
std::string add(Loader& l, std::span<const u8> bytes) {
  auto im = std::make_unique<Loaded>();
  if (std::string e = im->img.open(bytes); !e.empty()) return e;
  im->types.resize(im->img.types().size());
  im->funcs.resize(im->img.funcs().size());
  im->globals.resize(im->img.globals().size());
  im->itabs.resize(im->img.itabs().size());
  l.images.push_back(std::move(im));
  Loaded& loaded = *l.images.back();
  l.error.clear();
  for (const SymbolRow& s : loaded.img.symbols()) {
    Loaded* where;
    u32 row;
    if (s.index == kNone && !l.resolve(nullptr, loaded.img.str(s.name), static_cast<SymbolKind>(s.kind), &where, &row))
      l.fail("undefined symbol " + std::string(loaded.img.str(s.name)));
  }
  return std::exchange(l.error, {});
}

}  // namespace

std::string load(VM* vm, std::span<const u8> bytes) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  std::string error = add(l, bytes);
  l.searched = l.images.size();
  return error;
}

std::string extend(VM* vm, std::span<const u8> bytes, std::span<const std::string> replaces, std::vector<InitTask>* inits) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  if (l.initialised.empty())
    for (const PackageRow& p : l.images.back()->img.packages()) l.initialised.emplace(l.images.back()->img.str(p.path));
  if (std::string e = add(l, bytes); !e.empty()) {
    l.images.pop_back();
    return e;
  }
  Loaded& im = *l.images.back();
  im.extension = true;
  auto symbols = im.img.symbols();
  for (u32 s = 0; s < symbols.size(); s++)
    if (symbols[s].index != kNone) l.defined.emplace(im.img.str(symbols[s].name), Loader::Definition{&im, s});
  for (const std::string& name : replaces) {
    u32 s = im.img.findSymbol(name);
    if (s == kNone) continue;
    Func* f = l.func(im, im.img.symbols()[s].index);
    if (f == nullptr || !l.replace(f)) return std::exchange(l.error, {});
  }
  // Types that the program knows get the methods they have gained.
  for (u32 t = 0; t < im.img.types().size(); t++)
    if (im.img.types()[t].numMethod != 0 && l.type(im, t) == nullptr) return std::exchange(l.error, {});
  l.finishTypes();
  // Its packages in order; those of earlier images have their initialisers there.
  for (const PackageRow& p : im.img.packages()) {
    std::string_view path = im.img.str(p.path);
    bool own = p.numInit != 0;
    if (!own && !l.initialised.emplace(path).second) continue;
    if (own) l.initialised.emplace(path);
    for (auto& from : l.images) {
      if (own != (from.get() == &im)) continue;
      for (const PackageRow& q : from->img.packages()) {
        if (from->img.str(q.path) != path || q.numInit == 0) continue;
        for (u32 s : from->img.indices().subspan(q.init, q.numInit))
          if (Func* f = l.funcSymbol(*from, s)) inits->push_back({path, f});
      }
    }
  }
  return std::exchange(l.error, {});
}

bool unload(VM* vm, std::span<const u8> bytes, std::string_view symbol) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  auto it = std::find_if(l.images.begin() + static_cast<std::ptrdiff_t>(l.searched), l.images.end(),
                         [&](auto& im) { return im->img.text().data() >= reinterpret_cast<const char*>(bytes.data()) && im->img.text().data() < reinterpret_cast<const char*>(bytes.data() + bytes.size()); });
  if (it == l.images.end()) return false;
  Loaded& im = **it;
  Func* only = nullptr;
  for (Func* f : im.funcs) {
    if (f == nullptr) continue;
    if (f->info->symbol.view() != symbol) return false;
    only = f;
  }
  if (std::any_of(im.globals.begin(), im.globals.end(), [](void* g) { return g != nullptr; })) return false;
  if (only != nullptr) {
    // The record stays, as its code does, without what lies in the image.
    vm->symtab->removeCode(only->info);
    FuncInfo* info = only->info;
    *info = FuncInfo{.fn = only, .codeWords = info->codeWords, .codeStart = info->codeStart};
    only->image = nullptr;
    l.newer[only] = only;
  }
  for (const SymbolRow& s : im.img.symbols()) {
    auto [at, end] = l.defined.equal_range(im.img.str(s.name));
    while (at != end) at = at->second.im == &im ? l.defined.erase(at) : std::next(at);
  }
  l.images.erase(it);
  return true;
}

std::vector<InitTask> initTasks(VM* vm) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  std::vector<InitTask> out;
  std::vector<std::string_view> seen;  // a package that two images hold is the first one's
  // Of a library, only the packages that the program names are initialised; its own image, the last, lists them all.
  std::unordered_set<std::string_view> wanted;
  if (!l.images.empty())
    for (const PackageRow& p : l.images.back()->img.packages()) wanted.insert(l.images.back()->img.str(p.path));
  for (auto& im : l.images)
    for (const PackageRow& p : im->img.packages()) {
      if (!wanted.contains(im->img.str(p.path))) continue;
      if (std::find(seen.begin(), seen.end(), im->img.str(p.path)) != seen.end()) continue;
      seen.push_back(im->img.str(p.path));
      for (u32 s : im->img.indices().subspan(p.init, p.numInit))
        if (Func* f = l.funcSymbol(*im, s)) out.push_back({im->img.str(p.path), f});
    }
  return out;
}

Func* findFuncBySymbol(VM* vm, std::string_view symbol) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  return funcBySymbol(l, symbol);
}

Type* findType(VM* vm, std::string_view symbol) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  return typeBySymbol(l, symbol);
}

Type* pointerTo(VM* vm, Type* elem) {
  Type* made = elem->ptrTo.load(std::memory_order_acquire);
  if (made == nullptr) {
    Loader& l = *loaderOf(vm);
    MutexLock hold(l.mu);
    for (auto& im : l.images) {
      auto at = std::find(im->types.begin(), im->types.end(), elem);
      if (at == im->types.end()) continue;
      u32 row = static_cast<u32>(at - im->types.begin());
      auto types = im->img.types();
      for (u32 k = 0; k < types.size(); k++)
        if (static_cast<Kind>(types[k].kind) == Kind::Pointer && !(types[k].flags & TypeRow::kNamed) &&
            types[k].elem == row && types[k].numMethod > 0)
          l.type(*im, k);
    }
    l.finishTypes();
    made = vm->types->pointerTo(elem);
  }
  return vm->types->complete(made) ? made : nullptr;
}

void* findGlobal(VM* vm, std::string_view symbol, Type** type) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  Loaded* im;
  u32 row;
  if (!l.resolve(nullptr, symbol, SymbolKind::kGlobal, &im, &row)) return nullptr;
  void* p = l.global(*im, row);
  if (type != nullptr) *type = l.type(*im, im->img.globals()[row].type);
  return p;
}

Type* funcType(VM* vm, Func* f) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  if (f->image == nullptr) return nullptr;
  Loaded& im = *static_cast<Loaded*>(f->image);
  u32 row = im.img.funcs()[f->imageIndex].type;
  if (row == kNone) return nullptr;
  Type* t = l.type(im, row);
  l.finishTypes();
  return t;
}

const u64* linkFunc(VM* vm, Func* f) {
  Loader& l = *loaderOf(vm);
  const u64* code;
  {
    MutexLock hold(l.mu);
    l.error.clear();
    code = l.link(f);
    // fatal does not return, and nothing is destroyed on its way: the text stays the loader's.
    if (code == nullptr) l.fault.assign("link ").append(f->info->symbol.view()).append(": ").append(l.error);
  }
  if (code == nullptr) fatal(l.fault.c_str());
  return code;
}

FuncInfo* findFunc(const u64* pc) { return CodeArena::find(pc); }

void setNoMachineCode(VM* vm, const void* entry) { loaderOf(vm)->noMachineCode = entry; }

Func* replacementOf(VM* vm, Func* f) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  auto it = l.newer.find(f);
  return it == l.newer.end() ? nullptr : it->second;
}

bool setMachineCode(VM* vm, Func* f, const void* entry) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  return l.setMachineCode(f, entry);
}

Func* makeFunc(VM* vm, std::string_view name, std::span<const u64> words, u32 frameSlots, u32 argSlots, u32 resultSlots,
               const u64* ptrMask, u32 ptrMaskSlots, u32 flags) {
  Loader& l = *loaderOf(vm);
  MutexLock hold(l.mu);
  Func* f = new (l.alloc(sizeof(Func))) Func;
  FuncInfo* info = new (l.alloc(sizeof(FuncInfo))) FuncInfo;
  char* text = static_cast<char*>(l.alloc(name.size()));
  name.copy(text, name.size());
  info->symbol = info->name = l.goString({text, name.size()});
  info->fn = f;
  u64* mask = static_cast<u64*>(l.alloc((ptrMaskSlots + 63) / 64 * 8));
  if (ptrMaskSlots != 0) std::copy(ptrMask, ptrMask + (ptrMaskSlots + 63) / 64, mask);
  info->ptrMask = mask;
  info->ptrMaskSlots = ptrMaskSlots;
  info->codeWords = static_cast<u32>(words.size());
  f->self = f;
  f->info = info;
  f->frameSlots = frameSlots;
  f->argSlots = static_cast<u16>(argSlots);
  f->resultSlots = static_cast<u16>(resultSlots);
  f->flags = flags | kFuncLinked;
  f->jit = const_cast<void*>(l.noMachineCode);
  u64* code = l.code.alloc(info->codeWords, info);
  if (code == nullptr) throw_("out of memory for code");
  std::copy(words.begin(), words.end(), code);
  info->codeStart = code;
  f->code.store(code, std::memory_order_release);
  return f;
}

}  // namespace gvm::loader
