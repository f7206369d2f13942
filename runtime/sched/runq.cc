// This file implements the run queues. The ring is a single-producer, many-consumer queue: the owner moves the tail with a
// release store; owner and thieves both move the head by compare-and-swap, after reading the entries they want. An entry
// is therefore read before it is known to be ours, and dropped when the swap fails.
#include "runtime/sched/runq.h"

#include <unistd.h>

#include "runtime/debug/assert.h"

namespace gvm::rt::inline sched {

bool runqempty(P* p) {
  // runnext can move into the ring between two reads, so the tail is read twice.
  for (;;) {
    u32 head = p->runqhead.load();
    u32 tail = p->runqtail.load();
    G* next = p->runnext.load();
    if (tail == p->runqtail.load()) return head == tail && next == nullptr;
  }
}

namespace {

// Moves half of a full ring and g to the global queue. False if thieves made room meanwhile.
bool runqputslow(P* p, G* g, u32 head, u32 tail) {
  u32 n = (tail - head) / 2;
  GQueue batch;
  std::array<G*, kRunqSize / 2> taken;
  for (u32 i = 0; i < n; i++) taken[i] = p->runq[(head + i) % kRunqSize].load(std::memory_order_relaxed);
  if (!p->runqhead.compare_exchange_strong(head, head + n, std::memory_order_release)) return false;
  for (u32 i = 0; i < n; i++) batch.pushBack(taken[i]);
  batch.pushBack(g);
  Sched* s = p->vm->sched;
  MutexLock hold(s->lock);
  globrunqputbatch(s, batch);
  return true;
}

// Copies half of the victim's ring behind p's tail; returns how many.
u32 runqgrab(P* p, P* victim, bool stealRunNext) {
  for (;;) {
    u32 head = victim->runqhead.load(std::memory_order_acquire);
    u32 tail = victim->runqtail.load(std::memory_order_acquire);
    u32 n = tail - head;
    n -= n / 2;
    if (n == 0) {
      if (!stealRunNext) return 0;
      G* next = victim->runnext.load();
      if (next == nullptr) return 0;
      // The victim has just readied this one and is likely to block next: give it a moment to run it itself.
      if (victim->status.load() == Prunning) usleep(3);
      if (!victim->runnext.compare_exchange_strong(next, nullptr)) continue;
      p->runq[p->runqtail.load(std::memory_order_relaxed) % kRunqSize].store(next, std::memory_order_relaxed);
      return 1;
    }
    if (n > kRunqSize / 2) continue;  // head and tail do not belong together
    u32 mine = p->runqtail.load(std::memory_order_relaxed);
    for (u32 i = 0; i < n; i++) {
      G* g = victim->runq[(head + i) % kRunqSize].load(std::memory_order_relaxed);
      p->runq[(mine + i) % kRunqSize].store(g, std::memory_order_relaxed);
    }
    if (victim->runqhead.compare_exchange_strong(head, head + n, std::memory_order_acq_rel)) return n;
  }
}

}  // namespace

namespace {
// Which of the waiting goroutines comes first, where a seed says so. One P: nobody steals.
void seededHead(P* p) {
  if (G* next = p->runnext.exchange(nullptr)) runqput(p, next, false);
  u32 head = p->runqhead.load(), n = p->runqtail.load() - head;
  if (n < 2) return;
  std::atomic<G*>& first = p->runq[head % kRunqSize];
  std::atomic<G*>& chosen = p->runq[(head + p->vm->schedRand.below(n)) % kRunqSize];
  G* g = chosen.load();
  chosen.store(first.load());
  first.store(g);
}
}  // namespace

void runqput(P* p, G* g, bool next) {
  if (next) {
    g = p->runnext.exchange(g);
    if (g == nullptr) return;
  }
  for (;;) {
    u32 head = p->runqhead.load(std::memory_order_acquire);
    u32 tail = p->runqtail.load(std::memory_order_relaxed);
    if (tail - head < kRunqSize) {
      p->runq[tail % kRunqSize].store(g, std::memory_order_relaxed);
      p->runqtail.store(tail + 1, std::memory_order_release);
      return;
    }
    if (runqputslow(p, g, head, tail)) return;
  }
}

void runqputbatch(P* p, GQueue& q) {
  u32 head = p->runqhead.load(std::memory_order_acquire);
  u32 tail = p->runqtail.load(std::memory_order_relaxed);
  while (!q.empty() && tail - head < kRunqSize) {
    p->runq[tail % kRunqSize].store(q.pop(), std::memory_order_relaxed);
    tail++;
  }
  p->runqtail.store(tail, std::memory_order_release);
  if (q.empty()) return;
  Sched* s = p->vm->sched;
  MutexLock hold(s->lock);
  globrunqputbatch(s, q);
}

G* runqget(P* p, bool* inherit) {
  if (GVM_UNLIKELY(p->vm->seededSchedule)) seededHead(p);
  G* next = p->runnext.load();
  if (next != nullptr && p->runnext.compare_exchange_strong(next, nullptr)) {
    *inherit = true;
    return next;
  }
  *inherit = false;
  for (;;) {
    u32 head = p->runqhead.load(std::memory_order_acquire);
    u32 tail = p->runqtail.load(std::memory_order_relaxed);
    if (head == tail) return nullptr;
    G* g = p->runq[head % kRunqSize].load(std::memory_order_relaxed);
    if (p->runqhead.compare_exchange_strong(head, head + 1, std::memory_order_release)) return g;
  }
}

G* runqsteal(P* p, P* victim, bool stealRunNext) {
  u32 n = runqgrab(p, victim, stealRunNext);
  if (n == 0) return nullptr;
  u32 tail = p->runqtail.load(std::memory_order_relaxed);
  n--;
  G* g = p->runq[(tail + n) % kRunqSize].load(std::memory_order_relaxed);
  if (n == 0) return g;
  GVM_ASSERT(tail - p->runqhead.load() + n < kRunqSize);
  p->runqtail.store(tail + n, std::memory_order_release);
  return g;
}

GQueue runqdrain(P* p) {
  GQueue q;
  bool inherit;
  while (G* g = runqget(p, &inherit)) q.pushBack(g);
  return q;
}

void globrunqput(Sched* s, G* g) {
  s->runq.pushBack(g);
  s->runqsize.store(s->runq.n, std::memory_order_relaxed);
}

void globrunqputhead(Sched* s, G* g) {
  s->runq.push(g);
  s->runqsize.store(s->runq.n, std::memory_order_relaxed);
}

void globrunqputbatch(Sched* s, GQueue& q) {
  s->runq.pushBackAll(q);
  s->runqsize.store(s->runq.n, std::memory_order_relaxed);
}

G* globrunqget(Sched* s, P* p, i32 max) {
  if (s->runq.empty()) return nullptr;
  i32 n = s->runq.n / s->gomaxprocs.load(std::memory_order_relaxed) + 1;
  n = std::min({n, s->runq.n, static_cast<i32>(kRunqSize / 2)});
  if (max > 0) n = std::min(n, max);
  G* first = s->runq.pop();
  // The rest goes straight into p's ring; there is room, because callers come here with an empty or nearly empty one.
  GQueue rest;
  for (i32 i = 1; i < n; i++) rest.pushBack(s->runq.pop());
  u32 head = p->runqhead.load(std::memory_order_acquire);
  u32 tail = p->runqtail.load(std::memory_order_relaxed);
  while (!rest.empty() && tail - head < kRunqSize) {
    p->runq[tail % kRunqSize].store(rest.pop(), std::memory_order_relaxed);
    tail++;
  }
  p->runqtail.store(tail, std::memory_order_release);
  while (G* g = rest.pop()) s->runq.push(g);
  s->runqsize.store(s->runq.n, std::memory_order_relaxed);
  return first;
}

}  // namespace gvm::rt::inline sched
