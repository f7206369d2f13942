// This file holds os's natives: what the VM knows and the system does not.
#include "runtime/core/rand.h"
#include "runtime/sched/sched.h"
#include "runtime/start/signals.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::NativeCall;

u32 runtimeRandom(NativeCall& c) { return c.g->m->rand.next32(); }

rt::NativeResult<> runtimeExit(NativeCall& c, i64 code) {
  if (rt::Closure* hook = std::exchange(c.vm()->exitHook, nullptr)) {
    c.tail = hook;  // with the code as its argument
    return rt::NativeStatus::kTailCall;
  }
  rt::exitVM(c.vm(), static_cast<int>(code));
}

void brokenPipe(NativeCall& c) { rt::brokenPipe(c.vm()); }

const rt::NativeEntry kTable[] = {
    GVM_NATIVE("os.runtimeRandom", runtimeRandom),
    GVM_NATIVE("os.runtimeExit", runtimeExit),
    GVM_NATIVE("os.brokenPipe", brokenPipe),
};

}  // namespace

std::span<const NativeEntry> osNatives() { return kTable; }

}  // namespace gvm::stdlib
