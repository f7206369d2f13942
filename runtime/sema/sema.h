// This file is the contract of semaphores: sleep and wakeup on a 32-bit word, the ground of package sync. Waiters stand in
// a table of treaps by address, so a semaphore costs nothing while unused. (Mullender and Cox, "Semaphores in Plan 9";
// the treap over addresses is Go's.) Also the notification lists of sync.Cond.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline sema {

void semainit(VM* vm);
void semafree(VM* vm);

// Waits until *addr > 0 and decrements it. lifo: queue at the front. After a park, call it again with resuming true (the
// native returns kParkRetry); it then returns kDone or parks again.
OpStatus semacquire(G* g, std::atomic<u32>* addr, bool lifo, WaitReason reason, bool resuming);
// Increments *addr and wakes one waiter. handoff: the waiter takes the token and runs at once in place of the caller,
// which is asked to yield at its next safepoint. Never waits.
void semrelease(G* g, std::atomic<u32>* addr, bool handoff);

// sync.Cond's list, in Go memory: layout shared with sync.notifyList.
struct NotifyList {
  std::atomic<u32> wait;  // ticket of the next waiter
  u32 notify;             // ticket of the next to be notified; written under the lock
  Mutex lock;             // one word
  Sudog* head;            // C++ memory, in a word the collector does not trace
  Sudog* tail;
};
u32 notifyListAdd(NotifyList* l);
// Waits for ticket t; same resuming protocol as semacquire.
OpStatus notifyListWait(G* g, NotifyList* l, u32 t, bool resuming);
void notifyListNotifyAll(G* g, NotifyList* l);
void notifyListNotifyOne(G* g, NotifyList* l);

}  // namespace gvm::rt::inline sema
