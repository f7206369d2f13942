// This file is the contract of the constant room: exact values of Go constant expressions.
//
// A Value is immutable and lives in the arena of its compilation; everything here that makes one takes that arena first.
// Representation (the smallest that holds the value exactly): bool, string, int64, big integer (GMP limbs), rational
// (two big integers), float (MPFR, 512 bits of precision, used when a rational would grow too large), complex (two
// real Values). A Value of kind Int may have come from a float expression; kind() is that of the representation, as in
// go/constant, and toInt / toFloat / toComplex convert between kinds when that loses nothing.
// `unknown` stands for the value of an erroneous expression; every operation on it gives unknown (comparisons: false).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gvm::source {
class Arena;
}

namespace gvm::constant {

using source::Arena;

enum class Kind : uint8_t { Unknown, Bool, String, Int, Float, Complex };

// Operators on constants. Quo on two Int kinds gives an exact rational; IntQuo truncates like Go's integer division.
enum class Op : uint8_t {
  Add, Sub, Mul, Quo, IntQuo, Rem, And, Or, Xor, AndNot, LAnd, LOr, Shl, Shr,  // binary
  Eql, Neq, Lss, Leq, Gtr, Geq,                                                  // comparisons
  Plus, Neg, Not, Com,                                                           // unary; Com is ^x
};

// How a Value is stored. Callers outside this room use kind().
enum class Rep : uint8_t { Unknown, Bool, String, Int64, Big, Rat, Float, Complex };

// Sign and magnitude of a big integer, limbs little-endian, no leading zero limb.
struct Limbs {
  const uint64_t* d = nullptr;
  int32_t size = 0;  // as in GMP: negative for negative numbers
};

// Memory behind a constant string; room after `used` lets a chain of concatenations grow in place.
struct StringBuffer {
  char* data;
  size_t used, cap;
};

struct Value {
  Rep rep = Rep::Unknown;
  union {
    bool b;
    int64_t i;
    std::string_view s;
    Limbs big;
    struct { Limbs num, den; } rat;
    struct { uint64_t* mant; long exp; int32_t mpfrKind; } flt;  // MPFR custom interface: significand in the arena
    struct { const Value *re, *im; } cplx;
  };
  StringBuffer* buf = nullptr;  // strings: where s lies, if a concatenation may go on there
  Value() : i(0) {}
  Kind kind() const;
};

// ---- making values ----
const Value* makeUnknown();
const Value* makeBool(bool b);
const Value* makeString(Arena& a, std::string_view s);  // copies s
const Value* makeInt64(Arena& a, int64_t x);
const Value* makeUint64(Arena& a, uint64_t x);
const Value* makeFloat64(Arena& a, double x);           // x finite; -0 becomes 0
// Values of the literals of the language, given their source text. Unknown when malformed or (floats) out of range.
const Value* makeIntLiteral(Arena& a, std::string_view lit);
const Value* makeFloatLiteral(Arena& a, std::string_view lit);
const Value* makeImagLiteral(Arena& a, std::string_view lit);
const Value* makeCharLiteral(Arena& a, std::string_view lit);
const Value* makeStringLiteral(Arena& a, std::string_view lit);
const Value* makeImag(Arena& a, const Value* x);        // x*i

// ---- reading values ----
bool boolVal(const Value* x);                           // false for unknown
std::string_view stringVal(const Value* x);             // "" for unknown
int64_t int64Val(const Value* x, bool* exact);          // x is Int or unknown
uint64_t uint64Val(const Value* x, bool* exact);        // x is Int or unknown; low 64 bits when inexact
double float64Val(const Value* x, bool* exact = nullptr);  // nearest; +-Inf on overflow
float float32Val(const Value* x, bool* exact = nullptr);
const Value* real(Arena& a, const Value* x);
const Value* imag(Arena& a, const Value* x);
int sign(const Value* x);                               // -1, 0, 1; for complex 0 iff x == 0; 1 for unknown
int bitLen(const Value* x);                             // bits of |x|, x an Int

// ---- converting between kinds: unknown when not exactly possible ----
const Value* toInt(Arena& a, const Value* x);
const Value* toFloat(Arena& a, const Value* x);
const Value* toComplex(Arena& a, const Value* x);

// ---- rounding: nearest even; nullptr on overflow to infinity. Used for typed constants ----
const Value* roundFloat32(Arena& a, const Value* x);
const Value* roundFloat64(Arena& a, const Value* x);

// ---- operations. Operands are matched to the larger kind first ----
// unaryOp: for Com, `bits` limits the result of an unsigned type to that many bits; 0 means signed or untyped.
const Value* unaryOp(Arena& a, Op op, const Value* x, unsigned bits);
const Value* binaryOp(Arena& a, const Value* x, Op op, const Value* y);  // y != 0 for the divisions of Ints
const Value* shift(Arena& a, const Value* x, Op op, unsigned s);         // x an Int, op Shl or Shr
bool compare(const Value* x, Op op, const Value* y);

// ---- printing ----
std::string toString(const Value* x);       // short form for messages: strings quoted and cut at 72, floats %.6g
std::string exactString(const Value* x);    // full form
// Go's strconv.Quote.
std::string quote(std::string_view s);
inline bool isUnknown(const Value* x) { return x->rep == Rep::Unknown; }

}  // namespace gvm::constant
