// This file writes values as print and println do.
#include "runtime/value/print.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace gvm::rt::inline value {

void printbool(std::string& out, bool v) { out += v ? "true" : "false"; }
void printint(std::string& out, i64 v) { out += fmt::format("{}", v); }
void printuint(std::string& out, u64 v) { out += fmt::format("{}", v); }
void printpointer(std::string& out, u64 v) { out += fmt::format("0x{:x}", v); }
void printstring(std::string& out, const GoString& s) { out += s.view(); }

namespace {

// The shortest decimal that reads back as v, with an exponent when that is below -4 or above 5 (strconv's 'g').
template <class F>
void appendFloat(std::string& out, F v) {
  if (std::isnan(v)) {
    out += "NaN";
    return;
  }
  if (std::isinf(v)) {
    out += v > 0 ? "+Inf" : "-Inf";
    return;
  }
  char buf[64];
  std::to_chars_result r = std::to_chars(buf, buf + sizeof buf, v, std::chars_format::scientific);
  std::string_view s(buf, static_cast<usize>(r.ptr - buf));
  usize e = s.find('e');
  int exp = std::atoi(std::string(s.substr(e + 1)).c_str());
  if (exp < -4 || exp >= 6) {
    out += s;  // C and Go agree on two exponent digits at least
    return;
  }
  r = std::to_chars(buf, buf + sizeof buf, v, std::chars_format::fixed);
  out.append(buf, static_cast<usize>(r.ptr - buf));
}

template <class F>
void appendComplex(std::string& out, F re, F im) {
  out += '(';
  appendFloat(out, re);
  usize at = out.size();
  appendFloat(out, im);
  if (out[at] != '+' && out[at] != '-') out.insert(at, 1, '+');
  out += "i)";
}

}  // namespace

void printfloat(std::string& out, f64 v) { appendFloat(out, v); }
void printfloat32(std::string& out, f32 v) { appendFloat(out, v); }
void printcomplex(std::string& out, f64 re, f64 im) { appendComplex(out, re, im); }
void printcomplex64(std::string& out, f32 re, f32 im) { appendComplex(out, re, im); }

void printslice(std::string& out, const GoSlice& s) {
  out += fmt::format("[{}/{}]0x{:x}", s.len, s.cap, reinterpret_cast<u64>(s.ptr));
}

void printeface(std::string& out, const void* type, const void* data) {
  out += fmt::format("(0x{:x},0x{:x})", reinterpret_cast<u64>(type), reinterpret_cast<u64>(data));
}

}  // namespace gvm::rt::inline value
