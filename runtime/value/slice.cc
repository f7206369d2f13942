// This file implements slices: make, growth, copying. Growth follows Go exactly, since capacities are visible.
#include "runtime/value/slice.h"

#include <cstring>

#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/panic/panic.h"

namespace gvm::rt::inline value {

bool makeslice(const Type* elem, i64 len, i64 cap, GoSlice* out) {
  u64 bytes = 0;
  bool over = cap < 0 || mulOverflow(elem->size, static_cast<u64>(cap), &bytes) || bytes > kMaxAlloc;
  if (over || len < 0 || len > cap) {
    // The length is blamed when it alone is too much.
    bool lenBad = len < 0 || mulOverflow(elem->size, static_cast<u64>(len), &bytes) || bytes > kMaxAlloc;
    if (lenBad) {
      panicmakeslicelen(getg());
    } else {
      panicmakeslicecap(getg());
    }
    return false;
  }
  *out = {static_cast<u8*>(mallocgc(bytes, elem, true)), len, cap};
  return true;
}

i64 nextslicecap(i64 newLen, i64 oldCap) {
  constexpr i64 kThreshold = 256;
  i64 doubled = static_cast<i64>(static_cast<u64>(oldCap) * 2);
  if (newLen > doubled) return newLen;
  if (oldCap < kThreshold) return doubled;
  // From doubling for small slices smoothly to 1.25 times for large ones.
  u64 c = static_cast<u64>(oldCap);
  while (c < static_cast<u64>(newLen)) c += (c + 3 * kThreshold) >> 2;
  return static_cast<i64>(c) <= 0 ? newLen : static_cast<i64>(c);
}

bool growslice(const GoSlice& old, i64 newLen, i64 num, const Type* elem, GoSlice* out) {
  i64 oldLen = newLen - num;
  if (newLen < 0) {
    panicgrowslice(getg());
    return false;
  }
  u64 size = elem->size;
  if (size == 0) {
    *out = {static_cast<u8*>(mallocgc(0, nullptr, false)), newLen, newLen};
    return true;
  }
  i64 newcap = nextslicecap(newLen, old.cap);
  bool noscan = elem->ptrdata == 0;
  u64 mem = 0;
  bool overflow = mulOverflow(size, static_cast<u64>(newcap), &mem);
  if (!overflow && mem <= kMaxAlloc) {
    mem = roundupsize(mem, noscan);
    newcap = static_cast<i64>(mem / size);
    mem = static_cast<u64>(newcap) * size;
  }
  if (overflow || mem > kMaxAlloc) {
    panicgrowslice(getg());
    return false;
  }
  u64 lenmem = static_cast<u64>(oldLen) * size, newmem = static_cast<u64>(newLen) * size;
  u8* p;
  if (noscan) {
    p = static_cast<u8*>(mallocgc(mem, nullptr, false));
    std::memset(p + newmem, 0, mem - newmem);
    if (lenmem) std::memmove(p, old.ptr, lenmem);
  } else {
    p = static_cast<u8*>(mallocgc(mem, elem, true));
    // The new array is black if the collector is marking: what it gets must be shaded, as the old array may be dropped.
    if (lenmem) {
      VM* vm = currentM->vm;
      if (writeBarrierOn(vm)) bulkBarrier(vm, old.ptr, nullptr, lenmem, elem);
      std::memcpy(p, old.ptr, lenmem);
    }
  }
  *out = {p, newLen, newcap};
  return true;
}

i64 slicecopy(VM* vm, const GoSlice& dst, const GoSlice& src, const Type* elem) {
  i64 n = dst.len < src.len ? dst.len : src.len;
  if (n <= 0 || elem->size == 0) return n < 0 ? 0 : n;
  typedslicemove(vm, elem, dst.ptr, src.ptr, static_cast<u64>(n));
  return n;
}

bool appendslice(VM* vm, const GoSlice& s, const GoSlice& t, const Type* elem, GoSlice* out) {
  GoSlice r = s;
  i64 newLen = static_cast<i64>(static_cast<u64>(s.len) + static_cast<u64>(t.len));
  if (static_cast<u64>(newLen) > static_cast<u64>(s.cap)) {
    if (!growslice(s, newLen, t.len, elem, &r)) return false;
  }
  r.len = newLen;
  if (t.len > 0 && elem->size) {
    typedslicemove(vm, elem, r.ptr + static_cast<u64>(s.len) * elem->size, t.ptr, static_cast<u64>(t.len));
  }
  *out = r;
  return true;
}

}  // namespace gvm::rt::inline value
