// This file finds types that contain themselves.
//
// A walk through everything that is stored in a value of the type: fields, elements of arrays, embedded interfaces,
// terms of unions. `nest` is the chain of declared types whose memory the walk is inside of; a type met again in there is
// infinite. A type parameter stands for the argument of the innermost instance, and what that argument stores is
// stored where the instance was written: outside the innermost type. `path` is the whole way, for the message.
#include "compiler/types/checker.h"

namespace gvm::types {

namespace {

struct Validator {
  Checker* check;
  std::vector<Named*> path;

  using Nest = std::vector<Named*>;

  bool named(Named* t, Nest& nest) {
    for (Named* e : nest) {
      if (e != t && !identical(e, t)) continue;
      // The declaration is invalid however it is instantiated, since this instance is in its own right-hand side.
      for (Named* n : {t, t->origin()}) n->fromRHS = n->underlying = check->universe.invalid();
      for (size_t i = 0; i < path.size(); i++) {
        if (path[i] != t && !identical(path[i], t)) continue;
        std::vector<Object*> cycle;
        for (size_t k = i; k < path.size(); k++) cycle.push_back(path[k]->obj);
        check->cycleError(cycle, 0);
        break;
      }
      return false;
    }
    // Types of other packages are valid, unless an argument takes part.
    if (t->obj->pkg != check->pkg && t->targs.empty()) return true;
    // What a type without arguments stores does not depend on where it stands.
    if (t->validChecked && t->targs.empty() && !t->isGeneric()) return true;
    if (check->tooDeep() && check->reportDepth(t->obj)) return false;
    nest.push_back(t);
    path.push_back(t);
    bool ok = type(t->origin()->unpack()->fromRHS, nest);
    path.pop_back();
    nest.pop_back();
    if (ok && t->targs.empty() && !t->isGeneric()) t->validChecked = true;
    return ok;
  }

  bool typeParam(TypeParam* p, Nest& nest) {
    if (nest.empty()) return true;
    Named* inst = nest.back();
    List<TypeParam*> tparams = inst->origin()->tparams;
    for (uint32_t i = 0; i < tparams.size() && i < inst->targs.size(); i++) {
      if (tparams[i] != p) continue;
      nest.pop_back();
      bool ok = type(inst->targs[i], nest);
      nest.push_back(inst);
      return ok;
    }
    return true;
  }

  bool type(Type* t, Nest& nest) {
    t = unalias(t);
    if (!t) return true;
    switch (t->tag) {
      case Tag::Array: return type(static_cast<Array*>(t)->elem, nest);
      case Tag::Struct:
        for (Var* f : static_cast<Struct*>(t)->fields) {
          if (!type(f->type, nest)) return false;
        }
        return true;
      case Tag::Union:
        for (Term* x : static_cast<Union*>(t)->terms) {
          if (!type(x->type, nest)) return false;
        }
        return true;
      case Tag::Interface:
        for (Type* e : static_cast<Interface*>(t)->embeddeds) {
          if (!type(e, nest)) return false;
        }
        return true;
      case Tag::Named: return named(static_cast<Named*>(t), nest);
      case Tag::TypeParam: return typeParam(static_cast<TypeParam*>(t), nest);
      default: return true;
    }
  }
};

}  // namespace

void Checker::validType(Named* t) {
  std::vector<Named*> nest;
  Validator v{this, {}};
  if (v.named(t, nest)) t->validChecked = true;
}

}  // namespace gvm::types
