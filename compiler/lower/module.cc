// This file runs the lowering of a program: fixed types, roots, initialisation order, the worklist.
#include "compiler/lower/module.h"

#include <set>

#include "compiler/lower/fn.h"

namespace gvm::lower {

Module::Module(Universe& universe, Program& p, const Options& o) : u(universe), arena(universe.arena), prog(p), opts(o) {
  auto basic = [&](types::BasicKind k) { return canon(u.typ[k]); };
  boolT = basic(types::Bool);
  intT = basic(types::Int);
  uintT = basic(types::Uint);
  int32T = basic(types::Int32);
  int64T = basic(types::Int64);
  uint8T = basic(types::Uint8);
  uint32T = basic(types::Uint32);
  uint64T = basic(types::Uint64);
  uintptrT = basic(types::Uintptr);
  float64T = basic(types::Float64);
  stringT = basic(types::String);
  unsafePtrT = basic(types::UnsafePointer);
  anyT = canon(u.anyType);
  byteSliceT = sliceOf(uint8T);
  runeSliceT = sliceOf(int32T);
}

bool Module::perIteration(Pos p, types::Package* pkg) {
  if (!pkg) return true;
  for (syntax::File* f : pkg->files) {
    if (f->goVersion.empty() || p < f->file->base() || p > f->file->end()) continue;
    return types::parseGoVersion(f->goVersion) >= 22;
  }
  if (pkg->goVersion.empty()) return true;
  int v = types::parseGoVersion(pkg->goVersion);
  return v == 0 || v >= 22;
}

std::vector<types::Package*> initOrder(const std::vector<types::Package*>& roots) {
  // All packages by path; again and again the first whose imports are all done.
  std::map<std::string, types::Package*> all;
  std::vector<types::Package*> stack(roots);
  while (!stack.empty()) {
    types::Package* p = stack.back();
    stack.pop_back();
    if (!p || p->path == "unsafe" || !all.emplace(std::string(p->path), p).second) continue;
    for (types::Package* i : p->imports) stack.push_back(i);
  }
  std::unordered_map<types::Package*, int> waiting;
  std::unordered_map<types::Package*, std::vector<types::Package*>> users;
  auto byPath = [](types::Package* a, types::Package* b) { return a->path < b->path; };
  std::set<types::Package*, decltype(byPath)> ready(byPath);
  for (auto& [path, p] : all) {
    std::unordered_set<types::Package*> deps;
    for (types::Package* i : p->imports)
      if (i && i->path != "unsafe" && deps.insert(i).second) users[i].push_back(p);
    waiting[p] = static_cast<int>(deps.size());
    if (deps.empty()) ready.insert(p);
  }
  std::vector<types::Package*> out;
  while (!ready.empty()) {
    types::Package* p = *ready.begin();
    ready.erase(ready.begin());
    out.push_back(p);
    for (types::Package* user : users[p])
      if (--waiting[user] == 0) ready.insert(user);
  }
  return out;
}

void Module::run(const std::vector<types::Package*>& roots) {
  collectLinknames(initOrder(roots));
  // Packages of another image are named, in their place, so that it is known whose initialisers must run.
  for (types::Package* p : initOrder(roots)) {
    if (external(p)) prog.packages.push_back({p, {}});
    else lowerInits(p);
  }
  for (types::Package* p : initOrder(roots)) {
    bool root = std::find(roots.begin(), roots.end(), p) != roots.end();
    if (root && p->name == "main" && p->scope)
      if (auto* fo = types::objAs<types::Func>(p->scope->lookup(u.nameMain))) prog.main = function(fo, {});
    // The VM finds functions and types of package runtime by name.
    if (external(p) || !(p->path == "runtime" || (root && opts.keepAll))) continue;
    for (types::Func* fo : p->funcs) {
      types::Signature* sig = fo->signature();
      if (fo->name == "_" || fo->name == "init" || !sig->tparams.empty() || !sig->rparams.empty()) continue;
      function(fo, {});
    }
    for (types::Object* o : p->scope->objects()) {
      if (auto* tn = types::objAs<types::TypeName>(o); tn && !tn->isAlias()) {
        auto* n = types::as<types::Named>(tn->type);
        if (n && !n->isGeneric() && !isIface(n)) useInInterface(canon(n));
      } else if (auto* v = types::objAs<types::Var>(o)) {
        global(v);
      }
    }
  }
  if (opts.session) {
    for (types::Package* p : roots)
      for (types::Object* o : p->scope->objects())
        if (auto* v = types::objAs<types::Var>(o); v && inSession(p) && opts.session->defines(v)) global(v);
    for (types::Func* fo : opts.session->functions) {
      function(fo, {});
      // A new method joins its type's descriptor, which may be in use already.
      if (types::Signature* sig = fo->signature(); sig->recv && sig->rparams.empty()) {
        Type* t = types::unalias(sig->recv->type);
        if (auto* p = types::as<types::Pointer>(t)) t = types::unalias(p->base);
        useInInterface(canon(t));
        useInInterface(pointerTo(canon(t)));
      }
    }
  }
  drain();
  // Functions whose bodies failed to check have none.
  std::erase_if(prog.functions, [](Function* f) { return !f->lowered; });
}

std::unique_ptr<Program> lowerProgram(Universe& u, const std::vector<types::Package*>& roots, const Options& options) {
  auto prog = std::make_unique<Program>(u.arena);
  Module m(u, *prog, options);
  m.run(roots);
  return prog;
}

}  // namespace gvm::lower
