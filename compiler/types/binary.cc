// This file type-checks binary operations: matching the operands' types, comparisons, shifts, arithmetic.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;
using constant::Op;

static Op constantOp(Operator op) {
  switch (op) {
    case Operator::OrOr: return Op::LOr;
    case Operator::AndAnd: return Op::LAnd;
    case Operator::Eql: return Op::Eql;
    case Operator::Neq: return Op::Neq;
    case Operator::Lss: return Op::Lss;
    case Operator::Leq: return Op::Leq;
    case Operator::Gtr: return Op::Gtr;
    case Operator::Geq: return Op::Geq;
    case Operator::Add: return Op::Add;
    case Operator::Sub: return Op::Sub;
    case Operator::Or: return Op::Or;
    case Operator::Xor: return Op::Xor;
    case Operator::Mul: return Op::Mul;
    case Operator::Div: return Op::Quo;
    case Operator::Rem: return Op::Rem;
    case Operator::And: return Op::And;
    case Operator::AndNot: return Op::AndNot;
    case Operator::Shl: return Op::Shl;
    default: return Op::Shr;
  }
}

void Checker::matchTypes(Operand& x, Operand& y) {
  auto mayConvert = [&] {
    if (isTyped(x.type) && isTyped(y.type)) return false;
    // A numeric operand never becomes a non-numeric one, and so on; the mismatch is then reported as such.
    if (allNumeric(x.type) != allNumeric(y.type)) return false;
    if (isNonTypeParamInterface(x.type) || isNonTypeParamInterface(y.type)) return true;
    if (allBoolean(x.type) != allBoolean(y.type)) return false;
    if (allString(x.type) != allString(y.type)) return false;
    if (x.isNil()) return hasNil(y.type);
    if (y.isNil()) return hasNil(x.type);
    return !isPointerType(x.type) && !isPointerType(y.type);
  };
  if (!mayConvert()) return;
  convertUntyped(x, y.type);
  if (!x.valid()) return;
  convertUntyped(y, x.type);
  if (!y.valid()) x.invalidate();
}

std::string Checker::incomparableCause(Type* t) {
  switch (under(t)->tag) {
    case Tag::Slice:
    case Tag::Signature:
    case Tag::Map: return compositeKind(t) + " can only be compared to nil";
    default: break;
  }
  std::string cause;
  comparableType(t, true, &cause, this);
  return cause;
}

void Checker::comparison(Operand& x, Operand& y, Operator op, bool switchCase) {
  if (!isValid(x.type) || !isValid(y.type)) {
    x.invalidate();
    return;
  }
  if (switchCase) op = Operator::Eql;
  Operand* errOp = &x;
  std::string cause;
  Code code = Code::MismatchedTypes;
  bool ok = assignableTo(x, y.type, nullptr) || assignableTo(y, x.type, nullptr);
  if (!ok) {
    // Reported at the second operand.
    errOp = &y;
    cause = sprintf("mismatched types {} and {}", x.type, y.type);
  } else {
    code = Code::UndefinedOp;
    if (op == Operator::Eql || op == Operator::Neq) {
      if (x.isNil() || y.isNil()) {
        Type* t = x.isNil() ? y.type : x.type;
        if (!hasNil(t)) {
          errOp = &y;
          ok = false;
        }
      } else if (!comparable(x.type)) {
        cause = incomparableCause(x.type);
        ok = false;
      } else if (!comparable(y.type)) {
        errOp = &y;
        cause = incomparableCause(y.type);
        ok = false;
      }
    } else if (!allOrdered(x.type)) {
      ok = false;
    } else if (!allOrdered(y.type)) {
      errOp = &y;
      ok = false;
    }
  }
  if (ok) {
    if (x.mode == Mode::Constant && y.mode == Mode::Constant) {
      x.val = constant::makeBool(constant::compare(x.val, constantOp(op), y.val));
      // The operands keep their untyped types: they are constants and evaluated.
    } else {
      x.mode = Mode::Value;
      // The operands now have their final types, the result is an untyped bool.
      updateExprType(x.expr, defaultType(x.type), true);
      updateExprType(y.expr, defaultType(y.type), true);
    }
    x.type = universe.typ[UntypedBool];
    return;
  }
  if (cause.empty()) {
    if (isTypeParam(x.type) || isTypeParam(y.type)) {
      if (!isTypeParam(x.type)) errOp = &y;
      cause = sprintf("type parameter {} cannot use operator {}", errOp->type, operatorText(op));
    } else {
      std::string what = compositeKind(errOp->type);
      if (what.empty()) what = str(errOp->type);
      cause = sprintf("operator {} not defined on {}", operatorText(op), what);
    }
  }
  if (switchCase)
    errorf(x, code, "invalid case {} in switch on {} ({})", x.expr, y.expr, cause);
  else
    errorf(*errOp, code, "invalid operation: {} {} {} ({})", x.expr, operatorText(op), y.expr, cause);
  x.invalidate();
}

void Checker::shift(Operand& x, Operand& y, Expr* e, Operator op) {
  const Value* xval = nullptr;
  if (x.mode == Mode::Constant) xval = constant::toInt(arena, x.val);
  bool intConst = xval && xval->kind() == constant::Kind::Int;
  if (!(allInteger(x.type) || (isUntyped(x.type) && intConst))) {
    errorf(x, Code::InvalidShiftOperand, "invalid operation: shifted operand {} must be integer", x);
    x.invalidate();
    return;
  }
  // The count: an integer, or an untyped constant representable as uint.
  const Value* yval = nullptr;
  if (y.mode == Mode::Constant) {
    yval = constant::toInt(arena, y.val);
    if (yval->kind() == constant::Kind::Int && constant::sign(yval) < 0) {
      errorf(y, Code::InvalidShiftCount, "invalid operation: negative shift count {}", y);
      x.invalidate();
      return;
    }
    if (isUntyped(y.type)) {
      representable(y, universe.typ[Uint]);
      if (!y.valid()) {
        x.invalidate();
        return;
      }
    }
  }
  if (!yval) {
    if (allInteger(y.type)) {
      if (!allUnsigned(y.type) && !verifyVersion(y, 13, sprintf("invalid operation: signed shift count {}", y))) {
        x.invalidate();
        return;
      }
    } else if (isUntyped(y.type)) {
      convertUntyped(y, universe.typ[Uint]);
      if (!y.valid()) {
        x.invalidate();
        return;
      }
    } else {
      errorf(y, Code::InvalidShiftCount, "invalid operation: shift count {} must be integer", y);
      x.invalidate();
      return;
    }
  }
  if (x.mode == Mode::Constant) {
    if (yval) {
      if (constant::isUnknown(x.val) || constant::isUnknown(y.val)) {
        x.val = constant::makeUnknown();
        if (!isInteger(x.type)) x.type = universe.typ[UntypedInt];
        return;
      }
      // Large enough to write the smallest float64 as a shift.
      constexpr uint64_t kMaxShift = 1023 - 1 + 52;
      bool exact;
      uint64_t s = constant::uint64Val(yval, &exact);
      if (!exact || s > kMaxShift) {
        errorf(y, Code::InvalidShiftCount, "invalid operation: invalid shift count {}", y);
        x.invalidate();
        return;
      }
      // The left operand is an integer even if it was written 1.0.
      if (!isInteger(x.type)) x.type = universe.typ[UntypedInt];
      x.val = constant::shift(arena, xval, constantOp(op), static_cast<unsigned>(s));
      x.expr = e;
      overflow(x, e ? e->pos : x.expr->pos);
      return;
    }
    // A constant shifted by a variable: the type comes from the context (as if there were no shift).
    if (isUntyped(x.type)) {
      if (x.expr->flags & kUntypedExpr) x.expr->flags |= kUntypedLhs;
      x.mode = Mode::Value;
      return;
    }
  }
  if (!allInteger(x.type)) {
    errorf(x, Code::InvalidShiftOperand, "invalid operation: shifted operand {} must be integer", x);
    x.invalidate();
    return;
  }
  x.mode = Mode::Value;
}

static bool operatorDefined(Operator op, Type* t) {
  switch (op) {
    case Operator::Add: return allNumericOrString(t);
    case Operator::Sub:
    case Operator::Mul:
    case Operator::Div: return allNumeric(t);
    case Operator::Rem:
    case Operator::And:
    case Operator::Or:
    case Operator::Xor:
    case Operator::AndNot: return allInteger(t);
    case Operator::AndAnd:
    case Operator::OrOr: return allBoolean(t);
    default: return false;
  }
}

void Checker::binary(Operand& x, Expr* e, Expr* lhs, Expr* rhs, Operator op, Pos opPos) {
  Operand y;
  expr(nullptr, x, lhs);
  expr(nullptr, y, rhs);
  if (!x.valid()) return;
  if (!y.valid()) {
    x.invalidate();
    x.expr = y.expr;
    return;
  }
  if (syntax::isShift(op)) {
    shift(x, y, e, op);
    return;
  }
  matchTypes(x, y);
  if (!x.valid()) return;
  if (syntax::isComparison(op)) {
    comparison(x, y, op, false);
    return;
  }
  if (!identical(x.type, y.type)) {
    // Only report if both are valid.
    if (isValid(x.type) && isValid(y.type)) {
      if (e)
        errorf(x, Code::MismatchedTypes, "invalid operation: {} (mismatched types {} and {})", e, x.type, y.type);
      else
        errorf(x, Code::MismatchedTypes, "invalid operation: {} {}= {} (mismatched types {} and {})", lhs, operatorText(op), rhs, x.type, y.type);
    }
    x.invalidate();
    return;
  }
  if (!operatorDefined(op, x.type)) {
    errorf(x, Code::UndefinedOp, "invalid operation: operator {} not defined on {}", operatorText(op), x);
    x.invalidate();
    return;
  }
  if (op == Operator::Div || op == Operator::Rem) {
    bool zero = (x.mode == Mode::Constant || allInteger(x.type)) && y.mode == Mode::Constant && constant::sign(y.val) == 0;
    // A complex divisor is zero if the squares of its parts are.
    if (!zero && x.mode == Mode::Constant && y.mode == Mode::Constant && isComplex(x.type)) {
      const Value *re = constant::real(arena, y.val), *im = constant::imag(arena, y.val);
      zero = constant::sign(constant::binaryOp(arena, re, Op::Mul, re)) == 0 &&
             constant::sign(constant::binaryOp(arena, im, Op::Mul, im)) == 0;
    }
    if (zero) {
      error(y, Code::DivByZero, "invalid operation: division by zero");
      x.invalidate();
      return;
    }
  }
  if (x.mode == Mode::Constant && y.mode == Mode::Constant) {
    if (constant::isUnknown(x.val) || constant::isUnknown(y.val)) {
      x.val = constant::makeUnknown();
      return;
    }
    Op cop = constantOp(op);
    if (op == Operator::Div && isInteger(x.type)) {
      cop = Op::IntQuo;
      // An untyped integer may be held as a fraction.
      const Value *xi = constant::toInt(arena, x.val), *yi = constant::toInt(arena, y.val);
      if (!constant::isUnknown(xi) && !constant::isUnknown(yi)) {
        x.val = xi;
        y.val = yi;
      }
    }
    x.val = constant::binaryOp(arena, x.val, cop, y.val);
    x.expr = e;
    overflow(x, opPos);
    return;
  }
  x.mode = Mode::Value;
}

}  // namespace gvm::types
