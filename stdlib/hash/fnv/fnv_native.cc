// This file holds the loops of FNV.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

template <class T>
T update(T h, T prime, Bytes p, bool xorFirst) {
  if (xorFirst) {
    for (u8 c : p.span()) h = (h ^ c) * prime;
  } else {
    for (u8 c : p.span()) h = (h * prime) ^ c;
  }
  return h;
}

using u128 = unsigned __int128;

u32 update32(u32 h, Bytes p, bool xorFirst) { return update<u32>(h, 0x01000193, p, xorFirst); }
u64 update64(u64 h, Bytes p, bool xorFirst) { return update<u64>(h, 0x100000001b3, p, xorFirst); }
std::tuple<u64, u64> update128(u64 hi, u64 lo, Bytes p, bool xorFirst) {
  u128 h = update<u128>(u128{hi} << 64 | lo, (u128{1} << 88) + 0x13b, p, xorFirst);
  return {static_cast<u64>(h >> 64), static_cast<u64>(h)};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("hash/fnv.update32", update32),
    GVM_NATIVE("hash/fnv.update64", update64),
    GVM_NATIVE("hash/fnv.update128", update128),
};

}  // namespace

std::span<const NativeEntry> hashFnvNatives() { return kTable; }

}  // namespace gvm::stdlib
