// This file declares the garbage collector: a concurrent tri-colour mark and sweep collector, neither moving nor
// generational, after Go's. mgc.cc opens with the essay. Functions say whether they may park or stop the world.
#pragma once
#include <string>

#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/p.h"
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline gc {

enum class GCKind : u8 { kHeap, kTime, kCycle, kForce };

/// Makes the collector's state; the collector stays off until gcenable.
void gcinit(VM* vm);
/// Starts the background sweeper and scavenger and lets collections start.
void gcenable(VM* vm);
void gcFree(VM* vm);

/// Called by the engine at a safepoint after it saw VM::gcRequested, by the goroutine g that runs on the current M, with
/// all its state saved. May stop the world, start a cycle, finish one, assist. Does not park.
void gcSafepoint(G* g);
/// Starts a cycle when kind's condition holds and none is running. Stops the world briefly. For sysmon: needs no P.
bool gcStart(VM* vm, GCKind kind);
/// True when a periodic collection is due.
bool gcTriggerTime(VM* vm, i64 now);
/// runtime.GC for the running goroutine: a whole cycle, sweep included. Returns kPark (after gopark) until it is done; the
/// native returns kParkRetry and calls again with resuming true. Uses g->parkWord.
OpStatus gcCollect(G* g, bool resuming);

/// A mark worker that P should run now (dedicated or fractional), or null. Called by findRunnable.
G* findRunnableGCWorker(P* p, i64 now);
/// An idle-time mark worker for a P with nothing else to do, or null.
G* gcIdleWorker(P* p);
/// True when marking could use another idle worker.
bool gcMarkWorkAvailable(P* p);
/// A P is made or destroyed.
GCWork* allocGCWork(VM* vm);
void gcReleaseP(P* p);

/// SetGCPercent / SetMemoryLimit; return the old value. -1 asks without setting.
i32 setGCPercent(VM* vm, i32 percent);
i64 setMemoryLimit(VM* vm, i64 limit);
/// The second half of debug.FreeOSMemory, after gcCollect: gives every free page back.
void freeOSMemory(VM* vm);

/// Registers memory outside the heap that holds pointers: global variables. mask has one bit per word.
void gcAddRoots(VM* vm, void* base, u64 words, const u64* mask);
void gcRemoveRoots(VM* vm, void* base);

/// Finalizers and cleanups. obj is the base of a heap object. The queue is drained by a goroutine that calls
/// takeFinalizer in a loop.
bool addFinalizer(VM* vm, void* obj, Closure* fn, const Type* argType, const Type* fnType);
void removeFinalizer(VM* vm, void* obj);
/// Calls fn (a func()) some time after the object at p becomes unreachable; returns an id for stopCleanup, 0 on failure.
u64 addCleanup(VM* vm, void* p, Closure* fn);
void stopCleanup(VM* vm, void* p, u64 id);
struct FinalizerCall {
  Closure* fn = nullptr;
  void* arg = nullptr;            // null for cleanups
  const Type* argType = nullptr;  // pointer type of arg
  const Type* fnType = nullptr;
};
/// Next ready finalizer or cleanup. False when there is none.
bool takeFinalizer(VM* vm, FinalizerCall* out);
/// Called (any thread) when the queue stops being empty; start sets it to wake the finalizer goroutine.
void setFinalizerWaker(VM* vm, void (*wake)(VM*));

/// Weak pointers: the handle of the object that contains p (made on first use; a heap object itself), and back.
void* registerWeakPointer(VM* vm, void* p);
void* makeStrongFromWeak(VM* vm, void* handle);

/// What runtime.ReadMemStats reports of the collector; heap counters are in heap/memstats.h.
struct GCStats {
  u32 numGC = 0, numForcedGC = 0;
  u64 pauseTotalNs = 0, lastGCUnixNs = 0, nextGC = 0;
  f64 cpuFraction = 0;
  u64 pauseNs[256] = {}, pauseEnd[256] = {};
};
GCStats gcStats(VM* vm);

/// Debug: checks that every pointer in the heap and the roots points to an allocated object or outside the heap.
/// World stopped. Returns an empty string or what is wrong.
std::string validateHeap(VM* vm);
/// Debug: the same at the end of marking, world stopped: everything that roots and marked objects point to is marked.
std::string validateMarks(VM* vm);

}  // namespace gvm::rt::inline gc
