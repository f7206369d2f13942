// This file makes, recycles and counts goroutines: their status changes, ids, free lists, the pools of sudogs and defers,
// and the stopping of a single goroutine for the collector.
#include <sched.h>

#include "runtime/heap/barrier.h"
#include "runtime/base/futex.h"
#include "runtime/gc/gc.h"
#include "runtime/sched/coroutine.h"
#include "runtime/sched/internal.h"
#include "runtime/stack/stack.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline sched {
namespace {

constexpr i32 kGFreeMax = 64;       // dead Gs a P keeps before half of them go to the global list
constexpr i32 kSudogCacheMax = 128; // the same for sudogs and defers
constexpr i32 kSpinsBeforeYield = 20;

void allgadd(Sched* s, G* g) {
  MutexLock hold(s->allglock);
  s->allgs.push_back(g);
}

G* gfget(P* p) {
  Sched* s = p->vm->sched;
  if (p->gFree.empty() && s->ngfree.load(std::memory_order_relaxed) > 0) {
    MutexLock hold(s->gFreeLock);
    while (p->gFree.n < kGFreeMax / 2) {
      G* g = s->gFreeStack.pop();
      if (g == nullptr) g = s->gFreeNoStack.pop();
      if (g == nullptr) break;
      s->ngfree--;
      p->gFree.push(g);
    }
  }
  return p->gFree.pop();
}

}  // namespace

// ---- status -------------------------------------------------------------------------------------------------------------

void casgstatus(G* g, u32 from, u32 to) {
  GVM_ASSERT((from & Gscan) == 0 && (to & Gscan) == 0 && from != to);
  for (int spins = 0;; spins++) {
    u32 expected = from;
    if (g->atomicstatus.compare_exchange_weak(expected, to, std::memory_order_acq_rel)) return;
    // Only the collector's Gscan may delay a change by the owner.
    GVM_CHECK(expected == from || expected == (from | Gscan));
    if (spins < kSpinsBeforeYield) cpuRelax();
    else sched_yield();
  }
}

bool castogscanstatus(G* g, u32 from, u32 to) {
  GVM_ASSERT(to == (from | Gscan));
  return g->atomicstatus.compare_exchange_strong(from, to, std::memory_order_acq_rel);
}

void casfromGscanstatus(G* g, u32 from, u32 to) {
  GVM_ASSERT((from & Gscan) != 0);
  u32 expected = from;
  GVM_CHECK(g->atomicstatus.compare_exchange_strong(expected, to, std::memory_order_acq_rel));
}

void clearPreempt(G* g) {
  g->preempt.store(false, std::memory_order_relaxed);
  g->preemptStop = false;
  g->stackguard.store(g->stack.lo == nullptr ? nullptr : stackGuardFor(g->stack), std::memory_order_relaxed);
}

void preemptone(G* g) {
  g->preempt.store(true, std::memory_order_relaxed);
  g->stackguard.store(kStackPreempt, std::memory_order_relaxed);
}

// ---- making and ending ----------------------------------------------------------------------------------------------

u64 newGoid(P* p) {
  if (p->goidcache == p->goidcacheend) {
    p->goidcache = p->vm->sched->goidgen.fetch_add(kGoidBatch) + 1;
    p->goidcacheend = p->goidcache + kGoidBatch;
  }
  return p->goidcache++;
}

namespace {

// A goroutine that will call fn, not in any queue yet: runnable, or parked as a coroutine is. The caller has done acquirem.
G* makeG(M* m, VM* vm, Closure* fn, const u64* callerPc, bool system, bool parked) {
  P* p = m->p;
  Sched* s = vm->sched;
  G* g = gfget(p);
  bool fresh = g == nullptr;
  if (fresh) {
    if (u32 most = vm->config.maxGoroutines; most != 0 && !system && gcount(vm) > static_cast<i32>(most))
      fatal("too many goroutines for the limit that the host has set");
    g = new G;
    g->vm = vm;
  }
  if (g->stack.lo == nullptr) g->stack = stackalloc(vm, p, kFixedStack);
  if (fresh) {
    g->atomicstatus.store(Gdead, std::memory_order_release);
    allgadd(s, g);
  }
  G* parent = m->curg;
  clearPreempt(g);
  g->parentGoid = parent != nullptr ? parent->goid : 0;
  g->gopc = callerPc;
  g->startfn = fn;
  g->isSystem = system;
  g->labels = parent != nullptr && !system ? parent->labels : nullptr;
  g->goid = newGoid(p);
  if (vm->debug.tracebackancestors > 0 && !system) saveAncestors(parent, g);
  // The new stack is not scanned in a cycle that has begun: what it starts with must not stay white.
  if (writeBarrierOn(vm)) writeBarrierSlow(p, fn, g->labels);
  vm->engine->prepare(g, fn);
  if (system) s->ngsys++;
  if (parked) g->waitreason = WaitReason::kCoroutine;
  casgstatus(g, Gdead, parked ? Gwaiting : Grunnable);
  return g;
}

}  // namespace

G* newproc(VM* vm, Closure* fn, const u64* callerPc, bool system) {
  M* m = acquirem();
  G* g = makeG(m, vm, fn, callerPc, system, false);
  runqput(m->p, g, true);
  if (vm->mainStarted) wakep(vm);
  releasem(m);
  return g;
}

G* newcoro(VM* vm, Closure* fn, const u64* callerPc) {
  M* m = acquirem();
  G* g = makeG(m, vm, fn, callerPc, false, true);
  releasem(m);
  return g;
}

G* newSystemG(VM* vm, const char* name, StepFn step, void* arg) {
  M* m = acquirem();
  P* p = m->p;
  G* g = new G;
  g->vm = vm;
  g->isSystem = true;
  g->step = step;
  g->stepArg = arg;
  g->stepName = name;
  g->goid = newGoid(p);
  g->atomicstatus.store(Gdead, std::memory_order_release);
  allgadd(vm->sched, g);
  vm->sched->ngsys++;
  casgstatus(g, Gdead, Grunnable);
  runqput(p, g, false);
  if (vm->mainStarted) wakep(vm);
  releasem(m);
  return g;
}

void goexit0(M* m, G* g) {
  VM* vm = g->vm;
  casgstatus(g, Grunning, Gdead);
  g->gcAssistBytes = 0;
  if (g->isSystem) vm->sched->ngsys--;
  bool wasLocked = g->lockedm != nullptr;
  bool exitThread = g->lockedExt > 0 && !m->isMain && !m->hostThread;
  g->m = nullptr;
  m->lockedg = nullptr;
  g->lockedm = nullptr;
  g->lockedExt = g->lockedInt = 0;
  freeDefers(g);
  g->param = nullptr;
  g->waiting = nullptr;
  g->labels = nullptr;
  g->ancestors.reset();
  g->startfn = nullptr;
  g->pendingPanic = Eface{};
  g->parkPtr[0] = g->parkPtr[1] = nullptr;
  g->waitreason = WaitReason::kZero;
  g->paniconfault = false;
  g->killed.store(false);
  g->resuming = false;
  g->step = nullptr;
  g->syncGroup = nullptr;
  vm->engine->gFree(g);
  dropg(m);
  gfput(m->p, g);
  // A thread that a goroutine locked and did not unlock may be in any state: it ends with the goroutine.
  if (wasLocked && exitThread) mexit(m);
}

void gfput(P* p, G* g) {
  Sched* s = p->vm->sched;
  if (g->stack.lo != nullptr && g->stack.bytes() != kFixedStack) {
    stackfree(p->vm, p, g->stack);
    g->stack = Stack{};
    g->stackguard.store(nullptr, std::memory_order_relaxed);
  }
  p->gFree.push(g);
  if (p->gFree.n < kGFreeMax) return;
  MutexLock hold(s->gFreeLock);
  while (p->gFree.n > kGFreeMax / 2) {
    G* old = p->gFree.pop();
    (old->stack.lo != nullptr ? s->gFreeStack : s->gFreeNoStack).push(old);
    s->ngfree++;
  }
}

void gfpurge(P* p) {
  Sched* s = p->vm->sched;
  MutexLock hold(s->gFreeLock);
  while (G* g = p->gFree.pop()) {
    (g->stack.lo != nullptr ? s->gFreeStack : s->gFreeNoStack).push(g);
    s->ngfree++;
  }
}

void freeAllGs(VM* vm) {
  for (G* g : vm->sched->allgs) {
    freeDefers(g);
    if (vm->engine != nullptr) vm->engine->gFree(g);
    if (g->stack.lo != nullptr) stackfree(vm, nullptr, g->stack);
    for (Sudog* s = g->waiting; s != nullptr;) {
      Sudog* next = s->waitlink;
      delete s;
      s = next;
    }
    free(g->sleepTimer);
    delete g;
  }
  vm->sched->allgs.clear();
}

i32 gcount(VM* vm) {
  Sched* s = vm->sched;
  i32 n;
  {
    MutexLock hold(s->allglock);
    n = static_cast<i32>(s->allgs.size());
  }
  n -= s->ngfree.load() + s->ngsys.load();
  for (P* p : s->allp) n -= p->gFree.n;
  return std::max(n, 1);
}

void forEachG(VM* vm, void (*f)(G*, void*), void* arg) {
  MutexLock hold(vm->sched->allglock);
  for (G* g : vm->sched->allgs) f(g, arg);
}

G* const* allGs(VM* vm, u64* n) {
  MutexLock hold(vm->sched->allglock);
  *n = vm->sched->allgs.size();
  return vm->sched->allgs.data();
}

// ---- pools --------------------------------------------------------------------------------------------------------------

Sudog* acquireSudog(M* m) {
  P* p = m->p;
  if (p->sudogcache == nullptr) {
    Sched* s = p->vm->sched;
    MutexLock hold(s->sudoglock);
    while (s->sudogcache != nullptr && p->nsudogcache < kSudogCacheMax / 2) {
      Sudog* sg = s->sudogcache;
      s->sudogcache = sg->next;
      sg->next = p->sudogcache;
      p->sudogcache = sg;
      p->nsudogcache++;
    }
  }
  Sudog* sg = p->sudogcache;
  if (sg == nullptr) return new Sudog;
  p->sudogcache = sg->next;
  p->nsudogcache--;
  *sg = Sudog{};
  return sg;
}

void releaseSudog(M* m, Sudog* sg) {
  P* p = m->p;
  if (p->nsudogcache >= kSudogCacheMax) {
    Sched* s = p->vm->sched;
    MutexLock hold(s->sudoglock);
    while (p->nsudogcache > kSudogCacheMax / 2) {
      Sudog* old = p->sudogcache;
      p->sudogcache = old->next;
      old->next = s->sudogcache;
      s->sudogcache = old;
      p->nsudogcache--;
    }
  }
  *sg = Sudog{};
  sg->next = p->sudogcache;
  p->sudogcache = sg;
  p->nsudogcache++;
}

Defer* newDefer(M* m) {
  P* p = m->p;
  Defer* d = p->deferpool;
  if (d == nullptr) return new Defer;
  p->deferpool = d->link;
  p->ndeferpool--;
  d->link = nullptr;
  return d;
}

void freeDefer(M* m, Defer* d) {
  P* p = m->p;
  if (p == nullptr || p->ndeferpool >= kSudogCacheMax) {
    delete d;
    return;
  }
  *d = Defer{};
  d->link = p->deferpool;
  p->deferpool = d;
  p->ndeferpool++;
}

void freePools(VM* vm) {
  Sched* s = vm->sched;
  auto freeSudogs = [](Sudog* list) {
    while (list != nullptr) {
      Sudog* next = list->next;
      delete list;
      list = next;
    }
  };
  auto freeDeferList = [](Defer* list) {
    while (list != nullptr) {
      Defer* next = list->link;
      delete list;
      list = next;
    }
  };
  freeSudogs(s->sudogcache);
  freeDeferList(s->deferpool);
  for (P* p : s->allp) {
    freeSudogs(p->sudogcache);
    freeDeferList(p->deferpool);
  }
}

// ---- stopping one goroutine -----------------------------------------------------------------------------------------

SuspendState suspendG(G* g) {
  // A system goroutine has no Go stack: there is nothing to stop it for.
  if (g->step != nullptr) return {.g = g, .dead = true};
  bool stopped = false;
  for (int spins = 0;; spins++) {
    u32 s = g->status();
    switch (s) {
      case Gdead:
      case Gidle:
        return {.g = g, .dead = true};
      case Gpreempted:
        // Nobody is responsible for this one yet: it becomes ours to ready.
        if (!g->atomicstatus.compare_exchange_strong(s, Gwaiting)) break;
        stopped = true;
        s = Gwaiting;
        [[fallthrough]];
      case Grunnable:
      case Gsyscall:
      case Gwaiting:
        if (!castogscanstatus(g, s, s | Gscan)) break;
        // Whatever asked for a stop has got it.
        clearPreempt(g);
        return {.g = g, .stopped = stopped};
      case Grunning:
        if (g->preemptStop && g->preempt.load() && g->stackguard.load() == kStackPreempt) break;
        if (!castogscanstatus(g, Grunning, Grunning | Gscan)) break;
        g->preemptStop = true;
        preemptone(g);
        casfromGscanstatus(g, Grunning | Gscan, Grunning);
        break;
      default:
        break;  // being copied, or held by another scanner
    }
    if (spins < kSpinsBeforeYield) cpuRelax();
    else sched_yield();
  }
}

void resumeG(SuspendState state) {
  if (state.dead) return;
  u32 s = state.g->status();
  casfromGscanstatus(state.g, s, s & ~Gscan);
  if (state.stopped) ready(state.g, true);
}

}  // namespace gvm::rt::inline sched
