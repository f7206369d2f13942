// This file is mallocgc: the path of one allocation from size and type to zeroed memory with its pointer bits written.
//
//   tiny    pointer-free and below 16 bytes: cut from a 16-byte block, several objects to a block. The block lives as
//           long as any of them.
//   small   up to 32 KB with header: the next free slot of the P's span for (size class, has pointers).
//   large   a span of its own.
//
// Order matters to the concurrent marker: memory is zeroed and its pointer bits or type written before the address can
// reach another thread. While marking is on, a new object is marked at once (allocated black), so it is never scanned
// in that cycle and its bits may still be written.
#include "runtime/heap/malloc.h"

#include <cstring>

#include "runtime/core/upcalls.h"
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc_fast.h"
#include "runtime/heap/mheap.h"

namespace gvm::rt::inline heap {

namespace {

// Asks for a collection at the next safepoint of the running goroutine.
void requestGC(VM* vm) {
  vm->gcRequested.store(1, std::memory_order_relaxed);
  M* m = currentM;
  if (m != nullptr && m->curg != nullptr) {
    m->curg->preempt.store(true, std::memory_order_relaxed);
    m->curg->stackguard.store(kStackPreempt, std::memory_order_relaxed);
  }
}

void maybeTrigger(MHeap* h) {
  GCControl& c = h->gcctl;
  if (c.heapLive.load(std::memory_order_relaxed) >= c.trigger.load(std::memory_order_relaxed) &&
      c.enabled.load(std::memory_order_relaxed) && !h->marking.load(std::memory_order_relaxed)) {
    requestGC(h->vm);
  }
}

// A slot of span class spc, exchanging the span when it is full.
GVM_NOINLINE uptr nextFree(VM* vm, MCache* c, SpanClass spc, MSpan** span) {
  MSpan* s = c->alloc[spc];
  u32 idx = s->nextFreeIndex();
  if (idx == s->nelems) {
    s = refill(vm, c, spc);
    c->charged += u64{s->nelems - s->allocCount} * s->elemsize;
    maybeTrigger(vm->heap);
    idx = s->nextFreeIndex();
    GVM_ASSERT(idx < s->nelems);
  }
  s->allocCount++;
  *span = s;
  return s->startAddr + idx * s->elemsize;
}

GVM_INLINE uptr allocSlot(VM* vm, MCache* c, SpanClass spc, MSpan** span) {
  *span = c->alloc[spc];
  uptr x = nextFreeFast(*span);
  return GVM_LIKELY(x != 0) ? x : nextFree(vm, c, spc, span);
}

// The new object is black.
void markNewObject(MHeap* h, MSpan* s, uptr x) {
  s->setMarked(s->objIndex(x));
  h->bytesMarkedByAlloc.fetch_add(s->elemsize, std::memory_order_relaxed);
}

// The pointer mask of `size` bytes of repeated typ, size at most 512.
u64 repeatedMask(const Type* typ, u64 size) {
  u64 mask = typ->gcMask, words = typ->size / kPtrSize, total = size / kPtrSize;
  if (words == 0) return mask;
  u64 out = 0;
  for (u64 at = 0; at + words <= total || at == 0; at += words) {
    out |= mask << at;
    if (at + words >= 64) break;
  }
  return out;
}

void* allocTiny(VM* vm, MCache* c, u64 size, MHeap* h) {
  u64 off = c->tinyoffset;
  if (size % 8 == 0) {
    off = alignUp(off, 8);
  } else if (size % 4 == 0) {
    off = alignUp(off, 4);
  } else if (size % 2 == 0) {
    off = alignUp(off, 2);
  }
  c->tinyAllocs++;
  if (off + size <= kTinySize && c->tiny != 0) {
    c->tinyoffset = static_cast<u32>(off + size);
    return reinterpret_cast<void*>(c->tiny + off);
  }
  MSpan* s;
  uptr x = allocSlot(vm, c, kTinySpanClass, &s);
  storeAs<u64>(reinterpret_cast<void*>(x), 0);
  storeAs<u64>(reinterpret_cast<void*>(x + 8), 0);
  if (size < c->tinyoffset || c->tiny == 0) {
    c->tiny = x;
    c->tinyoffset = static_cast<u32>(size);
  }
  if (h->marking.load(std::memory_order_relaxed)) markNewObject(h, s, x);
  return reinterpret_cast<void*>(x);
}

// Arrays are described by their element repeated, so that masks stay small.
const Type* scanUnit(const Type* t) {
  while (t->kind == Kind::Array && t->len > 0) t = t->elem;
  return t;
}

GVM_NOINLINE void* allocLarge(VM* vm, MCache* c, u64 size, const Type* typ, bool noscan, bool needzero) {
  MHeap* h = vm->heap;
  if (size + kPageSize < size || size > kMaxAlloc) h->outOfMemory(size);
  u64 npages = divRoundUp(size, kPageSize);
  deductSweepCredit(vm, npages * kPageSize, npages);
  MSpan* s = h->allocSpan(npages, makeSpanClass(0, noscan));
  s->setFreeindex(1);
  s->allocCount = 1;
  s->allocCache = 0;
  __atomic_store_n(&s->limit, s->startAddr + size, __ATOMIC_RELAXED);  // the span may be looked at already
  void* x = reinterpret_cast<void*>(s->startAddr);
  if ((needzero || !noscan) && s->needzero) std::memset(x, 0, npages * kPageSize);
  if (!noscan) {
    s->largeType.store(scanUnit(typ), std::memory_order_release);
    c->scanAlloc += size;
  }
  c->largeAllocCount++;
  c->largeAlloc += npages * kPageSize;
  h->gcctl.heapLive.fetch_add(npages * kPageSize, std::memory_order_relaxed);
  if (h->marking.load(std::memory_order_relaxed)) markNewObject(h, s, s->startAddr);
  h->central[s->spanclass].fullSwept(h->sweepgen.load(std::memory_order_relaxed)).push(s);
  c->charged += size;
  maybeTrigger(h);
  return x;
}

// Takes what was charged off the way to the next sample, and records this allocation when that is reached.
GVM_NOINLINE void sampleAlloc(VM* vm, MCache* c, void* p, u64 size) {
  i64 rate = memProfileRate(vm);
  bool exact = rate > 0 && rate < kExactRate;
  // A span's exchange is not charged when each allocation is.
  if (exact) c->charged = size;
  c->slow = (c->slow & ~u32{kSlowProfile}) | (exact ? kSlowProfile : 0);
  i64 charged = static_cast<i64>(std::exchange(c->charged, 0));
  // The program may change the rate at any time, and package runtime is linked only after the first allocations.
  if (std::exchange(c->sampleRate, rate) != rate) c->sampleLeft = nextMemSample(rate, currentM->rand);
  c->sampleLeft -= charged;
  if (rate <= 0 || c->sampleLeft >= 0) return;
  c->sampleLeft = nextMemSample(rate, currentM->rand);
  profileAlloc(vm, p, size);
}

void* allocSmall(VM* vm, MCache* c, u64 size, const Type* typ, bool noscan, bool needzero) {
  MHeap* h = vm->heap;
  bool header = !noscan && size > kMinSizeForHeader;
  u64 total = header ? size + kMallocHeader : size;
  SpanClass spc = makeSpanClass(sizeToClass(total), noscan);
  MSpan* s;
  uptr x = allocSlot(vm, c, spc, &s);
  if (s->needzero && (needzero || !noscan)) clearWords(reinterpret_cast<void*>(x), s->elemsize);
  uptr result = x;
  if (header) {
    __atomic_store_n(reinterpret_cast<const Type**>(x), scanUnit(typ), __ATOMIC_RELAXED);
    result += kMallocHeader;
    c->scanAlloc += size;
  } else if (!noscan) {
    writeHeapBitsSmall(s, x, typ->size == size ? typ->gcMask : repeatedMask(scanUnit(typ), size));
    c->scanAlloc += size;
  }
  std::atomic_thread_fence(std::memory_order_release);
  if (h->marking.load(std::memory_order_relaxed)) markNewObject(h, s, x);
  return reinterpret_cast<void*>(result);
}

}  // namespace

void* mallocgc(P* p, u64 size, const Type* typ, bool needzero) {
  VM* vm = p->vm;
  MHeap* h = vm->heap;
  if (size == 0) return &h->zerobase;
  MCache* c = p->mcache;
  if (GVM_UNLIKELY(c->slow != 0)) {
    if (h->gcctl.blackening.load(std::memory_order_relaxed)) {
      G* g = currentM->curg;
      if (g != nullptr) {
        g->gcAssistBytes -= static_cast<i64>(size);
        if (g->gcAssistBytes < 0) gcAssistAlloc(g);
      }
    }
    if (vm->debug.gcstress > 0 && h->gcctl.enabled.load(std::memory_order_relaxed) &&
        h->stressCount.fetch_add(1, std::memory_order_relaxed) % static_cast<u64>(vm->debug.gcstress) == 0) {
      requestGC(vm);
    }
  }
  bool noscan = typ == nullptr || typ->ptrdata == 0;
  if (GVM_UNLIKELY(c->slow & kSlowProfile)) c->charged += size;
  void* x;
  if (size <= kMaxSmallSize - kMallocHeader || (noscan && size <= kMaxSmallSize)) {
    if (noscan && size < kTinySize) x = allocTiny(vm, c, size, h);
    else x = allocSmall(vm, c, size, typ, noscan, needzero);
  } else {
    x = allocLarge(vm, c, size, typ, noscan, needzero);
  }
  if (GVM_UNLIKELY(c->charged != 0)) sampleAlloc(vm, c, x, size);
  return x;
}

void* newobject(P* p, const Type* t) {
  if (void* x = newobjectFast(p, t)) return x;
  return mallocgc(p, t->size, t, true);
}

void* newarray(const Type* elem, u64 n) {
  u64 size;
  if (mulOverflow(elem->size, n, &size) || size > kMaxAlloc) throw_("newarray: size out of range");
  return mallocgc(size, elem, true);
}

u64 roundupsize(u64 size, bool noscan) {
  u64 req = size;
  if (!noscan && req > kMinSizeForHeader) req += kMallocHeader;
  if (req <= kMaxSmallSize) return kClassToSize[sizeToClass(req)] - (req - size);
  if (size + kPageSize < size) return size;
  return alignUp(size, kPageSize);
}

Closure* newclosure(P* p, Func* fn, u32 words, u64 mask) {
  u64 size = (u64{words} + 1) * kPtrSize;
  MCache* c = p->mcache;
  VM* vm = p->vm;
  void* x;
  if (mask == 0 || size > kMinSizeForHeader) {
    if (mask != 0) throw_("closure with too many captured variables");
    x = mallocgc(p, size, nullptr, true);
  } else {
    MHeap* h = vm->heap;
    if (GVM_UNLIKELY(c->slow != 0) && h->gcctl.blackening.load(std::memory_order_relaxed) && currentM->curg != nullptr) {
      G* g = currentM->curg;
      g->gcAssistBytes -= static_cast<i64>(size);
      if (g->gcAssistBytes < 0) gcAssistAlloc(g);
    }
    MSpan* s;
    uptr at = allocSlot(vm, c, makeSpanClass(sizeToClass(size), false), &s);
    if (s->needzero) clearWords(reinterpret_cast<void*>(at), s->elemsize);
    writeHeapBitsSmall(s, at, mask << 1);
    c->scanAlloc += size;
    std::atomic_thread_fence(std::memory_order_release);
    if (h->marking.load(std::memory_order_relaxed)) markNewObject(h, s, at);
    x = reinterpret_cast<void*>(at);
    if (GVM_UNLIKELY(c->slow & kSlowProfile)) c->charged += size;
    if (GVM_UNLIKELY(c->charged != 0)) sampleAlloc(vm, c, x, size);
  }
  static_cast<Closure*>(x)->fn = fn;
  return static_cast<Closure*>(x);
}

// ---- write barrier --------------------------------------------------------------------------------------------------

void writeBarrierSlow(P* p, void* oldValue, void* newValue) {
  MCache* c = p->mcache;
  c->wbBuf[c->wbN] = oldValue;
  c->wbBuf[c->wbN + 1] = newValue;
  c->wbN += 2;
  if (c->wbN + 2 > kWbBufEntries) wbBufFlush(p);
}

void bulkBarrier(VM* vm, const void* dst, const void* src, u64 size, const Type* typ) {
  if (!writeBarrierOn(vm) || typ->ptrdata == 0) return;
  P* p = currentM->p;
  const Type* unit = scanUnit(typ);
  const u64* mask = gcMaskOf(unit);
  u64 words = unit->ptrdata / kPtrSize;
  for (u64 off = 0; off < size; off += unit->size) {
    void* const* d = reinterpret_cast<void* const*>(static_cast<const u8*>(dst) + off);
    void* const* s = src ? reinterpret_cast<void* const*>(static_cast<const u8*>(src) + off) : nullptr;
    for (u64 i = 0; i < words && off + i * kPtrSize < size; i++) {
      if (!(mask[i / 64] >> (i % 64) & 1)) continue;
      writeBarrierSlow(p, __atomic_load_n(&d[i], __ATOMIC_RELAXED), s ? __atomic_load_n(&s[i], __ATOMIC_RELAXED) : nullptr);
    }
  }
}

void memmoveWords(void* dst, const void* src, u64 bytes) {
  u64* d = static_cast<u64*>(dst);
  const u64* s = static_cast<const u64*>(src);
  u64 n = bytes / 8;
  if (d <= s || d >= s + n) {
    for (u64 i = 0; i < n; i++) __atomic_store_n(&d[i], __atomic_load_n(&s[i], __ATOMIC_RELAXED), __ATOMIC_RELAXED);
    if (bytes % 8) std::memmove(d + n, s + n, bytes % 8);
  } else {
    if (bytes % 8) std::memmove(d + n, s + n, bytes % 8);
    for (u64 i = n; i-- > 0;) __atomic_store_n(&d[i], __atomic_load_n(&s[i], __ATOMIC_RELAXED), __ATOMIC_RELAXED);
  }
}

void typedmemmove(VM* vm, const Type* t, void* dst, const void* src) {
  if (dst == src) return;
  if (t->ptrdata == 0) {
    std::memmove(dst, src, t->size);
    return;
  }
  bulkBarrier(vm, dst, src, t->size, t);
  memmoveWords(dst, src, t->size);
}

void typedslicemove(VM* vm, const Type* elem, void* dst, const void* src, u64 n) {
  if (dst == src || n == 0) return;
  u64 bytes = n * elem->size;
  if (elem->ptrdata == 0) {
    std::memmove(dst, src, bytes);
    return;
  }
  bulkBarrier(vm, dst, src, bytes, elem);
  memmoveWords(dst, src, bytes);
}

void typedmemclr(VM* vm, const Type* t, void* dst) { memclrHasPointers(vm, dst, t->size, t); }

void memclrHasPointers(VM* vm, void* dst, u64 size, const Type* typ) {
  bulkBarrier(vm, dst, nullptr, size, typ);
  std::memset(dst, 0, size);
}

}  // namespace gvm::rt::inline heap
