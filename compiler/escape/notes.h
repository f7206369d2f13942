// This file is about the texts of -gcflags=-m: what inlining and escape analysis decided, in gc's words.
#pragma once
#include <string>

#include "compiler/escape/escape.h"
#include "compiler/escape/inline.h"
#include "compiler/source/source.h"

namespace gvm::escape {

struct NoteOptions {
  const source::FileSet* files = nullptr;
  types::Package* pkg = nullptr;  // functions of this package are reported; its name is left out
  int level = 1;                  // 2: -m -m, prices and reasons too
};

// The lines for one package: what can be inlined, what was inlined, what escapes; each part in order of position.
std::string notes(const NoteOptions& options, const InlineReport& inlined, const EscapeReport& escapes);

}  // namespace gvm::escape
