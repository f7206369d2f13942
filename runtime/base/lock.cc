// This file implements the futex-based locks of lock.h for Linux.
#include "runtime/base/lock.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace gvm::rt::inline base {

namespace {
// Spins before sleeping: the protected sections are shorter than a futex round trip (about 2 µs).
constexpr int kSpins = 40;
}  // namespace

void futexSleep(std::atomic<u32>* addr, u32 expected, i64 ns) {
  timespec ts{};
  timespec* tp = nullptr;
  if (ns >= 0) {
    ts.tv_sec = ns / 1000000000;
    ts.tv_nsec = ns % 1000000000;
    tp = &ts;
  }
  syscall(SYS_futex, reinterpret_cast<u32*>(addr), FUTEX_WAIT_PRIVATE, expected, tp, nullptr, 0);
}

void futexWake(std::atomic<u32>* addr, u32 n) {
  syscall(SYS_futex, reinterpret_cast<u32*>(addr), FUTEX_WAKE_PRIVATE, n, nullptr, nullptr, 0);
}

void Mutex::lockSlow() {
  for (int i = 0; i < kSpins; i++) {
    u32 free = 0;
    if (state_.load(std::memory_order_relaxed) == 0 &&
        state_.compare_exchange_weak(free, 1, std::memory_order_acquire)) {
      return;
    }
    cpuRelax();
  }
  while (state_.exchange(2, std::memory_order_acquire) != 0) futexSleep(&state_, 2, -1);
}

bool Note::tsleep(i64 ns) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  i64 deadline = now.tv_sec * 1000000000LL + now.tv_nsec + ns;
  while (key_.load(std::memory_order_acquire) == 0) {
    clock_gettime(CLOCK_MONOTONIC, &now);
    i64 left = deadline - (now.tv_sec * 1000000000LL + now.tv_nsec);
    if (left <= 0) return false;
    futexSleep(&key_, 0, left);
  }
  return true;
}

}  // namespace gvm::rt::inline base
