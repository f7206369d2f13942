// This file is the border between gvm and the shared object that holds LLVM: what one compilation is given and gives
// back, and the functions of gvm that machine code calls. Both sides are built from the same tree; kBackendVersion
// catches a shared object left over from another build.
#pragma once

#include <string>

#include "runtime/core/g.h"
#include "runtime/symtab/func.h"
#include "runtime/type/type.h"
#include "vm/bytecode/opcodes.h"
#include "vm/native/native.h"

namespace gvm::jit {

using namespace rt;

inline constexpr u32 kBackendVersion = 1;
inline constexpr u32 kNoPc = 0xFFFFFFFF;

// An operation's function in the interpreter (vm/interp/ops.h): pc is behind the instruction's first word.
using OutFn = const u64* (*)(const u64* pc, u64* fp, G* g, u64 x, u64 y);

// What machine code calls. Nothing here moves the stack or collects; a function that panics returns raiseLater().
struct Host {
  OutFn out[bytecode::kNumOps] = {};  // operations done by the interpreter's own function; null: not callable
  void (*storePtr)(G* g, u64 p, u64 v) = nullptr;            // the barrier is on
  void* (*newObject)(G* g, const Type* t) = nullptr;
  u64 (*equalBytes)(const void* p, const void* q, u64 n) = nullptr;
  i64 (*compareStrings)(const u8* p, u64 n, const u8* q, u64 m) = nullptr;
  void (*loadRun)(u64* slots, u64 p, const Type* t) = nullptr;
  void (*storeRun)(G* g, u64 p, const u64* slots, const Type* t) = nullptr;
  void (*zeroTyped)(G* g, u64 p, const Type* t) = nullptr;
  void (*copyTyped)(G* g, u64 dst, u64 src, const Type* t) = nullptr;
  bool (*isLeaf)(const NativeFunc* n) = nullptr;  // may be called by machine code: it looks at no frames
  f64 (*floatOp)(u64 op, f64 x, f64 y, f64 z) = nullptr;     // what has no instruction of its own on every CPU
  const void* miss = nullptr;  // Func::jit of functions without machine code
  bool dump = false;           // print the IR of what is compiled
};

struct CompileRequest {
  const Func* fn = nullptr;
  const u64* words = nullptr;  // the code as linked, patched loops undone
  u32 loopPc = kNoPc;          // compile an entry at this backward jump; kNoPc: at the function's beginning
  bool replaceable = false;    // functions may be replaced later: every call has to look at Func::jit
};

struct CompileResult {
  const void* entry = nullptr;
  u32 bytes = 0;      // of IR instructions after optimisation
  std::string error;  // why there is no entry
};

class Backend {
 public:
  virtual ~Backend() = default;
  // Not to be called by two threads at once.
  virtual CompileResult compile(const CompileRequest& request) = 0;
  // The function by which C++ enters machine code: JitHooks::enter.
  virtual const u64* (*enter())(G* g, u64* fp, const void* code) = 0;
};

// The shared object's one symbol. Null when version is not its own.
using MakeBackend = Backend* (*)(u32 version, const Host* host);
inline constexpr const char* kMakeBackendSymbol = "gvmMakeJitBackend";

}  // namespace gvm::jit
