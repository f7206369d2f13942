// This file lowers assignments and local variable declarations.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::Operator;
using syntax::unparen;

// Whether lhs of `:=` is a variable declared right here.
bool Fn::isNew(syntax::Expr* lhs, bool define) {
  if (!define) return false;
  auto* id = syntax::as<syntax::Ident>(lhs);
  return id && id->obj && id->obj->pos == id->pos;
}

static bool isBlank(syntax::Expr* e) {
  auto* id = syntax::as<syntax::Ident>(unparen(e));
  return id && id->name == "_";
}

// The type of a left-hand side; the checker leaves it off the identifiers of `:=`.
Type* Fn::lhsType(syntax::Expr* e) {
  e = unparen(e);
  if (auto* id = syntax::as<syntax::Ident>(e); id && id->obj) return ty(id->obj->type);
  return ty(e);
}

bool isLargeInMemory(Fn& fn, syntax::Expr* e, Type* t) {
  if (sizeOf(t) <= 128) return false;
  e = unparen(e);
  switch (e->kind) {
    case syntax::NodeKind::Ident:
      return types::objAs<types::Var>(static_cast<syntax::Ident*>(e)->obj);
    case syntax::NodeKind::SelectorExpr: {
      auto* s = static_cast<syntax::SelectorExpr*>(e);
      return !s->selection || s->selection->kind == types::SelectionKind::FieldVal;
    }
    case syntax::NodeKind::StarExpr:
      return true;
    case syntax::NodeKind::IndexExpr:
      return !types::underAs<types::Map>(fn.ty(static_cast<syntax::IndexExpr*>(e)->x));
    default:
      return false;
  }
}

// lhs = rhs, or the declaration of lhs.
void Fn::assignOne(syntax::Expr* lhs, syntax::Expr* rhs, bool define) {
  if (isBlank(lhs)) {
    // The value is still evaluated (and may panic).
    syntax::Expr* r = unparen(rhs);
    if (r->value || r->mode == static_cast<uint8_t>(types::Mode::NilValue)) return;
    expr(r);
    return;
  }
  if (isNew(lhs, define)) {
    auto* v = types::objAs<types::Var>(static_cast<syntax::Ident*>(lhs)->obj);
    Type* t = ty(v->type);
    auto* lit = syntax::as<syntax::CompositeLit>(unparen(rhs));
    if (lit && (ty(lit) != t || !(types::underAs<types::Struct>(t) || types::underAs<types::Array>(t)))) lit = nullptr;
    if (lit && !(sizeOf(t) > 128 && m.isStatic(lit, t, env))) {
      if (hasCall(lit)) hoist(lit);
      Loc l = declare(v, false);
      compositeInto(placeOf(l), lit, t, true);
      return;
    }
    bool data = lit != nullptr;  // static, see above
    if (data || (isLargeInMemory(*this, rhs, t) && ty(rhs) == t)) {
      Place from;
      if (data) {
        from.kind = Place::InGlobal;
        from.type = t;
        from.global = m.staticData(t, ".stmp_");
        m.staticInit(from.global, 0, lit, t, env);
      } else {
        hoist(rhs);
        from = place(rhs);
      }
      Reg src = addr(from, false);
      Loc l = declare(v, true);
      Reg dst = addr(placeOf(l), false);
      pos = lhs->pos;
      ins(Op::MemCopy, {}, {dst, src}, t);
      return;
    }
    Reg r = exprAs(rhs, t);
    pos = lhs->pos;
    initVar(v, r);
    return;
  }
  hoistLhs(lhs);
  Type* t = lhsType(lhs);
  if (sizeOf(t) > 128 && ty(rhs) == t) {
    auto* lit = syntax::as<syntax::CompositeLit>(unparen(rhs));
    if (isLargeInMemory(*this, rhs, t) || (lit && !hasCall(lhs))) {
      Reg src;
      if (lit) {
        hoist(rhs);
        Place q;
        q.kind = Place::InVar;
        q.type = t;
        q.var = prog.newVar(*f, t, Var::Temp, "", lit->pos);
        ins(Op::VarDecl, {}, {}, t)->aux.var = q.var;
        compositeInto(q, lit, t, true);
        src = addr(q, false);
      } else {
        hoist(rhs);
        src = addr(place(rhs), false);
      }
      Place p = place(lhs);
      pos = lhs->pos;
      if (p.kind == Place::MapElem) {
        Reg v = val(Op::Load, t, {src}, t);
        store(p, v);
        return;
      }
      Reg dst = addr(p, false);
      ins(Op::MemCopy, {}, {dst, src}, t);
      return;
    }
  }
  Reg r = exprAs(rhs, t);
  uint32_t at = lhs->pos;
  Place p = place(lhs);
  pos = at;
  store(p, r);
}

// Stores values, evaluated already, to the left-hand sides: operands of all of them first, then stores left to right.
void Fn::assignValues(List<syntax::Expr*> lhs, std::vector<Reg> values, const std::vector<Type*>& ts, bool define) {
  std::vector<Place> places(lhs.size());
  std::vector<bool> fresh(lhs.size());
  for (uint32_t i = 0; i < lhs.size(); i++) {
    fresh[i] = isNew(lhs[i], define) && !isBlank(lhs[i]);
    if (isBlank(lhs[i]) || fresh[i]) continue;
    places[i] = place(lhs[i]);
  }
  // Registers that an earlier store of this statement changes are copied while they are still right.
  auto changedBefore = [&](Reg r, size_t i) {
    for (size_t k = 0; k < i; k++)
      if (places[k].kind == Place::InReg && places[k].base == r) return true;
    return false;
  };
  for (uint32_t i = 0; i < lhs.size(); i++) {
    if (values[i] != kNoReg && isNamed(values[i]) && changedBefore(values[i], i)) values[i] = copyIfNamed(values[i]);
    Place& p = places[i];
    if (p.kind != Place::InReg && p.base != kNoReg && isNamed(p.base) && changedBefore(p.base, i)) p.base = copyIfNamed(p.base);
    if (p.idx != kNoReg && isNamed(p.idx) && changedBefore(p.idx, i)) p.idx = copyIfNamed(p.idx);
  }
  for (uint32_t i = 0; i < lhs.size(); i++) {
    if (isBlank(lhs[i]) || values[i] == kNoReg) continue;
    pos = lhs[i]->pos;
    if (fresh[i]) {
      auto* v = types::objAs<types::Var>(static_cast<syntax::Ident*>(lhs[i])->obj);
      Reg r = convertAssign(values[i], ts[i], ty(v->type), lhs[i]);
      initVar(v, r);
    } else {
      store(places[i], convertAssign(values[i], ts[i], places[i].type, lhs[i]));
    }
  }
}

void Fn::assign(syntax::AssignStmt* s) {
  if (s->op != Operator::None) {
    assignOp(s->lhs[0], s->op, s->rhs[0], s->pos);
    return;
  }
  if (s->lhs.size() == 1 && s->rhs.size() == 1) {
    assignOne(s->lhs[0], s->rhs[0], s->define);
    return;
  }
  if (!s->define)
    for (syntax::Expr* l : s->lhs)
      if (!isBlank(l)) hoistLhs(l);
  std::vector<Reg> values;
  std::vector<Type*> ts;
  if (s->rhs.size() == 1) {
    auto* tuple = types::as<types::Tuple>(s->rhs[0]->type);
    exprMulti(s->rhs[0], values);
    for (types::Var* v : tuple->vars) ts.push_back(m.canon(types::defaultType(ty(v->type))));
  } else {
    bool calls = false;
    for (uint32_t i = 1; i < s->rhs.size(); i++) calls |= hasCall(s->rhs[i]);
    if (calls)
      for (syntax::Expr* r : s->rhs) hoist(r);
    for (uint32_t i = 0; i < s->rhs.size(); i++) {
      Type* t;
      if (isBlank(s->lhs[i])) {
        t = ty(s->rhs[i]);
        if (s->rhs[i]->value || s->rhs[i]->mode == static_cast<uint8_t>(types::Mode::NilValue)) {
          values.push_back(kNoReg);
          ts.push_back(t);
          continue;
        }
      } else if (isNew(s->lhs[i], s->define)) {
        // Nothing on the right-hand sides can see the new variable: it may begin at once.
        auto* v = types::objAs<types::Var>(static_cast<syntax::Ident*>(s->lhs[i])->obj);
        t = ty(v->type);
        initVar(v, exprAs(s->rhs[i], t));
        values.push_back(kNoReg);
        ts.push_back(t);
        continue;
      } else {
        t = lhsType(s->lhs[i]);
      }
      values.push_back(exprAs(s->rhs[i], t));
      ts.push_back(t);
    }
  }
  assignValues(s->lhs, values, ts, s->define);
}

// lhs op= rhs. The operands of lhs are evaluated once.
void Fn::assignOp(syntax::Expr* lhs, Operator op, syntax::Expr* rhs, Pos at) {
  Type* t = ty(lhs);
  if (hasCall(lhs) || (rhs && hasCall(rhs))) {
    hoistLhs(lhs);
    if (rhs) hoist(rhs);
  }
  Place p = place(lhs);
  bool shift = op == Operator::Shl || op == Operator::Shr;
  Type* yt = t;
  if (shift && rhs) {
    yt = ty(rhs);
    auto* b = types::as<types::Basic>(yt);
    if (b && (b->info & types::IsUntyped)) yt = m.uintT;
  }
  Place target = p;
  if (p.kind == Place::MapElem) {
    bool mayPanic = (op == Operator::Div || op == Operator::Rem || shift);
    pos = at;
    if (mayPanic) {
      Reg x = load(p);
      Reg y = exprAs(rhs, yt);
      pos = at;
      store(p, arith(op, t, x, y, yt, rhs, lhs));
      return;
    }
    Reg y = rhs ? exprAs(rhs, yt) : constant(constant::makeInt64(m.arena, 1), t);
    pos = at;
    if (isStringT(t)) {
      Reg x = load(p);
      store(p, arith(op, t, x, y, yt, rhs, lhs));
      return;
    }
    Reg q = val(Op::MapAssignPtr, m.pointerTo(t), {p.base, p.idx}, p.elem);
    Place mem = derefPlace(q, t, false);
    Reg x = load(mem);
    store(mem, arith(op, t, x, y, yt, rhs, lhs));
    return;
  }
  pos = at;
  Reg x = load(p);
  Reg y;
  if (!rhs) {
    y = constant(constant::makeInt64(m.arena, 1), t);
  } else if (op == Operator::Add && isStringT(t)) {
    // s += a + b is one concatenation.
    syntax::Expr* r = unparen(rhs);
    auto* b = syntax::as<syntax::BinaryExpr>(r);
    if (b && b->op == Operator::Add && !b->value && !memo_.count(r)) {
      Reg c = concat(b);
      Instr* i = last();
      if (i->op == Op::StrConcat && i->def() == c) {
        std::vector<Reg> uses{x};
        for (Reg u : i->uses()) uses.push_back(u);
        cur->instrs.pop_back();
        pos = at;
        insv(Op::StrConcat, {c}, uses, t)->expr = lhs;
        store(target, c);
        return;
      }
      y = c;
    } else {
      y = exprAs(rhs, yt);
    }
  } else {
    y = exprAs(rhs, yt);
  }
  pos = at;
  Reg r = arith(op, t, x, y, yt, rhs, lhs);
  store(target, r);
}

void Fn::varDecl(syntax::VarDecl* d) {
  auto var = [&](uint32_t i) { return types::objAs<types::Var>(d->names[i]->obj); };
  if (d->values.empty()) {
    for (uint32_t i = 0; i < d->names.size(); i++) {
      pos = d->names[i]->pos;
      if (d->names[i]->name != "_" && var(i)) declare(var(i), false);
    }
    return;
  }
  if (d->values.size() == 1 && d->names.size() > 1) {
    auto* tuple = types::as<types::Tuple>(d->values[0]->type);
    std::vector<Reg> values;
    exprMulti(d->values[0], values);
    for (uint32_t i = 0; i < d->names.size(); i++) {
      pos = d->names[i]->pos;
      if (d->names[i]->name == "_") continue;
      Type* from = ty(tuple->vars[i]->type);
      auto* b = basicOf(from);
      if (b && (b->info & types::IsUntyped)) from = m.boolT;
      initVar(var(i), convertAssign(values[i], from, ty(var(i)->type), d->values[0]));
    }
    return;
  }
  if (d->values.size() == 1) {
    if (d->names[0]->name == "_") {
      syntax::Expr* r = unparen(d->values[0]);
      if (!r->value && r->mode != static_cast<uint8_t>(types::Mode::NilValue)) expr(r);
      return;
    }
    assignOne(d->names[0], d->values[0], true);
    return;
  }
  for (syntax::Expr* v : d->values) hoist(v);
  std::vector<Reg> values;
  for (uint32_t i = 0; i < d->names.size(); i++) {
    syntax::Expr* v = unparen(d->values[i]);
    if (d->names[i]->name == "_") {
      if (!v->value && v->mode != static_cast<uint8_t>(types::Mode::NilValue)) expr(v);
      values.push_back(kNoReg);
    } else {
      values.push_back(exprAs(v, ty(var(i)->type)));
    }
  }
  for (uint32_t i = 0; i < d->names.size(); i++)
    if (values[i] != kNoReg) initVar(var(i), values[i]);
}

}  // namespace gvm::lower
