// This file selects bytecode for calls and returns, deferred calls, goroutines, panics and print statements.
#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

using bytecode::RelocKind;
using rt::Kind;

void FuncGen::emitCall(const Instr& i) {
  auto win = static_cast<uint16_t>(winBase);
  uint32_t at = i.op == IOp::CallIface ? 1 : 0;
  auto uses = i.uses();
  size_t first = i.op == IOp::Call ? 0 : 1;
  // The function or interface itself may have been a result in the window: it is read before the window is written.
  uint16_t target = first ? use(uses[0], 0) : 0;
  moves_.clear();
  std::vector<std::pair<uint16_t, Reg>> late;
  for (size_t u = first; u < uses.size(); u++) {
    Reg r = uses[u];
    const RegState& rs = regs[r];
    auto d = static_cast<uint16_t>(win + at);
    at += rs.slots;
    if (isConst(r)) late.push_back({d, r});
    else if (rs.slots && slot(r) != d) moves_.push_back({d, slot(r), rs.slots, rs.ti});
  }
  parallelMove(moves_);
  for (auto& [d, r] : late) moveTo(d, r);
  emitClears(i);
  switch (i.op) {
    case IOp::Call: {
      uint32_t sym = unit.funcSymbol(i.aux.fn);
      code.op(i.aux.fn->native ? BOp::CALLN : BOp::CALL, win);
      code.ref(i.aux.fn->native ? RelocKind::kNative : RelocKind::kFunc, sym);
      break;
    }
    case IOp::CallClosure:
      code.op(BOp::CALLC, win, target);
      code.ref(RelocKind::kType, unit.typeRow(i.type));
      break;
    default:
      code.op(BOp::CALLI, win, target, static_cast<uint16_t>(i.imm));
      code.ref(RelocKind::kType, unit.typeRow(i.type));
  }
  uint32_t off = 0;
  for (int n = 0; n < i.ndefs; n++) {
    uint32_t k = resultSlotsOf(i, n);
    Reg r = i.def(n);
    if (r != kNoReg && k && regs[r].home != Home::Window) {
      const RegState& root = regs[rootOf(r)];
      if (!(root.home == Home::Slot && root.slot < 0)) moveSlots(slot(r), static_cast<uint16_t>(win + off), k, regs[r].ti);
    }
    off += k;
  }
}

void FuncGen::emitRet(const Instr& i) {
  auto uses = i.uses();
  uint32_t n = 0;
  bool inPlace = true;  // the values stand side by side already
  uint16_t base = 0;
  for (Reg r : uses) {
    if (regs[r].slots == 0) continue;
    if (isConst(r)) inPlace = false;
    else if (n == 0) base = slot(r);
    else if (slot(r) != base + n) inPlace = false;
    n += regs[r].slots;
  }
  if (n == 0) {
    code.op(BOp::RET);
    return;
  }
  if (!inPlace && n == 1)
    for (Reg r : uses)
      if (isConst(r) && regs[r].k >= INT16_MIN && regs[r].k <= INT16_MAX) {
        code.op(BOp::RETK, static_cast<uint16_t>(regs[r].k));
        return;
      }
  if (!inPlace) base = gather(uses);
  switch (n) {
    case 1: code.op(BOp::RET1, base); return;
    case 2: code.op(BOp::RET2, base); return;
    case 3: code.op(BOp::RET3, base); return;
    default: code.op(BOp::RETN, base, static_cast<uint16_t>(n));
  }
}

void FuncGen::emitRuntime(const Instr& i) {
  switch (i.op) {
    case IOp::Go: code.op(BOp::GO, use(i.use(0))); return;
    case IOp::Defer: code.op(BOp::DEFER, use(i.use(0))); return;
    case IOp::DeferToken: code.op(BOp::DEFERTOKEN, dst(i)); return;
    case IOp::DeferAt: {
      uint16_t c = use(i.use(0), 0), t = use(i.use(1), 1);
      code.op(BOp::DEFERAT, c, t);
      return;
    }
    case IOp::RunDefers:
      code.op(BOp::RUNDEFERS, static_cast<uint16_t>(winBase));
      code.k64(0);
      code.op(BOp::DEFERLOOP);
      return;
    case IOp::Recover: {
      uint16_t d = dst(i);
      if (d == scratch) scr(1);
      code.op(BOp::RECOVER, d);
      return;
    }
    case IOp::Panic: code.op(BOp::PANIC, slot(i.use(0))); return;
    case IOp::PanicWrap:
      code.opBC(BOp::PANICWRAP, 0, static_cast<int32_t>(i.aux.str->size()));
      return code.ref(RelocKind::kStr, unit.text(*i.aux.str), static_cast<int32_t>(i.aux.str->size()));
    case IOp::PanicRangeState: code.op(BOp::PANICRANGE, use(i.use(0))); return;
    case IOp::PrintLock: code.op(BOp::PRINTLOCK); return;
    case IOp::PrintUnlock: code.op(BOp::PRINTUNLOCK); return;
    case IOp::PrintStr: {
      uint16_t s = scr(0);
      scr(1);
      code.opBC(BOp::LDSTR, s, static_cast<int32_t>(i.aux.str->size()));
      code.ref(RelocKind::kStr, unit.text(*i.aux.str), static_cast<int32_t>(i.aux.str->size()));
      code.op(BOp::PRINT, s, static_cast<uint16_t>(Kind::String));
      return;
    }
    case IOp::Print: {
      const TypeInfo& t = ti(i.type);
      Kind k = t.kind == Kind::Interface && !t.isEface ? Kind::Invalid : t.kind;
      code.op(BOp::PRINT, use(i.use(0)), static_cast<uint16_t>(k));
      return;
    }
    default: return;
  }
}

}  // namespace gvm::emit
