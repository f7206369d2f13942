// This file handles Ms: starting threads, parking and waking them, threads locked to a goroutine, and their end.
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <mutex>

#include "runtime/sched/internal.h"
#include "runtime/stack/stack.h"

namespace gvm::rt::inline sched {
namespace {

// Native stack of a thread: natives are C++ with ordinary needs; memory is only touched as far as used.
constexpr size_t kThreadStackBytes = 1 << 20;

void* mstart(void* arg) {
  M* m = static_cast<M*>(arg);
  currentM = m;
  m->procid.store(static_cast<u32>(syscall(SYS_gettid)));
  VM* vm = m->vm;
  jmp_buf base;
  m->exitJmp = base;
  if (setjmp(base) == 0) {
    if (m->startFn != nullptr) {
      m->startFn(m);
    } else {
      if (m->nextp != nullptr) {
        P* p = m->nextp;
        m->nextp = nullptr;
        acquirep(m, p);
      }
      schedLoop(m);
    }
  }
  vm->engine->mFree(m);
  currentM = nullptr;
  Sched* s = vm->sched;
  s->nthreads--;
  s->liveMs--;
  return nullptr;
}

void mcommoninit(VM* vm, M* m) {
  Sched* s = vm->sched;
  MutexLock hold(s->lock);
  m->id = s->mnext++;
  m->alllink = s->allm;
  s->allm = m;
  if (mcountLocked(s) > s->maxmcount) {
    printf_(vm, "runtime: program exceeds %d-thread limit\n", s->maxmcount);
    s->maxmcount = INT32_MAX;  // said once
    s->lock.unlock();
    misuse("thread exhaustion");
  }
}

}  // namespace

i32 mcountLocked(Sched* s) { return static_cast<i32>(s->mnext - s->nmfreed); }

i32 mcount(VM* vm) {
  MutexLock hold(vm->sched->lock);
  return mcountLocked(vm->sched);
}

M* allocm(VM* vm) {
  M* m = new M;
  m->vm = vm;
  {
    MutexLock hold(vm->randLock);
    m->rand.state = vm->globalRand.next64();
  }
  mcommoninit(vm, m);
  if (vm->engine != nullptr) vm->engine->mInit(m);  // m0 is made before the engine; start does it for m0
  return m;
}

void newm(VM* vm, P* p, bool spinning, void (*fn)(M*)) {
  M* m = allocm(vm);
  m->nextp = p;
  m->spinning = spinning;
  m->startFn = fn;
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setstacksize(&attr, kThreadStackBytes);
  vm->sched->nthreads++;
  vm->sched->liveMs++;
  int err = pthread_create(&m->thread, &attr, mstart, m);
  pthread_attr_destroy(&attr);
  if (err != 0) {
    printf_(vm, "runtime: failed to create new OS thread (have %d already; errno=%d)\n", mcount(vm), err);
    if (err == EAGAIN) printf_(vm, "runtime: may need to increase max user processes (ulimit -u)\n");
    throw_("newosproc");
  }
}

void mput(Sched* s, M* m) {
  m->schedlink = s->midle;
  s->midle = m;
  s->nmidle++;
  checkdead(s->vm);
}

M* mget(Sched* s) {
  M* m = s->midle;
  if (m == nullptr) return nullptr;
  s->midle = m->schedlink;
  m->schedlink = nullptr;
  s->nmidle--;
  return m;
}

// Sleeps until somebody gives this M a P. Comes back without one when the VM is going down.
void stopm(M* m) {
  Sched* s = m->vm->sched;
  GVM_ASSERT(m->p == nullptr && !m->spinning && m->locks == 0);
  {
    MutexLock hold(s->lock);
    if (m->vm->stopping.load()) return;
    mput(s, m);
  }
  m->park.sleep();
  m->park.clear();
  P* p = m->nextp;
  m->nextp = nullptr;
  if (p != nullptr) acquirep(m, p);
}

// Runs p (null: an idle one, if any) on an idle or new M. spinning: the caller has counted one spinning M for it.
void startm(VM* vm, P* p, bool spinning) {
  Sched* s = vm->sched;
  s->lock.lock();
  if (p == nullptr) {
    p = spinning ? nullptr : pidleget(s);
    if (p == nullptr) {
      s->lock.unlock();
      if (spinning) s->nmspinning--;
      return;
    }
  }
  M* m = mget(s);
  s->lock.unlock();
  if (m == nullptr) return newm(vm, p, spinning);
  GVM_ASSERT(!m->spinning && m->nextp == nullptr);
  m->spinning = spinning;
  m->nextp = p;
  m->park.wakeup();
}

void wakep(VM* vm) {
  Sched* s = vm->sched;
  // One spinning M at a time is enough: when it finds work it wakes the next.
  i32 none = 0;
  if (s->nmspinning.load() != 0 || !s->nmspinning.compare_exchange_strong(none, 1)) return;
  s->lock.lock();
  P* p = pidlegetSpinning(s);
  s->lock.unlock();
  if (p == nullptr) {
    s->nmspinning--;
    return;
  }
  startm(vm, p, true);
}

// ---- locked threads -------------------------------------------------------------------------------------------------

void incidlelocked(Sched* s, i32 v) {
  MutexLock hold(s->lock);
  s->nmidlelocked += v;
  if (v > 0) checkdead(s->vm);
}

// Sleeps until the goroutine locked to this M is runnable; returns with its P.
void stoplockedm(M* m) {
  VM* vm = m->vm;
  if (m->p != nullptr) handoffp(releasep(m));
  incidlelocked(vm->sched, 1);
  if (!vm->stopping.load()) m->park.sleep();
  m->park.clear();
  P* p = m->nextp;
  m->nextp = nullptr;
  if (p != nullptr) acquirep(m, p);
}

// Gives this M's P to the M that g is locked to, and sleeps.
void startlockedm(M* m, G* g) {
  M* other = g->lockedm;
  GVM_ASSERT(other != m);
  incidlelocked(m->vm->sched, -1);
  P* p = releasep(m);
  other->nextp = p;
  other->park.wakeup();
  stopm(m);
}

void lockOSThread(G* g) {
  g->lockedExt++;
  g->lockedm = g->m;
  g->m->lockedg = g;
}

void unlockOSThread(G* g) {
  if (g->lockedExt == 0) return;
  g->lockedExt--;
  if (g->lockedExt != 0 || g->lockedInt != 0) return;
  g->m->lockedg = nullptr;
  g->lockedm = nullptr;
}

void lockOSThreadInternal(G* g) {
  g->lockedInt++;
  g->lockedm = g->m;
  g->m->lockedg = g;
}

void unlockOSThreadInternal(G* g) {
  if (g->lockedInt == 0) throw_("runtime: internal error: misuse of lockOSThread/unlockOSThread");
  g->lockedInt--;
  if (g->lockedExt != 0 || g->lockedInt != 0) return;
  g->m->lockedg = nullptr;
  g->lockedm = nullptr;
}

namespace {

// The signal that gets threads of an embedded VM out of system calls. Its handler does nothing: the call fails with
// EINTR, and who made it looks at VM::stopping.
constexpr int kInterruptSignal = SIGURG;

void installInterrupt() {
  static std::once_flag once;  // a handler belongs to the process, not to a VM
  std::call_once(once, [] {
    struct sigaction old;
    if (sigaction(kInterruptSignal, nullptr, &old) != 0 || old.sa_handler != SIG_DFL) return;  // the host has its own
    struct sigaction act = {};
    act.sa_handler = [](int) {};
    sigemptyset(&act.sa_mask);
    sigaction(kInterruptSignal, &act, nullptr);
  });
}

// Asks every other M to look at VM::stopping, wherever it is.
void wakeAll(VM* vm) {
  Sched* s = vm->sched;
  if (!vm->config.ownsProcess) installInterrupt();
  {
    MutexLock hold(s->lock);
    for (M* m = s->allm; m != nullptr; m = m->alllink) {
      if (m == getm()) continue;
      if (G* g = m->curg.load(); g != nullptr) preemptone(g);
      m->park.wakeup();
      // m0's thread may be the host's own just now; elsewhere a syscall is the program's.
      if (!vm->config.ownsProcess && m->inSyscall && !m->hostPaused) pthread_kill(m->thread, kInterruptSignal);
    }
    if (s->sysmonwait.load()) {
      s->sysmonwait.store(false);
      s->sysmonnote.wakeup();
    }
  }
  wakeNetPoller(vm, 0);
}

}  // namespace

// ---- end ----------------------------------------------------------------------------------------------------------------

// Ends this M while the VM goes on: its locked goroutine ended without unlocking the thread.
void mexit(M* m) {
  VM* vm = m->vm;
  Sched* s = vm->sched;
  handoffp(releasep(m));
  {
    MutexLock hold(s->lock);
    for (M** link = &s->allm; *link != nullptr; link = &(*link)->alllink) {
      if (*link != m) continue;
      *link = m->alllink;
      break;
    }
    m->freelink = s->freem;
    s->freem = m;
    s->nmfreed++;
    checkdead(vm);
  }
  leaveM(m);
}

void leaveM(M* m) {
  GVM_CHECK(m->exitJmp != nullptr);
  longjmp(*static_cast<jmp_buf*>(m->exitJmp), 1);
}

void exitVM(VM* vm, int status) {
  if (vm->config.ownsProcess) _exit(status);
  M* m = getm();
  GVM_CHECK(m != nullptr);
  if (!vm->stopping.exchange(true)) vm->exitStatus.store(status);
  // The main thread takes the VM down: wake it from wherever it waits.
  M* main = vm->sched->m0;
  if (main != m) {
    if (G* g = main->curg) preemptone(g);
    main->park.wakeup();
    wakeNetPoller(vm, 0);
  }
  leaveM(m);
}

void schedRun(VM* vm) {
  M* m = getm();
  jmp_buf base;
  m->exitJmp = base;
  if (setjmp(base) == 0) schedLoop(m);
  m->exitJmp = nullptr;
}

bool schedHost(VM* vm) {
  M* m = getm();
  jmp_buf base;
  m->exitJmp = base;
  if (setjmp(base) == 0) {
    if (vm->stopping.load()) m->hostPaused = false;
    else if (!m->hostPaused || resumeHosted(m)) schedLoop(m);
  }
  m->exitJmp = nullptr;
  return m->hostPaused && !vm->stopping.load();
}

bool stopVM(VM* vm, int status, const char* why) {
  {
    MutexLock hold(vm->panicLock);
    if (vm->stopping.load() || vm->panicking.load() > 0) return false;
    vm->exitMessage = why;
    vm->exitStatus.store(status);
    vm->stopping.store(true);
  }
  wakeAll(vm);
  return true;
}

void schedStop(VM* vm) {
  Sched* s = vm->sched;
  vm->stopping.store(true);
  // Everyone is asked again and again, because an M may be on its way to sleep while we look.
  while (s->nthreads.load() > 0) {
    wakeAll(vm);
    usleep(50);
  }
  for (M* m = s->allm; m != nullptr; m = m->alllink)
    if (!m->isMain && !m->hostThread) pthread_join(m->thread, nullptr);
  for (M* m = s->freem; m != nullptr; m = m->freelink) pthread_join(m->thread, nullptr);
}

}  // namespace gvm::rt::inline sched
