// This file is the inlinable fast path of allocation, for the interpreter, the JIT's helpers and hot natives: a small
// object from the P's cached span, by scanning the span's 64-bit cache of free slots. It returns null when anything is
// out of the ordinary (span full, collector marking, profile, stress); the caller then calls mallocgc.
#pragma once
#include "runtime/core/p.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mcache.h"

namespace gvm::rt::inline heap {

GVM_INLINE u8 sizeToClass(u64 size) {
  if (size <= kSmallSizeMax - 8) return kSizeToClass8[divRoundUp(size, kSmallSizeDiv)];
  return kSizeToClass128[divRoundUp(size - kSmallSizeMax, kLargeSizeDiv)];
}

/// The next free object of s if the cache of free slots has one; 0 otherwise.
GVM_INLINE uptr nextFreeFast(MSpan* s) {
  u64 cache = s->allocCache;
  if (cache == 0) return 0;
  int tz = std::countr_zero(cache);
  u32 idx = s->freeindex + static_cast<u32>(tz);
  if (idx >= s->nelems) return 0;
  u32 next = idx + 1;
  if (next % 64 == 0 && next != s->nelems) return 0;
  s->allocCache = cache >> tz >> 1;
  s->setFreeindex(next);
  s->allocCount++;
  return s->startAddr + idx * s->elemsize;
}

/// Zeroes n bytes, n a multiple of 8, p aligned.
GVM_INLINE void clearWords(void* p, u64 n) {
  if (n <= 64) {
    u64* w = static_cast<u64*>(p);
    for (u64 i = 0; i < n / 8; i++) w[i] = 0;
  } else {
    __builtin_memset(p, 0, n);
  }
}

/// Writes the pointer bits of one object of up to 512 bytes, `mask` covering its elemsize/8 words.
GVM_INLINE void writeHeapBitsSmall(const MSpan* s, uptr x, u64 mask) {
  u64* h = s->heapBits();
  u64 word = (x - s->startAddr) / kPtrSize, i = word / 64, j = word % 64, bits = s->elemsize / kPtrSize;
  u64 all = bits == 64 ? ~u64{0} : (u64{1} << bits) - 1;
  // Relaxed atomics: the marker reads neighbours' bits in the same words.
  u64 lo = __atomic_load_n(&h[i], __ATOMIC_RELAXED);
  __atomic_store_n(&h[i], (lo & ~(all << j)) | mask << j, __ATOMIC_RELAXED);
  if (j + bits > 64) {
    u64 hi = __atomic_load_n(&h[i + 1], __ATOMIC_RELAXED);
    __atomic_store_n(&h[i + 1], (hi & ~(all >> (64 - j))) | mask >> (64 - j), __ATOMIC_RELAXED);
  }
}

/// A zeroed value of type t (not zero-sized, at most 512 bytes), or null: then use newobject.
GVM_INLINE void* newobjectFast(P* p, const Type* t) {
  MCache* c = p->mcache;
  u64 size = t->size;
  if (GVM_UNLIKELY(size > kMinSizeForHeader || c->slow != 0 || size == 0)) return nullptr;
  bool noscan = t->ptrdata == 0;
  if (noscan && size < kTinySize) return nullptr;
  MSpan* s = c->alloc[makeSpanClass(kSizeToClass8[(size + 7) / 8], noscan)];
  uptr x = nextFreeFast(s);
  if (GVM_UNLIKELY(x == 0)) return nullptr;
  if (s->needzero) clearWords(reinterpret_cast<void*>(x), s->elemsize);
  if (!noscan) {
    writeHeapBitsSmall(s, x, t->gcMask);
    c->scanAlloc += size;
  }
  return reinterpret_cast<void*>(x);
}

}  // namespace gvm::rt::inline heap
