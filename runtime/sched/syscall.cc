// This file is what happens around blocking native calls. entersyscall is cheap: the P stays behind in Psyscall, and its M
// usually finds it again. Meanwhile sysmon, or a stop of the world, may take it by one compare-and-swap.
//
// A native cannot move to another thread in the middle of its C++ frames. So a goroutine that comes back and finds no P
// is locked to its thread for that moment, queued, and the M sleeps until another M, scheduling it, hands over its P:
// the mechanism of LockOSThread.
#include "runtime/sched/internal.h"

namespace gvm::rt::inline sched {
namespace {

void wakeSysmon(Sched* s) {
  if (!s->sysmonwait.load()) return;
  MutexLock hold(s->lock);
  if (!s->sysmonwait.load()) return;
  s->sysmonwait.store(false);
  s->sysmonnote.wakeup();
}

P* detach(M* m) {
  P* p = m->p;
  m->syscalltick = p->syscalltick.load();
  m->oldp = p;
  m->p = nullptr;
  p->m.store(nullptr);
  return p;
}

// Takes the old P or an idle one. Never blocks. *keptP: nobody else has had the P.
bool exitsyscallfast(M* m, bool* keptP) {
  Sched* s = m->vm->sched;
  P* old = m->oldp;
  m->oldp = nullptr;
  u32 expected = Psyscall;
  if (old != nullptr && old->status.compare_exchange_strong(expected, Pidle)) {
    bool kept = old->syscalltick.load() == m->syscalltick;
    if (!kept) TraceScope(m->vm).procSteal(old);  // it has been elsewhere meanwhile, and is in another one's system call now
    m->p = old;
    old->m.store(m);
    old->status.store(Prunning);
    TraceScope trace(m->vm);
    if (kept) trace.syscallEnd();
    else trace.procStart(old);
    *keptP = kept;
    return true;
  }
  if (s->npidle.load() == 0) return false;
  P* p = nullptr;
  {
    MutexLock hold(s->lock);
    p = pidleget(s);
    if (p != nullptr && s->sysmonwait.load()) {
      s->sysmonwait.store(false);
      s->sysmonnote.wakeup();
    }
  }
  if (p == nullptr) return false;
  acquirep(m, p);
  return true;
}

}  // namespace

void entersyscall(G* g) {
  M* m = g->m;
  Sched* s = m->vm->sched;
  m->inSyscall = true;
  TraceScope(m->vm).syscallBegin(g, m->p);
  casgstatus(g, Grunning, Gsyscall);
  wakeSysmon(s);
  if (m->p->runSafePointFn.load()) runSafePointFn(m->p);
  P* p = detach(m);
  p->status.store(Psyscall);
  if (!s->gcwaiting.load()) return;
  MutexLock hold(s->lock);
  u32 expected = Psyscall;
  if (s->stopwait > 0 && p->status.compare_exchange_strong(expected, Pgcstop)) {
    TraceScope(m->vm).procSteal(p);
    p->syscalltick++;
    if (--s->stopwait == 0) s->stopnote.wakeup();
  }
}

void entersyscallblock(G* g) {
  M* m = g->m;
  m->inSyscall = true;
  TraceScope(m->vm).syscallBegin(g, m->p);
  casgstatus(g, Grunning, Gsyscall);
  wakeSysmon(m->vm->sched);
  P* p = m->p;
  m->syscalltick = p->syscalltick.load();
  p->syscalltick++;  // so that exitsyscall knows it has lost the P even where it finds it again
  m->oldp = p;
  handoffp(releasep(m));
}

void exitsyscall(G* g) {
  M* m = g->m;
  VM* vm = m->vm;
  Sched* s = vm->sched;
  m->inSyscall = false;
  g->waitsince = 0;
  bool kept = false;
  if (exitsyscallfast(m, &kept)) {
    m->p->syscalltick++;
    if (!kept) {
      TraceScope trace(vm);
      trace.syscallEndBlocked();
      trace.goStart(g);
    }
    casgstatus(g, Gsyscall, Grunning);
    return;
  }
  // No P: wait for one, this goroutine tied to this thread.
  bool wasLocked = g->lockedm != nullptr;
  g->lockedm = m;
  m->lockedg = g;
  {
    TraceScope trace(vm);
    trace.syscallEndBlocked();
    casgstatus(g, Gsyscall, Grunnable);
  }
  s->lock.lock();
  P* p = pidleget(s);
  if (p == nullptr) globrunqput(s, g);
  s->lock.unlock();
  if (p != nullptr) acquirep(m, p);
  else stoplockedm(m);
  if (m->p == nullptr || vm->stopping.load()) leaveM(m);
  if (!wasLocked) {
    g->lockedm = nullptr;
    m->lockedg = nullptr;
  }
  casgstatus(g, Grunnable, Grunning);
  TraceScope(vm).goStart(g);
  m->p->syscalltick++;
}

}  // namespace gvm::rt::inline sched
