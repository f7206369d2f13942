// This file does the arithmetic of constants: operands are brought to the same representation (int64 < big integer <
// rational < float < complex), then the operation runs there. Small integers stay on machine arithmetic.
#include "compiler/constant/big.h"

namespace gvm::constant {

namespace {

int rank(const Value* x) { return static_cast<int>(x->rep); }

bool cmpZero(int c, Op op) {
  switch (op) {
    case Op::Eql: return c == 0;
    case Op::Neq: return c != 0;
    case Op::Lss: return c < 0;
    case Op::Leq: return c <= 0;
    case Op::Gtr: return c > 0;
    default: return c >= 0;
  }
}

const Value* intOp(Arena& a, const Value* x, Op op, const Value* y) {
  if (x->rep == Rep::Int64 && y->rep == Rep::Int64) {
    int64_t p = x->i, q = y->i, r;
    switch (op) {
      case Op::Add:
        if (!__builtin_add_overflow(p, q, &r)) return makeInt64(a, r);
        break;
      case Op::Sub:
        if (!__builtin_sub_overflow(p, q, &r)) return makeInt64(a, r);
        break;
      case Op::Mul:
        if (!__builtin_mul_overflow(p, q, &r)) return makeInt64(a, r);
        break;
      case Op::IntQuo:
        if (q != -1) return makeInt64(a, p / q);
        break;
      case Op::Rem: return makeInt64(a, q == -1 ? 0 : p % q);
      case Op::And: return makeInt64(a, p & q);
      case Op::Or: return makeInt64(a, p | q);
      case Op::Xor: return makeInt64(a, p ^ q);
      case Op::AndNot: return makeInt64(a, p & ~q);
      default: break;
    }
  }
  Mpz m, n, r;
  getInt(m.v, x);
  getInt(n.v, y);
  switch (op) {
    case Op::Add: mpz_add(r.v, m.v, n.v); break;
    case Op::Sub: mpz_sub(r.v, m.v, n.v); break;
    case Op::Mul: mpz_mul(r.v, m.v, n.v); break;
    case Op::IntQuo: mpz_tdiv_q(r.v, m.v, n.v); break;
    case Op::Rem: mpz_tdiv_r(r.v, m.v, n.v); break;
    case Op::And: mpz_and(r.v, m.v, n.v); break;
    case Op::Or: mpz_ior(r.v, m.v, n.v); break;
    case Op::Xor: mpz_xor(r.v, m.v, n.v); break;
    case Op::AndNot:
      mpz_com(n.v, n.v);
      mpz_and(r.v, m.v, n.v);
      break;
    case Op::Quo: {
      Mpq q;
      mpq_set_num(q.v, m.v);
      mpq_set_den(q.v, n.v);
      mpq_canonicalize(q.v);
      return fromRat(a, q.v);
    }
    default: return makeUnknown();
  }
  return fromInt(a, r.v);
}

const Value* ratOp(Arena& a, const Value* x, Op op, const Value* y) {
  Mpq p, q, r;
  getRat(p.v, x);
  getRat(q.v, y);
  switch (op) {
    case Op::Add: mpq_add(r.v, p.v, q.v); break;
    case Op::Sub: mpq_sub(r.v, p.v, q.v); break;
    case Op::Mul: mpq_mul(r.v, p.v, q.v); break;
    case Op::Quo: mpq_div(r.v, p.v, q.v); break;
    default: return makeUnknown();
  }
  return fromRat(a, r.v);
}

const Value* floatOp(Arena& a, const Value* x, Op op, const Value* y) {
  Mpf p, q, r;
  getFloat(p.v, x);
  getFloat(q.v, y);
  switch (op) {
    case Op::Add: mpfr_add(r.v, p.v, q.v, MPFR_RNDN); break;
    case Op::Sub: mpfr_sub(r.v, p.v, q.v, MPFR_RNDN); break;
    case Op::Mul: mpfr_mul(r.v, p.v, q.v, MPFR_RNDN); break;
    case Op::Quo: mpfr_div(r.v, p.v, q.v, MPFR_RNDN); break;
    default: return makeUnknown();
  }
  return fromFloat(a, r.v);
}

const Value* complexOp(Arena& a, const Value* x, Op op, const Value* y) {
  x = toComplex(a, x);
  y = toComplex(a, y);
  const Value *p = x->cplx.re, *q = x->cplx.im, *r = y->cplx.re, *s = y->cplx.im;
  auto add = [&](const Value* m, const Value* n) { return binaryOp(a, m, Op::Add, n); };
  auto sub = [&](const Value* m, const Value* n) { return binaryOp(a, m, Op::Sub, n); };
  auto mul = [&](const Value* m, const Value* n) { return binaryOp(a, m, Op::Mul, n); };
  auto quo = [&](const Value* m, const Value* n) { return binaryOp(a, m, Op::Quo, n); };
  switch (op) {
    case Op::Add: return makeComplexValue(a, add(p, r), add(q, s));
    case Op::Sub: return makeComplexValue(a, sub(p, r), sub(q, s));
    case Op::Mul: return makeComplexValue(a, sub(mul(p, r), mul(q, s)), add(mul(q, r), mul(p, s)));
    case Op::Quo: {
      const Value* d = add(mul(r, r), mul(s, s));
      return makeComplexValue(a, quo(add(mul(p, r), mul(q, s)), d), quo(sub(mul(q, r), mul(p, s)), d));
    }
    default: return makeUnknown();
  }
}

// x + y, in x's buffer if x is what was written there last.
const Value* concat(Arena& a, const Value* x, const Value* y) {
  size_t n = x->s.size() + y->s.size();
  StringBuffer* b = x->buf;
  if (!b || b->used != x->s.size() || b->cap < n) {
    b = a.make<StringBuffer>();
    b->cap = x->buf ? n * 2 : n + 32;
    b->data = static_cast<char*>(a.alloc(b->cap, 1));
    x->s.copy(b->data, x->s.size());
  }
  y->s.copy(b->data + x->s.size(), y->s.size());
  b->used = n;
  auto* v = a.make<Value>();
  v->rep = Rep::String;
  v->s = {b->data, n};
  v->buf = b;
  return v;
}

}  // namespace

const Value* unaryOp(Arena& a, Op op, const Value* x, unsigned bits) {
  if (isUnknown(x)) return x;
  switch (op) {
    case Op::Plus: return x;
    case Op::Not: return makeBool(!x->b);
    case Op::Neg:
      switch (x->rep) {
        case Rep::Int64:
          if (x->i != INT64_MIN) return makeInt64(a, -x->i);
          [[fallthrough]];
        case Rep::Big: {
          Mpz z;
          getInt(z.v, x);
          mpz_neg(z.v, z.v);
          return fromInt(a, z.v);
        }
        case Rep::Rat: {
          Mpq q;
          getRat(q.v, x);
          mpq_neg(q.v, q.v);
          return fromRat(a, q.v);
        }
        case Rep::Float: {
          Mpf f;
          getFloat(f.v, x);
          mpfr_neg(f.v, f.v, MPFR_RNDN);
          return fromFloat(a, f.v);
        }
        case Rep::Complex:
          return makeComplexValue(a, unaryOp(a, Op::Neg, x->cplx.re, 0), unaryOp(a, Op::Neg, x->cplx.im, 0));
        default: return makeUnknown();
      }
    case Op::Com: {
      Mpz z;
      getInt(z.v, x);
      mpz_com(z.v, z.v);
      if (bits > 0) {
        Mpz mask(1);
        mpz_mul_2exp(mask.v, mask.v, bits);
        mpz_sub_ui(mask.v, mask.v, 1);
        mpz_and(z.v, z.v, mask.v);
      }
      return fromInt(a, z.v);
    }
    default: return makeUnknown();
  }
}

const Value* binaryOp(Arena& a, const Value* x, Op op, const Value* y) {
  if (isUnknown(x)) return x;
  if (isUnknown(y)) return y;
  int r = std::max(rank(x), rank(y));
  switch (static_cast<Rep>(r)) {
    case Rep::Bool: return makeBool(op == Op::LAnd ? x->b && y->b : x->b || y->b);
    case Rep::String: return concat(a, x, y);
    case Rep::Int64:
    case Rep::Big: return intOp(a, x, op, y);
    case Rep::Rat: return ratOp(a, x, op, y);
    case Rep::Float: return floatOp(a, x, op, y);
    case Rep::Complex: return complexOp(a, x, op, y);
    default: return makeUnknown();
  }
}

const Value* shift(Arena& a, const Value* x, Op op, unsigned s) {
  if (isUnknown(x) || s == 0) return x;
  if (x->rep == Rep::Int64 && op == Op::Shr) return makeInt64(a, x->i >> std::min(s, 63u));
  Mpz z;
  getInt(z.v, x);
  if (op == Op::Shl)
    mpz_mul_2exp(z.v, z.v, s);
  else
    mpz_fdiv_q_2exp(z.v, z.v, s);
  return fromInt(a, z.v);
}

bool compare(const Value* x, Op op, const Value* y) {
  if (isUnknown(x) || isUnknown(y)) return false;
  switch (static_cast<Rep>(std::max(rank(x), rank(y)))) {
    case Rep::Bool: return (x->b == y->b) == (op == Op::Eql);
    case Rep::String: return cmpZero(x->s.compare(y->s), op);
    case Rep::Int64: return cmpZero(x->i < y->i ? -1 : x->i > y->i, op);
    case Rep::Big: {
      Mpz p, q;
      getInt(p.v, x);
      getInt(q.v, y);
      return cmpZero(mpz_cmp(p.v, q.v), op);
    }
    case Rep::Rat: {
      Mpq p, q;
      getRat(p.v, x);
      getRat(q.v, y);
      return cmpZero(mpq_cmp(p.v, q.v), op);
    }
    case Rep::Float: {
      Mpf p, q;
      getFloat(p.v, x);
      getFloat(q.v, y);
      return cmpZero(mpfr_cmp(p.v, q.v), op);
    }
    case Rep::Complex: {
      Value zero;
      zero.rep = Rep::Int64;
      auto part = [&](const Value* v, bool re) {
        return v->rep == Rep::Complex ? (re ? v->cplx.re : v->cplx.im) : re ? v : &zero;
      };
      bool eq = compare(part(x, true), Op::Eql, part(y, true)) && compare(part(x, false), Op::Eql, part(y, false));
      return eq == (op == Op::Eql);
    }
    default: return false;
  }
}

}  // namespace gvm::constant
