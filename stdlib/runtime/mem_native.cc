// This file holds the natives of memory: collection, statistics, finalizers and cleanups.
#include "runtime/gc/gc.h"
#include "runtime/heap/malloc.h"
#include "runtime/profile/memstats.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/type/table.h"
#include "stdlib/runtime/natives.h"

namespace gvm::stdlib {
namespace {

using rt::Closure;
using rt::G;
using rt::Kind;
using rt::OpStatus;
using rt::VM;

NativeResult<> gc(NativeCall& c) {
  OpStatus s = rt::gcCollect(c.g, c.resuming());
  return s == OpStatus::kPark ? NativeStatus::kParkRetry : rt::nativeStatus(s);
}

void readMemStats(NativeCall& c, rt::MemStats* m) {
  rt::stopTheWorld(c.vm(), rt::StwReason::kReadMemStats);
  rt::readMemStats(c.vm(), m);
  rt::startTheWorld(c.vm());
}

i64 setGCPercent(NativeCall& c, i64 percent) {
  return rt::setGCPercent(c.vm(), static_cast<i32>(std::max<i64>(std::min<i64>(percent, INT32_MAX), -1)));
}

// ---- the goroutine of finalizers ----------------------------------------------------------------------------------------

// Where it sleeps. One per VM, made with the first finalizer.
struct FinalizerGoroutine {
  rt::Mutex lock{rt::LockRank::kFinalizer};
  G* sleeping = nullptr;
  bool woken = false;  // a wake came while it did not sleep
};

void freeFinalizerGoroutine(VM*, void* data) { delete static_cast<FinalizerGoroutine*>(data); }

FinalizerGoroutine* finalizerGoroutine(VM* vm) { return static_cast<FinalizerGoroutine*>(vm->finalizerData); }

void wakeFinalizers(VM* vm) {
  FinalizerGoroutine* f = finalizerGoroutine(vm);
  if (f == nullptr) return;
  G* g;
  {
    rt::MutexLock hold(f->lock);
    g = f->sleeping;
    f->sleeping = nullptr;
    if (g == nullptr) f->woken = true;
  }
  if (g == nullptr) return;
  rt::GList list;
  list.push(g);
  rt::injectGList(vm, list);
}

void startFinalizers(NativeCall& c) {
  VM* vm = c.vm();
  {
    rt::MutexLock hold(vm->hookLock);
    if (vm->finalizerData != nullptr) return;
    vm->finalizerData = new FinalizerGoroutine;
    vm->hooks.push_back({vm->finalizerData, nullptr, nullptr, freeFinalizerGoroutine});
  }
  rt::setFinalizerWaker(vm, wakeFinalizers);
  rt::newproc(vm, reinterpret_cast<Closure*>(vm->wk.finalizerLoopFn), nullptr, true);
}

NativeStatus runFinalizer(NativeCall& c) {
  VM* vm = c.vm();
  rt::FinalizerCall call;
  while (!rt::takeFinalizer(vm, &call)) {
    FinalizerGoroutine* f = finalizerGoroutine(vm);
    f->lock.lock();
    if (f->woken) {
      f->woken = false;
      f->lock.unlock();
      continue;
    }
    f->sleeping = c.g;
    rt::goparkunlock(&f->lock, rt::WaitReason::kFinalizerWait);
    return NativeStatus::kParkRetry;
  }
  c.tail = call.fn;
  if (call.arg == nullptr) return NativeStatus::kTailCall;  // a cleanup takes nothing
  const Type* param = call.fnType->params[0];
  if (param->kind != Kind::Interface) {
    c.ret(0, call.arg);
  } else if (param->numIMethod == 0) {
    c.ret(0, Eface{call.argType, call.arg});
  } else {
    c.ret(0, rt::Iface{vm->types->getItab(const_cast<Type*>(param), const_cast<Type*>(call.argType)), call.arg});
  }
  return NativeStatus::kTailCall;
}

// ---- setting them -----------------------------------------------------------------------------------------------------

[[noreturn]] void bad(const std::string& text) { rt::misuse(("runtime.SetFinalizer: " + text).c_str()); }
std::string nameOf(const Type* t) { return std::string(rt::typeStringView(t)); }

NativeResult<> setFinalizer(NativeCall& c, Eface obj, Eface finalizer) {
  VM* vm = c.vm();
  if (obj.type == nullptr) bad("first argument is nil");
  if (obj.type->kind != Kind::Pointer) bad("first argument is " + nameOf(obj.type) + ", not pointer");
  if (obj.data == nullptr) bad("nil elem type!");
  u64 size = 0;
  uptr base = rt::findObjectBase(vm, reinterpret_cast<uptr>(obj.data), &size);
  if (base == 0) {
    // Globals and zero-size objects are never collected.
    return NativeStatus::kDone;
  }
  bool tiny = !obj.type->elem->hasPointers() && obj.type->elem->size < 16;
  if (base != reinterpret_cast<uptr>(obj.data) && !tiny) bad("pointer not at beginning of allocated block");
  if (finalizer.type == nullptr) {
    rt::removeFinalizer(vm, obj.data);
    return NativeStatus::kDone;
  }
  const Type* fn = finalizer.type;
  if (fn->kind != Kind::Func) bad("second argument is " + nameOf(fn) + ", not a function");
  std::string pair = "cannot pass " + nameOf(obj.type) + " to finalizer " + nameOf(fn);
  if (fn->isVariadic()) bad(pair + " because dotdotdot");
  if (fn->numParam != 1) bad(pair);
  Type* param = fn->params[0];
  bool ok = param == obj.type;
  if (!ok && param->kind == Kind::Pointer)
    ok = (!param->isNamed() || !obj.type->isNamed()) && param->elem == obj.type->elem;
  if (!ok && param->kind == Kind::Interface)
    ok = param->numIMethod == 0 || vm->types->implements(param, obj.type);
  if (!ok) bad(pair);
  startFinalizers(c);
  if (!rt::addFinalizer(vm, obj.data, static_cast<Closure*>(finalizer.data), obj.type, fn)) bad("finalizer already set");
  return NativeStatus::kDone;
}

NativeResult<u64> addCleanup(NativeCall& c, void* p, Closure* fn) {
  startFinalizers(c);
  return rt::addCleanup(c.vm(), p, fn);
}

void stopCleanup(NativeCall& c, u64 p, u64 id) { rt::stopCleanup(c.vm(), reinterpret_cast<void*>(p), id); }

i64 kindOfPointer(Eface v) {
  enum : i64 { kPointer, kNil, kOther };
  if (v.type == nullptr) return kNil;
  if (v.type->kind != Kind::Pointer && v.type->kind != Kind::UnsafePointer) return kOther;
  return v.data == nullptr ? kNil : kPointer;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("runtime.GC", gc),
    GVM_NATIVE("runtime.ReadMemStats", readMemStats),
    GVM_NATIVE("runtime.SetGCPercent", setGCPercent),
    GVM_NATIVE_RAW("runtime.runFinalizer", runFinalizer),
    GVM_NATIVE("runtime.SetFinalizer", setFinalizer),
    GVM_NATIVE("runtime.addCleanup", addCleanup),
    GVM_NATIVE("runtime.stopCleanup", stopCleanup),
    GVM_NATIVE("runtime.kindOfPointer", kindOfPointer),
};

}  // namespace

std::span<const NativeEntry> runtimeMemNatives() { return kTable; }

}  // namespace gvm::stdlib
