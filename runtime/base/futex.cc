// This file implements the futex calls of futex.h for Linux.
#include "runtime/base/futex.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace gvm::rt::inline base {

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

}  // namespace gvm::rt::inline base
