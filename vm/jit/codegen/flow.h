// This file is what the translator knows of a function before it makes code: instructions, basic blocks, loops, which
// slots live in memory for good, and which slots are live at each instruction.
#pragma once

#include <algorithm>
#include <vector>

#include "vm/jit/codegen/effects.h"

namespace gvm::jit {

// A set of frame slots.
class SlotSet {
 public:
  explicit SlotSet(u32 slots = 0) : bits_((slots + 63) / 64) {}
  bool has(u32 i) const { return bits_[i / 64] >> (i % 64) & 1; }
  void add(u32 i) { bits_[i / 64] |= u64{1} << (i % 64); }
  void remove(u32 i) { bits_[i / 64] &= ~(u64{1} << (i % 64)); }
  void add(SlotRun r) { for (u32 i = 0; i < r.count; i++) add(r.slot + i); }
  void remove(SlotRun r) { for (u32 i = 0; i < r.count; i++) remove(r.slot + i); }
  void keep(const SlotSet& o) { for (usize i = 0; i < bits_.size(); i++) bits_[i] &= o.bits_[i]; }
  void removeAll(const SlotSet& o) { for (usize i = 0; i < bits_.size(); i++) bits_[i] &= ~o.bits_[i]; }
  bool empty() const { return std::all_of(bits_.begin(), bits_.end(), [](u64 b) { return b == 0; }); }
  bool join(const SlotSet& o) {
    u64 changed = 0;
    for (usize i = 0; i < bits_.size(); i++) changed |= o.bits_[i] & ~bits_[i], bits_[i] |= o.bits_[i];
    return changed != 0;
  }
  template <class F>
  void each(F&& f) const {
    for (usize i = 0; i < bits_.size(); i++)
      for (u64 b = bits_[i]; b != 0; b &= b - 1) f(static_cast<u32>(i * 64 + static_cast<u32>(__builtin_ctzll(b))));
  }
  bool operator==(const SlotSet&) const = default;

 private:
  std::vector<u64> bits_;
};

// A loop: the header its backward jumps lead to, and the blocks from which they are reached without passing it.
struct Loop {
  u32 header;
  std::vector<bool> body;  // by block
  u32 size = 0;            // blocks in it
};

class Flow {
 public:
  // words: the function's code as linked. extraLeader starts a block of its own, or kNoPc.
  Flow(const Func* fn, const u64* words, u32 extraLeader);

  struct Block {
    u32 start, end;            // instruction offsets [start, end)
    std::vector<u32> next;     // blocks that follow
    SlotSet liveIn;
    bool reached = false;
  };

  const Func* fn;
  const u64* words;
  u32 numWords, numSlots;
  std::vector<Block> blocks;
  std::vector<u32> blockAt;      // by word: block that starts there, or kNoPc
  SlotSet inMemory;              // slots that machine code never keeps in registers
  bool calls = false;            // the function calls another
  bool loops = false;            // it has backward jumps

  // The slots that the interpreter may read when it goes on at each instruction of the block, and last, those live at the
  // block's end.
  std::vector<SlotSet> liveInBlock(u32 block) const;
  const Effects& effects(u32 pc) const { return effects_[pc]; }
  // The loops that contain block b, outermost first.
  std::vector<Loop> loopsAround(u32 block) const;
  u32 blockOf(u32 pc) const;  // the block that contains the instruction at pc

  // Offsets where the instruction at pc may go on, fall-through last.
  void successors(u32 pc, std::vector<u32>* out) const;
  unsigned length(u32 pc) const { return bytecode::instructionWords(words + pc); }

 private:
  void findBlocks(u32 extraLeader);
  void findMemory();
  void liveness();
  // live, which holds what is live after the instruction at pc, becomes what is live before it.
  void step(u32 pc, SlotSet* live) const;
  std::vector<Effects> effects_;  // by word
};

}  // namespace gvm::jit
