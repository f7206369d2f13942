// This file is MCache: the spans a P allocates from without locks, its tiny block, its counters, and its write-barrier
// buffer. Owner: the M that holds the P; the collector, with the world stopped.
#pragma once
#include "runtime/heap/span.h"

namespace gvm::rt::inline heap {

inline constexpr u32 kWbBufEntries = 512;

enum : u32 {
  kSlowCollector = 1,  // marking, or gcstress
  kSlowProfile = 2,    // each allocation is charged by itself
};

struct MCache {
  MSpan* alloc[kNumSpanClasses] = {};
  // Nonzero: every allocation must take the full path. kSlowCollector is written with the world stopped, kSlowProfile by
  // the M that holds the P.
  u32 slow = 0;
  u32 tinyoffset = 0;
  uptr tiny = 0;          // current block of the tiny allocator; not a root: dropped at the start of marking
  u64 tinyAllocs = 0;     // tiny objects since the last flush
  u64 scanAlloc = 0;      // bytes with pointers since the last flush
  u64 largeAlloc = 0, largeAllocCount = 0;  // since the last flush
  u64 nmalloc[kNumSizeClasses] = {};        // objects of flushed spans since the last flush
  u32 flushGen = 0;       // sweepgen for which releaseAll was done
  u64 charged = 0;        // bytes to be taken off sampleLeft: allocated, or of spans that were exchanged
  i64 sampleLeft = 0;     // bytes to the next sample of the memory profile, as chosen for sampleRate
  i64 sampleRate = 0;     // MemProfileRate when it was chosen; 0: not yet

  u32 wbN = 0;
  void* wbBuf[kWbBufEntries] = {};
};

/// Replaces the full span of class spc by one with room. Fatal when out of memory.
MSpan* refill(VM* vm, MCache* c, SpanClass spc);
/// Gives the cached spans back after a cycle began to sweep, once per cycle (c->flushGen says whether it was done).
void prepareForSweep(VM* vm, MCache* c);

}  // namespace gvm::rt::inline heap
