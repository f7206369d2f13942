// This file holds CRC-32: by zlib for IEEE, by the processor's instruction for Castagnoli where there is one, and by a
// table for the others.
#include <nmmintrin.h>
#include <zlib.h>

#include <cstring>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;

constexpr u32 kCastagnoli = 0x82f63b78;

constexpr void fillTable(u32* table, u32 poly) {
  for (u32 i = 0; i < 256; i++) {
    u32 v = i;
    for (int bit = 0; bit < 8; bit++) v = (v >> 1) ^ (v & 1 ? poly : 0);
    table[i] = v;
  }
}

void fill(u32* table, u32 poly) { fillTable(table, poly); }

u32 update(u32 crc, const u32* table, Bytes p) {
  crc = ~crc;
  for (u8 c : p.span()) crc = (crc >> 8) ^ table[static_cast<u8>(crc) ^ c];
  return ~crc;
}

u32 updateIEEE(u32 crc, Bytes p) {
  if (p.len == 0) return crc;  // zlib takes a null pointer as a request for the initial value
  return static_cast<u32>(crc32_z(crc, p.ptr, static_cast<usize>(p.len)));
}

__attribute__((target("sse4.2"))) u32 castagnoliByInstruction(u32 crc, const u8* p, usize n) {
  u64 v = ~crc;
  for (; n >= 8; p += 8, n -= 8) {
    u64 word;
    std::memcpy(&word, p, 8);
    v = _mm_crc32_u64(v, word);
  }
  for (; n > 0; p++, n--) v = _mm_crc32_u8(static_cast<u32>(v), *p);
  return ~static_cast<u32>(v);
}

struct CastagnoliTable {
  u32 v[256];
  constexpr CastagnoliTable() : v() { fillTable(v, kCastagnoli); }
};
constexpr CastagnoliTable kCastagnoliTable;

u32 updateCastagnoli(u32 crc, Bytes p) {
  if (__builtin_cpu_supports("sse4.2")) return castagnoliByInstruction(crc, p.ptr, static_cast<usize>(p.len));
  return update(crc, kCastagnoliTable.v, p);
}

const NativeEntry kTable[] = {
    GVM_NATIVE("hash/crc32.fill", fill),
    GVM_NATIVE("hash/crc32.update", update),
    GVM_NATIVE("hash/crc32.updateIEEE", updateIEEE),
    GVM_NATIVE("hash/crc32.updateCastagnoli", updateCastagnoli),
};

}  // namespace

std::span<const NativeEntry> hashCrc32Natives() { return kTable; }

}  // namespace gvm::stdlib
