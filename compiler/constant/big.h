// This file wraps GMP and MPFR for the constant room: scoped temporaries, read-only views of values, and the way back
// into arena values. Private to the room.
#pragma once
#include <gmp.h>
#include <mpfr.h>

#include "compiler/constant/constant.h"
#include "compiler/source/arena.h"

namespace gvm::constant {

constexpr mpfr_prec_t kPrec = 512;       // precision of floats; the spec asks for at least 256 bits
constexpr long kMaxExp = 4 << 10;        // fractions keep components below that many bits, then become floats

constexpr double kMaxFloatExp = 2147483647;  // binary exponents of floats, as in Go's math/big

constexpr long kMpfrExp = 1L << 40;          // range of intermediate results

struct Mpz {
  mpz_t v;
  Mpz() { mpz_init(v); }
  explicit Mpz(int64_t x) { mpz_init_set_si(v, x); }
  explicit Mpz(Limbs l) {
    mpz_t ro;
    mpz_roinit_n(ro, reinterpret_cast<const mp_limb_t*>(l.d), l.size);
    mpz_init_set(v, ro);
  }
  ~Mpz() { mpz_clear(v); }
  Mpz(const Mpz&) = delete;
};
struct Mpq {
  mpq_t v;
  Mpq() { mpq_init(v); }
  ~Mpq() { mpq_clear(v); }
  Mpq(const Mpq&) = delete;
};
struct Mpf {
  mpfr_t v;
  explicit Mpf(mpfr_prec_t p = kPrec) {
    // MPFR's default range (2^30) is smaller than Go's; the widest one is set once per thread.
    if (mpfr_get_emax() < kMpfrExp) {
      mpfr_set_emax(kMpfrExp);
      mpfr_set_emin(-kMpfrExp);
    }
    mpfr_init2(v, p);
  }
  ~Mpf() { mpfr_clear(v); }
  Mpf(const Mpf&) = delete;
};

// Loads a real value into a temporary. x must be of a kind that fits (Int; Int or Rat; any real).
void getInt(mpz_t z, const Value* x);
void getRat(mpq_t q, const Value* x);
void getFloat(mpfr_t f, const Value* x);

// Arena values. fromInt uses the int64 form where it fits; fromRat turns to a float past kMaxExp bits (q canonical);
// fromFloat gives unknown for infinities.
const Value* fromInt(Arena& a, const mpz_t z);
const Value* fromRat(Arena& a, const mpq_t q);
const Value* fromFloat(Arena& a, const mpfr_t f);
const Value* makeComplexValue(Arena& a, const Value* re, const Value* im);

bool smallFloat(const mpfr_t f);

}  // namespace gvm::constant
