// This file says which slots of the frame an instruction reads and writes, for liveness, spills and reloads.
#pragma once

#include <vector>

#include "vm/bytecode/opcodes.h"
#include "vm/jit/backend.h"

namespace gvm::jit {

struct SlotRun {
  u32 slot, count;
};

// The slots of one instruction. A slot that is read and written is in both lists.
struct Effects {
  std::vector<SlotRun> reads, writes;
  // Runs that the instruction reaches by address, in part or with an index: they must lie in memory.
  std::vector<SlotRun> memory;
  // Calls: every slot from here on has no value afterwards, but for what `writes` says.
  u32 clobberFrom = kNoPc;
};

// Parameters and results of the callee of a call instruction, in slots.
struct CallShape {
  u32 args = 0, results = 0;
};
CallShape callShape(const u64* code);

// Effects of the linked instruction at `code` in function fn.
void effectsOf(const Func* fn, const u64* code, Effects* out);

// Bytes of an element of the LDF, STF families, by the operation's suffix.
u32 elementBytes(bytecode::Op op);

}  // namespace gvm::jit
