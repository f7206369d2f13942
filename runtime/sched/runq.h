// This file declares the run queues: one ring per P, written by its owner without locks and stolen from by others, and the
// global queue under Sched::lock.
#pragma once
#include "runtime/sched/sched.h"

namespace gvm::rt::inline sched {

// No work on p, seen from any thread.
bool runqempty(P* p);
// Queues g on the caller's P; next: as runnext, kicking out the one that was there. A full ring spills half to the
// global queue.
void runqput(P* p, G* g, bool next);
// Queues as many of q as fit; the rest goes to the global queue.
void runqputbatch(P* p, GQueue& q);
// Takes the next G of the caller's P; *inherit: it came from runnext and goes on in the same time slice.
G* runqget(P* p, bool* inherit);
// Moves half of victim's queue to p and returns one of them; null if there was nothing.
G* runqsteal(P* p, P* victim, bool stealRunNext);
// Takes everything off the caller's P.
GQueue runqdrain(P* p);

// The global queue. Sched::lock is held.
void globrunqput(Sched* s, G* g);
void globrunqputhead(Sched* s, G* g);
void globrunqputbatch(Sched* s, GQueue& q);
// Takes a share of the global queue for p (at most max; 0: a fair share) and returns one.
G* globrunqget(Sched* s, P* p, i32 max);

}  // namespace gvm::rt::inline sched
