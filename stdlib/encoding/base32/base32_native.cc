// This file reads base32.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

constexpr u8 kForeign = 128;  // radix.go's
constexpr i64 kFull = -2;

// Bytes of a group of so many characters. Numbers that no group has count for nothing.
constexpr i64 kBytesOf[] = {0, 0, 1, 0, 2, 3, 0, 4, 5};

std::tuple<i64, i64, bool> get(Bytes dst, Bytes src, const u8* values, i64 pad) {
  i64 n = 0;
  for (i64 begin = 0; begin < src.len; begin += 8) {
    u64 bits = 0;
    i64 chars = 0;
    bool padded = false;
    for (; chars < 8; chars++) {
      i64 place = begin + chars;
      if (place == src.len) {
        if (pad >= 0) return {n, begin, false};
        break;
      }
      u8 c = src.ptr[place];
      if (c == pad && chars >= 2 && src.len - place <= 8 && pad >= 0) {
        padded = true;
        break;
      }
      if (values[c] == kForeign) return {n, place, false};
      bits = bits << 5 | values[c];
    }
    if (padded) {
      i64 place = begin + chars;
      if (src.len < begin + 8) return {n, src.len, false};
      for (i64 i = place + 1; i < begin + 8; i++)
        if (src.ptr[i] != pad) return {n, i - 1, false};
      if (chars == 3 || chars == 6) return {n, place, false};
    }
    bits <<= 5 * (8 - chars);
    i64 count = kBytesOf[chars];
    if (dst.len - n < count) return {n, kFull, false};
    for (i64 i = 0; i < count; i++) dst.ptr[n++] = static_cast<u8>(bits >> (32 - 8 * i));
    if (chars < 8) return {n, -1, true};
  }
  return {n, -1, false};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("encoding/base32.get", get),
};

}  // namespace

std::span<const NativeEntry> encodingBase32Natives() { return kTable; }

}  // namespace gvm::stdlib
