// This file is the lowered IR: what the lowering of a typed AST produces, and what escape analysis, inlining, optimisation and
// instruction selection work on.
//
// A Function is a graph of Blocks of Instrs over virtual registers. A register holds one Go value of a concrete type (never a
// type parameter): a scalar in one slot, an aggregate (string, slice, interface, struct, array) in memory layout over several
// slots. Registers may be assigned many times (no SSA, no phis): local variables whose address is never taken and that no
// closure captures by reference are plain registers; all other locals are Vars, memory that VarDecl begins anew, and whose home
// (frame or heap) the escape pass decides. A temporary is written once, by one instruction, before its uses.
//
// Evaluation order, panics and side effects are explicit in instruction order; every operation of the language that can panic or
// reach a safepoint is one instruction, with effects as listed in ir_ops.def. Blocks end in one terminator; entry is blocks[0].
//
// Functions with defer keep their results in Vars of kind Result: `return` stores them and jumps to deferReturn, the block that
// runs the remaining deferred calls, loads the results and returns; a recovered panic resumes there.
//
// An operation reads all its uses before it writes its defs: a def may be the same register as a use.
//
// Instrs live in the compilation's arena; Functions, Blocks, Vars and the rest in the pools of their Program.
#pragma once
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/arena.h"

namespace gvm::types {
struct Type;
struct Object;
struct Package;
}  // namespace gvm::types
namespace gvm::syntax {
struct Node;
}

namespace gvm::lower {

using Reg = uint32_t;  // a virtual register: index into Function::regs
inline constexpr Reg kNoReg = 0xffffffff;

enum class Op : uint16_t {
#define IR_OP(name, defs, uses, effects, doc) name,
#include "compiler/lower/ir_ops.def"
  Count
};

// Effects of an operation, see ir_ops.def.
enum Effects : uint16_t {
  kPure = 0,
  kPanic = 1,
  kSafe = 2,
  kAlloc = 4,
  kRead = 8,
  kWrite = 16,
  kTerm = 32,
  kCall = 64,
};

struct OpInfo {
  const char* name;
  int8_t defs, uses;  // -1: any number
  uint16_t effects;
  const char* doc;
};
const OpInfo& opInfo(Op op);

// Instr::flags.
enum InstrFlags : uint32_t {
  kNilCheck = 1,        // the operation panics when its base pointer is nil
  kBounds = 2,          // the operation checks its index or slice operands
  kUnsigned = 4,        // the index operand is an unsigned 64-bit number (matters above MaxInt64)
  kUnsignedLow = 4,     // slicing, make: low / length operand is unsigned
  kUnsignedHigh = 8,    // slicing, make: high / capacity operand is unsigned
  kUnsignedMax = 16,    // slicing: max operand is unsigned
  kNoZeroCheck = 32,    // Div, Rem: the divisor is known to be non-zero
  kNoNegCheck = 64,     // Shl, Shr: the count is known not to be negative
  kInit = 128,          // VarDecl: fully stored before it is read
  kTemp = 256,          // string/bytes conversion whose result may alias its operand
  kString = 512,        // AppendSlice, SliceCopy: the source is a string
  kOnStack = 1024,      // set by the escape pass: this allocation lives in the frame
  kNoEscapeKnown = 2048,  // lowering knows that the result does not outlive the statement
  kStaticCallee = 4096,   // Go, Defer: made from a direct call (for -m texts)
  kImplicit = 8192,       // made by the compiler, no counterpart in the source (no -m text)
  kEscapes = 32768,       // KeepAlive: the pointer is known to others, so that what it points to belongs in the heap
  kVariadic = 16384,      // New: backing array of a variadic call's arguments ("... argument" in -m texts)
};

struct Block;
struct Function;

// One memory variable of a function.
struct Var {
  enum Kind : uint8_t { Local, Param, Result, Temp };
  uint32_t id = 0;               // index in Function::vars
  Kind kind = Local;
  bool captured = false;         // a closure holds its address
  bool addrTaken = false;        // VarAddr is used for something else than immediate access
  bool heap = false;             // set by the escape pass: each instance is a heap object, a pointer in the frame
  uint32_t pos = 0;              // its declaration
  types::Type* type = nullptr;
  std::string_view name;         // "" for temporaries
  uint32_t index = 0;            // Param, Result: which one
};

// A package-level variable, or compiler-made static data.
struct StaticReloc {
  enum Kind : uint8_t { StringPtr, GlobalAddr, FuncAddr, TypeAddr, ItabAddr };
  uint32_t offset = 0;           // of the 8-byte pointer in the data
  Kind kind = GlobalAddr;
  std::string_view str;          // StringPtr: address of these bytes (the length is in the data)
  struct Global* global = nullptr;
  int64_t addend = 0;            // GlobalAddr: byte offset into it
  Function* fn = nullptr;
  types::Type* type = nullptr;
  struct Itab* itab = nullptr;
};

struct Global {
  std::string_view symbol;       // "main.x", "main..stmp_1"
  types::Type* type = nullptr;
  types::Object* object = nullptr;  // null for static data
  types::Package* pkg = nullptr;
  uint32_t pos = 0;
  bool external = false;         // defined by another image
  bool readOnly = false;
  bool hasData = false;          // data and relocs hold the initial value; else zero
  std::vector<uint8_t> data;     // size of the type
  std::vector<StaticReloc> relocs;
};

// The method table of one (interface type, concrete type) pair. Methods in the interface's sorted order; each takes a
// pointer-shaped receiver (the interface's data word).
struct Itab {
  std::string_view symbol;       // "go:itab.main.T,main.I"
  types::Type* iface = nullptr;
  types::Type* concrete = nullptr;
  std::vector<Function*> methods;
};

// The methods that a concrete type's descriptor carries, for assertions to interfaces at run time and for reflect: the type's
// whole method set sorted by name (exported before, then by package), each as a function that takes a pointer-shaped receiver.
struct MethodTable {
  types::Type* type = nullptr;
  struct Method {
    std::string_view name;
    types::Package* pkg = nullptr;   // of unexported names
    types::Type* sig = nullptr;      // without receiver
    Function* fn = nullptr;
  };
  std::vector<Method> methods;
};

struct SelectCase {
  bool send = false;
  types::Type* chan = nullptr;
};
struct SelectInfo {
  bool hasDefault = false;
  std::vector<SelectCase> cases;
};

struct Instr {
  Op op = Op::Unreachable;
  uint16_t ndefs = 0, nuses = 0;
  uint32_t flags = 0;
  uint32_t pos = 0;              // source position of the operation (syntax Pos)
  uint32_t inl = 0;              // inline tree node in Function::inlines, 0 = this function itself
  Reg* regs = nullptr;           // ndefs defs, then nuses uses (kNoReg where the operation allows it)
  types::Type* type = nullptr;
  types::Type* type2 = nullptr;
  int64_t imm = 0, imm2 = 0;
  union Aux {
    Function* fn;
    Var* var;
    Global* global;
    Itab* itab;
    SelectInfo* select;
    const std::string_view* str;
    const std::vector<int64_t>* cases;              // Switch: canonical values
    const std::vector<std::string_view>* strCases;  // SwitchStr
    void* ptr;
  } aux = {};
  const syntax::Node* expr = nullptr;  // allocation sites: the source expression, for -m texts

  std::span<Reg> defs() { return {regs, ndefs}; }
  std::span<Reg> uses() { return {regs + ndefs, nuses}; }
  std::span<const Reg> defs() const { return {regs, ndefs}; }
  std::span<const Reg> uses() const { return {regs + ndefs, nuses}; }
  Reg def(int i = 0) const { return regs[i]; }
  Reg use(int i) const { return regs[ndefs + i]; }
  bool has(uint32_t f) const { return flags & f; }
  bool isTerm() const { return opInfo(op).effects & kTerm; }
};

struct Block {
  uint32_t id = 0;
  std::vector<Instr*> instrs;    // the last is the terminator
  std::vector<Block*> succs;
  std::vector<Block*> preds;     // filled by computePreds
  int8_t likely = 0;             // If: 1 = first successor likely, -1 = second
  Instr* term() const { return instrs.back(); }
};

// One virtual register.
struct RegInfo {
  enum Class : uint8_t { Value, MapIter };
  types::Type* type = nullptr;   // null for MapIter (kMapIterSlots slots, the first kMapIterPtrSlots of them pointers)
  Class cls = Value;
  bool named = false;            // a source variable (assigned more than once); else a temporary with one definition
  bool param = false;
  uint32_t pos = 0;
  std::string_view name;
};
// Bytes of Function::escapeTags for each parameter.
inline constexpr size_t kTagBytes = 8;
inline constexpr int kMapIterSlots = 12, kMapIterPtrSlots = 6;

// A captured variable of a closure.
struct CaptureInfo {
  std::string_view name;
  types::Type* type = nullptr;   // type of the captured word(s): the variable's type, or a pointer to it when byRef
  bool byRef = false;
  uint32_t pos = 0;              // declaration of the variable
};

// One node of the inline tree: code of `fn` inlined at a call.
struct InlineNode {
  uint32_t parent = 0;           // node of the caller, 0 = the function itself
  uint32_t callPos = 0;          // position of the call
  Function* fn = nullptr;        // the function inlined
};

struct Function {
  std::string_view symbol;       // unique link name: main.F[int]
  std::string_view name;         // as tracebacks print it: main.F[...]
  types::Package* pkg = nullptr;
  types::Type* sig = nullptr;    // signature (receiver not included)
  types::Object* object = nullptr;  // the declared function, if any
  const syntax::Node* decl = nullptr;  // FuncDecl or FuncLit
  uint32_t pos = 0, endPos = 0;
  Function* outer = nullptr;     // closures: the enclosing function

  std::vector<types::Type*> paramTypes;   // receiver first
  std::vector<types::Type*> resultTypes;
  std::vector<Reg> params;       // registers that hold the parameters at entry
  std::vector<Var*> resultVars;  // functions with defers: homes of the results
  std::vector<RegInfo> regs;
  std::vector<Var*> vars;
  std::vector<Block*> blocks;    // blocks[0] = entry
  Block* deferReturn = nullptr;
  std::vector<CaptureInfo> captures;  // closures
  std::vector<InlineNode> inlines;    // [0] unused

  // How far the values of the parameters get, as the bytes of escape::ParamFlow, one for each parameter: set by the escape pass,
  // or by the image that defines the function, or by //go:noescape. Without data: not known.
  std::string_view escapeTags;

  bool lowered = false;          // has a body here; with external, only to be inlined
  bool inlinable = false;        // set by the inliner: other images may copy the body
  bool external = false;         // defined in another image, link by symbol
  bool native = false;           // body-less Go declaration: a C++ function
  bool closure = false;          // reads its context (captures non-empty)
  bool isFuncLit = false;
  bool wrapper = false;          // frames are skipped by recover and tracebacks
  bool noinline = false;
  bool nosplit = false;
  bool hasDefer = false;
  bool hasRecover = false;
  bool hasGoOrSelect = false;
  bool rangeBody = false;        // body of a range-over-func loop
  bool instance = false;         // generic instance: may be defined by several images
  bool isInit = false;
  bool deferred = false;         // closure that is only deferred or started by `go`
};

// What one package adds to the program's initialisation: variable initialisers (one function), then init functions in order.
struct PackageInit {
  types::Package* pkg = nullptr;
  std::vector<Function*> inits;  // symbol "p.init" first when needed, then p.init.0, ...
};

// The whole: owner of every function, block, variable and global made through it.
struct Program {
  explicit Program(source::Arena& a) : arena(a) {}
  Program(const Program&) = delete;

  Function* newFunction();
  Block* newBlock(Function& f);              // appended to f.blocks
  Var* newVar(Function& f, types::Type* type, Var::Kind kind, std::string_view name, uint32_t pos);  // appended to f.vars
  Reg newReg(Function& f, types::Type* type);  // a temporary
  Instr* newInstr(Op op, std::span<const Reg> defs, std::span<const Reg> uses);  // not in any block yet
  Instr* newInstr(Op op, std::initializer_list<Reg> defs, std::initializer_list<Reg> uses) {
    return newInstr(op, std::span<const Reg>(defs.begin(), defs.size()), std::span<const Reg>(uses.begin(), uses.size()));
  }
  Global* newGlobal();
  const std::string_view* newStr(std::string_view s);  // copies s into the arena

  source::Arena& arena;
  std::vector<Function*> functions;  // those with `lowered`, in a stable order
  std::vector<Global*> globals;
  std::vector<Itab*> itabs;
  std::vector<PackageInit> packages;  // in initialisation order
  Function* main = nullptr;           // main.main, if any
  std::vector<MethodTable> methodTables;  // of all concrete types that may be found in interfaces, and have methods

  // Pools; elements never move.
  std::deque<Function> functionPool;
  std::deque<Block> blockPool;
  std::deque<Var> varPool;
  std::deque<Global> globalPool;
  std::deque<Itab> itabPool;
  std::deque<SelectInfo> selectPool;
  std::deque<std::vector<int64_t>> casesPool;
  std::deque<std::vector<std::string_view>> strCasesPool;
};

// Recomputes Block::preds, drops unreachable blocks and renumbers the rest in a reverse post-order.
void computePreds(Function& f);

// Text of a function or the whole program, as `gvm dump -ir` prints it.
std::string dump(const Function& f);
std::string dump(const Program& p);
std::string dump(const Function& f, const Instr& i);

// Checks the structural rules of the IR; returns "" or a description of the first fault.
std::string verify(const Function& f);

}  // namespace gvm::lower
