// This file implements the seam between a session and its program.
#include "tools/repl/host.h"

#include <unistd.h>

#include <fmt/format.h>

#include "runtime/core/upcalls.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "vm/loader/loader.h"

namespace gvm::repl {

using namespace rt;

namespace {

// How long an interrupted evaluation may take to reach a safepoint before it is left to itself.
constexpr int kPatienceMs = 300;

Host* hostOf(VM* vm) { return static_cast<Host*>(vm->session->data); }

NativeStatus nextNative(NativeCall& c) { return hostOf(c.vm())->next(c); }
void beginNative(NativeCall& c) { hostOf(c.vm())->begin(c.g); }
void finishNative(NativeCall& c, bool normal) { hostOf(c.vm())->finish(c.g, normal); }
NativeStatus waitNative(NativeCall& c) { return hostOf(c.vm())->wait(c); }
bool busyNative(NativeCall& c) { return hostOf(c.vm())->busy(); }
void failedNative(NativeCall& c) { hostOf(c.vm())->failed(); }
std::tuple<GoString, bool> staticTypeNative(NativeCall& c, i64 i) {
  const driver::SessionImage::Shown* t = hostOf(c.vm())->shown(i);
  if (t == nullptr) return {GoString{}, false};
  return {GoString{reinterpret_cast<const u8*>(t->type.data()), static_cast<i64>(t->type.size())}, t->iface};
}

const NativeEntry kNatives[] = {
    GVM_NATIVE_RAW("internal/repl.next", nextNative),
    GVM_NATIVE("internal/repl.begin", beginNative),
    GVM_NATIVE("internal/repl.finish", finishNative),
    GVM_NATIVE_RAW("internal/repl.wait", waitNative),
    GVM_NATIVE("internal/repl.busy", busyNative),
    GVM_NATIVE("internal/repl.failed", failedNative),
    GVM_NATIVE("internal/repl.staticType", staticTypeNative),
};

}  // namespace

Host::Host(ReadFn read) : read_(std::move(read)) {}
Host::~Host() = default;

void Host::registerNatives(NativeRegistry& registry) { registry.add(kNatives); }

void Host::attach(VM* vm) {
  vm_ = vm;
  hooks_.data = this;
  hooks_.deadlock = [](VM* v, void* data) {
    Host* host = static_cast<Host*>(data);
    std::string text = "fatal error: all goroutines are asleep - deadlock!\n";
    if (G* g = host->evaluator_.load()) text += "\n" + formatGoroutine(v, g, false);
    printErr(v, text.data(), static_cast<int>(text.size()));
    host->wake(kStuck);
  };
  hooks_.write = [](VM*, int fd, const char* text, size_t n, void* data) {
    Host* host = static_cast<Host*>(data);
    return host->output && host->output(fd, {text, n});
  };
  hooks_.killed = [](VM*, G* g, void* data) {
    Host* host = static_cast<Host*>(data);
    if (g == host->evaluator_.load()) host->finish(g, false);
  };
  vm->session = &hooks_;
}

void Host::add(std::vector<driver::SessionImage> images) {
  succeeded_ = true;
  for (auto& i : images) queue_.push_back({std::move(i), false, 0, {}});
}

// The next function of the queue, linking images as their turn comes. Null when the queue is empty.
Func* Host::nextFunction(std::string* error) {
  while (!queue_.empty()) {
    Step& s = queue_.front();
    if (!s.linked) {
      s.linked = true;
      kept_.push_back(std::move(s.image.bytes));
      std::vector<loader::InitTask> inits;
      *error = loader::extend(vm_, kept_.back(), s.image.replaces, &inits);
      if (!error->empty()) return nullptr;
      s.inits = inits.size();
      for (auto& t : inits) s.functions.push_back(t.fn);
      if (!s.image.call.empty())
        if (Func* f = loader::findFuncBySymbol(vm_, s.image.call)) s.functions.push_back(f);
      types_ = std::move(s.image.types);
    }
    if (s.functions.empty() && !s.image.call.empty() && s.inits == 0 && loader::unload(vm_, kept_.back(), s.image.call))
      kept_.pop_back();
    if (!s.functions.empty()) {
      Func* f = s.functions.front();
      s.functions.pop_front();
      return f;
    }
    queue_.pop_front();
  }
  return nullptr;
}

NativeStatus Host::next(NativeCall& c) {
  for (;;) {
    std::string error;
    if (Func* f = nextFunction(&error)) {
      {
        std::lock_guard hold(mu_);
        state_ = kRunning;
        asked_ = false;
        evaluator_ = nullptr;
      }
      c.ret(0, f);
      return NativeStatus::kDone;
    }
    if (!error.empty()) {
      fmt::print(stderr, "gvm: {}\n", error);
      failed();
      continue;
    }
    bool more;
    {
      SyscallScope blocking(c.g, true);
      more = read_(*this);
    }
    if (!more) {
      c.ret(0, static_cast<Func*>(nullptr));
      return NativeStatus::kDone;
    }
  }
}

void Host::begin(G* g) {
  std::lock_guard hold(mu_);
  evaluator_ = g;
  evaluatorId_ = g->goid;
  if (asked_) g->killed.store(true);
}

// Readies the main goroutine, unless something else has done so.
bool Host::wake(State why) {
  G* g;
  {
    std::lock_guard hold(mu_);
    if (state_ != kRunning) return false;
    state_ = why;
    g = std::exchange(waiter_, nullptr);
  }
  if (g != nullptr) {
    GList list;
    list.push(g);
    injectGList(vm_, list);
  }
  return true;
}

void Host::finish(G*, bool normal) {
  bool asked;
  {
    std::lock_guard hold(mu_);
    asked = asked_;
  }
  if (!normal) succeeded_ = false;
  wake(asked && !normal ? kInterrupted : kFinished);
}

NativeStatus Host::wait(NativeCall& c) {
  {
    std::lock_guard hold(mu_);
    if (state_ != kRunning) {
      State s = static_cast<State>(state_.load());
      if (s != kFinished) succeeded_ = false;
      c.ret(0, static_cast<i64>(s));
      if (s == kInterrupted) fmt::print(stderr, "interrupted\n");
      if (s == kAbandoned) fmt::print(stderr, "interrupted: the evaluation goes on waiting as goroutine {}\n", evaluatorId_);
      return NativeStatus::kDone;
    }
  }
  gopark(
      [](G* g, void* arg) {
        Host* host = static_cast<Host*>(arg);
        std::lock_guard hold(host->mu_);
        if (host->state_ != kRunning) return false;
        host->waiter_ = g;
        return true;
      },
      this, WaitReason::kChanReceive);
  return NativeStatus::kParkRetry;
}

bool Host::busy() const {
  G* g = evaluator_.load();
  return g != nullptr && g->goid == evaluatorId_ && (g->status() & ~u32{Gscan}) != Gdead;
}

void Host::failed() {
  succeeded_ = false;
  queue_.clear();
}

const driver::SessionImage::Shown* Host::shown(int64_t i) const {
  return i >= 0 && static_cast<size_t>(i) < types_.size() ? &types_[static_cast<size_t>(i)] : nullptr;
}

void Host::interrupt() {
  G* g;
  {
    std::lock_guard hold(mu_);
    if (state_ != kRunning) return;
    asked_ = true;
    g = evaluator_.load();
    if (g != nullptr) g->killed.store(true);
  }
  for (int ms = 0; ms < kPatienceMs; ms += 5) {
    if (g != nullptr && (g->status() & ~u32{Gscan}) == Grunning) preemptone(g);
    usleep(5000);
    if (state_ != kRunning) return;
  }
  if (g != nullptr) g->killed.store(false);
  wake(kAbandoned);
}

}  // namespace gvm::repl
