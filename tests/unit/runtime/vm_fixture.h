// This file makes a VM with the whole runtime and no program, for tests of single rooms: the calling thread holds its P.
#pragma once
#include <fmt/format.h>

#include <cstring>
#include <string>

#include "runtime/core/engine.h"
#include "runtime/gc/gc.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mheap.h"
#include "runtime/start/start.h"
#include "runtime/symtab/func.h"
#include "runtime/type/table.h"

namespace gvm::rt {

struct NoEngine : Engine {
  RunExit run(M*, G*) override { return RunExit::kStop; }
  void prepare(G*, Closure*) override {}
  size_t stackUsed(G*) override { return 0; }
  int walkFrames(G*, FrameVisitor, void*) override { return 0; }
  void stackMoved(G*, uint64_t*, uint64_t*, ptrdiff_t) override {}
  void pushCall(G*, Closure*) override {}
};

struct TestVM {
  NoEngine engine;
  VM* vm = nullptr;

  explicit TestVM(uint64_t seed = 1) {
    VMConfig config;
    config.ownsProcess = false;
    config.seed = seed;
    ProgramLoader loader;
    loader.arg = &engine;
    loader.load = [](VM* v, void* e) {
      v->engine = static_cast<Engine*>(e);
      return std::string();
    };
    std::string error;
    vm = createVM(config, loader, &error);
    if (vm == nullptr) {
      std::fprintf(stderr, "createVM: %s\n", error.c_str());
      std::abort();
    }
    vm->heap->gcctl.enabled.store(true);
    vm->debug.gcstoptheworld = 2;
  }
  ~TestVM() { closeVM(vm); }
  void collect() { gcStart(vm, GCKind::kForce); }
  Type* basic(Kind k) { return vm->types->basic(k); }
};

}  // namespace gvm::rt
