// This file tests the poller with a pipe: waiting for data, deadlines, closing.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <unistd.h>

#include "runtime/netpoll/netpoll.h"
#include "runtime/os/time.h"
#include "runtime/timer/timer.h"
#include "tests/unit/runtime/fake_engine.h"

using namespace gvm;
using namespace gvm::rt;

TEST_CASE("a reader parks until data, a deadline, or the close") {
  FakeVM t(2);
  int fds[2];
  REQUIRE(pipe2(fds, O_NONBLOCK | O_CLOEXEC) == 0);
  PollDesc* pd = nullptr;
  std::vector<std::string> log;
  std::atomic<int> phase{0};
  int status = t.run([&, step = 0](M*, G* g) mutable {
    if (step == 0) {
      int err = 0;
      pd = pollOpen(t.vm, fds[0], &err);
      t.go([&, waiting = false](M*, G* gp) mutable {
        for (;;) {
          PollError e = PollError::kNone;
          if (!waiting) {
            char buf[8];
            ssize_t n = read(fds[0], buf, sizeof buf);
            if (n > 0) {
              log.push_back("read " + std::to_string(n));
              phase++;
              continue;
            }
            pollReset(pd, 'r');
          }
          OpStatus s = waiting ? pollWaitFinish(gp, pd, 'r', &e) : pollWait(gp, pd, 'r', &e);
          waiting = s == OpStatus::kPark;
          if (waiting) return RunExit::kPark;
          if (e == PollError::kTimeout) {
            log.push_back("timeout");
            pollSetDeadline(t.vm, pd, 0, 'r');
            phase++;
          }
          if (e == PollError::kClosing) {
            log.push_back("closing");
            phase++;
            return RunExit::kDone;
          }
        }
      });
    }
    if (step == 3 && write(fds[1], "abc", 3) != 3) exitVM(t.vm, 1);
    if (step == 6) pollSetDeadline(t.vm, pd, nanotime() + 1'000'000, 'r');
    if (step == 12) pollUnblock(t.vm, pd);
    if (step == 15) {
      pollClose(t.vm, pd);
      exitVM(t.vm, 7);
    }
    step++;
    timeSleep(g, 2'000'000);
    return RunExit::kPark;
  });
  CHECK(status == 7);
  CHECK(log == std::vector<std::string>{"read 3", "timeout", "closing"});
  close(fds[0]);
  close(fds[1]);
}
