// This file lowers conversions: explicit ones, and values into interfaces.
#include "compiler/lower/fn.h"

namespace gvm::lower {

Reg Fn::convert(syntax::CallExpr* e) {
  Type* to = ty(e->fun);
  syntax::Expr* a = syntax::unparen(e->args[0]);
  Type* from = ty(a);
  if (a->mode == static_cast<uint8_t>(types::Mode::NilValue)) return zero(to);
  auto* fb = types::as<types::Basic>(from);
  bool untyped = fb && (fb->info & types::IsUntyped);
  if (a->value) {
    auto* tb = basicOf(to);
    bool intToString = tb && (tb->info & types::IsString) && a->value->kind() != constant::Kind::String;
    bool truncates = tb && (tb->info & types::IsInteger) && constant::isUnknown(constant::toInt(m.arena, a->value));
    if (tb && (tb->info & types::IsConstType) && !intToString && !truncates) return constant(a->value, to);
    if (untyped) {
      from = m.canon(types::defaultType(fb));
      if (types::underAs<types::Slice>(to)) from = m.stringT;
    }
    Reg v = constant(a->value, from);
    pos = e->pos;
    return convertTo(v, from, to, e);
  }
  if (untyped) {
    if (fb->kind == types::UntypedNil) return zero(to);
    from = isIface(to) || !basicOf(to) ? m.canon(types::defaultType(fb)) : to;
  }
  Reg v = expr(a);
  pos = e->pos;
  return convertTo(v, from, to, e);
}

Reg Fn::convertTo(Reg v, Type* from, Type* to, const syntax::Node* e) {
  if (from == to) return v;
  if (isIface(to)) return makeIface(v, from, to, e);
  Type *fu = types::under(from), *tu = types::under(to);
  auto* fb = types::as<types::Basic>(fu);
  auto* tb = types::as<types::Basic>(tu);
  if (fb && tb) {
    if (fb->kind == tb->kind) return v;
    if (tb->info & types::IsString) {
      if (fb->info & types::IsString) return v;
      Reg r = val(Op::StrFromRune, to, {v}, to);
      last()->type2 = from;
      last()->expr = e;
      return r;
    }
    if ((fb->info & types::IsNumeric) && (tb->info & types::IsNumeric)) {
      Reg r = val(Op::Conv, to, {v}, to);
      last()->type2 = from;
      return r;
    }
    // unsafe.Pointer and uintptr: their registers are of different classes.
    Reg r = val(Op::Conv, to, {v}, to);
    last()->type2 = from;
    return r;
  }
  if (tb && (tb->info & types::IsString)) {
    auto* s = types::as<types::Slice>(fu);
    if (!s) return v;
    bool runes = basicOf(s->elem)->kind == types::Int32;
    Reg r = val(runes ? Op::StrFromRunes : Op::StrFromBytes, to, {v}, to);
    last()->expr = e;
    return r;
  }
  if (fb && (fb->info & types::IsString)) {
    auto* s = types::as<types::Slice>(tu);
    if (!s) return v;
    bool runes = basicOf(s->elem)->kind == types::Int32;
    Reg r = val(runes ? Op::RunesFromStr : Op::BytesFromStr, to, {v}, to);
    last()->expr = e;
    return r;
  }
  if (auto* s = types::as<types::Slice>(fu)) {
    if (auto* at = types::as<types::Array>(tu)) {
      Type* pt = m.pointerTo(to);
      Reg p = val(Op::SliceToArrayPtr, pt, {v}, pt, at->len);
      last()->type2 = m.canon(s->elem);
      if (at->len == 0) return zero(to);
      return val(Op::Load, to, {p}, to);
    }
    if (auto* pt = types::as<types::Pointer>(tu)) {
      auto* at = types::underAs<types::Array>(pt->base);
      Reg r = val(Op::SliceToArrayPtr, to, {v}, to, at->len);
      last()->type2 = m.canon(s->elem);
      return r;
    }
  }
  // Same layout: a change of name, of pointer base, of channel direction.
  return val(Op::Copy, to, {v}, to);
}

Reg Fn::makeIface(Reg v, Type* from, Type* to, const syntax::Node* e) {
  if (from == to) return v;
  if (isIface(from)) {
    Type *fu = m.canon(types::under(from)), *tu = m.canon(types::under(to));
    if (fu == tu) return v;
    Reg r = val(Op::ConvIface, to, {v}, to);
    last()->type2 = from;
    return r;
  }
  m.useInInterface(from);
  Reg r = val(Op::MakeIface, to, {v}, to);
  Instr* i = last();
  i->type2 = from;
  i->expr = e;
  if (!types::typeSetOf(types::underAs<types::Interface>(to))->methods.empty()) i->aux.itab = m.itab(to, from);
  return r;
}

}  // namespace gvm::lower
