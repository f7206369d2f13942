// This file declares the rule for import paths, which the driver applies before it looks for packages.
#pragma once
#include <string>
#include <string_view>

namespace gvm::types {

// Whether the path of an import declaration is well formed, and why not. One that is not is reported by checkPackage.
bool validImportPath(std::string_view path, std::string* why);

}  // namespace gvm::types
