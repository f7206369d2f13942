// This file implements assertions, lock rank checking and the GODEBUG parser.
#include <unistd.h>

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

void parseGodebug(std::string_view text, DebugVars& vars) {
  while (!text.empty()) {
    size_t comma = text.find(',');
    std::string_view field = text.substr(0, comma);
    text = comma == text.npos ? std::string_view{} : text.substr(comma + 1);
    size_t eq = field.find('=');
    if (eq == field.npos) continue;
    std::string_view key = field.substr(0, eq), value = field.substr(eq + 1);
    if (key == "cpu.aes") vars.cpuAesOff = value == "off";
    if (key == "cpu.all") vars.cpuAllOff = vars.cpuAesOff = value == "off";
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
