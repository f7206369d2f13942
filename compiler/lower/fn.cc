// This file is the frame of lowering one function: emission helpers, parameters and results, the way through a body.
#include "compiler/lower/fn.h"

namespace gvm::lower {

Fn::Fn(Module& mod, Function* fn, TypeEnv* e, Fn* p) : m(mod), prog(mod.prog), f(fn), env(e), parent(p), top(this) {
  cur = newBlock();
}

// ---- emission

Reg Fn::namedReg(Type* t, std::string_view name, Pos p) {
  Reg r = prog.newReg(*f, t);
  f->regs[r].named = true;
  f->regs[r].name = name;
  f->regs[r].pos = p;
  return r;
}

Instr* Fn::ins(Op op, std::initializer_list<Reg> defs, std::initializer_list<Reg> uses, Type* t, int64_t imm) {
  Instr* i = prog.newInstr(op, defs, uses);
  i->type = t;
  i->imm = imm;
  i->pos = pos;
  cur->instrs.push_back(i);
  return i;
}

Instr* Fn::insv(Op op, const std::vector<Reg>& defs, const std::vector<Reg>& uses, Type* t, int64_t imm) {
  Instr* i = prog.newInstr(op, std::span<const Reg>(defs), std::span<const Reg>(uses));
  i->type = t;
  i->imm = imm;
  i->pos = pos;
  cur->instrs.push_back(i);
  return i;
}

Reg Fn::val(Op op, Type* dt, std::initializer_list<Reg> uses, Type* t, int64_t imm) {
  Reg r = tmp(dt);
  ins(op, {r}, uses, t, imm);
  return r;
}

Reg Fn::constStr(std::string_view s, Type* t) {
  if (!t) t = m.stringT;
  if (s.empty()) return zero(t);
  Reg r = val(Op::ConstStr, t, {}, t);
  last()->aux.str = prog.newStr(s);
  return r;
}

void Fn::jump(Block* b) {
  ins(Op::Jump, {}, {});
  cur->succs = {b};
  cur = newBlock();  // what follows is unreachable unless started otherwise
}

void Fn::branch(Reg c, Block* yes, Block* no, int likely) {
  ins(Op::If, {}, {c});
  cur->succs = {yes, no};
  cur->likely = static_cast<int8_t>(likely);
  cur = newBlock();
}

void Fn::unreachable() {
  ins(Op::Unreachable, {}, {});
  cur = newBlock();
}

void Fn::move(Reg dst, Reg src) {
  if (dst == src) return;
  if (!isNamed(src) && !cur->instrs.empty()) {
    Instr* i = last();
    if (i->ndefs == 1 && i->regs[0] == src && i->op != Op::FieldSet) {
      i->regs[0] = dst;
      return;
    }
  }
  ins(Op::Copy, {dst}, {src}, regType(dst));
}

Reg Fn::copyIfNamed(Reg r) {
  if (!isNamed(r)) return r;
  return val(Op::Copy, regType(r), {r}, regType(r));
}

// ---- functions

void Fn::setSignature(const std::vector<Type*>& params, const std::vector<Type*>& results) {
  f->paramTypes = params;
  f->resultTypes = results;
}

void Fn::declareParams(syntax::FuncType*, types::Var* recv, types::Signature* sig) {
  std::vector<types::Var*> vars;
  if (recv) vars.push_back(recv);
  for (types::Var* v : sig->params->vars) vars.push_back(v);
  for (size_t i = 0; i < vars.size(); i++) {
    types::Var* v = vars[i];
    Reg r = namedReg(f->paramTypes[i], v->name == "_" ? "" : v->name, v->pos);
    f->regs[r].param = true;
    f->params.push_back(r);
  }
  for (size_t i = 0; i < vars.size(); i++) {
    types::Var* v = vars[i];
    if (v->name.empty() || v->name == "_") continue;
    Type* t = f->paramTypes[i];
    pos = v->pos;
    if (needsMemory(v, t)) {
      Loc l = declareIn(v, t, true, v->name, v->pos, Var::Param, true);
      l.var->index = static_cast<uint32_t>(i);
      store(placeOf(l), f->params[i]);
    } else {
      Loc l;
      l.kind = Loc::InReg;
      l.reg = f->params[i];
      l.type = t;
      locals[v] = l;
    }
  }
  for (size_t i = 0; i < sig->results->vars.size(); i++) {
    types::Var* v = sig->results->vars[i];
    Type* t = f->resultTypes[i];
    bool isNamedResult = !v->name.empty();
    hasNamedResults |= isNamedResult;
    if (!isNamedResult && !resultsInMemory) continue;
    pos = v->pos ? v->pos : f->pos;
    Loc l = declareIn(v, t, resultsInMemory || needsMemory(v, t), v->name == "_" ? "" : v->name, pos, Var::Result, false);
    if (l.kind == Loc::InVar) {
      l.var->index = static_cast<uint32_t>(i);
      if (resultsInMemory) f->resultVars.push_back(l.var);
    }
    resultLocs.push_back(l);
    resultKeys.push_back(v);
  }
}

void Fn::lowerDeclared(types::Func* obj) {
  syntax::FuncDecl* d = obj->fdecl;
  BodyNote* n = m.bodyNote(d);
  types::Signature* sig = obj->signature();
  f->hasDefer = n->hasDefer;
  f->hasRecover = n->hasRecover;
  resultsInMemory = n->hasDefer || n->returnsInRange;
  pos = d->pos;
  declareParams(d->sig, sig->recv, sig);
  if (f->hasDefer) returnBlock = newBlock();
  stmts(d->body->list);
  pos = d->body->rbrace;
  finishBody();
}

void Fn::lowerFuncLit(syntax::FuncLit* lit) {
  BodyNote* n = m.bodyNote(lit);
  auto* sig = types::underAs<types::Signature>(lit->type);
  f->hasDefer = n->hasDefer;
  f->hasRecover = n->hasRecover;
  resultsInMemory = n->hasDefer || n->returnsInRange;
  pos = lit->pos;
  declareParams(lit->sig, nullptr, sig);
  if (f->hasDefer) returnBlock = newBlock();
  stmts(lit->body->list);
  pos = lit->body->rbrace;
  finishBody();
}

// Ends the body: the implicit return, the block that runs deferred calls, and clean-up of the graph.
void Fn::finishBody() {
  if (f->resultTypes.empty()) returnValues({});
  else ins(Op::Unreachable, {}, {});
  if (returnBlock) {
    f->deferReturn = returnBlock;
    start(returnBlock);
    ins(Op::RunDefers, {}, {});
    std::vector<Reg> out;
    for (const Loc& l : resultLocs) out.push_back(load(placeOf(l)));
    insv(Op::Ret, {}, out);
  }
  for (Block* b : f->blocks)
    if (b->instrs.empty() || !b->instrs.back()->isTerm()) {
      cur = b;
      ins(Op::Unreachable, {}, {});
    }
  computePreds(*f);
  f->lowered = true;
}

// Stores or returns result values, all of them evaluated already.
void Fn::returnValues(const std::vector<Reg>& values) {
  if (rangeBodyOf) {
    for (size_t i = 0; i < values.size(); i++) store(placeOf(lookup(top->resultKeys[i])), values[i]);
    leave(Exit::Return, nullptr);
    return;
  }
  if (returnBlock) {
    for (size_t i = 0; i < values.size(); i++) store(placeOf(resultLocs[i]), values[i]);
    jump(returnBlock);
    return;
  }
  if (!resultLocs.empty() && !values.empty())
    for (size_t i = 0; i < values.size(); i++)
      if (resultLocs[i].kind != Loc::InReg) store(placeOf(resultLocs[i]), values[i]);
  insv(Op::Ret, {}, values);
  cur = newBlock();
}

}  // namespace gvm::lower
