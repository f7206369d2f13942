// This file holds the natives of sync: the slow halves of Mutex, semaphores, notification lists, and Pool.
//
// Mutex is Go's algorithm. In normal mode waiters queue first in, first out, but a woken waiter competes with newcomers,
// which run already and usually win; that is fast. A waiter that has waited for more than 1 ms switches the mutex to
// starvation mode: Unlock hands the lock straight to the first waiter, newcomers queue at the end. A waiter that gets
// the lock and is the last, or has waited less than 1 ms, switches back. A waiter that lost the race queues at the front.
//
// A native cannot wait in the middle, so lockSlow is a loop that is entered again after each park (kParkRetry); what it must
// remember stands in the goroutine's parkWord.
#include "runtime/base/futex.h"
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/os/time.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/runq.h"
#include "runtime/sched/sched.h"
#include "runtime/sema/sema.h"
#include "runtime/type/table.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Eface;
using rt::G;
using rt::GoSlice;
using rt::GoString;
using rt::NativeCall;
using rt::NativeResult;
using rt::NativeStatus;
using rt::OpStatus;
using rt::P;
using rt::VM;
using rt::WaitReason;

// ---- Mutex ------------------------------------------------------------------------------------------------------------

struct Mutex {
  std::atomic<i32> state;
  std::atomic<u32> sema;
};

constexpr i32 kLocked = 1, kWoken = 2, kStarving = 4, kWaiter = 8;
constexpr i64 kStarvationNs = 1000 * 1000;
constexpr int kSpinRounds = 4;  // of kSpinPauses pauses; worth it only while the holder runs on another P
constexpr int kSpinPauses = 30;

bool maySpin(G* g) {
  rt::Sched* s = g->vm->sched;
  i32 n = s->gomaxprocs.load();
  return n > 1 && s->ncpu > 1 && n > s->npidle.load() + s->nmspinning.load() + 1 && rt::runqempty(g->m->p);
}

NativeStatus lockSlow(NativeCall& c) {
  G* g = c.g;
  auto* m = c.arg<Mutex*>(0);
  bool awoke = false, starving = false;
  i64 waitStart = 0;
  OpStatus slept = OpStatus::kDone;
  bool sleeping = c.resuming();
  int spins = 0;
  if (sleeping) {
    waitStart = static_cast<i64>(g->parkWord[1]);
    starving = g->parkWord[2] != 0;
    slept = rt::semacquire(g, &m->sema, true, WaitReason::kSyncMutexLock, true);
  }
  for (;;) {
    if (sleeping) {
      if (slept == OpStatus::kPark) {
        g->parkWord[1] = static_cast<u64>(waitStart);
        g->parkWord[2] = starving;
        return NativeStatus::kParkRetry;
      }
      sleeping = false;
      starving = starving || rt::nanotime() - waitStart > kStarvationNs;
      i32 old = m->state.load();
      if (old & kStarving) {
        // The lock is ours; Unlock left it to us to say so, and to take ourselves off the count.
        i32 delta = kLocked - kWaiter;
        if (!starving || old / kWaiter == 1) delta -= kStarving;
        m->state.fetch_add(delta);
        return NativeStatus::kDone;
      }
      awoke = true;
      spins = 0;
    }
    i32 old = m->state.load();
    if ((old & (kLocked | kStarving)) == kLocked && spins < kSpinRounds && maySpin(g)) {
      // Tell Unlock that somebody is awake already, so that it need not wake another.
      if (!awoke && (old & kWoken) == 0 && old / kWaiter != 0 && m->state.compare_exchange_strong(old, old | kWoken))
        awoke = true;
      for (int i = 0; i < kSpinPauses; i++) rt::cpuRelax();
      spins++;
      continue;
    }
    i32 now = old;
    if ((old & kStarving) == 0) now |= kLocked;
    if (old & (kLocked | kStarving)) now += kWaiter;
    if (starving && old & kLocked) now |= kStarving;
    if (awoke) now &= ~kWoken;
    if (!m->state.compare_exchange_strong(old, now)) continue;
    if ((old & (kLocked | kStarving)) == 0) return NativeStatus::kDone;
    bool again = waitStart != 0;
    if (!again) waitStart = rt::nanotime();
    slept = rt::semacquire(g, &m->sema, again, WaitReason::kSyncMutexLock, false);
    sleeping = true;
  }
}

void unlockSlow(NativeCall& c, Mutex* m, i32 state) {
  if (((state + kLocked) & kLocked) == 0) rt::fatal("sync: unlock of unlocked mutex");
  if (state & kStarving) {
    rt::semrelease(c.g, &m->sema, true);
    return;
  }
  i32 old = state;
  while (old / kWaiter != 0 && (old & (kLocked | kWoken | kStarving)) == 0) {
    if (!m->state.compare_exchange_strong(old, (old - kWaiter) | kWoken)) continue;
    rt::semrelease(c.g, &m->sema, false);
    return;
  }
}

// ---- semaphores and lists -------------------------------------------------------------------------------------------

constexpr WaitReason kReasons[] = {WaitReason::kSemacquire, WaitReason::kSyncMutexLock, WaitReason::kSyncRWMutexRLock,
                                   WaitReason::kSyncRWMutexLock, WaitReason::kSyncWaitGroupWait};

NativeResult<> retry(OpStatus s) { return s == OpStatus::kPark ? NativeStatus::kParkRetry : rt::nativeStatus(s); }

NativeResult<> acquire(NativeCall& c, std::atomic<u32>* s, i64 why) {
  return retry(rt::semacquire(c.g, s, false, kReasons[why], c.resuming()));
}

void release(NativeCall& c, std::atomic<u32>* s, bool handoff) { rt::semrelease(c.g, s, handoff); }

void fatal(GoString text) { rt::fatal(std::string(text.view()).c_str()); }

u32 listAdd(rt::NotifyList* l) { return rt::notifyListAdd(l); }
NativeResult<> listWait(NativeCall& c, rt::NotifyList* l, u32 ticket) {
  return retry(rt::notifyListWait(c.g, l, ticket, c.resuming()));
}
void listNotifyAll(NativeCall& c, rt::NotifyList* l) { rt::notifyListNotifyAll(c.g, l); }
void listNotifyOne(NativeCall& c, rt::NotifyList* l) { rt::notifyListNotifyOne(c.g, l); }

// ---- Pool ---------------------------------------------------------------------------------------------------------------

// sync.poolLocal
struct PoolLocal {
  Eface priv;
  GoSlice shared;
  std::atomic<u64> lock;
  u8 pad[64];
};
static_assert(sizeof(PoolLocal) == 112);

// sync.Pool
struct Pool {
  PoolLocal* local;
  u64 localSize;
  PoolLocal* victim;
  u64 victimSize;
  rt::Closure* make;
};

// All pools of a VM that hold something, and those whose victims the next collection drops. The lists keep the pools
// alive until then.
struct Pools {
  rt::Mutex lock{rt::LockRank::kLeaf};
  std::vector<Pool*> all, old;
};

void poolsCycle(VM*, void* data) {
  auto* pools = static_cast<Pools*>(data);
  for (Pool* p : pools->old) {
    p->victim = nullptr;
    p->victimSize = 0;
  }
  for (Pool* p : pools->all) {
    p->victim = p->local;
    p->victimSize = p->localSize;
    p->local = nullptr;
    p->localSize = 0;
  }
  pools->old = std::move(pools->all);
  pools->all.clear();
}

void poolsRoots(VM*, void* data, void (*visit)(void**, void*), void* arg) {
  auto* pools = static_cast<Pools*>(data);
  rt::MutexLock hold(pools->lock);
  for (std::vector<Pool*>* list : {&pools->all, &pools->old})
    for (Pool*& p : *list) visit(reinterpret_cast<void**>(&p), arg);
}

void poolsFree(VM*, void* data) { delete static_cast<Pools*>(data); }

Pools* poolsOf(VM* vm) {
  rt::MutexLock hold(vm->hookLock);
  if (vm->syncData == nullptr) {
    vm->syncData = new Pools;
    vm->hooks.push_back({vm->syncData, poolsCycle, poolsRoots, poolsFree});
  }
  return static_cast<Pools*>(vm->syncData);
}

void storeEface(VM* vm, Eface* slot, Eface v) {
  slot->type = v.type;
  rt::storePtr(vm, &slot->data, v.data);
}

Eface takeEface(VM* vm, Eface* slot) {
  Eface v = *slot;
  if (v.type != nullptr) storeEface(vm, slot, Eface{});
  return v;
}

struct SharedLock {
  PoolLocal* l;
  explicit SharedLock(PoolLocal* local) : l(local) {
    while (l->lock.exchange(1, std::memory_order_acquire) != 0) rt::cpuRelax();
  }
  ~SharedLock() { l->lock.store(0, std::memory_order_release); }
};

bool poolPut(NativeCall& c, Pool* p, Eface x) {
  VM* vm = c.vm();
  u64 pid = static_cast<u64>(c.g->m->p->id);
  if (pid >= p->localSize) return false;
  PoolLocal* l = &p->local[pid];
  if (l->priv.type == nullptr) {
    storeEface(vm, &l->priv, x);
    return true;
  }
  SharedLock hold(l);
  if (l->shared.len == l->shared.cap) {
    constexpr i64 kFirst = 8;
    i64 cap = std::max(kFirst, l->shared.cap * 2);
    const rt::Type* any = vm->types->emptyInterface();
    auto* fresh = static_cast<u8*>(rt::newarray(any, static_cast<u64>(cap)));
    if (l->shared.len > 0) std::memcpy(fresh, l->shared.ptr, static_cast<u64>(l->shared.len) * sizeof(Eface));
    rt::storePtr(vm, reinterpret_cast<void**>(&l->shared.ptr), fresh);
    l->shared.cap = cap;
  }
  storeEface(vm, reinterpret_cast<Eface*>(l->shared.ptr) + l->shared.len++, x);
  return true;
}

Eface popShared(VM* vm, PoolLocal* l) {
  if (__atomic_load_n(&l->shared.len, __ATOMIC_RELAXED) == 0) return {};
  SharedLock hold(l);
  if (l->shared.len == 0) return {};
  return takeEface(vm, reinterpret_cast<Eface*>(l->shared.ptr) + --l->shared.len);
}

Eface poolTake(NativeCall& c, Pool* p) {
  VM* vm = c.vm();
  u64 pid = static_cast<u64>(c.g->m->p->id);
  if (pid < p->localSize)
    if (Eface x = takeEface(vm, &p->local[pid].priv); x.type != nullptr) return x;
  for (u64 i = 0; i < p->localSize; i++)
    if (Eface x = popShared(vm, &p->local[(pid + i) % p->localSize]); x.type != nullptr) return x;
  if (pid < p->victimSize)
    if (Eface x = takeEface(vm, &p->victim[pid].priv); x.type != nullptr) return x;
  for (u64 i = 0; i < p->victimSize; i++)
    if (Eface x = popShared(vm, &p->victim[(pid + i) % p->victimSize]); x.type != nullptr) return x;
  __atomic_store_n(&p->victimSize, u64{0}, __ATOMIC_RELAXED);
  return {};
}

void poolGrow(NativeCall& c, Pool* p, PoolLocal* locals, i64 n) {
  Pools* pools = poolsOf(c.vm());
  rt::MutexLock hold(pools->lock);
  if (p->localSize >= static_cast<u64>(n)) return;  // another goroutine was faster
  if (p->local == nullptr) pools->all.push_back(p);
  rt::storePtr(c.vm(), reinterpret_cast<void**>(&p->local), locals);
  __atomic_store_n(&p->localSize, static_cast<u64>(n), __ATOMIC_RELEASE);
}

i64 procs(NativeCall& c) { return rt::gomaxprocs(c.vm()); }

const NativeEntry kTable[] = {
    GVM_NATIVE_RAW("sync.lockSlow", lockSlow),
    GVM_NATIVE("sync.unlockSlow", unlockSlow),
    GVM_NATIVE("sync.acquire", acquire),
    GVM_NATIVE("sync.release", release),
    GVM_NATIVE("sync.fatal", fatal),
    GVM_NATIVE("sync.listAdd", listAdd),
    GVM_NATIVE("sync.listWait", listWait),
    GVM_NATIVE("sync.listNotifyAll", listNotifyAll),
    GVM_NATIVE("sync.listNotifyOne", listNotifyOne),
    GVM_NATIVE("sync.poolPut", poolPut),
    GVM_NATIVE("sync.poolTake", poolTake),
    GVM_NATIVE("sync.poolGrow", poolGrow),
    GVM_NATIVE("sync.procs", procs),
};

}  // namespace

std::span<const NativeEntry> syncNatives() { return kTable; }

}  // namespace gvm::stdlib
