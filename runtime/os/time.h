// This file holds the clocks.
#pragma once
#include <time.h>

#include "runtime/base/types.h"

namespace gvm::rt::inline os {

/// Monotonic nanoseconds; never 0.
inline i64 nanotime() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/// Nanoseconds since 1970 UTC.
inline i64 walltime() {
  timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/// CPU ticks for cheap intervals (the time stamp counter).
inline i64 cputicks() {
#if defined(__x86_64__)
  return static_cast<i64>(__builtin_ia32_rdtsc());
#else
  return nanotime();
#endif
}

}  // namespace gvm::rt::inline os
