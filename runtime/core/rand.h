// This file holds the fast random state that each M and P keeps (wyrand, Wang Yi's generator, as Go's cheaprand uses).
#pragma once
#include <cstdint>

namespace gvm::rt::inline core {

// A small generator, owned by one thread at a time. Not for secrets.
struct FastRand {
  uint64_t state = 0;
  uint64_t next64() {
    state += 0xa0761d6478bd642fULL;
    __uint128_t t = static_cast<__uint128_t>(state) * (state ^ 0xe7037ed1a0b428dbULL);
    return static_cast<uint64_t>(t >> 64) ^ static_cast<uint64_t>(t);
  }
  uint32_t next32() { return static_cast<uint32_t>(next64()); }
  // Uniform in [0, n), with the multiplication method (Lemire); n > 0.
  uint32_t below(uint32_t n) { return static_cast<uint32_t>((static_cast<uint64_t>(next32()) * n) >> 32); }
};

}  // namespace gvm::rt::inline core
