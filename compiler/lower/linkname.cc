// This file follows //go:linkname. A function without a body, or a variable, may stand for an object of another package
// ("pull": the directive names it); a function with a body may be the body of another package's function ("push").
#include "compiler/lower/fn.h"

namespace gvm::lower {

void Module::collectLinknames(const std::vector<types::Package*>& packages) {
  for (types::Package* p : packages) {
    byPath_[pkgPath(p)] = p;
    for (syntax::File* file : p->files) {
      for (const syntax::Linkname& l : file->linknames) {
        types::Object* o = l.remote.empty() || !p->scope ? nullptr : p->scope->lookup(l.local);
        if (o == nullptr) continue;
        auto* fo = types::objAs<types::Func>(o);
        if (fo && fo->fdecl && fo->fdecl->hasBody) pushed_[std::string(l.remote)] = fo;
        else pulled_[o] = l.remote;
      }
    }
  }
}

// What o stands for: itself, or the object that a directive names. A name that is not to be found stays unresolved, which
// the loader reports.
types::Object* Module::linked(types::Object* o) {
  std::string symbol;
  if (auto it = pulled_.find(o); it != pulled_.end()) {
    symbol = it->second;
  } else if (o->kind == types::ObjKind::Func && !pushed_.empty()) {
    symbol = fmt::format("{}.{}", pkgPath(o->pkg), o->name);
  } else {
    return o;
  }
  if (auto it = pushed_.find(symbol); it != pushed_.end()) return it->second->kind == o->kind ? it->second : o;
  size_t slash = symbol.rfind('/');
  size_t dot = symbol.find('.', slash == symbol.npos ? 0 : slash);
  auto p = dot == symbol.npos ? byPath_.end() : byPath_.find(symbol.substr(0, dot));
  if (p == byPath_.end() || !p->second->scope) return o;
  types::Object* target = p->second->scope->lookup(intern(symbol.substr(dot + 1)));
  return target && target->kind == o->kind ? target : o;
}

}  // namespace gvm::lower
