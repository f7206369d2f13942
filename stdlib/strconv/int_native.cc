// This file holds strconv's natives for integers: scanning with Go's prefixes and underscores, and writing digits.
#include <charconv>
#include <cstring>

#include "runtime/heap/malloc.h"
#include "stdlib/strconv/scan.h"

namespace gvm::stdlib {
namespace {

using rt::Bytes;
using rt::GoString;

constexpr i64 kRoom = 65;  // int.go's maxDigits

// The value of a digit in any base, 255 for other characters.
u8 digitValue(u8 c) {
  if (c - '0' < 10u) return c - '0';
  c |= 0x20;
  if (c - 'a' < 26u) return c - 'a' + 10;
  return 255;
}

struct Scanned {
  u64 value;
  i64 code;
};

Scanned scanDigits(std::string_view s, i64 base, i64 bits) {
  std::string_view whole = s;
  if (s.empty()) return {0, kScanSyntax};
  bool anyBase = base == 0;
  if (anyBase) {
    base = 10;
    if (s[0] == '0') {
      char mark = s.size() >= 3 ? s[1] | 0x20 : 0;
      int skip = 2;
      if (mark == 'x') base = 16;
      else if (mark == 'o') base = 8;
      else if (mark == 'b') base = 2;
      else base = 8, skip = 1;
      s.remove_prefix(skip);
    }
  } else if (base < 2 || base > 36) {
    return {0, kScanBase};
  }
  if (bits == 0) bits = 64;
  if (bits < 0 || bits > 64) return {0, kScanBits};
  u64 most = bits == 64 ? ~u64{0} : (u64{1} << bits) - 1;
  u64 v = 0;
  bool underscores = false;
  for (char ch : s) {
    if (ch == '_' && anyBase) {
      underscores = true;
      continue;
    }
    u8 d = digitValue(ch);
    if (d >= base) return {0, kScanSyntax};
    u64 next;
    if (__builtin_mul_overflow(v, static_cast<u64>(base), &next) || __builtin_add_overflow(next, d, &next) || next > most)
      return {most, kScanRange};
    v = next;
  }
  if (underscores && !underscoresOK(whole)) return {0, kScanSyntax};
  return {v, kScanOK};
}

std::tuple<u64, i64> scanUint(GoString s, i64 base, i64 bits) {
  Scanned r = scanDigits(s.view(), base, bits);
  return {r.value, r.code};
}

std::tuple<i64, i64> scanInt(GoString str, i64 base, i64 bits) {
  std::string_view s = str.view();
  if (s.empty()) return {0, kScanSyntax};
  bool negative = s[0] == '-';
  if (negative || s[0] == '+') s.remove_prefix(1);
  Scanned r = scanDigits(s, base, bits);
  if (r.code != kScanOK && r.code != kScanRange) return {0, r.code};
  u64 limit = u64{1} << ((bits == 0 ? 64 : bits) - 1);
  if (!negative && r.value >= limit) return {static_cast<i64>(limit - 1), kScanRange};
  if (negative && r.value > limit) return {-static_cast<i64>(limit), kScanRange};
  return {static_cast<i64>(negative ? -r.value : r.value), kScanOK};
}

// Writes v to the end of the room and returns where it begins.
i64 putDigits(char* room, u64 v, bool negative, i64 base) {
  static constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  i64 at = kRoom;
  if (base == 10) {
    do room[--at] = static_cast<char>('0' + v % 10); while (v /= 10);
  } else if ((base & (base - 1)) == 0) {
    int shift = __builtin_ctzll(static_cast<u64>(base));
    do room[--at] = kDigits[v & (base - 1)]; while (v >>= shift);
  } else {
    do room[--at] = kDigits[v % base]; while (v /= base);
  }
  if (negative) room[--at] = '-';
  return at;
}

i64 putInt(char* room, i64 v, i64 base) { return putDigits(room, v < 0 ? -static_cast<u64>(v) : v, v < 0, base); }
i64 putUint(char* room, u64 v, i64 base) { return putDigits(room, v, false, base); }

GoString decimal(i64 v) {
  char room[kRoom];
  i64 at = putInt(room, v, 10);
  auto* p = static_cast<u8*>(rt::rawbytes(kRoom - at));
  std::memcpy(p, room + at, kRoom - at);
  return {p, kRoom - at};
}

i64 plainPrefix(GoString s, u8 quote) {
  i64 i = 0;
  while (i < s.len && s.ptr[i] >= 0x20 && s.ptr[i] < 0x7F && s.ptr[i] != quote && s.ptr[i] != '\\') i++;
  return i;
}

struct CodeRange {
  u32 lo, hi;
};
#include "stdlib/strconv/printable.inc"

template <usize N>
bool within(const CodeRange (&table)[N], u32 r) {
  usize lo = 0, hi = N;
  while (lo < hi) {
    usize mid = (lo + hi) / 2;
    if (table[mid].hi < r) lo = mid + 1;
    else hi = mid;
  }
  return lo < N && table[lo].lo <= r;
}

bool isPrint(i32 r) { return within(kPrintable, static_cast<u32>(r)); }
bool isGraphic(i32 r) { return isPrint(r) || within(kSpaces, static_cast<u32>(r)); }

const NativeEntry kTable[] = {
    GVM_NATIVE("strconv.scanUint", scanUint),   GVM_NATIVE("strconv.scanInt", scanInt),
    GVM_NATIVE("strconv.decimal", decimal),     GVM_NATIVE("strconv.putInt", putInt),
    GVM_NATIVE("strconv.putUint", putUint),     GVM_NATIVE("strconv.plainPrefix", plainPrefix),
    GVM_NATIVE("strconv.IsPrint", isPrint),     GVM_NATIVE("strconv.IsGraphic", isGraphic),
    GVM_NATIVE("strconv.scanFloat", scanFloat), GVM_NATIVE("strconv.putFloat", putFloat),
};

}  // namespace

bool underscoresOK(std::string_view s) {
  // What came before: 0 a digit (or the base prefix, which counts as one), '_', or '!' anything else.
  char before = '!';
  if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
  bool hex = false;
  if (s.size() >= 2 && s[0] == '0') {
    char mark = s[1] | 0x20;
    if (mark == 'b' || mark == 'o' || mark == 'x') {
      before = 0;
      hex = mark == 'x';
      s.remove_prefix(2);
    }
  }
  for (char c : s) {
    bool digit = c >= '0' && c <= '9';
    if (hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f') digit = true;
    if (digit) {
      before = 0;
    } else if (c == '_') {
      if (before != 0) return false;
      before = '_';
    } else {
      if (before == '_') return false;
      before = '!';
    }
  }
  return before != '_';
}

std::span<const NativeEntry> strconvNatives() { return kTable; }

}  // namespace gvm::stdlib
