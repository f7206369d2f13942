// This file scans number, rune and string literals, and computes the values of runes and strings.
#include "compiler/source/unicode.h"
#include "compiler/syntax/scanner.h"
#include "compiler/syntax/scanner_tables.h"

namespace gvm::syntax {

namespace {

const char* baseName(int base) {
  switch (base) {
    case 2: return "binary";
    case 8: return "octal";
    case 10: return "decimal";
    default: return "hexadecimal";
  }
}

// Index of the first _ in a number literal that does not stand between digits (a base prefix counts as a digit), or -1.
int misplacedSeparator(std::string_view x) {
  bool hex = false;
  char prev = '.';  // class of the character before: '0' a digit, '_', or '.' anything else
  size_t i = 0;
  if (x.size() >= 2 && x[0] == '0') {
    char b = lowerChar(x[1]);
    if (b == 'x' || b == 'o' || b == 'b') {
      hex = b == 'x';
      prev = '0';
      i = 2;
    }
  }
  for (; i < x.size(); i++) {
    char c = x[i];
    if (c == '_') {
      if (prev != '0') return static_cast<int>(i);
      prev = '_';
    } else if (isDecimalChar(c) || (hex && isHexChar(c))) {
      prev = '0';
    } else {
      if (prev == '_') return static_cast<int>(i) - 1;
      prev = '.';
    }
  }
  return prev == '_' ? static_cast<int>(x.size()) - 1 : -1;
}

}  // namespace

void Scanner::setLiteral(const char* start, LitKind kind, bool ok) {
  nlsemi_ = true;
  tok = Token::Literal;
  text = {start, static_cast<size_t>(cur_ - start)};
  bad = !ok;
  lit = kind;
}

// Passes digits and separators. Bit 0 of the result: there were digits; bit 1: separators. *invalid becomes the first
// decimal digit that the base does not have, unless set already.
int Scanner::digits(int base, const char** invalid) {
  int seen = 0;
  for (;; cur_++) {
    char c = *cur_;
    if (c == '_') {
      seen |= 2;
    } else if (base <= 10 ? isDecimalChar(c) : isHexChar(c)) {
      if (base < 10 && c >= '0' + base && *invalid == nullptr) *invalid = cur_;
      seen |= 1;
    } else {
      return seen;
    }
  }
}

// cur_: the first digit, or what follows the point if seenPoint.
void Scanner::number(const char* start, bool seenPoint) {
  if (!seenPoint) {
    // Plain decimal integers, nearly all there are.
    const char* p = cur_;
    if (*p != '0') {
      while (isDecimalChar(*p)) p++;
    } else {
      p++;
    }
    if (!(kClass[static_cast<unsigned char>(*p)] & kIdent) && *p != '.') {
      cur_ = p;
      return setLiteral(start, LitKind::Int, true);
    }
  }

  bool ok = true;
  LitKind kind = LitKind::Int;
  int base = 10;
  char prefix = 0;  // 0: decimal; '0': octal by a leading 0; 'x', 'o', 'b'
  int seen = 0;
  const char* invalid = nullptr;
  auto fail = [&](const char* at, std::string msg) {
    if (ok) error(posOf(at), std::move(msg));
    ok = false;
  };

  if (!seenPoint) {
    if (*cur_ == '0') {
      cur_++;
      switch (lowerChar(*cur_)) {
        case 'x': base = 16; prefix = 'x'; cur_++; break;
        case 'o': base = 8; prefix = 'o'; cur_++; break;
        case 'b': base = 2; prefix = 'b'; cur_++; break;
        default: base = 8; prefix = '0'; seen = 1;
      }
    }
    seen |= digits(base, &invalid);
    if (*cur_ == '.') {
      if (prefix == 'o' || prefix == 'b') fail(cur_, fmt::format("invalid radix point in {} literal", baseName(base)));
      cur_++;
      seenPoint = true;
    }
  }
  if (seenPoint) {
    kind = LitKind::Float;
    seen |= digits(base, &invalid);
  }
  if (!(seen & 1)) fail(cur_, fmt::format("{} literal has no digits", baseName(base)));

  char e = lowerChar(*cur_);
  if (e == 'e' || e == 'p') {
    if (e == 'e' && prefix != 0 && prefix != '0') {
      fail(cur_, fmt::format("'{}' exponent requires decimal mantissa", *cur_));
    } else if (e == 'p' && prefix != 'x') {
      fail(cur_, fmt::format("'{}' exponent requires hexadecimal mantissa", *cur_));
    }
    cur_++;
    kind = LitKind::Float;
    if (*cur_ == '+' || *cur_ == '-') cur_++;
    const char* none = start;
    seen = digits(10, &none) | (seen & 2);
    if (!(seen & 1)) fail(cur_, "exponent has no digits");
  } else if (prefix == 'x' && kind == LitKind::Float) {
    fail(cur_, "hexadecimal mantissa requires a 'p' exponent");
  }
  if (*cur_ == 'i') {
    kind = LitKind::Imag;
    cur_++;
  }

  if (kind == LitKind::Int && invalid) {
    fail(invalid, fmt::format("invalid digit '{}' in {} literal", *invalid, baseName(base)));
  }
  if ((seen & 2) && ok) {
    int i = misplacedSeparator({start, static_cast<size_t>(cur_ - start)});
    if (i >= 0) fail(start + i, "'_' must separate successive digits");
  }
  setLiteral(start, kind, ok);
}

// Steps over one code point (bad bytes included).
void Scanner::stepRune() {
  if (*cur_ > 0) {
    cur_++;
  } else if (cur_ < end_) {
    cur_ += source::decodeRune(cur_, end_).width;
  }
}

// The opening quote has been read, in this and the next two.
void Scanner::rune(const char* start) {
  bool ok = true;
  auto fail = [&](const char* at, const char* msg) {
    if (ok) error(posOf(at), msg);
    ok = false;
  };
  for (int n = 0;; n++) {
    char c = *cur_;
    if (c == '\'') {
      if (n == 0) {
        fail(cur_, "empty rune literal or unescaped '");
      } else if (n != 1) {
        fail(start, "more than one character in rune literal");
      }
      cur_++;
      break;
    }
    if (c == '\\') {
      cur_++;
      if (!escape('\'')) ok = false;
      continue;
    }
    if (c == '\n') {
      fail(cur_, "newline in rune literal");
      break;
    }
    if (cur_ == end_) {
      fail(start, "rune literal not terminated");
      break;
    }
    stepRune();
  }
  setLiteral(start, LitKind::Rune, ok);
}

void Scanner::stdString(const char* start) {
  bool ok = true;
  for (;;) {
    while (!(kClass[static_cast<unsigned char>(*cur_)] & kStringStop)) cur_++;
    char c = *cur_;
    if (c == '"') {
      cur_++;
      break;
    }
    if (c == '\\') {
      cur_++;
      if (!escape('"')) ok = false;
      continue;
    }
    if (c == '\n') {
      error(posOf(cur_), "newline in string");
      ok = false;
      break;
    }
    if (cur_ == end_) {
      error(posOf(start), "string not terminated");
      ok = false;
      break;
    }
    cur_++;  // NUL: a bad byte
  }
  setLiteral(start, LitKind::String, ok);
}

void Scanner::rawString(const char* start) {
  const void* q = std::memchr(cur_, '`', static_cast<size_t>(end_ - cur_));
  bool ok = q != nullptr;
  if (ok) {
    cur_ = static_cast<const char*>(q) + 1;
  } else {
    cur_ = end_;
    error(posOf(start), "string not terminated");
  }
  setLiteral(start, LitKind::String, ok);
}

// The backslash has been read. True if the escape is right, or stopped by the end of the file (the caller says so).
bool Scanner::escape(char quote) {
  int n, base;
  uint32_t max;
  char c = *cur_;
  switch (c) {
    case 'a': case 'b': case 'f': case 'n': case 'r': case 't': case 'v': case '\\':
      cur_++;
      return true;
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7':
      n = 3, base = 8, max = 255;
      break;
    case 'x': cur_++; n = 2, base = 16, max = 255; break;
    case 'u': cur_++; n = 4, base = 16, max = source::kMaxRune; break;
    case 'U': cur_++; n = 8, base = 16, max = source::kMaxRune; break;
    default:
      if (c == quote) {
        cur_++;
        return true;
      }
      if (cur_ == end_) return true;
      error(posOf(cur_), "unknown escape");
      return false;
  }
  uint32_t x = 0;
  for (; n > 0; n--, cur_++) {
    if (cur_ == end_) return true;
    char d = *cur_;
    int v = isDecimalChar(d) ? d - '0' : isHexChar(d) ? lowerChar(d) - 'a' + 10 : 99;
    if (v >= base) {
      error(posOf(cur_), fmt::format("invalid character {} in {} escape",
                                     source::quoteRune(source::decodeRune(cur_, end_).rune), baseName(base)));
      return false;
    }
    x = x * static_cast<uint32_t>(base) + static_cast<uint32_t>(v);
  }
  if (x > max && base == 8) {
    error(posOf(cur_), fmt::format("octal escape value {} > 255", x));
    return false;
  }
  if (x > max || (x >= 0xD800 && x < 0xE000)) {
    error(posOf(cur_), fmt::format("escape is invalid Unicode code point {}",
                                   source::unicodeName(static_cast<int32_t>(x))));
    return false;
  }
  return true;
}

// ---- Values

// One escape sequence at *p (after the backslash); false if malformed. isByte: the value is a byte, not a code point.
static bool readEscape(const char*& p, const char* end, char quote, int32_t* value, bool* isByte) {
  if (p == end) return false;
  *isByte = false;
  char c = *p++;
  int n, base = 16;
  switch (c) {
    case 'a': *value = '\a'; return true;
    case 'b': *value = '\b'; return true;
    case 'f': *value = '\f'; return true;
    case 'n': *value = '\n'; return true;
    case 'r': *value = '\r'; return true;
    case 't': *value = '\t'; return true;
    case 'v': *value = '\v'; return true;
    case '\\': *value = '\\'; return true;
    case 'x': n = 2; *isByte = true; break;
    case 'u': n = 4; break;
    case 'U': n = 8; break;
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7':
      n = 3, base = 8, p--, *isByte = true;
      break;
    default: *value = c; return c == quote;
  }
  uint32_t x = 0;
  for (; n > 0; n--, p++) {
    if (p == end || !isHexChar(*p)) return false;
    int v = isDecimalChar(*p) ? *p - '0' : lowerChar(*p) - 'a' + 10;
    if (v >= base) return false;
    x = x * static_cast<uint32_t>(base) + static_cast<uint32_t>(v);
  }
  *value = static_cast<int32_t>(x);
  if (*isByte) return x <= 255;
  return x <= static_cast<uint32_t>(source::kMaxRune) && !(x >= 0xD800 && x < 0xE000);
}

int32_t runeValue(std::string_view l) {
  if (l.size() < 3) return source::kRuneError;
  const char* p = l.data() + 1;
  const char* end = l.data() + l.size() - 1;
  if (*p != '\\') return source::decodeRune(p, end).rune;
  p++;
  int32_t v = source::kRuneError;
  bool isByte;
  readEscape(p, end, '\'', &v, &isByte);
  return v;
}

bool unquote(std::string_view l, std::string* out) {
  out->clear();
  if (l.size() < 2 || l.front() != l.back()) return false;
  char q = l.front();
  const char* p = l.data() + 1;
  const char* end = l.data() + l.size() - 1;
  if (q == '`') {
    for (; p < end; p++) {
      if (*p == '`') return false;
      if (*p != '\r') *out += *p;
    }
    return true;
  }
  if (q != '"') return false;
  out->reserve(static_cast<size_t>(end - p));
  while (p < end) {
    if (*p == '"' || *p == '\n') return false;
    if (*p != '\\') {
      *out += *p++;
      continue;
    }
    p++;
    int32_t v;
    bool isByte;
    if (!readEscape(p, end, '"', &v, &isByte)) return false;
    if (isByte) {
      *out += static_cast<char>(v);
    } else {
      source::appendRune(*out, v);
    }
  }
  return true;
}

std::string stringValue(std::string_view l) {
  std::string s;
  unquote(l, &s);
  return s;
}

}  // namespace gvm::syntax
