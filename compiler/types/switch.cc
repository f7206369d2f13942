// This file type-checks expression switches, type switches and selects.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

template <class Clause>
static void multipleDefaults(Checker* c, List<Clause*> list) {
  Clause* first = nullptr;
  for (Clause* cl : list) {
    if (!cl->isDefault) continue;
    if (first)
      c->errorf(cl, Code::DuplicateDefault, "multiple defaults (first at {})", c->opts.diags->files().format(first->pos));
    else
      first = cl;
  }
}

// A text that is equal for equal constants of one type; empty: not compared.
static std::string caseKey(const Value* v) {
  bool exact = false;
  switch (v->kind()) {
    case constant::Kind::Int: {
      int64_t i = constant::int64Val(v, &exact);
      if (exact) return fmt::format("i{}", i);
      uint64_t u = constant::uint64Val(v, &exact);
      return exact ? fmt::format("i{}", u) : "";
    }
    case constant::Kind::Float: {
      double d = constant::float64Val(v, &exact);
      return exact ? fmt::format("f{}", d) : "";
    }
    case constant::Kind::String: return "s" + std::string(constant::stringVal(v));
    default: return "";
  }
}

void Checker::caseValues(Operand& x, List<Expr*> values, CaseMap& seen) {
  for (Expr* e : values) {
    Operand v;
    expr(nullptr, v, e);
    if (!x.valid() || !v.valid()) continue;
    convertUntyped(v, x.type);
    if (!v.valid()) continue;
    // The comparison must be valid; its result is of no interest.
    Operand res = v, y = x;
    comparison(res, y, Operator::Eql, true);
    if (!res.valid() || v.mode != Mode::Constant) continue;
    std::string key = caseKey(v.val);
    if (key.empty()) continue;
    auto& list = seen[key];
    auto it = std::find_if(list.begin(), list.end(), [&](auto& p) { return identical(p.second, v.type); });
    if (it != list.end()) {
      ErrorDesc err(this, Code::DuplicateCase);
      err.add(v, sprintf("duplicate case {} in expression switch", v));
      err.add(it->first, "previous case");
      err.report();
      continue;
    }
    list.emplace_back(v.expr->pos, v.type);
  }
}

void Checker::switchStmt(SwitchStmt* s) {
  if (s->init) stmt(s->init);
  Operand x;
  if (s->tag) {
    expr(nullptr, x, s->tag);
    // The tag gets its default type.
    assignment(x, nullptr, "switch expression");
    if (x.valid() && !comparable(x.type) && !hasNil(x.type)) {
      errorf(x, Code::InvalidExprSwitch, "cannot switch on {} ({} is not comparable)", x, x.type);
      x.invalidate();
    }
  } else {
    // "a missing switch expression is equivalent to the boolean value true"
    x.mode = Mode::Constant;
    x.type = universe.typ[Bool];
    x.val = constant::makeBool(true);
    auto* id = arena.make<Ident>();
    id->kind = NodeKind::Ident;
    id->pos = s->body.empty() ? s->rbrace : s->body[0]->pos;
    id->name = universe.interner.intern("true");
    x.expr = id;
  }
  multipleDefaults(this, s->body);
  CaseMap seen;
  for (CaseClause* c : s->body) {
    caseValues(x, c->cases, seen);
    openScope(c);
    stmtList(c->body);
    closeScope();
  }
}

// Checks the types of one clause against those before; the result is the type of the clause's variable.
Type* Checker::caseTypes(Operand* x, List<Expr*> types, std::vector<std::pair<Type*, Expr*>>& seen) {
  Type* T = nullptr;
  for (Expr* e : types) {
    auto* id = syntax::as<Ident>(unparen(e));
    if (id && env.scope->lookupParent(id->name) == universe.universeNil) {
      T = nullptr;
      Operand dummy;
      expr(nullptr, dummy, e);
    } else {
      T = varType(e);
      if (!isValid(T)) continue;
    }
    auto it = std::find_if(seen.begin(), seen.end(), [&](auto& p) { return T && p.first ? identical(T, p.first) : T == p.first; });
    if (it != seen.end()) {
      ErrorDesc err(this, Code::DuplicateCase);
      err.add(e, sprintf("duplicate case {} in type switch", T ? str(T) : "nil"));
      err.add(it->second, "previous case");
      err.report();
      continue;
    }
    seen.emplace_back(T, e);
    if (x && T) typeAssertion(e, *x, T, true);
  }
  // With exactly one type the variable has it; otherwise, and for nil, that of the switch expression.
  if (types.size() != 1 || !T) return x ? x->type : universe.invalid();
  return T;
}

void Checker::typeSwitchStmt(TypeSwitchStmt* s) {
  if (s->init) stmt(s->init);
  TypeSwitchGuard* guard = s->guard;
  Ident* lhs = guard->lhs;
  if (lhs && lhs->name == "_") {
    softErrorf(lhs, Code::NoNewVar, "no new variable on left side of :=");
    lhs = nullptr;
  }
  Operand x;
  Operand* sx = nullptr;   // nullptr after an error: cases are not compared with it
  expr(nullptr, x, guard->x);
  if (x.valid()) {
    if (isTypeParam(x.type))
      errorf(x, Code::InvalidTypeSwitch, "cannot use type switch on type parameter value {}", x);
    else if (isInterface(x.type))
      sx = &x;
    else
      errorf(x, Code::InvalidTypeSwitch, "{} is not an interface", x);
  }
  multipleDefaults(this, s->body);
  std::vector<Var*> vars;   // one for each clause
  std::vector<std::pair<Type*, Expr*>> seen;
  for (CaseClause* c : s->body) {
    Type* T = caseTypes(sx, c->cases, seen);
    openScope(c);
    if (lhs) {
      auto* v = arena.make<Var>(VarKind::Local, lhs->pos, pkg, lhs->name, T);
      declare(env.scope, nullptr, v, c->colon);
      c->implicit = v;
      vars.push_back(v);
    }
    stmtList(c->body);
    closeScope();
  }
  if (!lhs) return;
  // The variable is used if it is in any clause.
  bool used = false;
  for (Var* v : vars) {
    used = used || v->used;
    v->used = true;
  }
  if (!used && !opts.ignoreUnusedVars) softErrorf(lhs, Code::UnusedVar, "{} declared and not used", lhs->name);
}

void Checker::selectStmt(SelectStmt* s) {
  multipleDefaults(this, s->body);
  for (CommClause* c : s->body) {
    Expr* rhs = nullptr;
    bool valid = false;
    if (!c->comm || c->comm->kind == NodeKind::SendStmt) {
      valid = true;
    } else if (auto* a = syntax::as<AssignStmt>(c->comm)) {
      if (a->rhs.size() == 1) rhs = a->rhs[0];
    } else if (auto* e = syntax::as<ExprStmt>(c->comm)) {
      rhs = e->x;
    }
    if (rhs) {
      auto* u = syntax::as<UnaryExpr>(unparen(rhs));
      valid = u && u->op == Operator::Recv;
    }
    if (!valid) {
      error(c->comm, Code::InvalidSelectCase, "select case must be send or receive (possibly with assignment)");
      continue;
    }
    openScope(c);
    if (c->comm) stmt(c->comm);
    stmtList(c->body);
    closeScope();
  }
}

}  // namespace gvm::types
