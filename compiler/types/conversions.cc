// This file type-checks conversions T(x), says which constants a basic type can represent, and converts untyped
// operands to the types their context asks for.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;
using constant::Op;

namespace {

struct IntRange {
  bool isSigned;
  int bits;   // 0: any integer
};
IntRange intRange(BasicKind k) {
  switch (k) {
    case Int8: return {true, 8};
    case Int16: return {true, 16};
    case Int32: return {true, 32};
    case Int:
    case Int64: return {true, 64};
    case Uint8: return {false, 8};
    case Uint16: return {false, 16};
    case Uint32: return {false, 32};
    case Uint:
    case Uintptr:
    case Uint64: return {false, 64};
    default: return {true, 0};
  }
}

// x as a complex number rounded part by part, or nullptr if a part overflows.
template <class Round>
const Value* roundComplex(Arena& a, const Value* x, Round round) {
  const Value* re = round(constant::real(a, x));
  const Value* im = round(constant::imag(a, x));
  if (!re || !im) return nullptr;
  return constant::binaryOp(a, re, Op::Add, constant::makeImag(a, im));
}

}  // namespace

bool representableConst(Arena& a, const Value* x, Basic* typ, const Value** rounded) {
  if (constant::isUnknown(x)) return true;   // no follow-up errors
  const Value* ignored;
  if (!rounded) rounded = &ignored;
  int info = typ->info;
  if (info & IsInteger) {
    const Value* v = constant::toInt(a, x);
    if (v->kind() != constant::Kind::Int) return false;
    *rounded = v;
    IntRange r = intRange(typ->kind);
    if (r.bits == 0) return true;
    bool exact;
    int64_t i = constant::int64Val(v, &exact);
    if (exact) {
      if (!r.isSigned) return i >= 0 && (r.bits == 64 || i < int64_t(1) << r.bits);
      return r.bits == 64 || (i >= -(int64_t(1) << (r.bits - 1)) && i < int64_t(1) << (r.bits - 1));
    }
    return !r.isSigned && r.bits == 64 && constant::sign(v) >= 0 && constant::bitLen(v) <= 64;
  }
  auto round32 = [&](const Value* v) { return constant::roundFloat32(a, v); };
  auto round64 = [&](const Value* v) { return constant::roundFloat64(a, v); };
  if (info & IsFloat) {
    const Value* v = constant::toFloat(a, x);
    if (v->kind() != constant::Kind::Float) return false;
    if (typ->kind == UntypedFloat) return true;
    v = typ->kind == Float32 ? round32(v) : round64(v);
    if (v) *rounded = v;
    return v != nullptr;
  }
  if (info & IsComplex) {
    const Value* v = constant::toComplex(a, x);
    if (v->kind() != constant::Kind::Complex) return false;
    if (typ->kind == UntypedComplex) return true;
    v = typ->kind == Complex64 ? roundComplex(a, v, round32) : roundComplex(a, v, round64);
    if (v) *rounded = v;
    return v != nullptr;
  }
  if (info & IsString) return x->kind() == constant::Kind::String;
  if (info & IsBoolean) return x->kind() == constant::Kind::Bool;
  return false;
}

const Value* Checker::representation(Operand& x, Basic* t, Code* code) {
  const Value* v = x.val;
  if (representableConst(arena, x.val, t, &v)) return v;
  *code = Code::InvalidConstVal;
  if (isNumeric(x.type) && isNumeric(t))
    // The error is about the value: 1.5 is truncated, 300 overflows.
    *code = !isInteger(x.type) && isInteger(t) ? Code::TruncatedFloat : Code::NumericOverflow;
  return nullptr;
}

void Checker::representable(Operand& x, Basic* t) {
  Code code;
  if (const Value* v = representation(x, t, &code)) {
    x.val = v;
    return;
  }
  invalidConversion(code, x, t);
  x.invalidate();
}

void Checker::invalidConversion(Code code, Operand& x, Type* target) {
  std::string_view msg = "cannot convert {} to type {}";
  if (code == Code::TruncatedFloat) msg = "{} truncated to {}";
  if (code == Code::NumericOverflow) msg = "{} overflows {}";
  errorf(x, code, msg, x, target);
}

void Checker::convertUntyped(Operand& x, Type* target) {
  Implicit r = implicitTypeAndValue(x, target);
  if (!r.type) {
    Type* t = target;
    if (!isTypeParam(target)) t = under(target);
    invalidConversion(r.code, x, t);
    x.invalidate();
    return;
  }
  if (r.val) {
    x.val = r.val;
    updateExprVal(x.expr, r.val);
  }
  if (r.type != x.type) {
    x.type = r.type;
    updateExprType(x.expr, r.type, false);
  }
}

Checker::Implicit Checker::implicitTypeAndValue(Operand& x, Type* target) {
  const Implicit failed{nullptr, nullptr, Code::InvalidUntypedConversion};
  if (x.mode == Mode::Invalid || isTyped(x.type) || !isValid(target)) return {x.type, nullptr, Code::None};
  if (isUntyped(target)) {
    // Both are untyped: the larger kind wins.
    if (Type* m = maxType(x.type, target)) return {m, nullptr, Code::None};
    return failed;
  }
  if (x.isNil()) return hasNil(target) ? Implicit{target, nullptr, Code::None} : failed;
  Type* u = under(target);
  if (u->tag == Tag::Basic) {
    auto* b = static_cast<Basic*>(u);
    if (x.mode == Mode::Constant) {
      Code code;
      const Value* v = representation(x, b, &code);
      if (!v) return {nullptr, nullptr, code};
      return {target, v, Code::None};
    }
    // Non-constant untyped values: comparisons (bool) and shifts (numbers).
    switch (static_cast<Basic*>(x.type)->kind) {
      case UntypedBool: return isBoolean(target) ? Implicit{target, nullptr, Code::None} : failed;
      case UntypedInt:
      case UntypedRune:
      case UntypedFloat:
      case UntypedComplex: return isNumeric(target) ? Implicit{target, nullptr, Code::None} : failed;
      case UntypedString: return isString(target) ? Implicit{target, nullptr, Code::None} : failed;
      default: return failed;
    }
  }
  if (u->tag == Tag::Interface) {
    if (isTypeParam(target)) {
      bool ok = underIs(target, [&](Type* t) { return t && implicitTypeAndValue(x, t).type; });
      return ok ? Implicit{target, nullptr, Code::None} : failed;
    }
    // The value gets its default type; that has no methods.
    if (!interfaceEmpty(static_cast<Interface*>(u))) return failed;
    return {defaultType(x.type), nullptr, Code::None};
  }
  return failed;
}

void Checker::updateExprVal(Expr* e, const Value* v) {
  if (e->flags & kUntypedExpr) e->value = v;
}

void Checker::updateExprType(Expr* e, Type* t, bool final) {
  if (!(e->flags & kUntypedExpr)) return;
  switch (e->kind) {
    // The type of an operation follows from its operands, unless it is constant: then they keep their types.
    case NodeKind::ParenExpr: updateExprType(static_cast<ParenExpr*>(e)->x, t, final); break;
    case NodeKind::UnaryExpr:
      if (!e->value) updateExprType(static_cast<UnaryExpr*>(e)->x, t, final);
      break;
    case NodeKind::BinaryExpr: {
      auto* b = static_cast<BinaryExpr*>(e);
      if (e->value || syntax::isComparison(b->op)) break;   // comparisons: operands are independent of the result
      updateExprType(b->x, t, final);
      if (!syntax::isShift(b->op)) updateExprType(b->y, t, final);
      break;
    }
    default: break;
  }
  if (!final && isUntyped(t)) {
    e->type = under(t);
    return;
  }
  // The type is final: check what had to wait for it.
  bool lhs = e->flags & kUntypedLhs;
  Type* old = e->type;
  e->flags &= static_cast<uint16_t>(~(kUntypedExpr | kUntypedLhs));
  if (lhs && !allInteger(t)) {
    errorf(e, Code::InvalidShiftOperand, "invalid operation: shifted operand {} (type {}) must be integer", e, t);
    return;
  }
  const Value* val = e->value;
  if (val) {
    Operand c;
    c.mode = static_cast<Mode>(e->mode);
    c.expr = e;
    c.type = old;
    c.val = val;
    convertUntyped(c, t);
    if (!c.valid()) return;
    if (c.val && isTyped(t) && under(t)->tag == Tag::Basic) val = c.val;
  }
  recordTypeAndValue(e, static_cast<Mode>(e->mode), t, val);
}

void Checker::conversion(Operand& x, Type* T) {
  bool constArg = x.mode == Mode::Constant && isConstType(x.type);
  auto constConvertible = [&](Type* t, const Value** val) {
    auto* b = underAs<Basic>(t);
    if (!b) return false;
    if (representableConst(arena, x.val, b, val)) return true;
    if (isInteger(x.type) && isString(b)) {
      bool exact;
      uint64_t i = constant::uint64Val(x.val, &exact);
      if (!exact || i > 0x10FFFF || (i >= 0xD800 && i < 0xE000)) i = 0xFFFD;
      if (val) *val = runeString(static_cast<uint32_t>(i));
      return true;
    }
    return false;
  };
  bool ok = false;
  std::string cause;
  if (constArg && isConstType(T)) {
    ok = constConvertible(T, &x.val);
    // A conversion from an integer constant to an integer type can only fail by overflow.
    if (!ok && isInteger(x.type) && isInteger(T)) {
      errorf(x, Code::InvalidConversion, "constant {} overflows {}", constant::toString(x.val), T);
      x.invalidate();
      return;
    }
  } else if (constArg && isTypeParam(T)) {
    ok = underIs(T, [&](Type* u) {
      if (!u) {
        cause = sprintf("{} does not contain specific types", T);
        return false;
      }
      if (isString(x.type) && isBytesOrRunes(u)) return true;
      if (constConvertible(u, nullptr)) return true;
      if (isInteger(x.type) && isInteger(u))
        cause = sprintf("constant {} overflows {} (in {})", constant::toString(x.val), u, T);
      else
        cause = sprintf("cannot convert {} to type {} (in {})", x, u, T);
      return false;
    });
    x.mode = Mode::Value;   // type parameters are not constant types
  } else if (convertibleTo(x, T, &cause)) {
    ok = true;
    x.mode = Mode::Value;
  }
  if (!ok) {
    if (!cause.empty())
      errorf(x, Code::InvalidConversion, "cannot convert {} to type {}: {}", x, T, cause);
    else
      errorf(x, Code::InvalidConversion, "cannot convert {} to type {}", x, T);
    x.invalidate();
    return;
  }
  // The operand gets the target type, if that is one it can have by itself; else its default type.
  if (isUntyped(x.type)) {
    Type* final = T;
    if (x.type == universe.typ[UntypedNil]) {
      // nil has no default type: it takes T.
    } else if (isNonTypeParamInterface(T) || (constArg && !isConstType(T))) {
      final = defaultType(x.type);
    } else if (x.mode == Mode::Constant && isInteger(x.type) && allString(T)) {
      final = x.type;
    }
    updateExprType(x.expr, final, true);
  }
  x.type = T;
}

const Value* Checker::runeString(uint32_t r) {
  char b[4];
  size_t n = 0;
  if (r < 0x80) {
    b[n++] = static_cast<char>(r);
  } else if (r < 0x800) {
    b[n++] = static_cast<char>(0xC0 | r >> 6);
    b[n++] = static_cast<char>(0x80 | (r & 0x3F));
  } else if (r < 0x10000) {
    b[n++] = static_cast<char>(0xE0 | r >> 12);
    b[n++] = static_cast<char>(0x80 | (r >> 6 & 0x3F));
    b[n++] = static_cast<char>(0x80 | (r & 0x3F));
  } else {
    b[n++] = static_cast<char>(0xF0 | r >> 18);
    b[n++] = static_cast<char>(0x80 | (r >> 12 & 0x3F));
    b[n++] = static_cast<char>(0x80 | (r >> 6 & 0x3F));
    b[n++] = static_cast<char>(0x80 | (r & 0x3F));
  }
  return constant::makeString(arena, {b, n});
}

}  // namespace gvm::types
