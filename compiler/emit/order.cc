// This file decides the order of blocks: a reverse post-order in which edges that leave a loop are walked first, so that the
// blocks of a loop stand together and its exits behind it. Before that, loops are rotated: a jump back to a header that only
// tests a condition becomes a copy of that test, so that an iteration takes one jump.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"
#include "compiler/escape/loops.h"

namespace gvm::emit {

using escape::Loops;

namespace {

bool isCold(const Block& b) {
  IOp t = b.term()->op;
  return t == IOp::Unreachable;
}

constexpr size_t kMaxRotated = 8;  // instructions of a loop header that are worth a second copy

bool copyable(const Block& h) {
  if (h.instrs.size() > kMaxRotated || h.term()->op != IOp::If) return false;
  for (Instr* i : h.instrs)
    if (i->op == IOp::VarDecl || i->op == IOp::MapIterNext) return false;
  return true;
}

}  // namespace

// Replaces `Jump h` in loop latches by a copy of h's test. True when anything changed.
bool FuncGen::rotateLoops() {
  bool changed = false;
  std::vector<Reg> rename;
  for (Block* latch : fn.blocks) {
    Instr* t = latch->term();
    if (t->op != IOp::Jump) continue;
    Block* h = latch->succs[0];
    if (blockIndex[h->id] == Code::kUnplaced || blockIndex[latch->id] == Code::kUnplaced) continue;
    if (blockIndex[h->id] > blockIndex[latch->id] || h == latch || !copyable(*h)) continue;
    // Temporaries of the test that nobody else reads get names of their own, so that they keep one definition.
    latch->instrs.pop_back();
    rename.clear();
    for (Instr* i : h->instrs) {
      auto* c = unit.arena().make<Instr>(*i);
      c->regs = unit.arena().copy(i->regs, size_t(i->ndefs) + i->nuses).data;
      for (Reg& r : c->uses())
        for (size_t k = 0; k < rename.size(); k += 2)
          if (rename[k] == r) r = rename[k + 1];
      for (Reg& r : c->defs()) {
        if (r == kNoReg || fn.regs[r].named || regs[r].ndef != 1) continue;
        uint32_t local = 0;
        for (Instr* j : h->instrs)
          for (Reg u : j->uses()) local += u == r;
        if (local != regs[r].nuse) continue;
        Reg fresh = static_cast<Reg>(fn.regs.size());
        fn.regs.push_back(fn.regs[r]);
        rename.push_back(r);
        rename.push_back(fresh);
        r = fresh;
      }
      latch->instrs.push_back(c);
    }
    latch->succs = h->succs;
    latch->likely = h->likely;
    changed = true;
  }
  return changed;
}

void FuncGen::orderBlocks() {
  Loops loops;
  loops.build(fn);
  if (loops.any) {
    blockIndex.assign(fn.blocks.size(), Code::kUnplaced);
    for (uint32_t i = 0; i < loops.rpo.size(); i++) blockIndex[loops.rpo[i]->id] = i;
    gatherFacts();
    if (rotateLoops()) loops.build(fn);
  }
  // The final order: like a post-order walk, but cold blocks and loop exits are entered first, and so come out last.
  order.clear();
  size_t n = fn.blocks.size();
  std::vector<uint8_t> seen(n, 0);
  std::vector<Block*> post;
  struct Walk {
    Block* b;
    uint32_t next;
    std::vector<Block*> succs;
  };
  std::vector<Walk> stack;
  auto enter = [&](Block* b) {
    seen[b->id] = 1;
    Walk w{b, 0, {}};
    uint32_t me = loops.num[b->id];
    auto leaves = [&](Block* s) {
      if (!loops.any || loops.header[me] == Loops::kNone) return false;
      return !loops.inLoop(loops.num[s->id], loops.header[me]);
    };
    // The last one entered is placed right behind b.
    for (int pass = 0; pass < 3; pass++)
      for (size_t k = b->succs.size(); k-- > 0;) {
        Block* s = b->succs[k];
        int want = isCold(*s) ? 0 : leaves(s) ? 1 : 2;
        if (want == pass) w.succs.push_back(s);
      }
    if (b->succs.size() == 2 && b->likely < 0 && w.succs.size() == 2 && w.succs[1] == b->succs[0] && !leaves(b->succs[1]))
      std::swap(w.succs[0], w.succs[1]);
    stack.push_back(std::move(w));
  };
  auto walk = [&](Block* root) {
    if (!root || seen[root->id]) return;
    enter(root);
    while (!stack.empty()) {
      Walk& w = stack.back();
      if (w.next < w.succs.size()) {
        Block* s = w.succs[w.next++];
        if (!seen[s->id]) enter(s);
      } else {
        post.push_back(w.b);
        stack.pop_back();
      }
    }
  };
  walk(fn.deferReturn);
  walk(fn.blocks[0]);
  blockIndex.assign(n, Code::kUnplaced);
  for (size_t k = post.size(); k-- > 0;) {
    Block* b = post[k];
    blockIndex[b->id] = static_cast<uint32_t>(order.size());
    uint32_t d = loops.any ? loops.depth[loops.num[b->id]] : 0;
    order.push_back({b, d, 0, isCold(*b), {}, nullptr});
  }
}

}  // namespace gvm::emit
