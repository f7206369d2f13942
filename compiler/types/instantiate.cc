// This file makes instances of generic types and functions, keeps the table of them, and checks type arguments against
// constraints.
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

namespace {

uint32_t mix(uint32_t h, uint32_t x) { return (h ^ x) * 0x9E3779B1u + (h >> 15); }

// A hash of a type that may not be complete yet: of what does not change while it is being set up.
uint32_t stableHash(Type* t, int depth = 0) {
  t = unalias(t);
  if (!t) return 0;
  uint32_t h = static_cast<uint32_t>(t->tag) + 1;
  if (depth > 8) return h;
  switch (t->tag) {
    case Tag::Basic: return mix(h, static_cast<Basic*>(t)->kind);
    case Tag::Pointer: return mix(h, stableHash(static_cast<Pointer*>(t)->base, depth + 1));
    case Tag::Slice: return mix(h, stableHash(static_cast<Slice*>(t)->elem, depth + 1));
    case Tag::Map: return mix(h, stableHash(static_cast<Map*>(t)->key, depth + 1));
    case Tag::Named: {
      auto* n = static_cast<Named*>(t);
      h = mix(h, source::Interner::hash(n->obj->name));
      for (Type* a : n->targs) h = mix(h, stableHash(a, depth + 1));
      return h;
    }
    case Tag::TypeParam: return mix(h, static_cast<uint32_t>(static_cast<TypeParam*>(t)->id));
    default: return h;
  }
}

uint32_t instanceHash(Type* orig, List<Type*> targs) {
  auto p = reinterpret_cast<uintptr_t>(orig);
  uint32_t h = static_cast<uint32_t>(p >> 4) ^ static_cast<uint32_t>(p >> 36);
  for (Type* t : targs) h = mix(h, stableHash(t));
  return h;
}

}  // namespace

Type* Universe::lookupInstance(Type* orig, List<Type*> targs) {
  auto [from, to] = instances_.equal_range(instanceHash(orig, targs));
  for (auto it = from; it != to; ++it) {
    const InstanceRow& r = it->second;
    if (r.orig != orig || r.targs.size() != targs.size()) continue;
    bool same = true;
    for (uint32_t i = 0; same && i < targs.size(); i++) same = identical(r.targs[i], targs[i]);
    if (same) return r.inst;
  }
  return nullptr;
}

Type* Universe::addInstance(Type* orig, List<Type*> targs, Type* inst) {
  if (Type* known = lookupInstance(orig, targs)) return known;
  instances_.emplace(instanceHash(orig, targs), InstanceRow{orig, targs, inst});
  return inst;
}

Type* instance(Checker* check, Universe& u, Pos pos, Type* orig, List<Type*> targs, Named* expanding) {
  if (Type* known = u.lookupInstance(orig, targs)) return known;
  switch (orig->tag) {
    case Tag::Named:
      return u.addInstance(orig, targs, newNamedInstance(check, u, pos, static_cast<Named*>(orig), targs));
    case Tag::Alias: {
      auto* a = static_cast<Alias*>(orig);
      if (a->tparams.size() != targs.size()) {
        if (check) {
          check->validateTArgLen(pos, a->obj->name, static_cast<int>(a->tparams.size()), static_cast<int>(targs.size()));
        }
        return u.invalid();
      }
      if (a->tparams.empty()) return a;
      return u.addInstance(orig, targs, newAliasInstance(check, u, pos, a, targs, expanding));
    }
    case Tag::Signature: {
      auto* s = static_cast<Signature*>(orig);
      if (s->tparams.size() != targs.size()) {
        if (check) {
          check->validateTArgLen(pos, check->str(s), static_cast<int>(s->tparams.size()), static_cast<int>(targs.size()));
        }
        return u.invalid();
      }
      if (s->tparams.empty()) return s;
      auto* inst = static_cast<Signature*>(subst(check, u, pos, s, SubstMap{s->tparams, targs}));
      if (inst == s) inst = u.arena.make<Signature>(*s);
      inst->tparams = {};
      return u.addInstance(orig, targs, inst);
    }
    default:
      return u.invalid();
  }
}

Type* instantiate(Universe& u, Type* orig, List<Type*> targs) { return instance(nullptr, u, 0, orig, targs); }

bool Checker::validateTArgLen(Pos pos, std::string_view name, int want, int got) {
  if (got == want) return true;
  error(pos, Code::WrongTypeArgCount,
        fmt::format("{} type arguments for type {}: have {}, want {}", got < want ? "not enough" : "too many", name, got,
                    want));
  return false;
}

int verifyInstance(Checker* check, Pos pos, List<TypeParam*> tparams, List<Type*> targs, std::string* cause) {
  SubstMap map{tparams, targs};
  for (uint32_t i = 0; i < tparams.size(); i++) {
    tparams[i]->iface();  // makes sure that the bound is an interface
    Type* bound = subst(check, *tparams[i]->universe, pos, tparams[i]->bound, map);
    if (!implements(check, targs[i], bound, true, cause)) return static_cast<int>(i);
  }
  return -1;
}

// Whether a constraint's text has typ in it, though perhaps not its type set.
static bool mentions(Type* T, Type* typ) {
  switch (T->tag) {
    case Tag::Interface:
      for (Type* e : static_cast<Interface*>(T)->embeddeds) {
        if (mentions(e, typ)) return true;
      }
      return false;
    case Tag::Union:
      for (Term* t : static_cast<Union*>(T)->terms) {
        if (mentions(t->type, typ)) return true;
      }
      return false;
    default:
      return identical(T, typ);
  }
}

bool implements(Checker* check, Type* V, Type* T, bool constraint, std::string* cause) {
  Type *vu = under(V), *tu = under(T);
  if (!isValid(vu) || !isValid(tu)) return true;  // an error was reported already, here and next
  if (auto* p = as<Pointer>(vu); p && !isValid(under(p->base))) return true;
  const char* verb = constraint ? "satisfy" : "implement";
  auto fail = [&](auto text) {
    if (cause) *cause = text();
    return false;
  };

  auto* ti = as<Interface>(tu);
  if (!ti) {
    return fail([&] {
      std::string t = message(check, T);
      std::string detail = isInterfacePtr(tu) ? fmt::format("type {} is pointer to interface, not interface", t)
                                              : fmt::format("{} is not an interface", t);
      return fmt::format("{} does not {} {} ({})", message(check, V), verb, t, detail);
    });
  }
  TypeSet* ts = typeSetOf(ti);
  if (ts->isAll()) return true;
  auto* vi = as<Interface>(vu);
  if (vi && typeSetOf(vi)->isEmpty()) return true;  // the empty set is in every set
  if (ts->isEmpty()) return fail([&] { return fmt::format("cannot {} {} (empty type set)", verb, message(check, T)); });

  std::string why;
  if (!hasAllMethods(check, V, T, true, cause ? &why : nullptr)) {
    return fail([&] { return fmt::format("{} does not {} {} {}", message(check, V), verb, message(check, T), why); });
  }

  // Comparability comes last, as any other reason says more.
  auto comparabilityOk = [&] {
    if (!typeSetComparable(ts)) return true;
    if (comparableType(V, false, nullptr, check)) return true;
    // Ordinary interfaces satisfy comparable though their comparison may panic.
    if (constraint && comparableType(V, true, nullptr, check)) {
      if (!check || check->allowVersion(20)) return true;
      return fail([&] { return fmt::format("{} to {} comparable requires go1.20 or later", message(check, V), verb); });
    }
    return fail([&] { return fmt::format("{} does not {} comparable", message(check, V), verb); });
  };
  if (!ts->hasTerms()) return comparabilityOk();

  if (vi) {
    if (!typeSetSubsetOf(typeSetOf(vi), ts)) {
      return fail([&] { return fmt::format("{} does not {} {}", message(check, V), verb, message(check, T)); });
    }
    return comparabilityOk();
  }

  Type* alt = nullptr;  // a term that would do if it had a ~
  for (const Term& t : ts->terms) {
    if (termIncludes(t, V)) return comparabilityOk();
    if (!alt && !t.tilde && identical(t.type, under(t.type)) && termIncludes({true, t.type}, V)) alt = t.type;
  }
  return fail([&] {
    std::string v = message(check, V), t = message(check, T), detail;
    if (alt) {
      detail = fmt::format("possibly missing ~ for {} in {}", message(check, alt), t);
    } else if (mentions(ti, V)) {
      detail = fmt::format("{} mentions {}, but {} is not in the type set of {}", t, v, v, t);
    } else {
      detail = fmt::format("{} missing in {}", v, termListString(ts));
    }
    return fmt::format("{} does not {} {} ({})", v, verb, t, detail);
  });
}

}  // namespace gvm::types
