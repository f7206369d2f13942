// This file moves values: between slots, into slots from constants, and between slots and memory, for every class of type.
#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

using bytecode::RelocKind;

uint16_t FuncGen::slot(Reg r) {
  uint32_t off = 0;
  while (regs[r].home == Home::Alias) {
    off += regs[r].off;
    r = regs[r].root;
  }
  const RegState& rs = regs[r];
  if (rs.home == Home::Window) return static_cast<uint16_t>(winBase + rs.off + off);
  return static_cast<uint16_t>((rs.slot < 0 ? 0 : rs.slot) + static_cast<int32_t>(off));
}

void FuncGen::loadImm(uint16_t dst, int64_t k, bool ptr) {
  if (ptr) {
    code.op(BOp::NIL, dst);
  } else if (k >= INT32_MIN && k <= INT32_MAX) {
    code.opBC(BOp::LDI, dst, static_cast<int32_t>(k));
  } else {
    code.op(BOp::LDK, dst);
    code.k64(k);
  }
}

uint16_t FuncGen::use(Reg r, uint32_t scratchIndex) {
  if (!isConst(r)) return slot(r);
  uint16_t s = scr(scratchIndex);
  loadImm(s, regs[r].k, ti(r).isPtrWord());
  return s;
}

uint16_t FuncGen::dst(const Instr& i, int n, uint32_t scratchIndex) {
  Reg r = i.def(n);
  if (r == kNoReg) return scr(scratchIndex);
  const RegState& rs = regs[r];
  if (rs.home == Home::Slot && rs.slot < 0) return scr(scratchIndex);  // never read
  return slot(r);
}

void FuncGen::moveSlots(uint16_t dst, uint16_t src, uint32_t n, const TypeInfo*) {
  if (dst == src || n == 0) return;
  switch (n) {
    case 1: code.op(BOp::MOV, dst, src); break;
    case 2: code.op(BOp::MOV2, dst, src); break;
    case 3: code.op(BOp::MOV3, dst, src); break;
    default: code.op(BOp::MOVN, dst, src, static_cast<uint16_t>(n));
  }
}

void FuncGen::zeroSlots(uint16_t dst, uint32_t n) {
  if (n) code.opBC(BOp::ZERO, dst, static_cast<int32_t>(n));
}

void FuncGen::moveTo(uint16_t d, Reg r) {
  if (isConst(r)) loadImm(d, regs[r].k, ti(r).isPtrWord());
  else moveSlots(d, slot(r), regs[r].slots, regs[r].ti);
}

uint16_t FuncGen::reach(uint16_t base, uint64_t& disp) {
  if (disp <= UINT16_MAX) return base;
  uint16_t s = scr(3);
  code.op(BOp::FIELDADDRX, s, base);
  code.k64(static_cast<int64_t>(disp));
  disp = 0;
  return s;
}

namespace {

BOp loadOp(MemClass m) {
  switch (m) {
    case MemClass::I8: return BOp::LD_I8;
    case MemClass::U8: return BOp::LD_U8;
    case MemClass::I16: return BOp::LD_I16;
    case MemClass::U16: return BOp::LD_U16;
    case MemClass::I32: return BOp::LD_I32;
    case MemClass::U32: return BOp::LD_U32;
    case MemClass::W: return BOp::LD_64;
    case MemClass::P: return BOp::LD_P;
    case MemClass::S: return BOp::LD_S;
    case MemClass::L: return BOp::LD_L;
    case MemClass::I: return BOp::LD_I;
    case MemClass::C: return BOp::LD_C128;
    default: return BOp::LD_T;
  }
}

BOp storeOp(MemClass m) {
  switch (m) {
    case MemClass::I8: case MemClass::U8: return BOp::ST_8;
    case MemClass::I16: case MemClass::U16: return BOp::ST_16;
    case MemClass::I32: case MemClass::U32: return BOp::ST_32;
    case MemClass::W: return BOp::ST_64;
    case MemClass::P: return BOp::ST_P;
    case MemClass::S: return BOp::ST_S;
    case MemClass::L: return BOp::ST_L;
    case MemClass::I: return BOp::ST_I;
    case MemClass::C: return BOp::ST_C128;
    default: return BOp::ST_T;
  }
}

}  // namespace

void FuncGen::loadMem(uint16_t d, uint16_t base, uint64_t disp, const TypeInfo& t) {
  base = reach(base, disp);
  if (t.mem == MemClass::Zero) {
    code.op(BOp::NILCHK, base);
    return;
  }
  code.op(loadOp(t.mem), d, base, static_cast<uint16_t>(disp));
  if (t.mem == MemClass::T) code.ref(RelocKind::kType, unit.typeRow(t.type));
}

void FuncGen::storeMem(uint16_t base, uint64_t disp, uint16_t src, const TypeInfo& t) {
  base = reach(base, disp);
  if (t.mem == MemClass::Zero) {
    code.op(BOp::NILCHK, base);
    return;
  }
  code.op(storeOp(t.mem), base, src, static_cast<uint16_t>(disp));
  if (t.mem == MemClass::T) code.ref(RelocKind::kType, unit.typeRow(t.type));
}

// Reads a value of type t from slot memory at byte `disp` from slot `base`.
void FuncGen::loadFrame(uint16_t d, uint16_t base, uint64_t disp, const TypeInfo& t) {
  uint16_t s = static_cast<uint16_t>(base + disp / 8), in = static_cast<uint16_t>(disp % 8);
  BOp o;
  switch (t.mem) {
    case MemClass::Zero: return;
    case MemClass::I8: o = BOp::LDS_I8; break;
    case MemClass::U8: o = BOp::LDS_U8; break;
    case MemClass::I16: o = BOp::LDS_I16; break;
    case MemClass::U16: o = BOp::LDS_U16; break;
    case MemClass::I32: o = BOp::LDS_I32; break;
    case MemClass::U32: o = BOp::LDS_U32; break;
    default:
      if (in == 0) {
        moveSlots(d, s, t.slots, &t);
      } else {
        code.op(BOp::SLOTADDR, scr(3), s, in);
        loadMem(d, scr(3), 0, t);
      }
      return;
  }
  code.op(o, d, s, in);
}

// Writes a value of type t in slots from src to slot memory at byte `disp` from slot `base`.
void FuncGen::storeFrame(uint16_t base, uint64_t disp, uint16_t src, const TypeInfo& t) {
  uint16_t s = static_cast<uint16_t>(base + disp / 8), in = static_cast<uint16_t>(disp % 8);
  BOp o;
  switch (t.mem) {
    case MemClass::Zero: return;
    case MemClass::I8: case MemClass::U8: o = BOp::STS_8; break;
    case MemClass::I16: case MemClass::U16: o = BOp::STS_16; break;
    case MemClass::I32: case MemClass::U32: o = BOp::STS_32; break;
    default:
      if (in == 0 && t.size % 8 == 0) {
        moveSlots(s, src, t.slots, &t);
      } else {
        code.op(BOp::SLOTADDR, scr(3), s, in);
        storeMem(scr(3), 0, src, t);
      }
      return;
  }
  code.op(o, s, src, in);
}

// Moves that happen at once: a move waits while its destination is still to be read by another; cycles go through scratch.
void FuncGen::parallelMove(std::vector<Move>& moves) {
  auto overlap = [](uint16_t a, uint32_t an, uint16_t b, uint32_t bn) { return a < b + bn && b < a + an; };
  uint32_t park = 4;
  while (!moves.empty()) {
    bool progress = false;
    for (size_t k = 0; k < moves.size(); k++) {
      bool blocked = false;
      for (size_t j = 0; j < moves.size() && !blocked; j++)
        blocked = j != k && overlap(moves[k].dst, moves[k].n, moves[j].src, moves[j].n);
      if (blocked) continue;
      moveSlots(moves[k].dst, moves[k].src, moves[k].n, moves[k].t);
      moves.erase(moves.begin() + static_cast<long>(k));
      progress = true;
      break;
    }
    if (progress) continue;
    // Everything left is in cycles: park the first source in scratch.
    Move& m = moves.front();
    uint16_t s = scr(park);
    scr(park + m.n - 1);
    park += m.n;
    moveSlots(s, m.src, m.n, m.t);
    m.src = s;
  }
}

}  // namespace gvm::emit
