// This file implements the translator's frame: prologues, blocks, exits, slots and memory. The operations are in ops_*.cc.
#include "vm/jit/codegen/translator.h"

#include <cstddef>

#include <llvm/IR/Intrinsics.h>
#include <llvm/IR/MDBuilder.h>

#include "runtime/core/vm.h"
#include "runtime/stack/stack.h"

namespace gvm::jit {

using namespace bytecode;
using namespace llvm;

// G is no standard-layout class for the language, but its layout is fixed by the ABI.
#pragma clang diagnostic ignored "-Winvalid-offsetof"

namespace {
constexpr unsigned kRegisterArgs = 4;
// A function that calls nothing needs no stack check when its frame fits into what every stack keeps free.
constexpr u32 kUncheckedSlots = kStackGuard / 8 - 16;
}  // namespace

FunctionType* Translator::codeType(LLVMContext& c) {
  llvm::Type *p = PointerType::get(c, 0), *i = IntegerType::get(c, 64);
  return FunctionType::get(StructType::get(c, {i, i, i, i}), {p, p, i, i, i, i, p}, false);
}

void Translator::codeAttributes(CallBase* call) {
  call->setCallingConv(CallingConv::Swift);
  call->addParamAttr(0, Attribute::SwiftSelf);
  call->addFnAttr(Attribute::NoUnwind);
}

void Translator::codeAttributes(llvm::Function* f) {
  f->setCallingConv(CallingConv::Swift);
  f->addParamAttr(0, Attribute::SwiftSelf);
  f->addFnAttr(Attribute::NoUnwind);
}

Translator::Translator(Module& module, const Host& host, KnownCode& known, const CompileRequest& request,
                       const std::string& name)
    : module_(module), context_(module.getContext()), host_(host), known_(known), request_(request), fn_(request.fn),
      flow_(request.fn, request.words, request.loopPc), b_(context_) {
  f_ = llvm::Function::Create(codeType(context_), GlobalValue::ExternalLinkage, name, module_);
  codeAttributes(f_);
}

llvm::Function* Translator::run() {
  b_.SetInsertPoint(newBlock("entry"));
  g_ = f_->getArg(0);
  fp_ = f_->getArg(1);
  slots_.resize(flow_.numSlots);
  for (auto& s : slots_) s = b_.CreateAlloca(b_.getInt64Ty());
  status_ = b_.CreateAlloca(b_.getInt64Ty());
  if (request_.loopPc == kNoPc) prologue();
  else loopPrologue();
  while (!work_.empty()) {
    auto [depth, block] = work_.back();
    work_.pop_back();
    emitBlock(depth, block);
  }
  return f_;
}

// ---- entries ------------------------------------------------------------------------------------------------------------

void Translator::prologue() {
  u64 enter = flow_.words[0];
  BasicBlock* exit = nullptr;
  auto giveUp = [&](Value* bad) {
    if (exit == nullptr) {
      auto here = b_.saveIP();
      exit = newBlock("refuse");
      b_.SetInsertPoint(exit);
      leave(k(reinterpret_cast<u64>(codeAt(0))));
      b_.restoreIP(here);
    }
    guard(bad, exit);
  };
  if (flow_.calls || aOf(enter) > kUncheckedSlots) {
    Value* end = b_.CreateConstGEP1_64(b_.getInt64Ty(), fp_, aOf(enter));
    giveUp(b_.CreateICmpUGT(end, b_.CreateLoad(b_.getPtrTy(), field(g_, offsetof(G, stackguard)))));
  }
  if (flow_.calls) {
    llvm::Function* read = Intrinsic::getDeclaration(&module_, Intrinsic::read_register, {b_.getInt64Ty()});
    Value* sp = b_.CreateCall(read, {MetadataAsValue::get(context_, MDNode::get(context_, MDString::get(context_, "rsp")))});
    giveUp(b_.CreateICmpULT(sp, b_.CreateLoad(b_.getInt64Ty(), field(g_, offsetof(G, engineData)))));
  }
  for (u32 i = 0; i < fn_->argSlots; i++) {
    if (flow_.inMemory.has(i)) continue;
    if (i < kRegisterArgs) set(i, f_->getArg(2 + i));
    else reload(i);
  }
  // Pointer slots are nil to begin with, in memory too: what an exit does not store must still be good to scan.
  u32 lo = bOf(enter), hi = cOf(enter);
  if (hi - lo > 16) {
    b_.CreateMemSet(slotAt(lo), b_.getInt8(0), (hi - lo) * 8ul, Align(8));
  } else {
    for (u32 i = lo; i < hi; i++) b_.CreateStore(k(0), slotAt(i));
  }
  for (u32 i = lo; i < hi; i++)
    if (!flow_.inMemory.has(i)) set(i, k(0));
  b_.CreateBr(blockFor(0));
}

void Translator::loopPrologue() {
  u32 block = flow_.blockOf(request_.loopPc);
  partial_ = flow_.loopsAround(block);
  depth_ = static_cast<u32>(partial_.size());
  flow_.liveInBlock(block)[0].each([&](u32 s) {
    if (!flow_.inMemory.has(s)) reload(s);
  });
  b_.CreateBr(blockFor(request_.loopPc));
}

// ---- blocks -------------------------------------------------------------------------------------------------------------

BasicBlock* Translator::newBlock(const char* name) { return BasicBlock::Create(context_, name, f_); }

// depth_ - 1 loops around the entry are in an iteration that began before it. A jump to the header of one begins the
// loop's regular iterations; a jump out of one ends it.
BasicBlock* Translator::blockFor(u32 target) {
  u32 block = flow_.blockAt[target], depth = depth_;
  // What comes after the outermost loop is the interpreter's.
  if (!partial_.empty() && !partial_[0].body[block]) return exitAt(target, flow_.blocks[block].liveIn);
  for (u32 j = 0; j + 1 < depth; j++) {
    if (partial_[j].header == block || !partial_[j].body[block]) {
      depth = j + 1;
      break;
    }
  }
  BasicBlock*& bb = made_[{depth, block}];
  if (bb == nullptr) {
    bb = newBlock("b");
    work_.push_back({depth, block});
  }
  return bb;
}

void Translator::emitBlock(u32 depth, u32 block) {
  const Flow::Block& bl = flow_.blocks[block];
  depth_ = depth;
  b_.SetInsertPoint(made_[{depth, block}]);
  live_ = flow_.liveInBlock(block);
  changed_ = SlotSet(flow_.numSlots);
  ended_ = false;
  index_ = 0;
  for (pc_ = bl.start; pc_ < bl.end && !ended_; pc_ += flow_.length(pc_), index_++) {
    w_ = flow_.words[pc_];
    a_ = aOf(w_);
    bb_ = bOf(w_);
    c_ = cOf(w_);
    here_ = nullptr;
    instruction();
    noteWrites();
  }
  if (!ended_) b_.CreateBr(blockFor(bl.end));
  finishExits();
}

void Translator::jump(u32 target, bool back) {
  if (back) {
    // A poll: the interpreter goes on at the target and has its own.
    auto* flag = b_.CreateLoad(b_.getInt8Ty(), field(g_, offsetof(G, preempt)));
    flag->setAtomic(AtomicOrdering::Monotonic);
    flag->setAlignment(Align(1));
    guard(b_.CreateICmpNE(flag, b_.getInt8(0)), exitAt(target, flow_.blocks[flow_.blockAt[target]].liveIn));
  }
  b_.CreateBr(blockFor(target));
  ended_ = true;
}

void Translator::branch(Value* taken, u32 target, bool back) {
  BasicBlock* next = blockFor(pc_ + flow_.length(pc_));
  if (!back) {
    b_.CreateCondBr(taken, blockFor(target), next);
  } else {
    BasicBlock* poll = newBlock("poll");
    b_.CreateCondBr(taken, poll, next);
    b_.SetInsertPoint(poll);
    jump(target, true);
  }
  ended_ = true;
}

// ---- exits --------------------------------------------------------------------------------------------------------------

void Translator::storeLive(const SlotSet& live) {
  live.each([&](u32 s) { spill(s); });
}

void Translator::leave(Value* status) {
  b_.CreateStore(fp_, field(g_, offsetof(G, savedFp)));
  Value* r = PoisonValue::get(codeType(context_)->getReturnType());
  r = b_.CreateInsertValue(r, status, 0);
  b_.CreateRet(r);
}

BasicBlock* Translator::exitAt(u32 pc, const SlotSet& live) {
  BasicBlock*& exit = exits_[pc];
  if (exit != nullptr) return exit;
  auto here = b_.saveIP();
  exit = newBlock("exit");
  b_.SetInsertPoint(exit);
  storeLive(live);
  leave(k(reinterpret_cast<u64>(codeAt(pc))));
  b_.restoreIP(here);
  return exit;
}

BasicBlock* Translator::exitHere() {
  if (here_ == nullptr) {
    here_ = newBlock("exit");
    exitFrom(here_, live_[index_], k(reinterpret_cast<u64>(codeAt(pc_))), true);
  }
  return here_;
}

// An exit in block `from`, which is empty or goes on with this. It happens before the instruction in progress has changed
// a slot in `live`.
void Translator::exitFrom(BasicBlock* from, SlotSet live, Value* status, bool ownFrame) {
  pending_.push_back({from, std::move(live), changed_, status, ownFrame});
}

void Translator::noteWrites() {
  const Effects& e = flow_.effects(pc_);
  for (SlotRun r : e.writes) changed_.add(r);
  if (e.clobberFrom != kNoPc)
    for (u32 i = e.clobberFrom; i < flow_.numSlots; i++) changed_.add(i);
}

void Translator::finishExits() {
  BasicBlock* chain = nullptr;
  SlotSet stored(flow_.numSlots);  // by the chain
  for (usize i = pending_.size(); i-- > 0;) {
    Exit& e = pending_[i];
    SlotSet mine = e.live, shared = e.live;
    mine.keep(e.changed);
    shared.removeAll(e.changed);
    b_.SetInsertPoint(e.from);
    storeLive(mine);
    b_.CreateStore(e.status, status_);
    if (e.ownFrame) b_.CreateStore(fp_, field(g_, offsetof(G, savedFp)));
    auto here = b_.saveIP();
    SlotSet more = shared, lost = stored;
    more.removeAll(stored);
    lost.removeAll(shared);
    if (chain == nullptr || !lost.empty()) {
      chain = newBlock("leave");
      b_.SetInsertPoint(chain);
      storeLive(shared);
      Value* r = PoisonValue::get(codeType(context_)->getReturnType());
      b_.CreateRet(b_.CreateInsertValue(r, b_.CreateLoad(b_.getInt64Ty(), status_), 0));
    } else if (!more.empty()) {
      BasicBlock* rest = chain;
      chain = newBlock("leave");
      b_.SetInsertPoint(chain);
      storeLive(more);
      b_.CreateBr(rest);
    }
    stored = shared;
    b_.restoreIP(here);
    b_.CreateBr(chain);
  }
  pending_.clear();
}

void Translator::guard(Value* bad, BasicBlock* exit) {
  BasicBlock* ok = newBlock("ok");
  b_.CreateCondBr(bad, exit, ok, MDBuilder(context_).createBranchWeights(1, 1 << 20));
  b_.SetInsertPoint(ok);
}

BasicBlock* Translator::unlikely(Value* cond, const char* name) {
  BasicBlock *yes = newBlock(name), *no = newBlock("ok");
  b_.CreateCondBr(cond, yes, no, MDBuilder(context_).createBranchWeights(1, 1 << 20));
  b_.SetInsertPoint(no);
  return yes;
}

void Translator::sideExit() {
  b_.CreateBr(exitHere());
  ended_ = true;
}

// ---- slots and memory ---------------------------------------------------------------------------------------------------

Value* Translator::get(u32 slot) {
  if (flow_.inMemory.has(slot)) return b_.CreateLoad(b_.getInt64Ty(), slotAt(slot));
  return b_.CreateLoad(b_.getInt64Ty(), slots_[slot]);
}

void Translator::set(u32 slot, Value* v) {
  if (v->getType()->isPointerTy()) v = b_.CreatePtrToInt(v, b_.getInt64Ty());
  else if (!v->getType()->isIntegerTy(64)) v = b_.CreateZExt(v, b_.getInt64Ty());
  b_.CreateStore(v, flow_.inMemory.has(slot) ? slotAt(slot) : slots_[slot]);
}

void Translator::spill(u32 slot) {
  if (!flow_.inMemory.has(slot)) b_.CreateStore(b_.CreateLoad(b_.getInt64Ty(), slots_[slot]), slotAt(slot));
}

void Translator::reload(u32 slot) {
  if (!flow_.inMemory.has(slot)) b_.CreateStore(b_.CreateLoad(b_.getInt64Ty(), slotAt(slot)), slots_[slot]);
}

Value* Translator::getF32(u32 slot) {
  return b_.CreateBitCast(b_.CreateTrunc(get(slot), b_.getInt32Ty()), b_.getFloatTy());
}

void Translator::setFloat(u32 slot, Value* v) {
  set(slot, b_.CreateBitCast(v, v->getType()->isDoubleTy() ? b_.getInt64Ty() : b_.getInt32Ty()));
}

Value* Translator::address(Value* base, u64 offset) {
  Value* p = base->getType()->isPointerTy() ? base : b_.CreateIntToPtr(base, b_.getPtrTy());
  return offset ? b_.CreateConstGEP1_64(b_.getInt8Ty(), p, offset) : p;
}

Value* Translator::canon(Value* v, unsigned bits, bool isSigned) {
  if (bits == 64) return v;
  v = b_.CreateTrunc(v, intType(bits));
  return isSigned ? b_.CreateSExt(v, b_.getInt64Ty()) : b_.CreateZExt(v, b_.getInt64Ty());
}

Value* Translator::load(Value* addr, unsigned bits, bool isSigned) {
  Value* v = b_.CreateAlignedLoad(intType(bits), address(addr), Align(bits / 8));
  if (bits == 64) return v;
  return isSigned ? b_.CreateSExt(v, b_.getInt64Ty()) : b_.CreateZExt(v, b_.getInt64Ty());
}

void Translator::store(Value* addr, Value* v, unsigned bits) {
  b_.CreateAlignedStore(b_.CreateTrunc(v, intType(bits)), address(addr), Align(bits / 8));
}

Value* Translator::barrierOn() {
  Value* vm = b_.CreateLoad(b_.getPtrTy(), field(g_, offsetof(G, vm)));
  Value* on = b_.CreateLoad(b_.getInt32Ty(), field(vm, offsetof(VM, writeBarrierEnabled)));
  return b_.CreateICmpNE(on, b_.getInt32(0));
}

void Translator::storePtr(Value* addr, Value* v) {
  BasicBlock *slow = unlikely(barrierOn(), "barrier"), *done = newBlock("stored");
  store(addr, v);
  b_.CreateBr(done);
  b_.SetInsertPoint(slow);
  if (addr->getType()->isPointerTy()) addr = b_.CreatePtrToInt(addr, b_.getInt64Ty());
  callHost(reinterpret_cast<const void*>(host_.storePtr), b_.getVoidTy(), {g_, addr, v});
  b_.CreateBr(done);
  b_.SetInsertPoint(done);
}

CallInst* Translator::callHost(const void* fn, llvm::Type* result, ArrayRef<Value*> args) {
  SmallVector<llvm::Type*, 6> types;
  for (Value* a : args) types.push_back(a->getType());
  CallInst* c = b_.CreateCall(FunctionType::get(result, types, false), pointer(fn), args);
  c->addFnAttr(Attribute::NoUnwind);
  return c;
}

Value* Translator::pointerIn(u32 slot, u64 disp) {
  Value* p = get(slot);
  guard(b_.CreateICmpEQ(p, k(0)));
  return address(p, disp);
}

Value* Translator::sliceElement(u32 base, u32 index, u64 bytes) {
  Value* i = get(index);
  guard(b_.CreateICmpUGE(i, get(base + 1)));
  Value* p = address(get(base));
  if (bytes == 8) return b_.CreateGEP(b_.getInt64Ty(), p, i);
  return b_.CreateGEP(b_.getInt8Ty(), p, b_.CreateMul(i, k(bytes)));
}

Value* Translator::stringsEqual(u32 x, u32 y) {
  Value *n = get(x + 1), *same = b_.CreateICmpEQ(n, get(y + 1));
  BasicBlock *from = b_.GetInsertBlock(), *compare = newBlock("compare"), *done = newBlock("compared");
  b_.CreateCondBr(same, compare, done);
  b_.SetInsertPoint(compare);
  Value* eq = callHost(reinterpret_cast<const void*>(host_.equalBytes), b_.getInt64Ty(),
                       {address(get(x)), address(get(y)), n});
  Value* yes = b_.CreateICmpNE(eq, k(0));
  BasicBlock* end = b_.GetInsertBlock();
  b_.CreateBr(done);
  b_.SetInsertPoint(done);
  PHINode* r = b_.CreatePHI(b_.getInt1Ty(), 2);
  r->addIncoming(b_.getFalse(), from);
  r->addIncoming(yes, end);
  return r;
}

// ---- instructions -------------------------------------------------------------------------------------------------------

void Translator::instruction() {
  if (scalar() || floats() || jumps() || memory() || indexing() || language() || calls() || outOfLine()) return;
  sideExit();
}

}  // namespace gvm::jit
