// This file reads execution traces, gvm's and Go's (1.22 and later): batches to events, events to time lines.
//
// Events of all threads are put into the order of their times. That is good enough to look at: where clocks of two CPUs differ
// by some nanoseconds, a goroutine may seem to start before it was readied, and the shorter state vanishes.
#include "tools/gvm/trace_model.h"

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include <fmt/format.h>

#include "runtime/trace/trace.h"

namespace gvm::tool {
namespace {

using rt::TraceEv;
using Ev = TraceEv;

constexpr int argumentsIn(std::string_view doc) {
  return doc.empty() ? 0 : 1 + static_cast<int>(std::count(doc.begin(), doc.end(), ','));
}

// Arguments of each event by number; -1 for numbers that are none.
const std::array<int, 256>& arity() {
  static const std::array<int, 256> table = [] {
    std::array<int, 256> t;
    t.fill(-1);
#define TRACE_EVENT(name, number, doc) t[number] = argumentsIn(doc);
#include "runtime/trace/events.def"
#undef TRACE_EVENT
    return t;
  }();
  return table;
}

struct Reader {
  std::string_view data;
  bool bad = false;
  bool done() const { return data.empty() || bad; }
  uint8_t byte() {
    if (data.empty()) return bad = true, 0;
    auto b = static_cast<uint8_t>(data[0]);
    data.remove_prefix(1);
    return b;
  }
  uint64_t number() {
    uint64_t v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      uint8_t b = byte();
      v |= uint64_t{b & 0x7fu} << shift;
      if (b < 0x80) return v;
    }
    bad = true;
    return 0;
  }
  std::string_view bytes(uint64_t n) {
    if (n > data.size()) return bad = true, std::string_view();
    std::string_view s = data.substr(0, n);
    data.remove_prefix(n);
    return s;
  }
};

// Names of one generation.
struct Tables {
  std::unordered_map<uint64_t, std::string_view> strings;
  struct Stack {
    uint64_t innermost = 0, outermost = 0;  // string ids of functions
  };
  std::unordered_map<uint64_t, Stack> stacks;
  double nsPerUnit = 1;
  std::string_view string(uint64_t id) const {
    auto it = strings.find(id);
    return it == strings.end() ? std::string_view() : it->second;
  }
};

struct Event {
  int64_t time;
  uint64_t thread;
  Ev kind;
  std::array<uint64_t, 5> args;
  std::shared_ptr<Tables> names;
};

struct Batch {
  uint64_t thread, time;
  std::string_view data;
};

void readStacks(Reader r, Tables& t) {
  r.byte();
  while (!r.done()) {
    r.byte();
    uint64_t id = r.number(), n = r.number();
    Tables::Stack s;
    for (uint64_t i = 0; i < n && !r.bad; i++) {
      r.number();
      uint64_t fn = r.number();
      r.number();
      r.number();
      if (i == 0) s.innermost = fn;
      s.outermost = fn;
    }
    t.stacks[id] = s;
  }
}

void readStrings(Reader r, Tables& t) {
  r.byte();
  while (!r.done()) {
    r.byte();
    uint64_t id = r.number(), n = r.number();
    t.strings[id] = r.bytes(n);
  }
}

void readFrequency(Reader r, Tables& t) {
  while (!r.done()) {
    auto kind = static_cast<Ev>(r.byte());
    if (kind == Ev::kSync) continue;
    if (kind != Ev::kFrequency) return;
    if (uint64_t f = r.number(); f != 0) t.nsPerUnit = 1e9 / static_cast<double>(f);
  }
}

// The events of one generation.
std::string readGeneration(const std::vector<Batch>& batches, std::vector<Event>* out) {
  auto names = std::make_shared<Tables>();
  std::vector<const Batch*> events;
  for (const Batch& b : batches) {
    if (b.data.empty()) continue;
    switch (static_cast<Ev>(b.data[0])) {
      case Ev::kStacks: readStacks({b.data}, *names); break;
      case Ev::kStrings: readStrings({b.data}, *names); break;
      case Ev::kFrequency:
      case Ev::kSync: readFrequency({b.data}, *names); break;
      case Ev::kSamples: break;
      default: events.push_back(&b); break;
    }
  }
  for (const Batch* b : events) {
    Reader r{b->data};
    uint64_t time = b->time;
    while (!r.done()) {
      uint8_t kind = r.byte();
      int n = arity()[kind];
      if (n < 0 || n > 5) return fmt::format("unknown event {}", kind);
      time += r.number();
      Event e{static_cast<int64_t>(static_cast<double>(time) * names->nsPerUnit), b->thread, static_cast<Ev>(kind), {}, names};
      if (names->nsPerUnit == 1) e.time = static_cast<int64_t>(time);
      for (int i = 0; i < n; i++) e.args[static_cast<size_t>(i)] = r.number();
      if (r.bad) return "an event is cut short";
      out->push_back(std::move(e));
    }
  }
  return {};
}

std::string readEvents(std::string_view bytes, std::vector<Event>* out) {
  if (bytes.size() < 16 || !bytes.starts_with("go 1.2") || bytes.substr(7, 6) != " trace")
    return "not an execution trace of Go 1.22 or later";
  Reader r{bytes.substr(16)};
  std::vector<Batch> batches;
  uint64_t current = 0;
  while (!r.done()) {
    auto kind = static_cast<Ev>(r.byte());
    if (kind == Ev::kEndOfGeneration) continue;
    if (kind == Ev::kExperimentalBatch) r.number();
    else if (kind != Ev::kBatch) return "the file is damaged";
    uint64_t generation = r.number();
    Batch b{r.number(), r.number(), {}};
    b.data = r.bytes(r.number());
    if (r.bad) return "the file ends in the middle of a batch";
    if (kind == Ev::kExperimentalBatch) continue;
    if (generation != current) {
      if (std::string wrong = readGeneration(batches, out); !wrong.empty()) return wrong;
      batches.clear();
      current = generation;
    }
    batches.push_back(b);
  }
  return readGeneration(batches, out);
}

// Plays the events.
class Player {
 public:
  explicit Player(TraceModel* m) : m_(*m) {}

  void play(const Event& e, int64_t at) {
    now_ = at;
    names_ = e.names.get();
    Thread& t = threads_[e.thread];
    auto arg = [&](size_t i) { return e.args[i]; };
    switch (e.kind) {
      case Ev::kProcStart: t.p = arg(0); break;
      case Ev::kProcStop: leaveProc(t); break;
      case Ev::kProcSteal: leaveProc(threads_[arg(2)]); break;
      case Ev::kProcStatus: if (arg(1) == 1 || arg(1) == 3) t.p = arg(0); m_.procs[arg(0)]; break;
      case Ev::kGoCreate: created(arg(0), arg(1), GoState::kRunnable); break;
      case Ev::kGoCreateBlocked: created(arg(0), arg(1), GoState::kWaiting); break;
      case Ev::kGoCreateSyscall: enter(arg(0), GoState::kSyscall, {}); t.g = arg(0); break;
      case Ev::kGoStart: run(t, arg(0)); break;
      case Ev::kGoStop: stop(t, GoState::kRunnable, text(arg(0))); break;
      case Ev::kGoBlock: stop(t, GoState::kWaiting, text(arg(0))); break;
      case Ev::kGoDestroy:
      case Ev::kGoDestroySyscall: stop(t, GoState::kNone, {}); break;
      case Ev::kGoUnblock: enter(arg(0), GoState::kRunnable, {}); break;
      case Ev::kGoSwitch: stop(t, GoState::kWaiting, "coroutine"); run(t, arg(0)); break;
      case Ev::kGoSwitchDestroy: stop(t, GoState::kNone, {}); run(t, arg(0)); break;
      case Ev::kGoSyscallBegin: enter(t.g, GoState::kSyscall, "syscall"); endRun(t); break;
      case Ev::kGoSyscallEnd: enter(t.g, GoState::kRunning, {}); t.since = now_; t.running = true; break;
      case Ev::kGoSyscallEndBlocked: enter(t.g, GoState::kRunnable, {}); t.g = 0; break;
      case Ev::kGoStatus:
      case Ev::kGoStatusStack: status(t, e); break;
      case Ev::kStwBegin: stop_ = {now_, now_, t.g, text(arg(0))}; break;
      case Ev::kStwEnd: if (!stop_.what.empty()) close(m_.stops, stop_); break;
      case Ev::kGCActive: if (collecting_) break; [[fallthrough]];
      case Ev::kGCBegin: collection_ = {now_, now_, t.g, "collection"}; collecting_ = true; break;
      case Ev::kGCEnd: if (collecting_) close(m_.collections, collection_); collecting_ = false; break;
      case Ev::kAssistBegin: open(t.g, "GC assist"); break;
      case Ev::kAssistEnd: shut(t.g); break;
      case Ev::kRegionBegin: open(t.g, text(arg(1))); break;
      case Ev::kRegionEnd: shut(t.g); break;
      case Ev::kTaskBegin: tasks_[arg(0)] = {now_, now_, t.g, text(arg(2))}; break;
      case Ev::kTaskEnd: if (auto it = tasks_.find(arg(0)); it != tasks_.end()) { close(m_.tasks, it->second); tasks_.erase(it); } break;
      case Ev::kLog: m_.logs.push_back({now_, now_, t.g, keep(fmt::format("{}: {}", text(arg(1)), text(arg(2))))}); break;
      case Ev::kGoLabel: m_.goroutines[t.g].name = text(arg(0)); break;
      case Ev::kHeapAlloc: m_.heap.emplace_back(now_, arg(0)); break;
      default: break;
    }
  }

  void end(int64_t at) {
    now_ = at;
    for (auto& [id, t] : threads_) endRun(t);
    if (collecting_) close(m_.collections, collection_);
    for (auto& [id, s] : tasks_) close(m_.tasks, s);
  }

 private:
  struct Thread {
    uint64_t p = ~uint64_t{0}, g = 0;
    int64_t since = 0;
    bool running = false;
  };

  std::string_view keep(std::string_view s) {
    auto it = m_.pool.find(s);
    if (it == m_.pool.end()) it = m_.pool.emplace(std::string(s), 0).first;
    return it->first;
  }
  std::string_view text(uint64_t id) { return keep(names_->string(id)); }
  void close(std::vector<TraceModel::Span>& to, TraceModel::Span s) {
    s.end = now_;
    to.push_back(s);
  }
  void enter(uint64_t g, GoState s, std::string_view why) {
    auto& turns = m_.goroutines[g].turns;
    if (turns.empty() || turns.back().state != s) turns.push_back({now_, s, keep(why)});
  }
  void created(uint64_t g, uint64_t stack, GoState s) {
    m_.goroutines[g].name = text(names_->stacks[stack].innermost);
    enter(g, s, {});
  }
  void endRun(Thread& t) {
    if (t.running && t.p != ~uint64_t{0}) m_.procs[t.p].push_back({t.since, now_, t.g, {}});
    t.running = false;
  }
  void leaveProc(Thread& t) {
    endRun(t);
    t.p = ~uint64_t{0};
  }
  void run(Thread& t, uint64_t g) {
    t.g = g;
    t.since = now_;
    t.running = true;
    enter(g, GoState::kRunning, {});
  }
  void stop(Thread& t, GoState s, std::string_view why) {
    endRun(t);
    enter(t.g, s, why);
    t.g = 0;
  }
  void status(Thread& t, const Event& e) {
    uint64_t g = e.args[0];
    auto state = static_cast<GoState>(e.args[2] & 7);
    auto& known = m_.goroutines[g];
    if (known.name.empty() && e.kind == Ev::kGoStatusStack) known.name = text(names_->stacks[e.args[3]].outermost);
    if (known.turns.empty()) enter(g, state, {});
    if (state == GoState::kRunning && t.g != g) run(t, g);
    if (state == GoState::kSyscall) threads_[e.args[1]].g = g;
  }
  void open(uint64_t g, std::string_view name) { regions_[g].push_back({now_, now_, g, keep(name)}); }
  void shut(uint64_t g) {
    auto& stack = regions_[g];
    if (stack.empty()) return;
    close(m_.regions, stack.back());
    stack.pop_back();
  }

  TraceModel& m_;
  int64_t now_ = 0;
  Tables* names_ = nullptr;
  std::unordered_map<uint64_t, Thread> threads_;
  std::unordered_map<uint64_t, TraceModel::Span> tasks_;
  std::unordered_map<uint64_t, std::vector<TraceModel::Span>> regions_;
  TraceModel::Span stop_, collection_;
  bool collecting_ = false;
};

}  // namespace

std::string readTrace(std::string_view bytes, TraceModel* model) {
  std::vector<Event> events;
  if (std::string wrong = readEvents(bytes, &events); !wrong.empty()) return wrong;
  if (events.empty()) return "the trace is empty";
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
  Player player(model);
  int64_t start = events.front().time;
  for (const Event& e : events) player.play(e, e.time - start);
  model->length = events.back().time - start;
  model->events = events.size();
  player.end(model->length);
  return {};
}

}  // namespace gvm::tool
