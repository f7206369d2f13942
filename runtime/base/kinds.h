// This file turns kinds.def into the Kind enumeration that compiler, image and runtime share.
#pragma once
#include <cstdint>
#include <string_view>

#include "runtime/base/types.h"

namespace gvm::rt::inline base {

enum class Kind : u8 {
#define KIND(name, num, str, size, scalar) name = num,
#include "runtime/base/kinds.def"
#undef KIND
};

inline constexpr int kNumKinds = 27;

/// Size in bytes of every value of kind k, or 0 when it depends on the type (array, struct).
constexpr u32 kindSize(Kind k) {
  constexpr u8 table[kNumKinds] = {
#define KIND(name, num, str, size, scalar) size,
#include "runtime/base/kinds.def"
#undef KIND
  };
  return table[static_cast<int>(k)];
}

/// The name that reflect.Kind.String gives.
constexpr std::string_view kindName(Kind k) {
  constexpr std::string_view table[kNumKinds] = {
#define KIND(name, num, str, size, scalar) str,
#include "runtime/base/kinds.def"
#undef KIND
  };
  return table[static_cast<int>(k)];
}

/// True for kinds whose value is one slot in canonical (extended) form; complex64 is one slot too, but raw memory.
constexpr bool kindIsScalar(Kind k) {
  constexpr bool table[kNumKinds] = {
#define KIND(name, num, str, size, scalar) scalar,
#include "runtime/base/kinds.def"
#undef KIND
  };
  return table[static_cast<int>(k)];
}

constexpr bool kindIsSigned(Kind k) { return k >= Kind::Int && k <= Kind::Int64; }
constexpr bool kindIsUnsigned(Kind k) { return k >= Kind::Uint && k <= Kind::Uintptr; }
constexpr bool kindIsInteger(Kind k) { return k >= Kind::Int && k <= Kind::Uintptr; }
constexpr bool kindIsFloat(Kind k) { return k == Kind::Float32 || k == Kind::Float64; }
constexpr bool kindIsComplex(Kind k) { return k == Kind::Complex64 || k == Kind::Complex128; }

/// Kinds whose value is a single pointer, so that an interface's data word holds the value itself.
constexpr bool kindIsPointerShaped(Kind k) {
  return k == Kind::Chan || k == Kind::Func || k == Kind::Map || k == Kind::Pointer || k == Kind::UnsafePointer;
}

}  // namespace gvm::rt::inline base
