// This file implements declared types, their instances and type parameters: finding right-hand sides and underlying
// types lazily, and methods of instances on demand.
//
// A Named has a right-hand side (fromRHS), which may again be a Named or an Alias, and an underlying type, found by
// following right-hand sides to the first type that is neither. The right-hand side of an instance is its origin's with
// the type arguments put in; it is made by unpack(), when somebody first needs it, so that recursive generic types
// terminate: the instance is in the universe's table before its right-hand side is looked at.
#include "compiler/types/checker.h"
#include "compiler/types/unicode.h"

namespace gvm::types {

Named* Checker::newNamed(TypeName* obj, Type* rhs) {
  auto* t = arena.make<Named>(&universe, obj);
  t->check = this;
  t->fromRHS = rhs;
  t->unpacked = true;
  if (!obj->type) obj->type = t;
  needsCleanup(t);
  return t;
}

Named* newNamedInstance(Checker* check, Universe& u, Pos pos, Named* orig, List<Type*> targs) {
  auto* obj = u.arena.make<TypeName>(pos, orig->obj->pkg, orig->obj->name, nullptr);
  obj->localFunc = orig->obj->localFunc;
  obj->localIndex = orig->obj->localIndex;
  auto* t = u.arena.make<Named>(&u, obj);
  t->orig = orig;
  t->targs = targs;
  t->check = check;
  obj->type = t;
  obj->color = Color::Black;
  if (check) check->needsCleanup(t);
  return t;
}

Named* Named::unpack() {
  if (unpacked) return this;
  unpacked = true;
  orig->unpack();
  tparams = orig->tparams;
  if (targs.size() != tparams.size()) {
    fromRHS = universe->invalid();
    return this;
  }
  Type* rhs = subst(check, *universe, obj->pos, orig->fromRHS, SubstMap{tparams, targs}, this);
  // Methods of an interface have the declared type as receiver: now that is this instance.
  if (auto* iface = rhs && rhs->tag == Tag::Interface ? static_cast<Interface*>(rhs) : nullptr) {
    List<Func*> methods;
    if (replaceRecvType(universe->arena, iface->methods, orig, this, &methods)) {
      if (iface == orig->fromRHS) {
        auto* copy = universe->arena.make<Interface>();
        copy->check = check;
        copy->complete = true;
        copy->embeddeds = iface->embeddeds;
        copy->embedPos = iface->embedPos;
        iface = copy;
      }
      iface->methods = methods;
      iface->tset = nullptr;
      rhs = iface;
    }
  }
  fromRHS = rhs;
  return this;
}

static Type* namedUnder(Named* n) {
  n->unpack();
  if (n->underlying) return n->underlying;
  std::vector<Named*> path;
  Type* u = nullptr;
  for (Type* rhs = n; !u;) {
    if (!rhs) {
      u = n->universe->invalid();
    } else if (rhs->tag == Tag::Alias) {
      rhs = unalias(rhs);
    } else if (rhs->tag == Tag::Named) {
      auto* t = static_cast<Named*>(rhs);
      if (t->underlying) {
        u = t->underlying;
        break;
      }
      // Direct cycles are broken before this is asked for; be safe all the same.
      if (std::find(path.begin(), path.end(), t) != path.end()) {
        u = n->universe->invalid();
        break;
      }
      path.push_back(t);
      t->unpack();
      rhs = t->fromRHS;
    } else if (rhs->tag == Tag::TypeParam) {
      u = n->universe->invalid();
    } else {
      u = rhs;
    }
  }
  for (Named* t : path)
    if (!t->underlying) t->underlying = u;
  return u;
}

Type* underSlow(Type* t) {
  if (t->tag == Tag::TypeParam) return static_cast<TypeParam*>(t)->iface();
  return namedUnder(static_cast<Named*>(t));
}

static Func* expandMethod(Named* t, uint32_t i) {
  Func* origm = t->orig->method(i);
  Universe& u = *t->universe;
  if (!origm->type && origm->pkg && origm->pkg->checker) origm->pkg->checker->complete(origm);
  auto* origSig = static_cast<Signature*>(origm->type);
  bool isPtr = false;
  Type* rbase = origSig->recv ? deref(origSig->recv->type, &isPtr) : nullptr;
  // The method is the one wanted if the type arguments are its own receiver type parameters.
  if (!rbase || rbase == t) return origm;
  Signature* sig = origSig;
  if (origSig->rparams.size() == t->targs.size())
    sig = static_cast<Signature*>(subst(t->check, u, origm->pos, origSig, SubstMap{origSig->rparams, t->targs}, t));
  if (sig == origSig) sig = u.arena.make<Signature>(*origSig);
  Type* rtyp = t;
  if (origm->hasPtrRecv()) rtyp = u.arena.make<Pointer>(t);
  sig->recv = cloneVar(u.arena, origSig->recv, rtyp);
  return cloneFunc(u.arena, origm, sig);
}

Func* Named::method(uint32_t i) {
  if (!orig) return methods[i];
  unpack();
  if (!methods || numMethods_ < orig->numMethods_) {
    // The origin may have got more methods since (while its package is being collected).
    auto** list = static_cast<Func**>(universe->arena.alloc(orig->numMethods_ * sizeof(Func*)));
    std::copy_n(methods, numMethods_, list);
    methods = list;
    numMethods_ = orig->numMethods_;
  }
  if (!methods[i]) methods[i] = expandMethod(this, i);
  return methods[i];
}

void Named::addMethod(Func* m) {
  if (methodIndex(m->name, false) >= 0) return;
  if (numMethods_ == capMethods) {
    capMethods = capMethods ? capMethods * 2 : 4;
    auto** list = static_cast<Func**>(universe->arena.alloc(capMethods * sizeof(Func*)));
    std::copy_n(methods, numMethods_, list);
    methods = list;
  }
  methods[numMethods_++] = m;
}

int Named::methodIndex(Name name, bool foldCase) {
  if (name == "_") return -1;
  for (uint32_t i = 0; i < numMethods_; i++) {
    if (!methods[i]) continue;
    if (foldCase ? equalFold(methods[i]->name, name) : source::sameName(methods[i]->name, name)) return static_cast<int>(i);
  }
  return -1;
}

Func* Named::lookupMethod(Package* pkg, Name name, bool foldCase, int* index) {
  if (!samePkg(obj->pkg, pkg) && !isExported(name) && !foldCase) return nullptr;
  int i = origin()->methodIndex(name, foldCase);
  if (i < 0) return nullptr;
  if (index) *index = i;
  return method(static_cast<uint32_t>(i));
}

// ---- aliases ----

Type* unaliasSlow(Alias* a) {
  if (a->actual) return a->actual;
  Type* t = a;
  for (int n = 0; t && t->tag == Tag::Alias; n++) {
    auto* b = static_cast<Alias*>(t);
    if (b->actual) {
      t = b->actual;
      break;
    }
    t = b->fromRHS;
    if (n > 10000) t = a->universe->invalid();
  }
  // The right-hand side of an alias being declared is not there yet; it is not settled then.
  if (!t) return a->universe->invalid();
  a->actual = t;
  return t;
}

Alias* Checker::newAlias(TypeName* obj, Type* rhs) {
  auto* a = arena.make<Alias>(&universe, obj, rhs);
  if (!obj->type) obj->type = a;
  needsCleanup(a);
  return a;
}

Alias* newAliasInstance(Checker* check, Universe& u, Pos pos, Alias* orig, List<Type*> targs, Named* expanding) {
  auto* obj = u.arena.make<TypeName>(pos, orig->obj->pkg, orig->obj->name, nullptr);
  Type* rhs = subst(check, u, pos, orig->fromRHS, SubstMap{orig->tparams, targs}, expanding);
  auto* a = u.arena.make<Alias>(&u, obj, rhs);
  obj->type = a;
  obj->color = Color::Black;
  a->orig = orig;
  a->tparams = orig->tparams;
  a->targs = targs;
  if (check) check->needsCleanup(a);
  return a;
}

List<TypeParam*> typeParamsOf(Type* t) {
  switch (t->tag) {
    case Tag::Named: return static_cast<Named*>(t)->origin()->tparams;
    case Tag::Alias: return static_cast<Alias*>(t)->tparams;
    case Tag::Signature: return static_cast<Signature*>(t)->tparams;
    default: return {};
  }
}

// ---- type parameters ----

TypeParam* Checker::newTypeParam(TypeName* obj, Type* bound) {
  auto* t = arena.make<TypeParam>(&universe, obj, bound, universe.nextTypeParamId());
  t->check = this;
  if (!obj->type) obj->type = t;
  needsCleanup(t);
  return t;
}

Interface* TypeParam::iface() {
  Type* u = under(bound);
  Interface* ityp = nullptr;
  if (u->tag == Tag::Basic) {
    if (!isValid(u)) return universe->emptyInterface;
  } else if (u->tag == Tag::Interface) {
    if (isTypeParam(bound)) return universe->emptyInterface;
    ityp = static_cast<Interface*>(u);
  }
  Type* b = bound;
  if (!ityp) {
    ityp = universe->arena.make<Interface>();
    ityp->check = check;
    ityp->embeddeds = universe->arena.copy<Type*>({b});
    ityp->complete = true;
    ityp->implicit = true;
    bound = ityp;
  }
  if (!ityp->tset) {
    Pos pos = obj->pos;
    if (auto* n = as<Named>(b)) pos = n->obj->pos;
    computeInterfaceTypeSet(check, pos, ityp);
  }
  return ityp;
}

Interface* Checker::newInterface() {
  auto* t = arena.make<Interface>();
  t->check = this;
  needsCleanup(t);
  return t;
}

}  // namespace gvm::types
