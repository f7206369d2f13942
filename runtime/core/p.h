// This file defines P, the right to run Go code: GOMAXPROCS of them exist. A P carries what running code needs without
// locks: the run queue, the memory cache, the timers, pools. The M that holds the P owns all of it; fields touched by
// others are atomic or say which lock guards them.
#pragma once
#include <atomic>
#include <cstdint>

#include "runtime/core/atomic_ptr.h"
#include "runtime/core/g.h"
#include "runtime/core/rand.h"

namespace gvm::rt::inline core {

// Pidle: on the idle list or between owners. Prunning: owned by an M. Psyscall: its M is in a syscall, anyone may take
// it by compare-and-swap. Pgcstop: halted for a stopped world. Pdead: beyond GOMAXPROCS.
enum PStatus : uint32_t { Pidle, Prunning, Psyscall, Pgcstop, Pdead };

inline constexpr uint32_t kRunqSize = 256;  // power of two; a full queue spills half to the global queue

// What sysmon saw of a P last time.
struct SysmonTick {
  uint32_t schedtick = 0;
  uint32_t syscalltick = 0;
  int64_t schedwhen = 0;
  int64_t syscallwhen = 0;
};

struct P {
  int32_t id = 0;
  std::atomic<uint32_t> status{Pidle};
  VM* vm = nullptr;
  P* link = nullptr;        // idle list (Sched::lock)
  std::atomic<uint32_t> schedtick{0};  // grows with every schedule(); written by the owner, read by sysmon
  std::atomic<uint32_t> syscalltick{0};  // grows with every syscall
  SysmonTick sysmontick;    // owner: sysmon
  AtomicPtr<M> m;  // owning M; null when idle
  M* nextm = nullptr;       // procresize: the M that startTheWorld will wake with this P
  std::atomic<bool> preempt{false};  // get off this P as soon as possible

  // ---- run queue: written by the owner, stolen from the head by others ---------------------------------------------
  std::atomic<uint32_t> runqhead{0};
  std::atomic<uint32_t> runqtail{0};
  std::atomic<G*> runq[kRunqSize]{};
  std::atomic<G*> runnext{nullptr};  // made ready by the current G: runs next and inherits its time slice

  // ---- caches ------------------------------------------------------------------------------------------------------
  GList gFree;                 // dead Gs
  Sudog* sudogcache = nullptr; // free sudogs through next
  int32_t nsudogcache = 0;
  Defer* deferpool = nullptr;  // free defers through link
  int32_t ndeferpool = 0;
  uint64_t goidcache = 0;      // goids this P may hand out: [goidcache, goidcacheend)
  uint64_t goidcacheend = 0;
  FastRand rand;               // runtime choices on this P (select order, steal order)

  // ---- owned by other rooms ----------------------------------------------------------------------------------------
  MCache* mcache = nullptr;       // heap
  StackCache* stackcache = nullptr;  // stack: free stacks per order
  GCWork* gcw = nullptr;          // gc: local mark queue
  TimerHeap* timers = nullptr;    // timer
  void* syncPools = nullptr;      // sync.Pool's per-P locals are in Go memory; this is reserved

  // ---- gc (room gc decides their use) ------------------------------------------------------------------------------
  std::atomic<G*> gcBgMarkWorker{nullptr};
  int64_t gcAssistTime = 0;           // ns in assists, flushed to the controller
  int64_t gcFractionalMarkTime = 0;   // ns in fractional workers
  int64_t gcMarkWorkerStartTime = 0;
  uint8_t gcMarkWorkerMode = 0;
  uint32_t statsSeq = 0;
  uint64_t traceSeq = 0;     // trace: events that handed it from thread to thread; owner: who makes the event
  uint64_t traceThread = 0;  // trace: id of the M whose system call holds it
  uint32_t readyTick = 0;    // goroutines made ready here; each eighth one's wait is measured
  std::atomic<bool> runSafePointFn{false};  // run Sched::safePointFn at the next safepoint

  int64_t maxStackScanDelta = 0;
  uint64_t scannedStackSize = 0;
  uint64_t scannedStacks = 0;
};

}  // namespace gvm::rt::inline core
