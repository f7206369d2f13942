// This file writes bytes as characters of 5 or 6 bits.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

template <int kBits, int kGroupBytes, int kGroupChars>
void putGroups(u8* out, Bytes src, const u8* alphabet, i64 pad) {
  constexpr u64 kMask = (1 << kBits) - 1;
  const u8* p = src.ptr;
  i64 left = src.len;
  // The first `count` characters of a group whose bits stand at the top of kGroupBytes bytes.
  auto chars = [&](u64 bits, int count) {
    for (int i = 0, shift = kBits * (kGroupChars - 1); i < count; i++, shift -= kBits) *out++ = alphabet[bits >> shift & kMask];
  };
  for (; left >= kGroupBytes; left -= kGroupBytes) {
    u64 bits = 0;
    for (int i = 0; i < kGroupBytes; i++) bits = bits << 8 | *p++;
    chars(bits, kGroupChars);
  }
  if (left == 0) return;
  u64 bits = 0;
  for (int i = 0; i < kGroupBytes; i++) bits = bits << 8 | (i < left ? p[i] : 0);
  int count = static_cast<int>(left * 8 + kBits - 1) / kBits;
  chars(bits, count);
  if (pad >= 0)
    for (; count < kGroupChars; count++) *out++ = static_cast<u8>(pad);
}

void put(Bytes dst, Bytes src, const u8* alphabet, i64 bits, i64 pad) {
  if (bits == 6) putGroups<6, 3, 4>(dst.ptr, src, alphabet, pad);
  else putGroups<5, 5, 8>(dst.ptr, src, alphabet, pad);
}

const NativeEntry kTable[] = {
    GVM_NATIVE("internal/radix.put", put),
};

}  // namespace

std::span<const NativeEntry> radixNatives() { return kTable; }

}  // namespace gvm::stdlib
