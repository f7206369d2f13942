// This file stops and starts the world, runs a function on every P, and changes GOMAXPROCS.
//
// A stop sets gcwaiting and counts in stopwait the Ps that still run. Idle Ps and Ps in syscalls are taken at once; a
// running P stops itself in findRunnable, after its goroutine has seen the preemption request. The last one to stop wakes
// the stopper. The stopper's own goroutine counts as Gwaiting meanwhile, so that its stack can be scanned.
#include <unistd.h>

#include "runtime/base/futex.h"
#include "runtime/netpoll/netpoll.h"
#include "runtime/sched/internal.h"

namespace gvm::rt::inline sched {
namespace {

constexpr i64 kStopRetryNs = 100 * 1000;  // ask again: a goroutine may have started on a P after the request

}  // namespace

void preemptall(VM* vm) {
  Sched* s = vm->sched;
  i32 n = s->gomaxprocs.load();
  for (i32 i = 0; i < n; i++) {
    P* p = s->allp[i];
    if (p->status.load() != Prunning) continue;
    M* m = p->m.load();
    if (m == nullptr || m == getm()) continue;
    p->preempt.store(true);
    if (G* g = m->curg.load()) preemptone(g);
  }
}

// ---- semaphore of stops -----------------------------------------------------------------------------------------------

bool tryAcquireWorldSema(VM* vm) {
  u32 one = 1;
  return vm->sched->worldsema.compare_exchange_strong(one, 0);
}

void acquireWorldSema(VM* vm) {
  if (tryAcquireWorldSema(vm)) return;
  // The holder may be waiting for our P: give it up while we wait.
  M* m = getm();
  G* g = m != nullptr ? m->curg.load() : nullptr;
  bool hasP = g != nullptr && m->p != nullptr;
  for (;;) {
    if (hasP) entersyscallblock(g);
    futexSleep(&vm->sched->worldsema, 0, 10 * 1000 * 1000);
    if (hasP) exitsyscall(g);
    if (tryAcquireWorldSema(vm)) return;
    if (vm->stopping.load() && !vm->config.ownsProcess) leaveM(m);
  }
}

void releaseWorldSema(VM* vm) {
  vm->sched->worldsema.store(1);
  futexWake(&vm->sched->worldsema, 1);
}

// ---- stop and start -------------------------------------------------------------------------------------------------

void stopTheWorldWithSema(VM* vm, StwReason reason) {
  Sched* s = vm->sched;
  s->stopRequested = nanotime();
  s->stopForGC = reason == StwReason::kGCMarkTerm || reason == StwReason::kGCSweepTerm;
  M* m = getm();
  G* g = m->curg.load();
  if (g != nullptr && m->p != nullptr) {
    g->waitreason = WaitReason::kStoppingTheWorld;
    casgstatus(g, Grunning, Gwaiting);
  }
  s->lock.lock();
  s->stopnote.clear();
  s->stopwait = s->gomaxprocs.load();
  s->gcwaiting.store(true);
  preemptall(vm);
  if (m->p != nullptr) {
    m->p->status.store(Pgcstop);
    s->stopwait--;
  }
  i32 n = s->gomaxprocs.load();
  for (i32 i = 0; i < n; i++) {
    P* p = s->allp[i];
    u32 expected = Psyscall;
    if (p->status.compare_exchange_strong(expected, Pgcstop)) {
      p->syscalltick++;
      s->stopwait--;
    }
  }
  while (P* p = pidleget(s)) {
    p->status.store(Pgcstop);
    s->stopwait--;
  }
  bool wait = s->stopwait > 0;
  s->lock.unlock();
  while (wait && !s->stopnote.timedSleep(kStopRetryNs)) {
    if (vm->stopping.load() && !vm->config.ownsProcess) leaveM(m);  // the Ps that are waited for have no Ms any more
    preemptall(vm);
  }
  s->worldStopped = true;
  (s->stopForGC ? s->stoppingGC : s->stoppingOther).add(nanotime() - s->stopRequested);
}

i64 startTheWorldWithSema(VM* vm) {
  Sched* s = vm->sched;
  M* m = getm();
  if (netpollinited(vm)) {
    i32 delta = 0;
    GList list = netpollPoll(vm, 0, &delta);
    // Not injectGList: that would start Ms on Ps that are still stopped.
    MutexLock hold(s->lock);
    while (G* g = list.pop()) {
      casgstatus(g, Gwaiting, Grunnable);
      globrunqput(s, g);
    }
    netpollAdjustWaiters(vm, delta);
  }
  (s->stopForGC ? s->pausesGC : s->pausesOther).add(nanotime() - s->stopRequested);
  s->lock.lock();
  s->worldStopped = false;
  bool hadP = m->p != nullptr;
  P* runnable = procresize(vm, s->newprocs > 0 ? s->newprocs : s->gomaxprocs.load());
  s->newprocs = 0;
  s->gcwaiting.store(false);
  if (s->sysmonwait.load()) {
    s->sysmonwait.store(false);
    s->sysmonnote.wakeup();
  }
  // A stopper without a P (sysmon) got one from procresize; give it back.
  P* extra = nullptr;
  if (!hadP) extra = releasep(m);
  s->lock.unlock();
  while (runnable != nullptr) {
    P* p = runnable;
    runnable = p->link;
    p->link = nullptr;
    M* other = p->nextm;
    p->nextm = nullptr;
    if (other != nullptr) {
      other->nextp = p;
      other->park.wakeup();
    } else {
      newm(vm, p, false);
    }
  }
  if (extra != nullptr) handoffp(extra);
  i64 now = nanotime();
  G* g = m->curg.load();
  if (g != nullptr && hadP) casgstatus(g, Gwaiting, Grunning);
  wakep(vm);
  return now;
}

void stopTheWorld(VM* vm, StwReason reason) {
  acquireWorldSema(vm);
  stopTheWorldWithSema(vm, reason);
}

void startTheWorld(VM* vm) {
  startTheWorldWithSema(vm);
  releaseWorldSema(vm);
}

void freezetheworld(VM* vm) {
  if (vm->debug.dontfreezetheworld != 0) return;
  Sched* s = vm->sched;
  // Several times, because a goroutine may be started while we look; not for ever, because one may not answer.
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; i++) {
    s->stopwait = INT32_MAX;
    s->gcwaiting.store(true);
    preemptall(vm);
    bool running = false;
    for (i32 k = 0; k < s->gomaxprocs.load(); k++) {
      P* p = s->allp[static_cast<size_t>(k)];
      if (p->status.load() == Prunning && p->m.load() != getm()) running = true;
    }
    if (!running) return;
    usleep(1000);
  }
}

bool worldIsStopped(VM* vm) { return vm->sched->worldStopped; }

// Halts this M's P for a stop of the world, and sleeps.
void gcstopm(M* m) {
  Sched* s = m->vm->sched;
  if (m->spinning) {
    m->spinning = false;
    GVM_CHECK(--s->nmspinning >= 0);
  }
  P* p = releasep(m);
  {
    MutexLock hold(s->lock);
    p->status.store(Pgcstop);
    if (--s->stopwait == 0) s->stopnote.wakeup();
  }
  stopm(m);
}

i32 setGomaxprocs(VM* vm, i32 n) {
  Sched* s = vm->sched;
  i32 old = s->gomaxprocs.load();
  if (n <= 0 || n == old || vm->deterministic) return old;
  stopTheWorld(vm, StwReason::kGOMAXPROCS);
  s->newprocs = std::min(n, kMaxProcs);
  startTheWorld(vm);
  return old;
}

// ---- a function on every P ------------------------------------------------------------------------------------------

void forEachP(VM* vm, void (*fn)(P*, void*), void* arg) {
  Sched* s = vm->sched;
  M* m = acquirem();
  P* self = m->p;
  s->lock.lock();
  GVM_CHECK(s->safePointWait == 0);
  s->safePointWait = s->gomaxprocs.load() - 1;
  s->safePointFn = fn;
  s->safePointArg = arg;
  s->safePointNote.clear();
  i32 n = s->gomaxprocs.load();
  for (i32 i = 0; i < n; i++)
    if (s->allp[i] != self) s->allp[i]->runSafePointFn.store(true);
  preemptall(vm);
  // Idle Ps stay idle while we hold the lock.
  for (P* p = s->pidle; p != nullptr; p = p->link) {
    bool wanted = true;
    if (!p->runSafePointFn.compare_exchange_strong(wanted, false)) continue;
    fn(p, arg);
    s->safePointWait--;
  }
  bool wait = s->safePointWait > 0;
  s->lock.unlock();
  fn(self, arg);
  // Ps in syscalls are handed off, which runs the function.
  for (i32 i = 0; i < n; i++) {
    P* p = s->allp[i];
    u32 expected = Psyscall;
    if (p->runSafePointFn.load() && p->status.compare_exchange_strong(expected, Pidle)) {
      p->syscalltick++;
      handoffp(p);
    }
  }
  while (wait && !s->safePointNote.timedSleep(kStopRetryNs)) preemptall(vm);
  releasem(m);
}

void runSafePointFn(P* p) {
  bool wanted = true;
  if (!p->runSafePointFn.compare_exchange_strong(wanted, false)) return;
  Sched* s = p->vm->sched;
  s->safePointFn(p, s->safePointArg);
  MutexLock hold(s->lock);
  if (--s->safePointWait == 0) s->safePointNote.wakeup();
}

}  // namespace gvm::rt::inline sched
