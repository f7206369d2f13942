// This file implements the small readers of a session's texts.
#include "compiler/driver/session_text.h"

#include "compiler/syntax/parser.h"

namespace gvm::driver {

int64_t sessionColumn(std::string_view input, size_t offset) {
  size_t nl = offset ? input.rfind('\n', offset - 1) : std::string_view::npos;
  return static_cast<int64_t>(offset - (nl == std::string_view::npos ? 0 : nl + 1)) + 1;
}

std::string sessionText(std::string text) {
  for (std::string_view noise : {" in argument to __show.Show", " as any value", " (value of interface type any)"})
    if (size_t at = text.find(noise); at != std::string::npos && (noise[1] != 'a' || text.find("__show") != std::string::npos))
      text.erase(at, noise.size());
  return text;
}

std::vector<std::string> sessionNames(std::string_view list) {
  std::vector<std::string> out;
  std::string name;
  auto flush = [&] {
    if (!name.empty()) out.push_back(std::move(name));
    name.clear();
  };
  for (char c : list) {
    if (c == ',' || c == ' ' || c == '\t' || c == '\n') flush();
    else name += c;
  }
  flush();
  return out;
}

std::vector<SessionImport> sessionImports(std::string_view text) {
  source::Arena arena;
  source::Interner names(arena);
  source::FileSet files;
  source::Diagnostics diags(files);
  auto* tree = syntax::parseFile({arena, names, diags}, files.addFile("input", "package main;" + std::string(text)));
  std::vector<SessionImport> out;
  for (auto* i : tree->imports)
    if (i->path) out.push_back({i->name ? std::string(i->name->name) : "", syntax::stringValue(i->path->text)});
  return out;
}

}  // namespace gvm::driver
