// This file holds the natives of internal/bytescan: searches over bytes, on the C library's vectorised ones.
#include <cstring>

#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;
using rt::GoString;

GoString text(Bytes b) { return {b.ptr, b.len}; }

i64 indexByteString(GoString s, u8 c) {
  if (s.len == 0) return -1;
  auto* p = static_cast<const u8*>(std::memchr(s.ptr, c, s.len));
  return p ? p - s.ptr : -1;
}
i64 indexByte(Bytes b, u8 c) { return indexByteString(text(b), c); }

i64 lastIndexByteString(GoString s, u8 c) {
  if (s.len == 0) return -1;
  auto* p = static_cast<const u8*>(::memrchr(s.ptr, c, s.len));
  return p ? p - s.ptr : -1;
}
i64 lastIndexByte(Bytes b, u8 c) { return lastIndexByteString(text(b), c); }

i64 countString(GoString s, u8 c) {
  i64 n = 0;
  for (i64 i = 0; i < s.len; i++) n += s.ptr[i] == c;
  return n;
}
i64 count(Bytes b, u8 c) { return countString(text(b), c); }

i64 indexString(GoString s, GoString sub) {
  if (sub.len == 0) return 0;
  if (sub.len > s.len) return -1;
  if (sub.len == 1) return indexByteString(s, sub.ptr[0]);
  auto* p = static_cast<const u8*>(::memmem(s.ptr, s.len, sub.ptr, sub.len));
  return p ? p - s.ptr : -1;
}
i64 index(Bytes b, Bytes sub) { return indexString(text(b), text(sub)); }

i64 lastIndexString(GoString s, GoString sub) {
  if (sub.len == 0) return s.len;
  // Searches for the first byte of sub backwards, then compares; quadratic only for inputs made to be.
  for (i64 end = s.len - sub.len + 1; end > 0;) {
    auto* p = static_cast<const u8*>(::memrchr(s.ptr, sub.ptr[0], end));
    if (!p) return -1;
    if (std::memcmp(p, sub.ptr, sub.len) == 0) return p - s.ptr;
    end = p - s.ptr;
  }
  return -1;
}
i64 lastIndex(Bytes b, Bytes sub) { return lastIndexString(text(b), text(sub)); }

i64 compareString(GoString a, GoString b) {
  i64 n = a.len < b.len ? a.len : b.len;
  int c = n ? std::memcmp(a.ptr, b.ptr, n) : 0;
  if (c != 0) return c < 0 ? -1 : 1;
  return (a.len > b.len) - (a.len < b.len);
}
i64 compare(Bytes a, Bytes b) { return compareString(text(a), text(b)); }

bool equal(Bytes a, Bytes b) { return a.len == b.len && (a.len == 0 || std::memcmp(a.ptr, b.ptr, a.len) == 0); }

i64 occurrencesString(GoString s, GoString sub) {
  if (sub.len == 1) return countString(s, sub.ptr[0]);
  i64 n = 0;
  while (s.len >= sub.len) {
    i64 at = indexString(s, sub);
    if (at < 0) break;
    n++;
    s.ptr += at + sub.len;
    s.len -= at + sub.len;
  }
  return n;
}
i64 occurrences(Bytes b, Bytes sub) { return occurrencesString(text(b), text(sub)); }

i64 asciiPrefixString(GoString s) {
  i64 i = 0;
  for (; i + 8 <= s.len; i += 8) {
    u64 w;
    std::memcpy(&w, s.ptr + i, 8);
    if (w & 0x8080808080808080) break;
  }
  while (i < s.len && s.ptr[i] < 0x80) i++;
  return i;
}
i64 asciiPrefix(Bytes b) { return asciiPrefixString(text(b)); }

// The width of the rune at p, 0 where the bytes are not UTF-8.
int runeWidth(const u8* p, i64 left) {
  u8 c = p[0];
  if (c < 0x80) return 1;
  if (c < 0xC2 || c > 0xF4) return 0;
  auto cont = [&](i64 i) { return i < left && (p[i] & 0xC0) == 0x80; };
  if (!cont(1)) return 0;
  if (c < 0xE0) return 2;
  if ((c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F) || !cont(2)) return 0;
  if (c < 0xF0) return 3;
  if ((c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F) || !cont(3)) return 0;
  return 4;
}

i64 runeCountString(GoString s) {
  i64 n = 0;
  for (i64 i = 0; i < s.len;) {
    i64 plain = asciiPrefixString({s.ptr + i, s.len - i});
    n += plain;
    i += plain;
    while (i < s.len && s.ptr[i] >= 0x80) {
      int w = runeWidth(s.ptr + i, s.len - i);
      i += w ? w : 1;
      n++;
    }
  }
  return n;
}
i64 runeCount(Bytes b) { return runeCountString(text(b)); }

bool validString(GoString s) {
  for (i64 i = 0; i < s.len;) {
    i += asciiPrefixString({s.ptr + i, s.len - i});
    while (i < s.len && s.ptr[i] >= 0x80) {
      int w = runeWidth(s.ptr + i, s.len - i);
      if (w == 0) return false;
      i += w;
    }
  }
  return true;
}
bool valid(Bytes b) { return validString(text(b)); }

inline u8 lowerOf(u8 c) { return c + ((c - 'A' < 26u) << 5); }
inline u8 upperOf(u8 c) { return c - ((c - 'a' < 26u) << 5); }

void lower(Bytes dst, GoString src) {
  for (i64 i = 0; i < src.len && i < dst.len; i++) dst.ptr[i] = lowerOf(src.ptr[i]);
}
void upper(Bytes dst, GoString src) {
  for (i64 i = 0; i < src.len && i < dst.len; i++) dst.ptr[i] = upperOf(src.ptr[i]);
}

i64 caseASCII(GoString s) {
  bool high = false, small = false, big = false;
  for (i64 i = 0; i < s.len; i++) {
    u8 c = s.ptr[i];
    high |= c >= 0x80;
    small |= c - 'a' < 26u;
    big |= c - 'A' < 26u;
  }
  return high | small << 1 | big << 2;
}

i64 foldASCII(GoString a, GoString b) {
  i64 n = a.len < b.len ? a.len : b.len, i = 0;
  while (i < n && (a.ptr[i] | b.ptr[i]) < 0x80 && lowerOf(a.ptr[i]) == lowerOf(b.ptr[i])) i++;
  return i;
}

i64 indexSet(GoString s, const bool* set) {
  for (i64 i = 0; i < s.len; i++)
    if (set[s.ptr[i]]) return i;
  return -1;
}

// A set of ASCII characters.
struct CharSet {
  u64 bits[4] = {};
  explicit CharSet(GoString chars) {
    for (i64 i = 0; i < chars.len; i++) bits[chars.ptr[i] >> 6] |= u64{1} << (chars.ptr[i] & 63);
  }
  bool has(u8 c) const { return bits[c >> 6] >> (c & 63) & 1; }
};

i64 indexAnyASCII(GoString s, GoString chars) {
  CharSet set(chars);
  for (i64 i = 0; i < s.len; i++)
    if (set.has(s.ptr[i])) return i;
  return -1;
}
i64 lastIndexAnyASCII(GoString s, GoString chars) {
  CharSet set(chars);
  i64 i = s.len - 1;
  while (i >= 0 && !set.has(s.ptr[i])) i--;
  return i;
}

bool isSpace(u8 c) { return c == ' ' || c - '\t' < 5u; }

std::tuple<i64, i64> trimSpace(GoString s) {
  i64 from = 0, to = s.len;
  while (from < to && isSpace(s.ptr[from])) from++;
  while (to > from && isSpace(s.ptr[to - 1])) to--;
  return {from, to};
}

std::tuple<i64, i64> nextField(GoString s, i64 at) {
  while (at < s.len && isSpace(s.ptr[at])) at++;
  i64 end = at;
  while (end < s.len && !isSpace(s.ptr[end])) end++;
  return {at, end};
}

i64 countFields(GoString s) {
  i64 n = 0;
  bool space = true;
  for (i64 i = 0; i < s.len; i++) {
    bool now = isSpace(s.ptr[i]);
    n += space && !now;
    space = now;
  }
  return n;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("internal/bytescan.IndexByte", indexByte),
    GVM_NATIVE("internal/bytescan.IndexByteString", indexByteString),
    GVM_NATIVE("internal/bytescan.LastIndexByte", lastIndexByte),
    GVM_NATIVE("internal/bytescan.LastIndexByteString", lastIndexByteString),
    GVM_NATIVE("internal/bytescan.Count", count),
    GVM_NATIVE("internal/bytescan.CountString", countString),
    GVM_NATIVE("internal/bytescan.Index", index),
    GVM_NATIVE("internal/bytescan.IndexString", indexString),
    GVM_NATIVE("internal/bytescan.LastIndex", lastIndex),
    GVM_NATIVE("internal/bytescan.LastIndexString", lastIndexString),
    GVM_NATIVE("internal/bytescan.Compare", compare),
    GVM_NATIVE("internal/bytescan.CompareString", compareString),
    GVM_NATIVE("internal/bytescan.Equal", equal),
    GVM_NATIVE("internal/bytescan.Occurrences", occurrences),
    GVM_NATIVE("internal/bytescan.OccurrencesString", occurrencesString),
    GVM_NATIVE("internal/bytescan.RuneCount", runeCount),
    GVM_NATIVE("internal/bytescan.RuneCountString", runeCountString),
    GVM_NATIVE("internal/bytescan.Valid", valid),
    GVM_NATIVE("internal/bytescan.ValidString", validString),
    GVM_NATIVE("internal/bytescan.ASCIIPrefix", asciiPrefix),
    GVM_NATIVE("internal/bytescan.ASCIIPrefixString", asciiPrefixString),
    GVM_NATIVE("internal/bytescan.Lower", lower),
    GVM_NATIVE("internal/bytescan.Upper", upper),
    GVM_NATIVE("internal/bytescan.CaseASCII", caseASCII),
    GVM_NATIVE("internal/bytescan.FoldASCII", foldASCII),
    GVM_NATIVE("internal/bytescan.IndexSet", indexSet),
    GVM_NATIVE("internal/bytescan.IndexAnyASCII", indexAnyASCII),
    GVM_NATIVE("internal/bytescan.LastIndexAnyASCII", lastIndexAnyASCII),
    GVM_NATIVE("internal/bytescan.TrimSpace", trimSpace),
    GVM_NATIVE("internal/bytescan.NextField", nextField),
    GVM_NATIVE("internal/bytescan.CountFields", countFields),
};

}  // namespace

std::span<const NativeEntry> bytescanNatives() { return kTable; }

}  // namespace gvm::stdlib
