// This file is about operands: what the checker knows of an expression while it works on it.
#pragma once
#include "compiler/syntax/ast.h"
#include "compiler/types/object.h"

namespace gvm::types {

// What an expression is. Kept in syntax::Node::mode of every checked expression.
enum class Mode : uint8_t {
  Invalid,    // erroneous or not checked
  NoValue,    // call of a function without results
  Builtin,    // builtin function
  TypExpr,    // type
  Constant,   // constant; Expr::value is set
  Variable,   // addressable variable
  MapIndex,   // map element: assignable but not addressable
  Value,      // other value
  NilValue,   // nil
  CommaOk,    // value that can be asked for with ", ok" (recorded as CommaOk also where it is asked for; type is a Tuple then)
};

// Bits of syntax::Node::flags that this room uses (others are free).
enum NodeFlags : uint16_t {
  kUntypedExpr = 1,   // the expression's untyped type is not final yet
  kUntypedLhs = 2,    // it is the left operand of a shift whose type must be checked when it becomes final
  kPanicCall = 4,     // CallExpr: a call of the predeclared panic
  kTypeChecked = 8,
};

struct Operand {
  Mode mode = Mode::Invalid;
  BuiltinId id = BuiltinId::None;
  syntax::Expr* expr = nullptr;
  Type* type = nullptr;
  const Value* val = nullptr;
  bool isNil() const { return mode == Mode::NilValue; }
  bool valid() const { return mode != Mode::Invalid; }
  void invalidate() { mode = Mode::Invalid; }
};

}  // namespace gvm::types
