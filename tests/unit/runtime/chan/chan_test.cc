// This file tests channels and select between goroutines made of C++ functions.
#include <catch2/catch.hpp>

#include "runtime/chan/chan.h"
#include "runtime/type/table.h"
#include "tests/unit/runtime/fake_engine.h"

using namespace gvm;
using namespace gvm::rt;

namespace {

Type* chanOf(VM* vm, Kind k) {
  Type* t = vm->types->chanOf(ChanDir::Both, vm->types->basic(k));
  vm->types->complete(t);
  return t;
}

// Sends 1..n on c, then finishes.
Body sender(HChan*& c, i64 n, std::atomic<int>& done) {
  return [&c, n, &done, value = i64{0}, waiting = false](M*, G* g) mutable {
    if (waiting) chansendFinish(g);
    waiting = false;
    while (value < n) {
      value++;
      OpStatus s = chansend(g, c, &value, true, nullptr);
      if (s == OpStatus::kPark) {
        waiting = true;
        return RunExit::kPark;
      }
    }
    done++;
    return RunExit::kDone;
  };
}

}  // namespace

TEST_CASE("values of many senders arrive once each, whatever the buffer") {
  for (i64 size : {0, 1, 7}) {
    FakeVM t(4);
    HChan* c = nullptr;
    std::atomic<int> senders{0}, receivers{0};
    std::atomic<i64> sum{0};
    int status = t.run([&, started = false](M*, G* g) mutable {
      if (!started) {
        started = true;
        c = makechan(g, chanOf(t.vm, Kind::Int64), size);
        for (int i = 0; i < 10; i++) t.go(sender(c, 1000, senders));
        for (int i = 0; i < 4; i++)
          t.go([&, value = i64{0}, waiting = false](M*, G* gp) mutable {
            bool ok;
            for (;;) {
              if (waiting) {
                waiting = false;
                chanrecvFinish(gp, &ok);
              } else if (chanrecv(gp, c, &value, true, nullptr, &ok) == OpStatus::kPark) {
                waiting = true;
                return RunExit::kPark;
              }
              if (!ok) break;
              sum += value;
            }
            receivers++;
            return RunExit::kDone;
          });
      }
      if (senders == 10 && c->closed == 0) closechan(g, c);
      if (receivers == 4) exitVM(t.vm, 7);
      return RunExit::kYield;
    });
    CHECK(status == 7);
    CHECK(sum == 10 * 1000 * 1001 / 2);
  }
}

TEST_CASE("select takes every ready case now and then, and leaves no sudog behind") {
  FakeVM t(4);
  HChan* in[3] = {};
  std::atomic<int> senders{0};
  i64 counts[3] = {}, sum = 0;
  int status = t.run([&, started = false, waiting = false, cases = std::array<SelectCase, 4>{},
                      values = std::array<i64, 3>{}](M*, G* g) mutable {
    if (!started) {
      started = true;
      for (int i = 0; i < 3; i++) {
        in[i] = makechan(g, chanOf(t.vm, Kind::Int64), i);
        t.go(sender(in[i], 2000, senders));
      }
    }
    for (int i = 0; i < 3; i++) cases[i] = {in[i], &values[i]};
    cases[3] = {nullptr, nullptr};
    while (counts[0] + counts[1] + counts[2] < 6000) {
      i64 chosen;
      bool ok;
      OpStatus s = waiting ? selectFinish(g, cases.data(), 0, 4, &chosen, &ok)
                           : selectgo(g, cases.data(), 0, 4, true, &chosen, &ok);
      waiting = s == OpStatus::kPark;
      if (waiting) return RunExit::kPark;
      if (!ok || chosen < 0 || chosen > 2) exitVM(t.vm, 1);
      counts[chosen]++;
      sum += values[chosen];
    }
    for (HChan* c : in)
      if (c->recvq.first != nullptr || c->sendq.first != nullptr) exitVM(t.vm, 2);
    exitVM(t.vm, 7);
    return RunExit::kDone;
  });
  CHECK(status == 7);
  CHECK(sum == 3 * 2000 * 2001 / 2);
  CHECK(counts[0] == 2000);
}

TEST_CASE("nil, closed and full channels without blocking") {
  FakeVM t(1);
  int status = t.run([&](M*, G* g) {
    bool selected = true, ok = true;
    i64 v = 5;
    bool good = chansend(g, nullptr, &v, false, &selected) == OpStatus::kDone && !selected;
    good = good && chanrecv(g, nullptr, &v, false, &selected, &ok) == OpStatus::kDone && !selected;
    HChan* c = makechan(g, chanOf(t.vm, Kind::Int64), 1);
    good = good && chansend(g, c, &v, false, &selected) == OpStatus::kDone && selected && chanlen(c) == 1;
    good = good && chansend(g, c, &v, false, &selected) == OpStatus::kDone && !selected;
    good = good && closechan(g, c) == OpStatus::kDone;
    v = 0;
    good = good && chanrecv(g, c, &v, true, &selected, &ok) == OpStatus::kDone && ok && v == 5;
    good = good && chanrecv(g, c, &v, true, &selected, &ok) == OpStatus::kDone && !ok && v == 0;
    exitVM(t.vm, good ? 7 : 1);
    return RunExit::kDone;
  });
  CHECK(status == 7);
}
