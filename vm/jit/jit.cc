// This file finds hot functions, has them compiled, and installs the machine code.
//
// Heat is measured in time: a thread of the JIT's own preempts, once a millisecond, every goroutine that runs bytecode, and
// the interpreter says where it was; so it counts nothing itself. A place that was met twice is compiled, and so is a function that machine code missed often.
// The same thread compiles; the program's threads never wait for it. It starts with the VM but opens the shared object
// with LLVM only for the first hot function.
//
// A function's machine code is installed as Func::jit, for calls from machine code, and as a stub {ENTER, LINK} in
// Func::code, for the interpreter. A loop's is a JitLoop: its backward jump is patched to UNWIND. Code is never freed.
#include "vm/jit/jit.h"

#include <dlfcn.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "runtime/core/upcalls.h"
#include "vm/jit/state.h"
#include "vm/loader/loader.h"

namespace gvm::jit {

using bytecode::Op;
using bytecode::opOf;
using Clock = std::chrono::steady_clock;

namespace {

// Longest function that is compiled, in words: about 30 µs each.
constexpr u32 kMaxWords = 8000;
// Heat of a function at which it is compiled: two samples, or a hundred calls from machine code that had to unwind.
constexpr u32 kHot = 128, kSampleHeat = 64;
// The thread's rounds: the first comes late enough for short programs to end before it.
constexpr auto kFirstRound = std::chrono::milliseconds(2), kRound = std::chrono::milliseconds(1);
constexpr auto kIdleRound = std::chrono::milliseconds(10);
constexpr u32 kRoundsToIdle = 300;  // rounds without a new function

std::string backendPath() {
  if (const char* p = std::getenv("GVM_JIT_LIBRARY")) return p;
  char exe[4096];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  if (n <= 0) return "";
  std::string path(exe, static_cast<usize>(n));
  return path.substr(0, path.rfind('/') + 1) + "libgvm-jit.so";
}

Jit* self(const interp::JitHooks* h) { return const_cast<Jit*>(static_cast<const Jit*>(h)); }

bool isBackJump(u64 word) { return bytecode::info(opOf(word)).flags & bytecode::effect::BACK; }

// Where the backward jump at word pc leads.
u32 targetOf(const u64* words, u32 pc) {
  const bytecode::OpInfo& op = bytecode::info(opOf(words[pc]));
  i64 off = op.b == bytecode::Operand::kJBC ? bytecode::bcOf(words[pc]) : static_cast<i16>(bytecode::cOf(words[pc]));
  return static_cast<u32>(pc + bytecode::instructionWords(words + pc) + off);
}

// The number that GODEBUG gives a variable; 0 when it is not there.
int debugNumber(const VM* vm, std::string_view name) {
  for (std::string_view e : vm->config.env) {
    if (!e.starts_with("GODEBUG=")) continue;
    usize at = e.find(name);
    if (at != e.npos && e.size() > at + name.size() && e[at + name.size()] == '=') return e[at + name.size() + 1] - '0';
  }
  return 0;
}

u32 hashPc(const u64* pc) { return static_cast<u32>(reinterpret_cast<uptr>(pc) / 8 * 0x9E3779B1u); }

// Functions made at run time (reflect's stubs) have calls whose shape only the operation knows.
bool canCompile(const Func* f) {
  return f->flags & kFuncLinked && !(f->flags & kFuncNative) && f->image != nullptr && f->info->codeStart != nullptr &&
         f->info->codeWords <= kMaxWords;
}

}  // namespace

bool parseMode(std::string_view text, Mode* mode) {
  if (text == "off") *mode = Mode::kOff;
  else if (text == "on") *mode = Mode::kOn;
  else if (text == "force") *mode = Mode::kForce;
  else return false;
  return true;
}

Jit::Jit(VM* v, Mode m) : vm(v), mode(m) {
  fillHost(&host);
  none = host.miss;
  traceLevel = debugNumber(v, "jittrace");
  host.dump = traceLevel > 1;
  sample = [](const JitHooks* h, const u64* pc) { self(h)->noteSample(pc); };
  loop = [](const JitHooks* h, const u64* pc) { return self(h)->loopAtPc(pc); };
  if (traceLevel > 0) left = [](const JitHooks* h, const u64* next) { self(h)->noteExit(next); };
  if (mode == Mode::kForce)
    linked = [](const JitHooks* h, Func* f) {
      std::lock_guard hold(self(h)->compileLock);
      self(h)->compileEntry(f);
    };
}

Jit::~Jit() {
  stopThread();
  delete backend;
}

bool Jit::open() {
  if (opened) return backend != nullptr;
  opened = true;
  auto start = Clock::now();
  void* lib = dlopen(backendPath().c_str(), RTLD_NOW | RTLD_LOCAL);
  auto make = lib ? reinterpret_cast<MakeBackend>(dlsym(lib, kMakeBackendSymbol)) : nullptr;
  if (make != nullptr) backend = make(kBackendVersion, &host);
  if (backend != nullptr) enter = backend->enter();
  if (traceLevel > 0) {
    if (backend == nullptr) printf_(vm, "jit: no code generator: %s\n", lib ? "of another version" : dlerror());
    else printf_(vm, "jit: opened in %.1f ms\n", std::chrono::duration<f64, std::milli>(Clock::now() - start).count());
  }
  return backend != nullptr;
}

// ---- compiling ----------------------------------------------------------------------------------------------------------

CompileResult Jit::compileAt(Func* f, u32 loopPc) {
  std::vector<u64> words = originalWords(f);
  timespec begin, end;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
  CompileResult r = backend->compile({f, words.data(), loopPc, vm->session != nullptr});
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
  f64 ms = static_cast<f64>(end.tv_sec - begin.tv_sec) * 1e3 + static_cast<f64>(end.tv_nsec - begin.tv_nsec) / 1e6;
  trace(f, loopPc, r, ms, mode == Mode::kForce ? "forced" : "hot");
  return r;
}

void Jit::trace(const Func* f, u32 loopPc, const CompileResult& r, f64 ms, const char* why) {
  if (traceLevel == 0) return;
  std::string name(f->info->symbol.view()), where = loopPc == kNoPc ? "" : " loop at " + std::to_string(loopPc);
  printf_(vm, "jit: %s%s: %s, %u words, %u instructions, %.2f ms%s%s\n", name.c_str(), where.c_str(), why,
          f->info->codeWords, r.bytes, ms, r.error.empty() ? "" : ", failed: ", r.error.c_str());
}

void Jit::compileEntry(Func* f) {
  if (!done.emplace(f, true).second || !canCompile(f) || !open()) return;
  CompileResult r = compileAt(f, kNoPc);
  if (r.entry != nullptr) install(f, r.entry);
  if (mode != Mode::kForce) return;
  // In tests, loops are compiled when the interpreter runs them: after an exit.
  std::vector<u64> words = originalWords(f);
  for (u32 pc = 0; pc < words.size(); pc += bytecode::instructionWords(&words[pc]))
    if (isBackJump(words[pc]))
      if (JitLoop* l = loopAt(f, pc)) patch(l);
}

void Jit::install(Func* f, const void* entry) {
  loader::setMachineCode(vm, f, entry);
}

std::vector<u64> Jit::originalWords(const Func* f) {
  const u64* code = f->info->codeStart;
  std::vector<u64> words(code, code + f->info->codeWords);
  for (const JitLoop* l : loops[f]) words[static_cast<usize>(l->pc - code)] = l->word;
  return words;
}

JitLoop* Jit::loopAt(Func* f, u32 pc) {
  const u64* at = f->info->codeStart + pc;
  for (JitLoop* l : loops[f])
    if (l->pc == at) return l;
  if (numLoops >= kLoopTable / 2) return nullptr;
  numLoops++;
  loopRecords.push_back(std::make_unique<JitLoop>());
  JitLoop* l = loopRecords.back().get();
  l->pc = at;
  l->word = *at;
  loops[f].push_back(l);
  u32 slot = hashPc(at) % kLoopTable;
  while (byPc[slot].load(std::memory_order_relaxed) != nullptr) slot = (slot + 1) % kLoopTable;
  byPc[slot].store(l, std::memory_order_release);
  return l;
}

void Jit::patch(const JitLoop* l) {
  __atomic_store_n(const_cast<u64*>(l->pc), (l->word & ~u64{0xFFFF}) | static_cast<u64>(Op::UNWIND), __ATOMIC_RELEASE);
}

void Jit::compileLoop(Func* f, JitLoop* l) {
  if (!tried.insert(l).second || !canCompile(f) || !open()) return;
  CompileResult r = compileAt(f, static_cast<u32>(l->pc - f->info->codeStart));
  l->entry.store(r.entry, std::memory_order_release);
  if (r.entry != nullptr) patch(l);
}

const JitLoop* Jit::loopAtPc(const u64* pc) {
  u32 slot = hashPc(pc) % kLoopTable;
  JitLoop* l;
  while ((l = byPc[slot].load(std::memory_order_acquire))->pc != pc) slot = (slot + 1) % kLoopTable;
  if (mode == Mode::kForce && l->entry.load(std::memory_order_acquire) == nullptr) {
    std::lock_guard hold(compileLock);
    compileLoop(loader::findFunc(pc)->fn, l);
  }
  return l;
}

// ---- heat ---------------------------------------------------------------------------------------------------------------

void Jit::askForSamples() {
  i32 n;
  P* const* ps = allPs(vm, &n);
  for (i32 i = 0; i < n; i++) {
    M* m = ps[i]->m.load();
    if (ps[i]->status.load(std::memory_order_relaxed) != Prunning || m == nullptr) continue;
    G* g = m->curg.load();
    if (g == nullptr || g->step != nullptr || interp::inMachineCode(g)) continue;
    g->preempt.store(true, std::memory_order_relaxed);
    g->stackguard.store(kStackPreempt, std::memory_order_relaxed);
  }
}

void Jit::noteSample(const u64* pc) {
  FuncInfo* info = loader::findFunc(pc);
  Func* f = info->fn;
  u32 header = opOf(*pc) == Op::ENTER ? kNoPc : static_cast<u32>(pc - info->codeStart);
  u32 heat = __atomic_add_fetch(&f->hot, kSampleHeat, __ATOMIC_RELAXED);
  if (heat < kHot || !canCompile(f)) return;
  std::lock_guard hold(queueLock);
  // A loop's code has the loops around it in it, so a function whose loops are met again and again has another fault: what
  // it calls is not compiled yet. The more of its loops are compiled already, the hotter the next one must be.
  u32& tries = asked[f];
  if (heat < kHot << std::min(tries, 8u)) return;
  tries++;
  queue.push_back({f, header});
  wake.notify_one();
}

void Jit::noteMiss(Func* f) {
  u32 heat = __atomic_add_fetch(&f->hot, 1, __ATOMIC_RELAXED);
  if (vm->session != nullptr)
    if (Func* newer = loader::replacementOf(vm, f)) f = newer;
  if (mode == Mode::kForce) {  // not compiled when it was linked: it took another's place
    std::lock_guard hold(compileLock);
    return compileEntry(f);
  }
  if (heat < kHot || (heat - kHot) % kHot != 0 || !canCompile(f)) return;
  std::lock_guard hold(queueLock);
  queue.push_back({f, kNoPc});
  wake.notify_one();
}

void Jit::noteExit(const u64* next) {
  if (reinterpret_cast<uptr>(next) < 16) return;  // parked or preempted
  std::lock_guard hold(queueLock);
  u64 n = ++exits[next];
  if (n < 1024 || (n & (n - 1)) != 0) return;
  const FuncInfo* info = loader::findFunc(next);
  std::string name(info->symbol.view());
  bool inCode = next >= info->codeStart && next < info->codeStart + info->codeWords;
  printf_(vm, "jit: %llu exits at %s+%lld: %s\n", static_cast<unsigned long long>(n), name.c_str(),
          inCode ? static_cast<long long>(next - info->codeStart) : -1, bytecode::info(opOf(*next)).name);
}

// ---- the thread ---------------------------------------------------------------------------------------------------------

void Jit::run() {
  auto wait = kFirstRound;
  u32 quiet = 0;
  std::unique_lock hold(queueLock);
  while (!stopping) {
    if (queue.empty()) {
      wake.wait_for(hold, wait);
      if (stopping) break;
    }
    while (!queue.empty() && !stopping) {
      Job job = queue.front();
      queue.pop_front();
      hold.unlock();
      {
        std::lock_guard compiling(compileLock);
        if (job.header == kNoPc) {
          compileEntry(job.fn);
        } else if (open()) {
          std::vector<u64> words = originalWords(job.fn);
          u32 at = kNoPc;
          for (u32 pc = 0; pc < words.size(); pc += bytecode::instructionWords(&words[pc]))
            if (isBackJump(words[pc]) && targetOf(words.data(), pc) == job.header) at = pc;
          JitLoop* l = at == kNoPc ? nullptr : loopAt(job.fn, at);
          if (l != nullptr) compileLoop(job.fn, l);
        }
      }
      quiet = 0;
      hold.lock();
    }
    hold.unlock();
    askForSamples();
    hold.lock();
    wait = quiet++ < kRoundsToIdle ? kRound : kIdleRound;
  }
}

void Jit::startThread() {
  // Signals are for the program's threads.
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  auto body = [](void* jit) -> void* {
    static_cast<Jit*>(jit)->run();
    return nullptr;
  };
  threadRuns = pthread_create(&thread, nullptr, body, this) == 0;
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

void Jit::stopThread() {
  if (!threadRuns) return;
  {
    std::lock_guard hold(queueLock);
    stopping = true;
    wake.notify_one();
  }
  pthread_join(thread, nullptr);
  threadRuns = false;
}

// ---- life ---------------------------------------------------------------------------------------------------------------

void attach(VM* vm, Mode mode, std::string* error) {
  if (mode == Mode::kOff) return;
  auto jit = std::make_unique<Jit>(vm, mode);
  if (jit->host.miss == nullptr || (mode == Mode::kForce && !jit->open())) {
    if (mode == Mode::kForce) *error = "this gvm has no JIT";
    return;
  }
  loader::setNoMachineCode(vm, jit->host.miss);
  // Preemption by time has no place in a run that is to be repeated.
  if (mode == Mode::kOn && !vm->deterministic) jit->startThread();
  interp::engineOf(vm)->jit = jit.release();
}

void detach(VM* vm) {
  if (vm->engine == nullptr) return;
  auto*& hooks = interp::engineOf(vm)->jit;
  delete static_cast<const Jit*>(hooks);
  hooks = nullptr;
}

}  // namespace gvm::jit
