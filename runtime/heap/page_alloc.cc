// This file implements the page allocator.
#include "runtime/heap/page_alloc.h"

#include <algorithm>
#include <cstring>

#include "runtime/debug/assert.h"
#include "runtime/os/mem.h"

namespace gvm::rt::inline heap {

namespace {

// Calls f(wordIndex, mask) for the 64-bit words that pages [page, page+n) touch.
template <class F>
void forWords(u64 page, u64 n, F&& f) {
  while (n > 0) {
    u64 bit = page % 64, take = std::min<u64>(64 - bit, n);
    u64 mask = take == 64 ? ~u64{0} : ((u64{1} << take) - 1) << bit;
    f(page / 64, mask);
    page += take;
    n -= take;
  }
}

}  // namespace

bool PageAlloc::init(u64 pages) {
  pages_ = pages;
  nchunks_ = divRoundUp(pages, kChunkPages);
  chunks_ = static_cast<Chunk*>(sysAlloc(nchunks_ * sizeof(Chunk)));
  if (chunks_ == nullptr) return false;
  u64 n = nchunks_, covers = kChunkPages;
  for (levels_ = 0;; levels_++) {
    GVM_CHECK(levels_ < kMaxLevels);
    count_[levels_] = n;
    span_[levels_] = covers;
    sum_[levels_] = static_cast<Summary*>(sysAlloc(alignUp(n * sizeof(Summary), 4096)));
    if (sum_[levels_] == nullptr) return false;
    if (n <= 8) break;
    n = divRoundUp(n, 8);
    covers *= 8;
  }
  levels_++;
  return true;
}

void PageAlloc::destroy() {
  if (chunks_) sysFree(chunks_, nchunks_ * sizeof(Chunk));
  for (int i = 0; i < levels_; i++) {
    if (sum_[i]) sysFree(sum_[i], alignUp(count_[i] * sizeof(Summary), 4096));
  }
  chunks_ = nullptr;
  levels_ = 0;
}

// The table of chunks starts zeroed, which reads as "free": chunks that grow has not reached are kept out by their
// zero summaries, and a chunk is filled with ones when grow first touches it.
void PageAlloc::grow(u64 page, u64 n) {
  u64 first = page / kChunkPages, last = (page + n - 1) / kChunkPages;
  for (u64 c = usedChunks_; c <= last; c++) std::memset(chunks_[c].alloc, 0xff, sizeof chunks_[c].alloc);
  usedChunks_ = std::max(usedChunks_, last + 1);
  setRange(page, n, false);
  setScav(page, n, true);
  freePages_ += n;
  update(first, last);
}

void PageAlloc::setRange(u64 page, u64 n, bool used) {
  u64* bits = reinterpret_cast<u64*>(chunks_);
  forWords(page, n, [&](u64 w, u64 mask) {
    u64& word = bits[(w / 8) * 16 + w % 8];
    word = used ? word | mask : word & ~mask;
  });
}

void PageAlloc::setScav(u64 page, u64 n, bool on) {
  u64* bits = reinterpret_cast<u64*>(chunks_);
  forWords(page, n, [&](u64 w, u64 mask) {
    u64& word = bits[(w / 8) * 16 + 8 + w % 8];
    word = on ? word | mask : word & ~mask;
  });
}

u64 PageAlloc::countScav(u64 page, u64 n) const {
  const u64* bits = reinterpret_cast<const u64*>(chunks_);
  u64 count = 0;
  forWords(page, n, [&](u64 w, u64 mask) {
    count += static_cast<u64>(std::popcount(bits[(w / 8) * 16 + 8 + w % 8] & mask));
  });
  return count;
}

PageAlloc::Summary PageAlloc::summarize(const Chunk& c) const {
  u32 start = 0, best = 0, run = 0;
  bool any = false;  // a used page was met
  for (u64 w : c.alloc) {
    if (w == 0) {
      run += 64;
      continue;
    }
    u32 at = 0;
    while (at < 64) {
      u64 rest = w >> at;
      u32 zeros = rest == 0 ? 64 - at : static_cast<u32>(std::countr_zero(rest));
      run += zeros;
      at += zeros;
      if (at >= 64) break;
      if (!any) start = run;
      any = true;
      best = std::max(best, run);
      run = 0;
      u64 inverse = ~(w >> at);
      at += inverse == 0 ? 64 - at : static_cast<u32>(std::countr_zero(inverse));
    }
  }
  if (!any) return {kChunkPages, kChunkPages, kChunkPages};
  return {start, std::max(best, run), run};
}

void PageAlloc::update(u64 first, u64 last) {
  for (u64 c = first; c <= last; c++) sum_[0][c] = summarize(chunks_[c]);
  for (int l = 1; l < levels_; l++) {
    first /= 8;
    last /= 8;
    for (u64 i = first; i <= last; i++) {
      u64 lo = i * 8, hi = std::min(lo + 8, count_[l - 1]);
      u32 full = static_cast<u32>(span_[l - 1]);
      u32 start = 0, best = 0, run = 0;
      bool broken = false;
      for (u64 k = lo; k < hi; k++) {
        const Summary& s = sum_[l - 1][k];
        if (!broken) start += s.start;
        best = std::max({best, s.max, run + s.start});
        if (s.start == full) {
          run += full;
        } else {
          broken = true;
          run = s.end;
        }
      }
      if (hi < lo + 8) broken = true;  // entries beyond the reservation are never free, so the run ends here
      sum_[l][i] = {start, best, hi < lo + 8 ? 0 : run};
    }
  }
}

u64 PageAlloc::findInChunk(u64 chunk, u64 n) const {
  const Chunk& c = chunks_[chunk];
  u64 run = 0;
  for (u64 i = 0; i < kChunkPages;) {
    u64 w = c.alloc[i / 64] >> (i % 64);
    u64 left = 64 - i % 64;
    u64 zeros = w == 0 ? left : static_cast<u64>(std::countr_zero(w));
    run += zeros;
    i += zeros;
    if (run >= n) return chunk * kChunkPages + i - run;
    if (zeros < left) {
      run = 0;
      u64 inverse = ~(c.alloc[i / 64] >> (i % 64));
      i += std::min<u64>(64 - i % 64, static_cast<u64>(std::countr_zero(inverse)));
    }
  }
  return kNoPage;
}

u64 PageAlloc::find(u64 n) const {
  int l = levels_ - 1;
  u64 lo = 0, hi = count_[l];
  for (;;) {
    u64 run = 0, runStart = 0, descend = kNoPage;
    for (u64 i = lo; i < hi; i++) {
      const Summary& s = sum_[l][i];
      if (run > 0 && run + s.start >= n) return runStart;
      if (s.max >= n) {
        descend = i;
        break;
      }
      if (s.start == span_[l]) {
        if (run == 0) runStart = i * span_[l];
        run += span_[l];
      } else {
        run = s.end;
        runStart = (i + 1) * span_[l] - s.end;
      }
    }
    if (descend == kNoPage) return kNoPage;
    if (l == 0) return findInChunk(descend, n);
    l--;
    lo = descend * 8;
    hi = std::min(lo + 8, count_[l]);
  }
}

u64 PageAlloc::alloc(u64 n, u64* scavenged) {
  u64 page = find(n);
  if (page == kNoPage) return kNoPage;
  setRange(page, n, true);
  *scavenged = countScav(page, n);
  if (*scavenged) setScav(page, n, false);
  freePages_ -= n;
  unscavenged_ -= n - *scavenged;
  update(page / kChunkPages, (page + n - 1) / kChunkPages);
  return page;
}

void PageAlloc::free(u64 page, u64 n) {
  setRange(page, n, false);
  freePages_ += n;
  unscavenged_ += n;
  update(page / kChunkPages, (page + n - 1) / kChunkPages);
}

u64 PageAlloc::takeForScavenge(u64 maxPages, u64* page) {
  if (unscavenged_ == 0) return 0;
  for (u64 c = usedChunks_; c-- > 0;) {
    if (sum_[0][c].max == 0) continue;
    Chunk& ch = chunks_[c];
    for (int w = 7; w >= 0; w--) {
      u64 cand = ~ch.alloc[w] & ~ch.scav[w];
      if (cand == 0) continue;
      // The highest run of candidates in this word.
      int top = 63 - std::countl_zero(cand);
      u64 below = ~(cand << (63 - top));
      u64 len = below == 0 ? 64 : static_cast<u64>(std::countl_zero(below));
      len = std::min({len, maxPages, static_cast<u64>(top) + 1});
      *page = c * kChunkPages + static_cast<u64>(w) * 64 + static_cast<u64>(top) + 1 - len;
      setRange(*page, len, true);
      freePages_ -= len;
      unscavenged_ -= len;
      update(c, c);
      return len;
    }
  }
  return 0;
}

void PageAlloc::finishScavenge(u64 page, u64 n) {
  setRange(page, n, false);
  setScav(page, n, true);
  freePages_ += n;
  update(page / kChunkPages, (page + n - 1) / kChunkPages);
}

}  // namespace gvm::rt::inline heap
