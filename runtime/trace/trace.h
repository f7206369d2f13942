// This file is the contract of the execution tracer: the hooks by which the scheduler and the collector tell what happens, and
// the switch from one generation of the trace to the next. trace.cc opens with the essay.
#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/m.h"
#include "runtime/core/p.h"
#include "runtime/core/upcalls.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline trace {

enum class TraceEv : u8 {
#define TRACE_EVENT(name, number, doc) name = number,
#include "runtime/trace/events.def"
#undef TRACE_EVENT
};

inline bool tracing(const VM* vm) { return GVM_UNLIKELY(vm->tracing.load(std::memory_order_relaxed)); }

/// Holds the calling thread's event buffer for a scope; while nobody traces it does nothing. A thread without a P makes the
/// change that it reports within the scope: no generation begins meanwhile. (With a P, the world cannot stop in between.)
/// Scopes must not nest. Takes no lock but the tracer's own; never parks.
class TraceScope {
 public:
  explicit TraceScope(VM* vm) {
    if (tracing(vm)) enter(vm);
  }
  ~TraceScope() {
    if (GVM_UNLIKELY(buf_ != nullptr)) leave();
  }
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;
  bool on() const { return buf_ != nullptr; }

  // ---- Ps: called by the thread that gets, gives up, or takes away
  void procStart(P* p);
  void procStop();
  void procSteal(P* p);  // out of a system call, by whoever won its status
  void procsChange(i32 n);

  // ---- goroutines. g is the running one, or the one that becomes runnable or starts
  void goCreate(G* g, bool parked);
  void goStart(G* g);
  void goDestroy();
  void goStop(G* g, std::string_view reason);
  void goBlock(G* g);  // reason: g->waitreason
  void goUnblock(G* g);
  void syscallBegin(G* g, P* p);
  void syscallEnd();
  void syscallEndBlocked();
  void label(std::string_view name);

  // ---- the world and the collector
  void stwBegin(StwReason reason);
  void stwEnd();
  void gcBegin();
  void gcEnd();
  void sweepBegin();
  void sweepEnd(u64 swept);
  void assistBegin(G* g);
  void assistEnd();
  void heapAlloc(u64 live);
  void heapGoal(u64 goal);

  // ---- the program's own (g is the running goroutine)
  void taskBegin(G* g, u64 id, u64 parent, std::string_view name);
  void taskEnd(G* g, u64 id);
  void region(G* g, u64 task, std::string_view name, bool begin);
  void log(G* g, u64 task, std::string_view key, std::string_view value);

 private:
  friend struct Tracer;
  void enter(VM* vm);
  void leave();
  void event(TraceEv ev, std::initializer_list<u64> args);
  u64 stackOf(G* g);
  void status(G* g, bool withStack);

  struct TraceBuf* buf_ = nullptr;
  VM* vm_ = nullptr;
};

void traceInit(VM* vm);
void traceFree(VM* vm);

/// The events of one generation, not put into words yet: the names of functions are looked up by bytes().
class TraceGeneration {
 public:
  TraceGeneration();
  TraceGeneration(TraceGeneration&&) noexcept;
  ~TraceGeneration();
  /// The generation as it stands in a file, behind traceHeader().
  std::string bytes() const;

 private:
  friend struct Tracer;
  struct Data;
  std::unique_ptr<Data> data_;
};

/// World stopped, by the running goroutine of this M. Ends the generation in progress, if any, and begins the next one, or
/// with more == false ends tracing. Returns what was ended.
TraceGeneration traceSwitch(VM* vm, bool more);
/// Bytes of events in the generation in progress, about.
u64 traceBytes(VM* vm);
/// What a file begins with.
std::string_view traceHeader();

}  // namespace gvm::rt::inline trace
