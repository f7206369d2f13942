// This file counts definitions and uses, removes what nobody uses, and decides which constants need no slot because all their
// users have an immediate form.
#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

FuncGen::FuncGen(Unit& u, Function& f) : unit(u), fn(f) {}

const TypeInfo& FuncGen::ti(types::Type* t) const { return unit.infos.of(t); }

void FuncGen::gatherFacts() {
  regs.assign(fn.regs.size(), {});
  for (Reg r = 0; r < regs.size(); r++) {
    const lower::RegInfo& ri = fn.regs[r];
    RegState& rs = regs[r];
    if (ri.cls == lower::RegInfo::MapIter || !ri.type) {
      rs.slots = lower::kMapIterSlots;
    } else {
      rs.ti = &unit.infos.of(ri.type);
      rs.slots = rs.ti->slots;
    }
  }
  for (Reg r : fn.params)
    if (r != kNoReg) regs[r].param = true, regs[r].ndef = 1;
  for (Block* b : fn.blocks) {
    uint32_t bi = blockIndex.size() > b->id ? blockIndex[b->id] : 0;
    if (bi == Code::kUnplaced) continue;
    uint32_t idx = 0;
    for (Instr* i : b->instrs) {
      i->flags &= ~(kFolded | kDead);
      for (Reg d : i->defs()) {
        if (d == kNoReg) continue;
        RegState& rs = regs[d];
        rs.ndef++;
        rs.def = rs.ndef == 1 ? i : nullptr;
        rs.block = bi;
        rs.idx = idx;
      }
      for (Reg u : i->uses())
        if (u != kNoReg) regs[u].nuse++;
      idx++;
    }
  }
  for (RegState& rs : regs) {
    if (rs.ndef != 1 || !rs.def) continue;
    if (rs.def->op == IOp::Const || (rs.def->op == IOp::Zero && rs.slots == 1 && rs.ti && (rs.ti->isScalar()))) {
      rs.isConst = true;
      rs.k = rs.def->op == IOp::Const ? rs.def->imm : 0;
    }
  }
}

// Instructions without effects whose results nobody reads, backwards, so that chains go in one walk.
void FuncGen::removeDead() {
  for (size_t bi = order.size(); bi-- > 0;) {
    Block* b = order[bi].block;
    for (size_t k = b->instrs.size(); k-- > 0;) {
      Instr& i = *b->instrs[k];
      uint16_t fx = lower::opInfo(i.op).effects;
      bool pure = !(fx & ~lower::kRead);
      // Loads that do not check their pointer may go as well.
      if (i.op == IOp::Load || i.op == IOp::ArrayLoad) pure = !i.has(lower::kNilCheck) && !i.has(lower::kBounds);
      if ((i.op == IOp::Shl || i.op == IOp::Shr) && i.has(lower::kNoNegCheck)) pure = true;
      if ((i.op == IOp::Div || i.op == IOp::Rem) && (i.has(lower::kNoZeroCheck) || ti(i.type).kind >= rt::Kind::Float32)) pure = true;
      if (!pure || i.ndefs == 0 || i.op == IOp::Recover) continue;
      bool used = false;
      for (Reg d : i.defs())
        if (d != kNoReg && (regs[d].nuse > 0)) used = true;
      if (i.op == IOp::FieldSet && used) used = regs[i.def()].nuse > 1 || regs[i.def()].ndef > 1 || regs[i.def()].param;
      if (used) continue;
      i.flags |= kDead;
      for (Reg u : i.uses())
        if (u != kNoReg) regs[u].nuse--;
    }
  }
}

namespace {

bool fitsI16(int64_t k) { return k >= INT16_MIN && k <= INT16_MAX; }
bool fitsU16(int64_t k) { return k >= 0 && k <= UINT16_MAX; }

}  // namespace

bool FuncGen::absorbs(const Instr& i, int use, int64_t k) const {
  const auto other = [&](int n) { return i.use(n) != kNoReg && regs[i.use(n)].isConst; };
  switch (i.op) {
    case IOp::Copy: case IOp::Ret: case IOp::Call: return true;
    case IOp::CallClosure: case IOp::CallIface: return use > 0;
    case IOp::If: return true;
    case IOp::MakeSlice: return false;
    default: break;
  }
  if (i.op == IOp::FieldSet) return use == 1 && i.imm % 8 == 0 && ti(i.type).size == 8;
  if (i.op == IOp::Store && use == 1) {
    const TypeInfo& t = ti(i.type);
    if (t.mem == MemClass::P) return k == 0 && i.imm <= UINT16_MAX;
    return fitsI16(k) && i.imm <= UINT16_MAX &&
           (t.mem == MemClass::W || t.mem == MemClass::U8 || t.mem == MemClass::I8 || t.mem == MemClass::I32 ||
            t.mem == MemClass::U32);
  }
  if (i.op == IOp::VarStore && !i.aux.var->heap) return i.imm % 8 == 0 && ti(i.type).size == 8;
  if (i.op == IOp::Rotl) return use == 1 && (i.flags & kFolded);
  if (!i.type) return false;
  const TypeInfo& t = ti(i.type);
  bool integer = t.isInt(), word = t.size == 8;
  switch (i.op) {
    case IOp::Add:
      if (!integer) return false;
      return fitsI16(k) && (use == 1 || !other(1));
    case IOp::Sub:
      if (!integer) return false;
      return use == 1 ? fitsI16(-k) && k != INT64_MIN : word && fitsI16(k) && !other(1);
    case IOp::Mul:
      return integer && fitsI16(k) && (use == 1 || !other(1));
    case IOp::And: case IOp::Or: case IOp::Xor:
      return (integer || t.kind == rt::Kind::Bool) && fitsI16(k) && (use == 1 || !other(1));
    case IOp::AndNot:
      return integer && use == 1 && fitsI16(~k);
    case IOp::Shl: case IOp::Shr:
      return use == 1 && k >= 0;
    case IOp::Div: case IOp::Rem:
      if (!integer || use != 1 || k == 0 || (t.isSigned() && k == -1)) return false;
      return t.isSigned() ? fitsI16(k) : fitsU16(k);
    case IOp::Eq: case IOp::Ne:
      if (t.mem == MemClass::P) return k == 0 && (use == 1 || !other(1));
      return (integer || t.kind == rt::Kind::Bool) && fitsI16(k) && (use == 1 || !other(1));
    case IOp::Lt: case IOp::Le: case IOp::Gt: case IOp::Ge:
      if (!integer || (use == 0 && other(1))) return false;
      return t.isSigned() ? fitsI16(k) : k >= 1 && k < UINT16_MAX;
    default: return false;
  }
}

void FuncGen::settleConstants() {
  for (RegState& rs : regs)
    if (rs.isConst) rs.home = Home::Const;
  for (BlockState& bs : order)
    for (Instr* i : bs.block->instrs) {
      if (i->flags & kDead) continue;
      auto uses = i->uses();
      for (size_t u = 0; u < uses.size(); u++) {
        if (uses[u] == kNoReg) continue;
        RegState& rs = regs[uses[u]];
        if (rs.isConst && !absorbs(*i, static_cast<int>(u), rs.k)) rs.needSlot = true;
      }
    }
  // Constants that need a slot are loaded where they stand; those of loops once, at entry, one register for each value.
  constexpr size_t kMaxEntryConsts = 48;
  for (Reg r = 0; r < regs.size(); r++) {
    RegState& rs = regs[r];
    if (!rs.isConst) continue;
    if (!rs.needSlot) {
      if (rs.def) rs.def->flags |= kDead;
      continue;
    }
    rs.home = Home::Slot;
    if (rs.block >= order.size() || order[rs.block].depth == 0) continue;
    Reg same = kNoReg;
    for (Reg c : entryConsts)
      if (regs[c].k == rs.k && regs[c].ti->isPtrWord() == rs.ti->isPtrWord()) same = c;
    if (same == kNoReg && entryConsts.size() >= kMaxEntryConsts) continue;
    rs.def->flags |= kDead;
    if (same == kNoReg) {
      entryConsts.push_back(r);
    } else {
      rs.home = Home::Alias;
      rs.root = same;
      regs[same].nuse += rs.nuse;
    }
  }
  if (!unit.options.optimize) return;
  // The address of a variable in the frame is the same throughout the call.
  constexpr size_t kMaxEntryAddrs = 8;
  for (Reg r = 0; r < regs.size(); r++) {
    RegState& rs = regs[r];
    if (rs.home != Home::Slot || rs.ndef != 1 || !rs.def || rs.def->op != IOp::VarAddr || rs.def->aux.var->heap) continue;
    if ((rs.def->flags & (kDead | kFolded)) || rs.block >= order.size() || order[rs.block].depth == 0 || rs.def->imm < 0 || rs.def->imm > UINT16_MAX) continue;
    Reg same = kNoReg;
    for (Reg a : entryAddrs)
      if (regs[a].def->aux.var == rs.def->aux.var && regs[a].def->imm == rs.def->imm && regs[a].ti->layout == rs.ti->layout) same = a;
    if (same == kNoReg && entryAddrs.size() >= kMaxEntryAddrs) continue;
    rs.def->flags |= kDead;
    if (same == kNoReg) {
      entryAddrs.push_back(r);
    } else {
      rs.home = Home::Alias;
      rs.root = same;
      regs[same].nuse += rs.nuse;
    }
  }
}

}  // namespace gvm::emit
