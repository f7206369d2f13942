// This file lowers composite literals: into registers, into variables and fresh memory, and from static data.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::unparen;

// Index of each element of an array or slice literal; returns the literal's length.
static int64_t elementIndexes(source::Arena& arena, syntax::CompositeLit* e, std::vector<int64_t>& out) {
  int64_t next = 0, max = 0;
  for (syntax::Expr* x : e->elems) {
    if (auto* kv = syntax::as<syntax::KeyValueExpr>(x)) {
      bool exact;
      next = constant::int64Val(constant::toInt(arena, kv->key->value), &exact);
    }
    out.push_back(next++);
    max = std::max(max, next);
  }
  return max;
}

static syntax::Expr* valueOf(syntax::Expr* x) {
  auto* kv = syntax::as<syntax::KeyValueExpr>(x);
  return kv ? kv->val : x;
}

// One element: nested literals are built in place. zeroed: the place holds zeros already.
void Fn::elementInto(const Place& p, syntax::Expr* e, Type* t, bool zeroed) {
  syntax::Expr* x = unparen(e);
  if (auto* lit = syntax::as<syntax::CompositeLit>(x); lit && ty(lit) == t && !memo_.count(x)) {
    Type* u = types::under(t);
    if (u->tag == types::Tag::Struct || u->tag == types::Tag::Array) {
      compositeInto(p, lit, t, zeroed);
      return;
    }
  }
  if (zeroed && x->mode == static_cast<uint8_t>(types::Mode::NilValue)) return;
  // `&T{}` with the & left out.
  if (p.kind != Place::InReg && isLargeInMemory(*this, x, t) && ty(x) == t && !memo_.count(x)) {
    Reg src = addr(place(x), false), dst = addr(p, false);
    ins(Op::MemCopy, {}, {dst, src}, t);
    return;
  }
  Reg r;
  if (auto* lit = syntax::as<syntax::CompositeLit>(x); lit && types::underAs<types::Pointer>(t) && !types::underAs<types::Pointer>(ty(lit)))
    r = addrOfLit(lit, t, lit);
  else
    r = exprAs(e, t);
  store(p, r);
}

// Builds struct or array literal e in place p (a variable, register or fresh memory that e cannot see).
void Fn::compositeInto(const Place& p, syntax::CompositeLit* e, Type* t, bool zeroed) {
  Type* u = types::under(t);
  pos = e->pos;
  if (auto* st = types::as<types::Struct>(u)) {
    bool blank = false;
    for (types::Var* v : st->fields) blank |= v->name == "_";
    if (!zeroed && (blank || e->elems.size() < st->fields.size())) {
      storeZero(p);
      zeroed = true;
    }
    for (uint32_t i = 0; i < e->elems.size(); i++) {
      syntax::Expr* x = e->elems[i];
      int index = static_cast<int>(i);
      if (auto* kv = syntax::as<syntax::KeyValueExpr>(x)) {
        auto* id = static_cast<syntax::Ident*>(unparen(kv->key));
        for (uint32_t k = 0; k < st->fields.size(); k++)
          if (types::sameId(st->fields[k], id->obj ? id->obj->pkg : nullptr, id->name, false) || (st->fields[k]->name == id->name)) index = static_cast<int>(k);
      }
      Place q = fieldPlace(p, t, index);
      q.temp = false;
      if (st->fields[static_cast<size_t>(index)]->name == "_" || (q.type->tag == types::Tag::Struct && sizeOf(q.type) == 0)) {
        effect(valueOf(x));  // blank fields stay zero
        continue;
      }
      elementInto(q, valueOf(x), q.type, zeroed);
    }
    return;
  }
  auto* at = types::as<types::Array>(u);
  Type* et = m.canon(at->elem);
  std::vector<int64_t> index;
  elementIndexes(m.arena, e, index);
  if (!zeroed && static_cast<int64_t>(e->elems.size()) < at->len) {
    storeZero(p);
    zeroed = true;
  }
  for (uint32_t i = 0; i < e->elems.size(); i++) {
    Place q = p;
    q.off += index[i] * sizeOf(et);
    q.type = et;
    elementInto(q, valueOf(e->elems[i]), et, zeroed);
  }
}

// Elements that have a call inside are evaluated before the literal's memory is made.
static void hoistElems(Fn& fn, syntax::CompositeLit* e) {
  bool calls = false;
  for (syntax::Expr* x : e->elems) calls |= Fn::hasCall(x);
  if (calls)
    for (syntax::Expr* x : e->elems) fn.hoist(valueOf(x));
}

Reg Fn::compositeLit(syntax::CompositeLit* e) {
  Type* t = ty(e);
  Type* u = types::under(t);
  if (types::as<types::Pointer>(u)) return addrOfLit(e, t, e);
  switch (u->tag) {
    case types::Tag::Slice:
      return sliceLit(e, t);
    case types::Tag::Map:
      return mapLit(e, t);
    default:
      break;
  }
  hoistElems(*this, e);
  pos = e->pos;
  if (sizeOf(t) > 128) {
    if (m.isStatic(e, t, env)) {
      Global* g = m.staticData(t, ".stmp_");
      m.staticInit(g, 0, e, t, env);
      Reg r = val(Op::GlobalLoad, t, {}, t);
      last()->aux.global = g;
      return r;
    }
    Place p;
    p.kind = Place::InVar;
    p.type = t;
    p.var = prog.newVar(*f, t, Var::Temp, "", e->pos);
    ins(Op::VarDecl, {}, {}, t)->aux.var = p.var;
    compositeInto(p, e, t, true);
    return load(p);
  }
  Reg r = namedReg(t, "");
  Place p = regPlace(r);
  p.temp = false;
  if (e->elems.empty()) {
    ins(Op::Zero, {r}, {}, t);
    return r;
  }
  // A register must be wholly written before its parts are.
  ins(Op::Zero, {r}, {}, t);
  compositeInto(p, e, t, true);
  return r;
}

Reg Fn::addrOfLit(syntax::CompositeLit* e, Type* ptrT, const syntax::Node* src) {
  Type* t = m.canon(types::underAs<types::Pointer>(ptrT)->base);
  hoistElems(*this, e);
  Type* u = types::under(t);
  if (u->tag == types::Tag::Slice || u->tag == types::Tag::Map) {
    Reg v = u->tag == types::Tag::Slice ? sliceLit(e, t) : mapLit(e, t);
    pos = src->pos;
    Reg r = val(Op::New, ptrT, {}, ptrT);
    last()->type2 = t;
    last()->expr = src;
    ins(Op::Store, {}, {r, v}, t);
    return r;
  }
  pos = src->pos;
  Reg r = val(Op::New, ptrT, {}, ptrT);
  last()->type2 = t;
  last()->expr = src;
  if (!e->elems.empty()) compositeInto(derefPlace(r, t, false), e, t, true);
  return r;
}

// []T{...}: a fresh array, filled element by element or copied from static data.
Reg Fn::sliceLit(syntax::CompositeLit* e, Type* t) {
  Type* et = m.canon(types::underAs<types::Slice>(t)->elem);
  std::vector<int64_t> index;
  int64_t n = elementIndexes(m.arena, e, index);
  hoistElems(*this, e);
  pos = e->pos;
  Type* at = m.arrayOf(et, n);
  Type* pt = m.pointerTo(at);
  Reg p = val(Op::New, pt, {}, pt);
  last()->type2 = at;
  last()->expr = e;
  if (e->elems.size() > 4 && m.isStatic(e, at, env)) {
    Global* g = m.staticData(at, ".stmp_");
    m.staticInit(g, 0, e, at, env);
    Reg src = val(Op::GlobalAddr, pt, {}, pt);
    last()->aux.global = g;
    ins(Op::MemCopy, {}, {p, src}, at);
  } else {
    for (uint32_t i = 0; i < e->elems.size(); i++) {
      Place q = derefPlace(p, et, false);
      q.off = index[i] * sizeOf(et);
      elementInto(q, valueOf(e->elems[i]), et, true);
    }
  }
  pos = e->pos;
  Reg len = constInt(m.intT, n);
  return val(Op::SliceMake, t, {p, len, len}, t);
}

Reg Fn::mapLit(syntax::CompositeLit* e, Type* t) {
  auto* mt = types::underAs<types::Map>(t);
  Type *kt = m.canon(mt->key), *vt = m.canon(mt->elem);
  pos = e->pos;
  Reg hint = e->elems.size() > 8 ? constInt(m.intT, e->elems.size()) : kNoReg;
  Reg r = val(Op::MakeMap, t, {hint}, t);
  last()->expr = e;
  auto value = [&](syntax::Expr* x, Type* want) {
    syntax::Expr* ux = unparen(x);
    if (auto* lit = syntax::as<syntax::CompositeLit>(ux); lit && types::underAs<types::Pointer>(want) && !types::underAs<types::Pointer>(ty(lit)))
      return addrOfLit(lit, want, lit);
    return exprAs(x, want);
  };
  // Large literals of constants are two static arrays and a loop.
  if (e->elems.size() > 25) {
    int64_t n = static_cast<int64_t>(e->elems.size());
    Type *ka = m.arrayOf(kt, n), *va = m.arrayOf(vt, n);
    bool ok = true;
    for (syntax::Expr* x : e->elems) {
      auto* kv = static_cast<syntax::KeyValueExpr*>(x);
      ok = ok && m.isStatic(kv->key, kt, env) && m.isStatic(kv->val, vt, env);
    }
    if (ok) {
      Global *gk = m.staticData(ka, ".stmp_"), *gv = m.staticData(va, ".stmp_");
      for (int64_t i = 0; i < n; i++) {
        auto* kv = static_cast<syntax::KeyValueExpr*>(e->elems[static_cast<size_t>(i)]);
        m.staticInit(gk, static_cast<uint64_t>(i * sizeOf(kt)), kv->key, kt, env);
        m.staticInit(gv, static_cast<uint64_t>(i * sizeOf(vt)), kv->val, vt, env);
      }
      Reg i = namedReg(m.intT, "");
      ins(Op::Const, {i}, {}, m.intT, 0);
      Block *body = newBlock(), *done = newBlock();
      Reg end = constInt(m.intT, n);
      jump(body);
      start(body);
      auto elem = [&](Global* g, Type* at, Type* et) {
        Reg a = val(Op::GlobalAddr, m.pointerTo(at), {}, m.pointerTo(at));
        last()->aux.global = g;
        Reg v = val(Op::ArrayLoad, et, {a, i}, et);
        last()->type2 = et;
        last()->imm2 = n;
        return v;
      };
      Reg k = elem(gk, ka, kt), v = elem(gv, va, vt);
      ins(Op::MapSet, {}, {r, k, v}, t);
      ins(Op::Add, {i}, {i, constInt(m.intT, 1)}, m.intT);
      branch(val(Op::Lt, m.boolT, {i, end}, m.intT), body, done);
      start(done);
      return r;
    }
  }
  for (syntax::Expr* x : e->elems) {
    auto* kv = static_cast<syntax::KeyValueExpr*>(x);
    if (hasCall(kv->val)) hoistAll({kv->key, kv->val});
    Reg k = value(kv->key, kt);
    Reg v = value(kv->val, vt);
    pos = kv->pos;
    ins(Op::MapSet, {}, {r, k, v}, t);
  }
  return r;
}

}  // namespace gvm::lower
