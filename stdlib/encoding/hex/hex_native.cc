// This file converts bytes to hexadecimal digits and back.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

constexpr char kDigits[] = "0123456789abcdef";

// The value of a digit, 16 for other bytes.
u8 valueOf(u8 c) {
  if (c - '0' < 10u) return c - '0';
  c |= 0x20;
  return c - 'a' < 6u ? c - 'a' + 10 : 16;
}

void put(Bytes dst, Bytes src) {
  u8* out = dst.ptr;
  for (u8 c : src.span()) {
    *out++ = kDigits[c >> 4];
    *out++ = kDigits[c & 15];
  }
}

std::tuple<i64, i64> get(Bytes dst, Bytes src) {
  i64 n = 0;
  for (; 2 * n + 1 < src.len; n++) {
    u8 hi = valueOf(src.ptr[2 * n]), lo = valueOf(src.ptr[2 * n + 1]);
    if ((hi | lo) & 16) return {n, 2 * n + (hi & 16 ? 0 : 1)};
    if (n == dst.len) return {n, -1};
    dst.ptr[n] = static_cast<u8>(hi << 4 | lo);
  }
  return {n, -1};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("encoding/hex.put", put),
    GVM_NATIVE("encoding/hex.get", get),
};

}  // namespace

std::span<const NativeEntry> encodingHexNatives() { return kTable; }

}  // namespace gvm::stdlib
