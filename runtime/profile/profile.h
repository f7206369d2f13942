// This file is the contract of profiles: samples of the program by stack. A stack is the list of return addresses that
// panic's `callers` gives, innermost first; inlined calls are told apart when it is read (stdlib/runtime/pprof).
//
//   cpu      SIGPROF comes to a running thread at the chosen rate of CPU time. The handler counts a tick on the thread's M
//            and asks the goroutine to stop at its next safepoint, a few instructions on, where the stack is recorded.
//   memory   about every MemProfileRate allocated bytes the allocation at hand is recorded, and counted again when it is
//            freed. Small objects are charged when their span is exchanged, so that the fast path has nothing to do;
//            below kExactRate every allocation takes the slow path and is charged itself.
//   block    a goroutine that waited on a channel, lock or condition is recorded when it goes on.
//   mutex    whoever unlocks a lock that others waited for is recorded with their waiting time.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/m.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline profile {

enum class ProfileKind : u8 { kCpu, kMemory, kBlock, kMutex };

// One stack of a profile. Values: cpu {samples}; memory {allocs, bytes, frees, freed bytes}; block and mutex {count, ns}.
struct ProfileRecord {
  std::vector<uptr> stack;
  i64 values[4] = {};
};

Profiler* profilerNew(VM* vm);
void profilerFree(VM* vm);

// Samples CPU time hz times a second; 0 stops. False if the process has no timer for it (embedded VM).
bool setCpuProfileRate(VM* vm, i32 hz);
i32 cpuProfileRate(VM* vm);
// The rate is read from this variable of the program (runtime.MemProfileRate).
void setMemProfileRateVariable(VM* vm, const i64* rate);
void setBlockProfileRate(VM* vm, i64 ns);
// 0: off. n: one in n contentions.
void setMutexProfileFraction(VM* vm, i64 n);

// A copy of the records. kCpu's are handed over: the next call begins anew.
std::vector<ProfileRecord> profileRecords(VM* vm, ProfileKind kind);

}  // namespace gvm::rt::inline profile
