// This file walks the blocks in order and sends each IR operation to the function that selects bytecode for its family.
#include "compiler/emit/func.h"
#include "compiler/emit/unit.h"

namespace gvm::emit {

bool FuncGen::run() {
  blockIndex.assign(fn.blocks.size(), 0);
  orderBlocks();
  gatherFacts();
  if (unit.options.optimize) foldConstants(), simplify(), prove();
  removeDead();
  if (unit.options.optimize) aliasRegs();
  if (unit.options.optimize) fuse();
  settleConstants();
  if (unit.options.optimize) placeWindows();
  collectWindows();
  liveness();
  assignSlots();
  if (unit.options.optimize && localSlots <= 60000) planClears();
  if (localSlots > 60000) return false;
  emitBody();
  return winBase + winSlots + maxScratch + 8 < 65000;
}

// The extent of the call window, for calls whose arguments were not placed.
void FuncGen::collectWindows() {
  for (BlockState& bs : order)
    for (Instr* i : bs.block->instrs) {
      bool call = i->op == IOp::Call || i->op == IOp::CallClosure || i->op == IOp::CallIface;
      if (!call) continue;
      uint32_t args = i->op == IOp::CallIface ? 1 : 0, res = 0;
      auto uses = i->uses();
      for (size_t u = i->op == IOp::Call ? 0 : 1; u < uses.size(); u++) args += regs[uses[u]].slots;
      for (int d = 0; d < i->ndefs; d++) res += resultSlotsOf(*i, d);
      winSlots = std::max({winSlots, args, res});
    }
}

// Which of an indexing or slicing operation's numbers are unsigned, for LineRow.
uint32_t FuncGen::unsignedOperands(const Instr& i) const {
  uint32_t bits = 0;
  switch (i.op) {
    case IOp::SliceLoad: case IOp::SliceStore: case IOp::SliceAddr: case IOp::ArrayLoad: case IOp::ArrayStore:
    case IOp::ArrayAddr: case IOp::StrIndex: case IOp::SliceSlice: case IOp::SliceStr: case IOp::SliceArray:
      bits = (i.has(lower::kUnsignedLow) ? 1u : 0) | (i.has(lower::kUnsignedHigh) ? 2u : 0) | (i.has(lower::kUnsignedMax) ? 4u : 0);
      break;
    default: break;
  }
  for (Reg r : i.uses())
    if (r != lower::kNoReg && folded(r)) bits |= unsignedOperands(*regs[r].def);
  return bits;
}

void FuncGen::emitBody() {
  code.op(BOp::ENTER);  // operands follow at the end
  for (Reg r : entryConsts)
    if (regs[r].slot >= 0) loadImm(slot(r), regs[r].k, regs[r].ti->isPtrWord());
  for (Reg r : entryAddrs) emitVar(*regs[r].def);
  settleTouches(0);
  code.blockPc.assign(order.size(), Code::kUnplaced);
  for (uint32_t bi = 0; bi < order.size(); bi++) {
    Block* b = order[bi].block;
    Block* next = bi + 1 < order.size() ? order[bi + 1].block : nullptr;
    code.placeBlock(bi);
    cur_ = bi;
    if (b == fn.deferReturn) {
      deferPc = code.pc();
      code.pcsToMove.push_back(&deferPc);
    }
    for (Instr* i : b->instrs) {
      if (i->flags & (kDead | kFolded)) continue;
      if (i->pos) code.line(i->pos, i->inl, unsignedOperands(*i));
      if (i->op != IOp::Call && i->op != IOp::CallClosure && i->op != IOp::CallIface) emitClears(*i);
      emitInstr(*i, next);
      if (!touched_.empty()) settleTouches(bi);
      if (effectsOf(*i) & lower::kSafe) lastSafe_ = code.pc();
    }
    blockEnd_.push_back(code.pc());
  }
  placeObjects();
  code.resolve();
  uint32_t frame = scratch + maxScratch;
  code.words[0] = bytecode::encode(BOp::ENTER, static_cast<uint16_t>(frame), static_cast<uint16_t>(zeroLo), static_cast<uint16_t>(zeroHi));
}

void FuncGen::emitInstr(Instr& i, Block* next) {
  switch (i.op) {
    case IOp::Const: case IOp::ConstComplex: case IOp::ConstStr: case IOp::Zero: case IOp::Copy: case IOp::FuncAddr:
    case IOp::TypeAddr: case IOp::ItabAddr:
      return emitConst(i);
    case IOp::Add: case IOp::Sub: case IOp::Mul: case IOp::And: case IOp::Or: case IOp::Xor: case IOp::AndNot: case IOp::Min:
    case IOp::Max:
      return emitArith(i);
    case IOp::Div: case IOp::Rem: return emitDiv(i);
    case IOp::Shl: case IOp::Shr: return emitShift(i);
    case IOp::Neg: case IOp::Not: case IOp::LNot: case IOp::Real: case IOp::Imag: case IOp::ComplexMake: return emitUnary(i);
    case IOp::Conv: return emitConv(i);
    case IOp::Eq: case IOp::Ne: case IOp::Lt: case IOp::Le: case IOp::Gt: case IOp::Ge: case IOp::IsNil: case IOp::EqIface:
    case IOp::EqAgg: case IOp::EqMem: case IOp::IfaceIsType:
      return emitCompare(i);
    case IOp::FieldGet: case IOp::FieldSet: case IOp::SliceMake: case IOp::StringMake: return emitAggregate(i);
    case IOp::VarDecl: case IOp::VarAddr: case IOp::VarLoad: case IOp::VarStore: case IOp::VarZero: return emitVar(i);
    case IOp::GlobalAddr: case IOp::GlobalLoad: case IOp::GlobalStore: return emitGlobal(i);
    case IOp::Capture: case IOp::NilCheck: case IOp::PtrAdd: case IOp::Load: case IOp::Store: case IOp::MemCopy: case IOp::MemZero:
    case IOp::KeepAlive: case IOp::PtrArith: case IOp::GetClosurePtr: case IOp::GetCallerPC:
      return emitMemory(i);
    case IOp::SliceLoad: case IOp::SliceStore: case IOp::SliceAddr: case IOp::ArrayLoad: case IOp::ArrayStore: case IOp::ArrayAddr:
    case IOp::StrIndex: case IOp::BoundsCheck:
      return emitIndex(i);
    case IOp::SliceSlice: case IOp::SliceStr: case IOp::SliceArray: case IOp::SliceToArrayPtr: case IOp::SliceCopy:
    case IOp::SliceClear: case IOp::SliceData: case IOp::UnsafeSlice: case IOp::UnsafeString:
      return emitSlicing(i);
    case IOp::New: case IOp::MakeSlice: case IOp::MakeMap: case IOp::MakeChan: case IOp::MakeClosure: return emitAlloc(i);
    case IOp::Append: case IOp::AppendSlice: return emitAppend(i);
    case IOp::StrConcat: case IOp::StrFromBytes: case IOp::StrFromRunes: case IOp::StrFromRune: case IOp::BytesFromStr:
    case IOp::RunesFromStr: case IOp::DecodeRune:
      return emitString(i);
    case IOp::MapLen: case IOp::MapGet: case IOp::MapGet2: case IOp::MapGetPtr: case IOp::MapSet: case IOp::MapAssignPtr:
    case IOp::MapDelete: case IOp::MapClear: case IOp::MapIterInit: case IOp::MapIterNext: case IOp::MapIterKey: case IOp::MapIterElem:
      return emitMap(i);
    case IOp::ChanLen: case IOp::ChanCap: case IOp::Send: case IOp::Recv: case IOp::Close: case IOp::TrySend: case IOp::TryRecv:
      return emitChan(i);
    case IOp::Select: return emitSelect(i);
    case IOp::MakeIface: case IOp::ConvIface: case IOp::AssertConcrete: case IOp::AssertConcrete2: case IOp::AssertIface:
    case IOp::AssertIface2: case IOp::IfaceUnbox: case IOp::IfaceType:
      return emitIface(i);
    case IOp::Call: case IOp::CallClosure: case IOp::CallIface: return emitCall(i);
    case IOp::Go: case IOp::Defer: case IOp::DeferToken: case IOp::DeferAt: case IOp::RunDefers: case IOp::Recover: case IOp::Panic:
    case IOp::PanicWrap: case IOp::PanicRangeState: case IOp::PrintLock: case IOp::PrintUnlock: case IOp::Print: case IOp::PrintStr:
      return emitRuntime(i);
    case IOp::Sqrt: case IOp::Floor: case IOp::Ceil: case IOp::Trunc: case IOp::RoundEven: case IOp::Abs: case IOp::Copysign:
    case IOp::Fma: case IOp::Bits: case IOp::Clz: case IOp::Ctz: case IOp::Popcnt: case IOp::Bswap: case IOp::BitReverse:
    case IOp::Rotl: case IOp::MulHi: case IOp::AddCarry: case IOp::SubBorrow:
      return emitIntrinsic(i);
    case IOp::AtomicLoad: case IOp::AtomicStore: case IOp::AtomicSwap: case IOp::AtomicAdd: case IOp::AtomicAnd: case IOp::AtomicOr:
    case IOp::AtomicCas:
      return emitAtomic(i);
    case IOp::Jump: return jumpTo(order[cur_].block->succs[0], next);
    case IOp::If: return emitIf(i, next);
    case IOp::Switch: return emitSwitch(i, next);
    case IOp::SwitchStr: return emitSwitchStr(i, next);
    case IOp::Ret: return emitRet(i);
    case IOp::Unreachable:
      // What stands before ends control by itself: panics, calls that do not return.
      code.op(BOp::UNREACHABLE);
      return;
    case IOp::Count: break;
  }
}

}  // namespace gvm::emit
