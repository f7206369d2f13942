// This file prints the scheduler's state for GODEBUG=schedtrace=X and scheddetail=1, in Go's line format.
#include "runtime/sched/internal.h"
#include "runtime/timer/timer.h"

namespace gvm::rt::inline sched {

namespace {
std::string idText(i64 id) { return std::to_string(id); }
}  // namespace

void schedtrace(VM* vm, bool detailed) {
  Sched* s = vm->sched;
  i64 now = nanotime();
  if (s->starttime == 0) s->starttime = now;
  std::string out;
  {
    MutexLock hold(s->lock);
    i32 n = s->gomaxprocs.load();
    out += fmt::format("SCHED {}ms: gomaxprocs={} idleprocs={} threads={} spinningthreads={} needspinning={} idlethreads={} runqueue={}",
                       (now - s->starttime) / 1000000, n, s->npidle.load(), mcountLocked(s), s->nmspinning.load(),
                       s->needspinning.load(), s->nmidle, s->runq.n);
    if (detailed)
      out += fmt::format(" gcwaiting={} nmidlelocked={} stopwait={} sysmonwait={}\n", s->gcwaiting.load(), s->nmidlelocked,
                         s->stopwait, s->sysmonwait.load());
    for (i32 i = 0; i < n; i++) {
      P* p = s->allp[i];
      u32 head = p->runqhead.load(), tail = p->runqtail.load();
      if (detailed) {
        M* m = p->m.load();
        out += fmt::format("  P{}: status={} schedtick={} syscalltick={} m={} runqsize={} gfreecnt={} timerslen={}\n", i,
                           p->status.load(), p->schedtick.load(), p->syscalltick.load(), m ? idText(m->id) : "nil", tail - head,
                           p->gFree.n, p->timers->len.load());
        continue;
      }
      if (i == 0) out += " [ ";
      out += fmt::format("{} ", tail - head);
    }
    if (!detailed) {
      out += "] schedticks=[ ";
      for (i32 i = 0; i < n; i++) out += fmt::format("{} ", s->allp[i]->schedtick.load());
      out += "]\n";
    }
    if (detailed) {
      for (M* m = s->allm; m != nullptr; m = m->alllink) {
        G* g = m->curg.load();
        P* p = m->p;
        out += fmt::format("  M{}: p={} curg={} mallocing={} throwing=0 preemptoff={} locks={} dying={} spinning={} blocked={} lockedg={}\n",
                           m->id, p ? idText(p->id) : "nil", g ? idText(static_cast<i64>(g->goid)) : "nil", m->mallocing, m->preemptoff ? "true" : "",
                           m->locks, m->dying, m->spinning, m->blocked, m->lockedg ? idText(static_cast<i64>(m->lockedg->goid)) : "nil");
      }
      MutexLock holdGs(s->allglock);
      for (G* g : s->allgs)
        out += fmt::format("  G{}: status={}({}) m={} lockedm={}\n", g->goid, g->status(), waitReasonString(g->waitreason),
                           g->m ? idText(g->m->id) : "nil", g->lockedm ? idText(g->lockedm->id) : "nil");
    }
  }
  printErr(vm, out.data(), static_cast<int>(out.size()));
}

}  // namespace gvm::rt::inline sched
