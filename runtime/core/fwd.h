// This file names the structures of the runtime before their rooms define them, so that the headers of core can point
// at them without looking forward in the include order. Each name stands in the namespace of the room that owns it.
#pragma once
#include <cstdint>

namespace gvm::rt {

inline namespace core {
struct G;
struct M;
struct P;
struct VM;
struct Sudog;
struct Engine;
}  // namespace core
inline namespace type {
struct Type;
struct TypeTable;  // canonical types of one VM, and its itabs
struct HashState;  // seeds of hashing
}
inline namespace symtab {
struct Func;    // one Go function: code, frame size, pointer bitmap, name, lines. &Func is also its closure object.
struct SymTab;  // functions and globals by name, pc to Func, the list of loaded images
}
inline namespace trace {
struct Tracer;
struct TraceBuf;
}
inline namespace heap {
struct MHeap;
struct MCache;
}
inline namespace stack {
struct StackPools;
struct StackCache;
}
inline namespace gc {
struct GCState;
struct GCWork;
}
inline namespace timer {
struct Timer;
struct TimerHeap;
}
inline namespace netpoll {
struct NetPoll;
}
inline namespace sched {
struct Sched;
}
inline namespace panic {
struct PanicRecord;
}
inline namespace chan {
struct HChan;
}
inline namespace map {
struct MapState;  // types of map headers, tables and directories
}
inline namespace sema {
struct SemTable;
}
inline namespace profile {
struct Profiler;
}

// A closure object as the bytecode sees it: the function first, then the captured words. A func value points at one.
struct Closure {
  Func* fn;
  // captured variables follow, in memory layout
};

// An interface value without methods, in memory layout: the dynamic type and the data word.
struct Eface {
  const Type* type = nullptr;
  void* data = nullptr;
};

}  // namespace gvm::rt
