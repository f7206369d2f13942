// This file declares what every use of the compiler in this repository gives it: the library's sources and image.
#pragma once
#include "compiler/driver/compilation.h"

namespace gvm::tool {

// Options of a compilation as the process's environment and the library give them.
driver::Options libraryOptions();

}  // namespace gvm::tool
