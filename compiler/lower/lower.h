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

// A unit that goes on with the root packages where earlier units of the same session left off: it defines some of
// their declarations, and refers to the others by symbol.
struct Continuation {
  // Whether this unit defines a declared function, method or variable of a root package.
  std::function<bool(types::Object*)> defines;
  // Whether the unit gives a variable of a root package its initial value; it may be one that an earlier unit defines.
  std::function<bool(types::Var*)> initialises;
  // How many other declarations had its name and symbol before: its symbol carries the number unless it is 0.
  std::function<uint32_t(types::Object*)> version;
  // Functions that must be in the unit.
  std::vector<types::Func*> functions;
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
  // Set for units of a session. Their functions are not inlined, so that they can be redefined.
  const Continuation* session = nullptr;
};

// Lowers everything reachable from the roots (main.main, package initialisation, with keepAll all their functions).
// All packages have been checked without errors. Errors found here (a body of a library package with errors) are
// reported by the checker and leave the function without a body.
std::unique_ptr<Program> lowerProgram(types::Universe& u, const std::vector<types::Package*>& roots, const Options& options);

// The packages that roots import, directly or not, and the roots, in the order of their initialisation.
std::vector<types::Package*> initOrder(const std::vector<types::Package*>& roots);

}  // namespace gvm::lower
