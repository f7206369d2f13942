// This file implements the address-space primitives with mmap and madvise.
#include "runtime/os/mem.h"

#include <sys/mman.h>
#include <unistd.h>

#include "runtime/base/bits.h"

namespace gvm::rt::inline os {

void* sysReserveAligned(u64 n, u64 align) {
  void* p = mmap(nullptr, n + align, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) return nullptr;
  u64 start = reinterpret_cast<u64>(p), at = alignUp(start, align);
  if (at > start) munmap(p, at - start);
  if (start + align > at) munmap(reinterpret_cast<void*>(at + n), start + align - at);
  return reinterpret_cast<void*>(at);
}

bool sysMap(void* p, u64 n) { return mprotect(p, n, PROT_READ | PROT_WRITE) == 0; }

void* sysAlloc(u64 n) {
  void* p = mmap(nullptr, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return p == MAP_FAILED ? nullptr : p;
}

void sysUnused(void* p, u64 n) { madvise(p, n, MADV_DONTNEED); }
void sysHugePage(void* p, u64 n) { madvise(p, n, MADV_HUGEPAGE); }
void sysNoHugePage(void* p, u64 n) { madvise(p, n, MADV_NOHUGEPAGE); }
void sysFree(void* p, u64 n) { munmap(p, n); }
u64 physPageSize() { return static_cast<u64>(sysconf(_SC_PAGESIZE)); }

}  // namespace gvm::rt::inline os
