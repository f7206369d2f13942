// This file is about which Go files belong to a build: file-name suffixes and //go:build lines.
#pragma once
#include <string_view>

namespace gvm::driver {

// Whether a build tag holds for gvm: its system and architecture, "unix", "gvm", and every released language version
// ("go1.1" ... "go1.26"). "gc", "cgo", "race" and the like do not hold.
bool tagHolds(std::string_view tag);

// Whether the file name's suffix (_linux, _amd64, _windows_arm64, ...) admits the file. _test is not looked at.
bool nameMatches(std::string_view filename);

// Whether the //go:build line (or, without one, the // +build lines) ahead of the package clause of `text` holds. A
// malformed constraint does not hold.
bool constraintHolds(std::string_view text);

}  // namespace gvm::driver
