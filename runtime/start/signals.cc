// This file takes the signals of a process that a VM owns.
//
// Signals sent to the process are blocked in all threads but one, the waiter, which takes them one by one with sigwait.
// It is an ordinary thread, so it may print tracebacks, take locks, and make goroutines ready: there is no code that must
// be safe inside a handler. A signal that os/signal wants goes into a queue that signalRecv empties; the others get the
// action of signal_table.def. Child processes start with nothing blocked (syscall's fork).
//
// Three kinds need a handler. Faults are synchronous: bytecode checks for nil itself, so a SIGSEGV is unsafe code or our
// own bug, and ends the program with Go's text for an unexpected fault address. SIGPIPE comes to the thread that wrote,
// which learns of it by EPIPE as well: the handler tells the waiter, for programs that want the signal. Both find their
// VM through the thread's current M.
#include "runtime/start/signals.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#include "runtime/core/upcalls.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"

namespace gvm::rt::inline start {
namespace {

enum class Action { kEnd, kDump, kStop, kNothing };

struct SignalRow {
  int sig;
  Action unwanted;
  const char* name;
  const char* text;
};
using enum Action;
constexpr SignalRow kSignals[] = {
#define SIGNAL(name, what, text) {name, what, #name, text},
#include "runtime/start/signal_table.def"
#undef SIGNAL
};

constexpr u32 kLastSignal = 64;
// Wakes the waiter for another reason than the signal itself: the VM closes, or a thread wrote to a broken pipe.
constexpr int kNudge = SIGURG;

struct Signals {
  VM* vm = nullptr;
  pthread_t waiter{};
  bool running = false;
  std::atomic<bool> stop{false};
  std::atomic<bool> pipeBroke{false};
  sigset_t before;  // the mask of the thread that made the VM
  sigset_t taken;   // what the waiter waits for: a signal that was blocked before is for whoever blocked it (the REPL)
  Mutex lock{LockRank::kLeaf};
  // Bit sig-1 of each; guarded by lock.
  u64 wanted = 0;
  u64 ignored = 0;  // by the parent process or signal.Ignore
  u64 queued = 0;
  G* receiver = nullptr;  // parked in signalRecv
};

Signals* of(VM* vm) { return static_cast<Signals*>(vm->signals); }
u64 bit(u32 sig) { return u64{1} << (sig - 1); }

bool hasHandler(int sig) {
  return sig == SIGSEGV || sig == SIGBUS || sig == SIGFPE || sig == SIGILL || sig == SIGPIPE || sig == SIGPROF;
}

// All signals that the waiter takes. 32 and 33 belong to the C library.
sigset_t waitSet() {
  sigset_t set;
  sigemptyset(&set);
  for (int sig = 1; sig <= static_cast<int>(kLastSignal); sig++)
    if (!hasHandler(sig) && sig != SIGKILL && sig != SIGSTOP && sig != 32 && sig != 33) sigaddset(&set, sig);
  return set;
}

const char* faultName(int sig) {
  switch (sig) {
    case SIGSEGV: return "SIGSEGV: segmentation violation";
    case SIGBUS: return "SIGBUS: bus error";
    case SIGFPE: return "SIGFPE: floating-point exception";
    default: return "SIGILL: illegal instruction";
  }
}

void onFault(int sig, siginfo_t* info, void* context) {
  // A second fault while this one is handled takes the default action.
  signal(sig, SIG_DFL);
  M* m = getm();
  if (m == nullptr || m->dying != 0) {
    raise(sig);
    return;
  }
  VM* vm = m->vm;
  auto addr = reinterpret_cast<unsigned long>(info->si_addr);
  auto pc = static_cast<unsigned long>(static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
  printf_(vm, "unexpected fault address %#lx\n", addr);
  printf_(vm, "fatal error: fault\n[signal %s code=%#x addr=%#lx pc=%#lx]\n", faultName(sig), info->si_code, addr, pc);
  G* g = m->curg;
  if (g != nullptr && g->step == nullptr && vm->engine != nullptr) {
    m->dying = 1;
    std::string text = "\n" + formatGoroutine(vm, g, false);
    printErr(vm, text.data(), static_cast<int>(text.size()));
  }
  _exit(2);
}

void onBrokenPipe(int, siginfo_t*, void*) {
  M* m = getm();
  Signals* s = m != nullptr ? of(m->vm) : nullptr;
  if (s == nullptr || !s->running) return;
  s->pipeBroke.store(true);
  pthread_kill(s->waiter, kNudge);
}

// Ends the process by the signal's default action.
[[noreturn]] void dieBy(int sig) {
  signal(sig, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, sig);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  raise(sig);
  _exit(2);
}

[[noreturn]] void dump(VM* vm, const SignalRow& row) {
  freezetheworld(vm);
  TracebackSetting setting = gotraceback(vm);
  std::string text = fmt::format("{}: {}\nPC=0x0 m=0 sigcode=0\n", row.name, row.text);
  if (setting.level > 0) text += formatAllGoroutines(vm, nullptr, true);
  printErr(vm, text.data(), static_cast<int>(text.size()));
  if (setting.crash) abort();
  _exit(2);
}

// Lets a job control signal do what it does to a process that has no handler, then goes on.
void takeDefault(int sig) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, sig);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  raise(sig);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void deliver(Signals* s, int sig) {
  G* receiver = nullptr;
  {
    MutexLock hold(s->lock);
    if (s->ignored & bit(static_cast<u32>(sig))) return;
    if (s->wanted & bit(static_cast<u32>(sig))) {
      s->queued |= bit(static_cast<u32>(sig));
      receiver = std::exchange(s->receiver, nullptr);
      sig = 0;
    }
  }
  if (receiver != nullptr) {
    GList list;
    list.push(receiver);
    injectGList(s->vm, list);
  }
  if (sig == 0) return;
  for (const SignalRow& row : kSignals) {
    if (row.sig != sig) continue;
    if (row.unwanted == kEnd) dieBy(sig);
    if (row.unwanted == kDump) dump(s->vm, row);
    if (row.unwanted == kStop) takeDefault(sig);
  }
}

void* waitForSignals(void* arg) {
  auto* s = static_cast<Signals*>(arg);
  for (;;) {
    int sig = 0;
    if (sigwait(&s->taken, &sig) != 0) continue;
    if (s->stop.load()) return nullptr;
    if (sig == kNudge && s->pipeBroke.exchange(false)) {
      MutexLock hold(s->lock);
      sig = s->wanted & bit(SIGPIPE) ? SIGPIPE : 0;
    }
    if (sig != 0) deliver(s, sig);
  }
}

void handle(int sig, void (*f)(int, siginfo_t*, void*), int flags) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = f;
  sa.sa_flags = SA_SIGINFO | flags;
  sigaction(sig, &sa, nullptr);
}

}  // namespace

void installSignals(VM* vm) {
  auto* s = new Signals;
  s->vm = vm;
  vm->signals = s;
#ifndef GVM_ASAN
  for (int sig : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) handle(sig, onFault, SA_NODEFER);
#endif
  handle(SIGPIPE, onBrokenPipe, SA_RESTART);
  // What the parent process ignores stays ignored until the program asks (nohup).
  for (int sig : {SIGHUP, SIGINT}) {
    struct sigaction old;
    if (sigaction(sig, nullptr, &old) == 0 && old.sa_handler == SIG_IGN) s->ignored |= bit(static_cast<u32>(sig));
  }
  sigset_t set = waitSet();
  pthread_sigmask(SIG_BLOCK, &set, &s->before);  // inherited by all threads
  s->taken = set;
  for (int sig = 1; sig <= static_cast<int>(kLastSignal); sig++)
    if (sig != kNudge && sigismember(&s->before, sig) == 1) sigdelset(&s->taken, sig);
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setstacksize(&attr, 256 * 1024);
  s->running = pthread_create(&s->waiter, &attr, waitForSignals, s) == 0;
  pthread_attr_destroy(&attr);
}

void removeSignals(VM* vm) {
  Signals* s = of(vm);
  if (s == nullptr) return;
  if (s->running) {
    s->stop.store(true);
    pthread_kill(s->waiter, kNudge);
    pthread_join(s->waiter, nullptr);
  }
  for (int sig : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGPIPE}) signal(sig, SIG_DFL);
  pthread_sigmask(SIG_SETMASK, &s->before, nullptr);
  delete s;
  vm->signals = nullptr;
}

// ---- os/signal ----------------------------------------------------------------------------------------------------------

void signalEnable(VM* vm, u32 sig) {
  Signals* s = of(vm);
  if (s == nullptr || sig == 0 || sig > kLastSignal) return;
  vm->signalsWanted.store(true);
  MutexLock hold(s->lock);
  if (s->ignored & bit(sig) && !hasHandler(static_cast<int>(sig))) signal(static_cast<int>(sig), SIG_DFL);
  s->wanted |= bit(sig);
  s->ignored &= ~bit(sig);
}

void signalDisable(VM* vm, u32 sig) {
  Signals* s = of(vm);
  if (s == nullptr || sig == 0 || sig > kLastSignal) return;
  MutexLock hold(s->lock);
  if (s->ignored & bit(sig) && !hasHandler(static_cast<int>(sig))) signal(static_cast<int>(sig), SIG_DFL);
  s->wanted &= ~bit(sig);
  s->ignored &= ~bit(sig);
}

void signalIgnore(VM* vm, u32 sig) {
  Signals* s = of(vm);
  if (s == nullptr || sig == 0 || sig > kLastSignal || sig == SIGKILL || sig == SIGSTOP) return;
  MutexLock hold(s->lock);
  s->wanted &= ~bit(sig);
  s->ignored |= bit(sig);
  if (!hasHandler(static_cast<int>(sig)) && sig != 32 && sig != 33) signal(static_cast<int>(sig), SIG_IGN);
}

bool signalIgnored(VM* vm, u32 sig) {
  Signals* s = of(vm);
  if (s == nullptr || sig == 0 || sig > kLastSignal) return false;
  MutexLock hold(s->lock);
  return s->ignored & bit(sig);
}

OpStatus signalRecv(VM* vm, u32* sig) {
  Signals* s = of(vm);
  if (s == nullptr) {  // an embedded VM gets no signals
    gopark(nullptr, nullptr, WaitReason::kZero);
    return OpStatus::kPark;
  }
  s->lock.lock();
  if (s->queued != 0) {
    *sig = static_cast<u32>(__builtin_ctzll(s->queued)) + 1;
    s->queued &= s->queued - 1;
    s->lock.unlock();
    return OpStatus::kDone;
  }
  s->receiver = getm()->curg;
  goparkunlock(&s->lock, WaitReason::kZero);
  return OpStatus::kPark;
}

bool signalsIdle(VM* vm) {
  Signals* s = of(vm);
  if (s == nullptr) return true;
  MutexLock hold(s->lock);
  return s->queued == 0 && s->receiver != nullptr;
}

void brokenPipe(VM* vm) {
  Signals* s = of(vm);
  if (s == nullptr) return;
  {
    MutexLock hold(s->lock);
    if ((s->wanted | s->ignored) & bit(SIGPIPE)) return;
  }
  dieBy(SIGPIPE);
}

}  // namespace gvm::rt::inline start
