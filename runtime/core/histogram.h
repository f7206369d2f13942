// This file declares a histogram of times, as runtime/metrics gives them: a bucket below 0, four equal ones up to 256 ns,
// four for each doubling up to 2^47 ns (39 hours), and one above.
#pragma once
#include <atomic>
#include <cstdint>

namespace gvm::rt::inline core {

struct TimeHistogram {
  static constexpr int kBuckets = 162;
  std::atomic<uint64_t> counts[kBuckets] = {};

  void add(int64_t ns) { counts[bucketOf(ns)].fetch_add(1, std::memory_order_relaxed); }

  static int bucketOf(int64_t ns) {
    if (ns < 0) return 0;
    auto v = static_cast<uint64_t>(ns);
    if (v < 256) return 1 + static_cast<int>(v / 64);
    int power = 63 - __builtin_clzll(v);
    if (power >= 47) return kBuckets - 1;
    return 1 + 4 + (power - 8) * 4 + static_cast<int>(v >> (power - 2) & 3);
  }
};

}  // namespace gvm::rt::inline core
