// This file translates calls and returns.
#include <cstddef>

#include <llvm/IR/InlineAsm.h>

#include "vm/jit/codegen/translator.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

#pragma clang diagnostic ignored "-Winvalid-offsetof"

namespace {
constexpr u32 kRegisterArgs = 4, kRegisterResults = 3;
}

bool Translator::calls() {
  switch (opOf(w_)) {
    case Op::RET: ret(0, fn_->resultSlots); return true;
    case Op::RET1: ret(a_, 1); return true;
    case Op::RET2: ret(a_, 2); return true;
    case Op::RET3: ret(a_, 3); return true;
    case Op::RETN: ret(a_, bb_); return true;
    case Op::RETK: {
      Value* r = PoisonValue::get(codeType(context_)->getReturnType());
      r = b_.CreateInsertValue(r, k(0), 0);
      b_.CreateRet(b_.CreateInsertValue(r, ks(static_cast<i16>(a_)), 1));
      ended_ = true;
      return true;
    }
    case Op::DEFERLOOP: jump(pc_ - 2, false); return true;
    case Op::CALLN: return host_.isLeaf(reinterpret_cast<const NativeFunc*>(word(1))) && outOfLine();
    case Op::CALL: {
      const Func* f = reinterpret_cast<const Func*>(word(1));
      CallShape shape = callShape(flow_.words + pc_);
      if (f == fn_ && request_.loopPc == kNoPc && !request_.replaceable) {
        call(f_, nullptr, a_, shape, nullptr);
      } else if (std::string symbol = known_.symbolOf(f); !symbol.empty() && !request_.replaceable) {
        auto* callee = cast<llvm::Function>(module_.getOrInsertFunction(symbol, codeType(context_)).getCallee());
        codeAttributes(callee);
        call(callee, nullptr, a_, shape, nullptr);
      } else {
        Value* func = pointer(f);
        call(b_.CreateLoad(b_.getPtrTy(), field(func, offsetof(Func, jit))), func, a_, shape, nullptr);
      }
      return true;
    }
    case Op::CALLC: {
      Value* c = pointerIn(bb_, 0);
      b_.CreateStore(c, slotAt(a_ - 2u));
      Value* func = b_.CreateLoad(b_.getPtrTy(), c);
      call(b_.CreateLoad(b_.getPtrTy(), field(func, offsetof(Func, jit))), func, a_, callShape(flow_.words + pc_), nullptr);
      return true;
    }
    case Op::CALLI: {
      Value *tab = pointerIn(bb_, 0), *data = get(bb_ + 1);
      Value* func = b_.CreateLoad(b_.getPtrTy(), field(tab, offsetof(Itab, fun) + c_ * 8ul));
      call(b_.CreateLoad(b_.getPtrTy(), field(func, offsetof(Func, jit))), func, a_, callShape(flow_.words + pc_), data);
      return true;
    }
    default: return false;
  }
}

// A copy of the frame pointer that LLVM takes for another value: addresses of call windows that were known to be the same
// would be kept in registers that callees save, instead of being computed again.
Value* Translator::frameCopy() {
  auto* type = FunctionType::get(b_.getPtrTy(), {b_.getPtrTy()}, false);
  CallInst* c = b_.CreateCall(InlineAsm::get(type, "", "=r,0", true), {fp_});
  c->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
  c->addFnAttr(Attribute::NoUnwind);
  return c;
}

// func: the callee's Func, which only Jit::miss looks at; null where there is machine code. arg0 is the first argument
// when the call puts it into the window itself.
void Translator::call(Value* callee, Value* func, u32 win, CallShape shape, Value* arg0) {
  SmallVector<Value*, 8> args{g_, b_.CreateConstInBoundsGEP1_64(b_.getInt64Ty(), frameCopy(), win)};
  for (u32 i = 0; i < kRegisterArgs; i++) {
    if (i >= shape.args) args.push_back(PoisonValue::get(b_.getInt64Ty()));
    else args.push_back(i == 0 && arg0 ? arg0 : get(win + i));
  }
  args.push_back(func ? func : PoisonValue::get(b_.getPtrTy()));
  b_.CreateStore(k(reinterpret_cast<u64>(codeAt(pc_ + 2))), slotAt(win - 1u));
  for (u32 i = 0; i < shape.args; i++) {
    if (i == 0 && arg0) b_.CreateStore(arg0, slotAt(win));
    else spill(win + i);
  }
  CallInst* r = b_.CreateCall(codeType(context_), callee, args);
  codeAttributes(r);
  Value* status = b_.CreateExtractValue(r, 0);
  BasicBlock* unwind = unlikely(b_.CreateICmpNE(status, k(0)), "unwind");
  SlotSet live = live_[index_ + 1];
  if (fn_->deferReturn != nullptr) live.join(live_[index_]);
  for (u32 i = win - 2; i < flow_.numSlots; i++) live.remove(i);
  exitFrom(unwind, std::move(live), status, false);
  for (u32 i = 0; i < shape.results; i++) {
    if (i < kRegisterResults) set(win + i, b_.CreateExtractValue(r, i + 1));
    else reload(win + i);
  }
}

void Translator::ret(u32 from, u32 count) {
  std::vector<Value*> v;
  for (u32 i = 0; i < count; i++) v.push_back(get(from + i));
  Value* r = PoisonValue::get(codeType(context_)->getReturnType());
  r = b_.CreateInsertValue(r, k(0), 0);
  for (u32 i = 0; i < count; i++) {
    if (i < kRegisterResults) r = b_.CreateInsertValue(r, v[i], i + 1);
    else b_.CreateStore(v[i], slotAt(i));
  }
  b_.CreateRet(r);
  ended_ = true;
}

}  // namespace gvm::jit
