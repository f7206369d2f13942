// This file is the entrance of the room: a lowered program in, the bytes of an image out.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "compiler/lower/ir.h"
#include "compiler/source/source.h"
#include "compiler/types/universe.h"

namespace gvm::emit {

struct Options {
  source::FileSet* files = nullptr;
  types::Universe* universe = nullptr;
  std::string* notes = nullptr;   // receives what -gcflags=-m prints
  int mLevel = 1;                 // 2: -m -m
  types::Package* notesFor = nullptr;  // of the functions of this package
  bool summaries = false;         // functions carry their escape tags and whether they can be inlined, for those who import them
  bool optimize = true;           // off: every value in a slot of its own
  // Told why the result is empty: functions too large for a frame, with what gc says of them.
  std::function<void(const lower::Function& f, std::string text)> report;
};

// The image of `program`: inlining, escape analysis, optimisation, code generation. The IR is used up: passes rewrite it.
std::vector<uint8_t> emitProgram(lower::Program& program, const Options& options);

}  // namespace gvm::emit
