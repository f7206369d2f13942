// This file is about the control flow of an IR function: reverse post-order, dominators, natural loops.
#pragma once
#include <cstdint>
#include <vector>

#include "compiler/lower/ir.h"

namespace gvm::escape {

// The loops of a flow graph. Blocks are named by their number in reverse post-order; irreducible cycles are no loops.
struct Loops {
  static constexpr uint32_t kNone = 0xffffffff;
  std::vector<lower::Block*> rpo;
  std::vector<uint32_t> num;     // Block::id -> number, kNone for unreachable blocks
  std::vector<std::vector<uint32_t>> preds;
  std::vector<uint32_t> idom;
  std::vector<uint32_t> header;  // header of the innermost loop around a block (a header is in its own loop), or kNone
  std::vector<uint32_t> parent;  // header -> enclosing loop's header
  std::vector<uint32_t> depth;
  bool any = false;              // there is a cycle; else preds and idom are not filled

  // Numbers the blocks (Block::id = index in fn.blocks) and finds the loops.
  void build(lower::Function& fn);
  bool inLoop(uint32_t b, uint32_t h) const {
    for (uint32_t x = header[b]; x != kNone; x = parent[x])
      if (x == h) return true;
    return false;
  }
  bool dominates(uint32_t a, uint32_t b) const {
    while (b > a) b = idom[b];
    return a == b;
  }

 private:
  void dominators();
  uint32_t meet(uint32_t a, uint32_t b) const;
  void findLoops();
};

}  // namespace gvm::escape
