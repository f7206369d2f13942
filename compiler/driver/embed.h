// This file declares how //go:embed patterns find files.
#pragma once
#include <string>
#include <vector>

#include "compiler/lower/lower.h"
#include "compiler/source/source.h"
#include "compiler/syntax/ast.h"

namespace gvm::driver {

// The files that the patterns of d match below dir, sorted by name, each once. Folders are taken in whole, without
// names that begin with '.' or '_' unless the pattern says all:. Errors go to diags; false after one.
bool resolveEmbeds(source::Diagnostics& diags, const std::string& dir, const syntax::VarDecl* d,
                   std::vector<lower::EmbedFile>* out);

}  // namespace gvm::driver
