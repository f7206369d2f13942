// This file finds out until where memory in the frame (variables whose address is taken, allocations that do not escape) is
// touched by slot number. From there on only pointers lead to it, and the collector need not keep what it holds unless it
// meets such a pointer: bytecode::FrameObjectRow tells it so. Registers need no such rows, their slots are cleared (clear.cc).
//
// Selection reports each touch. When all code is there, a backward walk over the blocks says where a touch may still follow;
// the last such place in the order of the code is deadFrom. Code behind it may jump among itself only, which is what the
// verifier checks: a block there that jumps back moves deadFrom behind itself.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

namespace {

constexpr size_t kMaxWork = 1u << 18;  // objects times blocks: beyond that all of the frame is always looked at

}  // namespace

// The instruction being emitted touches memory of the frame from slot on.
void FuncGen::touch(uint32_t slot, uint32_t slots) {
  if (slot < zeroLo || slot >= zeroHi) return;  // no pointers in it
  auto [it, isNew] = memoryAt_.try_emplace(slot, static_cast<uint32_t>(memory_.size()));
  if (isNew) memory_.push_back({slot, slots, {}});
  touched_.push_back(it->second);
}

// Notes where the touches of the instruction that was just emitted end.
void FuncGen::settleTouches(uint32_t bi) {
  for (uint32_t m : touched_) {
    auto& list = memory_[m].touches;
    if (!list.empty() && list.back().first == bi) list.back().second = code.pc();
    else list.push_back({bi, code.pc()});
  }
  touched_.clear();
}

// The end of the last code from which a touch of m can be reached.
uint32_t FuncGen::lastTouch(const FrameMemory& m, const std::vector<std::vector<uint32_t>>& preds) const {
  std::vector<bool> live(order.size(), false);  // at the block's end
  std::vector<uint32_t> work;
  for (auto& [bi, pc] : m.touches) work.push_back(bi);
  while (!work.empty()) {
    uint32_t bi = work.back();
    work.pop_back();
    for (uint32_t p : preds[bi])
      if (!live[p]) live[p] = true, work.push_back(p);
  }
  uint32_t last = 0;
  for (auto& [bi, pc] : m.touches) last = std::max(last, pc);
  for (uint32_t bi = 0; bi < order.size(); bi++)
    if (live[bi]) last = std::max(last, blockEnd_[bi]);
  for (bool moved = true; moved;) {
    moved = false;
    for (uint32_t bi = 0; bi < order.size(); bi++) {
      if (blockEnd_[bi] <= last) continue;
      for (Block* s : order[bi].block->succs)
        if (code.blockPc[blockIndex[s->id]] < last) last = blockEnd_[bi], moved = true;
    }
  }
  return last;
}

void FuncGen::placeObjects() {
  if (memory_.empty() || lastSafe_ == 0 || memory_.size() * order.size() > kMaxWork) return;
  std::vector<std::vector<uint32_t>> preds(order.size());
  for (uint32_t bi = 0; bi < order.size(); bi++)
    for (Block* s : order[bi].block->succs) preds[blockIndex[s->id]].push_back(bi);
  for (const FrameMemory& m : memory_) {
    uint32_t last = lastTouch(m, preds);
    // Of no use, or a panic leads back to before it.
    if (last > lastSafe_ || (deferPc != Code::kUnplaced && deferPc < last)) continue;
    objects.push_back({m.slot, m.slots, last});
  }
  std::sort(objects.begin(), objects.end(), [](auto& a, auto& b) { return a.slot < b.slot; });
  for (auto& o : objects) code.pcsToMove.push_back(&o.deadFrom);
}

}  // namespace gvm::emit
