// This file declares what the scheduler's own files share; nothing outside the room includes it.
#pragma once
#include "runtime/debug/assert.h"
#include "runtime/os/time.h"
#include "runtime/sched/runq.h"
#include "runtime/sched/sched.h"

namespace gvm::rt::inline sched {

// ---- gs.cc
void gfput(P* p, G* g);
void gfpurge(P* p);
void goexit0(M* m, G* g);
void freeAllGs(VM* vm);
void freePools(VM* vm);

// ---- proc.cc
struct Found {
  G* g = nullptr;        // null: the VM is going down
  bool inherit = false;  // goes on in the time slice of the previous G
  bool tryWakeP = false; // not an ordinary goroutine: somebody else should look for those
};
Found findRunnable(M* m);
void schedLoop(M* m);
// The host's thread comes back with a call. False: the M leaves its loop again.
bool resumeHosted(M* m);
void dropg(M* m);
void ready(G* g, bool next);
void resetspinning(M* m);
void checkdead(VM* vm);  // Sched::lock is held

// ---- procs.cc: attaching Ps
void acquirep(M* m, P* p);
P* releasep(M* m);
void pidleput(Sched* s, P* p);   // Sched::lock is held
P* pidleget(Sched* s);           // Sched::lock is held
P* pidlegetSpinning(Sched* s);   // Sched::lock is held
void handoffp(P* p);
// Frees what heap, stack and gc keep with a P; the P is dead or the VM closes.
void dropCaches(VM* vm, P* p);

// ---- threads.cc
M* allocm(VM* vm);
void newm(VM* vm, P* p, bool spinning, void (*fn)(M*) = nullptr);
void startm(VM* vm, P* p, bool spinning);
void stopm(M* m);
void mput(Sched* s, M* m);  // Sched::lock is held
M* mget(Sched* s);          // Sched::lock is held
void stoplockedm(M* m);
void startlockedm(M* m, G* g);
void incidlelocked(Sched* s, i32 v);
[[noreturn]] void mexit(M* m);
i32 mcountLocked(Sched* s);
// Leaves everything on this thread and goes to the base of its scheduler loop: the VM is going down.
[[noreturn]] void leaveM(M* m);

// ---- world.cc
void gcstopm(M* m);
void runSafePointFn(P* p);

// ---- sysmon.cc
// The earliest time at which some timer is due; 0: none.
i64 earliestWake(VM* vm);
void sysmon(M* m);

}  // namespace gvm::rt::inline sched
