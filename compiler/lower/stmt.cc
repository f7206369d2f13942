// This file lowers statements: blocks, branches, loops, labels, returns.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::NodeKind;

void Fn::stmts(List<syntax::Stmt*> l) {
  for (syntax::Stmt* s : l) stmt(s);
}

void Fn::block(syntax::BlockStmt* b) { stmts(b->list); }

void Fn::stmt(syntax::Stmt* s) {
  if (!s) return;
  if (!memo_.empty()) memo_.clear();
  pos = s->pos;
  switch (s->kind) {
    case NodeKind::DeclStmt:
      for (syntax::Decl* d : static_cast<syntax::DeclStmt*>(s)->decls)
        if (auto* v = syntax::as<syntax::VarDecl>(d)) varDecl(v);
      break;
    case NodeKind::LabeledStmt:
      labeled(static_cast<syntax::LabeledStmt*>(s));
      break;
    case NodeKind::ExprStmt:
      effect(static_cast<syntax::ExprStmt*>(s)->x);
      break;
    case NodeKind::SendStmt: {
      auto* n = static_cast<syntax::SendStmt*>(s);
      if (hasCall(n->val)) hoistAll({n->chan, n->val});
      Reg c = expr(n->chan);
      Type* ct = ty(n->chan);
      Reg v = exprAs(n->val, m.canon(types::underAs<types::Chan>(ct)->elem));
      pos = s->pos;
      ins(Op::Send, {}, {c, v}, ct);
      break;
    }
    case NodeKind::IncDecStmt: {
      auto* n = static_cast<syntax::IncDecStmt*>(s);
      assignOp(n->x, n->op, nullptr, s->pos);
      break;
    }
    case NodeKind::AssignStmt:
      assign(static_cast<syntax::AssignStmt*>(s));
      break;
    case NodeKind::BranchStmt:
      branchStmt(static_cast<syntax::BranchStmt*>(s));
      break;
    case NodeKind::CallStmt:
      goDefer(static_cast<syntax::CallStmt*>(s));
      break;
    case NodeKind::ReturnStmt:
      returnStmt(static_cast<syntax::ReturnStmt*>(s));
      break;
    case NodeKind::BlockStmt:
      block(static_cast<syntax::BlockStmt*>(s));
      break;
    case NodeKind::IfStmt:
      ifStmt(static_cast<syntax::IfStmt*>(s));
      break;
    case NodeKind::ForStmt:
      forStmt(static_cast<syntax::ForStmt*>(s));
      break;
    case NodeKind::RangeStmt:
      rangeStmt(static_cast<syntax::RangeStmt*>(s));
      break;
    case NodeKind::SwitchStmt:
      switchStmt(static_cast<syntax::SwitchStmt*>(s));
      break;
    case NodeKind::TypeSwitchStmt:
      typeSwitch(static_cast<syntax::TypeSwitchStmt*>(s));
      break;
    case NodeKind::SelectStmt:
      selectStmt(static_cast<syntax::SelectStmt*>(s));
      break;
    default:
      break;
  }
  if (!memo_.empty()) memo_.clear();
}

void Fn::ifStmt(syntax::IfStmt* s) {
  if (s->init) stmt(s->init);
  Block* then = newBlock();
  Block* done = newBlock();
  Block* els = s->els ? newBlock() : done;
  pos = s->cond->pos;
  cond(s->cond, then, els);
  memo_.clear();
  start(then);
  block(s->then);
  jump(done);
  if (s->els) {
    start(els);
    stmt(s->els);
    jump(done);
  }
  start(done);
}

// The variables that a three-clause loop declares: each iteration has its own copy of those that outlive it.
static void loopVars(Fn& fn, syntax::Stmt* init, std::vector<types::Var*>& out) {
  auto* a = syntax::as<syntax::AssignStmt>(init);
  if (!a || !a->define) return;
  for (syntax::Expr* l : a->lhs) {
    auto* id = syntax::as<syntax::Ident>(l);
    auto* v = id ? types::objAs<types::Var>(id->obj) : nullptr;
    if (!v || id->name == "_" || v->pos != id->pos) continue;
    auto it = fn.locals.find(v);
    if (it != fn.locals.end() && it->second.kind == Loc::InVar) out.push_back(v);
  }
}

void Fn::forStmt(syntax::ForStmt* s) {
  if (s->init) stmt(s->init);
  std::vector<types::Var*> vars;
  if (m.perIteration(s->pos, f->pkg)) loopVars(*this, s->init, vars);
  Block* head = newBlock();
  Block* body = newBlock();
  Block* cont = newBlock();
  Block* done = newBlock();
  jump(head);
  start(head);
  if (s->cond) {
    pos = s->cond->pos;
    cond(s->cond, body, done);
    memo_.clear();
  } else {
    jump(body);
  }
  start(body);
  targets.push_back({s, done, cont});
  block(s->body);
  targets.pop_back();
  pos = s->post ? s->post->pos : s->body->rbrace;
  jump(cont);
  start(cont);
  for (types::Var* v : vars) {
    Loc l = locals[v];
    Reg r = load(placeOf(l));
    ins(Op::VarDecl, {}, {}, l.type)->aux.var = l.var;
    last()->flags |= kInit;
    store(placeOf(l), r);
  }
  if (s->post) stmt(s->post);
  jump(head);
  start(done);
}

// ---- labels and branches

Block* Fn::labelBlock(const syntax::Stmt* s) {
  Block*& b = labels[s];
  if (!b) b = newBlock();
  return b;
}

void Fn::labeled(syntax::LabeledStmt* s) {
  Block* b = labelBlock(s);
  jump(b);
  start(b);
  stmt(s->stmt);
}

Target* Fn::findTarget(const syntax::Stmt* s) {
  for (size_t i = targets.size(); i-- > 0;)
    if (targets[i].stmt == s) return &targets[i];
  return nullptr;
}

void Fn::branchStmt(syntax::BranchStmt* s) {
  switch (s->tok) {
    case syntax::Token::Break:
      leave(Exit::Break, s->target);
      break;
    case syntax::Token::Continue:
      leave(Exit::Continue, s->target);
      break;
    case syntax::Token::Goto:
      leave(Exit::Goto, s->target);
      break;
    default:
      break;  // fallthrough is dealt with by the switch
  }
}

void Fn::returnStmt(syntax::ReturnStmt* s) {
  std::vector<Reg> values;
  const std::vector<Type*>& ts = top->f->resultTypes;
  if (s->results.empty()) {
    if (rangeBodyOf || returnBlock || ts.empty()) {
      returnValues({});
      return;
    }
    for (const Loc& l : resultLocs) values.push_back(load(placeOf(l)));
    insv(Op::Ret, {}, values);
    cur = newBlock();
    return;
  }
  if (s->results.size() == 1 && ts.size() > 1) {
    auto* tuple = types::as<types::Tuple>(s->results[0]->type);
    exprMulti(s->results[0], values);
    for (size_t i = 0; i < values.size(); i++) values[i] = convertAssign(values[i], ty(tuple->vars[i]->type), ts[i], s->results[0]);
  } else {
    bool calls = false;
    for (uint32_t i = 1; i < s->results.size(); i++) calls |= hasCall(s->results[i]);
    if (calls)
      for (syntax::Expr* r : s->results) hoist(r);
    for (uint32_t i = 0; i < s->results.size(); i++) values.push_back(exprAs(s->results[i], ts[i]));
  }
  pos = s->pos;
  returnValues(values);
}

}  // namespace gvm::lower
