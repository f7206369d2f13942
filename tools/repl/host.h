// This file is the seam between a session's C++ side and the Go program it lives in: the queue of functions to run, who
// evaluates at the moment, and how an evaluation is interrupted.
//
// The program's main goroutine (stdlib/internal/repl) asks for functions with next, starts a goroutine for each, and
// waits. The native wait is the one place where it parks; finish, interrupt and deadlock wake it there.
#pragma once
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "compiler/driver/session.h"
#include "runtime/core/vm.h"
#include "vm/native/native.h"

namespace gvm::repl {

class Host {
 public:
  // Reads inputs and commands until there is something to run: fills the queue with add, or returns false at the end.
  // Called on the main goroutine's thread, in a syscall.
  using ReadFn = std::function<bool(Host&)>;

  explicit Host(ReadFn read);
  ~Host();
  Host(const Host&) = delete;

  // To be called before the program starts and after it was made.
  void attach(rt::VM* vm);
  rt::VM* vm() const { return vm_; }
  static void registerNatives(rt::NativeRegistry& registry);

  // Who gets output while it is wanted elsewhere than in the process's descriptors: true when it was taken.
  std::function<bool(int fd, std::string_view text)> output;

  // Queues an input's images; they are linked and run in order once ReadFn returns.
  void add(std::vector<driver::SessionImage> images);
  // Whether the last input's functions all came to their end.
  bool succeeded() const { return succeeded_; }
  // From any thread: ends the evaluation in progress, or lets it wait alone where it cannot be ended.
  void interrupt();
  bool evaluating() const { return state_.load() == kRunning; }
  const std::vector<std::vector<uint8_t>>& images() const { return kept_; }

  // ---- natives -----------------------------------------------------------------------------------------------------
  rt::NativeStatus next(rt::NativeCall& c);
  void begin(rt::G* g);
  void finish(rt::G* g, bool normal);
  rt::NativeStatus wait(rt::NativeCall& c);
  bool busy() const;
  void failed();
  const driver::SessionImage::Shown* shown(int64_t i) const;

 private:
  // What wait returns, as in stdlib/internal/repl; kRunning: nothing yet.
  enum State : int { kFinished, kInterrupted, kAbandoned, kStuck, kRunning };
  struct Step {
    driver::SessionImage image;
    bool linked = false;
    size_t inits = 0;  // initialisers among its functions
    std::deque<rt::Func*> functions;
  };
  bool wake(State why);
  rt::Func* nextFunction(std::string* error);

  ReadFn read_;
  rt::VM* vm_ = nullptr;
  rt::SessionHooks hooks_;
  std::deque<Step> queue_;
  std::vector<driver::SessionImage::Shown> types_;
  std::vector<std::vector<uint8_t>> kept_;  // images live as long as the program
  bool succeeded_ = true;

  std::mutex mu_;                 // guards the rest
  std::atomic<int> state_{kFinished};
  bool asked_ = false;            // to end the evaluation
  rt::G* waiter_ = nullptr;       // main goroutine, parked in wait
  std::atomic<rt::G*> evaluator_{nullptr};
  uint64_t evaluatorId_ = 0;
};

}  // namespace gvm::repl
