// This file is `gvm repl`.
#include "tools/gvm/commands.h"
#include "tools/repl/repl.h"

namespace gvm::tool {

int runRepl(std::vector<std::string> files) {
  repl::Config c;
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
  sub->callback([&inv, files] { inv.action = [files] { return runRepl(*files); }; });
}

}  // namespace gvm::tool
