// This file is the contract of panics: how a panic, Goexit or recover goes through the records of a goroutine. The
// engine pushes and pops frames; this room decides which deferred call comes next, who recovered, and when it is fatal.
//
// One panic, step by step. The engine calls startPanic with the frame and pc that panicked; a PanicRecord goes on
// g->panicTop. It then asks panicNext:
//   kCall       run step.fn (no arguments) in a frame above everything live, i.e. above the frame at record->frame, with
//               the PANICSTUB as return address; store that frame's offset in record->callFrame. When the call returns
//               to the stub, ask panicNext again.
//   kRecovered  the deferred call recovered: drop all frames above step.frame, go on at step.func->deferReturn there.
//   kFatal      nobody recovered: call step.fn (runtime.fatalpanic) like a deferred call; it prints and never returns.
//   kGoexit     Goexit ran every deferred call: the goroutine is done (RunExit::kDone).
// Frames are named by byte offset from stack.lo, so that records outlive stack moves. A walk that meets the PANICSTUB as
// return pc of the frame at offset f finds the record with callFrame == f (panicOfCall) and goes on at record->pc/frame.
//
// A panic inside a deferred call makes a second record; records whose deferred call lies above the frame that finally
// recovers are dropped with it (aborted), except that an aborted Goexit takes over again.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/m.h"
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline panic {

struct PanicRecord {
  PanicRecord* link = nullptr;  // earlier panic of this goroutine still in progress
  Eface value;                  // argument of panic; GC root. Replaced by its text before printing
  const u64* pc = nullptr;      // where the panic happened: pc in the frame below
  u32 frame = 0;                // offset of slot 0 of the frame that panicked
  u32 callFrame = 0;            // offset of slot 0 of the deferred call in progress (set by the engine)
  bool calling = false;         // a deferred call is in progress
  u32 deferFrame = 0;           // frame whose deferred call is in progress
  Func* deferFunc = nullptr;    // its function
  bool goexit = false;          // runtime.Goexit, not a panic
  bool recovered = false;
  bool repanicked = false;      // the next panic carries the same value: print once
  bool memoryError = false;     // nil dereference: printed with a [signal ...] line
  u64 faultAddr = 0;
};

struct PanicStep {
  enum What : u8 { kCall, kRecovered, kFatal, kGoexit } what;
  PanicRecord* record = nullptr;  // the innermost one; null for kRecovered
  Closure* fn = nullptr;          // kCall, kFatal
  u32 frame = 0;                  // kRecovered
  Func* func = nullptr;           // kRecovered
};

// ---- deferred calls -----------------------------------------------------------------------------------------------------
// Pushes a deferred call of frame `frame` (offset) of function func. pc is the one after the DEFER instruction.
void deferproc(G* g, Closure* fn, Func* func, u32 frame, const u64* pc);
// Removes the innermost deferred call if it belongs to `frame`, and returns its closure; else null.
Closure* popDefer(G* g, u32 frame);

// ---- panics -------------------------------------------------------------------------------------------------------------
// Begins the panic asked for by g->pendingPanic / pendingGoexit (and clears these), in frame `frame` at `pc`.
// panic(nil) becomes *runtime.PanicNilError here.
PanicRecord* startPanic(G* g, u32 frame, const u64* pc);
// Says what comes next for the innermost record; see above.
PanicStep panicNext(G* g);
// recover() called by the frame at offset `caller`: the value (and marks the record), or a nil Eface. `caller` is the
// deferred call itself, wrappers looked through by the engine.
Eface gorecover(G* g, u32 caller);
// The record whose deferred call is the frame at offset callFrame; null if none.
PanicRecord* panicOfCall(G* g, u32 callFrame);
// Number of panics in progress on g, and the i-th, oldest first (for runtime.fatalpanic in Go).
int panicCount(G* g);
PanicRecord* panicAt(G* g, int i);
// Prints the chain of panics, "goroutine N [running]" with tracebacks by GOTRACEBACK, and ends with status 2. In a
// session it returns, and the goroutine must end.
void fatalPanic(G* g);
// A panic's value as its report shows it.
std::string panicValueText(const Eface& v);

// ---- panics raised by the runtime: each sets g->pendingPanic (may allocate) and returns kPanic ----------------------
// Codes of boundsError, as in Go's internal/abi: which comparison failed.
enum class BoundsCode : u8 {
  kIndex,       // s[x], 0 <= x < len(s) failed
  kSliceAlen,   // s[?:x], 0 <= x <= len(s) failed
  kSliceAcap,   // s[?:x], 0 <= x <= cap(s) failed
  kSliceB,      // s[x:y], 0 <= x <= y failed
  kSlice3Alen,  // s[::x], 0 <= x <= len(s) failed
  kSlice3Acap,  // s[::x], 0 <= x <= cap(s) failed
  kSlice3B,     // s[:x:y], 0 <= x <= y failed
  kSlice3C,     // s[x:y:], 0 <= x <= y failed
  kConvert,     // (*[x]T)(s), 0 <= x <= len(s) failed
};
// x is the offending value, y the bound; isSigned says how x is printed.
OpStatus panicBounds(G* g, BoundsCode code, i64 x, i64 y, bool isSigned = true);
OpStatus panicmem(G* g, u64 addr = 0);         // invalid memory address or nil pointer dereference
OpStatus panicdivide(G* g);                    // integer divide by zero
OpStatus panicshift(G* g);                     // negative shift amount
OpStatus panicoverflow(G* g);                  // integer overflow
OpStatus panicfloat(G* g);                     // floating point error
OpStatus panicmakeslicelen(G* g);              // makeslice: len out of range
OpStatus panicmakeslicecap(G* g);              // makeslice: cap out of range
OpStatus panicgrowslice(G* g);                 // growslice: len out of range
OpStatus panicunsafeslicelen(G* g);            // unsafe.Slice: len out of range
OpStatus panicunsafeslicenilptr(G* g);         // unsafe.Slice: ptr is nil and len is not zero
OpStatus panicunsafestringlen(G* g);           // unsafe.String: len out of range
OpStatus panicunsafestringnilptr(G* g);        // unsafe.String: ptr is nil and len is not zero
OpStatus panicnilmap(G* g);                    // assignment to entry in nil map
OpStatus panicunhashable(G* g, const Type* t); // hash of unhashable type T
OpStatus panicuncomparable(G* g, const Type* t);  // comparing uncomparable type T
// Failed x.(asserted): have is the dynamic type (null: the interface was nil), iface the static interface type.
// missing names the first method that have lacks, when asserted is an interface.
OpStatus panicdottype(G* g, const Type* have, const Type* asserted, const Type* iface, std::string_view missing = {});
// value method pkg.typ.meth called using nil *typ pointer. symbol is the wrapper's linker name, "main.(*T).M".
OpStatus panicwrap(G* g, std::string_view symbol);
// A runtime.errorString (printed after "runtime error: ") or plainError (printed as is) with this text.
OpStatus panicErrorString(G* g, std::string_view text);
OpStatus panicPlainError(G* g, std::string_view text);
// panic(string), as a library native would.
OpStatus panicString(G* g, std::string_view text);
// panic(value).
OpStatus panicValue(G* g, Eface value);
// runtime.Goexit.
OpStatus goexit(G* g);

// ---- tracebacks -----------------------------------------------------------------------------------------------------------
// GOTRACEBACK's three settings as packed in VM::tracebackSetting.
TracebackSetting gotraceback(VM* vm);
void setTraceback(VM* vm, std::string_view level);
// Text of one goroutine's stack as panics show it, header line included. g must be stopped or the caller's own.
std::string formatGoroutine(VM* vm, G* g, bool showRuntime);
// The same for every goroutine but `except` (null: all), in allgs order, system ones if showRuntime.
std::string formatAllGoroutines(VM* vm, G* except, bool showRuntime);
// Program counters of g's logical frames for runtime.Callers: skip frames, at most max. pcs are word addresses of the
// instruction after the call (return pcs); inlined calls are expanded by CallersFrames.
int callers(G* g, int skip, uptr* pcs, int max);

}  // namespace gvm::rt::inline panic
