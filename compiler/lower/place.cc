// This file is about places: variables, fields, elements and pointed-to memory, and loading, storing and addressing them.
#include "compiler/lower/fn.h"

namespace gvm::lower {

Place Fn::derefPlace(Reg ptr, Type* t, bool nilCheck) {
  Place p;
  p.kind = Place::Mem;
  p.base = ptr;
  p.type = t;
  p.flags = nilCheck ? kNilCheck : 0;
  return p;
}

Place Fn::fieldPlace(Place p, Type* structT, int index) {
  auto* st = types::underAs<types::Struct>(structT);
  p.off += types::offsetsOf(st)[index];
  p.type = m.canon(st->fields[index]->type);
  return p;
}

// Follows embedded fields, through pointers where they are such.
Place Fn::walkFields(Place p, Type* t, const std::vector<int>& fields, Type** end) {
  for (int i : fields) {
    if (auto* pt = types::underAs<types::Pointer>(t)) {
      t = m.canon(pt->base);
      Reg r = load(p);
      p = derefPlace(r, t);
    }
    p = fieldPlace(p, t, i);
    t = p.type;
  }
  *end = t;
  return p;
}

Place Fn::selectorPath(syntax::Expr* x, Type* xt, List<int> path, size_t n, Type** outType) {
  Place p;
  if (auto* pt = types::underAs<types::Pointer>(xt)) {
    Reg r = expr(x);
    xt = m.canon(pt->base);
    pos = x->pos;
    p = derefPlace(r, xt);
  } else {
    p = place(x);
  }
  std::vector<int> fields(path.begin(), path.begin() + static_cast<long>(n));
  return walkFields(p, xt, fields, outType);
}

static uint32_t unsignedIndex(Type* t) {
  auto* b = basicOf(t);
  return b && (b->kind == types::Uint || b->kind == types::Uint64 || b->kind == types::Uintptr) ? 1 : 0;
}

// An index or length operand: a register of 64 canonical bits; sets unsignedFlag in *flags for uint64-like types.
Reg Fn::indexValue(syntax::Expr* e, uint32_t unsignedFlag, uint32_t* flags) {
  if (e->value) {
    bool exact;
    int64_t v = constant::int64Val(constant::toInt(m.arena, e->value), &exact);
    return constInt(m.intT, v);
  }
  if (unsignedIndex(ty(e))) *flags |= unsignedFlag;
  return expr(e);
}

Place Fn::indexPlace(syntax::IndexExpr* e) {
  syntax::Expr* ix = e->indices[0];
  if (hasCall(ix)) hoistAll({e->x, ix});
  Type* xt = ty(e->x);
  Type* u = types::under(xt);
  Place p;
  if (auto* mt = types::as<types::Map>(u)) {
    p.kind = Place::MapElem;
    p.base = expr(e->x);
    p.idx = exprAs(ix, m.canon(mt->key));
    p.type = m.canon(mt->elem);
    p.elem = m.canon(mt);
    return p;
  }
  if (auto* st = types::as<types::Slice>(u)) {
    p.kind = Place::SliceElem;
    p.base = expr(e->x);
    p.flags = kBounds;
    p.idx = indexValue(ix, kUnsigned, &p.flags);
    p.type = p.elem = m.canon(st->elem);
    return p;
  }
  types::Array* at = types::as<types::Array>(u);
  if (at) {
    p = place(e->x);
  } else {
    at = types::underAs<types::Array>(types::as<types::Pointer>(u)->base);
    p = derefPlace(expr(e->x), m.canon(types::as<types::Pointer>(u)->base));
  }
  Type* et = m.canon(at->elem);
  if (ix->value) {
    bool exact;
    p.off += constant::int64Val(constant::toInt(m.arena, ix->value), &exact) * sizeOf(et);
    p.type = et;
    return p;
  }
  uint32_t flags = kBounds;
  Place q;
  q.kind = Place::ArrayElem;
  p = inMemory(p);
  if (p.kind == Place::Mem) {
    q.base = p.base;
    q.off = p.off;
    flags |= p.flags & kNilCheck;
  } else {
    q.base = addr(p, false);
  }
  q.idx = indexValue(ix, kUnsigned, &flags);
  q.type = q.elem = et;
  q.len = at->len;
  q.flags = flags;
  return q;
}

Place Fn::place(syntax::Expr* e) {
  e = syntax::unparen(e);
  if (!memo_.empty())
    if (auto it = memo_.find(e); it != memo_.end()) return regPlace(it->second);
  pos = e->pos;
  switch (e->kind) {
    case syntax::NodeKind::Ident: {
      auto* id = static_cast<syntax::Ident*>(e);
      if (id->name == "_" && !types::objAs<types::Var>(id->obj)) return {};
      if (auto* v = types::objAs<types::Var>(id->obj)) {
        if (v->name == "_") return {};
        if (v->vkind == types::VarKind::Package) {
          Place p;
          p.kind = Place::InGlobal;
          p.global = m.global(v);
          p.type = p.global->type;
          return p;
        }
        return placeOf(lookup(v));
      }
      break;
    }
    case syntax::NodeKind::SelectorExpr: {
      auto* s = static_cast<syntax::SelectorExpr*>(e);
      if (!s->selection) {
        if (auto* v = types::objAs<types::Var>(s->sel->obj)) {
          Place p;
          p.kind = Place::InGlobal;
          p.global = m.global(v);
          p.type = p.global->type;
          return p;
        }
        break;
      }
      if (s->selection->kind != types::SelectionKind::FieldVal) break;
      Type* end;
      return selectorPath(s->x, ty(s->x), s->selection->path, s->selection->path.size(), &end);
    }
    case syntax::NodeKind::IndexExpr: {
      auto* x = static_cast<syntax::IndexExpr*>(e);
      if (x->inst || isStringT(ty(x->x))) break;
      return indexPlace(x);
    }
    case syntax::NodeKind::StarExpr: {
      auto* s = static_cast<syntax::StarExpr*>(e);
      Reg r = expr(s->x);
      pos = e->pos;
      return derefPlace(r, m.canon(types::underAs<types::Pointer>(ty(s->x))->base));
    }
    default:
      break;
  }
  return regPlace(expr(e));
}

Reg Fn::load(const Place& p) {
  Reg r = kNoReg;
  switch (p.kind) {
    case Place::Blank:
      return kNoReg;
    case Place::InReg:
      if (p.off == 0 && (p.type == regType(p.base))) return p.base;
      return fieldGet(p.base, p.type, p.off);
    case Place::InVar:
      r = val(Op::VarLoad, p.type, {}, p.type, p.off);
      last()->aux.var = p.var;
      return r;
    case Place::InGlobal:
      r = val(Op::GlobalLoad, p.type, {}, p.type, p.off);
      last()->aux.global = p.global;
      return r;
    case Place::Mem:
      r = val(Op::Load, p.type, {p.base}, p.type, p.off);
      last()->flags |= p.flags;
      return r;
    case Place::SliceElem:
      r = val(Op::SliceLoad, p.type, {p.base, p.idx}, p.type, p.off);
      break;
    case Place::ArrayElem:
      r = val(Op::ArrayLoad, p.type, {p.base, p.idx}, p.type, p.off);
      last()->imm2 = p.len;
      break;
    case Place::MapElem:
      if (p.type != m.canon(types::underAs<types::Map>(p.elem)->elem)) {
        Reg q = val(Op::MapGetPtr, m.pointerTo(types::underAs<types::Map>(p.elem)->elem), {p.base, p.idx}, p.elem);
        return val(Op::Load, p.type, {q}, p.type, p.off);
      }
      return val(Op::MapGet, p.type, {p.base, p.idx}, p.elem);
  }
  last()->type2 = p.elem;
  last()->flags |= p.flags;
  return r;
}

void Fn::store(const Place& p, Reg v) {
  switch (p.kind) {
    case Place::Blank:
      return;
    case Place::InReg:
      if (p.off == 0 && sizeOf(p.type) == sizeOf(regType(p.base)) && p.type == regType(p.base)) move(p.base, v);
      else fieldSet(p.base, v, p.type, p.off);
      return;
    case Place::InVar:
      ins(Op::VarStore, {}, {v}, p.type, p.off)->aux.var = p.var;
      return;
    case Place::InGlobal:
      ins(Op::GlobalStore, {}, {v}, p.type, p.off)->aux.global = p.global;
      return;
    case Place::Mem:
      ins(Op::Store, {}, {p.base, v}, p.type, p.off)->flags |= p.flags;
      return;
    case Place::SliceElem:
      ins(Op::SliceStore, {}, {p.base, p.idx, v}, p.type, p.off);
      break;
    case Place::ArrayElem:
      ins(Op::ArrayStore, {}, {p.base, p.idx, v}, p.type, p.off)->imm2 = p.len;
      break;
    case Place::MapElem:
      ins(Op::MapSet, {}, {p.base, p.idx, v}, p.elem);
      return;
  }
  last()->type2 = p.elem;
  last()->flags |= p.flags;
}

void Fn::storeZero(const Place& p) {
  if (p.kind == Place::InVar) {
    ins(Op::VarZero, {}, {}, p.type, p.off)->aux.var = p.var;
  } else if (p.kind == Place::InReg && p.off == 0 && p.type == regType(p.base)) {
    ins(Op::Zero, {p.base}, {}, p.type);
  } else if (p.kind == Place::Mem) {
    ins(Op::MemZero, {}, {p.base}, p.type, p.off)->flags |= p.flags;
  } else if (sizeOf(p.type) > 64 && (p.kind == Place::InGlobal || p.kind == Place::SliceElem || p.kind == Place::ArrayElem)) {
    ins(Op::MemZero, {}, {addr(p, false)}, p.type);
  } else {
    store(p, zero(p.type));
  }
}

Place Fn::spill(Reg v, std::string_view name) {
  Type* t = regType(v);
  Place p;
  p.kind = Place::InVar;
  p.type = t;
  p.var = prog.newVar(*f, t, Var::Temp, name, pos);
  ins(Op::VarDecl, {}, {}, t)->aux.var = p.var;
  last()->flags |= kInit;
  store(p, v);
  return p;
}

Place Fn::inMemory(const Place& p) {
  if (p.kind == Place::InReg) {
    // The whole aggregate is spilled, so that the place keeps its offset.
    Place q = spill(p.base);
    q.off = p.off;
    q.type = p.type;
    return q;
  }
  if (p.kind == Place::MapElem) return spill(load(p));
  return p;
}

Reg Fn::addr(const Place& place, bool taken) {
  Place p = inMemory(place);
  Type* pt = m.pointerTo(p.type);
  Reg r = kNoReg;
  switch (p.kind) {
    case Place::InVar:
      r = val(Op::VarAddr, pt, {}, pt, p.off);
      last()->aux.var = p.var;
      if (taken) p.var->addrTaken = true;
      return r;
    case Place::InGlobal:
      r = val(Op::GlobalAddr, pt, {}, pt, p.off);
      last()->aux.global = p.global;
      return r;
    case Place::Mem:
      if (p.flags & kNilCheck) ins(Op::NilCheck, {}, {p.base});
      if (p.off == 0 && regType(p.base) == pt) return p.base;
      return val(Op::PtrAdd, pt, {p.base}, pt, p.off);
    case Place::SliceElem:
      r = val(Op::SliceAddr, pt, {p.base, p.idx}, pt, p.off);
      break;
    case Place::ArrayElem:
      r = val(Op::ArrayAddr, pt, {p.base, p.idx}, pt, p.off);
      last()->imm2 = p.len;
      break;
    default:
      return kNoReg;
  }
  last()->type2 = p.elem;
  last()->flags |= p.flags;
  return r;
}

}  // namespace gvm::lower
