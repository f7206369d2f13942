// This file decodes and encodes UTF-8, classifies code points by generated range tables, and quotes strings as Go does.
#include "compiler/source/unicode.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace gvm::source {

namespace {
struct Range {
  int32_t lo, hi;
};
#include "compiler/source/unicode_tables.inc"

template <size_t n>
bool inRanges(const Range (&table)[n], int32_t r) {
  const Range* it = std::upper_bound(table, table + n, r, [](int32_t x, const Range& e) { return x < e.lo; });
  return it != table && r <= (it - 1)->hi;
}

// The escaped form of one code point in a literal quoted by q.
void appendEscaped(std::string& out, int32_t r, char q) {
  if (r == q || r == '\\') {
    out += '\\';
    out += static_cast<char>(r);
    return;
  }
  if (isPrint(r)) return appendRune(out, r);
  switch (r) {
    case '\a': out += "\\a"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\v': out += "\\v"; return;
  }
  if (r < ' ' || r == 0x7f) {
    out += fmt::format("\\x{:02x}", r);
  } else if (r < 0x10000) {
    out += fmt::format("\\u{:04x}", r);
  } else {
    out += fmt::format("\\U{:08x}", r);
  }
}
}  // namespace

DecodedRune decodeRune(const char* s, const char* end) {
  const auto* p = reinterpret_cast<const unsigned char*>(s);
  size_t n = static_cast<size_t>(end - s);
  uint32_t c = p[0];
  if (c < 0x80) return {static_cast<int32_t>(c), 1};
  auto cont = [&](size_t i) { return i < n && (p[i] & 0xC0) == 0x80; };
  if (c >= 0xC2 && c <= 0xDF && cont(1)) return {static_cast<int32_t>((c & 0x1F) << 6 | (p[1] & 0x3Fu)), 2};
  if (c >= 0xE0 && c <= 0xEF && cont(1) && cont(2)) {
    uint32_t r = (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    if (r >= 0x800 && (r < 0xD800 || r > 0xDFFF)) return {static_cast<int32_t>(r), 3};
  }
  if (c >= 0xF0 && c <= 0xF4 && cont(1) && cont(2) && cont(3)) {
    uint32_t r = (c & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    if (r >= 0x10000 && r <= 0x10FFFF) return {static_cast<int32_t>(r), 4};
  }
  return {kRuneError, 1};
}

void appendRune(std::string& out, int32_t r) {
  if (r < 0 || r > kMaxRune || (r >= 0xD800 && r <= 0xDFFF)) r = kRuneError;
  uint32_t c = static_cast<uint32_t>(r);
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool isLetter(int32_t r) {
  if (r < 0x80) return (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') || r == '_';
  return inRanges(kLetter, r);
}
bool isDigit(int32_t r) { return r < 0x80 ? r >= '0' && r <= '9' : inRanges(kDigit, r); }
bool isUpper(int32_t r) { return r < 0x80 ? r >= 'A' && r <= 'Z' : inRanges(kUpper, r); }
bool isPrint(int32_t r) { return r < 0x80 ? r >= ' ' && r < 0x7f : inRanges(kPrint, r); }

bool isExported(std::string_view name) {
  return !name.empty() && isUpper(decodeRune(name.data(), name.data() + name.size()).rune);
}

std::string quote(std::string_view s) {
  std::string out = "\"";
  const char* end = s.data() + s.size();
  for (const char* p = s.data(); p < end;) {
    DecodedRune d = decodeRune(p, end);
    if (d.rune == kRuneError && d.width == 1) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(*p));
    } else {
      appendEscaped(out, d.rune, '"');
    }
    p += d.width;
  }
  return out += '"';
}

std::string quoteRune(int32_t r) {
  if (r < 0 || r > kMaxRune || (r >= 0xD800 && r <= 0xDFFF)) r = kRuneError;
  std::string out = "'";
  appendEscaped(out, r, '\'');
  return out += '\'';
}

std::string unicodeName(int32_t r) {
  std::string out = fmt::format("U+{:04X}", static_cast<uint32_t>(r));
  if (r >= 0 && r <= kMaxRune && isPrint(r)) {
    out += " '";
    appendRune(out, r);
    out += '\'';
  }
  return out;
}

}  // namespace gvm::source
