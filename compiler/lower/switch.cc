// This file lowers expression switches and type switches.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::unparen;

// Fewer constant cases than this are compared one after the other.
static constexpr size_t kMinTable = 4;

static bool endsInFallthrough(syntax::CaseClause* c) {
  if (c->body.empty()) return false;
  auto* b = syntax::as<syntax::BranchStmt>(c->body.back());
  return b && b->tok == syntax::Token::Fallthrough;
}

static int64_t canonicalInt(source::Arena& a, const constant::Value* v) {
  bool exact;
  v = constant::toInt(a, v);
  return constant::sign(v) >= 0 ? static_cast<int64_t>(constant::uint64Val(v, &exact)) : constant::int64Val(v, &exact);
}

// A switch whose cases are all constants becomes one table operation.
bool Fn::constSwitch(syntax::SwitchStmt* s, Reg tag, Type* t, const std::vector<Block*>& bodies, Block* dflt) {
  bool str = isStringT(t);
  if (!str && !isIntT(t)) return false;
  size_t n = 0;
  for (syntax::CaseClause* c : s->body)
    for (syntax::Expr* e : c->cases) {
      if (!e->value || isIface(ty(e))) return false;
      n++;
    }
  if (n < kMinTable) return false;
  std::vector<Block*> succs;
  if (str) {
    auto& cases = prog.strCasesPool.emplace_back();
    std::unordered_set<std::string_view> seen;
    for (size_t i = 0; i < s->body.size(); i++)
      for (syntax::Expr* e : s->body[i]->cases) {
        std::string_view v = m.arena.copy(constant::stringVal(e->value));
        if (!seen.insert(v).second) continue;
        cases.push_back(v);
        succs.push_back(bodies[i]);
      }
    ins(Op::SwitchStr, {}, {tag}, t)->aux.strCases = &cases;
  } else {
    auto& cases = prog.casesPool.emplace_back();
    std::unordered_set<int64_t> seen;
    for (size_t i = 0; i < s->body.size(); i++)
      for (syntax::Expr* e : s->body[i]->cases) {
        int64_t v = canonicalInt(m.arena, e->value);
        if (!seen.insert(v).second) continue;
        cases.push_back(v);
        succs.push_back(bodies[i]);
      }
    ins(Op::Switch, {}, {tag}, t)->aux.cases = &cases;
  }
  succs.push_back(dflt);
  cur->succs = succs;
  cur = newBlock();
  return true;
}

void Fn::switchStmt(syntax::SwitchStmt* s) {
  if (s->init) stmt(s->init);
  Block* done = newBlock();
  std::vector<Block*> bodies;
  Block* dflt = done;
  for (syntax::CaseClause* c : s->body) {
    bodies.push_back(newBlock());
    if (c->isDefault) dflt = bodies.back();
  }
  pos = s->pos;
  Reg tag = kNoReg;
  Type* t = nullptr;
  bool isTrue = !s->tag;
  if (s->tag) {
    t = ty(s->tag);
    if (auto* b = types::as<types::Basic>(t); b && (b->info & types::IsUntyped)) t = m.canon(types::defaultType(b));
    if (s->tag->value && t == m.boolT && constant::boolVal(s->tag->value)) isTrue = true;
    else tag = exprAs(s->tag, t);
    memo_.clear();
  }
  if (isTrue || !constSwitch(s, tag, t, bodies, dflt)) {
    for (size_t i = 0; i < s->body.size(); i++)
      for (syntax::Expr* e : s->body[i]->cases) {
        Block* next = newBlock();
        pos = e->pos;
        if (isTrue && !isIface(ty(e))) {
          cond(e, bodies[i], next);
        } else {
          Reg r;
          if (unparen(e)->mode == static_cast<uint8_t>(types::Mode::NilValue)) {
            r = val(Op::IsNil, m.boolT, {tag}, t);
          } else {
            Type* et = ty(e);
            auto* b = types::as<types::Basic>(et);
            bool untyped = b && (b->info & types::IsUntyped);
            if (isTrue) {
              Reg one = constInt(m.boolT, 1);
              r = compareRegs(true, expr(e), et, one, m.boolT);
            } else {
              if (untyped) et = isIface(t) ? m.canon(types::defaultType(b)) : t;
              Reg y = exprAs(e, et);
              r = compareRegs(true, tag, t, y, et);
            }
          }
          branch(r, bodies[i], next);
        }
        memo_.clear();
        start(next);
      }
    jump(dflt);
  }
  targets.push_back({s, done, nullptr});
  for (size_t i = 0; i < s->body.size(); i++) {
    start(bodies[i]);
    stmts(s->body[i]->body);
    jump(endsInFallthrough(s->body[i]) && i + 1 < bodies.size() ? bodies[i + 1] : done);
  }
  targets.pop_back();
  start(done);
}

void Fn::typeSwitch(syntax::TypeSwitchStmt* s) {
  if (s->init) stmt(s->init);
  pos = s->guard->pos;
  Reg x = expr(s->guard->x);
  Type* xt = ty(s->guard->x);
  memo_.clear();
  Block* done = newBlock();
  Block* dflt = done;
  std::vector<Block*> bodies;
  std::vector<Reg> values(s->body.size(), kNoReg);   // single-type clauses that bind an interface type
  for (syntax::CaseClause* c : s->body) {
    bodies.push_back(newBlock());
    if (c->isDefault) dflt = bodies.back();
  }
  for (size_t i = 0; i < s->body.size(); i++) {
    syntax::CaseClause* c = s->body[i];
    for (syntax::Expr* e : c->cases) {
      Block* next = newBlock();
      pos = e->pos;
      Reg is;
      if (unparen(e)->mode == static_cast<uint8_t>(types::Mode::NilValue)) {
        is = val(Op::IsNil, m.boolT, {x}, xt);
      } else {
        Type* t = ty(e);
        if (isIface(t)) {
          Reg v = kNoReg;
          if (c->implicit && c->cases.size() == 1) v = values[i] = tmp(t);
          is = tmp(m.boolT);
          ins(Op::AssertIface2, {v, is}, {x}, t)->type2 = xt;
        } else {
          is = val(Op::IfaceIsType, m.boolT, {x}, t);
          last()->type2 = xt;
        }
      }
      branch(is, bodies[i], next);
      start(next);
    }
  }
  jump(dflt);
  targets.push_back({s, done, nullptr});
  for (size_t i = 0; i < s->body.size(); i++) {
    syntax::CaseClause* c = s->body[i];
    start(bodies[i]);
    if (auto* v = types::objAs<types::Var>(c->implicit)) {
      pos = c->pos;
      Type* t = ty(v->type);
      Reg r;
      if (values[i] != kNoReg) r = values[i];
      else if (isIface(t)) r = x;
      else {
        r = val(Op::IfaceUnbox, t, {x}, t);
        last()->type2 = xt;
      }
      initVar(v, r);
    }
    stmts(c->body);
    jump(done);
  }
  targets.pop_back();
  start(done);
}

}  // namespace gvm::lower
