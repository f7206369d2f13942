// This file lowers the predeclared functions and those of package unsafe.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using types::BuiltinId;
using syntax::unparen;

static types::Basic* untypedBasic(Type* t) {
  auto* b = types::as<types::Basic>(t);
  return b && (b->info & types::IsUntyped) ? b : nullptr;
}

Reg Fn::lenCap(syntax::Expr* x, bool isLen) {
  Type* t = ty(x);
  Type* u = types::under(t);
  uint32_t at = pos;
  if (isStringT(t)) {
    Reg s = exprAs(x, untypedBasic(t) ? m.stringT : t);
    pos = at;
    return fieldGet(s, m.intT, 8);
  }
  switch (u->tag) {
    case types::Tag::Slice: {
      Place p = place(x);
      pos = at;
      if (p.kind == Place::InVar || p.kind == Place::InGlobal || p.kind == Place::Mem || p.kind == Place::SliceElem || p.kind == Place::ArrayElem) {
        // The length alone is read.
        p.off += isLen ? 8 : 16;
        p.type = m.intT;
        return load(p);
      }
      return fieldGet(load(p), m.intT, isLen ? 8 : 16);
    }
    case types::Tag::Map: {
      Reg r = expr(x);
      pos = at;
      return val(Op::MapLen, m.intT, {r}, t);
    }
    case types::Tag::Chan: {
      Reg r = expr(x);
      pos = at;
      return val(isLen ? Op::ChanLen : Op::ChanCap, m.intT, {r}, t);
    }
    case types::Tag::Array:
      if (hasCall(x)) effect(x);
      return constInt(m.intT, types::as<types::Array>(u)->len);
    default:
      if (hasCall(x)) effect(x);
      return constInt(m.intT, types::underAs<types::Array>(types::as<types::Pointer>(u)->base)->len);
  }
}

Reg Fn::appendCall(syntax::CallExpr* e) {
  Type* t = ty(e);
  Type* elem = m.canon(types::underAs<types::Slice>(t)->elem);
  if (e->args.size() == 1 && types::as<types::Tuple>(e->args[0]->type)) {
    std::vector<Reg> vals, uses;
    exprMulti(e->args[0], vals);
    auto* tu = types::as<types::Tuple>(e->args[0]->type);
    for (size_t i = 0; i < vals.size(); i++) uses.push_back(i ? convertAssign(vals[i], ty(tu->vars[i]->type), elem, e) : vals[i]);
    Reg r = tmp(t);
    Instr* in = insv(Op::Append, {r}, uses, t);
    in->type2 = elem;
    in->expr = e;
    return r;
  }
  bool calls = false;
  for (size_t i = 1; i < e->args.size(); i++) calls |= hasCall(e->args[i]);
  if (calls)
    for (syntax::Expr* a : e->args) hoist(a);
  Reg s = exprAs(e->args[0], t);
  if (e->args.size() == 1) return s;
  if (e->hasDots) {
    Type* at = ty(e->args[1]);
    bool str = isStringT(at);
    Reg b = exprAs(e->args[1], untypedBasic(at) ? (untypedBasic(at)->kind == types::UntypedNil ? t : m.stringT) : at);
    pos = e->pos;
    Reg r = val(Op::AppendSlice, t, {s, b}, t);
    last()->type2 = elem;
    if (str) last()->flags |= kString;
    last()->expr = e;
    return r;
  }
  std::vector<Reg> uses{s};
  for (size_t i = 1; i < e->args.size(); i++) uses.push_back(exprAs(e->args[i], elem));
  pos = e->pos;
  Reg r = tmp(t);
  Instr* in = insv(Op::Append, {r}, uses, t);
  in->type2 = elem;
  in->expr = e;
  return r;
}

Reg Fn::makeCall(syntax::CallExpr* e) {
  Type* t = ty(e);
  Type* u = types::under(t);
  Reg n[2] = {kNoReg, kNoReg};
  uint32_t flags = 0;
  if (e->args.size() > 2 && hasCall(e->args[2])) hoistAll({e->args[1], e->args[2]});
  for (size_t i = 1; i < e->args.size(); i++) n[i - 1] = indexValue(e->args[i], i == 1 ? kUnsignedLow : kUnsignedHigh, &flags);
  pos = e->pos;
  Reg r;
  switch (u->tag) {
    case types::Tag::Slice:
      r = val(Op::MakeSlice, t, {n[0], n[1]}, t);
      last()->type2 = m.canon(types::as<types::Slice>(u)->elem);
      break;
    case types::Tag::Map:
      r = val(Op::MakeMap, t, {n[0]}, t);
      break;
    default:
      r = val(Op::MakeChan, t, {n[0]}, t);
      break;
  }
  last()->flags |= flags;
  last()->expr = e;
  return r;
}

void Fn::printArgs(bool nl, const std::vector<Reg>& args, const std::vector<Type*>& ts) {
  auto text = [&](const char* s) { ins(Op::PrintStr, {}, {})->aux.str = prog.newStr(s); };
  ins(Op::PrintLock, {}, {});
  for (size_t i = 0; i < args.size(); i++) {
    if (nl && i) text(" ");
    ins(Op::Print, {}, {args[i]}, ts[i]);
  }
  if (nl) text("\n");
  ins(Op::PrintUnlock, {}, {});
}

// The statement builtins with their arguments evaluated already; also what `go` and `defer` of a builtin run.
void Fn::builtinEffect(BuiltinId id, const std::vector<Reg>& a, const std::vector<Type*>& ts) {
  switch (id) {
    case BuiltinId::Close:
      ins(Op::Close, {}, {a[0]}, ts[0]);
      break;
    case BuiltinId::Panic:
      ins(Op::Panic, {}, {a[0]}, m.anyT);
      unreachable();
      break;
    case BuiltinId::Print:
    case BuiltinId::Println:
      printArgs(id == BuiltinId::Println, a, ts);
      break;
    case BuiltinId::Delete:
      ins(Op::MapDelete, {}, {a[0], a[1]}, ts[0]);
      break;
    case BuiltinId::Clear:
      if (types::underAs<types::Map>(ts[0])) ins(Op::MapClear, {}, {a[0]}, ts[0]);
      else ins(Op::SliceClear, {}, {a[0]}, ts[0])->type2 = m.canon(types::underAs<types::Slice>(ts[0])->elem);
      break;
    case BuiltinId::Copy: {
      Reg n = tmp(m.intT);
      Instr* i = ins(Op::SliceCopy, {n}, {a[0], a[1]}, ts[0]);
      i->type2 = m.canon(types::underAs<types::Slice>(ts[0])->elem);
      if (isStringT(ts[1])) i->flags |= kString;
      break;
    }
    case BuiltinId::Recover:
      // In the wrapper of `defer recover()`: acts for the function whose deferred call it is.
      f->hasRecover = true;
      ins(Op::Recover, {tmp(m.anyT)}, {}, m.anyT);
      break;
    default:
      break;
  }
}

Reg Fn::unsafeBuiltin(BuiltinId id, syntax::CallExpr* e) {
  Type* t = ty(e);
  auto arg = [&](int i) { return e->args[static_cast<size_t>(i)]; };
  switch (id) {
    case BuiltinId::Sizeof:
      return constInt(t, sizeOf(ty(arg(0))));
    case BuiltinId::Alignof:
      return constInt(t, types::alignOf(ty(arg(0))));
    case BuiltinId::Offsetof: {
      auto* s = syntax::as<syntax::SelectorExpr>(unparen(arg(0)));
      Type* cur = ty(s->x);
      if (auto* p = types::underAs<types::Pointer>(cur)) cur = m.canon(p->base);
      int64_t off = 0;
      for (int k : s->selection->path) {
        auto* st = types::underAs<types::Struct>(cur);
        off += types::offsetsOf(st)[k];
        cur = m.canon(st->fields[static_cast<size_t>(k)]->type);
      }
      return constInt(t, off);
    }
    default:
      break;
  }
  if (e->args.size() > 1 && hasCall(arg(1))) hoistAll({arg(0), arg(1)});
  uint32_t flags = 0;
  Reg x = exprAs(arg(0), ty(arg(0)));
  Reg n = e->args.size() > 1 ? indexValue(arg(1), kUnsigned, &flags) : kNoReg;
  pos = e->pos;
  Reg r;
  switch (id) {
    case BuiltinId::Add:
      return val(Op::PtrArith, t, {x, n}, t);
    case BuiltinId::Slice:
      r = val(Op::UnsafeSlice, t, {x, n}, t);
      last()->type2 = m.canon(types::underAs<types::Slice>(t)->elem);
      break;
    case BuiltinId::String:
      r = val(Op::UnsafeString, t, {x, n}, t);
      break;
    default:
      r = val(Op::SliceData, t, {x}, t);
      break;
  }
  last()->flags |= flags;
  return r;
}

// Evaluates the arguments of a builtin that may be a statement, converted as builtinEffect wants them.
void Fn::builtinArgs(syntax::CallExpr* e, std::vector<Reg>& args, std::vector<Type*>& ts) {
  auto add = [&](syntax::Expr* x, Type* t) {
    args.push_back(exprAs(x, t));
    ts.push_back(t);
  };
  if (e->args.size() == 1 && types::as<types::Tuple>(e->args[0]->type)) {
    exprMulti(e->args[0], args);
    for (types::Var* v : types::as<types::Tuple>(e->args[0]->type)->vars) ts.push_back(ty(v->type));
    if (e->builtin == 1 + static_cast<uint32_t>(BuiltinId::Delete)) {
      Type* kt = m.canon(types::underAs<types::Map>(ts[0])->key);
      args[1] = convertAssign(args[1], ts[1], kt, e);
      ts[1] = kt;
    }
    return;
  }
  bool calls = false;
  for (uint32_t i = 1; i < e->args.size(); i++) calls |= hasCall(e->args[i]);
  if (calls)
    for (syntax::Expr* a : e->args) hoist(a);
  switch (static_cast<BuiltinId>(e->builtin - 1)) {
    case BuiltinId::Delete:
      add(e->args[0], ty(e->args[0]));
      add(e->args[1], m.canon(types::underAs<types::Map>(ts[0])->key));
      break;
    case BuiltinId::Copy:
      add(e->args[0], ty(e->args[0]));
      add(e->args[1], untypedBasic(ty(e->args[1])) ? m.stringT : ty(e->args[1]));
      break;
    case BuiltinId::Panic:
      add(e->args[0], m.anyT);
      break;
    case BuiltinId::Recover:
      break;
    case BuiltinId::Print:
    case BuiltinId::Println:
      for (syntax::Expr* a : e->args) {
        Type* t = ty(a);
        if (auto* b = untypedBasic(t)) {
          t = b->kind == types::UntypedInt ? m.int64T : b->kind == types::UntypedNil ? m.unsafePtrT : m.canon(types::defaultType(b));
          if (b->kind == types::UntypedInt && a->value) {
            bool exact;
            constant::int64Val(constant::toInt(m.arena, a->value), &exact);
            if (!exact) t = m.uint64T;
          }
        }
        add(a, t);
      }
      break;
    default:
      add(e->args[0], ty(e->args[0]));
      break;
  }
}

Reg Fn::builtin(syntax::CallExpr* e, bool wantResult) {
  auto id = static_cast<BuiltinId>(e->builtin - 1);
  auto arg = [&](int i) { return e->args[static_cast<size_t>(i)]; };
  if ((id == BuiltinId::Complex || id == BuiltinId::Min || id == BuiltinId::Max) && types::as<types::Tuple>(arg(0)->type)) {
    // All arguments from one call.
    std::vector<Reg> vals;
    exprMulti(arg(0), vals);
    pos = e->pos;
    Type* t = ty(e);
    if (id == BuiltinId::Complex) return val(Op::ComplexMake, t, {vals[0], vals[1]}, t);
    Reg r = vals[0];
    for (size_t i = 1; i < vals.size(); i++) r = val(id == BuiltinId::Min ? Op::Min : Op::Max, t, {r, vals[i]}, t);
    return r;
  }
  switch (id) {
    case BuiltinId::Len:
    case BuiltinId::Cap:
      return lenCap(arg(0), id == BuiltinId::Len);
    case BuiltinId::Append:
      return appendCall(e);
    case BuiltinId::Make:
      return makeCall(e);
    case BuiltinId::New: {
      Type* t = ty(e);
      Type* elem = m.canon(types::underAs<types::Pointer>(t)->base);
      Reg v = kNoReg;
      if (arg(0)->mode != static_cast<uint8_t>(types::Mode::TypExpr)) v = exprAs(arg(0), elem);
      pos = e->pos;
      Reg r = val(Op::New, t, {}, t);
      last()->type2 = elem;
      last()->expr = e;
      if (v != kNoReg) ins(Op::Store, {}, {r, v}, elem);
      return r;
    }
    case BuiltinId::Complex: {
      Type* t = ty(e);
      Type* part = basicOf(t)->kind == types::Complex64 ? m.canon(m.u.typ[types::Float32]) : m.float64T;
      if (hasCall(arg(1))) hoistAll({arg(0), arg(1)});
      Reg re = exprAs(arg(0), part), im = exprAs(arg(1), part);
      pos = e->pos;
      return val(Op::ComplexMake, t, {re, im}, t);
    }
    case BuiltinId::Real:
    case BuiltinId::Imag: {
      Type* t = ty(e);
      Type* ct = ty(arg(0));
      if (untypedBasic(ct)) ct = m.canon(m.u.typ[basicOf(t)->kind == types::Float32 ? types::Complex64 : types::Complex128]);
      Reg x = exprAs(arg(0), ct);
      pos = e->pos;
      return val(id == BuiltinId::Real ? Op::Real : Op::Imag, t, {x}, ct);
    }
    case BuiltinId::Min:
    case BuiltinId::Max: {
      Type* t = ty(e);
      bool calls = false;
      for (uint32_t i = 1; i < e->args.size(); i++) calls |= hasCall(e->args[i]);
      if (calls)
        for (syntax::Expr* a : e->args) hoist(a);
      Reg r = exprAs(arg(0), t);
      for (uint32_t i = 1; i < e->args.size(); i++) {
        Reg y = exprAs(e->args[i], t);
        pos = e->pos;
        r = val(id == BuiltinId::Min ? Op::Min : Op::Max, t, {r, y}, t);
      }
      return r;
    }
    case BuiltinId::Recover: {
      Reg r = tmp(m.anyT);
      ins(Op::Recover, {r}, {}, m.anyT);
      return r;
    }
    case BuiltinId::Copy: {
      std::vector<Reg> args;
      std::vector<Type*> ts;
      builtinArgs(e, args, ts);
      pos = e->pos;
      builtinEffect(id, args, ts);
      return last()->def();
    }
    case BuiltinId::Delete:
    case BuiltinId::Close:
    case BuiltinId::Clear:
    case BuiltinId::Panic:
    case BuiltinId::Print:
    case BuiltinId::Println: {
      std::vector<Reg> args;
      std::vector<Type*> ts;
      builtinArgs(e, args, ts);
      pos = e->pos;
      builtinEffect(id, args, ts);
      return kNoReg;
    }
    default:
      return unsafeBuiltin(id, e);
  }
}

}  // namespace gvm::lower
