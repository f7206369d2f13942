// This file is the JIT's state for one VM: what is compiled, what waits, and the thread that samples and compiles.
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vm/interp/engine.h"
#include "vm/jit/backend.h"
#include "vm/jit/jit.h"

namespace gvm::jit {

using interp::JitLoop;

struct Jit : interp::JitHooks {
  Jit(VM* v, Mode m);
  ~Jit();

  VM* const vm;
  const Mode mode;
  int traceLevel = 0;  // GODEBUG=jittrace: 1 says what is compiled, why, how long it took; 2 prints the IR too
  Host host;

  // Compiles f from its beginning, or at loop l, unless that was done or tried. The caller holds compileLock.
  void compileEntry(Func* f);
  void compileLoop(Func* f, JitLoop* l);
  // Opens the shared object; false when it cannot be had.
  bool open();

  void startThread();
  void stopThread();
  void run();              // the thread
  void askForSamples();    // of every goroutine that is running bytecode
  void noteSample(const u64* pc);
  void noteMiss(Func* f);
  void noteExit(const u64* next);  // for jittrace: says where machine code gives up often
  // The loop patched at pc; compiled first when it has no entry and the mode is kForce.
  const JitLoop* loopAtPc(const u64* pc);

  // One compilation at a time. Guards everything about compiled functions: the backend, patches, stubs.
  std::mutex compileLock;
  Backend* backend = nullptr;
  bool opened = false;
  std::unordered_map<const Func*, bool> done;  // functions compiled from their beginning, or given up
  std::unordered_map<const Func*, std::vector<JitLoop*>> loops;
  std::deque<std::unique_ptr<JitLoop>> loopRecords;

  // The loops by pc, open addressing; read without locks.
  static constexpr u32 kLoopTable = 1 << 14;
  std::unique_ptr<std::atomic<JitLoop*>[]> byPc{new std::atomic<JitLoop*>[kLoopTable]()};
  u32 numLoops = 0;
  std::unordered_set<const JitLoop*> tried;  // compiled, or given up

  struct Job {
    Func* fn;
    u32 header;  // word of a loop's header, or kNoPc
  };
  std::mutex queueLock;  // guards what follows
  std::condition_variable wake;
  std::deque<Job> queue;
  std::unordered_map<const Func*, u32> asked;  // how often each was queued for a sample
  bool stopping = false;
  std::unordered_map<const u64*, u64> exits;  // by pc, for jittrace
  bool threadRuns = false;
  pthread_t thread{};

 private:
  CompileResult compileAt(Func* f, u32 loopPc);
  void install(Func* f, const void* entry);
  std::vector<u64> originalWords(const Func* f);  // the code as it was linked
  JitLoop* loopAt(Func* f, u32 pc);  // made when there is none; null when there are too many
  void patch(const JitLoop* l);
  void trace(const Func* f, u32 loopPc, const CompileResult& r, double ms, const char* why);
};

// The table of what machine code calls (host.cc).
void fillHost(Host* host);

}  // namespace gvm::jit
