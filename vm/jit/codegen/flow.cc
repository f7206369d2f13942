// This file implements the analysis of a function: blocks, liveness (backward data flow over slot sets), loops.
#include "vm/jit/codegen/flow.h"

#include <algorithm>

namespace gvm::jit {

using namespace bytecode;

Flow::Flow(const Func* f, const u64* w, u32 extraLeader)
    : fn(f), words(w), numWords(f->info->codeWords), numSlots(f->frameSlots + 2), inMemory(numSlots) {
  // Results are written from slot 0 on, and natives' windows may reach above their frame.
  numSlots = std::max({numSlots, u32{f->argSlots} + 2, u32{f->resultSlots} + 2});
  effects_.resize(numWords);
  for (u32 pc = 0; pc < numWords; pc += length(pc)) {
    Effects& e = effects_[pc];
    effectsOf(fn, words + pc, &e);
    for (auto* list : {&e.reads, &e.writes, &e.memory})
      for (SlotRun r : *list) numSlots = std::max(numSlots, r.slot + r.count);
  }
  inMemory = SlotSet(numSlots);
  findBlocks(extraLeader);
  findMemory();
  liveness();
}

void Flow::successors(u32 pc, std::vector<u32>* out) const {
  const OpInfo& op = info(opOf(words[pc]));
  u32 next = pc + length(pc);
  if (op.flags & effect::JUMP) {
    if (op.x1 == Ext::kTABLE) {
      for (u32 i = pc + 1; i < next; i++) out->push_back(static_cast<u32>(next + static_cast<i64>(words[i])));
    } else {
      i64 off = op.b == Operand::kJBC ? bcOf(words[pc]) : static_cast<i16>(cOf(words[pc]));
      out->push_back(static_cast<u32>(next + off));
    }
  }
  if (opOf(words[pc]) == Op::RUNDEFERS) out->push_back(next + 1);
  if (opOf(words[pc]) == Op::DEFERLOOP) out->push_back(pc - 2);
  if (!(op.flags & effect::END)) out->push_back(next);
}

void Flow::findBlocks(u32 extraLeader) {
  std::vector<bool> leader(numWords + 1);
  leader[0] = true;
  if (extraLeader != kNoPc) leader[extraLeader] = true;
  if (fn->deferReturn != nullptr) leader[static_cast<u32>(fn->deferReturn - fn->info->codeStart)] = true;
  std::vector<u32> next;
  for (u32 pc = 0; pc < numWords; pc += length(pc)) {
    const OpInfo& op = info(opOf(words[pc]));
    if (op.flags & effect::CALL) calls = true;
    if (op.flags & effect::BACK) loops = true;
    bool ends = op.flags & (effect::JUMP | effect::END) || opOf(words[pc]) == Op::RUNDEFERS;
    if (!ends) continue;
    next.clear();
    successors(pc, &next);
    for (u32 s : next) leader[s] = true;
    leader[pc + length(pc)] = true;
  }
  blockAt.assign(numWords + 1, kNoPc);
  for (u32 pc = 0; pc < numWords; pc += length(pc)) {
    if (!leader[pc]) continue;
    blockAt[pc] = static_cast<u32>(blocks.size());
    blocks.push_back({pc, 0, {}, SlotSet(numSlots)});
  }
  for (usize i = 0; i < blocks.size(); i++) {
    Block& b = blocks[i];
    b.end = i + 1 < blocks.size() ? blocks[i + 1].start : numWords;
    u32 last = b.start;
    while (last + length(last) < b.end) last += length(last);
    next.clear();
    successors(last, &next);
    for (u32 s : next)
      if (s < numWords) b.next.push_back(blockAt[s]);
  }
}

void Flow::findMemory() {
  for (u32 pc = 0; pc < numWords; pc += length(pc))
    for (SlotRun r : effects_[pc].memory) inMemory.add(r);
}

void Flow::step(u32 pc, SlotSet* live) const {
  const Effects& e = effects_[pc];
  if (e.clobberFrom != kNoPc)
    for (u32 i = e.clobberFrom; i < numSlots; i++) live->remove(i);
  // A panic may be recovered from, which goes on at deferReturn.
  const OpInfo& op = info(opOf(words[pc]));
  for (SlotRun r : e.writes) live->remove(r);
  if (fn->deferReturn != nullptr && op.flags & (effect::PANIC | effect::CALL))
    live->join(blocks[blockAt[static_cast<u32>(fn->deferReturn - fn->info->codeStart)]].liveIn);
  for (SlotRun r : e.reads) live->add(r);
}

void Flow::liveness() {
  std::vector<u32> at;
  bool changed = true;
  while (changed) {
    changed = false;
    for (usize i = blocks.size(); i-- > 0;) {
      SlotSet live(numSlots);
      for (u32 n : blocks[i].next) live.join(blocks[n].liveIn);
      at.clear();
      for (u32 p = blocks[i].start; p < blocks[i].end; p += length(p)) at.push_back(p);
      for (usize k = at.size(); k-- > 0;) step(at[k], &live);
      if (live == blocks[i].liveIn) continue;
      blocks[i].liveIn = std::move(live);
      changed = true;
    }
  }
}

std::vector<SlotSet> Flow::liveInBlock(u32 block) const {
  const Block& b = blocks[block];
  std::vector<u32> at;
  for (u32 p = b.start; p < b.end; p += length(p)) at.push_back(p);
  std::vector<SlotSet> out(at.size() + 1, SlotSet(numSlots));
  for (u32 n : b.next) out.back().join(blocks[n].liveIn);
  for (usize i = at.size(); i-- > 0;) {
    out[i] = out[i + 1];
    step(at[i], &out[i]);
  }
  return out;
}

u32 Flow::blockOf(u32 pc) const {
  auto it = std::upper_bound(blocks.begin(), blocks.end(), pc, [](u32 p, const Block& b) { return p < b.start; });
  return static_cast<u32>(it - blocks.begin()) - 1;
}

std::vector<Loop> Flow::loopsAround(u32 block) const {
  std::vector<std::vector<u32>> before(blocks.size());
  for (u32 i = 0; i < blocks.size(); i++)
    for (u32 n : blocks[i].next) before[n].push_back(i);
  std::vector<Loop> loops;
  for (u32 i = 0; i < blocks.size(); i++) {
    for (u32 h : blocks[i].next) {
      if (blocks[h].start > blocks[i].start) continue;
      auto it = std::find_if(loops.begin(), loops.end(), [&](const Loop& l) { return l.header == h; });
      if (it == loops.end()) {
        loops.push_back({h, std::vector<bool>(blocks.size())});
        it = loops.end() - 1;
        it->body[h] = true;
      }
      std::vector<u32> work{i};
      while (!work.empty()) {
        u32 b = work.back();
        work.pop_back();
        if (it->body[b]) continue;
        it->body[b] = true;
        work.insert(work.end(), before[b].begin(), before[b].end());
      }
    }
  }
  std::erase_if(loops, [&](const Loop& l) { return !l.body[block]; });
  for (Loop& l : loops) l.size = static_cast<u32>(std::count(l.body.begin(), l.body.end(), true));
  std::sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) { return a.size > b.size; });
  return loops;
}

}  // namespace gvm::jit
