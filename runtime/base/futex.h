// This file holds what locks are made of: the kernel's futex and the pause of a spin loop. The ranked Mutex and the Note
// built on them are in runtime/core/lock.h.
#pragma once
#include <atomic>

#include "runtime/base/types.h"

namespace gvm::rt::inline base {

/// Sleeps while *addr == expected, at most ns nanoseconds (negative: no limit). May return early.
void futexSleep(std::atomic<u32>* addr, u32 expected, i64 ns);
/// Wakes at most n sleepers of addr.
void futexWake(std::atomic<u32>* addr, u32 n);

/// Tells the CPU that this is a spin loop.
inline void cpuRelax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

}  // namespace gvm::rt::inline base
