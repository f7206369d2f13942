// This file is about inlining: replacing calls of small functions by their bodies, in the IR.
#pragma once
#include <string>
#include <vector>

#include "compiler/lower/ir.h"

namespace gvm::escape {

// What was decided, for -m.
struct InlineReport {
  struct Body {
    lower::Function* fn;
    int price;               // of the body, in operations
    std::string_view why;    // why it is never inlined ("" when the price decides)
  };
  struct Call {
    lower::Function* caller;
    uint32_t pos;            // of the outermost call, in the caller's own text
    lower::Function* callee;
  };
  std::vector<Body> bodies;
  std::vector<Call> calls;
};

// The highest price of a body that is inlined.
inline constexpr int kInlineBudget = 40;

// Inlines calls in all functions of the program, callees first. Calls of generic instances, methods and known closures count
// like those of functions.
void inlineCalls(lower::Program& program, InlineReport* report);

}  // namespace gvm::escape
