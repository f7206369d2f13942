// This file implements the questions objects answer about themselves.
#include "compiler/types/object.h"

#include "compiler/types/predicates.h"
#include "compiler/types/universe.h"
#include "compiler/types/unicode.h"

namespace gvm::types {

PkgName::PkgName(Pos p, Package* pk, Name n, Package* imp)
    : Object(kKind, p, pk, n, imp->universe->invalid()), imported(imp) {}

bool Object::exported() const { return isExported(name); }

bool isExported(Name name) {
  if (name.empty()) return false;
  auto c = static_cast<unsigned char>(name[0]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return isUpperRune(firstRune(name));
}

bool TypeName::isAlias() const {
  if (!type) return false;
  if (type->tag == Tag::Alias) return true;
  if (auto* b = type->tag == Tag::Basic ? static_cast<Basic*>(type) : nullptr) {
    // unsafe.Pointer and the predeclared names stand for themselves; byte and rune are aliases.
    if (pkg && pkg->path == "unsafe") return false;
    return b->name != name || name == "byte" || name == "rune";
  }
  if (auto* n = type->tag == Tag::Named ? static_cast<Named*>(type) : nullptr) return n->obj != this;
  if (auto* p = type->tag == Tag::TypeParam ? static_cast<TypeParam*>(type) : nullptr) return p->obj != this;
  return true;
}

bool sameId(const Object* obj, const Package* pkg, Name name, bool foldCase) {
  if (foldCase) {
    if (equalFold(obj->name, name)) return true;
  }
  if (!source::sameName(obj->name, name)) return false;
  if (obj->exported()) return true;
  return samePkg(obj->pkg, pkg);
}

bool Func::hasPtrRecv() {
  if (auto* sig = static_cast<Signature*>(type); sig && sig->recv) {
    bool isPtr = false;
    deref(sig->recv->type, &isPtr);
    return isPtr;
  }
  return hasPtrRecv_;
}

std::string Func::fullName() {
  std::string out;
  Signature* sig = signature();
  if (sig && sig->recv) {
    bool isPtr = false;
    Type* base = deref(sig->recv->type, &isPtr);
    out = "(";
    if (isPtr) out += "*";
    out += typeString(base) + ").";
  } else if (pkg) {
    out = std::string(pkg->path) + ".";
  }
  out += name;
  return out;
}

}  // namespace gvm::types
