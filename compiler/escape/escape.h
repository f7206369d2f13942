// This file is about escape analysis: which variables and allocations may live in the frame of the function that makes them.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/escape/typeinfo.h"
#include "compiler/lower/ir.h"

namespace gvm::escape {

// How far the value of one parameter gets: the least number of dereferences on a way to the heap and to each result, -1: no way.
struct ParamFlow {
  static constexpr int kMaxResults = 7;
  int8_t heap = -1;
  int8_t result[kMaxResults] = {-1, -1, -1, -1, -1, -1, -1};
  bool none() const {
    for (int8_t r : result)
      if (r >= 0) return false;
    return heap < 0;
  }
};

static_assert(sizeof(ParamFlow) == lower::kTagBytes);

// What was decided, for -m: facts by position.
struct EscapeReport {
  struct Param {
    lower::Function* fn;
    uint32_t index;
    ParamFlow flow;
    bool moved;                // its variable lives on the heap
  };
  struct Alloc {
    lower::Function* fn;
    const lower::Instr* instr;
    bool heap;
  };
  struct Moved {
    lower::Function* fn;
    const lower::Var* var;
    const lower::Instr* decl;  // where the variable begins, or null
  };
  std::vector<Param> params;
  std::vector<Alloc> allocs;
  std::vector<Moved> moved;
};

// Decides Var::heap, and kOnStack of allocation instructions, in all functions of the program.
void analyze(lower::Program& program, TypeInfos& infos, EscapeReport* report);

}  // namespace gvm::escape
