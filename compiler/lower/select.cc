// This file lowers select statements: forms with one case are plain or non-blocking operations; the rest is one Select.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::unparen;

// Body of a clause, after value and ok (kNoReg when unused) have been received.
void Fn::commBody(syntax::CommClause* c, Type* elem, Reg value, Reg ok) {
  if (auto* a = syntax::as<syntax::AssignStmt>(c->comm)) {
    pos = a->pos;
    if (!a->define)
      for (syntax::Expr* l : a->lhs) hoistLhs(l);
    std::vector<Reg> values{value};
    std::vector<Type*> ts{elem};
    if (a->lhs.size() > 1) {
      values.push_back(ok);
      ts.push_back(m.boolT);
    }
    assignValues(a->lhs, values, ts, a->define);
    memo_.clear();
  }
  stmts(c->body);
}

void Fn::selectStmt(syntax::SelectStmt* s) {
  struct Case {
    syntax::CommClause* clause;
    bool send = false;
    Reg chan = kNoReg, value = kNoReg;
    Type *chanT = nullptr, *elem = nullptr;
    bool wantValue = false, wantOk = false;
    Place buf;
  };
  std::vector<Case> cases;
  syntax::CommClause* dflt = nullptr;
  Block* done = newBlock();
  for (syntax::CommClause* c : s->body) {
    if (c->isDefault) {
      dflt = c;
      continue;
    }
    Case k;
    k.clause = c;
    pos = c->comm->pos;
    syntax::Expr* chan;
    if (auto* snd = syntax::as<syntax::SendStmt>(c->comm)) {
      k.send = true;
      chan = snd->chan;
      if (hasCall(snd->val)) hoistAll({chan, snd->val});
      k.chanT = ty(chan);
      k.elem = m.canon(types::underAs<types::Chan>(k.chanT)->elem);
      k.chan = copyIfNamed(expr(chan));
      k.value = copyIfNamed(exprAs(snd->val, k.elem));
    } else {
      syntax::Expr* x;
      if (auto* a = syntax::as<syntax::AssignStmt>(c->comm)) {
        x = a->rhs[0];
        auto blank = [](syntax::Expr* e) {
          auto* id = syntax::as<syntax::Ident>(unparen(e));
          return id && id->name == "_";
        };
        k.wantValue = !blank(a->lhs[0]);
        k.wantOk = a->lhs.size() > 1 && !blank(a->lhs[1]);
      } else {
        x = static_cast<syntax::ExprStmt*>(c->comm)->x;
      }
      chan = static_cast<syntax::UnaryExpr*>(unparen(x))->x;
      k.chanT = ty(chan);
      k.elem = m.canon(types::underAs<types::Chan>(k.chanT)->elem);
      k.chan = copyIfNamed(expr(chan));
    }
    cases.push_back(k);
  }
  memo_.clear();
  targets.push_back({s, done, nullptr});
  pos = s->pos;
  auto finishDefault = [&] {
    stmts(dflt->body);
    jump(done);
  };
  if (cases.empty()) {
    if (dflt) {
      finishDefault();
    } else {
      Reg c = tmp(m.intT), ok = tmp(m.boolT);
      Instr* i = insv(Op::Select, {c, ok}, {});
      i->aux.select = &prog.selectPool.emplace_back();
      unreachable();
    }
  } else if (cases.size() == 1) {
    Case& k = cases[0];
    pos = k.clause->comm->pos;
    Reg v = k.wantValue ? tmp(k.elem) : kNoReg, ok = k.wantOk ? tmp(m.boolT) : kNoReg;
    if (!dflt) {
      if (k.send) ins(Op::Send, {}, {k.chan, k.value}, k.chanT);
      else ins(Op::Recv, {v, ok}, {k.chan}, k.chanT);
      commBody(k.clause, k.elem, v, ok);
      jump(done);
    } else {
      Reg sel = tmp(m.boolT);
      if (k.send) ins(Op::TrySend, {sel}, {k.chan, k.value}, k.chanT);
      else ins(Op::TryRecv, {sel, v, ok}, {k.chan}, k.chanT);
      Block *yes = newBlock(), *no = newBlock();
      branch(sel, yes, no);
      start(yes);
      commBody(k.clause, k.elem, v, ok);
      jump(done);
      start(no);
      finishDefault();
    }
  } else {
    SelectInfo& info = prog.selectPool.emplace_back();
    info.hasDefault = dflt != nullptr;
    std::vector<Reg> uses;
    for (Case& k : cases) {
      info.cases.push_back({k.send, k.chanT});
      uses.push_back(k.chan);
      if (k.send || k.wantValue) {
        pos = k.clause->comm->pos;
        if (k.send) {
          k.buf = spill(k.value);
        } else {
          k.buf.kind = Place::InVar;
          k.buf.type = k.elem;
          k.buf.var = prog.newVar(*f, k.elem, Var::Temp, "", pos);
          ins(Op::VarDecl, {}, {}, k.elem)->aux.var = k.buf.var;
        }
        uses.push_back(addr(k.buf, false));
      } else {
        uses.push_back(kNoReg);
      }
    }
    pos = s->pos;
    Reg chosen = tmp(m.intT), ok = tmp(m.boolT);
    insv(Op::Select, {chosen, ok}, uses)->aux.select = &info;
    auto& values = prog.casesPool.emplace_back();
    std::vector<Block*> bodies;
    for (size_t i = 0; i < cases.size(); i++) bodies.push_back(newBlock());
    size_t n = cases.size();
    Block* other = dflt ? newBlock() : bodies[--n];
    for (size_t i = 0; i < n; i++) values.push_back(static_cast<int64_t>(i));
    ins(Op::Switch, {}, {chosen}, m.intT)->aux.cases = &values;
    cur->succs.assign(bodies.begin(), bodies.begin() + static_cast<long>(n));
    cur->succs.push_back(other);
    for (size_t i = 0; i < cases.size(); i++) {
      start(bodies[i]);
      pos = cases[i].clause->pos;
      Reg v = cases[i].wantValue ? load(cases[i].buf) : kNoReg;
      commBody(cases[i].clause, cases[i].elem, v, ok);
      jump(done);
    }
    if (dflt) {
      start(other);
      finishDefault();
    }
  }
  targets.pop_back();
  start(done);
}

}  // namespace gvm::lower
