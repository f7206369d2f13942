// This file implements Mutex and Note on Linux futexes. Mutex is the classic three-state lock (Drepper, "Futexes Are
// Tricky", mutex2): the unlocker makes a system call only when somebody may sleep.
#include "runtime/core/lock.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace gvm::rt::inline core {
namespace {

constexpr int kActiveSpins = 4;   // rounds of kSpinPauses PAUSE instructions before giving up the CPU
constexpr int kSpinPauses = 30;

void futexWait(std::atomic<uint32_t>* word, uint32_t value, const timespec* timeout) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, timeout, nullptr, 0);
}
void futexWake(std::atomic<uint32_t>* word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0); }

int64_t monotonicNow() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

}  // namespace

void Mutex::lockSlow() {
  for (int i = 0; i < kActiveSpins; i++) {
    uint32_t v = key.load(std::memory_order_relaxed);
    if (v == 0 && key.compare_exchange_weak(v, 1, std::memory_order_acquire)) return;
    for (int k = 0; k < kSpinPauses; k++) __builtin_ia32_pause();
  }
  sched_yield();
  while (key.exchange(2, std::memory_order_acquire) != 0) futexWait(&key, 2, nullptr);
}

void Mutex::wakeOne() { futexWake(&key); }

void Note::wakeup() {
  key.store(1, std::memory_order_release);
  futexWake(&key);
}

void Note::sleep() {
  while (key.load(std::memory_order_acquire) == 0) futexWait(&key, 0, nullptr);
}

bool Note::timedSleep(int64_t ns) {
  if (ns < 0) {
    sleep();
    return true;
  }
  int64_t deadline = monotonicNow() + ns;
  while (key.load(std::memory_order_acquire) == 0) {
    if (ns <= 0) return false;
    timespec t{ns / 1000000000, ns % 1000000000};
    futexWait(&key, 0, &t);
    ns = deadline - monotonicNow();
  }
  return true;
}

}  // namespace gvm::rt::inline core
