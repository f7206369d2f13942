// This file is the entrance of the lowering: checked packages in, a Program of IR out.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "compiler/lower/ir.h"
#include "compiler/syntax/ast.h"
#include "compiler/types/object.h"
#include "compiler/types/universe.h"

namespace gvm::lower {

// The files that one //go:embed variable takes in, in order of name. Directories are left out.
struct EmbedFile {
  std::string name;      // slash-separated, relative to the package
  std::string contents;
};

struct Options {
  // Whether a package's functions and variables are defined by another image (the library). Instances of its generic
  // functions are made here all the same.
  std::function<bool(types::Package*)> isExternal;
  // All functions and methods of the root packages are wanted, not those reachable from main and the inits alone.
  bool keepAll = false;
  // What the image that defines an external function says of it. A body that may be inlined is lowered here, too.
  struct ExternalFunction {
    std::string_view escapeTags;  // see Function::escapeTags
    bool inlinable = false;
  };
  std::function<ExternalFunction(std::string_view symbol)> externalFunction;
  // Resolves //go:embed patterns; absent when nothing is embedded.
  std::function<std::vector<EmbedFile>(types::Package*, const syntax::VarDecl*)> embed;
  // Asked before the body of a library function is lowered; runs the checker on it. Default: types::checkBody.
  std::function<bool(types::Func*)> checkBody;
};

// Lowers everything reachable from the roots (main.main, package initialisation, with keepAll all their functions).
// All packages have been checked without errors. Errors found here (a body of a library package with errors) are
// reported by the checker and leave the function without a body.
std::unique_ptr<Program> lowerProgram(types::Universe& u, const std::vector<types::Package*>& roots, const Options& options);

// The packages that roots import, directly or not, and the roots, in the order of their initialisation.
std::vector<types::Package*> initOrder(const std::vector<types::Package*>& roots);

}  // namespace gvm::lower
