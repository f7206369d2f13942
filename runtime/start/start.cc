// This file starts and ends VMs: the phases named in phases.def, one function each, in the order of the table.
//
// The order is Go's where one phase needs another: seeds before hash functions, types before anything that describes its
// memory, the heap before the first P (whose cache it makes), Ps before the collector may start, the program last. Until
// newproc the world counts as stopped: there is one thread and no goroutine.
//
// runtime.main (stdlib/runtime/main.go) goes on from there: mainStart (sysmon, gcenable), package inits, main.main, exit.
#include "runtime/start/start.h"

#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "runtime/chan/chan.h"
#include "runtime/debug/assert.h"
#include "runtime/gc/gc.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mheap.h"
#include "runtime/map/map.h"
#include "runtime/netpoll/netpoll.h"
#include "runtime/netpoll/system.h"
#include "runtime/os/cpu.h"
#include "runtime/os/mem.h"
#include "runtime/os/time.h"
#include "runtime/panic/panic.h"
#include "runtime/profile/profile.h"
#include "runtime/sched/sched.h"
#include "runtime/sema/sema.h"
#include "runtime/stack/stack.h"
#include "runtime/start/signals.h"
#include "runtime/symtab/symtab.h"
#include "runtime/type/alg.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline start {
namespace {

struct Startup {
  VM* vm;
  ProgramLoader program;
  std::string error;
};

// A decimal integer of at most 31 bits, as the environment variables take it.
bool parseInt32(std::string_view text, i32* out) {
  bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > 10) return false;
  i64 n = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    n = n * 10 + (c - '0');
  }
  if (negative) n = -n;
  if (n > INT32_MAX || n < INT32_MIN) return false;
  *out = static_cast<i32>(n);
  return true;
}

// A byte count with an optional unit (B, KiB, MiB, GiB, TiB).
bool parseByteCount(std::string_view text, i64* out) {
  u64 unit = 1;
  struct Suffix { std::string_view text; int shift; };
  constexpr Suffix kSuffixes[] = {{"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40}, {"B", 0}};
  for (const Suffix& s : kSuffixes) {
    if (!text.ends_with(s.text)) continue;
    unit = u64{1} << s.shift;
    text.remove_suffix(s.text.size());
    break;
  }
  if (text.empty()) return false;
  u64 n = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    if (__builtin_mul_overflow(n, u64{10}, &n) || __builtin_add_overflow(n, static_cast<u64>(c - '0'), &n)) return false;
  }
  if (__builtin_mul_overflow(n, unit, &n) || n > static_cast<u64>(INT64_MAX)) return false;
  *out = static_cast<i64>(n);
  return true;
}

// ---- the phases ---------------------------------------------------------------------------------------------------------

void rt0(Startup& s) {
  s.vm->startTime = nanotime();
  s.vm->startWalltime = walltime();
}

void sysargs(Startup& s) {
  if (getauxval(AT_SECURE) != 0) s.vm->config.secure = true;
}

void goenvs(Startup& s) {
  VM* vm = s.vm;
  if (vm->config.secure) return;
  std::string complaints = parseGodebug(getenvVM(vm, "GODEBUG"), vm->debug);
  printErr(vm, complaints.data(), static_cast<int>(complaints.size()));
  setTraceback(vm, getenvVM(vm, "GOTRACEBACK"));
}

void secure(Startup& s) {
  VM* vm = s.vm;
  if (!vm->config.secure || !vm->config.ownsProcess) return;
  prctl(PR_SET_DUMPABLE, 0);
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0) s.error = "cannot open standard descriptors";
}

void osinit(Startup& s) { GVM_CHECK(physPageSize() != 0 && s.vm != nullptr); }

void cpuinit(Startup&) { __builtin_cpu_init(); }

void randinit(Startup& s) {
  VM* vm = s.vm;
  u64 seed = vm->config.seed != 0 ? vm->config.seed : static_cast<u64>(vm->debug.randseed);
  vm->deterministic = seed != 0;
  if (seed == 0) {
    getRandom(&seed, sizeof seed);
    if (auto* atRandom = reinterpret_cast<const u64*>(getauxval(AT_RANDOM))) {
      u64 word;
      std::memcpy(&word, atRandom, sizeof word);
      seed ^= word;
    }
  }
  vm->globalRand.state = seed;
  for (u64& k : vm->hashSeed) k = vm->globalRand.next64();
}

void alginit(Startup& s) {
  rt::alginit(s.vm);
  s.vm->symtab = new SymTab;
}

void mallocinit(Startup& s) { rt::mallocinit(s.vm); }
void stackinit(Startup& s) {
  rt::stackinit(s.vm);
  if (u64 most = s.vm->config.maxStack; most != 0) s.vm->maxStackSize.store(most);
}

void schedinitPhase(Startup& s) { schedinit(s.vm); }

void gcinitPhase(Startup& s) {
  VM* vm = s.vm;
  gcinit(vm);
  // Well ahead of the host's hard limit the collector begins to work harder.
  if (vm->config.heapLimit != 0) setMemoryLimit(vm, static_cast<i64>(vm->config.heapLimit / 4 * 3));
  // The collector works harder as the hard limit comes near, so that garbage alone does not reach it.
  if (u64 most = vm->config.heapLimit; most != 0) setMemoryLimit(vm, static_cast<i64>(most / 4 * 3));
  if (vm->config.secure) return;
  std::string_view gogc = getenvVM(vm, "GOGC");
  i32 percent;
  if (gogc == "off") setGCPercent(vm, -1);
  else if (parseInt32(gogc, &percent)) setGCPercent(vm, percent);
  std::string_view limit = getenvVM(vm, "GOMEMLIMIT");
  if (limit.empty() || limit == "off") return;
  i64 bytes;
  if (!parseByteCount(limit, &bytes)) {
    printf_(vm, "GOMEMLIMIT=%.*s\n", static_cast<int>(limit.size()), limit.data());
    fatal("malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`");
  }
  setMemoryLimit(vm, bytes);
}

void procresizePhase(Startup& s) {
  VM* vm = s.vm;
  i32 n = ncpu();
  vm->sched->ncpu = n;
  if (i32 limit = vm->debug.containermaxprocs != 0 ? cgroupCPULimit() : 0; limit > 0) n = std::min(n, std::max(limit, 2));
  i32 asked;
  if (!vm->config.secure && parseInt32(getenvVM(vm, "GOMAXPROCS"), &asked) && asked > 0) n = asked;
  if (vm->config.procs > 0) n = vm->config.procs;
  if (i32 most = vm->config.maxProcs; most > 0) n = std::min(n, most);
  if (vm->deterministic) n = 1;
  procresize(vm, std::min(n, kMaxProcs));
}

void semainitPhase(Startup& s) {
  semainit(s.vm);
  mapinit(s.vm);
  chaninit(s.vm);
  s.vm->profiler = profilerNew(s.vm);
}

void netpollinitPhase(Startup& s) { s.vm->netpoll = new NetPoll; }

void signalinit(Startup& s) {
  if (s.vm->config.ownsProcess) installSignals(s.vm);
}

void modulesinit(Startup& s) {
  if (s.program.load == nullptr) return;
  s.error = s.program.load(s.vm, s.program.arg);
  if (s.error.empty()) s.vm->engine->mInit(getm());
}

void newmain(Startup& s) {
  VM* vm = s.vm;
  Func* fn = vm->config.hosted ? vm->wk.hostFn : vm->wk.mainFn;
  if (fn == nullptr) return;  // a VM without a program: the host makes its goroutines
  newproc(vm, reinterpret_cast<Closure*>(fn), nullptr, false);
}

struct Phase {
  void (*run)(Startup&);
  const char* name;
};
constexpr Phase kPhases[] = {
#define PHASE(function, name, doc) {function, name},
#include "runtime/start/phases.def"
#undef PHASE
};

// The program, by VM: what closeVM needs of createVM's arguments.
struct Program {
  ProgramLoader loader;
};

}  // namespace

std::string_view getenvVM(const VM* vm, std::string_view name, bool* found) {
  if (found != nullptr) *found = false;
  for (const std::string& e : vm->config.env) {
    if (e.size() <= name.size() || e[name.size()] != '=' || !e.starts_with(name)) continue;
    if (found != nullptr) *found = true;
    return std::string_view(e).substr(name.size() + 1);
  }
  return {};
}

void inittraceLine(VM* vm, std::string_view name, i64 began, i64 took, u64 bytes, u64 allocs) {
  // Two digits that count, and microseconds at most.
  auto ms = [](i64 ns) {
    i64 us = ns / 1000;
    int decimals = us == 0 ? 0 : us < 100 ? 3 : us < 1000 ? 2 : us < 10000 ? 1 : 0;
    return fmt::format("{:.{}f}", static_cast<f64>(us) / 1e3, decimals);
  };
  std::string line = fmt::format("init {} @{} ms, {} ms clock, {} bytes, {} allocs\n", name, ms(began), ms(took), bytes, allocs);
  printErr(vm, line.data(), static_cast<int>(line.size()));
}

VM* createVM(const VMConfig& config, const ProgramLoader& program, std::string* error) {
  auto* vm = new VM;
  vm->config = config;
  vm->program = new Program{program};
  Startup s{vm, program, {}};
  struct Timed {
    const char* name;
    i64 began, took;
  };
  std::vector<Timed> untold;  // phases before goenvs, which tells whether the lines are wanted
  bool envsKnown = false;
  for (const Phase& phase : kPhases) {
    i64 began = nanotime();
    phase.run(s);
    untold.push_back({phase.name, began, nanotime() - began});
    if (!s.error.empty()) {
      *error = s.error;
      closeVM(vm);
      return nullptr;
    }
    envsKnown = envsKnown || phase.run == goenvs;
    if (!envsKnown) continue;
    if (vm->debug.inittrace != 0)
      for (const Timed& t : untold)
        inittraceLine(vm, t.name, std::max<i64>(t.began - vm->startTime, 0), t.took, 0, 0);
    untold.clear();
  }
  return vm;
}

int runVM(VM* vm) {
  vm->mainStarted = true;
  schedRun(vm);
  return vm->exitStatus.load();
}

bool resumeVM(VM* vm) {
  vm->mainStarted = true;
  return schedHost(vm);
}

void closeVM(VM* vm) {
  vm->stopping.store(true);
  if (vm->sched != nullptr) schedStop(vm);
  for (size_t i = vm->hooks.size(); i-- > 0;)
    if (vm->hooks[i].free != nullptr) vm->hooks[i].free(vm, vm->hooks[i].data);
  if (vm->config.ownsProcess) removeSignals(vm);
  if (vm->netpoll != nullptr) netpollFree(vm);
  if (vm->sema != nullptr) semafree(vm);
  if (vm->sched != nullptr) schedFree(vm);
  auto* program = static_cast<Program*>(vm->program);
  if (program->loader.unload != nullptr) program->loader.unload(vm, program->loader.arg);
  delete program;
  if (vm->gc != nullptr) gcFree(vm);
  if (vm->stacks != nullptr) stackFreeAll(vm);
  delete vm->symtab;
  mapFree(vm);
  if (vm->types != nullptr) algFree(vm);
  if (vm->heap != nullptr) heapFree(vm);
  profilerFree(vm);
  for (int fd : vm->ownFds) close(fd);
  delete vm;
}

// ---- runtime.main ---------------------------------------------------------------------------------------------------

void mainStart(G* g) {
  VM* vm = g->vm;
  lockOSThreadInternal(g);
  startSysmon(vm);
  gcenable(vm);
}

// What has been allocated on this P so far, and by others as far as they have told.
static void allocatedHere(VM* vm, u64* bytes, u64* allocs) {
  releaseAll(vm, getm()->p->mcache);
  const HeapStats& h = vm->heap->stats;
  *bytes = h.totalAlloc.load();
  *allocs = h.tinyAllocs.load();
  for (const auto& n : h.nmalloc) *allocs += n.load();
}

Closure* nextPackageInit(VM* vm) {
  size_t i = vm->nextInit.fetch_add(1);
  if (vm->debug.inittrace != 0) {
    i64 now = nanotime();
    u64 bytes = 0, allocs = 0;
    allocatedHere(vm, &bytes, &allocs);
    if (i > 0 && i <= vm->inits.size())
      inittraceLine(vm, vm->inits[i - 1].package, vm->lastInitStart - vm->startTime, now - vm->lastInitStart,
                    bytes - vm->lastInitBytes, allocs - vm->lastInitAllocs);
    vm->lastInitBytes = bytes;
    vm->lastInitAllocs = allocs;
    vm->lastInitStart = nanotime();
  }
  return i < vm->inits.size() ? reinterpret_cast<Closure*>(vm->inits[i].fn) : nullptr;
}

void mainInitDone(G* g) {
  g->vm->runtimeInitDone = true;
  unlockOSThreadInternal(g);
}

}  // namespace gvm::rt::inline start
