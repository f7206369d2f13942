// This file records the execution trace.
//
// Each M has a buffer of events, encoded as they happen: kind, time since the event before in the buffer, arguments, all as
// varints. A full buffer becomes a batch of the current generation. Threads without an M share one buffer.
//
// A reader merges the buffers by time. Where the order of two threads' events matters it does not trust times: each P and
// each goroutine has a sequence number, which grows with every event that hands it from one thread to another (a P's start or
// theft, a goroutine's start or unblocking), and a reader holds an event back until its number is due.
//
// A trace is a row of generations, each readable by itself: its strings, its stacks, and at its beginning the state of every
// P and goroutine. So a flight recorder can forget the oldest ones. Generations change with the world stopped and all
// buffers held, which makes the states exact: a thread with a P stands at a safepoint; one without (in a system call, in the
// poller, sysmon) makes a change and its event in one TraceScope. The pause is proportional to the number of goroutines; it
// ends before stacks are turned into names, which is the larger part of the work.
//
// Rejected: one buffer for all under a lock (a lock per switch: 20 % on a channel ping-pong), states written lazily at a
// goroutine's first event in a generation (no pause, but a race at every hook).
#include "runtime/trace/trace.h"

#include <time.h>

#include <unordered_map>

#include "runtime/core/engine.h"
#include "runtime/core/lock.h"
#include "runtime/os/time.h"
#include "runtime/symtab/symtab.h"

namespace gvm::rt::inline trace {
namespace {

constexpr usize kBatchBytes = 60 << 10;     // the format allows 64 KB
constexpr usize kMaxString = 1 << 10;       // likewise
constexpr usize kMaxFrames = 64;
constexpr u64 kNoThread = ~u64{0};
constexpr u64 kThreadWithoutM = 1 << 30;
constexpr u64 kManyGoroutines = 10000;      // beyond that a generation begins without their stacks
constexpr uptr kNamed = uptr{1} << 63;      // a pc that points to the name of a system goroutine
constexpr u32 kMaxInlineDepth = 6;          // of a pc: see stdlib/runtime/stack_native.cc

enum class GoState : u64 { kRunnable = 1, kRunning = 2, kSyscall = 3, kWaiting = 4 };
enum class ProcState : u64 { kRunning = 1, kIdle = 2 };

void putVarint(std::string& to, u64 v) {
  for (; v >= 0x80; v >>= 7) to.push_back(static_cast<char>(v | 0x80));
  to.push_back(static_cast<char>(v));
}

using Pcs = std::vector<uptr>;
struct PcsHash {
  usize operator()(const Pcs& pcs) const {
    u64 h = pcs.size();
    for (uptr pc : pcs) h = (h ^ pc) * 0x9e3779b97f4a7c15ULL, h ^= h >> 29;
    return h;
  }
};

std::string_view blockReason(WaitReason r) {
  switch (r) {
    case WaitReason::kSleep: return "sleep";
    case WaitReason::kChanReceive: return "chan receive";
    case WaitReason::kChanSend: return "chan send";
    case WaitReason::kSelect: return "select";
    case WaitReason::kIOWait: return "network";
    case WaitReason::kSyncCondWait: return "sync.(*Cond).Wait";
    case WaitReason::kSemacquire:
    case WaitReason::kSyncMutexLock:
    case WaitReason::kSyncRWMutexRLock:
    case WaitReason::kSyncRWMutexLock:
    case WaitReason::kSyncWaitGroupWait: return "sync";
    case WaitReason::kChanReceiveNilChan:
    case WaitReason::kChanSendNilChan:
    case WaitReason::kSelectNoCases: return "forever";
    case WaitReason::kPreempted: return "preempted";
    case WaitReason::kWaitForGCCycle: return "wait until GC ends";
    case WaitReason::kGCSweepWait: return "GC background sweeper wait";
    case WaitReason::kCoroutine: return "coroutine";
    case WaitReason::kGCScavengeWait:
    case WaitReason::kForceGCIdle:
    case WaitReason::kFinalizerWait:
    case WaitReason::kCleanupWait:
    case WaitReason::kGCWorkerIdle: return "system goroutine wait";
    default: return "unspecified";
  }
}

std::string_view stwReason(StwReason r) {
  switch (r) {
    case StwReason::kGCMarkTerm: return "GC mark termination";
    case StwReason::kGCSweepTerm: return "GC sweep termination";
    case StwReason::kGoroutineProfile: return "goroutine profile";
    case StwReason::kAllGoroutinesStack: return "all goroutines stack trace";
    case StwReason::kReadMemStats: return "read mem stats";
    case StwReason::kGOMAXPROCS: return "GOMAXPROCS";
    default: return "unknown";
  }
}

bool collect(void* arg, const Frame& f) {
  auto& pcs = *static_cast<Pcs*>(arg);
  if (f.kind != FrameKind::kGo || f.fn == nullptr || f.fn->info == nullptr || f.fn->flags & kFuncWrapper) return true;
  if (f.fn->info->codeStart == nullptr) return true;
  pcs.push_back(reinterpret_cast<uptr>(f.innermost ? f.pc + 1 : f.pc));
  return pcs.size() < kMaxFrames;
}

}  // namespace

/// A thread's events since its last batch. owner: the thread, or who changes generations.
struct TraceBuf {
  Mutex lock{LockRank::kTraceBuf};
  u64 thread = 0;
  i64 start = 0, last = 0;  // nanotime of the batch, and of its last event
  std::string data;
};

struct TraceGeneration::Data {
  const SymTab* symtab = nullptr;
  u64 number = 0;
  i64 start = 0;
  std::string batches;
  std::unordered_map<std::string, u64> strings;
  std::unordered_map<Pcs, u64, PcsHash> stacks;
};

struct Tracer {
  Mutex listLock{LockRank::kTraceList};  // guards bufs
  std::vector<std::unique_ptr<TraceBuf>> bufs;
  TraceBuf* shared = nullptr;            // of threads without an M
  Mutex lock{LockRank::kTrace};          // guards now
  std::unique_ptr<TraceGeneration::Data> now;
  std::atomic<u64> bytes{0};
  u64 generation = 0;
  u64 gcSeq = 0;                         // owner: who begins or ends a cycle, or changes generations; world stopped

  TraceBuf* newBuf(u64 thread) {
    MutexLock hold(listLock);
    bufs.push_back(std::make_unique<TraceBuf>());
    bufs.back()->thread = thread;
    return bufs.back().get();
  }
  /// The buffer's events become a batch. Its lock is held.
  void flush(TraceBuf* b) {
    if (b->data.empty()) return;
    MutexLock hold(lock);
    if (now != nullptr) addBatch(now->batches, now->number, b->thread, b->start, b->data);
    bytes.fetch_add(b->data.size(), std::memory_order_relaxed);
    b->data.clear();
  }
  static void addBatch(std::string& to, u64 generation, u64 thread, i64 time, std::string_view data) {
    to.push_back(static_cast<char>(TraceEv::kBatch));
    putVarint(to, generation);
    putVarint(to, thread);
    putVarint(to, static_cast<u64>(time));
    putVarint(to, data.size());
    to += data;
  }
  u64 stringId(std::string_view s) {
    MutexLock hold(lock);
    return now->strings.try_emplace(std::string(s.substr(0, kMaxString)), now->strings.size() + 1).first->second;
  }
  u64 stackId(Pcs pcs) {
    if (pcs.empty()) return 0;
    MutexLock hold(lock);
    return now->stacks.try_emplace(std::move(pcs), now->stacks.size() + 1).first->second;
  }
  TraceGeneration change(VM* vm, bool more);
  void begin(VM* vm);
};

// ---- a scope and its events -----------------------------------------------------------------------------------------

void TraceScope::enter(VM* vm) {
  Tracer* t = vm->tracer;
  M* m = getm();
  TraceBuf* b = t->shared;
  if (m != nullptr && m->vm == vm) {
    if (m->traceBuf == nullptr) m->traceBuf = t->newBuf(static_cast<u64>(m->id));
    b = m->traceBuf;
  }
  b->lock.lock();
  // Tracing may have ended while this thread waited for the lock.
  if (!vm->tracing.load(std::memory_order_acquire)) {
    b->lock.unlock();
    return;
  }
  buf_ = b;
  vm_ = vm;
}

void TraceScope::leave() {
  if (buf_->data.size() >= kBatchBytes) vm_->tracer->flush(buf_);
  buf_->lock.unlock();
}

void TraceScope::event(TraceEv ev, std::initializer_list<u64> args) {
  i64 now = nanotime();
  TraceBuf* b = buf_;
  if (b->data.empty()) b->start = b->last = now;
  now = std::max(now, b->last);
  b->data.push_back(static_cast<char>(ev));
  putVarint(b->data, static_cast<u64>(now - b->last));
  b->last = now;
  for (u64 a : args) putVarint(b->data, a);
}

u64 TraceScope::stackOf(G* g) {
  if (g == nullptr || g->step != nullptr || g->stack.lo == nullptr) return 0;
  Pcs pcs;
  vm_->engine->walkFrames(g, collect, &pcs);
  return vm_->tracer->stackId(std::move(pcs));
}

void TraceScope::procStart(P* p) {
  if (on()) event(TraceEv::kProcStart, {static_cast<u64>(p->id), ++p->traceSeq});
}
void TraceScope::procStop() {
  if (on()) event(TraceEv::kProcStop, {});
}
void TraceScope::procSteal(P* p) {
  if (on()) event(TraceEv::kProcSteal, {static_cast<u64>(p->id), ++p->traceSeq, p->traceThread});
}
void TraceScope::procsChange(i32 n) {
  if (on()) event(TraceEv::kProcsChange, {static_cast<u64>(n), 0});
}

void TraceScope::goCreate(G* g, bool parked) {
  if (!on()) return;
  uptr start = g->step != nullptr ? reinterpret_cast<uptr>(g->stepName) | kNamed
               : g->startfn != nullptr ? reinterpret_cast<uptr>(g->startfn->fn) : 0;
  u64 first = start != 0 ? vm_->tracer->stackId({start}) : 0;
  M* m = getm();
  event(parked ? TraceEv::kGoCreateBlocked : TraceEv::kGoCreate, {g->goid, first, stackOf(m->curg)});
  g->traceSeq = 0;
}
void TraceScope::goStart(G* g) {
  if (on()) event(TraceEv::kGoStart, {g->goid, ++g->traceSeq});
}
void TraceScope::goDestroy() {
  if (on()) event(TraceEv::kGoDestroy, {});
}
void TraceScope::goStop(G* g, std::string_view reason) {
  if (on()) event(TraceEv::kGoStop, {vm_->tracer->stringId(reason), stackOf(g)});
}
void TraceScope::goBlock(G* g) {
  if (on()) event(TraceEv::kGoBlock, {vm_->tracer->stringId(blockReason(g->waitreason)), stackOf(g)});
}
void TraceScope::goUnblock(G* g) {
  if (on()) event(TraceEv::kGoUnblock, {g->goid, ++g->traceSeq, 0});
}
void TraceScope::syscallBegin(G* g, P* p) {
  if (!on()) return;
  p->traceThread = static_cast<u64>(g->m->id);
  event(TraceEv::kGoSyscallBegin, {++p->traceSeq, stackOf(g)});
}
void TraceScope::syscallEnd() {
  if (on()) event(TraceEv::kGoSyscallEnd, {});
}
void TraceScope::syscallEndBlocked() {
  if (on()) event(TraceEv::kGoSyscallEndBlocked, {});
}
void TraceScope::label(std::string_view name) {
  if (on()) event(TraceEv::kGoLabel, {vm_->tracer->stringId(name)});
}

void TraceScope::stwBegin(StwReason reason) {
  if (on()) event(TraceEv::kStwBegin, {vm_->tracer->stringId(stwReason(reason)), 0});
}
void TraceScope::stwEnd() {
  if (on()) event(TraceEv::kStwEnd, {});
}
void TraceScope::gcBegin() {
  if (on()) event(TraceEv::kGCBegin, {++vm_->tracer->gcSeq, 0});
}
void TraceScope::gcEnd() {
  if (on()) event(TraceEv::kGCEnd, {++vm_->tracer->gcSeq});
}
void TraceScope::sweepBegin() {
  if (on()) event(TraceEv::kSweepBegin, {0});
}
void TraceScope::sweepEnd(u64 swept) {
  if (on()) event(TraceEv::kSweepEnd, {swept, 0});
}
void TraceScope::assistBegin(G* g) {
  if (on()) event(TraceEv::kAssistBegin, {stackOf(g)});
}
void TraceScope::assistEnd() {
  if (on()) event(TraceEv::kAssistEnd, {});
}
void TraceScope::heapAlloc(u64 live) {
  if (on()) event(TraceEv::kHeapAlloc, {live});
}
void TraceScope::heapGoal(u64 goal) {
  if (on()) event(TraceEv::kHeapGoal, {goal});
}

void TraceScope::taskBegin(G* g, u64 id, u64 parent, std::string_view name) {
  if (on()) event(TraceEv::kTaskBegin, {id, parent, vm_->tracer->stringId(name), stackOf(g)});
}
void TraceScope::taskEnd(G* g, u64 id) {
  if (on()) event(TraceEv::kTaskEnd, {id, stackOf(g)});
}
void TraceScope::region(G* g, u64 task, std::string_view name, bool begin) {
  if (on()) event(begin ? TraceEv::kRegionBegin : TraceEv::kRegionEnd, {task, vm_->tracer->stringId(name), stackOf(g)});
}
void TraceScope::log(G* g, u64 task, std::string_view key, std::string_view value) {
  if (on()) event(TraceEv::kLog, {task, vm_->tracer->stringId(key), vm_->tracer->stringId(value), stackOf(g)});
}

// ---- generations ----------------------------------------------------------------------------------------------------

void TraceScope::status(G* g, bool withStack) {
  u32 s = g->status() & ~static_cast<u32>(Gscan);
  if (s == Gdead || s == Gidle) return;
  M* m = getm();
  GoState state = s == Grunnable ? GoState::kRunnable : s == Gsyscall ? GoState::kSyscall : GoState::kWaiting;
  if (g == m->curg.load()) state = GoState::kRunning;  // who stops the world counts as waiting
  u64 thread = state == GoState::kSyscall || state == GoState::kRunning ? static_cast<u64>(g->m->id) : kNoThread;
  event(TraceEv::kGoStatusStack, {g->goid, thread, static_cast<u64>(state), withStack ? stackOf(g) : 0});
}

void Tracer::begin(VM* vm) {
  i32 procs = 0;
  P* const* ps = allPs(vm, &procs);
  u64 count = 0;
  G* const* gs = allGs(vm, &count);
  for (i32 i = 0; i < procs; i++) ps[i]->traceSeq = 0;
  for (u64 i = 0; i < count; i++) gs[i]->traceSeq = 0;
  M* m = getm();
  TraceScope t(vm);
  t.event(TraceEv::kProcStatus, {static_cast<u64>(m->p->id), static_cast<u64>(ProcState::kRunning)});
  t.status(m->curg, true);
  for (i32 i = 0; i < procs; i++)
    if (ps[i] != m->p) t.event(TraceEv::kProcStatus, {static_cast<u64>(ps[i]->id), static_cast<u64>(ProcState::kIdle)});
  for (u64 i = 0; i < count; i++) {
    if (gs[i] != m->curg.load()) t.status(gs[i], count < kManyGoroutines);
    if (t.buf_->data.size() >= kBatchBytes) flush(t.buf_);
  }
  t.procsChange(procs);
  // A cycle in progress: the barrier is on exactly while the collector marks.
  if (vm->writeBarrierEnabled.load() != 0) t.event(TraceEv::kGCActive, {++gcSeq});
}

TraceGeneration Tracer::change(VM* vm, bool more) {
  TraceGeneration ended;
  M* m = getm();
  if (m->traceBuf == nullptr) m->traceBuf = newBuf(static_cast<u64>(m->id));
  // Nobody else records, or makes a change without a P, until the new generation has begun. This thread's buffer needs no
  // lock: begin uses it.
  MutexLock list(listLock);
  for (auto& b : bufs)
    if (b.get() != m->traceBuf) b->lock.lock();
  for (auto& b : bufs) flush(b.get());
  vm->tracing.store(more, std::memory_order_release);
  {
    MutexLock hold(lock);
    ended.data_ = std::move(now);
    if (more) {
      now = std::make_unique<TraceGeneration::Data>();
      now->symtab = vm->symtab;
      now->number = ++generation;
      now->start = nanotime();
    }
    bytes.store(0, std::memory_order_relaxed);
  }
  if (more) begin(vm);
  for (auto& b : bufs)
    if (b.get() != m->traceBuf) b->lock.unlock();
  return ended;
}

TraceGeneration traceSwitch(VM* vm, bool more) { return vm->tracer->change(vm, more); }
u64 traceBytes(VM* vm) { return vm->tracer->bytes.load(std::memory_order_relaxed); }
std::string_view traceHeader() { return {"go 1.23 trace\0\0\0", 16}; }

void traceInit(VM* vm) {
  vm->tracer = new Tracer;
  vm->tracer->shared = vm->tracer->newBuf(kThreadWithoutM);
}

void traceFree(VM* vm) {
  vm->tracing.store(false);
  delete vm->tracer;
  vm->tracer = nullptr;
}

// ---- a generation's bytes ---------------------------------------------------------------------------------------------

TraceGeneration::TraceGeneration() = default;
TraceGeneration::TraceGeneration(TraceGeneration&&) noexcept = default;
TraceGeneration::~TraceGeneration() = default;

namespace {

// Frames that a recorded pc stands for, innermost first: visit(depth, function, file, line).
template <class F>
void describe(const SymTab* symtab, uptr pc, F&& visit) {
  if (pc & kNamed) return visit(0u, std::string_view(reinterpret_cast<const char*>(pc & ~kNamed)), std::string_view(), 0u);
  const FuncInfo* fi = symtab->findFunc(reinterpret_cast<const u64*>(pc));
  if (fi != nullptr && reinterpret_cast<uptr>(fi->fn) == pc) return visit(0u, fi->name.view(), fi->file.view(), fi->startLine);
  fi = symtab->findFunc(reinterpret_cast<const u64*>(pc - 8));
  if (fi == nullptr) return;
  u32 depth = 0;
  forEachSourceFrame(*fi, static_cast<u32>((pc - reinterpret_cast<uptr>(fi->codeStart)) / 8 - 1), [&](const SourceFrame& f) {
    visit(depth, f.func, f.file, f.line);
    return ++depth <= kMaxInlineDepth;
  });
}

// Collects entries into batches of one kind.
struct TableWriter {
  std::string& out;
  const u64 number;
  const i64 start;
  const TraceEv kind;
  std::string batch;
  void add(std::string_view entry) {
    if (batch.size() + entry.size() > kBatchBytes) end();
    if (batch.empty()) batch.push_back(static_cast<char>(kind));
    batch += entry;
  }
  void end() {
    if (!batch.empty()) Tracer::addBatch(out, number, kNoThread, start, batch);
    batch.clear();
  }
};

}  // namespace

std::string TraceGeneration::bytes() const {
  if (data_ == nullptr) return {};
  const Data& d = *data_;
  std::string out = d.batches;
  auto strings = d.strings;
  auto nameId = [&](std::string_view s) {
    return strings.try_emplace(std::string(s.substr(0, kMaxString)), strings.size() + 1).first->second;
  };
  TableWriter stacks{out, d.number, d.start, TraceEv::kStacks, {}};
  for (auto& [pcs, id] : d.stacks) {
    std::string frames, entry;
    u64 n = 0;
    for (uptr pc : pcs)
      describe(d.symtab, pc, [&](u32 depth, std::string_view fn, std::string_view file, u32 line) {
        if (n == 2 * kMaxFrames) return;
        n++;
        // A reader takes one frame for a pc; inlined calls need numbers of their own.
        putVarint(frames, (pc & ~kNamed) + depth);
        putVarint(frames, nameId(fn));
        putVarint(frames, nameId(file));
        putVarint(frames, line);
      });
    entry.push_back(static_cast<char>(TraceEv::kStack));
    putVarint(entry, id);
    putVarint(entry, n);
    stacks.add(entry + frames);
  }
  stacks.end();
  TableWriter texts{out, d.number, d.start, TraceEv::kStrings, {}};
  for (auto& [text, id] : strings) {
    std::string entry;
    entry.push_back(static_cast<char>(TraceEv::kString));
    putVarint(entry, id);
    putVarint(entry, text.size());
    texts.add(entry + text);
  }
  texts.end();
  std::string frequency(1, static_cast<char>(TraceEv::kFrequency));
  putVarint(frequency, 1000000000);
  Tracer::addBatch(out, d.number, kNoThread, d.start, frequency);
  return out;
}

}  // namespace gvm::rt::inline trace
