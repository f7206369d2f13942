// This file translates moves, constants, integer arithmetic and comparisons to bool.
#include <llvm/IR/Intrinsics.h>

#include "vm/jit/codegen/translator.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

bool Translator::scalar() {
  Value *x, *y;
  switch (opOf(w_)) {
    case Op::ENTER: case Op::NOP: case Op::KEEPALIVE: return true;
    case Op::MOV: case Op::PTOW: case Op::WTOP: set(a_, get(bb_)); return true;
    case Op::MOV2: case Op::TMPSTR: x = get(bb_), y = get(bb_ + 1), set(a_, x), set(a_ + 1, y); return true;
    case Op::MOV3: {
      x = get(bb_), y = get(bb_ + 1);
      Value* z = get(bb_ + 2);
      set(a_, x), set(a_ + 1, y), set(a_ + 2, z);
      return true;
    }
    case Op::LDI: set(a_, ks(bcOf(w_))); return true;
    case Op::LDK: case Op::LDFN: case Op::LDTYPE: case Op::LDITAB: case Op::LDTYPEP: case Op::GADDR:
      set(a_, k(word(1)));
      return true;
    case Op::NIL: set(a_, k(0)); return true;
    case Op::LDSTR: set(a_, k(word(1))), set(a_ + 1, k(w_ >> 32)); return true;
    case Op::SLOTADDR: set(a_, address(slotAt(bb_), c_)); return true;
    case Op::PTRADD: case Op::ADD_I64: set(a_, b_.CreateAdd(get(bb_), get(c_))); return true;
    case Op::SUB_I64: set(a_, b_.CreateSub(get(bb_), get(c_))); return true;
    case Op::MUL_I64: set(a_, b_.CreateMul(get(bb_), get(c_))); return true;
    case Op::ADDK_I64: set(a_, b_.CreateAdd(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::MULK_I64: set(a_, b_.CreateMul(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::RSUBK_I64: set(a_, b_.CreateSub(ks(static_cast<i16>(c_)), get(bb_))); return true;
    case Op::MULADD_I64: set(a_, b_.CreateAdd(get(a_), b_.CreateMul(get(bb_), get(c_)))); return true;
    case Op::NEG_I64: set(a_, b_.CreateNeg(get(bb_))); return true;
    case Op::NOT_I64: set(a_, b_.CreateNot(get(bb_))); return true;
    case Op::NOT_U8: set(a_, canon(b_.CreateNot(get(bb_)), 8, false)); return true;
    case Op::NOT_U16: set(a_, canon(b_.CreateNot(get(bb_)), 16, false)); return true;
    case Op::NOT_U32: set(a_, canon(b_.CreateNot(get(bb_)), 32, false)); return true;
    case Op::NOTB: set(a_, b_.CreateXor(get(bb_), k(1))); return true;
    case Op::AND_64: set(a_, b_.CreateAnd(get(bb_), get(c_))); return true;
    case Op::OR_64: set(a_, b_.CreateOr(get(bb_), get(c_))); return true;
    case Op::XOR_64: set(a_, b_.CreateXor(get(bb_), get(c_))); return true;
    case Op::ANDN_64: set(a_, b_.CreateAnd(get(bb_), b_.CreateNot(get(c_)))); return true;
    case Op::ANDK_64: set(a_, b_.CreateAnd(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::ORK_64: set(a_, b_.CreateOr(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::XORK_64: set(a_, b_.CreateXor(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::SEXT8: set(a_, canon(get(bb_), 8, true)); return true;
    case Op::SEXT16: set(a_, canon(get(bb_), 16, true)); return true;
    case Op::SEXT32: set(a_, canon(get(bb_), 32, true)); return true;
    case Op::ZEXT8: set(a_, canon(get(bb_), 8, false)); return true;
    case Op::ZEXT16: set(a_, canon(get(bb_), 16, false)); return true;
    case Op::ZEXT32: set(a_, canon(get(bb_), 32, false)); return true;
    case Op::MIN_I64: set(a_, b_.CreateBinaryIntrinsic(Intrinsic::smin, get(bb_), get(c_))); return true;
    case Op::MAX_I64: set(a_, b_.CreateBinaryIntrinsic(Intrinsic::smax, get(bb_), get(c_))); return true;
    case Op::MIN_U64: set(a_, b_.CreateBinaryIntrinsic(Intrinsic::umin, get(bb_), get(c_))); return true;
    case Op::MAX_U64: set(a_, b_.CreateBinaryIntrinsic(Intrinsic::umax, get(bb_), get(c_))); return true;
    case Op::LZCNT_64: set(a_, b_.CreateBinaryIntrinsic(Intrinsic::ctlz, get(bb_), b_.getFalse())); return true;
    case Op::TZCNT_64: set(a_, b_.CreateBinaryIntrinsic(Intrinsic::cttz, get(bb_), b_.getFalse())); return true;
    case Op::POPCNT_64: set(a_, b_.CreateUnaryIntrinsic(Intrinsic::ctpop, get(bb_))); return true;
    case Op::BSWAP_64: set(a_, b_.CreateUnaryIntrinsic(Intrinsic::bswap, get(bb_))); return true;
    case Op::BSWAP_32: set(a_, b_.CreateUnaryIntrinsic(Intrinsic::bswap, b_.CreateTrunc(get(bb_), intType(32)))); return true;
    case Op::BITREV_64: set(a_, b_.CreateUnaryIntrinsic(Intrinsic::bitreverse, get(bb_))); return true;
    case Op::ROTL_64: x = get(bb_), set(a_, b_.CreateIntrinsic(Intrinsic::fshl, {intType(64)}, {x, x, get(c_)})); return true;
    case Op::ROTL_32:
      x = b_.CreateTrunc(get(bb_), intType(32));
      set(a_, b_.CreateIntrinsic(Intrinsic::fshl, {intType(32)}, {x, x, b_.CreateTrunc(get(c_), intType(32))}));
      return true;
    case Op::ADD3_U32:
      set(a_, canon(b_.CreateAdd(b_.CreateAdd(get(bb_), get(c_)), get(operandD())), 32, false));
      return true;
    case Op::XORROTL_64: case Op::XORROTL_32: {
      llvm::Type* t = intType(opOf(w_) == Op::XORROTL_64 ? 64 : 32);
      x = b_.CreateTrunc(get(c_), t);
      y = b_.CreateIntrinsic(Intrinsic::fshl, {t}, {x, x, ConstantInt::get(t, operandD())});
      set(a_, b_.CreateXor(get(bb_), b_.CreateZExt(y, b_.getInt64Ty())));
      return true;
    }
    case Op::ZERO: {
      u32 n = static_cast<u32>(bcOf(w_));
      bool memory = n > 8;
      for (u32 i = 0; i < n; i++) memory = memory && flow_.inMemory.has(a_ + i);
      if (memory) b_.CreateMemSet(slotAt(a_), b_.getInt8(0), n * 8ul, Align(8));
      else for (u32 i = 0; i < n; i++) set(a_ + i, k(0));
      return true;
    }
    case Op::MOVN: {
      bool memory = c_ > 8;
      for (u32 i = 0; i < c_; i++) memory = memory && flow_.inMemory.has(a_ + i) && flow_.inMemory.has(bb_ + i);
      if (memory) {
        b_.CreateMemMove(slotAt(a_), Align(8), slotAt(bb_), Align(8), c_ * 8ul);
        return true;
      }
      std::vector<Value*> v;
      for (u32 i = 0; i < c_; i++) v.push_back(get(bb_ + i));
      for (u32 i = 0; i < c_; i++) set(a_ + i, v[i]);
      return true;
    }
    default: return narrowArithmetic() || comparisons() || divisions();
  }
}

// Shifts by variable counts, and the forms that wrap to a narrower type.
bool Translator::narrowArithmetic() {
  Value *x, *y;
  auto shl = [&](Value* v, Value* n) {
    return b_.CreateSelect(b_.CreateICmpUGT(n, k(63)), k(0), b_.CreateShl(v, b_.CreateAnd(n, k(63))));
  };
  switch (opOf(w_)) {
#define NARROW(ty, bits, sign)                                                                                       \
  case Op::ADD_##ty: set(a_, canon(b_.CreateAdd(get(bb_), get(c_)), bits, sign)); return true;                       \
  case Op::SUB_##ty: set(a_, canon(b_.CreateSub(get(bb_), get(c_)), bits, sign)); return true;                       \
  case Op::MUL_##ty: set(a_, canon(b_.CreateMul(get(bb_), get(c_)), bits, sign)); return true;                       \
  case Op::ADDK_##ty: set(a_, canon(b_.CreateAdd(get(bb_), ks(static_cast<i16>(c_))), bits, sign)); return true;     \
  case Op::MULK_##ty: set(a_, canon(b_.CreateMul(get(bb_), ks(static_cast<i16>(c_))), bits, sign)); return true;     \
  case Op::NEG_##ty: set(a_, canon(b_.CreateNeg(get(bb_)), bits, sign)); return true;                                \
  case Op::SHL_##ty: set(a_, canon(shl(get(bb_), get(c_)), bits, sign)); return true;                                \
  case Op::SHLK_##ty: set(a_, canon(c_ > 63 ? k(0) : b_.CreateShl(get(bb_), k(c_)), bits, sign)); return true;
    NARROW(I8, 8, true) NARROW(I16, 16, true) NARROW(I32, 32, true)
    NARROW(U8, 8, false) NARROW(U16, 16, false) NARROW(U32, 32, false)
#undef NARROW
    case Op::SHL_I64: set(a_, shl(get(bb_), get(c_))); return true;
    case Op::SHLK_I64: set(a_, c_ > 63 ? k(0) : b_.CreateShl(get(bb_), k(c_))); return true;
    case Op::SHR_I64:
      y = b_.CreateBinaryIntrinsic(Intrinsic::umin, get(c_), k(63));
      set(a_, b_.CreateAShr(get(bb_), y));
      return true;
    case Op::SHR_U64:
      x = get(bb_), y = get(c_);
      set(a_, b_.CreateSelect(b_.CreateICmpUGT(y, k(63)), k(0), b_.CreateLShr(x, b_.CreateAnd(y, k(63)))));
      return true;
    case Op::SHRK_I64: set(a_, b_.CreateAShr(get(bb_), k(c_ & 63))); return true;
    case Op::SHRK_U64: set(a_, b_.CreateLShr(get(bb_), k(c_ & 63))); return true;
    case Op::CHKSHIFT: guard(b_.CreateICmpSLT(get(a_), k(0))); return true;
    case Op::MULHL_64: case Op::ADDC_64: case Op::SUBB_64: {
      llvm::Type* wide = intType(128);
      auto z = [&](Value* v) { return b_.CreateZExt(v, wide); };
      Value* r;
      if (opOf(w_) == Op::MULHL_64) r = b_.CreateMul(z(get(c_)), z(get(operandD())));
      else if (opOf(w_) == Op::ADDC_64) r = b_.CreateAdd(b_.CreateAdd(z(get(c_)), z(get(operandD()))), z(get(operandE())));
      else r = b_.CreateSub(b_.CreateSub(z(get(c_)), z(get(operandD()))), z(get(operandE())));
      Value *lo = b_.CreateTrunc(r, intType(64)), *hi = b_.CreateTrunc(b_.CreateLShr(r, 64), intType(64));
      if (opOf(w_) == Op::MULHL_64) set(a_, hi), set(bb_, lo);
      else set(a_, lo), set(bb_, b_.CreateAnd(hi, k(1)));
      return true;
    }
    default: return false;
  }
}

bool Translator::divisions() {
  Value *x = nullptr, *y = nullptr;
  auto operands = [&] {
    x = get(bb_), y = get(c_);
    guard(b_.CreateICmpEQ(y, k(0)));
  };
  // The smallest integer divided by -1 wraps, where the instruction traps.
  auto divide = [&](bool remainder, unsigned bits) {
    operands();
    BasicBlock *minus = newBlock("minus1"), *other = newBlock("divide"), *done = newBlock("divided");
    b_.CreateCondBr(b_.CreateICmpEQ(y, ks(-1)), minus, other);
    b_.SetInsertPoint(minus);
    Value* m = remainder ? k(0) : b_.CreateNeg(x);
    b_.CreateBr(done);
    b_.SetInsertPoint(other);
    Value* q = remainder ? b_.CreateSRem(x, y) : b_.CreateSDiv(x, y);
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    PHINode* r = b_.CreatePHI(b_.getInt64Ty(), 2);
    r->addIncoming(m, minus);
    r->addIncoming(q, other);
    set(a_, canon(r, bits, true));
  };
  switch (opOf(w_)) {
    case Op::DIV_I64: divide(false, 64); return true;
    case Op::DIV_I32: divide(false, 32); return true;
    case Op::DIV_I16: divide(false, 16); return true;
    case Op::DIV_I8: divide(false, 8); return true;
    case Op::REM_I64: divide(true, 64); return true;
    case Op::DIV_U64: operands(), set(a_, b_.CreateUDiv(x, y)); return true;
    case Op::REM_U64: operands(), set(a_, b_.CreateURem(x, y)); return true;
    case Op::DIVK_I64: set(a_, b_.CreateSDiv(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::REMK_I64: set(a_, b_.CreateSRem(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::DIVK_U64: set(a_, b_.CreateUDiv(get(bb_), k(c_))); return true;
    case Op::REMK_U64: set(a_, b_.CreateURem(get(bb_), k(c_))); return true;
    case Op::DIVP2_I64: set(a_, b_.CreateSDiv(get(bb_), k(u64{1} << c_))); return true;
    case Op::REMP2_I64: set(a_, b_.CreateSRem(get(bb_), k(u64{1} << c_))); return true;
    default: return false;
  }
}

bool Translator::comparisons() {
  switch (opOf(w_)) {
#define COMPARE(op, pred) \
  case Op::op##_I64: set(a_, b_.CreateICmp(pred, get(bb_), get(c_))); return true; \
  case Op::op##K_I64: set(a_, b_.CreateICmp(pred, get(bb_), ks(static_cast<i16>(c_)))); return true;
    COMPARE(EQ, CmpInst::ICMP_EQ) COMPARE(NE, CmpInst::ICMP_NE) COMPARE(LT, CmpInst::ICMP_SLT) COMPARE(LE, CmpInst::ICMP_SLE)
#undef COMPARE
    case Op::GTK_I64: set(a_, b_.CreateICmpSGT(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::GEK_I64: set(a_, b_.CreateICmpSGE(get(bb_), ks(static_cast<i16>(c_)))); return true;
    case Op::LT_U64: set(a_, b_.CreateICmpULT(get(bb_), get(c_))); return true;
    case Op::LE_U64: set(a_, b_.CreateICmpULE(get(bb_), get(c_))); return true;
    case Op::LTK_U64: set(a_, b_.CreateICmpULT(get(bb_), k(c_))); return true;
    case Op::GTK_U64: set(a_, b_.CreateICmpUGT(get(bb_), k(c_))); return true;
    case Op::EQ_P: set(a_, b_.CreateICmpEQ(get(bb_), get(c_))); return true;
    case Op::NE_P: set(a_, b_.CreateICmpNE(get(bb_), get(c_))); return true;
    case Op::ISNIL: set(a_, b_.CreateICmpEQ(get(bb_), k(0))); return true;
    case Op::NOTNIL: set(a_, b_.CreateICmpNE(get(bb_), k(0))); return true;
    case Op::EQ_S: set(a_, stringsEqual(bb_, c_)); return true;
    case Op::NE_S: set(a_, b_.CreateNot(stringsEqual(bb_, c_))); return true;
    case Op::LT_S: case Op::LE_S: case Op::CMP_S: {
      Value* r = callHost(reinterpret_cast<const void*>(host_.compareStrings), b_.getInt64Ty(),
                          {address(get(bb_)), get(bb_ + 1), address(get(c_)), get(c_ + 1)});
      if (opOf(w_) == Op::LT_S) r = b_.CreateICmpSLT(r, k(0));
      else if (opOf(w_) == Op::LE_S) r = b_.CreateICmpSLE(r, k(0));
      set(a_, r);
      return true;
    }
    default: return false;
  }
}

}  // namespace gvm::jit
