// This file holds the collector's state and the interfaces between its files.
#pragma once
#include <vector>

#include "runtime/core/engine.h"
#include "runtime/core/upcalls.h"
#include "runtime/gc/gc.h"
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mheap.h"
#include "runtime/os/time.h"
#include "runtime/trace/trace.h"

namespace gvm::rt::inline gc {

enum class GCPhase : u8 { kOff, kMark, kMarkTermination };
enum class WorkerMode : u8 { kNone, kDedicated, kFractional, kIdle };

/// A block of grey objects.
struct WorkBuf {
  static constexpr u32 kEntries = 253;  // makes the block 2 KB
  WorkBuf* next = nullptr;
  u64 n = 0;
  uptr obj[kEntries];
};

/// The marker's local queue, one per P. Two blocks, so that a run of pushes and pops around a block boundary does not
/// go to the global lists each time. Owner: the M with the P.
struct GCWork {
  WorkBuf* a = nullptr;  // the one in use
  WorkBuf* b = nullptr;
  u64 bytesMarked = 0;   // since the last flush
  i64 scanWork = 0;      // bytes scanned since the last flush
  bool flushed = false;  // gave blocks to the global list since gcMarkDone last looked
};

/// A unit of root marking.
struct RootJob {
  enum Kind : u8 { kData, kSpecials } kind;
  u64 index = 0;  // data: position in data, and block; specials: first span
};

struct DataRoot {
  void* base;
  u64 words;
  const u64* mask;
};

/// What the pacer remembers between cycles.
struct Pacer {
  u64 heapMarked = 0;      // bytes marked by the last cycle
  u64 heapMinimum = 4 << 20;
  std::atomic<u64> heapGoal{4 << 20};  // bytes at which this cycle should end
  u64 triggered = 0;       // heapLive when the cycle started
  u64 lastHeapScan = 0, lastStackScan = 0, globalsScan = 0;
  f64 consMark = 0;        // bytes allocated per byte scanned, smoothed
  f64 consMarks[4] = {};
  f64 fractionalGoal = 0;
  std::atomic<i64> dedicatedNeeded{0};
  std::atomic<i64> heapScanWork{0}, stackScanWork{0}, globalsScanWork{0};
  std::atomic<i64> assistTime{0}, dedicatedTime{0}, fractionalTime{0}, idleTime{0};
  i64 markStart = 0;
};

struct GCState {
  explicit GCState(VM* v) : vm(v) {}
  VM* vm;
  std::atomic<GCPhase> phase{GCPhase::kOff};
  Mutex startLock{LockRank::kUnranked};      // one starter at a time
  std::atomic<bool> markDoneBusy{false};     // one goroutine tries to end marking
  std::atomic<i32> active{0};                // workers and assists that hold work

  // ---- mark queues --------------------------------------------------------------------------------------------------
  Mutex workLock{LockRank::kGCWork};  // guards full, empty
  WorkBuf* full = nullptr;
  WorkBuf* empty = nullptr;
  std::atomic<i64> nfull{0};
  std::vector<WorkBuf*> allBufs;

  // ---- roots ----------------------------------------------------------------------------------------------------------
  Mutex rootLock{LockRank::kRoot};  // guards data
  std::vector<DataRoot> data;
  usize dataPrepared = 0;           // entries of data that have jobs in this cycle
  std::vector<RootJob> jobs;        // built with the world stopped
  std::vector<MSpan*> specialSpans; // spans at the start of the cycle that have specials
  u64 stacks = 0;                   // goroutines at the start of the cycle; the jobs after those of `jobs`, one each
  std::atomic<u64> nextJob{0};
  std::atomic<u64> jobsDone{0};

  // ---- workers --------------------------------------------------------------------------------------------------------
  Mutex poolLock{LockRank::kLeaf};  // guards pool, workers
  std::vector<G*> pool;             // idle workers, parked
  i32 workers = 0;
  G* sweeper = nullptr;
  std::atomic<bool> sweeperParked{false};
  G* scavenger = nullptr;
  std::atomic<bool> scavengerParked{false};
  G* forceHelper = nullptr;
  std::atomic<bool> forceParked{false};
  std::atomic<i32> idleWorkers{0};

  // ---- cycles ---------------------------------------------------------------------------------------------------------
  std::atomic<u32> cycles{0};       // cycles started
  std::atomic<u32> cyclesDone{0};   // cycles whose marking is finished
  Mutex waitLock{LockRank::kSweepWaiters};  // guards waiters
  GList waiters;                    // goroutines in gcCollect
  bool forced = false;
  std::atomic<u64> bytesMarked{0};
  Pacer pacer;

  // ---- statistics -----------------------------------------------------------------------------------------------------
  GCStats stats;
  i64 tSweepTerm = 0, tMark = 0, tMarkTerm = 0, tEnd = 0, pauseStart = 0;
  i64 stwSweepTermNs = 0, stwMarkTermNs = 0;
  u64 heap0 = 0, heap1 = 0, heap2 = 0;
  std::atomic<i64> cpuAssist{0}, cpuDedicated{0}, cpuIdle{0}, cpuPause{0};  // ns of all cycles
  std::atomic<u64> finalizersRun{0}, cleanupsRun{0};
  i64 totalGCCpu = 0;               // ns of CPU in the collector
  std::atomic<i64> lastGC{0};       // nanotime of the end of the last cycle

  u64 rootJobs() const { return jobs.size() + stacks; }
  bool marking() const { return phase.load(std::memory_order_acquire) == GCPhase::kMark; }
};

// ---- queues (work.cc) -----------------------------------------------------------------------------------------------
void gcwPut(GCState* gc, GCWork* w, uptr obj);
uptr gcwGet(GCState* gc, GCWork* w);  // 0: nothing, here or globally
/// Gives local blocks and counters to the global state. Afterwards w is empty.
void gcwDispose(GCState* gc, GCWork* w);
/// Makes local work visible to others when there is much of it and none elsewhere.
void gcwBalance(GCState* gc, GCWork* w);
bool gcwEmpty(const GCWork* w);

// ---- marking (mark.cc) ----------------------------------------------------------------------------------------------
/// Marks the object that contains p, if p is a heap pointer, and queues it.
void greyPointer(GCState* gc, GCWork* w, uptr p);
/// Scans n words at base by a mask.
void scanBlock(GCState* gc, GCWork* w, const void* base, u64 words, const u64* mask);
void scanObject(GCState* gc, GCWork* w, uptr obj);
/// Scans g's frames and records; g is stopped. Returns bytes scanned.
u64 scanStack(GCState* gc, GCWork* w, G* g);
/// Hands the pointers to see that scanStack would mark.
void visitStack(GCState* gc, G* g, void (*see)(void* arg, uptr p), void* arg);
void prepareRoots(GCState* gc);
/// Does one root job; false when none is left.
bool markRoot(GCState* gc, GCWork* w);
/// Roots that are cheap enough for a stopped world: VM-wide records, ready finalizers.
void markFixedRoots(GCState* gc, GCWork* w);
bool markWorkAvailable(GCState* gc, const GCWork* w);
/// Scans until `budget` bytes of work are done (< 0: no limit), there is nothing left, or stop(arg) holds. roots: also do
/// root jobs. Returns the work done.
i64 drain(GCState* gc, P* p, i64 budget, bool roots, bool (*stop)(void*), void* arg);

// ---- pacing (pacer.cc) ----------------------------------------------------------------------------------------------
void pacerStart(GCState* gc, i64 now, i32 procs);
void pacerRevise(GCState* gc);
void pacerEnd(GCState* gc, i64 now, i32 procs);
/// Sets goal and trigger from heapMarked.
void pacerCommit(GCState* gc);

/// The program's own part of the collector's phases (mgc.cc).
void gcMarkDone(GCState* gc);
void wakeParked(VM* vm, std::atomic<bool>& parked, G* g);

// ---- phases by others -----------------------------------------------------------------------------------------------
RunExit bgSweepStep(M* m, G* g, void* arg);
RunExit bgScavengeStep(M* m, G* g, void* arg);

}  // namespace gvm::rt::inline gc
