// This file selects bytecode for the operations of the language on slices, strings, maps, channels and interfaces.
#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"
#include "compiler/types/object.h"

namespace gvm::emit {

using bytecode::RelocKind;
using bytecode::kNoSlot;
using rt::Kind;

// A run of n scratch slots, apart from those that single values use.
uint16_t FuncGen::run(uint32_t n) {
  constexpr uint32_t kFirst = 12;
  if (n) scr(kFirst + n - 1);
  return scr(kFirst);
}

// The registers' values side by side: in place when they are one register, else gathered in scratch.
uint16_t FuncGen::gather(std::span<const Reg> list) {
  if (list.size() == 1 && !isConst(list[0])) return slot(list[0]);
  uint32_t n = 0;
  for (Reg r : list) n += regs[r].slots;
  uint16_t base = run(n), at = base;
  for (Reg r : list) {
    moveTo(at, r);
    at = static_cast<uint16_t>(at + regs[r].slots);
  }
  return base;
}

void FuncGen::emitSlicing(const Instr& i) {
  auto bound = [&](int n) -> uint16_t { return i.use(n) == kNoReg ? kNoSlot : use(i.use(n), static_cast<uint32_t>(4 + n)); };
  switch (i.op) {
    case IOp::SliceSlice: {
      uint16_t s = slot(i.use(0)), lo = bound(1), hi = bound(2), max = bound(3);
      code.op(BOp::SLICE_L, dst(i), s, lo);
      code.operands(hi, max);
      code.k64(static_cast<int64_t>(ti(i.type2).size));
      return;
    }
    case IOp::SliceStr: {
      uint16_t s = slot(i.use(0)), lo = bound(1), hi = bound(2);
      code.op(BOp::SLICE_S, dst(i), s, lo);
      code.operands(hi);
      return;
    }
    case IOp::SliceArray: {
      uint16_t s = use(i.use(0)), lo = bound(1), hi = bound(2), max = bound(3);
      code.op(BOp::SLICE_A, dst(i), s, lo);
      code.operands(hi, max);
      code.k64(i.imm2);
      code.k64(static_cast<int64_t>(ti(i.type2).size));
      return;
    }
    case IOp::SliceToArrayPtr: {
      uint16_t s = slot(i.use(0));
      code.op(BOp::SLTOARR, dst(i), s);
      code.k64(i.imm);
      return;
    }
    case IOp::SliceCopy: {
      uint16_t a = slot(i.use(0)), b = slot(i.use(1)), d = i.ndefs && wanted(i, 0) ? dst(i) : kNoSlot;
      if (i.has(lower::kString)) {
        code.op(BOp::COPYSTR, d, a, b);
        return;
      }
      code.op(BOp::COPYSL, d, a, b);
      return code.ref(RelocKind::kType, unit.typeRow(ti(i.use(0)).type));
    }
    case IOp::SliceClear:
      code.op(BOp::CLEARSL, slot(i.use(0)));
      return code.ref(RelocKind::kType, unit.typeRow(ti(i.use(0)).type));
    case IOp::SliceData: return moveSlots(dst(i), slot(i.use(0)), 1, nullptr);
    case IOp::UnsafeSlice: {
      uint16_t p = use(i.use(0), 0), n = use(i.use(1), 1);
      code.op(BOp::UNSAFESLICE, dst(i), p, n);
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    }
    case IOp::UnsafeString: {
      uint16_t p = use(i.use(0), 0), n = use(i.use(1), 1);
      code.op(BOp::UNSAFESTR, dst(i), p, n);
      return;
    }
    default: return;
  }
}

void FuncGen::emitAlloc(const Instr& i) {
  switch (i.op) {
    case IOp::New: {
      if (auto it = stackAllocs.find(&i); it != stackAllocs.end()) {
        touch(it->second.second, it->second.first->slots);
        zeroSlots(static_cast<uint16_t>(it->second.second), it->second.first->slots);
        code.op(BOp::SLOTADDR, dst(i), static_cast<uint16_t>(it->second.second), 0);
        return;
      }
      code.op(BOp::NEW, dst(i));
      return code.ref(RelocKind::kType, unit.typeRow(i.type2));
    }
    case IOp::MakeSlice: {
      if (auto it = stackAllocs.find(&i); it != stackAllocs.end()) {
        touch(it->second.second, it->second.first->slots);
        auto at = static_cast<uint16_t>(it->second.second);
        uint16_t d = dst(i);
        zeroSlots(at, it->second.first->slots);
        code.op(BOp::SLOTADDR, d, at, 0);
        int64_t n = 0, c = 0;
        constantOf(i.use(0), n);
        constantOf(i.use(1) == kNoReg ? i.use(0) : i.use(1), c);
        loadImm(static_cast<uint16_t>(d + 1), n, false);
        loadImm(static_cast<uint16_t>(d + 2), c, false);
        return;
      }
      uint16_t n = use(i.use(0), 0), c = i.use(1) == kNoReg ? n : use(i.use(1), 1);
      code.op(BOp::MKSLICE, dst(i), n, c);
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    }
    case IOp::MakeMap: case IOp::MakeChan: {
      uint16_t n = i.use(0) == kNoReg ? kNoSlot : use(i.use(0));
      code.op(i.op == IOp::MakeMap ? BOp::MKMAP : BOp::MKCHAN, dst(i), n);
      return code.ref(RelocKind::kType, unit.typeRow(i.type));
    }
    case IOp::MakeClosure: {
      std::string classes;
      for (Reg r : i.uses())
        for (uint32_t k = 0; k < regs[r].slots; k++) classes += regs[r].ti->ptrSlot(k) ? 'P' : 'W';
      if (classes.empty()) {
        code.op(BOp::LDFN, dst(i));
        return code.ref(RelocKind::kFunc, unit.funcSymbol(i.aux.fn));
      }
      if (auto it = stackAllocs.find(&i); it != stackAllocs.end()) {
        touch(it->second.second, it->second.first->slots);
        auto at = static_cast<uint16_t>(it->second.second);
        code.op(BOp::LDFN, at);
        code.ref(RelocKind::kFunc, unit.funcSymbol(i.aux.fn));
        uint16_t s = static_cast<uint16_t>(at + 1);
        for (Reg r : i.uses()) moveTo(s, r), s = static_cast<uint16_t>(s + regs[r].slots);
        code.op(BOp::SLOTADDR, dst(i), at, 0);
        return;
      }
      uint16_t base = gather(i.uses());
      code.op(BOp::MKCLOSURE, dst(i), base, static_cast<uint16_t>(classes.size()));
      code.ref(RelocKind::kType, unit.closureRow(classes));
      return code.ref(RelocKind::kFunc, unit.funcSymbol(i.aux.fn));
    }
    default: return;
  }
}

void FuncGen::emitAppend(const Instr& i) {
  uint32_t row = unit.typeRow(i.type);
  uint16_t s = slot(i.use(0));
  if (i.op == IOp::AppendSlice) {
    uint16_t v = slot(i.use(1));
    code.op(i.has(lower::kString) ? BOp::APPENDSTR : BOp::APPENDSL, dst(i), s, v);
    return code.ref(RelocKind::kType, row);
  }
  const TypeInfo& e = ti(i.type2);
  uint32_t n = i.nuses - 1u;
  if (n == 0) return moveSlots(dst(i), s, 3, nullptr);
  if (n == 1) {
    uint16_t v = use(i.use(1), 4), d = dst(i);
    switch (e.mem) {
      case MemClass::I8: case MemClass::U8: code.op(BOp::APPEND_8, d, s, v); break;
      case MemClass::I32: case MemClass::U32: code.op(BOp::APPEND_32, d, s, v); break;
      case MemClass::W: code.op(BOp::APPEND_64, d, s, v); break;
      case MemClass::P: code.op(BOp::APPEND_P, d, s, v); break;
      case MemClass::S: code.op(BOp::APPEND_S, d, s, v); break;
      default: code.op(BOp::APPEND_T, d, s, v); break;
    }
    return code.ref(RelocKind::kType, row);
  }
  // Several: grow once, then store each behind the old length.
  uint16_t d = dst(i);
  code.op(BOp::GROW, d, s, static_cast<uint16_t>(n));
  code.ref(RelocKind::kType, row);
  if (e.size == 0) return;
  uint16_t x = scr(0), p = scr(1);
  code.op(BOp::ADDK_I64, x, static_cast<uint16_t>(d + 1), static_cast<uint16_t>(-static_cast<int>(n)));
  code.op(BOp::IDXADDR, p, d, x);
  code.k64(static_cast<int64_t>(e.size));
  for (uint32_t k = 0; k < n; k++) storeMem(p, k * e.size, use(i.use(static_cast<int>(k + 1)), 4), e);
}

void FuncGen::emitString(const Instr& i) {
  switch (i.op) {
    case IOp::StrConcat: {
      if (i.nuses == 2) {
        uint16_t a = slot(i.use(0)), b = slot(i.use(1));
        code.op(BOp::CONCAT2, dst(i), a, b);
        return;
      }
      uint16_t base = gather(i.uses());
      code.op(BOp::CONCAT, dst(i), base, i.nuses);
      return;
    }
    case IOp::StrFromBytes: code.op(i.has(lower::kTemp) ? BOp::TMPSTR : BOp::BYTESTOSTR, dst(i), slot(i.use(0))); return;
    case IOp::StrFromRunes: code.op(BOp::RUNESTOSTR, dst(i), slot(i.use(0))); return;
    case IOp::StrFromRune: {
      uint16_t s = use(i.use(0));
      if (i.type2) {  // numbers that are no runes give U+FFFD: as int64 they are out of range too
        const TypeInfo& f = ti(i.type2);
        if (f.size == 8 && !f.isSigned()) {  // the top bit must not read as a sign: any negative number is no rune
          (void)f;
        }
      }
      code.op(BOp::RUNETOSTR, dst(i), s);
      return;
    }
    case IOp::BytesFromStr: {
      uint16_t d = dst(i), s = slot(i.use(0));
      if (i.has(lower::kTemp)) {
        code.op(BOp::MOV2, d, s);
        code.op(BOp::MOV, static_cast<uint16_t>(d + 2), static_cast<uint16_t>(d + 1));
      } else {
        code.op(BOp::STRTOBYTES, d, s);
      }
      return;
    }
    case IOp::RunesFromStr: code.op(BOp::STRTORUNES, dst(i), slot(i.use(0))); return;
    case IOp::DecodeRune: {
      uint16_t s = slot(i.use(0)), x = use(i.use(1), 2);
      code.op(BOp::DECODERUNE, dst(i, 0, 0), dst(i, 1, 1), s);
      return code.operands(x);
    }
    default: return;
  }
}

namespace {

struct MapOps {
  BOp get, getOk, set;
};

// Key kinds with lookups of their own: integers of four and eight bytes, and strings.
MapOps mapOps(const TypeInfo& key) {
  if (key.isInt() && key.size == 4) return {BOp::MAPGET_32, BOp::MAPGETOK_32, BOp::MAPSET_32};
  if (key.isInt() && key.size == 8) return {BOp::MAPGET_64, BOp::MAPGETOK_64, BOp::MAPSET_64};
  if (key.kind == Kind::String) return {BOp::MAPGET_S, BOp::MAPGETOK_S, BOp::MAPSET_S};
  return {BOp::MAPGET, BOp::MAPGETOK, BOp::MAPSET};
}

}  // namespace

void FuncGen::emitMap(const Instr& i) {
  types::Map* mt = i.type ? types::underAs<types::Map>(i.type) : nullptr;
  if (i.op == IOp::MapIterInit && !mt) mt = types::underAs<types::Map>(ti(i.use(0)).type);
  uint32_t row = mt ? unit.typeRow(i.type ? i.type : ti(i.use(0)).type) : 0;
  switch (i.op) {
    case IOp::MapLen: code.op(BOp::MAPLEN, dst(i), use(i.use(0))); return;
    case IOp::MapClear: code.op(BOp::MAPCLEAR, slot(i.use(0))); return code.ref(RelocKind::kType, row);
    case IOp::MapDelete: {
      uint16_t m = use(i.use(0), 0), k = use(i.use(1), 4);
      code.op(BOp::MAPDEL, m, k);
      return code.ref(RelocKind::kType, row);
    }
    case IOp::MapIterInit: code.op(BOp::MAPITER, dst(i), use(i.use(0))); return code.ref(RelocKind::kType, row);
    case IOp::MapIterNext: {
      uint16_t ok = dst(i, 1);
      code.opBC(BOp::MAPNEXT, slot(i.use(0)), 2);
      code.opBC(BOp::LDI, ok, 1);
      code.opBC(BOp::JMP, 0, 1);
      code.opBC(BOp::LDI, ok, 0);
      return;
    }
    case IOp::MapIterKey: return loadMem(dst(i), slot(i.use(0)), 0, ti(i.def()));
    case IOp::MapIterElem: return loadMem(dst(i), static_cast<uint16_t>(slot(i.use(0)) + 1), 0, ti(i.def()));
    default: break;
  }
  MapOps ops = mapOps(ti(mt->key));
  const TypeInfo& e = ti(mt->elem);
  uint16_t m = use(i.use(0), 0), k = use(i.use(1), 4);
  switch (i.op) {
    case IOp::MapGet: {
      code.op(ops.get, scr(3), m, k);
      code.ref(RelocKind::kType, row);
      if (e.size) loadMem(dst(i), scr(3), 0, e);
      return;
    }
    case IOp::MapGet2: {
      uint16_t ok = dst(i, 1, 2);
      code.op(ops.getOk, scr(3), m, k);
      code.operands(ok);
      code.ref(RelocKind::kType, row);
      if (e.size && wanted(i, 0)) loadMem(dst(i, 0), scr(3), 0, e);
      return;
    }
    case IOp::MapGetPtr: code.op(ops.get, dst(i), m, k); return code.ref(RelocKind::kType, row);
    case IOp::MapAssignPtr: code.op(ops.set, dst(i), m, k); return code.ref(RelocKind::kType, row);
    case IOp::MapSet: {
      auto p = static_cast<uint16_t>(elemTemp);
      code.op(ops.set, p, m, k);
      code.ref(RelocKind::kType, row);
      if (e.size) storeMem(p, 0, use(i.use(2), 5), e);
      return;
    }
    default: return;
  }
}

void FuncGen::emitChan(const Instr& i) {
  auto row = [&] { code.ref(RelocKind::kType, unit.typeRow(i.type ? i.type : ti(i.use(0)).type)); };
  switch (i.op) {
    case IOp::ChanLen: code.op(BOp::CHANLEN, dst(i), use(i.use(0))); return;
    case IOp::ChanCap: code.op(BOp::CHANCAP, dst(i), use(i.use(0))); return;
    case IOp::Close: code.op(BOp::CLOSECHAN, use(i.use(0))); return;
    case IOp::Send: code.op(BOp::SEND, use(i.use(0)), slot(i.use(1))); return row();
    case IOp::Recv: {
      uint16_t v = wanted(i, 0) && regs[i.def(0)].slots ? dst(i, 0) : kNoSlot, ok = wanted(i, 1) ? dst(i, 1) : kNoSlot;
      code.op(BOp::RECV, v, use(i.use(0)), ok);
      return row();
    }
    case IOp::TrySend: {
      uint16_t c = use(i.use(0), 0), v = slot(i.use(1));
      code.op(BOp::TRYSEND, dst(i, 0, 2), c, v);
      return row();
    }
    case IOp::TryRecv: {
      uint16_t v = wanted(i, 1) && regs[i.def(1)].slots ? dst(i, 1) : kNoSlot, ok = wanted(i, 2) ? dst(i, 2) : kNoSlot;
      code.op(BOp::TRYRECV, dst(i, 0, 2), use(i.use(0), 0), v);
      code.operands(ok);
      return row();
    }
    default: return;
  }
}

void FuncGen::emitSelect(const Instr& i) {
  // The operation wants sends first: perm gives the case number of each position.
  const lower::SelectInfo& s = *i.aux.select;
  std::vector<uint32_t> perm;
  for (uint32_t k = 0; k < s.cases.size(); k++)
    if (s.cases[k].send) perm.push_back(k);
  auto sends = static_cast<uint16_t>(perm.size());
  for (uint32_t k = 0; k < s.cases.size(); k++)
    if (!s.cases[k].send) perm.push_back(k);
  auto base = static_cast<uint16_t>(selectRun < 0 ? 0 : selectRun);
  for (size_t k = 0; k < perm.size(); k++) {
    Reg c = i.use(static_cast<int>(2 * perm[k])), e = i.use(static_cast<int>(2 * perm[k] + 1));
    auto at = static_cast<uint16_t>(base + 2 * k);
    if (c == kNoReg) code.op(BOp::NIL, at);
    else moveTo(at, c);
    if (e == kNoReg) code.op(BOp::NIL, static_cast<uint16_t>(at + 1));
    else moveTo(static_cast<uint16_t>(at + 1), e);
  }
  bool mapped = false;
  for (size_t k = 0; k < perm.size(); k++) mapped |= perm[k] != k;
  uint16_t d = dst(i, 0, 0);
  code.op(BOp::SELECT, d, base, sends);
  code.operands(static_cast<uint16_t>(perm.size() - sends), wanted(i, 1) ? dst(i, 1) : kNoSlot, s.hasDefault ? 1 : 0);
  if (!mapped || !wanted(i, 0)) return;
  uint16_t got = scr(1);
  code.op(BOp::MOV, got, d);
  for (size_t k = 0; k < perm.size(); k++) {
    if (perm[k] == k) continue;
    code.op(BOp::JNEK_I64, got, static_cast<uint16_t>(k), 1);
    code.opBC(BOp::LDI, d, static_cast<int32_t>(perm[k]));
  }
}

void FuncGen::emitIface(const Instr& i) {
  auto typeRef = [&](types::Type* t) { code.ref(RelocKind::kType, unit.typeRow(t)); };
  switch (i.op) {
    case IOp::MakeIface: {
      const TypeInfo &t = ti(i.type), &c = ti(i.type2);
      uint16_t v = c.slots ? use(i.use(0), 4) : 0, d = dst(i);
      if (auto it = stackAllocs.find(&i); it != stackAllocs.end()) {
        touch(it->second.second, it->second.first->slots);
        auto box = static_cast<uint16_t>(it->second.second);
        moveSlots(box, v, c.slots, &c);
        code.op(t.isEface ? BOp::MKEFACEF : BOp::MKIFACEF, d, box);
        typeRef(i.type2);
        if (!t.isEface) code.ref(RelocKind::kItab, unit.itabRow(i.type, i.type2));
        return;
      }
      if (t.isEface) {
        code.op(c.isDirect() ? BOp::MKEFACEP : BOp::MKEFACE, d, v);
        return typeRef(i.type2);
      }
      uint32_t itab = unit.itabRow(i.type, i.type2);
      code.op(c.isDirect() ? BOp::MKIFACEP : BOp::MKIFACE, d, v);
      if (!c.isDirect()) typeRef(i.type2);
      return code.ref(RelocKind::kItab, itab);
    }
    case IOp::ConvIface: {
      const TypeInfo &t = ti(i.type), &f = ti(i.type2);
      uint16_t s = slot(i.use(0)), d = dst(i);
      if (t.isEface && f.isEface) return moveSlots(d, s, 2, nullptr);
      if (t.isEface) {
        code.op(BOp::ITOE, d, s);
        return;
      }
      if (types::identical(types::under(i.type), types::under(i.type2))) return moveSlots(d, s, 2, nullptr);
      code.op(BOp::ITOI, d, s);
      return typeRef(i.type);
    }
    case IOp::AssertConcrete: {
      const TypeInfo& t = ti(i.type);
      bool direct = t.isDirect();
      uint16_t s = slot(i.use(0)), p = direct ? dst(i) : scr(3);
      code.op(ti(i.type2).isEface ? BOp::ASSERT_E : BOp::ASSERT_I, p, s);
      typeRef(i.type);
      typeRef(i.type2);
      if (!direct && t.size) loadMem(dst(i), p, 0, t);
      return;
    }
    case IOp::AssertConcrete2: {
      const TypeInfo& t = ti(i.type);
      bool direct = t.isDirect(), want = wanted(i, 0) && t.size > 0;
      uint16_t s = slot(i.use(0)), p = direct && want ? dst(i, 0) : scr(3), ok = dst(i, 1, 2);
      code.op(ti(i.type2).isEface ? BOp::ASSERTOK_E : BOp::ASSERTOK_I, p, s, ok);
      typeRef(i.type);
      if (direct || !want) return;
      uint16_t d = dst(i, 0);
      uint32_t jf = code.pc();
      code.opBC(BOp::JF, ok, 0);
      loadMem(d, p, 0, t);
      uint32_t jmp = code.pc();
      code.opBC(BOp::JMP, 0, 0);
      code.words[jf] = bytecode::encodeBC(BOp::JF, ok, static_cast<int32_t>(code.pc() - jf - 1));
      if (t.slots == 1) loadImm(d, 0, false);
      else zeroSlots(d, t.slots);
      code.words[jmp] = bytecode::encodeBC(BOp::JMP, 0, static_cast<int32_t>(code.pc() - jmp - 1));
      return;
    }
    case IOp::AssertIface: {
      uint16_t s = slot(i.use(0));
      code.op(ti(i.type2).isEface ? BOp::TOIFACE_E : BOp::TOIFACE_I, dst(i, 0, 0), s);
      scr(1);
      typeRef(i.type);
      return typeRef(i.type2);
    }
    case IOp::AssertIface2: {
      uint16_t s = slot(i.use(0));
      scr(1);
      code.op(ti(i.type2).isEface ? BOp::TOIFACEOK_E : BOp::TOIFACEOK_I, dst(i, 0, 0), s, dst(i, 1, 2));
      return typeRef(i.type);
    }
    case IOp::IfaceUnbox: {
      const TypeInfo& t = ti(i.type);
      auto p = static_cast<uint16_t>(slot(i.use(0)) + 1);
      if (t.isDirect()) return moveSlots(dst(i), p, 1, &t);
      if (t.size) loadMem(dst(i), p, 0, t);
      return;
    }
    case IOp::IfaceType: {
      uint16_t s = slot(i.use(0)), d = dst(i);
      if (!ti(i.type2).isEface) {
        code.op(BOp::ITYPE, scr(0), s);
        s = scr(0);
      }
      if (ti(i.def()).isPtrWord()) code.op(BOp::WTOP, d, s);
      else moveSlots(d, s, 1, nullptr);
      return;
    }
    default: return;
  }
}

}  // namespace gvm::emit
