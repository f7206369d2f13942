// This file type-checks initialisations and assignments.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

std::string Checker::contextText(std::string_view context) {
  if (context.data() == kArgumentContext.data()) return "argument to " + exprString(callee_);
  return std::string(context);
}

void Checker::assignment(Operand& x, Type* T, std::string_view context) {
  singleValue(x);
  switch (x.mode) {
    case Mode::Invalid: return;
    case Mode::NilValue:
    case Mode::Constant:
    case Mode::Variable:
    case Mode::MapIndex:
    case Mode::Value:
    case Mode::CommaOk: break;
    default:
      errorf(x, Code::IncompatibleAssign, "cannot assign {} to {} in {}", x, T, contextText(context));
      x.invalidate();
      return;
  }
  if (isUntyped(x.type)) {
    Type* target = T;
    // An interface, or no type at all, gets the value with its default type.
    if (x.isNil()) {
      if (!T) {
        errorf(x, Code::UntypedNilUse, "use of untyped nil in {}", contextText(context));
        x.invalidate();
        return;
      }
    } else if (!T || isNonTypeParamInterface(T)) {
      target = defaultType(x.type);
    }
    Implicit r = implicitTypeAndValue(x, target);
    if (!r.type) {
      std::string msg = sprintf("cannot use {} as {} value in {}", x, target, contextText(context));
      Code code = r.code;
      if (code == Code::TruncatedFloat)
        msg += " (truncated)";
      else if (code == Code::NumericOverflow)
        msg += " (overflows)";
      else
        code = Code::IncompatibleAssign;
      error(x, code, msg);
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
  // A generic function value must be instantiated (it is never assignable as it is).
  if (x.type->tag == Tag::Signature && !static_cast<Signature*>(x.type)->tparams.empty()) {
    errorf(x, Code::WrongTypeArgCount, "cannot use generic function {} without instantiation in {}", x, contextText(context));
    x.invalidate();
    return;
  }
  if (!T) return;
  std::string cause;
  Code code;
  if (assignableTo(x, T, &cause, &code)) return;
  if (!cause.empty())
    errorf(x, code, "cannot use {} as {} value in {}: {}", x, T, contextText(context), cause);
  else
    errorf(x, code, "cannot use {} as {} value in {}", x, T, contextText(context));
  x.invalidate();
}

void Checker::initConst(Const* lhs, Operand& x) {
  if (!x.valid() || !isValid(x.type) || (lhs->type && !isValid(lhs->type))) {
    if (!lhs->type) lhs->type = universe.invalid();
    return;
  }
  if (x.mode != Mode::Constant) {
    errorf(x, Code::InvalidConstInit, "{} is not constant", x);
    if (!lhs->type) lhs->type = universe.invalid();
    return;
  }
  // Without a type the constant gets that of its value, typed or not.
  if (!lhs->type) lhs->type = x.type;
  assignment(x, lhs->type, "constant declaration");
  if (x.valid()) lhs->val = x.val;
}

void Checker::initVar(Var* lhs, Operand& x, std::string_view context) {
  if (!x.valid() || !isValid(x.type) || (lhs->type && !isValid(lhs->type))) {
    if (!lhs->type) lhs->type = universe.invalid();
    x.invalidate();
    return;
  }
  if (!lhs->type) {
    Type* t = x.type;
    if (isUntyped(t)) {
      if (t == universe.typ[UntypedNil]) {
        errorf(x, Code::UntypedNilUse, "use of untyped nil in {}", context);
        lhs->type = universe.invalid();
        x.invalidate();
        return;
      }
      t = defaultType(t);
    }
    lhs->type = t;
  }
  assignment(x, lhs->type, context);
}

// The type of an assignment's left side: nullptr for the blank identifier, invalid after an error.
Type* Checker::lhsVar(Expr* lhs) {
  auto* id = syntax::as<Ident>(unparen(lhs));
  if (id && id->name == "_") {
    recordDef(id, nullptr);
    return nullptr;
  }
  // To assign to a variable is not to use it.
  Var* v = nullptr;
  bool wasUsed = false;
  if (id) {
    v = objAs<Var>(env.scope->lookupParent(id->name));
    if (v && v->pkg == pkg)
      wasUsed = v->used;
    else
      v = nullptr;
  }
  Operand x;
  expr(nullptr, x, lhs);
  if (v) v->used = wasUsed;
  if (!x.valid() || !isValid(x.type)) return universe.invalid();
  if (x.mode == Mode::Variable || x.mode == Mode::MapIndex) return x.type;
  if (auto* sel = syntax::as<SelectorExpr>(x.expr)) {
    Operand op;
    expr(nullptr, op, sel->x);
    if (op.mode == Mode::MapIndex) {
      errorf(x, Code::UnaddressableFieldAssign, "cannot assign to struct field {} in map", x.expr);
      return universe.invalid();
    }
  }
  errorf(x, Code::UnassignableOperand, "cannot assign to {} (neither addressable nor a map index expression)", x.expr);
  return universe.invalid();
}

// Assigns x, or if x is nullptr the value of rhs, to lhs.
void Checker::assignVar(Expr* lhs, Expr* rhs, Operand* x, std::string_view context) {
  Type* T = lhsVar(lhs);
  if (T && !isValid(T)) {
    if (x)
      x->invalidate();
    else
      use(rhs);
    return;
  }
  Operand local;
  if (!x) {
    x = &local;
    Target target;
    Target* pt = nullptr;
    if (T && under(T)->tag == Tag::Signature) pt = newTarget(T, exprString(lhs), &target);
    expr(pt, *x, rhs);
  }
  if (!T && context == "assignment") context = "assignment to _ identifier";
  assignment(*x, T, context);
}

std::string measure(int n, std::string_view unit) { return fmt::format("{} {}{}", n, unit, n == 1 ? "" : "s"); }

std::string Checker::typesSummary(List<Type*> list, bool variadic, bool hasDots) {
  std::string out = "(";
  for (uint32_t i = 0; i < list.size(); i++) {
    Type* t = list[i];
    std::string s;
    if (!t || !isValid(t)) {
      s = "unknown type";
    } else if (isUntyped(t)) {
      if (isNumeric(t)) {
        s = "number";
      } else {
        s = static_cast<Basic*>(t)->name;
        if (s.starts_with("untyped ")) s = s.substr(8);
      }
    } else {
      s = str(t);
    }
    if (i + 1 == list.size()) {
      if (variadic) {
        if (t->tag == Tag::Slice) s = str(static_cast<Slice*>(t)->elem);
        s = "..." + s;
      } else if (hasDots) {
        s += "...";
      }
    }
    if (i) out += ", ";
    out += s;
  }
  return out + ")";
}

void Checker::assignError(List<Expr*> rhs, int l, int r) {
  std::string vars = measure(l, "variable"), vals = measure(r, "value");
  Expr* rhs0 = rhs[0];
  if (rhs.size() == 1) {
    if (auto* call = syntax::as<CallExpr>(unparen(rhs0))) {
      errorf(rhs0, Code::WrongAssignCount, "assignment mismatch: {} but {} returns {}", vars, call->fun, vals);
      return;
    }
  }
  errorf(rhs0, Code::WrongAssignCount, "assignment mismatch: {} but {}", vars, vals);
}

void Checker::returnError(At at, List<Var*> lhs, const std::vector<Operand*>& rhs) {
  size_t l = lhs.size(), r = rhs.size();
  std::string_view qualifier = "not enough";
  if (r > l) {
    at = At(rhs[l]);
    qualifier = "too many";
  } else if (r > 0) {
    at = At(rhs[r - 1]);
  }
  std::vector<Type*> have, want;
  for (Operand* x : rhs) have.push_back(x->type);
  for (Var* v : lhs) want.push_back(v->type);
  ErrorDesc err(this, Code::WrongResultCount);
  err.add(at, fmt::format("{} return values", qualifier));
  err.add(Pos(0), "have " + typesSummary({have.data(), static_cast<uint32_t>(have.size())}, false, false));
  err.add(Pos(0), "want " + typesSummary({want.data(), static_cast<uint32_t>(want.size())}, false, false));
  err.report();
}

void Checker::initVars(List<Var*> lhs, List<Expr*> rhs0, Stmt* returnStmt) {
  std::string_view context = returnStmt ? "return statement" : "assignment";
  uint32_t l = lhs.size(), r = rhs0.size();
  bool isCall = r == 1 && unparen(rhs0[0])->kind == NodeKind::CallExpr;
  auto invalidateRest = [&] {
    for (Var* v : lhs)
      if (!v->type) v->type = universe.invalid();
  };
  // One to one. A single call is left to the general case, whose message names the function.
  if (l == r && !isCall) {
    Operand x;
    for (uint32_t i = 0; i < l; i++) {
      std::string_view desc = lhs[i]->name;
      if (returnStmt && desc.empty()) desc = "result variable";
      Target target;
      expr(newTarget(lhs[i]->type, desc, &target), x, rhs0[i]);
      initVar(lhs[i], x, context);
    }
    return;
  }
  if (r != 1) {
    // A mismatch is only worth reporting if the values are right in themselves.
    if (use(rhs0)) {
      if (returnStmt)
        returnError(returnStmt, lhs, exprList(rhs0));
      else
        assignError(rhs0, static_cast<int>(l), static_cast<int>(r));
    }
    invalidateRest();
    return;
  }
  bool commaOk;
  std::vector<Operand*> rhs = multiExpr(rhs0[0], l == 2 && !returnStmt, &commaOk);
  if (rhs.size() == l) {
    for (uint32_t i = 0; i < l; i++) initVar(lhs[i], *rhs[i], context);
    if (commaOk && rhs[0]->valid() && rhs[1]->valid()) recordCommaOkTypes(rhs0[0], rhs[0]->type, rhs[1]->type);
    return;
  }
  if (rhs.empty() || rhs[0]->valid()) {
    if (returnStmt)
      returnError(returnStmt, lhs, rhs);
    else
      assignError(rhs0, static_cast<int>(l), static_cast<int>(rhs.size()));
  }
  invalidateRest();
}

void Checker::assignVars(List<Expr*> lhs, List<Expr*> rhs0) {
  uint32_t l = lhs.size(), r = rhs0.size();
  bool isCall = r == 1 && unparen(rhs0[0])->kind == NodeKind::CallExpr;
  if (l == r && !isCall) {
    for (uint32_t i = 0; i < l; i++) assignVar(lhs[i], rhs0[i], nullptr, "assignment");
    return;
  }
  if (r != 1) {
    bool okLHS = useLHS(lhs), okRHS = use(rhs0);
    if (okLHS && okRHS) assignError(rhs0, static_cast<int>(l), static_cast<int>(r));
    return;
  }
  bool commaOk;
  std::vector<Operand*> rhs = multiExpr(rhs0[0], l == 2, &commaOk);
  if (rhs.size() == l) {
    for (uint32_t i = 0; i < l; i++) assignVar(lhs[i], nullptr, rhs[i], "assignment");
    if (commaOk && rhs[0]->valid() && rhs[1]->valid()) recordCommaOkTypes(rhs0[0], rhs[0]->type, rhs[1]->type);
    return;
  }
  if (rhs.empty() || rhs[0]->valid()) assignError(rhs0, static_cast<int>(l), static_cast<int>(rhs.size()));
  useLHS(lhs);
}

void Checker::shortVarDecl(Pos pos, List<Expr*> lhs, List<Expr*> rhs) {
  size_t top = delayed_.size();
  Scope* scope = env.scope;
  std::vector<Name> seen;
  auto vars = arena.list<Var*>(lhs.size());
  std::vector<Var*> fresh;
  bool hasErr = false;
  for (uint32_t i = 0; i < lhs.size(); i++) {
    auto* id = syntax::as<Ident>(lhs[i]);
    if (!id) {
      use1(lhs[i], true);
      errorf(lhs[i], Code::BadDecl, "non-name {} on left side of :=", lhs[i]);
      hasErr = true;
      continue;
    }
    if (id->name != "_") {
      if (std::find_if(seen.begin(), seen.end(), [&](Name n) { return n.data() == id->name.data(); }) != seen.end()) {
        errorf(lhs[i], Code::RepeatedDecl, "{} repeated on left side of :=", lhs[i]);
        hasErr = true;
        continue;
      }
      seen.push_back(id->name);
      // Variables of this very scope are assigned to.
      if (Object* alt = scope->lookup(id->name)) {
        recordUse(id, alt);
        if (auto* v = objAs<Var>(alt)) {
          vars[i] = v;
        } else {
          errorf(lhs[i], Code::UnassignableOperand, "cannot assign to {}", lhs[i]);
          hasErr = true;
        }
        continue;
      }
    }
    auto* v = arena.make<Var>(VarKind::Local, id->pos, pkg, id->name, nullptr);
    v->color = Color::Black;
    vars[i] = v;
    if (id->name != "_") fresh.push_back(v);
    recordDef(id, v);
  }
  for (uint32_t i = 0; i < lhs.size(); i++)
    if (!vars[i]) vars[i] = arena.make<Var>(VarKind::Local, lhs[i]->pos, pkg, universe.nameBlank, nullptr);

  initVars(vars, rhs, nullptr);

  // Function literals on the right side do not see the new variables.
  processDelayed(top);

  if (fresh.empty() && !hasErr) {
    softErrorf(pos, Code::NoNewVar, "no new variables on left side of :=");
    return;
  }
  for (Var* v : fresh) declare(scope, nullptr, v, 0);
}

}  // namespace gvm::types
