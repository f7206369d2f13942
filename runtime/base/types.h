// This file names the fixed-width integers and the word constants that every room uses.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gvm {
using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using i8 = std::int8_t;
using i16 = std::int16_t;
using i32 = std::int32_t;
using i64 = std::int64_t;
using uptr = std::uintptr_t;
using usize = std::size_t;
using f32 = float;
using f64 = double;
}  // namespace gvm

namespace gvm::rt::inline base {

/// Bytes in a pointer and in a frame slot: gvm lays memory out as Go does on amd64, whatever the host.
inline constexpr u64 kPtrSize = 8;

#define GVM_LIKELY(x) __builtin_expect(!!(x), 1)
#define GVM_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define GVM_INLINE inline __attribute__((always_inline))
#define GVM_NOINLINE __attribute__((noinline))
#define GVM_COLD __attribute__((noinline, cold))

}  // namespace gvm::rt::inline base
