// This file is MSpan: a run of pages cut into objects of one size, or holding one large object, or lent out as stacks.
//
// sweepgen against MHeap::sweepgen (sg), which grows by two each cycle:
//   sg-2 the span needs sweeping          sg+1 cached by a P before the sweep began, still to be swept
//   sg-1 it is being swept                sg+3 swept, then cached, and still cached
//   sg   it is swept and ready to use
#pragma once
#include <atomic>

#include "runtime/base/bits.h"
#include "runtime/core/lock.h"
#include "runtime/heap/sizeclasses.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline heap {

inline constexpr u64 kPageShift = 13;
inline constexpr u64 kPageSize = u64{1} << kPageShift;
inline constexpr int kNumSpanClasses = kNumSizeClasses * 2;
inline constexpr u64 kTinySize = 16;       // blocks that the tiny allocator cuts up
inline constexpr u8 kTinySpanClass = 2 << 1 | 1;
inline constexpr u64 kMallocHeader = 8;    // type pointer before an object of 513 bytes to 32 KB with pointers
inline constexpr u64 kMinSizeForHeader = 512;  // objects up to here have their pointer bits at the end of the span
inline constexpr u64 kSpanBitmapBytes = kPageSize / 8 / 8;

/// Size class and whether the objects have pointers: sizeclass << 1 | noscan.
using SpanClass = u8;
inline constexpr SpanClass makeSpanClass(u8 sizeClass, bool noscan) { return static_cast<SpanClass>(sizeClass << 1 | noscan); }

enum class SpanState : u8 { kDead, kInUse, kManual };

struct Special;

struct MSpan {
  // ---- the allocation fast path; owner: the P that caches the span --------------------------------------------------
  u64 allocCache = 0;  // complement of allocBits from freeindex on, shifted so that bit 0 is freeindex
  uptr startAddr = 0;
  u32 freeindex = 0;   // slot to start looking for a free object at; == nelems: full
  u32 nelems = 0;
  u64 elemsize = 0;
  u32 allocCount = 0;  // allocated objects
  u32 allocCountBeforeCache = 0;  // as of when a P cached the span
  SpanClass spanclass = 0;
  bool needzero = false;  // objects must be zeroed when allocated
  std::atomic<SpanState> state{SpanState::kDead};
  bool isUserArena = false;

  u32 divMul = 0;      // for objIndex
  u64 npages = 0;
  uptr limit = 0;      // end of the last object
  u64* allocBits = nullptr;              // allocated objects as of the last sweep; owner as above
  u64* gcmarkBits = nullptr;             // marks of this cycle; set with atomic or by markers
  std::atomic<u32> sweepgen{0};
  std::atomic<const Type*> largeType{nullptr};  // element type of a large object with pointers

  Mutex speciallock{LockRank::kSpanSpecials};  // guards specials
  Special* specials = nullptr;                 // sorted by offset, then kind
  std::atomic<bool> hasSpecials{false};
  u32 allocBitsWords = 0;

  MSpan* next = nullptr;  // free list of span records; lists of manual spans
  MSpan* prev = nullptr;
  u32 allIndex = 0;       // position in MHeap::allspans
  u32 manualFree = 0;     // stack spans: stacks in use
  void* manualList = nullptr;  // stack spans: free stacks, linked through their first word

  bool noscan() const { return spanclass & 1; }
  u8 sizeClass() const { return spanclass >> 1; }
  u64 bytes() const { return npages << kPageShift; }
  uptr base() const { return startAddr; }
  /// Index of the object that contains p, an address in the span.
  u64 objIndex(uptr p) const { return ((p - startAddr) * divMul) >> 32; }
  bool heapBitsInSpan() const { return elemsize <= kMinSizeForHeader; }
  /// Objects of this span start with a type header.
  bool hasHeader() const { return !noscan() && !heapBitsInSpan() && sizeClass() != 0; }
  u64* heapBits() const { return reinterpret_cast<u64*>(startAddr + bytes() - kSpanBitmapBytes); }

  bool isMarked(u64 i) const {
    return __atomic_load_n(&gcmarkBits[i / 64], __ATOMIC_RELAXED) >> (i % 64) & 1;
  }
  /// Marks object i; true when this call did it.
  bool setMarked(u64 i) {
    u64 bit = u64{1} << (i % 64);
    if (__atomic_load_n(&gcmarkBits[i / 64], __ATOMIC_RELAXED) & bit) return false;
    return !(__atomic_fetch_or(&gcmarkBits[i / 64], bit, __ATOMIC_RELAXED) & bit);
  }
  /// The collector looks at freeindex while the owner allocates: an object that it does not see yet is born marked.
  void setFreeindex(u32 i) { __atomic_store_n(&freeindex, i, __ATOMIC_RELAXED); }
  /// Object i was allocated (as of the owner's view); exact when the world is stopped or for the owner.
  bool isAllocated(u64 i) const {
    if (i >= nelems) return false;
    return i < __atomic_load_n(&freeindex, __ATOMIC_RELAXED) || (allocBits[i / 64] >> (i % 64) & 1);
  }
  /// Loads 64 bits of allocBits into allocCache, from slot i (a multiple of 64).
  void refillAllocCache(u32 i) { allocCache = ~allocBits[i / 64]; }
  /// The next free slot at or after freeindex, or nelems; leaves freeindex there.
  u32 nextFreeIndex();
  u32 countAlloc() const;
};

/// An extra record about one object. Kinds in the order they are stored for one object.
enum class SpecialKind : u8 { kFinalizer = 1, kWeakHandle = 2, kProfile = 3, kCleanup = 4 };
struct Special {
  Special* next = nullptr;
  u32 offset = 0;  // of the object in the span
  SpecialKind kind{};
  Closure* fn = nullptr;          // finalizer, cleanup; GC root
  const Type* argType = nullptr;  // finalizer: the pointer type
  const Type* fnType = nullptr;
  void* handle = nullptr;         // weak handle: the 8-byte object that holds the address; GC root
  u64 id = 0;                     // cleanup
  void* profile = nullptr;        // profile bucket
};

/// A set of spans; any thread may push and pop.
class SpanSet {
 public:
  void push(MSpan* s) {
    MutexLock hold(mu_);
    spans_.push_back(s);
  }
  MSpan* pop() {
    MutexLock hold(mu_);
    if (spans_.empty()) return nullptr;
    MSpan* s = spans_.back();
    spans_.pop_back();
    return s;
  }
  usize size() const { return spans_.size(); }
  void reset() { spans_.clear(); }

 private:
  Mutex mu_{LockRank::kSpine};
  std::vector<MSpan*> spans_;
};

}  // namespace gvm::rt::inline heap
