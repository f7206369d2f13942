// This file puts type arguments in place of type parameters.
//
// What does not mention a parameter is kept as it is, so that most substitutions allocate little. Instances met on the
// way become instances with substituted arguments, found in the universe's table; their insides are not touched, which
// makes recursive generic types end.
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

Var* cloneVar(Arena& a, Var* v, Type* t) {
  auto* c = a.make<Var>(*v);
  c->type = t;
  c->color = Color::Black;
  c->origin_ = v->origin();
  return c;
}

Func* cloneFunc(Arena& a, Func* f, Type* t) {
  auto* c = a.make<Func>(*f);
  c->type = t;
  c->color = Color::Black;
  c->origin_ = f->origin();
  return c;
}

bool replaceRecvType(Arena& a, List<Func*> in, Type* old, Type* now, List<Func*>* out) {
  *out = in;
  bool copied = false;
  for (uint32_t i = 0; i < in.size(); i++) {
    Signature* sig = in[i]->signature();
    if (!sig || !sig->recv || sig->recv->type != old) continue;
    if (!copied) {
      *out = a.copy(in.data, in.size());
      copied = true;
    }
    auto* s = a.make<Signature>(*sig);
    s->recv = cloneVar(a, sig->recv, now);
    (*out)[i] = cloneFunc(a, in[i], s);
  }
  return copied;
}

namespace {

struct Subster {
  Checker* check;
  Universe& u;
  Pos pos;
  const SubstMap& map;
  Named* expanding;
  // Type parameters of the function whose body this is for: local types of that function are instantiated too.
  List<TypeParam*> bodyParams = {};

  Arena& arena() { return u.arena; }

  // Applies f to each element; a new list if any changed, else the same.
  template <class T, class F>
  List<T> list(List<T> in, F f) {
    List<T> out = in;
    for (uint32_t i = 0; i < in.size(); i++) {
      T x = f(in[i]);
      if (x == in[i]) continue;
      if (out.data == in.data) out = arena().copy(in.data, in.size());
      out[i] = x;
    }
    return out;
  }
  List<Type*> types(List<Type*> in) {
    return list(in, [&](Type* t) { return type(t); });
  }

  Var* var(Var* v) {
    Type* t = type(v->type);
    return t == v->type ? v : cloneVar(arena(), v, t);
  }
  Tuple* tuple(Tuple* t) {
    if (!t) return nullptr;
    List<Var*> vars = list(t->vars, [&](Var* v) { return var(v); });
    return vars.data == t->vars.data ? t : arena().make<Tuple>(vars);
  }
  Func* func(Func* f) {
    Type* t = type(f->type);
    return t == f->type ? f : cloneFunc(arena(), f, t);
  }
  Term* term(Term* t) {
    Type* x = type(t->type);
    return x == t->type ? t : arena().make<Term>(t->tilde, x);
  }

  Type* signature(Signature* s) {
    // The receiver stays: interfaces and declared types replace it where they are expanded, as it would lead back here.
    Tuple *params = tuple(s->params), *results = tuple(s->results);
    if (params == s->params && results == s->results) return s;
    auto* n = arena().make<Signature>();
    n->rparams = s->rparams;
    n->tparams = s->tparams;
    n->recv = s->recv;
    n->params = params;
    n->results = results;
    n->variadic = s->variadic;
    return n;
  }

  Type* interface(Interface* t) {
    List<Func*> methods = list(t->methods, [&](Func* f) { return func(f); });
    List<Type*> embeddeds = types(t->embeddeds);
    if (methods.data == t->methods.data && embeddeds.data == t->embeddeds.data) return t;
    Interface* n;
    if (check) {
      n = check->newInterface();
    } else {
      n = arena().make<Interface>();
    }
    n->embeddeds = embeddeds;
    n->embedPos = t->embedPos;
    n->implicit = t->implicit;
    n->complete = t->complete;
    replaceRecvType(arena(), methods, t, n, &n->methods);
    return n;
  }

  Type* named(Named* t) {
    if (t->orig) {
      if (t->targs.size() != t->orig->tparams.size()) return u.invalid();
      List<Type*> targs = types(t->targs);
      return targs.data == t->targs.data ? t : instance(check, u, pos, t->orig, targs, expanding);
    }
    if (!bodyParams.empty() && t->obj->localFunc && t->targs.empty()) return localInstance(t);
    return t;
  }

  // The type that a type declared in the body of a generic function is in this instance of the function.
  Type* localInstance(Named* t) {
    auto* sig = static_cast<Signature*>(t->obj->localFunc->type);
    if (!sig) return t;
    List<TypeParam*> own = sig->tparams.empty() ? sig->rparams : sig->tparams;
    if (own.size() != bodyParams.size() || own.empty() || own[0] != bodyParams[0]) return t;
    if (Type* known = u.lookupInstance(t, map.to)) return known;
    auto* obj = arena().make<TypeName>(*t->obj);
    auto* n = arena().make<Named>(&u, obj);
    obj->type = n;
    n->targs = map.to;  // with no origin: a declared type of its own, whose name shows the arguments
    n->unpacked = true;
    n->finiteKnown = n->finite = true;
    n->validChecked = true;
    u.addInstance(t, map.to, n);
    n->fromRHS = type(t->fromRHS);
    return n;
  }

  Type* type(Type* t) {
    if (!t) return u.invalid();
    switch (t->tag) {
      case Tag::Basic: return t;
      case Tag::TypeParam: return map.lookup(static_cast<TypeParam*>(t));
      case Tag::Named: return named(static_cast<Named*>(t));
      case Tag::Alias: {
        auto* a = static_cast<Alias*>(t);
        if (a->orig->tparams.empty()) {
          // A local alias may stand for a type that mentions parameters of the function around it.
          if (!bodyParams.empty()) {
            Type* rhs = unalias(a);
            Type* n = type(rhs);
            return n == rhs ? t : n;
          }
          return t;
        }
        if (a->targs.size() != a->orig->tparams.size()) return u.invalid();
        List<Type*> targs = types(a->targs);
        if (targs.data != a->targs.data) return newAliasInstance(check, u, pos, a->orig, targs, expanding);
        return t;
      }
      case Tag::Array: {
        auto* a = static_cast<Array*>(t);
        Type* e = type(a->elem);
        return e == a->elem ? t : arena().make<Array>(e, a->len);
      }
      case Tag::Slice: {
        auto* s = static_cast<Slice*>(t);
        Type* e = type(s->elem);
        return e == s->elem ? t : arena().make<Slice>(e);
      }
      case Tag::Pointer: {
        auto* p = static_cast<Pointer*>(t);
        Type* b = type(p->base);
        return b == p->base ? t : arena().make<Pointer>(b);
      }
      case Tag::Map: {
        auto* m = static_cast<Map*>(t);
        Type *k = type(m->key), *e = type(m->elem);
        return k == m->key && e == m->elem ? t : arena().make<Map>(k, e);
      }
      case Tag::Chan: {
        auto* c = static_cast<Chan*>(t);
        Type* e = type(c->elem);
        return e == c->elem ? t : arena().make<Chan>(c->dir, e);
      }
      case Tag::Struct: {
        auto* s = static_cast<Struct*>(t);
        List<Var*> fields = list(s->fields, [&](Var* v) { return var(v); });
        if (fields.data == s->fields.data) return t;
        auto* n = arena().make<Struct>();
        n->fields = fields;
        n->tags = s->tags;
        return n;
      }
      case Tag::Tuple: return tuple(static_cast<Tuple*>(t));
      case Tag::Signature: return signature(static_cast<Signature*>(t));
      case Tag::Union: {
        auto* x = static_cast<Union*>(t);
        List<Term*> terms = list(x->terms, [&](Term* e) { return term(e); });
        return terms.data == x->terms.data ? t : arena().make<Union>(terms);
      }
      case Tag::Interface: return interface(static_cast<Interface*>(t));
    }
    return t;
  }
};

}  // namespace

Type* subst(Checker* check, Universe& u, Pos pos, Type* typ, const SubstMap& map, Named* expanding) {
  if (map.empty() || !typ) return typ;
  return Subster{check, u, pos, map, expanding}.type(typ);
}

Type* substitute(Universe& u, Type* t, List<TypeParam*> tparams, List<Type*> targs) {
  if (tparams.empty() || !t) return t;
  SubstMap map{tparams, targs};
  Subster s{nullptr, u, 0, map, nullptr};
  s.bodyParams = tparams;
  return s.type(t);
}

}  // namespace gvm::types
