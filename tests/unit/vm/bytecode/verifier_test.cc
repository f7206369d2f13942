// This file tests the verifier on functions assembled by hand: what is sound passes, and each way to put a number where
// the collector expects a pointer, or to leave the function's own code and frame, is refused with its reason.
#include <catch2/catch.hpp>

#include "runtime/base/kinds.h"
#include "vm/bytecode/verifier.h"
#include "vm/bytecode/writer.h"

using namespace gvm;
using namespace gvm::bytecode;

namespace {

// One function: slots 0 and 1 are its own, slot 0 a pointer; 2 to 15 are scratch.
struct Program {
  ImageWriter w;
  FuncDef def;
  static constexpr uint16_t kFrame = 16;

  Program() {
    def.row.type = kNone;
    def.row.name = w.str("main.f");
    def.row.file = kNone;
    def.row.frameSlots = kFrame;
    def.row.numSlots = 2;
    def.row.deferReturn = kNone;
    def.ptrSlots = {true, false};
    op(encode(Op::ENTER, kFrame, 0, 1));
  }
  Program& op(Word word) {
    def.code.push_back(word);
    return *this;
  }
  Program& ext(RelocKind kind, uint32_t target) {
    def.relocs.push_back(Reloc{static_cast<uint32_t>(def.code.size()), target, 0, static_cast<uint16_t>(kind), 0});
    return op(0);
  }
  uint32_t basic(rt::Kind k) {
    TypeRow row{};
    row.kind = static_cast<uint8_t>(k);
    row.elem = row.key = kNone;
    return w.addType(row);
  }
  uint32_t map(uint32_t key, uint32_t elem) {
    TypeRow row{};
    row.kind = static_cast<uint8_t>(rt::Kind::Map);
    row.key = key;
    row.elem = elem;
    return w.addType(row);
  }
  uint32_t structOf(std::initializer_list<uint32_t> fields) {
    std::vector<PartRow> parts;
    for (uint32_t f : fields) parts.push_back({.name = w.str("f"), .tag = {}, .pkgPath = {}, .type = f, .flags = 0});
    TypeRow row{};
    row.kind = static_cast<uint8_t>(rt::Kind::Struct);
    row.elem = row.key = kNone;
    row.part = w.addParts(parts);
    row.numPart = static_cast<uint32_t>(parts.size());
    return w.addType(row);
  }
  std::string verify(const VerifyOptions& options = {}) {
    w.defineFunc(w.symbol(SymbolKind::kFunc, "main.f"), std::move(def));
    std::vector<uint8_t> bytes = w.finish();
    Image image;
    REQUIRE(image.open(bytes).empty());
    return verifyImage(image, options);
  }
};

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a function that keeps the rules is sound") {
  CHECK(Program().op(encodeBC(Op::LDI, 1, 7)).op(encode(Op::NIL, 0)).op(encode(Op::RET)).verify() == "");
}

TEST_CASE("numbers and pointers keep apart") {
  CHECK(has(Program().op(encode(Op::MOV, 0, 1)).op(encode(Op::RET)).verify(), "another class"));
  CHECK(has(Program().op(encode(Op::LD_64, 1, 1, 0)).op(encode(Op::RET)).verify(), "not a pointer slot"));
  // A scratch slot is known on both paths, or not at all.
  CHECK(has(Program().op(encode(Op::ADD_I64, 1, 2, 2)).op(encode(Op::RET)).verify(), "not a number slot"));
}

TEST_CASE("control stays inside the function") {
  CHECK(has(Program().op(encodeBC(Op::JMP, 0, 100)).verify(), "no instruction"));
  CHECK(has(Program().op(encodeBC(Op::LDI, 1, 0)).verify(), "past its end"));
  CHECK(has(Program().op(encodeBC(Op::JMP, 0, -1)).verify(), "no safepoint"));
  CHECK(has(Program().op(encode(Op::LINK)).op(0).verify(), "not allowed"));
}

TEST_CASE("slots lie in the frame") {
  CHECK(has(Program().op(encode(Op::MOV, 1, 16)).op(encode(Op::RET)).verify(), "outside the frame"));
  CHECK(has(Program().op(encode(Op::NIL, 500)).op(encode(Op::RET)).verify(), "outside the frame"));
}

TEST_CASE("the check for a nil interface looks at a number slot") {
  // Slots 2 and 3 hold an interface: type word, data.
  auto make = [](Op check) {
    Program p;
    p.op(encodeBC(Op::LDI, 2, 0)).op(encode(Op::NIL, 3)).op(encode(check, 2)).op(encode(Op::RET));
    return p.verify();
  };
  CHECK(make(Op::NILCHK_I) == "");
  CHECK(has(make(Op::NILCHK), "not a pointer slot"));
}

TEST_CASE("captured values fit the closure's type") {
  auto make = [](bool pointer) {
    Program p;
    uint32_t word = p.basic(rt::Kind::Uintptr), ptr = p.basic(rt::Kind::UnsafePointer);
    uint32_t object = p.structOf({word, ptr});
    p.op(pointer ? encode(Op::NIL, 2) : encodeBC(Op::LDI, 2, 4096));
    p.op(encode(Op::MKCLOSURE, 0, 2, 1)).ext(RelocKind::kType, object);
    p.ext(RelocKind::kFunc, p.w.symbol(SymbolKind::kFunc, "main.f"));
    p.op(encode(Op::RET));
    return p.verify();
  };
  CHECK(make(true) == "");
  CHECK(has(make(false), "not a pointer slot"));
  Program longer;
  uint32_t object = longer.structOf({longer.basic(rt::Kind::Uintptr)});
  longer.op(encodeBC(Op::LDI, 2, 1)).op(encode(Op::MKCLOSURE, 0, 2, 1)).ext(RelocKind::kType, object);
  longer.ext(RelocKind::kFunc, longer.w.symbol(SymbolKind::kFunc, "main.f")).op(encode(Op::RET));
  CHECK(has(longer.verify(), "closure's type"));
}

TEST_CASE("a map iterator lies in six pointer and six number slots") {
  auto make = [](uint16_t slot) {
    Program p;
    uint32_t word = p.basic(rt::Kind::Int);
    uint32_t map = p.map(word, word);
    p.op(encode(Op::MAPITER, slot, 0)).ext(RelocKind::kType, map).op(encode(Op::RET));
    return p.verify();
  };
  CHECK(make(2) == "");
  CHECK(has(make(1), "not a pointer slot"));
  CHECK(has(make(10), "outside the frame"));
}

TEST_CASE("rows of a native function are checked too") {
  Program p;
  p.def.code.clear();
  p.def.row.flags = FuncRow::kNative;
  p.w.defineFunc(p.w.symbol(SymbolKind::kFunc, "main.f"), std::move(p.def));
  std::vector<uint8_t> bytes = p.w.finish();
  Image image;
  REQUIRE(image.open(bytes).empty());
  CHECK(verifyImage(image) == "");
  const_cast<FuncRow&>(image.funcs()[0]).numInl = 1000;
  CHECK(has(verifyImage(image), "inline tree"));
}

TEST_CASE("pointers from numbers are refused on demand") {
  auto program = [] {
    Program p;
    p.op(encode(Op::WTOP, 0, 1)).op(encode(Op::RET));
    return p;
  };
  CHECK(program().verify() == "");
  CHECK(has(program().verify({.allowUnsafe = false}), "unsafe"));
}
