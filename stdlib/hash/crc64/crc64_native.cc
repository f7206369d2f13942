// This file holds the loops of CRC-64.
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

void fill(u64* table, u64 poly) {
  for (u64 i = 0; i < 256; i++) {
    u64 v = i;
    for (int bit = 0; bit < 8; bit++) v = (v >> 1) ^ (v & 1 ? poly : 0);
    table[i] = v;
  }
}

u64 update(u64 crc, const u64* table, Bytes p) {
  crc = ~crc;
  for (u8 c : p.span()) crc = (crc >> 8) ^ table[static_cast<u8>(crc) ^ c];
  return ~crc;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("hash/crc64.fill", fill),
    GVM_NATIVE("hash/crc64.update", update),
};

}  // namespace

std::span<const NativeEntry> hashCrc64Natives() { return kTable; }

}  // namespace gvm::stdlib
