// This file translates what concerns the language's own types: allocation, interfaces, strings, and every operation whose
// work is a function of the interpreter (maps, channels, conversions), which machine code calls in its place.
#include <cstddef>

#include "vm/jit/codegen/translator.h"

#include "runtime/core/vm.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

#pragma clang diagnostic ignored "-Winvalid-offsetof"

bool Translator::language() {
  Value *x, *y;
  // The type word of the non-empty interface in `slot`, 0 for nil.
  auto typeOfIface = [&](u32 slot) {
    Value* tab = get(slot);
    BasicBlock *from = b_.GetInsertBlock(), *some = newBlock("itab"), *done = newBlock("type");
    b_.CreateCondBr(b_.CreateICmpEQ(tab, k(0)), done, some);
    b_.SetInsertPoint(some);
    Value* t = load(address(tab, offsetof(Itab, type)));
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    PHINode* r = b_.CreatePHI(b_.getInt64Ty(), 2);
    r->addIncoming(k(0), from);
    r->addIncoming(t, some);
    return r;
  };
  switch (opOf(w_)) {
    case Op::NEW: {
      b_.CreateStore(k(reinterpret_cast<u64>(codeAt(pc_))), field(g_, offsetof(G, savedPc)));
      b_.CreateStore(fp_, field(g_, offsetof(G, savedFp)));
      set(a_, callHost(reinterpret_cast<const void*>(host_.newObject), b_.getPtrTy(),
                       {g_, pointer(reinterpret_cast<const void*>(word(1)))}));
      return true;
    }
    case Op::MKEFACEP: case Op::MKIFACEP: x = get(bb_), set(a_, k(word(1))), set(a_ + 1, x); return true;
    case Op::MKEFACEF: case Op::MKIFACEF:
      x = address(slotAt(bb_));
      set(a_, k(word(opOf(w_) == Op::MKEFACEF ? 1 : 2))), set(a_ + 1, x);
      return true;
    case Op::ITOE: y = get(bb_ + 1), x = typeOfIface(bb_), set(a_, x), set(a_ + 1, y); return true;
    case Op::ITYPE: set(a_, typeOfIface(bb_)); return true;
    case Op::ASSERT_E: guard(b_.CreateICmpNE(get(bb_), k(word(1)))), set(a_, get(bb_ + 1)); return true;
    case Op::ASSERT_I: guard(b_.CreateICmpNE(typeOfIface(bb_), k(word(1)))), set(a_, get(bb_ + 1)); return true;
    case Op::ASSERTOK_E: case Op::ASSERTOK_I:
      y = get(bb_ + 1);
      x = b_.CreateICmpEQ(opOf(w_) == Op::ASSERTOK_E ? get(bb_) : typeOfIface(bb_), k(word(1)));
      set(a_, b_.CreateSelect(x, y, k(0)));
      set(c_, x);
      return true;
    case Op::DECODERUNE: {
      Value* i = get(operandD());
      Value* c = load(b_.CreateGEP(b_.getInt8Ty(), address(get(c_)), i), 8);
      BasicBlock *wide = unlikely(b_.CreateICmpUGE(c, k(0x80)), "rune"), *done = newBlock("decoded");
      set(a_, c), set(bb_, b_.CreateAdd(i, k(1)));
      b_.CreateBr(done);
      b_.SetInsertPoint(wide);
      outOfLine();
      b_.CreateBr(done);
      b_.SetInsertPoint(done);
      return true;
    }
    case Op::DEFERTOKEN: {
      Value* lo = b_.CreateLoad(b_.getInt64Ty(), field(g_, offsetof(G, stack) + offsetof(Stack, lo)));
      set(a_, canon(b_.CreateSub(b_.CreatePtrToInt(fp_, b_.getInt64Ty()), lo), 32, false));
      return true;
    }
    case Op::GETCALLERPC: set(a_, b_.CreateLoad(b_.getInt64Ty(), belowFrame(-1))); return true;
    default: return false;
  }
}

Value* Translator::callOut() {
  const Effects& e = flow_.effects(pc_);
  for (SlotRun r : e.reads)
    for (u32 i = 0; i < r.count; i++) spill(r.slot + i);
  b_.CreateStore(k(reinterpret_cast<u64>(codeAt(pc_))), field(g_, offsetof(G, savedPc)));
  b_.CreateStore(fp_, field(g_, offsetof(G, savedFp)));
  return callHost(reinterpret_cast<const void*>(host_.out[w_ & 0xFFFF]), b_.getInt64Ty(),
                  {k(reinterpret_cast<u64>(codeAt(pc_ + 1))), fp_, g_, k(0), k(0)});
}

// Elsewhere than `next` means that the goroutine parks, panics, or goes on in another frame. What the operation writes is
// not stored then: others may have written it already (a channel's partner).
void Translator::exitUnless(Value* at, u32 next) {
  BasicBlock* other = unlikely(b_.CreateICmpNE(at, k(reinterpret_cast<u64>(codeAt(next)))), "elsewhere");
  const Effects& e = flow_.effects(pc_);
  SlotSet live = live_[index_];
  live.join(live_[index_ + 1]);
  for (SlotRun r : e.writes) live.remove(r);
  if (e.clobberFrom != kNoPc)
    for (u32 i = e.clobberFrom; i < flow_.numSlots; i++) live.remove(i);
  exitFrom(other, std::move(live), at, false);
}

bool Translator::outOfLine() {
  if (host_.out[w_ & 0xFFFF] == nullptr) return false;
  u32 next = pc_ + flow_.length(pc_);
  // When no deferred call is left, RUNDEFERS goes on behind the DEFERLOOP.
  if (opOf(w_) == Op::RUNDEFERS) next++;
  Value* at = callOut();
  exitUnless(at, next);
  for (SlotRun r : flow_.effects(pc_).writes)
    for (u32 i = 0; i < r.count; i++) reload(r.slot + i);
  if (opOf(w_) == Op::RUNDEFERS) {
    b_.CreateBr(blockFor(next));
    ended_ = true;
  }
  return true;
}

}  // namespace gvm::jit
