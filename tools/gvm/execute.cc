// This file runs an image: it makes a VM for this process and hands the main thread to it.
#include <unistd.h>

#include <fmt/format.h>

#include "stdlib/image.h"
#include "stdlib/stdlib.h"
#include "tools/gvm/commands.h"
#include "vm/embed/program.h"

extern char** environ;

namespace gvm::tool {

int runImage(std::vector<uint8_t> image, std::vector<std::string> args, bool trusted, jit::Mode jit, ProfileFiles profiles) {
  embed::Program program;
  if (!stdlib::image().empty()) program.images.push_back(stdlib::image());
  program.trusted = program.images.size();
  program.images.push_back(image);
  program.registerNatives = stdlib::registerNatives;
  program.verify = !trusted;
  program.jit = jit;
  rt::VMConfig config;
  config.args = std::move(args);
  config.profileFiles = std::move(profiles);
  for (char** e = environ; *e; e++) config.env.push_back(*e);
  config.goroot = driver::Environment::fromProcess().goroot;
  std::string error;
  rt::VM* vm = rt::createVM(config, embed::programLoader(&program), &error);
  if (!vm) {
    fmt::print(stderr, "gvm: {}\n", error);
    return 1;
  }
  return rt::runVM(vm);
}

}  // namespace gvm::tool
