// This file computes what is known before the program runs: copies and arithmetic of constants (inlining makes many), conversions
// that change no bit of a slot, rotations written as two shifts, and complements that belong to an and-not.
#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

namespace {

constexpr uint32_t kRotateScan = 12;  // instructions between the shifts of a rotation and their union

// k as the slot of an integer of type t holds it.
int64_t canonical(int64_t k, const TypeInfo& t) {
  switch (t.size) {
    case 1: return t.isSigned() ? int64_t{static_cast<int8_t>(k)} : int64_t{static_cast<uint8_t>(k)};
    case 2: return t.isSigned() ? int64_t{static_cast<int16_t>(k)} : int64_t{static_cast<uint16_t>(k)};
    case 4: return t.isSigned() ? int64_t{static_cast<int32_t>(k)} : int64_t{static_cast<uint32_t>(k)};
    default: return k;
  }
}

// The result of an integer operation on constants; false when it is left to run time.
bool compute(IOp op, int64_t x, int64_t y, const TypeInfo& t, int64_t& out) {
  auto ux = static_cast<uint64_t>(x), uy = static_cast<uint64_t>(y);
  uint64_t bits = t.size * 8;
  switch (op) {
    case IOp::Add: out = static_cast<int64_t>(ux + uy); break;
    case IOp::Sub: out = static_cast<int64_t>(ux - uy); break;
    case IOp::Mul: out = static_cast<int64_t>(ux * uy); break;
    case IOp::And: out = x & y; break;
    case IOp::Or: out = x | y; break;
    case IOp::Xor: out = x ^ y; break;
    case IOp::AndNot: out = x & ~y; break;
    case IOp::Shl:
      if (y < 0) return false;
      out = uy >= bits ? 0 : static_cast<int64_t>(ux << uy);
      break;
    case IOp::Shr:
      if (y < 0) return false;
      if (t.isSigned()) out = x >> std::min<uint64_t>(uy, 63);
      else out = uy >= bits ? 0 : static_cast<int64_t>(ux >> uy);
      break;
    default: return false;
  }
  out = canonical(out, t);
  return true;
}

}  // namespace

// Makes i, whose only result is a scalar, the constant k.
void FuncGen::becomeConst(Instr& i, int64_t k) {
  for (Reg u : i.uses())
    if (u != kNoReg) regs[u].nuse--;
  RegState& d = regs[i.def()];
  i.op = IOp::Const;
  i.nuses = 0;
  i.imm = k;
  i.imm2 = 0;
  i.aux.ptr = nullptr;
  i.type = fn.regs[i.def()].type;
  d.isConst = true;
  d.k = k;
}

// x >> c | x << (width - c) in block bi: becomes a rotation. The shifts stay for removeDead.
bool FuncGen::foldRotation(Instr& i, uint32_t bi, uint32_t at) {
  const TypeInfo& t = ti(i.type);
  if (t.isSigned() || (t.size != 4 && t.size != 8)) return false;
  const Instr* left = nullptr;
  const Instr* right = nullptr;
  uint32_t from = at;
  for (Reg u : i.uses()) {
    const RegState& rs = regs[u];
    if (rs.ndef != 1 || rs.nuse != 1 || !rs.def || rs.block != bi || at - rs.idx > kRotateScan || rs.idx >= at) return false;
    if (rs.def->op == IOp::Shl) left = rs.def;
    else if (rs.def->op == IOp::Shr) right = rs.def;
    from = std::min(from, rs.idx);
  }
  if (!left || !right || left->use(0) != right->use(0)) return false;
  if (&ti(left->type) != &t || &ti(right->type) != &t) return false;
  const RegState &l = regs[left->use(1)], &r = regs[right->use(1)];
  if (!l.isConst || !r.isConst || l.k <= 0 || r.k <= 0 || static_cast<uint64_t>(l.k) + static_cast<uint64_t>(r.k) != t.size * 8) return false;
  // The value must be the same at both shifts and here.
  Reg x = left->use(0), count = left->use(1);
  if (regs[x].ndef != 1)
    for (uint32_t q = from; q < at; q++)
      for (Reg d : order[bi].block->instrs[q]->defs())
        if (d == x) return false;
  for (Reg u : i.uses()) regs[u].nuse--;
  Reg list[3] = {i.def(), x, count};
  i.op = IOp::Rotl;
  i.regs = unit.arena().copy(list, 3).data;
  regs[x].nuse++;
  regs[count].nuse++;
  return true;
}

void FuncGen::foldConstants() {
  auto integer = [&](const types::Type* t) { return t && ti(const_cast<types::Type*>(t)).isInt(); };
  for (uint32_t bi = 0; bi < order.size(); bi++) {
    auto& ins = order[bi].block->instrs;
    for (uint32_t p = 0; p < ins.size(); p++) {
      Instr& i = *ins[p];
      if (i.ndefs != 1 || i.def() == kNoReg || regs[i.def()].ndef != 1 || regs[i.def()].slots != 1) continue;
      auto constant = [&](int n) { return i.use(n) != kNoReg && regs[i.use(n)].isConst; };
      switch (i.op) {
        case IOp::Copy:
          if (const TypeInfo *from = regs[i.use(0)].ti, *to = regs[i.def()].ti;
              constant(0) && from && to && from->isPtrWord() == to->isPtrWord() && to->kind != rt::Kind::Struct && to->kind != rt::Kind::Array)
            becomeConst(i, regs[i.use(0)].k);
          break;
        case IOp::Conv: {
          if (!integer(i.type) || !integer(i.type2)) break;
          const TypeInfo &t = ti(i.type), &f = ti(i.type2);
          if (constant(0)) {
            becomeConst(i, canonical(regs[i.use(0)].k, t));
            break;
          }
          // The slot holds the same bits.
          if (t.size == 8 || (t.isSigned() == f.isSigned() && t.size >= f.size) || (t.isSigned() && t.size > f.size)) i.op = IOp::Copy;
          break;
        }
        case IOp::Not:
          if (integer(i.type) && constant(0)) becomeConst(i, canonical(~regs[i.use(0)].k, ti(i.type)));
          break;
        case IOp::Or: case IOp::Xor: case IOp::Add: case IOp::Sub: case IOp::Mul: case IOp::And: case IOp::AndNot: case IOp::Shl: case IOp::Shr: {
          if (!integer(i.type)) break;
          int64_t k;
          if (constant(0) && constant(1)) {
            if (compute(i.op, regs[i.use(0)].k, regs[i.use(1)].k, ti(i.type), k)) becomeConst(i, k);
            break;
          }
          if (i.op == IOp::Or || i.op == IOp::Xor || i.op == IOp::Add) {
            foldRotation(i, bi, p);
            break;
          }
          if (i.op != IOp::And) break;
          // ^x & y is y &^ x.
          for (int n = 0; n < 2; n++) {
            const RegState& rs = regs[i.use(n)];
            if (rs.ndef != 1 || rs.nuse != 1 || !rs.def || rs.def->op != IOp::Not || rs.block != bi || rs.idx >= p) continue;
            Reg x = rs.def->use(0);
            if (regs[x].isConst) continue;
            bool same = true;
            for (uint32_t q = rs.idx; q < p && regs[x].ndef != 1; q++)
              for (Reg d : ins[q]->defs()) same &= d != x;
            if (!same) continue;
            regs[i.use(n)].nuse--;
            Reg list[3] = {i.def(), i.use(1 - n), x};
            i.op = IOp::AndNot;
            i.regs = unit.arena().copy(list, 3).data;
            regs[x].nuse++;
            break;
          }
          break;
        }
        default: break;
      }
    }
  }
}

}  // namespace gvm::emit
