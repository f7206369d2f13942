// This file infers type arguments.
//
// Three sources, in this order: arguments of the call with a type; the constraints of the type parameters (a core type
// must match, and the methods must be there), over and over while that brings something new; untyped constants, whose
// default types fill in what is missing. What was found may still mention other parameters; those are put in last.
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"
#include "compiler/types/unify.h"

namespace gvm::types {

namespace {

int indexIn(List<TypeParam*> list, Type* t) {
  for (uint32_t i = 0; i < list.size(); i++) {
    if (list[i] == t) return static_cast<int>(i);
  }
  return -1;
}

// ---- mentions of some parameters

struct Walker {
  List<TypeParam*> tparams;
  std::vector<std::pair<Type*, bool>> seen;  // interfaces and structs: being looked at, or the answer

  bool vars(Tuple* t) {
    if (!t) return false;
    for (Var* v : t->vars) {
      if (type(v->type)) return true;
    }
    return false;
  }

  bool type(Type* t) {
    t = unalias(t);
    if (!t) return false;
    switch (t->tag) {
      case Tag::Basic: case Tag::Alias: case Tag::Union: return false;
      case Tag::TypeParam: return indexIn(tparams, t) >= 0;
      case Tag::Array: return type(static_cast<Array*>(t)->elem);
      case Tag::Slice: return type(static_cast<Slice*>(t)->elem);
      case Tag::Pointer: return type(static_cast<Pointer*>(t)->base);
      case Tag::Chan: return type(static_cast<Chan*>(t)->elem);
      case Tag::Map: return type(static_cast<Map*>(t)->key) || type(static_cast<Map*>(t)->elem);
      case Tag::Tuple: return vars(static_cast<Tuple*>(t));
      // A generic signature's own parameters, and a receiver's, are not looked at.
      case Tag::Signature: return vars(static_cast<Signature*>(t)->params) || vars(static_cast<Signature*>(t)->results);
      case Tag::Named:
        for (Type* a : static_cast<Named*>(t)->targs) {
          if (type(a)) return true;
        }
        return false;
      case Tag::Struct: case Tag::Interface: break;
    }
    for (auto [s, r] : seen) {
      if (s == t) return r;
    }
    size_t mark = seen.size();
    seen.push_back({t, false});
    bool r = false;
    if (t->tag == Tag::Struct) {
      for (Var* f : static_cast<Struct*>(t)->fields) r = r || type(f->type);
    } else {
      TypeSet* s = typeSetOf(static_cast<Interface*>(t));
      for (Func* m : s->methods) r = r || type(m->type);
      for (const Term& x : s->terms) r = r || type(x.type);
    }
    seen[mark].second = r;
    return r;
  }
};

// ---- cycles among inferred types

// Drops the inferred type of each parameter that leads back to itself: putting types in for it would never end.
struct CycleKiller {
  List<TypeParam*> tparams;
  List<Type*> inferred;
  std::vector<Type*> path;

  void vars(Tuple* t) {
    if (!t) return;
    for (Var* v : t->vars) type(v->type);
  }

  void type(Type* t) {
    t = unalias(t);
    if (!t) return;
    if (std::find(path.begin(), path.end(), t) != path.end()) {
      if (int i = indexIn(tparams, t); i >= 0) inferred[static_cast<uint32_t>(i)] = nullptr;
      return;
    }
    path.push_back(t);
    switch (t->tag) {
      case Tag::Array: type(static_cast<Array*>(t)->elem); break;
      case Tag::Slice: type(static_cast<Slice*>(t)->elem); break;
      case Tag::Pointer: type(static_cast<Pointer*>(t)->base); break;
      case Tag::Chan: type(static_cast<Chan*>(t)->elem); break;
      case Tag::Map:
        type(static_cast<Map*>(t)->key);
        type(static_cast<Map*>(t)->elem);
        break;
      case Tag::Struct:
        for (Var* f : static_cast<Struct*>(t)->fields) type(f->type);
        break;
      case Tag::Signature:
        vars(static_cast<Signature*>(t)->params);
        vars(static_cast<Signature*>(t)->results);
        break;
      case Tag::Union:
        for (Term* x : static_cast<Union*>(t)->terms) type(x->type);
        break;
      case Tag::Interface:
        for (Func* m : static_cast<Interface*>(t)->methods) type(m->type);
        for (Type* e : static_cast<Interface*>(t)->embeddeds) type(e);
        break;
      case Tag::Named:
        for (Type* a : static_cast<Named*>(t)->targs) type(a);
        break;
      case Tag::TypeParam:
        if (int i = indexIn(tparams, t); i >= 0) type(inferred[static_cast<uint32_t>(i)]);
        break;
      default: break;
    }
    path.pop_back();
  }
};

// The core type of a parameter's constraint: its only term (single), or the common underlying type of its terms, with a
// tilde if any of them has one. No type: there is none.
struct Core {
  Term term{false, nullptr};
  bool single = false;
};
Core coreOf(TypeParam* p) {
  TypeSet* s = typeSetOf(p->iface());
  if (!s->hasTerms()) return {};
  if (s->terms.size() == 1) return {s->terms[0], true};
  bool tilde = false;
  for (const Term& t : s->terms) tilde = tilde || t.tilde;
  return {{tilde, commonUnder(nullptr, p, nullptr, nullptr)}, false};
}

// ---- one inference

struct Inference {
  Checker* check;
  Pos pos;
  List<TypeParam*> tparams;
  List<Type*> targs;  // as long as tparams; nullptr: to be found
  Tuple* params;
  const std::vector<Operand*>& args;
  bool reverse;
  ErrorDesc& err;
  Unifier u;
  std::vector<uint32_t> untyped;  // arguments that are untyped, for parameters whose type is a type parameter

  Type* put(Type* t, List<Type*> to) { return subst(check, check->universe, 0, t, SubstMap{tparams, to}); }
  bool parameterized(Type* t) { return isParameterized(tparams, t); }

  void mismatch(Type* tpar, Type* targ, Operand* arg) {
    List<Type*> found = u.inferred(check->arena);
    bool none = std::all_of(found.begin(), found.end(), [](Type* t) { return !t; });
    if (none) {
      err.add(arg, check->sprintf("type {} of {} does not match {} (cannot infer {})", targ, arg->expr, tpar,
                                  typeParamsString(tparams)));
      return;
    }
    Type* partly = put(tpar, found);
    if (partly == tpar) {
      err.add(arg, check->sprintf("type {} of {} does not match {}", targ, arg->expr, tpar));
    } else if (reverse) {
      err.add(arg, check->sprintf("inferred type {} for {} does not match type {} of {}", partly, tpar, targ, arg->expr));
    } else {
      err.add(arg, check->sprintf("type {} of {} does not match inferred type {} for {}", targ, arg->expr, partly, tpar));
    }
  }

  bool fromArguments() {
    for (uint32_t i = 0; i < args.size(); i++) {
      Operand* arg = args[i];
      if (!arg->valid()) continue;
      Type* par = params->vars[i]->type;
      if (!parameterized(par) && !parameterized(arg->type)) continue;
      if (isTyped(arg->type)) {
        if (!u.unify(par, arg->type, kAssign)) {
          mismatch(par, arg->type, arg);
          return false;
        }
      } else if (par->tag == Tag::TypeParam && !arg->isNil()) {
        untyped.push_back(i);  // its default type is a basic one: it can match a lone parameter only
      }
    }
    return true;
  }

  bool fromConstraints() {
    for (int unknown = -1; unknown != u.unknowns();) {
      unknown = u.unknowns();
      for (TypeParam* p : tparams) {
        Type* t = u.at(p);
        Core core = coreOf(p);
        if (core.term.type) {
          if (t) {
            // With a tilde the core type is a literal, which unification matches with t's underlying type.
            if (!u.unify(t, core.term.type, kInexact)) {
              err.add(pos, check->sprintf("{} (type {}) does not satisfy {}", p, t, p->bound));
              return false;
            }
          } else if (core.single && !core.term.tilde) {
            u.set(p, core.term.type);
          }
        }
        // The methods of a type that still mentions parameters are not its final ones.
        if (t && !parameterized(t)) {
          std::string cause;
          if (!hasAllMethods(check, t, p->iface(), true, &cause,
                             [&](Type* x, Type* y) { return u.unify(x, y, kExact); })) {
            err.add(pos, check->sprintf("{} (type {}) does not satisfy {} {}", p, t, p->bound, cause));
            return false;
          }
        }
      }
    }
    return true;
  }

  bool fromUntyped() {
    std::vector<std::pair<TypeParam*, Type*>> max;  // per parameter, the largest kind among its untyped arguments
    for (uint32_t i : untyped) {
      auto* p = static_cast<TypeParam*>(params->vars[i]->type);
      if (u.at(p)) continue;
      Operand* arg = args[i];
      auto row = std::find_if(max.begin(), max.end(), [&](auto& r) { return r.first == p; });
      if (row == max.end()) {
        max.push_back({p, arg->type});
        continue;
      }
      Type* m = maxType(row->second, arg->type);
      if (!m) {
        err.add(arg, check->sprintf("mismatched types {} and {} (cannot infer {})", row->second, arg->type, p));
        return false;
      }
      row->second = m;
    }
    for (auto [p, t] : max) u.set(p, defaultType(t));
    return true;
  }

  // Puts inferred types in for parameters in inferred types, until nothing changes.
  List<Type*> simplify() {
    List<Type*> found = u.inferred(check->arena);
    CycleKiller killer{tparams, found, {}};
    for (TypeParam* p : tparams) killer.type(p);
    std::vector<uint32_t> dirty;
    for (uint32_t i = 0; i < found.size(); i++) {
      if (found[i] && !targs[i]) dirty.push_back(i);
    }
    while (!dirty.empty()) {
      List<Type*> to = check->arena.copy(found.data, found.size());
      std::vector<uint32_t> next;
      for (uint32_t i : dirty) {
        Type* t = put(found[i], to);
        if (t == found[i]) continue;
        // A generic function value whose parameters are all known now is generic no more.
        if (auto* sig = t->tag == Tag::Signature ? static_cast<Signature*>(t) : nullptr) {
          if (!sig->tparams.empty() && !parameterized(sig)) sig->tparams = {};
        }
        found[i] = t;
        next.push_back(i);
      }
      dirty = std::move(next);
    }
    for (uint32_t i = 0; i < found.size(); i++) {
      if (found[i] && !parameterized(found[i])) continue;
      TypeName* obj = tparams[i]->obj;
      err.add(pos, fmt::format("cannot infer {} (declared at {})", obj->name, check->opts.diags->files().format(obj->pos)));
      return {};
    }
    return found;
  }
};

}  // namespace

List<Type*> Checker::infer(Pos pos, List<TypeParam*> tparams, List<Type*> targs, Tuple* params,
                           const std::vector<Operand*>& args, bool reverse, ErrorDesc& err) {
  uint32_t n = tparams.size();
  if (targs.size() == n && std::all_of(targs.begin(), targs.end(), [](Type* t) { return t != nullptr; })) return targs;
  for (Operand* a : args) {
    if (!a->valid()) return {};  // reported
  }
  List<Type*> full = arena.list<Type*>(n);
  std::copy(targs.begin(), targs.end(), full.begin());

  // Parameters whose type arguments are given take part with those: assignment rules apply to them, not unification.
  if (params && params->len() > 0) {
    params = static_cast<Tuple*>(subst(this, universe, 0, params, SubstMap{tparams, full}));
  }
  Inference inf{this, pos, tparams, full, params, args, reverse, err, Unifier(tparams, full, allowVersion(21)), {}};
  if (!inf.fromArguments() || !inf.fromConstraints() || !inf.fromUntyped()) return {};
  return inf.simplify();
}

bool isParameterized(List<TypeParam*> tparams, Type* t) { return Walker{tparams, {}}.type(t); }

Type* renameTParams(Checker* check, Pos pos, List<TypeParam*> tparams, Type* typ, List<TypeParam*>* renamed) {
  *renamed = {};
  if (tparams.empty()) return typ;
  Universe& u = *tparams[0]->universe;
  *renamed = u.arena.list<TypeParam*>(tparams.size());
  List<Type*> to = u.arena.list<Type*>(tparams.size());
  for (uint32_t i = 0; i < tparams.size(); i++) {
    TypeParam* p = tparams[i];
    auto* obj = u.arena.make<TypeName>(*p->obj);
    auto* q = u.arena.make<TypeParam>(&u, obj, nullptr, u.nextTypeParamId());
    obj->type = q;
    q->check = p->check;
    q->index = p->index;
    (*renamed)[i] = q;
    to[i] = q;
  }
  SubstMap map{tparams, to};
  for (uint32_t i = 0; i < tparams.size(); i++) (*renamed)[i]->bound = subst(check, u, pos, tparams[i]->bound, map);
  return subst(check, u, pos, typ, map);
}

std::string typeParamsString(List<TypeParam*> list) {
  std::string out;
  uint32_t n = list.size();
  for (uint32_t i = 0; i < n; i++) {
    if (i) out += n == 2 ? " and " : i + 1 == n ? ", and " : ", ";
    out += list[i]->obj->name;
  }
  return out;
}

}  // namespace gvm::types
