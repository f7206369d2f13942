// This file implements the engine interface over the dispatcher: running, first frames, and walking the frames of a
// stopped goroutine for the collector, the stack copier and tracebacks.
#include "vm/interp/engine.h"

#include "runtime/core/upcalls.h"
#include "runtime/panic/panic.h"
#include "vm/bytecode/opcodes.h"
#include "vm/interp/run.h"
#include "vm/loader/loader.h"
#include "vm/native/native.h"

namespace gvm::interp {

using bytecode::aOf;
using bytecode::encode;
using bytecode::Op;
using bytecode::opOf;

namespace {

constexpr u64 kGoexitCode[] = {encode(Op::CALL), 0, encode(Op::GOEXITSTUB)};
constexpr u64 kPanicCode[] = {encode(Op::CALL), 0, encode(Op::PANICSTUB)};
constexpr u64 kHostCode[] = {encode(Op::CALL), 0, encode(Op::HOSTSTUB)};

// Slots below slot 0 of a goroutine's first frame: header, and room for what pushCall keeps.
constexpr u32 kBottomSlots = 4;

}  // namespace

const Stubs& stubs() {
  static constexpr Stubs s{&kGoexitCode[2], &kPanicCode[2], &kHostCode[2]};
  return s;
}

Closure* InterpEngine::nilCall(VM* vm) {
  std::call_once(once_, [&] {
    const u64 code[] = {encode(Op::ENTER, 3), encode(Op::NIL, 0), encode(Op::NILCHK, 0), encode(Op::RET)};
    nilCall_ = loader::makeFunc(vm, "runtime.nilfunc", code, 3, 0, 0, nullptr, 0, kFuncRuntime);
  });
  return reinterpret_cast<Closure*>(nilCall_);
}

RunExit InterpEngine::run(M*, G* g) {
  g->callEnd = nullptr;
  g->engineData = nullptr;  // what ran on this G before may have been ended inside machine code
  return execute(g);
}

void InterpEngine::prepare(G* g, Closure* fn) {
  u64* fp = g->stack.lo + kBottomSlots;
  fp[-1] = reinterpret_cast<u64>(stubs().goexit);
  fp[-2] = reinterpret_cast<u64>(fn);
  g->savedFp = fp;
  g->savedPc = fn->fn->code.load(std::memory_order_acquire);
  g->resuming = false;
}

size_t InterpEngine::stackUsed(G* g) {
  const Func* f = loader::findFunc(g->savedPc)->fn;
  u32 slots = opOf(*g->savedPc) == Op::ENTER ? std::max(f->argSlots, f->resultSlots) : f->frameSlots;
  return reinterpret_cast<char*>(g->savedFp + slots) - reinterpret_cast<char*>(g->stack.lo);
}

namespace {

struct Walk {
  FrameVisitor visit;
  void* arg;
  int count = 0;
  bool operator()(const Frame& f) {
    count++;
    return visit(arg, f);
  }
};

// The frame of function code at fp; pc is where it is, a return address unless innermost.
Frame goFrame(const u64* pc, u64* fp, bool innermost) {
  const FuncInfo* info = loader::findFunc(innermost ? pc : pc - 1);
  Func* fn = info->fn;
  bool entering = innermost && opOf(*pc) == Op::ENTER;
  Frame f;
  f.fn = fn;
  // The ENTER before machine code stands for the function's own.
  f.pc = entering && info->codeStart != nullptr ? info->codeStart : pc;
  f.innermost = innermost;
  f.fp = fp;
  f.ptrmap = info->ptrMask;
  // At its entry only the arguments of a function are in place. A native's wrapper has nothing else.
  f.nslots = entering ? std::min<u32>(fn->argSlots, info->ptrMaskSlots) : info->ptrMaskSlots;
  if (!entering && (fn->flags & kFuncNative)) f.nslots = 0;
  if (fn->flags & kFuncUsesContext) {
    f.contextSlot = reinterpret_cast<u64**>(&fp[-2]);
    f.context = reinterpret_cast<Closure*>(fp[-2]);
  }
  return f;
}

// The native that g is in, above frame fp.
Frame nativeFrame(const u64* pc, u64* fp) {
  const NativeFunc* n = reinterpret_cast<const NativeFunc*>(pc[1]);
  Frame f;
  f.kind = FrameKind::kNative;
  f.fn = n->func;
  f.pc = pc;
  f.innermost = true;
  f.fp = fp + aOf(*pc);
  f.ptrmap = n->argMask;
  f.nslots = n->argMask ? n->argSlots : 0;
  return f;
}

}  // namespace

int InterpEngine::walkFrames(G* g, FrameVisitor visit, void* arg) {
  Walk w{visit, arg};
  const u64* pc = g->savedPc;
  u64* fp = g->savedFp;
  if (fp == nullptr || g->stack.lo == nullptr) return 0;
  bool innermost = pc != g->callEnd;  // else it is the return address of the native call that parked
  if (innermost && opOf(*pc) == Op::CALLN && !w(nativeFrame(pc, fp))) return w.count;
  for (;;) {
    if (!w(goFrame(pc, fp, innermost))) return w.count;
    innermost = false;
    const u64* ret = reinterpret_cast<const u64*>(fp[-1]);
    if (ret == stubs().goexit) {
      Frame f;
      f.kind = FrameKind::kBottom;
      w(f);
      return w.count;
    }
    if (ret == stubs().panic) {
      const PanicRecord* r = panicOfCall(g, g->frameOffset(fp));
      if (r == nullptr) throw_("walkFrames: no panic record for a deferred call");
      Frame f;
      f.kind = r->goexit ? FrameKind::kGoexit : FrameKind::kPanic;
      f.pc = r->pc;
      f.fp = reinterpret_cast<u64*>(const_cast<PanicRecord*>(r));  // tracebacks look at the record
      if (!w(f)) return w.count;
      pc = r->pc;
      fp = g->frameAt(r->frame);
    } else if (ret == stubs().host) {
      pc = reinterpret_cast<const u64*>(fp[-3]) + 1;
      fp = g->frameAt(static_cast<u32>(fp[-4]));
    } else {
      pc = ret;
      fp -= aOf(ret[-2]);
    }
  }
}

void InterpEngine::pushCall(G* g, Closure* fn) {
  u64* top = reinterpret_cast<u64*>(reinterpret_cast<char*>(g->stack.lo) + stackUsed(g)) + kBottomSlots;
  top[-1] = reinterpret_cast<u64>(stubs().host);
  top[-2] = reinterpret_cast<u64>(fn);
  top[-3] = reinterpret_cast<u64>(g->savedPc);
  top[-4] = g->frameOffset(g->savedFp) | (g->resuming ? u64{1} << 32 : 0);
  g->savedFp = top;
  g->savedPc = fn->fn->code.load(std::memory_order_acquire);
  g->resuming = false;
}

Func* funcOfFrame(G* g, u32 frame) {
  struct Find {
    u64* fp;
    Func* fn;
  } find{g->frameAt(frame), nullptr};
  g->vm->engine->walkFrames(
      g,
      [](void* arg, const Frame& f) {
        Find* find = static_cast<Find*>(arg);
        if (f.kind != FrameKind::kGo || f.fp != find->fp) return true;
        find->fn = f.fn;
        return false;
      },
      &find);
  if (find.fn == nullptr) throw_("no function has a frame at that place");
  return find.fn;
}

}  // namespace gvm::interp
