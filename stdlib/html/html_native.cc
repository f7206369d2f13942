// This file reads character references as the HTML standard describes it (section "Character reference state").
#include <algorithm>

#include "runtime/value/string.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;

struct Entity {
  std::string_view name;  // with its semicolon, where it needs one
  std::string_view text;
};
#include "stdlib/html/entities.inc"

// What the numbers of Windows-1252's control characters stand for.
constexpr u16 kWindows[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                              0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                              0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool isAlphanumeric(char c) { return static_cast<u32>(c - '0') < 10u || static_cast<u32>((c | 0x20) - 'a') < 26u; }

std::tuple<GoString, i64> numeric(std::string_view s) {
  usize i = 2;
  bool hex = i < s.size() && (s[i] | 0x20) == 'x';
  if (hex) i++;
  usize digits = i;
  i64 v = 0;
  for (; i < s.size(); i++) {
    unsigned char c = static_cast<unsigned char>(s[i]);
    if (c - '0' < 10u) v = v * (hex ? 16 : 10) + (c - '0');
    else if (hex && (c | 0x20) - 'a' < 6u) v = v * 16 + ((c | 0x20) - 'a' + 10);
    else break;
    v = std::min<i64>(v, 0x110000);
  }
  // Browsers take a number without digits for none, Go takes "&#x;" for the number 0.
  bool none = i == digits;
  if (none && !(hex && i < s.size() && s[i] == ';')) return {GoString{}, 0};
  if (i < s.size() && s[i] == ';') i++;
  if (v >= 0x80 && v < 0xa0) v = kWindows[v - 0x80];
  if (v == 0 || v > 0x10ffff || (v >= 0xd800 && v < 0xe000)) v = 0xfffd;
  return {rt::intstring(v), static_cast<i64>(i)};
}

const Entity* find(std::string_view name) {
  const Entity* end = std::end(kEntities);
  const Entity* e = std::lower_bound(std::begin(kEntities), end, name,
                                     [](const Entity& a, std::string_view b) { return a.name < b; });
  return e != end && e->name == name ? e : nullptr;
}

// func reference(s string) (text string, n int)
std::tuple<GoString, i64> reference(GoString str) {
  std::string_view s = str.view();
  if (s.size() > 1 && s[1] == '#') return numeric(s);
  usize i = 1;
  while (i < s.size() && isAlphanumeric(s[i])) i++;
  if (i < s.size() && s[i] == ';') i++;
  // The longest name counts; some do not need a semicolon.
  for (usize n = i - 1; n > 1; n--)
    if (const Entity* e = find(s.substr(1, n)))
      return {{reinterpret_cast<const u8*>(e->text.data()), static_cast<i64>(e->text.size())}, static_cast<i64>(n + 1)};
  return {GoString{}, 0};
}

const NativeEntry kTable[] = {GVM_NATIVE("html.reference", reference)};

}  // namespace

std::span<const NativeEntry> htmlNatives() { return kTable; }

}  // namespace gvm::stdlib
