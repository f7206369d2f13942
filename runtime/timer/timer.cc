// This file implements timers.
//
// A timer is armed by `when` > 0. Whether it must stand in a heap is another matter (needsAdd): an ordinary timer must; a
// channel timer only while a goroutine is blocked on its channel, because everyone else who looks at the channel calls
// timerMaybeRunChan first and so sees a due value at once. So nothing but its channel's waiters keeps it alive.
//
// Changes by other Ps never touch the heap's order. They set `when` in the timer and mark it modified (or zombie when
// stopped), and tell the heap the earliest such change (minWhenModified). The owner sorts it out: adjust() re-reads all
// marked timers when one of them is due, and the head is checked before it runs.
//
// Locks: the heap's before the timer's. A fired function runs with neither. For channel timers, sendLock is held from
// before the check of seq to the end of the send; Stop and Reset take it first, so that after they return no stale value
// can arrive.
#include "runtime/timer/timer.h"

#include "runtime/core/upcalls.h"
#include "runtime/debug/assert.h"
#include "runtime/heap/barrier.h"
#include "runtime/os/time.h"

namespace gvm::rt::inline timer {
namespace {

constexpr size_t kArity = 4;
constexpr i64 kMaxWhen = INT64_MAX;

bool needsAdd(const Timer* t) {
  return (t->state & kTimerHeaped) == 0 && t->when > 0 && (!t->isChan || t->blocked > 0);
}

void publishState(Timer* t) { t->astate.store(t->state, std::memory_order_release); }

// ---- the heap; ts->lock is held -----------------------------------------------------------------------------------------

void updateMinWhen(TimerHeap* ts) {
  ts->minWhenHeap.store(ts->heap.empty() ? 0 : ts->heap[0].when);
  ts->len.store(static_cast<u32>(ts->heap.size()));
}

void siftUp(TimerHeap* ts, size_t i) {
  TimerWhen moved = ts->heap[i];
  while (i > 0) {
    size_t parent = (i - 1) / kArity;
    if (moved.when >= ts->heap[parent].when) break;
    ts->heap[i] = ts->heap[parent];
    i = parent;
  }
  ts->heap[i] = moved;
}

void siftDown(TimerHeap* ts, size_t i) {
  size_t n = ts->heap.size();
  TimerWhen moved = ts->heap[i];
  for (;;) {
    size_t first = i * kArity + 1;
    if (first >= n) break;
    size_t best = first;
    for (size_t k = first + 1; k < std::min(first + kArity, n); k++)
      if (ts->heap[k].when < ts->heap[best].when) best = k;
    if (ts->heap[best].when >= moved.when) break;
    ts->heap[i] = ts->heap[best];
    i = best;
  }
  ts->heap[i] = moved;
}

void popHead(TimerHeap* ts) {
  ts->heap[0] = ts->heap.back();
  ts->heap.pop_back();
  if (!ts->heap.empty()) siftDown(ts, 0);
  updateMinWhen(ts);
}

// Takes a timer's mark into account for an entry of the heap. Both locks held. False: the entry must be removed.
bool refresh(TimerHeap* ts, TimerWhen* entry) {
  Timer* t = entry->timer;
  bool keep = true;
  if (t->state & kTimerZombie) {
    t->state &= ~(kTimerHeaped | kTimerZombie | kTimerModified);
    t->ts = nullptr;
    ts->zombies--;
    keep = false;
  } else if (t->state & kTimerModified) {
    t->state &= ~kTimerModified;
    entry->when = t->when;
  }
  publishState(t);
  return keep;
}

void adjust(TimerHeap* ts, i64 now, bool force) {
  i64 first = ts->minWhenModified.load();
  if (!force && (first == 0 || first > now)) return;
  ts->minWhenModified.store(0);
  size_t kept = 0;
  for (TimerWhen& entry : ts->heap) {
    MutexLock hold(entry.timer->lock);
    if (refresh(ts, &entry)) ts->heap[kept++] = entry;
  }
  ts->heap.resize(kept);
  for (size_t i = kept; i-- > 0;) siftDown(ts, i);
  updateMinWhen(ts);
}

// Brings the head of the heap up to date, dropping zombies.
void cleanHead(TimerHeap* ts) {
  while (!ts->heap.empty()) {
    Timer* t = ts->heap[0].timer;
    if ((t->astate.load(std::memory_order_acquire) & (kTimerModified | kTimerZombie)) == 0) return;
    MutexLock hold(t->lock);
    if (!refresh(ts, &ts->heap[0])) popHead(ts);
    else siftDown(ts, 0);
    updateMinWhen(ts);
  }
}

void noteModified(TimerHeap* ts, i64 when) {
  i64 old = ts->minWhenModified.load();
  while ((old == 0 || when < old) && !ts->minWhenModified.compare_exchange_weak(old, when)) {
  }
}

// Fires t. t->lock is held, and ts->lock when ts != null; both are released meanwhile (ts's is taken again).
void unlockAndRun(Timer* t, TimerHeap* ts, i64 now) {
  i64 delta = now - t->when;
  i64 next = 0;
  if (t->period > 0) {
    next = t->when + t->period * (1 + delta / t->period);
    if (next < 0) next = kMaxWhen;
  }
  t->when = next;
  TimerFn f = t->f;
  u64 seq = t->seq;
  if (t->state & kTimerHeaped) {
    t->state |= kTimerModified;
    if (next == 0) {
      t->state |= kTimerZombie;
      t->ts->zombies++;
    }
    // In a heap we are its head (only the heap's run fires heaped timers).
    if (!refresh(ts, &ts->heap[0])) popHead(ts);
    else siftDown(ts, 0);
    updateMinWhen(ts);
  }
  bool isChan = t->isChan;
  if (isChan) t->isSending++;
  t->lock.unlock();
  if (ts != nullptr) ts->lock.unlock();
  if (isChan) {
    t->sendLock.lock();
    bool stale = t->seq != seq;  // stopped or reset meanwhile, under sendLock
    if (!stale) f(t, seq, delta);
    t->isSending--;
    t->sendLock.unlock();
  } else {
    f(t, seq, delta);
  }
  if (ts != nullptr) ts->lock.lock();
}

// Puts t into the current P's heap if it still needs to be there. No locks held, but perhaps a channel's.
void maybeAdd(Timer* t) {
  M* m = acquirem();
  TimerHeap* ts = m->p->timers;
  VM* vm = m->vm;
  i64 when = 0;
  ts->lock.lock();
  cleanHead(ts);
  t->lock.lock();
  if (needsAdd(t)) {
    t->state |= kTimerHeaped;
    t->ts = ts;
    when = t->when;
    publishState(t);
    ts->heap.push_back({t, when});
    siftUp(ts, ts->heap.size() - 1);
    updateMinWhen(ts);
  }
  t->lock.unlock();
  ts->lock.unlock();
  releasem(m);
  if (when > 0) wakeNetPoller(vm, when);
}

}  // namespace

TimerHeap* newTimerHeap() { return new TimerHeap; }
void freeTimerHeap(TimerHeap* h) { delete h; }

void timerInit(Timer* t, TimerFn f, void* arg) {
  t->lock.rank = LockRank::kTimer;
  t->sendLock.rank = LockRank::kTimerSend;
  t->f = f;
  storePtr(&t->arg, arg);
}

bool timerReset(Timer* t, i64 when, i64 period) {
  GVM_CHECK(when > 0 && period >= 0);
  bool isChan = t->isChan;
  if (isChan) t->sendLock.lock();
  t->lock.lock();
  bool pending = t->when > 0;
  bool wake = false;
  t->period = period;
  t->when = when;
  if (t->state & kTimerHeaped) {
    if (t->state & kTimerZombie && (!t->isChan || t->blocked > 0)) {
      t->ts->zombies--;
      t->state &= ~kTimerZombie;
    }
    t->state |= kTimerModified;
    noteModified(t->ts, when);
    wake = true;
  }
  bool add = needsAdd(t);
  publishState(t);
  if (isChan) {
    // A send under way is now stale; it was still the old timer's, so Reset says that it was active.
    t->seq++;
    if (t->isSending.load() > 0) pending = true;
  }
  VM* vm = getm()->vm;
  t->lock.unlock();
  if (isChan) t->sendLock.unlock();
  if (add) maybeAdd(t);
  if (wake) wakeNetPoller(vm, when);
  return pending;
}

bool timerStop(Timer* t) {
  bool isChan = t->isChan;
  if (isChan) t->sendLock.lock();
  t->lock.lock();
  if (t->state & kTimerHeaped) {
    t->state |= kTimerModified;
    if ((t->state & kTimerZombie) == 0) {
      t->state |= kTimerZombie;
      t->ts->zombies++;
    }
  }
  bool pending = t->when > 0;
  t->when = 0;
  if (isChan) {
    t->seq++;
    if (t->period == 0 && t->isSending.load() > 0) pending = true;
  }
  publishState(t);
  t->lock.unlock();
  if (isChan) t->sendLock.unlock();
  return pending;
}

void blockTimerChan(Timer* t) {
  if (t->isFake) return;
  t->lock.lock();
  t->blocked++;
  if (t->state & kTimerHeaped && t->state & kTimerZombie && t->when > 0) {
    t->state &= ~kTimerZombie;
    t->state |= kTimerModified;
    t->ts->zombies--;
    noteModified(t->ts, t->when);
  }
  bool add = needsAdd(t);
  publishState(t);
  t->lock.unlock();
  if (add) maybeAdd(t);
}

void unblockTimerChan(Timer* t) {
  if (t->isFake) return;
  MutexLock hold(t->lock);
  GVM_CHECK(t->blocked > 0);
  t->blocked--;
  if (t->blocked == 0 && t->state & kTimerHeaped && (t->state & kTimerZombie) == 0) {
    // Nobody waits: the heap should forget it, so that the collector can.
    t->state |= kTimerZombie;
    t->ts->zombies++;
    publishState(t);
  }
}

void timerMaybeRunChan(Timer* t) {
  if (t->astate.load(std::memory_order_acquire) & kTimerHeaped) return;
  t->lock.lock();
  i64 now = nanotime();
  if ((t->state & kTimerHeaped) || t->when == 0 || t->when > now) {
    t->lock.unlock();
    return;
  }
  unlockAndRun(t, nullptr, now);
}

i64 timersWakeTime(const TimerHeap* ts) {
  i64 modified = ts->minWhenModified.load();
  i64 first = ts->minWhenHeap.load();
  if (first == 0 || (modified != 0 && modified < first)) first = modified;
  return first;
}

TimersChecked checkTimers(P* p, i64 now) {
  TimerHeap* ts = p->timers;
  i64 next = timersWakeTime(ts);
  if (next == 0) return {now, 0, false};
  if (now == 0) now = nanotime();
  bool own = getm()->p == p;
  bool crowded = own && ts->zombies.load() > ts->len.load() / 4;
  if (now < next && !crowded) return {now, next, false};
  bool ran = false;
  MutexLock hold(ts->lock);
  if (!ts->heap.empty()) {
    adjust(ts, now, crowded);
    for (;;) {
      cleanHead(ts);
      if (ts->heap.empty() || ts->heap[0].when > now) break;
      Timer* t = ts->heap[0].timer;
      t->lock.lock();
      if (t->state & (kTimerModified | kTimerZombie)) {
        t->lock.unlock();
        continue;
      }
      unlockAndRun(t, ts, now);
      ran = true;
    }
  }
  return {now, timersWakeTime(ts), ran};
}

void takeTimers(TimerHeap* to, TimerHeap* from) {
  // The world is stopped: nobody else looks at either heap.
  for (TimerWhen& entry : from->heap) {
    Timer* t = entry.timer;
    if (!refresh(from, &entry)) continue;
    t->ts = to;
    to->heap.push_back(entry);
    siftUp(to, to->heap.size() - 1);
  }
  from->heap.clear();
  from->minWhenModified.store(0);
  updateMinWhen(from);
  updateMinWhen(to);
}

// ---- time.Sleep -----------------------------------------------------------------------------------------------------------

OpStatus timeSleep(G* g, i64 ns) {
  if (ns <= 0) return OpStatus::kDone;
  if (g->sleepTimer == nullptr) {
    g->sleepTimer = static_cast<Timer*>(calloc(1, sizeof(Timer)));
    timerInit(g->sleepTimer, [](Timer* t, u64, i64) { goready(static_cast<G*>(t->arg)); }, g);
  }
  i64 now = nanotime();
  g->sleepWhen = ns > kMaxWhen - now ? kMaxWhen : now + ns;
  // Armed only once the goroutine is parked: it might fire at once on another P.
  gopark([](G* gp, void*) {
    timerReset(gp->sleepTimer, gp->sleepWhen, 0);
    return true;
  }, nullptr, WaitReason::kSleep);
  return OpStatus::kPark;
}

void visitTimers(VM* vm, void (*visit)(void**, void*), void* arg) {
  i32 n = 0;
  P* const* ps = allPs(vm, &n);
  for (i32 i = 0; i < n; i++) {
    TimerHeap* ts = ps[i]->timers;
    MutexLock hold(ts->lock);
    for (TimerWhen& entry : ts->heap) {
      void* root = entry.timer;
      visit(&root, arg);
    }
  }
}

}  // namespace gvm::rt::inline timer
