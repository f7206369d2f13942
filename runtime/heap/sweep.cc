// This file sweeps: after marking, each span's unmarked objects become free by swapping the mark bits in as allocation
// bits. Spans are swept by the background sweeper, by allocation that needs a span of the class, and in proportion to
// allocation, so that all are done before the next cycle starts. Objects with specials get them processed here.
#include <cstring>

#include "runtime/base/futex.h"
#include "runtime/core/upcalls.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mheap.h"

namespace gvm::rt::inline heap {

namespace {

constexpr u32 kSweepDrained = 1u << 31;

// Registers a sweeper; false when there is nothing left to sweep.
bool beginSweep(SweepState& st) {
  for (;;) {
    u32 v = st.active.load(std::memory_order_acquire);
    if (v & kSweepDrained) return false;
    if (st.active.compare_exchange_weak(v, v + 1, std::memory_order_acq_rel)) return true;
  }
}
void endSweep(SweepState& st) { st.active.fetch_sub(1, std::memory_order_acq_rel); }

MSpan* nextSpanForSweep(MHeap* h) {
  u32 sg = h->sweepgen.load(std::memory_order_acquire);
  for (u32 c = h->sweep.nextClass.load(std::memory_order_relaxed); c < kNumSpanClasses * 2; c++) {
    MCentral& central = h->central[c / 2];
    MSpan* s = c % 2 ? central.partialUnswept(sg).pop() : central.fullUnswept(sg).pop();
    if (s != nullptr) {
      u32 seen = h->sweep.nextClass.load(std::memory_order_relaxed);
      while (seen < c && !h->sweep.nextClass.compare_exchange_weak(seen, c, std::memory_order_relaxed)) {
      }
      return s;
    }
  }
  h->sweep.nextClass.store(kNumSpanClasses * 2, std::memory_order_relaxed);
  return nullptr;
}

// The span's list of specials changed; speciallock is held.
void noteSpecials(MHeap* h, MSpan* s) {
  bool has = s->specials != nullptr;
  if (s->hasSpecials.load(std::memory_order_relaxed) == has) return;
  s->hasSpecials.store(has, std::memory_order_release);
  MutexLock hold(h->specialSpansLock);
  if (has) {
    s->specialIndex = static_cast<u32>(h->specialSpans.size());
    h->specialSpans.push_back(s);
    return;
  }
  MSpan* last = h->specialSpans.back();
  h->specialSpans[s->specialIndex] = last;
  last->specialIndex = s->specialIndex;
  h->specialSpans.pop_back();
}

// Handles the specials of objects that were not marked. Objects with a finalizer are marked: they live for one more
// cycle, and their finalizer is queued.
void sweepSpecials(MHeap* h, MSpan* s) {
  MutexLock hold(s->speciallock);
  Special** at = &s->specials;
  while (Special* sp = *at) {
    u64 obj = s->objIndex(s->startAddr + sp->offset);
    if (s->isMarked(obj)) {
      at = &sp->next;
      continue;
    }
    u64 end = (obj + 1) * s->elemsize;
    bool hasFinalizer = false;
    for (Special* q = sp; q != nullptr && q->offset < end; q = q->next) hasFinalizer |= q->kind == SpecialKind::kFinalizer;
    if (hasFinalizer) s->setMarked(obj);
    while ((sp = *at) != nullptr && sp->offset < end) {
      bool drop = !hasFinalizer || sp->kind == SpecialKind::kFinalizer || sp->kind == SpecialKind::kWeakHandle;
      if (!drop) {
        at = &sp->next;
        continue;
      }
      *at = sp->next;
      void* p = reinterpret_cast<void*>(s->startAddr + sp->offset);
      switch (sp->kind) {
        case SpecialKind::kFinalizer:
          queueFinalizer(h->vm, sp->fn, p, sp->argType, sp->fnType);
          break;
        case SpecialKind::kWeakHandle:
          __atomic_store_n(static_cast<void**>(sp->handle), nullptr, __ATOMIC_RELEASE);
          break;
        case SpecialKind::kCleanup:
          queueFinalizer(h->vm, sp->fn, nullptr, nullptr, nullptr);
          break;
        case SpecialKind::kProfile:
          profileFree(sp->profile, sp->id);
          break;
      }
      delete sp;
    }
  }
  noteSpecials(h, s);
}

}  // namespace

bool tryAcquireSweep(MSpan* s, u32 sg) {
  u32 want = sg - 2;
  return s->sweepgen.load(std::memory_order_relaxed) == want &&
         s->sweepgen.compare_exchange_strong(want, sg - 1, std::memory_order_acq_rel);
}

bool sweepSpan(VM* vm, MSpan* s, bool preserve) {
  MHeap* h = vm->heap;
  u32 sg = h->sweepgen.load(std::memory_order_acquire);
  GVM_ASSERT(s->state.load() == SpanState::kInUse && s->sweepgen.load() == sg - 1);
  h->sweep.pagesSwept.fetch_add(s->npages, std::memory_order_relaxed);
  if (s->hasSpecials.load(std::memory_order_acquire)) sweepSpecials(h, s);

  u32 nalloc = s->countAlloc();
  if (nalloc > s->allocCount) {
    printf_(vm, "runtime: nelems=%u nalloc=%u previous allocCount=%u elemsize=%llu\n", s->nelems, nalloc, s->allocCount,
            static_cast<unsigned long long>(s->elemsize));
    throw_("sweep increased allocation count");
  }
  u32 nfreed = s->allocCount - nalloc;
  if (nfreed > 0) {
    s->needzero = true;
    h->stats.nfree[s->sizeClass()].fetch_add(nfreed, std::memory_order_relaxed);
    h->stats.totalFree.fetch_add(nfreed * s->elemsize, std::memory_order_relaxed);
    if (vm->debug.clobberfree) {
      for (u32 i = 0; i < s->nelems; i++) {
        if (s->isAllocated(i) && !s->isMarked(i)) {
          u64* w = reinterpret_cast<u64*>(s->startAddr + i * s->elemsize);
          for (u64 k = 0; k < s->elemsize / 8; k++) w[k] = 0xdeadbeefdeadbeefULL;
        }
      }
    }
  }
  s->allocCount = nalloc;
  s->freeindex = 0;
  // The marks become the allocation bits; the old ones, cleared, the marks of the next cycle.
  u64* old = s->allocBits;
  s->allocBits = s->gcmarkBits;
  std::memset(old, 0, (s->nelems + 63) / 64 * 8);
  s->gcmarkBits = old;
  s->refillAllocCache(0);
  s->sweepgen.store(sg, std::memory_order_release);
  if (preserve) return false;

  if (nalloc == 0) {
    if (s->specials != nullptr) throw_("freeing a span with specials");
    h->freeSpan(s);
    return true;
  }
  MCentral& c = h->central[s->spanclass];
  if (nalloc == s->nelems) {
    c.fullSwept(sg).push(s);
  } else {
    c.partialSwept(sg).push(s);
  }
  return false;
}

u64 sweepOne(VM* vm) {
  MHeap* h = vm->heap;
  if (!beginSweep(h->sweep)) return ~u64{0};
  u32 sg = h->sweepgen.load(std::memory_order_acquire);
  u64 freed = ~u64{0};
  for (;;) {
    MSpan* s = nextSpanForSweep(h);
    if (s == nullptr) {
      h->sweep.active.fetch_or(kSweepDrained, std::memory_order_acq_rel);
      break;
    }
    // Spans that were swept out of turn, or freed and reused, are still on the list: pass over them.
    if (s->state.load(std::memory_order_acquire) != SpanState::kInUse || !tryAcquireSweep(s, sg)) continue;
    u64 n = s->npages;
    freed = sweepSpan(vm, s, false) ? n : 0;
    break;
  }
  endSweep(h->sweep);
  return freed;
}

bool isSweepDone(VM* vm) { return vm->heap->sweep.active.load(std::memory_order_acquire) == kSweepDrained; }

void ensureSwept(VM* vm, MSpan* s) {
  MHeap* h = vm->heap;
  u32 sg = h->sweepgen.load(std::memory_order_acquire);
  u32 gen = s->sweepgen.load(std::memory_order_acquire);
  if (gen == sg || gen == sg + 3) return;
  if (beginSweep(h->sweep)) {
    if (tryAcquireSweep(s, sg)) {
      sweepSpan(vm, s, false);
      endSweep(h->sweep);
      return;
    }
    endSweep(h->sweep);
  }
  for (;;) {
    gen = s->sweepgen.load(std::memory_order_acquire);
    if (gen == sg || gen == sg + 3) return;
    cpuRelax();
  }
}

void deductSweepCredit(VM* vm, u64 bytes, u64 callerPages) {
  MHeap* h = vm->heap;
  f64 ratio = __builtin_bit_cast(f64, h->sweep.pagesPerByte.load(std::memory_order_relaxed));
  if (ratio == 0) return;
  for (;;) {
    u64 basis = h->sweep.pagesSweptBasis.load(std::memory_order_relaxed);
    i64 live = static_cast<i64>(h->gcctl.heapLive.load(std::memory_order_relaxed)) -
               static_cast<i64>(h->sweep.heapLiveBasis.load(std::memory_order_relaxed)) + static_cast<i64>(bytes);
    i64 target = static_cast<i64>(ratio * static_cast<f64>(live)) - static_cast<i64>(callerPages);
    for (;;) {
      i64 swept = static_cast<i64>(h->sweep.pagesSwept.load(std::memory_order_relaxed) - basis);
      if (target <= swept) return;
      if (sweepOne(vm) == ~u64{0}) {
        h->sweep.pagesPerByte.store(0, std::memory_order_relaxed);
        return;
      }
      if (h->sweep.pagesSweptBasis.load(std::memory_order_relaxed) != basis) break;  // the pacing changed: start over
    }
  }
}

// ---- specials -------------------------------------------------------------------------------------------------------

bool addSpecial(VM* vm, void* obj, Special* sp, bool force) {
  uptr p = reinterpret_cast<uptr>(obj);
  MSpan* s = vm->heap->spanOfHeap(p);
  if (s == nullptr) throw_("addspecial on invalid pointer");
  ensureSwept(vm, s);
  sp->offset = static_cast<u32>(p - s->startAddr);
  MutexLock hold(s->speciallock);
  Special** at = &s->specials;
  while (*at && ((*at)->offset < sp->offset || ((*at)->offset == sp->offset && (*at)->kind < sp->kind))) at = &(*at)->next;
  if (*at && !force && (*at)->offset == sp->offset && (*at)->kind == sp->kind) return false;
  sp->next = *at;
  *at = sp;
  noteSpecials(vm->heap, s);
  return true;
}

Special* removeSpecial(VM* vm, void* obj, SpecialKind kind, u64 id) {
  uptr p = reinterpret_cast<uptr>(obj);
  MSpan* s = vm->heap->spanOfHeap(p);
  if (s == nullptr) return nullptr;
  ensureSwept(vm, s);
  u32 offset = static_cast<u32>(p - s->startAddr);
  MutexLock hold(s->speciallock);
  for (Special** at = &s->specials; *at; at = &(*at)->next) {
    Special* sp = *at;
    if (sp->offset != offset || sp->kind != kind || (id != 0 && sp->id != id)) continue;
    *at = sp->next;
    noteSpecials(vm->heap, s);
    return sp;
  }
  return nullptr;
}

Special* findSpecial(VM* vm, void* obj, SpecialKind kind) {
  uptr p = reinterpret_cast<uptr>(obj);
  MSpan* s = vm->heap->spanOfHeap(p);
  if (s == nullptr) return nullptr;
  ensureSwept(vm, s);
  u32 offset = static_cast<u32>(p - s->startAddr);
  MutexLock hold(s->speciallock);
  for (Special* sp = s->specials; sp; sp = sp->next) {
    if (sp->offset == offset && sp->kind == kind) return sp;
  }
  return nullptr;
}

void queueFinalizer(VM* vm, Closure* fn, void* arg, const Type* argType, const Type* fnType) {
  FinQueue& q = vm->heap->finq;
  MutexLock hold(q.lock);
  q.entries.push_back({fn, arg, argType, fnType});
  q.pending.store(true, std::memory_order_release);
}

void wakeFinalizers(VM* vm) {
  FinQueue& q = vm->heap->finq;
  if (q.pending.exchange(false) && q.wake) q.wake(vm);
}

}  // namespace gvm::rt::inline heap
