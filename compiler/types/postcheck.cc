// This file makes the checks that gc makes once a package has no type errors: anonymous interfaces that contain
// themselves, link names and other directives, bodies that are missing, and types too large for any machine.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

namespace {

// Finds anonymous interfaces that refer to themselves, which have no finite description.
struct AnonymousCycle {
  std::unordered_map<Interface*, bool> active;

  bool interface(Interface* t) {
    for (Func* m : typeSetOf(t)->methods)
      if (visit(m->type)) return true;
    return false;
  }
  bool tuple(Tuple* t) {
    for (Var* v : t->vars)
      if (visit(v->type)) return true;
    return false;
  }
  bool visit(Type* t) {
    t = unalias(t);
    switch (t->tag) {
      case Tag::Pointer: return visit(static_cast<Pointer*>(t)->base);
      case Tag::Array: return visit(static_cast<Array*>(t)->elem);
      case Tag::Chan: return visit(static_cast<Chan*>(t)->elem);
      case Tag::Slice: return visit(static_cast<Slice*>(t)->elem);
      case Tag::Map: return visit(static_cast<Map*>(t)->key) || visit(static_cast<Map*>(t)->elem);
      case Tag::Struct:
        for (Var* f : static_cast<Struct*>(t)->fields)
          if (visit(f->type)) return true;
        return false;
      case Tag::Interface: {
        auto* i = static_cast<Interface*>(t);
        if (i->methods.empty() && i->embeddeds.empty()) return false;
        auto [it, fresh] = active.emplace(i, true);
        if (!fresh) return it->second;
        if (interface(i)) return true;
        active[i] = false;
        return false;
      }
      case Tag::Signature: return tuple(static_cast<Signature*>(t)->params) || tuple(static_cast<Signature*>(t)->results);
      default: return false;   // declared types end every cycle
    }
  }
};

}  // namespace

// Remembers a type expression whose size has a limit.
void Checker::noteSized(Expr* e) {
  if (!opts.lazyBodies) sized_.push_back({e, declPos || !stmt_ ? declPos : startPos(stmt_)});
}

void Checker::anonymousCycles() {
  AnonymousCycle walk;
  std::sort(interfaces_.begin(), interfaces_.end(), [](auto* a, auto* b) { return a->pos < b->pos; });
  Pos end = 0;   // of the outermost interface around
  for (syntax::InterfaceType* e : interfaces_) {
    if (e->pos < end) continue;
    end = e->rbrace;
    auto* t = e->type ? types::as<Interface>(e->type) : nullptr;
    if (!t || !walk.interface(t)) continue;
    error(e->pos, Code::InvalidTypeCycle, "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)");
    for (auto& [i, on] : walk.active) on = false;   // no further errors about the same types
  }
}

void Checker::directives() {
  std::unordered_set<Object*> linked;
  for (File* file : pkg->files) {
    for (Linkname& l : file->linknames) {
      if (l.remote.find('[') != std::string_view::npos && l.remote.find(']') != std::string_view::npos) {
        error(l.pos, Code::Linkname, "//go:linkname reference of an instantiation is not allowed");
        continue;
      }
      Object* obj = pkg->scope->lookup(l.local);
      GoVersion v = parseGoVersion(opts.goVersion);
      if (!obj || (obj->kind != ObjKind::Func && obj->kind != ObjKind::Var)) {
        if (v == 0 || v >= 18) error(l.pos, Code::Linkname, "//go:linkname must refer to declared function or variable");
      } else if (!linked.insert(obj).second) {
        errorf(l.pos, Code::Linkname, "duplicate //go:linkname for {}", l.local);
      }
    }
    for (Decl* d : file->decls) {
      auto* v = syntax::as<VarDecl>(d);
      GoVersion version = versionOf(file);
      if (v && !v->embeds.empty() && version && version < 16)
        errorf(v->embeds[0].pos, Code::Embed, "go:embed requires go1.16 or later");
    }
  }
  for (Func* f : pkg->funcs) {
    FuncDecl* d = f->fdecl;
    if (f->name == universe.nameBlank) continue;   // never compiled
    if (d->hasBody) {
      if (d->pragma & kPragmaNoescape)
        error(d, Code::Linkname, "can only use //go:noescape with external func implementations");
    } else if (!opts.allowMissingBodies && !linked.contains(f)) {
      error(d, Code::Unsupported, "missing function body");
    }
  }
}

void Checker::postCheck() {
  anonymousCycles();
  if (firstErr) return;
  directives();
  if (firstErr) return;
  // Limits of gc's, which programs may count on as errors.
  constexpr int64_t kMaxChanElem = 1 << 16, kMaxSize = int64_t(1) << 50;
  for (Sized& s : sized_) {
    if (!s.expr->type || hasTypeParams(s.expr->type)) continue;
    if (auto* c = types::as<Chan>(s.expr->type)) {
      int64_t n = sizeOf(c->elem);
      if (n < 0 || n >= kMaxChanElem) error(s.pos, Code::TypeTooLarge, "channel element type too large (>64kB)");
    } else {
      int64_t n = sizeOf(s.expr->type);
      if (n < 0 || n >= kMaxSize) errorf(s.pos, Code::TypeTooLarge, "type {} larger than address space", s.expr->type);
    }
  }
}

}  // namespace gvm::types
