// This file is the contract of the network poller. The portable half (netpoll.cc) turns readiness of descriptors into ready
// goroutines; the system half (epoll.cc) needs five functions: start, stop, watch, unwatch, wait with a time limit, and a
// break from another thread. Descriptors are watched edge-triggered for reading and writing at once.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline netpoll {

struct PollDesc;

// Results of pollReset and pollWait.
enum class PollError : u8 { kNone = 0, kClosing = 1, kTimeout = 2, kNotPollable = 3 };

// ---- scheduler's side ---------------------------------------------------------------------------------------------------
// Starts the poller if it does not run yet.
void netpollGenericInit(VM* vm);
bool netpollinited(VM* vm);
void netpollFree(VM* vm);
// True if some goroutine waits for a descriptor.
bool netpollAnyWaiters(VM* vm);
void netpollAdjustWaiters(VM* vm, i32 delta);
// Waits for readiness: delay < 0 for ever, 0 not at all, else that many ns. Returns the goroutines to ready (Gwaiting);
// *delta is what to adjust the waiters by once they have been readied.
GList netpollPoll(VM* vm, i64 delay, i32* delta);
// Ends a netpollPoll that blocks in another thread.
void netpollBreak(VM* vm);

// ---- library's side (internal/poll) -------------------------------------------------------------------------------------
// Watches fd; null with *err = errno when it cannot be polled (a regular file).
PollDesc* pollOpen(VM* vm, int fd, int* err);
// Stops watching. pollUnblock must have been called.
void pollClose(VM* vm, PollDesc* pd);
// Before an operation: forgets an old readiness. mode is 'r' or 'w'.
PollError pollReset(PollDesc* pd, char mode);
// Waits for readiness. kPark: call pollWaitFinish when resumed.
OpStatus pollWait(G* g, PollDesc* pd, char mode, PollError* err);
OpStatus pollWaitFinish(G* g, PollDesc* pd, char mode, PollError* err);
// Deadline in nanotime for 'r', 'w' or both ('b'); 0: none; < 0 (in the past): now.
void pollSetDeadline(VM* vm, PollDesc* pd, i64 when, char mode);
// The descriptor is being closed: wakes all waiters.
void pollUnblock(VM* vm, PollDesc* pd);

}  // namespace gvm::rt::inline netpoll
