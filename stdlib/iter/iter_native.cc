// This file holds iter's natives: coroutines. A coroutine is a goroutine that is parked until another hands over to it; the
// thread then goes on with it at once (runtime/sched/proc.cc, handOver).
#include <utility>

#include "runtime/core/upcalls.h"
#include "runtime/sched/coroutine.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using namespace rt;

// A goroutine as the Go side keeps it: a number, since it does not lie in the collector's heap.
G* goroutine(u64 place) { return reinterpret_cast<G*>(place); }
u64 number(G* g) { return reinterpret_cast<u64>(g); }

// The goroutine that will call body when it is first handed over to.
u64 newCoroutine(NativeCall& c, Closure* body) { return number(newcoro(c.vm(), body, c.g->savedPc)); }

// Parks here, leaving the caller in *place, and goes on where the goroutine is that stood there. With an empty place there is
// nobody to go on with.
NativeResult<> switchPlaces(NativeCall& c, u64* place) {
  G* to = goroutine(std::exchange(*place, number(c.g)));
  if (to == nullptr) {
    *place = 0;
    return NativeStatus::kDone;
  }
  switchTo(to);
  return NativeStatus::kPark;
}

// Lets the goroutine in *place go on as soon as the calling one has ended.
void handBack(NativeCall&, u64* place) { endWith(goroutine(std::exchange(*place, 0))); }

const NativeEntry kTable[] = {
    GVM_NATIVE("iter.newCoroutine", newCoroutine),
    GVM_NATIVE("iter.switchTo", switchPlaces),
    GVM_NATIVE("iter.handBack", handBack),
};

}  // namespace

std::span<const NativeEntry> iterNatives() { return kTable; }

}  // namespace gvm::stdlib
