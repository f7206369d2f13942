// This file declares the dispatcher's entry, implemented by tail.cc (clang) or goto.cc (other compilers).
#pragma once

#include "runtime/core/g.h"

namespace gvm::interp {

// Executes g from g->savedPc in frame g->savedFp until it must leave.
rt::RunExit execute(rt::G* g);

}  // namespace gvm::interp
