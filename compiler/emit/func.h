// This file is the working state of code generation for one function: what is known of each register, where it lives, the
// block order, and the code under construction. The passes, in order, each in a file of its own:
//   order.cc    block order, loops, loop rotation
//   facts.cc    definition and use counts, constants
//   fold.cc     arithmetic of constants, rotations
//   simplify.cc values that are there already
//   prove.cc    checks that cannot fail
//   alias.cc    registers that need no slot of their own: copies, fields of aggregates, values computed straight into a variable
//   fuse.cc     single-use values folded into the instruction that uses them; values computed straight into call windows
//   slots.cc    liveness, slot assignment, the pointer bitmap
//   clear.cc    dead pointer slots that are set to nil
//   objects.cc  until where memory in the frame is touched by slot number
//   select*.cc  IR operations to bytecode
//
// A frame is: parameters, pointer-containing locals, scalars | two header slots, the call window (one base for the whole
// function), scratch. Only what is left of the bar is in the pointer bitmap; what is right of it never lives across a safepoint.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "compiler/emit/code.h"
#include "compiler/escape/typeinfo.h"
#include "compiler/lower/ir.h"
#include "vm/bytecode/image.h"
#include "vm/bytecode/opcodes.h"

namespace gvm::emit {

using lower::Block;
using lower::Function;
using lower::Instr;
using lower::Reg;
using lower::kNoReg;
using IOp = lower::Op;
using BOp = bytecode::Op;

class Unit;
using escape::MemClass;
using escape::TypeInfo;
using escape::TypeInfos;

// Instr::flags bits that belong to code generation.
inline constexpr uint32_t kProved = 1u << 29;  // does without a check because of earlier ones
inline constexpr uint32_t kFolded = 1u << 30;  // emitted as part of its only user
inline constexpr uint32_t kDead = 1u << 31;    // emits nothing

// What i may do (lower::Effects), its flags considered.
uint16_t effectsOf(const Instr& i);
// Can i panic only because of a nil pointer?
bool nilPanicOnly(const Instr& i);

enum class Home : uint8_t {
  Slot,    // slots of its own
  Const,   // an integer, bool or nil constant that its users absorb
  Alias,   // part of another register's slots
  Window,  // written into, or read from, the call window
};

struct RegState {
  const TypeInfo* ti = nullptr;  // null: map iterator
  uint32_t slots = 0;
  uint32_t ndef = 0, nuse = 0;
  Instr* def = nullptr;          // the definition, when there is one
  uint32_t block = 0, idx = 0;   // where the definition is: block order number, index in the block
  Home home = Home::Slot;
  bool isConst = false;          // k is its value (still true when it was given a slot)
  bool needSlot = false;         // constants: some user cannot absorb it
  bool global = false;           // touched in more than one block
  bool param = false;
  Reg root = kNoReg;             // Alias: the other register
  uint32_t off = 0;              // Alias: slot within root; Window: slot within the window
  int64_t k = 0;
  uint32_t start = 0xffffffff, end = 0;  // live interval
  uint32_t touched = 0xffffffff; // liveness: block that mentions it
  uint32_t dense = 0;            // liveness: number among global registers
  int32_t slot = -1;
};

struct BlockState {
  Block* block = nullptr;
  uint32_t depth = 0;            // loop depth
  uint32_t first = 0;            // position number of its first instruction
  bool cold = false;
  std::vector<const Instr*> swaps;  // second stores of exchanges of two elements
  Instr* inc = nullptr;          // an addition that is part of the closing branch
};

// How two compared values branch or make a bool; see select_cmp.cc.
struct Cond;

class FuncGen {
 public:
  FuncGen(Unit& unit, Function& fn);
  // Generates the code; false when the frame is larger than the format allows.
  bool run();

  Unit& unit;
  Function& fn;
  Code code;
  std::vector<RegState> regs;
  std::vector<BlockState> order;       // blocks in emission order
  std::vector<uint32_t> blockIndex;    // Block::id -> order number
  std::vector<int32_t> varSlot;        // per Var: first slot (frame) or pointer slot (heap)
  uint32_t paramSlots = 0, resultSlots = 0, ptrSlots = 0, localSlots = 0;
  uint32_t zeroLo = 0, zeroHi = 0;
  uint32_t winBase = 0, winSlots = 0;  // window: first slot, extent
  uint32_t scratch = 0;                // first scratch slot
  uint32_t maxScratch = 0;             // scratch slots used so far
  int32_t elemTemp = -1;               // pointer slot for the element address of a map assignment
  int32_t selectRun = -1;              // pointer slots for Select's pairs
  std::vector<bool> ptrMask;           // localSlots bits
  uint32_t deferPc = 0xffffffff;
  // Allocations in the frame: type of the memory and its first slot.
  std::unordered_map<const Instr*, std::pair<const TypeInfo*, uint32_t>> stackAllocs;
  std::vector<const Instr*> stackOrder;
  std::vector<Reg> entryConsts;        // constants used in loops, loaded at entry
  std::vector<Reg> entryAddrs;         // addresses of variables in the frame used in loops, as entryConsts
  // Registers that live across blocks, and which of them do so at each block's end (liveWords words a block).
  std::vector<Reg> liveRegs;
  std::vector<uint64_t> liveOut;
  size_t liveWords = 0;
  // Runs of dead pointer slots to clear before an instruction takes effect.
  struct SlotRun {
    uint16_t first, n;
  };
  std::unordered_map<const Instr*, std::vector<SlotRun>> clears;
  std::vector<bytecode::FrameObjectRow> objects;  // by slot

 private:
  friend struct AliasPass;
  friend struct ProvePass;
  friend struct ClearPass;
  // order.cc
  void orderBlocks();
  bool rotateLoops();
  // facts.cc
  void gatherFacts();
  void simplify();
  // prove.cc
  void prove();
  // fold.cc
  void foldConstants();
  bool foldRotation(Instr& i, uint32_t bi, uint32_t at);
  void becomeConst(Instr& i, int64_t k);
  bool tie(Reg acc, const Instr& i, uint32_t p, uint32_t bi, const Instr& folding);
  void removeDead();
  bool absorbs(const Instr& i, int use, int64_t k) const;
  void settleConstants();
  // alias.cc
  void aliasRegs();
  // fuse.cc
  void fuse();
  void placeWindows();
  void collectWindows();
  // slots.cc
  void liveness();
  uint32_t defPos(const Instr& i, uint32_t at) const;
  void frameAllocations();
  void assignSlots();
  // clear.cc
  void planClears();
  void emitClears(const Instr& i);
  // objects.cc
  struct FrameMemory {
    uint32_t slot, slots;
    std::vector<std::pair<uint32_t, uint32_t>> touches;  // block, end of the last touching instruction in it
  };
  void touch(uint32_t slot, uint32_t slots);
  void settleTouches(uint32_t bi);
  uint32_t lastTouch(const FrameMemory& m, const std::vector<std::vector<uint32_t>>& preds) const;
  void placeObjects();

  // ---- looking at registers ----
  const TypeInfo& ti(Reg r) const { return *regs[r].ti; }
  const TypeInfo& ti(types::Type* t) const;
  Reg rootOf(Reg r) const {
    while (regs[r].home == Home::Alias) r = regs[r].root;
    return r;
  }
  bool isConst(Reg r) const { return regs[r].home == Home::Const; }
  // The value of r when it is a constant, also behind copies.
  bool constantOf(Reg r, int64_t& k) const {
    for (int n = 0; n < 8 && r != kNoReg; n++) {
      if (regs[r].isConst) return k = regs[r].k, true;
      if (regs[r].ndef != 1 || !regs[r].def || regs[r].def->op != IOp::Copy) return false;
      r = regs[r].def->use(0);
    }
    return false;
  }
  bool folded(Reg r) const { return regs[r].def && (regs[r].def->flags & kFolded); }
  // The slot of a register that lives in a frame or window slot.
  uint16_t slot(Reg r);
  uint16_t scr(uint32_t i) {
    if (i + 1 > maxScratch) maxScratch = i + 1;
    return static_cast<uint16_t>(scratch + i);
  }
  // Calls f(reg) for each register that emission of i reads, folded operands included.
  template <class F>
  void forUses(const Instr& i, F&& f) const {
    for (Reg r : i.uses()) {
      if (r == kNoReg) continue;
      if (folded(r)) forUses(*regs[r].def, f);
      else f(r);
    }
  }
  // Offset of r within its root, to tell parts of one root apart.
  uint32_t slotKey(Reg r) const {
    uint32_t off = 0;
    for (; regs[r].home == Home::Alias; r = regs[r].root) off += regs[r].off;
    return off;
  }
  bool sameSlot(Reg a, Reg b) const { return a == b || (rootOf(a) == rootOf(b) && slotKey(a) == slotKey(b)); }
  Instr* elementLoad(Reg r, uint32_t p, uint32_t bi) const;
  bool fuseSwap(uint32_t bi, uint32_t p);
  Instr* soleIn(Reg r, uint32_t bi, uint32_t p) const;
  void fuseIncrement(uint32_t bi, const Instr& cmp, uint32_t at);
  uint32_t resultSlotsOf(const Instr& i, int n) const;
  bool windowReader(const Instr& i) const;
  bool canSink(const BlockState& b, const Instr& d, uint32_t from, uint32_t to) const;

  // ---- selection ----
  friend class Unit;
  void emitBody();
  void emitInstr(Instr& i, Block* next);
  uint32_t unsignedOperands(const Instr& i) const;
  void emitConst(const Instr& i);
  void emitArith(const Instr& i);
  bool emitElementProduct(const Instr& m, uint16_t d, bool flt);
  void emitUnary(const Instr& i);
  void emitShift(const Instr& i);
  void emitDiv(const Instr& i);
  void emitConv(const Instr& i);
  void emitIntrinsic(const Instr& i);
  void emitAtomic(const Instr& i);
  bool condOf(const Instr& i, Cond& c);
  void emitCompare(const Instr& i);
  void emitIf(const Instr& i, Block* next);
  void branch(const Cond& c, bool yes, uint32_t target);
  bool emitIncrement(const Instr& inc, const Instr& cmp, uint32_t target);
  void compareTo(const Instr& i, uint16_t d);
  void emitSwitch(const Instr& i, Block* next);
  void emitSwitchStr(const Instr& i, Block* next);
  void jumpTo(Block* target, Block* next);
  void emitAggregate(const Instr& i);
  void emitMemory(const Instr& i);
  void emitVar(const Instr& i);
  void emitGlobal(const Instr& i);
  void emitIndex(const Instr& i);
  uint16_t run(uint32_t n);
  uint16_t gather(std::span<const Reg> list);
  void emitSlicing(const Instr& i);
  void emitAlloc(const Instr& i);
  void emitAppend(const Instr& i);
  void emitString(const Instr& i);
  void emitMap(const Instr& i);
  void emitChan(const Instr& i);
  void emitSelect(const Instr& i);
  void emitIface(const Instr& i);
  void emitCall(const Instr& i);
  void emitRet(const Instr& i);
  void emitRuntime(const Instr& i);

  // ---- moves and memory of any type ----
  void loadImm(uint16_t dst, int64_t k, bool ptr);
  void moveSlots(uint16_t dst, uint16_t src, uint32_t n, const TypeInfo* t);
  // Writes the value of r (constant or not) into slots from dst.
  void moveTo(uint16_t dst, Reg r);
  void zeroSlots(uint16_t dst, uint32_t n);
  void loadMem(uint16_t dst, uint16_t base, uint64_t disp, const TypeInfo& t);
  void storeMem(uint16_t base, uint64_t disp, uint16_t src, const TypeInfo& t);
  void loadFrame(uint16_t dst, uint16_t base, uint64_t disp, const TypeInfo& t);
  void storeFrame(uint16_t base, uint64_t disp, uint16_t src, const TypeInfo& t);
  // base and displacement of an address whose displacement may not fit the instruction.
  uint16_t reach(uint16_t base, uint64_t& disp);
  // A slot that holds r's value: its own, or scratch i loaded with the constant.
  uint16_t use(Reg r, uint32_t scratchIndex = 0);
  // Where to write def n of i: its slot, or scratch when the result is not used.
  uint16_t dst(const Instr& i, int n = 0, uint32_t scratchIndex = 0);
  bool wanted(const Instr& i, int n) const { return i.def(n) != kNoReg && (regs[i.def(n)].nuse > 0); }
  struct Move {
    uint16_t dst, src;
    uint32_t n;
    const TypeInfo* t;
  };
  void parallelMove(std::vector<Move>& moves);

  uint32_t cur_ = 0;                   // block being emitted
  std::vector<Move> moves_;
  std::vector<FrameMemory> memory_;
  std::unordered_map<uint32_t, uint32_t> memoryAt_;  // by slot
  std::vector<uint32_t> touched_;      // by the instruction being emitted
  std::vector<uint32_t> blockEnd_;     // where the blocks' code ends
  uint32_t lastSafe_ = 0;              // end of the last instruction at which a collection can happen
};

}  // namespace gvm::emit
