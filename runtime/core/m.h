// This file defines M, an OS thread that runs goroutines. An M needs a P to run Go code or allocate; without one it is
// idle, in a syscall, or spinning down. There is no g0: the M's own native stack plays that part, and a goroutine in the
// engine holds no native frames below the scheduler loop (sched/proc.cc: mstart -> schedule -> Engine::run).
// Unless a field says otherwise, it belongs to the M's own thread.
#pragma once
#include <pthread.h>

#include <atomic>
#include <cstdint>

#include "runtime/core/atomic_ptr.h"
#include "runtime/core/g.h"
#include "runtime/core/lock.h"
#include "runtime/core/rand.h"

namespace gvm::rt::inline core {

struct M {
  VM* vm = nullptr;
  AtomicPtr<G> curg;  // goroutine in Grunning or Gsyscall on this M; others may look at it (preemption)
  P* p = nullptr;     // attached P; null when in a syscall that lost it, or not running Go
  P* nextp = nullptr; // P handed over by whoever wakes this M; written before park.wakeup
  P* oldp = nullptr;  // P had before the current syscall; tried first by exitsyscall
  int64_t id = 0;
  FastRand rand;

  // ---- holding the thread ----------------------------------------------------------------------------------------
  int32_t locks = 0;       // > 0: do not preempt (runtime critical section entered by acquirem)
  int32_t mallocing = 0;   // inside mallocgc: a second entry is our bug
  int32_t dying = 0;       // progress of a fatal error on this M (0 none, 1 printing, 2 failed while printing)
  bool spinning = false;   // out of work and looking for it (counted in Sched::nmspinning)
  bool blocked = false;    // asleep on park
  bool preemptoff = false; // no preemption of curg while true
  bool isMain = false;     // the thread that made the VM (m0)
  bool hostThread = false; // a thread lent by the host: never ended by the runtime
  bool inSyscall = false;
  bool hostPaused = false; // m0 of an embedded VM: its thread is the host's for now, the host's goroutine in a syscall
  uint32_t schedtick = 0;  // reserved
  Note park;               // asleep in stopm; woken by notewakeup(&m->park)

  // ---- the park in progress, from gopark to the scheduler's commit -------------------------------------------------
  ParkUnlock waitunlockf = nullptr;
  void* waitlock = nullptr;

  // ---- LockOSThread ------------------------------------------------------------------------------------------------
  G* lockedg = nullptr;

  // ---- syscalls ----------------------------------------------------------------------------------------------------
  uint32_t syscalltick = 0;   // the P's syscalltick at entry; differs later if the P was retaken
  int64_t syscallStart = 0;
  uint64_t ncgocall = 0;      // native calls into host libraries (NumCgoCall)

  // ---- lists, owned by Sched::lock ---------------------------------------------------------------------------------
  M* schedlink = nullptr;  // idle list
  M* alllink = nullptr;    // allm
  M* freelink = nullptr;   // exited Ms whose thread is not joined yet
  pthread_t thread{};      // valid unless hostThread
  std::atomic<uint32_t> procid{0};  // kernel thread id

  void (*startFn)(M*) = nullptr;  // sysmon and the like run this instead of the scheduler loop

  // ---- signals -----------------------------------------------------------------------------------------------------
  void* sigaltstack = nullptr;   // memory of the alternate signal stack; freed with the M
  void* faultJmp = nullptr;      // sigjmp_buf*: where a SIGSEGV in guarded native code goes (memory faults of unsafe)
  uint64_t faultAddr = 0;
  int faultSig = 0;
  void* killJmp = nullptr;       // jmp_buf*: in a session, where a fatal error of the goroutine on this M goes
  void* exitJmp = nullptr;       // jmp_buf* at the base of the scheduler loop: fatal errors of an embedded VM go there

  // ---- owned by other rooms ----------------------------------------------------------------------------------------
  void* engineData = nullptr;    // per-thread state of the engine (made by Engine::mInit, freed by Engine::mFree)
  std::atomic<uint32_t> profTicks{0};  // SIGPROF came so often since the last look (profile)
  bool profiling = false;        // a sample is being recorded: allocations meanwhile are not
  void* sslData = nullptr;       // reserved for native libraries with per-thread state
};

// The M of this thread; null on threads that do not run a VM. The runtime's only thread-local variable.
inline thread_local constinit M* currentM = nullptr;
inline M* getm() { return currentM; }
inline G* getg() { return currentM->curg; }

// Makes the M the running thread's for a scope of runtime code that must not be preempted or lose its P.
inline M* acquirem() { M* m = currentM; m->locks++; return m; }
inline void releasem(M* m) { m->locks--; }

}  // namespace gvm::rt::inline core
