// This file turns packages.def into the list of packages.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {

#define NONE noNatives
#define PACKAGE(path, natives, doc) NATIVES_OF(natives)
#define NATIVES_OF(name) std::span<const NativeEntry> name();
#include "stdlib/packages.def"
#undef PACKAGE

std::span<const NativeEntry> noNatives() { return {}; }

namespace {
const PackageInfo kPackages[] = {
#define PACKAGE(path, natives, doc) {path, &natives, doc},
#include "stdlib/packages.def"
#undef PACKAGE
};
}  // namespace

std::span<const PackageInfo> packages() { return kPackages; }

void registerNatives(rt::NativeRegistry& registry) {
  for (const PackageInfo& p : kPackages) registry.add(p.natives());
}

}  // namespace gvm::stdlib
