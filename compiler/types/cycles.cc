// This file finds type declarations that lead to themselves by names alone, types of infinite size met while their
// declaration is still going on, and interface literals that refer to themselves.
#include "compiler/syntax/walk.h"
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

namespace {

// Whether an interface literal is met again in the signatures of its own methods, declared types standing between or not.
struct LiteralCycles {
  std::vector<Interface*> path;
  std::unordered_set<Interface*> clean;  // looked at: no cycle, or reported

  bool tuple(Tuple* t) {
    if (!t) return false;
    for (Var* v : t->vars) {
      if (type(v->type)) return true;
    }
    return false;
  }

  bool type(Type* t) {
    t = unalias(t);
    if (!t) return false;
    switch (t->tag) {
      case Tag::Array: return type(static_cast<Array*>(t)->elem);
      case Tag::Slice: return type(static_cast<Slice*>(t)->elem);
      case Tag::Pointer: return type(static_cast<Pointer*>(t)->base);
      case Tag::Chan: return type(static_cast<Chan*>(t)->elem);
      case Tag::Map: return type(static_cast<Map*>(t)->key) || type(static_cast<Map*>(t)->elem);
      case Tag::Tuple: return tuple(static_cast<Tuple*>(t));
      case Tag::Signature: return tuple(static_cast<Signature*>(t)->params) || tuple(static_cast<Signature*>(t)->results);
      case Tag::Struct:
        for (Var* f : static_cast<Struct*>(t)->fields) {
          if (type(f->type)) return true;
        }
        return false;
      case Tag::Named:
        for (Type* a : static_cast<Named*>(t)->targs) {
          if (type(a)) return true;
        }
        return false;
      case Tag::Interface: {
        auto* i = static_cast<Interface*>(t);
        if (clean.count(i)) return false;
        if (std::find(path.begin(), path.end(), i) != path.end()) return true;
        path.push_back(i);
        bool cyclic = false;
        for (Func* m : typeSetOf(i)->methods) cyclic = cyclic || type(m->type);
        path.pop_back();
        clean.insert(i);
        return cyclic;
      }
      default: return false;
    }
  }
};

void findLiteralCycles(Checker* check, LiteralCycles& cycles, syntax::Node* n) {
  if (auto* i = syntax::as<syntax::InterfaceType>(n)) {
    if (i->type && cycles.type(i->type)) {
      check->error(i->pos, Code::InvalidTypeCycle,
                   "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)");
    }
    return;
  }
  syntax::forEachChild(n, [&](const char*, syntax::Node* c) { findLiteralCycles(check, cycles, c); });
}

}  // namespace

void Checker::literalCycles() {
  LiteralCycles cycles;
  for (syntax::File* f : pkg->files) findLiteralCycles(this, cycles, f);
}

bool Checker::finiteSize(Type* t) {
  t = unalias(t);
  if (!t) return true;
  switch (t->tag) {
    case Tag::Named: {
      auto* n = static_cast<Named*>(t);
      if (n->finiteKnown) return n->finite;
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
