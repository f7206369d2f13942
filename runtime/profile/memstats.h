// This file declares the memory statistics that runtime.ReadMemStats reports.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline profile {

// Field for field the Go type runtime.MemStats (stdlib/runtime/mem.go documents them).
struct MemStats {
  u64 alloc, totalAlloc, sys, lookups, mallocs, frees;
  u64 heapAlloc, heapSys, heapIdle, heapInuse, heapReleased, heapObjects;
  u64 stackInuse, stackSys, mspanInuse, mspanSys, mcacheInuse, mcacheSys, buckHashSys, gcSys, otherSys;
  u64 nextGC, lastGC, pauseTotalNs;
  u64 pauseNs[256];
  u64 pauseEnd[256];
  u32 numGC, numForcedGC;
  f64 gcCPUFraction;
  bool enableGC, debugGC;
  struct BySize {
    u32 size;
    u64 mallocs, frees;
  } bySize[61];
};

// Fills *m. The world is stopped by the caller.
void readMemStats(VM* vm, MemStats* m);

}  // namespace gvm::rt::inline profile
