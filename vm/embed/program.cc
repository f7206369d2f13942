// This file implements the program loader.
#include "vm/embed/program.h"

#include "vm/bytecode/verifier.h"
#include "vm/embed/host.h"
#include "vm/interp/dyncall.h"
#include "vm/interp/engine.h"
#include "vm/loader/loader.h"

namespace gvm::embed {

using namespace rt;

namespace {

std::string loadImage(VM* vm, std::span<const u8> bytes, bool verify) {
  if (verify) {
    bytecode::Image image;
    if (std::string e = image.open(bytes); !e.empty()) return e;
    if (std::string e = bytecode::verifyImage(image); !e.empty()) return "invalid image: " + e;
  }
  return loader::load(vm, bytes);
}

std::string loadProgram(VM* vm, void* arg) {
  Program& p = *static_cast<Program*>(arg);
  vm->engine = new interp::InterpEngine;
  auto* registry = new NativeRegistry;
  vm->natives = registry;
  interp::registerDynCalls(*registry);
  if (p.registerNatives) p.registerNatives(*registry);
  registerHost(*registry, p.hostFunctions);
  loader::init(vm);
  std::string jitError;
  jit::attach(vm, p.jit, &jitError);
  if (!jitError.empty()) return jitError;
  for (size_t i = 0; i < p.images.size(); i++)
    if (std::string e = loadImage(vm, p.images[i], p.verify && i >= p.trusted); !e.empty()) return e;
  std::string missing =
      fillWellKnown(vm, [&](std::string_view s) { return loader::findType(vm, s); },
                    [&](std::string_view s) { return loader::findFuncBySymbol(vm, s); });
  if (!missing.empty()) return "package runtime lacks " + missing;
  for (const loader::InitTask& t : loader::initTasks(vm)) vm->inits.push_back({std::string(t.package), t.fn});
  vm->mainMain = loader::findFuncBySymbol(vm, "main.main");
  return "";
}

void unloadProgram(VM* vm, void*) {
  jit::detach(vm);
  if (vm->loader) loader::freeLoader(vm);
  delete natives(vm);
  vm->natives = nullptr;
  delete vm->engine;
  vm->engine = nullptr;
}

}  // namespace

ProgramLoader programLoader(Program* program) { return {loadProgram, unloadProgram, program}; }

}  // namespace gvm::embed
