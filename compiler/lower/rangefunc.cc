// This file lowers range loops over functions.
//
// The loop body becomes a closure func(k, v) bool, run by the iterator. Continue returns true from it; break returns false.
// Any other way out (return, goto, break or continue of an outer statement) stores the number of the exit in a variable of
// the function around, ends the loop as break does, and is taken up after the call of the iterator; nested loops hand it on.
// Return values go to the result variables, which live in memory in such functions.
//
// A state variable per loop notices iterators that call the body when they must not:
//   kReady -> kPanic while the body runs -> kReady (continue) or kDone (any exit); kExhausted after the iterator's return.
// A call of the body in another state than kReady panics, and so does an iterator that returns with the state at kPanic,
// because it has recovered a panic of the body. The numbers and texts are those of Go's runtime.
//
// A defer statement in the body belongs to the function around: its frame is named by a token taken at its entry.
#include "compiler/lower/fn.h"

namespace gvm::lower {

enum RangeState : int { kDone = 0, kReady = 1, kPanicking = 2, kExhausted = 3, kMissingPanic = 4 };

// Inserts an instruction at the beginning of the function around, after its captures.
static void atEntry(Fn& fn, Instr* i) {
  auto& list = fn.f->blocks[0]->instrs;
  i->pos = fn.f->pos;
  list.insert(list.begin() + static_cast<long>(fn.f->captures.size()), i);
}

Loc Fn::nextVar() {
  if (!top->locals.count(&top->nextKey_)) {
    Loc l;
    l.kind = Loc::InVar;
    l.type = m.intT;
    l.var = prog.newVar(*top->f, m.intT, Var::Temp, "#next", top->f->pos);
    Instr* i = prog.newInstr(Op::VarDecl, {}, {});
    i->aux.var = l.var;
    i->type = m.intT;
    atEntry(*top, i);
    top->locals[&top->nextKey_] = l;
  }
  return lookup(&top->nextKey_);
}

int Fn::exitId(Exit::Kind k, const syntax::Stmt* target) {
  for (const Exit& e : top->allExits)
    if (e.kind == k && e.target == target) return e.id;
  top->allExits.push_back({k, target, static_cast<int>(top->allExits.size()) + 1});
  return top->allExits.back().id;
}

// Goes to where break, continue, goto or return lead, out of range-over-func bodies if need be.
void Fn::leave(Exit::Kind k, const syntax::Stmt* target) {
  bool here = false;
  if (k == Exit::Goto) {
    here = !rangeBodyOf || (target->pos >= rangeBodyOf->body->pos && target->pos < rangeBodyOf->body->rbrace);
    if (here) {
      jump(labelBlock(target));
      return;
    }
  } else if (k != Exit::Return) {
    if (Target* t = findTarget(target)) {
      jump(k == Exit::Break ? t->brk : t->cont);
      return;
    }
  } else if (!rangeBodyOf) {
    if (returnBlock) {
      jump(returnBlock);
      return;
    }
    std::vector<Reg> values;
    for (const Loc& l : resultLocs) values.push_back(load(placeOf(l)));
    insv(Op::Ret, {}, values);
    cur = newBlock();
    return;
  }
  if (!rangeBodyOf) {
    unreachable();
    return;
  }
  int id = exitId(k, target);
  store(placeOf(nextVar()), constInt(m.intT, id));
  Exit e{k, target, id};
  if (std::find(exits.begin(), exits.end(), e) == exits.end()) exits.push_back(e);
  jump(rangeBreak);
}

void Fn::rangeFunc(syntax::RangeStmt* s, types::Signature* sig) {
  Reg iter = copyIfNamed(expr(s->x));
  memo_.clear();
  Type* yieldT = m.canon(sig->params->vars[0]->type);
  auto* ys = types::underAs<types::Signature>(yieldT);
  pos = s->pos;
  Loc state = declareIn(s, m.intT, true, "#state", s->pos, Var::Temp, true);
  store(placeOf(state), constInt(m.intT, kReady));

  Function* bodyFn = m.newClosure(*this, fmt::format("-range{}", ++rangeCount));
  bodyFn->rangeBody = true;
  bodyFn->isFuncLit = true;
  bodyFn->decl = s;
  bodyFn->pos = s->pos;
  bodyFn->endPos = s->body->rbrace;
  bodyFn->sig = yieldT;
  Fn b(m, bodyFn, env, this);
  b.top = top;
  b.rangeBodyOf = s;
  std::vector<Type*> params;
  for (types::Var* v : ys->params->vars) params.push_back(m.canon(v->type));
  b.setSignature(params, {m.boolT});
  for (Type* t : params) {
    Reg r = b.namedReg(t, "");
    bodyFn->regs[r].param = true;
    bodyFn->params.push_back(r);
  }
  b.pos = s->pos;
  Loc st = b.lookup(s);
  Reg now = b.load(b.placeOf(st));
  Block *bad = b.newBlock(), *ok = b.newBlock();
  b.branch(b.val(Op::Eq, m.boolT, {now, b.constInt(m.intT, kReady)}, m.intT), ok, bad, 1);
  b.start(bad);
  b.ins(Op::PanicRangeState, {}, {now});
  b.unreachable();
  b.start(ok);
  b.store(b.placeOf(st), b.constInt(m.intT, kPanicking));
  b.rangeContinue = b.newBlock();
  b.rangeBreak = b.newBlock();
  std::vector<Reg> values;
  std::vector<Type*> ts;
  for (uint32_t i = 0; i < s->lhs.size(); i++) {
    values.push_back(rangeVarUsed(s, static_cast<int>(i)) ? bodyFn->params[i] : kNoReg);
    ts.push_back(params[i]);
  }
  if (!s->define)
    for (syntax::Expr* l : s->lhs) b.hoistLhs(l);
  b.assignValues(s->lhs, values, ts, s->define);
  b.memo_.clear();
  b.targets.push_back({s, b.rangeBreak, b.rangeContinue});
  b.block(s->body);
  b.pos = s->body->rbrace;
  b.jump(b.rangeContinue);
  for (bool again : {true, false}) {
    b.start(again ? b.rangeContinue : b.rangeBreak);
    b.store(b.placeOf(st), b.constInt(m.intT, again ? kReady : kDone));
    b.insv(Op::Ret, {}, {b.constInt(m.boolT, again)});
  }
  for (Block* blk : bodyFn->blocks)
    if (blk->instrs.empty() || !blk->instrs.back()->isTerm()) {
      b.start(blk);
      b.ins(Op::Unreachable, {}, {});
    }
  computePreds(*bodyFn);
  bodyFn->lowered = true;

  pos = s->pos;
  std::vector<Reg> captures;
  for (size_t i = 0; i < b.captureKeys.size(); i++) captures.push_back(captureOperand(lookup(b.captureKeys[i]), bodyFn->captures[i].byRef));
  Reg closure = makeClosure(bodyFn, captures, yieldT, s);
  ins(Op::CallClosure, {}, {iter, closure}, sig);
  Reg after = load(placeOf(state));
  Block *missing = newBlock(), *fine = newBlock();
  branch(val(Op::Ne, m.boolT, {after, constInt(m.intT, kPanicking)}, m.intT), fine, missing, 1);
  start(missing);
  ins(Op::PanicRangeState, {}, {constInt(m.intT, kMissingPanic)});
  unreachable();
  start(fine);
  store(placeOf(state), constInt(m.intT, kExhausted));
  if (b.exits.empty()) return;
  Loc next = nextVar();
  Reg which = load(placeOf(next));
  for (const Exit& e : b.exits) {
    Block *take = newBlock(), *other = newBlock();
    branch(val(Op::Eq, m.boolT, {which, constInt(m.intT, e.id)}, m.intT), take, other);
    start(take);
    store(placeOf(next), constInt(m.intT, 0));
    leave(e.kind, e.target);
    start(other);
  }
}

// Defers a closure in this function's frame, or from a range-over-func body in the frame of the function around.
void Fn::pushDefer(Reg closure, Pos p) {
  pos = p;
  if (!rangeBodyOf) {
    ins(Op::Defer, {}, {closure});
    return;
  }
  if (!top->locals.count(&top->tokenKey_)) {
    Loc l;
    l.kind = Loc::InReg;
    l.type = m.uintptrT;
    l.reg = top->namedReg(m.uintptrT, "#token");
    Instr* i = prog.newInstr(Op::DeferToken, {l.reg}, {});
    i->type = m.uintptrT;
    atEntry(*top, i);
    top->locals[&top->tokenKey_] = l;
  }
  Loc t = lookup(&top->tokenKey_);
  ins(Op::DeferAt, {}, {closure, t.reg});
}

}  // namespace gvm::lower
