// This file installs the process-wide signal handlers. A handler finds its VM through the thread's current M; a signal
// that arrives on a thread without one is handled by the thread that waits for signals.
//
// SIGQUIT is taken by a thread of its own (sigwait), because printing tracebacks needs locks and memory. Faults are
// synchronous: bytecode checks for nil itself, so a SIGSEGV is unsafe code or our own bug; the handler prints the signal
// and the goroutine's traceback, as Go does for an unexpected fault address, and exits 2.
#include "runtime/start/signals.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "runtime/core/upcalls.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"

namespace gvm::rt::inline start {
namespace {

struct Signals {
  VM* vm = nullptr;
  pthread_t waiter{};
  bool running = false;
};

// Ends the waiter thread when the VM closes; not used by anything else in the process.
constexpr int kStopSignal = SIGUSR2;

const char* faultName(int sig) {
  switch (sig) {
    case SIGSEGV: return "SIGSEGV: segmentation violation";
    case SIGBUS: return "SIGBUS: bus error";
    case SIGFPE: return "SIGFPE: floating-point exception";
    default: return "SIGILL: illegal instruction";
  }
}

void onFault(int sig, siginfo_t* info, void*) {
  // A second fault while this one is handled takes the default action.
  signal(sig, SIG_DFL);
  M* m = getm();
  if (m == nullptr || m->dying != 0) {
    raise(sig);
    return;
  }
  VM* vm = m->vm;
  printf_(vm, "unexpected fault address %#lx\n", reinterpret_cast<unsigned long>(info->si_addr));
  printf_(vm, "fatal error: fault\n[signal %s code=%#x addr=%#lx]\n", faultName(sig), info->si_code,
          reinterpret_cast<unsigned long>(info->si_addr));
  G* g = m->curg;
  if (g != nullptr && g->step == nullptr && vm->engine != nullptr) {
    m->dying = 1;
    std::string text = "\n" + formatGoroutine(vm, g, false);
    printErr(vm, text.data(), static_cast<int>(text.size()));
  }
  _exit(2);
}

void* waitForSignals(void* arg) {
  auto* s = static_cast<Signals*>(arg);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGQUIT);
  sigaddset(&set, kStopSignal);
  for (;;) {
    int sig = 0;
    if (sigwait(&set, &sig) != 0) continue;
    if (sig == kStopSignal) return nullptr;
    VM* vm = s->vm;
    freezetheworld(vm);
    std::string text = "SIGQUIT: quit\nPC=0x0 m=0 sigcode=0\n" + formatAllGoroutines(vm, nullptr, gotraceback(vm).level > 1);
    printErr(vm, text.data(), static_cast<int>(text.size()));
    _exit(2);
  }
}

}  // namespace

void installSignals(VM* vm) {
  auto* s = new Signals;
  s->vm = vm;
  vm->signals = s;
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = onFault;
  sa.sa_flags = SA_SIGINFO | SA_NODEFER;
#ifndef GVM_ASAN
  for (int sig : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) sigaction(sig, &sa, nullptr);
#endif
  // Writes to closed pipes report EPIPE; package os ends the program when that happens on standard output or error.
  signal(SIGPIPE, SIG_IGN);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGQUIT);
  sigaddset(&set, kStopSignal);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);  // inherited by all threads
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setstacksize(&attr, 256 * 1024);
  s->running = pthread_create(&s->waiter, &attr, waitForSignals, s) == 0;
  pthread_attr_destroy(&attr);
}

void removeSignals(VM* vm) {
  auto* s = static_cast<Signals*>(vm->signals);
  if (s == nullptr) return;
  if (s->running) {
    pthread_kill(s->waiter, kStopSignal);
    pthread_join(s->waiter, nullptr);
  }
  delete s;
  vm->signals = nullptr;
  for (int sig : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGPIPE}) signal(sig, SIG_DFL);
}

}  // namespace gvm::rt::inline start
