// This file finds type declarations that lead to themselves by names alone, and types of infinite size met while their
// declaration is still going on.
#include "compiler/types/checker.h"

namespace gvm::types {

static size_t firstInSource(const std::vector<Object*>& cycle) {
  size_t first = 0;
  for (size_t i = 1; i < cycle.size(); i++) {
    if (cycle[i]->pos < cycle[first]->pos) first = i;
  }
  return first;
}

// type A B; type B C; type C A. Found from the syntax, before any type is looked at.
void Checker::directCycles() {
  std::unordered_map<Object*, int> index;  // position on the path being followed; -1: done
  for (Object* obj : objList) {
    if (obj->kind != ObjKind::TypeName || !obj->decl || !obj->decl->tdecl) continue;
    std::vector<Object*> path;
    for (Object* t = obj;;) {
      auto it = index.find(t);
      if (it != index.end()) {
        if (it->second >= 0) {
          std::vector<Object*> cycle(path.begin() + it->second, path.end());
          t->type = universe.invalid();
          t->color = Color::Black;
          cycleError(cycle, firstInSource(cycle));
        }
        break;
      }
      index[t] = static_cast<int>(path.size());
      path.push_back(t);
      // The path goes on as long as right-hand sides are names of types of this package.
      auto* rhs = t->decl && t->decl->tdecl ? syntax::as<syntax::Ident>(t->decl->tdecl->typ) : nullptr;
      Object* next = rhs ? pkg->scope->lookup(rhs->name) : nullptr;
      if (!next || next->kind != ObjKind::TypeName) break;
      t = next;
    }
    for (Object* t : path) index[t] = -1;
  }
}

bool Checker::finiteSize(Type* t) {
  t = unalias(t);
  if (!t) return true;
  switch (t->tag) {
    case Tag::Named: {
      auto* n = static_cast<Named*>(t);
      if (n->finiteKnown) return n->finite;
      if (tooDeep() && reportDepth(n->obj)) return false;
      auto on = std::find(objPath.begin(), objPath.end(), n->obj);
      if (on != objPath.end()) {
        std::vector<Object*> cycle(on, objPath.end());
        cycleError(cycle, firstInSource(cycle));
        return false;
      }
      Color color = n->obj->color;
      push(n->obj);
      bool finite = finiteSize(n->unpack()->fromRHS);
      pop();
      n->obj->color = color;
      n->finite = finite;
      n->finiteKnown = true;
      return finite;
    }
    case Tag::Array:
      return finiteSize(static_cast<Array*>(t)->elem);
    case Tag::Struct:
      for (Var* f : static_cast<Struct*>(t)->fields) {
        if (!finiteSize(f->type)) return false;
      }
      return true;
    default:
      return true;
  }
}

}  // namespace gvm::types
