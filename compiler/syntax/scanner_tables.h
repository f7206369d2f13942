// This file is the scanner's table of character classes, one byte per byte value.
#pragma once
#include <array>
#include <cstdint>

namespace gvm::syntax {

enum CharClass : uint8_t {
  kSpace = 1,     // blank, tab, CR, newline
  kLetter = 2,    // ASCII letter or _
  kDecimal = 4,   // 0-9
  kIdent = 8,     // letter or digit
  kStringStop = 16,  // what ends the plain run of an interpreted string: " \ newline NUL
  kBodyStop = 32,    // what a body skip looks at: { } " ' ` / NUL
  kHex = 64,
};

constexpr std::array<uint8_t, 256> kClass = [] {
  std::array<uint8_t, 256> t{};
  for (unsigned char c : {' ', '\t', '\r', '\n'}) t[c] |= kSpace;
  for (unsigned c = 'a'; c <= 'z'; c++) t[c] |= kLetter | kIdent;
  for (unsigned c = 'A'; c <= 'Z'; c++) t[c] |= kLetter | kIdent;
  t['_'] |= kLetter | kIdent;
  for (unsigned c = '0'; c <= '9'; c++) t[c] |= kDecimal | kIdent | kHex;
  for (unsigned c = 'a'; c <= 'f'; c++) t[c] |= kHex;
  for (unsigned c = 'A'; c <= 'F'; c++) t[c] |= kHex;
  for (unsigned char c : {'"', '\\', '\n', '\0'}) t[c] |= kStringStop;
  for (unsigned char c : {'{', '}', '"', '\'', '`', '/', '\0'}) t[c] |= kBodyStop;
  return t;
}();

inline bool isDecimalChar(char c) { return kClass[static_cast<unsigned char>(c)] & kDecimal; }
inline bool isHexChar(char c) { return kClass[static_cast<unsigned char>(c)] & kHex; }
inline char lowerChar(char c) { return static_cast<char>(c | 0x20); }

}  // namespace gvm::syntax
