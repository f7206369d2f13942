// This file makes the Functions of declared functions and methods, and of their generic instances, on demand.
#include "compiler/lower/fn.h"

namespace gvm::lower {

std::string Module::pkgPath(types::Package* p) { return p->isMain || p->name == "main" ? "main" : std::string(p->path); }

std::string Module::linkString(Type* t) {
  std::string s = types::typeString(t, types::Qualify::Path);
  // Copies of local types (resolveNamed) are told apart by their number, as local types are.
  if (auto* n = types::as<types::Named>(t); n && n->object()->localIndex && !n->object()->localFunc)
    s += fmt::format("·{}", n->object()->localIndex);
  return s;
}

std::string Module::versionSuffix(types::Object* o) {
  uint32_t n = inSession(o->pkg) ? opts.session->version(o) : 0;
  return n ? fmt::format("·{}", n) : "";
}

std::string Module::uniqueSymbol(std::string s) {
  int n = symbols_[s]++;
  return n == 0 ? s : fmt::format("{}·{}", s, n);
}

// Receiver base type of a method as declared.
static types::Named* receiverBase(types::Signature* sig) {
  if (!sig->recv) return nullptr;
  Type* t = types::unalias(sig->recv->type);
  if (auto* p = types::as<types::Pointer>(t)) t = types::unalias(p->base);
  return types::as<types::Named>(t);
}

Function* Module::makeDeclared(types::Func* fo, List<Type*> targs) {
  Function* f = prog.newFunction();
  types::Signature* sig = fo->signature();
  TypeEnv* env = nullptr;
  if (!targs.empty()) env = newEnv(sig->recv ? sig->rparams : sig->tparams, targs);
  f->object = fo;
  f->decl = fo->fdecl;
  f->pkg = fo->pkg;
  f->pos = fo->pos;
  std::string path = pkgPath(fo->pkg);
  std::string name(fo->name), suffix = env ? env->suffix : "", dots = env ? "[...]" : "";
  std::string symbol, shown;
  if (sig->recv) {
    types::Named* base = receiverBase(sig);
    std::string tn(base->object()->name);
    bool ptr = fo->hasPtrRecv();
    std::string version = base->object()->version ? fmt::format("·{}", base->object()->version) : "";
    symbol = fmt::format("{}.{}{}{}{}{}.{}{}", path, ptr ? "(*" : "", tn, version, suffix, ptr ? ")" : "", name, versionSuffix(fo));
    shown = fmt::format("{}.{}{}{}{}.{}", path, ptr ? "(*" : "", tn, dots, ptr ? ")" : "", name);
  } else {
    if (name == "init") {
      auto& inits = fo->pkg->inits;
      auto it = std::find(inits.begin(), inits.end(), fo);
      if (it != inits.end()) {
        name += fmt::format(".{}", it - inits.begin());
        f->isInit = true;
      }
    }
    symbol = fmt::format("{}.{}{}{}", path, name, versionSuffix(fo), suffix);
    shown = fmt::format("{}.{}{}", path, name, dots);
  }
  f->symbol = arena.copy(uniqueSymbol(symbol));
  f->name = arena.copy(shown);
  f->instance = env != nullptr;
  f->sig = resolve(sig, env);
  if (f->sig == sig || !types::as<types::Signature>(f->sig)) f->sig = canon(sig);
  if (sig->recv) f->paramTypes.push_back(resolve(sig->recv->type, env));
  for (types::Var* v : sig->params->vars) f->paramTypes.push_back(resolve(v->type, env));
  for (types::Var* v : sig->results->vars) f->resultTypes.push_back(resolve(v->type, env));
  syntax::FuncDecl* d = fo->fdecl;
  if (d) {
    f->noinline = d->pragma & syntax::kPragmaNoinline || inSession(fo->pkg);
    f->nosplit = d->pragma & syntax::kPragmaNosplit;
    f->endPos = d->bodyEnd;
  }
  if (!d || !d->hasBody) {
    f->native = true;
    if (d && d->pragma & syntax::kPragmaNoescape) f->escapeTags = arena.copy(std::string(f->paramTypes.size() * kTagBytes, '\xff'));
  } else if (external(fo) && !env) {
    f->external = true;
    if (opts.externalFunction) {
      Options::ExternalFunction x = opts.externalFunction(f->symbol);
      f->escapeTags = x.escapeTags;
      if (x.inlinable) copyable_.emplace(f, fo);
    }
  } else {
    addWork({f, fo, env});
  }
  return f;
}

void Module::called(Function* f) {
  auto it = copyable_.find(f);
  if (it == copyable_.end()) return;
  addWork({f, it->second, nullptr});
  copyable_.erase(it);
}

Function* Module::function(types::Func* fo, List<Type*> targs) {
  fo = fo->origin();
  if ((!fo->fdecl || !fo->fdecl->hasBody) && !fo->signature()->recv) fo = static_cast<types::Func*>(linked(fo));
  Function*& f = instances_[TargsKey{fo, 0, targs}];
  if (!f) {
    Function* made = makeDeclared(fo, targs);
    instances_[TargsKey{fo, 0, targs}] = made;
    return made;
  }
  return f;
}

Function* Module::method(types::Func* mf, Type* recv) {
  if (auto* p = types::as<types::Pointer>(recv)) recv = p->base;
  auto* n = types::as<types::Named>(recv);
  List<Type*> targs;
  if (n && n->orig) {
    targs = arena.list<Type*>(n->targs.size());
    for (uint32_t i = 0; i < targs.size(); i++) targs[i] = canon(n->targs[i]);
  }
  return function(mf, targs);
}

Function* Module::newClosure(Fn& outer, std::string_view suffix) {
  Function* f = prog.newFunction();
  f->symbol = arena.copy(uniqueSymbol(std::string(outer.f->symbol) + std::string(suffix)));
  f->name = arena.copy(std::string(outer.f->name) + std::string(suffix));
  f->pkg = outer.f->pkg;
  f->outer = outer.f;
  f->instance = outer.f->instance;
  prog.functions.push_back(f);
  return f;
}

void Module::drain() {
  while (!work.empty() || !inInterfaceWork_.empty()) {
    if (work.empty()) {
      Type* t = inInterfaceWork_.back();
      inInterfaceWork_.pop_back();
      addMethodTable(t);
      continue;
    }
    Pending p = work.front();
    work.pop_front();
    if (p.obj->body == types::BodyState::Unchecked) {
      bool ok = opts.checkBody ? opts.checkBody(p.obj) : types::checkBody(p.obj);
      if (!ok) continue;
    }
    if (!p.obj->fdecl->body) continue;
    analyse(p.obj->fdecl);
    prog.functions.push_back(p.f);
    Fn fn(*this, p.f, p.env);
    fn.lowerDeclared(p.obj);
  }
}

}  // namespace gvm::lower
