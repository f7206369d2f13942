// This file is `gvm repl`.
#include "tools/gvm/commands.h"
#include "tools/repl/repl.h"

namespace gvm::tool {

int runRepl(std::vector<std::string> files, const std::string& jitMode) {
  repl::Config c;
  if (!chooseJit(jitMode, &c.jit)) return 2;
  c.options = defaultOptions();
  c.files = std::move(files);
  c.goroot = c.options.env.goroot;
  c.version = kVersion;
  return repl::run(std::move(c));
}

void addRepl(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("repl", "Go, one input at a time");
  auto files = std::make_shared<std::vector<std::string>>();
  sub->add_option("file", *files, "Go files of a program's package main to start inside of");
  sub->footer("Reads a terminal or a pipe. :help in a session shows its commands.");
  auto jitMode = std::make_shared<std::string>();
  addJit(*sub, jitMode);
  sub->callback([&inv, files, jitMode] { inv.action = [files, jitMode] { return runRepl(*files, *jitMode); }; });
}

}  // namespace gvm::tool
