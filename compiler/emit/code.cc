// This file resolves the jumps of a function. Most conditional jumps hold 16-bit offsets; in the rare function where one does
// not reach its target, two words after it carry a long jump, and everything behind moves.
#include "compiler/emit/code.h"

#include <algorithm>
#include <cassert>

namespace gvm::emit {

using namespace bytecode;

bytecode::Op jumpTwin(bytecode::Op o, bool back) {
  // Twins are neighbours in the table or, for the one-operand jumps, two rows apart; names tell them apart.
  switch (o) {
    case Op::JMP: case Op::JMP_B: return back ? Op::JMP_B : Op::JMP;
    case Op::JT: case Op::JT_B: return back ? Op::JT_B : Op::JT;
    case Op::JF: case Op::JF_B: return back ? Op::JF_B : Op::JF;
    case Op::JNIL: case Op::JNIL_B: return back ? Op::JNIL_B : Op::JNIL;
    case Op::JNNIL: case Op::JNNIL_B: return back ? Op::JNNIL_B : Op::JNNIL;
    default: break;
  }
  const OpInfo& i = info(o);
  bool isBack = i.flags & effect::BACK;
  if (isBack == back) return o;
  Op t = static_cast<Op>(static_cast<unsigned>(o) + (back ? 1 : -1));
  assert(info(t).flags & effect::JUMP);
  return t;
}

namespace {

bool isLong(Op o) { return info(o).b == Operand::kJBC; }

int64_t offsetOf(const Code& c, const Code::Fixup& f) {
  uint32_t after = f.pc + info(opOf(c.words[f.pc])).words();
  return static_cast<int64_t>(c.blockPc[f.target]) - after;
}

}  // namespace

void Code::resolve() {
  insertHops();
  for (const Fixup& f : fixups) {
    Word& w = words[f.pc];
    int64_t off = offsetOf(*this, f);
    Op o = opOf(w);
    if (isLong(o)) {
      w = encodeBC(o, aOf(w), static_cast<int32_t>(off));
    } else {
      assert(off >= INT16_MIN && off <= INT16_MAX);
      w = encode(o, aOf(w), bOf(w), static_cast<uint16_t>(off));
    }
  }
  for (const TableFixup& t : tables) {
    words[t.pc] = static_cast<Word>(static_cast<int64_t>(blockPc[t.target]) - static_cast<int64_t>(t.end));
  }
}

void Code::insert(uint32_t at, uint32_t n) {
  words.insert(words.begin() + at, n, 0);
  for (auto& r : relocs) if (r.offset >= at) r.offset += n;
  for (auto& f : fixups) if (f.pc >= at) f.pc += n;
  for (auto& t : tables) {
    if (t.pc >= at) t.pc += n;
    if (t.end > at) t.end += n;  // a table ends with its last word; a hop is never put inside
  }
  for (auto& p : blockPc) if (p != kUnplaced && p >= at) p += n;
  for (auto& m : marks) if (m.pc >= at) m.pc += n;
  for (uint32_t* p : pcsToMove) if (*p != kUnplaced && *p >= at) *p += n;
}

void Code::insertHops() {
  if (words.size() < INT16_MAX) return;
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t k = 0; k < fixups.size(); k++) {
      Op o = opOf(words[fixups[k].pc]);
      if (isLong(o)) continue;
      // Later insertions may add to a distance, hence the margin.
      int64_t off = offsetOf(*this, fixups[k]);
      if (off >= -30000 && off <= 30000) continue;
      uint32_t after = fixups[k].pc + info(o).words(), target = fixups[k].target;
      insert(after, 2);
      Word& w = words[fixups[k].pc];
      w = encode(jumpTwin(o, false), aOf(w), bOf(w), 1);
      words[after] = encodeBC(Op::JMP, 0, 1);
      words[after + 1] = encodeBC(off < 0 ? Op::JMP_B : Op::JMP, 0, 0);
      fixups[k] = {after + 1, target, 0};
      changed = true;
    }
  }
}

}  // namespace gvm::emit
