// This file computes type sets of interfaces and unions, with the arithmetic of terms beneath.
#include <map>

#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

// Term lists are compared pairwise, so that their length is bounded.
static constexpr size_t kMaxTerms = 100;

// ---- terms

bool termDisjoint(const Term& x, const Term& y) {
  return !identical(y.tilde ? under(x.type) : x.type, x.tilde ? under(y.type) : y.type);
}

bool termsOverlap(const Term& x, const Term& y) { return !termDisjoint(x, y); }

bool termIncludes(const Term& x, Type* t) { return identical(x.type, x.tilde ? under(t) : t); }

bool termSubsetOf(const Term& x, const Term& y) { return !termDisjoint(x, y) && (!x.tilde || y.tilde); }

static void addTerm(std::vector<Term>& list, Term x) {
  for (size_t i = 0; i < list.size();) {
    if (termDisjoint(list[i], x)) {
      i++;
    } else if (list[i].tilde || !x.tilde) {
      return;
    } else {
      list.erase(list.begin() + static_cast<long>(i));  // x is ~T and takes in T
    }
  }
  list.push_back(x);
}

TermList termUnion(TermList x, const TermList& y) {
  if (x.all || y.all) return {};
  for (const Term& t : y.terms) addTerm(x.terms, t);
  return x;
}

TermList termIntersect(const TermList& x, const TermList& y) {
  if (x.all) return y;
  if (y.all) return x;
  TermList r;
  r.all = false;
  for (const Term& a : x.terms) {
    for (const Term& b : y.terms) {
      if (!termDisjoint(a, b)) addTerm(r.terms, !a.tilde || b.tilde ? a : b);
    }
  }
  return r;
}

bool typeSetSubsetOf(TypeSet* a, TypeSet* b) {
  if (b->isEmpty()) return a->isEmpty();
  if (b->allTerms) return true;
  if (a->allTerms) return false;
  for (const Term& x : a->terms) {
    bool in = false;
    for (const Term& y : b->terms) in = in || termSubsetOf(x, y);
    if (!in) return false;
  }
  return true;
}

bool termsEqual(const TypeSet* x, const TypeSet* y) {
  auto *a = const_cast<TypeSet*>(x), *b = const_cast<TypeSet*>(y);
  if (a->allTerms && b->allTerms) return true;
  return typeSetSubsetOf(a, b) && typeSetSubsetOf(b, a);
}

bool typeSetIs(TypeSet* s, const std::function<bool(const Term*)>& f) {
  if (!s->hasTerms()) return f(nullptr);
  for (const Term& t : s->terms) {
    if (!f(&t)) return false;
  }
  return true;
}

std::string message(Checker* check, Type* t) { return check ? check->str(t) : typeString(t); }

std::string termString(const Term& t) {
  std::string out = t.tilde ? "~" : "";
  writeType(&out, t.type, {});
  return out;
}

std::string termListString(const TypeSet* s) {
  std::string out;
  for (const Term& t : s->terms) {
    if (!out.empty()) out += " | ";
    out += termString(t);
  }
  return out.empty() ? "∅" : out;
}

Func* typeSetLookup(TypeSet* s, Package* pkg, Name name, bool foldCase, int* index) {
  int i = methodIndex(s->methods, pkg, name, foldCase);
  if (i < 0) return nullptr;
  if (index) *index = i;
  return s->methods[static_cast<uint32_t>(i)];
}

bool interfaceEmpty(Interface* t) { return typeSetOf(t)->isAll(); }

int compareFunc(const Func* a, const Func* b) {
  if (a == b) return 0;
  bool ea = a->exported(), eb = b->exported();
  if (ea != eb) return ea ? -1 : 1;
  if (int c = a->name.compare(b->name)) return c;
  if (ea || !a->pkg || !b->pkg) return 0;
  return a->pkg->path.compare(b->pkg->path);
}

// ---- type sets

Universe* universeOf(Type* t) {
  if (!t) return nullptr;
  switch (t->tag) {
    case Tag::Basic: return static_cast<Basic*>(t)->universe;
    case Tag::Named: return static_cast<Named*>(t)->universe;
    case Tag::TypeParam: return static_cast<TypeParam*>(t)->universe;
    case Tag::Alias: return static_cast<Alias*>(t)->universe;
    case Tag::Pointer: return universeOf(static_cast<Pointer*>(t)->base);
    case Tag::Slice: return universeOf(static_cast<Slice*>(t)->elem);
    case Tag::Array: return universeOf(static_cast<Array*>(t)->elem);
    case Tag::Map: return universeOf(static_cast<Map*>(t)->key);
    case Tag::Chan: return universeOf(static_cast<Chan*>(t)->elem);
    case Tag::Struct:
      for (Var* f : static_cast<Struct*>(t)->fields) {
        if (auto* u = universeOf(f->type)) return u;
      }
      return nullptr;
    case Tag::Tuple:
      for (Var* v : static_cast<Tuple*>(t)->vars) {
        if (auto* u = universeOf(v->type)) return u;
      }
      return nullptr;
    case Tag::Signature: {
      auto* s = static_cast<Signature*>(t);
      if (auto* u = universeOf(s->params)) return u;
      return universeOf(s->results);
    }
    case Tag::Union:
      for (Term* x : static_cast<Union*>(t)->terms) {
        if (auto* u = universeOf(x->type)) return u;
      }
      return nullptr;
    case Tag::Interface: {
      auto* i = static_cast<Interface*>(t);
      if (i->check) return &i->check->universe;
      for (Func* m : i->methods) {
        if (m->pkg && m->pkg->universe) return m->pkg->universe;
      }
      for (Type* e : i->embeddeds) {
        if (auto* u = universeOf(e)) return u;
      }
      for (Func* m : i->methods) {
        if (auto* u = universeOf(m->type)) return u;
      }
      return nullptr;
    }
  }
  return nullptr;
}

// The set of every type, for interfaces that are not set up yet and for those with nothing in them. Never written to.
static TypeSet* topTypeSet(Universe* u) {
  static const TypeSet kTop;
  return u ? &u->topTypeSet : const_cast<TypeSet*>(&kTop);
}

TypeSet* typeSetOf(Interface* t) { return t->tset ? t->tset : computeInterfaceTypeSet(t->check, 0, t); }

static TermList listOf(const TypeSet* s) {
  TermList l;
  l.all = s->allTerms;
  l.terms.assign(s->terms.begin(), s->terms.end());
  return l;
}

static void setTerms(Universe& u, TypeSet* s, const TermList& l) {
  s->allTerms = l.all;
  s->terms = l.all ? List<Term>() : u.arena.copy(l.terms);
}

bool unionTypeSet(Checker* check, Universe& u, Pos pos, Union* utyp, TypeSet* out) {
  TermList all;
  all.all = false;
  for (Term* t : utyp->terms) {
    Type* ut = under(t->type);
    TermList terms;
    terms.all = false;
    if (ut->tag == Tag::Interface) {
      terms = listOf(computeInterfaceTypeSet(check, pos, static_cast<Interface*>(ut)));
    } else if (!isValid(ut)) {
      continue;
    } else if (!t->tilde || identical(t->type, ut)) {
      terms.terms.push_back(*t);
    }  // else: no type has t->type as its underlying type
    all = termUnion(std::move(all), terms);
    if (all.terms.size() > kMaxTerms) {
      if (check) {
        check->errorf(pos, Code::InvalidUnion, "cannot handle more than {} union terms (implementation limitation)",
                      static_cast<int64_t>(kMaxTerms));
      }
      return false;
    }
  }
  setTerms(u, out, all);
  return true;
}

namespace {

// Collects the methods of an interface, declared and embedded, and complains of duplicates.
struct MethodCollector {
  Checker* check;
  std::vector<Func*> methods;
  std::unordered_map<Func*, Pos> positions;  // of the method, or of the embedding that brings it

  Func* find(Func* m) {
    for (Func* f : methods) {
      if (sameId(f, m->pkg, m->name, false)) return f;
    }
    return nullptr;
  }

  static void duplicate(Checker* check, Pos pos, Pos otherPos, Func* m) {
    ErrorDesc err(check, Code::DuplicateDecl);
    err.add(pos, fmt::format("duplicate method {}", m->name));
    err.add(otherPos, fmt::format("other declaration of method {}", m->name));
    err.report();
  }

  void add(Pos pos, Func* m, bool declared) {
    Func* other = find(m);
    if (!other) {
      methods.push_back(m);
      positions[m] = pos;
      return;
    }
    if (!check) return;
    Pos otherPos = positions[other];
    if (declared) return duplicate(check, pos, otherPos, m);
    // Embedded twice: fine if the signatures agree, which can be told when all types are there.
    Checker* c = check;
    c->later([c, pos, otherPos, m, other] {
      if ((pos && !c->allowVersion(14)) || !identical(m->type, other->type)) duplicate(c, pos, otherPos, m);
    });
  }
};

}  // namespace

TypeSet* computeInterfaceTypeSet(Checker* check, Pos pos, Interface* ityp) {
  if (ityp->tset) return ityp->tset;
  Universe* u = check ? &check->universe : universeOf(ityp);
  if (!ityp->complete || !u) return topTypeSet(u);

  // An interface that embeds itself is reported elsewhere (validType); here it just must not recurse for ever.
  TypeSet* s = u->arena.make<TypeSet>();
  ityp->tset = s;

  MethodCollector collector{check, {}, {}};
  for (Func* m : ityp->methods) collector.add(m->pos, m, true);

  TermList all;
  bool allComparable = false;
  for (uint32_t i = 0; i < ityp->embeddeds.size(); i++) {
    Type* typ = ityp->embeddeds[i];
    Pos epos = ityp->embedPos ? ityp->embedPos[i] : 0;
    bool versions = epos && check;
    bool comp = false;
    TermList terms;
    Type* eu = under(typ);
    if (eu->tag == Tag::Interface) {
      TypeSet* es = computeInterfaceTypeSet(check, epos, static_cast<Interface*>(eu));
      if (versions && check->isImportedConstraint(typ) &&
          !check->verifyVersion(epos, 18, check->sprintf("embedding constraint interface {}", typ))) {
        continue;
      }
      comp = es->comparable;
      for (Func* m : es->methods) collector.add(epos, m, false);
      terms = listOf(es);
    } else if (eu->tag == Tag::Union) {
      if (versions && !check->verifyVersion(epos, 18, check->sprintf("embedding interface element {}", eu))) continue;
      TypeSet us;
      if (!unionTypeSet(check, *u, epos, static_cast<Union*>(eu), &us)) continue;
      terms = listOf(&us);
    } else {
      if (!isValid(eu)) continue;
      if (versions && !check->verifyVersion(epos, 18, check->sprintf("embedding non-interface type {}", typ))) continue;
      terms.all = false;
      terms.terms.push_back({false, typ});
    }

    // The set is the intersection of the elements' sets.
    all = termIntersect(all, terms);
    allComparable = allComparable || comp;
    if (allComparable && !all.all) {
      std::erase_if(all.terms, [](const Term& t) { return !comparableType(t.type, false, nullptr, nullptr); });
      allComparable = false;
    }
  }

  s->comparable = allComparable;
  std::sort(collector.methods.begin(), collector.methods.end(),
            [](const Func* a, const Func* b) { return compareFunc(a, b) < 0; });
  s->methods = u->arena.copy(collector.methods);
  setTerms(*u, s, all);
  return s;
}

}  // namespace gvm::types
