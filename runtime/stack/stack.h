// This file declares goroutine stacks: runs of frame slots taken from the heap's pages. Sizes are powers of two from
// 2 KB. Stacks up to 16 KB come from per-order pools with a cache per P; larger ones from lists by size. A stack grows by
// copying to one of twice the size; pointers into it (from its own frames and from its sudogs) are adjusted.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/g.h"
#include "runtime/core/p.h"
#include "runtime/core/vm.h"

namespace gvm::rt::inline stack {

inline constexpr u64 kFixedStack = 2048;    // bytes of a new goroutine's stack
inline constexpr u64 kStackGuard = 512;     // bytes kept free above stackguard: frames of no-split functions, headers
inline constexpr int kNumStackOrders = 4;   // 2, 4, 8, 16 KB
inline constexpr u64 kStackCacheSize = 32768;  // bytes a P keeps per order

void stackinit(VM* vm);
void stackFreeAll(VM* vm);

/// A stack of n bytes, a power of two of at least kFixedStack. p may be null. Contents undefined.
Stack stackalloc(VM* vm, P* p, u64 n);
void stackfree(VM* vm, P* p, Stack s);
StackCache* allocStackCache(VM* vm);
/// Gives a P's cached stacks back; freeStackCache also frees the cache.
void stackcacheClear(VM* vm, StackCache* c);
void freeStackCache(VM* vm, StackCache* c);

/// stackguard for a stack.
inline uint64_t* stackGuardFor(const Stack& s) {
  return reinterpret_cast<uint64_t*>(reinterpret_cast<char*>(s.hi) - kStackGuard);
}

/// Grows g's stack so that `need` bytes are free above g->savedFp. g is the running goroutine, or one the caller owns;
/// savedFp and savedPc are set. Called at a function entry whose frame does not fit. Afterwards stack, stackguard and
/// savedFp are new. Fatal "stack overflow" past VM::maxStackSize.
void growStack(G* g, u64 need);
/// Moves g's stack to one of newsize bytes, which must hold what is in use. g is stopped or the caller's own.
void copystack(G* g, u64 newsize);
/// Halves g's stack when it uses less than a quarter. Called by the collector while it owns g.
void shrinkstack(G* g);
/// Frees stacks that nobody uses (after a collection).
void freeStackSpans(VM* vm);

struct StackStats {
  u64 inuse = 0;  // bytes of stack spans
  u64 sys = 0;
};
StackStats stackStats(VM* vm);

}  // namespace gvm::rt::inline stack
