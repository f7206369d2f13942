// This file is what gvm sees of the JIT: a VM is given one before its first goroutine runs, and rid of it at the end.
#pragma once

#include <string>
#include <string_view>

#include "runtime/core/vm.h"

namespace gvm::jit {

enum class Mode : uint8_t {
  kOff,    // everything is interpreted
  kOn,     // hot functions are compiled in the background
  kForce,  // for tests: every function is compiled, at once, when it is first called
};

// "off", "on", "force"; false for anything else.
bool parseMode(std::string_view text, Mode* mode);

// Before any image is loaded; vm->engine is set. In a build without LLVM, or where the shared object cannot be opened,
// everything is interpreted; with kForce, *error then says why.
void attach(rt::VM* vm, Mode mode, std::string* error);
// No goroutine runs any more.
void detach(rt::VM* vm);

}  // namespace gvm::jit
