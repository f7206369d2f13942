// This file lowers calls: finding the callee, receivers along embedded fields, arguments, variadic packing, method values.
#include "compiler/lower/fn.h"

namespace gvm::lower {

using syntax::unparen;

// The path from the selector's operand to the method, for the types of this instance.
bool Fn::methodPath(syntax::SelectorExpr* e, Module::MethodPath* out, Type** recvType) {
  types::Selection* sel = e->selection;
  Type* t = ty(sel->recv);
  *recvType = t;
  auto* fo = types::objAs<types::Func>(sel->obj);
  if (env && types::hasTypeParams(sel->recv)) return m.findMethod(t, fo->pkg, fo->name, out);
  Type* cur = t;
  for (uint32_t i = 0; i + 1 < sel->path.size(); i++) {
    int k = sel->path[i];
    if (auto* p = types::underAs<types::Pointer>(cur)) cur = p->base;
    cur = m.canon(types::underAs<types::Struct>(cur)->fields[k]->type);
    out->fields.push_back(k);
  }
  out->last = cur;
  out->func = fo;
  out->isInterface = isIface(cur);
  return true;
}

// The receiver argument for calling p's method on x: the value, or its address, or the interface value.
Reg Fn::receiver(syntax::Expr* x, Type* xt, const Module::MethodPath& p) {
  Place at;
  Type* end = xt;
  if (!p.fields.empty()) {
    at = types::underAs<types::Pointer>(xt) ? regPlace(expr(x)) : place(x);
    at = walkFields(at, xt, p.fields, &end);
  } else if (p.isInterface || types::as<types::Pointer>(xt) || !p.func->hasPtrRecv()) {
    at = regPlace(expr(x));
  } else {
    at = place(x);
  }
  pos = x->pos;
  if (p.isInterface) return load(at);
  auto* pt = types::as<types::Pointer>(end);
  if (p.func->hasPtrRecv()) return pt ? load(at) : addr(at);
  if (!pt) return load(at);
  Reg r = load(at);
  return load(derefPlace(r, m.canon(pt->base)));
}

static int methodIndexOf(Type* iface, types::Package* pkg, std::string_view name) {
  types::TypeSet* ts = types::typeSetOf(types::underAs<types::Interface>(iface));
  for (uint32_t i = 0; i < ts->methods.size(); i++)
    if (types::sameId(ts->methods[i], pkg, name, false)) return static_cast<int>(i);
  return -1;
}

Fn::Callee Fn::callee(syntax::CallExpr* e) {
  Callee c;
  syntax::Expr* fun = unparen(e->fun);
  types::Instance* inst = nullptr;
  syntax::Expr* base = fun;
  if (auto* ix = syntax::as<syntax::IndexExpr>(fun); ix && ix->inst) {
    inst = ix->inst;
    base = unparen(ix->x);
  }
  types::Func* fo = nullptr;
  if (auto* id = syntax::as<syntax::Ident>(base)) {
    fo = types::objAs<types::Func>(id->obj);
    if (id->inst) inst = id->inst;
  } else if (auto* s = syntax::as<syntax::SelectorExpr>(base)) {
    if (!s->selection) {
      fo = types::objAs<types::Func>(s->sel->obj);
      if (s->sel->inst) inst = s->sel->inst;
    } else if (s->selection->kind == types::SelectionKind::MethodVal) {
      c.method = s;
      Module::MethodPath p;
      methodPath(s, &p, &c.recvType);
      if (p.isInterface) {
        c.kind = Callee::Iface;
        c.ifaceType = p.last;
        c.methodIndex = methodIndexOf(p.last, p.func->pkg, p.func->name);
        types::TypeSet* ts = types::typeSetOf(types::underAs<types::Interface>(p.last));
        c.sig = types::as<types::Signature>(m.canon(ts->methods[static_cast<size_t>(c.methodIndex)]->type));
      } else {
        c.kind = Callee::Static;
        c.fn = m.method(p.func, p.last);
        c.sig = types::as<types::Signature>(c.fn->sig);
      }
      return c;
    } else if (s->selection->kind == types::SelectionKind::MethodExpr) {
      c.kind = Callee::Static;
      c.fn = m.methodExpr(ty(s->selection->recv), s->selection->obj->pkg, s->selection->obj->name);
      c.sig = types::underAs<types::Signature>(ty(s));
      return c;
    }
  }
  if (fo) {
    c.kind = Callee::Static;
    c.fn = instanceOf(fo, inst);
    c.sig = types::as<types::Signature>(c.fn->sig);
    return c;
  }
  c.kind = Callee::Closure;
  c.fun = fun;
  c.sig = types::underAs<types::Signature>(ty(fun));
  return c;
}

void Fn::hoistCallee(const Callee& c) {
  if (c.method) hoist(c.method->x);
  if (c.fun) hoist(c.fun);
}

void Fn::calleeOperands(Callee& c) {
  if (c.method) {
    Module::MethodPath p;
    Type* rt;
    methodPath(c.method, &p, &rt);
    Reg r = receiver(c.method->x, ty(c.method->x), p);
    if (c.kind == Callee::Iface) c.value = r;
    else c.recv.push_back(r);
  } else if (c.fun) {
    c.value = expr(c.fun);
  }
}

Reg Fn::variadicSlice(const std::vector<Reg>& elems, Type* sliceT, const syntax::Node* e) {
  if (elems.empty()) return zero(sliceT);
  Type* et = m.canon(types::underAs<types::Slice>(sliceT)->elem);
  Type* at = m.arrayOf(et, static_cast<int64_t>(elems.size()));
  Type* pt = m.pointerTo(at);
  Reg p = val(Op::New, pt, {}, pt);
  last()->type2 = at;
  last()->expr = e;
  last()->flags |= kVariadic;
  int64_t off = 0;
  for (Reg r : elems) {
    ins(Op::Store, {}, {p, r}, et, off);
    off += sizeOf(et);
  }
  Reg n = constInt(m.intT, static_cast<int64_t>(elems.size()));
  return val(Op::SliceMake, sliceT, {p, n, n}, sliceT);
}

void Fn::arguments(syntax::CallExpr* e, types::Signature* sig, std::vector<Reg>& out) {
  auto& params = sig->params->vars;
  size_t n = params.size();
  auto paramType = [&](size_t i) { return m.canon(params[i]->type); };
  std::vector<Reg> rest;
  Type* variadicT = sig->variadic && !e->hasDots ? paramType(n - 1) : nullptr;
  Type* elemT = variadicT ? m.canon(types::underAs<types::Slice>(variadicT)->elem) : nullptr;
  size_t fixed = variadicT ? n - 1 : n;
  if (e->args.size() == 1 && types::as<types::Tuple>(e->args[0]->type)) {
    auto* tuple = types::as<types::Tuple>(e->args[0]->type);
    std::vector<Reg> values;
    exprMulti(e->args[0], values);
    pos = e->pos;
    for (size_t i = 0; i < values.size(); i++) {
      Type* from = ty(tuple->vars[i]->type);
      if (i < fixed) out.push_back(convertAssign(values[i], from, paramType(i), e->args[0]));
      else rest.push_back(convertAssign(values[i], from, elemT, e->args[0]));
    }
  } else {
    for (size_t i = 0; i < e->args.size(); i++) {
      if (i < fixed) out.push_back(exprAs(e->args[i], paramType(i)));
      else rest.push_back(exprAs(e->args[i], elemT));
    }
  }
  pos = e->pos;
  if (variadicT) out.push_back(variadicSlice(rest, variadicT, e));
}

void Fn::emitCall(const Callee& c, const std::vector<Reg>& args, const std::vector<Reg>& results, syntax::CallExpr* e) {
  std::vector<Reg> uses;
  Instr* i;
  switch (c.kind) {
    case Callee::Static:
      uses = c.recv;
      uses.insert(uses.end(), args.begin(), args.end());
      i = insv(Op::Call, results, uses);
      i->aux.fn = c.fn;
      m.called(c.fn);
      break;
    case Callee::Iface:
      uses.push_back(c.value);
      uses.insert(uses.end(), args.begin(), args.end());
      i = insv(Op::CallIface, results, uses, c.ifaceType, c.methodIndex);
      i->type2 = c.sig;
      break;
    default:
      uses.push_back(c.value);
      uses.insert(uses.end(), args.begin(), args.end());
      i = insv(Op::CallClosure, results, uses, c.sig);
      break;
  }
  i->expr = e;
}

// p of uintptr(p) with p an unsafe.Pointer, or nullptr.
static syntax::Expr* pointerAsNumber(Fn& fn, syntax::Expr* e) {
  auto* conv = syntax::as<syntax::CallExpr>(unparen(e));
  if (!conv || conv->args.size() != 1 || conv->fun->mode != static_cast<uint8_t>(types::Mode::TypExpr)) return nullptr;
  auto *to = basicOf(fn.ty(conv)), *from = basicOf(fn.ty(conv->args[0]));
  return to && from && to->kind == types::Uintptr && from->kind == types::UnsafePointer ? conv->args[0] : nullptr;
}

// Pointers that go to a //go:uintptrescapes function as numbers: what they point to must stay where it is during the call.
std::vector<Reg> Fn::pinnedPointers(const Callee& c, syntax::CallExpr* e) {
  std::vector<Reg> pinned;
  auto* d = c.kind == Callee::Static ? syntax::as<syntax::FuncDecl>(c.fn->decl) : nullptr;
  if (!d || !(d->pragma & syntax::kPragmaUintptrEscapes)) return pinned;
  for (syntax::Expr* a : e->args) {
    syntax::Expr* p = pointerAsNumber(*this, a);
    if (!p) continue;
    pinned.push_back(copyIfNamed(expr(p)));
    memo_[unparen(p)] = pinned.back();
  }
  return pinned;
}

void Fn::call(syntax::CallExpr* e, std::vector<Reg>& results, bool wantResults) {
  Callee c = callee(e);
  bool calls = false;
  for (syntax::Expr* a : e->args) calls |= hasCall(a);
  if (calls) {
    hoistCallee(c);
    for (syntax::Expr* a : e->args) hoist(a);
  }
  pos = e->pos;
  if (c.kind == Callee::Static && !c.method && intrinsic(c.fn, types::objAs<types::Func>(c.fn->object), e, results)) return;
  calleeOperands(c);
  std::vector<Reg> pinned = pinnedPointers(c, e), args;
  arguments(e, c.sig, args);
  pos = e->pos;
  for (types::Var* v : c.sig->results->vars) results.push_back(wantResults ? tmp(m.canon(v->type)) : kNoReg);
  emitCall(c, args, results, e);
  for (Reg p : pinned) ins(Op::KeepAlive, {}, {p}, regType(p))->flags |= kEscapes;
}

Reg Fn::methodValue(syntax::SelectorExpr* e) {
  Module::MethodPath p;
  Type* rt;
  methodPath(e, &p, &rt);
  Reg r = receiver(e->x, ty(e->x), p);
  pos = e->pos;
  Type* recvT = p.last;
  if (p.isInterface) {
    ins(Op::NilCheck, {}, {r});
  } else {
    auto* pt = types::as<types::Pointer>(recvT);
    if (p.func->hasPtrRecv() && !pt) recvT = m.pointerTo(recvT);
    if (!p.func->hasPtrRecv() && pt) recvT = m.canon(pt->base);
  }
  Function* fn = m.boundMethod(recvT, p.func->pkg, p.func->name);
  return makeClosure(fn, {r}, ty(e), e);
}

Reg Fn::methodExprValue(syntax::SelectorExpr* e) {
  types::Selection* s = e->selection;
  return funcValue(m.methodExpr(ty(s->recv), s->obj->pkg, s->obj->name), ty(e));
}

}  // namespace gvm::lower
