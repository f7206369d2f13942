// This file type-checks expressions: the dispatch over expression kinds, unary operations, and the entry points that
// say what an expression may be in its place (a value, a type, several values).
//
// Untyped constants are the difficulty. rawExpr gives `1 << s` or `x == y` an untyped type first and notes that on the
// node; when the context fixes the type, convertUntyped and updateExprType carry it down into the operands.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;
using constant::Op;

Target* Checker::newTarget(Type* t, std::string_view desc, Target* store) {
  if (!t) return nullptr;
  auto* sig = underAs<Signature>(t);
  if (!sig) return nullptr;
  store->sig = sig;
  store->desc = desc;
  return store;
}

ExprKind Checker::rawExpr(Target* T, Operand& x, Expr* e, Type* hint, bool allowGeneric) {
  if (tooDeep() && reportDepth(e)) {
    x.mode = Mode::Invalid;
    x.type = universe.invalid();
    x.expr = e;
    return ExprKind::Statement;
  }
  ExprKind kind = exprInternal(T, x, e, hint);
  if (!allowGeneric) nonGeneric(T, x);
  // A type that is not complete yet may turn out to contain itself.
  if (x.mode != Mode::Invalid && x.mode != Mode::NoValue) {
    Tag tag = unalias(x.type)->tag;
    if ((tag == Tag::Named || tag == Tag::Array || tag == Tag::Struct) && !finiteSize(x.type)) {
      x.mode = Mode::Invalid;
      x.type = universe.invalid();
    }
  }
  record(x);
  return kind;
}

void Checker::nonGeneric(Target* T, Operand& x) {
  if (x.mode == Mode::Invalid || x.mode == Mode::NoValue) return;
  const char* what = nullptr;
  switch (x.type->tag) {
    case Tag::Alias:
    case Tag::Named:
      if (isGeneric(x.type)) what = "type";
      break;
    case Tag::Signature:
      if (!static_cast<Signature*>(x.type)->tparams.empty()) {
        if (T) {
          funcInst(T, x.expr->pos, x, nullptr, true, nullptr, nullptr);
          return;
        }
        what = "function";
      }
      break;
    default: break;
  }
  if (!what) return;
  errorf(x.expr, Code::WrongTypeArgCount, "cannot use generic {} {} without instantiation", what, x.expr);
  x.mode = Mode::Invalid;
  x.type = universe.invalid();
}

ExprKind Checker::exprInternal(Target* T, Operand& x, Expr* e, Type* hint) {
  x.mode = Mode::Invalid;
  x.type = universe.invalid();
  auto fail = [&] {
    x.mode = Mode::Invalid;
    x.expr = e;
    return ExprKind::Statement;   // keeps "is not used" quiet
  };
  switch (e->kind) {
    case NodeKind::BadExpr: return fail();
    case NodeKind::Ident: ident(x, static_cast<Ident*>(e), false); break;
    case NodeKind::DotsType: error(e, Code::InvalidSyntaxTree, "invalid use of ..."); return fail();
    case NodeKind::BasicLit:
      if (static_cast<BasicLit*>(e)->bad) return fail();
      basicLit(x, static_cast<BasicLit*>(e));
      if (!x.valid()) return fail();
      break;
    case NodeKind::FuncLit:
      funcLit(x, static_cast<FuncLit*>(e));
      if (!x.valid()) return fail();
      break;
    case NodeKind::CompositeLit:
      compositeLit(x, static_cast<CompositeLit*>(e), hint);
      if (!x.valid()) return fail();
      break;
    case NodeKind::ParenExpr: {
      // Type inference does not go through parentheses.
      ExprKind kind = rawExpr(nullptr, x, static_cast<ParenExpr*>(e)->x, nullptr, false);
      x.expr = e;
      return kind;
    }
    case NodeKind::SelectorExpr: selector(x, static_cast<SelectorExpr*>(e), false); break;
    case NodeKind::IndexExpr:
      if (indexExpr(x, static_cast<IndexExpr*>(e))) funcInst(T, e->pos, x, static_cast<IndexExpr*>(e), true, nullptr, nullptr);
      if (!x.valid()) return fail();
      break;
    case NodeKind::SliceExpr:
      sliceExpr(x, static_cast<SliceExpr*>(e));
      if (!x.valid()) return fail();
      break;
    case NodeKind::TypeAssertExpr: {
      auto* a = static_cast<TypeAssertExpr*>(e);
      expr(nullptr, x, a->x);
      if (!x.valid()) return fail();
      if (isTypeParam(x.type)) {
        errorf(x, Code::InvalidAssert, "invalid operation: cannot use type assertion on type parameter value {}", x);
        return fail();
      }
      if (under(x.type)->tag != Tag::Interface) {
        errorf(x, Code::InvalidAssert, "invalid operation: {} is not an interface", x);
        return fail();
      }
      Type* t = varType(a->typ);
      if (!isValid(t)) return fail();
      typeAssertion(e, x, t, false);
      x.mode = Mode::CommaOk;
      x.type = t;
      break;
    }
    case NodeKind::TypeSwitchGuard:
      error(e, Code::InvalidSyntaxTree, "use of .(type) outside type switch");
      use(static_cast<TypeSwitchGuard*>(e)->x);
      return fail();
    case NodeKind::CallExpr: return callExpr(x, static_cast<CallExpr*>(e));
    case NodeKind::ListExpr: error(e, Code::InvalidSyntaxTree, "unexpected list of expressions"); return fail();
    case NodeKind::StarExpr: {
      Expr* inner = static_cast<StarExpr*>(e)->x;
      exprOrType(x, inner, false);
      if (!x.valid()) return fail();
      if (x.mode == Mode::TypExpr) {
        validVarType(inner, x.type);
        x.type = arena.make<Pointer>(x.type);
        break;
      }
      Type* base = nullptr;
      bool ok = underIs(x.type, [&](Type* u) {
        auto* p = u && u->tag == Tag::Pointer ? static_cast<Pointer*>(u) : nullptr;
        if (!p) {
          errorf(x, Code::InvalidIndirection, "invalid operation: cannot indirect {}", x);
          return false;
        }
        if (base && !identical(p->base, base)) {
          errorf(x, Code::InvalidIndirection, "invalid operation: pointers of {} must have identical base types", x);
          return false;
        }
        base = p->base;
        return true;
      });
      if (!ok) return fail();
      x.mode = Mode::Variable;
      x.type = base;
      break;
    }
    case NodeKind::UnaryExpr: {
      auto* u = static_cast<UnaryExpr*>(e);
      unary(x, u);
      if (!x.valid()) return fail();
      if (u->op == Operator::Recv) {
        x.expr = e;
        return ExprKind::Statement;   // a receive may stand alone
      }
      break;
    }
    case NodeKind::BinaryExpr: {
      auto* b = static_cast<BinaryExpr*>(e);
      binary(x, e, b->x, b->y, b->op, b->pos);
      if (!x.valid()) return fail();
      break;
    }
    case NodeKind::KeyValueExpr: error(e, Code::InvalidSyntaxTree, "no key:value expected"); return fail();
    case NodeKind::ArrayType:
    case NodeKind::SliceType:
    case NodeKind::StructType:
    case NodeKind::FuncType:
    case NodeKind::InterfaceType:
    case NodeKind::MapType:
    case NodeKind::ChanType:
      x.mode = Mode::TypExpr;
      x.type = typ(e);
      break;
    default: return fail();
  }
  x.expr = e;
  return ExprKind::Expression;
}

// ---- entry points ----

namespace {
constexpr unsigned bit(Mode m) { return 1u << static_cast<unsigned>(m); }
constexpr unsigned kNoValueMode = bit(Mode::NoValue);
constexpr unsigned kNotAValue = kNoValueMode | bit(Mode::Builtin) | bit(Mode::TypExpr);
}  // namespace

void Checker::expr(Target* T, Operand& x, Expr* e) {
  rawExpr(T, x, e, nullptr, false);
  exclude(x, kNotAValue);
  singleValue(x);
}

void Checker::genericExpr(Operand& x, Expr* e) {
  rawExpr(nullptr, x, e, nullptr, true);
  exclude(x, kNotAValue);
  singleValue(x);
}

std::vector<Operand*> Checker::multiExpr(Expr* e, bool allowCommaOk, bool* commaOk) {
  auto* x = arena.make<Operand>();
  *commaOk = false;
  rawExpr(nullptr, *x, e, nullptr, false);
  exclude(*x, kNotAValue);
  std::vector<Operand*> list;
  if (x->valid() && x->type->tag == Tag::Tuple) {
    for (Var* v : static_cast<Tuple*>(x->type)->vars) {
      auto* y = arena.make<Operand>();
      y->mode = Mode::Value;
      y->expr = e;
      y->type = v->type;
      list.push_back(y);
    }
    return list;
  }
  list.push_back(x);
  if (allowCommaOk && (x->mode == Mode::MapIndex || x->mode == Mode::CommaOk)) {
    auto* y = arena.make<Operand>();
    y->mode = Mode::Value;
    y->expr = e;
    y->type = universe.typ[UntypedBool];
    list.push_back(y);
    *commaOk = true;
  }
  return list;
}

void Checker::exprWithHint(Operand& x, Expr* e, Type* hint) {
  rawExpr(nullptr, x, e, hint, false);
  exclude(x, kNotAValue);
  singleValue(x);
}

void Checker::exprOrType(Operand& x, Expr* e, bool allowGeneric) {
  rawExpr(nullptr, x, e, nullptr, allowGeneric);
  exclude(x, kNoValueMode);
  singleValue(x);
}

void Checker::exclude(Operand& x, unsigned modeset) {
  if (!(modeset & bit(x.mode))) return;
  switch (x.mode) {
    case Mode::NoValue:
      if (modeset & bit(Mode::TypExpr))
        errorf(x, Code::TooManyValues, "{} used as value", x);
      else
        errorf(x, Code::TooManyValues, "{} used as value or type", x);
      break;
    case Mode::Builtin: errorf(x, Code::UncalledBuiltin, "{} must be called", x); break;
    case Mode::TypExpr: errorf(x, Code::NotAnExpr, "{} is not an expression", x); break;
    default: break;
  }
  x.invalidate();
}

void Checker::singleValue(Operand& x) {
  if (x.mode != Mode::Value || x.type->tag != Tag::Tuple) return;
  errorf(x, Code::TooManyValues, "multiple-value {} in single-value context", x);
  x.invalidate();
}

// ---- unary operations ----

// Position of the operator for messages about a result.
Pos opPosition(Expr* e) {
  if (e->kind == NodeKind::BinaryExpr || e->kind == NodeKind::UnaryExpr || e->kind == NodeKind::StarExpr) return e->pos;
  return startPos(e);
}

static std::string_view operationName(Expr* e) {
  if (auto* u = syntax::as<UnaryExpr>(e)) return u->op == Operator::Xor ? "bitwise complement " : "";
  if (auto* b = syntax::as<BinaryExpr>(e)) {
    switch (b->op) {
      case Operator::Add: return "addition ";
      case Operator::Sub: return "subtraction ";
      case Operator::Xor: return "bitwise XOR ";
      case Operator::Mul: return "multiplication ";
      case Operator::Shl: return "shift ";
      default: break;
    }
  }
  return "";
}

void Checker::overflow(Operand& x, Pos opPos) {
  if (constant::isUnknown(x.val)) {
    error(opPos, Code::InvalidConstVal, "constant result is not representable");
    return;
  }
  if (isTyped(x.type)) {
    if (auto* b = underAs<Basic>(x.type)) representable(x, b);
    return;
  }
  // Untyped integers may not grow without bounds.
  constexpr int kMaxBits = 512;
  if (x.val->kind() == constant::Kind::Int && constant::bitLen(x.val) > kMaxBits) {
    errorf(opPos, Code::InvalidConstVal, "constant {}overflow", operationName(x.expr));
    x.val = constant::makeUnknown();
  }
}

void Checker::unary(Operand& x, UnaryExpr* e) {
  expr(nullptr, x, e->x);
  if (!x.valid()) return;
  Operator op = e->op;
  switch (op) {
    case Operator::And:
      // &T{} is fine, any other operand must be addressable.
      if (unparen(e->x)->kind != NodeKind::CompositeLit && x.mode != Mode::Variable) {
        errorf(x, Code::UnaddressableOperand, "invalid operation: cannot take address of {}", x);
        x.invalidate();
        return;
      }
      x.mode = Mode::Value;
      x.type = arena.make<Pointer>(x.type);
      return;
    case Operator::Recv:
      if (Type* elem = chanElem(x, x, true)) {
        x.mode = Mode::CommaOk;
        x.type = elem;
        env.hasCallOrRecv = true;
        return;
      }
      x.invalidate();
      return;
    case Operator::Tilde:
      if (!allInteger(x.type)) {
        error(e, Code::UndefinedOp, "cannot use ~ outside of interface or type constraint");
        x.invalidate();
        return;
      }
      error(e, Code::UndefinedOp, "cannot use ~ outside of interface or type constraint (use ^ for bitwise complement)");
      op = Operator::Xor;
      break;
    default: break;
  }
  bool defined = op == Operator::Not ? allBoolean(x.type) : op == Operator::Xor ? allInteger(x.type) : allNumeric(x.type);
  if (!defined) {
    errorf(x, Code::UndefinedOp, "invalid operation: operator {} not defined on {}", operatorText(op), x);
    x.invalidate();
    return;
  }
  if (x.mode != Mode::Constant) {
    x.mode = Mode::Value;
    return;
  }
  if (constant::isUnknown(x.val)) return;
  unsigned bits = isUnsigned(x.type) ? static_cast<unsigned>(sizeOf(x.type) * 8) : 0;
  Op cop = op == Operator::Add ? Op::Plus : op == Operator::Sub ? Op::Neg : op == Operator::Not ? Op::Not : Op::Com;
  x.val = constant::unaryOp(arena, cop, x.val, bits);
  x.expr = e;
  overflow(x, e->pos);
}

Type* Checker::chanElem(At pos, Operand& x, bool recv) {
  std::string cause;
  Type* u = commonUnder(this, x.type, [&](Type* t, Type* ut) -> std::optional<std::string> {
    if (!ut) return "no specific channel type";
    if (ut->tag != Tag::Chan) return sprintf("non-channel {}", t);
    auto dir = static_cast<Chan*>(ut)->dir;
    if (recv && dir == types::ChanDir::SendOnly) return sprintf("send-only channel {}", t);
    if (!recv && dir == types::ChanDir::RecvOnly) return sprintf("receive-only channel {}", t);
    return std::nullopt;
  }, &cause);
  if (u) return static_cast<Chan*>(u)->elem;
  std::string_view what = recv ? "receive from" : "send to";
  Code code = recv ? Code::InvalidReceive : Code::InvalidSend;
  if (isTypeParam(x.type))
    errorf(pos, code, "invalid operation: cannot {} {}: {}", what, x, cause);
  else
    errorf(pos, code, "invalid operation: cannot {} {} {}", what, cause, x);
  return nullptr;
}

void Checker::typeAssertion(Expr* e, Operand& x, Type* T, bool typeSwitch) {
  std::string cause;
  if (assertableTo(x.type, T, &cause)) return;
  if (typeSwitch)
    errorf(e, Code::ImpossibleAssert, "impossible type switch case: {}\n\t{} cannot have dynamic type {} {}", e, x, T, cause);
  else
    errorf(e, Code::ImpossibleAssert, "impossible type assertion: {}\n\t{} does not implement {} {}", e, T, x.type, cause);
}

}  // namespace gvm::types
