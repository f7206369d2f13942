// This file makes, reads and converts constant values. Big numbers are computed in GMP and MPFR temporaries and copied
// into the arena once they are final, so a Value owns nothing.
#include <cmath>

#include "compiler/constant/big.h"

namespace gvm::constant {

namespace {
Limbs copyLimbs(Arena& a, const mpz_t z) {
  Limbs l;
  l.size = z->_mp_size;
  size_t n = mpz_size(z);
  l.d = a.copy(reinterpret_cast<const uint64_t*>(mpz_limbs_read(z)), n).data;
  return l;
}

Value* make(Arena& a, Rep r) {
  auto* v = a.make<Value>();
  v->rep = r;
  return v;
}

const Value kUnknown;
struct Bools {
  Value f, t;
  Bools() {
    f.rep = t.rep = Rep::Bool;
    f.b = false;
    t.b = true;
  }
};
const Bools kBools;

// x rounded to the nearest double, once.
double toDouble(const Value* x) {
  switch (x->rep) {
    case Rep::Int64: return static_cast<double>(x->i);
    case Rep::Big:
    case Rep::Rat: {
      // Rounding to odd at 512 bits keeps the second rounding correct.
      Mpq q;
      getRat(q.v, x);
      Mpf f;
      if (mpfr_set_q(f.v, q.v, MPFR_RNDZ) != 0) reinterpret_cast<uint64_t*>(f.v->_mpfr_d)[0] |= 1;
      return mpfr_get_d(f.v, MPFR_RNDN);
    }
    case Rep::Float: {
      Mpf f;
      getFloat(f.v, x);
      return mpfr_get_d(f.v, MPFR_RNDN);
    }
    default: return 0;
  }
}
float toSingle(const Value* x) {
  switch (x->rep) {
    case Rep::Int64: return static_cast<float>(x->i);
    case Rep::Big:
    case Rep::Rat: {
      Mpq q;
      getRat(q.v, x);
      Mpf f;
      if (mpfr_set_q(f.v, q.v, MPFR_RNDZ) != 0) reinterpret_cast<uint64_t*>(f.v->_mpfr_d)[0] |= 1;
      return mpfr_get_flt(f.v, MPFR_RNDN);
    }
    case Rep::Float: {
      Mpf f;
      getFloat(f.v, x);
      return mpfr_get_flt(f.v, MPFR_RNDN);
    }
    default: return 0;
  }
}

// Whether x equals the double d exactly.
bool equalsDouble(const Value* x, double d) {
  if (std::isinf(d)) return false;
  Mpf f, g(64);
  mpfr_set_d(g.v, d, MPFR_RNDN);
  if (x->rep == Rep::Rat) {
    Mpq q;
    getRat(q.v, x);
    return mpfr_cmp_q(g.v, q.v) == 0;
  }
  if (x->rep == Rep::Big || x->rep == Rep::Int64) {
    Mpz z;
    getInt(z.v, x);
    return mpfr_cmp_z(g.v, z.v) == 0;
  }
  getFloat(f.v, x);
  return mpfr_equal_p(f.v, g.v) != 0;
}
}  // namespace

Kind Value::kind() const {
  switch (rep) {
    case Rep::Unknown: return Kind::Unknown;
    case Rep::Bool: return Kind::Bool;
    case Rep::String: return Kind::String;
    case Rep::Int64:
    case Rep::Big: return Kind::Int;
    case Rep::Rat:
    case Rep::Float: return Kind::Float;
    case Rep::Complex: return Kind::Complex;
  }
  return Kind::Unknown;
}

void getInt(mpz_t z, const Value* x) {
  if (x->rep == Rep::Int64) {
    mpz_set_si(z, x->i);
  } else {
    mpz_t ro;
    mpz_roinit_n(ro, reinterpret_cast<const mp_limb_t*>(x->big.d), x->big.size);
    mpz_set(z, ro);
  }
}

void getRat(mpq_t q, const Value* x) {
  if (x->rep == Rep::Rat) {
    mpz_t n, d;
    mpz_roinit_n(n, reinterpret_cast<const mp_limb_t*>(x->rat.num.d), x->rat.num.size);
    mpz_roinit_n(d, reinterpret_cast<const mp_limb_t*>(x->rat.den.d), x->rat.den.size);
    mpq_set_num(q, n);
    mpq_set_den(q, d);
  } else {
    getInt(mpq_numref(q), x);
    mpz_set_ui(mpq_denref(q), 1);
  }
}

void getFloat(mpfr_t f, const Value* x) {
  switch (x->rep) {
    case Rep::Int64: mpfr_set_sj(f, x->i, MPFR_RNDN); break;
    case Rep::Big: {
      mpz_t ro;
      mpz_roinit_n(ro, reinterpret_cast<const mp_limb_t*>(x->big.d), x->big.size);
      mpfr_set_z(f, ro, MPFR_RNDN);
      break;
    }
    case Rep::Rat: {
      Mpq q;
      getRat(q.v, x);
      mpfr_set_q(f, q.v, MPFR_RNDN);
      break;
    }
    default: {
      mpfr_t ro;
      mpfr_custom_init_set(ro, x->flt.mpfrKind, x->flt.exp, kPrec, x->flt.mant);
      mpfr_set(f, ro, MPFR_RNDN);
    }
  }
}

const Value* fromInt(Arena& a, const mpz_t z) {
  if (mpz_fits_slong_p(z)) return makeInt64(a, mpz_get_si(z));
  Value* v = make(a, Rep::Big);
  v->big = copyLimbs(a, z);
  return v;
}

const Value* fromRat(Arena& a, const mpq_t q) {
  auto bits = [](const mpz_t z) { return mpz_sgn(z) == 0 ? 0 : static_cast<long>(mpz_sizeinbase(z, 2)); };
  if (bits(mpq_numref(q)) >= kMaxExp || bits(mpq_denref(q)) >= kMaxExp) {
    Mpf f;
    mpfr_set_q(f.v, q, MPFR_RNDN);
    return fromFloat(a, f.v);
  }
  Value* v = make(a, Rep::Rat);
  v->rat.num = copyLimbs(a, mpq_numref(q));
  v->rat.den = copyLimbs(a, mpq_denref(q));
  return v;
}

const Value* fromFloat(Arena& a, const mpfr_t f) {
  if (!mpfr_number_p(f)) return makeUnknown();
  Mpf g;
  mpfr_set(g.v, f, MPFR_RNDN);
  if (!mpfr_zero_p(g.v)) {
    auto e = static_cast<double>(mpfr_get_exp(g.v));
    if (e > kMaxFloatExp) return makeUnknown();
    if (e < -kMaxFloatExp) mpfr_set_zero(g.v, 1);
  }
  if (mpfr_zero_p(g.v)) mpfr_set_zero(g.v, 1);
  Value* v = make(a, Rep::Float);
  v->flt.mpfrKind = mpfr_custom_get_kind(g.v);
  v->flt.exp = mpfr_zero_p(g.v) ? 0 : mpfr_custom_get_exp(g.v);
  v->flt.mant = a.copy(static_cast<const uint64_t*>(mpfr_custom_get_significand(g.v)), kPrec / 64).data;
  return v;
}

bool smallFloat(const mpfr_t f) {
  if (!mpfr_number_p(f)) return false;
  if (mpfr_zero_p(f)) return true;
  long e = mpfr_get_exp(f);
  return -kMaxExp < e && e < kMaxExp;
}

const Value* makeUnknown() { return &kUnknown; }
const Value* makeBool(bool b) { return b ? &kBools.t : &kBools.f; }

const Value* makeString(Arena& a, std::string_view s) {
  Value* v = make(a, Rep::String);
  v->s = a.copy(s);
  v->buf = nullptr;
  return v;
}

const Value* makeInt64(Arena& a, int64_t x) {
  Value* v = make(a, Rep::Int64);
  v->i = x;
  return v;
}

const Value* makeUint64(Arena& a, uint64_t x) {
  if (x < uint64_t(1) << 63) return makeInt64(a, static_cast<int64_t>(x));
  Mpz z;
  mpz_set_ui(z.v, x);
  return fromInt(a, z.v);
}

const Value* makeFloat64(Arena& a, double x) {
  if (!std::isfinite(x)) return makeUnknown();
  if (x == 0) x = 0;
  int e;
  std::frexp(x, &e);
  if (-kMaxExp < e && e < kMaxExp) {
    Mpq q;
    mpq_set_d(q.v, x);
    return fromRat(a, q.v);
  }
  Mpf f;
  mpfr_set_d(f.v, x, MPFR_RNDN);
  return fromFloat(a, f.v);
}

const Value* makeComplexValue(Arena& a, const Value* re, const Value* im) {
  if (isUnknown(re) || isUnknown(im)) return makeUnknown();
  Value* v = make(a, Rep::Complex);
  v->cplx = {re, im};
  return v;
}

const Value* makeImag(Arena& a, const Value* x) { return makeComplexValue(a, makeInt64(a, 0), x); }

bool boolVal(const Value* x) { return x->rep == Rep::Bool && x->b; }
std::string_view stringVal(const Value* x) { return x->rep == Rep::String ? x->s : std::string_view(); }

int64_t int64Val(const Value* x, bool* exact) {
  if (x->rep == Rep::Int64) return *exact = true, x->i;
  *exact = false;
  if (x->rep != Rep::Big) return 0;
  uint64_t u = x->big.d[0];
  return static_cast<int64_t>(x->big.size < 0 ? -u : u);
}

uint64_t uint64Val(const Value* x, bool* exact) {
  if (x->rep == Rep::Int64) return *exact = x->i >= 0, static_cast<uint64_t>(x->i);
  *exact = false;
  if (x->rep != Rep::Big) return 0;
  *exact = x->big.size == 1;
  uint64_t u = x->big.d[0];
  return x->big.size < 0 ? -u : u;
}

double float64Val(const Value* x, bool* exact) {
  double d = toDouble(x);
  if (exact) *exact = equalsDouble(x, d);
  return d;
}

float float32Val(const Value* x, bool* exact) {
  float f = toSingle(x);
  if (exact) *exact = equalsDouble(x, f);
  return f;
}

const Value* real(Arena& a, const Value* x) { return x->rep == Rep::Complex ? x->cplx.re : x; }

const Value* imag(Arena& a, const Value* x) {
  if (x->rep == Rep::Unknown) return x;
  return x->rep == Rep::Complex ? x->cplx.im : makeInt64(a, 0);
}

int sign(const Value* x) {
  auto sgn = [](auto v) { return v < 0 ? -1 : v > 0; };
  switch (x->rep) {
    case Rep::Int64: return sgn(x->i);
    case Rep::Big: return sgn(x->big.size);
    case Rep::Rat: return sgn(x->rat.num.size);
    case Rep::Float: {
      int k = x->flt.mpfrKind;
      if (std::abs(k) == MPFR_ZERO_KIND) return 0;
      return k < 0 ? -1 : 1;
    }
    case Rep::Complex: return sign(x->cplx.re) | sign(x->cplx.im);
    default: return 1;
  }
}

int bitLen(const Value* x) {
  if (x->rep == Rep::Int64) {
    uint64_t u = x->i < 0 ? -static_cast<uint64_t>(x->i) : static_cast<uint64_t>(x->i);
    return u ? 64 - __builtin_clzll(u) : 0;
  }
  if (x->rep != Rep::Big) return 0;
  int n = std::abs(x->big.size);
  return n * 64 - __builtin_clzll(x->big.d[n - 1]);
}

const Value* toInt(Arena& a, const Value* x) {
  switch (x->rep) {
    case Rep::Int64:
    case Rep::Big: return x;
    case Rep::Rat:
      if (x->rat.den.size == 1 && x->rat.den.d[0] == 1) {
        Mpz z(x->rat.num);
        return fromInt(a, z.v);
      }
      break;
    case Rep::Float: {
      Mpf f;
      getFloat(f.v, x);
      if (!smallFloat(f.v)) break;
      // A value an ulp or so away from an integer is taken for the integer: it comes from rounding on the way.
      for (mpfr_rnd_t mode : {MPFR_RNDN, MPFR_RNDZ, MPFR_RNDA}) {
        Mpf t(mode == MPFR_RNDN ? kPrec : kPrec - 4);
        mpfr_set(t.v, f.v, mode);
        if (mpfr_integer_p(t.v)) {
          Mpz z;
          mpfr_get_z(z.v, t.v, MPFR_RNDN);
          return fromInt(a, z.v);
        }
      }
      break;
    }
    case Rep::Complex: {
      const Value* re = toFloat(a, x);
      if (!isUnknown(re)) return toInt(a, re);
      break;
    }
    default: break;
  }
  return makeUnknown();
}

const Value* toFloat(Arena& a, const Value* x) {
  switch (x->rep) {
    case Rep::Int64:
    case Rep::Big: {
      Mpq q;
      getRat(q.v, x);
      return fromRat(a, q.v);
    }
    case Rep::Rat:
    case Rep::Float: return x;
    case Rep::Complex:
      if (sign(x->cplx.im) == 0) return toFloat(a, x->cplx.re);
      break;
    default: break;
  }
  return makeUnknown();
}

const Value* toComplex(Arena& a, const Value* x) {
  switch (x->rep) {
    case Rep::Int64:
    case Rep::Big:
    case Rep::Rat:
    case Rep::Float: return makeComplexValue(a, x, makeInt64(a, 0));
    case Rep::Complex: return x;
    default: return makeUnknown();
  }
}

const Value* roundFloat32(Arena& a, const Value* x) {
  float f = toSingle(x);
  return std::isinf(f) ? nullptr : makeFloat64(a, f);
}

const Value* roundFloat64(Arena& a, const Value* x) {
  double d = toDouble(x);
  return std::isinf(d) ? nullptr : makeFloat64(a, d);
}

}  // namespace gvm::constant
