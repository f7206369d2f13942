// This file tests semaphores: a binary one as a lock over many goroutines, and the order of waiters.
#include <catch2/catch.hpp>

#include "runtime/sema/sema.h"
#include "tests/unit/runtime/fake_engine.h"

using namespace gvm;
using namespace gvm::rt;

TEST_CASE("a binary semaphore lets one goroutine in at a time, for many addresses at once") {
  FakeVM t(4);
  constexpr int kLocks = 300, kGoroutines = 900, kRounds = 50;
  std::vector<std::atomic<u32>> locks(kLocks);
  std::vector<int> counters(kLocks);
  for (auto& l : locks) l = 1;
  std::atomic<int> done{0};
  int status = t.run([&, started = false](M*, G*) mutable {
    if (!started) {
      started = true;
      for (int i = 0; i < kGoroutines; i++)
        t.go([&, i, round = 0, resuming = false](M*, G* g) mutable {
          for (; round < kRounds; round++) {
            std::atomic<u32>* l = &locks[(i + round) % kLocks];
            OpStatus s = semacquire(g, l, i % 3 == 0, WaitReason::kSemacquire, resuming);
            resuming = s == OpStatus::kPark;
            if (resuming) return RunExit::kPark;
            counters[(i + round) % kLocks]++;
            semrelease(g, l, i % 2 == 0);
          }
          done++;
          return RunExit::kDone;
        });
    }
    if (done == kGoroutines) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
  int total = 0;
  for (int c : counters) total += c;
  CHECK(total == kGoroutines * kRounds);
}

TEST_CASE("notification lists wake in the order of tickets") {
  FakeVM t(1);
  NotifyList list{};
  std::vector<int> woken;
  int status = t.run([&, step = 0](M*, G* g) mutable {
    if (step++ == 0)
      for (int i = 0; i < 5; i++)
        t.go([&, i, ticket = u32{0}, resuming = false](M*, G* gp) mutable {
          if (!resuming) ticket = notifyListAdd(&list);
          OpStatus s = notifyListWait(gp, &list, ticket, resuming);
          resuming = s == OpStatus::kPark;
          if (resuming) return RunExit::kPark;
          woken.push_back(i);
          return RunExit::kDone;
        });
    if (list.wait.load() == 5 && step > 100 && step < 103) notifyListNotifyOne(g, &list);
    if (step == 200) notifyListNotifyAll(g, &list);
    if (woken.size() == 5) exitVM(t.vm, 7);
    return RunExit::kYield;
  });
  CHECK(status == 7);
  CHECK(woken.size() == 5);
}
