// This file implements assertions, lock rank checking and the GODEBUG parser.
#include <unistd.h>

#include <algorithm>

#include "runtime/debug/assert.h"
#include "runtime/debug/debug_vars.h"
#include "runtime/debug/lockrank.h"

namespace gvm::rt::inline debug {

void assertFailed(const char* file, int line, const char* condition) {
  char buf[512];
  int n = snprintf(buf, sizeof buf, "gvm: internal error: %s:%d: %s does not hold\n", file, line, condition);
  if (write(2, buf, n) < 0) _exit(2);
  abort();
}

const char* lockRankName(LockRank r) {
  static constexpr const char* kNames[] = {
      "kUnranked",
#define LOCK_RANK(name, same, doc) #name,
#include "runtime/debug/lock_ranks.def"
#undef LOCK_RANK
  };
  return kNames[static_cast<int>(r)];
}

#ifdef GVM_DEBUG
namespace {

constexpr bool kSameAllowed[] = {
    true,
#define LOCK_RANK(name, same, doc) same,
#include "runtime/debug/lock_ranks.def"
#undef LOCK_RANK
};

struct HeldLock {
  const void* lock;
  LockRank rank;
};
constexpr int kMaxHeld = 1024;  // a select locks one channel per case; what goes beyond is counted, not checked
struct HeldLocks {
  int n = 0;
  HeldLock held[kMaxHeld];
};
thread_local constinit HeldLocks tlsHeld{};

void record(const void* lock, LockRank rank) {
  if (tlsHeld.n < kMaxHeld) tlsHeld.held[tlsHeld.n] = {lock, rank};
  tlsHeld.n++;
}

}  // namespace

void lockRankAcquire(const void* lock, LockRank rank) {
  if (rank != LockRank::kUnranked) {
    for (int i = std::min(tlsHeld.n, kMaxHeld) - 1; i >= 0; i--) {
      const HeldLock& h = tlsHeld.held[i];
      if (h.rank == LockRank::kUnranked) continue;
      bool ok = h.rank < rank || (h.rank == rank && kSameAllowed[static_cast<int>(rank)] && h.lock != lock);
      if (ok) break;
      fprintf(stderr, "gvm: lock order: taking %s while holding %s\n", lockRankName(rank), lockRankName(h.rank));
      GVM_CHECK(!"lock rank order");
    }
  }
  record(lock, rank);
}

void lockRankTryAcquired(const void* lock, LockRank rank) { record(lock, rank); }

void lockRankRelease(const void* lock) {
  int n = std::min(tlsHeld.n, kMaxHeld);
  for (int i = n - 1; i >= 0; i--) {
    if (tlsHeld.held[i].lock != lock) continue;
    for (int k = i; k + 1 < n; k++) tlsHeld.held[k] = tlsHeld.held[k + 1];
    tlsHeld.n--;
    return;
  }
  if (tlsHeld.n > kMaxHeld) {
    tlsHeld.n--;
    return;
  }
  GVM_CHECK(!"unlock of a lock this thread does not hold");
}

int lockRankHeld() { return tlsHeld.n; }
#endif

namespace {

// The features that Go's amd64 programs know; of these the VM itself uses AES only.
constexpr std::string_view kCpuFeatures[] = {"adx",   "aes",      "erms",  "fsrm",  "pclmulqdq", "rdtscp",  "sha",
                                             "vaes",  "vpclmulqdq", "sse3",  "sse41", "sse42",    "ssse3",   "popcnt",
                                             "avx",   "avx2",     "avx512", "bmi1", "bmi2",      "fma",     "avx512f",
                                             "avx512bw", "avx512vl"};

void setCpuFeature(std::string_view name, std::string_view value, DebugVars& vars, std::string& complaints) {
  if (value != "on" && value != "off") {
    complaints += "GODEBUG: value \"" + std::string(value) + "\" not supported for cpu option \"" + std::string(name) + "\"\n";
  } else if (name == "all") {
    vars.cpuAllOff = vars.cpuAesOff = value == "off";
  } else if (std::find(std::begin(kCpuFeatures), std::end(kCpuFeatures), name) == std::end(kCpuFeatures)) {
    complaints += "GODEBUG: unknown cpu feature \"" + std::string(name) + "\"\n";
  } else if (name == "aes") {
    vars.cpuAesOff = value == "off";
  }
}

}  // namespace

std::string parseGodebug(std::string_view text, DebugVars& vars) {
  std::string complaints;
  while (!text.empty()) {
    size_t comma = text.find(',');
    std::string_view field = text.substr(0, comma);
    text = comma == text.npos ? std::string_view{} : text.substr(comma + 1);
    size_t eq = field.find('=');
    if (eq == field.npos) continue;
    std::string_view key = field.substr(0, eq), value = field.substr(eq + 1);
    if (key.starts_with("cpu.")) setCpuFeature(key.substr(4), value, vars, complaints);
    long long number = 0;
    bool negative = !value.empty() && value[0] == '-';
    std::string_view digits = negative ? value.substr(1) : value;
    bool ok = !digits.empty() && digits.size() < 11;
    for (char c : digits) {
      if (c < '0' || c > '9') ok = false;
      number = number * 10 + (c - '0');
    }
    if (!ok || number > INT32_MAX) continue;
    if (negative) number = -number;
#define DEBUG_VAR(name, dflt, doc) \
  if (key == #name) vars.name = static_cast<int32_t>(number);
#include "runtime/debug/debug_vars.def"
#undef DEBUG_VAR
  }
  return complaints;
}

const DebugVarDoc* debugVarDocs(int* n) {
  static constexpr DebugVarDoc kDocs[] = {
#define DEBUG_VAR(name, dflt, doc) {#name, dflt, doc},
#include "runtime/debug/debug_vars.def"
#undef DEBUG_VAR
  };
  *n = sizeof kDocs / sizeof kDocs[0];
  return kDocs;
}

}  // namespace gvm::rt::inline debug
