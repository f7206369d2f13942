// This file replaces operator new and delete of the gvm command. A compilation makes and drops some millions of small vectors
// and strings; with malloc a quarter of its time goes there. Everything else in the process goes on using malloc.
//
// The heap is one range of address space, of which pages are used from the front. A page of 64 KB holds blocks of one size
// class, which its first word names: so a block's class follows from its address, and whether a block is the heap's at all
// from the range. Free blocks of a class are a list. The thread that uses the heap needs no lock; what other threads delete
// goes onto one list that it takes over when a class has nothing left.
#include "tools/gvm/compile_heap.h"

#include <sys/mman.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define GVM_SANITIZED 1
#endif
#endif

namespace gvm::tool {
namespace {

constexpr size_t kRange = size_t{16} << 30;  // of address space; costs nothing until it is touched
constexpr size_t kPage = 64 << 10;
constexpr size_t kStep = 16;                 // sizes of classes are multiples of this
constexpr size_t kMaxSize = 1024;            // larger blocks are malloc's
constexpr size_t kClasses = kMaxSize / kStep;
constexpr size_t kHugeFrom = 2 << 20;        // small programs do not reach it: from here on pages of 2 MB are worth their memory

struct Free {
  Free* next;
};

// Constant-initialised, and never destroyed: deletes happen until the very end of the process.
struct Heap {
  uintptr_t base = 0, fresh = 0;   // the range; where untouched pages begin
  Free* free[kClasses] = {};
  char* at[kClasses] = {};         // unused rest of each class's newest page
  char* end[kClasses] = {};
  std::atomic<Free*> foreign{nullptr};
  std::atomic<bool> used{false};
};
constinit Heap heap;
constinit thread_local bool mine = false;

bool inHeap(const void* p) { return reinterpret_cast<uintptr_t>(p) - heap.base < kRange && heap.base != 0; }
size_t classOf(const void* p) { return *reinterpret_cast<const size_t*>(reinterpret_cast<uintptr_t>(p) & ~(kPage - 1)); }

void giveBack(void* p) {
  auto* f = static_cast<Free*>(p);
  size_t c = classOf(p);
  f->next = heap.free[c];
  heap.free[c] = f;
}

// A block of class c when its list is empty; null when the range is used up.
__attribute__((noinline)) void* refill(size_t c) {
  for (Free* f = heap.foreign.exchange(nullptr, std::memory_order_acquire); f != nullptr;) {
    Free* next = f->next;
    giveBack(f);
    f = next;
  }
  if (Free* f = heap.free[c]) return heap.free[c] = f->next, f;
  size_t size = (c + 1) * kStep;
  if (heap.end[c] == nullptr || heap.at[c] + size > heap.end[c]) {
    if (heap.fresh + kPage > heap.base + kRange) return nullptr;
    char* page = reinterpret_cast<char*>(heap.fresh);
    heap.fresh += kPage;
    *reinterpret_cast<size_t*>(page) = c;
    heap.at[c] = page + kStep;
    heap.end[c] = page + kPage;
  }
  void* p = heap.at[c];
  heap.at[c] += size;
  return p;
}

inline void* allocate(size_t n) {
  if (mine && n <= kMaxSize) {
    size_t c = n == 0 ? 0 : (n - 1) / kStep;
    if (Free* f = heap.free[c]) return heap.free[c] = f->next, f;
    if (void* p = refill(c)) return p;
  }
  void* p = std::malloc(n == 0 ? 1 : n);
  if (__builtin_expect(p == nullptr, 0)) std::abort();
  return p;
}

inline void release(void* p) {
  if (!inHeap(p)) return std::free(p);
  if (mine) return giveBack(p);
  auto* f = static_cast<Free*>(p);
  f->next = heap.foreign.load(std::memory_order_relaxed);
  while (!heap.foreign.compare_exchange_weak(f->next, f, std::memory_order_release, std::memory_order_relaxed)) {
  }
}

}  // namespace

CompileHeap::CompileHeap() : owner_(false) {
#ifndef GVM_SANITIZED
  if (mine || heap.used.exchange(true, std::memory_order_acquire)) return;
  if (heap.base == 0) {
    void* p = mmap(nullptr, kRange + kHugeFrom, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) {
      heap.used.store(false, std::memory_order_release);
      return;
    }
    uintptr_t base = (reinterpret_cast<uintptr_t>(p) + kHugeFrom - 1) & ~(kHugeFrom - 1);
    madvise(reinterpret_cast<void*>(base + kHugeFrom), kRange - kHugeFrom, MADV_HUGEPAGE);
    heap.base = heap.fresh = base;
  }
  mine = owner_ = true;
#endif
}

CompileHeap::~CompileHeap() {
  if (!owner_) return;
  mine = false;
  heap.used.store(false, std::memory_order_release);
}

}  // namespace gvm::tool

#ifndef GVM_SANITIZED
using gvm::tool::allocate;
using gvm::tool::release;
void* operator new(size_t n) { return allocate(n); }
void* operator new[](size_t n) { return allocate(n); }
void* operator new(size_t n, const std::nothrow_t&) noexcept { return allocate(n); }
void* operator new[](size_t n, const std::nothrow_t&) noexcept { return allocate(n); }
void operator delete(void* p) noexcept { release(p); }
void operator delete[](void* p) noexcept { release(p); }
void operator delete(void* p, size_t) noexcept { release(p); }
void operator delete[](void* p, size_t) noexcept { release(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { release(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { release(p); }
#endif
