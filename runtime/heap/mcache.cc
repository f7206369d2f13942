// This file moves spans between a P's cache and the central lists, sweeping on the way.
#include "runtime/heap/mcache.h"

#include "runtime/core/upcalls.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mheap.h"
#include "runtime/trace/trace.h"

namespace gvm::rt::inline heap {

namespace {

// How many unswept spans to try before taking fresh pages: each sweep frees nothing with some small probability, so
// this bounds the cost of one refill at about 1 % extra space.
constexpr int kSpanBudget = 100;

// A span of the class with at least one free object, owned by the caller.
MSpan* cacheSpan(MHeap* h, MCentral& c) {
  u64 bytes = u64{kClassToPages[c.spanclass >> 1]} * kPageSize;
  deductSweepCredit(h->vm, bytes, 0);
  u32 sg = h->sweepgen.load(std::memory_order_acquire);
  MSpan* s = c.partialSwept(sg).pop();
  if (s == nullptr) {
    int budget = kSpanBudget;
    for (; budget > 0; budget--) {
      s = c.partialUnswept(sg).pop();
      if (s == nullptr) break;
      if (tryAcquireSweep(s, sg)) {
        sweepSpan(h->vm, s, true);
        // A span that a P had cached when the cycle ended may be full.
        if (s->allocCount != s->nelems) goto haveSpan;
        c.fullSwept(sg).push(s);
      }
    }
    for (; budget > 0; budget--) {
      s = c.fullUnswept(sg).pop();
      if (s == nullptr) break;
      if (tryAcquireSweep(s, sg)) {
        sweepSpan(h->vm, s, true);
        if (s->allocCount != s->nelems) goto haveSpan;
        c.fullSwept(sg).push(s);
      }
    }
    s = h->allocSpan(kClassToPages[c.spanclass >> 1], c.spanclass);
  }
haveSpan:
  // Slots before freeindex are taken; allocBits knows only those of the last sweep.
  s->refillAllocCache(s->freeindex & ~63u);
  s->allocCache >>= s->freeindex % 64;
  return s;
}

void uncacheSpan(MHeap* h, MSpan* s) {
  u32 sg = h->sweepgen.load(std::memory_order_acquire);
  MCentral& c = h->central[s->spanclass];
  if (s->sweepgen.load(std::memory_order_relaxed) == sg + 1) {
    // Cached across the start of the sweep: it must be swept before it goes on a list.
    s->sweepgen.store(sg - 1, std::memory_order_release);
    sweepSpan(h->vm, s, false);
    return;
  }
  s->sweepgen.store(sg, std::memory_order_release);
  if (s->nelems > s->allocCount) {
    c.partialSwept(sg).push(s);
  } else {
    c.fullSwept(sg).push(s);
  }
}

void flushCounts(MHeap* h, MCache* c) {
  for (int i = 0; i < kNumSizeClasses; i++) {
    if (c->nmalloc[i] == 0) continue;
    h->stats.nmalloc[i].fetch_add(c->nmalloc[i], std::memory_order_relaxed);
    h->stats.totalAlloc.fetch_add(c->nmalloc[i] * kClassToSize[i], std::memory_order_relaxed);
    c->nmalloc[i] = 0;
  }
  if (c->largeAllocCount) {
    h->stats.nmalloc[0].fetch_add(c->largeAllocCount, std::memory_order_relaxed);
    h->stats.totalAlloc.fetch_add(c->largeAlloc, std::memory_order_relaxed);
    c->largeAllocCount = c->largeAlloc = 0;
  }
  h->stats.tinyAllocs.fetch_add(c->tinyAllocs, std::memory_order_relaxed);
  c->tinyAllocs = 0;
  h->gcctl.heapScan.fetch_add(c->scanAlloc, std::memory_order_relaxed);
  c->scanAlloc = 0;
}

}  // namespace

MCache* allocmcache(VM* vm) {
  auto* c = new MCache();
  for (auto& s : c->alloc) s = &vm->heap->emptySpan;
  c->flushGen = vm->heap->sweepgen.load(std::memory_order_acquire);
  c->slow = vm->heap->marking.load() || vm->debug.gcstress ? kSlowCollector : 0;
  if (i64 rate = memProfileRate(vm); rate > 0 && rate < kExactRate) c->slow |= kSlowProfile;
  return c;
}

void freemcache(VM* vm, MCache* c) {
  if (c == nullptr) return;
  releaseAll(vm, c);
  delete c;
}

MSpan* refill(VM* vm, MCache* c, SpanClass spc) {
  MHeap* h = vm->heap;
  MSpan* s = c->alloc[spc];
  if (s != &h->emptySpan) {
    c->nmalloc[spc >> 1] += s->allocCount - s->allocCountBeforeCache;
    uncacheSpan(h, s);
  }
  flushCounts(h, c);
  s = cacheSpan(h, h->central[spc]);
  if (s->allocCount == s->nelems) throw_("span has no free space");
  s->sweepgen.store(h->sweepgen.load(std::memory_order_relaxed) + 3, std::memory_order_release);
  s->allocCountBeforeCache = s->allocCount;
  // The whole span counts as live from now on; releaseAll takes back what was not used.
  u64 live = h->gcctl.heapLive.fetch_add(s->bytes() - s->allocCount * s->elemsize, std::memory_order_relaxed);
  TraceScope(h->vm).heapAlloc(live);
  c->alloc[spc] = s;
  return s;
}

void releaseAll(VM* vm, MCache* c) {
  MHeap* h = vm->heap;
  u32 sg = h->sweepgen.load(std::memory_order_acquire);
  i64 refund = 0;
  for (int i = 0; i < kNumSpanClasses; i++) {
    MSpan* s = c->alloc[i];
    if (s == &h->emptySpan) continue;
    c->nmalloc[i >> 1] += s->allocCount - s->allocCountBeforeCache;
    // A stale span was counted out when the cycle ended and heapLive was set from the marks.
    if (s->sweepgen.load(std::memory_order_relaxed) != sg + 1) {
      refund += static_cast<i64>((s->nelems - s->allocCount) * s->elemsize);
    }
    uncacheSpan(h, s);
    c->alloc[i] = &h->emptySpan;
  }
  c->tiny = 0;
  c->tinyoffset = 0;
  flushCounts(h, c);
  h->gcctl.heapLive.fetch_sub(static_cast<u64>(refund), std::memory_order_relaxed);
}

void prepareForSweep(VM* vm, MCache* c) {
  u32 sg = vm->heap->sweepgen.load(std::memory_order_acquire);
  if (c->flushGen == sg) return;
  releaseAll(vm, c);
  c->flushGen = sg;
}

}  // namespace gvm::rt::inline heap
