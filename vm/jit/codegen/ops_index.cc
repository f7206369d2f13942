// This file translates indexing, slicing and append. A failing bound exits at the instruction, which panics when the
// interpreter runs it.
#include "vm/jit/codegen/translator.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

bool Translator::indexing() {
  Value* p;
  switch (opOf(w_)) {
    case Op::LDX_64: case Op::LDX_P: set(a_, load(sliceElement(bb_, c_, 8))); return true;
    case Op::LDX_S: case Op::LDX_I: {
      p = sliceElement(bb_, c_, 16);
      Value *x = load(p), *y = load(address(p, 8));
      set(a_, x), set(a_ + 1, y);
      return true;
    }
    case Op::LDX_L: {
      p = sliceElement(bb_, c_, 24);
      Value *x = load(p), *y = load(address(p, 8)), *z = load(address(p, 16));
      set(a_, x), set(a_ + 1, y), set(a_ + 2, z);
      return true;
    }
    case Op::STX_8: p = sliceElement(a_, bb_, 1), store(p, get(c_), 8); return true;
    case Op::STX_16: p = sliceElement(a_, bb_, 2), store(p, get(c_), 16); return true;
    case Op::STX_32: p = sliceElement(a_, bb_, 4), store(p, get(c_), 32); return true;
    case Op::STX_64: p = sliceElement(a_, bb_, 8), store(p, get(c_)); return true;
    case Op::STX_P: p = sliceElement(a_, bb_, 8), storePtr(p, get(c_)); return true;
    case Op::STX_S: p = sliceElement(a_, bb_, 16), store(address(p, 8), get(c_ + 1)), storePtr(p, get(c_)); return true;
    case Op::STX_I: p = sliceElement(a_, bb_, 16), store(p, get(c_)), storePtr(address(p, 8), get(c_ + 1)); return true;
    case Op::STX_L:
      p = sliceElement(a_, bb_, 24);
      store(address(p, 8), get(c_ + 1)), store(address(p, 16), get(c_ + 2)), storePtr(p, get(c_));
      return true;
    case Op::IDXADDR: set(a_, sliceElement(bb_, c_, word(1))); return true;
    case Op::LDXD_64: case Op::LDXD_P: set(a_, load(address(sliceElement(bb_, c_, operandE()), operandD()))); return true;
    case Op::STXD_64: p = sliceElement(a_, bb_, operandE()), store(address(p, operandD()), get(c_)); return true;
    case Op::ADDX_I64: p = sliceElement(a_, bb_, 8), store(p, b_.CreateAdd(load(p), get(c_))); return true;
    case Op::LDXADD_I64: p = sliceElement(bb_, c_, 8), set(a_, b_.CreateAdd(get(a_), load(p))); return true;
    case Op::CHKIDX: case Op::CHKIDXU: guard(b_.CreateICmpUGE(get(a_), get(bb_))); return true;
    case Op::CHKIDXK: guard(b_.CreateICmpUGE(get(a_), k(word(1)))); return true;
    default: return narrowIndexing() || superinstructions() || slicing() || appends();
  }
}

// Narrow elements, arrays behind pointers, arrays in slots.
bool Translator::narrowIndexing() {
  Value* p;
  auto inArray = [&](Value* base, u32 index, u64 bytes) {
    Value* i = get(index);
    guard(b_.CreateICmpUGE(i, k(word(1))));
    if (bytes == 8) return b_.CreateGEP(b_.getInt64Ty(), base, i);
    return b_.CreateGEP(b_.getInt8Ty(), base, b_.CreateMul(i, k(bytes)));
  };
  switch (opOf(w_)) {
#define NARROW(ty, bits, sign)                                                                                 \
  case Op::LDX_##ty: set(a_, load(sliceElement(bb_, c_, bits / 8), bits, sign)); return true;                  \
  case Op::LDA_##ty: p = inArray(pointerIn(bb_, 0), c_, bits / 8), set(a_, load(p, bits, sign)); return true;  \
  case Op::LDF_##ty: p = inArray(slotAt(bb_), c_, bits / 8), set(a_, load(p, bits, sign)); return true;
    NARROW(I8, 8, true) NARROW(U8, 8, false) NARROW(I16, 16, true) NARROW(U16, 16, false)
    NARROW(I32, 32, true) NARROW(U32, 32, false)
#undef NARROW
    case Op::LDA_64: case Op::LDA_P: p = inArray(pointerIn(bb_, 0), c_, 8), set(a_, load(p)); return true;
    case Op::LDF_64: case Op::LDF_P: p = inArray(slotAt(bb_), c_, 8), set(a_, load(p)); return true;
#define NARROW(bits)                                                                                       \
  case Op::STA_##bits: p = inArray(pointerIn(a_, 0), bb_, bits / 8), store(p, get(c_), bits); return true; \
  case Op::STF_##bits: p = inArray(slotAt(a_), bb_, bits / 8), store(p, get(c_), bits); return true;
    NARROW(8) NARROW(16) NARROW(32) NARROW(64)
#undef NARROW
    case Op::STA_P: p = inArray(pointerIn(a_, 0), bb_, 8), storePtr(p, get(c_)); return true;
    case Op::STF_P: p = inArray(slotAt(a_), bb_, 8), store(p, get(c_)); return true;
    case Op::IDXADDRA: set(a_, inArray(pointerIn(bb_, 0), c_, word(2))); return true;
    default: return false;
  }
}

bool Translator::superinstructions() {
  Value *p, *q;
  auto f64 = [&](Value* v) { return b_.CreateBitCast(v, b_.getDoubleTy()); };
  auto i64 = [&](Value* v) { return b_.CreateBitCast(v, b_.getInt64Ty()); };
  // Element d of the slice that is element `index` of the slice of slices in `base`.
  auto row = [&](u32 base, u32 index, u64 bytes) {
    Value* r = sliceElement(base, index, 24);
    Value* j = get(operandD());
    guard(b_.CreateICmpUGE(j, load(address(r, 8))));
    Value* rowBase = address(load(r));
    return bytes == 8 ? b_.CreateGEP(b_.getInt64Ty(), rowBase, j) : b_.CreateGEP(b_.getInt8Ty(), rowBase, j);
  };
  switch (opOf(w_)) {
    case Op::LDXX_64: set(a_, load(row(bb_, c_, 8))); return true;
    case Op::LDXX_U8: set(a_, load(row(bb_, c_, 1), 8)); return true;
    case Op::STXX_64: p = row(a_, bb_, 8), store(p, get(c_)); return true;
    case Op::ADDX_F64: p = sliceElement(a_, bb_, 8), store(p, i64(b_.CreateFAdd(f64(load(p)), getF64(c_)))); return true;
    case Op::LDXADD_F64: p = sliceElement(bb_, c_, 8), setFloat(a_, b_.CreateFAdd(getF64(a_), f64(load(p)))); return true;
    case Op::MULADDX_F64:
      p = sliceElement(bb_, operandD(), 8), q = sliceElement(c_, operandE(), 8);
      setFloat(a_, b_.CreateFAdd(getF64(a_), b_.CreateFMul(f64(load(p)), f64(load(q)))));
      return true;
    case Op::MULADDX_I64:
      p = sliceElement(bb_, operandD(), 8), q = sliceElement(c_, operandE(), 8);
      set(a_, b_.CreateAdd(get(a_), b_.CreateMul(load(p), load(q))));
      return true;
    case Op::MULADDL_F64:
      p = sliceElement(c_, operandD(), 8);
      setFloat(a_, b_.CreateFAdd(getF64(a_), b_.CreateFMul(getF64(bb_), f64(load(p)))));
      return true;
    case Op::MOVX_64: q = sliceElement(bb_, operandD(), 8), p = sliceElement(a_, c_, 8), store(p, load(q)); return true;
    case Op::SWAPX_64: {
      p = sliceElement(a_, bb_, 8), q = sliceElement(a_, c_, 8);
      Value *x = load(p), *y = load(q);
      store(p, y), store(q, x);
      return true;
    }
    default: return false;
  }
}

bool Translator::slicing() {
  auto or0 = [&](u32 slot) { return slot == kNoSlot ? k(0) : get(slot); };
  auto offset = [&](Value* base, Value* lo, Value* end, u64 bytes) {
    // An empty rest keeps the base: a pointer past the end would keep the next object alive.
    Value* moved = b_.CreateAdd(base, b_.CreateMul(lo, k(bytes)));
    return b_.CreateSelect(b_.CreateICmpEQ(end, lo), base, moved);
  };
  switch (opOf(w_)) {
    case Op::SLICE_S: {
      Value *len = get(bb_ + 1), *lo = or0(c_), *hi = operandD() == kNoSlot ? len : get(operandD());
      if (operandD() != kNoSlot) guard(b_.CreateICmpUGT(hi, len));
      if (c_ != kNoSlot) guard(b_.CreateICmpUGT(lo, hi));
      Value* base = offset(get(bb_), lo, hi, 1);
      set(a_, base), set(a_ + 1, b_.CreateSub(hi, lo));
      return true;
    }
    case Op::SLICE_L: case Op::SLICE_A: {
      bool array = opOf(w_) == Op::SLICE_A;
      Value* p = array ? b_.CreatePtrToInt(pointerIn(bb_, 0), b_.getInt64Ty()) : get(bb_);
      Value* cap = array ? k(word(2)) : get(bb_ + 2);
      Value* lo = or0(c_);
      Value* hi = operandD() != kNoSlot ? get(operandD()) : array ? cap : get(bb_ + 1);
      Value* max = operandE() == kNoSlot ? cap : get(operandE());
      if (operandE() != kNoSlot) guard(b_.CreateICmpUGT(max, cap));
      guard(b_.CreateICmpUGT(hi, max));
      if (c_ != kNoSlot) guard(b_.CreateICmpUGT(lo, hi));
      Value* base = offset(p, lo, max, array ? word(3) : word(2));
      set(a_, base), set(a_ + 1, b_.CreateSub(hi, lo)), set(a_ + 2, b_.CreateSub(max, lo));
      return true;
    }
    case Op::SLTOARR: guard(b_.CreateICmpULT(get(bb_ + 1), k(word(1)))), set(a_, get(bb_)); return true;
    default: return false;
  }
}

bool Translator::appends() {
  u64 bytes;
  switch (opOf(w_)) {
    case Op::APPEND_8: bytes = 1; break;
    case Op::APPEND_32: bytes = 4; break;
    case Op::APPEND_64: case Op::APPEND_P: bytes = 8; break;
    case Op::APPEND_S: bytes = 16; break;
    default: return false;
  }
  Value *base = get(bb_), *len = get(bb_ + 1), *cap = get(bb_ + 2), *v = get(c_);
  BasicBlock *full = unlikely(b_.CreateICmpUGE(len, cap), "full"), *done = newBlock("appended");
  Value* p = b_.CreateGEP(b_.getInt8Ty(), address(base), b_.CreateMul(len, k(bytes)));
  if (opOf(w_) == Op::APPEND_S) store(address(p, 8), get(c_ + 1));
  if (opOf(w_) == Op::APPEND_S || opOf(w_) == Op::APPEND_P) storePtr(p, v);
  else store(p, v, static_cast<unsigned>(bytes * 8));
  set(a_, base), set(a_ + 1, b_.CreateAdd(len, k(1))), set(a_ + 2, cap);
  b_.CreateBr(done);
  b_.SetInsertPoint(full);
  outOfLine();
  b_.CreateBr(done);
  b_.SetInsertPoint(done);
  return true;
}

}  // namespace gvm::jit
