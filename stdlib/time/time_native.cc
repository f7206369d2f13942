// This file holds the natives of time: the clocks, sleeping, timers, and what reading time zones needs of the system.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/chan/chan.h"
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/os/time.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/start/start.h"
#include "runtime/timer/timer.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Closure;
using rt::GoString;
using rt::HChan;
using rt::NativeCall;
using rt::NativeResult;
using rt::NativeStatus;
using rt::Timer;
using rt::VM;

// ---- clocks -------------------------------------------------------------------------------------------------------------

// time.Time with a monotonic reading; the constants are time.go's.
struct Time {
  u64 wall;
  i64 ext;
  void* loc;
};
constexpr u64 kMonotonicBit = u64{1} << 63;
constexpr i64 kUnixTo1885 = -2682288000;  // January 1, 1885 as a Unix time

// Monotonic readings count from the VM's start; never 0.
i64 monotonic(VM* vm) { return rt::nanotime() - vm->startTime + 1; }

i64 nanotime(NativeCall& c) { return monotonic(c.vm()); }

std::tuple<i64, i32, i64> now(NativeCall& c) {
  i64 wall = rt::walltime();
  return {wall / 1000000000, static_cast<i32>(wall % 1000000000), monotonic(c.vm())};
}

// ---- timers -------------------------------------------------------------------------------------------------------------

constexpr i64 kNever = INT64_MAX;

i64 whenAfter(i64 ns) {
  i64 now = rt::nanotime(), when;
  if (ns <= 0) return now;
  return __builtin_add_overflow(now, ns, &when) ? kNever : when;
}

// Sends the time at which the timer was due.
void sendTime(Timer* t, u64, i64 delta) {
  VM* vm = rt::getm()->vm;
  i64 wall = rt::walltime() - delta;
  i64 sec = wall / 1000000000, nsec = wall % 1000000000;
  Time value{kMonotonicBit | static_cast<u64>(sec - kUnixTo1885) << 30 | static_cast<u64>(nsec), monotonic(vm) - delta,
             t->arg2};
  rt::chansendNonblocking(vm, static_cast<HChan*>(t->arg), &value);
}

void callFunc(Timer* t, u64, i64) { rt::newproc(rt::getm()->vm, static_cast<Closure*>(t->arg), nullptr); }

void startChan(NativeCall& c, Timer* t, i64 after, i64 period, HChan* ch, void* loc) {
  rt::timerInit(t, sendTime, ch);
  rt::storePtr(&t->arg2, loc);
  if (c.vm()->debug.asynctimerchan == 0) t->isChan = true;
  rt::storePtr(reinterpret_cast<void**>(&ch->timer), t);
  rt::timerReset(t, whenAfter(after), period);
}

void startFunc(NativeCall&, Timer* t, i64 after, Closure* f) {
  rt::timerInit(t, callFunc, f);
  rt::timerReset(t, whenAfter(after), 0);
}

// A value that was sent but not received counts as not fired, and is taken back.
bool drained(NativeCall& c, Timer* t) { return t->isChan && rt::timerchandrain(c.vm(), static_cast<HChan*>(t->arg)); }

bool reset(NativeCall& c, Timer* t, i64 after, i64 period) {
  bool active = t->isChan && rt::timerStop(t);
  active |= drained(c, t);
  active |= rt::timerReset(t, whenAfter(after), period);
  return active;
}

bool stop(NativeCall& c, Timer* t) {
  bool active = rt::timerStop(t);
  return drained(c, t) || active;
}

NativeStatus sleep(NativeCall& c) { return rt::nativeStatus(rt::timeSleep(c.g, c.arg<i64>(0))); }

// ---- files and environment --------------------------------------------------------------------------------------------

std::tuple<GoString, bool> getenv(NativeCall& c, GoString name) {
  bool found = false;
  std::string_view v = rt::getenvVM(c.vm(), name.view(), &found);
  return {GoString{reinterpret_cast<const u8*>(v.data()), static_cast<i64>(v.size())}, found};
}

std::tuple<rt::Bytes, bool> readFile(NativeCall&, GoString name) {
  constexpr i64 kMaxBytes = 10 << 20;
  std::string path(name.view());
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  struct stat st;
  rt::Bytes b;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= kMaxBytes) {
    b.ptr = static_cast<u8*>(rt::rawbytes(static_cast<u64>(st.st_size) + 1));
    b.cap = st.st_size;
    while (b.len < b.cap) {
      ssize_t n = read(fd, b.ptr + b.len, static_cast<size_t>(b.cap - b.len));
      if (n <= 0) break;
      b.len += n;
    }
  }
  close(fd);
  return {b, b.ptr != nullptr};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("time.now", now),
    GVM_NATIVE("time.nanotime", nanotime),
    GVM_NATIVE_RAW("time.Sleep", sleep),
    GVM_NATIVE("time.startChan", startChan),
    GVM_NATIVE("time.startFunc", startFunc),
    GVM_NATIVE("time.reset", reset),
    GVM_NATIVE("time.stop", stop),
    GVM_NATIVE("time.getenv", getenv),
    GVM_NATIVE("time.readFile", readFile),
};

}  // namespace

std::span<const NativeEntry> timeNatives() { return kTable; }

}  // namespace gvm::stdlib
