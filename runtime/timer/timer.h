// This file is the contract of timers: a heap of timers per P, run by the scheduler. A Timer lies in the Go heap (time.Timer,
// time.Ticker: its layout is shared with runtime.timeTimer in stdlib/runtime) or in C++ memory (time.Sleep, deadlines).
// Channel timers follow Go 1.23: they sit in a heap only while some goroutine waits on the channel, so that an
// unreferenced timer is collected, and after Stop or Reset no stale value is received.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/lock.h"
#include "runtime/core/p.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline timer {

// What a timer does when it fires, on whatever M runs it, with its P: must not block. seq is the timer's generation,
// delta how late it is in nanoseconds.
using TimerFn = void (*)(Timer* t, u64 seq, i64 delta);

enum TimerState : u8 {
  kTimerHeaped = 1,    // in some P's heap
  kTimerModified = 2,  // `when` differs from the heap entry's
  kTimerZombie = 4,    // stopped, but still in the heap
};

// Word for word the Go type runtime.timer.
struct Timer {
  Mutex lock;               // guards the rest
  std::atomic<u8> astate;   // copy of state, readable without the lock
  u8 state;
  bool isChan;              // feeds a channel (synchronously, Go 1.23)
  bool isFake;              // reserved for synctest
  u32 blocked;              // goroutines blocked on the channel
  i64 when;                 // nanotime of the next firing; 0 stopped
  i64 period;               // > 0: ticker
  TimerFn f;                // C++ function; a plain word for the collector
  void* arg;                // HChan*, Closure* or G*, by f; traced
  void* arg2;               // *time.Location for channel timers; traced
  u64 seq;                  // grows with each change: stale sends are recognised
  TimerHeap* ts;            // heap it is in
  std::atomic<u32> isSending;  // sends in progress
  u32 pad;
  Mutex sendLock;           // held while sending on the channel
};
static_assert(sizeof(Mutex) == 8 && sizeof(Timer) == 88);

struct TimerWhen {
  Timer* timer;
  i64 when;  // copy, so that sifting does not touch the timers
};

// The timers of one P.
struct TimerHeap {
  Mutex lock{LockRank::kTimers};
  std::vector<TimerWhen> heap;  // 4-ary, smallest `when` first
  std::atomic<u32> len{0};
  std::atomic<u32> zombies{0};
  std::atomic<i64> minWhenHeap{0};      // when of heap[0]; 0 empty
  std::atomic<i64> minWhenModified{0};  // smallest `when` of timers moved earlier and not yet re-sorted; 0 none
};

TimerHeap* newTimerHeap();
void freeTimerHeap(TimerHeap* h);

// Prepares a timer in zeroed memory.
void timerInit(Timer* t, TimerFn f, void* arg);
// Sets when (> 0) and period, and starts the timer. Returns whether it was active before. The P's timers get it: the
// caller runs on a P.
bool timerReset(Timer* t, i64 when, i64 period);
// Stops the timer. Returns whether this prevented it from firing.
bool timerStop(Timer* t);
// A goroutine begins / ends waiting on a channel timer's channel: puts the timer in or out of the heap. The channel's lock
// may be held.
void blockTimerChan(Timer* t);
void unblockTimerChan(Timer* t);
// Before an operation looks at a timer's channel: fires the timer if it is due (it may not be in any heap).
void timerMaybeRunChan(Timer* t);

// Runs the P's timers that are due. Returns now, when the next one is due (0 none), and whether any ran. now may be 0.
struct TimersChecked {
  i64 now, next;
  bool ran;
};
TimersChecked checkTimers(P* p, i64 now);
// When the heap must be looked at next; 0: never. Readable from any thread.
i64 timersWakeTime(const TimerHeap* ts);
// Moves all timers of `from` to `to` (procresize; world stopped).
void takeTimers(TimerHeap* to, TimerHeap* from);
// time.Sleep's two halves: sets the goroutine's timer and parks.
OpStatus timeSleep(G* g, i64 ns);
// Called by the collector: the timers in heaps are roots.
void visitTimers(VM* vm, void (*visit)(void** root, void* arg), void* arg);

}  // namespace gvm::rt::inline timer
