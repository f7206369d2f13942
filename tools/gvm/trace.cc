// This file is `gvm trace view`: a page that shows an execution trace.
#include <fmt/format.h>

#include "compiler/driver/read_file.h"
#include "tools/gvm/commands.h"
#include "tools/gvm/trace_model.h"

namespace gvm::tool {

namespace {

int view(const std::string& file, std::string output) {
  std::string bytes, error;
  if (!driver::readFile(file, &bytes, &error)) {
    fmt::print(stderr, "gvm: {}\n", error);
    return 1;
  }
  TraceModel model;
  if (error = readTrace(bytes, &model); !error.empty()) {
    fmt::print(stderr, "gvm: {}: {}\n", file, error);
    return 1;
  }
  if (output.empty()) output = file + ".html";
  std::string title;
  for (char c : file.substr(file.rfind('/') + 1)) title.push_back(c == '<' || c == '&' ? '_' : c);
  std::string page = tracePage(model, title);
  if (!writeFile(output, {page.begin(), page.end()})) return 1;
  fmt::print("{}: {} events, {} goroutines, {} collections, {:.3f} s\n", output, model.events, model.goroutines.size(),
             model.collections.size(), static_cast<double>(model.length) / 1e9);
  return 0;
}

}  // namespace

void addTrace(CLI::App& app, Invocation& inv) {
  auto* sub = app.add_subcommand("trace", "Look at execution traces");
  sub->require_subcommand(1);
  auto* show = sub->add_subcommand("view", "Write a page, to open in a browser, with the time lines of a trace (gvm run -trace, runtime/trace)");
  auto file = std::make_shared<std::string>(), output = std::make_shared<std::string>();
  show->add_option("file", *file, "The trace")->required();
  show->add_option("-o,--output", *output, "Where to write the page (default: the trace's name with .html)");
  show->callback([&inv, file, output] { inv.action = [file, output] { return view(*file, *output); }; });
}

}  // namespace gvm::tool
