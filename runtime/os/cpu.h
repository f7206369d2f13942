// This file says what the machine offers: processors, CPU features, random seeds.
#pragma once
#include <string>

#include "runtime/base/types.h"

namespace gvm::rt::inline os {

/// Processors this process may run on (affinity mask).
i32 ncpu();
/// CPUs that the cgroup (v1 or v2) quota grants, rounded up; 0 when there is no limit. root: where /proc and /sys lie.
i32 cgroupCPULimit(const std::string& root = "");
/// Fills n bytes from the kernel's random source.
void getRandom(void* p, u64 n);

}  // namespace gvm::rt::inline os
