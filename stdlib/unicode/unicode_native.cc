// This file holds the natives of unicode: bisection in range tables.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Slice;

template <class T>
struct Range {
  T lo, hi, stride;
};
struct RangeTable {
  Slice<Range<u16>> r16;
  Slice<Range<u32>> r32;
  i64 latinOffset;
};
struct CaseRange {
  u32 lo, hi;
  i32 delta[3];
};

constexpr i32 kReplacementChar = 0xFFFD, kMaxRune = 0x10FFFF;

// The range that holds r or, stride aside, would: null where there is none.
template <class R>
const R* find(const R* ranges, i64 n, u32 r) {
  while (n > 0) {
    i64 half = n / 2;
    const R* mid = ranges + half;
    if (r < mid->lo) {
      n = half;
    } else if (r <= mid->hi) {
      return mid;
    } else {
      ranges = mid + 1;
      n -= half + 1;
    }
  }
  return nullptr;
}

template <class T>
bool within(Slice<Range<T>> ranges, u32 r) {
  const Range<T>* hit = find(ranges.ptr, ranges.len, r);
  return hit && (hit->stride <= 1 || (r - hit->lo) % hit->stride == 0);
}

bool contains(const RangeTable* tab, i32 r) {
  auto u = static_cast<u32>(r);
  if (tab->r16.len > 0 && u <= 0xFFFF && u <= tab->r16.ptr[tab->r16.len - 1].hi) return within(tab->r16, u);
  return r >= 0 && within(tab->r32, u);
}

std::tuple<i32, bool> mapCase(i64 which, i32 r, Slice<CaseRange> ranges) {
  if (which < 0 || which > 2) return {kReplacementChar, false};
  const CaseRange* hit = r < 0 ? nullptr : find(ranges.ptr, ranges.len, static_cast<u32>(r));
  if (!hit) return {r, false};
  i32 delta = hit->delta[which];
  if (delta <= kMaxRune) return {r + delta, true};
  // Upper and lower case alternate from an upper-case letter on; title case counts as upper.
  i32 at = (r - static_cast<i32>(hit->lo)) & ~1;
  return {static_cast<i32>(hit->lo) + at + (which == 1 ? 1 : 0), true};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("unicode.contains", contains),
    GVM_NATIVE("unicode.mapCase", mapCase),
};

}  // namespace

std::span<const NativeEntry> unicodeNatives() { return kTable; }

}  // namespace gvm::stdlib
