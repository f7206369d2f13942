// This file is the machinery of frames that are not plain calls: stack growth and safepoints at function entry, native
// functions, goroutines, deferred calls, and panics.
//
// A panic needs no native stack. raise makes a record (startPanic) and unwind asks panicNext what to do: run a deferred
// call (a frame above the panicking one, whose return address is the PANICSTUB, which calls unwind again), go on in a
// frame that recovered, or end. So a panic survives parking, stack growth, and further panics inside deferred calls.
#include "runtime/gc/gc.h"
#include "runtime/sched/sched.h"
#include "runtime/stack/stack.h"
#include "vm/interp/engine.h"
#include "vm/interp/ops.h"
#include "vm/loader/loader.h"
#include "vm/native/native.h"

namespace gvm::interp {

namespace {

// Slots between the end of a frame and slot 0 of a frame pushed above it.
constexpr u32 kHeaderSlots = 2;

const u64* entryOf(const Closure* c) { return c->fn->code.load(std::memory_order_acquire); }

// Lays a frame for closure c with slot 0 at fp, to return to ret; the caller goes on at the returned pc.
const u64* pushFrame(G* g, u64* fp, Closure* c, const u64* ret) {
  fp[-1] = reinterpret_cast<u64>(ret);
  fp[-2] = reinterpret_cast<u64>(c);
  g->savedFp = fp;
  return entryOf(c);
}

// What a safepoint asks for, with the goroutine's state saved: null to go on.
const u64* atSafepoint(G* g) {
  VM* vm = g->vm;
  if (GVM_UNLIKELY(g->m->profTicks.load(std::memory_order_relaxed) != 0)) profileTick(g);
  if (GVM_UNLIKELY(vm->stopping.load(std::memory_order_relaxed))) return leave(RunExit::kStop);
  if (vm->gcRequested.load(std::memory_order_relaxed)) gcSafepoint(g);
  if (g->preempt.load(std::memory_order_relaxed)) {
    if (const JitHooks* hooks = engineOf(vm)->jit) hooks->sample(hooks, g->savedPc);
    return leave(RunExit::kPreempt);
  }
  if (g->stackguard.load(std::memory_order_relaxed) == kStackPreempt) {
    g->stackguard.store(stackGuardFor(g->stack), std::memory_order_seq_cst);
    // A request that came in between must not be lost.
    if (g->preempt.load(std::memory_order_seq_cst)) g->stackguard.store(kStackPreempt, std::memory_order_relaxed);
  }
  return nullptr;
}

const u64* unwind(G* g) {
  PanicStep step = panicNext(g);
  switch (step.what) {
    case PanicStep::kCall:
    case PanicStep::kFatal: {
      PanicRecord* r = step.record;
      u64* frame = g->frameAt(r->frame);
      u64* top = frame + loader::findFunc(r->pc - 1)->fn->frameSlots + kHeaderSlots;
      r->callFrame = g->frameOffset(top);
      return pushFrame(g, top, step.fn, stubs().panic);
    }
    case PanicStep::kRecovered:
      g->savedFp = g->frameAt(step.frame);
      return step.func->deferReturn;
    case PanicStep::kGoexit:
      return leave(RunExit::kDone);
  }
  throw_("unwind: bad panic step");
}

}  // namespace

const u64* raise(G* g, const u64* pc, u64* fp) {
  g->savedPc = pc - 1;
  g->savedFp = fp;
  if (inMachineCode(g)) return raiseLater();
  startPanic(g, g->frameOffset(fp), pc);
  return unwind(g);
}

// pc: the instruction to go on at.
const u64* slowSafepoint(const u64* pc, u64*, G* g, u64, u64) {
  g->savedPc = pc;
  if (const u64* out = atSafepoint(g)) return out;
  return pc;
}

// pc: behind the ENTER of the function whose frame is fp; only the return address and the arguments are in place.
const u64* slowEnter(const u64* pc, u64*, G* g, u64, u64) {
  // A function that is not linked yet has no map of its arguments, so nobody may look at this frame before it is.
  if (opOf(*pc) == Op::LINK) return outLink(pc + 1, nullptr, g, 0, 0);
  g->savedPc = pc - 1;
  if (g->stackguard.load(std::memory_order_relaxed) == kStackPreempt) {
    if (const u64* out = atSafepoint(g)) return out;
    return pc - 1;
  }
  growStack(g, (aOf(pc[-1]) + kHeaderSlots) * 8ul + kStackGuard);
  return pc - 1;
}

const u64* slowStorePtr(const u64* pc, u64*, G* g, u64 x, u64 y) {
  storePtr(g->vm, reinterpret_cast<void**>(x), reinterpret_cast<void*>(y));
  return pc;
}

const u64* outCallNative(const u64* pc, u64*, G* g, u64, u64) {
  const NativeFunc* n = reinterpret_cast<const NativeFunc*>(pc[0]);
  u32 window = aOf(pc[-1]);
  NativeCall call(g, n, window, g->resuming);
  g->resuming = false;
  switch (n->fn(call)) {
    case NativeStatus::kDone:
      return pc + 1;
    case NativeStatus::kPanic:
      return raise(g, pc, g->savedFp);
    case NativeStatus::kPark:
      g->savedPc = g->callEnd = pc + 1;
      return leave(RunExit::kPark);
    case NativeStatus::kParkRetry:
      g->resuming = true;
      return leave(RunExit::kPark);
    case NativeStatus::kHost:
      g->resuming = true;
      return leave(RunExit::kHost);
    case NativeStatus::kYield:
      g->savedPc = g->callEnd = pc + 1;
      return leave(RunExit::kYield);
    case NativeStatus::kTailCall:
      return pushFrame(g, g->savedFp + window, call.tail, pc + 1);
  }
  throw_("native function returned an unknown status");
}

const u64* outGo(const u64* pc, u64* fp, G* g, u64, u64) {
  Closure* c = reinterpret_cast<Closure*>(fp[aOf(pc[-1])]);
  if (c == nullptr) fatal("go of nil func value");
  newproc(g->vm, c, pc);
  return pc;
}

// ---- defer --------------------------------------------------------------------------------------------------------------

namespace {
const u64* pushDefer(const u64* pc, u64* fp, G* g, u32 frame) {
  Closure* c = reinterpret_cast<Closure*>(fp[aOf(pc[-1])]);
  if (c == nullptr) c = engineOf(g->vm)->nilCall(g->vm);
  deferproc(g, c, loader::findFunc(pc - 1)->fn, frame, pc);
  return pc;
}
}  // namespace

const u64* outDefer(const u64* pc, u64* fp, G* g, u64, u64) { return pushDefer(pc, fp, g, g->frameOffset(fp)); }

// From the body of a range-over-func loop into its outer function, whose frame the token names.
const u64* outDeferAt(const u64* pc, u64* fp, G* g, u64, u64) {
  u32 frame = static_cast<u32>(fp[bOf(pc[-1])]);
  Closure* c = reinterpret_cast<Closure*>(fp[aOf(pc[-1])]);
  if (c == nullptr) c = engineOf(g->vm)->nilCall(g->vm);
  deferproc(g, c, funcOfFrame(g, frame), frame, pc);
  return pc;
}

// pc + 1 is the DEFERLOOP, where each deferred call returns to; it leads back here.
const u64* outRunDefers(const u64* pc, u64* fp, G* g, u64, u64) {
  Closure* c = popDefer(g, g->frameOffset(fp));
  if (c == nullptr) return pc + 2;
  return pushFrame(g, fp + aOf(pc[-1]), c, pc + 1);
}

// ---- panic --------------------------------------------------------------------------------------------------------------

const u64* outPanic(const u64* pc, u64* fp, G* g, u64, u64) {
  u64* s = &fp[aOf(pc[-1])];
  panicValue(g, Eface{reinterpret_cast<Type*>(s[0]), reinterpret_cast<void*>(s[1])});
  return raise(g, pc, fp);
}

namespace {

// The frame that counts as the caller of recover for the RECOVER in frame fp before pc: the function itself, or a wrapper
// that was deferred to call it (a deferred method value, say). `defer recover()` is a wrapper with the RECOVER in it, and
// acts for the function that runs its deferred calls. Null when there is none.
u64* recoveringFrame(const u64* pc, u64* fp) {
  u64* f = fp;
  bool inWrapper = loader::findFunc(pc - 1)->fn->flags & kFuncWrapper;
  for (;;) {
    const u64* ret = reinterpret_cast<const u64*>(f[-1]);
    if (isStub(ret)) return inWrapper ? nullptr : f;
    if (opOf(*ret) == Op::DEFERLOOP) return inWrapper ? f - aOf(ret[-2]) : f;
    if (inWrapper) return nullptr;
    const FuncInfo* caller = loader::findFunc(ret - 1);
    // What reflect does to call a method value is a wrapper too.
    if (caller->pkgPath.view() == "reflect") {
      f -= aOf(ret[-2]);
      continue;
    }
    if (!(caller->fn->flags & kFuncWrapper)) return f;
    // A call made by something inlined into the wrapper is not the wrapper's own.
    const LineRow* row = findLine(*caller, static_cast<u32>(ret - 1 - caller->codeStart));
    if (row != nullptr && row->inl >= 0) return f;
    f -= aOf(ret[-2]);
  }
}

}  // namespace

const u64* outRecover(const u64* pc, u64* fp, G* g, u64, u64) {
  u64* f = recoveringFrame(pc, fp);
  Eface v = f ? gorecover(g, g->frameOffset(f)) : Eface{};
  u16 a = aOf(pc[-1]);
  fp[a] = reinterpret_cast<u64>(v.type);
  fp[a + 1] = reinterpret_cast<u64>(v.data);
  return pc;
}

const u64* outPanicStub(const u64*, u64*, G* g, u64, u64) { return unwind(g); }

// ---- ends of stacks -----------------------------------------------------------------------------------------------------

const u64* outGoexitStub(const u64*, u64*, G*, u64, u64) { return leave(RunExit::kDone); }

// A call pushed by pushCall returned: back to what it interrupted.
const u64* outHostStub(const u64*, u64* fp, G* g, u64, u64) {
  g->savedFp = g->frameAt(static_cast<u32>(fp[-4]));
  g->resuming = fp[-4] >> 32 != 0;
  return reinterpret_cast<const u64*>(fp[-3]);
}

// ---- machine code -------------------------------------------------------------------------------------------------------

namespace {

// Native stack that machine code may use from where it is entered; the threads' stacks have 1 MB.
constexpr uptr kNativeBudget = 384 << 10;

// Runs machine code in frame fp. It returned when the status is null; else that is what an out-of-line function returns.
const u64* runMachineCode(G* g, u64* fp, const void* code) {
  const JitHooks* hooks = engineOf(g->vm)->jit;
  g->engineData = static_cast<char*>(__builtin_frame_address(0)) - kNativeBudget;
  const u64* next = hooks->enter(g, fp, code);
  g->engineData = nullptr;
  if (next == nullptr) {
    const u64* ret = reinterpret_cast<const u64*>(fp[-1]);
    g->savedFp = fp - aOf(ret[-2]);
    return ret;
  }
  if (GVM_UNLIKELY(hooks->left != nullptr)) hooks->left(hooks, next);
  return next == raiseLater() ? raise(g, g->savedPc + 1, g->savedFp) : next;
}

}  // namespace

// LINK stands before a function's first call, and before its machine code, which has checks of its own for the frame.
const u64* outLink(const u64* pc, u64*, G* g, u64, u64) {
  Func* f = reinterpret_cast<Func*>(pc[0]);
  const JitHooks* hooks = engineOf(g->vm)->jit;
  if (hooks == nullptr) return loader::linkFunc(g->vm, f);
  const void* entry = __atomic_load_n(&f->jit, __ATOMIC_ACQUIRE);
  if (entry != hooks->none) return runMachineCode(g, g->savedFp, entry);
  const u64* code = loader::linkFunc(g->vm, f);
  if (hooks->linked == nullptr) return code;
  hooks->linked(hooks, f);
  return f->code.load(std::memory_order_acquire);
}

// UNWIND stands for a backward jump (JitLoop). A loop without machine code (yet) goes on as it was.
const u64* outUnwind(const u64* pc, u64*, G* g, u64, u64) {
  if (g->preempt.load(std::memory_order_relaxed))
    if (const u64* out = atSafepoint(g)) return out;
  const JitHooks* hooks = engineOf(g->vm)->jit;
  const JitLoop* l = hooks->loop(hooks, pc - 1);
  // A collection may have moved the stack.
  if (const void* entry = l->entry.load(std::memory_order_acquire)) return runMachineCode(g, g->savedFp, entry);
  __atomic_store_n(const_cast<u64*>(l->pc), l->word, __ATOMIC_RELEASE);
  return pc - 1;
}

}  // namespace gvm::interp
