// This file type-checks function types, receivers and parameters.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

void Checker::funcType(Signature* sig, Field* recvPar, List<Field*> tparams, FuncType* ft) {
  openScope(ft);
  env.scope->isFunc = true;
  sig->scope = env.scope;
  // A function may be asked for by its own parameters' types, in errors only.
  if (!sig->params) sig->params = sig->results = arena.make<Tuple>(List<Var*>());

  Var* recv = nullptr;
  List<TypeParam*> rparams;
  if (recvPar) recv = collectRecv(recvPar, ft->pos, &rparams);
  if (!tparams.empty()) collectTypeParams(&sig->tparams, tparams);

  std::vector<Ident*> pnames, rnames;
  std::vector<Var*> params, results;
  bool variadic = false, ignored = false;
  collectParams(VarKind::Param, ft->params, &pnames, &params, &variadic);
  collectParams(VarKind::Result, ft->results, &rnames, &results, &ignored);

  Pos scopePos = ft->pos;
  if (recv && !recv->name.empty()) declare(env.scope, recvPar->name, recv, scopePos);
  declareParams(pnames, params, scopePos);
  declareParams(rnames, results, scopePos);

  sig->recv = recv;
  sig->rparams = rparams;
  sig->params = arena.make<Tuple>(arena.copy(params));
  sig->results = arena.make<Tuple>(arena.copy(results));
  sig->variadic = variadic;
  closeScope();
}

static Type* unpointer(Type* t) {
  while (t && t->tag == Tag::Pointer) t = static_cast<Pointer*>(t)->base;
  return t;
}

// Receiver type expressions are recorded on the way from (*T[P]) down to its star.
static void recordReceiverTypes(Checker* c, Expr* e, Type* t) {
  for (;;) {
    c->recordTypeAndValue(e, Mode::TypExpr, t, nullptr);
    if (auto* p = syntax::as<ParenExpr>(e)) {
      e = p->x;
    } else if (auto* s = syntax::as<StarExpr>(e)) {
      if (t->tag != Tag::Pointer) return;
      t = static_cast<Pointer*>(t)->base;
      e = s->x;
    } else {
      return;
    }
  }
}

Var* Checker::collectRecv(Field* f, Pos scopePos, List<TypeParam*>* rtparams) {
  Receiver r = unpackRecv(f->typ, true);
  Type* recvType = universe.invalid();
  if (!r.generic) {
    // An ordinary type. If it is an alias, it must not stand for an instance: methods belong to the generic type.
    recvType = varType(f->typ);
    Type* t = unpointer(recvType);
    while (t && t->tag == Tag::Alias) {
      Type* base = unpointer(static_cast<Alias*>(t)->fromRHS);
      if (base && !typeParamsOf(base).empty()) {
        errorf(r.base, Code::InvalidRecv, "cannot define new methods on instantiated type {}", base);
        recvType = universe.invalid();
        break;
      }
      t = base;
    }
  } else {
    // A generic type: its type parameters are declared anew here, under the names the receiver gives them.
    Named* baseType = nullptr;
    std::string cause;
    Type* t = genericType(r.base, &cause);
    if (isValid(t)) {
      if (t->tag == Tag::Named)
        baseType = static_cast<Named*>(t);
      else if (t->tag == Tag::Alias)
        errorf(r.base, Code::InvalidRecv, "cannot define new methods on generic alias type {}", t);
    } else if (!cause.empty()) {
      errorf(r.base, Code::InvalidRecv, "{}", cause);
    }
    auto tparams = arena.list<TypeParam*>(r.tparams.size());
    auto targs = arena.list<Type*>(r.tparams.size());
    for (uint32_t i = 0; i < tparams.size(); i++) {
      TypeParam* tp = declareTypeParam(r.tparams[i], scopePos);
      tp->index = static_cast<int>(i);
      tparams[i] = tp;
      targs[i] = tp;
      recordUse(r.tparams[i], tp->obj);
      recordTypeAndValue(r.tparams[i], Mode::TypExpr, tp, nullptr);
    }
    *rtparams = tparams;
    if (baseType) {
      List<TypeParam*> base = baseType->unpack()->tparams;
      if (tparams.size() == base.size()) {
        SubstMap map{base, targs};
        for (uint32_t i = 0; i < base.size(); i++) {
          monoRecordCanon(tparams[i], base[i]);
          tparams[i]->bound = subst(this, universe, tparams[i]->obj->pos, base[i]->bound, map);
        }
      } else {
        errorf(r.base, Code::BadRecv, "receiver declares {}, but receiver base type declares {}",
               measure(static_cast<int>(tparams.size()), "type parameter"), base.size());
      }
      verifyVersion(r.base, 18, "type instantiation");
      recvType = instance(this, universe, f->typ->pos, baseType, targs);
      recordInstance(r.base, targs, recvType);
      if (r.ptr && isValid(recvType)) recvType = arena.make<Pointer>(recvType);
      recordReceiverTypes(this, f->typ, recvType);
    }
  }
  Var* recv;
  if (f->name && !f->name->name.empty())
    recv = arena.make<Var>(VarKind::Recv, f->name->pos, pkg, f->name->name, recvType);
  else
    recv = arena.make<Var>(VarKind::Recv, f->pos, pkg, Name(), recvType);
  recv->color = Color::Black;
  f->obj = recv;
  Expr* rbase = r.base;
  later([this, rbase, recv] { validRecv(startPos(rbase), recv); });
  return recv;
}

void Checker::collectParams(VarKind kind, List<Field*> list, std::vector<Ident*>* names, std::vector<Var*>* params, bool* variadic) {
  if (list.empty()) return;
  bool named = false, anonymous = false;
  Type* typ = nullptr;
  Expr* prev = nullptr;
  for (uint32_t i = 0; i < list.size(); i++) {
    Field* f = list[i];
    if (f->typ != prev) {
      Expr* ftype = prev = f->typ;
      if (auto* d = syntax::as<DotsType>(ftype)) {
        ftype = d->elem;
        if (kind == VarKind::Param && i + 1 == list.size())
          *variadic = true;
        else
          error(d, Code::InvalidSyntaxTree, "invalid use of ...");
      }
      typ = varType(ftype);
    }
    Var* par;
    if (f->name) {
      par = arena.make<Var>(kind, f->name->pos, pkg, f->name->name, typ);
      names->push_back(f->name);
      named = true;
    } else {
      par = arena.make<Var>(kind, f->pos, pkg, Name(), typ);
      names->push_back(nullptr);
      anonymous = true;
    }
    par->color = Color::Black;
    f->obj = par;
    params->push_back(par);
  }
  if (named && anonymous) error(list[0], Code::InvalidSyntaxTree, "list contains both named and anonymous parameters");
  if (*variadic) {
    Var* last = params->back();
    last->type = arena.make<Slice>(last->type);
    recordTypeAndValue(list.back()->typ, Mode::TypExpr, last->type, nullptr);
  }
}

void Checker::declareParams(const std::vector<Ident*>& names, const std::vector<Var*>& params, Pos scopePos) {
  for (size_t i = 0; i < names.size(); i++)
    if (names[i] && !names[i]->name.empty()) declare(env.scope, names[i], params[i], scopePos);
}

void Checker::validRecv(Pos pos, Var* recv) {
  Type* rtyp = deref(recv->type);
  Type* atyp = unalias(rtyp);
  if (!isValid(atyp)) return;
  if (atyp->tag == Tag::Named) {
    auto* t = static_cast<Named*>(atyp);
    if (t->obj->pkg != pkg) {
      errorf(pos, Code::InvalidRecv, "cannot define new methods on non-local type {}", rtyp);
      return;
    }
    Type* u = under(t);
    const char* cause = nullptr;
    if (u->tag == Tag::Basic && static_cast<Basic*>(u)->kind == UnsafePointer)
      cause = "unsafe.Pointer";
    else if (u->tag == Tag::Pointer || u->tag == Tag::Interface)
      cause = "pointer or interface type";
    if (cause) errorf(pos, Code::InvalidRecv, "invalid receiver type {} ({})", rtyp, cause);
  } else if (atyp->tag == Tag::Basic) {
    errorf(pos, Code::InvalidRecv, "cannot define new methods on non-local type {}", rtyp);
  } else {
    errorf(pos, Code::InvalidRecv, "invalid receiver type {}", recv->type);
  }
}

}  // namespace gvm::types
