// This file translates jumps. Backward ones poll for preemption.
#include "vm/jit/codegen/translator.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

bool Translator::jumps() {
  const OpInfo& op = info(opOf(w_));
  if (!(op.flags & effect::JUMP)) return false;
  u32 next = pc_ + flow_.length(pc_);
  i64 off = op.b == Operand::kJBC ? bcOf(w_) : static_cast<i16>(c_);
  u32 target = static_cast<u32>(next + off);
  bool back = op.flags & effect::BACK;
  auto i = [&](CmpInst::Predicate p) { branch(b_.CreateICmp(p, get(a_), get(bb_)), target, back); return true; };
  auto ik = [&](CmpInst::Predicate p, Value* c) { branch(b_.CreateICmp(p, get(a_), c), target, back); return true; };
  auto f = [&](CmpInst::Predicate p) { branch(b_.CreateFCmp(p, getF64(a_), getF64(bb_)), target, back); return true; };
  Value *sk = ks(static_cast<i16>(bb_)), *uk = k(bb_);
  switch (opOf(w_)) {
#define BOTH(name) case Op::name: case Op::name##_B:
    BOTH(JMP) jump(target, back); return true;
    BOTH(JT) return ik(CmpInst::ICMP_NE, k(0));
    BOTH(JF) return ik(CmpInst::ICMP_EQ, k(0));
    BOTH(JNIL) return ik(CmpInst::ICMP_EQ, k(0));
    BOTH(JNNIL) return ik(CmpInst::ICMP_NE, k(0));
    BOTH(JEQ_I64) BOTH(JEQ_P) return i(CmpInst::ICMP_EQ);
    BOTH(JNE_I64) BOTH(JNE_P) return i(CmpInst::ICMP_NE);
    BOTH(JLT_I64) return i(CmpInst::ICMP_SLT);
    BOTH(JLE_I64) return i(CmpInst::ICMP_SLE);
    BOTH(JLT_U64) return i(CmpInst::ICMP_ULT);
    BOTH(JLE_U64) return i(CmpInst::ICMP_ULE);
    BOTH(JEQK_I64) return ik(CmpInst::ICMP_EQ, sk);
    BOTH(JNEK_I64) return ik(CmpInst::ICMP_NE, sk);
    BOTH(JLTK_I64) return ik(CmpInst::ICMP_SLT, sk);
    BOTH(JLEK_I64) return ik(CmpInst::ICMP_SLE, sk);
    BOTH(JGTK_I64) return ik(CmpInst::ICMP_SGT, sk);
    BOTH(JGEK_I64) return ik(CmpInst::ICMP_SGE, sk);
    BOTH(JLTK_U64) return ik(CmpInst::ICMP_ULT, uk);
    BOTH(JGEK_U64) return ik(CmpInst::ICMP_UGE, uk);
    BOTH(JBITS) branch(b_.CreateICmpNE(b_.CreateAnd(get(a_), uk), k(0)), target, back); return true;
    BOTH(JNBITS) branch(b_.CreateICmpEQ(b_.CreateAnd(get(a_), uk), k(0)), target, back); return true;
    BOTH(JEQ_F64) return f(CmpInst::FCMP_OEQ);
    BOTH(JNE_F64) return f(CmpInst::FCMP_UNE);
    BOTH(JLT_F64) return f(CmpInst::FCMP_OLT);
    BOTH(JLE_F64) return f(CmpInst::FCMP_OLE);
    BOTH(JNLT_F64) return f(CmpInst::FCMP_UGE);
    BOTH(JNLE_F64) return f(CmpInst::FCMP_UGT);
    BOTH(JEQ_S) branch(stringsEqual(a_, bb_), target, back); return true;
    BOTH(JNE_S) branch(b_.CreateNot(stringsEqual(a_, bb_)), target, back); return true;
#undef BOTH
    case Op::INCJLT_B: set(a_, b_.CreateAdd(get(a_), k(1))); return i(CmpInst::ICMP_SLT);
    case Op::INCJLE_B: set(a_, b_.CreateAdd(get(a_), k(1))); return i(CmpInst::ICMP_SLE);
    case Op::ADDJLT_B: set(a_, b_.CreateAdd(get(a_), get(operandD()))); return i(CmpInst::ICMP_SLT);
    case Op::ADDJLE_B: set(a_, b_.CreateAdd(get(a_), get(operandD()))); return i(CmpInst::ICMP_SLE);
    case Op::DECJGEK_B: set(a_, b_.CreateSub(get(a_), k(1))); return ik(CmpInst::ICMP_SGE, sk);
    case Op::JTYPEEQ: return ik(CmpInst::ICMP_EQ, k(word(1)));
    case Op::JTYPENE: return ik(CmpInst::ICMP_NE, k(word(1)));
    case Op::JXT: branch(b_.CreateICmpNE(load(sliceElement(a_, bb_, 1), 8), k(0)), target, back); return true;
    case Op::JXF: branch(b_.CreateICmpEQ(load(sliceElement(a_, bb_, 1), 8), k(0)), target, back); return true;
    case Op::JTABLE: {
      u32 n = static_cast<u32>(w_ >> 32);
      SwitchInst* s = b_.CreateSwitch(get(a_), blockFor(next), n);
      for (u32 j = 0; j < n; j++)
        s->addCase(b_.getInt64(j), blockFor(static_cast<u32>(next + static_cast<i64>(word(1 + j)))));
      ended_ = true;
      return true;
    }
    case Op::MAPNEXT: {
      // The operation's function moves the iterator and says where to go on.
      Value* at = callOut();
      BasicBlock *end = blockFor(target), *more = newBlock("more");
      b_.CreateCondBr(b_.CreateICmpEQ(at, k(reinterpret_cast<u64>(codeAt(target)))), end, more);
      b_.SetInsertPoint(more);
      exitUnless(at, next);
      return true;
    }
    default: return false;
  }
}

}  // namespace gvm::jit
