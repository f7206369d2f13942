// This file holds the natives of profiling, of package runtime and of runtime/pprof: the profiler's records as numbers, what
// is at an address, and the rates.
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/panic/panic.h"
#include "runtime/profile/profile.h"
#include "runtime/sched/sched.h"
#include "runtime/symtab/symtab.h"
#include "stdlib/runtime/natives.h"

namespace gvm::stdlib {
namespace {

using rt::FuncInfo;
using rt::G;
using rt::ProfileKind;
using rt::ProfileRecord;
using rt::SourceFrame;
using rt::VM;
using Numbers = rt::Slice<u64>;

Numbers flatten(const std::vector<ProfileRecord>& records) {
  std::vector<u64> flat;
  for (const ProfileRecord& r : records) {
    flat.push_back(r.stack.size());
    for (i64 v : r.values) flat.push_back(static_cast<u64>(v));
    flat.insert(flat.end(), r.stack.begin(), r.stack.end());
  }
  if (flat.empty()) return {};
  auto n = static_cast<i64>(flat.size());
  auto* out = static_cast<u64*>(rt::mallocgc(flat.size() * 8, nullptr, false));
  std::memcpy(out, flat.data(), flat.size() * 8);
  return {out, n, n};
}

Numbers records(NativeCall& c, i64 kind) { return flatten(rt::profileRecords(c.vm(), static_cast<ProfileKind>(kind))); }

Numbers goroutines(NativeCall& c) {
  VM* vm = c.vm();
  std::vector<ProfileRecord> list;
  rt::stopTheWorld(vm, rt::StwReason::kGoroutineProfile);
  u64 count = 0;
  G* const* gs = rt::allGs(vm, &count);
  for (u64 i = 0; i < count; i++) {
    u32 status = gs[i]->status() & ~rt::Gscan;
    if (status == rt::Gdead || status == rt::Gidle || gs[i]->isSystem) continue;
    uptr pcs[128];
    int n = rt::callers(gs[i], 0, pcs, 128);
    list.push_back({{pcs, pcs + n}, {}});
  }
  rt::startTheWorld(vm);
  return flatten(list);
}

GoString text(std::string_view s) { return {reinterpret_cast<const u8*>(s.data()), static_cast<i64>(s.size())}; }

std::tuple<GoString, GoString, i64, i64, u64, bool> frame(NativeCall& c, u64 pc, i64 depth) {
  const FuncInfo* fi = pc >= 8 ? c.vm()->symtab->findFunc(reinterpret_cast<const u64*>(pc - 8)) : nullptr;
  if (fi == nullptr) return {};
  u64 word = (pc - reinterpret_cast<u64>(fi->codeStart)) / 8;
  std::tuple<GoString, GoString, i64, i64, u64, bool> r{};
  rt::forEachSourceFrame(*fi, word > 0 ? static_cast<u32>(word - 1) : 0, [&](const SourceFrame& sf) {
    r = {text(sf.func), text(sf.file), sf.line, fi->startLine, reinterpret_cast<u64>(fi->codeStart), sf.inlined};
    return depth-- > 0;
  });
  return r;
}

bool startCPU(NativeCall& c, i64 hz) { return rt::setCpuProfileRate(c.vm(), static_cast<i32>(hz)); }
void stopCPU(NativeCall& c) { rt::setCpuProfileRate(c.vm(), 0); }
i64 threads(NativeCall& c) { return rt::mcount(c.vm()); }
void setLabels(NativeCall& c, void* labels) {
  if (rt::writeBarrierOn(c.vm())) rt::writeBarrierSlow(c.g->m->p, c.g->labels, labels);
  c.g->labels = labels;
}

void memProfileRateAt(NativeCall& c, i64* rate) { rt::setMemProfileRateVariable(c.vm(), rate); }
void setBlockRate(NativeCall& c, i64 ns) { rt::setBlockProfileRate(c.vm(), ns); }
void setMutexFraction(NativeCall& c, i64 n) { rt::setMutexProfileFraction(c.vm(), n); }

// ---- gvm run's flags: files to write when the program ends ---------------------------------------------------------------

GoString profileFile(NativeCall& c, GoString flag) {
  for (const auto& [name, file] : c.vm()->config.profileFiles)
    if (name == flag.view()) return text(file);
  return {};
}

void setExitHook(NativeCall& c, rt::Closure* hook) { rt::storePtr(reinterpret_cast<void**>(&c.vm()->exitHook), hook); }

const NativeEntry kRuntimeTable[] = {
    GVM_NATIVE("runtime.profileRecords", records),
    GVM_NATIVE("runtime.memProfileRateAt", memProfileRateAt),
    GVM_NATIVE("runtime.setBlockRate", setBlockRate),
    GVM_NATIVE("runtime.setMutexFraction", setMutexFraction),
    GVM_NATIVE("runtime.startCPUProfile", startCPU),
};

const NativeEntry kFlagsTable[] = {
    GVM_NATIVE("internal/profileflags.file", profileFile),
    GVM_NATIVE("internal/profileflags.setExitHook", setExitHook),
};

const NativeEntry kTable[] = {
    GVM_NATIVE("runtime/pprof.records", records),     GVM_NATIVE("runtime/pprof.goroutines", goroutines),
    GVM_NATIVE("runtime/pprof.frame", frame),         GVM_NATIVE("runtime/pprof.startCPU", startCPU),
    GVM_NATIVE("runtime/pprof.stopCPU", stopCPU),     GVM_NATIVE("runtime/pprof.threads", threads),
    GVM_NATIVE("runtime/pprof.setLabels", setLabels),
};

}  // namespace

std::span<const NativeEntry> runtimeProfileNatives() { return kRuntimeTable; }
std::span<const NativeEntry> runtimePprofNatives() { return kTable; }
std::span<const NativeEntry> profileFlagsNatives() { return kFlagsTable; }

}  // namespace gvm::stdlib
