// This file declares the locks of the runtime itself (never of Go programs): Mutex and Note, both on one futex word.
// They block the thread, so a holder must not park a goroutine or enter a syscall. Every Mutex has a rank from
// runtime/debug/lock_ranks.def; debug builds check that a thread takes its locks in rank order.
#pragma once
#include <atomic>
#include <cstdint>

#include "runtime/debug/lockrank.h"

namespace gvm::rt::inline core {

// A mutual-exclusion lock: 0 free, 1 held, 2 held with sleepers. Spins shortly on several processors, then sleeps.
struct Mutex {
  std::atomic<uint32_t> key{0};
  LockRank rank = LockRank::kUnranked;

  Mutex() = default;
  explicit Mutex(LockRank r) : rank(r) {}
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() { lockAs(rank); }
  // For locks in memory that only gets zeroed: the rank is the caller's.
  void lockAs(LockRank r) {
    lockRankAcquire(this, r);
    uint32_t free = 0;
    if (!key.compare_exchange_strong(free, 1, std::memory_order_acquire)) lockSlow();
  }
  bool tryLock() {
    uint32_t free = 0;
    if (!key.compare_exchange_strong(free, 1, std::memory_order_acquire)) return false;
    lockRankTryAcquired(this, rank);
    return true;
  }
  void unlock() {
    lockRankRelease(this);
    if (key.exchange(0, std::memory_order_release) == 2) wakeOne();
  }

 private:
  void lockSlow();
  void wakeOne();
};

// Holds a Mutex for a scope.
struct MutexLock {
  Mutex& mu;
  explicit MutexLock(Mutex& m) : mu(m) { mu.lock(); }
  ~MutexLock() { mu.unlock(); }
};

// A one-shot event: one thread sleeps, one wakes it. clear() before each use; wakeup() at most once per clear().
struct Note {
  std::atomic<uint32_t> key{0};
  void clear() { key.store(0, std::memory_order_relaxed); }
  void wakeup();
  void sleep();
  // Sleeps at most ns nanoseconds (ns < 0: for ever). True if the note was woken.
  bool timedSleep(int64_t ns);
};

}  // namespace gvm::rt::inline core
