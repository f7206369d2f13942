// This file tests the scheduler with goroutines made of C++ functions, on several Ps.
#include <catch2/catch.hpp>

#include <thread>

#include "runtime/sched/runq.h"
#include "tests/unit/runtime/fake_engine.h"

using namespace gvm;
using namespace gvm::rt;

namespace {

// A body for main: polls until done() holds, then ends the VM.
Body untilDone(VM* vm, std::function<bool()> done) {
  return [vm, done](M*, G*) {
    if (done()) exitVM(vm, 7);
    return RunExit::kYield;
  };
}

}  // namespace

TEST_CASE("run queue: first in first out, runnext first, half is stolen, overflow goes to the global queue") {
  FakeVM t(2);
  P* p = t.vm->sched->allp[0];
  P* thief = t.vm->sched->allp[1];
  std::vector<G> gs(400);
  for (G& g : gs) g.vm = t.vm;
  for (int i = 0; i < 10; i++) runqput(p, &gs[i], false);
  runqput(p, &gs[10], true);
  bool inherit = false;
  CHECK(runqget(p, &inherit) == &gs[10]);
  CHECK(inherit);
  CHECK(runqget(p, &inherit) == &gs[0]);
  CHECK(!inherit);
  CHECK(runqsteal(thief, p, false) == &gs[5]);  // 1..5 moved, the last is returned
  CHECK(runqdrain(thief).n == 4);
  CHECK(runqdrain(p).n == 4);
  CHECK(runqempty(p));
  for (G& g : gs) runqput(p, &g, false);
  CHECK(t.vm->sched->runqsize.load() == 129 * 2);
  runqdrain(p);
  t.vm->sched->runq = GQueue{};
  t.vm->sched->runqsize = 0;
}

TEST_CASE("ten thousand goroutines yield on four Ps") {
  FakeVM t(4);
  std::atomic<int> left{10000}, steps{0};
  int status = t.run([&, started = false](M*, G*) mutable {
    if (!started) {
      started = true;
      for (int i = 0; i < 10000; i++)
        t.go([&, n = 0](M*, G*) mutable {
          steps++;
          if (++n < 5) return RunExit::kYield;
          left--;
          return RunExit::kDone;
        });
    }
    if (left == 0) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
  CHECK(steps == 50000);
}

TEST_CASE("a blocked syscall does not hold up other goroutines, even on one P") {
  FakeVM t(1);
  std::atomic<int> progress{0}, back{0};
  int atReturn = -1;
  int status = t.run([&, started = false](M*, G*) mutable {
    if (!started) {
      started = true;
      for (int i = 0; i < 3; i++)
        t.go([&](M*, G* g) {
          {
            SyscallScope call(g);
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
          }
          if (back++ == 0) atReturn = progress;
          return RunExit::kDone;
        });
    }
    progress++;
    if (back == 3) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
  CHECK(atReturn > 100);
}

TEST_CASE("the world stops and starts while goroutines run and enter syscalls") {
  FakeVM t(4);
  std::atomic<int> running{0}, stops{0};
  std::atomic<bool> bad{false};
  int status = t.run([&, started = false](M*, G*) mutable {
    if (!started) {
      started = true;
      for (int i = 0; i < 8; i++)
        t.go([&, i](M*, G* g) {
          running++;
          if (i % 2) SyscallScope call(g);
          running--;
          return RunExit::kYield;
        });
      for (int i = 0; i < 2; i++)
        t.go([&](M*, G*) {
          stopTheWorld(t.vm, StwReason::kForTest);
          int before = running;
          for (int k = 0; k < 1000; k++) cpuRelax();
          // Goroutines on their way out of a syscall wait; none may get on.
          if (running > before) bad = true;
          startTheWorld(t.vm);
          stops++;
          return RunExit::kYield;
        });
    }
    if (stops > 200) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
  CHECK(!bad);
}

TEST_CASE("GOMAXPROCS changes while goroutines run") {
  FakeVM t(2);
  std::atomic<int> steps{0};
  int changes = 0;
  int status = t.run([&, started = false](M*, G*) mutable {
    if (!started) {
      started = true;
      for (int i = 0; i < 100; i++)
        t.go([&](M*, G*) {
          steps++;
          return RunExit::kYield;
        });
    }
    int n = 1 + changes % 5;
    setGomaxprocs(t.vm, n);
    if (gomaxprocs(t.vm) != n) exitVM(t.vm, 1);
    if (++changes == 100) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
}

TEST_CASE("a locked goroutine stays on its thread, and others do not run there") {
  FakeVM t(4);
  std::atomic<int> rounds{0};
  std::atomic<bool> moved{false};
  std::atomic<std::thread::id> locked{};
  int status = t.run([&, started = false](M*, G*) mutable {
    if (!started) {
      started = true;
      t.go([&, first = true](M*, G* g) mutable {
        if (first) {
          lockOSThread(g);
          locked = std::this_thread::get_id();
        }
        first = false;
        if (std::this_thread::get_id() != locked.load()) moved = true;
        return ++rounds < 200 ? RunExit::kYield : RunExit::kDone;
      });
    }
    if (rounds < 200 && std::this_thread::get_id() == locked.load()) moved = true;
    if (rounds == 200) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
  CHECK(!moved);
}

TEST_CASE("all asleep is a deadlock, reported with the waiting goroutines") {
  FakeVM t(2);
  int status = t.run([&, first = true](M*, G*) mutable {
    if (first) t.go([](M*, G*) {
      gopark(nullptr, nullptr, WaitReason::kChanReceive);
      return RunExit::kPark;
    });
    first = false;
    gopark(nullptr, nullptr, WaitReason::kSelectNoCases);
    return RunExit::kPark;
  });
  CHECK(status == 2);
  CHECK(t.vm->exitMessage.find("fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [select (no cases)]:") == 0);
  CHECK(t.vm->exitMessage.find("[chan receive]:") != std::string::npos);
}

TEST_CASE("suspendG stops a running goroutine, resumeG lets it go on") {
  FakeVM t(4);
  std::atomic<int> steps{0}, suspensions{0};
  std::atomic<bool> bad{false};
  G* victim = nullptr;
  int status = t.run([&, started = false](M*, G*) mutable {
    if (!started) {
      started = true;
      victim = t.go([&](M*, G* g) {
        for (int i = 0; i < 1000 && !g->preempt; i++) steps++;
        return g->preempt ? RunExit::kPreempt : RunExit::kYield;
      });
    }
    SuspendState s = suspendG(victim);
    int before = steps;
    for (int k = 0; k < 300; k++) cpuRelax();
    if (steps != before) bad = true;
    resumeG(s);
    if (++suspensions == 300) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
  CHECK(!bad);
}
