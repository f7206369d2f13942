// This file defines VM, the root of everything one Go program needs at run time. There are no mutable globals: a process
// may hold several VMs. start/start.cc makes one, phase by phase, and takes it down; each room owns the state behind
// its pointer, made by its init function and freed by its free function.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/fwd.h"
#include "runtime/core/g.h"
#include "runtime/core/lock.h"
#include "runtime/core/rand.h"
#include "runtime/debug/debug_vars.h"

namespace gvm::rt::inline core {

// What a program may do beyond computing. A denied call is an ordinary Go error (EPERM).
namespace capability {
inline constexpr uint32_t kFiles = 1;     // the file system, pipes, the working folder
inline constexpr uint32_t kNetwork = 2;   // sockets
inline constexpr uint32_t kExec = 4;      // starting programs and waiting for them
inline constexpr uint32_t kSignals = 8;   // sending signals
inline constexpr uint32_t kUnsafe = 16;   // memory by address
}  // namespace capability

// What the maker of a VM decides. Copied; nothing here changes after start.
struct VMConfig {
  std::vector<std::string> args;  // os.Args
  std::vector<std::string> env;   // os.Environ: "K=V"
  int stdinFd = 0;
  int stdoutFd = 1;
  int stderrFd = 2;          // panics, fatal errors, print and traces go here
  bool ownsProcess = true;   // exit and fatal errors end the process (gvm run); false: they end the VM (embedding)
  bool secure = false;       // AT_SECURE: environment knobs refused
  int32_t procs = 0;         // GOMAXPROCS; 0: from the environment, else CPUs and cgroup limit
  uint64_t seed = 0;         // nonzero: deterministic mode, as GODEBUG=randseed
  uint64_t heapLimit = 0;    // hard limit in bytes set by the host; 0: none
  uint32_t maxGoroutines = 0;  // goroutines of the program, dead ones not counted; one more is a fatal error. 0: none
  uint64_t maxStack = 0;     // bytes of one goroutine's stack; debug.SetMaxStack only lowers it. 0: Go's default
  int32_t maxProcs = 0;      // the program cannot raise GOMAXPROCS above this; 0: none
  uint32_t capabilities = ~0u;  // Capability bits: what the program may do to the world outside
  bool hosted = false;       // no main.main: after package initialisation functions run when the host calls them
  std::string version = "go1.26";  // runtime.Version()
  std::vector<std::pair<std::string, std::string>> profileFiles;  // gvm run's -cpuprofile and its kin: flag, file
  std::string goroot;        // GOROOT as shown in paths of library frames
};

// Types and functions of stdlib/runtime that C++ needs by name. The loader fills each row of well_known.def when the
// image with package runtime is loaded; a missing row is a link error.
struct WellKnown {
#define WELL_KNOWN_TYPE(field, symbol, doc) const Type* field = nullptr;
#define WELL_KNOWN_FUNC(field, symbol, doc) Func* field = nullptr;
#include "runtime/core/well_known.def"
#undef WELL_KNOWN_TYPE
#undef WELL_KNOWN_FUNC
};

// A package's initialiser, in the order in which they run.
struct PackageInit {
  std::string package;
  Func* fn = nullptr;
};

// What a library room keeps per VM and wants called: at the start of each collection cycle (world stopped) and when the
// collector marks roots. Either may be null.
struct VMHook {
  void* data = nullptr;
  void (*gcCycle)(VM* vm, void* data) = nullptr;
  void (*roots)(VM* vm, void* data, void (*visit)(void** root, void* arg), void* arg) = nullptr;
  void (*free)(VM* vm, void* data) = nullptr;  // when the VM closes
};

// GOTRACEBACK in numbers: level 0 none, 1 single (default), 2 all and system; `all` shows every goroutine,
// `crash` aborts with a core dump after the traceback.
struct TracebackSetting {
  uint8_t level = 1;
  bool all = false;
  bool crash = false;
};

// Given by whoever keeps a program going through failures (REPL): an unrecovered panic or a fatal error of the user ends
// its goroutine, after the usual text, and not the program.
struct SessionHooks {
  void* data = nullptr;
  // Output to a descriptor of the process; true when the hook has taken it. May be null. Called on any thread.
  bool (*write)(VM* vm, int fd, const char* text, size_t n, void* data) = nullptr;
  // A fatal error ended this goroutine.
  void (*killed)(VM* vm, G* g, void* data) = nullptr;
  // No goroutine can go on: called, with no locks held, instead of the fatal error. Must ready one.
  void (*deadlock)(VM* vm, void* data) = nullptr;
};

struct VM {
  VMConfig config;
  DebugVars debug;
  std::atomic<uint32_t> tracebackSetting{1u << 2};  // packed as in Go: bit 0 crash, bit 1 all, rest level
  WellKnown wk;
  Engine* engine = nullptr;  // given by the maker of the VM; outlives it

  // ---- rooms, in the order of their making -------------------------------------------------------------------------
  Sched* sched = nullptr;
  TypeTable* types = nullptr;
  HashState* hash = nullptr;  // made by alginit
  SymTab* symtab = nullptr;
  MHeap* heap = nullptr;
  StackPools* stacks = nullptr;
  GCState* gc = nullptr;
  MapState* maps = nullptr;
  NetPoll* netpoll = nullptr;
  SemTable* sema = nullptr;
  Profiler* profiler = nullptr;
  const Type* hchanType = nullptr;  // layout of a channel's header for the collector (chan)
  std::atomic<const int64_t*> memProfileRate{nullptr};  // the program's runtime.MemProfileRate
  std::atomic<int64_t> blockProfileRate{0};      // ns; 0: off
  std::atomic<int64_t> mutexProfileFraction{0};  // one in n; 0: off
  void* loader = nullptr;    // vm/loader
  void* natives = nullptr;   // vm/native: registered functions
  void* host = nullptr;      // vm/embed: the host's calls
  void* signals = nullptr;   // start: signal state
  std::atomic<bool> signalsWanted{false};  // os/signal is in use: a signal may wake somebody, so nothing is a deadlock
  Mutex hookLock{LockRank::kLeaf};
  std::vector<VMHook> hooks;  // added under hookLock
  void* syncData = nullptr;       // stdlib/sync: its pools
  void* finalizerData = nullptr;  // stdlib/runtime: where the finalizer goroutine sleeps

  // ---- randomness --------------------------------------------------------------------------------------------------
  uint64_t hashSeed[4] = {};   // keys of memhash/strhash; fixed per VM (alginit)
  Mutex randLock{LockRank::kRand};
  FastRand globalRand;         // seeds new Ms and Ps; guarded by randLock
  bool deterministic = false;  // config.seed or randseed: one P, repeatable choices

  // ---- write barrier -----------------------------------------------------------------------------------------------
  // Nonzero while the collector marks. Read by every pointer store; written with the world stopped (gc).
  std::atomic<uint32_t> writeBarrierEnabled{0};
  // A collection should start: set by mallocgc, seen by the engine at the next safepoint, which calls gcSafepoint.
  std::atomic<uint32_t> gcRequested{0};

  // ---- limits ------------------------------------------------------------------------------------------------------
  std::atomic<uint64_t> maxStackSize{1000000000};  // debug.SetMaxStack, bytes
  std::atomic<int32_t> panicking{0};     // Ms inside a fatal panic
  std::atomic<int32_t> crashFd{-1};      // debug.SetCrashOutput: failures are written there too
  std::atomic<int32_t> runningPanicDefers{0};
  Mutex panicLock{LockRank::kPanicPrint};  // one fatal error prints
  Mutex printLock{LockRank::kPrint};

  // ---- program: filled by the maker's load function (start/start.h) -----------------------------------------------------
  std::vector<PackageInit> inits;
  std::atomic<size_t> nextInit{0};
  Func* mainMain = nullptr;   // main.main
  Closure* exitHook = nullptr;  // func(code int) to call instead of the program's end, once. GC root
  void* program = nullptr;    // start: what createVM was given
  uint64_t lastInitBytes = 0, lastInitAllocs = 0;  // inittrace: what had been allocated then
  int64_t lastInitStart = 0;  // inittrace: nanotime when the current package initialiser began

  // ---- files of an embedded program (stdlib/syscall) ------------------------------------------------------------------
  Mutex fdLock{LockRank::kLeaf};
  std::vector<int> ownFds;  // opened by the program; closed with the VM. Guarded by fdLock

  // ---- life --------------------------------------------------------------------------------------------------------
  SessionHooks* session = nullptr;  // set before the program starts, or null
  bool mainStarted = false;   // main goroutine exists: new Ms may be started
  bool runtimeInitDone = false;
  std::atomic<bool> stopping{false};  // every M leaves its loop; set by exit when the VM does not own the process
  std::atomic<int32_t> exitStatus{0};
  std::string exitMessage;    // fatal error or panic text of an embedded VM; guarded by panicLock
  std::atomic<int64_t> deadline{0};  // nanotime at which the monitor ends an embedded VM; 0: never
  int64_t startTime = 0;      // nanotime at rt0
  int64_t startWalltime = 0;  // ns since 1970 at rt0

  // The P an M runs on is m->p; the number of Ps and their list are in Sched.
};

}  // namespace gvm::rt::inline core
