// This file finds fields and methods through embedded fields, method sets, and the methods an interface wants and a
// type lacks.
//
// Look-up goes breadth first: all types embedded at one depth are searched before the next depth. A name found once at
// the shallowest depth is the answer; found twice there it is ambiguous. A type that was seen at a shallower depth is
// passed over (it is shadowed by itself, and recursive types end).
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

namespace {

struct Embedded {
  Type* type;
  std::vector<int> path;  // fields that lead to it
  bool indirect;          // through a pointer
  bool multiples;         // several fields of this depth have this type
};

std::vector<int> extend(const std::vector<int>& path, int i) {
  std::vector<int> r = path;
  r.push_back(i);
  return r;
}

// Leaves one entry per type.
std::vector<Embedded> consolidate(std::vector<Embedded> list) {
  std::vector<Embedded> out;
  for (Embedded& e : list) {
    auto same = std::find_if(out.begin(), out.end(), [&](const Embedded& o) { return identical(o.type, e.type); });
    if (same != out.end()) {
      same->multiples = true;
    } else {
      out.push_back(std::move(e));
    }
  }
  return out;
}

struct Found {
  Object* obj = nullptr;
  std::vector<int> path;
  bool indirect = false;
};

// As lookupFieldOrMethod, but does not look into the base of a declared pointer type.
Found lookupImpl(Type* T, bool addressable, Package* pkg, Name name, bool foldCase) {
  if (name == "_") return {};
  bool isPtr = false;
  Type* typ = deref(T, &isPtr);
  if (isPtr && isInterface(typ)) return {};  // a pointer to an interface has no methods

  std::vector<Embedded> current;
  current.push_back({typ, {}, isPtr, false});
  std::vector<Named*> seen;
  Found r;

  while (!current.empty()) {
    std::vector<Embedded> next;
    for (Embedded& e : current) {
      Type* t = e.type;
      auto match = [&](Object* obj, int index) {
        r.path = extend(e.path, index);
        if (r.obj || e.multiples) {  // ambiguous
          r.obj = nullptr;
          r.indirect = false;
          return false;
        }
        r.obj = obj;
        r.indirect = e.indirect;
        return true;
      };
      if (auto* named = as<Named>(t)) {
        if (std::any_of(seen.begin(), seen.end(), [&](Named* n) { return n == named || identical(n, named); })) continue;
        seen.push_back(named);
        int index = -1;
        if (Func* m = named->lookupMethod(pkg, name, foldCase, &index)) {
          if (!match(m, index)) return r;
          continue;  // there is no field or interface method of that name then
        }
      }
      Type* u = under(t);
      if (u->tag == Tag::Struct) {
        List<Var*> fields = static_cast<Struct*>(u)->fields;
        for (uint32_t i = 0; i < fields.size(); i++) {
          Var* f = fields[i];
          if (sameId(f, pkg, name, foldCase)) {
            if (!match(f, static_cast<int>(i))) return r;
            continue;
          }
          // With a match at this depth the next one does not matter.
          if (!r.obj && f->embedded) {
            bool ptr = false;
            Type* ft = deref(f->type, &ptr);
            next.push_back({ft, extend(e.path, static_cast<int>(i)), e.indirect || ptr, e.multiples});
          }
        }
      } else if (u->tag == Tag::Interface) {
        int index = -1;
        if (Func* m = typeSetLookup(typeSetOf(static_cast<Interface*>(u)), pkg, name, foldCase, &index)) {
          if (!match(m, index)) return r;
        }
      }
    }
    if (r.obj) {
      if (auto* f = objAs<Func>(r.obj); f && f->hasPtrRecv() && !r.indirect && !addressable) {
        return {nullptr, {}, true};  // in the method set of the pointer only
      }
      return r;
    }
    current = consolidate(std::move(next));
  }
  return {};
}

}  // namespace

LookupResult lookupFieldOrMethod(Arena& a, Type* T, bool addressable, Package* pkg, Name name, bool foldCase) {
  Found r;
  Pointer* p = nullptr;
  // A declared pointer type has no methods, but the fields of its base.
  if (auto* n = as<Named>(T)) p = underAs<Pointer>(n);
  if (p) {
    r = lookupImpl(p, false, pkg, name, foldCase);
    if (r.obj && r.obj->kind == ObjKind::Func) return {};
  } else {
    r = lookupImpl(T, addressable, pkg, name, foldCase);
  }
  if (auto* f = objAs<Func>(r.obj)) withType(f);
  return {r.obj, a.copy(r.path), r.indirect};
}

// ---- method sets

namespace {

// All methods that T and the types embedded in it declare, by identifier.
void collectMethods(Type* t, std::vector<Named*>& seen, std::vector<Func*>& out) {
  auto add = [&](Func* m) {
    if (m->name == "_") return;
    for (Func* f : out) {
      if (sameId(f, m->pkg, m->name, false)) return;
    }
    out.push_back(m);
  };
  t = deref(t);
  if (auto* n = as<Named>(t)) {
    for (Named* s : seen) {
      if (identical(s, n)) return;
    }
    seen.push_back(n);
    for (uint32_t i = 0; i < n->numMethods(); i++) add(n->origin()->method(i));
  }
  Type* u = under(t);
  if (u->tag == Tag::Struct) {
    for (Var* f : static_cast<Struct*>(u)->fields) {
      if (f->embedded) collectMethods(f->type, seen, out);
    }
  } else if (u->tag == Tag::Interface) {
    for (Func* m : typeSetOf(static_cast<Interface*>(u))->methods) add(m);
  }
}

}  // namespace

std::vector<MethodEntry> methodSet(Arena& a, Type* T) {
  std::vector<Named*> seen;
  std::vector<Func*> names;
  collectMethods(T, seen, names);
  std::vector<MethodEntry> set;
  for (Func* m : names) {
    LookupResult r = lookupFieldOrMethod(a, T, false, m->pkg, m->name);
    if (auto* f = objAs<Func>(r.obj)) set.push_back({f, r.path, r.indirect});
  }
  std::sort(set.begin(), set.end(),
            [](const MethodEntry& x, const MethodEntry& y) { return compareFunc(x.func, y.func) < 0; });
  return set;
}

// ---- missing methods

namespace {

enum class State { Ok, NotFound, WrongName, Unexported, WrongSig, AmbigSel, PtrRecv, Field };
using Equivalent = std::function<bool(Type*, Type*)>;

struct Missing {
  State state = State::Ok;
  Func* want = nullptr;  // the method of T
  Func* have = nullptr;  // what V has instead, if anything
};

Missing findMissing(Checker* check, Type* V, List<Func*> methods, bool static_, const Equivalent& equivalent) {
  auto same = [&](Func* f, Func* m) { return equivalent ? equivalent(f->type, m->type) : identical(f->type, m->type); };
  Missing r;
  if (auto* vi = underAs<Interface>(V)) {
    TypeSet* vs = typeSetOf(vi);
    for (Func* m : methods) {
      r.want = m;
      r.have = typeSetLookup(vs, m->pkg, m->name, false);
      if (!r.have) {
        if (!static_) continue;
        r.state = State::NotFound;
        return r;
      }
      if (!same(r.have, m)) {
        r.state = State::WrongSig;
        return r;
      }
    }
    return r;
  }
  for (Func* m : methods) {
    r.want = m;
    Found found = lookupImpl(V, false, m->pkg, m->name, false);
    if (!found.obj) {
      if (!found.path.empty()) {
        r.state = State::AmbigSel;
      } else if (found.indirect) {
        r.state = State::PtrRecv;
      } else {
        r.state = State::NotFound;
        r.have = objAs<Func>(lookupImpl(V, false, m->pkg, m->name, true).obj);
        // Under the same name it is the package that differs.
        if (r.have) r.state = r.have->name == m->name ? State::Unexported : State::WrongName;
      }
      return r;
    }
    r.have = objAs<Func>(found.obj);
    if (!r.have) {
      r.state = State::Field;
      return r;
    }
    if (check) check->objDecl(r.have);
    else withType(r.have);
    if (!same(r.have, m)) {
      r.state = State::WrongSig;
      return r;
    }
  }
  return r;
}

std::string methodString(Checker* check, Func* f, bool pkgInfo) {
  if (check) return check->funcString(f, pkgInfo);
  return std::string(f->name) + typeString(f->type).substr(4);
}

std::string missingCause(Checker* check, Type* V, Type* T, const Missing& r) {
  std::string_view name = r.want->name;
  switch (r.state) {
    case State::NotFound:
      if (check && isInterfacePtr(V)) return "(" + check->interfacePtrError(V) + ")";
      if (check && isInterfacePtr(T)) return "(" + check->interfacePtrError(T) + ")";
      return fmt::format("(missing method {})", name);
    case State::WrongName:
      return fmt::format("(missing method {})\n\t\thave {}\n\t\twant {}", name, methodString(check, r.have, false),
                         methodString(check, r.want, false));
    case State::Unexported:
      return fmt::format("(unexported method {})", name);
    case State::WrongSig: {
      std::string have = methodString(check, r.have, false), want = methodString(check, r.want, false);
      if (have == want) {
        have = methodString(check, r.have, true);
        want = methodString(check, r.want, true);
      }
      // What still reads the same (type parameters of one name, perhaps) is better not shown.
      if (have == want) return fmt::format("(wrong type for method {})", name);
      return fmt::format("(wrong type for method {})\n\t\thave {}\n\t\twant {}", name, have, want);
    }
    case State::AmbigSel:
      return fmt::format("(ambiguous selector {}.{})", message(check, V), name);
    case State::PtrRecv:
      return fmt::format("(method {} has pointer receiver)", name);
    case State::Field:
      return fmt::format("({}.{} is a field, not a method)", message(check, V), name);
    case State::Ok:
      break;
  }
  return "";
}

Func* missing(Checker* check, Type* V, Type* T, bool static_, bool* wrongType, std::string* cause,
              const Equivalent& equivalent) {
  if (wrongType) *wrongType = false;
  auto* ti = underAs<Interface>(T);
  List<Func*> methods = ti ? typeSetOf(ti)->methods : List<Func*>();
  if (methods.empty()) return nullptr;
  Missing r = findMissing(check, V, methods, static_, equivalent);
  if (r.state == State::Ok) return nullptr;
  if (cause) {
    if (r.have && check) check->objDecl(r.have);
    *cause = missingCause(check, V, T, r);
  }
  if (wrongType) *wrongType = r.state == State::WrongSig || r.state == State::PtrRecv;
  return r.want;
}

bool invalidEmbedded(Type* t, std::vector<Struct*>& seen) {
  auto* s = underAs<Struct>(derefStructPtr(t));
  if (!s || std::find(seen.begin(), seen.end(), s) != seen.end()) return false;
  seen.push_back(s);
  for (Var* f : s->fields) {
    if (f->embedded && (!isValid(f->type) || invalidEmbedded(f->type, seen))) return true;
  }
  return false;
}

}  // namespace

Func* missingMethod(Checker* check, Type* V, Type* T, bool static_, bool* wrongType, std::string* cause) {
  return missing(check, V, T, static_, wrongType, cause, nullptr);
}

bool hasAllMethods(Checker* check, Type* V, Type* T, bool static_, std::string* cause,
                   const std::function<bool(Type*, Type*)>& equivalent) {
  if (!isValid(V)) return true;  // nothing is known of V, and an error has been reported
  return !missing(check, V, T, static_, nullptr, cause, equivalent) || hasInvalidEmbeddedFields(V);
}

bool hasInvalidEmbeddedFields(Type* t) {
  std::vector<Struct*> seen;
  return invalidEmbedded(t, seen);
}

bool isInterfacePtr(Type* t) {
  auto* p = underAs<Pointer>(t);
  return p && isInterface(p->base);
}

std::string Checker::interfacePtrError(Type* t) {
  if (isTypeParam(underAs<Pointer>(t)->base)) {
    return sprintf("type {} is pointer to type parameter, not type parameter", t);
  }
  return sprintf("type {} is pointer to interface, not interface", t);
}

std::string Checker::funcString(Func* f, bool pkgInfo) {
  std::string out(f->name);
  TypeWriterOptions o;
  if (!pkgInfo) o = writerOptions();
  o.pkgInfo = pkgInfo;
  o.paramNames = false;
  if (f->type) writeSignature(&out, f->signature(), o);
  return out;
}

// An assertion to an interface type is always possible as far as types tell.
bool Checker::assertableTo(Type* V, Type* T, std::string* cause) {
  if (isInterface(T)) return true;
  return hasAllMethods(this, T, V, false, cause);
}

bool Checker::newAssertableTo(Type* V, Type* T, std::string* cause) {
  if (isInterface(T)) return true;
  return implements(this, T, V, false, cause);
}

Type* deref(Type* t, bool* isPtr) {
  if (auto* p = as<Pointer>(t)) {
    if (isPtr) *isPtr = true;
    return p->base;
  }
  if (isPtr) *isPtr = false;
  return t;
}

Type* derefStructPtr(Type* t) {
  auto* p = underAs<Pointer>(t);
  return p && underAs<Struct>(p->base) ? p->base : t;
}

int fieldIndex(List<Var*> fields, Package* pkg, Name name, bool foldCase) {
  if (name == "_") return -1;
  for (uint32_t i = 0; i < fields.size(); i++) {
    if (sameId(fields[i], pkg, name, foldCase)) return static_cast<int>(i);
  }
  return -1;
}

int methodIndex(List<Func*> methods, Package* pkg, Name name, bool foldCase) {
  if (name == "_") return -1;
  for (uint32_t i = 0; i < methods.size(); i++) {
    if (sameId(methods[i], pkg, name, foldCase)) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace gvm::types
