// This file allocates and moves goroutine stacks.
//
// A stack is found by its G alone: nothing in the heap points into it, so moving one means copying its bytes and
// correcting, in the copy, those pointer slots whose value lies in the old stack (addresses of variables that escape
// analysis kept on the stack), plus what the goroutine's records hold: waiting sudogs, defers, saved frame pointer. Frames
// link to each other by relative positions, so they need no correction. While a goroutine waits on channels, partners may
// write into its stack: their channels are locked during the copy.
#include "runtime/stack/stack.h"

#include <cstring>

#include "runtime/base/futex.h"
#include "runtime/core/engine.h"
#include "runtime/core/upcalls.h"
#include "runtime/heap/mheap.h"

namespace gvm::rt::inline stack {

namespace {

constexpr u64 kPoolSpanBytes = 32768;  // a span that is cut into small stacks
constexpr int kLargeClasses = 40;

struct FreeStack {
  FreeStack* next;
};

int orderOf(u64 n) { return std::countr_zero(n / kFixedStack); }

}  // namespace

/// Free small stacks by order, and free large ones by size.
struct StackPools {
  struct Pool {
    Mutex lock{LockRank::kStackPool};
    MSpan* spans = nullptr;  // spans with a free stack, linked by next/prev
  };
  Pool pools[kNumStackOrders];
  Mutex largeLock{LockRank::kStackLarge};
  MSpan* large[kLargeClasses] = {};  // by log2 of pages
};

struct StackCache {
  struct List {
    FreeStack* head = nullptr;
    u64 bytes = 0;
  };
  List lists[kNumStackOrders];
};

namespace {

void linkSpan(StackPools::Pool& pool, MSpan* s) {
  s->prev = nullptr;
  s->next = pool.spans;
  if (pool.spans) pool.spans->prev = s;
  pool.spans = s;
}

void unlinkSpan(StackPools::Pool& pool, MSpan* s) {
  (s->prev ? s->prev->next : pool.spans) = s->next;
  if (s->next) s->next->prev = s->prev;
  s->next = s->prev = nullptr;
}

// pool.lock is held.
FreeStack* poolAlloc(VM* vm, int order) {
  StackPools::Pool& pool = vm->stacks->pools[order];
  MSpan* s = pool.spans;
  if (s == nullptr) {
    s = vm->heap->allocManual(kPoolSpanBytes >> kPageShift);
    u64 size = kFixedStack << order;
    for (u64 off = kPoolSpanBytes; off >= size; off -= size) {
      auto* f = reinterpret_cast<FreeStack*>(s->startAddr + off - size);
      f->next = static_cast<FreeStack*>(s->manualList);
      s->manualList = f;
    }
    linkSpan(pool, s);
  }
  auto* f = static_cast<FreeStack*>(s->manualList);
  s->manualList = f->next;
  s->manualFree++;  // stacks in use
  if (s->manualList == nullptr) unlinkSpan(pool, s);
  return f;
}

// pool.lock is held.
void poolFree(VM* vm, FreeStack* f, int order) {
  StackPools::Pool& pool = vm->stacks->pools[order];
  MSpan* s = vm->heap->spanOf(reinterpret_cast<uptr>(f));
  if (s->manualList == nullptr) linkSpan(pool, s);
  f->next = static_cast<FreeStack*>(s->manualList);
  s->manualList = f;
  if (--s->manualFree == 0) {
    unlinkSpan(pool, s);
    vm->heap->freeManual(s);
  }
}

void cacheRefill(VM* vm, StackCache* c, int order) {
  u64 size = kFixedStack << order;
  MutexLock hold(vm->stacks->pools[order].lock);
  StackCache::List& l = c->lists[order];
  while (l.bytes < kStackCacheSize / 2) {
    FreeStack* f = poolAlloc(vm, order);
    f->next = l.head;
    l.head = f;
    l.bytes += size;
  }
}

void cacheRelease(VM* vm, StackCache* c, int order, u64 keep) {
  u64 size = kFixedStack << order;
  MutexLock hold(vm->stacks->pools[order].lock);
  StackCache::List& l = c->lists[order];
  while (l.bytes > keep) {
    FreeStack* f = l.head;
    l.head = f->next;
    l.bytes -= size;
    poolFree(vm, f, order);
  }
}

}  // namespace

void stackinit(VM* vm) { vm->stacks = new StackPools(); }

void stackFreeAll(VM* vm) {
  delete vm->stacks;
  vm->stacks = nullptr;
}

StackCache* allocStackCache(VM*) { return new StackCache(); }

void stackcacheClear(VM* vm, StackCache* c) {
  if (c == nullptr) return;
  for (int i = 0; i < kNumStackOrders; i++) {
    if (c->lists[i].bytes) cacheRelease(vm, c, i, 0);
  }
}

void freeStackCache(VM* vm, StackCache* c) {
  stackcacheClear(vm, c);
  delete c;
}

Stack stackalloc(VM* vm, P* p, u64 n) {
  GVM_ASSERT(isPowerOfTwo(n) && n >= kFixedStack);
  void* at;
  if (n < (kFixedStack << kNumStackOrders)) {
    int order = orderOf(n);
    if (p != nullptr && p->stackcache != nullptr) {
      StackCache::List& l = p->stackcache->lists[order];
      if (l.head == nullptr) cacheRefill(vm, p->stackcache, order);
      at = l.head;
      l.head = l.head->next;
      l.bytes -= n;
    } else {
      MutexLock hold(vm->stacks->pools[order].lock);
      at = poolAlloc(vm, order);
    }
  } else {
    u64 npages = n >> kPageShift;
    int cls = std::countr_zero(npages);
    MSpan* s;
    {
      MutexLock hold(vm->stacks->largeLock);
      s = vm->stacks->large[cls];
      if (s) vm->stacks->large[cls] = s->next;
    }
    if (s == nullptr) s = vm->heap->allocManual(npages);
    s->next = nullptr;
    at = reinterpret_cast<void*>(s->startAddr);
  }
  Stack st;
  st.lo = static_cast<uint64_t*>(at);
  st.hi = st.lo + n / 8;
  return st;
}

void stackfree(VM* vm, P* p, Stack st) {
  u64 n = st.bytes();
  if (n < (kFixedStack << kNumStackOrders)) {
    int order = orderOf(n);
    auto* f = reinterpret_cast<FreeStack*>(st.lo);
    if (p != nullptr && p->stackcache != nullptr) {
      StackCache::List& l = p->stackcache->lists[order];
      if (l.bytes >= kStackCacheSize) cacheRelease(vm, p->stackcache, order, kStackCacheSize / 2);
      f->next = l.head;
      l.head = f;
      l.bytes += n;
    } else {
      MutexLock hold(vm->stacks->pools[order].lock);
      poolFree(vm, f, order);
    }
    return;
  }
  MSpan* s = vm->heap->spanOf(reinterpret_cast<uptr>(st.lo));
  // While the collector is off a large stack goes straight back: its pages may be wanted by the heap.
  if (!vm->heap->marking.load(std::memory_order_relaxed)) {
    vm->heap->freeManual(s);
    return;
  }
  int cls = std::countr_zero(n >> kPageShift);
  MutexLock hold(vm->stacks->largeLock);
  s->next = vm->stacks->large[cls];
  vm->stacks->large[cls] = s;
}

void freeStackSpans(VM* vm) {
  for (auto& list : vm->stacks->large) {
    MSpan* s;
    {
      MutexLock hold(vm->stacks->largeLock);
      s = list;
      list = nullptr;
    }
    while (s) {
      MSpan* next = s->next;
      vm->heap->freeManual(s);
      s = next;
    }
  }
}

StackStats stackStats(VM* vm) {
  u64 n = vm->heap->stats.stackInUse.load();
  return {n, n};
}

// ---- moving ---------------------------------------------------------------------------------------------------------

namespace {

struct Move {
  u64 lo, hi;
  ptrdiff_t delta;
  u64* correct(u64 v) const { return v >= lo && v < hi ? reinterpret_cast<u64*>(static_cast<u64>(static_cast<i64>(v) + delta)) : nullptr; }
};

// Corrects the pointer slots of one frame, found in the old stack, in the copy.
bool adjustFrame(void* arg, const Frame& f) {
  const Move& mv = *static_cast<Move*>(arg);
  if (f.ptrmap == nullptr) return true;
  for (u32 w = 0; w * 64 < f.nslots; w++) {
    u64 bits = f.ptrmap[w];
    if ((w + 1) * 64 > f.nslots && f.nslots % 64) bits &= (u64{1} << (f.nslots % 64)) - 1;
    for (; bits; bits &= bits - 1) {
      u64* slot = reinterpret_cast<u64*>(f.fp) + w * 64 + std::countr_zero(bits);
      if (u64* to = mv.correct(*slot)) {
        *reinterpret_cast<u64*>(reinterpret_cast<u8*>(slot) + mv.delta) = reinterpret_cast<u64>(to);
      }
    }
  }
  return true;
}

bool adjustContext(void* arg, const Frame& f) {
  const Move& mv = *static_cast<Move*>(arg);
  adjustFrame(arg, f);
  if (f.contextSlot != nullptr) {
    u64 at = reinterpret_cast<u64>(f.contextSlot);
    if (at >= mv.lo && at < mv.hi) {
      if (u64* to = mv.correct(*reinterpret_cast<u64*>(at))) *reinterpret_cast<u64*>(at + static_cast<u64>(mv.delta)) = reinterpret_cast<u64>(to);
    }
  }
  return true;
}

void adjustRoot(void** root, void* arg) {
  const Move& mv = *static_cast<Move*>(arg);
  if (u64* to = mv.correct(reinterpret_cast<u64>(*root))) *root = to;
}

}  // namespace

void copystack(G* g, u64 newsize) {
  VM* vm = g->vm;
  P* p = currentM ? currentM->p : nullptr;
  Stack old = g->stack;
  u64 used = vm->engine->stackUsed(g);
  if (used > old.bytes()) used = old.bytes();
  if (used > newsize) throw_("copystack: stack in use does not fit");
  Stack fresh = stackalloc(vm, p, newsize);
  Move mv{reinterpret_cast<u64>(old.lo), reinterpret_cast<u64>(old.hi),
          reinterpret_cast<char*>(fresh.lo) - reinterpret_cast<char*>(old.lo)};

  bool locked = g->activeStackChans;
  if (locked) lockStackChans(g);
  std::memcpy(fresh.lo, old.lo, used);
  vm->engine->walkFrames(g, adjustContext, &mv);
  // Sudogs, and the closures of deferred calls that lie in a frame.
  visitGRoots(g, adjustRoot, &mv);
  if (locked) unlockStackChans(g);

  g->stack = fresh;
  if (g->savedFp) g->savedFp = reinterpret_cast<uint64_t*>(reinterpret_cast<char*>(g->savedFp) + mv.delta);
  // A preemption request that came meanwhile must not be lost.
  uint64_t* guard = g->stackguard.load(std::memory_order_relaxed);
  uint64_t* fine = stackGuardFor(fresh);
  while (guard != kStackPreempt && !g->stackguard.compare_exchange_weak(guard, fine, std::memory_order_relaxed)) {
  }
  vm->engine->stackMoved(g, old.lo, old.hi, mv.delta);
  if (vm->debug.stackstress) std::memset(old.lo, 0xfc, old.bytes());
  stackfree(vm, p, old);
}

void growStack(G* g, u64 need) {
  VM* vm = g->vm;
  u64 upTo = static_cast<u64>(reinterpret_cast<char*>(g->savedFp) - reinterpret_cast<char*>(g->stack.lo));
  u64 size = g->stack.bytes() * 2;
  u64 max = vm->maxStackSize.load(std::memory_order_relaxed);
  while (size < upTo + need + kStackGuard && size <= max) size *= 2;
  if (size > max) {
    printf_(vm, "runtime: goroutine stack exceeds %llu-byte limit\n", static_cast<unsigned long long>(max));
    printf_(vm, "runtime: sp=%p stack=[%p, %p]\n", static_cast<void*>(g->savedFp), static_cast<void*>(g->stack.lo),
            static_cast<void*>(g->stack.hi));
    misuse("stack overflow");
  }
  // Nobody may look at the frames meanwhile: leave Grunning, when whoever holds Gscan has let go.
  uint32_t status = g->status() & ~static_cast<uint32_t>(Gscan), expected = status;
  while (!g->atomicstatus.compare_exchange_weak(expected, Gcopystack, std::memory_order_acq_rel)) {
    expected = status;
    cpuRelax();
  }
  copystack(g, size);
  g->atomicstatus.store(status, std::memory_order_release);
}

void shrinkstack(G* g) {
  VM* vm = g->vm;
  if (vm->debug.gcshrinkstackoff || g->stack.lo == nullptr || g->step != nullptr) return;
  if (g->parkingOnChan.load(std::memory_order_relaxed)) return;
  u64 size = g->stack.bytes();
  if (size / 2 < kFixedStack) return;
  u64 used = vm->engine->stackUsed(g) + kStackGuard;
  if (used >= size / 4) return;
  copystack(g, size / 2);
}

}  // namespace gvm::rt::inline stack
