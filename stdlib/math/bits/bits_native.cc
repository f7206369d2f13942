// This file holds the natives of math/bits.
#include "runtime/panic/panic.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::NativeCall;
using rt::NativeStatus;

std::tuple<u64, u64> divide128(u64 hi, u64 lo, u64 y) {
  auto x = static_cast<unsigned __int128>(hi) << 64 | lo;
  return {static_cast<u64>(x / y), static_cast<u64>(x % y)};
}

NativeStatus panicDivide(NativeCall& c) {
  rt::panicdivide(c.g);
  return NativeStatus::kPanic;
}
NativeStatus panicOverflow(NativeCall& c) {
  rt::panicoverflow(c.g);
  return NativeStatus::kPanic;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("math/bits.divide128", divide128),
    GVM_NATIVE_RAW("math/bits.panicDivide", panicDivide),
    GVM_NATIVE_RAW("math/bits.panicOverflow", panicOverflow),
};

}  // namespace

std::span<const NativeEntry> mathBitsNatives() { return kTable; }

}  // namespace gvm::stdlib
