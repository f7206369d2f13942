// This file is the scheduler's heart: which goroutine an M runs next, and what becomes of it when it stops.
//
// Structures. G is a goroutine, M a thread, P the right to run Go code; an M with a P runs Gs one after the other:
//
//     schedLoop:  findRunnable -> execute (Engine::run or a system goroutine's step) -> what the RunExit says
//
// A G never holds native frames while it does not run, so a switch is a return from Engine::run and another call of it.
// There is no g0: the loop itself stands on the M's native stack.
//
// Ready Gs stand in a P's ring of 256 (runq.cc), in its runnext slot (what the current G has just readied; it inherits
// the time slice, so that two goroutines talking over a channel cannot starve the rest), or in the global queue. A P
// looks at the global queue first on every 61st schedule, else after its own ring. An M whose P has no work *spins*: it
// polls the network, then tries to steal half of another P's ring, four rounds over all Ps in random order; the last
// round also runs the victims' due timers and takes their runnext. If nothing is found it gives the P up and sleeps.
//
// Lost wakeups. A thread that makes work (ready) must be sure that some M will see it. The rule: whoever submits work
// wakes an M if there is an idle P and no M spins (wakep); an M that stops spinning re-checks all queues after it has
// decremented nmspinning. Submission and the check of nmspinning on one side, the decrement and the re-check on the other
// are each in sequentially consistent order, so one of the two sees the other. When a spinning M finds work it
// starts another (resetspinning), which keeps the number of spinning Ms right without waking all of them. At most half
// as many Ms spin as Ps are busy.
//
// Parking. gopark only notes what to do; the operation returns kPark up to the loop, which makes the G Gwaiting, then
// runs the unlock function. From then on any other thread may ready it. That is why gopark's caller must not touch what
// the unlock function releases.
//
// Preemption. sysmon (or a stop of the world) sets g->preempt and poisons g->stackguard; the engine sees either at the next
// function entry or loop back edge, stores its position, and returns kPreempt.
//
// Rejected: one global queue (a lock per switch), threads per goroutine, handing the P to the readied goroutine's last M
// (saves caches, costs a wakeup on every ready).
#include <setjmp.h>

#include <utility>

#include "runtime/gc/gc.h"
#include "runtime/netpoll/netpoll.h"
#include "runtime/sched/coroutine.h"
#include "runtime/sched/internal.h"
#include "runtime/stack/stack.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline sched {
namespace {

constexpr int kStealRounds = 4;
constexpr u32 kSeededTimerTick = 4096;  // schedules between looks at the timers when goroutines are always ready
constexpr u32 kSeededSliceBits = 12;    // a seeded slice is up to 2^12 safepoints long, short ones as likely as long ones

// Gives g a slice that is counted in safepoints: from here on each of them takes the engine's slow path.
void seedSlice(VM* vm, M* m, G* g) {
  if (g->step != nullptr) return;
  m->stepsLeft = 1 << vm->schedRand.below(kSeededSliceBits + 1);
  preemptone(g);
}

void becomeSpinning(M* m) {
  m->spinning = true;
  m->vm->sched->nmspinning++;
  m->vm->sched->needspinning.store(0);
}

// Looks for work on other Ps and for due timers. *now and *pollUntil are brought up to date.
G* stealWork(M* m, i64* now, i64* pollUntil, bool* inherit) {
  VM* vm = m->vm;
  Sched* s = vm->sched;
  P* p = m->p;
  u32 n = static_cast<u32>(s->gomaxprocs.load());
  bool ranTimer = false;
  for (int round = 0; round < kStealRounds; round++) {
    bool last = round == kStealRounds - 1;
    // A random start and a step that is coprime to n visit every P once.
    u32 start = vm->deterministic ? 0 : m->rand.below(n);
    u32 step = 1;
    if (!vm->deterministic && n > 2) {
      do step = 1 + m->rand.below(n - 1);
      while (std::__gcd(step, n) != 1);
    }
    for (u32 i = 0, pos = start; i < n; i++, pos = (pos + step) % n) {
      if (s->gcwaiting.load()) return nullptr;
      P* victim = s->allp[pos];
      if (victim == p) continue;
      if (last && timersWakeTime(victim->timers) != 0) {
        TimersChecked t = checkTimers(victim, *now);
        *now = t.now;
        if (t.next != 0 && (*pollUntil == 0 || t.next < *pollUntil)) *pollUntil = t.next;
        if (t.ran) {
          // The timers may have readied goroutines on our own queue.
          if (G* g = runqget(p, inherit)) return g;
          ranTimer = true;
        }
      }
      if (victim->status.load() == Pidle) continue;
      if (G* g = runqsteal(p, victim, last)) {
        *inherit = false;
        return g;
      }
    }
  }
  (void)ranTimer;
  return nullptr;
}

// After the P was given up: is there work on any queue now? Returns an idle P to run it with.
P* checkRunqsNoP(VM* vm) {
  Sched* s = vm->sched;
  i32 n = s->gomaxprocs.load();
  for (i32 i = 0; i < n; i++) {
    if (runqempty(s->allp[i])) continue;
    MutexLock hold(s->lock);
    return pidlegetSpinning(s);
  }
  return nullptr;
}

// Readies goroutines that the poller found, from an M that holds a P.
void injectFromNetpoll(VM* vm, GList& list, i32 delta) {
  injectGList(vm, list);
  netpollAdjustWaiters(vm, delta);
}

// Waits for the network or the next timer, without a P. Returns true with a P attached and work in *found, or with a P
// and nothing (start over); false when the M should sleep.
bool blockingPoll(M* m, i64 pollUntil, bool wasSpinning, Found* found) {
  VM* vm = m->vm;
  Sched* s = vm->sched;
  if (!netpollinited(vm)) return false;
  if (!netpollAnyWaiters(vm) && pollUntil == 0) return false;
  if (s->lastpoll.exchange(0) == 0) {
    // Another M is polling: make sure that it wakes early enough for our timer.
    if (pollUntil != 0) {
      i64 until = s->pollUntil.load();
      if (until == 0 || until > pollUntil) netpollBreak(vm);
    }
    return false;
  }
  s->pollUntil.store(pollUntil);
  i64 delay = -1;
  if (pollUntil != 0) delay = std::max<i64>(pollUntil - nanotime(), 0);
  i32 delta = 0;
  GList list;
  if (!vm->stopping.load()) list = netpollPoll(vm, delay, &delta);
  s->pollUntil.store(0);
  s->lastpoll.store(nanotime());
  s->lock.lock();
  P* p = pidleget(s);
  s->lock.unlock();
  if (p == nullptr) {
    injectFromNetpoll(vm, list, delta);
    return false;
  }
  acquirep(m, p);
  if (G* g = list.pop()) {
    injectFromNetpoll(vm, list, delta);
    unpark(g);
    found->g = g;
    return true;
  }
  if (wasSpinning) becomeSpinning(m);
  return true;
}

}  // namespace

// Marks a park that hands over (switchTo): execute looks for it.
static bool handOverUnlock(G*, void*) { return true; }

void dropg(M* m) {
  if (G* g = m->curg.load()) g->m = nullptr;
  m->curg.store(nullptr);
}

void unpark(G* g) {
  TraceScope trace(g->vm);
  trace.goUnblock(g);
  casgstatus(g, Gwaiting, Grunnable);
}

void ready(G* g, bool next) {
  M* m = acquirem();
  GVM_CHECK((g->status() & ~Gscan) == Gwaiting);
  if (GVM_UNLIKELY((++m->p->readyTick & 7) == 0)) g->runnableSince = nanotime();
  unpark(g);
  runqput(m->p, g, next);
  wakep(g->vm);
  releasem(m);
}

void goready(G* g) { ready(g, true); }

void gopark(ParkUnlock unlockf, void* lock, WaitReason reason) {
  M* m = getm();
  G* g = m->curg;
  GVM_ASSERT(g->status() == Grunning);
  m->waitunlockf = unlockf;
  m->waitlock = lock;
  g->waitreason = reason;
}

void switchTo(G* to) { gopark(handOverUnlock, to, WaitReason::kCoroutine); }

// Until it ends, the goroutine keeps whom it hands over to in its alllink, which has no other use.
void endWith(G* to) { getm()->curg.load()->alllink = to; }

void goparkunlock(Mutex* lock, WaitReason reason) {
  gopark([](G*, void* l) {
    static_cast<Mutex*>(l)->unlock();
    return true;
  }, lock, reason);
}

void injectGList(VM* vm, GList& list) {
  if (list.empty()) return;
  Sched* s = vm->sched;
  GQueue q;
  while (G* g = list.pop()) {
    unpark(g);
    q.pushBack(g);
  }
  auto startIdle = [&](i32 n) {
    for (; n > 0 && s->npidle.load() != 0; n--) {
      s->lock.lock();
      P* p = pidlegetSpinning(s);
      s->lock.unlock();
      if (p == nullptr) break;
      startm(vm, p, false);
    }
  };
  M* m = getm();
  P* p = m != nullptr && m->vm == vm ? m->p : nullptr;
  i32 n = q.n;
  if (p == nullptr) {
    s->lock.lock();
    globrunqputbatch(s, q);
    s->lock.unlock();
    startIdle(n);
    return;
  }
  // As many to the global queue as idle Ps can take at once; the rest stays here.
  GQueue global;
  i32 idle = s->npidle.load();
  while (global.n < idle && !q.empty()) global.pushBack(q.pop());
  if (!global.empty()) {
    i32 started = global.n;
    s->lock.lock();
    globrunqputbatch(s, global);
    s->lock.unlock();
    startIdle(started);
  }
  if (!q.empty()) runqputbatch(p, q);
  wakep(vm);
}

void resetspinning(M* m) {
  m->spinning = false;
  i32 n = --m->vm->sched->nmspinning;
  GVM_CHECK(n >= 0);
  wakep(m->vm);
}

Found findRunnable(M* m) {
  VM* vm = m->vm;
  Sched* s = vm->sched;
  for (;;) {
    if (vm->stopping.load()) return {};
    P* p = m->p;
    if (p == nullptr) {
      // Woken without a P: only the end of the VM does that, or a spurious wake; ask again.
      stopm(m);
      continue;
    }
    if (s->gcwaiting.load()) {
      gcstopm(m);
      continue;
    }
    if (p->runSafePointFn.load()) runSafePointFn(p);
    // Where a seed orders the goroutines, the clock has its say only when nothing else can run, or very rarely.
    bool clock = !vm->seededSchedule || (runqempty(p) && s->runqsize.load() == 0) ||
                 p->schedtick.load(std::memory_order_relaxed) % kSeededTimerTick == 0;
    // ... and then one timer at a time, so that it does not matter how late we are.
    i64 until = vm->seededSchedule ? std::min(timersWakeTime(p->timers), nanotime()) : 0;
    auto [now, pollUntil, ranTimers] = clock ? checkTimers(p, until) : TimersChecked{};
    bool inherit = false;
    // Who has slept and is due goes before a mark worker, which may keep the P for long. Not always: a storm of timers
    // must not keep the collector from working.
    if (ranTimers && (p->schedtick.load(std::memory_order_relaxed) & 7) != 0)
      if (G* g = runqget(p, &inherit)) return {.g = g};
    if (G* g = findRunnableGCWorker(p, now)) return {.g = g, .tryWakeP = true};
    if (p->schedtick.load(std::memory_order_relaxed) % kGlobalQueueTick == 0 && s->runqsize.load() > 0) {
      MutexLock hold(s->lock);
      if (G* g = globrunqget(s, p, 1)) return {.g = g};
    }
    if (G* g = runqget(p, &inherit)) return {.g = g, .inherit = inherit};
    if (s->runqsize.load() > 0) {
      MutexLock hold(s->lock);
      if (G* g = globrunqget(s, p, 0)) return {.g = g};
    }
    // A look at the network before stealing: cheap, and readied goroutines come to this P.
    if (netpollinited(vm) && netpollAnyWaiters(vm) && s->lastpoll.load() != 0) {
      i32 delta = 0;
      GList list = netpollPoll(vm, 0, &delta);
      if (G* g = list.pop()) {
        injectFromNetpoll(vm, list, delta);
        unpark(g);
        return {.g = g};
      }
      netpollAdjustWaiters(vm, delta);
    }
    if (m->spinning || 2 * s->nmspinning.load() < s->gomaxprocs.load() - s->npidle.load()) {
      if (!m->spinning) becomeSpinning(m);
      if (G* g = stealWork(m, &now, &pollUntil, &inherit)) return {.g = g, .inherit = inherit};
    }
    if (G* g = gcIdleWorker(p)) return {.g = g};

    // Nothing to do: give the P up.
    s->lock.lock();
    if (s->gcwaiting.load() || p->runSafePointFn.load()) {
      s->lock.unlock();
      continue;
    }
    if (s->runqsize.load() != 0) {
      G* g = globrunqget(s, p, 0);
      s->lock.unlock();
      if (g != nullptr) return {.g = g};
      continue;
    }
    if (!m->spinning && s->needspinning.load() == 1) {
      becomeSpinning(m);
      s->lock.unlock();
      continue;
    }
    GVM_CHECK(releasep(m) == p);
    pidleput(s, p);
    s->lock.unlock();

    bool wasSpinning = m->spinning;
    if (m->spinning) {
      m->spinning = false;
      GVM_CHECK(--s->nmspinning >= 0);
      // From here on submitters see no spinning M (or one fewer): look once more at everything they may have added.
      s->lock.lock();
      if (s->runqsize.load() != 0) {
        if (P* idle = pidlegetSpinning(s)) {
          G* g = globrunqget(s, idle, 0);
          s->lock.unlock();
          acquirep(m, idle);
          becomeSpinning(m);
          if (g != nullptr) return {.g = g};
          continue;
        }
      }
      s->lock.unlock();
      if (P* idle = checkRunqsNoP(vm)) {
        acquirep(m, idle);
        becomeSpinning(m);
        continue;
      }
    }
    i64 timer = earliestWake(vm);
    if (timer != 0 && (pollUntil == 0 || timer < pollUntil)) pollUntil = timer;
    Found found;
    if (blockingPoll(m, pollUntil, wasSpinning, &found)) {
      if (found.g != nullptr) return found;
      continue;
    }
    stopm(m);
  }
}

namespace {

// Commits a park: see gopark. False when the unlock function refused, and g goes on.
bool parkCommit(M* m, G* g) {
  if (GVM_UNLIKELY(m->vm->blockProfileRate.load(std::memory_order_relaxed) > 0)) g->blockedSince = nanotime();
  TraceScope(m->vm).goBlock(g);
  casgstatus(g, Grunning, Gwaiting);
  ParkUnlock unlock = m->waitunlockf;
  void* lock = m->waitlock;
  m->waitunlockf = nullptr;
  m->waitlock = nullptr;
  dropg(m);
  if (unlock == nullptr || unlock(g, lock)) return true;
  unpark(g);
  return false;
}

void yieldTo(M* m, G* g, std::string_view why) {
  Sched* s = m->vm->sched;
  TraceScope(m->vm).goStop(g, why);
  casgstatus(g, Grunning, Grunnable);
  dropg(m);
  MutexLock hold(s->lock);
  globrunqput(s, g);
}

void preemptPark(M* m, G* g) {
  g->waitreason = WaitReason::kPreempted;
  TraceScope(m->vm).goBlock(g);
  // Gscan holds off suspendG until the G is fully off this M. It may be held still by the suspendG that asked for this: the
  // G sees the request before suspendG lets go.
  while (!castogscanstatus(g, Grunning, Grunning | Gscan)) {
    u32 s = g->status();
    GVM_CHECK(s == Grunning || s == (Grunning | Gscan));
    sched_yield();
  }
  dropg(m);
  casfromGscanstatus(g, Grunning | Gscan, Gpreempted);
}

// What a goroutine that parked has handed over to: a parked one that this M goes on with at once, in the same time
// slice and without a queue. One that is bound to a thread has to wait for that.
G* handOver(M* m, G* to) {
  if (to == nullptr) return nullptr;
  if (to->lockedm != nullptr || m->lockedg != nullptr) {
    ready(to, true);
    return nullptr;
  }
  unpark(to);
  return to;
}

// Runs a goroutine whose failure is not the program's: a fatal error comes back here, and a killed one begins to exit.
RunExit runInSession(M* m, G* g) {
  if (g->killed.exchange(false) && g->vm->wk.goexitFn != nullptr)
    g->vm->engine->pushCall(g, reinterpret_cast<Closure*>(g->vm->wk.goexitFn));
  jmp_buf out;
  m->killJmp = &out;
  RunExit exit = RunExit::kDone;
  if (setjmp(out) == 0) exit = g->vm->engine->run(m, g);
  else g->vm->session->killed(g->vm, g, g->vm->session->data);
  m->killJmp = nullptr;
  return exit;
}

// Runs g, and whom it hands over to, until one stops without doing so. False: the M leaves its loop.
bool execute(M* m, G* g, bool inherit) {
  VM* vm = m->vm;
  for (;;) {
    m->curg.store(g);
    g->m = m;
    casgstatus(g, Grunnable, Grunning);
    TraceScope(vm).goStart(g);
    g->waitsince = 0;
    clearPreempt(g);
    if (GVM_UNLIKELY(vm->seededSchedule)) seedSlice(vm, m, g);
    if (!inherit) m->p->schedtick.fetch_add(1, std::memory_order_relaxed);
    if (vm->stopping.load()) return false;
    if (GVM_UNLIKELY(g->runnableSince != 0)) vm->sched->latencies.add(nanotime() - std::exchange(g->runnableSince, 0));
    if (GVM_UNLIKELY(g->blockedSince != 0)) profileWaited(g, nanotime() - std::exchange(g->blockedSince, 0));
    if (GVM_UNLIKELY(m->profTicks.load(std::memory_order_relaxed) != 0)) profileSystemTicks(m);
    RunExit exit;
    if (g->step != nullptr) exit = g->step(m, g, g->stepArg);
    else if (vm->session != nullptr) exit = runInSession(m, g);
    else exit = vm->engine->run(m, g);
    switch (exit) {
      case RunExit::kPark: {
        // Once it is parked the goroutine is anybody's: whom it hands over to is read before.
        G* to = m->waitunlockf == handOverUnlock ? static_cast<G*>(m->waitlock) : nullptr;
        if (parkCommit(m, g) && (g = handOver(m, to)) == nullptr) return true;
        inherit = true;
        continue;
      }
      case RunExit::kYield:
        yieldTo(m, g, "runtime.Gosched");
        return true;
      case RunExit::kPreempt:
        if (g->preemptShrink && g->step == nullptr) {
          g->preemptShrink = false;
          shrinkstack(g);
        }
        if (g->preemptStop) preemptPark(m, g);
        else yieldTo(m, g, "preempted");
        return true;
      case RunExit::kDone: {
        G* to = std::exchange(g->alllink, nullptr);
        if (to != nullptr && g->lockedm != nullptr) ready(std::exchange(to, nullptr), true);  // the thread may end now
        goexit0(m, g);
        if ((g = handOver(m, to)) == nullptr) return true;
        inherit = true;
        continue;
      }
      case RunExit::kStop:
        return false;
      case RunExit::kHost:
        // For the rest of the VM the host's own work is a system call of this goroutine.
        m->hostPaused = true;
        entersyscall(g);
        return false;
    }
  }
}

}  // namespace

bool resumeHosted(M* m) {
  G* g = m->curg;
  m->hostPaused = false;
  exitsyscall(g);
  TraceScope(m->vm).goStop(nullptr, "runtime.Gosched");  // execute starts it again
  casgstatus(g, Grunning, Grunnable);
  return execute(m, g, true);
}

void schedLoop(M* m) {
  VM* vm = m->vm;
  for (;;) {
    GVM_ASSERT(m->locks == 0);
    if (vm->stopping.load()) return;
    if (m->lockedg != nullptr) {
      // This thread runs one goroutine only: let others use the P until that one is ready.
      stoplockedm(m);
      if (vm->stopping.load()) return;
      if (!execute(m, m->lockedg, false)) return;
      continue;
    }
    if (P* p = m->p) p->preempt.store(false);
    Found f = findRunnable(m);
    if (f.g == nullptr) return;
    if (m->spinning) resetspinning(m);
    if (f.tryWakeP) wakep(vm);
    if (f.g->lockedm != nullptr && f.g->lockedm != m) {
      startlockedm(m, f.g);
      continue;
    }
    if (!execute(m, f.g, f.inherit)) return;
  }
}

// Called when an M goes idle: if no M is left that could run or wake anything, the program is stuck.
void checkdead(VM* vm) {
  Sched* s = vm->sched;
  if (vm->stopping.load() || vm->panicking.load() > 0 || !vm->mainStarted || vm->signalsWanted.load()) return;
  i32 running = mcountLocked(s) - s->nmidle - s->nmidlelocked - s->nmsys;
  if (running > 0) return;
  if (running < 0) {
    printf_(vm, "runtime: checkdead: nmidle=%d nmidlelocked=%d mcount=%d nmsys=%d\n", s->nmidle, s->nmidlelocked,
            mcountLocked(s), s->nmsys);
    s->lock.unlock();
    throw_("checkdead: inconsistent counts");
  }
  i32 waiting = 0;
  bool runnable = false;
  {
    MutexLock hold(s->allglock);
    for (G* g : s->allgs) {
      if (g->isSystem) continue;
      u32 st = g->status() & ~Gscan;
      if (st == Gwaiting || st == Gpreempted) waiting++;
      if (st == Grunnable || st == Grunning || st == Gsyscall) runnable = true;
    }
  }
  if (runnable) {
    s->lock.unlock();
    throw_("checkdead: runnable g");
  }
  if (waiting == 0) {
    s->lock.unlock();
    fatal("no goroutines (main called runtime.Goexit) - deadlock!");
  }
  // A timer may still wake somebody.
  i32 n = s->gomaxprocs.load();
  for (i32 i = 0; i < n; i++)
    if (s->allp[i]->timers->len.load() > 0) return;
  s->lock.unlock();
  if (vm->session != nullptr) {
    vm->session->deadlock(vm, vm->session->data);
    s->lock.lock();
    return;
  }
  fatal("all goroutines are asleep - deadlock!");
}

}  // namespace gvm::rt::inline sched
