// This file declares the dispatcher's entry, implemented by tail.cc (clang) or goto.cc (other compilers, or when
// GVM_INTERP_GOTO is defined).
#pragma once

#include "runtime/core/g.h"

#if !defined(__clang__) && !defined(GVM_INTERP_GOTO)
#define GVM_INTERP_GOTO 1
#endif

namespace gvm::interp {

// Executes g from g->savedPc in frame g->savedFp until it must leave.
rt::RunExit execute(rt::G* g);

}  // namespace gvm::interp
