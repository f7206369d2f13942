// This file declares Engine, all that the runtime knows of whatever executes bytecode (vm/interp, later the JIT too).
// The scheduler enters the engine with run; the collector, the stack copier, panics and tracebacks look at frames
// through it. Room order forbids runtime to include vm, so this is the one way in.
#pragma once
#include <cstddef>
#include <cstdint>

#include "runtime/core/fwd.h"
#include "runtime/core/g.h"

namespace gvm::rt::inline core {

enum class FrameKind : uint8_t {
  kGo,        // a bytecode function
  kNative,    // a native function in progress (parked or in a syscall): bitmap covers its arguments and results
  kPanic,     // the pseudo frame between a deferred call and the frame that panicked (shown as "panic")
  kGoexit,    // the same for runtime.Goexit
  kBottom,    // below the goroutine's first function (runtime.goexit); always the last one visited
};

// One frame of a stopped goroutine, innermost first.
struct Frame {
  FrameKind kind = FrameKind::kGo;
  Func* fn = nullptr;              // null for kPanic and kBottom
  const uint64_t* pc = nullptr;    // innermost frame: the next or current instruction; others: the return pc
  bool innermost = false;          // pc is not a return address
  uint64_t* fp = nullptr;          // slot 0; kPanic, kGoexit: the PanicRecord*
  const uint64_t* ptrmap = nullptr;  // bit i of word i/64 set: slot i holds a pointer. Null: no pointers
  uint32_t nslots = 0;             // slots that ptrmap covers
  Closure* context = nullptr;      // closure in use by the frame (GC root), or null
  uint64_t** contextSlot = nullptr;  // where that root lies, for stack copying (it never points into a stack)
};
// Visitor of frames; return false to stop.
using FrameVisitor = bool (*)(void* arg, const Frame& f);

struct Engine {
  virtual ~Engine() = default;

  // ---- running -------------------------------------------------------------------------------------------------------
  // Runs g (Grunning, g->m == m) from savedPc/savedFp until it must stop. Before returning it stores savedPc and
  // savedFp. May allocate, collect, grow the stack, and enter natives.
  virtual RunExit run(M* m, G* g) = 0;

  // Lays the bottom frame on g's fresh stack so that run starts by calling fn (no arguments) and leaves with kDone when
  // it returns.
  virtual void prepare(G* g, Closure* fn) = 0;

  // Bytes of stack below the running frame's end that are in use: what copystack must copy.
  virtual size_t stackUsed(G* g) = 0;

  // Visits the frames of g from the innermost outward. g must be stopped, owned through Gscan, or the caller's own
  // while it is in a native function. Never allocates on the heap. Returns the number of frames visited.
  virtual int walkFrames(G* g, FrameVisitor visit, void* arg) = 0;

  // The stack of g moved by `delta` bytes from [oldLo, oldHi): the engine corrects what it keeps elsewhere (cached
  // frame pointers of the running M). savedFp and slots are corrected by the stack room.
  virtual void stackMoved(G* g, uint64_t* oldLo, uint64_t* oldHi, ptrdiff_t delta) = 0;

  // ---- threads and goroutines ------------------------------------------------------------------------------------------
  virtual void mInit(M* m) {}
  virtual void mFree(M* m) {}
  // g goes back to the free list, or the VM closes: free g->engineData.
  virtual void gFree(G* g) {}

  // ---- calls from C++ ----------------------------------------------------------------------------------------------------
  // Asks that, when the native function in progress on g returns kTailCall, or before g runs next, fn is called with no
  // arguments on top of the stack, as if called by the innermost frame. Used for fatalpanic and for deferred work.
  virtual void pushCall(G* g, Closure* fn) = 0;
};

}  // namespace gvm::rt::inline core
