// This file decides which pointer slots are set to nil because their values are dead, so that the collector does not keep what the
// program can no longer reach. A frame's pointer bitmap holds for the whole function: without this, an object stays alive until
// its slot is used again or the function returns, however long it waits in a call.
//
// Slots are cleared where a wait may be long and the cost is small: before calls and channel operations outside of loops, and where
// a loop that has safepoints is entered. Only slots that may hold a value are cleared (a forward walk says which), once. Inside
// loops a slot is overwritten in the next iteration anyway. Variables in memory are left alone: who holds their address is not known.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

namespace {

constexpr uint32_t kMaxSlots = 1024;  // larger frames are not looked at: the sets would cost more than they give

bool waits(const Instr& i) {
  switch (i.op) {
    case IOp::Call: case IOp::CallClosure: case IOp::CallIface: case IOp::Send: case IOp::Recv: case IOp::Select: return true;
    default: return false;
  }
}

}  // namespace

// The pass over one function.
struct ClearPass {
  FuncGen& g;
  std::vector<RegState>& regs;
  using Set = std::vector<bool>;
  std::vector<Set> dirtyOut;  // by block: pointer slots that may hold a value
  Set dirty;
  bool loopsWait = false;

  // The pointer slots of r's root.
  template <class F>
  void slotsOf(Reg r, F&& f) const {
    if (r == kNoReg) return;
    const RegState& rs = regs[g.rootOf(r)];
    if (rs.home != Home::Slot || rs.slot < 0) return;
    for (uint32_t k = 0; k < rs.slots; k++)
      if (auto s = static_cast<uint32_t>(rs.slot) + k; s < g.ptrMask.size() && g.ptrMask[s]) f(s);
  }
  void mark(Reg r, Set& set, bool on) const {
    slotsOf(r, [&](uint32_t s) { set[s] = on; });
  }
  bool whole(const Instr& i, Reg d) const {
    return i.op != IOp::FieldSet && (regs[d].home != Home::Alias || regs[d].slots == regs[g.rootOf(d)].slots);
  }
  void uses(const Instr& i, Set& live) const {
    g.forUses(i, [&](Reg u) { mark(u, live, true); });
  }

  Set liveOut(uint32_t bi) const {
    Set live(g.localSlots, false);
    for (size_t w = 0; w < g.liveWords; w++)
      for (uint64_t m = g.liveOut[bi * g.liveWords + w]; m; m &= m - 1) mark(g.liveRegs[w * 64 + static_cast<size_t>(__builtin_ctzll(m))], live, true);
    return live;
  }

  void enter(uint32_t bi) {
    dirty.assign(g.localSlots, false);
    if (bi == g.blockIndex[g.fn.blocks[0]->id])
      for (Reg r : g.fn.params) mark(r, dirty, true);
    for (uint32_t p : preds[bi]) {
      if (p < bi) {
        for (size_t s = 0; s < dirty.size(); s++)
          if (dirtyOut[p][s]) dirty[s] = true;
        continue;
      }
      // A jump back: whatever the loop defines.
      for (uint32_t b = bi; b <= p; b++)
        for (const Instr* i : g.order[b].block->instrs)
          if (!(i->flags & kDead))
            for (Reg d : i->defs()) mark(d, dirty, true);
    }
  }

  std::vector<std::vector<uint32_t>> preds;

  void plan(const Set& live, std::vector<FuncGen::SlotRun>& out) {
    for (uint32_t s = 0; s < dirty.size(); s++) {
      if (!dirty[s] || live[s]) continue;
      dirty[s] = false;
      if (!out.empty() && out.back().first + out.back().n == s) out.back().n++;
      else out.push_back({static_cast<uint16_t>(s), 1});
    }
  }

  void block(uint32_t bi) {
    enter(bi);
    BlockState& bs = g.order[bi];
    auto& ins = bs.block->instrs;
    bool straight = bs.depth == 0 && !bs.cold;
    // What is live across each wait, backwards.
    std::vector<std::pair<const Instr*, Set>> across;
    if (straight) {
      Set live = liveOut(bi);
      for (size_t k = ins.size(); k-- > 0;) {
        const Instr& i = *ins[k];
        if (i.flags & (kDead | kFolded)) continue;
        for (Reg d : i.defs())
          if (d != kNoReg && whole(i, d)) mark(d, live, false);
        if (waits(i)) {
          across.push_back({&i, live});
          // What the operation itself reads is still there when it begins.
          if (i.op == IOp::CallClosure || i.op == IOp::CallIface) mark(i.use(0), across.back().second, true);
          else if (i.op != IOp::Call) uses(i, across.back().second);
        }
        uses(i, live);
      }
    }
    for (const Instr* i : ins) {
      if (i->flags & kDead) continue;
      if (!across.empty() && across.back().first == i) {
        plan(across.back().second, g.clears[i]);
        across.pop_back();
      }
      for (Reg d : i->defs()) mark(d, dirty, true);
    }
    if (straight && loopsWait && std::any_of(bs.block->succs.begin(), bs.block->succs.end(), [&](Block* s) { return g.order[g.blockIndex[s->id]].depth > 0; })) {
      Set live = liveOut(bi);
      uses(*bs.block->term(), live);
      plan(live, g.clears[bs.block->term()]);
    }
    dirtyOut[bi] = dirty;
  }

  void run() {
    preds.resize(g.order.size());
    bool any = false;
    for (uint32_t bi = 0; bi < g.order.size(); bi++) {
      for (Block* s : g.order[bi].block->succs) preds[g.blockIndex[s->id]].push_back(bi);
      for (const Instr* i : g.order[bi].block->instrs)
        if (waits(*i) && !(i->flags & kDead)) any = true, loopsWait |= g.order[bi].depth > 0;
    }
    if (!any) return;
    dirtyOut.resize(g.order.size());
    for (uint32_t bi = 0; bi < g.order.size(); bi++) block(bi);
  }
};

void FuncGen::planClears() {
  if (localSlots <= kMaxSlots && std::find(ptrMask.begin(), ptrMask.end(), true) != ptrMask.end()) ClearPass{*this, regs, {}, {}, false, {}}.run();
}

void FuncGen::emitClears(const Instr& i) {
  auto it = clears.find(&i);
  if (it == clears.end()) return;
  for (const SlotRun& r : it->second) {
    if (r.n == 1) code.op(BOp::NIL, r.first);
    else code.opBC(BOp::ZERO, r.first, r.n);
  }
}

}  // namespace gvm::emit
