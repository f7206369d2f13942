// This file holds strconv's natives for floating-point numbers. The digits come from the C++ library, whose from_chars
// and to_chars are correctly rounded and give the shortest digits; what is done here is Go's syntax and layout.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "stdlib/strconv/scan.h"

namespace gvm::stdlib {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isHex(char c) { return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

// The length of the prefix of s that equals word but for case.
usize commonFold(std::string_view s, std::string_view word) {
  usize n = 0;
  while (n < s.size() && n < word.size() && (s[n] | 0x20) == word[n]) n++;
  return n;
}

// infinity, inf and nan, with a sign for the former two. Returns the length, 0 for none.
usize scanSpecial(std::string_view s, i64 size, f64* v) {
  if (s.empty()) return 0;
  usize sign = s[0] == '+' || s[0] == '-';
  usize n = commonFold(s.substr(sign), "infinity");
  if (n >= 3) {
    *v = s[0] == '-' ? -INFINITY : INFINITY;
    return sign + (n == 8 ? 8 : 3);
  }
  if (sign == 0 && commonFold(s, "nan") == 3) {
    u64 bits = size == 32 ? 0x7FF8000000000000 : 0x7FF8000000000001;  // the one that Go has
    std::memcpy(v, &bits, 8);
    return 3;
  }
  return 0;
}

// The parts of a number as the grammar has them.
struct Number {
  usize length = 0;     // 0: no number
  bool hex = false;
  bool nonzero = false;
  i64 magnitude = 0;    // about its exponent, to tell overflow from underflow
  std::string plain;    // without underscores and leading plus
};

Number scanNumber(std::string_view s) {
  Number n;
  usize i = 0;
  bool underscores = false, digits = false, point = false;
  if (i < s.size() && (s[i] == '+' || s[i] == '-')) {
    if (s[i] == '-') n.plain += '-';
    i++;
  }
  if (i + 2 < s.size() && s[i] == '0' && (s[i + 1] | 0x20) == 'x') {
    n.hex = true;
    n.plain += "0x";
    i += 2;
  }
  i64 intDigits = 0, zerosAfter = 0;
  for (; i < s.size(); i++) {
    char c = s[i];
    if (c == '_') {
      underscores = true;
      continue;
    }
    if (c == '.') {
      if (point) break;
      point = true;
      n.plain += c;
      continue;
    }
    if (!(n.hex ? isHex(c) : isDigit(c))) break;
    digits = true;
    n.plain += c;
    if (c != '0') n.nonzero = true;
    if (!point && n.nonzero) intDigits++;
    if (point && !n.nonzero) zerosAfter++;
  }
  if (!digits) return {};
  n.magnitude = intDigits ? intDigits : -zerosAfter;
  if (n.hex) n.magnitude *= 4;
  bool exponent = i < s.size() && (s[i] | 0x20) == (n.hex ? 'p' : 'e');
  if (exponent) {
    usize j = i + 1;
    bool negative = false;
    if (j < s.size() && (s[j] == '+' || s[j] == '-')) negative = s[j++] == '-';
    if (j >= s.size() || !isDigit(s[j])) return {};
    i64 e = 0;
    for (; j < s.size() && (isDigit(s[j]) || s[j] == '_'); j++) {
      if (s[j] == '_') {
        underscores = true;
      } else if (e < 100000) {
        e = e * 10 + (s[j] - '0');
      }
    }
    i = j;
    n.plain += n.hex ? 'p' : 'e';
    n.plain += std::to_string(negative ? -e : e);
    n.magnitude += negative ? -e : e;
  } else if (n.hex) {
    return {};  // p is required
  }
  if (underscores && !underscoresOK(s.substr(0, i))) return {};
  n.length = i;
  return n;
}

template <class T>
T nearest(const Number& n) {
  if (n.hex) return sizeof(T) == 4 ? std::strtof(n.plain.c_str(), nullptr) : std::strtod(n.plain.c_str(), nullptr);
  T v = 0;
  auto r = std::from_chars(n.plain.data(), n.plain.data() + n.plain.size(), v);
  if (r.ec == std::errc::result_out_of_range) v = n.magnitude > 0 ? std::numeric_limits<T>::infinity() : T(0);
  return n.plain[0] == '-' ? -std::fabs(v) : v;
}

// Digits of a decimal number 0.d1d2d3... x 10^point, without zeros at the end.
struct Decimal {
  const char* digits;
  int count;
  int point;
};

// Takes apart what to_chars wrote in scientific form, in place; end may be written.
Decimal takeApart(char* text, char* end) {
  *end = '\0';
  char* e = end;
  while (*--e != 'e') {}
  int exp = std::atoi(e + 1);
  if (e - text > 1) std::memmove(text + 1, text + 2, e - text - 2), e--;
  int count = static_cast<int>(e - text);
  while (count > 0 && text[count - 1] == '0') count--;
  return {text, count, count == 0 ? 0 : exp + 1};
}

class Layout {
 public:
  explicit Layout(std::string& out) : out_(out) {}

  void e(const Decimal& d, i64 prec, char letter) {
    out_ += d.count ? d.digits[0] : '0';
    if (prec > 0) {
      out_ += '.';
      i64 have = std::min<i64>(d.count, prec + 1);
      if (have > 1) out_.append(d.digits + 1, have - 1);
      out_.append(prec - std::max<i64>(have - 1, 0), '0');
    }
    exponent(d.count ? d.point - 1 : 0, letter, 2);
  }

  void f(const Decimal& d, i64 prec) {
    if (d.point > 0) {
      i64 have = std::min(d.count, d.point);
      out_.append(d.digits, have);
      out_.append(d.point - have, '0');
    } else {
      out_ += '0';
    }
    if (prec <= 0) return;
    out_ += '.';
    i64 zeros = std::min<i64>(d.point < 0 ? -d.point : 0, prec);
    i64 from = std::max(d.point, 0);
    i64 have = std::min<i64>(prec - zeros, std::max<i64>(d.count - from, 0));
    out_.append(zeros, '0');
    if (have > 0) out_.append(d.digits + from, have);
    out_.append(prec - zeros - have, '0');
  }

  void exponent(int exp, char letter, int atLeast) {
    out_ += letter;
    out_ += exp < 0 ? '-' : '+';
    std::string n = std::to_string(exp < 0 ? -exp : exp);
    if (static_cast<int>(n.size()) < atLeast) out_.append(atLeast - n.size(), '0');
    out_ += n;
  }

 private:
  std::string& out_;
};

// -ddddp±ddd and -0xd.dddp±ddd.
void binaryForms(std::string& out, u8 format, i64 prec, u64 bits, int fracBits, int bias) {
  u64 mant = bits & ((u64{1} << fracBits) - 1);
  int exp = static_cast<int>(bits >> fracBits & (fracBits == 52 ? 0x7FF : 0xFF));
  if (exp == 0) exp++;
  else mant |= u64{1} << fracBits;
  exp -= bias;
  Layout layout(out);
  if (format == 'b') {
    out += std::to_string(mant);
    int e = exp - fracBits;
    out += 'p';
    if (e >= 0) out += '+';
    out += std::to_string(e);
    return;
  }
  if (mant == 0) exp = 0;
  // The leading one goes to bit 60, and the digits below it are rounded to prec, halves to even.
  mant <<= 60 - fracBits;
  while (mant != 0 && !(mant >> 60)) mant <<= 1, exp--;
  if (prec >= 0 && prec < 15) {
    int drop = static_cast<int>(60 - 4 * prec);
    u64 extra = mant & ((u64{1} << drop) - 1), half = u64{1} << (drop - 1);
    mant >>= drop;
    if (extra > half || (extra == half && (mant & 1))) mant++;
    mant <<= drop;
    if (mant >> 61) mant >>= 1, exp++;
  }
  const char* hex = format == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
  out += '0';
  out += static_cast<char>(format);
  out += static_cast<char>('0' + (mant >> 60 & 1));
  mant <<= 4;
  if (prec < 0 ? mant != 0 : prec > 0) {
    out += '.';
    for (i64 i = 0; prec < 0 ? mant != 0 : i < prec; i++, mant <<= 4) out += hex[mant >> 60 & 15];
  }
  layout.exponent(exp, format == 'X' ? 'P' : 'p', 2);
}

}  // namespace

std::tuple<f64, i64, i64> scanFloat(rt::GoString str, i64 bits) {
  std::string_view s = str.view();
  f64 v;
  if (usize n = scanSpecial(s, bits, &v)) return {v, static_cast<i64>(n), kScanOK};
  Number n = scanNumber(s);
  if (n.length == 0) return {0, 0, kScanSyntax};
  v = !n.nonzero ? (n.plain[0] == '-' ? -0.0 : 0.0) : bits == 32 ? nearest<f32>(n) : nearest<f64>(n);
  return {v, static_cast<i64>(n.length), std::isinf(v) ? kScanRange : kScanOK};
}

i64 putFloat(rt::Bytes dst, f64 f, u8 format, i64 prec, i64 bitSize) {
  std::string out;
  out.reserve(40);
  f32 narrow = static_cast<f32>(f);
  if (bitSize == 32) f = narrow;
  u64 bits;
  std::memcpy(&bits, &f, 8);
  if (std::isnan(f)) {
    out = "NaN";
  } else if (std::isinf(f)) {
    out = f < 0 ? "-Inf" : "+Inf";
  } else {
    if (bits >> 63) out += '-';
    f = std::fabs(f);
    narrow = std::fabs(narrow);
    Layout layout(out);
    char room[1100];
    auto digits = [&](std::chars_format form, i64 p) {
      // Past the last digit that any float64 has, all digits are zeros.
      int enough = static_cast<int>(std::min<i64>(p, form == std::chars_format::fixed ? 1074 : 766));
      std::vector<char> big(enough + 340);
      auto r = std::to_chars(big.data(), big.data() + big.size(), f, form, enough);
      return std::string(big.data(), r.ptr);
    };
    switch (format) {
      case 'b':
      case 'x':
      case 'X':
        if (bitSize == 32) {
          u32 b32;
          std::memcpy(&b32, &narrow, 4);
          binaryForms(out, format, prec, b32 & 0x7FFFFFFF, 23, 127);
        } else {
          binaryForms(out, format, prec, bits & ~(u64{1} << 63), 52, 1023);
        }
        break;
      case 'e':
      case 'E':
      case 'f':
      case 'g':
      case 'G': {
        if (prec < 0) {
          auto r = bitSize == 32 ? std::to_chars(room, room + sizeof room, narrow, std::chars_format::scientific)
                                 : std::to_chars(room, room + sizeof room, f, std::chars_format::scientific);
          Decimal d = takeApart(room, r.ptr);
          if (format == 'f') {
            layout.f(d, std::max(d.count - d.point, 0));
          } else if (format == 'e' || format == 'E') {
            layout.e(d, std::max(d.count - 1, 0), static_cast<char>(format));
          } else if (int exp = d.point - 1; exp < -4 || exp >= 6) {
            layout.e(d, std::max(d.count - 1, 0), static_cast<char>(format + 'e' - 'g'));
          } else {
            layout.f(d, std::max(d.count - d.point, 0));
          }
          break;
        }
        if (format == 'f') {
          std::string text = digits(std::chars_format::fixed, prec);
          out += text;
          if (i64 have = std::min<i64>(prec, 1074); have < prec) out.append(prec - have, '0');
          break;
        }
        if (format == 'g' || format == 'G') prec = prec == 0 ? 1 : prec;
        bool general = format == 'g' || format == 'G';
        std::string text = digits(std::chars_format::scientific, general ? prec - 1 : prec);
        Decimal d = takeApart(text.data(), text.data() + text.size());
        if (!general) {
          layout.e(d, prec, static_cast<char>(format));
          break;
        }
        i64 threshold = prec;
        if (threshold > d.count && d.count >= d.point) threshold = d.count;
        if (int exp = d.count ? d.point - 1 : -1; exp < -4 || exp >= threshold) {
          layout.e(d, std::min<i64>(prec, d.count) - 1, static_cast<char>(format + 'e' - 'g'));
        } else {
          layout.f(d, std::max(d.count - d.point, 0));
        }
        break;
      }
      default:
        out = "%";
        out += static_cast<char>(format);
        break;
    }
  }
  if (static_cast<i64>(out.size()) <= dst.len) std::memcpy(dst.ptr, out.data(), out.size());
  return static_cast<i64>(out.size());
}

}  // namespace gvm::stdlib
