// This file binds GMP. Numbers come as Go has them, a sign and a slice of limbs without leading zeros, which GMP reads in
// place; results are copied into fresh slices.
#include <gmp.h>

#include <cstring>
#include <string>

#include "runtime/heap/malloc.h"
#include "runtime/value/string.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;
using Limbs = rt::Slice<u64>;

// A number of Go's, to read.
class In {
 public:
  In(bool neg, Limbs x) {
    i64 n = x.len;
    while (n > 0 && x.ptr[n - 1] == 0) n--;
    static constexpr mp_limb_t kZero = 0;  // GMP may look at a limb of 0, too
    mpz_roinit_n(z_, n ? reinterpret_cast<const mp_limb_t*>(x.ptr) : &kZero, neg ? -n : n);
  }
  operator mpz_srcptr() const { return z_; }

 private:
  mpz_t z_;
};

// A number of GMP's own.
class Out {
 public:
  Out() { mpz_init(z_); }
  ~Out() { mpz_clear(z_); }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  operator mpz_ptr() { return z_; }
  bool neg() const { return mpz_sgn(z_) < 0; }
  Limbs limbs() const {
    i64 n = static_cast<i64>(mpz_size(z_));
    if (n == 0) return {};
    auto* p = static_cast<u64*>(rt::rawbytes(static_cast<u64>(n) * 8));
    std::memcpy(p, mpz_limbs_read(z_), static_cast<usize>(n) * 8);
    return {p, n, n};
  }

 private:
  mpz_t z_;
};

using Signed = std::tuple<bool, Limbs>;

// big.go has the same list.
enum Op : i64 { kAdd, kSub, kMul, kQuo, kRem, kAnd, kOr, kXor, kAndNot, kGcd, kInvert };

// func arith(op int, xneg bool, x []Word, yneg bool, y []Word) (neg bool, z []Word)
Signed arith(i64 op, bool xneg, Limbs x, bool yneg, Limbs y) {
  In a(xneg, x), b(yneg, y);
  Out z;
  switch (op) {
    case kAdd: mpz_add(z, a, b); break;
    case kSub: mpz_sub(z, a, b); break;
    case kMul: mpz_mul(z, a, b); break;
    case kQuo: mpz_tdiv_q(z, a, b); break;
    case kRem: mpz_tdiv_r(z, a, b); break;
    case kAnd: mpz_and(z, a, b); break;
    case kOr: mpz_ior(z, a, b); break;
    case kXor: mpz_xor(z, a, b); break;
    case kAndNot: {
      Out inverse;
      mpz_com(inverse, b);
      mpz_and(z, a, inverse);
      break;
    }
    case kGcd: mpz_gcd(z, a, b); break;
    case kInvert:
      if (!mpz_invert(z, a, b)) mpz_set_ui(z, 0);
      break;
  }
  return {z.neg(), z.limbs()};
}

// func quoRem(xneg bool, x []Word, yneg bool, y []Word) (qneg bool, q []Word, rneg bool, r []Word): truncated division
std::tuple<bool, Limbs, bool, Limbs> quoRem(bool xneg, Limbs x, bool yneg, Limbs y) {
  Out q, r;
  mpz_tdiv_qr(q, r, In(xneg, x), In(yneg, y));
  return {q.neg(), q.limbs(), r.neg(), r.limbs()};
}

// func shift(neg bool, x []Word, n int) (neg bool, z []Word): to the left, or for n < 0 to the right, rounding down
Signed shift(bool neg, Limbs x, i64 n) {
  Out z;
  if (n >= 0) mpz_mul_2exp(z, In(neg, x), static_cast<mp_bitcnt_t>(n));
  else mpz_fdiv_q_2exp(z, In(neg, x), static_cast<mp_bitcnt_t>(-n));
  return {z.neg(), z.limbs()};
}

// func power(x []Word, n uint) []Word
Limbs power(Limbs x, u64 n) {
  Out z;
  mpz_pow_ui(z, In(false, x), n);
  return z.limbs();
}

// func powerMod(xneg bool, x, y, m []Word) []Word: at least 0, below m
Limbs powerMod(bool xneg, Limbs x, Limbs y, Limbs m) {
  Out z;
  mpz_powm(z, In(xneg, x), In(false, y), In(false, m));
  return z.limbs();
}

// func gcdExt(a, b []Word) (g []Word, xneg bool, x []Word, yneg bool, y []Word): g = a*x + b*y
std::tuple<Limbs, bool, Limbs, bool, Limbs> gcdExt(Limbs a, Limbs b) {
  Out g, x, y;
  mpz_gcdext(g, x, y, In(false, a), In(false, b));
  return {g.limbs(), x.neg(), x.limbs(), y.neg(), y.limbs()};
}

// func sqrt(x []Word) (z []Word, exact bool)
std::tuple<Limbs, bool> sqrt(Limbs x) {
  Out z, rest;
  mpz_sqrtrem(z, rest, In(false, x));
  return {z.limbs(), mpz_sgn(static_cast<mpz_ptr>(rest)) == 0};
}

// func jacobi(xneg bool, x []Word, yneg bool, y []Word) int
i64 jacobi(bool xneg, Limbs x, bool yneg, Limbs y) { return mpz_jacobi(In(xneg, x), In(yneg, y)); }

// func prime(x []Word, tests int) bool
bool prime(Limbs x, i64 tests) { return mpz_probab_prime_p(In(false, x), static_cast<int>(24 + tests)) != 0; }

// func binomial(n, k uint) []Word
Limbs binomial(u64 n, u64 k) {
  Out z;
  mpz_bin_uiui(z, n, k);
  return z.limbs();
}

// GMP has the capital letters first in bases that have both, Go the small ones.
char otherCase(char c) { return static_cast<u32>((c | 0x20) - 'a') < 26u ? static_cast<char>(c ^ 0x20) : c; }

// func digits(x []Word, base int) string
GoString digits(Limbs x, i64 base) {
  In in(false, x);
  std::string s(mpz_sizeinbase(in, static_cast<int>(base)) + 2, 0);
  mpz_get_str(s.data(), static_cast<int>(base), in);
  s.resize(std::strlen(s.c_str()));
  if (base > 36)
    for (char& c : s) c = otherCase(c);
  return rt::gostring(s);
}

// func number(digits string, base int) []Word: digits are all of the base
Limbs number(GoString digits, i64 base) {
  std::string s(digits.view());
  if (base > 36)
    for (char& c : s) c = otherCase(c);
  Out z;
  mpz_set_str(z, s.c_str(), static_cast<int>(base));
  return z.limbs();
}

const NativeEntry kTable[] = {
    GVM_NATIVE("math/big.arith", arith),       GVM_NATIVE("math/big.quoRem", quoRem),   GVM_NATIVE("math/big.shift", shift),
    GVM_NATIVE("math/big.power", power),       GVM_NATIVE("math/big.powerMod", powerMod), GVM_NATIVE("math/big.gcdExt", gcdExt),
    GVM_NATIVE("math/big.sqrt", sqrt),         GVM_NATIVE("math/big.jacobi", jacobi),   GVM_NATIVE("math/big.prime", prime),
    GVM_NATIVE("math/big.binomial", binomial), GVM_NATIVE("math/big.digits", digits),   GVM_NATIVE("math/big.number", number),
};

}  // namespace

std::span<const NativeEntry> mathBigNatives() { return kTable; }

}  // namespace gvm::stdlib
