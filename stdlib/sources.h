// This file declares the library's Go sources, which the binary carries.
#pragma once
#include <span>
#include <string_view>

namespace gvm::stdlib {

struct SourceText {
  std::string_view path;  // "strings/builder.go"
  std::string_view text;  // followed by a NUL byte
};

// All Go files of the library, sorted by path.
std::span<const SourceText> sources();

}  // namespace gvm::stdlib
