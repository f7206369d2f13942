// This file holds the memory shapes of Go's built-in values: string, slice, interface. Frames, heap objects and the
// embedding API all use exactly these.
#pragma once
#include <string_view>

#include "runtime/base/types.h"

namespace gvm::rt::inline base {

struct GoString {
  const u8* ptr = nullptr;
  i64 len = 0;
  std::string_view view() const { return {reinterpret_cast<const char*>(ptr), static_cast<usize>(len)}; }
};

struct GoSlice {
  u8* ptr = nullptr;
  i64 len = 0;
  i64 cap = 0;
};

}  // namespace gvm::rt::inline base
