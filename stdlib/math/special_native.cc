// This file holds the special functions of package math: the error function, Lgamma and the Bessel functions of FreeBSD's
// msun, the Gamma function of Cephes, and Wichura's inverse of the error function (AS 241).
#include "stdlib/math/kernels.h"

namespace gvm::stdlib::mathfn {
namespace {

#include "stdlib/math/special.inc"

constexpr f64 kErx = 8.45062911510467529297e-01, kEfx = 1.28379167095512586316e-01;
constexpr f64 kInvSqrtPi = 0x1.20dd750429b6dp-1, kTwoOverPi = 0x1.45f306dc9c883p-1;

// The tail of erfc for |x| >= 1.25: erfc(x) * x.
f64 erfcTail(f64 x) {
  f64 s = 1 / (x * x), r, q;
  if (x < 1 / 0.35) {
    r = poly(s, kErfRA);
    q = poly1(s, kErfSA);
  } else {
    r = poly(s, kErfRB);
    q = poly1(s, kErfSB);
  }
  f64 z = std::bit_cast<f64>(std::bit_cast<u64>(x) & 0xffffffff00000000);
  return exp(-z * z - 0.5625) * exp((z - x) * (z + x) + r / q);
}

}  // namespace

f64 erf(f64 x) {
  if (std::isnan(x)) return kNaN;
  bool negative = x < 0;
  f64 a = std::fabs(x), v;
  if (a < 0.84375) {
    if (!negative) a = x;  // keeps -0
    if (a < 0x1p-28) {
      v = a < 2.848094538889218e-306 ? 0.125 * (8.0 * a + 1.02703333676410069053e+00 * a) : a + kEfx * a;
    } else {
      f64 z = a * a;
      f64 y = poly(z, kErfPP) / poly1(z, kErfQQ);
      v = a + a * y;
    }
    return negative ? -v : v;
  }
  if (a < 1.25) {
    f64 s = a - 1;
    f64 t = poly(s, kErfPA) / poly1(s, kErfQA);
    return negative ? -kErx - t : kErx + t;
  }
  if (a >= 6) return negative ? -1 : 1;
  f64 t = erfcTail(a) / a;
  return negative ? t - 1 : 1 - t;
}

f64 erfc(f64 x) {
  if (std::isnan(x)) return kNaN;
  bool negative = x < 0;
  f64 a = std::fabs(x);
  if (a < 0.84375) {
    f64 v = a;
    if (a >= 0x1p-56) {
      f64 z = a * a;
      f64 y = poly(z, kErfPP) / poly1(z, kErfQQ);
      v = a < 0.25 ? a + a * y : 0.5 + (a * y + (a - 0.5));
    }
    return negative ? 1 + v : 1 - v;
  }
  if (a < 1.25) {
    f64 s = a - 1;
    f64 t = poly(s, kErfPA) / poly1(s, kErfQA);
    return negative ? 1 + kErx + t : 1 - kErx - t;
  }
  if (a >= 28 || (negative && a > 6)) return negative ? 2 : 0;
  f64 t = erfcTail(a) / a;
  return negative ? 2 - t : t;
}

f64 erfinv(f64 x) {
  f64 a = std::fabs(x);
  if (!(a < 1)) return a == 1 ? std::copysign(kInf, x) : kNaN;
  if (!(x < 0)) a = x;  // keeps -0
  f64 v;
  if (a <= 0.85) {
    f64 r = 0.180625 - 0.25 * a * a;
    v = (a * poly(r, kErfinvA)) / poly(r, kErfinvB);
  } else {
    f64 r = std::sqrt(kLn2 - log(1.0 - a));
    if (r <= 5.0) {
      r -= 1.6;
      v = poly(r, kErfinvC) / poly(r, kErfinvD);
    } else {
      r -= 5.0;
      v = poly(r, kErfinvE) / poly(r, kErfinvF);
    }
  }
  return x < 0 ? -v : v;
}

f64 erfcinv(f64 x) { return erfinv(1 - x); }

namespace {

// Stirling's formula in two factors, the product of which may overflow before the result does.
std::tuple<f64, f64> stirling(f64 x) {
  if (x > 200) return {kInf, 1};
  f64 w = 1 / x;
  w = 1 + w * poly(w, kStirling);
  f64 y1 = exp(x), y2 = 1;
  if (x > 143.01608) {
    f64 v = pow(x, 0.5 * x - 0.25);
    y2 = v / y1;
    y1 = v;
  } else {
    y1 = pow(x, x - 0.5) / y1;
  }
  return {y1, 2.506628274631000502417 * w * y2};
}

}  // namespace

f64 gamma(f64 x) {
  if (std::isnan(x) || x == -kInf || (x < 0 && std::trunc(x) == x)) return kNaN;
  if (x == kInf) return kInf;
  if (x == 0) return std::copysign(kInf, x);
  f64 q = std::fabs(x), p = std::floor(q);
  if (q > 33) {
    auto [s1, s2] = stirling(q);
    if (x >= 0) return s1 * s2;
    // The reflection formula.
    f64 sign = static_cast<i64>(p) & 1 ? 1 : -1;
    f64 z = q - p;
    if (z > 0.5) {
      p++;
      z = q - p;
    }
    z = q * sin(kPi * z);
    if (z == 0) return sign * kInf;
    z = std::fabs(z);
    f64 d = z * s1 * s2;
    return sign * (std::isinf(d) ? kPi / z / s1 / s2 : kPi / d);
  }
  constexpr f64 kEuler = 0.57721566490153286060651209008240243104215933593992;
  auto nearPole = [&](f64 z) { return x == 0 ? kInf : z / ((1 + kEuler * x) * x); };
  f64 z = 1;
  while (x >= 3) {
    x -= 1;
    z *= x;
  }
  while (x < 0) {
    if (x > -1e-09) return nearPole(z);
    z /= x;
    x += 1;
  }
  while (x < 2) {
    if (x < 1e-09) return nearPole(z);
    z /= x;
    x += 1;
  }
  if (x == 2) return z;
  x -= 2;
  return z * poly(x, kGammaP) / poly(x, kGammaQ);
}

namespace {

// sin(pi*x) negated, for x >= 0, exact at the zeros.
f64 minusSinPi(f64 x) {
  if (x < 0.25) return -sin(kPi * x);
  f64 z = std::floor(x);
  int octant;
  if (z != x) {
    x = mod(x, 2);
    octant = static_cast<int>(x * 4);
  } else {
    bool odd = x < 0x1p53 && (static_cast<i64>(x) & 1);
    x = odd;
    octant = odd ? 4 : 0;
  }
  switch (octant) {
    case 0: return -sin(kPi * x);
    case 1:
    case 2: return -cos(kPi * (0.5 - x));
    case 3:
    case 4: return -sin(kPi * (1 - x));
    case 5:
    case 6: return cos(kPi * (x - 1.5));
    default: return -sin(kPi * (x - 2));
  }
}

// Lgamma below 2, by three expansions: about 2, about the minimum, and about 1.
f64 lgammaBelow2(f64 x) {
  constexpr f64 kYmin = 1.461632144968362245, kTc = 1.46163214496836224576e+00;
  constexpr f64 kTf = -1.21486290535849611461e-01, kTt = -3.63867699703950536541e-18;
  f64 v = 0, y, base = 0;
  if (x <= 0.9) {
    v = -log(x);
    base = 1;
  }
  int which;
  if (base == 1 ? x >= kYmin - 1 + 0.27 : x >= kYmin + 0.27) {
    y = (base == 1 ? 1 : 2) - x;
    which = 0;
  } else if (base == 1 ? x >= kYmin - 1 - 0.27 : x >= kYmin - 0.27) {
    y = base == 1 ? x - (kTc - 1) : x - kTc;
    which = 1;
  } else {
    y = base == 1 ? x : x - 1;
    which = 2;
  }
  const f64* a = kLgammaA;
  const f64* t = kLgammaT;
  f64 z = y * y;
  if (which == 0) {
    f64 p1 = a[0] + z * (a[2] + z * (a[4] + z * (a[6] + z * (a[8] + z * a[10]))));
    f64 p2 = z * (a[1] + z * (a[3] + z * (a[5] + z * (a[7] + z * (a[9] + z * a[11])))));
    return v + ((y * p1 + p2) - 0.5 * y);
  }
  if (which == 1) {
    f64 w = z * y;
    f64 p1 = t[0] + w * (t[3] + w * (t[6] + w * (t[9] + w * t[12])));
    f64 p2 = t[1] + w * (t[4] + w * (t[7] + w * (t[10] + w * t[13])));
    f64 p3 = t[2] + w * (t[5] + w * (t[8] + w * (t[11] + w * t[14])));
    return v + (kTf + (z * p1 - (kTt - w * (p2 + y * p3))));
  }
  return v + (-0.5 * y + y * poly(y, kLgammaU) / poly(y, kLgammaV));
}

}  // namespace

std::tuple<f64, i64> lgamma(f64 x) {
  if (std::isnan(x) || std::isinf(x)) return {x, 1};
  if (x == 0) return {kInf, 1};
  bool negative = x < 0;
  x = std::fabs(x);
  if (x < 0x1p-70) return {-log(x), negative ? -1 : 1};
  i64 sign = 1;
  f64 reflected = 0;
  if (negative) {
    if (x >= 0x1p52) return {kInf, 1};
    f64 t = minusSinPi(x);
    if (t == 0) return {kInf, 1};
    reflected = log(kPi / std::fabs(t * x));
    if (t < 0) sign = -1;
  }
  f64 v;
  if (x == 1 || x == 2) {
    return {0, sign};
  } else if (x < 2) {
    v = lgammaBelow2(x);
  } else if (x < 8) {
    int i = static_cast<int>(x);
    f64 y = x - i;
    v = 0.5 * y + y * poly(y, kLgammaS) / poly(y, kLgammaR);
    f64 z = 1;
    for (int k = i - 1; k >= 2; k--) z *= y + k;
    if (i >= 3) v += log(z);
  } else if (x < 0x1p58) {
    f64 t = log(x), z = 1 / x, y = z * z;
    const f64* w = kLgammaW;
    f64 tail = w[0] + z * (w[1] + y * (w[2] + y * (w[3] + y * (w[4] + y * (w[5] + y * w[6])))));
    v = (x - 0.5) * (t - 1) + tail;
  } else {
    v = x * (log(x) - 1);
  }
  return {negative ? reflected - v : v, sign};
}

namespace {

// The asymptotic factors P and Q of order 0 and 1: rational in 1/x^2, with coefficients for four ranges.
template <usize N, usize M>
f64 ratio(f64 z, const f64 (&r)[N], const f64 (&s)[M]) {
  return poly(z, r) / poly1(z, s);
}
#define GVM_BY_RANGE(name) \
  (x >= 8        ? ratio(z, k##name##R8, k##name##S8) \
   : x >= 4.5454 ? ratio(z, k##name##R5, k##name##S5) \
   : x >= 2.8571 ? ratio(z, k##name##R3, k##name##S3) \
                 : ratio(z, k##name##R2, k##name##S2))

f64 pFactor(int order, f64 x) {
  f64 z = 1 / (x * x);
  return 1 + (order == 0 ? GVM_BY_RANGE(P0) : GVM_BY_RANGE(P1));
}
f64 qFactor(int order, f64 x) {
  f64 z = 1 / (x * x);
  return order == 0 ? (-0.125 + GVM_BY_RANGE(Q0)) / x : (0.375 + GVM_BY_RANGE(Q1)) / x;
}
#undef GVM_BY_RANGE

// The Bessel functions of order 0 and 1 of x >= 2, first or second kind.
f64 besselLarge(int order, bool second, f64 x) {
  auto [s, c] = sincos(x);
  f64 ss = order == 0 ? s - c : -s - c;
  f64 cc = order == 0 ? s + c : s - c;
  if (x < std::numeric_limits<f64>::max() / 2) {
    // Of the two, one loses its digits; it is had from the other by cos(2x).
    f64 z = order == 0 ? -cos(x + x) : cos(x + x);
    if (order == 0 ? s * c < 0 : s * c > 0) cc = z / ss;
    else ss = z / cc;
  }
  if (x > 0x1p129) return kInvSqrtPi * (second ? ss : cc) / std::sqrt(x);
  f64 u = pFactor(order, x), v = qFactor(order, x);
  return kInvSqrtPi * (second ? u * ss + v * cc : u * cc - v * ss) / std::sqrt(x);
}

}  // namespace

f64 j0(f64 x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return 0;
  x = std::fabs(x);
  if (x >= 2) return besselLarge(0, false, x);
  if (x < 0x1p-27) return 1;
  if (x < 0x1p-13) return 1 - 0.25 * x * x;
  f64 z = x * x;
  f64 r = z * poly(z, kJ0R), s = poly1(z, kJ0S);
  if (x < 1) return 1 + z * (-0.25 + (r / s));
  f64 u = 0.5 * x;
  return (1 + u) * (1 - u) + z * (r / s);
}

f64 y0(f64 x) {
  if (!(x >= 0)) return kNaN;
  if (x == kInf) return 0;
  if (x == 0) return -kInf;
  if (x >= 2) return besselLarge(0, true, x);
  if (x <= 0x1p-27) return kY0U[0] + kTwoOverPi * log(x);
  f64 z = x * x;
  return poly(z, kY0U) / poly1(z, kY0V) + kTwoOverPi * j0(x) * log(x);
}

f64 j1(f64 x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x) || x == 0) return 0;
  bool negative = x < 0;
  x = std::fabs(x);
  f64 v;
  if (x >= 2) {
    v = besselLarge(1, false, x);
  } else if (x < 0x1p-27) {
    return 0.5 * x;
  } else {
    f64 z = x * x;
    f64 r = z * poly(z, kJ1R), s = poly1(z, kJ1S);
    r *= x;
    v = 0.5 * x + r / s;
  }
  return negative ? -v : v;
}

f64 y1(f64 x) {
  if (!(x >= 0)) return kNaN;
  if (x == kInf) return 0;
  if (x == 0) return -kInf;
  if (x >= 2) return besselLarge(1, true, x);
  if (x <= 0x1p-54) return -kTwoOverPi / x;
  f64 z = x * x;
  return x * (poly(z, kY1U) / poly1(z, kY1V)) + kTwoOverPi * (j1(x) * log(x) - 1 / x);
}

f64 jn(i64 n, f64 x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return 0;
  if (n == 0) return j0(x);
  if (x == 0) return 0;
  if (n < 0) {
    n = -n;
    x = -x;
  }
  if (n == 1) return j1(x);
  bool negative = x < 0 && (n & 1);
  x = std::fabs(x);
  f64 b;
  if (static_cast<f64>(n) <= x) {
    if (x >= 0x1p302) {
      auto [s, c] = sincos(x);
      f64 t = (n & 3) == 0 ? c + s : (n & 3) == 1 ? -c + s : (n & 3) == 2 ? -c - s : c - s;
      b = kInvSqrtPi * t / std::sqrt(x);
    } else {
      // Upwards by J(n+1) = 2n/x J(n) - J(n-1).
      f64 a = j0(x);
      b = j1(x);
      for (i64 i = 1; i < n; i++) {
        f64 next = b * (static_cast<f64>(i + i) / x) - a;
        a = b;
        b = next;
      }
    }
  } else if (x < 0x1p-29) {
    // The first term of the power series.
    b = 0;
    if (n <= 33) {
      f64 half = x * 0.5, a = 1;
      b = half;
      for (i64 i = 2; i <= n; i++) {
        a *= static_cast<f64>(i);
        b *= half;
      }
      b /= a;
    }
  } else {
    // Downwards from the continued fraction of J(n)/J(n-1), as long as its convergents are below 1e9.
    f64 w = static_cast<f64>(n + n) / x, h = 2 / x;
    f64 q0 = w, z = w + h, q1 = w * z - 1;
    i64 k = 1;
    while (q1 < 1e9) {
      k++;
      z += h;
      f64 q = z * q1 - q0;
      q0 = q1;
      q1 = q;
    }
    f64 t = 0;
    for (i64 i = 2 * (n + k); i >= n + n; i -= 2) t = 1 / (static_cast<f64>(i) / x - t);
    f64 a = t, size = static_cast<f64>(n);
    b = 1;
    size *= log(std::fabs(2 / x * size));
    bool mayOverflow = !(size < 7.09782712893383973096e+02);
    for (i64 i = n - 1; i > 0; i--) {
      f64 next = b * static_cast<f64>(i + i) / x - a;
      a = b;
      b = next;
      if (mayOverflow && b > 1e100) {
        a /= b;
        t /= b;
        b = 1;
      }
    }
    b = t * j0(x) / b;
  }
  return negative ? -b : b;
}

f64 yn(i64 n, f64 x) {
  if (!(x >= 0)) return kNaN;
  if (x == kInf) return 0;
  if (n == 0) return y0(x);
  if (x == 0) return n < 0 && (n & 1) ? kInf : -kInf;
  bool negative = n < 0 && (n & 1);
  if (n < 0) n = -n;
  f64 b;
  if (n == 1) {
    b = y1(x);
  } else if (x >= 0x1p302) {
    auto [s, c] = sincos(x);
    f64 t = (n & 3) == 0 ? s - c : (n & 3) == 1 ? -s - c : (n & 3) == 2 ? -s + c : s + c;
    b = kInvSqrtPi * t / std::sqrt(x);
  } else {
    f64 a = y0(x);
    b = y1(x);
    for (i64 i = 1; i < n && b != -kInf; i++) {
      f64 next = (static_cast<f64>(i + i) / x) * b - a;
      a = b;
      b = next;
    }
  }
  return negative ? -b : b;
}

}  // namespace gvm::stdlib::mathfn
