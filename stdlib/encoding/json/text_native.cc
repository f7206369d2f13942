// This file converts JSON text: strings to and from their quoted form, and valid JSON to compact and to indented JSON.
#include <cstring>
#include <string>

#include "runtime/heap/malloc.h"
#include "runtime/value/string.h"
#include "stdlib/encoding/json/json_natives.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {

int jsonUtf8Length(const u8* p, const u8* end) {
  u8 c = *p;
  if (c < 0x80) return 1;
  int n = c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
  if (n == 0 || end - p < n) return 0;
  for (int i = 1; i < n; i++)
    if ((p[i] & 0xc0) != 0x80) return 0;
  // Too long a form, a surrogate, or beyond the last code point.
  if ((c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] >= 0xa0) || (c == 0xf0 && p[1] < 0x90) || (c == 0xf4 && p[1] >= 0x90))
    return 0;
  return n;
}

bool jsonValidUtf8(const u8* p, i64 n) {
  for (const u8* end = p + n; p < end;) {
    int len = jsonUtf8Length(p, end);
    if (len == 0) return false;
    p += len;
  }
  return true;
}

namespace {

using rt::Bytes;
using rt::GoString;

constexpr char kHex[] = "0123456789abcdef";
constexpr i64 kReplacement = 0xfffd;

Bytes toBytes(const std::string& s) {
  i64 n = static_cast<i64>(s.size());
  auto* p = static_cast<u8*>(rt::rawbytes(n ? n : 1));
  std::memcpy(p, s.data(), s.size());
  return {p, n, n};
}

// How a byte is written in a string: 0 as it is, 'u' as \u00XX, else after a backslash.
struct Escapes {
  u8 v[256];
  constexpr explicit Escapes(bool html) : v() {
    for (int c = 0; c < 0x20; c++) v[c] = 'u';
    v['\b'] = 'b', v['\f'] = 'f', v['\n'] = 'n', v['\r'] = 'r', v['\t'] = 't';
    v['"'] = '"', v['\\'] = '\\';
    if (html) v['<'] = v['>'] = v['&'] = 'u';
  }
};
constexpr Escapes kPlainEscapes(false), kHtmlEscapes(true);

u8* putEscape(u8* out, u32 code) {
  *out++ = '\\';
  *out++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *out++ = kHex[code >> shift & 15];
  return out;
}

// func quote(dst []byte, s string, html bool) int. Writes s between quotes to dst and returns the length; -1 where there
// may be too little room. Six bytes of room for each of s, and two, always suffice.
i64 quote(Bytes dst, GoString s, bool html) {
  const u8* escapes = (html ? kHtmlEscapes : kPlainEscapes).v;
  const u8 *p = s.ptr, *end = p + s.len;
  u8 *out = dst.ptr, *limit = dst.ptr + dst.len;
  if (limit - out < 2) return -1;
  *out++ = '"';
  while (p < end) {
    if (limit - out < 8) {
      // Near the end of the room: it must hold the rest even if all of it is escaped.
      if (limit - out < 6 * (end - p) + 1) return -1;
    }
    u8 c = *p;
    if (c < 0x80) {
      u8 e = escapes[c];
      if (e == 0) *out++ = c;
      else if (e == 'u') out = putEscape(out, c);
      else *out++ = '\\', *out++ = e;
      p++;
      continue;
    }
    int n = jsonUtf8Length(p, end);
    if (n == 0) {
      out = putEscape(out, kReplacement);
      p++;
    } else if (n == 3 && p[0] == 0xe2 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9)) {
      out = putEscape(out, 0x2000u + (p[2] & 0x3f));
      p += 3;
    } else {
      for (int i = 0; i < n; i++) *out++ = *p++;
    }
  }
  if (out == limit) return -1;
  *out++ = '"';
  return out - dst.ptr;
}

i64 hex4(const u8* p, const u8* end) {
  if (end - p < 4) return -1;
  i64 v = 0;
  for (int i = 0; i < 4; i++) {
    u8 c = p[i];
    u8 d = c - '0' < 10u ? c - '0' : (c | 0x20) - 'a' < 6u ? (c | 0x20) - 'a' + 10 : 16;
    if (d > 15) return -1;
    v = v << 4 | d;
  }
  return v;
}

u8* putRune(u8* out, i64 r) { return out + rt::encoderune(out, static_cast<i32>(r)); }

// Reads the escape after a backslash; null where there is none.
const u8* readEscape(const u8* p, const u8* end, u8*& out) {
  if (p == end) return nullptr;
  switch (*p++) {
    case '"': *out++ = '"'; return p;
    case '\'': *out++ = '\''; return p;
    case '\\': *out++ = '\\'; return p;
    case '/': *out++ = '/'; return p;
    case 'b': *out++ = '\b'; return p;
    case 'f': *out++ = '\f'; return p;
    case 'n': *out++ = '\n'; return p;
    case 'r': *out++ = '\r'; return p;
    case 't': *out++ = '\t'; return p;
    case 'u': break;
    default: return nullptr;
  }
  i64 r = hex4(p, end);
  if (r < 0) return nullptr;
  p += 4;
  if (r < 0xd800 || r >= 0xe000) {
    out = putRune(out, r);
    return p;
  }
  // A surrogate: the other half may follow.
  if (r < 0xdc00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u') {
    i64 low = hex4(p + 2, end);
    if (low >= 0xdc00 && low < 0xe000) {
      out = putRune(out, 0x10000 + ((r - 0xd800) << 10) + (low - 0xdc00));
      return p + 6;
    }
  }
  out = putRune(out, kReplacement);
  return p;
}

// func unquote(text []byte) (s string, ok bool). text is a string with its quotes, which may be wrong.
std::tuple<GoString, bool> unquote(Bytes text) {
  if (text.len < 2 || text.ptr[0] != '"' || text.ptr[text.len - 1] != '"') return {GoString{}, false};
  const u8 *p = text.ptr + 1, *end = text.ptr + text.len - 1;
  std::string room;
  u8 small[256];
  u8* begin = small;
  if (3 * text.len > static_cast<i64>(sizeof small)) {
    room.resize(static_cast<usize>(3 * text.len));  // a broken byte becomes three
    begin = reinterpret_cast<u8*>(room.data());
  }
  u8* out = begin;
  while (p < end) {
    u8 c = *p;
    if (c == '"' || c < 0x20) return {GoString{}, false};
    if (c == '\\') {
      p = readEscape(p + 1, end, out);
      if (!p) return {GoString{}, false};
      continue;
    }
    int n = jsonUtf8Length(p, end);
    if (n == 0) out = putRune(out, kReplacement), p++;
    else
      for (; n > 0; n--) *out++ = *p++;
  }
  return {rt::gostring({reinterpret_cast<const char*>(begin), static_cast<usize>(out - begin)}), true};
}

// Calls str for each string of valid JSON, with its quotes, and chr for every other character.
template <class Str, class Chr>
void eachPart(Bytes json, Str str, Chr chr) {
  for (i64 i = 0; i < json.len;) {
    if (json.ptr[i] != '"') {
      chr(json.ptr[i++]);
      continue;
    }
    i64 start = i++;
    for (; json.ptr[i] != '"'; i++)
      if (json.ptr[i] == '\\') i++;
    i++;
    str(std::string_view(reinterpret_cast<const char*>(json.ptr) + start, static_cast<usize>(i - start)));
  }
}

bool isSpace(u8 c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// func escapeHTML(dst, src) appends src with the characters that HTML gives a meaning escaped.
void escapeInto(std::string& out, std::string_view s) {
  for (usize i = 0; i < s.size(); i++) {
    u8 c = static_cast<u8>(s[i]);
    u32 code = 0;
    usize n = 1;
    if (c == '<' || c == '>' || c == '&') code = c;
    if (c == 0xe2 && i + 2 < s.size() && static_cast<u8>(s[i + 1]) == 0x80 && (static_cast<u8>(s[i + 2]) & ~1) == 0xa8)
      code = 0x2000u + (static_cast<u8>(s[i + 2]) & 0x3f), n = 3;
    if (!code) {
      out += s[i];
      continue;
    }
    u8 room[6];
    putEscape(room, code);
    out.append(reinterpret_cast<char*>(room), 6);
    i += n - 1;
  }
}

// func escapeHTML(json []byte) []byte
Bytes escapeHTML(Bytes json) {
  std::string out;
  escapeInto(out, {reinterpret_cast<const char*>(json.ptr), static_cast<usize>(json.len)});
  return toBytes(out);
}

// func compact(json []byte, html bool) []byte
Bytes compact(Bytes json, bool html) {
  std::string out;
  out.reserve(static_cast<usize>(json.len));
  eachPart(
      json, [&](std::string_view s) { html ? escapeInto(out, s) : void(out += s); },
      [&](u8 c) {
        if (!isSpace(c)) out += static_cast<char>(c);
      });
  return toBytes(out);
}

// func indent(json []byte, prefix, indent string) []byte
Bytes indent(Bytes json, GoString prefix, GoString step) {
  std::string out;
  usize depth = 0;
  bool opened = false;  // the last part opened an array or object
  auto line = [&] {
    out += '\n';
    out += prefix.view();
    for (usize i = 0; i < depth; i++) out += step.view();
  };
  auto begin = [&] {
    if (opened) depth++, line();
    opened = false;
  };
  auto chr = [&](u8 c) {
    if (isSpace(c)) return;
    switch (c) {
      case '{': case '[':
        begin();
        out += static_cast<char>(c);
        opened = true;
        break;
      case '}': case ']':
        if (opened) opened = false;
        else depth--, line();
        out += static_cast<char>(c);
        break;
      case ',':
        out += ',';
        line();
        break;
      case ':': out += ": "; break;
      default:
        begin();
        out += static_cast<char>(c);
    }
  };
  eachPart(json, [&](std::string_view s) { begin(), out += s; }, chr);
  return toBytes(out);
}

const NativeEntry kTable[] = {
    GVM_NATIVE("encoding/json.scan", jsonScan),         GVM_NATIVE("encoding/json.quote", quote),
    GVM_NATIVE("encoding/json.skim", jsonSkim),
    GVM_NATIVE("encoding/json.unquote", unquote),       GVM_NATIVE("encoding/json.compact", compact),
    GVM_NATIVE("encoding/json.escapeHTML", escapeHTML), GVM_NATIVE("encoding/json.indent", indent),
};

}  // namespace

std::span<const NativeEntry> encodingJsonNatives() { return kTable; }

}  // namespace gvm::stdlib
