// This file gives access to the blob of library sources.
#include "stdlib/sources.h"

#include <cstdint>
#include <iterator>
#include <vector>

extern "C" const char gvm_library_blob[];

namespace gvm::stdlib {
namespace {
struct Row {
  const char* path;
  uint32_t offset, size;
};
constexpr Row kRows[] = {
#include "library_index.inc"
};
}  // namespace

std::span<const SourceText> sources() {
  static const std::vector<SourceText> list = [] {
    std::vector<SourceText> v;
    v.reserve(std::size(kRows));
    for (auto& r : kRows) v.push_back({r.path, {gvm_library_blob + r.offset, r.size}});
    return v;
  }();
  return list;
}

}  // namespace gvm::stdlib
