// This file defines G, a goroutine, with Go's states, the wait reasons, and the sudog by which a G stands in wait queues.
//
// Who may touch a G is decided by its status (as in Go's runtime2.go):
//   Gidle      just made, nobody's.
//   Grunnable  on a run queue; the stack is not owned by anyone.
//   Grunning   owned by its M (g->m), which runs it in the engine or in a native function. Not on a queue.
//   Gsyscall   inside a blocking native call; owned by its M, which may have lost its P. Not on a queue.
//   Gwaiting   parked; not on a run queue but recorded somewhere (a channel's queue, a timer, a semaphore).
//              The stack belongs to nobody, but channel partners may write to it under the channel's lock.
//   Gdead      unused: just exited, on a free list, or being made.
//   Gcopystack the stack is being moved by the M that owns the G.
//   Gpreempted stopped itself for suspendG; like Gwaiting, but nobody is responsible for readying it yet.
// The bit Gscan, added to a status, means that the garbage collector holds the G: whoever set the bit owns the stack,
// and every other status change spins until it is cleared.
//
// Frames: the VM stack is [stack.lo, stack.hi) and grows upward. While a G is not in the engine, savedPc and savedFp say
// where it goes on: savedPc is the instruction to execute next (for a parked operation, that operation itself, with
// `resuming` set), savedFp is slot 0 of the frame it runs in. Positions of frames kept in records for longer than one
// call (defers, panics) are byte offsets from stack.lo, so that moving the stack leaves them right.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/core/fwd.h"

namespace gvm::rt::inline core {

enum GStatus : uint32_t {
  Gidle = 0,
  Grunnable = 1,
  Grunning = 2,
  Gsyscall = 3,
  Gwaiting = 4,
  Gdead = 6,
  Gcopystack = 8,
  Gpreempted = 9,
  Gscan = 0x1000,
};

// Why a G waits; the text is what a traceback shows in brackets.
enum class WaitReason : uint8_t {
#define WAIT_REASON(name, text) name,
#include "runtime/core/wait_reasons.def"
#undef WAIT_REASON
  kCount
};
const char* waitReasonString(WaitReason r);

// Why the engine came back to the scheduler (the result of Engine::run and of a system goroutine's step).
enum class RunExit : uint8_t {
  kPark,     // gopark was called; the scheduler commits it (status Gwaiting, unlock function), then looks for other work
  kYield,    // runtime.Gosched: back on the global queue
  kPreempt,  // g->preempt was seen at a safepoint: clear it, stop for suspendG if preemptStop, else as kYield
  kDone,     // the goroutine's function returned, or Goexit ended it: recycle the G
  kStop,     // the VM is going down (m->vm->stopping): the M leaves its loop
  kHost,     // the host's goroutine gives the thread back to the host (sched.h: schedHost)
};

// What a runtime operation that may block or panic tells its caller (an opcode handler or a native).
enum class OpStatus : uint8_t {
  kDone,   // finished, results are in place
  kPark,   // gopark was called: return to the scheduler; call the operation's finish function when resumed
  kPanic,  // g->pendingPanic holds the value to panic with
};

// A step function is the body of a system goroutine written in C++ (background sweeper, scavenger, mark workers). It has
// no VM stack: it runs on the M's own stack from the start at each scheduling, and keeps its state behind `arg`.
// To wait it calls gopark and returns kPark. It must return soon once g->preempt is set.
using StepFn = RunExit (*)(M* m, G* g, void* arg);

// A run function given to gopark, called on the scheduler side once the G is Gwaiting. It must not touch the G's stack.
// Returning false makes the G runnable again at once.
using ParkUnlock = bool (*)(G* g, void* lock);

struct Stack {
  uint64_t* lo = nullptr;  // first slot
  uint64_t* hi = nullptr;  // one past the last slot
  size_t bytes() const { return reinterpret_cast<char*>(hi) - reinterpret_cast<char*>(lo); }
};

// One deferred call, on its G's list, innermost first. Allocated from the P's pool (sched: newDefer, freeDefer).
struct Defer {
  Defer* link = nullptr;
  Closure* fn = nullptr;     // takes no arguments; GC root
  Func* func = nullptr;      // function of the frame that will run it (its deferReturn is used after a recovery)
  uint32_t frame = 0;        // byte offset from stack.lo of slot 0 of that frame
  const uint64_t* pc = nullptr;  // pc after the DEFER instruction, for tracebacks
};

// A sudog is a G in the wait queue of one channel or semaphore. One G may have many (select), one object may have many.
// While it is enqueued, the fields in the first group belong to the lock of the object (HChan::lock or SemaRoot::lock).
struct Sudog {
  G* g = nullptr;
  Sudog* next = nullptr;
  Sudog* prev = nullptr;
  void* elem = nullptr;  // channel: where the value lies or goes; may point into g's VM stack. semaphore: the address

  int64_t acquiretime = 0;
  int64_t releasetime = 0;
  uint32_t ticket = 0;    // semaphore: treap priority, then 1 when the token was handed over directly
  bool isSelect = false;  // g takes part in a select: the waker must win g->selectDone first
  bool success = false;   // woken by a value (true) or because the channel was closed (false)
  uint16_t waiters = 0;   // semaphore: length of the waitlink list at its head, clamped
  uint16_t caseIndex = 0; // select: the case this sudog stands for, in source order

  Sudog* parent = nullptr;    // semaphore treap
  Sudog* waitlink = nullptr;  // g->waiting list (lock order), or the semaphore's list
  Sudog* waittail = nullptr;  // semaphore
  HChan* c = nullptr;         // channel; GC root
};

// Where an ancestor of a goroutine stood when it made the next one (GODEBUG=tracebackancestors).
struct Ancestor {
  uint64_t goid = 0;
  const uint64_t* gopc = nullptr;  // where it was made itself
  std::vector<uintptr_t> pcs;      // return addresses, innermost first
  std::shared_ptr<Ancestor> parent;
};

struct G {
  // ---- read by every call and back edge of the engine; offsets matter to a JIT, keep first -----------------------
  std::atomic<uint64_t*> stackguard{nullptr};  // highest frame end allowed (stack.hi minus reserve), or null = preempt
  std::atomic<bool> preempt{false};            // asks the G to stop at its next safepoint; set together with stackguard
  bool resuming = false;  // the engine re-executes a parked operation: call its finish function, not its start
  Stack stack;            // owner: the G's M while running, else whoever holds Gscan or made it Gcopystack
  uint64_t* savedFp = nullptr;        // slot 0 of the frame to go on in; moved by copystack
  const uint64_t* savedPc = nullptr;  // next instruction word
  const uint64_t* callEnd = nullptr;  // savedPc while it lies behind the native call that parked or yielded
  uint32_t savedTop = 0;  // slots of that frame in use when its call window is live too (native in progress); else 0

  // ---- scheduling ------------------------------------------------------------------------------------------------
  std::atomic<uint32_t> atomicstatus{Gidle};
  VM* vm = nullptr;
  M* m = nullptr;          // the M running this G; null when not running
  uint64_t goid = 0;       // from 1 (main) up, never reused
  uint64_t parentGoid = 0;
  const uint64_t* gopc = nullptr;  // pc after the go statement that made it; null for runtime goroutines
  Closure* startfn = nullptr;      // what `go` was given; for tracebacks and IsSystemGoroutine. GC root
  G* schedlink = nullptr;  // next in a GList / GQueue (global queue, free list); owner: that list
  int64_t runnableSince = 0;  // nanotime when it was made ready, if that is measured; else 0
  int64_t blockedSince = 0;  // nanotime when it parked, while the block profile is on; else 0
  int64_t waitsince = 0;   // nanotime when it was seen to be blocked; 0 = unknown; set by GC for "N minutes"
  WaitReason waitreason = WaitReason::kZero;
  std::atomic<bool> preemptStop{false};  // stop as Gpreempted (suspendG) rather than yield
  bool preemptShrink = false;  // shrink the stack at the next synchronous safepoint
  bool gcscandone = false;     // stack scanned in this cycle; guarded by Gscan
  bool activeStackChans = false;  // enqueued sudogs point into this stack: copystack must hold those channels' locks
  std::atomic<bool> parkingOnChan{false};  // between deciding to park on a channel and having parked: do not shrink
  bool isSystem = false;       // runtime goroutine: not counted for deadlock, hidden below GOTRACEBACK=system
  std::atomic<bool> killed{false};  // session: calls runtime.Goexit as soon as it runs again
  bool inMarkAssist = false;
  bool trackingSched = false;  // reserved for latency metrics
  M* lockedm = nullptr;        // LockOSThread, or an exitsyscall that waits for a P
  uint32_t lockedExt = 0;      // LockOSThread depth
  uint32_t lockedInt = 0;      // the same, by the runtime (main during init)
  int64_t gcAssistBytes = 0;   // allocation credit in bytes, negative = debt; owner: the running M (see gc)
  uint64_t scanBytes = 0;      // reserved for gc: stack bytes scanned in the last cycle

  // ---- waiting ---------------------------------------------------------------------------------------------------
  void* param = nullptr;       // set by the waker: the Sudog that completed a channel operation, or null
  Sudog* waiting = nullptr;    // sudogs this G stands in queues with, in lock order (waitlink)
  std::atomic<uint32_t> selectDone{0};  // 0 while several wakers race for this select; the one that makes it 1 wins
  Timer* sleepTimer = nullptr; // time.Sleep's timer, made on first use, freed with the G
  int64_t sleepWhen = 0;
  uint64_t parkWord[4] = {};   // scratch of a parked native for its finish half (kParkRetry); no Go pointers in here
  void* parkPtr[2] = {};       // the same for Go pointers; GC roots

  // ---- defer and panic (rooms panic and vm/interp) ---------------------------------------------------------------
  Defer* deferTop = nullptr;        // innermost deferred call; GC roots through fn
  PanicRecord* panicTop = nullptr;  // innermost panic or Goexit in progress
  Eface pendingPanic;               // value of a panic that a native or runtime function asks for (kPanic). GC root
  bool pendingGoexit = false;       // with kPanic: this is runtime.Goexit, there is no value
  bool pendingMemoryError = false; // with kPanic: a nil dereference, printed with a [signal ...] line
  uint64_t pendingFaultAddr = 0;
  bool paniconfault = false;        // debug.SetPanicOnFault

  // ---- system goroutines -----------------------------------------------------------------------------------------
  StepFn step = nullptr;            // non-null: a C++ body instead of bytecode
  void* stepArg = nullptr;
  const char* stepName = nullptr;   // as tracebacks show it: "runtime.bgsweep"

  // ---- owned by other rooms --------------------------------------------------------------------------------------
  void* engineData = nullptr;  // vm/interp or jit: per-goroutine state of the engine
  void* syncGroup = nullptr;   // reserved for testing/synctest bubbles
  std::shared_ptr<Ancestor> ancestors;  // null unless asked for
  void* labels = nullptr;      // pprof labels: a Go pointer, GC root, inherited by newproc
  G* alllink = nullptr;        // reserved; the list of all Gs is Sched::allgs

  uint32_t status() const { return atomicstatus.load(std::memory_order_acquire); }
  uint32_t frameOffset(const uint64_t* fp) const {
    return static_cast<uint32_t>(reinterpret_cast<const char*>(fp) - reinterpret_cast<const char*>(stack.lo));
  }
  uint64_t* frameAt(uint32_t offset) const {
    return reinterpret_cast<uint64_t*>(reinterpret_cast<char*>(stack.lo) + offset);
  }
};

// The value of G::stackguard that makes the next function entry take its slow path.
inline constexpr uint64_t* kStackPreempt = nullptr;

// A stack of Gs linked through schedlink.
struct GList {
  G* head = nullptr;
  int32_t n = 0;
  bool empty() const { return head == nullptr; }
  void push(G* g) { g->schedlink = head; head = g; n++; }
  G* pop() { G* g = head; if (g) { head = g->schedlink; g->schedlink = nullptr; n--; } return g; }
};

// A first-in first-out queue of Gs linked through schedlink.
struct GQueue {
  G* head = nullptr;
  G* tail = nullptr;
  int32_t n = 0;
  bool empty() const { return head == nullptr; }
  void push(G* g) { g->schedlink = head; head = g; if (!tail) tail = g; n++; }
  void pushBack(G* g) { g->schedlink = nullptr; if (tail) tail->schedlink = g; else head = g; tail = g; n++; }
  void pushBackAll(GQueue& q) {
    if (q.empty()) return;
    if (tail) tail->schedlink = q.head; else head = q.head;
    tail = q.tail; n += q.n; q = GQueue{};
  }
  G* pop() {
    G* g = head;
    if (g) { head = g->schedlink; g->schedlink = nullptr; if (!head) tail = nullptr; n--; }
    return g;
  }
};

}  // namespace gvm::rt::inline core
