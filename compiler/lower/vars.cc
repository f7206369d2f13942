// This file places local variables: registers for plain ones, Vars for those whose address is taken, that a closure shares, or
// that are large; and resolves variables of enclosing functions to captures.
#include "compiler/lower/fn.h"

namespace gvm::lower {

// Values larger than this stay in memory instead of registers, in bytes. Field access costs the same in both; copies of
// registers are cheap up to a cache line or two.
static constexpr int64_t kMaxRegSize = 128;

bool Fn::needsMemory(types::Var* v, Type* t) {
  if (sizeOf(t) > kMaxRegSize) return true;
  VarNote* n = m.note(v);
  return n->addressed || (n->captured && (n->reassigned || v->vkind == types::VarKind::Result));
}

Loc Fn::declareIn(const void* key, Type* t, bool memory, std::string_view name, Pos p, Var::Kind kind, bool willInit) {
  Loc l;
  l.type = t;
  if (memory) {
    l.kind = Loc::InVar;
    auto it = locals.find(key);
    // A variable declared again (next iteration lowered from the same statement) keeps its Var.
    l.var = it != locals.end() && it->second.kind == Loc::InVar ? it->second.var : prog.newVar(*f, t, kind, name, p);
    ins(Op::VarDecl, {}, {}, t)->aux.var = l.var;
    if (willInit) last()->flags |= kInit;
  } else {
    l.kind = Loc::InReg;
    l.reg = namedReg(t, name, p);
    if (!willInit) ins(Op::Zero, {l.reg}, {}, t);
  }
  locals[key] = l;
  return l;
}

Loc Fn::declare(types::Var* v, bool willInit) {
  Type* t = ty(v->type);
  return declareIn(v, t, needsMemory(v, t), v->name, v->pos, Var::Local, willInit);
}

void Fn::initVar(types::Var* v, Reg value) {
  Loc l = declare(v, true);
  if (l.kind == Loc::InReg) move(l.reg, value);
  else store(placeOf(l), value);
}

Place Fn::placeOf(const Loc& l) {
  Place p;
  p.type = l.type;
  switch (l.kind) {
    case Loc::InReg:
      p.kind = Place::InReg;
      p.base = l.reg;
      break;
    case Loc::InVar:
      p.kind = Place::InVar;
      p.var = l.var;
      break;
    case Loc::ByPtr:
      p.kind = Place::Mem;
      p.base = l.reg;
      break;
    case Loc::None:
      break;
  }
  return p;
}

Loc Fn::lookup(const void* key) {
  if (auto it = locals.find(key); it != locals.end()) return it->second;
  if (!parent) return {};
  Loc outer = parent->lookup(key);
  if (outer.kind == Loc::None) return {};
  bool byRef = outer.kind != Loc::InReg;
  CaptureInfo c;
  c.byRef = byRef;
  c.type = byRef ? m.pointerTo(outer.type) : outer.type;
  if (outer.kind == Loc::InVar) {
    outer.var->captured = true;
    c.name = outer.var->name;
    c.pos = outer.var->pos;
  } else {
    c.name = parent->f->regs[outer.reg].name;
    c.pos = parent->f->regs[outer.reg].pos;
  }
  Loc l;
  l.type = outer.type;
  l.kind = byRef ? Loc::ByPtr : Loc::InReg;
  l.reg = namedReg(c.type, c.name, c.pos);
  // Captures are read at the function's beginning, in order.
  Reg defs[] = {l.reg};
  Instr* i = prog.newInstr(Op::Capture, defs, std::span<const Reg>());
  i->type = c.type;
  i->imm = static_cast<int64_t>(f->captures.size());
  i->pos = f->pos;
  auto& list = f->blocks[0]->instrs;
  list.insert(list.begin() + static_cast<long>(f->captures.size()), i);
  f->captures.push_back(c);
  f->closure = true;
  captureKeys.push_back(key);
  locals[key] = l;
  return l;
}

Reg Fn::captureOperand(const Loc& l, bool byRef) {
  if (!byRef) return l.reg;
  if (l.kind == Loc::ByPtr) return l.reg;
  Reg r = val(Op::VarAddr, m.pointerTo(l.type), {}, m.pointerTo(l.type));
  last()->aux.var = l.var;
  return r;
}

}  // namespace gvm::lower
