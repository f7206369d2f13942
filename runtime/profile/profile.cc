// This file keeps the samples of the profiles, and takes them: profile.h tells when.
#include "runtime/profile/profile.h"

#include <signal.h>
#include <sys/time.h>

#include <cmath>
#include <map>
#include <memory>

#include "runtime/core/upcalls.h"
#include "runtime/heap/mcache.h"
#include "runtime/heap/mheap.h"
#include "runtime/os/time.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"

namespace gvm::rt::inline profile {

// Where allocations of one size at one place are counted; lives as long as the VM, because objects point to it.
struct MemBucket {
  std::vector<uptr> stack;
  std::atomic<i64> allocs{0}, bytes{0}, frees{0}, freedBytes{0};
};

struct Profiler {
  Mutex cpuLock{LockRank::kCpuprof};
  std::map<std::vector<uptr>, i64> cpu;  // guarded by cpuLock
  std::atomic<i32> cpuHz{0};

  Mutex memLock{LockRank::kLeaf};  // allocation happens under any lock
  std::map<std::pair<u64, std::vector<uptr>>, std::unique_ptr<MemBucket>> memory;  // by size and stack; guarded by memLock

  Mutex waitLock{LockRank::kLeaf};
  std::map<std::vector<uptr>, std::pair<f64, f64>> block, mutex;  // count and ns; guarded by waitLock
};

namespace {

constexpr int kMaxDepth = 128;

std::vector<uptr> stackOf(G* g) {
  uptr pcs[kMaxDepth];
  int n = callers(g, 0, pcs, kMaxDepth);
  return {pcs, pcs + n};
}

// Asks the running goroutine to look at its ticks. Async-signal-safe: only atomics of a G and M that live.
void onTick(int, siginfo_t*, void*) {
  M* m = getm();
  if (m == nullptr) return;
  m->profTicks.fetch_add(1, std::memory_order_relaxed);
  G* g = m->curg.load();
  if (g == nullptr) return;
  g->preempt.store(true, std::memory_order_relaxed);
  g->stackguard.store(kStackPreempt, std::memory_order_relaxed);
}

void addWait(VM* vm, std::map<std::vector<uptr>, std::pair<f64, f64>>& to, G* g, f64 count, f64 ns) {
  std::vector<uptr> stack = stackOf(g);
  MutexLock hold(vm->profiler->waitLock);
  auto& v = to[stack];
  v.first += count;
  v.second += ns;
}

}  // namespace

Profiler* profilerNew(VM*) { return new Profiler; }

void profilerFree(VM* vm) {
  if (vm->profiler == nullptr) return;
  if (vm->profiler->cpuHz.load() != 0) setCpuProfileRate(vm, 0);
  delete vm->profiler;
  vm->profiler = nullptr;
}

// ---- cpu ----------------------------------------------------------------------------------------------------------------

bool setCpuProfileRate(VM* vm, i32 hz) {
  if (!vm->config.ownsProcess) return false;
  itimerval timer{};
  if (hz > 0) {
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_sigaction = onTick;
    sa.sa_flags = SA_SIGINFO | SA_RESTART;
    sigaction(SIGPROF, &sa, nullptr);
    timer.it_interval.tv_usec = 1000000 / std::min(hz, 1000000);
    timer.it_value = timer.it_interval;
  }
  setitimer(ITIMER_PROF, &timer, nullptr);
  if (hz <= 0) signal(SIGPROF, SIG_IGN);
  vm->profiler->cpuHz.store(std::max(hz, 0));
  return true;
}

i32 cpuProfileRate(VM* vm) { return vm->profiler->cpuHz.load(); }

// ---- memory -------------------------------------------------------------------------------------------------------------

void setMemProfileRateVariable(VM* vm, const i64* rate) { vm->memProfileRate.store(rate, std::memory_order_release); }

i64 memProfileRate(VM* vm) {
  const i64* rate = vm->memProfileRate.load(std::memory_order_acquire);
  return rate == nullptr ? 0 : __atomic_load_n(rate, __ATOMIC_RELAXED);
}

// The number of bytes to the next sample: exponential, so that no pattern of the program can hide from it.
i64 nextMemSample(i64 rate, FastRand& rand) {
  if (rate <= 0) return INT64_MAX;
  if (rate == 1) return 0;
  f64 u = static_cast<f64>(rand.next64() >> 11) * 0x1p-53;
  return static_cast<i64>(-std::log(1 - u) * static_cast<f64>(rate));
}

void profileAlloc(VM* vm, void* p, u64 size) {
  M* m = getm();
  G* g = m != nullptr ? m->curg.load() : nullptr;
  if (vm->profiler == nullptr || g == nullptr || g->step != nullptr || m->inSyscall || m->profiling) return;
  m->profiling = true;  // what follows must not record itself
  // Machine code allocates without having written down where it is: such a sample has no frames.
  std::vector<uptr> stack;
  if (g->savedPc != nullptr) stack = stackOf(g);
  MemBucket* b;
  {
    MutexLock hold(vm->profiler->memLock);
    auto& slot = vm->profiler->memory[{size, stack}];
    if (slot == nullptr) {
      slot = std::make_unique<MemBucket>();
      slot->stack = std::move(stack);
    }
    b = slot.get();
  }
  b->allocs++;
  b->bytes += static_cast<i64>(size);
  auto* sp = new Special();
  sp->kind = SpecialKind::kProfile;
  sp->profile = b;
  sp->id = size;
  if (!addSpecial(vm, p, sp, true)) delete sp;
  m->profiling = false;
}

void profileFree(void* bucket, u64 size) {
  auto* b = static_cast<MemBucket*>(bucket);
  b->frees++;
  b->freedBytes += static_cast<i64>(size);
}

// ---- waits --------------------------------------------------------------------------------------------------------------

void setBlockProfileRate(VM* vm, i64 ns) { vm->blockProfileRate.store(std::max<i64>(ns, 0)); }
void setMutexProfileFraction(VM* vm, i64 n) { vm->mutexProfileFraction.store(std::max<i64>(n, 0)); }

void profileWaited(G* g, i64 ns) {
  i64 rate = g->vm->blockProfileRate.load(std::memory_order_relaxed);
  if (rate <= 0 || ns < 0) return;
  switch (g->waitreason) {
    case WaitReason::kChanReceive: case WaitReason::kChanSend: case WaitReason::kSelect: case WaitReason::kSemacquire:
    case WaitReason::kSyncCondWait: case WaitReason::kSyncMutexLock: case WaitReason::kSyncRWMutexRLock:
    case WaitReason::kSyncRWMutexLock: case WaitReason::kSyncWaitGroupWait:
      break;
    default:
      return;
  }
  f64 count = 1, total = static_cast<f64>(ns);
  if (ns < rate) {
    // Short waits are recorded by chance, and count for those that are not.
    if (static_cast<i64>(getm()->rand.next64() % static_cast<u64>(rate)) > ns) return;
    f64 weight = static_cast<f64>(rate) / std::max<f64>(total, 1);
    count *= weight;
    total *= weight;
  }
  addWait(g->vm, g->vm->profiler->block, g, count, total);
}

void profileContended(G* g, i64 ns) {
  i64 n = g->vm->mutexProfileFraction.load(std::memory_order_relaxed);
  if (n <= 0 || ns <= 0 || g->step != nullptr || getm()->rand.next64() % static_cast<u64>(n) != 0) return;
  addWait(g->vm, g->vm->profiler->mutex, g, static_cast<f64>(n), static_cast<f64>(ns) * static_cast<f64>(n));
}

void profileTick(G* g) {
  u32 ticks = getm()->profTicks.exchange(0);
  if (ticks == 0 || g->vm->profiler == nullptr) return;
  std::vector<uptr> stack = stackOf(g);
  MutexLock hold(g->vm->profiler->cpuLock);
  g->vm->profiler->cpu[stack] += ticks;
}

void profileSystemTicks(M* m) {
  u32 ticks = m->profTicks.exchange(0);
  Profiler* p = m->vm->profiler;
  if (ticks == 0 || p == nullptr || p->cpuHz.load() == 0) return;
  MutexLock hold(p->cpuLock);
  p->cpu[{}] += ticks;
}

std::vector<ProfileRecord> profileRecords(VM* vm, ProfileKind kind) {
  Profiler* p = vm->profiler;
  std::vector<ProfileRecord> out;
  if (kind == ProfileKind::kCpu) {
    MutexLock hold(p->cpuLock);
    for (auto& [stack, n] : p->cpu) out.push_back({stack, {n}});
    p->cpu.clear();
  } else if (kind == ProfileKind::kMemory) {
    MutexLock hold(p->memLock);
    for (auto& [key, b] : p->memory)
      out.push_back({b->stack, {b->allocs.load(), b->bytes.load(), b->frees.load(), b->freedBytes.load()}});
  } else {
    MutexLock hold(p->waitLock);
    for (auto& [stack, v] : kind == ProfileKind::kBlock ? p->block : p->mutex)
      out.push_back({stack, {std::llround(v.first), std::llround(v.second)}});
  }
  return out;
}

}  // namespace gvm::rt::inline profile
