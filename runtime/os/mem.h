// This file holds address-space primitives: memory goes Reserved -> Ready -> (released and used again) -> gone, as in
// Go's mem.go. All sizes and addresses are multiples of the system's page size.
#pragma once
#include "runtime/base/types.h"

namespace gvm::rt::inline os {

/// Reserves n bytes of address space without memory, aligned to `align`; null when the system refuses.
void* sysReserveAligned(u64 n, u64 align);
/// Makes reserved memory usable (zero-filled, committed on touch); false when out of memory.
bool sysMap(void* p, u64 n);
/// n usable zeroed bytes, committed on touch; null on failure. For tables of the runtime.
void* sysAlloc(u64 n);
/// Tells that the contents are not needed; the pages read as zero afterwards.
void sysUnused(void* p, u64 n);
/// Asks for huge pages / against them.
void sysHugePage(void* p, u64 n);
void sysNoHugePage(void* p, u64 n);
/// Gives address space back.
void sysFree(void* p, u64 n);
u64 physPageSize();

}  // namespace gvm::rt::inline os
