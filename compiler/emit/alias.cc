// This file finds registers that need no slot of their own.
//
// Forwards: t = x, or t = a whole-word field of x (the length of a slice, a field of a struct). When x is never assigned again,
// t is a name for those slots of x; otherwise it is one as long as all uses of t come before the next assignment of x.
// Backwards: x = t, or x.f = t, where t was computed a little earlier and is used for nothing else: t is computed right into x.
//
// The IR's temporaries have one definition, which dominates their uses, so that the reasoning of SSA form holds for them:
// between the definition of a register with one definition and any use of a name for it, it is not redefined.
#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

namespace {

constexpr uint32_t kScan = 64;  // how far an alias is followed inside a block

// Operations that are one bytecode instruction, which reads all its operands before it writes its result.
bool readsFirst(const Instr& i) {
  switch (i.op) {
    case IOp::Add: case IOp::Sub: case IOp::Mul: case IOp::Div: case IOp::Rem: case IOp::And: case IOp::Or: case IOp::Xor:
    case IOp::AndNot: case IOp::Shl: case IOp::Shr: case IOp::Neg: case IOp::Not: case IOp::LNot: case IOp::Eq: case IOp::Ne:
    case IOp::Lt: case IOp::Le: case IOp::Gt: case IOp::Ge: case IOp::IsNil: case IOp::Copy: case IOp::Load: case IOp::PtrAdd:
    case IOp::SliceLoad: case IOp::SliceAddr: case IOp::StrIndex: case IOp::SliceSlice: case IOp::SliceStr: case IOp::Store:
    case IOp::SliceStore: case IOp::Call: case IOp::CallClosure: case IOp::CallIface: case IOp::If: case IOp::Sqrt:
    case IOp::AppendSlice: case IOp::FieldSet: case IOp::BoundsCheck: case IOp::NilCheck: case IOp::SliceCopy:
    case IOp::Ret: case IOp::Switch:
      return true;
    case IOp::Append: return i.nuses == 2;
    case IOp::StrConcat: return i.nuses == 2;
    default: return false;
  }
}

}  // namespace

struct AliasPass {
  FuncGen& g;
  std::vector<RegState>& regs;

  bool wholeWords(Reg r) const { return regs[r].ti && regs[r].slots > 0 && regs[r].ti->size == uint64_t{8} * regs[r].slots; }
  // Slots of `part` at slot `off` of `whole` have the same classes.
  bool sameClasses(Reg part, Reg whole, uint32_t off) const {
    const TypeInfo *p = regs[part].ti, *w = regs[whole].ti;
    if (!p || !w || off + p->slots > w->slots) return false;
    for (uint32_t k = 0; k < p->slots; k++)
      if (p->ptrSlot(k) != w->ptrSlot(off + k)) return false;
    return true;
  }
  bool fixed(Reg r) const { return regs[r].ndef == 1; }

  // Is t a name for x + off? Resolves x to its root.
  bool nameFor(const Instr& i, Reg t, Reg& root, uint32_t& off) const {
    Reg x = i.use(0);
    off = 0;
    if (i.op == IOp::FieldGet) {
      if (i.imm % 8 || !wholeWords(t)) return false;
      off = static_cast<uint32_t>(i.imm / 8);
    } else if (i.op != IOp::Copy) {
      return false;
    }
    if (!regs[x].ti || !sameClasses(t, x, off)) return false;
    // A copy between a struct and its only field may cross the scalar form: only whole words have one form.
    if (i.op == IOp::Copy && regs[t].ti->kind != regs[x].ti->kind && !wholeWords(t)) return false;
    while (regs[x].home == Home::Alias) {
      off += regs[x].off;
      x = regs[x].root;
    }
    root = x;
    return regs[x].home == Home::Slot && !regs[x].isConst;
  }

  void alias(Instr& i, Reg t, Reg root, uint32_t off) {
    regs[t].home = Home::Alias;
    regs[t].root = root;
    regs[t].off = off;
    i.flags |= kDead;
    regs[root].nuse += regs[t].nuse - 1;
  }

  void forwards() {
    for (BlockState& bs : g.order) {
      auto& ins = bs.block->instrs;
      for (uint32_t p = 0; p < ins.size(); p++) {
        Instr& i = *ins[p];
        if ((i.op != IOp::Copy && i.op != IOp::FieldGet) || (i.flags & kDead)) continue;
        Reg t = i.def(), root;
        uint32_t off;
        if (!fixed(t) || regs[t].param || regs[t].isConst) continue;
        if (i.op == IOp::Copy && regs[i.use(0)].isConst) {
          if (regs[i.use(0)].ti->isPtrWord() != regs[t].ti->isPtrWord() || regs[t].ti->kind == rt::Kind::Struct ||
              regs[t].ti->kind == rt::Kind::Array) continue;
          regs[t].isConst = true;
          regs[t].k = regs[i.use(0)].k;
          continue;
        }
        if (!nameFor(i, t, root, off)) continue;
        if (fixed(root)) {
          alias(i, t, root, off);
          continue;
        }
        uint32_t left = regs[t].nuse;
        for (uint32_t q = p + 1; q < ins.size() && q <= p + kScan && left > 0; q++) {
          Instr& j = *ins[q];
          if (j.flags & kDead) continue;
          uint32_t here = 0;
          bool defsRoot = false;
          for (Reg u : j.uses()) here += u == t;
          for (Reg d : j.defs()) defsRoot |= d != kNoReg && g.rootOf(d) == root;
          if (defsRoot && here && !readsFirst(j)) break;
          left -= here;
          if (defsRoot && left > 0) break;
        }
        if (left == 0) alias(i, t, root, off);
      }
    }
  }

  void backwards() {
    for (uint32_t bi = 0; bi < g.order.size(); bi++) {
      auto& ins = g.order[bi].block->instrs;
      for (uint32_t p = 0; p < ins.size(); p++) {
        Instr& i = *ins[p];
        if (i.flags & kDead) continue;
        Reg t, x = i.ndefs == 1 ? i.def() : kNoReg;
        uint32_t off = 0;
        if (i.op == IOp::Copy) {
          t = i.use(0);
        } else if (i.op == IOp::FieldSet) {
          t = i.use(1);
          if (i.imm % 8 || !wholeWords(t)) continue;
          off = static_cast<uint32_t>(i.imm / 8);
        } else {
          continue;
        }
        const RegState& ts = regs[t];
        if (x == kNoReg || !ts.def || ts.nuse != 1 || ts.isConst || ts.home != Home::Slot || ts.param || ts.block != bi) continue;
        if (ts.idx >= p || p - ts.idx > kScan || !sameClasses(t, x, off)) continue;
        if (i.op == IOp::Copy && ts.ti->kind != regs[x].ti->kind && !wholeWords(t)) continue;
        Instr& d = *ts.def;
        if (d.op == IOp::FieldSet || d.op == IOp::VarDecl) continue;
        Reg root = x;
        uint32_t at = off;
        while (regs[root].home == Home::Alias) at += regs[root].off, root = regs[root].root;
        if (regs[root].home != Home::Slot || regs[root].isConst) continue;
        bool ok = true;
        auto touches = [&](std::span<Reg> list) {
          for (Reg r : list)
            if (r != kNoReg && r != t && g.rootOf(r) == root) return true;
          return false;
        };
        if (touches(d.defs()) || (touches(d.uses()) && !readsFirst(d))) ok = false;
        // Several results land one after the other.
        if (d.ndefs > 1 && touches(d.uses())) ok = false;
        for (uint32_t q = ts.idx + 1; q < p && ok; q++) {
          Instr& j = *ins[q];
          if (j.flags & kDead) continue;
          if (touches(j.defs()) || touches(j.uses())) ok = false;
        }
        if (!ok) continue;
        regs[t].home = Home::Alias;
        regs[t].root = root;
        regs[t].off = at;
        i.flags |= kDead;
        // x now counts d as its definition where the copy stood.
        if (regs[root].def == &i) regs[root].def = &d, regs[root].idx = ts.idx;
        if (regs[root].ndef == 1 && i.op == IOp::FieldSet) regs[root].def = nullptr;
      }
    }
  }
};

void FuncGen::aliasRegs() {
  AliasPass pass{*this, regs};
  pass.forwards();
  pass.backwards();
}

}  // namespace gvm::emit
