// This file type-checks declarations. objDecl works on an object when it is first needed; the objects being worked on
// form the object path, and meeting one of them again is a cycle, which may be fine (through a pointer, a function body)
// or an error.
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

void Checker::declare(Scope* s, Ident* id, Object* obj, Pos scopePos) {
  // The blank identifier declares nothing.
  if (obj->name != "_") {
    if (Object* alt = s->insert(obj)) {
      ErrorDesc err(this, Code::DuplicateDecl);
      err.add(obj, fmt::format("{} redeclared in this block", obj->name));
      err.addAltDecl(alt);
      err.report();
      return;
    }
    obj->scopePos = scopePos;
    if (obj->kind == ObjKind::Var && static_cast<Var*>(obj)->vkind == VarKind::Local) locals_.push_back(static_cast<Var*>(obj));
  }
  if (id) recordDef(id, obj);
}

void Checker::push(Object* o) {
  o->color = Color::Grey;
  o->pathIndex = static_cast<uint32_t>(objPath.size());
  objPath.push_back(o);
}

Object* Checker::pop() {
  Object* o = objPath.back();
  objPath.pop_back();
  o->color = Color::Black;
  return o;
}

void Checker::objDecl(Object* obj) {
  if (obj->pkg && obj->pkg != pkg) {
    // Objects of other packages are complete, but for methods of their types that nobody has asked for.
    if (!obj->type && obj->pkg->checker) obj->pkg->checker->complete(obj);
    return;
  }
  if (obj->color == Color::Grey) {
    switch (obj->kind) {
      case ObjKind::Const:
      case ObjKind::Var:
        if (!validCycle(obj) || !obj->type) obj->type = universe.invalid();
        break;
      case ObjKind::TypeName:
        if (!validCycle(obj)) obj->type = universe.invalid();
        break;
      case ObjKind::Func:
        // The signature is set from the start, so that a cycle through a function needs nothing more.
        validCycle(obj);
        break;
      default: break;
    }
    return;
  }
  if (obj->type || !obj->decl) return;
  if (obj->kind != ObjKind::Func && tooDeep() && reportDepth(obj)) {
    obj->type = universe.invalid();
    return;
  }

  push(obj);
  Environment saved = env;
  Pos savedPos = declPos;
  declPos = obj->pos;
  DeclInfo* d = obj->decl;
  env = Environment();
  env.scope = d->file;
  env.version = d->version;
  switch (obj->kind) {
    case ObjKind::Const:
      env.decl = d;
      constDecl(static_cast<Const*>(obj), d->vtyp, d->init, d->inherited);
      break;
    case ObjKind::Var:
      env.decl = d;
      varDecl(static_cast<Var*>(obj), d->lhs, d->vtyp, d->init);
      break;
    case ObjKind::TypeName:
      typeDecl(static_cast<TypeName*>(obj), d->tdecl);
      collectMethods(static_cast<TypeName*>(obj));
      break;
    case ObjKind::Func: funcDecl(static_cast<Func*>(obj), d); break;
    default: break;
  }
  env = saved;
  declPos = savedPos;
  pop();
}

bool Checker::validCycle(Object* obj) {
  size_t start = obj->pathIndex;
  size_t nval = 0, ndef = 0;
  for (size_t i = start; i < objPath.size(); i++) {
    Object* o = objPath[i];
    switch (o->kind) {
      case ObjKind::Const:
      case ObjKind::Var: nval++; break;
      case ObjKind::TypeName:
        // A cycle through a type parameter list ends there: it is checked when the list is complete.
        if (env.inTParamList && o->type && isGeneric(o->type)) return true;
        if (!static_cast<TypeName*>(o)->isAlias()) ndef++;
        break;
      default: break;
    }
  }
  // Cycles of only constants and variables are found as initialisation cycles (or by their missing type).
  if (nval == objPath.size() - start) return true;
  // Types may refer to themselves through declared types; validType looks at what that means.
  if (nval == 0 && ndef > 0) return true;
  std::vector<Object*> cycle(objPath.begin() + static_cast<long>(start), objPath.end());
  size_t first = 0;
  for (size_t i = 1; i < cycle.size(); i++)
    if (cycle[i]->pos < cycle[first]->pos) first = i;
  cycleError(cycle, first);
  return false;
}

void Checker::cycleError(const std::vector<Object*>& cycle, size_t start) {
  auto name = [&](Object* o) {
    std::string q = o->pkg ? qualifier(o->pkg) : "";
    return (q.empty() ? q : q + ".") + std::string(o->name);
  };
  Object* obj = cycle[start];
  auto* tname = objAs<TypeName>(obj);
  if (tname && tname->type && tname->type->tag == Tag::Alias) {
    auto* a = static_cast<Alias*>(tname->type);
    a->fromRHS = universe.invalid();
    a->actual = nullptr;
  }
  if (cycle.size() == 1) {
    if (tname)
      errorf(obj, Code::InvalidDeclCycle, "invalid recursive type: {} refers to itself", name(obj));
    else
      errorf(obj, Code::InvalidDeclCycle, "invalid cycle in declaration: {} refers to itself", name(obj));
    return;
  }
  ErrorDesc err(this, Code::InvalidDeclCycle);
  err.add(obj, (tname ? "invalid recursive type " : "invalid cycle in declaration of ") + name(obj));
  for (size_t i = 0; i < cycle.size(); i++) {
    Object* next = cycle[(start + i + 1) % cycle.size()];
    err.add(obj, fmt::format("{} refers to {}", name(obj), name(next)));
    obj = next;
  }
  err.report();
}

void Checker::constDecl(Const* obj, Expr* typ, Expr* init, bool inherited) {
  const Value* savedIota = env.iota;
  Pos savedPos = env.errpos;
  env.iota = obj->val;
  env.errpos = 0;
  // The value is unknown until the initialiser has been seen.
  obj->val = constant::makeUnknown();
  bool ok = true;
  if (typ) {
    Type* t = this->typ(typ);
    if (!isConstType(t)) {
      if (isValid(under(t))) errorf(typ, Code::InvalidConstType, "invalid constant type {}", t);
      obj->type = universe.invalid();
      ok = false;
    } else {
      obj->type = t;
    }
  }
  if (ok) {
    Operand x;
    if (init) {
      if (inherited) env.errpos = obj->pos;
      expr(nullptr, x, init);
    }
    initConst(obj, x);
  }
  env.iota = savedIota;
  env.errpos = savedPos;
}

void Checker::varDecl(Var* obj, List<Var*> lhs, Expr* typ, Expr* init) {
  if (typ) obj->type = varType(typ);
  if (!init) {
    if (!typ) obj->type = universe.invalid();   // error reported by arity
    return;
  }
  if (lhs.size() <= 1) {
    Operand x;
    Target target;
    expr(newTarget(obj->type, obj->name, &target), x, init);
    initVar(obj, x, "variable declaration");
    return;
  }
  // n variables initialised by one call.
  if (typ)
    for (Var* v : lhs) v->type = obj->type;
  initVars(lhs, arena.copy<Expr*>({init}), nullptr);
}

bool Checker::isImportedConstraint(Type* t) {
  auto* n = t ? types::as<Named>(t) : nullptr;
  if (!n || n->obj->pkg == pkg || !n->obj->pkg) return false;
  auto* u = underAs<Interface>(n);
  return u && !typeSetOf(u)->isMethodSet();
}

void Checker::typeDecl(TypeName* obj, TypeDecl* d) {
  auto** rhs = arena.make<Type*>(nullptr);
  auto* versionErr = arena.make<bool>(false);
  later([this, obj, d, rhs, versionErr] {
    if (auto* t = types::as<Named>(obj->type)) validType(t);
    if (!*versionErr && isImportedConstraint(*rhs)) verifyVersion(d->typ, 18, sprintf("using type constraint {}", *rhs));
  });
  Field* tparam0 = d->tparams.empty() ? nullptr : d->tparams[0];

  if (d->alias) {
    if (tparam0 && !verifyVersion(tparam0, 23, "generic type alias")) *versionErr = true;
    if (!*versionErr && !verifyVersion(d, 9, "type alias")) *versionErr = true;
    Alias* alias = newAlias(obj, nullptr);
    if (tparam0) {
      openScope(d);
      collectTypeParams(&alias->tparams, d->tparams);
    }
    *rhs = declaredType(d->typ, obj);
    alias->fromRHS = *rhs;
    // A type parameter of the alias itself is no right-hand side.
    auto* tp = (*rhs)->tag == Tag::TypeParam ? static_cast<TypeParam*>(*rhs) : nullptr;
    if (tp && std::find(alias->tparams.begin(), alias->tparams.end(), tp) != alias->tparams.end()) {
      error(d->typ, Code::MisplacedTypeParam, "cannot use type parameter declared in alias declaration as RHS");
      alias->fromRHS = universe.invalid();
    }
    if (tparam0) closeScope();
    return;
  }

  if (tparam0 && !verifyVersion(tparam0, 18, "type parameter")) *versionErr = true;
  Named* named = newNamed(obj, nullptr);
  if (tparam0) {
    openScope(d);
    collectTypeParams(&named->tparams, d->tparams);
  }
  *rhs = declaredType(d->typ, obj);
  named->fromRHS = *rhs;
  if (isTypeParam(*rhs)) {
    error(d->typ, Code::MisplacedTypeParam, "cannot use a type parameter as RHS in type declaration");
    named->fromRHS = universe.invalid();
  }
  if (tparam0) closeScope();
}

void Checker::collectTypeParams(List<TypeParam*>* dst, List<Field*> list) {
  auto tparams = arena.list<TypeParam*>(list.size());
  // All names are in scope in all bounds; the list is bound before they are checked, so that cycles see it.
  for (uint32_t i = 0; i < list.size(); i++) {
    tparams[i] = declareTypeParam(list[i]->name, list[0]->pos);
    tparams[i]->index = static_cast<int>(i);
    list[i]->obj = tparams[i]->obj;
  }
  *dst = tparams;
  bool saved = env.inTParamList;
  env.inTParamList = true;
  Type* b = nullptr;
  for (uint32_t i = 0; i < list.size(); i++) {
    Field* f = list[i];
    if (i == 0 || f->typ != list[i - 1]->typ) {
      b = bound(f->typ);
      if (isTypeParam(b)) {
        error(f->typ, Code::MisplacedTypeParam, "cannot use a type parameter as constraint");
        b = universe.invalid();
      }
    }
    tparams[i]->bound = b;
  }
  env.inTParamList = saved;
}

Type* Checker::bound(Expr* x) {
  auto* u = syntax::as<UnaryExpr>(x);
  auto* b = syntax::as<BinaryExpr>(x);
  if ((u && u->op == Operator::Tilde) || (b && b->op == Operator::Or)) {
    // ~T and A|B stand for interface{~T} and interface{A|B}.
    auto* f = arena.make<Field>();
    f->kind = NodeKind::Field;
    f->pos = x->pos;
    f->typ = x;
    auto* e = arena.make<InterfaceType>();
    e->kind = NodeKind::InterfaceType;
    e->pos = x->pos;
    e->methods = arena.copy<Field*>({f});
    Type* t = typ(e);
    if (t->tag == Tag::Interface) static_cast<Interface*>(t)->implicit = true;
    return t;
  }
  return typ(x);
}

TypeParam* Checker::declareTypeParam(Ident* name, Pos scopePos) {
  auto* tname = arena.make<TypeName>(name->pos, pkg, name->name, nullptr);
  TypeParam* t = newTypeParam(tname, universe.invalid());
  tname->color = Color::Black;
  declare(env.scope, name, tname, scopePos);
  return t;
}

void Checker::collectMethods(TypeName* obj) {
  auto it = methods_.find(obj);
  if (it == methods_.end()) return;
  std::vector<Func*> methods = std::move(it->second);
  methods_.erase(it);
  auto* base = obj->type ? types::as<Named>(obj->type) : nullptr;
  if (base) later([this, base] { checkFieldUniqueness(base); });
  std::unordered_map<const char*, Func*> set;
  for (Func* m : methods) {
    auto [pos, fresh] = set.emplace(m->name.data(), m);
    if (!fresh) {
      errorf(m->pos, Code::DuplicateMethod, "method {}.{} already declared at {}", obj->name, m->name,
             opts.diags->files().format(pos->second->pos));
      continue;
    }
    if (base) base->addMethod(m);
  }
}

void Checker::checkFieldUniqueness(Named* base) {
  auto* t = underAs<Struct>(base);
  if (!t) return;
  for (Var* f : t->fields) {
    if (f->name == "_") continue;
    int i = base->methodIndex(f->name, false);
    if (i < 0) continue;
    ErrorDesc err(this, Code::DuplicateFieldAndMethod);
    err.add(base->method(static_cast<uint32_t>(i)), fmt::format("field and method with the same name {}", f->name));
    err.addAltDecl(f);
    err.report();
  }
}

void Checker::funcDecl(Func* obj, DeclInfo* d) {
  auto* sig = arena.make<Signature>();
  obj->type = sig;   // set at once, for cycles
  FuncDecl* fd = d->fdecl;
  funcType(sig, fd->recv, fd->tparams, fd->sig);
  if (!fd->tparams.empty() && !fd->hasBody) softErrorf(fd, Code::BadDecl, "generic function is missing function body");
  if (!fd->hasBody || opts.ignoreFuncBodies || opts.lazyBodies) return;
  later([this, obj] { checkBodyNow(obj); });
}

void Checker::declStmt(List<Decl*> list) {
  ConstDecl* last = nullptr;
  for (Decl* decl : list) {
    switch (decl->kind) {
      case NodeKind::ConstDecl: {
        auto* s = static_cast<ConstDecl*>(decl);
        size_t top = delayed_.size();
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
        std::vector<Const*> lhs;
        for (uint32_t i = 0; i < s->names.size(); i++) {
          auto* obj = arena.make<Const>(s->names[i]->pos, pkg, s->names[i]->name, nullptr, iota);
          lhs.push_back(obj);
          constDecl(obj, last ? last->typ : nullptr, i < values.size() ? values[i] : nullptr, inherited);
          obj->color = Color::Black;
        }
        arity(s->pos, s->names, values, true, inherited);
        // Function literals in the values must not see the new names.
        processDelayed(top);
        for (uint32_t i = 0; i < s->names.size(); i++) declare(env.scope, s->names[i], lhs[i], 0);
        break;
      }
      case NodeKind::VarDecl: {
        auto* s = static_cast<VarDecl*>(decl);
        size_t top = delayed_.size();
        auto lhs0 = arena.list<Var*>(s->names.size());
        for (uint32_t i = 0; i < lhs0.size(); i++) {
          lhs0[i] = arena.make<Var>(VarKind::Local, s->names[i]->pos, pkg, s->names[i]->name, nullptr);
          lhs0[i]->color = Color::Black;
        }
        List<Expr*> values = s->values;
        for (uint32_t i = 0; i < lhs0.size(); i++) {
          List<Var*> lhs;
          Expr* init = nullptr;
          if (values.size() == lhs0.size()) {
            init = values[i];
          } else if (values.size() == 1) {
            lhs = lhs0;
            init = values[0];
          } else if (i < values.size()) {
            init = values[i];
          }
          varDecl(lhs0[i], lhs, s->typ, init);
          if (values.size() == 1) break;   // all of them are typed now
        }
        if (!s->typ || !values.empty()) arity(s->pos, s->names, values, false, false);
        processDelayed(top);
        for (uint32_t i = 0; i < lhs0.size(); i++) declare(env.scope, s->names[i], lhs0[i], 0);
        break;
      }
      case NodeKind::TypeDecl: {
        auto* s = static_cast<TypeDecl*>(decl);
        auto* obj = arena.make<TypeName>(s->name->pos, pkg, s->name->name, nullptr);
        obj->localFunc = env.func;
        obj->localIndex = ++pkg->numLocalTypes;
        // A type's scope begins at its name.
        declare(env.scope, s->name, obj, s->name->pos);
        push(obj);
        typeDecl(obj, s);
        pop();
        break;
      }
      default: break;
    }
  }
}

}  // namespace gvm::types
