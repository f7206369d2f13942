// This file makes the scheduler of a VM and takes it apart.
#include "runtime/gc/gc.h"
#include "runtime/heap/malloc.h"
#include "runtime/sched/internal.h"
#include "runtime/stack/stack.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline sched {

M* schedinit(VM* vm) {
  Sched* s = new Sched;
  vm->sched = s;
  s->vm = vm;
  s->lastpoll.store(nanotime());
  s->allp.reserve(kMaxProcs);  // it never moves: sysmon and spinning Ms look at it without a lock
  M* m = allocm(vm);
  m->isMain = true;
  s->m0 = m;
  m->thread = pthread_self();
  currentM = m;
  return m;
}

void schedFree(VM* vm) {
  Sched* s = vm->sched;
  freeAllGs(vm);
  freePools(vm);
  for (P* p : s->allp) {
    dropCaches(vm, p);
    freeTimerHeap(p->timers);
    delete p;
  }
  auto freeM = [&](M* m) {
    if (m == currentM) {
      if (vm->engine != nullptr) vm->engine->mFree(m);
      currentM = nullptr;
    }
    delete m;
  };
  for (M* m = s->allm; m != nullptr;) {
    M* next = m->alllink;
    freeM(m);
    m = next;
  }
  for (M* m = s->freem; m != nullptr;) {
    M* next = m->freelink;
    freeM(m);
    m = next;
  }
  delete s;
  vm->sched = nullptr;
}

}  // namespace gvm::rt::inline sched
