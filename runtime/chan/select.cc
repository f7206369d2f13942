// This file implements select.
//
// All channels of a select are locked at once, in address order so that two selects cannot block each other. Pass 1
// looks, in random order (fairness), for a case that can go on. Else pass 2 enqueues the goroutine on every channel and parks;
// the first channel that wants it wins selectDone. Pass 3, in selectFinish, takes it off all the other queues. The list
// g->waiting keeps the sudogs in lock order, so pass 3 needs nothing that was computed before the park.
#include "runtime/chan/internal.h"
#include "runtime/core/upcalls.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline chan {
namespace {

constexpr u32 kInlineCases = 32;  // selects up to this size need no C++ allocation

// Case numbers in some order.
struct Order {
  u16 small[kInlineCases];
  std::unique_ptr<u16[]> large;
  u16* at = small;
  u32 n = 0;
  explicit Order(u32 max) {
    if (max <= kInlineCases) return;
    large.reset(new u16[max]);
    at = large.get();
  }
};

void lockAll(SelectCase* cases, const Order& order) {
  HChan* last = nullptr;
  for (u32 i = 0; i < order.n; i++) {
    HChan* c = cases[order.at[i]].c;
    if (c == last) continue;
    c->lock.lock();
    last = c;
  }
}

void unlockAll(SelectCase* cases, const Order& order) {
  for (u32 i = order.n; i-- > 0;) {
    HChan* c = cases[order.at[i]].c;
    if (i > 0 && cases[order.at[i - 1]].c == c) continue;
    c->lock.unlock();
  }
}

// The park's commit. As soon as a channel is unlocked, its sudog may be gone: read the next before unlocking.
bool commitSelectPark(G* g, void*) {
  g->activeStackChans = true;
  g->parkingOnChan.store(false);
  HChan* last = nullptr;
  for (Sudog* s = g->waiting; s != nullptr; s = s->waitlink) {
    if (s->c != last && last != nullptr) last->lock.unlock();
    last = s->c;
  }
  if (last != nullptr) last->lock.unlock();
  return true;
}

// Tries one case with all locks held. True if it went through; it then unlocked everything.
bool tryCase(G* g, SelectCase* cases, const Order& locks, u32 i, bool isSend, OpStatus* status, bool* received) {
  VM* vm = g->vm;
  HChan* c = cases[i].c;
  *status = OpStatus::kDone;
  *received = false;
  // The complete functions release c's lock and ready a goroutine; the other locks are given up before that.
  auto unlockOthers = [&] {
    for (u32 k = locks.n; k-- > 0;) {
      HChan* other = cases[locks.at[k]].c;
      if (other == c || (k > 0 && cases[locks.at[k - 1]].c == other)) continue;
      other->lock.unlock();
    }
  };
  if (isSend) {
    if (c->closed.load(std::memory_order_relaxed) != 0) {
      unlockAll(cases, locks);
      *status = panicPlainError(g, "send on closed channel");
      return true;
    }
    if (Sudog* sg = c->recvq.dequeue()) {
      unlockOthers();
      completeSend(vm, c, sg, cases[i].elem);
      return true;
    }
    if (c->qcount < c->dataqsiz) {
      bufferPut(vm, c, cases[i].elem);
      unlockAll(cases, locks);
      return true;
    }
    return false;
  }
  if (Sudog* sg = c->sendq.dequeue()) {
    unlockOthers();
    completeRecv(vm, c, sg, cases[i].elem);
    *received = true;
    return true;
  }
  if (c->qcount > 0) {
    bufferTake(vm, c, cases[i].elem);
    unlockAll(cases, locks);
    *received = true;
    return true;
  }
  if (c->closed.load(std::memory_order_relaxed) != 0) {
    unlockAll(cases, locks);
    if (cases[i].elem != nullptr) typedmemclr(vm, c->elemtype, cases[i].elem);
    return true;
  }
  return false;
}

}  // namespace

OpStatus selectgo(G* g, SelectCase* cases, u32 nsends, u32 nrecvs, bool block, i64* chosen, bool* received) {
  u32 n = nsends + nrecvs;
  Order poll(n), locks(n);
  *chosen = -1;
  *received = false;
  FastRand& rand = g->m->p->rand;
  for (u32 i = 0; i < n; i++) {
    HChan* c = cases[i].c;
    if (c == nullptr) continue;  // a nil channel never gets its turn
    if (c->timer != nullptr) timerMaybeRunChan(c->timer);
    u32 k = rand.below(poll.n + 1);
    poll.at[poll.n++] = poll.at[k];
    poll.at[k] = static_cast<u16>(i);
  }
  locks.n = poll.n;
  std::copy(poll.at, poll.at + poll.n, locks.at);
  std::sort(locks.at, locks.at + locks.n, [&](u16 a, u16 b) { return std::less<HChan*>()(cases[a].c, cases[b].c); });
  lockAll(cases, locks);

  // Pass 1: is anything ready?
  for (u32 k = 0; k < poll.n; k++) {
    OpStatus status;
    if (!tryCase(g, cases, locks, poll.at[k], poll.at[k] < nsends, &status, received)) continue;
    *chosen = poll.at[k];
    return status;
  }
  if (!block) {
    unlockAll(cases, locks);
    return OpStatus::kDone;
  }

  // Pass 2: wait on all of them.
  Sudog** link = &g->waiting;
  for (u32 k = 0; k < locks.n; k++) {
    u32 i = locks.at[k];
    HChan* c = cases[i].c;
    Sudog* s = acquireSudog(g->m);
    s->g = g;
    s->isSelect = true;
    s->elem = cases[i].elem;
    s->c = c;
    s->caseIndex = static_cast<u16>(i);
    *link = s;
    link = &s->waitlink;
    if (i < nsends) {
      c->sendq.enqueue(s);
    } else {
      c->recvq.enqueue(s);
      if (c->timer != nullptr) blockTimerChan(c->timer);
    }
  }
  *link = nullptr;
  g->param = nullptr;
  g->selectDone.store(0);
  g->parkingOnChan.store(true);
  gopark(commitSelectPark, nullptr, n == 0 ? WaitReason::kSelectNoCases : WaitReason::kSelect);
  return OpStatus::kPark;
}

OpStatus selectFinish(G* g, SelectCase* cases, u32 nsends, u32 nrecvs, i64* chosen, bool* received) {
  // Pass 3: leave the queues of the cases that lost.
  Order locks(nsends + nrecvs);
  for (Sudog* s = g->waiting; s != nullptr; s = s->waitlink) locks.at[locks.n++] = s->caseIndex;
  lockAll(cases, locks);
  auto* winner = static_cast<Sudog*>(g->param);
  g->param = nullptr;
  g->selectDone.store(0);
  g->activeStackChans = false;
  *chosen = -1;
  bool success = false;
  Sudog* s = g->waiting;
  g->waiting = nullptr;
  while (s != nullptr) {
    bool isSend = s->caseIndex < nsends;
    HChan* c = s->c;
    if (!isSend && c->timer != nullptr) unblockTimerChan(c->timer);
    if (s == winner) {
      *chosen = s->caseIndex;
      success = s->success;
    } else {
      (isSend ? c->sendq : c->recvq).remove(s);
    }
    Sudog* after = s->waitlink;
    releaseSudog(g->m, s);
    s = after;
  }
  unlockAll(cases, locks);
  if (*chosen < 0) throw_("selectgo: bad wakeup");
  bool isSend = *chosen < static_cast<i64>(nsends);
  *received = !isSend && success;
  if (isSend && !success) return panicPlainError(g, "send on closed channel");
  return OpStatus::kDone;
}

}  // namespace gvm::rt::inline chan
