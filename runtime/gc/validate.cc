// This file checks the whole heap: validateHeap that pointers lead to objects that exist, validateMarks that the marking just
// finished has missed nothing. Both need a stopped world; they run from tests, from GODEBUG=gcvalidate=N, and in debug builds.
#include "runtime/gc/state.h"
#include "runtime/symtab/func.h"

namespace gvm::rt::inline gc {
namespace {

// Calls f(offset, word) for each pointer word of object i of s, while f returns true.
template <class F>
bool eachPointer(MSpan* s, u64 i, F&& f) {
  uptr b = s->startAddr + i * s->elemsize;
  const Type* unit = s->sizeClass() == 0 ? s->largeType.load() : s->hasHeader() ? *reinterpret_cast<const Type**>(b) : nullptr;
  u64 from = s->hasHeader() ? kMallocHeader : 0;
  if (unit == nullptr && !s->heapBitsInSpan()) return true;  // fresh: its type is not set yet
  for (u64 off = from; off + kPtrSize <= s->elemsize && b + off < s->limit; off += kPtrSize) {
    bool isPtr;
    if (unit != nullptr) {
      u64 in = (off - from) % unit->size;
      isPtr = in < unit->ptrdata && (gcMaskOf(unit)[in / 512] >> (in / 8 % 64) & 1);
    } else {
      u64 w = (b + off - s->startAddr) / kPtrSize;
      isPtr = s->heapBits()[w / 64] >> (w % 64) & 1;
    }
    if (isPtr && !f(off, *reinterpret_cast<uptr*>(b + off))) return false;
  }
  return true;
}

struct Validator {
  VM* vm;
  MHeap* h;
  std::string bad;

  // A pointer to an object that exists but has not been marked is what a collector must never leave. Words that name no
  // object are passed over: reflect's calls keep scalars in traced memory.
  bool marked(uptr p) const {
    MSpan* s = h->spanOfHeap(p);
    if (s == nullptr || p >= s->limit) return true;
    u64 i = s->objIndex(p);
    return !s->isAllocated(i) || s->isMarked(i);
  }
  void root(uptr p, const std::string& where) {
    if (bad.empty() && !marked(p)) bad = fmt::format("{} holds {:#x}, which is not marked", where, p);
  }
};

void validateRoots(Validator& v) {
  GCState* gc = v.vm->gc;
  for (const DataRoot& d : gc->data) {
    for (u64 i = 0; i < d.words; i++)
      if (d.mask[i / 64] >> (i % 64) & 1) v.root(static_cast<uptr*>(d.base)[i], fmt::format("global word {:#x}", reinterpret_cast<uptr>(d.base) + i * 8));
  }
  auto visit = [](void** r, void* arg) { static_cast<Validator*>(arg)->root(reinterpret_cast<uptr>(*r), "a record of the runtime"); };
  visitVMRoots(v.vm, visit, &v);
  u64 n = 0;
  G* const* gs = allGs(v.vm, &n);
  for (u64 i = 0; i < n && v.bad.empty(); i++) {
    G* g = gs[i];
    u32 status = g->status() & ~static_cast<u32>(Gscan);
    if (g->step != nullptr || status == Gdead || status == Gidle || g->stack.lo == nullptr) continue;
    visitStack(gc, g, [](void* arg, uptr p) { static_cast<Validator*>(arg)->root(p, "its stack"); }, &v);
    if (!v.bad.empty()) v.bad = fmt::format("goroutine {}: {}", g->goid, v.bad);
  }
}

}  // namespace

std::string validateMarks(VM* vm) {
  Validator v{vm, vm->heap, {}};
  validateRoots(v);
  for (MSpan* s : vm->heap->allspans) {
    if (s->state.load() != SpanState::kInUse) return "a span on the list of spans is not in use";
    if (s->freeindex > s->nelems) return fmt::format("span {:#x}: free index {} of {} objects", s->startAddr, s->freeindex, s->nelems);
    for (u64 i = 0; i < s->nelems && v.bad.empty(); i++) {
      if (!s->isMarked(i)) continue;
      if (!s->isAllocated(i)) return fmt::format("object {:#x} (size {}) is marked and free", s->startAddr + i * s->elemsize, s->elemsize);
      if (s->noscan()) continue;
      eachPointer(s, i, [&](u64 off, uptr p) {
        if (v.marked(p)) return true;
        v.bad = fmt::format("object {:#x} (size {}) holds at +{} {:#x}, which is not marked", s->startAddr + i * s->elemsize, s->elemsize, off, p);
        return false;
      });
    }
  }
  return v.bad;
}

std::string validateHeap(VM* vm) {
  MHeap* h = vm->heap;
  u32 sg = h->sweepgen.load();
  auto alive = [&](MSpan* s, u64 i) { return s->sweepgen.load() == sg - 2 ? s->isMarked(i) : s->isAllocated(i); };
  std::string bad;
  for (MSpan* s : h->allspans) {
    if (s->state.load() != SpanState::kInUse) return "span on the list is not in use";
    if (s->freeindex > s->nelems) return "free index beyond the span";
    if (s->noscan()) continue;
    for (u64 i = 0; i < s->nelems; i++) {
      if (!alive(s, i)) continue;
      bool good = eachPointer(s, i, [&](u64 off, uptr p) {
        MSpan* t = h->spanOf(p);
        if (t == nullptr || (t->state.load() == SpanState::kInUse && p < t->limit && alive(t, t->objIndex(p)))) return true;
        bad = fmt::format("object {:#x} (size {}) has at +{} the bad pointer {:#x}", s->startAddr + i * s->elemsize, s->elemsize, off, p);
        return false;
      });
      if (!good) return bad;
    }
  }
  return {};
}

}  // namespace gvm::rt::inline gc
