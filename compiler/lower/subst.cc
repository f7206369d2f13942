// This file resolves types: type parameters are replaced by the type arguments of the instance being lowered, local types of
// generic functions by copies of their own, and everything by its canonical representative.
#include "compiler/lower/module.h"

namespace gvm::lower {

using types::Tag;

Type* Module::resolve(Type* t, TypeEnv* env) {
  if (!t) return nullptr;
  if (!env) return canon(t);
  if (auto it = env->memo.find(t); it != env->memo.end()) return it->second;
  Type* r = resolveNew(t, env);
  env->memo[t] = r;
  return r;
}

Type* Module::resolveNew(Type* t, TypeEnv* env) {
  switch (t->tag) {
    case Tag::Alias:
      return resolve(types::unalias(t), env);
    case Tag::Basic:
      return canon(t);
    case Tag::TypeParam:
      for (uint32_t i = 0; i < env->tparams.size(); i++)
        if (env->tparams[i] == t) return env->targs[i];
      return t;
    case Tag::Named:
      return resolveNamed(static_cast<types::Named*>(t), env);
    case Tag::Pointer:
      return pointerTo(resolve(static_cast<types::Pointer*>(t)->base, env));
    case Tag::Slice:
      return sliceOf(resolve(static_cast<types::Slice*>(t)->elem, env));
    case Tag::Array:
      return arrayOf(resolve(static_cast<types::Array*>(t)->elem, env), static_cast<types::Array*>(t)->len);
    case Tag::Map: {
      auto* mt = static_cast<types::Map*>(t);
      return canon(arena.make<types::Map>(resolve(mt->key, env), resolve(mt->elem, env)));
    }
    case Tag::Chan: {
      auto* c = static_cast<types::Chan*>(t);
      return canon(arena.make<types::Chan>(c->dir, resolve(c->elem, env)));
    }
    case Tag::Struct: {
      auto* s = static_cast<types::Struct*>(t);
      auto* r = arena.make<types::Struct>();
      r->fields = arena.list<types::Var*>(s->fields.size());
      for (uint32_t i = 0; i < s->fields.size(); i++) r->fields[i] = types::cloneVar(arena, s->fields[i], resolve(s->fields[i]->type, env));
      r->tags = s->tags;
      return canon(r);
    }
    case Tag::Tuple: {
      auto* s = static_cast<types::Tuple*>(t);
      List<types::Var*> vars = arena.list<types::Var*>(s->vars.size());
      for (uint32_t i = 0; i < vars.size(); i++) vars[i] = types::cloneVar(arena, s->vars[i], resolve(s->vars[i]->type, env));
      return canon(arena.make<types::Tuple>(vars));
    }
    case Tag::Signature: {
      auto* s = static_cast<types::Signature*>(t);
      auto* r = arena.make<types::Signature>();
      r->params = static_cast<types::Tuple*>(resolve(s->params, env));
      r->results = static_cast<types::Tuple*>(resolve(s->results, env));
      r->variadic = s->variadic;
      return canon(r);
    }
    case Tag::Interface:
    case Tag::Union:
      return canon(types::substitute(u, t, env->tparams, env->targs));
  }
  return canon(t);
}

// Type parameters of the generic function around that env is for, or of its receiver.
static uint32_t outerParams(types::Func* f, TypeEnv* env) {
  types::Signature* sig = f->origin()->signature();
  for (List<types::TypeParam*> ps : {sig->tparams, sig->rparams})
    if (!ps.empty() && env->tparams.size() >= ps.size() && ps[0] == env->tparams[0]) return ps.size();
  return 0;
}

Type* Module::resolveNamed(types::Named* n, TypeEnv* env) {
  List<Type*> targs = arena.list<Type*>(n->targs.size());
  for (uint32_t i = 0; i < targs.size(); i++) targs[i] = resolve(n->targs[i], env);
  types::Named* base = n->origin();
  uint32_t outer = base->obj->localFunc ? outerParams(base->obj->localFunc, env) : 0;
  if (outer == 0) return n->orig ? canon(types::instantiate(u, n->orig, targs)) : canon(n);
  // A type of a generic function's body: another one for each instance of the function. A generic one is instantiated here
  // too, so that its copies are plain declared types.
  std::vector<Type*> all(env->targs.begin(), env->targs.begin() + outer);
  std::string name = std::string(base->obj->name) + "[";
  for (uint32_t i = 0; i < outer; i++) name += (i ? "," : "") + linkString(all[i]);
  for (uint32_t i = 0; i < targs.size(); i++) {
    name += (i ? "," : ";") + linkString(targs[i]);
    all.push_back(targs[i]);
  }
  List<Type*> args = arena.copy(all);
  types::Named*& copy = localTypes_[TargsKey{base, 0, args}];
  if (copy) return canon(copy);
  auto* tn = arena.make<types::TypeName>(base->obj->pos, base->obj->pkg, intern(name + "]"), nullptr);
  tn->localIndex = base->obj->localIndex;
  tn->parent = base->obj->parent;
  types::Named* c = copy = arena.make<types::Named>(&u, tn);
  tn->type = c;
  tn->color = types::Color::Black;
  c->unpacked = true;
  TypeEnv* inner = env;
  if (n->orig) {
    std::vector<types::TypeParam*> params(env->tparams.begin(), env->tparams.begin() + outer);
    for (types::TypeParam* p : base->tparams) params.push_back(p);
    inner = newEnv(arena.copy(params), args, base);
  } else {
    env->memo[n] = c;
  }
  // The underlying type may mention the type itself; it is found in the table by then.
  c->fromRHS = c->underlying = types::under(resolve(types::under(base), inner));
  return canon(c);
}

Type* Module::pointerTo(Type* t) {
  Type*& p = pointers_[t];
  if (!p) p = canon(arena.make<types::Pointer>(t));
  return p;
}

Type* Module::sliceOf(Type* t) {
  Type*& p = slices_[t];
  if (!p) p = canon(arena.make<types::Slice>(t));
  return p;
}

Type* Module::arrayOf(Type* t, int64_t n) { return canon(arena.make<types::Array>(t, n)); }

types::Signature* Module::signatureOf(const std::vector<Type*>& params, const std::vector<Type*>& results) {
  auto tuple = [&](const std::vector<Type*>& ts) {
    List<types::Var*> vars = arena.list<types::Var*>(ts.size());
    for (uint32_t i = 0; i < vars.size(); i++)
      vars[i] = arena.make<types::Var>(types::VarKind::Param, 0u, static_cast<types::Package*>(nullptr), std::string_view(), ts[i]);
    return arena.make<types::Tuple>(vars);
  };
  auto* s = arena.make<types::Signature>();
  s->params = tuple(params);
  s->results = tuple(results);
  return s;
}

types::Signature* Module::voidSig() {
  if (!voidSig_) voidSig_ = types::as<types::Signature>(canon(signatureOf({}, {})));
  return voidSig_;
}

TypeEnv* Module::newEnv(List<types::TypeParam*> tparams, List<Type*> targs, const void* key) {
  if (!key) key = tparams[0];
  TypeEnv*& e = envs_[TargsKey{key, 0, targs}];
  if (!e) {
    e = &envPool_.emplace_back();
    e->tparams = tparams;
    e->targs = targs;
    e->suffix = "[";
    for (uint32_t i = 0; i < targs.size(); i++) e->suffix += (i ? "," : "") + linkString(targs[i]);
    e->suffix += "]";
  }
  return e;
}

}  // namespace gvm::lower
