// This file tests timers: sleeping goroutines, stopping and moving timers, over several Ps.
#include <catch2/catch.hpp>

#include "runtime/os/time.h"
#include "runtime/timer/timer.h"
#include "tests/unit/runtime/fake_engine.h"

using namespace gvm;
using namespace gvm::rt;

TEST_CASE("goroutines sleep at least as long as they asked, and all wake") {
  FakeVM t(4);
  std::atomic<int> awake{0}, early{0};
  int status = t.run([&, started = false, resuming = false](M*, G* g) mutable {
    if (!started) {
      started = true;
      for (int i = 0; i < 2000; i++)
        t.go([&, i, began = i64{0}](M*, G* gp) mutable {
          i64 ns = (i * 7919 % 2000) * 10'000;
          if (began == 0) {
            began = nanotime();
            if (timeSleep(gp, ns + 1) == OpStatus::kPark) return RunExit::kPark;
          }
          if (nanotime() - began < ns) early++;
          awake++;
          return RunExit::kDone;
        });
    }
    if (awake == 2000) exitVM(t.vm, 7);
    // Main sleeps too, so that at times nobody runs and the poller waits.
    timeSleep(g, 1'000'000);
    return RunExit::kPark;
  });
  CHECK(status == 7);
  CHECK(early == 0);
}

TEST_CASE("stopped timers do not fire, moved ones fire once at their new time") {
  FakeVM t(2);
  static std::atomic<int> fired;
  fired = 0;
  std::vector<Timer*> timers;
  int status = t.run([&, step = 0, stoppedInTime = 0](M*, G* g) mutable {
    if (step == 0) {
      for (int i = 0; i < 300; i++) {
        auto* timer = static_cast<Timer*>(calloc(1, sizeof(Timer)));
        timerInit(timer, [](Timer*, u64, i64) { fired++; }, nullptr);
        timerReset(timer, nanotime() + 20'000'000 + i, 0);
        timers.push_back(timer);
      }
      for (int i = 0; i < 300; i += 3) stoppedInTime += timerStop(timers[i]);
      for (int i = 1; i < 300; i += 3) timerReset(timers[i], nanotime() + 1'000'000, 0);
    }
    if (step++ < 60) {
      timeSleep(g, 1'000'000);
      return RunExit::kPark;
    }
    exitVM(t.vm, stoppedInTime == 100 ? 7 : 1);
    return RunExit::kDone;
  });
  CHECK(status == 7);
  CHECK(fired == 200);
  for (Timer* timer : timers) free(timer);
}
