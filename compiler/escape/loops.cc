// This file finds the loops of a flow graph: a depth-first numbering, iterative dominators, natural loops inside out.
#include "compiler/escape/loops.h"

#include <algorithm>

namespace gvm::escape {

using lower::Block;
using lower::Function;

namespace {

struct Dfs {
  Block* b;
  uint32_t next;
};

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

}  // namespace

void Loops::build(Function& fn) {
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

void Loops::dominators() {
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

uint32_t Loops::meet(uint32_t a, uint32_t b) const {
  while (a != b) {
    while (a > b) a = idom[a];
    while (b > a) b = idom[b];
  }
  return a;
}

void Loops::findLoops() {
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
}  // namespace gvm::escape
