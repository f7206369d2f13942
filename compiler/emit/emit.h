// This file is the entrance of the room: a lowered program in, the bytes of an image out.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/lower/ir.h"
#include "compiler/source/arena.h"
#include "compiler/source/source.h"

namespace gvm::emit {

struct Options {
  bool optimize = true;          // loop rotation, aliases, fusion; off: every value in a slot of its own
};

// The image of `program`. The IR is used up: passes rewrite it in place. On failure (a function too large for the format) the
// result is empty and *error says why.
std::vector<uint8_t> emitProgram(lower::Program& program, source::Arena& arena, const source::FileSet& files,
                                 const Options& options, std::string* error);

}  // namespace gvm::emit
