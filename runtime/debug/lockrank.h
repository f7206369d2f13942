// This file declares lock ranks: the order in which a thread may take runtime locks, as data (lock_ranks.def), checked
// in debug builds on every acquisition. A violation is our bug and throws with both ranks' names.
#pragma once
#include <cstdint>

namespace gvm::rt::inline debug {

enum class LockRank : uint8_t {
  kUnranked,  // not checked; what a lock in zeroed memory has
#define LOCK_RANK(name, same, doc) name,
#include "runtime/debug/lock_ranks.def"
#undef LOCK_RANK
};
const char* lockRankName(LockRank r);

#ifdef GVM_DEBUG
// Records that this thread is about to take the lock, and checks the order.
void lockRankAcquire(const void* lock, LockRank rank);
// The same for a lock got by tryLock, which cannot deadlock: recorded, not checked.
void lockRankTryAcquired(const void* lock, LockRank rank);
void lockRankRelease(const void* lock);
// Number of locks this thread holds.
int lockRankHeld();
#else
inline void lockRankAcquire(const void*, LockRank) {}
inline void lockRankTryAcquired(const void*, LockRank) {}
inline void lockRankRelease(const void*) {}
inline int lockRankHeld() { return 0; }
#endif

}  // namespace gvm::rt::inline debug
