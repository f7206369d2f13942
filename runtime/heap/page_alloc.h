// This file is the page allocator: which 8 KB pages of the heap's reservation are free. Pages are grouped into chunks of
// 512 (4 MB) with a bitmap each; above them a tree of summaries (free run at the start, longest, at the end) with eight
// children per node finds the lowest address with room for n pages in a few dozen steps. First fit by address keeps
// the heap dense. After Go's mpagealloc.go.
//
// A second bitmap says which free pages are known to be zero and without memory: fresh ones and those given back to the
// system. MHeap::lock guards everything.
#pragma once
#include "runtime/base/bits.h"
#include "runtime/base/types.h"

namespace gvm::rt::inline heap {

inline constexpr u64 kChunkPages = 512;
inline constexpr u64 kNoPage = ~u64{0};

class PageAlloc {
 public:
  /// For a reservation of `pages` pages, none of them free yet. False when out of memory.
  bool init(u64 pages);
  void destroy();

  /// Adds fresh pages [page, page+n) as free.
  void grow(u64 page, u64 n);
  /// Takes n pages at the lowest possible address: the first page, or kNoPage. *scavenged: how many of them were
  /// without memory.
  u64 alloc(u64 n, u64* scavenged);
  void free(u64 page, u64 n);
  /// Chooses up to maxPages free pages that have memory, from the highest address down; marks them as scavenged and
  /// as allocated so that the caller can release them without the lock, then give them back with free(..., true).
  /// Returns the number taken, 0 when there is none.
  u64 takeForScavenge(u64 maxPages, u64* page);
  void finishScavenge(u64 page, u64 n);

  u64 freePages() const { return freePages_; }
  /// Free pages that have memory behind them.
  u64 unscavengedPages() const { return unscavenged_; }

 private:
  struct Summary {
    u32 start, max, end;
  };
  struct Chunk {
    u64 alloc[8];  // 1: in use, or beyond what grow added
    u64 scav[8];   // 1: free and zero, without memory
  };
  static constexpr int kMaxLevels = 10;

  void setRange(u64 page, u64 n, bool used);
  void update(u64 firstChunk, u64 lastChunk);
  Summary summarize(const Chunk& c) const;
  u64 find(u64 n) const;
  u64 findInChunk(u64 chunk, u64 n) const;
  u64 countScav(u64 page, u64 n) const;
  void setScav(u64 page, u64 n, bool on);

  u64 pages_ = 0, nchunks_ = 0;
  Chunk* chunks_ = nullptr;
  int levels_ = 0;                      // level 0: chunks; levels_-1: the root's children
  Summary* sum_[kMaxLevels] = {};
  u64 count_[kMaxLevels] = {};          // entries of a level
  u64 span_[kMaxLevels] = {};           // pages an entry of a level covers
  u64 usedChunks_ = 0;                  // chunks that grow has reached
  u64 freePages_ = 0, unscavenged_ = 0;
};

}  // namespace gvm::rt::inline heap
