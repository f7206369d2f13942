// This file holds the natives of package runtime/trace: the change of generations, which stops the world, and the program's own
// events.
#include "runtime/heap/malloc.h"
#include "runtime/sched/sched.h"
#include "runtime/trace/trace.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;
using rt::NativeCall;
using rt::TraceScope;
using rt::VM;

rt::Bytes goBytes(std::string_view s) {
  if (s.empty()) return {};
  auto n = static_cast<i64>(s.size());
  auto* out = static_cast<u8*>(rt::mallocgc(s.size(), nullptr, false));
  std::memcpy(out, s.data(), s.size());
  return {out, n, n};
}

rt::Bytes header(NativeCall&) { return goBytes(rt::traceHeader()); }

rt::Bytes cut(NativeCall& c, bool more) {
  VM* vm = c.vm();
  rt::stopTheWorld(vm, more ? rt::StwReason::kStartTrace : rt::StwReason::kStopTrace);
  rt::TraceGeneration ended = rt::traceSwitch(vm, more);
  rt::startTheWorld(vm);
  std::string bytes;
  {
    // Finding names takes a while and touches nothing of Go's.
    rt::SyscallScope off(c.g);
    bytes = ended.bytes();
  }
  return goBytes(bytes);
}

i64 pending(NativeCall& c) { return static_cast<i64>(rt::traceBytes(c.vm())); }

void taskBegin(NativeCall& c, u64 id, u64 parent, GoString name) { TraceScope(c.vm()).taskBegin(c.g, id, parent, name.view()); }
void taskEnd(NativeCall& c, u64 id) { TraceScope(c.vm()).taskEnd(c.g, id); }
void region(NativeCall& c, u64 task, GoString name, bool begin) { TraceScope(c.vm()).region(c.g, task, name.view(), begin); }
void logEvent(NativeCall& c, u64 task, GoString category, GoString message) {
  TraceScope(c.vm()).log(c.g, task, category.view(), message.view());
}

const NativeEntry kTable[] = {
    GVM_NATIVE("runtime/trace.header", header),   GVM_NATIVE("runtime/trace.cut", cut),
    GVM_NATIVE("runtime/trace.pending", pending), GVM_NATIVE("runtime/trace.taskBegin", taskBegin),
    GVM_NATIVE("runtime/trace.taskEnd", taskEnd), GVM_NATIVE("runtime/trace.region", region),
    GVM_NATIVE("runtime/trace.logEvent", logEvent),
};

}  // namespace

std::span<const NativeEntry> runtimeTraceNatives() { return kTable; }

}  // namespace gvm::stdlib
