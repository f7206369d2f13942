// This file is what the natives of package math share: the functions that others rest on, and polynomials. The order of
// operations is part of each function's meaning, since it decides the last bit; the library is compiled without
// contraction of a*b+c.
#pragma once
#include <bit>
#include <cmath>
#include <limits>
#include <tuple>

#include "stdlib/stdlib.h"

namespace gvm::stdlib::mathfn {

inline constexpr f64 kPi = 3.14159265358979323846264338327950288;
inline constexpr f64 kLn2 = 0.693147180559945309417232121458176568;
inline constexpr f64 kInf = std::numeric_limits<f64>::infinity();
/// The one NaN that package math makes.
inline const f64 kNaN = std::bit_cast<f64>(u64{0x7FF8000000000001});

/// c[0] + x*(c[1] + x*(c[2] + ...)), innermost first.
template <usize N>
f64 poly(f64 x, const f64 (&c)[N]) {
  f64 r = c[N - 1];
  for (usize i = N - 1; i-- > 0;) r = r * x + c[i];
  return r;
}

/// 1 + x*poly(x, c): a polynomial whose constant term is 1.
template <usize N>
f64 poly1(f64 x, const f64 (&c)[N]) {
  return 1 + x * poly(x, c);
}

// elementary_native.cc
f64 exp(f64 x), exp2(f64 x), expm1(f64 x);
f64 log(f64 x), log2(f64 x), log10(f64 x), log1p(f64 x);
f64 pow(f64 x, f64 y), pow10(i64 n), cbrt(f64 x), hypot(f64 p, f64 q);
f64 mod(f64 x, f64 y), remainder(f64 x, f64 y);
f64 sin(f64 x), cos(f64 x), tan(f64 x), asin(f64 x), acos(f64 x), atan(f64 x), atan2(f64 y, f64 x);
std::tuple<f64, f64> sincos(f64 x);
f64 sinh(f64 x), cosh(f64 x), tanh(f64 x), asinh(f64 x), acosh(f64 x), atanh(f64 x);

// special_native.cc
f64 erf(f64 x), erfc(f64 x), erfinv(f64 x), erfcinv(f64 x);
f64 gamma(f64 x);
std::tuple<f64, i64> lgamma(f64 x);
f64 j0(f64 x), j1(f64 x), jn(i64 n, f64 x), y0(f64 x), y1(f64 x), yn(i64 n, f64 x);

}  // namespace gvm::stdlib::mathfn
