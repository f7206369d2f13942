// This file is the lower half of the heap: address space, pages, spans.
//
// The heap of a VM is one reservation of address space, so that "is p a heap pointer, and in which span?" is a
// subtraction, a comparison and a load from a table with one entry for each 8 KB page. Address space turns into usable
// memory in arenas of 64 MB; pages are handed out by the page allocator, lowest address first. A run of pages with one
// purpose is a span:
//
//   small objects   a span per size class and pointer-ness; objects side by side. Up to 512 bytes, objects with
//                   pointers have one bit per word at the end of the span; larger ones start with their Type.
//   large objects   one object above 32 KB; its Type is in the span.
//   manual          stacks.
//
// An object is allocated from the span that the running P caches for the class (mcache); a full span is exchanged at the
// central list of the class (mcentral), which sweeps what the last collection left, and asks for fresh pages last.
// Rejected: side tables of pointer bits for the whole heap (they cost a second cache line per allocation), and one arena
// map per 64 MB (a second load on every pointer the marker looks at).
#include "runtime/heap/mheap.h"

#include <cstdlib>
#include <cstring>

#include "runtime/core/upcalls.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/mcache.h"
#include "runtime/os/mem.h"

namespace gvm::rt::inline heap {

namespace {
constexpr u64 kReservations[] = {u64{512} << 30, u64{64} << 30, u64{16} << 30, u64{4} << 30, u64{1} << 30, u64{256} << 20};
constexpr u32 kSpansPerBlock = 128;
constexpr u64 kBitBlockWords = 8192;

int bitClass(u32 nbits) {
  u32 words = (nbits + 63) / 64;
  int c = 0;
  while ((1u << c) < words) c++;
  return c;
}
}  // namespace

u32 MSpan::nextFreeIndex() {
  u32 idx = freeindex;
  if (idx >= nelems) return nelems;
  u64 cache = allocCache;
  while (cache == 0) {
    idx = (idx + 64) & ~63u;
    if (idx >= nelems) {
      setFreeindex(nelems);
      return nelems;
    }
    refillAllocCache(idx);
    cache = allocCache;
  }
  int tz = std::countr_zero(cache);
  u32 result = idx + static_cast<u32>(tz);
  if (result >= nelems) {
    setFreeindex(nelems);
    return nelems;
  }
  allocCache = cache >> tz >> 1;
  setFreeindex(result + 1);
  if (freeindex % 64 == 0 && freeindex != nelems) refillAllocCache(freeindex);
  return result;
}

u32 MSpan::countAlloc() const {
  u32 n = 0;
  for (u32 i = 0; i < (nelems + 63) / 64; i++) n += static_cast<u32>(std::popcount(gcmarkBits[i]));
  return n;
}

void mallocinit(VM* vm) {
  auto* h = new MHeap(vm);
  vm->heap = h;
  h->limit = vm->config.heapLimit;
  for (u64 size : kReservations) {
    // A VM with a small limit leaves address space to the others of the process.
    if (h->limit != 0 && size / 4 > h->limit && size != kReservations[std::size(kReservations) - 1]) continue;
    void* p = sysReserveAligned(size, kArenaBytes);
    if (p == nullptr) continue;
    u64 npages = size >> kPageShift;
    auto* table = static_cast<std::atomic<MSpan*>*>(sysAlloc(npages * sizeof(void*)));
    if (table != nullptr && h->pages.init(npages)) {
      h->base = reinterpret_cast<uptr>(p);
      h->reserved = size;
      h->spans = table;
      break;
    }
    h->pages.destroy();
    if (table) sysFree(table, npages * sizeof(void*));
    sysFree(p, size);
  }
  if (h->reserved == 0) throw_("cannot reserve address space for the heap");
  for (int i = 0; i < kNumSpanClasses; i++) h->central[i].spanclass = static_cast<SpanClass>(i);
}

void heapFree(VM* vm) {
  MHeap* h = vm->heap;
  if (h == nullptr) return;
  for (MSpan* s : h->allspans) {
    for (Special* sp = s->specials; sp != nullptr;) {
      Special* next = sp->next;
      delete sp;
      sp = next;
    }
  }
  sysFree(reinterpret_cast<void*>(h->base), h->reserved);
  sysFree(h->spans, (h->reserved >> kPageShift) * sizeof(void*));
  h->pages.destroy();
  for (void* b : h->spanBlocks) {
    MSpan* s = static_cast<MSpan*>(b);
    for (u32 i = 0; i < kSpansPerBlock; i++) s[i].~MSpan();
    std::free(b);
  }
  for (void* b : h->bitBlocks) std::free(b);
  delete h;
  vm->heap = nullptr;
}

void MHeap::outOfMemory(u64 bytes) {
  printf_(vm, "fatal error: runtime: out of memory\nruntime: cannot allocate a block of %llu bytes (%llu in use)\n",
          static_cast<unsigned long long>(bytes), static_cast<unsigned long long>(stats.mappedReady.load()));
  fatal("out of memory");
}

u64* MHeap::newBits(u32 nbits) {
  int c = bitClass(nbits);
  u64 words = u64{1} << c;
  MutexLock hold(bitLock);
  if (u64* b = freeBits[c]) {
    freeBits[c] = reinterpret_cast<u64*>(b[0]);
    std::memset(b, 0, words * 8);
    return b;
  }
  if (bitBlocks.empty() || bitFill + words > kBitBlockWords) {
    bitBlocks.push_back(std::calloc(kBitBlockWords, 8));
    bitFill = 0;
    stats.metadata.fetch_add(kBitBlockWords * 8, std::memory_order_relaxed);
  }
  u64* b = static_cast<u64*>(bitBlocks.back()) + bitFill;
  bitFill += words;
  return b;
}

void MHeap::freeBitmap(u64* bits, u32 nbits) {
  int c = bitClass(nbits);
  MutexLock hold(bitLock);
  bits[0] = reinterpret_cast<u64>(freeBits[c]);
  freeBits[c] = bits;
}

// h->lock is held.
MSpan* MHeap::newSpanRecord() {
  if (freeSpans == nullptr) {
    MSpan* block = static_cast<MSpan*>(std::malloc(sizeof(MSpan) * kSpansPerBlock));
    spanBlocks.push_back(block);
    stats.metadata.fetch_add(sizeof(MSpan) * kSpansPerBlock, std::memory_order_relaxed);
    for (u32 i = 0; i < kSpansPerBlock; i++) {
      MSpan* s = new (&block[i]) MSpan();
      s->next = freeSpans;
      freeSpans = s;
    }
  }
  MSpan* s = freeSpans;
  freeSpans = s->next;
  s->next = nullptr;
  return s;
}

// h->lock is held.
bool MHeap::grow(u64 npages) {
  u64 used = arenaUsed.load(std::memory_order_relaxed);
  u64 ask = alignUp(npages << kPageShift, kGrowBytes);
  if (used + ask > reserved) return false;
  if (used + ask > arenaReady) {
    u64 more = alignUp(used + ask - arenaReady, kArenaBytes);
    if (arenaReady + more > reserved) more = reserved - arenaReady;
    void* at = reinterpret_cast<void*>(base + arenaReady);
    if (!sysMap(at, more)) return false;
    if (arenaReady + more > kHugePageFrom && arenaReady >= kArenaBytes && !vm->debug.disablethp) sysHugePage(at, more);
    arenaReady += more;
  }
  pages.grow(used >> kPageShift, ask >> kPageShift);
  stats.heapReleased.fetch_add(ask, std::memory_order_relaxed);
  arenaUsed.store(used + ask, std::memory_order_release);
  return true;
}

MSpan* MHeap::allocPages(u64 npages, bool manual) {
  u64 bytes = npages << kPageShift, scavenged = 0;
  MSpan* s = nullptr;
  {
    MutexLock hold(lock);
    u64 page = kNoPage;
    if (npages <= (reserved >> kPageShift)) {
      page = pages.alloc(npages, &scavenged);
      if (page == kNoPage && grow(npages)) page = pages.alloc(npages, &scavenged);
    }
    u64 ready = stats.mappedReady.load(std::memory_order_relaxed);
    bool overLimit = limit != 0 && ready + (scavenged << kPageShift) > limit;
    if (page != kNoPage && !overLimit) {
      s = newSpanRecord();
      s->startAddr = base + (page << kPageShift);
      s->npages = npages;
      s->needzero = scavenged != npages;
      if (!manual) {
        s->allIndex = static_cast<u32>(allspans.size());
        allspans.push_back(s);
      }
      for (u64 i = 0; i < npages; i++) spans[page + i].store(s, std::memory_order_relaxed);
    }
  }
  if (s == nullptr) outOfMemory(bytes);
  stats.heapReleased.fetch_sub(scavenged << kPageShift, std::memory_order_relaxed);
  stats.mappedReady.fetch_add(scavenged << kPageShift, std::memory_order_relaxed);
  return s;
}

MSpan* MHeap::allocSpan(u64 npages, SpanClass spc) {
  MSpan* s = allocPages(npages, false);
  u8 sizeClass = spc >> 1;
  u64 bytes = npages << kPageShift;
  s->spanclass = spc;
  s->freeindex = 0;
  s->allocCount = s->allocCountBeforeCache = 0;
  s->largeType.store(nullptr, std::memory_order_relaxed);
  if (sizeClass == 0) {
    s->elemsize = bytes;
    s->nelems = 1;
    s->divMul = 0;
  } else {
    s->elemsize = kClassToSize[sizeClass];
    bool bitmap = !s->noscan() && s->heapBitsInSpan();
    s->nelems = static_cast<u32>((bytes - (bitmap ? kSpanBitmapBytes : 0)) / s->elemsize);
    s->divMul = kClassToDivMagic[sizeClass];
    if (bitmap && s->needzero) std::memset(s->heapBits(), 0, kSpanBitmapBytes);
  }
  s->limit = s->startAddr + s->nelems * s->elemsize;
  s->allocCache = ~u64{0};
  s->allocBits = newBits(s->nelems);
  s->gcmarkBits = newBits(s->nelems);
  s->sweepgen.store(sweepgen.load(std::memory_order_relaxed), std::memory_order_relaxed);
  s->state.store(SpanState::kInUse, std::memory_order_release);
  stats.heapInUse.fetch_add(bytes, std::memory_order_relaxed);
  sweep.pagesInUse.fetch_add(npages, std::memory_order_relaxed);
  return s;
}

MSpan* MHeap::allocManual(u64 npages) {
  MSpan* s = allocPages(npages, true);
  s->manualList = nullptr;
  s->manualFree = 0;
  s->elemsize = 0;
  s->nelems = 0;
  s->limit = s->startAddr + s->bytes();
  s->state.store(SpanState::kManual, std::memory_order_release);
  stats.stackInUse.fetch_add(s->bytes(), std::memory_order_relaxed);
  return s;
}

void MHeap::freeManual(MSpan* s) {
  stats.stackInUse.fetch_sub(s->bytes(), std::memory_order_relaxed);
  s->state.store(SpanState::kDead, std::memory_order_relaxed);
  MutexLock hold(lock);
  u64 page = (s->startAddr - base) >> kPageShift;
  for (u64 i = 0; i < s->npages; i++) spans[page + i].store(nullptr, std::memory_order_relaxed);
  pages.free(page, s->npages);
  s->next = freeSpans;
  freeSpans = s;
}

// h->lock is held.
void MHeap::removeFromAll(MSpan* s) {
  MSpan* last = allspans.back();
  allspans[s->allIndex] = last;
  last->allIndex = s->allIndex;
  allspans.pop_back();
}

void MHeap::freeSpan(MSpan* s) {
  stats.heapInUse.fetch_sub(s->bytes(), std::memory_order_relaxed);
  sweep.pagesInUse.fetch_sub(s->npages, std::memory_order_relaxed);
  freeBitmap(s->allocBits, s->nelems);
  freeBitmap(s->gcmarkBits, s->nelems);
  s->allocBits = s->gcmarkBits = nullptr;
  s->state.store(SpanState::kDead, std::memory_order_release);
  MutexLock hold(lock);
  removeFromAll(s);
  u64 page = (s->startAddr - base) >> kPageShift;
  for (u64 i = 0; i < s->npages; i++) spans[page + i].store(nullptr, std::memory_order_relaxed);
  pages.free(page, s->npages);
  s->next = freeSpans;
  freeSpans = s;
}

u64 scavenge(VM* vm, u64 n) {
  MHeap* h = vm->heap;
  u64 done = 0;
  n = std::min(n, h->reserved);  // "everything" must not overflow below
  while (done < n) {
    u64 page = 0, got = 0;
    {
      MutexLock hold(h->lock);
      got = h->pages.takeForScavenge(divRoundUp(n - done, kPageSize), &page);
    }
    if (got == 0) break;
    u64 bytes = got << kPageShift;
    sysUnused(reinterpret_cast<void*>(h->base + (page << kPageShift)), bytes);
    h->stats.heapReleased.fetch_add(bytes, std::memory_order_relaxed);
    h->stats.mappedReady.fetch_sub(bytes, std::memory_order_relaxed);
    MutexLock hold(h->lock);
    h->pages.finishScavenge(page, got);
    done += bytes;
  }
  return done;
}

uptr findObjectBase(VM* vm, uptr p, u64* size) {
  MSpan* s = vm->heap->spanOfHeap(p);
  if (s == nullptr) return 0;
  u64 i = s->objIndex(p);
  uptr base = s->startAddr + i * s->elemsize;
  u64 header = s->hasHeader() ? kMallocHeader : 0;
  if (size) *size = s->elemsize - header;
  return base + header;
}

bool inHeap(VM* vm, const void* p) { return vm->heap->spanOfHeap(reinterpret_cast<uptr>(p)) != nullptr; }

}  // namespace gvm::rt::inline heap
