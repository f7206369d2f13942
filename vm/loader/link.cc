// This file links functions, globals and itabs on first use. A Func exists as soon as something refers to it; its code is
// a stub of three words, {ENTER, LINK, Func*}, until the first call copies the body to the code arena and patches its
// relocations, which in turn makes the functions, types and globals it names.
#include <cstdlib>
#include <cstring>

#include "runtime/base/layout.h"
#include "runtime/gc/gc.h"
#include "runtime/heap/mheap.h"
#include "runtime/symtab/symtab.h"
#include "vm/loader/state.h"

namespace gvm::loader {

using bytecode::encode;
using bytecode::GlobalRow;
using bytecode::Op;
using bytecode::Reloc;
using bytecode::RelocKind;
using bytecode::SymbolKind;
using bytecode::SymbolRow;

static_assert(sizeof(rt::FrameObject) == sizeof(bytecode::FrameObjectRow) && offsetof(rt::FrameObject, deadFrom) == offsetof(bytecode::FrameObjectRow, deadFrom));
static_assert(sizeof(rt::LineRow) == sizeof(bytecode::LineRow) && offsetof(rt::LineRow, line) == offsetof(bytecode::LineRow, line));

bool Loader::resolve(Loaded* first, std::string_view name, SymbolKind kind, Loaded** im, u32* row) {
  auto look = [&](Loaded& l) {
    u32 s = l.img.findSymbol(name);
    if (s == kNone || l.img.symbols()[s].kind != static_cast<u32>(kind)) return false;
    *im = &l;
    *row = l.img.symbols()[s].index;
    return true;
  };
  if (first != nullptr && look(*first)) return true;
  for (usize i = 0; i < searched; i++)
    if (images[i].get() != first && look(*images[i])) return true;
  for (auto [it, end] = defined.equal_range(name); it != end; ++it) {
    const SymbolRow& s = it->second.im->img.symbols()[it->second.symbol];
    if (s.kind != static_cast<u32>(kind)) continue;
    *im = it->second.im;
    *row = s.index;
    return true;
  }
  return false;
}

// ---- functions ----------------------------------------------------------------------------------------------------------

void Loader::fillInfo(Loaded& im, const FuncRow& row, FuncInfo* info) {
  const Image& img = im.img;
  info->symbol = goString(img.str(img.symbols()[row.symbol].name));
  info->name = goString(img.str(row.name));
  info->pkgPath = goString(img.str(row.pkgPath));
  info->args = goString(img.str(row.args));
  if (row.file != kNone) info->file = goString(img.str(img.files()[row.file]));
  info->startLine = row.startLine;
  info->ptrMask = img.masks().data() + row.mask;
  info->ptrMaskSlots = row.numSlots;
  info->objects = {reinterpret_cast<const rt::FrameObject*>(img.frameObjects().data() + row.object), row.numObject};
  info->lines = {reinterpret_cast<const rt::LineRow*>(img.lines().data() + row.line), row.numLine};
}

Func* Loader::func(Loaded& im, u32 index) {
  if (Func* f = im.funcs[index]) return f;
  const FuncRow& row = im.img.funcs()[index];
  struct Both {
    Func f;
    FuncInfo info;
  };
  Both* both = new (alloc(sizeof(Both))) Both;
  Func* f = &both->f;
  FuncInfo* info = &both->info;
  fillInfo(im, row, info);
  info->fn = f;
  f->self = f;
  f->info = info;
  f->frameSlots = row.frameSlots;
  f->argSlots = static_cast<u16>(row.argSlots);
  f->resultSlots = static_cast<u16>(row.resultSlots);
  f->image = &im;
  f->imageIndex = index;
  f->jit = const_cast<void*>(noMachineCode);
  f->flags = (row.flags & FuncRow::kUsesContext ? kFuncUsesContext : 0) | (row.flags & FuncRow::kHasDefer ? kFuncHasDefer : 0) |
             (row.flags & FuncRow::kWrapper ? kFuncWrapper : 0) | (row.flags & FuncRow::kNative ? kFuncNative : 0) |
             (row.flags & FuncRow::kRuntime ? kFuncRuntime : 0);
  u64* stub = code.alloc(3, info);
  if (stub == nullptr) {
    fail("out of memory for code");
    return nullptr;
  }
  stub[0] = encode(Op::ENTER);
  stub[1] = encode(Op::LINK);
  stub[2] = reinterpret_cast<u64>(f);
  f->code.store(stub, std::memory_order_release);
  im.funcs[index] = f;
  vm->symtab->addFunc(f);
  return f;
}

Func* Loader::funcSymbol(Loaded& im, u32 symbol) {
  const SymbolRow& s = im.img.symbols()[symbol];
  bool own = s.index != kNone;
  if (own && !(im.img.funcs()[s.index].flags & FuncRow::kInstance)) return func(im, s.index);
  Loaded* where;
  u32 row;
  std::string_view name = im.img.str(s.name);
  if (!resolve(nullptr, name, SymbolKind::kFunc, &where, &row)) {
    fail("undefined function " + std::string(name));
    return nullptr;
  }
  return func(*where, row);
}

// Code is published by Func::code and read by the dispatcher, into which ThreadSanitizer does not see: it would take what
// operations read of their own words for a race.
#ifdef GVM_TSAN
extern "C" void AnnotateIgnoreWritesBegin(const char* file, int line);
extern "C" void AnnotateIgnoreWritesEnd(const char* file, int line);
struct UnseenWrites {
  UnseenWrites() { AnnotateIgnoreWritesBegin(__FILE__, __LINE__); }
  ~UnseenWrites() { AnnotateIgnoreWritesEnd(__FILE__, __LINE__); }
};
#else
struct UnseenWrites {
  UnseenWrites() {}
};
#endif

const u64* Loader::link(Func* f) {
  if (f->flags & kFuncLinked) return f->code.load(std::memory_order_acquire);
  if (f->flags & kFuncNative) return linkNative(f);
  Loaded& im = *static_cast<Loaded*>(f->image);
  const FuncRow& row = im.img.funcs()[f->imageIndex];
  u64* code = this->code.alloc(row.codeWords, f->info);
  if (code == nullptr) {
    fail("out of memory for code");
    return nullptr;
  }
  {
    UnseenWrites words;
    std::memcpy(code, im.img.code().data() + row.code, row.codeWords * 8ul);
    for (const Reloc& r : im.img.relocsOf(row))
      if (!patch(im, r, &code[r.offset])) return nullptr;
  }
  finishTypes();
  if (!error.empty()) return nullptr;

  FuncInfo* info = f->info;
  if (row.numInl != 0) {
    InlineNode* nodes = static_cast<InlineNode*>(alloc(row.numInl * sizeof(InlineNode)));
    for (u32 i = 0; i < row.numInl; i++) {
      const bytecode::InlineRow& n = im.img.inlines()[row.inl + i];
      auto file = [&](u32 k) { return k == kNone ? GoString{} : goString(im.img.str(im.img.files()[k])); };
      nodes[i] = InlineNode{n.parent, n.callLine, goString(im.img.str(n.name)), file(n.file), n.startLine, file(n.callFile)};
    }
    info->inlines = {nodes, row.numInl};
  }
  info->codeStart = code;
  info->codeWords = row.codeWords;
  info->localsLo = bytecode::bOf(code[0]);
  info->localsHi = bytecode::cOf(code[0]);
  if (row.deferReturn != kNone) f->deferReturn = code + row.deferReturn;
  vm->symtab->addCode(info);
  f->flags |= kFuncLinked;
  f->code.store(code, std::memory_order_release);
  return code;
}

void Loader::setEntries(Func* f, const u64* entry, void* machineCode) {
  __atomic_store_n(&f->jit, machineCode, __ATOMIC_RELEASE);
  f->code.store(entry, std::memory_order_release);
}

bool Loader::setMachineCode(Func* f, const void* entry) {
  if (newer.contains(f)) return false;
  u64* stub = code.alloc(3, f->info);
  if (stub == nullptr) return false;
  stub[0] = f->info->codeStart[0];
  stub[1] = encode(Op::LINK);
  stub[2] = reinterpret_cast<u64>(f);
  setEntries(f, stub, const_cast<void*>(entry));
  for (auto [old, by] : newer)
    if (by == f) setEntries(old, stub, f->jit);
  return true;
}

bool Loader::replace(Func* f) {
  const u64* code = link(f);
  if (code == nullptr) return false;
  for (auto& im : images) {
    u32 s = im->img.findSymbol(f->info->symbol.view());
    if (s == kNone || im->img.symbols()[s].kind != static_cast<u32>(SymbolKind::kFunc) || im->img.symbols()[s].index == kNone) continue;
    Func* old = func(*im, im->img.symbols()[s].index);
    if (old == nullptr) return false;
    if (old == f) continue;
    old->flags |= kFuncLinked;
    newer[old] = f;
    setEntries(old, code, f->jit);
  }
  return true;
}

// A native gets a body of its own, so that it can be a func value and a method: the arguments are its first slots, and
// the CALLN's window is the frame itself.
const u64* Loader::linkNative(Func* f) {
  Loaded& im = *static_cast<Loaded*>(f->image);
  const FuncRow& row = im.img.funcs()[f->imageIndex];
  NativeFunc* n = native(im, row.symbol);
  if (n == nullptr) return nullptr;
  const u32 words = n->code.empty() ? 4 : static_cast<u32>(n->code.size());
  u64* code = this->code.alloc(words, f->info);
  if (code == nullptr) {
    fail("out of memory for code");
    return nullptr;
  }
  u32 slots = n->codeSlots;
  if (n->code.empty()) {
    slots = std::max<u32>(f->argSlots, f->resultSlots) + 2;
    code[0] = encode(Op::ENTER, static_cast<u16>(slots));
    code[1] = encode(Op::CALLN, 0);
    code[2] = reinterpret_cast<u64>(n);
    code[3] = encode(Op::RET);
  } else {
    std::copy(n->code.begin(), n->code.end(), code);
    f->flags &= ~u32{kFuncNative};
  }
  f->frameSlots = slots;
  f->native = n;
  f->info->ptrMask = n->argMask;
  f->info->ptrMaskSlots = f->argSlots;
  f->info->codeStart = code;
  f->info->codeWords = words;
  vm->symtab->addCode(f->info);
  f->flags |= kFuncLinked;
  f->code.store(code, std::memory_order_release);
  return code;
}

NativeFunc* Loader::native(Loaded& im, u32 symbol) {
  Func* f = funcSymbol(im, symbol);
  if (f == nullptr) return nullptr;
  if (f->native != nullptr) return f->native;
  Loaded& where = *static_cast<Loaded*>(f->image);
  const FuncRow& row = where.img.funcs()[f->imageIndex];
  std::string name(f->info->symbol.view());
  NativeFunc* n = natives(vm)->find(name);
  if (n == nullptr) {
    fail("missing native function " + name + ": declared without a body in Go, and not registered by the VM");
    return nullptr;
  }
  if (!bindNative(n, f, where, static_cast<u32>(f->imageIndex))) return nullptr;
  (void)row;
  return n;
}

bool Loader::bindNative(NativeFunc* n, Func* f, Loaded& im, u32 index) {
  const FuncRow& row = im.img.funcs()[index];
  n->argSlots = row.argSlots;
  n->resultSlots = row.resultSlots;
  PtrMask mask(std::max<u32>(row.argSlots, 1));
  if (row.type != kNone) {
    Type* t = type(im, row.type);
    finishTypes();
    if (t == nullptr || !error.empty()) return false;
    std::string bad = NativeRegistry::check(*n, t);
    if (!bad.empty()) {
      fail(bad);
      return false;
    }
    u64 slot = 0;
    for (u32 i = 0; i < t->numParam; i++) {
      const Type* p = t->params[i];
      const u64* bits = gcMaskOf(p);
      for (u64 w = 0; w < p->ptrdata / 8; w++)
        if (bits[w / 64] >> (w % 64) & 1) mask.set(slot + w);
      slot += p->slots();
    }
  }
  u64* words = static_cast<u64*>(alloc(mask.words().size() * 8));
  std::memcpy(words, mask.words().data(), mask.words().size() * 8);
  n->argMask = words;
  n->func = f;
  f->native = n;
  return true;
}

// A string constant. Those of images that may be unloaded are kept apart, each text once.
const char* Loader::text(Loaded& im, const Reloc& r) {
  std::string_view all(im.img.text().data(), im.img.text().size());
  if (searched == images.size() || !im.extension) return all.data() + r.target;
  return strings.emplace(all.substr(r.target, static_cast<usize>(r.addend))).first->data();
}

// ---- relocations --------------------------------------------------------------------------------------------------------

bool Loader::patch(Loaded& im, const Reloc& r, u64* word) {
  void* p = nullptr;
  switch (static_cast<RelocKind>(r.kind)) {
    case RelocKind::kFunc: p = funcSymbol(im, r.target); break;
    case RelocKind::kNative: p = native(im, r.target); break;
    case RelocKind::kType: p = type(im, r.target); break;
    case RelocKind::kItab: p = itab(im, r.target); break;
    case RelocKind::kStr: p = const_cast<char*>(text(im, r)); break;
    case RelocKind::kGlobal:
      p = globalSymbol(im, r.target);
      if (p != nullptr) p = static_cast<char*>(p) + r.addend;
      break;
  }
  if (p == nullptr) return false;
  *word = reinterpret_cast<u64>(p);
  return true;
}

Itab* Loader::itab(Loaded& im, u32 row) {
  if (Itab* t = im.itabs[row]) return t;
  const bytecode::ItabRow& r = im.img.itabs()[row];
  Type *inter = type(im, r.inter), *t = type(im, r.type);
  finishTypes();
  if (inter == nullptr || t == nullptr) return nullptr;
  Itab* tab = vm->types->getItab(inter, t);
  if (tab == nullptr) {
    fail("type " + std::string(typeStringView(t)) + " does not implement " + std::string(typeStringView(inter)) +
         " (missing method " + std::string(vm->types->missingMethod(inter, t)) + ")");
    return nullptr;
  }
  return im.itabs[row] = tab;
}

// ---- globals ------------------------------------------------------------------------------------------------------------

void* Loader::globalSymbol(Loaded& im, u32 symbol) {
  const SymbolRow& s = im.img.symbols()[symbol];
  if (s.index != kNone) return global(im, s.index);
  Loaded* where;
  u32 row;
  std::string_view name = im.img.str(s.name);
  if (!resolve(nullptr, name, SymbolKind::kGlobal, &where, &row)) {
    fail("undefined variable " + std::string(name));
    return nullptr;
  }
  return global(*where, row);
}

void* Loader::global(Loaded& im, u32 index) {
  if (void* p = im.globals[index]) return p;
  const GlobalRow& row = im.img.globals()[index];
  Type* t = type(im, row.type);
  finishTypes();
  if (t == nullptr || !error.empty()) return nullptr;
  // Variables without a size share the address that allocations without one have.
  char* p = t->size == 0 ? reinterpret_cast<char*>(&vm->heap->zerobase) : static_cast<char*>(alloc(t->size));
  im.globals[index] = p;  // before its relocations, which may lead back here
  if (row.data != kNone) {
    if (row.data > im.img.data().size() || t->size > im.img.data().size() - row.data) {
      fail("initial value of a variable lies outside the image");
      return nullptr;
    }
    std::memcpy(p, im.img.data().data() + row.data, t->size);
    for (const Reloc& r : im.img.relocs().subspan(row.reloc, row.numReloc)) {
      if (t->size < 8 || r.offset > t->size - 8) {
        fail("relocation outside a variable");
        return nullptr;
      }
      u64 word = 0;
      if (!patch(im, r, &word)) return nullptr;
      std::memcpy(p + r.offset, &word, 8);
    }
    finishTypes();
  }
  if (t->ptrdata != 0) gcAddRoots(vm, p, t->ptrdata / 8, gcMaskOf(t));
  return p;
}

void* Loader::alloc(u64 bytes) {
  constexpr u64 kBlock = 64 << 10;
  bytes = (std::max<u64>(bytes, 8) + 15) & ~u64{15};
  if (bytes > kBlock / 4) {
    char* p = static_cast<char*>(std::calloc(1, bytes));
    if (p == nullptr) throw_("out of memory for globals");
    blocks_.insert(blocks_.begin(), Block{p, bytes, bytes});
    return p;
  }
  if (blocks_.empty() || blocks_.back().size - blocks_.back().used < bytes) {
    char* p = static_cast<char*>(std::calloc(1, kBlock));
    if (p == nullptr) throw_("out of memory for globals");
    blocks_.push_back(Block{p, 0, kBlock});
  }
  Block& b = blocks_.back();
  void* p = b.base + b.used;
  b.used += bytes;
  return p;
}

Loader::~Loader() {
  for (Block& b : blocks_) std::free(b.base);
}

}  // namespace gvm::loader
