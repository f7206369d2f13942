// This file holds the natives of package runtime: goroutines and threads, the end of the program, and errors. Stacks and
// memory are in stack_native.cc and mem_native.cc.
#include <signal.h>

#include "runtime/heap/malloc.h"
#include "runtime/os/cpu.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/start/start.h"
#include "runtime/type/table.h"
#include "stdlib/runtime/natives.h"

namespace gvm::stdlib {
namespace {

using rt::Closure;
using rt::G;
using rt::Kind;
using rt::OpStatus;
using rt::PanicRecord;
using rt::WaitReason;

// ---- goroutines and threads -----------------------------------------------------------------------------------------

NativeStatus gosched(NativeCall&) { return NativeStatus::kYield; }
NativeStatus goexit(NativeCall& c) { return rt::nativeStatus(rt::goexit(c.g)); }
void lockOSThread(NativeCall& c) { rt::lockOSThread(c.g); }
void unlockOSThread(NativeCall& c) { rt::unlockOSThread(c.g); }
i64 numGoroutine(NativeCall& c) { return rt::gcount(c.vm()); }
i64 numCPU(NativeCall& c) { return c.vm()->sched->ncpu; }
i64 numCgoCall(NativeCall& c) { return static_cast<i64>(c.g->m->ncgocall); }
i64 setGomaxprocs(NativeCall& c, i64 n) {
  i32 most = c.vm()->config.maxProcs;
  return rt::setGomaxprocs(c.vm(), static_cast<i32>(std::min<i64>(n, most > 0 ? most : rt::kMaxProcs)));
}
i64 defaultGomaxprocs(NativeCall& c) {
  i32 n = c.vm()->sched->ncpu;
  i32 limit = c.vm()->debug.containermaxprocs != 0 ? rt::cgroupCPULimit() : 0;
  return limit > 0 ? std::min(n, std::max(limit, 2)) : n;
}
void breakpoint(NativeCall& c) {
  if (c.vm()->config.ownsProcess) raise(SIGTRAP);
}
void keepAlive(Eface) {}

// A string that lives as long as the VM.
GoString vmString(const std::string& s) {
  return {reinterpret_cast<const u8*>(s.data()), static_cast<i64>(s.size())};
}
GoString version(NativeCall& c) { return vmString(c.vm()->config.version); }
GoString goroot(NativeCall& c) { return vmString(c.vm()->config.goroot); }

// ---- runtime.main ---------------------------------------------------------------------------------------------------

void mainStart(NativeCall& c) { rt::mainStart(c.g); }
Closure* nextInit(NativeCall& c) { return rt::nextPackageInit(c.vm()); }
void mainInitDone(NativeCall& c) { rt::mainInitDone(c.g); }
Closure* mainMain(NativeCall& c) { return reinterpret_cast<Closure*>(c.vm()->mainMain); }

NativeResult<> exitProgram(NativeCall& c, i64 code) {
  if (c.vm()->panicking.load() > 0) {
    // Another goroutine's panic is being printed, and ends the program itself.
    rt::gopark(nullptr, nullptr, WaitReason::kPanicWait);
    return NativeStatus::kPark;
  }
  if (Closure* hook = std::exchange(c.vm()->exitHook, nullptr)) {
    c.tail = hook;  // with the code as its argument
    return NativeStatus::kTailCall;
  }
  rt::exitVM(c.vm(), static_cast<int>(code));
}

// ---- errors and panics ------------------------------------------------------------------------------------------------

GoString typeString(const Type* t) { return t == nullptr ? GoString{} : rt::typeString(t); }
GoString typePkgPath(const Type* t) { return t == nullptr ? GoString{} : t->pkgPath; }

i64 panicCount(NativeCall& c) { return rt::panicCount(c.g); }
Eface panicArg(NativeCall& c, i64 i) { return rt::panicAt(c.g, static_cast<int>(i))->value; }

void setPanicText(NativeCall& c, i64 i, GoString text) {
  Type* t = c.vm()->types->basic(Kind::String);
  auto* box = static_cast<GoString*>(rt::newobject(t));
  *box = text;
  PanicRecord* p = rt::panicAt(c.g, static_cast<int>(i));
  p->value = {t, box};
}

void markRepanicked(NativeCall& c, i64 i) { rt::panicAt(c.g, static_cast<int>(i))->repanicked = true; }
void fatalPanic(NativeCall& c) { rt::fatalPanic(c.g); }
void throwText(GoString text) { rt::misuse(std::string(text.view()).c_str()); }

const NativeEntry kTable[] = {
    GVM_NATIVE_RAW("runtime.Gosched", gosched),
    GVM_NATIVE_RAW("runtime.Goexit", goexit),
    GVM_NATIVE("runtime.LockOSThread", lockOSThread),
    GVM_NATIVE("runtime.UnlockOSThread", unlockOSThread),
    GVM_NATIVE("runtime.NumGoroutine", numGoroutine),
    GVM_NATIVE("runtime.NumCPU", numCPU),
    GVM_NATIVE("runtime.NumCgoCall", numCgoCall),
    GVM_NATIVE("runtime.setGomaxprocs", setGomaxprocs),
    GVM_NATIVE("runtime.defaultGomaxprocs", defaultGomaxprocs),
    GVM_NATIVE("runtime.Breakpoint", breakpoint),
    GVM_NATIVE("runtime.KeepAlive", keepAlive),
    GVM_NATIVE("runtime.Version", version),
    GVM_NATIVE("runtime.GOROOT", goroot),
    GVM_NATIVE("runtime.mainStart", mainStart),
    GVM_NATIVE("runtime.nextInit", nextInit),
    GVM_NATIVE("runtime.mainInitDone", mainInitDone),
    GVM_NATIVE("runtime.mainMain", mainMain),
    GVM_NATIVE("runtime.exit", exitProgram),
    GVM_NATIVE("runtime.typeString", typeString),
    GVM_NATIVE("runtime.typePkgPath", typePkgPath),
    GVM_NATIVE("runtime.panicCount", panicCount),
    GVM_NATIVE("runtime.panicArg", panicArg),
    GVM_NATIVE("runtime.setPanicText", setPanicText),
    GVM_NATIVE("runtime.markRepanicked", markRepanicked),
    GVM_NATIVE("runtime.fatalPanic", fatalPanic),
    GVM_NATIVE("runtime.throwText", throwText),
};

}  // namespace

// One table for the package, from the four files' parts.
std::span<const NativeEntry> runtimeNatives() {
  static const std::vector<NativeEntry> all = [] {
    std::vector<NativeEntry> list(std::begin(kTable), std::end(kTable));
    for (std::span<const NativeEntry> part : {runtimeStackNatives(), runtimeMemNatives(), runtimeProfileNatives()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

}  // namespace gvm::stdlib
