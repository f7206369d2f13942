// This file declares small readers of a session's texts.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/session.h"

namespace gvm::driver {

// Column (from 1, in bytes) of a byte of the input.
int64_t sessionColumn(std::string_view input, size_t offset);
// A diagnostic's text without the names that only the session's own wrapping brings in.
std::string sessionText(std::string text);
// The identifiers of a list "a, b".
std::vector<std::string> sessionNames(std::string_view list);
// The imports of one import declaration; those without a name of their own have "".
std::vector<SessionImport> sessionImports(std::string_view text);

}  // namespace gvm::driver
