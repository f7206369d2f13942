// This file names the tokens, operators and literal kinds of Go. Operators are one token class (kOperator etc.) plus an
// Operator and its precedence, so that the parser's binary expression loop needs no table.
#pragma once
#include <cstdint>
#include <string_view>

namespace gvm::syntax {

enum class Token : uint8_t {
#define GVM_TOKEN(name, text) name,
#include "compiler/syntax/tokens.def"
#undef GVM_TOKEN
};

enum class Operator : uint8_t {
#define GVM_OPERATOR(name, text, prec) name,
#include "compiler/syntax/operators.def"
#undef GVM_OPERATOR
};

enum class LitKind : uint8_t { Int, Float, Imag, Rune, String };

// Binary precedences, lowest first; 0 is no binary operator.
enum : int { kPrecNone = 0, kPrecOrOr, kPrecAndAnd, kPrecCmp, kPrecAdd, kPrecMul };

// The text of a token as in error messages ("name", "literal", ":=", "func"...), and of an operator ("+", "<-"...).
std::string_view tokenText(Token t);
std::string_view operatorText(Operator op);
int operatorPrec(Operator op);
inline bool isComparison(Operator op) { return op >= Operator::Eql && op <= Operator::Geq; }
inline bool isShift(Operator op) { return op == Operator::Shl || op == Operator::Shr; }
}  // namespace gvm::syntax
