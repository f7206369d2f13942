// This file holds runtime/metrics' natives: the numbers in the order of metrics.go's table, and the histograms.
#include <sys/resource.h>

#include <bit>

#include "runtime/gc/gc.h"
#include "runtime/gc/state.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mheap.h"
#include "runtime/heap/sizeclasses.h"
#include "runtime/os/time.h"
#include "runtime/profile/memstats.h"
#include "runtime/sched/sched.h"
#include "runtime/stack/stack.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::NativeCall;
using rt::VM;
using Numbers = rt::Slice<u64>;

Numbers numbersOf(const std::vector<u64>& list) {
  auto n = static_cast<i64>(list.size());
  auto* out = static_cast<u64*>(rt::mallocgc(list.size() * 8, nullptr, false));
  std::memcpy(out, list.data(), list.size() * 8);
  return {out, n, n};
}

u64 seconds(f64 ns) { return std::bit_cast<u64>(ns / 1e9); }

// CPU classes, in the order of the table.
void addCpu(VM* vm, std::vector<u64>& out) {
  const rt::GCState* gc = vm->gc;
  auto ns = [](const std::atomic<i64>& v) { return static_cast<f64>(v.load()); };
  f64 assist = ns(gc->cpuAssist), dedicated = ns(gc->cpuDedicated), idleMark = ns(gc->cpuIdle), pause = ns(gc->cpuPause);
  f64 collector = assist + dedicated + idleMark + pause;
  rusage ru{};
  getrusage(RUSAGE_SELF, &ru);
  auto time = [](timeval t) { return static_cast<f64>(t.tv_sec) * 1e9 + static_cast<f64>(t.tv_usec) * 1e3; };
  f64 used = time(ru.ru_utime) + time(ru.ru_stime);
  f64 total = static_cast<f64>(rt::nanotime() - vm->startTime) * rt::gomaxprocs(vm);
  total = std::max(total, used);
  f64 user = std::max(used - collector, 0.0);
  for (f64 v : {assist, dedicated, idleMark, pause, collector, total - collector - user, 0.0, 0.0, 0.0, total, user})
    out.push_back(seconds(v));
}

void addGoroutines(VM* vm, std::vector<u64>& out) {
  u64 n = 0, counts[4] = {};  // not in Go, runnable, running, waiting
  rt::G* const* gs = rt::allGs(vm, &n);
  u64 all = 0;
  for (u64 i = 0; i < n; i++) {
    u32 status = gs[i]->status() & ~rt::Gscan;
    if (status == rt::Gdead || status == rt::Gidle || gs[i]->isSystem) continue;
    all++;
    if (status == rt::Gsyscall) counts[0]++;
    else if (status == rt::Grunnable) counts[1]++;
    else if (status == rt::Grunning) counts[2]++;
    else counts[3]++;
  }
  // Ids that Ps hold in stock are of goroutines to come.
  u64 created = vm->sched->goidgen.load();
  for (const rt::P* p : vm->sched->allp) created -= p->goidcacheend - p->goidcache;
  out.push_back(created);
  // The caller counts as waiting while it holds the world.
  if (counts[3] > 0 && counts[2] == 0) counts[3]--, counts[2]++;
  out.insert(out.end(), std::begin(counts), std::end(counts));
  out.push_back(all);
}

Numbers numbers(NativeCall& c) {
  VM* vm = c.vm();
  rt::MemStats m;
  std::vector<u64> out;
  rt::stopTheWorld(vm, rt::StwReason::kReadMemStats);
  rt::readMemStats(vm, &m);
  const rt::GCState* gc = vm->gc;
  const rt::HeapStats& h = vm->heap->stats;
  u64 tiny = h.tinyAllocs.load();
  out.push_back(0);
  addCpu(vm, out);
  u64 finalizers = gc->finalizersRun.load(), cleanups = gc->cleanupsRun.load(), finalizersDue = finalizers, cleanupsDue = cleanups;
  {
    rt::FinQueue& q = vm->heap->finq;
    rt::MutexLock hold(q.lock);
    for (size_t i = q.head; i < q.entries.size(); i++) (q.entries[i].arg != nullptr ? finalizersDue : cleanupsDue)++;
  }
  i32 percent = vm->heap->gcctl.gcPercent.load();
  for (u64 v : {cleanups, cleanupsDue, u64{m.numGC} - m.numForcedGC, u64{m.numForcedGC},
                u64{m.numGC}, finalizers, finalizersDue,
                static_cast<u64>(static_cast<i64>(percent)), static_cast<u64>(vm->heap->gcctl.memoryLimit.load()),
                m.totalAlloc, m.mallocs - tiny, m.totalAlloc - m.alloc, m.frees - tiny, m.nextGC, gc->pacer.heapMarked,
                m.heapObjects, tiny, u64{0}, gc->pacer.globalsScan, vm->heap->gcctl.heapScan.load(), gc->pacer.lastStackScan,
                gc->pacer.globalsScan + vm->heap->gcctl.heapScan.load() + gc->pacer.lastStackScan, u64{rt::kFixedStack}})
    out.push_back(v);
  u64 free = m.heapIdle > m.heapReleased ? m.heapIdle - m.heapReleased : 0;
  for (u64 v : {free, m.heapAlloc, m.heapReleased, m.stackInuse, m.heapInuse > m.heapAlloc ? m.heapInuse - m.heapAlloc : 0,
                m.mcacheSys - m.mcacheInuse, m.mcacheInuse, m.mspanSys - m.mspanInuse, m.mspanInuse, m.gcSys,
                m.stackSys - m.stackInuse, m.otherSys, m.buckHashSys})
    out.push_back(v);
  u64 total = 0;
  for (size_t i = out.size() - 13; i < out.size(); i++) total += out[i];
  out.push_back(total);
  out.push_back(static_cast<u64>(rt::gomaxprocs(vm)));
  addGoroutines(vm, out);
  rt::startTheWorld(vm);
  out.push_back(static_cast<u64>(rt::mcount(vm)));
  out.push_back(seconds(static_cast<f64>(vm->sched->mutexWaitNs.load())));
  return numbersOf(out);
}

Numbers times(NativeCall& c, i64 which) {
  rt::Sched* s = c.vm()->sched;
  const rt::TimeHistogram* all[] = {&s->pausesGC, &s->pausesOther, &s->stoppingGC, &s->stoppingOther, &s->latencies};
  std::vector<u64> out;
  for (auto& n : all[std::clamp<i64>(which - 1, 0, 4)]->counts) out.push_back(n.load());
  return numbersOf(out);
}

std::tuple<Numbers, Numbers> bySize(NativeCall& c, bool frees) {
  VM* vm = c.vm();
  rt::MemStats m;
  rt::stopTheWorld(vm, rt::StwReason::kReadMemStats);
  rt::readMemStats(vm, &m);
  std::vector<u64> sizes, counts;
  for (int i = 1; i < rt::kNumSizeClasses; i++) {
    sizes.push_back(rt::kClassToSize[i]);
    counts.push_back(frees ? vm->heap->stats.nfree[i].load() : vm->heap->stats.nmalloc[i].load());
  }
  counts.push_back(frees ? vm->heap->stats.nfree[0].load() : vm->heap->stats.nmalloc[0].load());
  rt::startTheWorld(vm);
  return {numbersOf(sizes), numbersOf(counts)};
}

const NativeEntry kTable[] = {
    GVM_NATIVE("runtime/metrics.numbers", numbers),
    GVM_NATIVE("runtime/metrics.times", times),
    GVM_NATIVE("runtime/metrics.bySize", bySize),
};

}  // namespace

std::span<const NativeEntry> runtimeMetricsNatives() { return kTable; }

}  // namespace gvm::stdlib
