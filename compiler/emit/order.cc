// This file decides the order of blocks: a reverse post-order in which edges that leave a loop are walked first, so that the
// blocks of a loop stand together and its exits behind it. Before that, loops are rotated: a jump back to a header that only
// tests a condition becomes a copy of that test, so that an iteration takes one jump.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

namespace {

struct Dfs {
  Block* b;
  uint32_t next;
};

bool isCold(const Block& b) {
  IOp t = b.term()->op;
  return t == IOp::Unreachable;
}

// A plain depth-first walk: post-order of the blocks reachable from the roots.
void postOrder(std::vector<Block*>& out, Block* root, std::vector<uint8_t>& seen, std::vector<Dfs>& stack) {
  if (!root || seen[root->id]) return;
  seen[root->id] = 1;
  stack.push_back({root, 0});
  while (!stack.empty()) {
    Dfs& d = stack.back();
    if (d.next < d.b->succs.size()) {
      Block* s = d.b->succs[d.next++];
      if (!seen[s->id]) {
        seen[s->id] = 1;
        stack.push_back({s, 0});
      }
    } else {
      out.push_back(d.b);
      stack.pop_back();
    }
  }
}

// Natural loops of a flow graph: for each block the innermost header (order number, or none) and the nesting depth.
struct Loops {
  std::vector<Block*> rpo;
  std::vector<uint32_t> num;     // Block::id -> index in rpo
  std::vector<std::vector<uint32_t>> preds;
  std::vector<uint32_t> idom;
  std::vector<uint32_t> header;  // innermost loop header of a block (a header is in its own loop), or kNone
  std::vector<uint32_t> parent;  // header -> enclosing header
  std::vector<uint32_t> depth;
  bool any = false;
  static constexpr uint32_t kNone = 0xffffffff;

  void build(Function& fn) {
    for (uint32_t i = 0; i < fn.blocks.size(); i++) fn.blocks[i]->id = i;
    std::vector<uint8_t> seen(fn.blocks.size(), 0);
    std::vector<Dfs> stack;
    rpo.clear();
    postOrder(rpo, fn.deferReturn, seen, stack);
    postOrder(rpo, fn.blocks[0], seen, stack);
    std::reverse(rpo.begin(), rpo.end());
    size_t n = rpo.size();
    num.assign(fn.blocks.size(), kNone);
    for (uint32_t i = 0; i < n; i++) num[rpo[i]->id] = i;
    header.assign(n, kNone);
    parent.assign(n, kNone);
    depth.assign(n, 0);
    any = false;
    for (uint32_t i = 0; i < n && !any; i++)
      for (Block* s : rpo[i]->succs)
        if (num[s->id] <= i) any = true;
    if (!any) return;
    preds.assign(n, {});
    for (uint32_t i = 0; i < n; i++)
      for (Block* s : rpo[i]->succs) preds[num[s->id]].push_back(i);
    dominators();
    findLoops();
  }

  void dominators() {
    size_t n = rpo.size();
    idom.assign(n, kNone);
    idom[0] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (uint32_t i = 1; i < n; i++) {
        uint32_t d = kNone;
        for (uint32_t p : preds[i]) {
          if (idom[p] == kNone) continue;
          d = d == kNone ? p : meet(d, p);
        }
        if (d == kNone) d = 0;  // a root of its own: deferReturn
        if (idom[i] != d) idom[i] = d, changed = true;
      }
    }
  }
  uint32_t meet(uint32_t a, uint32_t b) const {
    while (a != b) {
      while (a > b) a = idom[a];
      while (b > a) b = idom[b];
    }
    return a;
  }
  bool dominates(uint32_t a, uint32_t b) const {
    while (b > a) b = idom[b];
    return a == b;
  }

  void findLoops() {
    // Innermost loops have the largest header numbers; walking headers downwards, an inner loop is known when the outer
    // one is filled, and only its header is stepped over.
    std::vector<uint32_t> work;
    for (uint32_t h = static_cast<uint32_t>(rpo.size()); h-- > 0;) {
      work.clear();
      for (uint32_t p : preds[h])
        if (p >= h && dominates(h, p)) work.push_back(p);
      if (work.empty()) continue;
      if (header[h] == kNone) header[h] = h;
      while (!work.empty()) {
        uint32_t b = work.back();
        work.pop_back();
        // The outermost loop known to hold b so far.
        uint32_t top = header[b];
        if (top == h || b == h) continue;
        if (top == kNone) {
          header[b] = h;
          for (uint32_t p : preds[b])
            if (p > h) work.push_back(p);
          continue;
        }
        while (parent[top] != kNone && parent[top] != h) top = parent[top];
        if (parent[top] == h) continue;
        parent[top] = h;
        for (uint32_t p : preds[top])
          if (p > h && header[p] != top) work.push_back(p);
      }
    }
    for (uint32_t i = 0; i < rpo.size(); i++)
      for (uint32_t h = header[i]; h != kNone; h = parent[h]) depth[i]++;
  }
  bool inLoop(uint32_t b, uint32_t h) const {
    for (uint32_t x = header[b]; x != kNone; x = parent[x])
      if (x == h) return true;
    return false;
  }
};

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
    order.push_back({b, d, 0, isCold(*b)});
  }
}

}  // namespace gvm::emit
