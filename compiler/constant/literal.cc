// This file reads the text of literals. The scanner has checked their form already, so what is wrong here is only what
// cannot be represented (floats out of every range); malformed text gives unknown all the same.
#include "compiler/constant/big.h"

namespace gvm::constant {

namespace {

std::string withoutUnderscores(std::string_view lit) {
  std::string s;
  for (char c : lit)
    if (c != '_') s += c;
  return s;
}

void appendRune(std::string& out, uint32_t r) {
  if (r < 0x80) {
    out += static_cast<char>(r);
  } else if (r < 0x800) {
    out += static_cast<char>(0xC0 | r >> 6);
    out += static_cast<char>(0x80 | (r & 0x3F));
  } else if (r < 0x10000) {
    out += static_cast<char>(0xE0 | r >> 12);
    out += static_cast<char>(0x80 | (r >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (r & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | r >> 18);
    out += static_cast<char>(0x80 | (r >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (r >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (r & 0x3F));
  }
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Reads one escape sequence after the backslash at s[0]; isByte: the value is a byte, not a code point.
bool unescape(std::string_view& s, uint32_t* value, bool* isByte) {
  char c = s[0];
  s.remove_prefix(1);
  *isByte = false;
  auto digits = [&](int n, int base) {
    uint32_t v = 0;
    if (s.size() < static_cast<size_t>(n)) return false;
    for (int i = 0; i < n; i++) {
      int d = hexDigit(s[i]);
      if (d < 0 || d >= base) return false;
      v = v * base + d;
    }
    s.remove_prefix(n);
    *value = v;
    return true;
  };
  switch (c) {
    case 'a': *value = 7; return true;
    case 'b': *value = 8; return true;
    case 'f': *value = 12; return true;
    case 'n': *value = 10; return true;
    case 'r': *value = 13; return true;
    case 't': *value = 9; return true;
    case 'v': *value = 11; return true;
    case '\\':
    case '\'':
    case '"': *value = c; return true;
    case 'x': *isByte = true; return digits(2, 16);
    case 'u': return digits(4, 16);
    case 'U': return digits(8, 16);
    default:
      if (c < '0' || c > '7') return false;
      *isByte = true;
      s = {s.data() - 1, s.size() + 1};
      return digits(3, 8) && *value < 256;
  }
}

}  // namespace

const Value* makeIntLiteral(Arena& a, std::string_view lit) {
  // Small decimal numbers are nearly all there is.
  if (lit.size() < 19 && (lit.size() == 1 || lit[0] != '0')) {
    int64_t v = 0;
    bool plain = true;
    for (char c : lit) {
      if (c < '0' || c > '9') {
        plain = false;
        break;
      }
      v = v * 10 + (c - '0');
    }
    if (plain && !lit.empty()) return makeInt64(a, v);
  }
  std::string s = withoutUnderscores(lit);
  const char* p = s.c_str();
  int base = 10;
  if (s.size() > 1 && s[0] == '0') {
    char c = s[1] | 0x20;
    base = c == 'x' ? 16 : c == 'b' ? 2 : 8;
    p += c == 'x' || c == 'b' || c == 'o' ? 2 : 1;
  }
  Mpz z;
  if (!*p || mpz_set_str(z.v, p, base) != 0) return makeUnknown();
  return fromInt(a, z.v);
}

// Exponents beyond this are out of every float's range; cutting them keeps sums from overflowing.
constexpr long kExpBound = 1L << 40;

const Value* makeFloatLiteral(Arena& a, std::string_view lit) {
  std::string s = withoutUnderscores(lit);
  // Split into digits (without the point) and a power: value = digits * 10^exp, or digits * 2^exp for hex floats.
  bool hex = s.size() > 1 && s[0] == '0' && (s[1] | 0x20) == 'x';
  std::string digits;
  long exp = 0;
  bool point = false;
  size_t i = hex ? 2 : 0;
  for (; i < s.size(); i++) {
    char c = s[i];
    if (c == '.') {
      point = true;
    } else if (hex ? hexDigit(c) >= 0 : c >= '0' && c <= '9') {
      digits += c;
      if (point) exp -= hex ? 4 : 1;
    } else {
      break;
    }
  }
  if (i < s.size()) {
    char c = s[i] | 0x20;
    if (c != (hex ? 'p' : 'e')) {
      // An integer literal with a base prefix may stand where a float is read (imaginary 0b1i, 0o7i).
      return makeIntLiteral(a, lit);
    }
    const char* e = s.c_str() + i + 1;
    char* end;
    long v = std::strtol(e, &end, 10);
    if (end == e || *end) return makeUnknown();
    v = std::clamp(v, -kExpBound, kExpBound);
    exp += v;
  }
  if (digits.empty()) return makeUnknown();
  Mpz m;
  if (mpz_set_str(m.v, digits.c_str(), hex ? 16 : 10) != 0) return makeUnknown();
  auto zero = [&] {
    Mpq q;
    return fromRat(a, q.v);
  };
  if (mpz_sgn(m.v) == 0) return zero();
  // An estimate of the binary exponent decides between a fraction and a float.
  double bits = static_cast<double>(mpz_sizeinbase(m.v, 2)) + static_cast<double>(exp) * (hex ? 1 : 3.3219280948873626);
  if (bits > kMaxFloatExp) return makeUnknown();
  if (bits < -kMaxFloatExp) return zero();
  if (bits > -kMaxExp + 2 && bits < kMaxExp - 2) {
    Mpq q;
    Mpz p;
    unsigned long e = static_cast<unsigned long>(std::labs(exp));
    if (hex) {
      mpz_set_ui(p.v, 1);
      mpz_mul_2exp(p.v, p.v, e);
    } else {
      mpz_ui_pow_ui(p.v, 10, e);
    }
    if (exp >= 0) {
      mpz_mul(m.v, m.v, p.v);
      mpq_set_num(q.v, m.v);
    } else {
      mpq_set_num(q.v, m.v);
      mpq_set_den(q.v, p.v);
      mpq_canonicalize(q.v);
    }
    return fromRat(a, q.v);
  }
  Mpf f;
  if (hex) {
    mpfr_set_z_2exp(f.v, m.v, exp, MPFR_RNDN);
  } else {
    std::string t = digits + "e" + std::to_string(exp);
    mpfr_set_str(f.v, t.c_str(), 10, MPFR_RNDN);
  }
  return fromFloat(a, f.v);
}

const Value* makeImagLiteral(Arena& a, std::string_view lit) {
  if (lit.empty() || lit.back() != 'i') return makeUnknown();
  lit.remove_suffix(1);
  // For old code, a decimal imaginary literal may have leading zeros: 0123i is 123i.
  bool prefixed = lit.size() > 1 && lit[0] == '0' && std::isalpha(static_cast<unsigned char>(lit[1])) && (lit[1] | 0x20) != 'e';
  const Value* im = prefixed && (lit[1] | 0x20) != 'x' ? makeIntLiteral(a, lit) : makeFloatLiteral(a, lit);
  return makeImag(a, toFloat(a, im));
}

const Value* makeCharLiteral(Arena& a, std::string_view lit) {
  if (lit.size() < 3 || lit.front() != '\'' || lit.back() != '\'') return makeUnknown();
  std::string_view s = lit.substr(1, lit.size() - 2);
  if (s[0] == '\\') {
    s.remove_prefix(1);
    uint32_t v;
    bool isByte;
    if (s.empty() || !unescape(s, &v, &isByte) || !s.empty()) return makeUnknown();
    return makeInt64(a, v);
  }
  auto c = static_cast<unsigned char>(s[0]);
  uint32_t r = c;
  size_t n = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
  if (n > 1 && s.size() >= n) {
    r = c & (0xFF >> (n + 1));
    for (size_t i = 1; i < n; i++) r = r << 6 | (static_cast<unsigned char>(s[i]) & 0x3F);
  }
  return makeInt64(a, r);
}

const Value* makeStringLiteral(Arena& a, std::string_view lit) {
  if (lit.size() < 2) return makeUnknown();
  std::string_view s = lit.substr(1, lit.size() - 2);
  if (lit[0] == '`') {
    if (s.find('\r') == std::string_view::npos) return makeString(a, s);
    std::string out;
    for (char c : s)
      if (c != '\r') out += c;
    return makeString(a, out);
  }
  if (s.find('\\') == std::string_view::npos) return makeString(a, s);
  std::string out;
  while (!s.empty()) {
    if (s[0] != '\\') {
      out += s[0];
      s.remove_prefix(1);
      continue;
    }
    s.remove_prefix(1);
    uint32_t v;
    bool isByte;
    if (s.empty() || !unescape(s, &v, &isByte)) return makeUnknown();
    if (isByte)
      out += static_cast<char>(v);
    else
      appendRune(out, v);
  }
  return makeString(a, out);
}

}  // namespace gvm::constant
