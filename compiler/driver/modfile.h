// This file is about go.mod: the parts of it that say where packages lie.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gvm::driver {

struct ModRequire {
  std::string path, version;
};
struct ModReplace {
  std::string path, version;        // version empty: any
  std::string newPath, newVersion;  // newVersion empty: newPath is a folder
};
struct ModFile {
  std::string module;
  std::string go;  // "1.21"; empty if not given
  std::vector<ModRequire> require;
  std::vector<ModReplace> replace;
};

// Parses the text of a go.mod called `name`. *error has a line "name:N: what" for each malformed line.
bool parseModFile(std::string_view text, std::string_view name, ModFile* out, std::string* error);

// The path as module cache folders spell it: upper-case letters as '!' and the lower-case letter.
std::string escapeModPath(std::string_view path);

// Compares versions "v1.2.3-pre+meta" by semantic versioning: <0, 0, >0.
int compareVersions(std::string_view a, std::string_view b);

}  // namespace gvm::driver
