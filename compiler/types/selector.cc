// This file type-checks selectors: members of packages, fields, methods, method values and method expressions.
#include "compiler/types/checker.h"
#include "compiler/types/unicode.h"

namespace gvm::types {

using namespace syntax;

// An exported name of the scope that differs from name in case only, first in alphabetical order.
static Object* lookupIgnoringCase(Scope* s, Name name) {
  Object* best = nullptr;
  for (Object* o : s->objects())
    if (o->exported() && equalFold(o->name, name) && (!best || o->name < best->name)) best = o;
  return best;
}

// Checks pkg.Name.
bool Checker::packageMember(Operand& x, SelectorExpr* e, PkgName* pname) {
  recordUse(static_cast<Ident*>(e->x), pname);
  pname->used = true;
  Package* imp = pname->imported;
  Name sel = e->sel->name;
  Object* exp = imp->names()->lookup(sel);
  if (!exp) {
    if (!imp->fake && !sel.empty()) {
      if (Object* alt = lookupIgnoringCase(imp->scope, sel))
        errorf(e->sel, Code::UndeclaredImportedName, "undefined: {} (but have {})", static_cast<Expr*>(e), alt->name);
      else
        errorf(e->sel, Code::UndeclaredImportedName, "undefined: {}", static_cast<Expr*>(e));
    }
    return false;
  }
  if (!exp->exported()) errorf(e->sel, Code::UnexportedName, "name {} not exported by package {}", sel, imp->name);
  recordUse(e->sel, exp);
  if (!exp->type) objDecl(exp);
  x.type = exp->type ? exp->type : universe.invalid();
  switch (exp->kind) {
    case ObjKind::Const:
      x.mode = Mode::Constant;
      x.val = static_cast<Const*>(exp)->val;
      if (!isValid(x.type)) return false;
      break;
    case ObjKind::TypeName: x.mode = Mode::TypExpr; break;
    case ObjKind::Var:
      x.mode = Mode::Variable;
      if (!isValid(x.type)) return false;
      break;
    case ObjKind::Func: x.mode = Mode::Value; break;
    case ObjKind::Builtin:
      x.mode = Mode::Builtin;
      x.id = static_cast<Builtin*>(exp)->id;
      break;
    default: return false;
  }
  x.expr = e;
  return true;
}

void Checker::selector(Operand& x, SelectorExpr* e, bool wantType) {
  auto fail = [&] {
    x.mode = Mode::Invalid;
    x.type = universe.invalid();
    x.expr = e;
  };
  Name sel = e->sel->name;
  if (auto* id = syntax::as<Ident>(e->x)) {
    if (auto* pname = objAs<PkgName>(env.scope->lookupParent(id->name))) {
      if (!packageMember(x, e, pname)) fail();
      return;
    }
  }
  exprOrType(x, e->x, false);
  if (x.mode == Mode::Builtin) {
    errorf(e->pos, Code::UncalledBuiltin, "invalid use of {} in selector expression", x);
    return fail();
  }
  if (!x.valid()) return fail();
  // Types are selected from packages only.
  if (wantType) {
    errorf(e->sel, Code::NotAType, "{} is not a type", static_cast<Expr*>(e));
    return fail();
  }

  LookupResult r = lookupFieldOrMethod(arena, x.type, x.mode == Mode::Variable, pkg, sel);
  if (!r.obj) {
    if (!isValid(under(x.type))) return fail();
    if (!r.path.empty()) {
      errorf(e->sel, Code::AmbiguousSelector, "ambiguous selector {}.{}", x.expr, sel);
      return fail();
    }
    if (r.indirect) {
      if (x.mode == Mode::TypExpr)
        errorf(e->sel, Code::InvalidMethodExpr, "invalid method expression {}.{} (needs pointer receiver (*{}).{})", x.type, sel, x.type, sel);
      else
        errorf(e->sel, Code::InvalidMethodExpr, "cannot call pointer method {} on {}", sel, x.type);
      return fail();
    }
    std::string why;
    if (isInterfacePtr(x.type)) {
      why = interfacePtrError(x.type);
    } else {
      LookupResult alt = lookupFieldOrMethod(arena, x.type, x.mode == Mode::Variable, pkg, sel, true);
      why = lookupError(x.type, sel, alt.obj, false);
    }
    errorf(e->sel, Code::MissingFieldOrMethod, "{}.{} undefined ({})", x.expr, sel, why);
    return fail();
  }

  auto* m = objAs<Func>(r.obj);
  // A method's signature may not be known yet.
  if (m && !m->type) objDecl(m);

  if (x.mode == Mode::TypExpr) {
    // Method expression: a function with the receiver as first parameter.
    if (!m) {
      errorf(e->sel, Code::MissingFieldOrMethod, "{}.{} undefined (type {} has no method {})", x.expr, sel, x.type, sel);
      return fail();
    }
    recordSelection(e, SelectionKind::MethodExpr, x.type, m, r.path, r.indirect);
    auto* sig = static_cast<Signature*>(m->type);
    if (!sig->recv) {
      error(e, Code::InvalidDeclCycle, "illegal cycle in method declaration");
      return fail();
    }
    List<Var*> params = sig->params->vars;
    // If the parameters have names, the receiver needs one as well.
    Name name;
    if (!params.empty() && !params[0]->name.empty()) name = sig->recv->name.empty() ? universe.nameBlank : sig->recv->name;
    auto all = arena.list<Var*>(params.size() + 1);
    all[0] = arena.make<Var>(VarKind::Param, sig->recv->pos, sig->recv->pkg, name, x.type);
    for (uint32_t i = 0; i < params.size(); i++) all[i + 1] = params[i];
    auto* t = arena.make<Signature>();
    t->tparams = sig->tparams;
    t->params = arena.make<Tuple>(all);
    t->results = sig->results;
    t->variadic = sig->variadic;
    x.mode = Mode::Value;
    x.type = t;
    addDeclDep(m);
  } else if (m) {
    recordSelection(e, SelectionKind::MethodVal, x.type, m, r.path, r.indirect);
    x.mode = Mode::Value;
    auto* sig = static_cast<Signature*>(m->type);
    auto* t = arena.make<Signature>();
    t->tparams = sig->tparams;
    t->params = sig->params;
    t->results = sig->results;
    t->variadic = sig->variadic;
    t->scope = sig->scope;
    x.type = t;
    addDeclDep(m);
  } else {
    recordSelection(e, SelectionKind::FieldVal, x.type, r.obj, r.path, r.indirect);
    x.mode = x.mode == Mode::Variable || r.indirect ? Mode::Variable : Mode::Value;
    x.type = r.obj->type;
  }
  e->selection->type = x.type;
  x.expr = e;
}

// Why typ has no field or method sel; obj is one that differs in case only, or nullptr.
std::string Checker::lookupError(Type* typ, Name sel, Object* obj, bool structLit) {
  enum { Missing, Misspelled, Unexported, Inaccessible } e = Missing;
  auto tail = [](std::string_view s) {
    size_t i = 1;
    while (i < s.size() && (static_cast<unsigned char>(s[i]) & 0xC0) == 0x80) i++;
    return s.substr(std::min(i, s.size()));
  };
  Name alt;
  if (obj) {
    alt = obj->name;
    bool same = tail(sel) == tail(alt);
    if (obj->pkg == pkg) {
      e = Misspelled;
    } else if (isExported(sel)) {
      if (isExported(alt))
        e = Misspelled;
      else if (same)
        e = Unexported;
    } else if (isExported(alt)) {
      if (same) e = Misspelled;
    } else if (sel == alt) {
      e = Inaccessible;
    }
  }
  if (structLit) {
    switch (e) {
      case Missing: return sprintf("unknown field {} in struct literal of type {}", sel, typ);
      case Misspelled: return sprintf("unknown field {} in struct literal of type {}, but does have {}", sel, typ, alt);
      case Unexported: return sprintf("unknown field {} in struct literal of type {}, but does have unexported {}", sel, typ, alt);
      case Inaccessible: return sprintf("cannot refer to unexported field {} in struct literal of type {}", alt, typ);
    }
  }
  std::string_view what = !obj ? "object" : obj->kind == ObjKind::Var ? "field" : obj->kind == ObjKind::Func ? "method" : "object";
  switch (e) {
    case Missing: return sprintf("type {} has no field or method {}", typ, sel);
    case Misspelled: return sprintf("type {} has no field or method {}, but does have {} {}", typ, sel, what, alt);
    case Unexported: return sprintf("type {} has no field or method {}, but does have unexported {} {}", typ, sel, what, alt);
    case Inaccessible: return sprintf("cannot refer to unexported {} {}", what, alt);
  }
  return "";
}

}  // namespace gvm::types
