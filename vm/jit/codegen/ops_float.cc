// This file translates floating-point and complex arithmetic. Nothing is contracted or reassociated: results are Go's bit
// for bit.
#include <llvm/IR/Intrinsics.h>
#include <llvm/IR/IntrinsicsX86.h>

#include "vm/jit/codegen/translator.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

namespace {

Value* firstLane(IRBuilder<>& b, Value* v) {
  auto* vec = FixedVectorType::get(v->getType(), v->getType()->isDoubleTy() ? 2 : 4);
  return b.CreateInsertElement(PoisonValue::get(vec), v, uint64_t{0});
}

// As the processor's conversion: what does not fit becomes the smallest int64.
Value* toInt64(IRBuilder<>& b, Value* v) {
  auto id = v->getType()->isDoubleTy() ? Intrinsic::x86_sse2_cvttsd2si64 : Intrinsic::x86_sse_cvttss2si64;
  return b.CreateIntrinsic(id, {}, {firstLane(b, v)});
}

Value* toUint64(IRBuilder<>& b, Value* v) {
  Value* half = ConstantFP::get(v->getType(), 9223372036854775808.0);
  Value* small = toInt64(b, v);
  Value* large = b.CreateXor(toInt64(b, b.CreateFSub(v, half)), b.getInt64(u64{1} << 63));
  return b.CreateSelect(b.CreateFCmpOLT(v, half), small, large);
}

}  // namespace

bool Translator::floats() {
  Value *x, *y;
  auto f64 = [&](u32 s) { return getF64(s); };
  auto f32 = [&](u32 s) { return getF32(s); };
  switch (opOf(w_)) {
#define FLOAT(ty, f)                                                                                        \
  case Op::ADD_##ty: setFloat(a_, b_.CreateFAdd(f(bb_), f(c_))); return true;                                \
  case Op::SUB_##ty: setFloat(a_, b_.CreateFSub(f(bb_), f(c_))); return true;                                \
  case Op::MUL_##ty: setFloat(a_, b_.CreateFMul(f(bb_), f(c_))); return true;                                \
  case Op::DIV_##ty: setFloat(a_, b_.CreateFDiv(f(bb_), f(c_))); return true;                                \
  case Op::NEG_##ty: setFloat(a_, b_.CreateFNeg(f(bb_))); return true;                                       \
  case Op::ABS_##ty: setFloat(a_, b_.CreateUnaryIntrinsic(Intrinsic::fabs, f(bb_))); return true;            \
  case Op::SQRT_##ty: setFloat(a_, b_.CreateUnaryIntrinsic(Intrinsic::sqrt, f(bb_))); return true;           \
  case Op::MIN_##ty: setFloat(a_, b_.CreateBinaryIntrinsic(Intrinsic::minimum, f(bb_), f(c_))); return true; \
  case Op::MAX_##ty: setFloat(a_, b_.CreateBinaryIntrinsic(Intrinsic::maximum, f(bb_), f(c_))); return true; \
  case Op::MULADD_##ty: setFloat(a_, b_.CreateFAdd(f(a_), b_.CreateFMul(f(bb_), f(c_)))); return true;       \
  case Op::MULSUB_##ty: setFloat(a_, b_.CreateFSub(f(a_), b_.CreateFMul(f(bb_), f(c_)))); return true;       \
  case Op::EQ_##ty: set(a_, b_.CreateFCmpOEQ(f(bb_), f(c_))); return true;                                   \
  case Op::NE_##ty: set(a_, b_.CreateFCmpUNE(f(bb_), f(c_))); return true;                                   \
  case Op::LT_##ty: set(a_, b_.CreateFCmpOLT(f(bb_), f(c_))); return true;                                   \
  case Op::LE_##ty: set(a_, b_.CreateFCmpOLE(f(bb_), f(c_))); return true;
    FLOAT(F64, f64) FLOAT(F32, f32)
#undef FLOAT
    case Op::COPYSIGN_F64: setFloat(a_, b_.CreateBinaryIntrinsic(Intrinsic::copysign, f64(bb_), f64(c_))); return true;
    case Op::FLOOR_F64: case Op::CEIL_F64: case Op::TRUNC_F64: case Op::RINT_F64: case Op::FMA_F64: {
      bool fma = opOf(w_) == Op::FMA_F64;
      Value* z = fma ? f64(operandD()) : ConstantFP::get(b_.getDoubleTy(), 0);
      setFloat(a_, callHost(reinterpret_cast<const void*>(host_.floatOp), b_.getDoubleTy(),
                            {k(w_ & 0xFFFF), f64(bb_), fma ? f64(c_) : z, z}));
      return true;
    }
    case Op::CVT_I64_F64: setFloat(a_, b_.CreateSIToFP(get(bb_), b_.getDoubleTy())); return true;
    case Op::CVT_U64_F64: setFloat(a_, b_.CreateUIToFP(get(bb_), b_.getDoubleTy())); return true;
    case Op::CVT_I64_F32: setFloat(a_, b_.CreateSIToFP(get(bb_), b_.getFloatTy())); return true;
    case Op::CVT_U64_F32: setFloat(a_, b_.CreateUIToFP(get(bb_), b_.getFloatTy())); return true;
    case Op::CVT_F64_I64: set(a_, toInt64(b_, f64(bb_))); return true;
    case Op::CVT_F32_I64: set(a_, toInt64(b_, f32(bb_))); return true;
    case Op::CVT_F64_U64: set(a_, toUint64(b_, f64(bb_))); return true;
    case Op::CVT_F32_U64: set(a_, toUint64(b_, f32(bb_))); return true;
    case Op::CVT_F64_F32: setFloat(a_, b_.CreateFPTrunc(f64(bb_), b_.getFloatTy())); return true;
    case Op::CVT_F32_F64: setFloat(a_, b_.CreateFPExt(f32(bb_), b_.getDoubleTy())); return true;
    case Op::ADD_C128: case Op::SUB_C128: {
      bool add = opOf(w_) == Op::ADD_C128;
      auto op = [&](u32 i) {
        return add ? b_.CreateFAdd(f64(bb_ + i), f64(c_ + i)) : b_.CreateFSub(f64(bb_ + i), f64(c_ + i));
      };
      x = op(0), y = op(1);
      setFloat(a_, x), setFloat(a_ + 1, y);
      return true;
    }
    case Op::MUL_C128: {
      Value *a = f64(bb_), *b = f64(bb_ + 1), *c = f64(c_), *d = f64(c_ + 1);
      x = b_.CreateFSub(b_.CreateFMul(a, c), b_.CreateFMul(b, d));
      y = b_.CreateFAdd(b_.CreateFMul(a, d), b_.CreateFMul(b, c));
      setFloat(a_, x), setFloat(a_ + 1, y);
      return true;
    }
    case Op::NEG_C128: x = f64(bb_), y = f64(bb_ + 1); setFloat(a_, b_.CreateFNeg(x)), setFloat(a_ + 1, b_.CreateFNeg(y)); return true;
    case Op::EQ_C128:
      x = b_.CreateFCmpOEQ(f64(bb_), f64(c_)), y = b_.CreateFCmpOEQ(f64(bb_ + 1), f64(c_ + 1));
      set(a_, b_.CreateAnd(x, y));
      return true;
    case Op::MK_C64: x = canon(get(bb_), 32, false); set(a_, b_.CreateOr(x, b_.CreateShl(get(c_), 32))); return true;
    case Op::REAL_C64: set(a_, canon(get(bb_), 32, false)); return true;
    case Op::IMAG_C64: set(a_, b_.CreateLShr(get(bb_), 32)); return true;
    default: return false;
  }
}

}  // namespace gvm::jit
