// This file runs the collector's cycle.
//
// One cycle:
//   1. Sweep termination. Whoever sees the trigger passed (a goroutine at a safepoint, sysmon's helper, runtime.GC)
//      sweeps what is left and stops the world.
//   2. Mark. With the world stopped: write barrier on, caches set to allocate black, root jobs listed (data, specials,
//      one per goroutine). World started. Workers drain: dedicated ones that keep a P, a fractional one that takes its
//      share, idle ones on Ps with nothing else to do; a goroutine that allocates beyond its credit scans too.
//      Goroutines are stopped one at a time for the scan of their stack.
//   3. Mark termination. When nobody holds work: every P gives up its buffers (forEachP). If that brought nothing to
//      light, the world is stopped, the barrier goes off, and the caches' spans go on the lists of unswept spans.
//   4. Sweep, beside the running program.
//
// Why stacks need scanning only once: the barrier shades the value overwritten (so that what was reachable at the start
// stays marked, even if its last reference moves to a stack already scanned) and the value stored (so that a stack
// not yet scanned cannot hide a white object in a black one). Records outside the heap without a barrier (timers and the
// like) are scanned at both ends, with the world stopped.
//
// No goroutine ever waits inside an allocation: mallocgc only sets VM::gcRequested, or scans a bounded amount. That
// lets C++ code hold pointers in locals between two allocations.
#include <algorithm>
#include <cstring>

#include "runtime/base/futex.h"
#include "runtime/gc/state.h"
#include "runtime/stack/stack.h"

namespace gvm::rt::inline gc {

namespace {

constexpr i64 kForcePeriodNs = 120LL * 1000000000;
constexpr i64 kIdleSliceNs = 200 * 1000;    // an idle worker looks for other work this often
constexpr i64 kOverAssist = 64 << 10;       // bytes scanned at least by an assist: buys credit for later

// Calls f(P*) for every P; the world is stopped.
template <class F>
void eachP(VM* vm, F&& f) {
  i32 n = 0;
  P* const* all = allPs(vm, &n);
  for (i32 i = 0; i < n; i++) f(all[i]);
}

// Makes a parked system goroutine runnable in the caller's hands (findRunnable runs it next).
void takeParked(G* g) {
  u32 expected = Gwaiting;
  while (!g->atomicstatus.compare_exchange_weak(expected, Grunnable)) {
    expected = Gwaiting;
    cpuRelax();
  }
}

bool parkInPool(G* g, void* arg) {
  auto* gc = static_cast<GCState*>(arg);
  MutexLock hold(gc->poolLock);
  gc->pool.push_back(g);
  return true;
}

bool workerMustStop(void* arg) { return static_cast<G*>(arg)->preempt.load(std::memory_order_relaxed); }

struct Slice {
  GCState* gc;
  G* g;
  P* p;
  i64 until;
};

bool idleMustStop(void* arg) {
  auto* s = static_cast<Slice*>(arg);
  return workerMustStop(s->g) || nanotime() >= s->until || s->p->runqhead.load() != s->p->runqtail.load();
}

bool fractionalMustStop(void* arg) {
  auto* s = static_cast<Slice*>(arg);
  if (workerMustStop(s->g)) return true;
  i64 now = nanotime(), delta = now - s->gc->pacer.markStart;
  if (delta <= 0) return true;
  i64 self = s->p->gcFractionalMarkTime + (now - s->p->gcMarkWorkerStartTime);
  return static_cast<f64>(self) / static_cast<f64>(delta) > 1.2 * s->gc->pacer.fractionalGoal;
}

// The body of a mark worker: one slice of marking, then back to the pool.
RunExit workerStep(M* m, G* g, void* arg) {
  auto* gc = static_cast<GCState*>(arg);
  P* p = m->p;
  WorkerMode mode = static_cast<WorkerMode>(p->gcMarkWorkerMode);
  p->gcMarkWorkerMode = 0;
  if (gc->marking() && mode != WorkerMode::kNone) {
    i64 start = nanotime();
    p->gcMarkWorkerStartTime = start;
    gc->active.fetch_add(1, std::memory_order_acq_rel);
    Slice slice{gc, g, p, start + kIdleSliceNs};
    switch (mode) {
      case WorkerMode::kDedicated: drain(gc, p, -1, true, workerMustStop, g); break;
      case WorkerMode::kFractional: drain(gc, p, -1, true, fractionalMustStop, &slice); break;
      default: drain(gc, p, -1, true, idleMustStop, &slice); break;
    }
    gcwDispose(gc, p->gcw);
    i64 took = nanotime() - start;
    Pacer& pc = gc->pacer;
    switch (mode) {
      case WorkerMode::kDedicated:
        pc.dedicatedTime.fetch_add(took);
        pc.dedicatedNeeded.fetch_add(1);
        break;
      case WorkerMode::kFractional:
        pc.fractionalTime.fetch_add(took);
        p->gcFractionalMarkTime += took;
        break;
      default:
        pc.idleTime.fetch_add(took);
        gc->idleWorkers.fetch_sub(1);
        break;
    }
    bool last = gc->active.fetch_sub(1, std::memory_order_acq_rel) == 1;
    if (last && !markWorkAvailable(gc, nullptr)) gcMarkDone(gc);
  } else if (mode == WorkerMode::kDedicated) {
    gc->pacer.dedicatedNeeded.fetch_add(1);
  } else if (mode == WorkerMode::kIdle) {
    gc->idleWorkers.fetch_sub(1);
  }
  gopark(parkInPool, gc, WaitReason::kGCWorkerIdle);
  return RunExit::kPark;
}

// As many workers as Ps.
void startWorkers(GCState* gc) {
  i32 n = gomaxprocs(gc->vm);
  for (; gc->workers < n; gc->workers++) newSystemG(gc->vm, "runtime.gcBgMarkWorker", workerStep, gc);
}

G* takeWorker(GCState* gc, P* p, WorkerMode mode) {
  G* g = nullptr;
  {
    MutexLock hold(gc->poolLock);
    if (gc->pool.empty()) return nullptr;
    g = gc->pool.back();
    gc->pool.pop_back();
  }
  p->gcMarkWorkerMode = static_cast<u8>(mode);
  takeParked(g);
  return g;
}

bool triggered(GCState* gc, GCKind kind, i64 now, u32 cycle) {
  GCControl& c = gc->vm->heap->gcctl;
  if (!c.enabled.load() || gc->phase.load() != GCPhase::kOff || gc->vm->panicking.load() != 0) return false;
  switch (kind) {
    case GCKind::kHeap:
      return c.heapLive.load() >= c.trigger.load() || gc->vm->debug.gcstress > 0;
    case GCKind::kTime: {
      if (c.gcPercent.load() < 0) return false;
      i64 last = gc->lastGC.load();
      return last != 0 && now - last > kForcePeriodNs;
    }
    case GCKind::kCycle:
      return static_cast<i32>(cycle - gc->cycles.load()) > 0;
    case GCKind::kForce:
      return true;
  }
  return false;
}

void setSlow(VM* vm, bool marking) {
  eachP(vm, [&](P* p) { p->mcache->slow = (p->mcache->slow & kSlowProfile) | (marking || vm->debug.gcstress > 0 ? kSlowCollector : 0); });
}

void finishSweep(VM* vm) {
  while (sweepOne(vm) != ~u64{0}) {
  }
  while (!isSweepDone(vm)) cpuRelax();
}

// The world is stopped: spans cached by Ps go on the lists of their class, as unswept in the new generation sg.
void flushCaches(VM* vm, u32 sg) {
  MHeap* h = vm->heap;
  eachP(vm, [&](P* p) {
    MCache* c = p->mcache;
    for (int i = 0; i < kNumSpanClasses; i++) {
      MSpan* s = c->alloc[i];
      if (s == &h->emptySpan) continue;
      c->nmalloc[i >> 1] += s->allocCount - s->allocCountBeforeCache;
      s->sweepgen.store(sg - 2, std::memory_order_release);
      h->central[i].partialUnswept(sg).push(s);
      c->alloc[i] = &h->emptySpan;
    }
    releaseAll(vm, c);
    c->flushGen = sg;
  });
}

// The world is stopped: begins the sweep of a new generation.
void startSweep(GCState* gc) {
  MHeap* h = gc->vm->heap;
  u32 sg = h->sweepgen.fetch_add(2, std::memory_order_acq_rel) + 2;
  h->sweep.nextClass.store(0);
  h->sweep.pagesSwept.store(0);
  flushCaches(gc->vm, sg);
  h->sweep.active.store(0, std::memory_order_release);
}

void setSweepRatio(GCState* gc) {
  MHeap* h = gc->vm->heap;
  u64 live = h->gcctl.heapLive.load(), trigger = h->gcctl.trigger.load();
  constexpr u64 kSpare = 1 << 20;
  f64 ratio = 0;
  if (trigger != ~u64{0}) {
    u64 distance = trigger > live + kSpare ? trigger - live - kSpare : kPageSize;
    ratio = static_cast<f64>(h->sweep.pagesInUse.load()) / static_cast<f64>(distance);
  }
  h->sweep.heapLiveBasis.store(live);
  h->sweep.pagesSweptBasis.store(h->sweep.pagesSwept.load());
  h->sweep.pagesPerByte.store(__builtin_bit_cast(u64, ratio));
}

void recordPause(GCState* gc, i64 start, i64 end) {
  gc->stats.pauseTotalNs += static_cast<u64>(end - start);
  u64& slot = gc->stats.pauseNs[gc->stats.numGC % 256];
  slot += static_cast<u64>(end - start);
}

void traceCycle(GCState* gc, i32 procs) {
  VM* vm = gc->vm;
  Pacer& p = gc->pacer;
  auto ms = [](i64 ns) {
    f64 v = static_cast<f64>(ns) / 1e6;
    return v >= 10 ? fmt::format("{:.0f}", v) : fmt::format("{:.2g}", v);
  };
  u64 mb = 1 << 20;
  std::string s = fmt::format("gc {} @{:.3f}s {}%: {}+{}+{} ms clock, {}+{}/{}/{}+{} ms cpu, {}->{}->{} MB, {} MB goal, {} MB stacks, {} MB globals, {} P",
                              gc->stats.numGC, static_cast<f64>(gc->tSweepTerm - vm->startTime) / 1e9,
                              static_cast<int>(gc->stats.cpuFraction * 100), ms(gc->stwSweepTermNs), ms(gc->tMarkTerm - gc->tMark),
                              ms(gc->stwMarkTermNs), ms(gc->stwSweepTermNs * procs), ms(p.assistTime.load()),
                              ms(p.dedicatedTime.load() + p.fractionalTime.load()), ms(p.idleTime.load()),
                              ms(gc->stwMarkTermNs * procs), gc->heap0 / mb, gc->heap1 / mb, gc->heap2 / mb, p.heapGoal / mb,
                              p.lastStackScan / mb, p.globalsScan / mb, procs);
  if (gc->forced) s += " (forced)";
  s += '\n';
  printErr(vm, s.data(), static_cast<int>(s.size()));
}

// Marking is over and the world stopped: turns the barrier off and starts the sweep.
void markTermination(GCState* gc) {
  VM* vm = gc->vm;
  MHeap* h = vm->heap;
  i32 procs = gomaxprocs(vm);
  h->gcctl.blackening.store(0);
  gc->phase.store(GCPhase::kMarkTermination);
  vm->writeBarrierEnabled.store(0);
  h->marking.store(false);
  setSlow(vm, false);
  i64 now = nanotime();
  pacerEnd(gc, now, procs);

  gc->heap1 = h->gcctl.heapLive.load();
  u64 marked = gc->bytesMarked.load() + h->bytesMarkedByAlloc.load();
  gc->heap2 = marked;
  gc->pacer.heapMarked = marked;
  startSweep(gc);
  h->gcctl.heapLive.store(marked);
  h->gcctl.heapScan.store(gc->pacer.lastHeapScan);
  u64 goal = gc->pacer.heapGoal;
  pacerCommit(gc);
  setSweepRatio(gc);
  gc->phase.store(GCPhase::kOff, std::memory_order_release);

  gc->tEnd = nanotime();
  gc->stwMarkTermNs = gc->tEnd - gc->tMarkTerm;
  recordPause(gc, gc->tMarkTerm, gc->tEnd);
  Pacer& p = gc->pacer;
  gc->totalGCCpu += gc->stwSweepTermNs * procs + gc->stwMarkTermNs * procs + p.assistTime.load() + p.dedicatedTime.load() +
                    p.fractionalTime.load();
  gc->cpuAssist += p.assistTime.load();
  gc->cpuDedicated += p.dedicatedTime.load() + p.fractionalTime.load();
  gc->cpuIdle += p.idleTime.load();
  gc->cpuPause += (gc->stwSweepTermNs + gc->stwMarkTermNs) * procs;
  i64 uptime = std::max<i64>(gc->tEnd - vm->startTime, 1);
  gc->stats.cpuFraction = static_cast<f64>(gc->totalGCCpu) / (static_cast<f64>(uptime) * procs);
  gc->stats.lastGCUnixNs = static_cast<u64>(walltime());
  gc->stats.pauseEnd[gc->stats.numGC % 256] = gc->stats.lastGCUnixNs;
  gc->stats.numGC++;
  if (gc->forced) gc->stats.numForcedGC++;
  gc->lastGC.store(gc->tEnd);
  gc->cyclesDone.store(gc->cycles.load(), std::memory_order_release);
  if (vm->debug.gctrace > 0) {
    u64 next = gc->pacer.heapGoal;
    gc->pacer.heapGoal.store(goal);
    traceCycle(gc, procs);
    gc->pacer.heapGoal.store(next);
  }
}

void wakeWaiters(GCState* gc) {
  GList list;
  {
    MutexLock hold(gc->waitLock);
    list = gc->waiters;
    gc->waiters = GList{};
  }
  if (!list.empty()) injectGList(gc->vm, list);
}

void flushP(P* p, void* arg) {
  auto* gc = static_cast<GCState*>(arg);
  if (p->mcache->wbN) wbBufFlush(p);
  gcwDispose(gc, p->gcw);
  if (p->gcw->flushed) {
    p->gcw->flushed = false;
    gc->nfull.load();
  }
}

// Marks in a stopped world until there is nothing grey.
void drainStopped(GCState* gc) {
  P* p = currentM->p;
  drain(gc, p, -1, true, nullptr, nullptr);
  gcwDispose(gc, p->gcw);
}

}  // namespace

void wakeParked(VM* vm, std::atomic<bool>& parked, G* g) {
  if (g == nullptr || !parked.exchange(false)) return;
  GList list;
  list.push(g);
  injectGList(vm, list);
}

// Ends marking if there is nothing left to mark. Runs on a goroutine with a P, at a safepoint.
void gcMarkDone(GCState* gc) {
  VM* vm = gc->vm;
  auto idle = [&] { return gc->marking() && gc->active.load() == 0 && !markWorkAvailable(gc, nullptr) && gc->jobsDone.load() == gc->jobs.size(); };
  if (!idle() || gc->markDoneBusy.exchange(true)) return;
  acquireWorldSema(vm);
  if (idle()) {
    forEachP(vm, flushP, gc);
    if (idle()) {
      stopTheWorldWithSema(vm, StwReason::kGCMarkTerm);
      gc->tMarkTerm = nanotime();
      eachP(vm, [&](P* p) { flushP(p, gc); });
      markFixedRoots(gc, currentM->p->gcw);
      gcwDispose(gc, currentM->p->gcw);
      // What the fixed roots brought to light is little as a rule: finish it here. Otherwise go on concurrently.
      constexpr i64 kInPause = 1 << 20;
      if (markWorkAvailable(gc, nullptr)) {
        drain(gc, currentM->p, kInPause, true, nullptr, nullptr);
        gcwDispose(gc, currentM->p->gcw);
      }
      bool done = !markWorkAvailable(gc, nullptr);
      if (done) markTermination(gc);
      startTheWorldWithSema(vm);
      if (done) {
        releaseWorldSema(vm);
        gc->markDoneBusy.store(false);
        freeStackSpans(vm);
        wakeParked(vm, gc->sweeperParked, gc->sweeper);
        wakeWaiters(gc);
        if (vm->debug.gcstoptheworld > 1) finishSweep(vm);
        return;
      }
    }
  }
  releaseWorldSema(vm);
  gc->markDoneBusy.store(false);
  wakep(vm);
}

bool gcStart(VM* vm, GCKind kind) {
  GCState* gc = vm->gc;
  M* m = getm();
  if (!triggered(gc, kind, nanotime(), gc->cycles.load() + 1)) return false;
  if (m->p == nullptr) {
    // No P (sysmon): leave it to the helper goroutine.
    wakeParked(vm, gc->forceParked, gc->forceHelper);
    return true;
  }
  // Sweep what the last cycle left; this may take the heap below the trigger again, but not the cycle's need.
  while (triggered(gc, kind, nanotime(), gc->cycles.load() + 1) && sweepOne(vm) != ~u64{0}) {
  }
  if (!gc->startLock.tryLock()) return false;
  acquireWorldSema(vm);
  if (!triggered(gc, kind, nanotime(), gc->cycles.load() + 1)) {
    releaseWorldSema(vm);
    gc->startLock.unlock();
    return false;
  }
  startWorkers(gc);
  gc->forced = kind == GCKind::kCycle || kind == GCKind::kForce;
  gc->tSweepTerm = nanotime();
  stopTheWorldWithSema(vm, StwReason::kGCSweepTerm);
  MHeap* h = vm->heap;
  finishSweep(vm);
  gcCycleHooks(vm);
  gc->cycles.fetch_add(1);
  gc->heap0 = h->gcctl.heapLive.load();
  gc->stats.pauseNs[gc->stats.numGC % 256] = 0;
  gc->bytesMarked.store(0);
  h->bytesMarkedByAlloc.store(0);
  gc->active.store(0);
  vm->gcRequested.store(0);
  i64 now = nanotime();
  eachP(vm, [&](P* p) {
    // A tiny block may hold objects of before and after: start a new one, so that it is allocated black.
    p->mcache->tiny = 0;
    p->mcache->tinyoffset = 0;
    p->mcache->wbN = 0;
    p->gcw->flushed = false;
  });
  gc->phase.store(GCPhase::kMark, std::memory_order_release);
  vm->writeBarrierEnabled.store(1);
  h->marking.store(true);
  setSlow(vm, true);
  prepareRoots(gc);
  pacerStart(gc, now, gomaxprocs(vm));
  markFixedRoots(gc, m->p->gcw);
  gcwDispose(gc, m->p->gcw);
  h->gcctl.blackening.store(1, std::memory_order_release);
  bool stopped = vm->debug.gcstoptheworld > 0;
  gc->tMark = nanotime();
  gc->stwSweepTermNs = gc->tMark - gc->tSweepTerm;
  if (stopped) {
    drainStopped(gc);
    gc->tMarkTerm = nanotime();
    markTermination(gc);
    if (vm->debug.gcstoptheworld > 1) finishSweep(vm);
  }
  recordPause(gc, gc->tSweepTerm, gc->tMark);
  startTheWorldWithSema(vm);
  releaseWorldSema(vm);
  gc->startLock.unlock();
  if (stopped) {
    wakeParked(vm, gc->sweeperParked, gc->sweeper);
    wakeWaiters(gc);
  } else if (G* g = m->curg) {
    // With one P the worker runs only when this goroutine gives way.
    if (gomaxprocs(vm) == 1) {
      g->preempt.store(true);
      g->stackguard.store(kStackPreempt);
    }
  }
  return true;
}

void gcSafepoint(G* g) {
  VM* vm = g->vm;
  vm->gcRequested.store(0, std::memory_order_relaxed);
  GCState* gc = vm->gc;
  if (gc->marking()) {
    gcMarkDone(gc);
  } else {
    gcStart(vm, GCKind::kHeap);
  }
}

void gcAssistAlloc(G* g) {
  VM* vm = g->vm;
  GCState* gc = vm->gc;
  GCControl& c = vm->heap->gcctl;
  f64 perByte = __builtin_bit_cast(f64, c.assistWorkPerByte.load(std::memory_order_relaxed));
  i64 debt = -g->gcAssistBytes;
  i64 work = std::max(static_cast<i64>(perByte * static_cast<f64>(debt)), kOverAssist);
  debt = std::max(debt, static_cast<i64>(static_cast<f64>(work) / std::max(perByte, 1e-9)));
  // Background workers' surplus first.
  i64 credit = c.bgScanCredit.load(std::memory_order_relaxed);
  if (credit > 0) {
    i64 take = std::min(credit, work);
    c.bgScanCredit.fetch_sub(take, std::memory_order_relaxed);
    work -= take;
    if (work <= 0) {
      g->gcAssistBytes += debt;
      return;
    }
  }
  i64 start = nanotime();
  P* p = currentM->p;
  gc->active.fetch_add(1, std::memory_order_acq_rel);
  if (gc->marking()) drain(gc, p, work, false, nullptr, nullptr);
  bool last = gc->active.fetch_sub(1, std::memory_order_acq_rel) == 1;
  // Done or not, the debt is settled: where there was nothing to scan, others are about to finish.
  g->gcAssistBytes += debt;
  if (last && !markWorkAvailable(gc, p->gcw)) {
    vm->gcRequested.store(1, std::memory_order_relaxed);
    g->preempt.store(true, std::memory_order_relaxed);
    g->stackguard.store(kStackPreempt, std::memory_order_relaxed);
  }
  i64 took = nanotime() - start;
  p->gcAssistTime += took;
  gc->pacer.assistTime.fetch_add(took, std::memory_order_relaxed);
}

// ---- the scheduler's questions --------------------------------------------------------------------------------------

G* findRunnableGCWorker(P* p, i64 now) {
  GCState* gc = p->vm->gc;
  if (gc == nullptr || !gc->marking()) return nullptr;
  if (!markWorkAvailable(gc, p->gcw)) {
    // Nothing left and nobody at it: a worker run for nothing ends the cycle.
    return gc->active.load() == 0 && !gc->markDoneBusy.load() ? gcIdleWorker(p) : nullptr;
  }
  Pacer& pc = gc->pacer;
  i64 need = pc.dedicatedNeeded.load();
  while (need > 0) {
    if (pc.dedicatedNeeded.compare_exchange_weak(need, need - 1)) {
      if (G* g = takeWorker(gc, p, WorkerMode::kDedicated)) return g;
      pc.dedicatedNeeded.fetch_add(1);
      return nullptr;
    }
  }
  if (pc.fractionalGoal == 0) return nullptr;
  i64 delta = (now ? now : nanotime()) - pc.markStart;
  if (delta > 0 && static_cast<f64>(p->gcFractionalMarkTime) / static_cast<f64>(delta) > pc.fractionalGoal) return nullptr;
  return takeWorker(gc, p, WorkerMode::kFractional);
}

bool gcMarkWorkAvailable(P* p) {
  GCState* gc = p->vm->gc;
  return gc != nullptr && gc->marking() && markWorkAvailable(gc, nullptr);
}

G* gcIdleWorker(P* p) {
  GCState* gc = p->vm->gc;
  if (gc == nullptr || !gc->marking()) return nullptr;
  // Without work left, an idle P may still be what ends the cycle: its buffers, or a lost last step.
  bool nudge = gc->active.load() == 0 && !gc->markDoneBusy.load();
  if (!markWorkAvailable(gc, p->gcw) && !nudge) return nullptr;
  gc->idleWorkers.fetch_add(1);
  G* g = takeWorker(gc, p, WorkerMode::kIdle);
  if (g == nullptr) gc->idleWorkers.fetch_sub(1);
  return g;
}

bool gcTriggerTime(VM* vm, i64 now) { return vm->gc != nullptr && triggered(vm->gc, GCKind::kTime, now, 0); }

// ---- runtime.GC -----------------------------------------------------------------------------------------------------

namespace {
bool parkWaiter(G* g, void* arg) {
  auto* gc = static_cast<GCState*>(arg);
  MutexLock hold(gc->waitLock);
  // The cycle waited for may have ended on the way here.
  if (static_cast<i32>(gc->cyclesDone.load(std::memory_order_acquire) - static_cast<u32>(g->parkWord[0])) >= 0) return false;
  gc->waiters.push(g);
  return true;
}
}  // namespace

OpStatus gcCollect(G* g, bool resuming) {
  VM* vm = g->vm;
  GCState* gc = vm->gc;
  if (!vm->heap->gcctl.enabled.load()) return OpStatus::kDone;
  // A cycle in progress may have scanned before our garbage was made: a whole further one is needed.
  if (!resuming) g->parkWord[1] = gc->cycles.load() + 1;
  u32 want = static_cast<u32>(g->parkWord[1]);
  auto before = [](u32 a, u32 b) { return static_cast<i32>(a - b) < 0; };
  for (;;) {
    u32 done = gc->cyclesDone.load(std::memory_order_acquire);
    if (!before(done, want)) break;
    u32 started = gc->cycles.load();
    if (before(started, want) && done == started) {
      // May fail because another goroutine starts one at this moment: then look again.
      gcStart(vm, GCKind::kCycle);
      started = gc->cycles.load();
      if (started == done) {
        acquireWorldSema(vm);
        releaseWorldSema(vm);
        continue;
      }
    }
    if (!before(gc->cyclesDone.load(std::memory_order_acquire), started)) continue;
    g->parkWord[0] = started;
    gopark(parkWaiter, gc, WaitReason::kWaitForGCCycle);
    return OpStatus::kPark;
  }
  while (gc->cyclesDone.load() == want && sweepOne(vm) != ~u64{0}) vm->heap->sweep.nbgsweep.fetch_add(1);
  while (gc->cyclesDone.load() == want && !isSweepDone(vm)) cpuRelax();
  wakeFinalizers(vm);
  return OpStatus::kDone;
}

void freeOSMemory(VM* vm) { scavenge(vm, ~u64{0}); }

// ---- background sweeper, scavenger, helper ----------------------------------------------------------------------------

RunExit bgSweepStep(M*, G* g, void* arg) {
  auto* gc = static_cast<GCState*>(arg);
  constexpr int kBatch = 10;  // spans between looks at the clock
  for (;;) {
    for (int i = 0; i < kBatch; i++) {
      if (sweepOne(gc->vm) != ~u64{0}) {
        gc->vm->heap->sweep.nbgsweep.fetch_add(1, std::memory_order_relaxed);
        continue;
      }
      wakeFinalizers(gc->vm);
      wakeParked(gc->vm, gc->scavengerParked, gc->scavenger);
      gopark([](G*, void* a) {
        auto* state = static_cast<GCState*>(a);
        state->sweeperParked.store(true);
        // A sweep that began on the way here must not be missed.
        return isSweepDone(state->vm) || !state->sweeperParked.exchange(false);
      }, gc, WaitReason::kGCSweepWait);
      return RunExit::kPark;
    }
    if (g->preempt.load(std::memory_order_relaxed)) return RunExit::kPreempt;
    return RunExit::kYield;
  }
}

RunExit bgScavengeStep(M*, G*, void* arg) {
  auto* gc = static_cast<GCState*>(arg);
  VM* vm = gc->vm;
  MHeap* h = vm->heap;
  // Keep a tenth more than the goal asks for; what the limit allows, if that is less.
  u64 goal = gc->pacer.heapGoal;
  u64 keep = goal == ~u64{0} ? ~u64{0} : goal + goal / 10;
  u64 limit = static_cast<u64>(h->gcctl.memoryLimit.load());
  if (limit != INT64_MAX) keep = std::min(keep, limit - limit / 20);
  u64 ready = h->stats.mappedReady.load();
  constexpr u64 kStepBytes = 256 << 10;  // about 50 µs of work
  if (ready > keep && scavenge(vm, std::min(ready - keep, kStepBytes)) > 0) return RunExit::kYield;
  gopark([](G*, void* a) {
    static_cast<GCState*>(a)->scavengerParked.store(true);
    return true;
  }, gc, WaitReason::kGCScavengeWait);
  return RunExit::kPark;
}

namespace {
RunExit forceStep(M*, G*, void* arg) {
  auto* gc = static_cast<GCState*>(arg);
  gcStart(gc->vm, GCKind::kTime);
  gopark([](G*, void* a) {
    static_cast<GCState*>(a)->forceParked.store(true);
    return true;
  }, gc, WaitReason::kForceGCIdle);
  return RunExit::kPark;
}
}  // namespace

void gcinit(VM* vm) {
  vm->gc = new GCState(vm);
  vm->heap->sweep.active.store(1u << 31);  // nothing to sweep yet
  pacerCommit(vm->gc);
}

void gcenable(VM* vm) {
  GCState* gc = vm->gc;
  // The sweeper wakes the scavenger, which must be known by then.
  gc->scavenger = newSystemG(vm, "runtime.bgscavenge", bgScavengeStep, gc);
  gc->sweeper = newSystemG(vm, "runtime.bgsweep", bgSweepStep, gc);
  gc->forceHelper = newSystemG(vm, "runtime.forcegchelper", forceStep, gc);
  vm->heap->gcctl.enabled.store(true);
}

void gcFree(VM* vm) {
  GCState* gc = vm->gc;
  if (gc == nullptr) return;
  for (WorkBuf* b : gc->allBufs) delete b;
  delete gc;
  vm->gc = nullptr;
}

void gcAddRoots(VM* vm, void* base, u64 words, const u64* mask) {
  MutexLock hold(vm->gc->rootLock);
  vm->gc->data.push_back({base, words, mask});
}

void gcRemoveRoots(VM* vm, void* base) {
  MutexLock hold(vm->gc->rootLock);
  // Jobs of a running cycle name entries by position: leave an empty one.
  for (DataRoot& d : vm->gc->data) {
    if (d.base == base) d.words = 0;
  }
}

GCStats gcStats(VM* vm) {
  GCStats s = vm->gc->stats;
  s.nextGC = vm->gc->pacer.heapGoal;
  return s;
}

}  // namespace gvm::rt::inline gc
