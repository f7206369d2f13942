// This file selects bytecode for memory: variables, globals, pointers, indexing, aggregates in registers.
#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

using bytecode::RelocKind;

void FuncGen::emitAggregate(const Instr& i) {
  switch (i.op) {
    case IOp::FieldGet: {
      uint16_t d = dst(i), s = slot(i.use(0));
      return loadFrame(d, s, static_cast<uint64_t>(i.imm), ti(i.type));
    }
    case IOp::FieldSet: {
      uint16_t d = slot(i.def());
      Reg v = i.use(1);
      const TypeInfo& t = ti(i.type);
      if (isConst(v)) return loadImm(static_cast<uint16_t>(d + i.imm / 8), regs[v].k, t.isPtrWord());
      return storeFrame(d, static_cast<uint64_t>(i.imm), slot(v), t);
    }
    default: {  // SliceMake, StringMake
      uint16_t d = dst(i);
      moves_.clear();
      std::vector<std::pair<uint16_t, Reg>> late;
      for (int n = 0; n < i.nuses; n++) {
        auto at = static_cast<uint16_t>(d + n);
        if (isConst(i.use(n))) late.push_back({at, i.use(n)});
        else moves_.push_back({at, slot(i.use(n)), 1, nullptr});
      }
      parallelMove(moves_);
      for (auto& [at, r] : late) moveTo(at, r);
    }
  }
}

void FuncGen::emitVar(const Instr& i) {
  lower::Var& v = *i.aux.var;
  const TypeInfo& t = ti(v.type);
  auto s = static_cast<uint16_t>(varSlot[v.id]);
  auto off = static_cast<uint64_t>(i.imm);
  touch(s, v.heap ? 1 : t.slots);
  switch (i.op) {
    case IOp::VarDecl:
      if (v.heap) {
        code.op(BOp::NEW, s);
        code.ref(RelocKind::kType, unit.typeRow(v.type));
      } else if (!i.has(lower::kInit)) {
        zeroSlots(s, t.slots);
      }
      return;
    case IOp::VarAddr: {
      uint16_t d = dst(i);
      if (!v.heap) {
        if (off > UINT16_MAX) {
          code.op(BOp::SLOTADDR, d, static_cast<uint16_t>(s + off / 8), static_cast<uint16_t>(off % 8));
        } else {
          code.op(BOp::SLOTADDR, d, s, static_cast<uint16_t>(off));
        }
      } else if (off == 0) {
        code.op(BOp::MOV, d, s);
      } else if (off <= UINT16_MAX) {
        code.op(BOp::FIELDADDR, d, s, static_cast<uint16_t>(off));
      } else {
        code.op(BOp::FIELDADDRX, d, s);
        code.k64(i.imm);
      }
      return;
    }
    case IOp::VarLoad: {
      uint16_t d = dst(i);
      if (v.heap) loadMem(d, s, off, ti(i.type));
      else loadFrame(d, s, off, ti(i.type));
      return;
    }
    case IOp::VarStore: {
      const TypeInfo& vt = ti(i.type);
      Reg r = i.use(0);
      if (v.heap) return storeMem(s, off, use(r, 0), vt);
      if (isConst(r)) return loadImm(static_cast<uint16_t>(s + off / 8), regs[r].k, vt.isPtrWord());
      return storeFrame(s, off, slot(r), vt);
    }
    case IOp::VarZero: {
      const TypeInfo& zt = ti(i.type);
      if (!v.heap && off % 8 == 0 && zt.size % 8 == 0) return zeroSlots(static_cast<uint16_t>(s + off / 8), zt.slots);
      uint16_t p = scr(3);
      if (v.heap) {
        if (off == 0) code.op(BOp::MOV, p, s);
        else code.op(BOp::FIELDADDRX, p, s), code.k64(i.imm);
      } else {
        code.op(BOp::SLOTADDR, p, static_cast<uint16_t>(s + off / 8), static_cast<uint16_t>(off % 8));
      }
      code.op(BOp::ZERO_T, p);
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    }
    default: return;
  }
}

void FuncGen::emitGlobal(const Instr& i) {
  uint32_t sym = unit.globalSymbol(i.aux.global);
  auto addend = static_cast<int32_t>(i.imm);
  auto direct = [&](MemClass m, bool load) {
    switch (m) {
      case MemClass::W: return load ? BOp::LDG_64 : BOp::STG_64;
      case MemClass::P: return load ? BOp::LDG_P : BOp::STG_P;
      case MemClass::S: return load ? BOp::LDG_S : BOp::STG_S;
      case MemClass::L: return load ? BOp::LDG_L : BOp::STG_L;
      case MemClass::I: return load ? BOp::LDG_I : BOp::STG_I;
      default: return BOp::NOP;
    }
  };
  if (i.op == IOp::GlobalAddr) {
    code.op(BOp::GADDR, dst(i));
    return code.ref(RelocKind::kGlobal, sym, addend);
  }
  const TypeInfo& t = ti(i.type);
  if (t.mem == MemClass::Zero) return;
  bool load = i.op == IOp::GlobalLoad;
  uint16_t v = load ? dst(i) : use(i.use(0));
  if (BOp o = direct(t.mem, load); o != BOp::NOP) {
    code.op(o, v);
    return code.ref(RelocKind::kGlobal, sym, addend);
  }
  uint16_t p = scr(2);
  code.op(BOp::GADDR, p);
  code.ref(RelocKind::kGlobal, sym, addend);
  if (load) loadMem(v, p, 0, t);
  else storeMem(p, 0, v, t);
}

void FuncGen::emitMemory(const Instr& i) {
  switch (i.op) {
    case IOp::Capture: {
      // Captured values follow the Func word, each in its slots.
      uint32_t off = 8;
      for (int64_t k = 0; k < i.imm; k++) off += 8 * ti(fn.captures[static_cast<size_t>(k)].type).slots;
      const TypeInfo& t = ti(fn.captures[static_cast<size_t>(i.imm)].type);
      uint16_t d = dst(i);
      if (t.isPtrWord()) {
        code.op(BOp::LDCTX_P, d, 0, static_cast<uint16_t>(off));
      } else if (t.slots == 1 && !t.hasPtr) {
        code.op(BOp::LDCTX_64, d, 0, static_cast<uint16_t>(off));
      } else if (t.slots) {
        for (uint32_t k = 0; k < t.slots; k++)
          code.op(t.ptrSlot(k) ? BOp::LDCTX_P : BOp::LDCTX_64, static_cast<uint16_t>(d + k), 0, static_cast<uint16_t>(off + 8 * k));
      }
      return;
    }
    case IOp::NilCheck: code.op(ti(i.use(0)).mem == MemClass::I ? BOp::NILCHK_I : BOp::NILCHK, use(i.use(0))); return;
    case IOp::PtrAdd: {
      uint16_t d = dst(i), b = use(i.use(0));
      if (i.imm == 0) return moveSlots(d, b, 1, nullptr);
      if (i.imm > 0 && i.imm <= UINT16_MAX) {
        code.op(BOp::FIELDADDR, d, b, static_cast<uint16_t>(i.imm));
      } else {
        code.op(BOp::FIELDADDRX, d, b);
        code.k64(i.imm);
      }
      return;
    }
    case IOp::Load: return loadMem(dst(i), use(i.use(0)), static_cast<uint64_t>(i.imm), ti(i.type));
    case IOp::Store: {
      const TypeInfo& t = ti(i.type);
      uint16_t base = use(i.use(0), 1);
      Reg v = i.use(1);
      auto off = static_cast<uint16_t>(i.imm);
      if (folded(v)) {  // *(p + c) op= x
        const Instr& a = *regs[v].def;
        bool first = folded(a.use(0)) && regs[a.use(0)].def->op == IOp::Load && sameSlot(regs[a.use(0)].def->use(0), i.use(0));
        Reg x = a.use(first ? 1 : 0);
        bool flt = t.kind == rt::Kind::Float64;
        if (folded(x)) {
          const Instr& m = *regs[x].def;
          code.op(a.op == IOp::Sub ? BOp::MULSUBM_F64 : BOp::MULADDM_F64, base, slot(m.use(0)), slot(m.use(1)));
          code.operands(off);
          return;
        }
        if (isConst(x)) code.op(BOp::ADDMK_I64, base, static_cast<uint16_t>(a.op == IOp::Sub ? -regs[x].k : regs[x].k), off);
        else code.op(flt ? (a.op == IOp::Sub ? BOp::SUBM_F64 : BOp::ADDM_F64) : BOp::ADDM_I64, base, slot(x), off);
        return;
      }
      if (isConst(v)) {
        auto k = static_cast<uint16_t>(regs[v].k);
        switch (t.mem) {
          case MemClass::P: code.op(BOp::ST_NIL, base, 0, off); return;
          case MemClass::W: code.op(BOp::STK_64, base, k, off); return;
          case MemClass::I32: case MemClass::U32: code.op(BOp::STK_32, base, k, off); return;
          default: code.op(BOp::STK_8, base, k, off); return;
        }
      }
      return storeMem(base, static_cast<uint64_t>(i.imm), slot(v), t);
    }
    case IOp::MemCopy: {
      uint64_t da = static_cast<uint64_t>(i.imm), sa = static_cast<uint64_t>(i.imm2);
      uint16_t a = use(i.use(0), 0), b = use(i.use(1), 1);
      if (da) code.op(BOp::FIELDADDRX, scr(2), a), code.k64(i.imm), a = scr(2);
      if (sa) code.op(BOp::FIELDADDRX, scr(3), b), code.k64(i.imm2), b = scr(3);
      code.op(BOp::COPY_T, a, b);
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    }
    case IOp::MemZero: {
      uint16_t a = use(i.use(0), 0);
      if (i.imm) code.op(BOp::FIELDADDRX, scr(2), a), code.k64(i.imm), a = scr(2);
      code.op(BOp::ZERO_T, a);
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    }
    case IOp::KeepAlive: {
      const RegState& rs = regs[i.use(0)];
      if (rs.slots && !isConst(i.use(0)))
        for (uint32_t k = 0; k < rs.slots; k++)
          if (rs.ti && rs.ti->ptrSlot(k)) code.op(BOp::KEEPALIVE, static_cast<uint16_t>(slot(i.use(0)) + k));
      return;
    }
    case IOp::PtrArith: {
      uint16_t p = use(i.use(0), 0), n = use(i.use(1), 1);
      code.op(BOp::PTRADD, dst(i), p, n);
      return;
    }
    case IOp::GetClosurePtr: code.op(BOp::CTX, dst(i)); return;
    case IOp::GetCallerPC: code.op(BOp::GETCALLERPC, dst(i)); return;
    default: return;
  }
}

namespace {

// Operations for element class m: loads and stores of slices, and of arrays behind a pointer.
struct IndexOps {
  BOp ldx = BOp::NOP, stx = BOp::NOP, lda = BOp::NOP, sta = BOp::NOP;
};

IndexOps indexOps(MemClass m) {
  switch (m) {
    case MemClass::I8: return {BOp::LDX_I8, BOp::STX_8, BOp::LDA_I8, BOp::STA_8};
    case MemClass::U8: return {BOp::LDX_U8, BOp::STX_8, BOp::LDA_U8, BOp::STA_8};
    case MemClass::I16: return {BOp::LDX_I16, BOp::STX_16, BOp::LDA_I16, BOp::STA_16};
    case MemClass::U16: return {BOp::LDX_U16, BOp::STX_16, BOp::LDA_U16, BOp::STA_16};
    case MemClass::I32: return {BOp::LDX_I32, BOp::STX_32, BOp::LDA_I32, BOp::STA_32};
    case MemClass::U32: return {BOp::LDX_U32, BOp::STX_32, BOp::LDA_U32, BOp::STA_32};
    case MemClass::W: return {BOp::LDX_64, BOp::STX_64, BOp::LDA_64, BOp::STA_64};
    case MemClass::P: return {BOp::LDX_P, BOp::STX_P, BOp::LDA_P, BOp::STA_P};
    case MemClass::S: return {BOp::LDX_S, BOp::STX_S};
    case MemClass::L: return {BOp::LDX_L, BOp::STX_L};
    case MemClass::I: return {BOp::LDX_I, BOp::STX_I};
    default: return {};
  }
}

}  // namespace

void FuncGen::emitIndex(const Instr& i) {
  switch (i.op) {
    case IOp::BoundsCheck: {
      uint16_t x = use(i.use(0), 0), n = use(i.use(1), 1);
      code.op(i.has(lower::kUnsigned) ? BOp::CHKIDXU : BOp::CHKIDX, x, n);
      return;
    }
    case IOp::StrIndex: {
      uint16_t s = slot(i.use(0)), x = use(i.use(1), 1);
      code.op(BOp::LDX_U8, dst(i), s, x);
      return;
    }
    default: break;
  }
  const TypeInfo& elem = ti(i.type2);
  bool array = i.op == IOp::ArrayLoad || i.op == IOp::ArrayStore || i.op == IOp::ArrayAddr;
  bool load = i.op == IOp::SliceLoad || i.op == IOp::ArrayLoad, store = i.op == IOp::SliceStore || i.op == IOp::ArrayStore;
  const TypeInfo& t = load || store ? ti(i.type) : elem;
  Reg baseReg = i.use(0);
  // a[b][c] in one
  if (!array && load && folded(baseReg)) {
    const Instr& in = *regs[baseReg].def;
    uint16_t s = slot(in.use(0)), x = use(in.use(1), 1), y = use(i.use(1), 2);
    code.op(t.mem == MemClass::U8 ? BOp::LDXX_U8 : BOp::LDXX_64, dst(i), s, x);
    code.operands(y);
    return;
  }
  uint16_t base = use(baseReg, 0), x = use(i.use(1), 1);
  bool direct = i.imm == 0 && elem.size == t.size && (load || store);
  IndexOps ops = indexOps(t.mem);
  if (direct && !array && ops.ldx != BOp::NOP) {
    if (load) {
      code.op(ops.ldx, dst(i), base, x);
    } else if (std::find(order[cur_].swaps.begin(), order[cur_].swaps.end(), &i) != order[cur_].swaps.end()) {
      code.op(BOp::SWAPX_64, base, slot(regs[i.use(2)].def->use(1)), x);
    } else if (folded(i.use(2)) && regs[i.use(2)].def->op == IOp::SliceLoad) {  // a[b] = c[d]
      const Instr& l = *regs[i.use(2)].def;
      code.op(BOp::MOVX_64, base, slot(l.use(0)), x);
      code.operands(slot(l.use(1)));
    } else if (folded(i.use(2))) {  // a[b] += v
      const Instr& a = *regs[i.use(2)].def;
      bool first = folded(a.use(0));
      Reg v = a.use(first ? 1 : 0);
      uint16_t s;
      if (isConst(v)) s = scr(2), loadImm(s, a.op == IOp::Sub ? -regs[v].k : regs[v].k, false);
      else s = slot(v);
      code.op(t.kind == rt::Kind::Float64 ? BOp::ADDX_F64 : BOp::ADDX_I64, base, x, s);
    } else {
      code.op(ops.stx, base, x, use(i.use(2), 2));
    }
    return;
  }
  if (direct && array && ops.lda != BOp::NOP) {
    if (load) code.op(ops.lda, dst(i), base, x);
    else code.op(ops.sta, base, x, use(i.use(2), 2));
    code.k64(i.imm2);
    return;
  }
  if (!array && (load || store) && elem.size <= UINT16_MAX && i.imm <= UINT16_MAX && (t.mem == MemClass::W || (load && t.mem == MemClass::P))) {
    if (load) code.op(t.mem == MemClass::P ? BOp::LDXD_P : BOp::LDXD_64, dst(i), base, x);
    else code.op(BOp::STXD_64, base, x, use(i.use(2), 2));
    code.operands(static_cast<uint16_t>(i.imm), static_cast<uint16_t>(elem.size));
    return;
  }
  // The element's address first.
  bool addr = !load && !store;
  uint16_t p = addr ? dst(i) : scr(3);
  if (array) {
    code.op(BOp::IDXADDRA, p, base, x);
    code.k64(i.imm2);
    code.k64(static_cast<int64_t>(elem.size));
  } else {
    code.op(BOp::IDXADDR, p, base, x);
    code.k64(static_cast<int64_t>(elem.size));
  }
  uint64_t disp = static_cast<uint64_t>(i.imm);
  if (addr || disp > UINT16_MAX) {
    if (disp) {
      if (disp <= UINT16_MAX) code.op(BOp::FIELDADDR, p, p, static_cast<uint16_t>(disp));
      else code.op(BOp::FIELDADDRX, p, p), code.k64(i.imm);
    }
    disp = 0;
  }
  if (load) loadMem(dst(i), p, disp, t);
  if (store) storeMem(p, disp, use(i.use(2), 2), t);
}

}  // namespace gvm::emit
