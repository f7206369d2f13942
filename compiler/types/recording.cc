// This file writes the checker's results into the syntax tree. An expression whose type is still untyped carries that
// type with the flag kUntypedExpr; updateExprType replaces it when the context decides.
#include "compiler/types/checker.h"

namespace gvm::types {

void Checker::record(Operand& x) {
  Type* typ = x.type;
  const Value* val = nullptr;
  switch (x.mode) {
    case Mode::Invalid: typ = universe.invalid(); break;
    case Mode::NoValue: typ = arena.make<Tuple>(List<Var*>()); break;
    case Mode::Constant: val = x.val; break;
    default: break;
  }
  if (typ->tag == Tag::Basic && (static_cast<Basic*>(typ)->info & IsUntyped))
    rememberUntyped(x.expr, false, x.mode, typ, val);
  else
    recordTypeAndValue(x.expr, x.mode, typ, val);
}

void Checker::rememberUntyped(Expr* e, bool lhs, Mode mode, Type* typ, const Value* val) {
  e->flags = static_cast<uint16_t>((e->flags & ~kUntypedLhs) | kUntypedExpr | (lhs ? kUntypedLhs : 0));
  e->mode = static_cast<uint8_t>(mode);
  e->type = typ;
  e->value = val;
}

void Checker::recordTypeAndValue(Expr* e, Mode mode, Type* typ, const Value* val) {
  if (mode == Mode::Invalid) return;
  e->flags &= static_cast<uint16_t>(~(kUntypedExpr | kUntypedLhs));
  e->mode = static_cast<uint8_t>(mode);
  e->type = typ;
  e->value = val;
}

void Checker::recordBuiltinType(Expr* fun, Signature* sig) {
  for (;;) {
    recordTypeAndValue(fun, Mode::Builtin, sig, nullptr);
    auto* p = syntax::as<syntax::ParenExpr>(fun);
    if (!p) return;
    fun = p->x;
  }
}

void Checker::recordCommaOkTypes(Expr* e, Type* t0, Type* t1) {
  auto* v0 = arena.make<Var>(VarKind::Local, e->pos, pkg, Name(), t0);
  auto* v1 = arena.make<Var>(VarKind::Local, e->pos, pkg, Name(), t1);
  auto* tuple = arena.make<Tuple>(arena.copy<Var*>({v0, v1}));
  for (;;) {
    e->type = tuple;
    e->mode = static_cast<uint8_t>(Mode::CommaOk);
    auto* p = syntax::as<syntax::ParenExpr>(e);
    if (!p) return;
    e = p->x;
  }
}

void Checker::recordInstance(Expr* e, List<Type*> targs, Type* typ) {
  auto* inst = arena.make<Instance>(targs, typ);
  e = syntax::unparen(e);
  if (auto* x = syntax::as<syntax::IndexExpr>(e)) {
    x->inst = inst;
    e = syntax::unparen(x->x);
  }
  if (auto* s = syntax::as<syntax::SelectorExpr>(e)) e = s->sel;
  if (auto* id = syntax::as<syntax::Ident>(e)) id->inst = inst;
}

void Checker::recordSelection(syntax::SelectorExpr* e, SelectionKind k, Type* recv, Object* obj, List<int> path, bool indirect) {
  recordUse(e->sel, obj);
  auto* s = arena.make<Selection>();
  s->kind = k;
  s->indirect = indirect;
  s->recv = recv;
  s->obj = obj;
  s->path = path;
  s->type = obj->type;
  e->selection = s;
}

}  // namespace gvm::types
