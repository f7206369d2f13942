// This file decides when collections start and how hard they work, after Go's pacer.
//
// Goal: end marking when the heap has grown by GOGC percent over what the last cycle marked (plus that share of stacks and
// globals), at least 4 MB * GOGC/100, at most what the memory limit leaves. Trigger: so much earlier that the workers,
// at a quarter of the CPUs, finish in time, from the measured ratio of allocation to marking. If they fall behind,
// allocating goroutines assist: each allocated byte owes assistWorkPerByte bytes of scanning.
#include <algorithm>
#include <cmath>

#include "runtime/gc/state.h"

namespace gvm::rt::inline gc {

namespace {

constexpr f64 kBackgroundUtilization = 0.25;
constexpr f64 kMinTriggerRatio = 0.7;   // never start before this share of the way from marked to goal
constexpr f64 kMaxTriggerRatio = 0.95;
constexpr u64 kMinHeadroom = 64 << 10;
constexpr f64 kLimitHeadroomShare = 0.03;

u64 memoryLimitGoal(GCState* gc) {
  MHeap* h = gc->vm->heap;
  i64 limit = h->gcctl.memoryLimit.load(std::memory_order_relaxed);
  if (limit == INT64_MAX) return ~u64{0};
  u64 ready = h->stats.mappedReady.load(std::memory_order_relaxed);
  u64 inUse = h->stats.heapInUse.load(std::memory_order_relaxed);
  u64 overhead = (ready > inUse + h->pages.unscavengedPages() * kPageSize ? ready - inUse - h->pages.unscavengedPages() * kPageSize : 0) +
                 h->stats.metadata.load(std::memory_order_relaxed);
  u64 fragmentation = inUse > h->gcctl.heapLive.load() ? inUse - h->gcctl.heapLive.load() : 0;
  u64 taken = overhead + fragmentation / 2;
  u64 room = static_cast<u64>(limit) > taken ? static_cast<u64>(limit) - taken : 0;
  u64 headroom = static_cast<u64>(static_cast<f64>(room) * kLimitHeadroomShare);
  room = room > headroom ? room - headroom : 0;
  return std::max(room, gc->pacer.heapMarked);
}

}  // namespace

void pacerCommit(GCState* gc) {
  Pacer& p = gc->pacer;
  GCControl& c = gc->vm->heap->gcctl;
  i32 percent = c.gcPercent.load(std::memory_order_relaxed);
  u64 goal = ~u64{0};
  if (percent >= 0) {
    p.heapMinimum = (u64{4} << 20) * static_cast<u64>(percent) / 100;
    u64 base = p.heapMarked + p.lastStackScan + p.globalsScan;
    goal = p.heapMarked + base / 100 * static_cast<u64>(percent) + base % 100 * static_cast<u64>(percent) / 100;
    goal = std::max(goal, p.heapMinimum);
  }
  u64 limitGoal = memoryLimitGoal(gc);
  goal = std::min(goal, limitGoal);
  p.heapGoal.store(goal);
  if (goal == ~u64{0}) {
    c.trigger.store(~u64{0}, std::memory_order_relaxed);
    return;
  }
  u64 marked = p.heapMarked;
  if (goal <= marked) {
    c.trigger.store(goal, std::memory_order_relaxed);
    return;
  }
  f64 span = static_cast<f64>(goal - marked);
  u64 lowest = marked + static_cast<u64>(span * kMinTriggerRatio);
  u64 highest = marked + static_cast<u64>(span * kMaxTriggerRatio);
  if (goal - highest < kMinHeadroom && goal > marked + kMinHeadroom) highest = goal - kMinHeadroom;
  f64 runway = p.consMark * (kBackgroundUtilization / (1 - kBackgroundUtilization)) *
               static_cast<f64>(p.lastHeapScan + p.lastStackScan + p.globalsScan);
  u64 trigger = runway >= span ? lowest : goal - static_cast<u64>(runway);
  trigger = std::clamp(trigger, std::min(lowest, highest), highest);
  c.trigger.store(trigger, std::memory_order_relaxed);
}

void pacerStart(GCState* gc, i64 now, i32 procs) {
  Pacer& p = gc->pacer;
  MHeap* h = gc->vm->heap;
  p.heapScanWork = p.stackScanWork = p.globalsScanWork = 0;
  p.assistTime = p.dedicatedTime = p.fractionalTime = p.idleTime = 0;
  h->gcctl.bgScanCredit.store(0, std::memory_order_relaxed);
  p.triggered = h->gcctl.heapLive.load(std::memory_order_relaxed);
  p.markStart = now;
  // A goal that is already (nearly) passed leaves assists nothing to divide by.
  if (p.heapGoal < p.triggered + kMinHeadroom) p.heapGoal.store(p.triggered + kMinHeadroom);
  f64 total = static_cast<f64>(procs) * kBackgroundUtilization;
  i64 dedicated = static_cast<i64>(total + 0.5);
  f64 error = static_cast<f64>(dedicated) / total - 1;
  p.fractionalGoal = 0;
  constexpr f64 kMaxError = 0.3;
  if (error < -kMaxError || error > kMaxError) {
    if (static_cast<f64>(dedicated) > total) dedicated--;
    p.fractionalGoal = (total - static_cast<f64>(dedicated)) / static_cast<f64>(procs);
  }
  if (gc->vm->debug.gcstoptheworld > 0) {
    dedicated = procs;
    p.fractionalGoal = 0;
  }
  p.dedicatedNeeded.store(dedicated, std::memory_order_relaxed);
  i32 n = 0;
  P* const* all = allPs(gc->vm, &n);
  for (i32 i = 0; i < n; i++) {
    all[i]->gcAssistTime = 0;
    all[i]->gcFractionalMarkTime = 0;
  }
  pacerRevise(gc);
}

void pacerRevise(GCState* gc) {
  Pacer& p = gc->pacer;
  GCControl& c = gc->vm->heap->gcctl;
  i64 live = static_cast<i64>(c.heapLive.load(std::memory_order_relaxed));
  i64 work = p.heapScanWork.load(std::memory_order_relaxed) + p.stackScanWork.load(std::memory_order_relaxed) +
             p.globalsScanWork.load(std::memory_order_relaxed);
  i64 goal = static_cast<i64>(std::min<u64>(p.heapGoal, INT64_MAX));
  // Expect as much scanning as last time; once that is passed, the worst case, with a goal further out.
  i64 expected = static_cast<i64>(p.lastHeapScan + p.lastStackScan + p.globalsScan);
  i64 worst = static_cast<i64>(c.heapScan.load(std::memory_order_relaxed) + p.lastStackScan + p.globalsScan);
  if (work > expected) {
    i64 hard = static_cast<i64>(static_cast<f64>(goal) * 1.1);
    if (live < hard) goal = std::max(goal, hard);
    expected = std::max(worst, expected);
  }
  i64 workLeft = std::max<i64>(expected - work, 1000);
  i64 heapLeft = std::max<i64>(goal - live, 1);
  f64 ratio = std::min(static_cast<f64>(workLeft) / static_cast<f64>(heapLeft), 1e6);
  c.assistWorkPerByte.store(__builtin_bit_cast(u64, ratio), std::memory_order_relaxed);
}

void pacerEnd(GCState* gc, i64 now, i32 procs) {
  Pacer& p = gc->pacer;
  GCControl& c = gc->vm->heap->gcctl;
  f64 elapsed = static_cast<f64>(std::max<i64>(now - p.markStart, 1)) * static_cast<f64>(procs);
  f64 util = kBackgroundUtilization + static_cast<f64>(p.assistTime.load()) / elapsed;
  f64 idle = static_cast<f64>(p.idleTime.load()) / elapsed;
  f64 scan = static_cast<f64>(p.heapScanWork.load() + p.stackScanWork.load() + p.globalsScanWork.load());
  if (scan > 0 && util < 1) {
    f64 allocated = static_cast<f64>(c.heapLive.load()) - static_cast<f64>(p.triggered);
    f64 current = std::max(0.0, allocated) * (util + idle) / (scan * (1 - util));
    // The largest of the last few: late starts cost more than early ones.
    p.consMark = current;
    for (f64 old : p.consMarks) p.consMark = std::max(p.consMark, old);
    std::copy_backward(p.consMarks, p.consMarks + 3, p.consMarks + 4);
    p.consMarks[0] = current;
  }
  p.lastHeapScan = static_cast<u64>(p.heapScanWork.load());
  p.lastStackScan = static_cast<u64>(p.stackScanWork.load());
  p.globalsScan = static_cast<u64>(p.globalsScanWork.load());
}

i32 setGCPercent(VM* vm, i32 percent) {
  GCControl& c = vm->heap->gcctl;
  i32 old = c.gcPercent.load();
  if (percent < 0) percent = -1;
  c.gcPercent.store(percent);
  if (!vm->gc->marking()) pacerCommit(vm->gc);
  return old;
}

i64 setMemoryLimit(VM* vm, i64 limit) {
  GCControl& c = vm->heap->gcctl;
  i64 old = c.memoryLimit.load();
  if (limit < 0) return old;
  c.memoryLimit.store(limit);
  if (!vm->gc->marking()) pacerCommit(vm->gc);
  return old;
}

}  // namespace gvm::rt::inline gc
