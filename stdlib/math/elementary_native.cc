// This file holds the elementary functions of package math: roots, exponentials, logarithms, trigonometry. Exp is
// Shibata's reduction and Taylor series with fused multiply-adds; Log, Log1p, Expm1 and Cbrt are those of FreeBSD's
// msun; the circular functions, Tanh and Pow's companions those of Cephes (Moshier); large angles are reduced after
// Payne and Hanek.
#include "stdlib/math/kernels.h"

namespace gvm::stdlib::mathfn {
namespace {

#include "stdlib/math/elementary.inc"

constexpr f64 kLn2Hi = 6.93147180369123816490e-01, kLn2Lo = 1.90821492927058770002e-10;

u64 bitsOf(f64 x) { return std::bit_cast<u64>(x); }
f64 ofBits(u64 b) { return std::bit_cast<f64>(b); }

f64 negateIf(bool negative, f64 v) { return negative ? -v : v; }

// 4/pi in binary, 64 bits a word, the integer part first.
constexpr u64 kFourOverPi[] = {
    0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083, 0xfca2c757bd778ac3,
    0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d, 0xd1046bea5d768909, 0xd338e04d68befc82,
    0x7323ac7306a673e9, 0x3908bf177bf25076, 0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e,
    0x9e8c7ecd3cbfd45a, 0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757};

struct Octant {
  u64 index;  // of the multiple of pi/4 that was taken away, even, modulo 8 for large angles
  f64 rest;
};

// For x from 2^29 on: multiplies the mantissa by the 192 bits of 4/pi that matter.
Octant reduceLarge(f64 x) {
  u64 mant = bitsOf(x);
  int exp = static_cast<int>(mant >> 52 & 0x7FF) - 1023 - 52;
  mant = (mant & ((u64{1} << 52) - 1)) | u64{1} << 52;
  unsigned word = static_cast<unsigned>(exp + 61) / 64, shift = static_cast<unsigned>(exp + 61) % 64;
  auto window = [&](unsigned w) {
    return shift ? kFourOverPi[w] << shift | kFourOverPi[w + 1] >> (64 - shift) : kFourOverPi[w];
  };
  using u128 = unsigned __int128;
  u128 low = static_cast<u128>(window(word + 2)) * mant;
  u128 middle = static_cast<u128>(window(word + 1)) * mant;
  u128 sum = middle + (low >> 64) + (static_cast<u128>(window(word) * mant) << 64);
  u64 hi = static_cast<u64>(sum >> 64), lo = static_cast<u64>(sum);
  u64 index = hi >> 61;
  hi = hi << 3 | lo >> 61;
  int zeros = std::countl_zero(hi);
  u64 biased = static_cast<u64>(1023 - (zeros + 1));
  u64 frac = zeros + 1 < 64 ? hi << (zeros + 1) | lo >> (64 - (zeros + 1)) : lo;
  f64 z = ofBits(frac >> 12 | biased << 52);
  if (index & 1) {
    index = (index + 1) & 7;
    z--;
  }
  return {index, z * (kPi / 4)};
}

Octant reduce(f64 x) {
  if (x >= 1 << 29) return reduceLarge(x);
  u64 j = static_cast<u64>(x * (4 / kPi));
  f64 y = static_cast<f64>(j);
  if (j & 1) {
    j++;
    y++;
  }
  f64 z = ((x - y * 7.85398125648498535156e-1) - y * 3.77489470793079817668e-8) - y * 2.69515142907905952645e-15;
  return {j, z};
}

f64 sinSeries(f64 z) {
  f64 zz = z * z;
  return z + z * zz * poly(zz, kSin);
}
f64 cosSeries(f64 z) {
  f64 zz = z * z;
  return 1.0 - 0.5 * zz + zz * zz * poly(zz, kCos);
}

// The arctangent of x in [0, 0.66], and of any positive x.
f64 atanSmall(f64 x) {
  f64 z = x * x;
  f64 q = z + kAtanQ[4];
  for (int i = 3; i >= 0; i--) q = q * z + kAtanQ[i];
  z = z * poly(z, kAtanP) / q;
  return x * z + x;
}
f64 atanPositive(f64 x) {
  constexpr f64 kMore = 6.123233995736765886130e-17;  // pi/2 minus its float64
  if (x <= 0.66) return atanSmall(x);
  if (x > 2.41421356237309504880) return kPi / 2 - atanSmall(1 / x) + kMore;
  return kPi / 4 + atanSmall((x - 1) / (x + 1)) + 0.5 * kMore;
}

}  // namespace

f64 exp(f64 x) {
  constexpr f64 kTaylor[] = {1.0, 0.5, 1.6666666666666666667e-1, 4.1666666666666666667e-2, 8.3333333333333333333e-3,
                             1.3888888888888888889e-3, 1.9841269841269841270e-4, 2.4801587301587301587e-5};
  if (std::isnan(x) || x == kInf) return x;
  if (x > 7.09782712893384e+02) return kInf;
  f64 scaled = x * 1.4426950408889634073599246810018920;
  if (!(scaled > -2000)) return 0;
  int k = static_cast<int>(std::nearbyint(scaled));
  x = std::fma(-static_cast<f64>(k), 0.69314718055966295651160180568695068359375, x);
  x = std::fma(-static_cast<f64>(k), 0.28235290563031577122588448175013436025525412068e-12, x);
  x *= 0.0625;
  f64 t = kTaylor[7];
  for (int i = 6; i >= 0; i--) t = std::fma(t, x, kTaylor[i]);
  x *= t;
  // e**16x - 1 by squaring four times: (1+x)^2 - 1 = x*(2+x).
  for (int i = 0; i < 3; i++) x *= x + 2.0;
  x = std::fma(x, x + 2.0, 1.0);
  k += 1023;
  if (k > 0) return k >= 0x7FF ? kInf : x * ofBits(static_cast<u64>(k) << 52);
  if (k < -52) return 0;
  return x * ofBits(static_cast<u64>(k + 1022) << 52) * ofBits(u64{1} << 52);
}

// e**(hi-lo) * 2**k, msun's rational approximation.
static f64 expParts(f64 hi, f64 lo, int k) {
  f64 r = hi - lo;
  f64 t = r * r;
  f64 c = r - t * poly(t, kExpP);
  return std::ldexp(1 - ((lo - (r * c) / (2 - c)) - hi), k);
}

f64 exp2(f64 x) {
  if (std::isnan(x)) return x;
  if (x > 1.0239999999999999e+03) return kInf;
  if (x < -1.0740e+03) return 0;
  int k = x > 0 ? static_cast<int>(x + 0.5) : x < 0 ? static_cast<int>(x - 0.5) : 0;
  f64 t = x - static_cast<f64>(k);
  return expParts(t * kLn2Hi, -t * kLn2Lo, k);
}

f64 expm1(f64 x) {
  if (std::isnan(x) || x == kInf) return x;
  bool negative = x < 0;
  f64 size = std::fabs(x);
  if (size >= 3.88162421113569373274e+01) {  // 56 ln 2
    if (negative) return -1;
    if (size >= 7.09782712893383973096e+02) return kInf;
  }
  f64 c = 0;
  int k = 0;
  if (size > 3.46573590279972654709e-01) {  // ln 2 / 2
    f64 hi, lo;
    if (size < 1.03972077083991796413e+00) {
      k = negative ? -1 : 1;
      hi = negative ? x + kLn2Hi : x - kLn2Hi;
      lo = negative ? -kLn2Lo : kLn2Lo;
    } else {
      constexpr f64 kInvLn2 = 1.44269504088896338700e+00;
      k = static_cast<int>(kInvLn2 * x + (negative ? -0.5 : 0.5));
      f64 t = k;
      hi = x - t * kLn2Hi;
      lo = t * kLn2Lo;
    }
    x = hi - lo;
    c = (hi - x) - lo;
  } else if (size < 0x1p-54) {
    return x;
  }
  f64 half = 0.5 * x;
  f64 square = x * half;
  f64 r1 = poly1(square, kExpm1);
  f64 t = 3 - r1 * half;
  f64 e = square * ((r1 - t) / (6.0 - x * t));
  if (k == 0) return x - (x * e - square);
  e = x * (e - c) - c;
  e -= square;
  if (k == -1) return 0.5 * (x - e) - 0.5;
  if (k == 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  auto raise = [&](f64 y) { return ofBits(bitsOf(y) + (static_cast<u64>(static_cast<i64>(k)) << 52)); };
  if (k <= -2 || k > 56) return raise(1 - (e - x)) - 1;
  if (k < 20) {
    f64 less = ofBits(0x3ff0000000000000 - (u64{0x20000000000000} >> k));  // 1 - 2**-k
    return raise(less - (e - x));
  }
  f64 tiny = ofBits(static_cast<u64>(0x3ff - k) << 52);  // 2**-k
  f64 y = x - (e + tiny);
  y++;
  return raise(y);
}

f64 log(f64 x) {
  if (x == 0) return -kInf;
  if (std::isnan(x) || x == kInf) return x;
  if (x < 0) return kNaN;
  u64 b = bitsOf(x);
  f64 f1 = ofBits((b & 0x000FFFFFFFFFFFFF) | 0x3FE0000000000000);  // in [0.5, 1), also for subnormals, as Go has it
  f64 k = static_cast<f64>(static_cast<int>(b >> 52 & 0x7FF) - 0x3FE);
  if (!(f1 > 7.07106781186547524401e-01)) {
    k -= 1;
    f1 *= 2;
  }
  f64 f = f1 - 1;
  f64 s = f / (2 + f);
  f64 s2 = s * s;
  f64 s4 = s2 * s2;
  f64 t1 = s2 * (kLog[0] + s4 * (kLog[2] + s4 * (kLog[4] + s4 * kLog[6])));
  f64 t2 = s4 * (kLog[1] + s4 * (kLog[3] + s4 * kLog[5]));
  f64 r = t1 + t2;
  f64 half = 0.5 * f * f;
  return k * kLn2Hi - ((half - (s * (half + r) + k * kLn2Lo)) - f);
}

f64 log1p(f64 x) {
  if (std::isnan(x) || x < -1) return kNaN;
  if (x == -1) return -kInf;
  if (x == kInf) return kInf;
  f64 size = std::fabs(x), f = 0, c = 0;
  u64 mant = 0;
  int k = 1;
  if (size < 4.142135623730950488017e-01) {
    if (size < 0x1p-54) return x;
    if (size < 0x1p-29) return x - x * x * 0.5;
    if (x > -2.928932188134524755992e-01) {
      k = 0;
      f = x;
      mant = 1;
    }
  }
  if (k != 0) {
    bool exact = size >= 0x1p53;
    f64 u = exact ? x : 1.0 + x;
    mant = bitsOf(u);
    k = static_cast<int>(mant >> 52) - 1023;
    if (!exact) c = (k > 0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
    mant &= 0x000fffffffffffff;
    if (mant < 0x0006a09e667f3bcd) {
      u = ofBits(mant | 0x3ff0000000000000);
    } else {
      k++;
      u = ofBits(mant | 0x3fe0000000000000);
      mant = (0x0010000000000000 - mant) >> 2;
    }
    f = u - 1.0;
  }
  f64 half = 0.5 * f * f, n = k;
  if (mant == 0) {
    if (f == 0) return k == 0 ? 0 : n * kLn2Hi + (c + n * kLn2Lo);
    f64 r = half * (1.0 - 0.66666666666666666 * f);
    return k == 0 ? f - r : n * kLn2Hi - ((r - (n * kLn2Lo + c)) - f);
  }
  f64 s = f / (2.0 + f);
  f64 z = s * s;
  f64 r = z * poly(z, kLog);
  if (k == 0) return f - (half - s * (half + r));
  return n * kLn2Hi - ((half - (s * (half + r) + (n * kLn2Lo + c))) - f);
}

f64 log10(f64 x) { return log(x) * 0x1.bcb7b1526e50ep-2; }  // 1/ln 10

f64 log2(f64 x) {
  if (x == 0 || x - x != 0) return log(x);
  int e;
  f64 frac = std::frexp(x, &e);
  if (frac == 0.5) return e - 1;
  return log(frac) * 0x1.71547652b82fep+0 + e;  // 1/ln 2
}

static bool isOdd(f64 y) {
  if (std::fabs(y) >= 0x1p53) return false;
  f64 whole = std::trunc(y);
  return whole == y && (static_cast<i64>(whole) & 1);
}

f64 pow(f64 x, f64 y) {
  if (y == 0 || x == 1) return 1;
  if (y == 1) return x;
  if (std::isnan(x) || std::isnan(y)) return kNaN;
  if (x == 0) {
    bool signedZero = std::signbit(x) && isOdd(y);
    if (y < 0) return signedZero ? -kInf : kInf;
    return signedZero ? x : 0;
  }
  if (std::isinf(y)) {
    if (x == -1) return 1;
    return (std::fabs(x) < 1) == (y > 0) ? 0 : kInf;
  }
  if (std::isinf(x)) {
    if (x < 0) return pow(1 / x, -y);
    return y < 0 ? 0 : kInf;
  }
  if (y == 0.5) return std::sqrt(x);
  if (y == -0.5) return 1 / std::sqrt(x);
  f64 whole = std::trunc(std::fabs(y)), part = std::fabs(y) - whole;
  if (part != 0 && x < 0) return kNaN;
  if (whole >= 0x1p63) {  // even, so the sign does not matter
    if (x == -1) return 1;
    return (std::fabs(x) < 1) == (y > 0) ? 0 : kInf;
  }
  // The result is product * 2**scale.
  f64 product = 1;
  i64 scale = 0;
  if (part != 0) {
    if (part > 0.5) {
      part--;
      whole++;
    }
    product = exp(part * log(x));
  }
  int e;
  f64 base = std::frexp(x, &e);
  i64 exponent = e;
  for (i64 i = static_cast<i64>(whole); i != 0; i >>= 1) {
    if (exponent < -(1 << 12) || exponent > 1 << 12) {
      scale += exponent;  // over- or underflow for certain
      break;
    }
    if (i & 1) {
      product *= base;
      scale += exponent;
    }
    base *= base;
    exponent *= 2;
    if (base < .5) {
      base += base;
      exponent--;
    }
  }
  if (y < 0) {
    product = 1 / product;
    scale = -scale;
  }
  return std::ldexp(product, static_cast<int>(scale < -100000 ? -100000 : scale > 100000 ? 100000 : scale));
}

f64 sin(f64 x) {
  if (x == 0 || std::isnan(x)) return x;
  if (std::isinf(x)) return kNaN;
  Octant o = reduce(std::fabs(x));
  u64 j = o.index & 7;
  f64 y = (j & 3) == 1 || (j & 3) == 2 ? cosSeries(o.rest) : sinSeries(o.rest);
  return negateIf((x < 0) != (j > 3), y);
}

f64 cos(f64 x) {
  if (std::isnan(x) || std::isinf(x)) return kNaN;
  Octant o = reduce(std::fabs(x));
  u64 j = o.index & 7;
  f64 y = (j & 3) == 1 || (j & 3) == 2 ? sinSeries(o.rest) : cosSeries(o.rest);
  return negateIf((j > 3) != ((j & 3) > 1), y);
}

std::tuple<f64, f64> sincos(f64 x) {
  if (x == 0) return {x, 1};
  if (std::isnan(x) || std::isinf(x)) return {kNaN, kNaN};
  return {sin(x), cos(x)};
}

f64 mod(f64 x, f64 y) {
  if (y == 0 || std::isinf(x) || std::isnan(x) || std::isnan(y)) return kNaN;
  return std::fmod(x, y);
}

f64 tan(f64 x) {
  if (x == 0 || std::isnan(x)) return x;
  if (std::isinf(x)) return kNaN;
  Octant o = reduce(std::fabs(x));
  f64 z = o.rest, zz = z * z, y = z;
  if (zz > 1e-14) {
    f64 q = zz + kTanQ[3];
    for (int i = 2; i >= 0; i--) q = q * zz + kTanQ[i];
    y = z + z * (zz * poly(zz, kTanP) / q);
  }
  if (o.index & 2) y = -1 / y;
  return negateIf(x < 0, y);
}

f64 atan(f64 x) {
  if (x == 0) return x;
  return x > 0 ? atanPositive(x) : -atanPositive(-x);
}

f64 asin(f64 x) {
  if (x == 0) return x;
  f64 size = std::fabs(x);
  if (size > 1) return kNaN;
  f64 t = std::sqrt(1 - size * size);
  return negateIf(x < 0, size > 0.7 ? kPi / 2 - atanPositive(t / size) : atanPositive(size / t));
}

f64 acos(f64 x) { return kPi / 2 - asin(x); }

f64 atan2(f64 y, f64 x) {
  if (std::isnan(y) || std::isnan(x)) return kNaN;
  if (y == 0) return std::copysign(std::signbit(x) ? kPi : 0, y);
  if (x == 0) return std::copysign(kPi / 2, y);
  if (std::isinf(x)) {
    f64 angle = std::isinf(y) ? (x > 0 ? kPi / 4 : 0x1.2d97c7f3321d2p+1) : x > 0 ? 0 : kPi;
    return std::copysign(angle, y);
  }
  if (std::isinf(y)) return std::copysign(kPi / 2, y);
  f64 q = atan(y / x);
  if (x >= 0) return q;
  return q <= 0 ? q + kPi : q - kPi;
}

f64 sinh(f64 x) {
  f64 size = std::fabs(x), v;
  if (size > 21) {
    v = exp(size) * 0.5;
  } else if (size > 0.5) {
    f64 e = exp(size);
    v = (e - 1 / e) * 0.5;
  } else {
    if (!(x < 0)) size = x;  // keeps NaN
    f64 sq = size * size;
    f64 q = ((sq + kSinhQ[2]) * sq + kSinhQ[1]) * sq + kSinhQ[0];
    v = poly(sq, kSinhP) * size / q;
  }
  return negateIf(x < 0, v);
}

f64 cosh(f64 x) {
  x = std::fabs(x);
  f64 e = exp(x);
  return x > 21 ? e * 0.5 : (e + 1 / e) * 0.5;
}

f64 tanh(f64 x) {
  constexpr f64 kMaxLog = 8.8029691931113054295988e+01;
  f64 z = std::fabs(x);
  if (z > 0.5 * kMaxLog) return x < 0 ? -1 : 1;
  if (z >= 0.625) return negateIf(x < 0, 1 - 2 / (exp(2 * z) + 1));
  if (x == 0) return x;
  constexpr f64 kQ0 = 1.12811678491632931402e2, kQ1 = 2.23548839060100448583e3, kQ2 = 4.84406305325125486048e3;
  f64 s = x * x;
  return x + x * s * poly(s, kTanhP) / (((s + kQ0) * s + kQ1) * s + kQ2);
}

f64 asinh(f64 x) {
  if (std::isnan(x) || std::isinf(x)) return x;
  f64 size = std::fabs(x), v;
  if (size > 0x1p28) v = log(size) + kLn2;
  else if (size > 2) v = log(2 * size + 1 / (std::sqrt(size * size + 1) + size));
  else if (size < 0x1p-28) v = size;
  else v = log1p(size + size * size / (1 + std::sqrt(1 + size * size)));
  return negateIf(std::signbit(x) && x != 0, x == 0 ? x : v);
}

f64 acosh(f64 x) {
  if (!(x >= 1)) return kNaN;
  if (x == 1) return 0;
  if (x >= 0x1p28) return log(x) + kLn2;
  if (x > 2) return log(2 * x - 1 / (x + std::sqrt(x * x - 1)));
  f64 t = x - 1;
  return log1p(t + std::sqrt(2 * t + t * t));
}

f64 atanh(f64 x) {
  f64 size = std::fabs(x);
  if (!(size <= 1)) return kNaN;
  if (size == 1) return std::copysign(kInf, x);
  f64 v;
  if (size < 0x1p-28) return x;
  if (size < 0.5) {
    v = size + size;
    v = 0.5 * log1p(v + v * size / (1 - size));
  } else {
    v = 0.5 * log1p((size + size) / (1 - size));
  }
  return negateIf(x < 0, v);
}

f64 cbrt(f64 x) {
  if (x == 0 || std::isnan(x) || std::isinf(x)) return x;
  f64 size = std::fabs(x);
  f64 t = ofBits(bitsOf(size) / 3 + (u64{715094163} << 32));
  if (size < 0x1p-1022) {
    t = 0x1p54 * size;
    t = ofBits(bitsOf(t) / 3 + (u64{696219795} << 32));
  }
  f64 r = t * t / size;
  f64 s = 5.42857142857142815906e-01 + r * t;
  t *= 3.57142857142857150787e-01 + 1.60714285714285720630e+00 / (s + 1.41428571428571436819e+00 + -7.05306122448979611050e-01 / s);
  // 23 bits, rounded up, so that t*t is exact; then one Newton step.
  t = ofBits((bitsOf(t) & (u64{0xFFFFFFFFC} << 28)) + (u64{1} << 30));
  s = t * t;
  r = size / s;
  f64 w = t + t;
  r = (r - t) / (w + r);
  return negateIf(x < 0, t + t * r);
}

f64 hypot(f64 p, f64 q) {
  p = std::fabs(p);
  q = std::fabs(q);
  if (p == kInf || q == kInf) return kInf;
  if (std::isnan(p) || std::isnan(q)) return kNaN;
  if (p < q) std::swap(p, q);
  if (p == 0) return 0;
  q /= p;
  return p * std::sqrt(1.0 + q * q);
}

f64 remainder(f64 x, f64 y) {
  if (std::isnan(x) || std::isnan(y) || std::isinf(x) || y == 0) return kNaN;
  f64 r = std::remainder(x, y);
  return r == 0 ? std::copysign(0, x) : r;
}

f64 pow10(i64 n) {
  constexpr f64 kOnes[] = {1e00, 1e01, 1e02, 1e03, 1e04, 1e05, 1e06, 1e07, 1e08, 1e09, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                           1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31};
  constexpr f64 kUp[] = {1e00, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288};
  constexpr f64 kDown[] = {1e-00, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320};
  if (n > 308) return kInf;
  if (n < -323) return 0;
  return n >= 0 ? kUp[n / 32] * kOnes[n % 32] : kDown[-n / 32] / kOnes[-n % 32];
}

}  // namespace gvm::stdlib::mathfn
