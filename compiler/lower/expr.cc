// This file lowers expressions: operands and their order, operators, selectors, slices, assertions, function literals.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::NodeKind;
using syntax::Operator;
using syntax::unparen;

static bool isTypeExpr(const syntax::Expr* e) { return e->mode == static_cast<uint8_t>(types::Mode::TypExpr); }
static bool isNilExpr(const syntax::Expr* e) { return e->mode == static_cast<uint8_t>(types::Mode::NilValue); }

// ---- constants

Reg Fn::constant(const constant::Value* v, Type* t) {
  auto* b = basicOf(t);
  if (!b) return zero(t);
  if (b->info & types::IsUntyped) {
    t = m.canon(types::defaultType(b));
    b = basicOf(t);
    if (!b) return zero(t);
  }
  bool exact;
  if (b->info & types::IsBoolean) return constInt(t, constant::boolVal(v));
  if (b->info & types::IsString) return constStr(constant::stringVal(v), t);
  if (b->info & types::IsInteger || b->kind == types::UnsafePointer) {
    const constant::Value* iv = constant::toInt(m.arena, v);
    int64_t x = constant::sign(iv) >= 0 ? static_cast<int64_t>(constant::uint64Val(iv, &exact)) : constant::int64Val(iv, &exact);
    return constInt(t, x);
  }
  if (b->info & types::IsFloat) {
    const constant::Value* fv = constant::toFloat(m.arena, v);
    if (b->kind == types::Float32) {
      float x = constant::float32Val(fv);
      uint32_t bits;
      std::memcpy(&bits, &x, 4);
      return constInt(t, bits);
    }
    double x = constant::float64Val(fv);
    int64_t bits;
    std::memcpy(&bits, &x, 8);
    return constInt(t, bits);
  }
  if (b->info & types::IsComplex) {
    const constant::Value* c = constant::toComplex(m.arena, v);
    Reg r = val(Op::ConstComplex, t, {}, t);
    for (int k = 0; k < 2; k++) {
      const constant::Value* part = constant::toFloat(m.arena, k ? constant::imag(m.arena, c) : constant::real(m.arena, c));
      int64_t bits = 0;
      if (b->kind == types::Complex64) {
        float x = constant::float32Val(part);
        std::memcpy(&bits, &x, 4);
      } else {
        double x = constant::float64Val(part);
        std::memcpy(&bits, &x, 8);
      }
      (k ? last()->imm2 : last()->imm) = bits;
    }
    return r;
  }
  return zero(t);
}

// ---- order of evaluation

// Bits of Node::flags: whether hasCall has been worked out, and its value; and the same for hasOrdered.
static constexpr uint16_t kCallKnown = 0x4000, kCallYes = 0x8000, kOrderKnown = 0x1000, kOrderYes = 0x2000;

static bool computeCall(syntax::Expr* e, bool (*anyCall)(syntax::Expr*)) {
  switch (e->kind) {
    case NodeKind::ParenExpr:
      return anyCall(static_cast<syntax::ParenExpr*>(e)->x);
    case NodeKind::SelectorExpr:
      return anyCall(static_cast<syntax::SelectorExpr*>(e)->x);
    case NodeKind::StarExpr:
      return anyCall(static_cast<syntax::StarExpr*>(e)->x);
    case NodeKind::TypeAssertExpr:
      return true;
    case NodeKind::UnaryExpr: {
      auto* u = static_cast<syntax::UnaryExpr*>(e);
      return u->op == Operator::Recv || anyCall(u->x);
    }
    case NodeKind::BinaryExpr: {
      auto* b = static_cast<syntax::BinaryExpr*>(e);
      return anyCall(b->x) || anyCall(b->y);
    }
    case NodeKind::IndexExpr: {
      auto* x = static_cast<syntax::IndexExpr*>(e);
      if (x->inst || isTypeExpr(x)) return false;
      Type* t = x->x->type;
      if (!t || (types::under(t)->tag == types::Tag::Map) || types::isTypeParam(t)) return true;
      return anyCall(x->x) || anyCall(x->indices[0]);
    }
    case NodeKind::SliceExpr: {
      auto* s = static_cast<syntax::SliceExpr*>(e);
      if (anyCall(s->x)) return true;
      for (syntax::Expr* i : s->index)
        if (i && anyCall(i)) return true;
      return false;
    }
    case NodeKind::CompositeLit: {
      for (syntax::Expr* x : static_cast<syntax::CompositeLit*>(e)->elems)
        if (anyCall(x)) return true;
      return false;
    }
    case NodeKind::KeyValueExpr: {
      auto* kv = static_cast<syntax::KeyValueExpr*>(e);
      return (kv->key->mode && anyCall(kv->key)) || anyCall(kv->val);
    }
    case NodeKind::CallExpr: {
      auto* c = static_cast<syntax::CallExpr*>(e);
      if (isTypeExpr(c->fun)) return anyCall(c->args[0]);
      if (c->builtin) {
        auto id = static_cast<types::BuiltinId>(c->builtin - 1);
        if (anyCall == &Fn::hasOrdered) return true;
        if (id == types::BuiltinId::Len || id == types::BuiltinId::Cap || id == types::BuiltinId::Real || id == types::BuiltinId::Imag ||
            id == types::BuiltinId::Complex) {
          for (syntax::Expr* a : c->args)
            if (anyCall(a)) return true;
          return false;
        }
      }
      return true;
    }
    default:
      return false;
  }
}

// Whether evaluating e runs calls, receives or other operations that gc orders before plain operands.
bool Fn::hasCall(syntax::Expr* e) {
  if (e->value || isTypeExpr(e)) return false;
  if (!(e->flags & kCallKnown)) e->flags |= static_cast<uint16_t>(kCallKnown | (computeCall(e, &Fn::hasCall) ? kCallYes : 0));
  return e->flags & kCallYes;
}

// As hasCall, and builtins such as len count too: beside a call they are evaluated in order with it.
bool Fn::hasOrdered(syntax::Expr* e) {
  if (e->value || isTypeExpr(e)) return false;
  if (!(e->flags & kOrderKnown)) e->flags |= static_cast<uint16_t>(kOrderKnown | (computeCall(e, &Fn::hasOrdered) ? kOrderYes : 0));
  return e->flags & kOrderYes;
}

// Evaluates the calls inside e, in order, into temporaries that expr() will find.
void Fn::hoist(syntax::Expr* e) {
  e = unparen(e);
  if (!hasOrdered(e) || memo_.count(e)) return;
  switch (e->kind) {
    case NodeKind::SelectorExpr:
      hoist(static_cast<syntax::SelectorExpr*>(e)->x);
      return;
    case NodeKind::StarExpr:
      hoist(static_cast<syntax::StarExpr*>(e)->x);
      return;
    case NodeKind::UnaryExpr: {
      auto* u = static_cast<syntax::UnaryExpr*>(e);
      if (u->op == Operator::Recv) break;
      hoist(u->x);
      return;
    }
    case NodeKind::BinaryExpr: {
      auto* b = static_cast<syntax::BinaryExpr*>(e);
      if (b->op == Operator::AndAnd || b->op == Operator::OrOr) break;
      hoist(b->x);
      hoist(b->y);
      return;
    }
    case NodeKind::IndexExpr: {
      auto* x = static_cast<syntax::IndexExpr*>(e);
      if (types::under(ty(x->x))->tag == types::Tag::Map) break;
      hoist(x->x);
      hoist(x->indices[0]);
      return;
    }
    case NodeKind::SliceExpr: {
      auto* s = static_cast<syntax::SliceExpr*>(e);
      hoist(s->x);
      for (syntax::Expr* i : s->index)
        if (i) hoist(i);
      return;
    }
    case NodeKind::CompositeLit:
      if (types::under(ty(e))->tag == types::Tag::Map) break;
      for (syntax::Expr* x : static_cast<syntax::CompositeLit*>(e)->elems) {
        if (auto* kv = syntax::as<syntax::KeyValueExpr>(x)) x = kv->val;
        hoist(x);
      }
      return;
    case NodeKind::CallExpr: {
      auto* c = static_cast<syntax::CallExpr*>(e);
      if (isTypeExpr(c->fun)) {
        hoist(c->args[0]);
        return;
      }
      break;
    }
    default:
      break;
  }
  if (types::as<types::Tuple>(e->type)) return;
  memo_[e] = copyIfNamed(expr(e));
}

void Fn::hoistAll(std::initializer_list<syntax::Expr*> es) {
  for (syntax::Expr* e : es)
    if (e) hoist(e);
}

void Fn::hoistLhs(syntax::Expr* e) {
  e = unparen(e);
  if (!hasCall(e)) return;
  if (auto* x = syntax::as<syntax::IndexExpr>(e)) {
    // The element itself is written, not read.
    hoistAll({x->x, x->indices[0]});
    return;
  }
  hoist(e);
}

// ---- values

Reg Fn::exprAs(syntax::Expr* e, Type* T) {
  if (isNilExpr(unparen(e))) return zero(T);
  if (e->value && !isIface(T)) {
    pos = e->pos;
    return constant(e->value, T);
  }
  Type* from = ty(e);
  auto* b = types::as<types::Basic>(from);
  if (b && (b->info & types::IsUntyped)) {
    if (b->kind == types::UntypedNil) return zero(T);
    if (!isIface(T)) from = T;
    else from = m.canon(types::defaultType(b));
    if (e->value) return convertAssign(constant(e->value, from), from, T, e);
  }
  Reg r = expr(e);
  return convertAssign(r, from, T, e);
}

Reg Fn::convertAssign(Reg v, Type* from, Type* to, const syntax::Node* e) {
  if (from == to || !isIface(to)) return v;
  return makeIface(v, from, to, e);
}

Reg Fn::funcValue(Function* fn, Type* t) {
  Reg r = val(Op::FuncAddr, t, {}, t);
  last()->aux.fn = fn;
  return r;
}

Function* Fn::instanceOf(types::Func* fo, types::Instance* inst) {
  if (!inst) return m.function(fo, {});
  List<Type*> targs = m.arena.list<Type*>(inst->targs.size());
  for (uint32_t i = 0; i < targs.size(); i++) targs[i] = ty(inst->targs[i]);
  return m.function(fo, targs);
}

// The value that id names; e is the expression it is all of (id, pkg.id, or an instantiation of them), which has the type.
Reg Fn::identValue(syntax::Ident* id, types::Instance* inst, const syntax::Expr* e) {
  pos = id->pos;
  if (auto* v = types::objAs<types::Var>(id->obj)) {
    if (v->vkind == types::VarKind::Package) {
      Place p;
      p.kind = Place::InGlobal;
      p.global = m.global(v);
      p.type = p.global->type;
      return load(p);
    }
    return load(placeOf(lookup(v)));
  }
  if (auto* fo = types::objAs<types::Func>(id->obj)) return funcValue(instanceOf(fo, id->inst ? id->inst : inst), ty(e));
  return zero(ty(e));
}

Reg Fn::expr(syntax::Expr* e) {
  e = unparen(e);
  if (!memo_.empty())
    if (auto it = memo_.find(e); it != memo_.end()) return it->second;
  pos = e->pos;
  if (e->value) return constant(e->value, ty(e));
  switch (e->kind) {
    case NodeKind::Ident:
      if (isNilExpr(e)) return zero(ty(e));
      return identValue(static_cast<syntax::Ident*>(e), nullptr, e);
    case NodeKind::FuncLit:
      return funcLit(static_cast<syntax::FuncLit*>(e));
    case NodeKind::CompositeLit:
      return compositeLit(static_cast<syntax::CompositeLit*>(e));
    case NodeKind::SelectorExpr:
      return selector(static_cast<syntax::SelectorExpr*>(e));
    case NodeKind::IndexExpr: {
      auto* x = static_cast<syntax::IndexExpr*>(e);
      if (x->inst) {
        syntax::Expr* fun = unparen(x->x);
        if (auto* s = syntax::as<syntax::SelectorExpr>(fun)) fun = s->sel;
        return identValue(static_cast<syntax::Ident*>(fun), x->inst, e);
      }
      if (isStringT(ty(x->x))) {
        if (hasCall(x->indices[0])) hoistAll({x->x, x->indices[0]});
        Reg s = exprAs(x->x, ty(x->x));
        uint32_t flags = kBounds;
        Reg i = indexValue(x->indices[0], kUnsigned, &flags);
        pos = e->pos;
        Reg r = val(Op::StrIndex, m.uint8T, {s, i}, m.uint8T);
        last()->flags |= flags;
        return r;
      }
      Place p = indexPlace(x);
      pos = e->pos;
      return load(p);
    }
    case NodeKind::StarExpr: {
      Place p = place(e);
      return load(p);
    }
    case NodeKind::SliceExpr:
      return sliceExpr(static_cast<syntax::SliceExpr*>(e));
    case NodeKind::TypeAssertExpr:
      return typeAssert(static_cast<syntax::TypeAssertExpr*>(e), false, nullptr);
    case NodeKind::UnaryExpr:
      return unary(static_cast<syntax::UnaryExpr*>(e));
    case NodeKind::BinaryExpr:
      return binary(static_cast<syntax::BinaryExpr*>(e));
    case NodeKind::CallExpr: {
      auto* c = static_cast<syntax::CallExpr*>(e);
      if (isTypeExpr(unparen(c->fun))) return convert(c);
      if (c->builtin) return builtin(c, true);
      std::vector<Reg> results;
      call(c, results);
      return results.empty() ? kNoReg : results[0];
    }
    default:
      return zero(ty(e));
  }
}

// Several values: of a call, or value and ok of a comma-ok form (whose type is a tuple then).
void Fn::exprMulti(syntax::Expr* e, std::vector<Reg>& out) {
  e = unparen(e);
  auto* tuple = types::as<types::Tuple>(e->type);
  if (!tuple) {
    out.push_back(expr(e));
    return;
  }
  if (e->kind == NodeKind::CallExpr) {
    call(static_cast<syntax::CallExpr*>(e), out);
    return;
  }
  Type* t = ty(tuple->vars[0]->type);
  Reg v = kNoReg, ok = kNoReg;
  if (e->kind == NodeKind::TypeAssertExpr) {
    v = typeAssert(static_cast<syntax::TypeAssertExpr*>(e), true, &ok);
  } else if (e->kind == NodeKind::IndexExpr) {
    Place p = indexPlace(static_cast<syntax::IndexExpr*>(e));
    pos = e->pos;
    v = tmp(t);
    ok = tmp(m.boolT);
    ins(Op::MapGet2, {v, ok}, {p.base, p.idx}, p.elem);
  } else {
    auto* u = static_cast<syntax::UnaryExpr*>(e);
    Reg ch = expr(u->x);
    pos = e->pos;
    v = tmp(t);
    ok = tmp(m.boolT);
    ins(Op::Recv, {v, ok}, {ch}, regType(ch));
  }
  out.push_back(v);
  out.push_back(ok);
}

void Fn::effect(syntax::Expr* e) {
  e = unparen(e);
  pos = e->pos;
  if (e->value) return;
  if (auto* c = syntax::as<syntax::CallExpr>(e); c && !isTypeExpr(unparen(c->fun))) {
    if (c->builtin) {
      builtin(c, false);
      return;
    }
    std::vector<Reg> results;
    call(c, results, false);
    return;
  }
  if (auto* u = syntax::as<syntax::UnaryExpr>(e); u && u->op == Operator::Recv) {
    Reg ch = expr(u->x);
    pos = e->pos;
    ins(Op::Recv, {kNoReg, kNoReg}, {ch}, regType(ch));
    return;
  }
  if (types::as<types::Tuple>(e->type)) {
    std::vector<Reg> out;
    exprMulti(e, out);
    return;
  }
  expr(e);
}

void Fn::cond(syntax::Expr* e, Block* yes, Block* no) {
  e = unparen(e);
  if (e->value) {
    jump(constant::boolVal(e->value) ? yes : no);
    return;
  }
  if (!memo_.count(e)) {
    if (auto* b = syntax::as<syntax::BinaryExpr>(e)) {
      if (b->op == Operator::AndAnd || b->op == Operator::OrOr) {
        Block* mid = newBlock();
        if (b->op == Operator::AndAnd) cond(b->x, mid, no);
        else cond(b->x, yes, mid);
        start(mid);
        cond(b->y, yes, no);
        return;
      }
    } else if (auto* u = syntax::as<syntax::UnaryExpr>(e); u && u->op == Operator::Not) {
      cond(u->x, no, yes);
      return;
    }
  }
  Reg c = expr(e);
  branch(c, yes, no);
}

Reg Fn::shortCircuit(syntax::Expr* e) {
  Type* t = ty(e);
  Reg r = namedReg(t, "");
  Block *yes = newBlock(), *no = newBlock(), *done = newBlock();
  cond(e, yes, no);
  start(yes);
  ins(Op::Const, {r}, {}, t, 1);
  jump(done);
  start(no);
  ins(Op::Const, {r}, {}, t, 0);
  jump(done);
  start(done);
  return val(Op::Copy, t, {r}, t);
}

Reg Fn::unary(syntax::UnaryExpr* e) {
  Type* t = ty(e);
  switch (e->op) {
    case Operator::And:
      return addressOf(e);
    case Operator::Recv: {
      Reg ch = expr(e->x);
      pos = e->pos;
      if (auto* tu = types::as<types::Tuple>(t)) t = m.canon(tu->vars[0]->type);
      Reg r = tmp(t);
      ins(Op::Recv, {r, kNoReg}, {ch}, regType(ch));
      return r;
    }
    case Operator::Not: {
      Reg x = expr(e->x);
      pos = e->pos;
      return val(Op::LNot, t, {x}, t);
    }
    case Operator::Sub: {
      Reg x = exprAs(e->x, t);
      pos = e->pos;
      return val(Op::Neg, t, {x}, t);
    }
    case Operator::Xor: {
      Reg x = exprAs(e->x, t);
      pos = e->pos;
      return val(Op::Not, t, {x}, t);
    }
    default:
      return exprAs(e->x, t);
  }
}

Reg Fn::addressOf(syntax::UnaryExpr* e) {
  syntax::Expr* x = unparen(e->x);
  if (auto* lit = syntax::as<syntax::CompositeLit>(x)) return addrOfLit(lit, ty(e), e);
  Place p = place(x);
  pos = e->pos;
  Reg r = addr(p);
  Type* t = ty(e);
  if (regType(r) != t) return val(Op::Copy, t, {r}, t);
  return r;
}

Reg Fn::binary(syntax::BinaryExpr* e) {
  if (e->op == Operator::AndAnd || e->op == Operator::OrOr) return shortCircuit(e);
  if (syntax::isComparison(e->op)) {
    if (hasCall(e->y)) hoistAll({e->x, e->y});
    pos = e->pos;
    Reg r = compare(e->op, e->x, e->y);
    Type* t = ty(e);
    if (regType(r) != t && types::as<types::Named>(t)) return val(Op::Copy, t, {r}, t);
    return r;
  }
  Type* t = ty(e);
  if (e->op == Operator::Add && isStringT(t)) return concat(e);
  if (hasCall(e->y)) hoistAll({e->x, e->y});
  Reg x = exprAs(e->x, t);
  if (e->op == Operator::Shl || e->op == Operator::Shr) {
    Type* yt = ty(e->y);
    if (auto* b = types::as<types::Basic>(yt); b && (b->info & types::IsUntyped)) yt = m.uintT;
    Reg y = exprAs(e->y, yt);
    pos = e->pos;
    return arith(e->op, t, x, y, yt, e->y, e);
  }
  Reg y = exprAs(e->y, t);
  pos = e->pos;
  return arith(e->op, t, x, y, t, e->y, e);
}

Reg Fn::arith(Operator op, Type* t, Reg x, Reg y, Type* yt, syntax::Expr* yexpr, const syntax::Node* src) {
  Op o;
  uint32_t flags = 0;
  switch (op) {
    case Operator::Add:
      if (isStringT(t)) {
        Reg r = val(Op::StrConcat, t, {x, y}, t);
        last()->expr = src;
        return r;
      }
      o = Op::Add;
      break;
    case Operator::Sub: o = Op::Sub; break;
    case Operator::Mul: o = Op::Mul; break;
    case Operator::Div: o = Op::Div; break;
    case Operator::Rem: o = Op::Rem; break;
    case Operator::And: o = Op::And; break;
    case Operator::Or: o = Op::Or; break;
    case Operator::Xor: o = Op::Xor; break;
    case Operator::AndNot: o = Op::AndNot; break;
    case Operator::Shl: o = Op::Shl; break;
    default: o = Op::Shr; break;
  }
  const constant::Value* cy = yexpr ? yexpr->value : nullptr;
  if (o == Op::Div || o == Op::Rem) {
    if (!isIntT(t) || (cy && constant::sign(cy) != 0)) flags |= kNoZeroCheck;
  } else if (o == Op::Shl || o == Op::Shr) {
    if (cy || isUnsignedT(yt)) flags |= kNoNegCheck;
  }
  Reg r = val(o, t, {x, y}, t);
  last()->flags |= flags;
  if (o == Op::Shl || o == Op::Shr) last()->type2 = yt;
  return r;
}

// A chain of string additions is one operation.
Reg Fn::concat(syntax::BinaryExpr* e) {
  std::vector<syntax::Expr*> parts;
  std::function<void(syntax::Expr*)> flatten = [&](syntax::Expr* x) {
    syntax::Expr* u = unparen(x);
    auto* b = syntax::as<syntax::BinaryExpr>(u);
    if (b && b->op == Operator::Add && !b->value) {
      flatten(b->x);
      flatten(b->y);
    } else {
      parts.push_back(u);
    }
  };
  flatten(e);
  bool calls = false;
  for (size_t i = 1; i < parts.size(); i++) calls |= hasCall(parts[i]);
  if (calls)
    for (syntax::Expr* p : parts) hoist(p);
  Type* t = ty(e);
  std::vector<Reg> regs;
  for (syntax::Expr* p : parts) regs.push_back(exprAs(p, t));
  pos = e->pos;
  Reg r = tmp(t);
  insv(Op::StrConcat, {r}, regs, t)->expr = e;
  return r;
}

Reg Fn::selector(syntax::SelectorExpr* e) {
  if (!e->selection) return identValue(e->sel, e->sel->inst, e);
  switch (e->selection->kind) {
    case types::SelectionKind::FieldVal: {
      Place p = place(e);
      pos = e->pos;
      return load(p);
    }
    case types::SelectionKind::MethodVal:
      return methodValue(e);
    default:
      return methodExprValue(e);
  }
}

Reg Fn::sliceExpr(syntax::SliceExpr* e) {
  bool calls = false;
  for (syntax::Expr* i : e->index) calls |= i && hasCall(i);
  if (calls) {
    hoist(e->x);
    for (syntax::Expr* i : e->index)
      if (i) hoist(i);
  }
  Type* xt = ty(e->x);
  Type* u = types::under(xt);
  Type* t = ty(e);
  Op op;
  Reg base;
  Type* elem = m.uint8T;
  int64_t len = 0;
  uint32_t flags = kBounds;
  if (isStringT(xt)) {
    op = Op::SliceStr;
    base = exprAs(e->x, xt);
  } else if (auto* st = types::as<types::Slice>(u)) {
    op = Op::SliceSlice;
    elem = m.canon(st->elem);
    base = expr(e->x);
  } else {
    op = Op::SliceArray;
    auto* at = types::as<types::Array>(u);
    if (at) {
      base = addr(place(e->x));
    } else {
      at = types::underAs<types::Array>(types::as<types::Pointer>(u)->base);
      base = expr(e->x);
      flags |= kNilCheck;
    }
    elem = m.canon(at->elem);
    len = at->len;
  }
  static constexpr uint32_t unsignedBits[3] = {kUnsignedLow, kUnsignedHigh, kUnsignedMax};
  Reg idx[3] = {kNoReg, kNoReg, kNoReg};
  for (int k = 0; k < 3; k++)
    if (e->index[k]) idx[k] = indexValue(e->index[k], unsignedBits[k], &flags);
  pos = e->pos;
  if (op == Op::SliceStr) t = xt;
  auto* tb = types::as<types::Basic>(t);
  if (tb && (tb->info & types::IsUntyped)) t = m.stringT;
  Reg r = val(op, t, {base, idx[0], idx[1], idx[2]}, t);
  last()->type2 = elem;
  last()->imm2 = len;
  last()->flags |= flags;
  last()->expr = e;
  return r;
}

Reg Fn::typeAssert(syntax::TypeAssertExpr* e, bool commaOk, Reg* ok) {
  Reg x = expr(e->x);
  Type* from = ty(e->x);
  Type* t = ty(e->typ);
  pos = e->pos;
  bool toIface = isIface(t);
  Reg r = tmp(t);
  if (commaOk) {
    *ok = tmp(m.boolT);
    ins(toIface ? Op::AssertIface2 : Op::AssertConcrete2, {r, *ok}, {x}, t)->type2 = from;
  } else {
    ins(toIface ? Op::AssertIface : Op::AssertConcrete, {r}, {x}, t)->type2 = from;
  }
  return r;
}

Reg Fn::makeClosure(Function* fn, const std::vector<Reg>& captures, Type* t, const syntax::Node* e) {
  if (captures.empty()) return funcValue(fn, t);
  Reg r = tmp(t);
  Instr* i = insv(Op::MakeClosure, {r}, captures, t);
  i->aux.fn = fn;
  i->expr = e;
  return r;
}

Reg Fn::funcLit(syntax::FuncLit* e) {
  Function* fn = m.newClosure(*this, fmt::format("{}{}", f->isFuncLit ? "." : ".func", ++closureCount));
  fn->isFuncLit = true;
  fn->decl = e;
  fn->pos = e->pos;
  fn->endPos = e->body->rbrace;
  Type* t = ty(e);
  auto* sig = types::underAs<types::Signature>(t);
  fn->sig = t;
  std::vector<Type*> params, results;
  for (types::Var* v : sig->params->vars) params.push_back(m.canon(v->type));
  for (types::Var* v : sig->results->vars) results.push_back(m.canon(v->type));
  Fn child(m, fn, env, this);
  child.setSignature(params, results);
  child.lowerFuncLit(e);
  pos = e->pos;
  std::vector<Reg> captures;
  for (size_t i = 0; i < child.captureKeys.size(); i++) captures.push_back(captureOperand(lookup(child.captureKeys[i]), fn->captures[i].byRef));
  return makeClosure(fn, captures, t, e);
}

}  // namespace gvm::lower
