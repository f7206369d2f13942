// This file declares operations on strings. Results lie in fresh pointer-free heap memory (or share with an operand
// where Go allows it). Nothing parks.
#pragma once
#include "runtime/base/values.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline value {

/// a[0] + a[1] + ...; a single non-empty operand is returned as it is.
GoString concatstrings(const GoString* a, u32 n);
/// Three-way comparison of bytes: negative, 0, positive.
inline int cmpstring(const GoString& a, const GoString& b) {
  i64 n = a.len < b.len ? a.len : b.len;
  int c = n ? __builtin_memcmp(a.ptr, b.ptr, static_cast<usize>(n)) : 0;
  return c ? c : (a.len < b.len ? -1 : a.len > b.len);
}
inline bool eqstring(const GoString& a, const GoString& b) {
  return a.len == b.len && (a.ptr == b.ptr || __builtin_memcmp(a.ptr, b.ptr, static_cast<usize>(a.len)) == 0);
}
/// string(rune): one code point in UTF-8, U+FFFD when invalid.
GoString intstring(i64 v);
GoString slicebytetostring(const u8* p, i64 n);
GoSlice stringtoslicebyte(const GoString& s);
GoSlice stringtoslicerune(const GoString& s);
GoString slicerunetostring(const i32* p, i64 n);
/// Copies C++ text into a Go string.
GoString gostring(std::string_view s);

/// Decodes the code point at s[k]; *next gets the index after it. Invalid bytes decode as U+FFFD, one byte long.
i32 decoderune(const GoString& s, i64 k, i64* next);
inline i32 decoderuneFast(const GoString& s, i64 k, i64* next) {
  u8 c = s.ptr[k];
  if (c < 0x80) {
    *next = k + 1;
    return c;
  }
  return decoderune(s, k, next);
}
i64 countrunes(const GoString& s);
/// Writes r in UTF-8; returns the length, 1 to 4.
int encoderune(u8* p, i32 r);

}  // namespace gvm::rt::inline value
