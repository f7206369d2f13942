// This file is the interpreter as a chain of tail calls (clang): each handler is a function of its own that ends in a
// jump to the next. preserve_none keeps pc, fp, g and the table in registers that C++ callees save, so handlers have no
// prologues, and a handler that needs a slow path tail-calls a trampoline instead of making a frame.
#include "vm/interp/ops.h"
#include "vm/interp/run.h"

#if !defined(GVM_INTERP_GOTO)

namespace gvm::interp {

namespace {

#define GVM_CC __attribute__((preserve_none))
#define GVM_ARGS const u64 *pc, u64 *fp, G *g, const void *const *tbl, u64 ins
#define GVM_PASS pc, fp, g, tbl, ins
using Handler = GVM_CC RunExit(GVM_ARGS);

extern const void* const kTable[bytecode::kNumOps];

#define NEXT                                                                          \
  {                                                                                   \
    ins = *pc++;                                                                      \
    [[clang::musttail]] return ((Handler*)tbl[static_cast<u16>(ins)])(GVM_PASS);      \
  }

template <OutFn F>
GVM_CC GVM_NOINLINE RunExit trampoline(GVM_ARGS) {
  g->savedPc = pc - 1;
  g->savedFp = fp;
  pc = F(pc, fp, g, ins, reinterpret_cast<u64>(tbl));
  if (GVM_UNLIKELY(reinterpret_cast<uptr>(pc) < kLeaveLimit)) return static_cast<RunExit>(reinterpret_cast<uptr>(pc) - 1);
  fp = g->savedFp;
  tbl = kTable;
  NEXT
}

#define SLOW(fn, x, y) \
  [[clang::musttail]] return trampoline<&fn>(pc, fp, g, reinterpret_cast<const void* const*>(static_cast<u64>(y)), (x))
#define OP(name) GVM_CC RunExit op_##name(GVM_ARGS)
#define OP_OUT(name, fn) constexpr Handler* op_##name = &trampoline<&fn>;
#define GVM_KEEP_BRANCH asm volatile("" : "+r"(pc))

#include "vm/interp/names.inc"
#include "vm/interp/ops_arith.inc"
#include "vm/interp/ops_jump.inc"
#include "vm/interp/ops_memory.inc"
#include "vm/interp/ops_index.inc"
#include "vm/interp/ops_super.inc"
#include "vm/interp/ops_lang.inc"
#include "vm/interp/ops_call.inc"
#undef OP
#undef OP_OUT

const void* const kTable[bytecode::kNumOps] = {
#define OP(name, ...) reinterpret_cast<const void*>(+op_##name),
#define OPX(name, ...) reinterpret_cast<const void*>(+op_##name),
#include "vm/bytecode/opcodes.def"
};

}  // namespace

RunExit execute(G* g) {
  const u64* pc = g->savedPc;
  u64 ins = *pc++;
  return ((Handler*)kTable[static_cast<u16>(ins)])(pc, g->savedFp, g, kTable, ins);
}

}  // namespace gvm::interp

#endif
