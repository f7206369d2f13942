// This file holds the small arithmetic that rooms share: alignment, powers of two, overflow-checked products.
#pragma once
#include <bit>

#include "runtime/base/types.h"

namespace gvm::rt::inline base {

/// n rounded up to a multiple of a, a power of two.
constexpr u64 alignUp(u64 n, u64 a) { return (n + a - 1) & ~(a - 1); }
/// n rounded down to a multiple of a, a power of two.
constexpr u64 alignDown(u64 n, u64 a) { return n & ~(a - 1); }
/// The quotient n/a rounded up.
constexpr u64 divRoundUp(u64 n, u64 a) { return (n + a - 1) / a; }
constexpr bool isPowerOfTwo(u64 n) { return n != 0 && (n & (n - 1)) == 0; }
constexpr int bitLen(u64 n) { return 64 - std::countl_zero(n); }
constexpr int trailingZeros(u64 n) { return std::countr_zero(n); }

/// a*b into *out; true when the product does not fit 64 bits.
constexpr bool mulOverflow(u64 a, u64 b, u64* out) { return __builtin_mul_overflow(a, b, out); }

/// The high and low halves of the 128-bit product, mixed: the multiply step of wyhash-like hashes.
inline u64 mixMul(u64 a, u64 b) {
  unsigned __int128 p = static_cast<unsigned __int128>(a) * b;
  return static_cast<u64>(p >> 64) ^ static_cast<u64>(p);
}

/// Slots (8-byte words) that a value of `size` bytes takes in a frame.
constexpr u64 slotsFor(u64 size) { return (size + 7) / 8; }

/// Reads a T at any address, aligned or not.
template <class T>
inline T loadAs(const void* p) {
  T v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
template <class T>
inline void storeAs(void* p, T v) {
  __builtin_memcpy(p, &v, sizeof v);
}

}  // namespace gvm::rt::inline base
