// This file binds zlib's Adler-32.
#include <zlib.h>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

u32 update(u32 sum, rt::Bytes p) {
  if (p.len == 0) return sum;  // zlib takes a null pointer as a request for the initial value
  return static_cast<u32>(adler32_z(sum, p.ptr, static_cast<usize>(p.len)));
}

const NativeEntry kTable[] = {GVM_NATIVE("hash/adler32.update", update)};

}  // namespace

std::span<const NativeEntry> hashAdler32Natives() { return kTable; }

}  // namespace gvm::stdlib
