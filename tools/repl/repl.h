// This file declares the REPL.
#pragma once
#include <string>
#include <vector>

#include "compiler/driver/compilation.h"
#include "vm/jit/jit.h"

namespace gvm::repl {

struct Config {
  driver::Options options;                 // how inputs are compiled
  std::vector<std::string> files;          // a program to start inside of
  jit::Mode jit = jit::Mode::kOff;
  std::string goroot;
  std::string version;                     // for the greeting
};

// Runs a session on standard input, with a line editor when that and standard output are a terminal. Returns the exit
// status: 1 when an input that did not come from a terminal failed.
int run(Config config);

}  // namespace gvm::repl
