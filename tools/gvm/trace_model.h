// This file is what `gvm trace view` makes of a trace: time lines of Ps and goroutines, collections, stops of the world.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gvm::tool {

enum class GoState : uint8_t { kNone, kRunnable, kRunning, kSyscall, kWaiting };

struct TraceModel {
  struct Span {
    int64_t begin = 0, end = 0;  // ns since the first event
    uint64_t g = 0;
    std::string_view what;       // reason or name; points into pool
  };
  struct Turn {                  // a goroutine enters a state
    int64_t at = 0;
    GoState state = GoState::kNone;
    std::string_view why;
  };
  struct Goroutine {
    std::string_view name;
    std::vector<Turn> turns;
  };
  std::map<uint64_t, std::vector<Span>> procs;  // what ran on each P
  std::map<uint64_t, Goroutine> goroutines;
  std::vector<Span> collections, stops, regions, tasks, logs;
  std::vector<std::pair<int64_t, uint64_t>> heap;  // live bytes over time
  int64_t length = 0;
  uint64_t events = 0;
  std::map<std::string, int, std::less<>> pool;  // keeps the texts
};

// Reads a trace file's bytes; a text says what is wrong with it.
std::string readTrace(std::string_view bytes, TraceModel* model);

// The page that shows it: one file with everything in it.
std::string tracePage(const TraceModel& model, std::string_view title);

}  // namespace gvm::tool
