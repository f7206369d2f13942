// This file is MHeap, the heap of one VM: its reservation, page allocator, spans, central lists and counters.
#pragma once
#include <vector>

#include "runtime/core/lock.h"
#include "runtime/core/vm.h"
#include "runtime/debug/assert.h"
#include "runtime/heap/page_alloc.h"
#include "runtime/heap/span.h"

namespace gvm::rt::inline heap {

inline constexpr u64 kArenaBytes = u64{64} << 20;   // address space is taken into use in arenas of this size
inline constexpr u64 kGrowBytes = u64{4} << 20;     // memory is taken into use in steps of this size
inline constexpr u64 kHugePageFrom = u64{32} << 20; // huge pages are asked for once the heap is larger than this

/// The spans of one span class that have room (partial) or none (full); swept and unswept sets swap roles each cycle.
struct MCentral {
  SpanClass spanclass = 0;
  SpanSet partial[2];
  SpanSet full[2];
  SpanSet& partialSwept(u32 sg) { return partial[sg / 2 % 2]; }
  SpanSet& partialUnswept(u32 sg) { return partial[1 - sg / 2 % 2]; }
  SpanSet& fullSwept(u32 sg) { return full[sg / 2 % 2]; }
  SpanSet& fullUnswept(u32 sg) { return full[1 - sg / 2 % 2]; }
};

/// Counters that several threads add to. Bytes unless stated.
struct HeapStats {
  std::atomic<u64> mappedReady{0};    // address space in use by the heap, released pages not counted
  std::atomic<u64> heapReleased{0};   // given back to the system
  std::atomic<u64> heapInUse{0};      // spans that hold objects
  std::atomic<u64> stackInUse{0};     // spans lent out as stacks
  std::atomic<u64> metadata{0};       // span records, mark bits, tables touched (estimate)
  std::atomic<u64> totalAlloc{0};     // flushed from caches
  std::atomic<u64> totalFree{0};
  std::atomic<u64> nmalloc[kNumSizeClasses] = {};  // objects; class 0: large
  std::atomic<u64> nfree[kNumSizeClasses] = {};
  std::atomic<u64> tinyAllocs{0};
  std::atomic<u64> specialsMem{0};
};

/// What the collector's pacer and the allocator share. Written by gc; heapLive also by the allocator.
struct GCControl {
  std::atomic<u64> heapLive{0};        // bytes allocated since, and marked by, the last cycle; spans count when cached
  std::atomic<u64> trigger{~u64{0}};   // heapLive at which a cycle should start
  std::atomic<bool> enabled{false};    // memstats.enablegc
  std::atomic<u32> blackening{0};      // gcBlackenEnabled: assists and workers run
  std::atomic<u64> assistWorkPerByte{0};  // bits of an f64
  std::atomic<i64> bgScanCredit{0};
  std::atomic<u64> heapScan{0};        // bytes of heapLive that hold pointers (estimate)
  std::atomic<i32> gcPercent{100};
  std::atomic<i64> memoryLimit{INT64_MAX};
};

/// Progress of the sweep. sweepers: low 31 bits count sweepers at work, the top bit says that the lists are empty.
struct SweepState {
  std::atomic<u32> active{0};
  std::atomic<u32> nextClass{0};       // spans classes before this one have nothing left to sweep
  std::atomic<u64> pagesSwept{0};
  std::atomic<u64> pagesInUse{0};
  std::atomic<u64> pagesSweptBasis{0};
  std::atomic<u64> heapLiveBasis{0};
  std::atomic<u64> pagesPerByte{0};    // bits of an f64: proportional sweep ratio
  std::atomic<u32> nbgsweep{0}, npausesweep{0};
};

/// A queue of ready finalizers and cleanups. lock guards it.
struct FinQueue {
  struct Entry {
    Closure* fn;
    void* arg;
    const Type* argType;
    const Type* fnType;
  };
  Mutex lock{LockRank::kFinalizer};
  std::vector<Entry> entries;
  usize head = 0;
  void (*wake)(VM*) = nullptr;
  std::atomic<bool> pending{false};  // entries were added since the last wake
};

struct MHeap {
  explicit MHeap(VM* v) : vm(v) {}
  VM* vm;
  Mutex lock{LockRank::kMHeap};  // guards the page allocator, allspans, free span records, arena growth
  uptr base = 0;       // reservation
  u64 reserved = 0;    // its size
  std::atomic<u64> arenaUsed{0};  // bytes of it that were ever in use
  u64 arenaReady = 0;  // bytes of it made readable and writable
  PageAlloc pages;
  std::atomic<MSpan*>* spans = nullptr;  // by page number; every page of a span in use points to it
  std::vector<MSpan*> allspans;          // spans in use
  MSpan* freeSpans = nullptr;            // unused records
  std::vector<void*> spanBlocks;         // memory of the records
  u64* freeBits[6] = {};                 // free bitmaps of 1, 2, 4, 8, 16 words
  std::vector<void*> bitBlocks;
  u64 bitFill = 0;                       // words handed out of the newest bit block
  Mutex bitLock{LockRank::kLeaf};        // guards the bitmaps
  std::atomic<u32> sweepgen{0};
  std::atomic<u32> freeManualSeq{0};
  MCentral central[kNumSpanClasses];
  MSpan emptySpan;     // cached where there is no span; always full
  HeapStats stats;
  GCControl gcctl;
  SweepState sweep;
  FinQueue finq;
  std::atomic<bool> marking{false};  // gcphase != off: new objects are black
  std::atomic<u64> bytesMarkedByAlloc{0};
  std::atomic<u64> stressCount{0};
  u64 limit = 0;       // host's hard limit; 0: none
  alignas(16) u64 zerobase = 0;  // what pointers to zero-size values point to
  std::atomic<u64> cleanupID{1};

  /// The span that contains p, or null. Any thread.
  MSpan* spanOf(uptr p) const {
    u64 off = p - base;
    if (off >= arenaUsed.load(std::memory_order_relaxed)) return nullptr;
    return spans[off >> kPageShift].load(std::memory_order_relaxed);
  }
  /// The same when it holds heap objects and p is inside one's memory.
  MSpan* spanOfHeap(uptr p) const {
    MSpan* s = spanOf(p);
    if (s == nullptr || s->state.load(std::memory_order_acquire) != SpanState::kInUse || p < s->startAddr ||
        p >= __atomic_load_n(&s->limit, __ATOMIC_RELAXED)) {
      return nullptr;
    }
    return s;
  }

  /// A span for objects, with pages for class spc (npages used for class 0). *needzero as in the span. Fatal when out of
  /// memory.
  MSpan* allocSpan(u64 npages, SpanClass spc);
  /// A span lent out for other purposes (stacks). Contents undefined.
  MSpan* allocManual(u64 npages);
  void freeManual(MSpan* s);
  /// Gives a span of objects back. The caller swept it and owns it.
  void freeSpan(MSpan* s);
  /// A zeroed bitmap of at least nbits bits.
  u64* newBits(u32 nbits);
  void freeBitmap(u64* bits, u32 nbits);

  [[noreturn]] void outOfMemory(u64 bytes);

 private:
  MSpan* allocPages(u64 npages, bool manual);
  bool grow(u64 npages);
  MSpan* newSpanRecord();
  void removeFromAll(MSpan* s);
};

/// Sweeps one span; true when it went back to the heap. The caller won the span (sweepgen == sg-1). preserve: keep it
/// out of the lists even if it is free or has room (the caller takes it).
bool sweepSpan(VM* vm, MSpan* s, bool preserve);
/// Sweeps some unswept span: pages swept and freed, or ~0 when none is left.
u64 sweepOne(VM* vm);
/// True when every span is swept.
bool isSweepDone(VM* vm);
/// Sweeps the span if needed and waits for a sweep by another thread.
void ensureSwept(VM* vm, MSpan* s);
/// Sweeps until the proportional debt before allocating `bytes` more is paid.
void deductSweepCredit(VM* vm, u64 bytes, u64 callerPages);
/// Tries to win span s for sweeping in generation sg.
bool tryAcquireSweep(MSpan* s, u32 sg);

/// Releases up to n bytes of free pages to the system; returns how many it released.
u64 scavenge(VM* vm, u64 n);

/// Specials (finalizers, cleanups, weak handles, profile records). obj is inside the object.
/// False when a finalizer or weak handle exists already.
bool addSpecial(VM* vm, void* obj, Special* s, bool force);
Special* removeSpecial(VM* vm, void* obj, SpecialKind kind, u64 id);
Special* findSpecial(VM* vm, void* obj, SpecialKind kind);
/// Appends to the queue of ready finalizers.
void queueFinalizer(VM* vm, Closure* fn, void* arg, const Type* argType, const Type* fnType);
/// Wakes the finalizer goroutine if sweeping queued anything. Takes scheduler locks: no other lock may be held.
void wakeFinalizers(VM* vm);

}  // namespace gvm::rt::inline heap
