// This file joins the rooms of the VM to a program that can be started: given images and natives, it makes the engine and
// the loader when runtime/start asks for them (start.h, phase modulesinit).
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "runtime/start/start.h"
#include "vm/jit/jit.h"
#include "vm/native/native.h"

namespace gvm::embed {

struct HostFunction;

// What a VM is made from. Must outlive it, as must the images' bytes.
struct Program {
  std::vector<std::span<const u8>> images;  // in load order: what others import comes first; the last has main.main
  void (*registerNatives)(rt::NativeRegistry& registry) = nullptr;
  bool verify = false;  // images come from outside: check them before anything else looks at them
  jit::Mode jit = jit::Mode::kOff;
  const std::vector<std::unique_ptr<HostFunction>>* hostFunctions = nullptr;  // may be null
  size_t trusted = 0;   // this many of the first images are the binary's own and are not checked
};

// For createVM; keeps a pointer to program.
rt::ProgramLoader programLoader(Program* program);

}  // namespace gvm::embed
