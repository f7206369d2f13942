// This file answers questions about types: kinds, comparability, identity.
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

bool isBasic(Type* t, int info) {
  auto* b = underAs<Basic>(t);
  return b && (b->info & info);
}

bool allBasic(Type* t, int info) {
  if (auto* p = as<TypeParam>(t)) {
    return typeSetIs(typeSetOf(p->iface()), [&](const Term* term) { return term && isBasic(term->type, info); });
  }
  return isBasic(t, info);
}

bool hasName(Type* t) {
  Tag tag = unalias(t)->tag;
  return tag == Tag::Basic || tag == Tag::Named || tag == Tag::TypeParam;
}

bool isTypeLit(Type* t) {
  Tag tag = unalias(t)->tag;
  return tag != Tag::Named && tag != Tag::TypeParam;
}

// Neither aliases nor declared types denote untyped types, so these need not look through them.
bool isTyped(Type* t) { return !t || t->tag != Tag::Basic || !(static_cast<Basic*>(t)->info & IsUntyped); }

bool isUntypedNumeric(Type* t) { return isUntyped(t) && (static_cast<Basic*>(t)->info & IsNumeric); }

bool isInterface(Type* t) { return under(t)->tag == Tag::Interface; }

bool isNonTypeParamInterface(Type* t) { return !isTypeParam(t) && isInterface(t); }

bool hasEmptyTypeset(Type* t) {
  auto* p = as<TypeParam>(t);
  if (!p || !p->bound) return false;
  auto* iface = underAs<Interface>(p->bound);
  return iface && iface->tset && iface->tset->isEmpty();
}

bool isGeneric(Type* t) {
  if (t->tag == Tag::Alias) {
    auto* a = static_cast<Alias*>(t);
    if (!a->tparams.empty() && a->targs.empty()) return true;
  }
  auto* n = as<Named>(t);
  return n && n->obj && n->isGeneric();
}

// ---- comparability

namespace {

using Seen = std::vector<Type*>;

bool comparableRec(Type* t, bool dynamic, std::string* cause, Checker* check, Seen& seen);

bool setComparable(TypeSet* s, Seen& seen) {
  if (s->allTerms) return s->comparable;
  return typeSetIs(s, [&](const Term* t) { return t && comparableRec(t->type, false, nullptr, nullptr, seen); });
}

bool comparableRec(Type* T, bool dynamic, std::string* cause, Checker* check, Seen& seen) {
  if (std::find(seen.begin(), seen.end(), T) != seen.end()) return true;
  seen.push_back(T);
  Type* u = under(T);
  switch (u->tag) {
    case Tag::Basic:
      return static_cast<Basic*>(u)->kind != UntypedNil;
    case Tag::Pointer:
    case Tag::Chan:
      return true;
    case Tag::Struct:
      for (Var* f : static_cast<Struct*>(u)->fields) {
        if (!comparableRec(f->type, dynamic, nullptr, check, seen)) {
          if (cause) *cause = fmt::format("struct containing {} cannot be compared", message(check, f->type));
          return false;
        }
      }
      return true;
    case Tag::Array:
      if (comparableRec(static_cast<Array*>(u)->elem, dynamic, nullptr, check, seen)) return true;
      if (cause) *cause = fmt::format("{} cannot be compared", message(check, T));
      return false;
    case Tag::Interface: {
      TypeSet* s = typeSetOf(static_cast<Interface*>(u));
      if ((dynamic && !isTypeParam(T)) || setComparable(s, seen)) return true;
      if (cause) *cause = s->isEmpty() ? "empty type set" : "incomparable types in type set";
      return false;
    }
    default:
      return false;
  }
}

}  // namespace

bool comparable(Type* t) { return comparableType(t, true, nullptr, nullptr); }

bool comparableType(Type* t, bool dynamic, std::string* cause, Checker* check) {
  Seen seen;
  return comparableRec(t, dynamic, cause, check, seen);
}

bool typeSetComparable(TypeSet* s) {
  Seen seen;
  return setComparable(s, seen);
}

bool hasNil(Type* t) {
  Type* u = under(t);
  switch (u->tag) {
    case Tag::Basic:
      return static_cast<Basic*>(u)->kind == UnsafePointer;
    case Tag::Slice:
    case Tag::Pointer:
    case Tag::Signature:
    case Tag::Map:
    case Tag::Chan:
      return true;
    case Tag::Interface:
      return !isTypeParam(t) || underIs(t, [](Type* v) { return v && hasNil(v); });
    default:
      return false;
  }
}

bool samePkg(const Package* a, const Package* b) {
  if (!a || !b || a == b) return a == b;
  return a->path == b->path;
}

// ---- identity

namespace {

// Interfaces being compared, outermost last: cycles go through interface literals only, by way of method signatures.
struct Pair {
  Interface *x, *y;
  const Pair* prev;
};

struct Comparer {
  bool ignoreTags = false;

  bool tuples(Tuple* x, Tuple* y, const Pair* p) {
    uint32_t n = x ? x->len() : 0, m = y ? y->len() : 0;
    if (n != m) return false;
    for (uint32_t i = 0; i < n; i++) {
      if (!identical(x->vars[i]->type, y->vars[i]->type, p)) return false;
    }
    return true;
  }

  bool structs(Struct* x, Struct* y, const Pair* p) {
    if (x->fields.size() != y->fields.size()) return false;
    for (uint32_t i = 0; i < x->fields.size(); i++) {
      Var *f = x->fields[i], *g = y->fields[i];
      if (f->embedded != g->embedded || (!ignoreTags && x->tag(i) != y->tag(i)) || !sameId(f, g->pkg, g->name, false) ||
          !identical(f->type, g->type, p)) {
        return false;
      }
    }
    return true;
  }

  bool signatures(Signature* x, Signature* y, const Pair* p) {
    if (x->tparams.size() != y->tparams.size() || x->variadic != y->variadic) return false;
    Tuple *params = y->params, *results = y->results;
    if (uint32_t n = x->tparams.size()) {
      // The names of type parameters do not matter: put x's for y's.
      Universe& u = *x->tparams[0]->universe;
      List<Type*> to = u.arena.list<Type*>(n);
      for (uint32_t i = 0; i < n; i++) to[i] = x->tparams[i];
      SubstMap map{y->tparams, to};
      for (uint32_t i = 0; i < n; i++) {
        if (!identical(x->tparams[i]->bound, subst(nullptr, u, 0, y->tparams[i]->bound, map), p)) return false;
      }
      if (params) params = static_cast<Tuple*>(subst(nullptr, u, 0, params, map));
      if (results) results = static_cast<Tuple*>(subst(nullptr, u, 0, results, map));
    }
    return tuples(x->params, params, p) && tuples(x->results, results, p);
  }

  bool interfaces(Interface* x, Interface* y, const Pair* p) {
    TypeSet *xs = typeSetOf(x), *ys = typeSetOf(y);
    if (xs->comparable != ys->comparable || !termsEqual(xs, ys)) return false;
    if (xs->methods.size() != ys->methods.size()) return false;
    for (const Pair* q = p; q; q = q->prev) {
      if ((q->x == x && q->y == y) || (q->x == y && q->y == x)) return true;
    }
    Pair here{x, y, p};
    for (uint32_t i = 0; i < xs->methods.size(); i++) {
      Func *f = xs->methods[i], *g = ys->methods[i];
      if (!sameId(f, g->pkg, g->name, false) || !identical(f->type, g->type, &here)) return false;
    }
    return true;
  }

  bool identical(Type* x, Type* y, const Pair* p) {
    x = unalias(x);
    y = unalias(y);
    if (x == y) return true;
    if (!x || !y || x->tag != y->tag) return false;
    // Canonical types without interfaces in them could be compared by address; the walk is short as it is.
    switch (x->tag) {
      case Tag::Basic:
        return static_cast<Basic*>(x)->kind == static_cast<Basic*>(y)->kind;
      case Tag::Array: {
        auto *a = static_cast<Array*>(x), *b = static_cast<Array*>(y);
        // Unknown lengths come from errors; no further errors on their account.
        return (a->len < 0 || b->len < 0 || a->len == b->len) && identical(a->elem, b->elem, p);
      }
      case Tag::Slice:
        return identical(static_cast<Slice*>(x)->elem, static_cast<Slice*>(y)->elem, p);
      case Tag::Pointer:
        return identical(static_cast<Pointer*>(x)->base, static_cast<Pointer*>(y)->base, p);
      case Tag::Map: {
        auto *a = static_cast<Map*>(x), *b = static_cast<Map*>(y);
        return identical(a->key, b->key, p) && identical(a->elem, b->elem, p);
      }
      case Tag::Chan: {
        auto *a = static_cast<Chan*>(x), *b = static_cast<Chan*>(y);
        return a->dir == b->dir && identical(a->elem, b->elem, p);
      }
      case Tag::Struct:
        return structs(static_cast<Struct*>(x), static_cast<Struct*>(y), p);
      case Tag::Tuple:
        return tuples(static_cast<Tuple*>(x), static_cast<Tuple*>(y), p);
      case Tag::Signature:
        return signatures(static_cast<Signature*>(x), static_cast<Signature*>(y), p);
      case Tag::Union: {
        TypeSet a, b;
        Universe* u = universeOf(x);
        if (!u) u = universeOf(y);
        if (!u) return x == y;   // terms of nothing but func() and the like
        unionTypeSet(nullptr, *u, 0, static_cast<Union*>(x), &a);
        unionTypeSet(nullptr, *u, 0, static_cast<Union*>(y), &b);
        return termsEqual(&a, &b);
      }
      case Tag::Interface:
        return interfaces(static_cast<Interface*>(x), static_cast<Interface*>(y), p);
      case Tag::Named: {
        auto *a = static_cast<Named*>(x), *b = static_cast<Named*>(y);
        if (a->targs.size() != b->targs.size()) return false;
        for (uint32_t i = 0; i < a->targs.size(); i++) {
          if (!identical(a->targs[i], b->targs[i], nullptr)) return false;
        }
        return identicalOrigin(a, b);
      }
      default:
        return false;  // type parameters are identical to themselves only
    }
  }
};

}  // namespace

bool identical(Type* x, Type* y) {
  if (x == y) return true;
  return Comparer{}.identical(x, y, nullptr);
}
bool identicalIgnoreTags(Type* x, Type* y) { return Comparer{.ignoreTags = true}.identical(x, y, nullptr); }

bool identicalOrigin(Named* x, Named* y) { return x->origin()->obj == y->origin()->obj; }

bool identicalInstance(Type* xorig, List<Type*> xargs, Type* yorig, List<Type*> yargs) {
  if (xargs.size() != yargs.size()) return false;
  for (uint32_t i = 0; i < xargs.size(); i++) {
    if (!identical(xargs[i], yargs[i])) return false;
  }
  return identical(xorig, yorig);
}

// ---- untyped types

Type* defaultType(Type* t) {
  if (!t || t->tag != Tag::Basic) return t;
  auto* b = static_cast<Basic*>(t);
  Universe* u = b->universe;
  switch (b->kind) {
    case UntypedBool: return u->typ[Bool];
    case UntypedInt: return u->typ[Int];
    case UntypedRune: return u->runeType;
    case UntypedFloat: return u->typ[Float64];
    case UntypedComplex: return u->typ[Complex128];
    case UntypedString: return u->typ[String];
    default: return t;
  }
}

Type* maxType(Type* x, Type* y) {
  if (x == y) return x;
  if (!isUntypedNumeric(x) || !isUntypedNumeric(y)) return nullptr;
  return static_cast<Basic*>(x)->kind > static_cast<Basic*>(y)->kind ? x : y;
}

}  // namespace gvm::types
