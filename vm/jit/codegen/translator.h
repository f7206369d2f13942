// This file is the translator: one function's bytecode to LLVM IR.
//
// A frame of machine code IS the interpreter's frame: the same slots on the goroutine's stack, the return pc in fp[-1].
// Within the function, slots are values in registers (allocas here, SSA after SROA); slots whose address is taken stay in
// memory. Machine code gives up by an *exit*: it stores the slots that are live at an instruction, sets g->savedFp and
// returns that instruction's address; callers that get something other than 0 do the same for themselves and return it
// on, until the interpreter goes on there with whole frames. So everything that needs whole frames (stack growth,
// preemption, collection, parking, panics, operations that are not translated) is an exit, and no table describes native
// frames. Failing checks exit at the instruction they belong to, before it has changed anything; the interpreter executes
// it again and panics.
//
// Calls between machine code are native calls: {status, r0, r1, r2} f(fp, a0..a3, callee; g in r13). Arguments are
// also stored in the window, as is the return pc, so that the callee's exits and tracebacks find them; the first four are
// in registers besides. Results beyond three lie in the window. A callee without machine code is Func::jit too: it
// returns the pc of its first instruction as status.
//
// A function is entered at its beginning, or (JitLoop) at a backward jump of a loop that runs long. The latter is a
// function of its own with the outermost loop around that jump and nothing else. The iteration in progress of every
// enclosing loop is code apart from the loop itself (the `depth` of blockFor), so that loops keep one entry and LLVM can
// optimise them.
#pragma once

#include <map>
#include <string>

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include "vm/jit/backend.h"
#include "vm/jit/codegen/flow.h"

namespace gvm::jit {

using llvm::BasicBlock;
using llvm::Value;

// What the translator asks of the code that exists already.
struct KnownCode {
  virtual ~KnownCode() = default;
  // Symbol of the machine code of f, or empty.
  virtual std::string symbolOf(const Func* f) = 0;
};

class Translator {
 public:
  Translator(llvm::Module& module, const Host& host, KnownCode& known, const CompileRequest& request,
             const std::string& name);
  llvm::Function* run();
  bool hasLoops() const { return flow_.loops; }

  // Type and calling convention of machine code.
  static llvm::FunctionType* codeType(llvm::LLVMContext& c);
  static void codeAttributes(llvm::CallBase* call);
  static void codeAttributes(llvm::Function* f);

 private:
  using Op = bytecode::Op;

  // ---- translator.cc: frame, blocks, exits
  void prologue();
  void loopPrologue();
  BasicBlock* blockFor(u32 target);       // of a jump from the current place
  BasicBlock* newBlock(const char* name);
  BasicBlock* exitAt(u32 pc, const SlotSet& live);  // gives up at pc, another block's beginning
  BasicBlock* exitHere();
  void exitFrom(BasicBlock* from, SlotSet live, Value* status, bool ownFrame);
  void finishExits();
  void storeLive(const SlotSet& live);
  void leave(Value* status);
  void noteWrites();
  void guard(Value* bad, BasicBlock* exit);
  void guard(Value* bad) { guard(bad, exitHere()); }
  void jump(u32 target, bool back);       // ends the block
  void branch(Value* taken, u32 target, bool back);  // the same, or falls through to the next instruction
  void emitBlock(u32 depth, u32 block);

  // ---- values
  llvm::IntegerType* intType(unsigned bits) { return b_.getIntNTy(bits); }
  Value* k(u64 v) { return b_.getInt64(v); }
  Value* ks(i64 v) { return b_.getInt64(static_cast<u64>(v)); }
  Value* pointer(const void* p) { return b_.CreateIntToPtr(k(reinterpret_cast<u64>(p)), b_.getPtrTy()); }
  Value* slotAt(u32 slot) { return b_.CreateConstInBoundsGEP1_64(b_.getInt64Ty(), fp_, slot); }
  Value* belowFrame(i64 slots) { return b_.CreateConstInBoundsGEP1_64(b_.getInt64Ty(), fp_, static_cast<u64>(slots)); }
  Value* field(Value* base, u64 offset) { return b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), base, offset); }
  Value* get(u32 slot);
  void set(u32 slot, Value* v);           // v: i64, i1 or a pointer
  Value* getF64(u32 slot) { return b_.CreateBitCast(get(slot), b_.getDoubleTy()); }
  Value* getF32(u32 slot);
  void setFloat(u32 slot, Value* v);
  void spill(u32 slot);                   // the slot's value to its place in memory
  void reload(u32 slot);
  Value* address(Value* base, u64 offset = 0);  // i64 to pointer
  Value* load(Value* addr, unsigned bits = 64, bool isSigned = false);
  void store(Value* addr, Value* v, unsigned bits = 64);
  void storePtr(Value* addr, Value* v);   // with the write barrier
  Value* canon(Value* v, unsigned bits, bool isSigned);
  llvm::CallInst* callHost(const void* fn, llvm::Type* result, llvm::ArrayRef<Value*> args);
  Value* barrierOn();
  BasicBlock* unlikely(Value* cond, const char* name);  // goes on where cond is false; the result is where it is true
  Value* stringsEqual(u32 x, u32 y);
  Value* sliceElement(u32 base, u32 index, u64 bytes);  // checked address of an element
  Value* pointerIn(u32 slot, u64 disp);                 // checked for nil

  // ---- operations; each returns false when it does not know the operation. `ended_`: the block is complete.
  void instruction();
  bool scalar();     // ops_scalar.cc
  bool floats();     // ops_float.cc
  bool jumps();      // ops_jump.cc
  bool memory();     // ops_memory.cc
  bool indexing();   // ops_index.cc
  bool language();   // ops_lang.cc
  bool calls();      // ops_call.cc
  bool narrowArithmetic();
  bool narrowMemory();
  bool narrowIndexing();
  bool comparisons();
  bool divisions();
  bool atomics();
  bool superinstructions();
  bool slicing();
  bool appends();
  bool typedRuns();
  bool globals();
  // Calls the operation's function in the interpreter; goes on where it returned `next`, and exits otherwise.
  bool outOfLine();
  Value* callOut();  // spills, calls; the pc it returned
  void exitUnless(Value* pc, u32 next);
  Value* frameCopy();
  void call(Value* callee, Value* func, u32 win, CallShape shape, Value* arg0);
  void ret(u32 from, u32 count);
  void sideExit();

  u64 word(u32 i) const { return flow_.words[pc_ + i]; }
  u16 operandD() const { return static_cast<u16>(word(1)); }
  u16 operandE() const { return static_cast<u16>(word(1) >> 16); }
  const u64* codeAt(u32 pc) const { return fn_->info->codeStart + pc; }

  llvm::Module& module_;
  llvm::LLVMContext& context_;
  const Host& host_;
  KnownCode& known_;
  const CompileRequest& request_;
  const Func* fn_;
  Flow flow_;
  llvm::IRBuilder<> b_;
  llvm::Function* f_ = nullptr;
  Value* g_ = nullptr;
  Value* fp_ = nullptr;
  std::vector<llvm::AllocaInst*> slots_;
  std::map<u32, BasicBlock*> exits_;                 // at the beginnings of blocks
  // The exits of the block in progress, in order. Slots that the block has not changed are stored by code that the exits
  // share: what one has to store, those before it have to store too, so the shared code is a chain that each enters
  // where its own set begins.
  struct Exit {
    BasicBlock* from;
    SlotSet live, changed;  // changed: by the block so far
    Value* status;
    bool ownFrame;          // savedFp has to be set: it is not a callee's exit that goes on
  };
  std::vector<Exit> pending_;
  llvm::AllocaInst* status_ = nullptr;  // what the chain returns
  SlotSet changed_;                     // slots that the block in progress has written
  BasicBlock* here_ = nullptr;          // the exit at the instruction in progress, when it has one
  std::vector<Loop> partial_;  // loops around loopPc, outermost first
  std::map<std::pair<u32, u32>, BasicBlock*> made_;  // by (depth, block)
  std::vector<std::pair<u32, u32>> work_;
  // The instruction in progress.
  u32 pc_ = 0, depth_ = 0, index_ = 0;
  u64 w_ = 0;
  u16 a_ = 0, bb_ = 0, c_ = 0;
  bool ended_ = false;
  std::vector<SlotSet> live_;  // of the block in progress: live_[index_] at the instruction, live_[index_ + 1] after it
};

}  // namespace gvm::jit
