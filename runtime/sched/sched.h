// This file is the contract of the scheduler for the rooms above it: making, parking and readying goroutines, syscalls,
// locked threads, GOMAXPROCS, and the VM's threads. What the rooms below call is in core/upcalls.h; how it works is told
// in proc.cc.
#pragma once
#include <vector>

#include "runtime/base/types.h"
#include "runtime/core/engine.h"
#include "runtime/core/g.h"
#include "runtime/core/histogram.h"
#include "runtime/core/m.h"
#include "runtime/core/p.h"
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline sched {

inline constexpr i32 kMaxProcs = 1024;       // limit of GOMAXPROCS
inline constexpr u32 kGlobalQueueTick = 61;  // schedules between looks at the global queue first
inline constexpr i64 kForcePreemptNs = 10 * 1000 * 1000;     // time slice
inline constexpr i64 kForceGCPeriodNs = 120LL * 1000000000;  // a collection at least this often
inline constexpr u32 kGoidBatch = 16;

// All shared state of one VM's scheduler. Guarded by lock unless said otherwise.
struct Sched {
  Mutex lock{LockRank::kSched};
  VM* vm = nullptr;

  // ---- threads -------------------------------------------------------------------------------------------------------
  M* m0 = nullptr;          // the M of the thread that made the VM; constant
  M* midle = nullptr;       // Ms asleep in stopm, last in first out
  i32 nmidle = 0;
  i32 nmidlelocked = 0;     // Ms asleep waiting for their locked G
  i64 mnext = 0;            // Ms made so far, and the next id
  i32 maxmcount = 10000;    // debug.SetMaxThreads
  i32 nmsys = 0;            // Ms that do not count for deadlock (sysmon)
  i64 nmfreed = 0;
  M* allm = nullptr;        // through alllink
  M* freem = nullptr;       // exited, thread not joined yet
  std::atomic<i32> nmspinning{0};
  std::atomic<u32> needspinning{0};  // a spinning M must be started when a P frees up
  std::atomic<i32> nthreads{0};      // started and not yet ended, without m0

  // ---- processors ----------------------------------------------------------------------------------------------------
  P* pidle = nullptr;
  std::atomic<i32> npidle{0};
  std::vector<P*> allp;     // all ever made; [0, gomaxprocs) are in use. Changes with the world stopped, under allpLock
  Mutex allpLock{LockRank::kAllp};
  std::atomic<i32> gomaxprocs{0};
  i32 ncpu = 1;

  // ---- goroutines ----------------------------------------------------------------------------------------------------
  GQueue runq;              // global run queue
  std::atomic<i32> runqsize{0};  // its length, readable without the lock
  Mutex gFreeLock{LockRank::kGFree};
  GList gFreeStack;         // dead Gs that keep a stack of standard size
  GList gFreeNoStack;
  std::atomic<i32> ngfree{0};
  std::atomic<i32> ngsys{0};  // system goroutines
  std::atomic<u64> goidgen{0};
  Mutex allglock{LockRank::kAllg};
  std::vector<G*> allgs;    // every G ever made; guarded by allglock, or the stopped world
  std::vector<G**> oldAllgs;  // reserved

  Mutex sudoglock{LockRank::kSudog};
  Sudog* sudogcache = nullptr;
  Mutex deferlock{LockRank::kDefer};
  Defer* deferpool = nullptr;

  // ---- stopping the world ----------------------------------------------------------------------------------------------
  std::atomic<bool> gcwaiting{false};  // a stop is wanted: Ps halt in schedule and syscall exits
  i32 stopwait = 0;         // Ps still to stop
  Note stopnote;
  bool worldStopped = false;
  std::atomic<u32> worldsema{1};  // 1 free; see acquireWorldSema
  Mutex worldsemaLock{LockRank::kUnranked};
  void (*safePointFn)(P*, void*) = nullptr;  // forEachP in progress
  void* safePointArg = nullptr;
  i32 safePointWait = 0;
  Note safePointNote;

  // ---- sysmon ----------------------------------------------------------------------------------------------------------
  std::atomic<bool> sysmonwait{false};  // sysmon sleeps on sysmonnote
  Note sysmonnote;
  Mutex sysmonlock{LockRank::kSysmon};
  M* sysmonM = nullptr;
  std::atomic<i64> lastpoll{0};   // nanotime of the last network poll; 0: some M is in a blocking poll
  std::atomic<i64> pollUntil{0};  // when that blocking poll will end
  std::atomic<G*> forcegcG{nullptr};
  std::atomic<bool> forcegcIdle{false};
  i32 newprocs = 0;         // GOMAXPROCS to set at the next start of the world; 0: unchanged
  i64 procresizetime = 0;
  i64 totaltime = 0;        // sum of GOMAXPROCS over time, ns
  i64 starttime = 0;        // of schedtrace

  // ---- what runtime/metrics asks ---------------------------------------------------------------------------------------
  TimeHistogram latencies;  // from runnable to running, of one in eight goroutines made ready
  TimeHistogram stoppingGC, stoppingOther;  // from the request for a stop until the world stood
  TimeHistogram pausesGC, pausesOther;      // until it went on
  std::atomic<i64> mutexWaitNs{0};  // time goroutines waited for sync.Mutex and RWMutex
  i64 stopRequested = 0;    // nanotime; guarded by the world semaphore
  bool stopForGC = false;

  // ---- end of the VM -----------------------------------------------------------------------------------------------------
  Note mainDone;            // reserved for hosts
  std::atomic<i32> liveMs{0};
};

// ---- life -----------------------------------------------------------------------------------------------------------------
// Makes the scheduler with m0 = the calling thread's M and no Ps yet.
M* schedinit(VM* vm);
// Changes the number of Ps (world stopped, or before the first start). Returns the Ps that have local work.
P* procresize(VM* vm, i32 n);
// GOMAXPROCS(n): n <= 0 only reads. Stops and starts the world.
i32 setGomaxprocs(VM* vm, i32 n);
// Runs the scheduler on the calling thread (m0) until the VM stops.
void schedRun(VM* vm);
// The same for a VM whose functions the host calls (VMConfig::hosted), from call to call: comes back when the program
// waits for the next one (true), or has ended (false).
bool schedHost(VM* vm);
// Ends an embedded VM from any thread: its Ms leave what they are doing, also in loops and system calls, and schedRun or
// schedHost return. False if the VM has ended already. The VM must not be closed meanwhile.
bool stopVM(VM* vm, int status, const char* why);
// Starts the monitor thread.
void startSysmon(VM* vm);
// Tells every M to leave its loop, wakes sleepers and waits until all threads have ended. Then frees Ms, Ps, Gs.
void schedStop(VM* vm);
void schedFree(VM* vm);

// ---- goroutines -----------------------------------------------------------------------------------------------------------
// Marks the G for yielding at its next safepoint (runtime.Gosched is RunExit::kYield of the engine).
void preemptone(G* g);
// Number of live user goroutines.
i32 gcount(VM* vm);
i32 mcount(VM* vm);
u64 newGoid(P* p);
// Sets g->status from one to the other, spinning while the collector holds Gscan.
void casgstatus(G* g, u32 from, u32 to);
bool castogscanstatus(G* g, u32 from, u32 to);
void casfromGscanstatus(G* g, u32 from, u32 to);
// Puts the stack limit back after a preemption request was honoured.
void clearPreempt(G* g);

Sudog* acquireSudog(M* m);
void releaseSudog(M* m, Sudog* s);
Defer* newDefer(M* m);
void freeDefer(M* m, Defer* d);

// ---- threads --------------------------------------------------------------------------------------------------------------
void lockOSThread(G* g);
void unlockOSThread(G* g);
// The runtime's own counted pair (package inits run on the main thread).
void lockOSThreadInternal(G* g);
void unlockOSThreadInternal(G* g);

// ---- syscalls -------------------------------------------------------------------------------------------------------------
// Around a native call that may block: the P can be taken by others meanwhile. exitsyscall returns with a P again, and
// waits for one if need be. Between the two: no Go heap access but to memory pinned by the caller's arguments, no
// allocation, no park. The goroutine's stack does not move meanwhile.
void entersyscall(G* g);
// The P is given up at once (the call is known to be long).
void entersyscallblock(G* g);
void exitsyscall(G* g);
struct SyscallScope {
  G* g;
  explicit SyscallScope(G* gp, bool sureToBlock = false) : g(gp) { sureToBlock ? entersyscallblock(g) : entersyscall(g); }
  ~SyscallScope() { exitsyscall(g); }
};

// ---- observation ------------------------------------------------------------------------------------------------------------
// Prints a SCHED line (GODEBUG=schedtrace), with details of each P, M and G if asked.
void schedtrace(VM* vm, bool detailed);

// A fatal error is being printed: asks all other Ms to stop where they can, without waiting for those that cannot.
void freezetheworld(VM* vm);

// ---- end ----------------------------------------------------------------------------------------------------------------
// Ends the program with this status: the process, or for an embedded VM the VM (the calling M leaves its loop).
[[noreturn]] void exitVM(VM* vm, int status);

}  // namespace gvm::rt::inline sched
