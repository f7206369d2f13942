// This file gives each class of identical types one representative, so that later rooms may key tables by address.
//
// A declared type that is no instance is its own representative. Anything else is looked up by a structural hash among
// the representatives made so far; a new one is a copy whose components are representatives themselves (the type itself
// where they are already). Declared types end every recursion, so there are no cycles to walk.
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

namespace {

uint32_t mix(uint32_t h, uint32_t x) { return (h ^ x) * 0x9E3779B1u + (h >> 15); }
uint32_t hashName(std::string_view s) { return source::Interner::hash(s); }

uint32_t hashOf(Type* t);

uint32_t hashTuple(uint32_t h, Tuple* t) {
  h = mix(h, t ? t->len() : 0);
  for (uint32_t i = 0; t && i < t->len(); i++) h = mix(h, hashOf(t->vars[i]->type));
  return h;
}

uint32_t hashTerms(const TypeSet* s) {
  uint32_t h = s->comparable + 2 * s->allTerms;
  for (const Term& t : s->terms) h += mix(t.tilde, hashOf(t.type));  // in any order
  return h;
}

uint32_t hashOf(Type* t) {
  t = unalias(t);
  if (!t) return 0;
  if (t->hash) return t->hash;  // set for representatives
  uint32_t h = static_cast<uint32_t>(t->tag) * 0x85EBCA6Bu + 1;
  switch (t->tag) {
    case Tag::Basic: return mix(h, static_cast<Basic*>(t)->kind);
    case Tag::Pointer: return mix(h, hashOf(static_cast<Pointer*>(t)->base));
    case Tag::Slice: return mix(h, hashOf(static_cast<Slice*>(t)->elem));
    case Tag::Array: return mix(mix(h, static_cast<uint32_t>(static_cast<Array*>(t)->len)), hashOf(static_cast<Array*>(t)->elem));
    case Tag::Map: return mix(mix(h, hashOf(static_cast<Map*>(t)->key)), hashOf(static_cast<Map*>(t)->elem));
    case Tag::Chan: return mix(mix(h, static_cast<uint32_t>(static_cast<Chan*>(t)->dir)), hashOf(static_cast<Chan*>(t)->elem));
    case Tag::Struct:
      for (Var* f : static_cast<Struct*>(t)->fields) h = mix(mix(h, hashName(f->name)), hashOf(f->type));
      return h;
    case Tag::Tuple: return hashTuple(h, static_cast<Tuple*>(t));
    case Tag::Signature: {
      auto* s = static_cast<Signature*>(t);
      // The type parameters of two identical generic signatures are different ones.
      if (!s->tparams.empty()) return mix(h, s->tparams.size());
      return hashTuple(hashTuple(mix(h, s->variadic), s->params), s->results);
    }
    case Tag::Interface: {
      // Method names only: signatures may lead back to the interface.
      TypeSet* s = typeSetOf(static_cast<Interface*>(t));
      for (Func* m : s->methods) h = mix(h, hashName(m->name));
      return mix(h, hashTerms(s));
    }
    case Tag::Union: return h;
    case Tag::Named: {
      auto* n = static_cast<Named*>(t);
      h = mix(h, hashName(n->obj->name));
      if (n->obj->pkg) h = mix(h, hashName(n->obj->pkg->path));
      for (Type* a : n->targs) h = mix(h, hashOf(a));
      return h;
    }
    case Tag::TypeParam: return mix(h, static_cast<uint32_t>(static_cast<TypeParam*>(t)->id));
    case Tag::Alias: return h;
  }
  return h;
}

struct Canon {
  Universe& u;

  Type* operator()(Type* t) { return canonical(u, t); }

  // A list of variables with representative types; the same list if they have them already.
  List<Var*> vars(List<Var*> in) {
    List<Var*> out = in;
    for (uint32_t i = 0; i < in.size(); i++) {
      Type* c = (*this)(in[i]->type);
      if (c == in[i]->type) continue;
      if (out.data == in.data) out = u.arena.copy(in.data, in.size());
      out[i] = cloneVar(u.arena, in[i], c);
    }
    return out;
  }
  Tuple* tuple(Tuple* t) {
    if (!t) return u.arena.make<Tuple>(List<Var*>());
    List<Var*> v = vars(t->vars);
    return v.data == t->vars.data ? t : u.arena.make<Tuple>(v);
  }

  Type* interface(Interface* t) {
    TypeSet* s = typeSetOf(t);
    if (s->isAll()) return u.emptyInterface;
    auto* n = u.arena.make<Interface>();
    n->check = t->check;
    n->complete = true;
    n->tset = u.arena.make<TypeSet>(*s);
    n->embeddeds = s->allTerms && !s->comparable ? List<Type*>() : t->embeddeds;
    n->implicit = t->implicit;
    n->canon = n;  // before the signatures are looked at: they may lead here
    t->canon = n;
    n->methods = u.arena.list<Func*>(s->methods.size());
    for (uint32_t i = 0; i < s->methods.size(); i++) {
      Func* m = s->methods[i];
      Type* sig = (*this)(m->type);
      n->methods[i] = sig == m->type ? m : cloneFunc(u.arena, m, sig);
    }
    n->tset->methods = n->methods;
    return n;
  }

  // The representative for a type that has none yet.
  Type* make(Type* t) {
    Arena& a = u.arena;
    switch (t->tag) {
      case Tag::Pointer: {
        Type* b = (*this)(static_cast<Pointer*>(t)->base);
        return b == static_cast<Pointer*>(t)->base ? t : a.make<Pointer>(b);
      }
      case Tag::Slice: {
        Type* e = (*this)(static_cast<Slice*>(t)->elem);
        return e == static_cast<Slice*>(t)->elem ? t : a.make<Slice>(e);
      }
      case Tag::Array: {
        auto* x = static_cast<Array*>(t);
        Type* e = (*this)(x->elem);
        return e == x->elem ? t : a.make<Array>(e, x->len);
      }
      case Tag::Map: {
        auto* m = static_cast<Map*>(t);
        Type *k = (*this)(m->key), *e = (*this)(m->elem);
        return k == m->key && e == m->elem ? t : a.make<Map>(k, e);
      }
      case Tag::Chan: {
        auto* c = static_cast<Chan*>(t);
        Type* e = (*this)(c->elem);
        return e == c->elem ? t : a.make<Chan>(c->dir, e);
      }
      case Tag::Struct: {
        auto* s = static_cast<Struct*>(t);
        List<Var*> f = vars(s->fields);
        if (f.data == s->fields.data) return t;
        auto* n = a.make<Struct>();
        n->fields = f;
        n->tags = s->tags;
        return n;
      }
      case Tag::Tuple: return tuple(static_cast<Tuple*>(t));
      case Tag::Signature: {
        auto* s = static_cast<Signature*>(t);
        if (!s->tparams.empty()) return t;
        Tuple *p = tuple(s->params), *r = tuple(s->results);
        // The receiver is no part of the type.
        if (p == s->params && r == s->results && !s->recv && s->rparams.empty()) return t;
        auto* n = a.make<Signature>();
        n->params = p;
        n->results = r;
        n->variadic = s->variadic;
        return n;
      }
      case Tag::Interface: return interface(static_cast<Interface*>(t));
      case Tag::Named: {
        auto* n = static_cast<Named*>(t);
        List<Type*> targs = a.copy(n->targs.data, n->targs.size());
        for (Type*& x : targs) x = (*this)(x);
        return instance(nullptr, u, n->obj->pos, n->orig, targs);
      }
      default: return t;
    }
  }
};

}  // namespace

uint32_t typeHash(Type* t) { return hashOf(t); }

Type* canonical(Universe& u, Type* t) {
  if (!t) return nullptr;
  if (t->canon) return t->canon;
  if (t->tag == Tag::Alias) return t->canon = canonical(u, unalias(t));
  if (t->tag == Tag::Basic) return t->canon = u.typ[static_cast<Basic*>(t)->kind];
  if (t->tag == Tag::TypeParam || (t->tag == Tag::Named && !static_cast<Named*>(t)->orig)) return t->canon = t;

  uint32_t h = hashOf(t);
  auto find = [&]() -> Type* {
    auto [from, to] = u.canonTable.equal_range(h);
    for (auto it = from; it != to; ++it) {
      if (identical(it->second, t)) return it->second;
    }
    return nullptr;
  };
  if (Type* known = find()) return t->canon = known;
  Type* c = Canon{u}.make(t);
  // Making the components may have brought t's class in already.
  if (Type* known = find()) return t->canon = known;
  c->canon = c;
  c->hash = h;
  t->canon = c;
  u.canonTable.emplace(h, c);
  return c;
}

// ---- mentions of type parameters

bool hasTypeParams(Type* t) {
  enum : uint8_t { kHas = 0x40, kHasNot = 0x80 };
  if (!t) return false;
  if (t->flags & kHas) return true;
  if (t->flags & kHasNot) return false;
  auto any = [](auto list, auto typeOf) {
    for (auto* x : list) {
      if (hasTypeParams(typeOf(x))) return true;
    }
    return false;
  };
  auto ofVar = [](Var* v) { return v->type; };
  auto self = [](Type* x) { return x; };
  bool has = false;
  switch (t->tag) {
    case Tag::Basic: break;
    case Tag::TypeParam: has = true; break;
    case Tag::Alias: has = hasTypeParams(unalias(t)); break;
    case Tag::Pointer: has = hasTypeParams(static_cast<Pointer*>(t)->base); break;
    case Tag::Slice: has = hasTypeParams(static_cast<Slice*>(t)->elem); break;
    case Tag::Array: has = hasTypeParams(static_cast<Array*>(t)->elem); break;
    case Tag::Chan: has = hasTypeParams(static_cast<Chan*>(t)->elem); break;
    case Tag::Map: has = hasTypeParams(static_cast<Map*>(t)->key) || hasTypeParams(static_cast<Map*>(t)->elem); break;
    case Tag::Struct: has = any(static_cast<Struct*>(t)->fields, ofVar); break;
    case Tag::Tuple: has = any(static_cast<Tuple*>(t)->vars, ofVar); break;
    case Tag::Signature:
      has = hasTypeParams(static_cast<Signature*>(t)->params) || hasTypeParams(static_cast<Signature*>(t)->results);
      break;
    case Tag::Union: has = any(static_cast<Union*>(t)->terms, [](Term* x) { return x->type; }); break;
    case Tag::Interface: {
      auto* i = static_cast<Interface*>(t);
      t->flags |= kHasNot;  // a method may lead back here
      has = any(i->methods, [](Func* m) { return m->type; }) || any(i->embeddeds, self);
      t->flags &= static_cast<uint8_t>(~kHasNot);
      break;
    }
    case Tag::Named: {
      auto* n = static_cast<Named*>(t);
      has = any(n->targs, self) || n->isGeneric();
      // A type declared in the body of a generic function is another one in each instance.
      if (!n->orig && n->targs.empty() && n->obj->localFunc) {
        auto* sig = static_cast<Signature*>(n->obj->localFunc->type);
        has = has || (sig && (!sig->tparams.empty() || !sig->rparams.empty()));
      }
      break;
    }
  }
  t->flags |= has ? kHas : kHasNot;
  return has;
}

}  // namespace gvm::types
