// This file is the interpreter as one function with computed gotos, for compilers without musttail (about 5 % slower; gcc
// wants -fno-gcse and -fno-crossjumping, or it merges the dispatches). The handlers are those of tail.cc.
#include "vm/interp/ops.h"
#include "vm/interp/run.h"

#if defined(GVM_INTERP_GOTO)

namespace gvm::interp {

RunExit execute(G* g) {
  static const void* const tbl[bytecode::kNumOps] = {
#define OP(name, ...) &&L_##name,
#define OPX(name, ...) &&L_##name,
#include "vm/bytecode/opcodes.def"
  };
  const u64* pc = g->savedPc;
  u64* fp = g->savedFp;
  u64 ins, slowX, slowY;
  OutFn slowFn;

#define NEXT \
  { \
    ins = *pc++; \
    goto* tbl[static_cast<u16>(ins)]; \
  }
#define SLOW(fn, x, y) \
  { \
    slowFn = &fn; \
    slowX = (x); \
    slowY = (y); \
    goto slow; \
  }
#define OP(name) L_##name:
#define OP_OUT(name, fn) L_##name: SLOW(fn, 0, 0)
#define GVM_KEEP_BRANCH asm volatile("" : "+r"(pc))

  NEXT

slow:
  g->savedPc = pc - 1;
  g->savedFp = fp;
  pc = slowFn(pc, fp, g, slowX, slowY);
  if (GVM_UNLIKELY(reinterpret_cast<uptr>(pc) < kLeaveLimit)) return static_cast<RunExit>(reinterpret_cast<uptr>(pc) - 1);
  fp = g->savedFp;
  NEXT

#include "vm/interp/names.inc"
#include "vm/interp/ops_arith.inc"
#include "vm/interp/ops_jump.inc"
#include "vm/interp/ops_memory.inc"
#include "vm/interp/ops_index.inc"
#include "vm/interp/ops_super.inc"
#include "vm/interp/ops_lang.inc"
#include "vm/interp/ops_call.inc"
}

}  // namespace gvm::interp

#endif
