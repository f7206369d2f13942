// This file selects bytecode for comparisons, as values and as branches, and for switches.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

using bytecode::RelocKind;
using rt::Kind;

// A condition as the two jumps on it: one taken when it holds, one when it does not.
struct Cond {
  struct Jump {
    BOp op;
    uint16_t a = 0, b = 0;
  };
  Jump yes, no;
  bool hasType = false;
  bool forwardOnly = false;
  uint32_t typeRow = 0;
};

bool FuncGen::condOf(const Instr& i, Cond& c) {
  auto set = [&](BOp y, uint16_t ya, uint16_t yb, BOp n, uint16_t na, uint16_t nb) {
    c.yes = {y, ya, yb};
    c.no = {n, na, nb};
    return true;
  };
  if (i.op == IOp::SliceLoad) {
    uint16_t s = slot(i.use(0)), x = use(i.use(1));
    c.forwardOnly = true;
    return set(BOp::JXT, s, x, BOp::JXF, s, x);
  }
  if (i.op == IOp::LNot) {
    uint16_t s = use(i.use(0));
    return set(BOp::JF, s, 0, BOp::JT, s, 0);
  }
  if (i.op == IOp::IfaceIsType) {
    uint16_t s = slot(i.use(0));
    if (!ti(i.type2).isEface) {
      code.op(BOp::ITYPE, scr(0), s);
      s = scr(0);
    }
    c.hasType = true;
    c.typeRow = unit.typeRow(i.type);
    return set(BOp::JTYPEEQ, s, 0, BOp::JTYPENE, s, 0);
  }
  if (!i.type) return false;
  const TypeInfo& t = ti(i.type);
  if (i.op == IOp::IsNil) {
    uint16_t s = use(i.use(0));
    if (t.kind == Kind::Interface) return set(BOp::JEQK_I64, s, 0, BOp::JNEK_I64, s, 0);
    return set(BOp::JNIL, s, 0, BOp::JNNIL, s, 0);
  }
  if (i.nuses != 2) return false;
  Reg a = i.use(0), b = i.use(1);
  IOp op = i.op;
  if (t.isPtrWord()) {
    if (isConst(a)) std::swap(a, b);
    bool eq = op == IOp::Eq;
    if (isConst(b)) {
      uint16_t s = use(a);
      return eq ? set(BOp::JNIL, s, 0, BOp::JNNIL, s, 0) : set(BOp::JNNIL, s, 0, BOp::JNIL, s, 0);
    }
    uint16_t x = slot(a), y = slot(b);
    return eq ? set(BOp::JEQ_P, x, y, BOp::JNE_P, x, y) : set(BOp::JNE_P, x, y, BOp::JEQ_P, x, y);
  }
  if (t.kind == Kind::String) {
    uint16_t x = slot(a), y = slot(b);
    if (op == IOp::Eq) return set(BOp::JEQ_S, x, y, BOp::JNE_S, x, y);
    if (op == IOp::Ne) return set(BOp::JNE_S, x, y, BOp::JEQ_S, x, y);
    return false;
  }
  if (t.kind == Kind::Float64) {
    uint16_t x = slot(a), y = slot(b);
    switch (op) {
      case IOp::Eq: return set(BOp::JEQ_F64, x, y, BOp::JNE_F64, x, y);
      case IOp::Ne: return set(BOp::JNE_F64, x, y, BOp::JEQ_F64, x, y);
      case IOp::Lt: return set(BOp::JLT_F64, x, y, BOp::JNLT_F64, x, y);
      case IOp::Le: return set(BOp::JLE_F64, x, y, BOp::JNLE_F64, x, y);
      case IOp::Gt: return set(BOp::JLT_F64, y, x, BOp::JNLT_F64, y, x);
      case IOp::Ge: return set(BOp::JLE_F64, y, x, BOp::JNLE_F64, y, x);
      default: return false;
    }
  }
  if (!t.isInt() && t.kind != Kind::Bool) return false;
  if (isConst(a) && !isConst(b)) {  // k op b is b op' k
    std::swap(a, b);
    op = op == IOp::Lt ? IOp::Gt : op == IOp::Le ? IOp::Ge : op == IOp::Gt ? IOp::Lt : op == IOp::Ge ? IOp::Le : op;
  }
  bool sgn = t.isSigned();
  if (isConst(b)) {
    int64_t k = regs[b].k;
    auto kk = static_cast<uint16_t>(k), k1 = static_cast<uint16_t>(k + 1);
    if ((op == IOp::Ne || op == IOp::Eq) && k == 0 && folded(a) && regs[a].def->op == IOp::And) {
      const Instr& m = *regs[a].def;
      uint16_t x = slot(m.use(0)), mask = static_cast<uint16_t>(regs[m.use(1)].k);
      return op == IOp::Ne ? set(BOp::JBITS, x, mask, BOp::JNBITS, x, mask) : set(BOp::JNBITS, x, mask, BOp::JBITS, x, mask);
    }
    uint16_t x = use(a);
    switch (op) {
      case IOp::Eq: return set(BOp::JEQK_I64, x, kk, BOp::JNEK_I64, x, kk);
      case IOp::Ne: return set(BOp::JNEK_I64, x, kk, BOp::JEQK_I64, x, kk);
      case IOp::Lt:
        return sgn ? set(BOp::JLTK_I64, x, kk, BOp::JGEK_I64, x, kk) : set(BOp::JLTK_U64, x, kk, BOp::JGEK_U64, x, kk);
      case IOp::Le:
        return sgn ? set(BOp::JLEK_I64, x, kk, BOp::JGTK_I64, x, kk) : set(BOp::JLTK_U64, x, k1, BOp::JGEK_U64, x, k1);
      case IOp::Gt:
        return sgn ? set(BOp::JGTK_I64, x, kk, BOp::JLEK_I64, x, kk) : set(BOp::JGEK_U64, x, k1, BOp::JLTK_U64, x, k1);
      case IOp::Ge:
        return sgn ? set(BOp::JGEK_I64, x, kk, BOp::JLTK_I64, x, kk) : set(BOp::JGEK_U64, x, kk, BOp::JLTK_U64, x, kk);
      default: return false;
    }
  }
  uint16_t x = use(a, 0), y = use(b, 1);
  BOp lt = sgn ? BOp::JLT_I64 : BOp::JLT_U64, le = sgn ? BOp::JLE_I64 : BOp::JLE_U64;
  switch (op) {
    case IOp::Eq: return set(BOp::JEQ_I64, x, y, BOp::JNE_I64, x, y);
    case IOp::Ne: return set(BOp::JNE_I64, x, y, BOp::JEQ_I64, x, y);
    case IOp::Lt: return set(lt, x, y, le, y, x);
    case IOp::Le: return set(le, x, y, lt, y, x);
    case IOp::Gt: return set(lt, y, x, le, x, y);
    case IOp::Ge: return set(le, y, x, lt, x, y);
    default: return false;
  }
}

// Emits the jump to block number target on condition c (or its opposite).
void FuncGen::branch(const Cond& c, bool yes, uint32_t target) {
  const Cond::Jump& j = yes ? c.yes : c.no;
  bool back = code.blockPc[target] != Code::kUnplaced;
  if (c.hasType) {
    if (back) {  // type jumps only go forward: hop over a jump back
      const Cond::Jump& o = yes ? c.no : c.yes;
      code.op(o.op, o.a, 0, 1);
      code.ref(RelocKind::kType, c.typeRow);
      code.jump(BOp::JMP_B, 0, 0, target);
      return;
    }
    code.jump(j.op, j.a, j.b, target);
    code.ref(RelocKind::kType, c.typeRow);
    return;
  }
  if (back && c.forwardOnly) {
    const Cond::Jump& o = yes ? c.no : c.yes;
    code.op(o.op, o.a, o.b, 1);
    code.jump(BOp::JMP_B, 0, 0, target);
    return;
  }
  code.jump(back ? jumpTwin(j.op, true) : j.op, j.a, j.b, target);
}

void FuncGen::jumpTo(Block* target, Block* next) {
  if (target == next) return;
  uint32_t t = blockIndex[target->id];
  code.jump(code.blockPc[t] != Code::kUnplaced ? BOp::JMP_B : BOp::JMP, 0, 0, t);
}

void FuncGen::emitIf(const Instr& i, Block* next) {
  Block* b = order[cur_].block;
  Block *t = b->succs[0], *f = b->succs[1];
  Reg c = i.use(0);
  if (isConst(c)) return jumpTo(regs[c].k ? t : f, next);
  if (t == f && !folded(c)) return jumpTo(t, next);
  uint32_t ti_ = blockIndex[t->id], fi = blockIndex[f->id];
  Cond cond;
  if (folded(c)) {
    const Instr& d = *regs[c].def;
    if (d.pos) code.line(d.pos, d.inl);
    if (d.op == IOp::MapIterNext) {
      if (code.blockPc[fi] != Code::kUnplaced) {
        code.opBC(BOp::MAPNEXT, slot(d.use(0)), 1);
        code.opBC(BOp::JMP, 0, 1);
        code.jump(BOp::JMP_B, 0, 0, fi);
      } else {
        code.jump(BOp::MAPNEXT, slot(d.use(0)), 0, fi);
      }
      return jumpTo(t, next);
    }
    if (const Instr* inc = order[cur_].inc) {
      if (emitIncrement(*inc, d, ti_)) return jumpTo(f, next);
    }
    if (!condOf(d, cond)) {
      uint16_t s = scr(4);
      compareTo(d, s);
      cond.yes = {BOp::JT, s, 0};
      cond.no = {BOp::JF, s, 0};
    }
  } else {
    uint16_t s = slot(c);
    cond.yes = {BOp::JT, s, 0};
    cond.no = {BOp::JF, s, 0};
  }
  if (t == next) return branch(cond, false, fi);
  branch(cond, true, ti_);
  jumpTo(f, next);
}

// The increment and the branch back of a counting loop in one. False: the addition was emitted, the branch is to come.
bool FuncGen::emitIncrement(const Instr& inc, const Instr& cmp, uint32_t target) {
  uint16_t v = slot(inc.def());
  Reg step = inc.use(1);
  bool far = code.pc() - code.blockPc[target] > 30000;
  int64_t k = regs[step].isConst ? (inc.op == IOp::Sub ? -regs[step].k : regs[step].k) : 0;
  if (far) {
    emitArith(inc);
    return false;
  }
  bool down = (cmp.op == IOp::Gt || cmp.op == IOp::Ge) && !regs[cmp.use(0)].isConst && regs[cmp.use(1)].isConst;
  if (down) {
    int64_t bound = regs[cmp.use(1)].k + (cmp.op == IOp::Gt ? 1 : 0);
    code.jump(BOp::DECJGEK_B, v, static_cast<uint16_t>(bound), target);
    return true;
  }
  bool lt = cmp.op == IOp::Lt || cmp.op == IOp::Gt;
  Reg n = cmp.op == IOp::Lt || cmp.op == IOp::Le ? cmp.use(1) : cmp.use(0);
  if (k == 1) {
    code.jump(lt ? BOp::INCJLT_B : BOp::INCJLE_B, v, slot(n), target);
  } else {
    code.jump(lt ? BOp::ADDJLT_B : BOp::ADDJLE_B, v, slot(n), target);
    code.operands(slot(step));
  }
  return true;
}

void FuncGen::emitCompare(const Instr& i) {
  compareTo(i, dst(i));
}

// The bool value of comparison i into slot d.
void FuncGen::compareTo(const Instr& i, uint16_t d) {
  switch (i.op) {
    case IOp::EqIface: code.op(ti(i.type).isEface ? BOp::EQ_E : BOp::EQ_I, d, slot(i.use(0)), slot(i.use(1))); return;
    case IOp::EqAgg:
      if (ti(i.type).slots == 0) return loadImm(d, 1, false);
      code.op(BOp::EQ_V, d, slot(i.use(0)), slot(i.use(1)));
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    case IOp::EqMem:
      code.op(BOp::EQ_T, d, slot(i.use(0)), slot(i.use(1)));
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    case IOp::IfaceIsType: {
      uint16_t s = slot(i.use(0));
      if (!ti(i.type2).isEface) {
        code.op(BOp::ITYPE, scr(0), s);
        s = scr(0);
      }
      code.op(BOp::LDTYPE, scr(1));
      code.ref(RelocKind::kType, unit.typeRow(i.type));
      code.op(BOp::EQ_I64, d, s, scr(1));
      return;
    }
    case IOp::IsNil: {
      uint16_t s = use(i.use(0));
      if (ti(i.type).kind == Kind::Interface) code.op(BOp::EQK_I64, d, s, 0);
      else code.op(BOp::ISNIL, d, s);
      return;
    }
    case IOp::LNot: code.op(BOp::NOTB, d, use(i.use(0))); return;
    default: break;
  }
  const TypeInfo& t = ti(i.type);
  Reg a = i.use(0), b = i.use(1);
  IOp op = i.op;
  if (t.isPtrWord()) {
    if (isConst(a)) std::swap(a, b);
    if (isConst(b)) code.op(op == IOp::Eq ? BOp::ISNIL : BOp::NOTNIL, d, use(a));
    else code.op(op == IOp::Eq ? BOp::EQ_P : BOp::NE_P, d, slot(a), slot(b));
    return;
  }
  if (rt::kindIsComplex(t.kind)) {
    code.op(t.kind == Kind::Complex64 ? BOp::EQ_C64 : BOp::EQ_C128, d, slot(a), slot(b));
    if (op == IOp::Ne) code.op(BOp::NOTB, d, d);
    return;
  }
  bool integer = t.isInt() || t.kind == Kind::Bool, sgn = t.isSigned();
  if (integer && isConst(a) && !isConst(b)) {
    std::swap(a, b);
    op = op == IOp::Lt ? IOp::Gt : op == IOp::Le ? IOp::Ge : op == IOp::Gt ? IOp::Lt : op == IOp::Ge ? IOp::Le : op;
  }
  if (integer && isConst(b)) {
    int64_t k = regs[b].k;
    auto kk = static_cast<uint16_t>(k);
    if (folded(a)) {  // x & mask compared with 0
      const Instr& m = *regs[a].def;
      code.op(BOp::ANDK_64, d, slot(m.use(0)), static_cast<uint16_t>(regs[m.use(1)].k));
      code.op(op == IOp::Eq ? BOp::EQK_I64 : BOp::NEK_I64, d, d, 0);
      return;
    }
    uint16_t x = use(a);
    switch (op) {
      case IOp::Eq: code.op(BOp::EQK_I64, d, x, kk); return;
      case IOp::Ne: code.op(BOp::NEK_I64, d, x, kk); return;
      case IOp::Lt: code.op(sgn ? BOp::LTK_I64 : BOp::LTK_U64, d, x, kk); return;
      case IOp::Le: code.op(sgn ? BOp::LEK_I64 : BOp::LTK_U64, d, x, static_cast<uint16_t>(sgn ? k : k + 1)); return;
      case IOp::Gt: code.op(sgn ? BOp::GTK_I64 : BOp::GTK_U64, d, x, kk); return;
      default: code.op(sgn ? BOp::GEK_I64 : BOp::GTK_U64, d, x, static_cast<uint16_t>(sgn ? k : k - 1)); return;
    }
  }
  uint16_t x = use(a, 0), y = use(b, 1);
  if (op == IOp::Gt || op == IOp::Ge) {
    std::swap(x, y);
    op = op == IOp::Gt ? IOp::Lt : IOp::Le;
  }
  int n = op == IOp::Eq ? 0 : op == IOp::Ne ? 1 : op == IOp::Lt ? 2 : 3;
  constexpr BOp kInt[] = {BOp::EQ_I64, BOp::NE_I64, BOp::LT_I64, BOp::LE_I64}, kUint[] = {BOp::EQ_I64, BOp::NE_I64, BOp::LT_U64, BOp::LE_U64},
                kF64[] = {BOp::EQ_F64, BOp::NE_F64, BOp::LT_F64, BOp::LE_F64}, kF32[] = {BOp::EQ_F32, BOp::NE_F32, BOp::LT_F32, BOp::LE_F32},
                kStr[] = {BOp::EQ_S, BOp::NE_S, BOp::LT_S, BOp::LE_S};
  const BOp* row = t.kind == Kind::Float64 ? kF64 : t.kind == Kind::Float32 ? kF32 : t.kind == Kind::String ? kStr : sgn ? kInt : kUint;
  code.op(row[n], d, x, y);
}

namespace {
constexpr size_t kChain = 4;       // up to so many cases are compared one by one
constexpr uint64_t kSparse = 3;    // a jump table may have so many words for each case
}  // namespace

void FuncGen::emitSwitch(const Instr& i, Block* next) {
  Block* b = order[cur_].block;
  struct Case {
    int64_t k;
    uint32_t target;
  };
  std::vector<Case> cases;
  for (size_t k = 0; k < i.aux.cases->size(); k++) cases.push_back({(*i.aux.cases)[k], blockIndex[b->succs[k]->id]});
  Block* def = b->succs.back();
  uint16_t v = use(i.use(0), 0);
  std::sort(cases.begin(), cases.end(), [](const Case& x, const Case& y) { return x.k < y.k; });
  auto jeq = [&](const Case& c) {
    bool back = code.blockPc[c.target] != Code::kUnplaced;
    if (c.k >= INT16_MIN && c.k <= INT16_MAX) {
      code.jump(back ? BOp::JEQK_I64_B : BOp::JEQK_I64, v, static_cast<uint16_t>(c.k), c.target);
    } else {
      loadImm(scr(1), c.k, false);
      code.jump(back ? BOp::JEQ_I64_B : BOp::JEQ_I64, v, scr(1), c.target);
    }
  };
  size_t n = cases.size();
  uint64_t span = n ? static_cast<uint64_t>(cases.back().k) - static_cast<uint64_t>(cases.front().k) + 1 : 0;
  if (n > kChain && span != 0 && span <= n * kSparse) {
    uint16_t x = v;
    int64_t lo = cases.front().k;
    if (lo > 0 && static_cast<uint64_t>(lo) <= n) span += static_cast<uint64_t>(lo), lo = 0;  // cheaper than a subtraction
    if (lo != 0) {
      x = scr(2);
      if (-lo >= INT16_MIN && -lo <= INT16_MAX && lo != INT64_MIN) {
        code.op(BOp::ADDK_I64, x, v, static_cast<uint16_t>(-lo));
      } else {
        loadImm(scr(1), lo, false);
        code.op(BOp::SUB_I64, x, v, scr(1));
      }
    }
    uint32_t defIdx = blockIndex[def->id];
    bool back = code.blockPc[defIdx] != Code::kUnplaced;
    // A table must not jump backwards: entries that would go through a JMP_B behind the default's.
    std::vector<uint32_t> target(span, defIdx);
    for (const Case& c : cases) target[static_cast<uint64_t>(c.k - lo)] = c.target;
    code.opBC(BOp::JTABLE, x, static_cast<int32_t>(span));
    uint32_t end = code.pc() + static_cast<uint32_t>(span);
    std::vector<std::pair<uint32_t, uint32_t>> hops;  // word, target
    for (uint64_t k = 0; k < span; k++) {
      if (code.blockPc[target[k]] != Code::kUnplaced) {
        hops.push_back({code.pc(), target[k]});
        code.words.push_back(0);
      } else {
        code.tableWord(end, target[k]);
      }
    }
    code.jump(back ? BOp::JMP_B : BOp::JMP, 0, 0, defIdx);
    for (auto& [w, t] : hops) {
      code.words[w] = code.pc() - end;
      code.jump(BOp::JMP_B, 0, 0, t);
    }
    return;
  }
  // Binary search down to short chains.
  auto search = [&](auto& self, size_t lo, size_t hi) -> void {
    while (hi - lo > kChain) {
      size_t mid = lo + (hi - lo) / 2;
      uint32_t upper = code.label();
      int64_t k = cases[mid].k;
      if (k >= INT16_MIN && k <= INT16_MAX) {
        code.jump(BOp::JGEK_I64, v, static_cast<uint16_t>(k), upper);
      } else {
        loadImm(scr(1), k, false);
        code.jump(BOp::JLE_I64, scr(1), v, upper);
      }
      self(self, lo, mid);
      code.placeBlock(upper);
      lo = mid;
    }
    for (size_t k = lo; k < hi; k++) jeq(cases[k]);
    if (hi != n) {
      uint32_t d = blockIndex[def->id];
      code.jump(code.blockPc[d] != Code::kUnplaced ? BOp::JMP_B : BOp::JMP, 0, 0, d);
    }
  };
  search(search, 0, n);
  jumpTo(def, next);
}

}  // namespace gvm::emit
