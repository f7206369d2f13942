// This file copies runs of numbers, in either order of their bytes.
#include <cstring>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

template <class T>
void swapAll(u8* dst, const u8* src, i64 bytes, T (*swap)(T)) {
  for (i64 i = 0; i < bytes; i += sizeof(T)) {
    T v;
    std::memcpy(&v, src + i, sizeof v);
    v = swap(v);
    std::memcpy(dst + i, &v, sizeof v);
  }
}

void copyRun(Bytes dst, Bytes src, i64 width, bool swap) {
  if (src.len == 0) return;
  if (!swap || width == 1) std::memmove(dst.ptr, src.ptr, static_cast<usize>(src.len));
  else if (width == 2) swapAll<u16>(dst.ptr, src.ptr, src.len, [](u16 v) { return __builtin_bswap16(v); });
  else if (width == 4) swapAll<u32>(dst.ptr, src.ptr, src.len, [](u32 v) { return __builtin_bswap32(v); });
  else swapAll<u64>(dst.ptr, src.ptr, src.len, [](u64 v) { return __builtin_bswap64(v); });
}

const NativeEntry kTable[] = {GVM_NATIVE("encoding/binary.copyRun", copyRun)};

}  // namespace

std::span<const NativeEntry> encodingBinaryNatives() { return kTable; }

}  // namespace gvm::stdlib
