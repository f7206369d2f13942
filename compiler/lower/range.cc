// This file lowers range loops over integers, arrays, slices, strings, maps and channels; functions are in rangefunc.cc.
#include "compiler/lower/fn.h"

namespace gvm::lower {

static syntax::Ident* rangeIdent(syntax::RangeStmt* s, uint32_t i) {
  return i < s->lhs.size() ? syntax::as<syntax::Ident>(syntax::unparen(s->lhs[i])) : nullptr;
}

bool Fn::rangeVarUsed(syntax::RangeStmt* s, int i) {
  if (static_cast<uint32_t>(i) >= s->lhs.size() || !s->lhs[static_cast<size_t>(i)]) return false;
  auto* id = rangeIdent(s, static_cast<uint32_t>(i));
  return !id || id->name != "_";
}

// Gives the iteration variables their values for this iteration.
void Fn::bindRange(syntax::RangeStmt* s, Reg k, Type* kt, Reg v, Type* vt) {
  pos = s->pos;
  std::vector<Reg> values;
  std::vector<Type*> ts;
  if (!s->lhs.empty()) {
    values.push_back(k);
    ts.push_back(kt);
  }
  if (s->lhs.size() > 1) {
    values.push_back(v);
    ts.push_back(vt);
  }
  bool fresh = s->define && m.perIteration(s->pos, f->pkg);
  if (!s->define)
    for (syntax::Expr* l : s->lhs) hoistLhs(l);
  assignValues(s->lhs, values, ts, fresh);
  memo_.clear();
}

// The loop's counter, a register set to zero. When the key variable is a plain register that the body leaves alone, it is
// the counter itself (*isKey).
Reg Fn::rangeCounter(syntax::RangeStmt* s, Type* t, bool* isKey) {
  *isKey = false;
  Reg h = kNoReg;
  if (s->define && rangeVarUsed(s, 0) && m.perIteration(s->pos, f->pkg)) {
    auto* id = rangeIdent(s, 0);
    auto* v = types::objAs<types::Var>(id->obj);
    if (v && !m.note(v)->reassigned && !m.note(v)->captured && !needsMemory(v, t) && ty(v->type) == t) {
      h = declareIn(v, t, false, v->name, v->pos, Var::Local, true).reg;
      *isKey = true;
    }
  }
  if (h == kNoReg) h = namedReg(t, "");
  ins(Op::Const, {h}, {}, t, 0);
  return h;
}

void Fn::rangeStmt(syntax::RangeStmt* s) {
  Type* t = ty(s->x);
  if (auto* b = types::as<types::Basic>(t); b && (b->info & types::IsUntyped)) {
    t = m.canon(types::defaultType(b));
    if ((b->info & types::IsInteger) && rangeVarUsed(s, 0)) t = s->define ? ty(types::objAs<types::Var>(rangeIdent(s, 0)->obj)->type) : lhsType(s->lhs[0]);
  }
  Type* u = types::under(t);
  if (s->define && !m.perIteration(s->pos, f->pkg) && u->tag != types::Tag::Signature)
    for (uint32_t i = 0; i < s->lhs.size(); i++)
      if (rangeVarUsed(s, static_cast<int>(i))) declare(types::objAs<types::Var>(rangeIdent(s, i)->obj), false);
  switch (u->tag) {
    case types::Tag::Basic:
      if (isStringT(t)) rangeString(s, t);
      else rangeInt(s, t);
      break;
    case types::Tag::Map:
      rangeMap(s, t);
      break;
    case types::Tag::Chan:
      rangeChan(s, t);
      break;
    case types::Tag::Signature:
      rangeFunc(s, types::as<types::Signature>(m.canon(u)));
      break;
    default:
      rangeList(s, t);
      break;
  }
}

void Fn::rangeInt(syntax::RangeStmt* s, Type* t) {
  Reg n = copyIfNamed(exprAs(s->x, t));
  memo_.clear();
  bool isKey;
  Reg h = rangeCounter(s, t, &isKey);
  Block *head = newBlock(), *body = newBlock(), *cont = newBlock(), *done = newBlock();
  jump(head);
  start(head);
  branch(val(Op::Lt, m.boolT, {h, n}, t), body, done);
  start(body);
  if (!isKey && rangeVarUsed(s, 0)) bindRange(s, h, t, kNoReg, nullptr);
  targets.push_back({s, done, cont});
  block(s->body);
  targets.pop_back();
  pos = s->pos;
  jump(cont);
  start(cont);
  ins(Op::Add, {h}, {h, constInt(t, 1)}, t);
  jump(head);
  start(done);
}

void Fn::rangeList(syntax::RangeStmt* s, Type* t) {
  Type* u = types::under(t);
  bool wantV = rangeVarUsed(s, 1);
  Reg base = kNoReg, n;
  Type* elem;
  Place p;
  if (auto* st = types::as<types::Slice>(u)) {
    elem = m.canon(st->elem);
    base = copyIfNamed(expr(s->x));
    n = fieldGet(base, m.intT, 8);
    p.kind = Place::SliceElem;
    p.flags = 0;
  } else {
    auto* at = types::as<types::Array>(u);
    p.kind = Place::ArrayElem;
    if (at) {
      elem = m.canon(at->elem);
      if (wantV) {
        // The array is copied before the loop.
        hoist(s->x);
        Place x = place(s->x);
        if (x.kind == Place::InReg || x.kind == Place::MapElem) {
          base = addr(spill(load(x)), false);
        } else {
          Place c;
          c.kind = Place::InVar;
          c.type = t;
          c.var = prog.newVar(*f, t, Var::Temp, "", s->x->pos);
          Reg src = addr(x, false);
          ins(Op::VarDecl, {}, {}, t)->aux.var = c.var;
          last()->flags |= kInit;
          base = addr(c, false);
          ins(Op::MemCopy, {}, {base, src}, t);
        }
      } else if (hasCall(s->x)) {
        effect(s->x);
      }
    } else {
      at = types::underAs<types::Array>(types::as<types::Pointer>(u)->base);
      elem = m.canon(at->elem);
      p.flags = kNilCheck;
      if (wantV) base = copyIfNamed(expr(s->x));
      else if (hasCall(s->x)) effect(s->x);
    }
    p.len = at->len;
    n = constInt(m.intT, at->len);
  }
  memo_.clear();
  bool isKey;
  Reg h = rangeCounter(s, m.intT, &isKey);
  Block *head = newBlock(), *body = newBlock(), *cont = newBlock(), *done = newBlock();
  jump(head);
  start(head);
  branch(val(Op::Lt, m.boolT, {h, n}, m.intT), body, done);
  start(body);
  Reg v = kNoReg;
  if (wantV) {
    p.base = base;
    p.idx = h;
    p.type = p.elem = elem;
    v = load(p);
  }
  if (isKey) {
    if (wantV) {
      auto* id = rangeIdent(s, 1);
      initVar(types::objAs<types::Var>(id->obj), v);
    }
  } else {
    bindRange(s, rangeVarUsed(s, 0) ? h : kNoReg, m.intT, v, elem);
  }
  targets.push_back({s, done, cont});
  block(s->body);
  targets.pop_back();
  pos = s->pos;
  jump(cont);
  start(cont);
  ins(Op::Add, {h}, {h, constInt(m.intT, 1)}, m.intT);
  jump(head);
  start(done);
}

void Fn::rangeString(syntax::RangeStmt* s, Type* t) {
  Reg str = copyIfNamed(exprAs(s->x, t));
  memo_.clear();
  Reg n = fieldGet(str, m.intT, 8);
  Reg h = namedReg(m.intT, ""), next = namedReg(m.intT, "");
  ins(Op::Const, {h}, {}, m.intT, 0);
  Block *head = newBlock(), *body = newBlock(), *cont = newBlock(), *done = newBlock();
  jump(head);
  start(head);
  branch(val(Op::Lt, m.boolT, {h, n}, m.intT), body, done);
  start(body);
  Reg r = tmp(m.int32T);
  ins(Op::DecodeRune, {r, next}, {str, h});
  bindRange(s, rangeVarUsed(s, 0) ? h : kNoReg, m.intT, rangeVarUsed(s, 1) ? r : kNoReg, m.int32T);
  targets.push_back({s, done, cont});
  block(s->body);
  targets.pop_back();
  pos = s->pos;
  jump(cont);
  start(cont);
  ins(Op::Copy, {h}, {next}, m.intT);
  jump(head);
  start(done);
}

void Fn::rangeMap(syntax::RangeStmt* s, Type* t) {
  auto* mt = types::underAs<types::Map>(t);
  Type *kt = m.canon(mt->key), *vt = m.canon(mt->elem);
  Reg mp = copyIfNamed(expr(s->x));
  memo_.clear();
  Reg it = namedReg(nullptr, "");
  f->regs[it].cls = RegInfo::MapIter;
  ins(Op::MapIterInit, {it}, {mp}, t);
  Block *head = newBlock(), *body = newBlock(), *done = newBlock();
  jump(head);
  start(head);
  Reg ok = tmp(m.boolT);
  ins(Op::MapIterNext, {it, ok}, {it}, t);
  branch(ok, body, done);
  start(body);
  Reg k = rangeVarUsed(s, 0) ? val(Op::MapIterKey, kt, {it}, t) : kNoReg;
  Reg v = rangeVarUsed(s, 1) ? val(Op::MapIterElem, vt, {it}, t) : kNoReg;
  bindRange(s, k, kt, v, vt);
  targets.push_back({s, done, head});
  block(s->body);
  targets.pop_back();
  pos = s->pos;
  jump(head);
  start(done);
}

void Fn::rangeChan(syntax::RangeStmt* s, Type* t) {
  Type* elem = m.canon(types::underAs<types::Chan>(t)->elem);
  Reg ch = copyIfNamed(expr(s->x));
  memo_.clear();
  Block *head = newBlock(), *body = newBlock(), *done = newBlock();
  jump(head);
  start(head);
  Reg v = rangeVarUsed(s, 0) ? tmp(elem) : kNoReg;
  Reg ok = tmp(m.boolT);
  pos = s->pos;
  ins(Op::Recv, {v, ok}, {ch}, t);
  branch(ok, body, done);
  start(body);
  if (v != kNoReg) bindRange(s, v, elem, kNoReg, nullptr);
  targets.push_back({s, done, head});
  block(s->body);
  targets.pop_back();
  pos = s->pos;
  jump(head);
  start(done);
}

}  // namespace gvm::lower
