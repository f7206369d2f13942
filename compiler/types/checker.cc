// This file runs the phases of checking a package: collecting objects, cycles of declarations, types, constants,
// variables and signatures, then function bodies and all else that was delayed, then the order of initialisation and
// what is unused.
//
// Bodies of library packages are checked only when asked for (CheckOptions::lazyBodies, checkBody). A Checker therefore
// stays alive with its package.
#include "compiler/types/checker.h"

#include <pthread.h>

#include "compiler/syntax/parser.h"

namespace gvm::types {

Checker::Checker(Universe& u, Package* p, const CheckOptions& options) : universe(u), arena(u.arena), pkg(p), opts(options) {
  pkg->universe = &u;
  pkg->checker = this;
  if (!pkg->scope) pkg->scope = arena.make<Scope>(u.scope, &arena);
}

Package* newPackage(Universe& u, std::string_view path, std::string_view name) {
  auto owned = std::make_shared<Package>();
  Package* p = owned.get();
  u.owned.push_back(std::move(owned));
  p->path = u.interner.intern(path);
  p->name = name.empty() ? Name() : u.interner.intern(name);
  p->universe = &u;
  p->scope = u.arena.make<Scope>(u.scope, &u.arena);
  return p;
}

bool checkPackage(Universe& u, Package* pkg, const std::vector<syntax::File*>& files, const CheckOptions& options) {
  auto owned = std::make_shared<Checker>(u, pkg, options);
  Checker* c = owned.get();
  u.owned.push_back(std::move(owned));
  return c->checkFiles(files);
}

bool checkBody(Func* f) {
  f = f->origin();
  if (!f->pkg || !f->pkg->checker) return true;
  return f->pkg->checker->checkFuncBody(f);
}

GoVersion Checker::versionOf(syntax::File* f) {
  auto it = fileVersions.find(f->file);
  if (it != fileVersions.end()) return parseGoVersion(it->second);
  return parseGoVersion(opts.goVersion);
}

void Checker::initFiles(const std::vector<syntax::File*>& files) {
  for (syntax::File* f : files) {
    Name name = f->pkgName ? f->pkgName->name : Name();
    if (name == "_")
      error(f->pkgName, Code::BlankPkgName, "invalid package name _");
    else if (pkg->name.empty())
      pkg->name = name;
    if (name != pkg->name && name != "_") {
      errorf(f, Code::MismatchedPkgName, "package {}; expected package {}", name, pkg->name);
      continue;
    }
    pkg->files.push_back(f);
  }
  pkg->goVersion = opts.goVersion;
  GoVersion pv = parseGoVersion(opts.goVersion);
  if (pv > kGoCurrent && !files.empty())
    errorf(files[0], Code::TooNew, "package requires newer Go version {} (application built with go1.{})", opts.goVersion, kGoCurrent);
  for (syntax::File* f : pkg->files) {
    GoVersion v = parseGoVersion(f->goVersion);
    if (v == 0) continue;
    if (v > kGoCurrent) errorf(f->pkgName, Code::TooNew, "file requires newer Go version {}", f->goVersion);
    // A file may ask for an older language, but not for one before 1.21, which introduced that.
    fileVersions[f->file] = fmt::format("go1.{}", std::max(v, 21));
  }
}

// Finds the bounds of the stack. The checker recurses as deep as its input is nested, which for chains of operators and
// of declarations the parser does not bound; it may use the upper half, and what runs after it on the same trees the rest.
void Checker::noteStack() {
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  if (here > universe.stackLow && here < universe.stackHigh) return;
  pthread_attr_t attr;
  if (pthread_getattr_np(pthread_self(), &attr) != 0) return;
  void* base = nullptr;
  size_t size = 0;
  pthread_attr_getstack(&attr, &base, &size);
  pthread_attr_destroy(&attr);
  auto low = reinterpret_cast<uintptr_t>(base);
  bool known = here > low && here < low + size;   // not on a stack somebody else made
  universe.stackLow = known ? low + std::min(size, here - low) / 2 : 0;
  universe.stackHigh = known ? low + size : 0;
}

bool Checker::reportDepth(At at) {
  if (!depthReported_) error(at, Code::Unsupported, "nested too deeply");
  depthReported_ = true;
  return true;
}

bool Checker::checkFiles(const std::vector<syntax::File*>& files) {
  noteStack();
  firstErr = false;
  initFiles(files);
  collectObjects();
  directCycles();
  packageObjects();
  processDelayed(0);
  cleanup();
  initOrder();
  if (!opts.ignoreUnusedImports && !opts.lazyBodies && !opts.ignoreFuncBodies) unusedImports();
  if (!firstErr) monomorph();
  if (!opts.diags->any() && !opts.lazyBodies) postCheck();
  pkg->complete = true;
  return !firstErr;
}

void Checker::later(std::function<void()> f) { delayed_.push_back({env.version, std::move(f)}); }

void Checker::processDelayed(size_t top) {
  GoVersion saved = env.version;
  for (size_t i = top; i < delayed_.size(); i++) {
    env.version = delayed_[i].version;
    std::function<void()> f = std::move(delayed_[i].f);
    f();   // may add actions
  }
  delayed_.resize(top);
  env.version = saved;
}

void Checker::cleanup() {
  // Types are completed here, so that nobody needs this checker for them later. The list may grow on the way.
  for (size_t i = 0; i < cleaners.size(); i++) {
    Type* t = cleaners[i];
    switch (t->tag) {
      case Tag::Named: {
        auto* n = static_cast<Named*>(t);
        if (!n->orig) under(n);
        n->check = nullptr;
        break;
      }
      case Tag::Alias: unalias(t); break;
      case Tag::TypeParam: {
        auto* p = static_cast<TypeParam*>(t);
        p->iface();
        p->check = nullptr;
        break;
      }
      case Tag::Interface: {
        auto* f = static_cast<Interface*>(t);
        typeSetOf(f);
        f->check = nullptr;
        break;
      }
      default: break;
    }
  }
  cleaners.clear();
}

void Checker::checkBodyNow(Func* f) {
  syntax::FuncDecl* d = f->fdecl;
  if (!d->body && d->bodySkipped) {
    source::File* file = opts.diags->files().file(d->pos);
    syntax::parseBody({arena, universe.interner, *opts.diags}, file, d);
  }
  f->body = BodyState::Checking;
  if (d->body) funcBody(f->decl, f, static_cast<Signature*>(f->type), d->body, nullptr);
  f->body = BodyState::Checked;
}

bool Checker::checkFuncBody(Func* f) {
  if (f->body != BodyState::Unchecked) return true;
  noteStack();
  bool before = firstErr;
  firstErr = false;
  Environment saved = env;
  env = Environment();
  if (!f->type) objDecl(f);
  env.version = f->decl->version;
  size_t top = delayed_.size();
  checkBodyNow(f);
  processDelayed(top);
  cleanup();
  env = saved;
  bool ok = !firstErr;
  firstErr = before || !ok;
  return ok;
}

void Checker::addDeclDep(Object* to) {
  if (env.decl && isPackageLevel(to)) env.decl->addDep(to);
}

}  // namespace gvm::types
