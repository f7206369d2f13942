// This file is the contract of coroutines: goroutines that hand over to each other, past the run queues. The thread of the
// one that parks goes on with the other at once, in the same time slice (proc.cc, handOver).
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline sched {

/// A goroutine that will call fn (no arguments), parked: it begins when another hands over to it. callerPc as for newproc.
G* newcoro(VM* vm, Closure* fn, const u64* callerPc);

/// Notes, as gopark does, that the calling goroutine parks and `to`, which is parked, goes on. The caller returns kPark; some
/// coroutine must hand over to it in turn.
void switchTo(G* to);

/// When the calling goroutine ends, which it is about to, `to` goes on.
void endWith(G* to);

}  // namespace gvm::rt::inline sched
