// This file is what every handler may use: typed views of slots, canonical forms, memory runs, and the protocol between
// handlers and the out-of-line functions (op_*.cc).
//
// An out-of-line function gets the pc behind the instruction's first word, the frame, and two words of the handler's
// choosing. Before it is called, g->savedPc (the instruction) and g->savedFp are set, so it may be seen by a traceback or
// park. It returns the pc to go on at, in the frame g->savedFp, or leave(why) to go back to the scheduler.
#pragma once

#include <bit>
#include <cmath>
#include <cstring>
#ifdef GVM_TSAN
#include <sanitizer/tsan_interface.h>
#endif

#include "runtime/core/g.h"
#include "runtime/core/m.h"
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc_fast.h"
#include "runtime/panic/panic.h"
#include "runtime/symtab/func.h"
#include "runtime/type/type.h"
#include "runtime/value/string.h"
#include "vm/bytecode/opcodes.h"

namespace gvm::interp {

using namespace rt;  // the room works on runtime objects throughout
using bytecode::aOf;
using bytecode::bOf;
using bytecode::cOf;
using bytecode::kNoSlot;
using bytecode::Op;
using bytecode::opOf;

using OutFn = const u64* (*)(const u64* pc, u64* fp, G* g, u64 x, u64 y);

// The result of an out-of-line function that gives control back to the scheduler: no pc is that small.
inline const u64* leave(RunExit why) { return reinterpret_cast<const u64*>(static_cast<uptr>(why) + 1); }
inline constexpr uptr kLeaveLimit = 16;

// Out-of-line functions, defined in op_*.cc. The X rows are (name).
#define GVM_OUT_FUNCTIONS(X) \
  X(slowNil) X(slowIndex) X(slowIndexUnsigned) X(slowSlice) X(slowConvert) X(slowDivide) X(slowShift) X(slowSafepoint) \
  X(slowEnter) X(slowStorePtr) X(slowAssertE) X(slowAssertI) \
  X(outEqEface) X(outEqIface) X(outEqMem) X(outEqRun) \
  X(outAtomicStorePtr) X(outAtomicSwapPtr) X(outAtomicCasPtr) \
  X(outUnsafeSlice) X(outUnsafeString) X(outMakeSlice) X(outGrow) X(outAppend8) X(outAppend32) X(outAppend64) \
  X(outAppendP) X(outAppendS) X(outAppendT) X(outAppendSlice) X(outAppendString) X(outCopySlice) X(outCopyString) \
  X(outClearSlice) \
  X(outConcat) X(outConcat2) X(outBytesToString) X(outStringToBytes) X(outRunesToString) X(outStringToRunes) \
  X(outRuneToString) X(outDecodeRune) \
  X(outBox) X(outMakeClosure) X(outMakeEface) X(outMakeIface) X(outIfaceToIface) \
  X(outToIfaceE) X(outToIfaceI) X(outToIfaceOkE) X(outToIfaceOkI) \
  X(outMakeMap) X(outMapGet) X(outMapGetOk) X(outMapSet) X(outMapGet_32) X(outMapGetOk_32) X(outMapSet_32) \
  X(outMapGet_64) X(outMapGetOk_64) X(outMapSet_64) X(outMapGet_S) X(outMapGetOk_S) X(outMapSet_S) \
  X(outMapDelete) X(outMapLen) X(outMapClear) X(outMapIter) X(outMapNext) \
  X(outMakeChan) X(outSend) X(outRecv) X(outCloseChan) X(outTrySend) X(outTryRecv) X(outChanLen) X(outChanCap) \
  X(outSelect) X(outPrintLock) X(outPrintUnlock) X(outPrint) \
  X(outCallNative) X(outDefer) X(outDeferAt) X(outRunDefers) X(outGo) X(outPanic) X(outRecover) X(outPanicWrap) \
  X(outPanicRange) X(outUnreachable) X(outCallDyn) X(outDynResults) X(outLink) X(outGoexitStub) X(outPanicStub) \
  X(outHostStub) X(outUnwind)
#define X(name) const u64* name(const u64* pc, u64* fp, G* g, u64 x, u64 y);
GVM_OUT_FUNCTIONS(X)
#undef X

// What an out-of-line function called by machine code returns to have its panic raised later, when the frames are whole.
inline const u64* raiseLater() { return reinterpret_cast<const u64*>(kLeaveLimit - 1); }

// Begins the panic in g->pendingPanic, raised in frame fp by the instruction before pc, and goes on as panics do.
const u64* raise(G* g, const u64* pc, u64* fp);

// ---- scalars ------------------------------------------------------------------------------------------------------------
using AliasF64 = f64 __attribute__((may_alias));
using AliasF32 = f32 __attribute__((may_alias));

// v cut to T and extended back to a slot.
template <class T>
GVM_INLINE u64 canon(u64 v) {
  if constexpr (std::is_signed_v<T>) return static_cast<u64>(static_cast<i64>(static_cast<T>(v)));
  return static_cast<u64>(static_cast<T>(v));
}

// A float32 in a slot: reads its bits, writes them zero-extended.
struct F32Slot {
  u64* slot;
  GVM_INLINE operator f32() const { return std::bit_cast<f32>(static_cast<u32>(*slot)); }
  GVM_INLINE f32 operator+() const { return *this; }
  GVM_INLINE void operator=(f32 v) const { *slot = std::bit_cast<u32>(v); }
  GVM_INLINE void operator=(const F32Slot& v) const { *slot = *v.slot; }
};

inline u64 bitReverse(u64 x) {
  x = (x >> 1 & 0x5555555555555555) | (x & 0x5555555555555555) << 1;
  x = (x >> 2 & 0x3333333333333333) | (x & 0x3333333333333333) << 2;
  x = (x >> 4 & 0x0F0F0F0F0F0F0F0F) | (x & 0x0F0F0F0F0F0F0F0F) << 4;
  return __builtin_bswap64(x);
}

template <class F>
inline F goMin(F x, F y) {
  if (x != x) return x;
  if (y != y) return y;
  if (x == 0 && y == 0) return std::signbit(x) ? x : y;
  return x < y ? x : y;
}
template <class F>
inline F goMax(F x, F y) {
  if (x != x) return x;
  if (y != y) return y;
  if (x == 0 && y == 0) return std::signbit(x) ? y : x;
  return x > y ? x : y;
}

// As amd64's CVTTSD2SQ: what does not fit becomes the smallest int64.
template <class F>
inline i64 toInt64(F x) {
  if (x >= static_cast<F>(-9223372036854775808.0) && x < static_cast<F>(9223372036854775808.0)) return static_cast<i64>(x);
  return INT64_MIN;
}
template <class F>
inline u64 toUint64(F x) {
  if (x < static_cast<F>(9223372036854775808.0)) return static_cast<u64>(toInt64(x));
  return static_cast<u64>(toInt64(static_cast<F>(x - static_cast<F>(9223372036854775808.0)))) ^ (u64{1} << 63);
}

struct Complex128 {
  f64 re, im;
};
struct Complex64 {
  f32 re, im;
};
inline Complex128 loadC128(const u64* s) { return {std::bit_cast<f64>(s[0]), std::bit_cast<f64>(s[1])}; }
inline void storeC128(u64* s, Complex128 v) { s[0] = std::bit_cast<u64>(v.re); s[1] = std::bit_cast<u64>(v.im); }
inline Complex64 loadC64(const u64* s) { return std::bit_cast<Complex64>(*s); }
inline void storeC64(u64* s, Complex64 v) { *s = std::bit_cast<u64>(v); }
Complex128 complexDiv(Complex128 n, Complex128 m);
inline Complex64 complexDiv(Complex64 n, Complex64 m) {
  Complex128 q = complexDiv(Complex128{n.re, n.im}, Complex128{m.re, m.im});
  return {static_cast<f32>(q.re), static_cast<f32>(q.im)};
}

// ---- strings ------------------------------------------------------------------------------------------------------------
inline GoString stringAt(const u64* s) { return {reinterpret_cast<const u8*>(s[0]), static_cast<i64>(s[1])}; }
inline bool stringsEqual(const u64* x, const u64* y) { return eqstring(stringAt(x), stringAt(y)); }
inline int compareStrings(const u64* x, const u64* y) {
  int c = cmpstring(stringAt(x), stringAt(y));
  return c < 0 ? -1 : c > 0;
}
inline GoSlice sliceAt(const u64* s) {
  return {reinterpret_cast<u8*>(s[0]), static_cast<i64>(s[1]), static_cast<i64>(s[2])};
}
inline void putString(u64* s, GoString v) { s[0] = reinterpret_cast<u64>(v.ptr); s[1] = static_cast<u64>(v.len); }
inline void putSlice(u64* s, GoSlice v) {
  s[0] = reinterpret_cast<u64>(v.ptr);
  s[1] = static_cast<u64>(v.len);
  s[2] = static_cast<u64>(v.cap);
}

// ---- memory -------------------------------------------------------------------------------------------------------------
inline const Type* typeOf(u64 word) { return reinterpret_cast<const Type*>(word); }

// A store of a pointer to memory.
GVM_INLINE void putPtr(G* g, u64 p, u64 v) {
  if (GVM_UNLIKELY(writeBarrierOn(g->vm))) {
    storePtr(g->vm, reinterpret_cast<void**>(p), reinterpret_cast<void*>(v));
    return;
  }
  *reinterpret_cast<u64*>(p) = v;
}

// Memory at p to slots: scalars in canonical form, everything else in memory layout. p may be the slots themselves.
inline void loadRun(u64* slots, u64 p, const Type* t) {
  switch (t->kind) {
    case Kind::Int8: *slots = canon<i8>(*reinterpret_cast<u8*>(p)); return;
    case Kind::Bool:
    case Kind::Uint8: *slots = *reinterpret_cast<u8*>(p); return;
    case Kind::Int16: *slots = canon<i16>(*reinterpret_cast<u16*>(p)); return;
    case Kind::Uint16: *slots = *reinterpret_cast<u16*>(p); return;
    case Kind::Int32: *slots = canon<i32>(*reinterpret_cast<u32*>(p)); return;
    case Kind::Uint32:
    case Kind::Float32: *slots = *reinterpret_cast<u32*>(p); return;
    default: std::memmove(slots, reinterpret_cast<void*>(p), t->size);
  }
}

// Slots to memory at p (which may be heap memory), with barriers.
inline void storeRun(G* g, u64 p, const u64* slots, const Type* t) {
  if (GVM_UNLIKELY(t->ptrdata != 0 && writeBarrierOn(g->vm))) {
    typedmemmove(g->vm, t, reinterpret_cast<void*>(p), slots);
    return;
  }
  std::memmove(reinterpret_cast<void*>(p), slots, t->size);
}
inline void copyTyped(G* g, u64 dst, u64 src, const Type* t) {
  storeRun(g, dst, reinterpret_cast<const u64*>(src), t);
}
inline void zeroTyped(G* g, u64 p, const Type* t) {
  if (GVM_UNLIKELY(t->ptrdata != 0 && writeBarrierOn(g->vm))) {
    typedmemclr(g->vm, t, reinterpret_cast<void*>(p));
    return;
  }
  std::memset(reinterpret_cast<void*>(p), 0, t->size);
}

// pc as in a handler: behind the instruction's first word.
GVM_INLINE void* newObject(G* g, const u64* pc, u64* fp, const Type* t) {
  P* p = g->m->p;
  void* x = newobjectFast(p, t);
  if (GVM_LIKELY(x != nullptr)) return x;
  g->savedPc = pc - 1;  // a memory profile wants to know
  g->savedFp = fp;
  return newobject(p, t);
}

}  // namespace gvm::interp
