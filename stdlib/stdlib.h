// This file is what the rest of gvm sees of the library: the list of shipped packages, and their natives.
#pragma once
#include <span>
#include <string_view>

#include "vm/native/native.h"

namespace gvm::stdlib {

using rt::NativeEntry;

/// A row of packages.def.
struct PackageInfo {
  std::string_view path;                         // import path
  std::span<const NativeEntry> (*natives)();     // null where the package is all Go
  std::string_view doc;
};

/// All packages, in packages.def's order.
std::span<const PackageInfo> packages();

/// Gives a VM's registry the natives of every package.
void registerNatives(rt::NativeRegistry& registry);

}  // namespace gvm::stdlib
