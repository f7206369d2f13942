// This file translates loads and stores through pointers, of slot memory, globals and captured variables, and atomics.
#include "vm/jit/codegen/translator.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

bool Translator::memory() {
  Value* p;
  switch (opOf(w_)) {
    case Op::LD_64: case Op::LD_P: set(a_, load(pointerIn(bb_, c_))); return true;
    case Op::LD_S: case Op::LD_I: case Op::LD_C128: {
      p = pointerIn(bb_, c_);
      Value *x = load(p), *y = load(address(p, 8));
      set(a_, x), set(a_ + 1, y);
      return true;
    }
    case Op::LD_L: {
      p = pointerIn(bb_, c_);
      Value *x = load(p), *y = load(address(p, 8)), *z = load(address(p, 16));
      set(a_, x), set(a_ + 1, y), set(a_ + 2, z);
      return true;
    }
    case Op::ST_8: p = pointerIn(a_, c_), store(p, get(bb_), 8); return true;
    case Op::ST_16: p = pointerIn(a_, c_), store(p, get(bb_), 16); return true;
    case Op::ST_32: p = pointerIn(a_, c_), store(p, get(bb_), 32); return true;
    case Op::ST_64: p = pointerIn(a_, c_), store(p, get(bb_)); return true;
    case Op::ST_P: p = pointerIn(a_, c_), storePtr(p, get(bb_)); return true;
    case Op::ST_NIL: p = pointerIn(a_, c_), storePtr(p, k(0)); return true;
    case Op::ST_S: p = pointerIn(a_, c_), store(address(p, 8), get(bb_ + 1)), storePtr(p, get(bb_)); return true;
    case Op::ST_L:
      p = pointerIn(a_, c_);
      store(address(p, 8), get(bb_ + 1)), store(address(p, 16), get(bb_ + 2)), storePtr(p, get(bb_));
      return true;
    case Op::ST_I: p = pointerIn(a_, c_), store(p, get(bb_)), storePtr(address(p, 8), get(bb_ + 1)); return true;
    case Op::ST_C128: {
      p = pointerIn(a_, c_);
      Value *x = get(bb_), *y = get(bb_ + 1);
      store(p, x), store(address(p, 8), y);
      return true;
    }
    case Op::STK_64: store(pointerIn(a_, c_), ks(static_cast<i16>(bb_))); return true;
    case Op::STK_32: store(pointerIn(a_, c_), ks(static_cast<i16>(bb_)), 32); return true;
    case Op::STK_8: store(pointerIn(a_, c_), k(bb_), 8); return true;
    case Op::FIELDADDR: set(a_, pointerIn(bb_, c_)); return true;
    case Op::FIELDADDRX: set(a_, pointerIn(bb_, word(1))); return true;
    case Op::NILCHK: case Op::NILCHK_I: pointerIn(a_, 0); return true;
    case Op::CTX: set(a_, b_.CreateLoad(b_.getInt64Ty(), belowFrame(-2))); return true;
    case Op::LDCTX_64: case Op::LDCTX_P:
      set(a_, load(address(b_.CreateLoad(b_.getPtrTy(), belowFrame(-2)), c_)));
      return true;
    case Op::ADDM_I64: p = pointerIn(a_, c_), store(p, b_.CreateAdd(load(p), get(bb_))); return true;
    case Op::ADDMK_I64: p = pointerIn(a_, c_), store(p, b_.CreateAdd(load(p), ks(static_cast<i16>(bb_)))); return true;
    case Op::LDADD_I64: set(a_, b_.CreateAdd(get(a_), load(pointerIn(bb_, c_)))); return true;
    default: return narrowMemory() || globals() || typedRuns() || atomics();
  }
}

bool Translator::narrowMemory() {
  Value* p;
  auto part = [&](u32 base) { return std::pair<u32, u32>{base + c_ / 8, c_ % 8 * 8u}; };
  auto take = [&](unsigned bits, bool isSigned) {
    auto [slot, shift] = part(bb_);
    set(a_, canon(b_.CreateLShr(get(slot), shift), bits, isSigned));
    return true;
  };
  auto put = [&](unsigned bits) {
    auto [slot, shift] = part(a_);
    u64 mask = ((u64{1} << bits) - 1) << shift;
    Value* v = b_.CreateShl(canon(get(bb_), bits, false), shift);
    set(slot, b_.CreateOr(b_.CreateAnd(get(slot), k(~mask)), v));
    return true;
  };
  auto f64 = [&](Value* v) { return b_.CreateBitCast(v, b_.getDoubleTy()); };
  auto i64 = [&](Value* v) { return b_.CreateBitCast(v, b_.getInt64Ty()); };
  switch (opOf(w_)) {
#define NARROW(ty, bits, sign)                                                        \
  case Op::LD_##ty: set(a_, load(pointerIn(bb_, c_), bits, sign)); return true;       \
  case Op::LDS_##ty: return take(bits, sign);
    NARROW(I8, 8, true) NARROW(U8, 8, false) NARROW(I16, 16, true) NARROW(U16, 16, false)
    NARROW(I32, 32, true) NARROW(U32, 32, false)
#undef NARROW
    case Op::STS_8: return put(8);
    case Op::STS_16: return put(16);
    case Op::STS_32: return put(32);
    case Op::ADDM_F64: p = pointerIn(a_, c_), store(p, i64(b_.CreateFAdd(f64(load(p)), getF64(bb_)))); return true;
    case Op::SUBM_F64: p = pointerIn(a_, c_), store(p, i64(b_.CreateFSub(f64(load(p)), getF64(bb_)))); return true;
    case Op::LDADD_F64: p = pointerIn(bb_, c_), setFloat(a_, b_.CreateFAdd(getF64(a_), f64(load(p)))); return true;
    case Op::LDSUB_F64: p = pointerIn(bb_, c_), setFloat(a_, b_.CreateFSub(getF64(a_), f64(load(p)))); return true;
    case Op::LDMUL_F64: p = pointerIn(bb_, c_), setFloat(a_, b_.CreateFMul(getF64(a_), f64(load(p)))); return true;
    case Op::MULLD_F64: p = pointerIn(c_, operandD()), setFloat(a_, b_.CreateFMul(getF64(bb_), f64(load(p)))); return true;
    case Op::MULADDM_F64:
      p = pointerIn(a_, operandD());
      store(p, i64(b_.CreateFAdd(f64(load(p)), b_.CreateFMul(getF64(bb_), getF64(c_)))));
      return true;
    case Op::MULSUBM_F64:
      p = pointerIn(a_, operandD());
      store(p, i64(b_.CreateFSub(f64(load(p)), b_.CreateFMul(getF64(bb_), getF64(c_)))));
      return true;
    default: return false;
  }
}

bool Translator::globals() {
  auto at = [&](u64 off) { return pointer(reinterpret_cast<const void*>(word(1) + off)); };
  switch (opOf(w_)) {
    case Op::LDG_64: case Op::LDG_P: set(a_, load(at(0))); return true;
    case Op::LDG_S: case Op::LDG_I: set(a_, load(at(0))), set(a_ + 1, load(at(8))); return true;
    case Op::LDG_L: set(a_, load(at(0))), set(a_ + 1, load(at(8))), set(a_ + 2, load(at(16))); return true;
    case Op::STG_64: store(at(0), get(a_)); return true;
    case Op::STG_P: storePtr(at(0), get(a_)); return true;
    case Op::STG_S: store(at(8), get(a_ + 1)), storePtr(at(0), get(a_)); return true;
    case Op::STG_L: store(at(8), get(a_ + 1)), store(at(16), get(a_ + 2)), storePtr(at(0), get(a_)); return true;
    case Op::STG_I: store(at(0), get(a_)), storePtr(at(8), get(a_ + 1)); return true;
    default: return false;
  }
}

// Structs and arrays: short ones of whole words are moved word by word.
bool Translator::typedRuns() {
  constexpr u64 kMaxWords = 10;
  const rt::Type* t = reinterpret_cast<const rt::Type*>(word(1));
  Value* p;
  auto type = [&] { return pointer(t); };
  auto whole = [&] { return t->size % 8 == 0 && t->size / 8 <= kMaxWords; };
  // Plain copying where the value holds no pointers or no barrier is on; else the runtime's function.
  auto guarded = [&](auto&& plain, auto&& barrier) {
    if (t->ptrdata == 0) return plain();
    BasicBlock *slow = unlikely(barrierOn(), "barrier"), *done = newBlock("copied");
    plain();
    b_.CreateBr(done);
    b_.SetInsertPoint(slow);
    barrier();
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
  };
  auto loadRun = [&](Value* from) {
    callHost(reinterpret_cast<const void*>(host_.loadRun), b_.getVoidTy(), {slotAt(a_), b_.CreatePtrToInt(from, b_.getInt64Ty()), type()});
    for (u32 i = 0; i < t->slots(); i++) reload(a_ + i);
  };
  auto storeRun = [&](Value* to, u32 from) {
    for (u32 i = 0; i < t->slots(); i++) spill(from + i);
    callHost(reinterpret_cast<const void*>(host_.storeRun), b_.getVoidTy(), {g_, b_.CreatePtrToInt(to, b_.getInt64Ty()), slotAt(from), type()});
  };
  switch (opOf(w_)) {
    case Op::LD_T: {
      p = pointerIn(bb_, c_);
      if (!whole()) return loadRun(p), true;
      std::vector<Value*> v;
      for (u32 i = 0; i < t->size / 8; i++) v.push_back(load(address(p, i * 8)));
      for (u32 i = 0; i < t->size / 8; i++) set(a_ + i, v[i]);
      return true;
    }
    case Op::ST_T:
      p = pointerIn(a_, c_);
      if (!whole()) return storeRun(p, bb_), true;
      guarded([&] { for (u32 i = 0; i < t->size / 8; i++) store(address(p, i * 8), get(bb_ + i)); },
              [&] { storeRun(p, bb_); });
      return true;
    case Op::COPY_T: {
      p = pointerIn(a_, 0);
      Value* q = pointerIn(bb_, 0);
      auto num = [&](Value* v) { return b_.CreatePtrToInt(v, b_.getInt64Ty()); };
      guarded([&] { b_.CreateMemMove(p, MaybeAlign(1), q, MaybeAlign(1), t->size); },
              [&] { callHost(reinterpret_cast<const void*>(host_.copyTyped), b_.getVoidTy(), {g_, num(p), num(q), type()}); });
      return true;
    }
    case Op::ZERO_T:
      p = pointerIn(a_, 0);
      guarded([&] { b_.CreateMemSet(p, b_.getInt8(0), t->size, MaybeAlign(1)); },
              [&] { callHost(reinterpret_cast<const void*>(host_.zeroTyped), b_.getVoidTy(), {g_, b_.CreatePtrToInt(p, b_.getInt64Ty()), type()}); });
      return true;
    default: return false;
  }
}

bool Translator::atomics() {
  Value* p;
  auto cut = [&](Value* v, unsigned bits) { return b_.CreateTrunc(v, intType(bits)); };
  auto rmw = [&](AtomicRMWInst::BinOp op, unsigned bits, bool result) {
    p = pointerIn(bb_, 0);
    Value* v = cut(get(c_), bits);
    Value* old = b_.CreateAtomicRMW(op, p, v, Align(bits / 8), AtomicOrdering::SequentiallyConsistent);
    set(a_, result ? b_.CreateAdd(old, v) : old);
    return true;
  };
  auto atomicLoad = [&](unsigned bits) {
    auto* l = b_.CreateAlignedLoad(intType(bits), pointerIn(bb_, 0), Align(bits / 8));
    l->setAtomic(AtomicOrdering::SequentiallyConsistent);
    set(a_, l);
    return true;
  };
  auto atomicStore = [&](unsigned bits) {
    p = pointerIn(a_, 0);
    b_.CreateAlignedStore(cut(get(bb_), bits), p, Align(bits / 8))->setAtomic(AtomicOrdering::SequentiallyConsistent);
    return true;
  };
  auto swap = [&](unsigned bits) {
    p = pointerIn(bb_, 0);
    Value* r = b_.CreateAtomicCmpXchg(p, cut(get(c_), bits), cut(get(operandD()), bits), Align(bits / 8),
                                      AtomicOrdering::SequentiallyConsistent, AtomicOrdering::SequentiallyConsistent);
    set(a_, b_.CreateExtractValue(r, 1));
    return true;
  };
  switch (opOf(w_)) {
#define ATOMIC(n)                                                        \
  case Op::ATOMLD_##n: return atomicLoad(n);                             \
  case Op::ATOMST_##n: return atomicStore(n);                            \
  case Op::ATOMADD_##n: return rmw(AtomicRMWInst::Add, n, true);         \
  case Op::ATOMAND_##n: return rmw(AtomicRMWInst::And, n, false);        \
  case Op::ATOMOR_##n: return rmw(AtomicRMWInst::Or, n, false);          \
  case Op::ATOMXCHG_##n: return rmw(AtomicRMWInst::Xchg, n, false);      \
  case Op::ATOMCAS_##n: return swap(n);
    ATOMIC(32) ATOMIC(64)
#undef ATOMIC
    case Op::ATOMLD_P: return atomicLoad(64);
    default: return false;
  }
}

}  // namespace gvm::jit
