// This file prints constants as gc does in its messages.
#include <cmath>

#include "compiler/constant/big.h"

namespace gvm::constant {

namespace {

std::string intText(const Value* x, int base = 10) {
  if (x->rep == Rep::Int64) return std::to_string(x->i);
  Mpz z;
  getInt(z.v, x);
  std::string s(mpz_sizeinbase(z.v, base) + 2, '\0');
  mpz_get_str(s.data(), base, z.v);
  s.resize(std::strlen(s.c_str()));
  return s;
}

std::string cFormat(const char* f, double d) {
  char buf[64];
  std::snprintf(buf, sizeof buf, f, d);
  return buf;
}

bool isIntegral(const Value* x) {
  if (x->rep == Rep::Rat) return x->rat.den.size == 1 && x->rat.den.d[0] == 1;
  Mpf f;
  getFloat(f.v, x);
  return mpfr_integer_p(f.v);
}

std::string floatText(const Value* x) {
  double d = float64Val(x);
  if ((sign(x) == 0) == (d == 0) && !std::isinf(d)) {
    std::string s = cFormat("%.6g", d);
    if (!isIntegral(x) && s.find('.') == std::string::npos) {
      for (int digits = 1; digits <= 17; digits++) {  // the shortest text that reads back as d
        s = cFormat(("%." + std::to_string(digits) + "g").c_str(), d);
        if (std::strtod(s.c_str(), nullptr) == d) break;
      }
    }
    return s;
  }
  // Beyond float64: mantissa and decimal exponent, approximately.
  Mpf f;
  getFloat(f.v, x);
  long exp;
  double m = mpfr_get_d_2exp(&exp, f.v, MPFR_RNDN);
  double dec = static_cast<double>(exp) * (M_LN2 / M_LN10);
  auto e = static_cast<int64_t>(dec);
  m *= std::pow(10, dec - static_cast<double>(e));
  if (std::fabs(m) < 1 - 0.5e-6) {
    m *= 10;
    e--;
  } else if (std::fabs(m) >= 10) {
    m /= 10;
    e++;
  }
  return cFormat("%.6g", m) + fmt::format("e{:+}", e);
}

}  // namespace

std::string quote(std::string_view s) {
  std::string out = "\"";
  for (size_t i = 0; i < s.size();) {
    auto c = static_cast<unsigned char>(s[i]);
    if (c < 0x80) {
      i++;
      switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\a': out += "\\a"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        case '\v': out += "\\v"; break;
        default:
          if (c < ' ' || c == 0x7F)
            out += fmt::format("\\x{:02x}", c);
          else
            out += static_cast<char>(c);
      }
      continue;
    }
    size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
    bool ok = n > 0 && c < 0xF5 && i + n <= s.size();
    uint32_t r = ok ? c & (0xFF >> (n + 1)) : 0;
    for (size_t k = 1; ok && k < n; k++) {
      auto d = static_cast<unsigned char>(s[i + k]);
      ok = (d & 0xC0) == 0x80;
      r = r << 6 | (d & 0x3F);
    }
    ok = ok && !(n == 3 && (r < 0x800 || (r >= 0xD800 && r < 0xE000))) && !(n == 4 && (r < 0x10000 || r > 0x10FFFF));
    if (!ok) {
      out += fmt::format("\\x{:02x}", c);
      i++;
      continue;
    }
    if (r < 0xA1 || r == 0xAD || r == 0xFEFF || (r >= 0x2000 && r <= 0x200F) || (r >= 0x2028 && r <= 0x202F) ||
        (r >= 0xE000 && r <= 0xF8FF))
      out += r < 0x10000 ? fmt::format("\\u{:04x}", r) : fmt::format("\\U{:08x}", r);
    else
      out.append(s.substr(i, n));
    i += n;
  }
  return out + "\"";
}

std::string toString(const Value* x) {
  switch (x->rep) {
    case Rep::Unknown: return "unknown";
    case Rep::Bool: return x->b ? "true" : "false";
    case Rep::String: {
      constexpr size_t kMaxRunes = 72;
      std::string q = quote(x->s);
      size_t runes = 0, cut = 0;
      for (size_t i = 0; i < q.size(); i++) {
        if ((static_cast<unsigned char>(q[i]) & 0xC0) == 0x80) continue;
        if (runes == kMaxRunes - 3) cut = i;
        runes++;
      }
      if (runes > kMaxRunes) q = q.substr(0, cut) + "...";
      return q;
    }
    case Rep::Int64:
    case Rep::Big: return intText(x);
    case Rep::Rat:
    case Rep::Float: return floatText(x);
    case Rep::Complex: return "(" + toString(x->cplx.re) + " + " + toString(x->cplx.im) + "i)";
  }
  return "";
}

std::string exactString(const Value* x) {
  switch (x->rep) {
    case Rep::String: return quote(x->s);
    case Rep::Rat: {
      Mpq q;
      getRat(q.v, x);
      char* s = mpq_get_str(nullptr, 10, q.v);
      std::string out = s;
      std::free(s);
      return out;
    }
    case Rep::Complex: return "(" + exactString(x->cplx.re) + " + " + exactString(x->cplx.im) + "i)";
    default: return toString(x);
  }
}

}  // namespace gvm::constant
