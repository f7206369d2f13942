// This file implements channels.
//
// A channel is a ring of elements with two queues of waiting goroutines, under one lock. Three ways for a value to travel:
// straight from the sender to a receiver that waits (sendDirect writes into the receiver's frame), through the ring, or
// from a sender that waits to the receiver (recvDirect; with a full ring the receiver takes the oldest element and the
// sender's value takes its place). Whoever completes an operation of a waiting goroutine dequeues its sudog, sets
// success, and readies it; the goroutine itself finds everything done.
//
// A waiting goroutine's frame is written by others, under the channel's lock. So once it is parked, its stack moves only
// with the locks of all channels it waits on (activeStackChans; lockStackChans). Between the decision to park and
// the park's commit the stack must not shrink at all (parkingOnChan).
#include "runtime/chan/chan.h"

#include "runtime/chan/internal.h"
#include "runtime/core/upcalls.h"
#include "runtime/heap/malloc.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/timer/timer.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline chan {

// ---- wait queues -------------------------------------------------------------------------------------------------------

void WaitQ::enqueue(Sudog* s) {
  s->next = nullptr;
  s->prev = last;
  if (last != nullptr) last->next = s;
  else first = s;
  last = s;
}

Sudog* WaitQ::dequeue() {
  for (;;) {
    Sudog* s = first;
    if (s == nullptr) return nullptr;
    first = s->next;
    if (first != nullptr) first->prev = nullptr;
    else last = nullptr;
    s->next = s->prev = nullptr;
    // In a select several channels may want this goroutine: the first to change selectDone gets it.
    u32 open = 0;
    if (s->isSelect && !s->g->selectDone.compare_exchange_strong(open, 1)) continue;
    return s;
  }
}

void WaitQ::remove(Sudog* s) {
  if (s->prev == nullptr && s->next == nullptr && first != s) return;  // dequeued already
  if (s->prev != nullptr) s->prev->next = s->next;
  else first = s->next;
  if (s->next != nullptr) s->next->prev = s->prev;
  else last = s->prev;
  s->next = s->prev = nullptr;
}

// ---- making ------------------------------------------------------------------------------------------------------------

void chaninit(VM* vm) {
  TypeTable* types = vm->types;
  Type* word = types->basic(Kind::Uint64);
  Type* pointer = types->basic(Kind::UnsafePointer);
  static_assert(offsetof(HChan, buf) == 16 && offsetof(HChan, timer) == 32 && sizeof(HChan) == 104);
  std::vector<FieldDesc> fields;
  const std::string_view names[] = {"qcount", "dataqsiz", "buf", "elemsize", "timer", "elemtype", "sendx",
                                    "recvx", "recvq0", "recvq1", "sendq0", "sendq1", "lock"};
  for (std::string_view name : names)
    fields.push_back({.name = name, .pkgPath = "runtime", .type = name == "buf" || name == "timer" ? pointer : word});
  Type* t = types->structOf(fields);
  types->complete(t);
  vm->hchanType = t;
}

HChan* makechan(G* g, const Type* t, i64 size) {
  const Type* elem = t->elem;
  u64 bytes = 0;
  if (size < 0 || __builtin_mul_overflow(elem->size, static_cast<u64>(size), &bytes) || bytes > kMaxAlloc - sizeof(HChan)) {
    panicPlainError(g, "makechan: size out of range");
    return nullptr;
  }
  HChan* c;
  if (bytes == 0) {
    c = static_cast<HChan*>(newobject(g->vm->hchanType));
    c->buf = reinterpret_cast<u8*>(&c->buf);  // never read; a place inside the channel
  } else if (!elem->hasPointers()) {
    // Nothing to trace inside: header and ring are one object. (A timer's channel carries times, which have pointers.)
    c = static_cast<HChan*>(mallocgc(sizeof(HChan) + bytes, nullptr, true));
    c->buf = reinterpret_cast<u8*>(c + 1);
  } else {
    c = static_cast<HChan*>(newobject(g->vm->hchanType));
    storePtr(reinterpret_cast<void**>(&c->buf), newarray(elem, static_cast<u64>(size)));
  }
  c->elemsize = static_cast<u32>(elem->size);
  c->elemtype = elem;
  c->dataqsiz = static_cast<u64>(size);
  c->lock.rank = LockRank::kChan;
  return c;
}

// ---- transfers ---------------------------------------------------------------------------------------------------------

namespace {

// The receiver's frame may have been scanned already in this cycle: shade what we put there.
void shadeValue(VM* vm, const Type* t, const void* src) {
  if (!t->hasPointers() || !writeBarrierOn(vm)) return;
  const u64* mask = gcMaskOf(t);
  auto* words = static_cast<void* const*>(src);
  for (u64 i = 0; i < t->ptrdata / kPtrSize; i++)
    if (mask[i / 64] >> (i % 64) & 1) writeBarrierSlow(currentM->p, nullptr, words[i]);
}

}  // namespace

void completeSend(VM* vm, HChan* c, Sudog* sg, const void* elem) {
  if (sg->elem != nullptr) {
    shadeValue(vm, c->elemtype, elem);
    std::memmove(sg->elem, elem, c->elemsize);
    sg->elem = nullptr;
  }
  G* g = sg->g;
  c->lock.unlock();
  g->param = sg;
  sg->success = true;
  goready(g);
}

void completeRecv(VM* vm, HChan* c, Sudog* sg, void* elem) {
  if (c->dataqsiz == 0) {
    if (elem != nullptr) typedmemmove(vm, c->elemtype, elem, sg->elem);
  } else {
    // The ring is full. Take its head; the sender's value goes into the freed place, which is the new tail.
    u8* head = chanbuf(c, c->recvx);
    if (elem != nullptr) typedmemmove(vm, c->elemtype, elem, head);
    typedmemmove(vm, c->elemtype, head, sg->elem);
    c->recvx = next(c, c->recvx);
    c->sendx = c->recvx;
  }
  sg->elem = nullptr;
  G* g = sg->g;
  c->lock.unlock();
  g->param = sg;
  sg->success = true;
  goready(g);
}

void bufferPut(VM* vm, HChan* c, const void* elem) {
  typedmemmove(vm, c->elemtype, chanbuf(c, c->sendx), elem);
  c->sendx = next(c, c->sendx);
  __atomic_store_n(&c->qcount, c->qcount + 1, __ATOMIC_RELAXED);
}

void bufferTake(VM* vm, HChan* c, void* elem) {
  u8* head = chanbuf(c, c->recvx);
  if (elem != nullptr) typedmemmove(vm, c->elemtype, elem, head);
  typedmemclr(vm, c->elemtype, head);
  c->recvx = next(c, c->recvx);
  __atomic_store_n(&c->qcount, c->qcount - 1, __ATOMIC_RELAXED);
}

namespace {

bool commitChanPark(G* g, void* lock) {
  g->activeStackChans = true;
  g->parkingOnChan.store(false);
  static_cast<Mutex*>(lock)->unlock();
  return true;
}

bool neverUnlock(G*, void*) { return true; }

OpStatus parkForEver(WaitReason reason) {
  gopark(neverUnlock, nullptr, reason);
  return OpStatus::kPark;
}

// Stands g in the queue of c and parks it; c->lock is held and released by the park's commit.
OpStatus waitOn(G* g, HChan* c, WaitQ* q, void* elem, WaitReason reason) {
  Sudog* s = acquireSudog(g->m);
  s->g = g;
  s->elem = elem;
  s->c = c;
  g->waiting = s;
  g->param = nullptr;
  q->enqueue(s);
  if (c->timer != nullptr) blockTimerChan(c->timer);
  g->parkingOnChan.store(true);
  gopark(commitChanPark, &c->lock, reason);
  return OpStatus::kPark;
}

// After a wait: what happened. Frees the sudog.
bool waitEnded(G* g) {
  Sudog* s = g->waiting;
  if (s == nullptr) throw_("chan: resumed without a wait");
  g->waiting = nullptr;
  g->activeStackChans = false;
  if (s->c->timer != nullptr) unblockTimerChan(s->c->timer);
  bool success = s->success;
  g->param = nullptr;
  releaseSudog(g->m, s);
  return success;
}

bool full(HChan* c) {
  if (c->dataqsiz == 0) return __atomic_load_n(&c->recvq.first, __ATOMIC_RELAXED) == nullptr;
  return __atomic_load_n(&c->qcount, __ATOMIC_RELAXED) == c->dataqsiz;
}

bool empty(HChan* c) {
  if (c->dataqsiz == 0) return __atomic_load_n(&c->sendq.first, __ATOMIC_RELAXED) == nullptr;
  if (c->timer != nullptr) timerMaybeRunChan(c->timer);
  return __atomic_load_n(&c->qcount, __ATOMIC_ACQUIRE) == 0;
}

}  // namespace

// ---- send --------------------------------------------------------------------------------------------------------------

OpStatus chansend(G* g, HChan* c, const void* elem, bool block, bool* selected) {
  if (c == nullptr) {
    if (block) return parkForEver(WaitReason::kChanSendNilChan);
    *selected = false;
    return OpStatus::kDone;
  }
  // Without the lock: a channel that is open and full cannot be sent to now. Either may change in between, but there
  // was a moment at which both held.
  if (!block && c->closed.load(std::memory_order_relaxed) == 0 && full(c)) {
    *selected = false;
    return OpStatus::kDone;
  }
  VM* vm = g->vm;
  c->lock.lock();
  if (c->closed.load(std::memory_order_relaxed) != 0) {
    c->lock.unlock();
    return panicPlainError(g, "send on closed channel");
  }
  if (selected != nullptr) *selected = true;
  if (Sudog* sg = c->recvq.dequeue()) {
    completeSend(vm, c, sg, elem);
    return OpStatus::kDone;
  }
  if (c->qcount < c->dataqsiz) {
    bufferPut(vm, c, elem);
    c->lock.unlock();
    return OpStatus::kDone;
  }
  if (!block) {
    *selected = false;
    c->lock.unlock();
    return OpStatus::kDone;
  }
  return waitOn(g, c, &c->sendq, const_cast<void*>(elem), WaitReason::kChanSend);
}

OpStatus chansendFinish(G* g) {
  if (waitEnded(g)) return OpStatus::kDone;
  return panicPlainError(g, "send on closed channel");
}

bool chansendNonblocking(VM* vm, HChan* c, const void* elem) {
  c->lock.lock();
  if (c->closed.load(std::memory_order_relaxed) == 0) {
    if (Sudog* sg = c->recvq.dequeue()) {
      completeSend(vm, c, sg, elem);
      return true;
    }
    if (c->qcount < c->dataqsiz) {
      bufferPut(vm, c, elem);
      c->lock.unlock();
      return true;
    }
  }
  c->lock.unlock();
  return false;
}

// ---- receive -----------------------------------------------------------------------------------------------------------

OpStatus chanrecv(G* g, HChan* c, void* elem, bool block, bool* selected, bool* received) {
  bool unusedSelected, unusedReceived;
  if (selected == nullptr) selected = &unusedSelected;
  if (received == nullptr) received = &unusedReceived;
  *selected = *received = false;
  if (c == nullptr) return block ? parkForEver(WaitReason::kChanReceiveNilChan) : OpStatus::kDone;
  VM* vm = g->vm;
  if (c->timer != nullptr) timerMaybeRunChan(c->timer);
  // Without the lock: first empty, then open. In that order, because a channel never opens again.
  if (!block && empty(c)) {
    if (c->closed.load() == 0) return OpStatus::kDone;
    if (empty(c)) {
      if (elem != nullptr) typedmemclr(vm, c->elemtype, elem);
      *selected = true;
      return OpStatus::kDone;
    }
  }
  c->lock.lock();
  if (c->closed.load(std::memory_order_relaxed) != 0 && c->qcount == 0) {
    c->lock.unlock();
    if (elem != nullptr) typedmemclr(vm, c->elemtype, elem);
    *selected = true;
    return OpStatus::kDone;
  }
  *selected = *received = true;
  if (Sudog* sg = c->sendq.dequeue()) {
    completeRecv(vm, c, sg, elem);
    return OpStatus::kDone;
  }
  if (c->qcount > 0) {
    bufferTake(vm, c, elem);
    c->lock.unlock();
    return OpStatus::kDone;
  }
  if (!block) {
    *selected = *received = false;
    c->lock.unlock();
    return OpStatus::kDone;
  }
  return waitOn(g, c, &c->recvq, elem, WaitReason::kChanReceive);
}

OpStatus chanrecvFinish(G* g, bool* received) {
  bool success = waitEnded(g);
  if (received != nullptr) *received = success;
  return OpStatus::kDone;
}

// ---- close, len, cap -----------------------------------------------------------------------------------------------------

OpStatus closechan(G* g, HChan* c) {
  if (c == nullptr) return panicPlainError(g, "close of nil channel");
  VM* vm = g->vm;
  c->lock.lock();
  if (c->closed.load(std::memory_order_relaxed) != 0) {
    c->lock.unlock();
    return panicPlainError(g, "close of closed channel");
  }
  c->closed.store(1);
  GQueue woken;
  auto release = [&](Sudog* sg) {
    sg->g->param = sg;
    sg->success = false;
    sg->elem = nullptr;
    woken.pushBack(sg->g);
  };
  while (Sudog* sg = c->recvq.dequeue()) {
    if (sg->elem != nullptr) typedmemclr(vm, c->elemtype, sg->elem);
    release(sg);
  }
  while (Sudog* sg = c->sendq.dequeue()) release(sg);
  c->lock.unlock();
  while (G* gp = woken.pop()) goready(gp);
  return OpStatus::kDone;
}

i64 chanlen(HChan* c) {
  if (c == nullptr) return 0;
  if (c->timer != nullptr) {
    // A timer's channel looks unbuffered, but for asynctimerchan=1.
    if (getm()->vm->debug.asynctimerchan == 0) return 0;
    timerMaybeRunChan(c->timer);
  }
  return static_cast<i64>(__atomic_load_n(&c->qcount, __ATOMIC_RELAXED));
}

i64 chancap(const HChan* c) {
  if (c == nullptr) return 0;
  if (c->timer != nullptr && getm()->vm->debug.asynctimerchan == 0) return 0;
  return static_cast<i64>(c->dataqsiz);
}

bool timerchandrain(VM* vm, HChan* c) {
  if (__atomic_load_n(&c->qcount, __ATOMIC_RELAXED) == 0) return false;
  MutexLock hold(c->lock);
  bool any = false;
  while (c->qcount > 0) {
    any = true;
    bufferTake(vm, c, nullptr);
  }
  return any;
}

// ---- for the stack and the collector ---------------------------------------------------------------------------------

void lockStackChans(G* g) {
  HChan* last = nullptr;
  for (Sudog* s = g->waiting; s != nullptr; s = s->waitlink) {
    if (s->c != nullptr && s->c != last) s->c->lock.lock();
    last = s->c;
  }
}

void unlockStackChans(G* g) {
  HChan* last = nullptr;
  for (Sudog* s = g->waiting; s != nullptr; s = s->waitlink) {
    if (s->c != nullptr && s->c != last) s->c->lock.unlock();
    last = s->c;
  }
}

void visitGRoots(G* g, RootVisitor visit, void* arg) {
  auto root = [&](auto*& p) { visit(reinterpret_cast<void**>(&p), arg); };
  root(g->startfn);
  root(g->labels);
  root(g->parkPtr[0]);
  root(g->parkPtr[1]);
  root(g->pendingPanic.data);
  for (Defer* d = g->deferTop; d != nullptr; d = d->link) root(d->fn);
  for (PanicRecord* p = g->panicTop; p != nullptr; p = p->link) root(p->value.data);
  for (Sudog* s = g->waiting; s != nullptr; s = s->waitlink) {
    root(s->c);
    root(s->elem);
  }
}

}  // namespace gvm::rt::inline chan
