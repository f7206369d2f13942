// This file holds the natives of runtime/debug.
#include <fcntl.h>
#include <unistd.h>

#include "runtime/gc/gc.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;
using rt::NativeCall;

i64 setMemoryLimit(NativeCall& c, i64 limit) { return rt::setMemoryLimit(c.vm(), limit); }
void releaseMemory(NativeCall& c) { rt::freeOSMemory(c.vm()); }

i64 setMaxStack(NativeCall& c, i64 bytes) {
  u64 most = c.vm()->config.maxStack;
  return static_cast<i64>(c.vm()->maxStackSize.exchange(most != 0 ? std::min(most, static_cast<u64>(bytes)) : static_cast<u64>(bytes)));
}

i64 setMaxThreads(NativeCall& c, i64 threads) {
  rt::Sched* s = c.vm()->sched;
  i64 old;
  {
    rt::MutexLock hold(s->lock);
    old = s->maxmcount;
    s->maxmcount = static_cast<i32>(std::min<i64>(threads, INT32_MAX));
  }
  i32 now = rt::mcount(c.vm());
  if (now > threads) {
    rt::printf_(c.vm(), "runtime: program exceeds %ld-thread limit\n", static_cast<long>(threads));
    rt::fatal("thread exhaustion");
  }
  return old;
}

bool setPanicOnFault(NativeCall& c, bool enabled) { return std::exchange(c.g->paniconfault, enabled); }

void setTraceback(NativeCall& c, GoString level) {
  rt::VM* vm = c.vm();
  u32 before = vm->tracebackSetting.load();
  rt::setTraceback(vm, level.view());
  // Never less than the environment asked for: the flags add up, the higher level counts.
  u32 now = vm->tracebackSetting.load();
  constexpr u32 kFlags = 3;
  vm->tracebackSetting.store((std::max(before & ~kFlags, now & ~kFlags)) | (before & kFlags) | (now & kFlags));
}

bool setCrashOutput(NativeCall& c, i64 fd) {
  int copy = -1;
  if (fd >= 0 && (copy = fcntl(static_cast<int>(fd), F_DUPFD_CLOEXEC, 0)) < 0) return false;
  int old = c.vm()->crashFd.exchange(copy);
  if (old >= 0) close(old);
  return true;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("runtime/debug.SetMemoryLimit", setMemoryLimit),
    GVM_NATIVE("runtime/debug.releaseMemory", releaseMemory),
    GVM_NATIVE("runtime/debug.SetMaxStack", setMaxStack),
    GVM_NATIVE("runtime/debug.SetMaxThreads", setMaxThreads),
    GVM_NATIVE("runtime/debug.SetPanicOnFault", setPanicOnFault),
    GVM_NATIVE("runtime/debug.SetTraceback", setTraceback),
    GVM_NATIVE("runtime/debug.setCrashOutput", setCrashOutput),
};

}  // namespace

std::span<const NativeEntry> runtimeDebugNatives() { return kTable; }

}  // namespace gvm::stdlib
