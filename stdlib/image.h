// This file declares the library's image: all packages compiled to bytecode when gvm was built.
#pragma once
#include <cstdint>
#include <span>

namespace gvm::stdlib {

// The image's bytes, or nothing in the compiler that makes it (the first stage of the build).
std::span<const uint8_t> image();

}  // namespace gvm::stdlib
