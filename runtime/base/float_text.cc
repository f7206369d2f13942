// This file formats floats on top of the C++ library's shortest conversion.
#include "runtime/base/float_text.h"

#include <charconv>
#include <cmath>

namespace gvm::rt::inline base {

void appendFloat(std::string& out, f64 v, int bits) {
  if (std::isnan(v)) {
    out += "NaN";
    return;
  }
  if (std::isinf(v)) {
    out += v > 0 ? "+Inf" : "-Inf";
    return;
  }
  char buf[64];
  std::to_chars_result r = bits == 32 ? std::to_chars(buf, buf + sizeof buf, static_cast<f32>(v), std::chars_format::scientific)
                                      : std::to_chars(buf, buf + sizeof buf, v, std::chars_format::scientific);
  std::string_view text(buf, static_cast<size_t>(r.ptr - buf));
  if (text[0] == '-') {
    out += '-';
    text.remove_prefix(1);
  }
  size_t e = text.find('e');
  int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  std::string digits;
  for (char c : text.substr(0, e))
    if (c != '.') digits += c;
  int n = static_cast<int>(digits.size());
  constexpr int kMinExponentForm = 6;
  if (exponent < -4 || exponent >= kMinExponentForm) {
    out += digits[0];
    if (n > 1) out += '.' + digits.substr(1);
    out += exponent < 0 ? "e-" : "e+";
    int a = std::abs(exponent);
    if (a < 10) out += '0';
    out += std::to_string(a);
  } else if (exponent < 0) {
    out += "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
  } else if (n <= exponent + 1) {
    out += digits + std::string(static_cast<size_t>(exponent + 1 - n), '0');
  } else {
    out += digits.substr(0, static_cast<size_t>(exponent + 1)) + '.' + digits.substr(static_cast<size_t>(exponent + 1));
  }
}

}  // namespace gvm::rt::inline base
