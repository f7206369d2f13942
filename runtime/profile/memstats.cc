// This file adds up the memory statistics from the counters of heap, stack and gc.
#include "runtime/profile/memstats.h"

#include "runtime/core/upcalls.h"
#include "runtime/gc/gc.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mcache.h"
#include "runtime/heap/mheap.h"
#include "runtime/heap/sizeclasses.h"
#include "runtime/stack/stack.h"

namespace gvm::rt::inline profile {

void readMemStats(VM* vm, MemStats* m) {
  // Counters of the Ps' caches are brought in first, so that the numbers are exact.
  i32 n = 0;
  P* const* ps = allPs(vm, &n);
  for (i32 i = 0; i < n; i++)
    if (ps[i]->mcache != nullptr) releaseAll(vm, ps[i]->mcache);
  const HeapStats& h = vm->heap->stats;
  *m = MemStats{};
  for (int i = 0; i < kNumSizeClasses; i++) {
    u64 made = h.nmalloc[i].load(), freed = h.nfree[i].load();
    m->mallocs += made;
    m->frees += freed;
    if (i < 61) m->bySize[i] = {kClassToSize[i], made, freed};
  }
  u64 tiny = h.tinyAllocs.load();
  m->mallocs += tiny;
  m->frees += tiny;
  m->totalAlloc = h.totalAlloc.load();
  u64 freedBytes = h.totalFree.load();
  m->alloc = m->heapAlloc = m->totalAlloc > freedBytes ? m->totalAlloc - freedBytes : 0;
  m->heapObjects = m->mallocs > m->frees ? m->mallocs - m->frees : 0;
  StackStats stacks = stackStats(vm);
  u64 ready = h.mappedReady.load();
  m->heapReleased = h.heapReleased.load();
  m->heapInuse = h.heapInUse.load();
  m->stackInuse = stacks.inuse;
  m->stackSys = stacks.sys;
  m->heapSys = ready + m->heapReleased - std::min(ready, h.stackInUse.load());
  m->heapIdle = m->heapSys > m->heapInuse ? m->heapSys - m->heapInuse : 0;
  m->mcacheInuse = m->mcacheSys = static_cast<u64>(n) * sizeof(MCache);
  m->mspanInuse = m->mspanSys = vm->heap->allspans.size() * sizeof(MSpan);
  m->gcSys = h.metadata.load();
  m->otherSys = h.specialsMem.load();
  m->sys = m->heapSys + m->stackSys + m->mcacheSys + m->mspanSys + m->gcSys + m->otherSys;
  GCStats gc = gcStats(vm);
  m->nextGC = gc.nextGC;
  m->lastGC = gc.lastGCUnixNs;
  m->pauseTotalNs = gc.pauseTotalNs;
  std::copy(std::begin(gc.pauseNs), std::end(gc.pauseNs), m->pauseNs);
  std::copy(std::begin(gc.pauseEnd), std::end(gc.pauseEnd), m->pauseEnd);
  m->numGC = gc.numGC;
  m->numForcedGC = gc.numForcedGC;
  m->gcCPUFraction = gc.cpuFraction;
  m->enableGC = true;
}

}  // namespace gvm::rt::inline profile
