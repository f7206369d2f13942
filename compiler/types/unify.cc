// This file unifies types for type inference.
#include "compiler/types/unify.h"

#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

// Deeper than any sensible type: an endless unification has gone wrong.
static constexpr int kMaxDepth = 100;

Unifier::Unifier(List<TypeParam*> tparams, List<Type*> targs, bool interfaceInference)
    : tparams_(tparams), types_(tparams.size(), nullptr), interfaceInference_(interfaceInference) {
  for (uint32_t i = 0; i < tparams.size(); i++) {
    handles_.push_back(i);
    if (i < targs.size()) types_[i] = targs[i];
  }
}

int Unifier::indexOf(TypeParam* p) const {
  for (uint32_t i = 0; i < tparams_.size(); i++) {
    if (tparams_[i] == p) return static_cast<int>(i);
  }
  return -1;
}

TypeParam* Unifier::bound(Type* t) const {
  auto* p = as<TypeParam>(t);
  return p && indexOf(p) >= 0 ? p : nullptr;
}

int Unifier::unknowns() const {
  int n = 0;
  for (uint32_t h : handles_) n += types_[h] == nullptr;
  return n;
}

List<Type*> Unifier::inferred(Arena& a) const {
  List<Type*> l = a.list<Type*>(tparams_.size());
  for (uint32_t i = 0; i < l.size(); i++) l[i] = types_[handles_[i]];
  return l;
}

// Makes x and y stand for each other. Not possible if both have a type already.
bool Unifier::join(TypeParam* x, TypeParam* y) {
  uint32_t hx = handles_[static_cast<size_t>(indexOf(x))], hy = handles_[static_cast<size_t>(indexOf(y))];
  if (hx == hy) return true;
  if (types_[hx] && types_[hy]) return false;
  uint32_t from = types_[hx] ? hy : hx, to = types_[hx] ? hx : hy;
  for (uint32_t& h : handles_) {
    if (h == from) h = to;
  }
  return true;
}

static Interface* asInterface(Type* t) { return isTypeParam(t) ? nullptr : underAs<Interface>(t); }

bool Unifier::nify(Type* x, Type* y, unsigned mode, const Pair* p) {
  if (!x || !y) return x == y;
  if (x == y || unalias(x) == unalias(y)) return true;
  struct Depth {
    int& d;
    explicit Depth(int& d) : d(d) { d++; }
    ~Depth() { d--; }
  } depth(depth_);
  if (depth_ > kMaxDepth) return false;

  // With one declared type it goes to y; with one of our parameters, it goes to x.
  if (as<Named>(x) || bound(y)) std::swap(x, y);

  // A declared type against a literal: its underlying type counts. If that finds a type that does not fit after all,
  // the assignment or the constraint will tell.
  if (auto* ny = as<Named>(y);
      ny && !(mode & kExact) && isTypeLit(x) && !(interfaceInference_ && isInterface(x))) {
    y = under(ny);
    if (x == y || unalias(x) == unalias(y)) return true;
  }

  TypeParam *px = bound(x), *py = bound(y);
  if (px && py) {
    if (join(px, py)) return true;
    return nify(at(px), at(py), mode, p);
  }
  if (px) {
    if (at(px)) return nifyKnown(px, y, mode, p);
    set(px, y);
    return true;
  }

  // Interfaces, but for exact matches: one's methods must be among the other's.
  if (interfaceInference_ && !(mode & kExact)) {
    Interface *xi = asInterface(x), *yi = asInterface(y);
    if (xi && yi) return nifyInterfaces(xi, yi, true, p);
    Type* other = xi ? y : x;
    if (Interface* i = xi ? xi : yi) {
      Universe* u = universeOf(other);
      for (Func* m : typeSetOf(i)->methods) {
        if (!u) return false;
        auto* f = objAs<Func>(lookupFieldOrMethod(u->arena, other, false, m->pkg, m->name).obj);
        if (!f || !nify(m->type, f->type, kExact, p)) return false;
      }
      return true;
    }
  }

  // A parameter that is not ours goes to x.
  if (isTypeParam(y)) std::swap(x, y);
  return nifyLiterals(unalias(x), unalias(y), y, mode, p);
}

// px has a type already, which must match y; one of the two is then kept as the better one.
bool Unifier::nifyKnown(TypeParam* px, Type* y, unsigned mode, const Pair* p) {
  Type* x = at(px);
  if (!nify(x, y, mode, p)) return false;
  Interface *xi = asInterface(x), *yi = asInterface(y);
  bool xn = as<Named>(x) != nullptr, yn = as<Named>(y) != nullptr;
  if (xi && yi) {
    if (xn && yn) return identical(x, y);  // which name would be right?
    if (typeSetOf(xi)->methods.size() != typeSetOf(yi)->methods.size()) return false;
  } else if (xi || yi) {
    return false;  // either would do, and the choice would depend on the order
  }
  // Of several types for a parameter a declared one is kept, else a channel with a direction, whatever their order.
  if (!(mode & kExact) && !xn) {
    auto* c = underAs<Chan>(y);
    if (yn || (c && c->dir != ChanDir::SendRecv)) set(px, y);
  }
  return true;
}

// subset: the smaller method set must be part of the larger; else both must have the same methods.
bool Unifier::nifyInterfaces(Interface* x, Interface* y, bool subset, const Pair* p) {
  TypeSet *xs = typeSetOf(x), *ys = typeSetOf(y);
  if (xs->comparable != ys->comparable || !termsEqual(xs, ys)) return false;
  List<Func*> a = xs->methods, b = ys->methods;
  if (!subset && a.size() != b.size()) return false;
  for (const Pair* q = p; q; q = q->prev) {
    if ((q->x == x && q->y == y) || (q->x == y && q->y == x)) return true;
  }
  Pair here{x, y, p};
  if (a.size() > b.size()) std::swap(a, b);
  for (Func* m : a) {
    int i = methodIndex(b, m->pkg, m->name, false);
    if (i < 0 || !nify(m->type, b[static_cast<uint32_t>(i)]->type, kExact, &here)) return false;
  }
  return true;
}

bool Unifier::nifyTuples(Tuple* x, Tuple* y, unsigned mode, const Pair* p) {
  uint32_t n = x ? x->len() : 0;
  if (n != (y ? y->len() : 0)) return false;
  for (uint32_t i = 0; i < n; i++) {
    if (!nify(x->vars[i]->type, y->vars[i]->type, mode, p)) return false;
  }
  return true;
}

bool Unifier::nifyStructs(Struct* x, Struct* y, unsigned mode, const Pair* p) {
  if (x->fields.size() != y->fields.size()) return false;
  for (uint32_t i = 0; i < x->fields.size(); i++) {
    Var *f = x->fields[i], *g = y->fields[i];
    if (f->embedded != g->embedded || x->tag(i) != y->tag(i) || !sameId(f, g->pkg, g->name, false) ||
        !nify(f->type, g->type, mode, p)) {
      return false;
    }
  }
  return true;
}

bool Unifier::nifyLiterals(Type* x, Type* y, Type* yorig, unsigned mode, const Pair* p) {
  if (x->tag == Tag::TypeParam) {
    // A parameter that is not ours: its type arguments have the structure of its core type, if there is one.
    Type* core = commonUnder(nullptr, x, nullptr, nullptr);
    return core && nify(core, yorig, kAssign, p);
  }
  if (x->tag != y->tag) return false;
  unsigned elem = mode & kAssign ? mode | kExact : mode;  // for what the types consist of
  switch (x->tag) {
    case Tag::Basic:
      return static_cast<Basic*>(x)->kind == static_cast<Basic*>(y)->kind;
    case Tag::Array: {
      auto *a = static_cast<Array*>(x), *b = static_cast<Array*>(y);
      return (a->len < 0 || b->len < 0 || a->len == b->len) && nify(a->elem, b->elem, elem, p);
    }
    case Tag::Slice:
      return nify(static_cast<Slice*>(x)->elem, static_cast<Slice*>(y)->elem, elem, p);
    case Tag::Pointer:
      return nify(static_cast<Pointer*>(x)->base, static_cast<Pointer*>(y)->base, elem, p);
    case Tag::Map:
      return nify(static_cast<Map*>(x)->key, static_cast<Map*>(y)->key, elem, p) &&
             nify(static_cast<Map*>(x)->elem, static_cast<Map*>(y)->elem, elem, p);
    case Tag::Chan: {
      auto *a = static_cast<Chan*>(x), *b = static_cast<Chan*>(y);
      return (!(mode & kExact) || a->dir == b->dir) && nify(a->elem, b->elem, elem, p);
    }
    case Tag::Struct:
      return nifyStructs(static_cast<Struct*>(x), static_cast<Struct*>(y), elem, p);
    case Tag::Tuple:
      return nifyTuples(static_cast<Tuple*>(x), static_cast<Tuple*>(y), mode, p);
    case Tag::Signature: {
      auto *a = static_cast<Signature*>(x), *b = static_cast<Signature*>(y);
      return a->variadic == b->variadic && nifyTuples(a->params, b->params, elem, p) &&
             nifyTuples(a->results, b->results, elem, p);
    }
    case Tag::Interface:
      return nifyInterfaces(static_cast<Interface*>(x), static_cast<Interface*>(y), false, p);
    case Tag::Named: {
      auto *a = static_cast<Named*>(x), *b = static_cast<Named*>(y);
      if (a->targs.size() != b->targs.size()) return false;
      // Arguments before origins: what they tell improves the message if the origins differ.
      for (uint32_t i = 0; i < a->targs.size(); i++) {
        if (!nify(a->targs[i], b->targs[i], mode, p)) return false;
      }
      return identicalOrigin(a, b);
    }
    default:
      return false;
  }
}

}  // namespace gvm::types
