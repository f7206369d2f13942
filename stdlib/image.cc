// This file gives access to the library image that the binary carries.
#include "stdlib/image.h"

extern "C" const uint8_t gvm_library_image[], gvm_library_image_end[];

namespace gvm::stdlib {

std::span<const uint8_t> image() { return {gvm_library_image, gvm_library_image_end}; }

}  // namespace gvm::stdlib
