// This file is Keccak-f[1600] (FIPS 202, section 3), and the bytes that go into and out of its state.
#include <algorithm>
#include <bit>
#include <cstring>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

constexpr int kRounds = 24;

// The constants of step iota come from a shift register, those of rho and pi from a walk over the lanes.
struct Constants {
  u64 iota[kRounds] = {};
  int lane[24] = {}, turn[24] = {};
  constexpr Constants() {
    u8 lfsr = 1;
    for (u64& c : iota)
      for (int j = 0; j < 7; j++) {
        if (lfsr & 1) c |= u64{1} << ((1 << j) - 1);
        lfsr = static_cast<u8>(lfsr << 1 ^ (lfsr & 0x80 ? 0x71 : 0));
      }
    int x = 1, y = 0;
    for (int t = 0; t < 24; t++) {
      turn[t] = (t + 1) * (t + 2) / 2 % 64;
      int next = (2 * x + 3 * y) % 5;
      x = y, y = next;
      lane[t] = x + 5 * y;
    }
  }
};
constexpr Constants kConstants;

void keccak(u64* a) {
  for (u64 iota : kConstants.iota) {
    u64 c[5];
    for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (int x = 0; x < 5; x++) {
      u64 d = c[(x + 4) % 5] ^ std::rotl(c[(x + 1) % 5], 1);
      for (int y = 0; y < 25; y += 5) a[x + y] ^= d;
    }
    u64 carried = a[1];
#pragma clang loop unroll(full)
    for (int t = 0; t < 24; t++) {
      u64 next = a[kConstants.lane[t]];
      a[kConstants.lane[t]] = std::rotl(carried, kConstants.turn[t]);
      carried = next;
    }
    for (int y = 0; y < 25; y += 5) {
      u64 row[5];
      for (int x = 0; x < 5; x++) row[x] = a[y + x];
      for (int x = 0; x < 5; x++) a[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    a[0] ^= iota;
  }
}

// The state is an array of bytes to Go, which need not be aligned.
void turn(u8* a) {
  u64 lanes[25];
  std::memcpy(lanes, a, sizeof lanes);
  keccak(lanes);
  std::memcpy(a, lanes, sizeof lanes);
}

i64 mixIn(u8* a, i64 rate, i64 n, Bytes p) {
  for (i64 i = 0; i < p.len;) {
    i64 part = std::min(rate - n, p.len - i);
    for (i64 k = 0; k < part; k++) a[n + k] ^= p.ptr[i + k];
    i += part;
    if ((n += part) == rate) turn(a), n = 0;
  }
  return n;
}

i64 takeOut(u8* a, i64 rate, i64 n, Bytes p) {
  for (i64 i = 0; i < p.len;) {
    if (n == rate) turn(a), n = 0;
    i64 part = std::min(rate - n, p.len - i);
    std::memcpy(p.ptr + i, a + n, static_cast<usize>(part));
    i += part;
    n += part;
  }
  return n;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("crypto/sha3.mixIn", mixIn),
    GVM_NATIVE("crypto/sha3.takeOut", takeOut),
    GVM_NATIVE("crypto/sha3.turn", turn),
};

}  // namespace

std::span<const NativeEntry> cryptoSha3Natives() { return kTable; }

}  // namespace gvm::stdlib
