// This file is the interpreter as the runtime sees it: the implementation of core/engine.h, and what its files share
// about frames.
//
// A frame: fp points at slot 0 on the goroutine's stack, which grows upward; fp[-1] is the return pc and fp[-2] the
// closure (written by closure calls only). A return pc lies behind a two-word call instruction, whose `a` field says how
// far above the caller's frame the callee's lies. The outermost frame returns to a stub, and so does a deferred call run
// by a panic; a stub is shaped like a call with a = 0.
#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "runtime/core/engine.h"
#include "runtime/symtab/func.h"
#include "runtime/core/vm.h"

namespace gvm::interp {

using namespace rt;

// A loop whose backward jump (at pc) is patched to UNWIND; word is the instruction that stood there.
struct JitLoop {
  const u64* pc;
  u64 word;
  std::atomic<const void*> entry{nullptr};  // machine code that goes on at the jump
};

// What the JIT gives the interpreter (vm/jit fills it in). Machine code runs in a frame that the interpreter has entered.
// Meanwhile g->engineData is the native stack pointer below which it calls no deeper; else null.
struct JitHooks {
  // Runs code in frame fp: null when the function returned (results are in place), else as an out-of-line function.
  const u64* (*enter)(G* g, u64* fp, const void* code) = nullptr;
  const void* none = nullptr;  // Func::jit of functions without machine code
  // A goroutine is preempted at pc: the target of a backward jump, or an ENTER.
  void (*sample)(const JitHooks*, const u64* pc) = nullptr;
  // f has been linked for its first call; null when nobody wants to know.
  void (*linked)(const JitHooks*, Func* f) = nullptr;
  // The patched loop whose UNWIND is at pc.
  const JitLoop* (*loop)(const JitHooks*, const u64* pc) = nullptr;
  // Machine code gave up with this status; null when nobody wants to know.
  void (*left)(const JitHooks*, const u64* next) = nullptr;
};
inline bool inMachineCode(const G* g) { return g->engineData != nullptr; }

class InterpEngine final : public Engine {
 public:
  RunExit run(M* m, G* g) override;
  void prepare(G* g, Closure* fn) override;
  size_t stackUsed(G* g) override;
  int walkFrames(G* g, FrameVisitor visit, void* arg) override;
  void stackMoved(G*, uint64_t*, uint64_t*, ptrdiff_t) override {}
  void pushCall(G* g, Closure* fn) override;

  const JitHooks* jit = nullptr;  // set before the first goroutine runs, or null

  // What a deferred nil func value runs: a nil dereference. Needs the loader.
  Closure* nilCall(VM* vm);

  // The stub function kept for (ftyp, target), made by `make` the first time.
  template <class Make>
  Func* stubFor(const Type* ftyp, const Func* target, Make make) {
    std::lock_guard hold(mu_);
    Func*& f = funcStubs_[{ftyp, target}];
    if (f == nullptr) f = make();
    return f;
  }

 private:
  std::mutex mu_;
  std::map<std::pair<const Type*, const Func*>, Func*> funcStubs_;
  std::once_flag once_;
  Func* nilCall_ = nullptr;
};

inline InterpEngine* engineOf(VM* vm) { return static_cast<InterpEngine*>(vm->engine); }

// Return addresses that end a chain of calls.
struct Stubs {
  const u64* goexit;  // below a goroutine's first function
  const u64* panic;   // below a deferred call run by a panic
  const u64* host;    // below a call pushed by pushCall
};
const Stubs& stubs();
inline bool isStub(const u64* ret) {
  const Stubs& s = stubs();
  return ret == s.goexit || ret == s.panic || ret == s.host;
}

// The function whose frame starts at byte offset `frame` of g's stack; g is running or stopped.
Func* funcOfFrame(G* g, u32 frame);

}  // namespace gvm::interp
