// This file type-checks range statements, over everything that can be ranged over.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

static Type* arrayPtrDeref(Type* t) {
  if (t->tag == Tag::Pointer)
    if (auto* a = underAs<Array>(static_cast<Pointer*>(t)->base)) return a;
  return t;
}

// Types of the iteration variables (nullptr: not permitted) when ranging over a value of type orig.
bool Checker::rangeKeyVal(Type* orig, Type** key, Type** val, std::string* cause) {
  *key = *val = nullptr;
  auto bad = [&](std::string why) {
    *cause = std::move(why);
    return false;
  };
  std::string why;
  Type* rtyp = commonUnder(this, orig, [&](Type* t, Type* u) -> std::optional<std::string> {
    if (u && u->tag == Tag::Chan && static_cast<Chan*>(u)->dir == types::ChanDir::SendOnly)
      return sprintf("receive from send-only channel {}", t);
    return std::nullopt;
  }, &why);
  if (!rtyp) return bad(why);
  Type* t = arrayPtrDeref(rtyp);
  Type* intType = universe.typ[Int];
  switch (t->tag) {
    case Tag::Basic:
      if (isString(t)) return *key = intType, *val = universe.runeType, true;
      if (isInteger(t)) {
        if (!allowVersion(22)) return bad("requires go1.22 or later");
        return *key = orig, true;
      }
      return false;
    case Tag::Array: return *key = intType, *val = static_cast<Array*>(t)->elem, true;
    case Tag::Slice: return *key = intType, *val = static_cast<Slice*>(t)->elem, true;
    case Tag::Map: return *key = static_cast<Map*>(t)->key, *val = static_cast<Map*>(t)->elem, true;
    case Tag::Chan: return *key = static_cast<Chan*>(t)->elem, true;
    case Tag::Signature: {
      if (!allowVersion(23)) return bad("requires go1.23 or later");
      auto* sig = static_cast<Signature*>(t);
      const std::string form = "func must be func(yield func(...) bool): ";
      if (sig->params->len() != 1) return bad(form + "wrong argument count");
      if (sig->results->len() != 0) return bad(form + "unexpected results");
      Type* u = commonUnder(this, sig->params->vars[0]->type, nullptr, &why);
      auto* cb = types::as<Signature>(u);
      if (!cb) return bad(!u ? form + "in yield type, " + why : form + "argument is not func");
      if (cb->params->len() > 2) return bad(form + "yield func has too many parameters");
      if (cb->results->len() != 1 || !identical(cb->results->vars[0]->type, universe.typ[Bool])) {
        if (cb->results->len() == 1 && isBoolean(cb->results->vars[0]->type))
          return bad(form + "yield func returns user-defined boolean, not bool");
        return bad(form + "yield func does not return bool");
      }
      if (cb->params->len() >= 1) *key = cb->params->vars[0]->type;
      if (cb->params->len() >= 2) *val = cb->params->vars[1]->type;
      return true;
    }
    default: return false;
  }
}

void Checker::rangeStmt(RangeStmt* s) {
  Expr* sKey = s->lhs.size() > 0 ? s->lhs[0] : nullptr;
  Expr* sValue = s->lhs.size() > 1 ? s->lhs[1] : nullptr;
  Expr* sExtra = s->lhs.size() > 2 ? s->lhs[2] : nullptr;
  Expr* rangeVar = s->x;

  Operand x;
  env.hasCallOrRecv = false;
  expr(nullptr, x, rangeVar);
  if (x.valid() && !sValue && !env.hasCallOrRecv) {
    // Only the length of an array matters then: the expression is that constant and is not evaluated.
    if (auto* a = types::as<Array>(arrayPtrDeref(under(x.type)))) {
      recordTypeAndValue(unparen(rangeVar), Mode::Constant, universe.typ[Int], constant::makeInt64(arena, a->len));
      if (rangeVar->kind == NodeKind::ParenExpr)
        recordTypeAndValue(rangeVar, Mode::Constant, universe.typ[Int], constant::makeInt64(arena, a->len));
    }
  }

  Type *key = nullptr, *val = nullptr;
  if (x.valid()) {
    std::string cause;
    if (!rangeKeyVal(x.type, &key, &val, &cause)) {
      if (!cause.empty())
        softErrorf(x, Code::InvalidRangeExpr, "cannot range over {}: {}", x, cause);
      else
        softErrorf(x, Code::InvalidRangeExpr, "cannot range over {}", x);
      key = val = nullptr;
    } else if (!key && sKey) {
      softErrorf(sKey, Code::InvalidIterVar, "range over {} permits no iteration variables", x);
    } else if (!val && sValue) {
      softErrorf(sValue, Code::InvalidIterVar, "range over {} permits only one iteration variable", x);
    } else if (sExtra) {
      softErrorf(sExtra, Code::InvalidIterVar, "range clause permits at most two iteration variables");
    }
  }

  // The iteration variables live in a scope around the body.
  openScope(s);
  Expr* lhs[2] = {sKey, sValue};
  Type* rhs[2] = {key, val};
  bool overInt = x.type && isInteger(x.type);

  if (s->define) {
    std::vector<Var*> vars;
    for (int i = 0; i < 2; i++) {
      if (!lhs[i]) continue;
      Var* v;
      if (auto* id = syntax::as<Ident>(lhs[i])) {
        v = arena.make<Var>(VarKind::Local, id->pos, pkg, id->name, nullptr);
        recordDef(id, v);
        if (id->name != "_") vars.push_back(v);
      } else {
        errorf(lhs[i], Code::InvalidSyntaxTree, "cannot declare {}", lhs[i]);
        v = arena.make<Var>(VarKind::Local, lhs[i]->pos, pkg, universe.nameBlank, nullptr);
      }
      v->color = Color::Black;
      if (!rhs[i] || !isValid(rhs[i])) {
        v->type = universe.invalid();
        v->used = true;
        continue;
      }
      if (overInt) {
        initVar(v, x, "range clause");
      } else {
        Operand y;
        y.mode = Mode::Value;
        y.expr = lhs[i];
        y.type = rhs[i];
        initVar(v, y, "assignment");
      }
    }
    if (!vars.empty()) {
      for (Var* v : vars) declare(env.scope, nullptr, v, 0);
    } else {
      error(s, Code::NoNewVar, "no new variables on left side of :=");
    }
  } else if (sKey) {
    for (int i = 0; i < 2; i++) {
      if (!lhs[i]) continue;
      if (!rhs[i] || !isValid(rhs[i])) continue;
      if (overInt) {
        assignVar(lhs[i], nullptr, &x, "range clause");
        if (x.valid() && !isInteger(x.type))
          softErrorf(lhs[i], Code::InvalidRangeExpr, "cannot use iteration variable of type {}", x.type);
      } else {
        Operand y;
        y.mode = Mode::Value;
        y.expr = lhs[i];
        y.type = rhs[i];
        assignVar(lhs[i], nullptr, &y, "assignment");
      }
    }
  } else if (overInt) {
    // The count gets its default type even without a variable.
    assignment(x, nullptr, "range clause");
  }
  stmt(s->body);
  closeScope();
}

}  // namespace gvm::types
