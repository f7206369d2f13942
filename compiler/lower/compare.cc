// This file lowers == and the ordering operators for all types.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::Operator;

static bool isNilExpr(syntax::Expr* e) {
  e = syntax::unparen(e);
  return e->mode == static_cast<uint8_t>(types::Mode::NilValue);
}
static bool untyped(Type* t) {
  auto* b = types::as<types::Basic>(t);
  return b && (b->info & types::IsUntyped);
}

// A string made from bytes only to be looked at need not be copied; one that is a variable's value lives on.
static void markTemp(Fn& fn, Reg r) {
  if (fn.cur->instrs.empty() || fn.f->regs[r].named) return;
  Instr* i = fn.last();
  if (i->op == Op::StrFromBytes && i->def() == r) i->flags |= kTemp;
}

Reg Fn::compare(Operator op, syntax::Expr* x, syntax::Expr* y) {
  uint32_t at = pos;
  bool eq = op == Operator::Eql;
  if (op == Operator::Eql || op == Operator::Neq) {
    if (isNilExpr(x)) std::swap(x, y);
    if (isNilExpr(y)) {
      if (isNilExpr(x)) return constInt(m.boolT, eq);
      Type* t = ty(x);
      Reg r = expr(x);
      pos = at;
      Reg b = val(Op::IsNil, m.boolT, {r}, t);
      return eq ? b : val(Op::LNot, m.boolT, {b}, m.boolT);
    }
  }
  Type *xt = ty(x), *yt = ty(y);
  if (untyped(xt)) xt = !untyped(yt) && !isIface(yt) ? yt : m.canon(types::defaultType(xt));
  if (untyped(yt)) yt = !isIface(xt) ? xt : m.canon(types::defaultType(yt));
  if ((op == Operator::Eql || op == Operator::Neq) && xt == yt && sizeOf(xt) > 128 &&
      (types::underAs<types::Struct>(xt) || types::underAs<types::Array>(xt))) {
    Reg a = addr(place(x), false);
    Reg b = addr(place(y), false);
    pos = at;
    Reg r = val(Op::EqMem, m.boolT, {a, b}, xt);
    return eq ? r : val(Op::LNot, m.boolT, {r}, m.boolT);
  }
  Reg a = exprAs(x, xt);
  markTemp(*this, a);
  Reg b = exprAs(y, yt);
  markTemp(*this, b);
  pos = at;
  switch (op) {
    case Operator::Eql:
    case Operator::Neq:
      return compareRegs(eq, a, xt, b, yt);
    case Operator::Lss:
      return val(Op::Lt, m.boolT, {a, b}, xt);
    case Operator::Leq:
      return val(Op::Le, m.boolT, {a, b}, xt);
    case Operator::Gtr:
      return val(Op::Gt, m.boolT, {a, b}, xt);
    default:
      return val(Op::Ge, m.boolT, {a, b}, xt);
  }
}

Reg Fn::compareRegs(bool eq, Reg x, Type* xt, Reg y, Type* yt) {
  bool xi = isIface(xt), yi = isIface(yt);
  if (xi && yi) {
    Type* t = xt;
    if (types::under(xt) != types::under(yt) && m.canon(types::under(xt)) != m.canon(types::under(yt))) {
      // Methods only add to what the two have in common, so `any` serves for both.
      t = m.anyT;
      x = makeIface(x, xt, t, nullptr);
      y = makeIface(y, yt, t, nullptr);
    }
    Reg r = val(Op::EqIface, m.boolT, {x, y}, t);
    return eq ? r : val(Op::LNot, m.boolT, {r}, m.boolT);
  }
  if (xi || yi) {
    if (yi) {
      std::swap(x, y);
      std::swap(xt, yt);
    }
    m.useInInterface(yt);
    Reg r = namedReg(m.boolT, "");
    Block *same = newBlock(), *done = newBlock();
    Reg is = val(Op::IfaceIsType, m.boolT, {x}, yt);
    last()->type2 = xt;
    ins(Op::Const, {r}, {}, m.boolT, eq ? 0 : 1);
    branch(is, same, done);
    start(same);
    Reg v = val(Op::IfaceUnbox, yt, {x}, yt);
    last()->type2 = xt;
    move(r, equalSame(eq, v, y, yt));
    jump(done);
    start(done);
    return val(Op::Copy, m.boolT, {r}, m.boolT);
  }
  return equalSame(eq, x, y, xt);
}

// Structs of a few plain fields are compared in line.
static bool fewPlainFields(types::Struct* st) {
  if (st->fields.size() > 4) return false;
  for (types::Var* v : st->fields) {
    if (v->name == "_") return false;
    Type* u = types::under(v->type);
    switch (u->tag) {
      case types::Tag::Basic: case types::Tag::Pointer: case types::Tag::Chan:
        break;
      default:
        return false;
    }
  }
  return true;
}

Reg Fn::equalSame(bool eq, Reg x, Reg y, Type* t) {
  Type* u = types::under(t);
  switch (u->tag) {
    case types::Tag::Interface: {
      Reg r = val(Op::EqIface, m.boolT, {x, y}, t);
      return eq ? r : val(Op::LNot, m.boolT, {r}, m.boolT);
    }
    case types::Tag::Struct: {
      auto* st = types::as<types::Struct>(u);
      if (sizeOf(t) == 0) return constInt(m.boolT, eq);
      Reg all = kNoReg;
      if (fewPlainFields(st)) {
        const int64_t* offs = types::offsetsOf(st);
        for (size_t i = 0; i < st->fields.size(); i++) {
          Type* ft = m.canon(st->fields[i]->type);
          Reg e = val(Op::Eq, m.boolT, {fieldGet(x, ft, offs[i]), fieldGet(y, ft, offs[i])}, ft);
          all = all == kNoReg ? e : val(Op::And, m.boolT, {all, e}, m.boolT);
        }
        return eq ? all : val(Op::LNot, m.boolT, {all}, m.boolT);
      }
      [[fallthrough]];
    }
    case types::Tag::Array: {
      if (sizeOf(t) == 0) return constInt(m.boolT, eq);
      Reg r = val(Op::EqAgg, m.boolT, {x, y}, t);
      return eq ? r : val(Op::LNot, m.boolT, {r}, m.boolT);
    }
    default:
      return val(eq ? Op::Eq : Op::Ne, m.boolT, {x, y}, t);
  }
}

}  // namespace gvm::lower
