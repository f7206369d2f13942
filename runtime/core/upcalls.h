// This file declares the few functions that lower rooms (heap, stack, gc, timer) call in rooms above them, each in the
// namespace of the room that implements it. malloc, the
// collector and the scheduler need each other; every back edge of the include order is a row here and nowhere else.
#pragma once
#include <cstdint>

#include "runtime/core/g.h"
#include "runtime/core/m.h"
#include "runtime/core/p.h"


namespace gvm::rt::inline panic {
// ---- panic: failures --------------------------------------------------------------------------------------------------
// Our bug: prints "fatal error: <text>" with the goroutine's traceback and runtime frames, exits 2 (or ends the VM).
[[noreturn]] void throw_(const char* text);
// The program's bug, not recoverable (concurrent map writes, unlock of unlocked mutex): same, user frames only.
[[noreturn]] void fatal(const char* text);
// The program's bug in its use of the runtime itself (SetFinalizer on a wrong pointer, a stack overflow): as fatal, but
// with runtime frames and system goroutines, as Go shows what it throws.
[[noreturn]] void misuse(const char* text);
// Writes to the VM's standard error, no allocation on the Go heap. `n` bytes.
void printErr(VM* vm, const char* text, int n);
// printf to the VM's standard error, at most 1 KB per call.
void printf_(VM* vm, const char* format, ...) __attribute__((format(printf, 2, 3)));
// A goroutine ended by other means than its frames' ends: frees its deferred calls and panic records.
void freeDefers(G* g);
// Notes for the tracebacks of `child`, being made, where `parent` and its ancestors stand.
void saveAncestors(G* parent, G* child);
}  // namespace gvm::rt::inline panic

namespace gvm::rt::inline sched {
// ---- sched: parking ------------------------------------------------------------------------------------------------------
// Prepares to park the current goroutine. The caller then returns kPark (native or step function) without touching
// anything the unlock function releases; the scheduler commits. unlockf may be null.
void gopark(ParkUnlock unlockf, void* lock, WaitReason reason);
// The same with a Mutex to unlock on commit.
void goparkunlock(Mutex* lock, WaitReason reason);
// The change of status alone, Gwaiting to Grunnable; the caller queues it.
void unpark(G* g);
// Makes a Gwaiting goroutine runnable, on the current P's runnext when there is a P.
void goready(G* g);
// Puts all Gs of the list on run queues and wakes Ps; works without a P.
void injectGList(VM* vm, GList& list);
// Wakes or starts an M if there is an idle P and nobody spins.
void wakep(VM* vm);

// ---- sched: the world ------------------------------------------------------------------------------------------------
enum class StwReason : uint8_t {
  kUnknown, kGCMarkTerm, kGCSweepTerm, kWriteHeapDump, kGoroutineProfile, kGoroutineProfileCleanup, kAllGoroutinesStack,
  kReadMemStats, kAllThreadsSyscall, kGOMAXPROCS, kStartTrace, kStopTrace, kForTest,
};
// Stops every P at a safepoint. The caller holds worldsema (semacquireWorld), runs on a P of its own and has no other
// runtime locks. Returns with all other Ps in Pgcstop.
void stopTheWorldWithSema(VM* vm, StwReason reason);
// Undoes it; returns nanotime of the restart.
int64_t startTheWorldWithSema(VM* vm);
// Both together with the semaphore. Blocks the thread (with its P given up meanwhile when another stop is going on).
void stopTheWorld(VM* vm, StwReason reason);
void startTheWorld(VM* vm);
bool worldIsStopped(VM* vm);
// Takes / gives the world and the gc semaphores. Held across a whole stop; gcsema across a whole GC cycle.
bool tryAcquireWorldSema(VM* vm);
void acquireWorldSema(VM* vm);
void releaseWorldSema(VM* vm);

// ---- sched: one goroutine stopped (concurrent stack scan) ------------------------------------------------------------
struct SuspendState {
  G* g = nullptr;
  bool dead = false;     // the goroutine is gone: nothing to scan
  bool stopped = false;  // it was running and is now Gpreempted by our doing: resumeG readies it
};
// Stops g at a safepoint and takes Gscan. Must not be called on the caller's own goroutine. Spins and yields the thread.
SuspendState suspendG(G* g);
void resumeG(SuspendState s);
// Calls f for every G ever made (dead ones too) under the allgs lock, or without it when the world is stopped.
void forEachG(VM* vm, void (*f)(G* g, void* arg), void* arg);
// A snapshot of allgs: pointer and length; entries never move or vanish while the VM lives.
G* const* allGs(VM* vm, uint64_t* n);
// Number i of them; for callers that do not stop the world, in which the list may move.
G* gAt(VM* vm, uint64_t i);
// Visits allp[0..gomaxprocs).
P* const* allPs(VM* vm, int32_t* n);
int32_t gomaxprocs(VM* vm);
// Asks every running goroutine to stop at its next safepoint.
void preemptall(VM* vm);
// Runs fn(P) once for every P at a safepoint, for the running ones by their own M (gc: flush of per-P work). Blocks.
void forEachP(VM* vm, void (*fn)(P* p, void* arg), void* arg);

// ---- sched: system goroutines and finalizers -------------------------------------------------------------------------
// Makes a runnable system goroutine with a C++ body. `name` is shown in tracebacks; must live as long as the VM.
G* newSystemG(VM* vm, const char* name, StepFn step, void* arg);
// Makes a runnable goroutine that calls fn (no arguments).
G* newproc(VM* vm, Closure* fn, const uint64_t* callerPc, bool system = false);
}  // namespace gvm::rt::inline sched

namespace gvm::rt::inline chan {
// ---- chan: stack copying and the sudogs that point into the stack -----------------------------------------------------
// Locks, in address order, the channels of all sudogs on g->waiting (each once), and undoes it.
void lockStackChans(G* g);
void unlockStackChans(G* g);
// Visits the GC roots the rooms above gc keep for g: defers, panics, sudog elems, params.
using RootVisitor = void (*)(void** root, void* arg);
void visitGRoots(G* g, RootVisitor visit, void* arg);
}  // namespace gvm::rt::inline chan

namespace gvm::rt::inline gc {
// ---- gc: called by the heap ---------------------------------------------------------------------------------------------
// Shades the pointers in p's write-barrier buffer and empties it.
void wbBufFlush(P* p);
// The running goroutine has allocated more than its credit while marking: does a bounded amount of mark work. Never parks.
void gcAssistAlloc(G* g);
}  // namespace gvm::rt::inline gc

namespace gvm::rt::inline sched {
// ---- sched: timers --------------------------------------------------------------------------------------------------
// A timer is due at `when` (nanotime): makes sure that some M wakes by then (0: wakes the poller at once).
void wakeNetPoller(VM* vm, int64_t when);
}  // namespace gvm::rt::inline sched

namespace gvm::rt::inline profile {
// ---- profile: what the collector asks of the VM as a whole ------------------------------------------------------------
// Visits roots outside goroutines: timers, the library's own (VM::extraRoots).
void visitVMRoots(VM* vm, RootVisitor visit, void* arg);
// Below this MemProfileRate each allocation is charged by itself.
inline constexpr int64_t kExactRate = 8192;
// The program's MemProfileRate; 0 while it has none.
int64_t memProfileRate(VM* vm);
// Bytes to the next sample.
int64_t nextMemSample(int64_t rate, FastRand& rand);
// Records the allocation of p. The running goroutine's position is known (savedPc, savedFp).
void profileAlloc(VM* vm, void* p, uint64_t size);
// An object of that size that was recorded is free; bucket is its special's.
void profileFree(void* bucket, uint64_t size);
// g, about to go on, was parked for ns.
void profileWaited(G* g, int64_t ns);
// g has just unlocked what another goroutine waited ns for.
void profileContended(G* g, int64_t ns);
// g is at a safepoint: records the M's ticks there.
void profileTick(G* g);
// Records the M's ticks as the runtime's own.
void profileSystemTicks(M* m);
// Calls sync.Pool's clean-up and other hooks at the start of a cycle, world stopped.
void gcCycleHooks(VM* vm);
}  // namespace gvm::rt::inline profile
