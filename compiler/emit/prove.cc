// This file removes checks that cannot fail because of what came before on every way: dominating checks and branches.
//
// Two kinds of facts are kept by block and looked up along the dominators: pointers that were dereferenced, or compared with nil,
// and the least lengths of slices and strings. A length is known from the operation that made the slice, from an element that
// was reached by a constant index, and from branches on len. Both are facts about registers with one definition, which
// cannot change.
//
// An element at a constant index below the known length becomes a plain load or store through the slice's pointer: no bounds
// check, no register for the index. Such accesses carry kProved: a check they rest on must not be moved behind them.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

struct ProvePass {
  FuncGen& g;
  std::vector<RegState>& regs;
  static constexpr uint32_t kNone = 0xffffffff;

  struct Length {
    Reg r;
    int64_t least;
  };
  struct Facts {
    std::vector<Length> lengths;
    std::vector<Reg> nonNil;
  };
  std::vector<std::vector<uint32_t>> preds;
  std::vector<uint32_t> idom;
  std::vector<Facts> facts;

  // Dominators of the blocks in order, which is a reverse post-order from its two entries.
  void dominators() {
    size_t n = g.order.size();
    preds.assign(n, {});
    for (uint32_t b = 0; b < n; b++)
      for (Block* s : g.order[b].block->succs) preds[g.blockIndex[s->id]].push_back(b);
    idom.assign(n, kNone);
    for (uint32_t b = 0; b < n; b++)
      if (preds[b].empty() || g.order[b].block == g.fn.deferReturn || g.order[b].block == g.fn.blocks[0]) idom[b] = b;
    for (bool changed = true; changed;) {
      changed = false;
      for (uint32_t b = 0; b < n; b++) {
        if (idom[b] == b) continue;
        uint32_t d = kNone;
        bool apart = false;
        for (uint32_t p : preds[b]) {
          if (idom[p] == kNone) continue;
          if (d == kNone) d = p;
          else if (!meet(d, p)) apart = true;
        }
        if (apart) d = b;  // reached from both entries: a root of its own
        if (d != kNone && idom[b] != d) idom[b] = d, changed = true;
      }
    }
  }
  // The nearest common dominator of a and b into a; false when there is none.
  bool meet(uint32_t& a, uint32_t b) const {
    while (a != b) {
      uint32_t& later = a > b ? a : b;
      if (idom[later] == later || idom[later] == kNone) return false;
      later = idom[later];
    }
    return true;
  }

  int64_t lengthOf(Reg r, uint32_t bi) const {
    int64_t least = 0;
    for (uint32_t b = bi;; b = idom[b]) {
      for (const Length& l : facts[b].lengths)
        if (l.r == r) least = std::max(least, l.least);
      if (idom[b] == b || idom[b] == kNone) return least;
    }
  }
  bool knownNonNil(Reg r, uint32_t bi) const {
    for (uint32_t b = bi;; b = idom[b]) {
      if (std::find(facts[b].nonNil.begin(), facts[b].nonNil.end(), r) != facts[b].nonNil.end()) return true;
      if (idom[b] == b || idom[b] == kNone) return false;
    }
  }

  bool fixed(Reg r) const { return r != kNoReg && regs[r].ndef == 1; }
  // The register a copy stands for.
  Reg source(Reg r) const {
    for (int k = 0; k < 8 && fixed(r) && regs[r].def && regs[r].def->op == IOp::Copy && fixed(regs[r].def->use(0)); k++) {
      if (regs[regs[r].def->use(0)].ti != regs[r].ti) break;
      r = regs[r].def->use(0);
    }
    return r;
  }
  void knowLength(Reg r, int64_t least, uint32_t bi) {
    r = source(r);
    if (fixed(r) && least > 0) facts[bi].lengths.push_back({r, least});
  }

  // What the branch from the only predecessor says.
  void fromBranch(uint32_t bi) {
    if (preds[bi].size() != 1) return;
    Block* p = g.order[preds[bi][0]].block;
    const Instr& t = *p->term();
    if (t.op != IOp::If || p->succs[0] == p->succs[1]) return;
    bool taken = p->succs[0] == g.order[bi].block;
    Reg c = t.use(0);
    if (!fixed(c) || !regs[c].def) return;
    const Instr& d = *regs[c].def;
    if (d.op == IOp::IsNil) {
      if (!taken && fixed(d.use(0))) facts[bi].nonNil.push_back(source(d.use(0)));
      return;
    }
    if (d.nuses != 2 || !d.type || g.ti(d.type).size != 8 || !g.ti(d.type).isSigned()) return;
    Reg a = d.use(0), b = d.use(1);
    IOp op = d.op;
    if (regs[a].isConst && !regs[b].isConst) {
      std::swap(a, b);
      op = op == IOp::Lt ? IOp::Gt : op == IOp::Le ? IOp::Ge : op == IOp::Gt ? IOp::Lt : op == IOp::Ge ? IOp::Le : op;
    }
    if (!regs[b].isConst || !fixed(a) || !regs[a].def) return;
    const Instr& len = *regs[a].def;
    if (len.op != IOp::FieldGet || len.imm != 8 || !isList(len.use(0))) return;
    int64_t k = regs[b].k;
    if (k < 0 || k == INT64_MAX) return;
    int64_t least = -1;
    switch (op) {
      case IOp::Lt: if (!taken) least = k; break;
      case IOp::Le: if (!taken) least = k + 1; break;
      case IOp::Gt: if (taken) least = k + 1; break;
      case IOp::Ge: if (taken) least = k; break;
      case IOp::Eq: least = taken ? k : k == 0 ? 1 : -1; break;
      case IOp::Ne: least = !taken ? k : k == 0 ? 1 : -1; break;
      default: break;
    }
    knowLength(len.use(0), least, bi);
  }
  bool isList(Reg r) const {
    const TypeInfo* t = regs[r].ti;
    return t && (t->kind == rt::Kind::Slice || t->kind == rt::Kind::String);
  }

  void element(Instr& i, uint32_t bi) {
    Reg r = i.use(0), x = i.use(1);
    if (!regs[x].isConst || regs[x].k < 0) return;
    Reg list = source(r);
    if (!fixed(list)) return;
    int64_t k = regs[x].k;
    if (k >= lengthOf(list, bi)) {
      knowLength(list, k + 1, bi);
      return;
    }
    uint64_t size = i.op == IOp::StrIndex ? 1 : g.ti(i.type2).size;
    if (i.op == IOp::SliceAddr || size == 0 || size > UINT16_MAX || i.imm < 0) return;
    uint64_t off = static_cast<uint64_t>(k) * size + static_cast<uint64_t>(i.imm);
    if (off > UINT16_MAX - 8) return;
    regs[x].nuse--;
    bool store = i.op == IOp::SliceStore;
    if (i.op == IOp::StrIndex) i.type = g.fn.regs[i.def()].type;
    Reg regsOf[2] = {store ? r : i.def(), store ? i.use(2) : r};
    i.regs = g.unit.arena().copy(regsOf, 2).data;
    i.nuses = store ? 2 : 1;
    i.op = store ? IOp::Store : IOp::Load;
    i.imm = static_cast<int64_t>(off);
    i.type2 = nullptr;
    i.flags = (i.flags & ~(lower::kBounds | lower::kNilCheck | lower::kUnsigned)) | kProved;
  }

  void pointer(Instr& i, uint32_t bi) {
    Reg p = source(i.use(0));
    if (!fixed(p)) return;
    if (knownNonNil(p, bi)) {
      if (i.op == IOp::NilCheck) {
        i.flags |= kDead;
        regs[i.use(0)].nuse--;
      }
      return;
    }
    if (i.op == IOp::NilCheck || i.has(lower::kNilCheck)) facts[bi].nonNil.push_back(p);
  }

  void run() {
    dominators();
    facts.resize(g.order.size());
    for (uint32_t bi = 0; bi < g.order.size(); bi++) {
      fromBranch(bi);
      for (Instr* ip : g.order[bi].block->instrs) {
        Instr& i = *ip;
        if (i.flags & kDead) continue;
        switch (i.op) {
          case IOp::SliceMake:
            if (regs[i.use(1)].isConst) knowLength(i.def(), regs[i.use(1)].k, bi);
            break;
          case IOp::MakeSlice:
            if (regs[i.use(0)].isConst) knowLength(i.def(), regs[i.use(0)].k, bi);
            break;
          case IOp::SliceLoad: case IOp::SliceStore: case IOp::SliceAddr: case IOp::StrIndex: element(i, bi); break;
          case IOp::NilCheck: case IOp::Load: case IOp::Store: case IOp::ArrayLoad: case IOp::ArrayStore: case IOp::ArrayAddr:
          case IOp::SliceArray:
            if (!(i.flags & kProved)) pointer(i, bi);
            break;
          default: break;
        }
      }
    }
  }
};

void FuncGen::prove() { ProvePass{*this, regs, {}, {}, {}}.run(); }

}  // namespace gvm::emit
