// This file makes package variables and static data, and the functions that initialise packages. Initial values known before
// the program runs become data; the rest becomes code, in the checker's order.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::NodeKind;
using syntax::unparen;
using types::Tag;

Global* Module::global(types::Var* v) {
  v = static_cast<types::Var*>(linked(v));
  Global*& g = globals_[v];
  if (!g) {
    Global* made = prog.newGlobal();
    made->symbol = arena.copy(v->name == "_" ? uniqueSymbol(pkgPath(v->pkg) + "._") : fmt::format("{}.{}{}", pkgPath(v->pkg), v->name, versionSuffix(v)));
    made->type = canon(v->type);
    made->object = v;
    made->pkg = v->pkg;
    made->pos = v->pos;
    made->external = external(v);
    globals_[v] = made;
    return made;
  }
  return g;
}

Global* Module::staticData(Type* t, std::string_view prefix) {
  Global* g = prog.newGlobal();
  g->symbol = arena.copy(fmt::format("{}.{}{}", dataPrefix_, prefix, staticCount_++));
  g->type = t;
  g->readOnly = true;
  g->hasData = true;
  g->data.resize(static_cast<size_t>(sizeOf(t)));
  return g;
}

static Type* untypedDefault(Module& m, Type* t) {
  auto* b = types::as<types::Basic>(t);
  return b && (b->info & types::IsUntyped) ? m.canon(types::defaultType(b)) : t;
}

static bool isNil(syntax::Expr* e) { return e->mode == static_cast<uint8_t>(types::Mode::NilValue); }

// A declared, non-generic function that e names.
static types::Func* plainFunc(syntax::Expr* e) {
  if (auto* id = syntax::as<syntax::Ident>(e)) return id->inst ? nullptr : types::objAs<types::Func>(id->obj);
  if (auto* s = syntax::as<syntax::SelectorExpr>(e)) return s->selection || s->sel->inst ? nullptr : types::objAs<types::Func>(s->sel->obj);
  return nullptr;
}

// &x with x a package variable.
static types::Var* addressedGlobal(syntax::Expr* e) {
  auto* u = syntax::as<syntax::UnaryExpr>(e);
  if (!u || u->op != syntax::Operator::And) return nullptr;
  syntax::Expr* x = unparen(u->x);
  types::Object* o = nullptr;
  if (auto* id = syntax::as<syntax::Ident>(x)) o = id->obj;
  else if (auto* s = syntax::as<syntax::SelectorExpr>(x); s && !s->selection) o = s->sel->obj;
  auto* v = types::objAs<types::Var>(o);
  return v && v->vkind == types::VarKind::Package ? v : nullptr;
}

// The literal of &T{...}, written out or with the & elided.
static syntax::CompositeLit* addressedLit(Module& m, syntax::Expr* e, Type* T, TypeEnv* env) {
  if (auto* u = syntax::as<syntax::UnaryExpr>(e); u && u->op == syntax::Operator::And) return syntax::as<syntax::CompositeLit>(unparen(u->x));
  auto* lit = syntax::as<syntax::CompositeLit>(e);
  if (lit && types::underAs<types::Pointer>(T) && types::under(m.resolveOf(lit, env))->tag != Tag::Pointer) return lit;
  if (lit && types::underAs<types::Pointer>(T)) return lit;
  return nullptr;
}

static int fieldIndexOf(types::Struct* st, std::string_view name) {
  for (uint32_t i = 0; i < st->fields.size(); i++)
    if (st->fields[i]->name == name) return static_cast<int>(i);
  return -1;
}

// Calls fn(value, type, byte offset) for each element of a struct, array or slice literal; false when fn is.
template <class F>
static bool eachElement(Module& m, syntax::CompositeLit* e, Type* t, F fn) {
  Type* u = types::under(t);
  if (auto* st = types::as<types::Struct>(u)) {
    const int64_t* offs = types::offsetsOf(st);
    for (uint32_t i = 0; i < e->elems.size(); i++) {
      syntax::Expr* x = e->elems[i];
      int k = static_cast<int>(i);
      if (auto* kv = syntax::as<syntax::KeyValueExpr>(x)) {
        k = fieldIndexOf(st, static_cast<syntax::Ident*>(unparen(kv->key))->name);
        x = kv->val;
      }
      if (st->fields[static_cast<size_t>(k)]->name == "_") {
        // Blank fields stay zero; a value that needs code is still evaluated.
        if (!x->value) return false;
        continue;
      }
      if (!fn(x, m.canon(st->fields[static_cast<size_t>(k)]->type), static_cast<uint64_t>(offs[k]))) return false;
    }
    return true;
  }
  Type* et = u->tag == Tag::Array ? static_cast<types::Array*>(u)->elem : static_cast<types::Slice*>(u)->elem;
  et = m.canon(et);
  int64_t next = 0;
  for (syntax::Expr* x : e->elems) {
    if (auto* kv = syntax::as<syntax::KeyValueExpr>(x)) {
      bool exact;
      next = constant::int64Val(constant::toInt(m.arena, kv->key->value), &exact);
      x = kv->val;
    }
    if (!fn(x, et, static_cast<uint64_t>(next * sizeOf(et)))) return false;
    next++;
  }
  return true;
}

static int64_t literalLength(Module& m, syntax::CompositeLit* e) {
  int64_t next = 0, max = 0;
  for (syntax::Expr* x : e->elems) {
    if (auto* kv = syntax::as<syntax::KeyValueExpr>(x)) {
      bool exact;
      next = constant::int64Val(constant::toInt(m.arena, kv->key->value), &exact);
    }
    max = std::max(max, ++next);
  }
  return max;
}

bool Module::isStatic(syntax::Expr* e, Type* T, TypeEnv* env, bool once) {
  e = unparen(e);
  if (isNil(e)) return true;
  if (isIface(T)) {
    Type* t = untypedDefault(*this, resolveOf(e, env));
    if (isIface(t) || !t) return false;
    if (isDirectIface(t)) return once && (t->tag == Tag::Pointer || types::under(t)->tag == Tag::Pointer) && isStatic(e, t, env, once);
    return isStatic(e, t, env, once);
  }
  if (e->value) {
    auto* b = basicOf(T);
    return b && (b->info & types::IsConstType);
  }
  if (plainFunc(e)) return types::under(T)->tag == Tag::Signature;
  if (once && addressedGlobal(e)) return true;
  if (once) {
    if (syntax::CompositeLit* lit = addressedLit(*this, e, T, env)) {
      Type* base = canon(types::underAs<types::Pointer>(T)->base);
      Type* bu = types::under(base);
      return (bu->tag == Tag::Struct || bu->tag == Tag::Array) && isStaticLit(lit, base, env, once);
    }
  }
  if (auto* lit = syntax::as<syntax::CompositeLit>(e)) {
    Type* t = resolveOf(lit, env);
    Type* u = types::under(t);
    if (u->tag == Tag::Struct || u->tag == Tag::Array) return isStaticLit(lit, t, env, once);
    if (u->tag == Tag::Slice) return once && isStaticLit(lit, t, env, once);
    return false;
  }
  if (auto* c = syntax::as<syntax::CallExpr>(e); c && unparen(c->fun)->mode == static_cast<uint8_t>(types::Mode::TypExpr)) {
    // A conversion that only changes the name.
    syntax::Expr* a = unparen(c->args[0]);
    Type* from = resolveOf(a, env);
    if (isNil(a)) return true;
    if (!from || isIface(from) || a->value) return false;
    return canon(types::under(from)) == canon(types::under(T)) && isStatic(a, from, env, once);
  }
  return false;
}

bool Module::isStaticLit(syntax::CompositeLit* e, Type* T, TypeEnv* env, bool once) {
  // Large arrays that are mostly zero are cheaper to build than to keep in the image.
  constexpr int64_t kLarge = 64 << 10, kSparse = 4;
  if (auto* at = types::underAs<types::Array>(T); at && sizeOf(T) > kLarge && at->len / kSparse > static_cast<int64_t>(e->elems.size())) return false;
  return eachElement(*this, e, T, [&](syntax::Expr* x, Type* t, uint64_t) { return isStatic(x, t, env, once); });
}

static void put(Global* g, uint64_t offset, uint64_t v, int64_t size) { std::memcpy(&g->data[offset], &v, static_cast<size_t>(size)); }

void Module::staticConstant(Global* g, uint64_t offset, const constant::Value* v, Type* T) {
  auto* b = basicOf(T);
  bool exact;
  if (b->info & types::IsString) {
    std::string_view s = constant::stringVal(v);
    if (s.empty()) return;
    StaticReloc r;
    r.offset = static_cast<uint32_t>(offset);
    r.kind = StaticReloc::StringPtr;
    r.str = arena.copy(s);
    g->relocs.push_back(r);
    put(g, offset + 8, s.size(), 8);
  } else if (b->info & types::IsBoolean) {
    put(g, offset, constant::boolVal(v), 1);
  } else if (b->info & types::IsInteger) {
    const constant::Value* iv = constant::toInt(arena, v);
    uint64_t x = constant::sign(iv) >= 0 ? constant::uint64Val(iv, &exact) : static_cast<uint64_t>(constant::int64Val(iv, &exact));
    put(g, offset, x, sizeOf(T));
  } else {
    auto real = [&](const constant::Value* c, uint64_t at, bool small) {
      c = constant::toFloat(arena, c);
      uint64_t bits = 0;
      if (small) {
        float x = constant::float32Val(c);
        std::memcpy(&bits, &x, 4);
        put(g, at, bits, 4);
      } else {
        double x = constant::float64Val(c);
        std::memcpy(&bits, &x, 8);
        put(g, at, bits, 8);
      }
    };
    if (b->info & types::IsFloat) {
      real(v, offset, b->kind == types::Float32);
    } else {
      const constant::Value* c = constant::toComplex(arena, v);
      bool small = b->kind == types::Complex64;
      real(constant::real(arena, c), offset, small);
      real(constant::imag(arena, c), offset + (small ? 4 : 8), small);
    }
  }
}

void Module::staticInit(Global* g, uint64_t offset, syntax::Expr* e, Type* T, TypeEnv* env) {
  e = unparen(e);
  if (isNil(e)) return;
  auto reloc = [&](uint64_t at, StaticReloc::Kind k) -> StaticReloc& {
    StaticReloc r;
    r.offset = static_cast<uint32_t>(at);
    r.kind = k;
    g->relocs.push_back(r);
    return g->relocs.back();
  };
  if (isIface(T)) {
    Type* t = untypedDefault(*this, resolveOf(e, env));
    useInInterface(t);
    if (typeSetOf(types::underAs<types::Interface>(T))->methods.empty()) {
      reloc(offset, StaticReloc::TypeAddr).type = t;
    } else {
      Itab* it = itab(T, t);
      reloc(offset, StaticReloc::ItabAddr).itab = it;
    }
    if (isDirectIface(t)) {
      staticInit(g, offset + 8, e, t, env);
    } else {
      Global* box = staticData(t, ".stmp_");
      staticInit(box, 0, e, t, env);
      reloc(offset + 8, StaticReloc::GlobalAddr).global = box;
    }
    return;
  }
  if (e->value) {
    staticConstant(g, offset, e->value, T);
    return;
  }
  if (types::Func* fo = plainFunc(e)) {
    Function* fn = function(fo, {});
    reloc(offset, StaticReloc::FuncAddr).fn = fn;
    return;
  }
  if (types::Var* v = addressedGlobal(e)) {
    Global* target = global(v);
    reloc(offset, StaticReloc::GlobalAddr).global = target;
    return;
  }
  if (syntax::CompositeLit* lit = addressedLit(*this, e, T, env)) {
    Type* base = canon(types::underAs<types::Pointer>(T)->base);
    Global* target = staticData(base, ".stmp_");
    target->readOnly = false;
    eachElement(*this, lit, base, [&](syntax::Expr* x, Type* t, uint64_t off) {
      staticInit(target, off, x, t, env);
      return true;
    });
    reloc(offset, StaticReloc::GlobalAddr).global = target;
    return;
  }
  if (auto* lit = syntax::as<syntax::CompositeLit>(e)) {
    Type* t = resolveOf(lit, env);
    if (types::under(t)->tag == Tag::Slice && types::under(T)->tag == Tag::Slice) {
      int64_t n = literalLength(*this, lit);
      Global* target = staticData(arrayOf(canon(types::underAs<types::Slice>(t)->elem), n), ".stmp_");
      target->readOnly = false;
      eachElement(*this, lit, t, [&](syntax::Expr* x, Type* et, uint64_t off) {
        staticInit(target, off, x, et, env);
        return true;
      });
      reloc(offset, StaticReloc::GlobalAddr).global = target;
      put(g, offset + 8, static_cast<uint64_t>(n), 8);
      put(g, offset + 16, static_cast<uint64_t>(n), 8);
      return;
    }
    eachElement(*this, lit, t, [&](syntax::Expr* x, Type* et, uint64_t off) {
      staticInit(g, offset + off, x, et, env);
      return true;
    });
    return;
  }
  if (auto* c = syntax::as<syntax::CallExpr>(e)) staticInit(g, offset, c->args[0], isNil(unparen(c->args[0])) ? T : resolveOf(unparen(c->args[0]), env), env);
}

void Module::lowerInits(types::Package* pkg) {
  PackageInit pi;
  pi.pkg = pkg;
  dataPrefix_ = pkgPath(pkg);
  std::unique_ptr<Fn> b;
  Function* f = nullptr;
  auto builder = [&]() -> Fn& {
    if (!b) {
      f = prog.newFunction();
      f->symbol = arena.copy(pkgPath(pkg) + ".init");
      f->name = f->symbol;
      f->pkg = pkg;
      f->sig = voidSig();
      f->isInit = true;
      prog.functions.push_back(f);
      b = std::make_unique<Fn>(*this, f, nullptr);
    }
    return *b;
  };
  for (syntax::File* file : pkg->files)
    for (syntax::Decl* d : file->decls)
      if (auto* vd = syntax::as<syntax::VarDecl>(d); vd && !vd->embeds.empty()) lowerEmbed(pkg, vd);
  for (types::Initializer* init : pkg->initOrder) {
    if (inSession(pkg) && !opts.session->initialises(init->lhs[0])) continue;
    analyseExpr(init->rhs);
    if (init->lhs.size() == 1) {
      types::Var* v = init->lhs[0];
      Type* t = canon(v->type);
      if (!external(v) && isStatic(init->rhs, t, nullptr, true)) {
        if (v->name == "_") continue;
        Global* g = global(v);
        g->hasData = true;
        g->data.assign(static_cast<size_t>(sizeOf(t)), 0);
        staticInit(g, 0, init->rhs, t, nullptr);
        continue;
      }
      Fn& fn = builder();
      fn.memo_.clear();
      fn.pos = v->pos;
      if (v->name == "_") {
        if (!syntax::unparen(init->rhs)->value) fn.convertAssign(fn.expr(init->rhs), canon(init->rhs->type), t, init->rhs);
        continue;
      }
      Place p;
      p.kind = Place::InGlobal;
      p.global = global(v);
      p.type = t;
      auto* lit = syntax::as<syntax::CompositeLit>(unparen(init->rhs));
      if (lit && canon(lit->type) == t && (types::underAs<types::Struct>(t) || types::underAs<types::Array>(t))) {
        fn.hoist(lit);
        fn.compositeInto(p, lit, t, true);
        continue;
      }
      Reg r = fn.exprAs(init->rhs, t);
      fn.pos = v->pos;
      fn.store(p, r);
      continue;
    }
    Fn& fn = builder();
    fn.memo_.clear();
    fn.pos = init->lhs[0]->pos;
    auto* tuple = types::as<types::Tuple>(init->rhs->type);
    std::vector<Reg> values;
    fn.exprMulti(init->rhs, values);
    for (uint32_t i = 0; i < init->lhs.size(); i++) {
      types::Var* v = init->lhs[i];
      if (v->name == "_") continue;
      Type* from = untypedDefault(*this, canon(tuple->vars[i]->type));
      Place p;
      p.kind = Place::InGlobal;
      p.global = global(v);
      p.type = p.global->type;
      fn.store(p, fn.convertAssign(values[i], from, p.type, init->rhs));
    }
  }
  if (b) {
    b->finishBody();
    pi.inits.push_back(f);
  }
  for (types::Func* fo : pkg->inits)
    if (!external(fo)) pi.inits.push_back(function(fo, {}));
  prog.packages.push_back(std::move(pi));
}

}  // namespace gvm::lower
