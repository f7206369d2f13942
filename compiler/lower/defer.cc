// This file lowers go and defer: both start a func() value. Function, receiver and arguments are evaluated at the statement
// and captured by a small wrapper; a call that needs none of that is used as it is.
#include "compiler/lower/fn.h"

namespace gvm::lower {

void Fn::goDefer(syntax::CallStmt* s) {
  auto* call = syntax::as<syntax::CallExpr>(syntax::unparen(s->call));
  if (!call) return;
  bool isDefer = s->tok == syntax::Token::Defer;
  Reg c = deferredClosure(call, isDefer);
  pos = s->pos;
  if (isDefer) pushDefer(c, s->pos);
  else ins(Op::Go, {}, {c});
}

Reg Fn::deferredClosure(syntax::CallExpr* e, bool isDefer) {
  Type* voidT = m.canon(m.voidSig());
  std::vector<Reg> caps;
  std::vector<Type*> capTypes;
  Callee c;
  types::BuiltinId builtinId = types::BuiltinId::None;
  if (e->builtin) {
    builtinId = static_cast<types::BuiltinId>(e->builtin - 1);
    builtinArgs(e, caps, capTypes);
  } else {
    c = callee(e);
    bool calls = false;
    for (syntax::Expr* a : e->args) calls |= hasCall(a);
    if (calls) {
      hoistCallee(c);
      for (syntax::Expr* a : e->args) hoist(a);
    }
    pos = e->pos;
    calleeOperands(c);
    bool bare = c.sig->params->vars.empty() && c.sig->results->vars.empty() && c.recv.empty();
    if (bare && c.kind == Callee::Closure) return c.value;
    if (bare && c.kind == Callee::Static) return funcValue(c.fn, voidT);
    if (c.kind == Callee::Iface) ins(Op::NilCheck, {}, {c.value});
    if (c.value != kNoReg) caps.push_back(c.value);
    for (Reg r : c.recv) caps.push_back(r);
    arguments(e, c.sig, caps);
    for (Reg r : caps) capTypes.push_back(regType(r));
  }
  Fn* namer = this;
  Function* w = m.newClosure(*this, fmt::format(".{}wrap{}", isDefer ? "defer" : "go", ++namer->deferCount));
  w->wrapper = true;
  w->deferred = true;
  w->pos = e->pos;
  w->sig = voidT;
  w->closure = !caps.empty();
  Fn b(m, w, env, nullptr);
  b.pos = e->pos;
  std::vector<Reg> regs;
  for (size_t i = 0; i < caps.size(); i++) {
    CaptureInfo ci;
    ci.type = capTypes[i];
    w->captures.push_back(ci);
    regs.push_back(b.val(Op::Capture, capTypes[i], {}, capTypes[i], static_cast<int64_t>(i)));
  }
  if (e->builtin) {
    b.builtinEffect(builtinId, regs, capTypes);
  } else {
    Callee k = c;
    size_t at = 0;
    if (c.value != kNoReg) k.value = regs[at++];
    for (Reg& r : k.recv) r = regs[at++];
    std::vector<Reg> args(regs.begin() + static_cast<long>(at), regs.end());
    std::vector<Reg> results(c.sig->results->vars.size(), kNoReg);
    b.emitCall(k, args, results, e);
  }
  b.finishBody();
  pos = e->pos;
  return makeClosure(w, caps, voidT, e);
}

}  // namespace gvm::lower
