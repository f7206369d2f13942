// This file lists what machine code calls: the interpreter's out-of-line functions by operation, and a few functions of
// its own. None of them may move the goroutine's stack, collect, or look at slots of frames below the innermost.
#include <cmath>

#include "runtime/value/string.h"
#include "vm/interp/ops.h"
#include "vm/jit/state.h"

namespace gvm::jit {

namespace {

// Operations done by a function of the interpreter. The rows are (operation, function).
#define GVM_CALLED_OPS(X) \
  X(EQ_E, outEqEface) X(EQ_I, outEqIface) X(EQ_T, outEqMem) X(EQ_V, outEqRun) \
  X(ATOMST_P, outAtomicStorePtr) X(ATOMXCHG_P, outAtomicSwapPtr) X(ATOMCAS_P, outAtomicCasPtr) \
  X(UNSAFESLICE, outUnsafeSlice) X(UNSAFESTR, outUnsafeString) X(MKSLICE, outMakeSlice) X(GROW, outGrow) \
  X(APPEND_8, outAppend8) X(APPEND_32, outAppend32) X(APPEND_64, outAppend64) X(APPEND_P, outAppendP) \
  X(APPEND_S, outAppendS) X(APPEND_T, outAppendT) X(APPENDSL, outAppendSlice) X(APPENDSTR, outAppendString) \
  X(COPYSL, outCopySlice) X(COPYSTR, outCopyString) X(CLEARSL, outClearSlice) \
  X(CONCAT, outConcat) X(CONCAT2, outConcat2) X(BYTESTOSTR, outBytesToString) X(STRTOBYTES, outStringToBytes) \
  X(RUNESTOSTR, outRunesToString) X(STRTORUNES, outStringToRunes) X(RUNETOSTR, outRuneToString) \
  X(DECODERUNE, outDecodeRune) X(BOX, outBox) X(MKCLOSURE, outMakeClosure) X(MKEFACE, outMakeEface) \
  X(MKIFACE, outMakeIface) X(ITOI, outIfaceToIface) X(TOIFACE_E, outToIfaceE) X(TOIFACE_I, outToIfaceI) \
  X(TOIFACEOK_E, outToIfaceOkE) X(TOIFACEOK_I, outToIfaceOkI) \
  X(MKMAP, outMakeMap) X(MAPGET, outMapGet) X(MAPGETOK, outMapGetOk) X(MAPSET, outMapSet) X(MAPGET_32, outMapGet_32) \
  X(MAPGETOK_32, outMapGetOk_32) X(MAPSET_32, outMapSet_32) X(MAPGET_64, outMapGet_64) \
  X(MAPGETOK_64, outMapGetOk_64) X(MAPSET_64, outMapSet_64) X(MAPGET_S, outMapGet_S) X(MAPGETOK_S, outMapGetOk_S) \
  X(MAPSET_S, outMapSet_S) X(MAPDEL, outMapDelete) X(MAPLEN, outMapLen) X(MAPCLEAR, outMapClear) \
  X(MAPITER, outMapIter) X(MAPNEXT, outMapNext) \
  X(MKCHAN, outMakeChan) X(SEND, outSend) X(RECV, outRecv) X(CLOSECHAN, outCloseChan) X(TRYSEND, outTrySend) \
  X(TRYRECV, outTryRecv) X(CHANLEN, outChanLen) X(CHANCAP, outChanCap) X(SELECT, outSelect) \
  X(PRINTLOCK, outPrintLock) X(PRINTUNLOCK, outPrintUnlock) X(PRINT, outPrint) \
  X(DEFER, outDefer) X(DEFERAT, outDeferAt) X(RUNDEFERS, outRunDefers) X(GO, outGo) X(CALLN, outCallNative)

void storePtrBarrier(G* g, u64 p, u64 v) { storePtr(g->vm, reinterpret_cast<void**>(p), reinterpret_cast<void*>(v)); }
// The frames of machine code are not walkable here, so a memory profile is told that there is no position.
void* makeObject(G* g, const Type* t) {
  P* p = g->m->p;
  if (void* x = newobjectFast(p, t)) return x;
  g->savedPc = nullptr;
  return newobject(p, t);
}
u64 equalBytes(const void* p, const void* q, u64 n) { return p == q || __builtin_memcmp(p, q, n) == 0; }
i64 compareStrings(const u8* p, u64 n, const u8* q, u64 m) {
  int c = cmpstring({p, static_cast<i64>(n)}, {q, static_cast<i64>(m)});
  return c < 0 ? -1 : c > 0;
}
// Natives of these packages may look at the calling goroutine's frames, stop the world, or enter system calls, during
// which others scan the stack.
bool isLeaf(const NativeFunc* n) {
  std::string_view symbol = n->symbol, package = symbol.substr(0, symbol.rfind('.'));
  for (std::string_view p : {"runtime", "runtime/debug", "syscall", "os", "time", "reflect", "internal/dirfd"})
    if (package == p) return symbol == "time.now" || symbol == "time.nanotime";
  return n->code.empty();
}
f64 floatOp(u64 op, f64 x, f64 y, f64 z) {
  switch (static_cast<bytecode::Op>(op)) {
    case bytecode::Op::FLOOR_F64: return std::floor(x);
    case bytecode::Op::CEIL_F64: return std::ceil(x);
    case bytecode::Op::TRUNC_F64: return std::trunc(x);
    case bytecode::Op::RINT_F64: return std::nearbyint(x);
    default: return std::fma(x, y, z);
  }
}

// What a function without machine code has in Func::jit: the callers unwind, and the interpreter goes on in it.
struct MachineResult {
  const u64* status;
  u64 r0, r1, r2;
};
#if defined(__clang__)
__attribute__((swiftcall)) MachineResult miss(u64* fp, u64, u64, u64, u64, Func* f, __attribute__((swift_context)) G* g) {
  g->savedFp = fp;
  const interp::JitHooks* hooks = interp::engineOf(g->vm)->jit;
  const_cast<Jit*>(static_cast<const Jit*>(hooks))->noteMiss(f);
  return {f->code.load(std::memory_order_acquire), 0, 0, 0};
}
#endif

}  // namespace

void fillHost(Host* h) {
#define X(op, fn) h->out[static_cast<unsigned>(bytecode::Op::op)] = &interp::fn;
  GVM_CALLED_OPS(X)
#undef X
  h->storePtr = storePtrBarrier;
  h->newObject = makeObject;
  h->equalBytes = equalBytes;
  h->compareStrings = compareStrings;
  h->loadRun = interp::loadRun;
  h->storeRun = interp::storeRun;
  h->zeroTyped = interp::zeroTyped;
  h->copyTyped = interp::copyTyped;
  h->isLeaf = isLeaf;
  h->floatOp = floatOp;
#if defined(__clang__)
  h->miss = reinterpret_cast<const void*>(&miss);
#endif
}

}  // namespace gvm::jit
