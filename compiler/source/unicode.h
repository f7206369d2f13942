// This file is what the compiler needs of Unicode: UTF-8, character classes, and Go's quoting of strings in messages.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gvm::source {

constexpr int32_t kRuneError = 0xFFFD;
constexpr int32_t kMaxRune = 0x10FFFF;

// One code point of [p, end), which is not empty. An invalid or incomplete sequence gives {kRuneError, 1}.
struct DecodedRune {
  int32_t rune;
  uint32_t width;
};
DecodedRune decodeRune(const char* p, const char* end);
// Appends r as UTF-8; an invalid code point is appended as kRuneError.
void appendRune(std::string& out, int32_t r);

bool isLetter(int32_t r);  // category L, and _
bool isDigit(int32_t r);   // category Nd
bool isUpper(int32_t r);   // category Lu
bool isPrint(int32_t r);   // as strconv.IsPrint

// True if a name is exported: its first code point is an upper-case letter.
bool isExported(std::string_view name);

// As strconv.Quote, strconv.QuoteRune (fmt's %q of a rune) and fmt's %#U ("U+0040 '@'").
std::string quote(std::string_view s);
std::string quoteRune(int32_t r);
std::string unicodeName(int32_t r);

}  // namespace gvm::source
