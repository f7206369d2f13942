// This file implements strings: concatenation, conversions, and UTF-8.
#include "runtime/value/string.h"

#include <cstring>

#include "runtime/core/upcalls.h"
#include "runtime/heap/malloc.h"

namespace gvm::rt::inline value {

namespace {

constexpr i32 kRuneError = 0xfffd;

}  // namespace

GoString concatstrings(const GoString* a, u32 n) {
  u64 total = 0;
  u32 nonEmpty = 0, last = 0;
  for (u32 i = 0; i < n; i++) {
    if (a[i].len == 0) continue;
    total += static_cast<u64>(a[i].len);
    if (total > kMaxAlloc) fatal("string concatenation too long");
    nonEmpty++;
    last = i;
  }
  if (nonEmpty == 0) return {};
  if (nonEmpty == 1) return a[last];
  u8* p = static_cast<u8*>(rawbytes(total));
  u8* at = p;
  for (u32 i = 0; i < n; i++) {
    if (a[i].len == 0) continue;
    std::memcpy(at, a[i].ptr, static_cast<usize>(a[i].len));
    at += a[i].len;
  }
  return {p, static_cast<i64>(total)};
}

int encoderune(u8* p, i32 r) {
  u32 c = static_cast<u32>(r);
  if (c < 0x80) {
    p[0] = static_cast<u8>(c);
    return 1;
  }
  if (c < 0x800) {
    p[0] = static_cast<u8>(0xc0 | c >> 6);
    p[1] = static_cast<u8>(0x80 | (c & 0x3f));
    return 2;
  }
  if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = kRuneError;
  if (c < 0x10000) {
    p[0] = static_cast<u8>(0xe0 | c >> 12);
    p[1] = static_cast<u8>(0x80 | (c >> 6 & 0x3f));
    p[2] = static_cast<u8>(0x80 | (c & 0x3f));
    return 3;
  }
  p[0] = static_cast<u8>(0xf0 | c >> 18);
  p[1] = static_cast<u8>(0x80 | (c >> 12 & 0x3f));
  p[2] = static_cast<u8>(0x80 | (c >> 6 & 0x3f));
  p[3] = static_cast<u8>(0x80 | (c & 0x3f));
  return 4;
}

i32 decoderune(const GoString& s, i64 k, i64* next) {
  const u8* p = s.ptr + k;
  i64 left = s.len - k;
  auto cont = [](u8 b) { return (b & 0xc0) == 0x80; };
  u8 c = p[0];
  *next = k + 1;
  if (c < 0x80) return c;
  if (c >= 0xc2 && c <= 0xdf) {
    if (left > 1 && cont(p[1])) {
      *next = k + 2;
      return (c & 0x1f) << 6 | (p[1] & 0x3f);
    }
  } else if (c >= 0xe0 && c <= 0xef) {
    if (left > 2 && cont(p[1]) && cont(p[2])) {
      i32 r = (c & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f);
      if (r >= 0x800 && !(r >= 0xd800 && r <= 0xdfff)) {
        *next = k + 3;
        return r;
      }
    }
  } else if (c >= 0xf0 && c <= 0xf4) {
    if (left > 3 && cont(p[1]) && cont(p[2]) && cont(p[3])) {
      i32 r = (c & 0x07) << 18 | (p[1] & 0x3f) << 12 | (p[2] & 0x3f) << 6 | (p[3] & 0x3f);
      if (r >= 0x10000 && r <= 0x10ffff) {
        *next = k + 4;
        return r;
      }
    }
  }
  return kRuneError;
}

i64 countrunes(const GoString& s) {
  i64 n = 0;
  for (i64 k = 0; k < s.len; n++) decoderuneFast(s, k, &k);
  return n;
}

GoString gostring(std::string_view s) {
  if (s.empty()) return {};
  return slicebytetostring(reinterpret_cast<const u8*>(s.data()), static_cast<i64>(s.size()));
}

// One-byte strings share a table, as they are common in code that walks text.
namespace {
constexpr std::array<u8, 256> makeByteTable() {
  std::array<u8, 256> t{};
  for (int i = 0; i < 256; i++) t[static_cast<usize>(i)] = static_cast<u8>(i);
  return t;
}
constexpr std::array<u8, 256> kBytes = makeByteTable();
}  // namespace

GoString intstring(i64 v) {
  i32 r = v >= 0 && v <= 0x10ffff ? static_cast<i32>(v) : kRuneError;
  if (r < 0x80) return {&kBytes[static_cast<usize>(r)], 1};
  u8 buf[4];
  int n = encoderune(buf, r);
  return slicebytetostring(buf, n);
}

GoString slicebytetostring(const u8* p, i64 n) {
  if (n == 0) return {};
  if (n == 1) return {&kBytes[p[0]], 1};
  u8* q = static_cast<u8*>(rawbytes(static_cast<u64>(n)));
  std::memcpy(q, p, static_cast<usize>(n));
  return {q, n};
}

GoSlice stringtoslicebyte(const GoString& s) {
  if (s.len == 0) return {static_cast<u8*>(rawbytes(0)), 0, 0};
  u64 cap = roundupsize(static_cast<u64>(s.len), true);
  u8* p = static_cast<u8*>(rawbytes(cap));
  std::memcpy(p, s.ptr, static_cast<usize>(s.len));
  std::memset(p + s.len, 0, cap - static_cast<u64>(s.len));
  return {p, s.len, static_cast<i64>(cap)};
}

GoSlice stringtoslicerune(const GoString& s) {
  i64 n = countrunes(s);
  if (n == 0) return {static_cast<u8*>(rawbytes(0)), 0, 0};
  u64 bytes = roundupsize(static_cast<u64>(n) * 4, true);
  i32* p = static_cast<i32*>(rawbytes(bytes));
  i64 i = 0;
  for (i64 k = 0; k < s.len;) p[i++] = decoderuneFast(s, k, &k);
  std::memset(p + n, 0, bytes - static_cast<u64>(n) * 4);
  return {reinterpret_cast<u8*>(p), n, static_cast<i64>(bytes / 4)};
}

GoString slicerunetostring(const i32* p, i64 n) {
  u8 buf[4];
  u64 total = 0;
  for (i64 i = 0; i < n; i++) total += static_cast<u64>(encoderune(buf, p[i]));
  if (total == 0) return {};
  // Room for a whole code point at the end: encoderune may be given a rune that another goroutine changed meanwhile.
  u8* q = static_cast<u8*>(rawbytes(total + 3));
  u64 at = 0;
  for (i64 i = 0; i < n && at < total; i++) at += static_cast<u64>(encoderune(q + at, p[i]));
  return {q, static_cast<i64>(at < total ? at : total)};
}

}  // namespace gvm::rt::inline value
