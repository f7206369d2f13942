// This file finds the package-level objects of a package: it declares every name of its files without looking at types
// yet, and associates methods with the names of their receiver types.
#include "compiler/types/import_path.h"
#include "compiler/types/checker.h"
#include "compiler/types/unicode.h"

namespace gvm::types {

using namespace syntax;

void DeclInfo::addDep(Object* o) {
  if (deps.size() < 8) {
    if (std::find(deps.begin(), deps.end(), o) == deps.end()) deps.push_back(o);
    return;
  }
  if (depSet.empty()) depSet.insert(deps.begin(), deps.end());
  if (depSet.insert(o).second) deps.push_back(o);
}

void Checker::arity(Pos pos, List<Ident*> names, List<Expr*> inits, bool constDecl, bool inherited) {
  uint32_t l = names.size(), r = inits.size();
  if (l < r) {
    Expr* n = inits[l];
    if (inherited)
      errorf(pos, Code::WrongAssignCount, "extra init expr at {}", opts.diags->files().format(n->pos));
    else
      errorf(n, Code::WrongAssignCount, "extra init expr {}", n);
  } else if (l > r && (constDecl || r != 1)) {
    // With one value it may be a call with several results; that is seen later.
    errorf(names[r], Code::WrongAssignCount, "missing init expr for {}", names[r]->name);
  }
}

bool validImportPath(std::string_view path, std::string* why) {
  if (path.empty()) return *why = "empty string", false;
  while (!path.empty()) {
    uint32_t r = firstRune(path);
    auto c = static_cast<unsigned char>(path[0]);
    size_t n = r == 0xFFFD && !path.starts_with("\xEF\xBF\xBD") ? 1 : c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    bool space = r == ' ' || (r >= 0x09 && r <= 0x0D) || r == 0x85 || r == 0xA0 || r == 0x1680 || (r >= 0x2000 && r <= 0x200A) ||
                 r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000;
    bool control = r < ' ' || (r >= 0x7F && r < 0xA0);
    if (space || control || r == 0xFFFD || (r < 0x80 && std::strchr("!\"#$%&'()*,:;<=>?[\\]^{|}`", static_cast<int>(r)))) {
      *why = fmt::format("invalid character U+{:04X}", r);
      if (!control && (!space || r == ' ')) *why += fmt::format(" '{}'", r == 0xFFFD ? "\xEF\xBF\xBD" : path.substr(0, n));
      return false;
    }
    path.remove_prefix(n);
  }
  return true;
}

void Checker::declarePkgObj(Ident* id, Object* obj, DeclInfo* d) {
  // A function may be called init (or main, in package main); nothing else may.
  if (id->name == "init") {
    error(id, Code::InvalidInitDecl, "cannot declare init - must be func");
    return;
  }
  if (id->name == "main" && pkg->name == "main") {
    error(id, Code::InvalidMainDecl, "cannot declare main - must be func");
    return;
  }
  declare(pkg->scope, id, obj, 0);
  obj->decl = d;
  objList.push_back(obj);
  obj->order = static_cast<uint32_t>(objList.size());
}

Package* Checker::importPackage(Pos pos, std::string_view path) {
  auto it = impMap_.find(std::string(path));
  if (it != impMap_.end()) return it->second;
  Package* imp = nullptr;
  std::string err;
  if (path == "unsafe")
    imp = universe.unsafe;
  else if (opts.importer)
    imp = opts.importer(path, pkg, &err);
  else
    err = "no importer";
  if (!imp) {
    errorf(pos, Code::BrokenImport, "could not import {} ({})", path, err);
    std::string_view name = path;
    if (!name.empty() && name.back() == '/') name.remove_suffix(1);
    size_t slash = name.rfind('/');
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    imp = newPackage(universe, path, name);
    imp->fake = true;  // its members are not known: no follow-up errors about them
  }
  impMap_[std::string(path)] = imp;
  return imp;
}

void Checker::collectImport(ImportDecl* s, Scope* fileScope) {
  if (!s->path || s->path->bad) return;
  std::string_view path = constant::stringVal(constant::makeStringLiteral(arena, s->path->text));
  std::string why;
  if (!validImportPath(path, &why)) {
    errorf(s->path, Code::BadImportPath, "invalid import path ({})", why);
    return;
  }
  Package* imp = importPackage(s->path->pos, path);
  if (!imp) return;
  Name name = imp->name;
  if (s->name) {
    name = s->name->name;
    if (path == "C") {
      error(s->name, Code::ImportCRenamed, "cannot rename import \"C\"");
      return;
    }
  }
  if (name == "init") {
    error(s, Code::InvalidInitDecl, "cannot import package as init - init must be a func");
    return;
  }
  if (std::find(pkg->imports.begin(), pkg->imports.end(), imp) == pkg->imports.end()) pkg->imports.push_back(imp);
  auto* pkgName = arena.make<PkgName>(s->pos, pkg, name, imp);
  s->obj = pkgName;
  if (s->name) recordDef(s->name, pkgName);
  if (imp->fake) pkgName->used = true;
  imports_.push_back(pkgName);
  if (name != ".") {
    declare(fileScope, nullptr, pkgName, 0);
    return;
  }
  List<Object*> members = imp->scope->objects();
  for (uint32_t i = 0; i < members.size(); i++) {
    Object* obj = members[i];
    Name n = imp->scope->names[i];
    if (!isExported(n)) continue;
    if (Object* alt = fileScope->lookup(n)) {
      ErrorDesc err(this, Code::DuplicateDecl);
      err.add(s->name, fmt::format("{} redeclared in this block", alt->name));
      err.addAltDecl(alt);
      err.report();
    } else {
      fileScope->insertAs(n, obj);
      dotImports_[{fileScope, obj}] = pkgName;
    }
  }
}

void Checker::collectFunc(FuncDecl* s, Scope* fileScope, std::vector<MethodInfo>& methods) {
  Name name = s->name->name;
  auto* obj = arena.make<Func>(s->name->pos, pkg, name, nullptr);
  obj->fdecl = s;
  bool tparamError = false;
  if (!s->recv) {
    if (name == "init" || (name == "main" && pkg->name == "main")) {
      Code code = name == "main" ? Code::InvalidMainDecl : Code::InvalidInitDecl;
      if (!s->tparams.empty()) {
        softErrorf(s->tparams[0], code, "func {} must have no type parameters", name);
        tparamError = true;
      }
      if (!s->sig->params.empty() || !s->sig->results.empty())
        softErrorf(s->name, code, "func {} must have no arguments and no return values", name);
    }
    if (name == "init") {
      obj->parent = pkg->scope;
      recordDef(s->name, obj);
      if (!s->hasBody) softErrorf(obj->pos, Code::MissingInitBody, "func init must have a body");
      pkg->inits.push_back(obj);
    } else {
      declare(pkg->scope, s->name, obj, 0);
    }
  } else {
    Receiver r = unpackRecv(s->recv->typ, false);
    if (auto* recv = syntax::as<Ident>(r.base); recv && name != "_") methods.push_back({obj, r.ptr, recv});
    recordDef(s->name, obj);
  }
  if (!s->tparams.empty() && !tparamError) verifyVersion(s->tparams[0], 18, "type parameter");
  auto* d = newDecl(fileScope);
  d->fdecl = s;
  obj->decl = d;
  objList.push_back(obj);
  obj->order = static_cast<uint32_t>(objList.size());
  pkg->funcs.push_back(obj);
  obj->body = s->hasBody ? BodyState::Unchecked : BodyState::None;
}

DeclInfo* Checker::newDecl(Scope* fileScope) {
  auto& d = decls_.emplace_back();
  d.file = fileScope;
  d.version = env.version;
  return &d;
}

void Checker::collectObjects() {
  std::vector<MethodInfo> methods;
  std::vector<Scope*> fileScopes;
  for (File* file : pkg->files) {
    env.version = versionOf(file);
    Scope* fileScope = arena.make<Scope>(pkg->scope, &arena);
    file->scope = fileScope;
    fileScopes.push_back(fileScope);
    ConstDecl* last = nullptr;   // the last constant declaration of the group that had values or a type
    for (Decl* decl : file->decls) {
      switch (decl->kind) {
        case NodeKind::ImportDecl: collectImport(static_cast<ImportDecl*>(decl), fileScope); break;
        case NodeKind::ConstDecl: {
          auto* s = static_cast<ConstDecl*>(decl);
          if (s->iota == 0) last = nullptr;
          bool inherited = true;
          if (s->typ || !s->values.empty()) {
            last = s;
            inherited = false;
          } else if (!last) {
            inherited = false;
          }
          const Value* iota = constant::makeInt64(arena, s->iota);
          List<Expr*> values = last ? last->values : List<Expr*>();
          for (uint32_t i = 0; i < s->names.size(); i++) {
            Ident* name = s->names[i];
            auto* obj = arena.make<Const>(name->pos, pkg, name->name, nullptr, iota);
            DeclInfo* d = newDecl(fileScope);
            d->vtyp = last ? last->typ : nullptr;
            d->init = i < values.size() ? values[i] : nullptr;
            d->inherited = inherited;
            declarePkgObj(name, obj, d);
          }
          arity(s->pos, s->names, values, true, inherited);
          break;
        }
        case NodeKind::VarDecl: {
          auto* s = static_cast<VarDecl*>(decl);
          auto lhs = arena.list<Var*>(s->names.size());
          DeclInfo* shared = nullptr;   // one value (or none) for all names
          if (s->values.size() <= 1) {
            shared = newDecl(fileScope);
            shared->lhs = lhs;
            shared->vtyp = s->typ;
            shared->init = s->values.empty() ? nullptr : s->values[0];
          }
          for (uint32_t i = 0; i < s->names.size(); i++) {
            Ident* name = s->names[i];
            lhs[i] = arena.make<Var>(VarKind::Package, name->pos, pkg, name->name, nullptr);
            DeclInfo* d = shared;
            if (!d) {
              d = newDecl(fileScope);
              d->vtyp = s->typ;
              d->init = i < s->values.size() ? s->values[i] : nullptr;
            }
            declarePkgObj(name, lhs[i], d);
          }
          if (!s->typ || !s->values.empty()) arity(s->pos, s->names, s->values, false, false);
          break;
        }
        case NodeKind::TypeDecl: {
          auto* s = static_cast<TypeDecl*>(decl);
          auto* obj = arena.make<TypeName>(s->name->pos, pkg, s->name->name, nullptr);
          DeclInfo* d = newDecl(fileScope);
          d->tdecl = s;
          declarePkgObj(s->name, obj, d);
          break;
        }
        case NodeKind::FuncDecl: collectFunc(static_cast<FuncDecl*>(decl), fileScope, methods); break;
        default: break;
      }
    }
  }
  // A name must not be both imported into a file and declared in the package.
  for (Scope* fs : fileScopes) {
    for (uint32_t i = 0; i < fs->count; i++) {
      Object* alt = pkg->scope->lookup(fs->names[i]);
      if (!alt) continue;
      Object* obj = fs->elems[i];
      ErrorDesc err(this, Code::DuplicateDecl);
      if (auto* p = objAs<PkgName>(obj)) {
        err.add(alt, sprintf("{} already declared through import of {}", alt->name, static_cast<const Package*>(p->imported)));
      } else {
        err.add(alt, sprintf("{} already declared through dot-import of {}", alt->name, static_cast<const Package*>(obj->pkg)));
      }
      err.addAltDecl(obj);
      err.report();
    }
  }
  for (MethodInfo& m : methods) {
    bool ptr = m.ptr;
    if (TypeName* base = resolveBaseTypeName(&ptr, m.recv)) {
      m.obj->hasPtrRecv_ = ptr;
      methods_[base].push_back(m.obj);
    }
  }
}

Checker::Receiver Checker::unpackRecv(Expr* rtyp, bool unpackParams) {
  Receiver r{false, unparen(rtyp), {}};
  if (auto* p = syntax::as<StarExpr>(r.base)) {
    r.ptr = true;
    r.base = unparen(p->x);
  }
  if (auto* x = syntax::as<IndexExpr>(r.base)) {
    r.base = x->x;
    r.generic = true;
    if (unpackParams) {
      for (Expr* arg : x->indices) {
        auto* par = syntax::as<Ident>(arg);
        if (!par) {
          if (arg->kind != NodeKind::BadExpr)
            errorf(arg, Code::BadDecl, "receiver type parameter {} must be an identifier", arg);
          par = arena.make<Ident>();
          par->kind = NodeKind::Ident;
          par->pos = arg->pos;
          par->name = universe.nameBlank;
        }
        r.tparams.push_back(par);
      }
    }
  }
  return r;
}

TypeName* Checker::resolveBaseTypeName(bool* ptr, Ident* name) {
  std::vector<TypeName*> seen;
  while (name) {
    // Methods are declared on types of the package scope only.
    auto* tname = objAs<TypeName>(pkg->scope->lookup(name->name));
    if (!tname || std::find(seen.begin(), seen.end(), tname) != seen.end()) return nullptr;
    TypeDecl* d = tname->decl->tdecl;
    if (!d->alias) return tname;
    if (!d->tparams.empty()) return nullptr;
    seen.push_back(tname);
    Expr* typ = unparen(d->typ);
    if (auto* p = syntax::as<StarExpr>(typ)) {
      if (*ptr) return nullptr;   // at most one pointer
      *ptr = true;
      typ = unparen(p->x);
    }
    name = syntax::as<Ident>(typ);
  }
  return nullptr;
}

void Checker::packageObjects() {
  // Aliases come after declared types, so that cycles through them are found from the types' side; types come first so
  // that the errors of types are reported at them.
  std::vector<Object*> aliases, others;
  for (size_t i = 0; i < objList.size(); i++) {
    Object* obj = objList[i];
    if (auto* t = objAs<TypeName>(obj)) {
      if (t->decl->tdecl->alias)
        aliases.push_back(t);
      else
        objDecl(t);
    } else {
      others.push_back(obj);
    }
  }
  for (Object* o : aliases) objDecl(o);
  for (Object* o : others) objDecl(o);
  methods_.clear();
}

void Checker::unusedImports() {
  for (PkgName* obj : imports_) {
    if (obj->name == "_" || obj->used) continue;
    std::string_view path = obj->imported->path, elem = path;
    size_t slash = elem.rfind('/');
    if (slash != std::string_view::npos) elem.remove_prefix(slash + 1);
    if (obj->name.empty() || obj->name == "." || obj->name == elem)
      softErrorf(obj, Code::UnusedImport, "{} imported and not used", constant::quote(path));
    else
      softErrorf(obj, Code::UnusedImport, "{} imported as {} and not used", constant::quote(path), obj->name);
  }
}

}  // namespace gvm::types
