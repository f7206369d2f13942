// This file tests the GODEBUG parser and the lock ranks.
#include <catch2/catch.hpp>

#include "runtime/core/lock.h"
#include "runtime/debug/debug_vars.h"

using namespace gvm::rt;

TEST_CASE("GODEBUG: known names are set, the rest is passed over") {
  DebugVars v;
  parseGodebug("gctrace=1,nonsense=2,schedtrace=x,madvdontneed=0,,inittrace=-1,cpu.aes=off,randseed=99999999999", v);
  CHECK(v.gctrace == 1);
  CHECK(v.schedtrace == 0);
  CHECK(v.madvdontneed == 0);
  CHECK(v.inittrace == -1);
  CHECK(v.cpuAesOff);
  CHECK(v.randseed == 0);
}

TEST_CASE("locks exclude, and notes wake once") {
  Mutex mu(LockRank::kLeaf);
  mu.lock();
  CHECK(!mu.tryLock());
  mu.unlock();
  CHECK(mu.tryLock());
  mu.unlock();
  Note n;
  CHECK(!n.timedSleep(1000));
  n.wakeup();
  CHECK(n.timedSleep(-1));
}
