// This file makes a VM whose goroutines are C++ functions, for tests of the scheduler and what stands on it. A body is called
// each time its goroutine is scheduled, says why it stops, and keeps its own state.
#pragma once
#include <fmt/format.h>

#include <functional>
#include <mutex>

#include "runtime/core/engine.h"
#include "runtime/sched/sched.h"
#include "runtime/base/futex.h"
#include "runtime/start/start.h"

namespace gvm::rt {

using Body = std::function<RunExit(M*, G*)>;

struct FakeEngine : Engine {
  std::mutex mu;
  std::vector<std::unique_ptr<Body>> bodies;

  RunExit run(M* m, G* g) override {
    if (m->vm->stopping.load()) return RunExit::kStop;
    if (g->preempt.load()) return RunExit::kPreempt;
    RunExit e = (*static_cast<Body*>(g->engineData))(m, g);
    g->resuming = e == RunExit::kPark;
    return e;
  }
  void prepare(G* g, Closure* fn) override { g->engineData = fn; }
  size_t stackUsed(G*) override { return 0; }
  int walkFrames(G*, FrameVisitor, void*) override { return 0; }
  void stackMoved(G*, uint64_t*, uint64_t*, ptrdiff_t) override {}
  void pushCall(G*, Closure*) override {}

  Closure* body(Body b) {
    std::lock_guard hold(mu);
    bodies.push_back(std::make_unique<Body>(std::move(b)));
    return reinterpret_cast<Closure*>(bodies.back().get());
  }
};

// Runs `main` as the first goroutine on `procs` Ps until it calls exit (or the VM fails).
struct FakeVM {
  FakeEngine engine;
  VM* vm = nullptr;

  explicit FakeVM(int procs) {
    VMConfig config;
    config.ownsProcess = false;
    config.procs = procs;
    ProgramLoader loader;
    loader.arg = &engine;
    loader.load = [](VM* v, void* e) {
      v->engine = static_cast<Engine*>(e);
      return std::string();
    };
    std::string error;
    vm = createVM(config, loader, &error);
    if (vm == nullptr) std::abort();
  }
  ~FakeVM() { closeVM(vm); }
  G* go(Body b) { return newproc(vm, engine.body(std::move(b)), nullptr); }
  int run(Body mainBody) {
    go(std::move(mainBody));
    startSysmon(vm);
    return runVM(vm);
  }
};

}  // namespace gvm::rt
