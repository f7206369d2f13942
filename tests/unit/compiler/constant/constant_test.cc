// This file tests exact constants: representations, conversions that lose nothing, printing as in gc's messages.
#include "compiler/constant/constant.h"

#include <catch2/catch.hpp>

#include "compiler/source/arena.h"

using namespace gvm;
using namespace gvm::constant;

namespace {
struct Fixture {
  source::Arena a;
  const Value* i(const char* s) { return makeIntLiteral(a, s); }
  const Value* f(const char* s) { return makeFloatLiteral(a, s); }
  const Value* op(const Value* x, Op o, const Value* y) { return binaryOp(a, x, o, y); }
};
}  // namespace

TEST_CASE_METHOD(Fixture, "integers grow past 64 bits and come back") {
  const Value* big = op(i("0x7fff_ffff_ffff_ffff"), Op::Add, i("1"));
  CHECK(toString(big) == "9223372036854775808");
  CHECK(bitLen(big) == 64);
  bool exact;
  CHECK(uint64Val(big, &exact) == uint64_t(1) << 63);
  CHECK(exact);
  const Value* back = op(big, Op::Sub, i("1"));
  CHECK(int64Val(back, &exact) == INT64_MAX);
  CHECK(exact);
  CHECK(toString(shift(a, i("1"), Op::Shl, 100)) == "1267650600228229401496703205376");
  CHECK(toString(unaryOp(a, Op::Com, i("0"), 8)) == "255");
  CHECK(toString(op(unaryOp(a, Op::Neg, i("7"), 0), Op::IntQuo, i("2"))) == "-3");
  CHECK(toString(op(unaryOp(a, Op::Neg, i("7"), 0), Op::Rem, i("2"))) == "-1");
}

TEST_CASE_METHOD(Fixture, "fractions are exact") {
  const Value* third = op(i("1"), Op::Quo, i("3"));
  const Value* one = op(third, Op::Mul, i("3"));
  CHECK(compare(one, Op::Eql, i("1")));
  CHECK(toInt(a, one)->kind() == Kind::Int);
  CHECK(isUnknown(toInt(a, third)));
  CHECK(compare(f("0.1"), Op::Lss, f("0x1p-3")));
  CHECK(float64Val(f("0.1")) == 0.1);
  CHECK(float64Val(f("5e-324")) == 5e-324);
  CHECK(float32Val(f("1e-45")) == 1e-45f);
  CHECK(roundFloat32(a, f("3.5e38")) == nullptr);
}

TEST_CASE_METHOD(Fixture, "literals out of every range") {
  CHECK(isUnknown(f("1e+1000000000")));
  CHECK(sign(f("1e-1000000000")) == 0);
  const Value* huge = f("1e+500000000");
  CHECK(!isUnknown(huge));
  CHECK(isUnknown(op(huge, Op::Mul, huge)));
}

TEST_CASE_METHOD(Fixture, "complex numbers, runes and strings") {
  const Value* z = op(f("1.5"), Op::Add, makeImagLiteral(a, "2i"));
  CHECK(toString(z) == "(1.5 + 2i)");
  CHECK(toString(op(z, Op::Mul, z)) == "(-1.75 + 6i)");
  CHECK(toString(makeCharLiteral(a, "'\\u00e9'")) == "233");
  CHECK(stringVal(makeStringLiteral(a, "\"a\\xff\\n\"")) == "a\xff\n");
  CHECK(toString(makeStringLiteral(a, "`a\"b`")) == "\"a\\\"b\"");
  const Value* s = makeString(a, "");
  for (int n = 0; n < 1000; n++) s = op(s, Op::Add, makeString(a, "xy"));
  CHECK(stringVal(s).size() == 2000);
}
