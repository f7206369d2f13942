// This file implements semaphores and notification lists.
//
// The table has kBuckets roots. A root is a lock and a treap of sudogs ordered by address (prev and next are the left and right
// child, ticket the random heap priority); all waiters of one address hang behind its node through waitlink, oldest
// first. So finding an address costs log n of the addresses in its bucket, whatever the number of waiters.
//
// The semaphore's own word counts free tokens and is changed by atomic operations without the lock. A waiter announces
// itself in nwait first and then looks at the word again; a releaser adds its token first and then looks at nwait: one of
// them sees the other.
#include "runtime/sema/sema.h"

#include "runtime/core/upcalls.h"
#include "runtime/debug/assert.h"
#include "runtime/os/time.h"
#include "runtime/sched/sched.h"

namespace gvm::rt::inline sema {

namespace {

constexpr u32 kBuckets = 251;  // prime, so that regular address patterns spread

struct alignas(64) Root {
  Mutex lock{LockRank::kSemaRoot};
  Sudog* top = nullptr;
  std::atomic<u32> nwait{0};  // waiters in the bucket, readable without the lock
};

uptr keyOf(const Sudog* s) { return reinterpret_cast<uptr>(s->elem); }

bool tryTake(std::atomic<u32>* addr) {
  u32 v = addr->load();
  while (v > 0)
    if (addr->compare_exchange_weak(v, v - 1)) return true;
  return false;
}

void replaceChild(Root* r, Sudog* parent, Sudog* old, Sudog* now) {
  if (parent == nullptr) r->top = now;
  else if (parent->prev == old) parent->prev = now;
  else parent->next = now;
  if (now != nullptr) now->parent = parent;
}

// Turns child c of x up into x's place.
void rotateUp(Root* r, Sudog* x, Sudog* c) {
  Sudog* parent = x->parent;
  if (x->prev == c) {
    x->prev = c->next;
    if (c->next != nullptr) c->next->parent = x;
    c->next = x;
  } else {
    x->next = c->prev;
    if (c->prev != nullptr) c->prev->parent = x;
    c->prev = x;
  }
  x->parent = c;
  replaceChild(r, parent, x, c);
}

// Takes node x out of the tree.
void removeNode(Root* r, Sudog* x) {
  while (x->prev != nullptr || x->next != nullptr) {
    Sudog* child = x->next;
    if (child == nullptr || (x->prev != nullptr && x->prev->ticket < child->ticket)) child = x->prev;
    rotateUp(r, x, child);
  }
  replaceChild(r, x->parent, x, nullptr);
  x->parent = nullptr;
}

// Puts node `now` in place of node `old`.
void takePlace(Root* r, Sudog* old, Sudog* now) {
  now->ticket = old->ticket;
  now->prev = old->prev;
  now->next = old->next;
  if (now->prev != nullptr) now->prev->parent = now;
  if (now->next != nullptr) now->next->parent = now;
  replaceChild(r, old->parent, old, now);
  old->parent = old->prev = old->next = nullptr;
}

void enqueue(Root* r, Sudog* s, void* addr, bool lifo, FastRand* rand) {
  s->elem = addr;
  s->prev = s->next = s->parent = s->waitlink = s->waittail = nullptr;
  Sudog* parent = nullptr;
  Sudog** link = &r->top;
  while (Sudog* t = *link) {
    if (t->elem == addr) {
      if (lifo) {
        takePlace(r, t, s);
        s->waitlink = t;
        s->waittail = t->waittail != nullptr ? t->waittail : t;
        t->waittail = nullptr;
      } else {
        (t->waittail != nullptr ? t->waittail->waitlink : t->waitlink) = s;
        t->waittail = s;
      }
      return;
    }
    parent = t;
    link = reinterpret_cast<uptr>(addr) < keyOf(t) ? &t->prev : &t->next;
  }
  s->ticket = rand->next32() | 1;
  s->parent = parent;
  *link = s;
  while (s->parent != nullptr && s->parent->ticket > s->ticket) rotateUp(r, s->parent, s);
}

// Takes the first waiter of addr; null if there is none.
Sudog* dequeue(Root* r, void* addr) {
  Sudog* s = r->top;
  while (s != nullptr && s->elem != addr) s = reinterpret_cast<uptr>(addr) < keyOf(s) ? s->prev : s->next;
  if (s == nullptr) return nullptr;
  if (Sudog* t = s->waitlink) {
    takePlace(r, s, t);
    t->waittail = t->waitlink != nullptr ? s->waittail : nullptr;
  } else {
    removeNode(r, s);
  }
  s->waitlink = s->waittail = nullptr;
  s->ticket = 0;
  s->elem = nullptr;
  return s;
}

bool unlockRoot(G*, void* lock) {
  static_cast<Mutex*>(lock)->unlock();
  return true;
}

// The sudog of the wait in progress; on g->waiting like a channel's, so that whoever frees the G finds it.
Sudog*& parkedSudog(G* g) { return g->waiting; }

}  // namespace

struct SemTable {
  Root roots[kBuckets];
  Root& of(const void* addr) { return roots[(reinterpret_cast<uptr>(addr) >> 3) % kBuckets]; }
};

void semainit(VM* vm) { vm->sema = new SemTable; }
void semafree(VM* vm) {
  delete vm->sema;
  vm->sema = nullptr;
}

OpStatus semacquire(G* g, std::atomic<u32>* addr, bool lifo, WaitReason reason, bool resuming) {
  if (resuming) {
    Sudog* s = parkedSudog(g);
    parkedSudog(g) = nullptr;
    bool handedOver = s->ticket != 0;
    if (s->acquiretime != 0) g->vm->sched->mutexWaitNs.fetch_add(nanotime() - s->acquiretime, std::memory_order_relaxed);
    releaseSudog(g->m, s);
    // Woken without the token itself: somebody may have taken it meanwhile; then wait again.
    if (handedOver || tryTake(addr)) return OpStatus::kDone;
  } else if (tryTake(addr)) {
    return OpStatus::kDone;
  }
  Root& root = g->vm->sema->of(addr);
  root.lock.lock();
  root.nwait++;
  if (tryTake(addr)) {
    root.nwait--;
    root.lock.unlock();
    return OpStatus::kDone;
  }
  Sudog* s = acquireSudog(g->m);
  s->g = g;
  bool isLock = reason == WaitReason::kSyncMutexLock || reason == WaitReason::kSyncRWMutexLock ||
                reason == WaitReason::kSyncRWMutexRLock;
  s->acquiretime = isLock ? nanotime() : 0;
  enqueue(&root, s, addr, lifo, &g->m->p->rand);
  parkedSudog(g) = s;
  gopark(unlockRoot, &root.lock, reason);
  return OpStatus::kPark;
}

void semrelease(G* g, std::atomic<u32>* addr, bool handoff) {
  Root& root = g->vm->sema->of(addr);
  addr->fetch_add(1);
  if (root.nwait.load() == 0) return;
  Sudog* s;
  bool direct = false;
  {
    MutexLock hold(root.lock);
    if (root.nwait.load() == 0) return;  // another release took the waiter
    s = dequeue(&root, addr);
    if (s == nullptr) return;
    root.nwait--;
    if (handoff && tryTake(addr)) {
      s->ticket = 1;
      direct = true;
    }
  }
  G* waiter = s->g;
  if (s->acquiretime != 0 && g->vm->mutexProfileFraction.load(std::memory_order_relaxed) > 0)
    profileContended(g, nanotime() - s->acquiretime);
  goready(waiter);
  // The waiter owns the token now and stands in runnext: let it run at once, within our time slice.
  if (direct && g->m->locks == 0) preemptone(g);
}

// ---- sync.Cond ----------------------------------------------------------------------------------------------------------

namespace {

// Tickets wrap around; a is before b.
bool before(u32 a, u32 b) { return static_cast<i32>(a - b) < 0; }

}  // namespace

u32 notifyListAdd(NotifyList* l) { return l->wait.fetch_add(1); }

OpStatus notifyListWait(G* g, NotifyList* l, u32 t, bool resuming) {
  if (resuming) {
    Sudog* s = parkedSudog(g);
    parkedSudog(g) = nullptr;
    releaseSudog(g->m, s);
    return OpStatus::kDone;
  }
  l->lock.lockAs(LockRank::kNotifyList);
  if (before(t, l->notify)) {
    // Notified between Add and here.
    l->lock.unlock();
    return OpStatus::kDone;
  }
  Sudog* s = acquireSudog(g->m);
  s->g = g;
  s->ticket = t;
  (l->tail == nullptr ? l->head : l->tail->next) = s;
  l->tail = s;
  parkedSudog(g) = s;
  gopark(unlockRoot, &l->lock, WaitReason::kSyncCondWait);
  return OpStatus::kPark;
}

void notifyListNotifyAll(G*, NotifyList* l) {
  if (l->wait.load() == __atomic_load_n(&l->notify, __ATOMIC_ACQUIRE)) return;
  l->lock.lockAs(LockRank::kNotifyList);
  Sudog* s = l->head;
  l->head = l->tail = nullptr;
  __atomic_store_n(&l->notify, l->wait.load(), __ATOMIC_RELEASE);
  l->lock.unlock();
  while (s != nullptr) {
    Sudog* after = s->next;
    s->next = nullptr;
    goready(s->g);
    s = after;
  }
}

void notifyListNotifyOne(G*, NotifyList* l) {
  if (l->wait.load() == __atomic_load_n(&l->notify, __ATOMIC_ACQUIRE)) return;
  l->lock.lockAs(LockRank::kNotifyList);
  u32 t = l->notify;
  if (t == l->wait.load()) {
    l->lock.unlock();
    return;
  }
  __atomic_store_n(&l->notify, t + 1, __ATOMIC_RELEASE);
  // The ticket's owner may not have reached the list yet; then it will see that it was notified.
  Sudog* prev = nullptr;
  for (Sudog* s = l->head; s != nullptr; prev = s, s = s->next) {
    if (s->ticket != t) continue;
    (prev == nullptr ? l->head : prev->next) = s->next;
    if (l->tail == s) l->tail = prev;
    l->lock.unlock();
    s->next = nullptr;
    goready(s->g);
    return;
  }
  l->lock.unlock();
}

}  // namespace gvm::rt::inline sema
