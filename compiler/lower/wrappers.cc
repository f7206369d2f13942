// This file makes method wrappers: promoted methods, (*T).M for value methods, method expressions and values, itabs, and the
// method tables of types that may be found in interfaces.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using types::Tag;

// Values of these kinds lie in the interface's data word themselves; all others are boxed.
bool Module::isDirectIface(Type* t) {
  Type* u = types::under(t);
  switch (u->tag) {
    case Tag::Pointer: case Tag::Chan: case Tag::Map: case Tag::Signature:
      return true;
    case Tag::Basic:
      return static_cast<types::Basic*>(u)->kind == types::UnsafePointer;
    default:
      return false;
  }
}

bool Module::findMethod(Type* T, types::Package* pkg, std::string_view name, MethodPath* out) {
  types::LookupResult r = types::lookupFieldOrMethod(arena, T, true, pkg, name);
  out->func = types::objAs<types::Func>(r.obj);
  if (!out->func) return false;
  Type* cur = T;
  for (uint32_t i = 0; i + 1 < r.path.size(); i++) {
    if (auto* p = types::underAs<types::Pointer>(cur)) cur = p->base;
    cur = canon(types::underAs<types::Struct>(cur)->fields[static_cast<size_t>(r.path[i])]->type);
    out->fields.push_back(r.path[i]);
  }
  out->last = cur;
  out->isInterface = isIface(cur);
  return true;
}

// Emits the call of p's method on the receiver in register r of type T, with args, and returns its results.
static void callAlong(Fn& b, Reg r, Type* T, const Module::MethodPath& p, const std::vector<Reg>& args) {
  Module& m = b.m;
  Type* end = T;
  Place at = b.walkFields(b.regPlace(r), T, p.fields, &end);
  Fn::Callee c;
  if (p.isInterface) {
    types::TypeSet* ts = types::typeSetOf(types::underAs<types::Interface>(p.last));
    c.kind = Fn::Callee::Iface;
    c.ifaceType = p.last;
    for (uint32_t i = 0; i < ts->methods.size(); i++)
      if (types::sameId(ts->methods[i], p.func->pkg, p.func->name, false)) c.methodIndex = static_cast<int>(i);
    c.sig = types::as<types::Signature>(m.canon(ts->methods[static_cast<size_t>(c.methodIndex)]->type));
    c.value = b.load(at);
  } else {
    c.kind = Fn::Callee::Static;
    c.fn = m.method(p.func, p.last);
    c.sig = types::as<types::Signature>(c.fn->sig);
    auto* pt = types::as<types::Pointer>(end);
    Reg recv;
    if (p.func->hasPtrRecv()) recv = pt ? b.load(at) : b.addr(at);
    else if (pt) recv = b.load(b.derefPlace(b.load(at), m.canon(pt->base)));
    else recv = b.load(at);
    c.recv.push_back(recv);
  }
  std::vector<Reg> results;
  for (Type* t : b.f->resultTypes) results.push_back(b.tmp(t));
  b.emitCall(c, args, results, nullptr);
  b.insv(Op::Ret, {}, results);
  for (Block* blk : b.f->blocks)
    if (blk->instrs.empty() || !blk->instrs.back()->isTerm()) {
      b.start(blk);
      b.ins(Op::Unreachable, {}, {});
    }
  computePreds(*b.f);
  b.f->lowered = true;
}

static types::Signature* methodSig(Module& m, const Module::MethodPath& p) {
  if (!p.isInterface) return types::as<types::Signature>(m.method(p.func, p.last)->sig);
  types::TypeSet* ts = types::typeSetOf(types::underAs<types::Interface>(p.last));
  for (types::Func* f : ts->methods)
    if (types::sameId(f, p.func->pkg, p.func->name, false)) return types::as<types::Signature>(m.canon(f->type));
  return nullptr;
}

// "path.T" or "path.(*T)" for the symbols of wrappers.
static std::string receiverName(Module& m, Type* recv) {
  if (auto* p = types::as<types::Pointer>(recv)) {
    std::string s = m.linkString(p->base);
    size_t dot = s.find('[') == std::string::npos ? s.rfind('.') : s.rfind('.', s.find('['));
    if (dot == std::string::npos || !types::as<types::Named>(p->base)) return "(*" + s + ")";
    return s.substr(0, dot + 1) + "(*" + s.substr(dot + 1) + ")";
  }
  return m.linkString(recv);
}

static std::string wrapperKey(const void* recv, types::Package* pkg, std::string_view name, const char* kind) {
  return fmt::format("{}|{}|{}|{}", recv, types::isExported(name) ? nullptr : static_cast<void*>(pkg), name, kind);
}

Function* Module::wrapperShell(Type* recv, std::string_view symbol, types::Signature* sig, bool withRecv) {
  Function* w = prog.newFunction();
  w->symbol = arena.copy(uniqueSymbol(std::string(symbol)));
  w->name = w->symbol;
  Type* base = recv;
  if (auto* p = types::as<types::Pointer>(base)) base = p->base;
  if (auto* n = types::as<types::Named>(base)) w->pkg = n->object()->pkg;
  w->sig = sig;
  w->wrapper = true;
  w->instance = true;
  if (withRecv) w->paramTypes.push_back(recv);
  for (types::Var* v : sig->params->vars) w->paramTypes.push_back(canon(v->type));
  for (types::Var* v : sig->results->vars) w->resultTypes.push_back(canon(v->type));
  prog.functions.push_back(w);
  return w;
}

static void declareWrapperParams(Fn& b) {
  for (Type* t : b.f->paramTypes) {
    Reg r = b.namedReg(t, "");
    b.f->regs[r].param = true;
    b.f->params.push_back(r);
  }
}

Function* Module::methodExpr(Type* recv, types::Package* pkg, std::string_view name) {
  MethodPath p;
  if (!findMethod(recv, pkg, name, &p)) return nullptr;
  bool ptr = types::as<types::Pointer>(recv) != nullptr;
  if (p.fields.empty() && !p.isInterface && p.func->hasPtrRecv() == ptr) return method(p.func, recv);
  std::string key = wrapperKey(recv, pkg, name, "expr");
  if (auto it = wrappers_.find(key); it != wrappers_.end()) return it->second;
  types::Signature* sig = methodSig(*this, p);
  Function* w = wrapperShell(recv, receiverName(*this, recv) + "." + std::string(name), sig, true);
  wrappers_[key] = w;
  w->pos = p.func->pos;
  Fn b(*this, w, nullptr);
  b.pos = p.func->pos;
  declareWrapperParams(b);
  if (ptr && p.fields.empty() && !p.isInterface) {
    // A value method called through a nil pointer.
    Block *bad = b.newBlock(), *ok = b.newBlock();
    b.branch(b.val(Op::IsNil, boolT, {w->params[0]}, recv), bad, ok, -1);
    b.start(bad);
    b.ins(Op::PanicWrap, {}, {})->aux.str = prog.newStr(w->symbol);
    b.unreachable();
    b.start(ok);
  }
  std::vector<Reg> args(w->params.begin() + 1, w->params.end());
  callAlong(b, w->params[0], recv, p, args);
  return w;
}

Function* Module::boundMethod(Type* recv, types::Package* pkg, std::string_view name) {
  std::string key = wrapperKey(recv, pkg, name, "bound");
  if (auto it = wrappers_.find(key); it != wrappers_.end()) return it->second;
  MethodPath p;
  if (!findMethod(recv, pkg, name, &p)) return nullptr;
  types::Signature* sig = methodSig(*this, p);
  Function* w = wrapperShell(recv, receiverName(*this, recv) + "." + std::string(name) + "-fm", sig, false);
  wrappers_[key] = w;
  w->closure = true;
  w->pos = p.func->pos;
  CaptureInfo c;
  c.type = recv;
  w->captures.push_back(c);
  Fn b(*this, w, nullptr);
  b.pos = p.func->pos;
  declareWrapperParams(b);
  Reg r = b.val(Op::Capture, recv, {}, recv, 0);
  callAlong(b, r, recv, p, w->params);
  return w;
}

Function* Module::tableMethod(Type* concrete, types::Package* pkg, std::string_view name) {
  return methodExpr(isDirectIface(concrete) ? concrete : pointerTo(concrete), pkg, name);
}

Itab* Module::itab(Type* iface, Type* concrete) {
  iface = canon(types::under(iface));  // identical interfaces share their tables, whatever their names
  Itab*& t = itabs_[TargsKey{iface, 0, arena.copy({concrete})}];
  if (t) return t;
  prog.itabPool.emplace_back();
  Itab* made = &prog.itabPool.back();
  t = made;
  prog.itabs.push_back(made);
  made->iface = iface;
  made->concrete = concrete;
  made->symbol = arena.copy(uniqueSymbol(fmt::format("go:itab.{},{}", linkString(concrete), linkString(iface))));
  for (types::Func* f : types::typeSetOf(types::underAs<types::Interface>(iface))->methods)
    made->methods.push_back(tableMethod(concrete, f->pkg, f->name));
  return made;
}

void Module::useInInterface(Type* t) {
  std::vector<Type*> stack{t};
  while (!stack.empty()) {
    Type* x = stack.back();
    stack.pop_back();
    if (x->tag == Tag::Tuple || x->tag == Tag::TypeParam || !inInterface_.emplace(x, true).second) continue;
    inInterfaceWork_.push_back(x);
    // What reflection reaches from x.
    Type* un = types::under(x);
    if (types::as<types::Named>(x) && !isIface(x)) stack.push_back(pointerTo(x));
    switch (un->tag) {
      case Tag::Pointer: stack.push_back(canon(static_cast<types::Pointer*>(un)->base)); break;
      case Tag::Slice: stack.push_back(canon(static_cast<types::Slice*>(un)->elem)); break;
      case Tag::Array: stack.push_back(canon(static_cast<types::Array*>(un)->elem)); break;
      case Tag::Chan: stack.push_back(canon(static_cast<types::Chan*>(un)->elem)); break;
      case Tag::Map:
        stack.push_back(canon(static_cast<types::Map*>(un)->key));
        stack.push_back(canon(static_cast<types::Map*>(un)->elem));
        break;
      case Tag::Struct:
        for (types::Var* v : static_cast<types::Struct*>(un)->fields) stack.push_back(canon(v->type));
        break;
      case Tag::Signature:
        for (types::Tuple* tu : {static_cast<types::Signature*>(un)->params, static_cast<types::Signature*>(un)->results})
          for (types::Var* v : tu->vars) stack.push_back(canon(v->type));
        break;
      default:
        break;
    }
  }
}

void Module::addMethodTable(Type* t) {
  if (isIface(t)) return;
  std::vector<types::MethodEntry> set = types::methodSet(arena, t);
  if (set.empty()) return;
  MethodTable table;
  table.type = t;
  for (types::MethodEntry& e : set) {
    MethodTable::Method mt;
    mt.name = e.func->name;
    mt.pkg = types::isExported(e.func->name) ? nullptr : e.func->pkg;
    mt.fn = tableMethod(t, e.func->pkg, e.func->name);
    if (!mt.fn) continue;
    mt.sig = mt.fn->sig;
    table.methods.push_back(mt);
  }
  prog.methodTables.push_back(std::move(table));
}

}  // namespace gvm::lower
