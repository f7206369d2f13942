// This file handles Ps: attaching them to Ms, the idle list, handing one on when its M blocks, and procresize, which makes
// and destroys them.
#include "runtime/gc/gc.h"
#include "runtime/heap/malloc.h"
#include "runtime/netpoll/netpoll.h"
#include "runtime/sched/internal.h"
#include "runtime/stack/stack.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline sched {

void acquirep(M* m, P* p) {
  GVM_ASSERT(m->p == nullptr && p->m.load() == nullptr && p->status.load() == Pidle);
  m->p = p;
  p->m.store(m);
  p->status.store(Prunning);
  TraceScope(m->vm).procStart(p);
}

P* releasep(M* m) {
  P* p = m->p;
  GVM_ASSERT(p != nullptr && p->m.load() == m && p->status.load() == Prunning);
  TraceScope(m->vm).procStop();
  m->p = nullptr;
  p->m.store(nullptr);
  p->status.store(Pidle);
  return p;
}

void pidleput(Sched* s, P* p) {
  GVM_ASSERT(runqempty(p));
  p->link = s->pidle;
  s->pidle = p;
  s->npidle++;
}

P* pidleget(Sched* s) {
  P* p = s->pidle;
  if (p == nullptr) return nullptr;
  s->pidle = p->link;
  p->link = nullptr;
  s->npidle--;
  return p;
}

P* pidlegetSpinning(Sched* s) {
  P* p = pidleget(s);
  // Work may have appeared that nobody will look for: the next M to release a P must spin.
  if (p == nullptr) s->needspinning.store(1);
  return p;
}

// Hands a P whose M blocks or ends to another M if there is any reason to run it, else to the idle list.
void handoffp(P* p) {
  VM* vm = p->vm;
  Sched* s = vm->sched;
  if (!runqempty(p) || s->runqsize.load() != 0) return startm(vm, p, false);
  if (gcMarkWorkAvailable(p)) return startm(vm, p, false);
  // Nothing to do, but nobody is looking for work either: start a spinning M so that a wakeup is not lost.
  i32 none = 0;
  if (s->nmspinning.load() + s->npidle.load() == 0 && s->nmspinning.compare_exchange_strong(none, 1)) {
    s->needspinning.store(0);
    return startm(vm, p, true);
  }
  s->lock.lock();
  if (s->gcwaiting.load()) {
    p->status.store(Pgcstop);
    if (--s->stopwait == 0) s->stopnote.wakeup();
    s->lock.unlock();
    return;
  }
  bool wanted = true;
  if (p->runSafePointFn.load() && p->runSafePointFn.compare_exchange_strong(wanted, false)) {
    s->safePointFn(p, s->safePointArg);
    if (--s->safePointWait == 0) s->safePointNote.wakeup();
  }
  if (s->runqsize.load() != 0) {
    s->lock.unlock();
    return startm(vm, p, false);
  }
  // The last running P: somebody must wait for the network.
  if (s->npidle.load() == s->gomaxprocs.load() - 1 && s->lastpoll.load() != 0) {
    s->lock.unlock();
    return startm(vm, p, false);
  }
  i64 when = timersWakeTime(p->timers);
  pidleput(s, p);
  s->lock.unlock();
  if (when != 0) wakeNetPoller(vm, when);
}

namespace {

void pinit(VM* vm, P* p, i32 id) {
  p->id = id;
  p->vm = vm;
  p->status.store(Pgcstop);
  p->timers = newTimerHeap();
  p->rand.state = vm->globalRand.next64();
}

void makeCaches(VM* vm, P* p) {
  p->mcache = allocmcache(vm);
  p->stackcache = allocStackCache(vm);
  p->gcw = allocGCWork(vm);
}

// Takes everything out of a P beyond the new GOMAXPROCS. The P object stays: an M in a syscall may still name it.
void pdestroy(VM* vm, P* p, P* heir) {
  Sched* s = vm->sched;
  GQueue work = runqdrain(p);
  globrunqputbatch(s, work);
  takeTimers(heir->timers, p->timers);
  gfpurge(p);
  dropCaches(vm, p);
  p->status.store(Pdead);
}

}  // namespace

void dropCaches(VM* vm, P* p) {
  gcReleaseP(p);
  p->gcw = nullptr;
  freemcache(vm, p->mcache);
  p->mcache = nullptr;
  if (p->stackcache != nullptr) freeStackCache(vm, p->stackcache);
  p->stackcache = nullptr;
}

// The world is stopped, or has not started; Sched::lock is held by callers after the start.
P* procresize(VM* vm, i32 n) {
  Sched* s = vm->sched;
  M* m = getm();
  i32 old = s->gomaxprocs.load();
  GVM_CHECK(n > 0 && n <= kMaxProcs);
  i64 now = nanotime();
  if (s->procresizetime != 0) s->totaltime += static_cast<i64>(old) * (now - s->procresizetime);
  s->procresizetime = now;
  {
    MutexLock hold(s->allpLock);
    for (i32 i = 0; i < n; i++) {
      if (i == static_cast<i32>(s->allp.size())) {
        s->allp.push_back(new P);
        pinit(vm, s->allp[i], i);
        makeCaches(vm, s->allp[i]);
      } else if (s->allp[i]->status.load() == Pdead) {
        makeCaches(vm, s->allp[i]);
        s->allp[i]->status.store(Pgcstop);
      }
    }
  }
  if (m->p != nullptr && m->p->id < n) {
    m->p->status.store(Prunning);
  } else {
    // The caller's P goes away (or this is the first call): go on with P 0.
    if (m->p != nullptr) TraceScope(vm).procStop();
    if (m->p != nullptr) m->p->m.store(nullptr);
    m->p = nullptr;
    P* p = s->allp[0];
    p->m.store(nullptr);
    p->status.store(Pidle);
    acquirep(m, p);
  }
  for (i32 i = n; i < old; i++) pdestroy(vm, s->allp[i], m->p);
  s->gomaxprocs.store(n);
  if (n != old) TraceScope(vm).procsChange(n);
  P* runnable = nullptr;
  for (i32 i = n - 1; i >= 0; i--) {
    P* p = s->allp[i];
    if (p == m->p) continue;
    p->status.store(Pidle);
    p->m.store(nullptr);
    if (runqempty(p)) {
      pidleput(s, p);
    } else {
      p->nextm = mget(s);
      p->link = runnable;
      runnable = p;
    }
  }
  return runnable;
}

P* const* allPs(VM* vm, i32* n) {
  *n = vm->sched->gomaxprocs.load();
  return vm->sched->allp.data();
}

i32 gomaxprocs(VM* vm) { return vm->sched->gomaxprocs.load(); }

}  // namespace gvm::rt::inline sched
