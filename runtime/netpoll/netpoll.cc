// This file is the poller's portable half: the meeting of one goroutine per direction with the readiness of a descriptor.
//
// rg and wg are the meeting points. A goroutine that wants to wait moves nil to kWait, parks, and the park's commit moves
// kWait to its G. An event moves whatever it finds to kReady and takes the G out. If the event comes first, the
// goroutine finds kReady and does not wait. Closing and expired deadlines take the G out and leave nil.
#include "runtime/debug/assert.h"
#include "runtime/netpoll/system.h"
#include "runtime/os/time.h"

namespace gvm::rt::inline netpoll {
namespace {

constexpr uptr kNil = 0, kReady = 1, kWait = 2;

std::atomic<uptr>& slot(PollDesc* pd, char mode) { return mode == 'w' ? pd->wg : pd->rg; }

PollError checkErr(PollDesc* pd, char mode) {
  if (pd->closing.load()) return PollError::kClosing;
  if ((mode == 'r' ? pd->readExpired : pd->writeExpired).load()) return PollError::kTimeout;
  // Errors are reported by reads; writes find them by themselves.
  if (mode == 'r' && pd->eventErr.load()) return PollError::kNotPollable;
  return PollError::kNone;
}

// Takes the waiting goroutine of one direction, if any, and counts it in *delta.
G* netpollunblock(PollDesc* pd, char mode, bool ioready, i32* delta) {
  std::atomic<uptr>& s = slot(pd, mode);
  for (;;) {
    uptr old = s.load();
    if (old == kReady || (old == kNil && !ioready)) return nullptr;
    if (!s.compare_exchange_strong(old, ioready ? kReady : kNil)) continue;
    if (old == kNil || old == kWait) return nullptr;
    *delta -= 1;
    return reinterpret_cast<G*>(old);
  }
}

bool commitWait(G* g, void* where) {
  auto* s = static_cast<std::atomic<uptr>*>(where);
  uptr expected = kWait;
  if (!s->compare_exchange_strong(expected, reinterpret_cast<uptr>(g))) return false;
  g->vm->netpoll->waiters++;
  return true;
}

void expire(PollDesc* pd, bool read, bool write) {
  i32 delta = 0;
  G* rg = nullptr;
  G* wg = nullptr;
  {
    MutexLock hold(pd->lock);
    if (read) {
      pd->rd = -1;
      pd->readExpired.store(true);
      rg = netpollunblock(pd, 'r', false, &delta);
    }
    if (write) {
      pd->wd = -1;
      pd->writeExpired.store(true);
      wg = netpollunblock(pd, 'w', false, &delta);
    }
  }
  netpollAdjustWaiters(pd->vm, delta);
  if (rg != nullptr) goready(rg);
  if (wg != nullptr) goready(wg);
}

void readDeadline(Timer* t, u64, i64) { expire(static_cast<PollDesc*>(t->arg), true, false); }
void writeDeadline(Timer* t, u64, i64) { expire(static_cast<PollDesc*>(t->arg), false, true); }

}  // namespace

void netpollGenericInit(VM* vm) {
  NetPoll* np = vm->netpoll;
  if (np->inited.load()) return;
  MutexLock hold(np->initLock);
  if (np->inited.load()) return;
  if (int err = pollSystemInit(np)) {
    printf_(vm, "runtime: netpollinit failed with %d\n", err);
    throw_("runtime: netpollinit failed");
  }
  np->inited.store(true);
}

bool netpollinited(VM* vm) { return vm->netpoll != nullptr && vm->netpoll->inited.load(); }
bool netpollAnyWaiters(VM* vm) { return vm->netpoll->waiters.load() > 0; }
void netpollAdjustWaiters(VM* vm, i32 delta) {
  if (delta != 0) vm->netpoll->waiters += delta;
}

void netpollFree(VM* vm) {
  NetPoll* np = vm->netpoll;
  if (np == nullptr) return;
  if (np->inited.load()) pollSystemFree(np);
  for (PollDesc* pd : np->all) delete pd;
  delete np;
  vm->netpoll = nullptr;
}

i32 netpollready(GList* list, PollDesc* pd, char mode) {
  i32 delta = 0;
  if (mode == 'r' || mode == 'b')
    if (G* g = netpollunblock(pd, 'r', true, &delta)) list->push(g);
  if (mode == 'w' || mode == 'b')
    if (G* g = netpollunblock(pd, 'w', true, &delta)) list->push(g);
  return delta;
}

PollDesc* pollOpen(VM* vm, int fd, int* err) {
  netpollGenericInit(vm);
  NetPoll* np = vm->netpoll;
  PollDesc* pd = nullptr;
  {
    MutexLock hold(np->lock);
    pd = np->free;
    if (pd != nullptr) {
      np->free = pd->link;
    } else {
      pd = new PollDesc;
      pd->vm = vm;
      timerInit(&pd->rt, readDeadline, pd);
      timerInit(&pd->wt, writeDeadline, pd);
      np->all.push_back(pd);
    }
  }
  pd->fd = fd;
  pd->fdseq++;
  pd->rg.store(kNil);
  pd->wg.store(kNil);
  pd->closing.store(false);
  pd->eventErr.store(false);
  pd->readExpired.store(false);
  pd->writeExpired.store(false);
  pd->rd = pd->wd = 0;
  *err = pollSystemOpen(np, pd);
  if (*err == 0) return pd;
  MutexLock hold(np->lock);
  pd->link = np->free;
  np->free = pd;
  return nullptr;
}

void pollClose(VM* vm, PollDesc* pd) {
  GVM_CHECK(pd->closing.load());
  GVM_CHECK(pd->rg.load() <= kReady && pd->wg.load() <= kReady);
  NetPoll* np = vm->netpoll;
  pollSystemClose(np, pd);
  pd->fdseq++;
  MutexLock hold(np->lock);
  pd->link = np->free;
  np->free = pd;
}

PollError pollReset(PollDesc* pd, char mode) {
  PollError err = checkErr(pd, mode);
  if (err != PollError::kNone) return err;
  slot(pd, mode).store(kNil);
  return PollError::kNone;
}

OpStatus pollWait(G* g, PollDesc* pd, char mode, PollError* err) {
  *err = checkErr(pd, mode);
  if (*err != PollError::kNone) return OpStatus::kDone;
  std::atomic<uptr>& s = slot(pd, mode);
  for (;;) {
    uptr expected = kReady;
    if (s.compare_exchange_strong(expected, kNil)) return OpStatus::kDone;
    expected = kNil;
    if (s.compare_exchange_strong(expected, kWait)) break;
    if (expected != kReady && expected != kNil) throw_("runtime: double wait");
  }
  // Look again after kWait is visible: a close or an expired deadline before it found nobody to wake.
  *err = checkErr(pd, mode);
  if (*err != PollError::kNone) {
    s.exchange(kNil);
    return OpStatus::kDone;
  }
  gopark(commitWait, &s, WaitReason::kIOWait);
  return OpStatus::kPark;
}

OpStatus pollWaitFinish(G* g, PollDesc* pd, char mode, PollError* err) {
  uptr old = slot(pd, mode).exchange(kNil);
  if (old > kWait) throw_("runtime: corrupted polldesc");
  if (old == kReady) {
    *err = checkErr(pd, mode) == PollError::kClosing ? PollError::kClosing : PollError::kNone;
    return OpStatus::kDone;
  }
  *err = checkErr(pd, mode);
  if (*err != PollError::kNone) return OpStatus::kDone;
  // Woken by a deadline that was moved meanwhile: wait again.
  return pollWait(g, pd, mode, err);
}

void pollSetDeadline(VM* vm, PollDesc* pd, i64 when, char mode) {
  if (pd->closing.load()) return;
  bool past = when < 0 || (when > 0 && when <= nanotime());
  for (char m : {'r', 'w'}) {
    if (mode != 'b' && mode != m) continue;
    {
      MutexLock hold(pd->lock);
      (m == 'r' ? pd->rd : pd->wd) = past ? -1 : when;
      (m == 'r' ? pd->readExpired : pd->writeExpired).store(past);
    }
    Timer* t = m == 'r' ? &pd->rt : &pd->wt;
    if (when > 0 && !past) timerReset(t, when, 0);
    else timerStop(t);
    if (past) expire(pd, m == 'r', m == 'w');
  }
}

void pollUnblock(VM* vm, PollDesc* pd) {
  if (pd->closing.exchange(true)) throw_("runtime: unblock on closing polldesc");
  i32 delta = 0;
  G* rg = netpollunblock(pd, 'r', false, &delta);
  G* wg = netpollunblock(pd, 'w', false, &delta);
  timerStop(&pd->rt);
  timerStop(&pd->wt);
  netpollAdjustWaiters(vm, delta);
  if (rg != nullptr) goready(rg);
  if (wg != nullptr) goready(wg);
}

}  // namespace gvm::rt::inline netpoll
