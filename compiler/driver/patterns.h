// This file declares how package patterns of a command line become packages.
#pragma once
#include <string>
#include <vector>

#include "compiler/driver/packages.h"

namespace gvm::driver {

// Finds the packages that the words name: folders, import paths, and patterns of both with "..." (which stands for any
// text; a final "/..." also for nothing). No word is ".". Folders that patterns pass over: testdata, vendor, other
// modules, and names that begin with '.' or '_'. A package may have test files alone. False with *error where a word,
// *culprit, names nothing; a pattern that matches nothing is a line of *warnings.
bool expandPatterns(Finder& finder, const std::vector<std::string>& words, std::vector<PackageDir>* out,
                    std::string* error, std::string* culprit, std::string* warnings);

}  // namespace gvm::driver
