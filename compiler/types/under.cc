// This file walks the types of a type set and their underlying types.
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

bool typeset(Type* typ, const std::function<bool(Type* t, Type* u)>& f) {
  auto* p = as<TypeParam>(typ);
  if (!p) return f(typ, under(typ));
  TypeSet* s = typeSetOf(p->iface());
  if (!s->hasTerms()) return f(nullptr, nullptr);
  for (const Term& t : s->terms) {
    // The type of a ~ term is its own underlying type.
    if (!f(t.type, t.tilde ? unalias(t.type) : under(t.type))) return false;
  }
  return true;
}

bool underIs(Type* typ, const std::function<bool(Type* u)>& f) {
  return typeset(typ, [&](Type*, Type* u) { return f(u); });
}

Type* commonUnder(Checker* check, Type* typ, const TypeCond& cond, std::string* cause) {
  Type *ct = nullptr, *cu = nullptr;  // a type of the set, and the underlying type that is common so far
  auto fail = [&](std::string text) {
    if (cause) *cause = std::move(text);
    return false;
  };
  bool ok = typeset(typ, [&](Type* t, Type* u) {
    if (cond) {
      if (auto text = cond(t, u)) return fail(std::move(*text));
    }
    if (!u) return fail("no specific type");
    if (!cu) {
      ct = t;
      cu = u;
      return true;
    }
    auto *cc = as<Chan>(cu), *c = as<Chan>(u);
    if (cc && c) {
      if (!identical(cc->elem, c->elem)) {
        return fail(fmt::format("channels {} and {} have different element types", message(check, ct), message(check, t)));
      }
      // Of channels that differ in direction the restricted one counts; opposite directions conflict.
      if (cc->dir != c->dir) {
        if (cc->dir == ChanDir::SendRecv) {
          ct = t;
          cu = u;
        } else if (c->dir != ChanDir::SendRecv) {
          return fail(fmt::format("channels {} and {} have conflicting directions", message(check, ct), message(check, t)));
        }
      }
      return true;
    }
    if (!identical(cu, u)) {
      return fail(fmt::format("{} and {} have different underlying types", message(check, ct), message(check, t)));
    }
    return true;
  });
  return ok ? cu : nullptr;
}

}  // namespace gvm::types
