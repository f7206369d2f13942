// This file holds the lowest locks: a futex wrapper, a mutex that spins briefly and then sleeps in the kernel, and a
// one-shot Note. Runtime code uses these for sections of a few dozen instructions; nothing in them allocates.
#pragma once
#include <atomic>

#include "runtime/base/types.h"

namespace gvm::rt::inline base {

/// Sleeps while *addr == expected, at most ns nanoseconds (negative: no limit). May return early.
void futexSleep(std::atomic<u32>* addr, u32 expected, i64 ns);
/// Wakes at most n sleepers of addr.
void futexWake(std::atomic<u32>* addr, u32 n);

/// Tells the CPU that this is a spin loop.
inline void cpuRelax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// A mutex in one word (0 free, 1 held, 2 held with sleepers). Not recursive; satisfies Lockable.
class Mutex {
 public:
  void lock() {
    u32 free = 0;
    if (!state_.compare_exchange_strong(free, 1, std::memory_order_acquire)) lockSlow();
  }
  bool try_lock() {
    u32 free = 0;
    return state_.compare_exchange_strong(free, 1, std::memory_order_acquire);
  }
  void unlock() {
    if (state_.exchange(0, std::memory_order_release) == 2) futexWake(&state_, 1);
  }
  bool isLocked() const { return state_.load(std::memory_order_relaxed) != 0; }

 private:
  void lockSlow();
  std::atomic<u32> state_{0};
};

/// A scoped hold of a Mutex.
class [[nodiscard]] LockGuard {
 public:
  explicit LockGuard(Mutex& m) : m_(m) { m_.lock(); }
  ~LockGuard() { m_.unlock(); }
  LockGuard(const LockGuard&) = delete;
  LockGuard& operator=(const LockGuard&) = delete;

 private:
  Mutex& m_;
};

/// One-shot event: one thread sleeps, another wakes it, clear makes it usable again (Go's note).
class Note {
 public:
  void clear() { key_.store(0, std::memory_order_relaxed); }
  void wakeup() {
    key_.store(1, std::memory_order_release);
    futexWake(&key_, 1);
  }
  void sleep() {
    while (key_.load(std::memory_order_acquire) == 0) futexSleep(&key_, 0, -1);
  }
  /// Sleeps at most ns nanoseconds; true when woken.
  bool tsleep(i64 ns);

 private:
  std::atomic<u32> key_{0};
};

}  // namespace gvm::rt::inline base
