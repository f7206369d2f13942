// This file is a function's code under construction: words, relocations, jumps to blocks not placed yet, and the line table.
#pragma once
#include <cstdint>
#include <vector>

#include "vm/bytecode/image.h"
#include "vm/bytecode/opcodes.h"

namespace gvm::emit {

class Code {
 public:
  using Op = bytecode::Op;
  using Word = bytecode::Word;

  void op(Op o, uint16_t a = 0, uint16_t b = 0, uint16_t c = 0) { words.push_back(bytecode::encode(o, a, b, c)); }
  void opBC(Op o, uint16_t a, int32_t bc) { words.push_back(bytecode::encodeBC(o, a, bc)); }
  // The operand word of a wide instruction.
  void operands(uint16_t d, uint16_t e = 0, uint16_t f = 0, uint16_t h = 0) {
    words.push_back(bytecode::encodeOperands(d, e, f, h));
  }
  void k64(int64_t v) { words.push_back(static_cast<Word>(v)); }
  // An ext word that the loader patches.
  void ref(bytecode::RelocKind kind, uint32_t target, int32_t addend = 0) {
    relocs.push_back({pc(), target, addend, static_cast<uint16_t>(kind), 0});
    words.push_back(0);
  }
  uint32_t pc() const { return static_cast<uint32_t>(words.size()); }

  // A jump instruction to block number `target`. `shortForm`: the offset is in c only. `wide`: the operand word follows and
  // is pushed by this call; `ext`: words the caller pushes after it.
  void jump(Op o, uint16_t a, uint16_t b, uint32_t target, uint32_t ext = 0) {
    fixups.push_back({pc(), target, ext});
    words.push_back(bytecode::encode(o, a, b, 0));
  }
  // A place inside a block that jumps may name like a block; placeBlock says where it is.
  uint32_t label() {
    blockPc.push_back(kUnplaced);
    return static_cast<uint32_t>(blockPc.size() - 1);
  }
  // A jump table word.
  void tableWord(uint32_t end, uint32_t target) {
    tables.push_back({pc(), end, target});
    words.push_back(0);
  }
  void placeBlock(uint32_t index) {
    if (blockPc.size() <= index) blockPc.resize(index + 1, kUnplaced);
    blockPc[index] = pc();
  }
  // From here on instructions belong to source position pos, inline node inl; unsignedOperands as in bytecode::LineRow.
  void line(uint32_t pos, uint32_t inl, uint32_t unsignedOperands = 0) {
    if (!marks.empty() && marks.back().pos == pos && marks.back().inl == inl &&
        marks.back().unsignedOperands == unsignedOperands)
      return;
    if (!marks.empty() && marks.back().pc == pc()) marks.pop_back();
    marks.push_back({pc(), pos, inl, unsignedOperands});
  }
  // Resolves all jumps. Conditional jumps whose 16-bit offset does not reach go through an inverted hop: jcc +1; jmp over;
  // long. Call once all blocks are placed.
  void resolve();

  struct Fixup {
    uint32_t pc, target, ext;
  };
  struct TableFixup {
    uint32_t pc, end, target;
  };
  struct Mark {
    uint32_t pc, pos, inl, unsignedOperands;
  };
  static constexpr uint32_t kUnplaced = 0xffffffff;
  std::vector<Word> words;
  std::vector<bytecode::Reloc> relocs;
  std::vector<Fixup> fixups;
  std::vector<TableFixup> tables;
  std::vector<uint32_t> blockPc;
  std::vector<Mark> marks;
  std::vector<uint32_t*> pcsToMove;  // other code positions that resolve must keep right

 private:
  void insertHops();
  void insert(uint32_t at, uint32_t n);
};

// The operation that jumps backwards where o jumps forwards (or the other way when `back` is false).
bytecode::Op jumpTwin(bytecode::Op o, bool back);

}  // namespace gvm::emit
