// This file computes how long registers live and gives them slots. Registers of the same pointer layout share slots when their
// intervals (in block order, without holes) do not meet, so a slot is a pointer or not for the whole function.
#include <algorithm>
#include <queue>
#include <unordered_map>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

void FuncGen::liveness() {
  uint32_t pos = 1;
  for (BlockState& bs : order) {
    bs.first = pos;
    pos += static_cast<uint32_t>(bs.block->instrs.size()) + 1;
  }
  auto owner = [&](Reg r) { return rootOf(r); };
  // Which registers live across blocks?
  auto touch = [&](Reg r, uint32_t bi) {
    RegState& rs = regs[r];
    if (rs.touched == 0xffffffff) rs.touched = bi;
    else if (rs.touched != bi) rs.global = true;
  };
  for (Reg r : fn.params)
    if (r != kNoReg) touch(owner(r), 0);
  for (auto* list : {&entryConsts, &entryAddrs})
    for (Reg r : *list) touch(r, 0), regs[r].start = 0, regs[r].end = std::max(regs[r].end, 1u);
  for (uint32_t bi = 0; bi < order.size(); bi++)
    for (Instr* i : order[bi].block->instrs) {
      if (i->flags & kDead) continue;
      for (Reg d : i->defs())
        if (d != kNoReg) touch(owner(d), bi);
      // A step that the loop's branch does reads its operands all the same.
      if (i->flags & kFolded && order[bi].inc != i) continue;
      forUses(*i, [&](Reg u) { touch(owner(u), bi); });
    }
  std::vector<Reg> globals;
  for (Reg r = 0; r < regs.size(); r++)
    if (regs[r].global && regs[r].home == Home::Slot) regs[r].dense = static_cast<uint32_t>(globals.size()), globals.push_back(r);
  size_t words = (globals.size() + 63) / 64, nb = order.size();
  // Per block: gen (read before written), kill (written), in, out.
  std::vector<uint64_t> sets(words * nb * 4, 0);
  auto gen = [&](size_t b) { return &sets[(b * 4) * words]; };
  auto kill = [&](size_t b) { return &sets[(b * 4 + 1) * words]; };
  auto in = [&](size_t b) { return &sets[(b * 4 + 2) * words]; };
  auto out = [&](size_t b) { return &sets[(b * 4 + 3) * words]; };
  auto bit = [](uint64_t* s, uint32_t d) -> bool { return s[d / 64] >> (d % 64) & 1; };
  auto set = [](uint64_t* s, uint32_t d) { s[d / 64] |= uint64_t{1} << (d % 64); };
  auto extend = [&](Reg r, uint32_t at) {
    RegState& rs = regs[r];
    rs.start = std::min(rs.start, at);
    rs.end = std::max(rs.end, at);
  };
  for (uint32_t bi = 0; bi < nb; bi++) {
    uint32_t at = order[bi].first * 2;
    for (Instr* i : order[bi].block->instrs) {
      at += 2;
      if (i->flags & kDead) continue;
      bool inc = order[bi].inc == i;
      auto use = [&](Reg u) {
        Reg r = owner(u);
        if (regs[r].home != Home::Slot) return;
        extend(r, at);
        if (regs[r].global && words && !bit(kill(bi), regs[r].dense)) set(gen(bi), regs[r].dense);
      };
      auto def = [&](Reg d) {
        if (d == kNoReg) return;
        Reg r = owner(d);
        if (regs[r].home != Home::Slot) return;
        // A result must not share a slot with an operand that is still read after the result is begun to be written.
        extend(r, defPos(*i, at));
        bool whole = regs[d].home != Home::Alias || regs[d].slots == regs[r].slots;
        if (!whole || i->op == IOp::FieldSet) use(d);
        else if (regs[r].global && words) set(kill(bi), regs[r].dense);
      };
      if (inc) {
        for (Reg u : i->uses()) use(u);
        for (Reg d : i->defs()) def(d);
        // The branch at the end of the block reads the step.
        uint32_t last = (order[bi].first + static_cast<uint32_t>(order[bi].block->instrs.size())) * 2;
        for (Reg u : i->uses())
          if (regs[owner(u)].home == Home::Slot) extend(owner(u), last);
        continue;
      }
      if (i->flags & kFolded) continue;
      forUses(*i, use);
      for (Reg d : i->defs()) def(d);
      if (i->op == IOp::If && folded(i->use(0)))
        for (Reg d : regs[i->use(0)].def->defs()) def(d);  // a folded iterator step
    }
  }
  if (words) {
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t bi = nb; bi-- > 0;) {
        uint64_t *o = out(bi), *n = in(bi), *g = gen(bi), *k = kill(bi);
        for (Block* s : order[bi].block->succs) {
          uint64_t* si = in(blockIndex[s->id]);
          for (size_t w = 0; w < words; w++) o[w] |= si[w];
        }
        for (size_t w = 0; w < words; w++) {
          uint64_t v = g[w] | (o[w] & ~k[w]);
          if (v != n[w]) n[w] = v, changed = true;
        }
      }
    }
    liveWords = words;
    liveOut.resize(words * nb);
    for (size_t bi = 0; bi < nb; bi++) std::copy(out(bi), out(bi) + words, liveOut.begin() + static_cast<ptrdiff_t>(bi * words));
    for (size_t bi = 0; bi < nb; bi++) {
      uint32_t lo = order[bi].first * 2, hi = (order[bi].first + static_cast<uint32_t>(order[bi].block->instrs.size())) * 2 + 1;
      for (size_t w = 0; w < words; w++) {
        for (uint64_t m = in(bi)[w]; m; m &= m - 1) extend(globals[w * 64 + static_cast<size_t>(__builtin_ctzll(m))], lo);
        for (uint64_t m = out(bi)[w]; m; m &= m - 1) extend(globals[w * 64 + static_cast<size_t>(__builtin_ctzll(m))], hi);
      }
    }
  }
  liveRegs = std::move(globals);
}

// The position at which results of i come to life: after its operands are read when it is one instruction, else with them.
uint32_t FuncGen::defPos(const Instr& i, uint32_t at) const {
  switch (i.op) {
    case IOp::Append:
      return i.nuses == 2 ? at + 1 : at;
    case IOp::StrConcat: case IOp::Conv: case IOp::ComplexMake: case IOp::Real: case IOp::Imag: case IOp::FieldGet:
    case IOp::SliceMake: case IOp::StringMake: case IOp::MapGet: case IOp::MapGet2: case IOp::MapGetPtr: case IOp::MapAssignPtr:
    case IOp::Recv: case IOp::TryRecv: case IOp::TrySend: case IOp::Select: case IOp::AssertConcrete: case IOp::AssertConcrete2:
    case IOp::AssertIface2: case IOp::IfaceIsType: case IOp::IfaceUnbox: case IOp::MakeClosure: case IOp::DecodeRune:
    case IOp::MulHi: case IOp::AddCarry: case IOp::SubBorrow: case IOp::ArrayLoad: case IOp::ArrayAddr: case IOp::SliceArray:
    case IOp::Rotl: case IOp::Clz: case IOp::Ctz: case IOp::Bswap: case IOp::BitReverse: case IOp::AtomicAdd: case IOp::EqAgg:
    case IOp::AtomicAnd: case IOp::AtomicOr: case IOp::AtomicSwap: case IOp::AtomicCas: case IOp::AtomicLoad: case IOp::Eq:
    case IOp::Ne: case IOp::Lt: case IOp::Le: case IOp::Gt: case IOp::Ge: case IOp::Min: case IOp::Max: case IOp::MakeIface:
    case IOp::SliceLoad: case IOp::SliceAddr: case IOp::Load: case IOp::UnsafeSlice: case IOp::Shl: case IOp::Shr:
      // Several instructions, or operands that a slow path reads late. Scalar forms of these are single instructions.
      if (i.op == IOp::Load || i.op == IOp::SliceLoad || i.op == IOp::Eq || i.op == IOp::Ne || i.op == IOp::Lt ||
          i.op == IOp::Le || i.op == IOp::Gt || i.op == IOp::Ge || i.op == IOp::Shl || i.op == IOp::Shr || i.op == IOp::SliceAddr)
        return i.ndefs == 1 && regs[i.def()].slots == 1 && i.imm <= UINT16_MAX ? at + 1 : at;
      return at;
    default: return at + 1;
  }
}

// Memory for the allocations that stay in the frame.
void FuncGen::frameAllocations() {
  for (BlockState& bs : order)
    for (Instr* i : bs.block->instrs) {
      if (!i->has(lower::kOnStack) || (i->flags & kDead)) continue;
      const TypeInfo* t = nullptr;
      if (i->op == IOp::New || i->op == IOp::MakeIface) {
        t = &ti(i->type2);
      } else if (i->op == IOp::MakeSlice) {
        Reg c = i->use(1) == kNoReg ? i->use(0) : i->use(1);
        int64_t n, k;
        if (!constantOf(c, k) || !constantOf(i->use(0), n)) continue;
        t = &ti(unit.arena().make<types::Array>(i->type2, k));
      } else if (i->op == IOp::MakeClosure) {
        auto* c = unit.arena().make<TypeInfo>();
        c->slots = 1;
        for (Reg r : i->uses()) c->slots += regs[r].slots;
        if (c->slots == 1) continue;
        auto words = unit.arena().list<uint64_t>((c->slots + 63) / 64);
        uint32_t at = 1;
        words[0] |= 1;
        for (Reg r : i->uses())
          for (uint32_t k = 0; k < regs[r].slots; k++, at++)
            if (regs[r].ti->ptrSlot(k)) words[at / 64] |= uint64_t{1} << (at % 64);
        c->hasPtr = true;
        c->mask = words.data;
        c->size = uint64_t{8} * c->slots;
        t = c;
      } else {
        continue;
      }
      if (t->slots) stackAllocs[i] = {t, 0}, stackOrder.push_back(i);
    }
}

void FuncGen::assignSlots() {
  for (types::Type* t : fn.paramTypes) paramSlots += ti(t).slots;
  for (types::Type* t : fn.resultTypes) resultSlots += ti(t).slots;
  uint32_t at = 0;
  for (size_t k = 0; k < fn.params.size(); k++) {
    if (fn.params[k] != kNoReg) {
      RegState& rs = regs[fn.params[k]];
      rs.slot = static_cast<int32_t>(at);
    }
    at += ti(fn.paramTypes[k]).slots;
  }
  std::vector<Reg> live;
  for (Reg r = 0; r < regs.size(); r++) {
    RegState& rs = regs[r];
    if (rs.home != Home::Slot || rs.slot >= 0 || rs.start == 0xffffffff) continue;
    if (rs.slots == 0) {
      rs.slot = 0;
      continue;
    }
    live.push_back(r);
  }
  std::sort(live.begin(), live.end(), [&](Reg a, Reg b) { return regs[a].start != regs[b].start ? regs[a].start < regs[b].start : a < b; });
  // Slots are counted apart for layouts with pointers and without, and put one behind the other at the end.
  constexpr uint32_t kIterLayout = 0xffffffff;
  struct Active {
    uint32_t end, layout, slot;
    bool operator<(const Active& o) const { return end > o.end; }
  };
  std::priority_queue<Active> active;
  std::unordered_map<uint32_t, std::vector<uint32_t>> free;
  uint32_t nptr = 0, nscalar = 0;
  std::vector<bool> mask;  // of the pointer part
  auto place = [&](const TypeInfo* t, uint32_t slots) {
    bool ptr = !t || t->hasPtr;
    uint32_t& top = ptr ? nptr : nscalar;
    uint32_t s = top;
    top += slots;
    if (ptr)
      for (uint32_t k = 0; k < slots; k++) mask.push_back(t ? t->ptrSlot(k) : k < lower::kMapIterPtrSlots);
    return s;
  };
  auto keyOf = [&](const RegState& rs) { return rs.ti ? rs.ti->layout : kIterLayout; };
  for (Reg r : live) {
    RegState& rs = regs[r];
    while (!active.empty() && active.top().end < rs.start) {
      free[active.top().layout].push_back(active.top().slot);
      active.pop();
    }
    auto& list = free[keyOf(rs)];
    uint32_t s;
    if (!list.empty()) s = list.back(), list.pop_back();
    else s = place(rs.ti, rs.slots);
    rs.slot = static_cast<int32_t>(s);
    active.push({rs.end, keyOf(rs), s});
  }
  varSlot.assign(fn.vars.size(), -1);
  std::vector<uint8_t> varPtr(fn.vars.size(), 0);
  for (size_t v = 0; v < fn.vars.size(); v++) {
    lower::Var& var = *fn.vars[v];
    if (var.heap) {
      varSlot[v] = static_cast<int32_t>(nptr++);
      mask.push_back(true);
      varPtr[v] = 1;
    } else {
      const TypeInfo& t = ti(var.type);
      varPtr[v] = t.hasPtr;
      varSlot[v] = static_cast<int32_t>(place(&t, t.slots));
    }
  }
  uint32_t pairs = 0;
  for (BlockState& bs : order)
    for (Instr* i : bs.block->instrs)
      if (i->op == IOp::MapSet && elemTemp < 0) elemTemp = static_cast<int32_t>(nptr++), mask.push_back(true);
      else if (i->op == IOp::Select) pairs = std::max(pairs, static_cast<uint32_t>(i->nuses));
  if (pairs) {
    selectRun = static_cast<int32_t>(nptr);
    nptr += pairs;
    mask.insert(mask.end(), pairs, true);
  }
  frameAllocations();
  for (const Instr* instr : stackOrder) {
    auto& slot = stackAllocs[instr];
    const TypeInfo& t = *slot.first;
    slot.second = place(&t, t.slots) | (t.hasPtr ? 0x80000000u : 0);
  }
  ptrSlots = nptr;
  localSlots = paramSlots + nptr + nscalar;
  uint32_t ptrBase = paramSlots, scalarBase = paramSlots + nptr;
  for (Reg r : live) {
    RegState& rs = regs[r];
    rs.slot += static_cast<int32_t>(!rs.ti || rs.ti->hasPtr ? ptrBase : scalarBase);
  }
  for (size_t v = 0; v < fn.vars.size(); v++) varSlot[v] += static_cast<int32_t>(varPtr[v] ? ptrBase : scalarBase);
  for (const Instr* instr : stackOrder) {
    auto& slot = stackAllocs[instr];
    slot.second = slot.second & 0x80000000u ? (slot.second & 0x7fffffff) + ptrBase : slot.second + scalarBase;
  }
  if (elemTemp >= 0) elemTemp += static_cast<int32_t>(ptrBase);
  if (selectRun >= 0) selectRun += static_cast<int32_t>(ptrBase);
  ptrMask.assign(localSlots, false);
  at = 0;
  for (types::Type* t : fn.paramTypes) {
    const TypeInfo& i = ti(t);
    for (uint32_t k = 0; k < i.slots; k++) ptrMask[at + k] = i.ptrSlot(k);
    at += i.slots;
  }
  std::copy(mask.begin(), mask.end(), ptrMask.begin() + ptrBase);
  zeroLo = ptrBase;
  zeroHi = ptrBase + nptr;
  winBase = localSlots + 2;
  scratch = winBase + winSlots;
}

}  // namespace gvm::emit
