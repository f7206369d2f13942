// This file is about inlining: replacing calls of small functions by their bodies, in the IR.
#pragma once
#include <string>
#include <vector>

#include "compiler/lower/ir.h"

namespace gvm::escape {

// What was decided, for -m.
struct InlineReport {
  struct Call {
    uint32_t pos;            // of the call
    lower::Function* callee;
  };
  std::vector<lower::Function*> inlinable;
  std::vector<Call> calls;
};

// Inlines calls in all functions of the program, callees first. Calls of generic instances, methods and known closures count
// like those of functions.
void inlineCalls(lower::Program& program, InlineReport* report);

}  // namespace gvm::escape
