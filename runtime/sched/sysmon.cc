// This file is sysmon, the thread without a P that watches over the others: it takes Ps from long syscalls, asks goroutines
// that ran for 10 ms to yield, polls the network when nobody else has for 10 ms, starts a collection after two idle
// minutes, and prints schedtrace lines.
//
// It sleeps 20 µs between rounds at first; after 1 ms without anything to do it doubles that up to 10 ms, and while the
// whole program is idle or stopped it sleeps until woken or until the next timer.
#include <unistd.h>

#include "runtime/gc/gc.h"
#include "runtime/netpoll/netpoll.h"
#include "runtime/sched/internal.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline sched {
namespace {

constexpr u32 kMinDelayUs = 20;
constexpr u32 kMaxDelayUs = 10 * 1000;
constexpr int kIdleRoundsBeforeBackoff = 50;
constexpr i64 kPollPeriodNs = 10 * 1000 * 1000;

// Takes Ps out of syscalls and preempts long runners. Returns how many Ps were taken.
int retake(VM* vm, i64 now) {
  Sched* s = vm->sched;
  int taken = 0;
  s->allpLock.lock();
  for (size_t i = 0; i < s->allp.size(); i++) {
    P* p = s->allp[i];
    SysmonTick& seen = p->sysmontick;
    u32 status = p->status.load();
    bool sameSlice = false;
    if (status == Prunning || status == Psyscall) {
      u32 tick = p->schedtick.load(std::memory_order_relaxed);
      if (seen.schedtick != tick) {
        seen.schedtick = tick;
        seen.schedwhen = now;
      } else if (seen.schedwhen + kForcePreemptNs <= now) {
        sameSlice = true;
        M* m = p->m.load();
        if (status == Prunning && m != nullptr && !vm->deterministic && vm->debug.asyncpreemptoff == 0) {
          p->preempt.store(true);
          if (G* g = m->curg.load()) preemptone(g);
        }
      }
    }
    if (status != Psyscall) continue;
    u32 tick = p->syscalltick.load();
    if (!sameSlice && seen.syscalltick != tick) {
      seen.syscalltick = tick;
      seen.syscallwhen = now;
      continue;
    }
    // With nothing waiting to run and somebody free to take new work there is no hurry, but sysmon wants to sleep
    // deeply some time: after 10 ms the P is taken in any case.
    if (runqempty(p) && s->nmspinning.load() + s->npidle.load() > 0 && seen.syscallwhen + kForcePreemptNs > now) continue;
    s->allpLock.unlock();
    incidlelocked(s, -1);  // so that checkdead does not see this moment as a deadlock
    u32 expected = Psyscall;
    if (p->status.compare_exchange_strong(expected, Pidle)) {
      taken++;
      p->syscalltick++;
      handoffp(p);
    }
    incidlelocked(s, 1);
    s->allpLock.lock();
  }
  s->allpLock.unlock();
  return taken;
}

// Sleeps while the program is stopped or has no running P. True if it slept.
bool deepSleep(VM* vm, i64 now) {
  Sched* s = vm->sched;
  if (vm->debug.schedtrace > 0) return false;
  if (!s->gcwaiting.load() && s->npidle.load() != s->gomaxprocs.load()) return false;
  s->lock.lock();
  if (!s->gcwaiting.load() && s->npidle.load() != s->gomaxprocs.load()) {
    s->lock.unlock();
    return false;
  }
  i64 next = earliestWake(vm);
  if (next != 0 && next <= now) {
    s->lock.unlock();
    return false;
  }
  s->sysmonnote.clear();
  s->sysmonwait.store(true);
  s->lock.unlock();
  i64 sleep = kForceGCPeriodNs / 2;
  if (next != 0) sleep = std::min(sleep, next - now);
  if (i64 end = vm->deadline.load()) sleep = std::clamp<i64>(end - now, 0, sleep);
  bool woken = vm->stopping.load() || s->sysmonnote.timedSleep(sleep);
  (void)woken;
  s->lock.lock();
  s->sysmonwait.store(false);
  s->sysmonnote.clear();
  s->lock.unlock();
  return true;
}

}  // namespace

i64 earliestWake(VM* vm) {
  Sched* s = vm->sched;
  i64 best = 0;
  i32 n = s->gomaxprocs.load();
  for (i32 i = 0; i < n; i++) {
    i64 when = timersWakeTime(s->allp[i]->timers);
    if (when != 0 && (best == 0 || when < best)) best = when;
  }
  return best;
}

void sysmon(M* m) {
  VM* vm = m->vm;
  Sched* s = vm->sched;
  u32 delay = 0;
  int idle = 0;
  i64 lastTrace = 0;
  while (!vm->stopping.load()) {
    if (idle == 0) delay = kMinDelayUs;
    else if (idle > kIdleRoundsBeforeBackoff) delay = std::min(delay * 2, kMaxDelayUs);
    usleep(delay);
    i64 now = nanotime();
    if (deepSleep(vm, now)) {
      idle = 0;
      delay = kMinDelayUs;
      now = nanotime();
    }
    if (i64 end = vm->deadline.load(); end != 0 && now >= end) stopVM(vm, 2, "time limit exceeded\n");
    if (vm->stopping.load()) break;
    MutexLock hold(s->sysmonlock);
    i64 last = s->lastpoll.load();
    if (netpollinited(vm) && last != 0 && last + kPollPeriodNs < now) {
      s->lastpoll.compare_exchange_strong(last, now);
      i32 delta = 0;
      GList list = netpollPoll(vm, 0, &delta);
      if (!list.empty()) {
        incidlelocked(s, -1);
        injectGList(vm, list);
        incidlelocked(s, 1);
      }
      netpollAdjustWaiters(vm, delta);
    }
    if (retake(vm, now) != 0) idle = 0;
    else idle++;
    if (gcTriggerTime(vm, now)) gcStart(vm, GCKind::kTime);
    if (vm->debug.schedtrace > 0 && lastTrace + vm->debug.schedtrace * 1000000LL <= now) {
      lastTrace = now;
      schedtrace(vm, vm->debug.scheddetail > 0);
    }
  }
}

void wakeNetPoller(VM* vm, i64 when) {
  Sched* s = vm->sched;
  if (when != 0) netpollGenericInit(vm);
  if (s->lastpoll.load() == 0) {
    // Some M waits in the poller: end that if it would wait too long.
    i64 until = s->pollUntil.load();
    if (when == 0 || until == 0 || until > when) netpollBreak(vm);
  } else if (when != 0) {
    wakep(vm);
  }
}

void startSysmon(VM* vm) {
  Sched* s = vm->sched;
  {
    MutexLock hold(s->lock);
    s->nmsys++;
  }
  newm(vm, nullptr, false, sysmon);
}

}  // namespace gvm::rt::inline sched
