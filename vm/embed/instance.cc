// This file makes hosted VMs and calls into them. Every entry makes the VM's m0 the thread's current M and puts back what was
// there before, so that one thread may own several VMs.
#include "vm/embed/instance.h"

#include <fmt/format.h>

#include "runtime/os/time.h"
#include "runtime/sched/sched.h"
#include "runtime/start/start.h"

namespace gvm::embed {

using namespace rt;

namespace {

// The thread runs as this M for a scope.
struct AsM {
  M* before = currentM;
  explicit AsM(M* m) { currentM = m; }
  ~AsM() { currentM = before; }
};

// Can an integer of the host's be a value of this Go type?
bool inRange(const ValueType& t, const gvm_value& v) {
  u32 bits = kindSize(t.go) * 8;
  if (bits == 64) return true;
  if (t.kind == GVM_UINT) return v.as.u >> bits == 0;
  return v.as.i >= -(i64{1} << (bits - 1)) && v.as.i < i64{1} << (bits - 1);
}

}  // namespace

std::unique_ptr<Instance> Instance::create(VMConfig config, Program program, u64 timeLimitMs, std::string* error) {
  std::unique_ptr<Instance> in(new Instance);
  in->program_ = std::move(program);
  in->timeLimitMs_ = timeLimitMs;
  config.hosted = true;
  config.ownsProcess = false;
  {
    AsM scope(nullptr);
    in->vm_ = createVM(config, programLoader(&in->program_), error);
  }
  if (in->vm_ == nullptr) return nullptr;
  in->vm_->host = &in->host_;
  if (in->resume() == GVM_OK) return in;
  *error = in->error_;
  return nullptr;
}

Instance::~Instance() {
  if (vm_ == nullptr) return;
  AsM scope(vm_->sched->m0);
  closeVM(vm_);
}

bool Instance::onOwnThread() const { return pthread_equal(vm_->sched->m0->thread, pthread_self()); }

int Instance::exitStatus() const { return vm_->exitStatus.load(); }

void Instance::stop() { stopVM(vm_, 2, "stopped by the host\n"); }

gvm_status Instance::ended() {
  std::string text;
  {
    MutexLock hold(vm_->panicLock);
    text = vm_->exitMessage;
  }
  while (text.ends_with('\n')) text.pop_back();
  if (text.empty()) text = fmt::format("exit status {}", exitStatus());
  return fail(GVM_ENDED, text);
}

// Lets the program run until it waits for the host again.
gvm_status Instance::resume() {
  if (vm_->stopping.load()) return ended();
  AsM scope(vm_->sched->m0);
  if (timeLimitMs_ != 0) vm_->deadline.store(nanotime() + static_cast<i64>(timeLimitMs_) * 1000000);
  inCall_ = true;
  bool waiting = resumeVM(vm_);
  inCall_ = false;
  vm_->deadline.store(0);
  return waiting ? GVM_OK : ended();
}

Callee* Instance::lookup(std::string_view symbol) {
  auto& slot = callees_[std::string(symbol)];
  if (slot == nullptr) {
    AsM scope(vm_->sched->m0);
    slot = findCallee(vm_, symbol);
  }
  return slot.get();
}

std::string Instance::checkArguments(const Callee& f, const gvm_value* args, size_t nargs, size_t nresults) const {
  if (!f.error.empty()) return f.error;
  if (!onOwnThread()) return "the VM belongs to another thread";
  if (inCall_) return "a call into the VM is in progress";
  if (nargs != f.params.size()) return fmt::format("{} arguments for a function with {} parameters", nargs, f.params.size());
  if (nresults != f.results.size()) return fmt::format("room for {} results of a function with {}", nresults, f.results.size());
  for (size_t i = 0; i < nargs; i++) {
    const ValueType& t = f.params[i];
    if (args[i].kind != t.kind) return fmt::format("argument {} is of another kind than its parameter", i + 1);
    if ((t.kind == GVM_INT || t.kind == GVM_UINT) && !inRange(t, args[i]))
      return fmt::format("argument {} does not fit its parameter's {} bits", i + 1, kindSize(t.go) * 8);
  }
  return "";
}

gvm_status Instance::call(Callee* f, const gvm_value* args, size_t nargs, gvm_value* results, size_t nresults) {
  if (std::string e = checkArguments(*f, args, nargs, nresults); !e.empty()) return fail(GVM_INVALID, e);
  host_.callee = f;
  host_.args = args;
  host_.returned = host_.panicked = false;
  host_.bytes.clear();
  host_.results.assign(f->results.size(), gvm_value{});
  for (size_t i = 0; i < f->results.size(); i++) host_.results[i].kind = f->results[i].kind;
  if (gvm_status s = resume(); s != GVM_OK) return s;
  if (host_.panicked) return fail(GVM_PANIC, host_.panicText);
  std::copy(host_.results.begin(), host_.results.end(), results);
  return GVM_OK;
}

}  // namespace gvm::embed
