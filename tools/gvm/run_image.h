// This file declares how a program is run with the JIT: what runImage (commands.h) does, and a mode.
#pragma once

#include <string>
#include <vector>

#include "vm/jit/jit.h"

namespace gvm::tool {

int runImage(std::vector<uint8_t> image, std::vector<std::string> args, bool trusted, jit::Mode jit);

}  // namespace gvm::tool
