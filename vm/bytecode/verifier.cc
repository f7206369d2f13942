// This file verifies the rows of an image; code is verified in verify_code.cc.
#include "vm/bytecode/verifier.h"

#include <fmt/format.h>

#include "vm/bytecode/image_types.h"
#include "vm/bytecode/verify_code.h"

namespace gvm::bytecode {
namespace {

class Rows {
 public:
  explicit Rows(const Image& im) : im_(im) {}

  std::string verify() {
    types();
    parts();
    symbols();
    functions();
    globals();
    packages();
    return error_;
  }

 private:
  bool fail(std::string text) {
    if (error_.empty()) error_ = std::move(text);
    return false;
  }
  bool ok() const { return error_.empty(); }
  bool str(Str s, const char* what) {
    return (s.offset <= im_.text().size() && s.length <= im_.text().size() - s.offset) ||
           fail(fmt::format("{}: string outside the text", what));
  }
  bool index(uint32_t i, size_t n, const char* what) {
    return i < n || fail(fmt::format("{}: index {} of {}", what, i, n));
  }
  bool optional(uint32_t i, size_t n, const char* what) { return i == kNone || index(i, n, what); }
  bool range(uint64_t first, uint64_t count, size_t n, const char* what) {
    return (first <= n && count <= n - first) || fail(fmt::format("{}: rows {}+{} of {}", what, first, count, n));
  }
  bool type(uint32_t t, const char* what) { return index(t, im_.types().size(), what); }
  bool symbol(uint32_t s, const char* what) { return index(s, im_.symbols().size(), what); }

  void types() {
    for (auto& t : im_.types()) {
      bool named = t.flags & TypeRow::kNamed;
      auto kind = static_cast<rt::Kind>(t.kind);
      bool hasElem = kind == rt::Kind::Array || kind == rt::Kind::Chan || kind == rt::Kind::Map ||
                     kind == rt::Kind::Pointer || kind == rt::Kind::Slice;
      if (named ? !optional(t.elem, im_.types().size(), "underlying type") : hasElem && !type(t.elem, "element type")) return;
      if (!named && kind == rt::Kind::Map && !type(t.key, "key type")) return;
      if (!range(t.part, t.numPart, im_.parts().size(), "parts of a type")) return;
      if (t.numResult > t.numPart) return void(fail("a func type with more results than parts"));
      if (!range(t.method, t.numMethod, im_.methods().size(), "methods of a type")) return;
      if (named && kind != rt::Kind::Func && t.elem == kNone &&
          (kind == rt::Kind::Array || kind == rt::Kind::Struct || kind == rt::Kind::Interface))
        continue;  // structure is inline
      for (Str s : {t.symbol, t.string, t.name, t.pkgPath})
        if (!str(s, "name of a type")) return;
    }
  }

  void parts() {
    for (auto& p : im_.parts()) {
      if (!type(p.type, "type of a part")) return;
      for (Str s : {p.name, p.tag, p.pkgPath})
        if (!str(s, "name of a part")) return;
    }
    for (auto& m : im_.methods()) {
      if (!str(m.name, "method name") || !str(m.pkgPath, "method package") || !type(m.type, "method type")) return;
      for (uint32_t s : {m.ifn, m.tfn})
        if (s != kNone && (!symbol(s, "method function") || im_.symbols()[s].kind != static_cast<uint32_t>(SymbolKind::kFunc)))
          return void(fail("method function is not a function"));
    }
    for (auto& i : im_.itabs()) {
      if (!type(i.inter, "itab interface") || !type(i.type, "itab type")) return;
      if (im_.types()[i.inter].kind != static_cast<uint8_t>(rt::Kind::Interface)) return void(fail("itab of no interface"));
    }
  }

  void symbols() {
    for (auto& s : im_.symbols()) {
      if (!str(s.name, "symbol name")) return;
      if (s.hash != symbolHash(im_.str(s.name))) return void(fail("symbol with a wrong hash"));
      if (!optional(s.type, im_.types().size(), "type of a symbol")) return;
      if (s.kind == static_cast<uint32_t>(SymbolKind::kFunc)) {
        if (!optional(s.index, im_.funcs().size(), "function of a symbol")) return;
      } else if (s.kind == static_cast<uint32_t>(SymbolKind::kGlobal)) {
        if (!optional(s.index, im_.globals().size(), "global of a symbol")) return;
      } else {
        return void(fail("symbol of no kind"));
      }
    }
    uint32_t last = 0;
    for (uint32_t i : im_.symbolIndex()) {
      if (!symbol(i, "symbol index")) return;
      if (im_.symbols()[i].index == kNone) return void(fail("symbol index names an external symbol"));
      if (im_.symbols()[i].hash < last) return void(fail("symbol index is not sorted"));
      last = im_.symbols()[i].hash;
    }
  }

  bool reloc(const Reloc& r, uint64_t limit) {
    if (r.offset >= limit) return fail("relocation outside its function or global");
    switch (static_cast<RelocKind>(r.kind)) {
      case RelocKind::kFunc:
      case RelocKind::kNative:
        return symbol(r.target, "relocation") &&
               (im_.symbols()[r.target].kind == static_cast<uint32_t>(SymbolKind::kFunc) || fail("relocation to a symbol that is no function"));
      case RelocKind::kGlobal: {
        if (!symbol(r.target, "relocation")) return false;
        if (im_.symbols()[r.target].kind != static_cast<uint32_t>(SymbolKind::kGlobal)) return fail("relocation to a symbol that is no global");
        return r.addend >= 0 || fail("relocation before a global");
      }
      case RelocKind::kType: return type(r.target, "relocation");
      case RelocKind::kItab: return index(r.target, im_.itabs().size(), "relocation");
      case RelocKind::kStr: return (r.addend >= 0 && r.target <= im_.text().size() && static_cast<uint32_t>(r.addend) <= im_.text().size() - r.target) || fail("relocation outside the text");
    }
    return fail("relocation of no kind");
  }

  void functions() {
    for (auto& f : im_.funcs()) {
      if (!symbol(f.symbol, "symbol of a function") || !optional(f.type, im_.types().size(), "type of a function") ||
          !str(f.name, "name of a function") || !str(f.pkgPath, "package of a function") || !str(f.args, "arguments of a function") ||
          !optional(f.file, im_.files().size(), "file of a function"))
        return;
      if (f.type != kNone && im_.types()[f.type].kind != static_cast<uint8_t>(rt::Kind::Func))
        return void(fail("function whose type is no func type"));
      if (f.frameSlots > 0x10000 || f.numSlots > f.frameSlots || f.argSlots > f.numSlots || f.resultSlots > 0x10000)
        return void(fail("function with impossible frame sizes"));
      // Native functions have no code, but their rows are read by the same readers.
      if (!range(f.code, f.codeWords, im_.code().size(), "code") || !range(f.reloc, f.numReloc, im_.relocs().size(), "relocations") ||
          !range(f.line, f.numLine, im_.lines().size(), "lines") || !range(f.inl, f.numInl, im_.inlines().size(), "inline tree") ||
          !range(f.mask, (uint64_t{f.numSlots} + 63) / 64, im_.masks().size(), "pointer mask") ||
          !range(f.resultMask, (uint64_t{f.resultSlots} + 63) / 64, im_.masks().size(), "result mask"))
        return;
      for (auto& r : im_.relocsOf(f))
        if (!reloc(r, f.codeWords)) return;
      uint32_t lastPc = 0;
      for (auto& l : im_.linesOf(f)) {
        if (l.pc < lastPc || l.pc > f.codeWords || l.inl >= static_cast<int64_t>(f.numInl) || l.inl < -1)
          return void(fail("bad line row"));
        lastPc = l.pc;
      }
      if (!range(f.object, f.numObject, im_.frameObjects().size(), "frame objects")) return;
      uint64_t lastSlot = f.argSlots;
      for (auto& o : im_.objectsOf(f)) {
        if (o.slot < lastSlot || uint64_t{o.slot} + o.numSlots > f.numSlots || o.deadFrom > f.codeWords) return void(fail("bad frame object"));
        lastSlot = uint64_t{o.slot} + o.numSlots;
      }
      for (uint32_t i = 0; i < f.numInl; i++) {
        auto& r = im_.inlines()[f.inl + i];
        if (r.parent >= static_cast<int64_t>(i) || r.parent < -1 || !str(r.name, "inlined function") ||
            !optional(r.file, im_.files().size(), "inlined function") || !optional(r.callFile, im_.files().size(), "inlined function"))
          return void(fail("bad inline row"));
      }
    }
    for (auto& s : im_.files())
      if (!str(s, "file name")) return;
  }

  void globals() {
    if (!ok()) return;
    ImageTypes layouts(im_);
    if (auto e = layouts.layoutAll(); !e.empty()) return void(fail(e));
    for (auto& g : im_.globals()) {
      if (!symbol(g.symbol, "symbol of a global") || !type(g.type, "type of a global") ||
          !range(g.reloc, g.numReloc, im_.relocs().size(), "relocations of a global"))
        return;
      uint64_t size = layouts.layout(g.type).size;
      if (g.data != kNone && (g.data % 8 != 0 || !range(g.data, size, im_.data().size(), "data of a global")))
        return void(fail("data of a global"));
      for (auto& r : im_.relocs().subspan(g.reloc, g.numReloc)) {
        if (!reloc(r, size)) return;
        if (r.offset % 8 != 0 || r.offset + 8 > size) return void(fail("relocation across the end of a global"));
      }
    }
  }

  void packages() {
    for (auto& p : im_.packages()) {
      if (!str(p.path, "package path") || !str(p.name, "package name") ||
          !range(p.init, p.numInit, im_.indices().size(), "package inits") ||
          !range(p.import, p.numImport, im_.indices().size(), "package imports"))
        return;
      for (uint32_t s : im_.indices().subspan(p.init, p.numInit))
        if (!symbol(s, "package init")) return;
      for (uint32_t i : im_.indices().subspan(p.import, p.numImport))
        if (!index(i, im_.packages().size(), "package import")) return;
    }
  }

  const Image& im_;
  std::string error_;
};

}  // namespace

std::string verifyImage(const Image& image, const VerifyOptions& options) {
  if (auto e = Rows(image).verify(); !e.empty()) return e;
  ImageTypes types(image);
  if (auto e = types.layoutAll(); !e.empty()) return e;
  CodeVerifier code(image, types, options);
  for (auto& f : image.funcs()) {
    if (f.flags & FuncRow::kNative) continue;
    if (auto e = code.verify(f); !e.empty()) return fmt::format("{}: {}", image.str(f.name), e);
  }
  return "";
}

std::string verifyFunction(const Image& image, const FuncRow& f, const VerifyOptions& options) {
  ImageTypes types(image);
  if (auto e = types.layoutAll(); !e.empty()) return e;
  return CodeVerifier(image, types, options).verify(f);
}

}  // namespace gvm::bytecode
