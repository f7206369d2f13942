// This file removes work inside blocks: values that are there already are used again (local value numbering), and nil checks of
// pointers that are known not to be nil are dropped.
//
// A register with one definition is its own value; one with several has a new value from each definition. Operations without
// effects are keyed by what they compute from which values; loads also by a count of the stores and calls before them.
#include <unordered_map>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

namespace {

enum class Kind : uint8_t { No, Pure, Load };

Kind kindOf(const Instr& i) {
  switch (i.op) {
    case IOp::Add: case IOp::Sub: case IOp::Mul: case IOp::And: case IOp::Or: case IOp::Xor: case IOp::AndNot: case IOp::Shl:
    case IOp::Shr: case IOp::Neg: case IOp::Not: case IOp::Conv: case IOp::Eq: case IOp::Ne: case IOp::Lt: case IOp::Le: case IOp::Gt:
    case IOp::Ge: case IOp::IsNil: case IOp::PtrAdd: case IOp::SliceAddr: case IOp::ArrayAddr: case IOp::VarAddr: case IOp::GlobalAddr:
    case IOp::Capture: case IOp::Div: case IOp::Rem: case IOp::Sqrt: case IOp::StrIndex:
      return Kind::Pure;
    case IOp::Load: case IOp::SliceLoad: case IOp::ArrayLoad: case IOp::GlobalLoad: case IOp::VarLoad: return Kind::Load;
    default: return Kind::No;
  }
}

bool commutes(IOp o) {
  switch (o) {
    case IOp::Add: case IOp::Mul: case IOp::And: case IOp::Or: case IOp::Xor: case IOp::Eq: case IOp::Ne: return true;
    default: return false;
  }
}

struct Key {
  uint64_t op, a, b, imm, imm2;
  const void *type, *aux;
  uint64_t memory;
  bool operator==(const Key&) const = default;
};
struct KeyHash {
  size_t operator()(const Key& k) const {
    uint64_t h = k.op * 0x9E3779B97F4A7C15u;
    auto mix = [&](uint64_t v) { h = (h ^ v) * 0xff51afd7ed558ccdu, h ^= h >> 32; };
    mix(k.a), mix(k.b), mix(k.imm), mix(k.imm2), mix(reinterpret_cast<uint64_t>(k.type)), mix(reinterpret_cast<uint64_t>(k.aux)), mix(k.memory);
    return h;
  }
};

}  // namespace

// What instruction i may do, its flags considered.
uint16_t effectsOf(const Instr& i) {
  uint16_t fx = lower::opInfo(i.op).effects;
  switch (i.op) {
    case IOp::Load: case IOp::Store: case IOp::MemZero:
      if (!i.has(lower::kNilCheck)) fx &= ~lower::kPanic;
      break;
    case IOp::SliceLoad: case IOp::SliceStore: case IOp::SliceAddr: case IOp::StrIndex:
      if (!i.has(lower::kBounds)) fx &= ~lower::kPanic;
      break;
    case IOp::ArrayLoad: case IOp::ArrayStore: case IOp::ArrayAddr:
      if (!i.has(lower::kBounds) && !i.has(lower::kNilCheck)) fx &= ~lower::kPanic;
      break;
    case IOp::Div: case IOp::Rem:
      if (i.has(lower::kNoZeroCheck)) fx &= ~lower::kPanic;
      break;
    case IOp::Shl: case IOp::Shr:
      if (i.has(lower::kNoNegCheck)) fx &= ~lower::kPanic;
      break;
    case IOp::VarDecl:
      if (!i.aux.var->heap) fx &= ~(lower::kAlloc | lower::kSafe);
      break;
    default: break;
  }
  return fx;
}

bool nilPanicOnly(const Instr& i) {
  switch (i.op) {
    case IOp::Load: case IOp::NilCheck: return true;
    default: return false;
  }
}

void FuncGen::simplify() {
  // Pointers that cannot be nil, by their only definition.
  auto nonNil = [&](Reg r) {
    for (int k = 0; k < 8; k++) {
      const RegState& rs = regs[r];
      if (rs.ndef != 1 || !rs.def) return false;
      switch (rs.def->op) {
        case IOp::SliceAddr: case IOp::ArrayAddr: case IOp::VarAddr: case IOp::New: case IOp::GlobalAddr: case IOp::PtrAdd:
        case IOp::MakeClosure: case IOp::GetClosurePtr:
          return true;
        case IOp::Capture: return fn.captures[static_cast<size_t>(rs.def->imm)].byRef;
        case IOp::Copy: r = rs.def->use(0); break;
        default: return false;
      }
    }
    return false;
  };
  std::unordered_map<Key, Reg, KeyHash> seen;
  std::vector<uint64_t> version(regs.size(), 0);
  std::vector<uint32_t> checkedIn(regs.size(), 0);  // 1 + block in which the pointer was dereferenced
  std::unordered_map<int64_t, uint64_t> constants;
  uint64_t fresh = uint64_t{1} << 33;
  // Values: constants by bits, registers by number, redefined ones by version.
  auto value = [&](Reg r) -> uint64_t {
    if (r == kNoReg) return ~uint64_t{0};
    for (int k = 0; k < 8 && regs[r].ndef == 1 && regs[r].def && regs[r].def->op == IOp::Copy; k++) {
      Reg s = regs[r].def->use(0);
      if (regs[s].ndef != 1 || regs[s].ti != regs[r].ti) break;
      r = s;
    }
    if (regs[r].isConst) {
      if (regs[r].ti->isPtrWord()) return uint64_t{1} << 63;
      return constants.emplace(regs[r].k, (uint64_t{1} << 62) + constants.size()).first->second;
    }
    return version[r] ? version[r] : r;
  };
  for (uint32_t bi = 0; bi < order.size(); bi++) {
    seen.clear();
    uint64_t memory = fresh++;
    // Values of registers with several definitions are unknown at the beginning of a block.
    for (Instr* ip : order[bi].block->instrs) {
      Instr& i = *ip;
      if (i.flags & kDead) continue;
      // Nil checks.
      if (i.op == IOp::NilCheck || i.op == IOp::Load || i.op == IOp::Store || i.op == IOp::ArrayLoad || i.op == IOp::ArrayStore ||
          i.op == IOp::ArrayAddr || i.op == IOp::SliceArray) {
        Reg p = i.use(0);
        bool safe = nonNil(p) || (regs[p].ndef == 1 && checkedIn[p] == bi + 1);
        if (safe) {
          i.flags &= ~static_cast<uint32_t>(lower::kNilCheck);
          if (i.op == IOp::NilCheck) {
            i.flags |= kDead;
            regs[p].nuse--;
            continue;
          }
        } else if (i.has(lower::kNilCheck) || i.op == IOp::NilCheck) {
          checkedIn[p] = bi + 1;
        }
      }
      if (i.op == IOp::Div || i.op == IOp::Rem) {
        const TypeInfo& t = ti(i.type);
        if (!t.isInt() || (regs[i.use(1)].isConst && regs[i.use(1)].k != 0)) i.flags |= lower::kNoZeroCheck;
      }
      if ((i.op == IOp::Shl || i.op == IOp::Shr) && ((regs[i.use(1)].isConst && regs[i.use(1)].k >= 0) || (i.type2 && !ti(i.type2).isSigned())))
        i.flags |= lower::kNoNegCheck;
      Kind k = kindOf(i);
      if (k != Kind::No && i.ndefs == 1 && i.def() != kNoReg && regs[i.def()].ndef == 1) {
        Key key{static_cast<uint64_t>(i.op), value(i.nuses > 0 ? i.use(0) : kNoReg), value(i.nuses > 1 ? i.use(1) : kNoReg),
                static_cast<uint64_t>(i.imm), static_cast<uint64_t>(i.imm2), i.type, i.aux.ptr, k == Kind::Load ? memory : 0};
        if (i.type2) key.op |= reinterpret_cast<uint64_t>(i.type2) << 16;
        if (commutes(i.op) && i.type && ti(i.type).kind != rt::Kind::String && key.a > key.b) std::swap(key.a, key.b);
        auto [it, isNew] = seen.emplace(key, i.def());
        if (!isNew && regs[it->second].ti == regs[i.def()].ti) {
          for (Reg u : i.uses())
            if (u != kNoReg) regs[u].nuse--;
          Reg src = it->second;
          Reg list[2] = {i.def(), src};
          i.op = IOp::Copy;
          i.regs = unit.arena().copy(list, 2).data;
          i.nuses = 1;
          i.aux.ptr = nullptr;
          i.imm = i.imm2 = 0;
          regs[src].nuse++;
          continue;
        }
      }
      uint16_t fx = effectsOf(i);
      if (fx & (lower::kWrite | lower::kSafe)) memory = fresh++;
      for (Reg d : i.defs())
        if (d != kNoReg && regs[d].ndef != 1) version[d] = fresh++;
    }
    // Whoever is redefined somewhere has another value in the next block.
    for (Instr* ip : order[bi].block->instrs)
      for (Reg d : ip->defs())
        if (d != kNoReg && regs[d].ndef != 1) version[d] = fresh++;
  }
}

}  // namespace gvm::emit
