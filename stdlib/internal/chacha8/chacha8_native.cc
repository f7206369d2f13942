// This file holds the natives of internal/chacha8.
#include <bit>
#include <cstring>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

void quarterRound(u32* x, int a, int b, int c, int d) {
  x[a] += x[b];
  x[d] = std::rotl(x[d] ^ x[a], 16);
  x[c] += x[d];
  x[b] = std::rotl(x[b] ^ x[c], 12);
  x[a] += x[b];
  x[d] = std::rotl(x[d] ^ x[a], 8);
  x[c] += x[d];
  x[b] = std::rotl(x[b] ^ x[c], 7);
}

void generate(const u64* key, u32* out, u32 counter) {
  u32 in[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
  std::memcpy(in + 4, key, 32);
  for (u32 lane = 0; lane < 4; lane++) {
    u32 x[16];
    std::memcpy(x, in, sizeof x);
    x[12] = counter + lane;
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 4; i++) quarterRound(x, i, 4 + i, 8 + i, 12 + i);
      for (int i = 0; i < 4; i++) quarterRound(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
    }
    for (int w = 0; w < 16; w++) out[4 * w + lane] = x[w] + (w >= 4 && w < 12 ? in[w] : 0);
  }
}

const NativeEntry kTable[] = {GVM_NATIVE("internal/chacha8.generate", generate)};

}  // namespace

std::span<const NativeEntry> chacha8Natives() { return kTable; }

}  // namespace gvm::stdlib
