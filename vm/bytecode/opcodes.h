// This file turns the table opcodes.def into types: the Op enumeration, operand and ext kinds, effect flags, and the
// row (OpInfo) of each operation. It holds no table of its own.
#pragma once

#include <cstdint>

namespace gvm::bytecode {

using Word = uint64_t;

// The operations, numbered in table order. Numbers are part of the image version.
enum class Op : uint16_t {
#define OP(name, ...) name,
#define OPX(name, ...) name,
#include "vm/bytecode/opcodes.def"
  kCount
};
inline constexpr unsigned kNumOps = static_cast<unsigned>(Op::kCount);

// How an operand field is to be read; the letters are explained at the head of opcodes.def.
enum class Operand : uint8_t {
  k_,
  kDW, kSW, kXW, kOW, kQW,
  kDP, kSP,
  kDA, kSA,
  kDS, kSS,
  kDL, kSL,
  kDI, kSI,
  kDC, kSC,
  kDT, kST, kQT,
  kSK,
  kDN, kSN,
  kDR, kSR,
  kKI, kKU, kKD, kKBC, kUBC,
  kJC, kJBC,
  kWIN,
};

enum class Ext : uint8_t { k_, kK64, kFUNC, kNATIVE, kTYPE, kITAB, kGLOBAL, kSTR, kTABLE };

// Effects of an operation.
namespace effect {
inline constexpr uint16_t PANIC = 1, ALLOC = 2, PARK = 4, CALL = 8, JUMP = 16, BACK = 32, END = 64, INTERNAL = 128,
                          BARRIER = 256;
inline constexpr uint16_t kSafepoint = PANIC | ALLOC | PARK | CALL | BACK;
}  // namespace effect

// The slot number that stands for an absent operand (kinds O and Q).
inline constexpr uint16_t kNoSlot = 0xFFFF;

struct OpInfo {
  const char* name;
  Operand a, b, c;
  bool wide;  // an operand word {d,e,f,h} follows
  Operand d, e, f, h;
  Ext x1, x2;
  uint16_t flags;
  const char* doc;

  unsigned numExt() const { return (x1 != Ext::k_) + (x2 != Ext::k_); }
  // Words of the instruction without a jump table's offsets. Calls always take two.
  unsigned words() const {
    unsigned n = 1u + wide + (x1 == Ext::kTABLE ? 0 : numExt());
    return (flags & effect::CALL) && n < 2 ? 2 : n;
  }
};

extern const OpInfo kOps[kNumOps];

inline const OpInfo& info(Op op) { return kOps[static_cast<unsigned>(op)]; }

// Fields of an instruction word.
inline constexpr Op opOf(Word w) { return static_cast<Op>(w & 0xFFFF); }
inline constexpr uint16_t aOf(Word w) { return static_cast<uint16_t>(w >> 16); }
inline constexpr uint16_t bOf(Word w) { return static_cast<uint16_t>(w >> 32); }
inline constexpr uint16_t cOf(Word w) { return static_cast<uint16_t>(w >> 48); }
inline constexpr int32_t bcOf(Word w) { return static_cast<int32_t>(w >> 32); }
inline constexpr Word encode(Op op, uint16_t a = 0, uint16_t b = 0, uint16_t c = 0) {
  return static_cast<Word>(op) | static_cast<Word>(a) << 16 | static_cast<Word>(b) << 32 | static_cast<Word>(c) << 48;
}
inline constexpr Word encodeBC(Op op, uint16_t a, int32_t bc) {
  return static_cast<Word>(op) | static_cast<Word>(a) << 16 | static_cast<Word>(static_cast<uint32_t>(bc)) << 32;
}
// The operand word of a wide instruction.
inline constexpr Word encodeOperands(uint16_t d, uint16_t e = 0, uint16_t f = 0, uint16_t h = 0) {
  return static_cast<Word>(d) | static_cast<Word>(e) << 16 | static_cast<Word>(f) << 32 | static_cast<Word>(h) << 48;
}

// Words of the instruction at `code`, a jump table's offset words included. Precondition: its op is below kCount.
inline unsigned instructionWords(const Word* code) {
  const OpInfo& i = info(opOf(*code));
  return i.words() + (i.x1 == Ext::kTABLE ? static_cast<uint32_t>(bcOf(*code)) : 0);
}

}  // namespace gvm::bytecode
