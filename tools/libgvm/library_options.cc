// This file joins the compiler to the library that the binary carries.
#include "tools/libgvm/library_options.h"

#include <unordered_set>

#include "stdlib/image.h"
#include "stdlib/sources.h"
#include "stdlib/stdlib.h"

namespace gvm::tool {

driver::Options libraryOptions() {
  static const std::vector<driver::LibraryFile> library = [] {
    std::vector<driver::LibraryFile> list;
    for (auto& s : stdlib::sources()) list.push_back({s.path, s.text});
    return list;
  }();
  driver::Options o;
  o.env = driver::Environment::fromProcess();
  o.env.library = library;
  o.externalImage = stdlib::image();
  // What the library's image defines is not compiled again.
  if (!stdlib::image().empty())
    o.isExternal = [](std::string_view path) {
      static const std::unordered_set<std::string_view> shipped = [] {
        std::unordered_set<std::string_view> set;
        for (auto& p : stdlib::packages()) set.insert(p.path);
        return set;
      }();
      return shipped.contains(path);
    };
  return o;
}

}  // namespace gvm::tool
