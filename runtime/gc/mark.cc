// This file marks: roots, goroutine stacks, and the objects they lead to.
//
// A frame's pointer bitmap holds for all of its function, so a stack is scanned frame by frame. Memory in a frame that code reaches
// through pointers only from here on (FrameObject) is left out at first; it is scanned when one of the pointers found leads into
// it. Such pointers lie in slots, in other memory of frames that is reached, in sudogs, and in the records of deferred calls.
#include <algorithm>
#include <cstring>

#include "runtime/base/futex.h"
#include "runtime/gc/state.h"
#include "runtime/stack/stack.h"
#include "runtime/symtab/func.h"

namespace gvm::rt::inline gc {

namespace {

constexpr u64 kOblet = 128 << 10;        // larger objects are scanned in pieces of this size
constexpr u64 kDataBlockWords = 32 << 10;  // roots in data are cut into jobs of this size
constexpr u64 kSpansPerJob = 256;
constexpr i64 kCheckEvery = 64 << 10;    // bytes of scanning between looks at the stop condition

inline uptr loadWord(const void* p) { return __atomic_load_n(static_cast<const uptr*>(p), __ATOMIC_RELAXED); }

// The pointers of `bytes` bytes at p: values of type unit, one after the other. skip: offset into the first unit's run
// at which p stands, a multiple of 8.
void scanTyped(GCState* gc, GCWork* w, uptr p, u64 bytes, u64 skip, const Type* unit) {
  if (unit->size == kPtrSize) {
    for (u64 off = 0; off + kPtrSize <= bytes; off += kPtrSize) {
      greyPointer(gc, w, loadWord(reinterpret_cast<void*>(p + off)));
    }
    return;
  }
  const u64* mask = gcMaskOf(unit);
  u64 words = unit->ptrdata / kPtrSize, first = skip % unit->size;
  uptr base = p - first;
  uptr end = p + bytes;
  for (u64 start = first / kPtrSize; base < end; base += unit->size, start = 0) {
    u64 n = std::min<u64>(words, (end - base) / kPtrSize);
    for (u64 i = start / 64 * 64; i < n; i += 64) {
      u64 bits = mask[i / 64];
      if (start > i) bits &= ~u64{0} << (start - i);
      if (n - i < 64) bits &= (u64{1} << (n - i)) - 1;
      for (; bits; bits &= bits - 1) {
        greyPointer(gc, w, loadWord(reinterpret_cast<void*>(base + (i + static_cast<u64>(std::countr_zero(bits))) * kPtrSize)));
      }
    }
  }
}

void markSpecials(GCState* gc, GCWork* w, MSpan* s) {
  MutexLock hold(s->speciallock);
  for (Special* sp = s->specials; sp; sp = sp->next) {
    if (sp->fn) greyPointer(gc, w, reinterpret_cast<uptr>(sp->fn));
    if (sp->handle) greyPointer(gc, w, reinterpret_cast<uptr>(sp->handle));
    if (sp->kind == SpecialKind::kFinalizer) {
      // What the finalizer can reach through its argument stays, but not the object itself.
      scanObject(gc, w, s->startAddr + s->objIndex(s->startAddr + sp->offset) * s->elemsize);
    }
  }
}

// Memory of a frame whose code touches it through pointers only. It is looked at when a pointer to it turns up.
struct LooseObject {
  u64* base;
  u32 slot, numSlots;  // within the frame, of which base is the slot's address
  const u64* ptrmap;   // the frame's
};

struct StackScan {
  GCState* gc;
  GCWork* w;
  uptr lo = 0, hi = 0;                 // the stack
  u64 bytes = 0;
  std::vector<LooseObject> loose;      // not yet reached
  std::vector<uptr> inside;            // pointers into the stack that are still to be followed
  void (*see)(void* arg, uptr p) = nullptr;  // gets the other pointers; null: they are marked
  void* arg = nullptr;
};

void stackPointer(StackScan& st, uptr p) {
  if (p - st.lo < st.hi - st.lo) st.inside.push_back(p);
  else if (st.see != nullptr) st.see(st.arg, p);
  else greyPointer(st.gc, st.w, p);
}

// The pointers in slots [from, to) of the frame at fp.
void scanSlots(StackScan& st, const u64* fp, u32 from, u32 to, const u64* ptrmap) {
  for (u32 i = from; i < to; i = (i | 63) + 1) {
    u64 bits = ptrmap[i / 64] >> (i % 64);
    u32 n = std::min(to, (i | 63) + 1) - i;
    if (n < 64) bits &= (u64{1} << n) - 1;
    for (; bits; bits &= bits - 1) stackPointer(st, loadWord(fp + i + std::countr_zero(bits)));
  }
}

bool scanFrame(void* arg, const Frame& f) {
  auto& st = *static_cast<StackScan*>(arg);
  if (f.context) stackPointer(st, reinterpret_cast<uptr>(f.context));
  if (f.ptrmap == nullptr) return true;
  u32 at = 0;
  const FuncInfo* info = f.kind == FrameKind::kGo && f.fn != nullptr ? f.fn->info : nullptr;
  if (info != nullptr && !info->objects.empty() && info->codeStart != nullptr && f.pc >= info->codeStart) {
    u64 off = static_cast<u64>(f.pc - info->codeStart);
    for (const FrameObject& o : info->objects) {
      if (off < o.deadFrom || off > info->codeWords) continue;
      scanSlots(st, f.fp, at, o.slot, f.ptrmap);
      at = o.slot + o.numSlots;
      st.loose.push_back({f.fp + o.slot, o.slot, o.numSlots, f.ptrmap});
    }
  }
  scanSlots(st, f.fp, at, f.nslots, f.ptrmap);
  st.bytes += u64{f.nslots} * 8;
  return true;
}

void markRootPointer(void** root, void* arg) { stackPointer(*static_cast<StackScan*>(arg), reinterpret_cast<uptr>(*root)); }

// Follows the pointers into the stack that were found, to memory that only they keep.
void scanLoose(StackScan& st) {
  if (st.loose.empty()) return;
  std::sort(st.loose.begin(), st.loose.end(), [](const LooseObject& a, const LooseObject& b) { return a.base < b.base; });
  while (!st.inside.empty()) {
    uptr p = st.inside.back();
    st.inside.pop_back();
    auto it = std::upper_bound(st.loose.begin(), st.loose.end(), p, [](uptr v, const LooseObject& o) { return v < reinterpret_cast<uptr>(o.base); });
    if (it == st.loose.begin()) continue;
    LooseObject& o = *--it;
    if (p >= reinterpret_cast<uptr>(o.base + o.numSlots)) continue;
    u32 n = o.numSlots;
    o.numSlots = 0;
    scanSlots(st, o.base - o.slot, o.slot, o.slot + n, o.ptrmap);
  }
}

}  // namespace

void greyPointer(GCState* gc, GCWork* w, uptr p) {
  MHeap* h = gc->vm->heap;
  MSpan* s = h->spanOfHeap(p);
  if (s == nullptr) return;
  u64 i = s->objIndex(p);
  // Slot memory of reflect's calls mixes scalars in: a word may name an object that is free.
  if (!s->isAllocated(i) || !s->setMarked(i)) return;
  w->bytesMarked += s->elemsize;
  if (s->noscan()) return;
  uptr obj = s->startAddr + i * s->elemsize;
  __builtin_prefetch(reinterpret_cast<void*>(obj));
  gcwPut(gc, w, obj);
}

void scanBlock(GCState* gc, GCWork* w, const void* base, u64 words, const u64* mask) {
  const u64* at = static_cast<const u64*>(base);
  for (u64 i = 0; i < words; i += 64) {
    u64 bits = mask[i / 64];
    if (words - i < 64) bits &= (u64{1} << (words - i)) - 1;
    for (; bits; bits &= bits - 1) greyPointer(gc, w, loadWord(at + i + static_cast<u64>(std::countr_zero(bits))));
  }
}

void scanObject(GCState* gc, GCWork* w, uptr b) {
  MSpan* s = gc->vm->heap->spanOfHeap(b);
  if (s == nullptr || s->noscan()) return;
  u64 n = s->elemsize;
  if (s->sizeClass() == 0) {
    const Type* unit = s->largeType.load(std::memory_order_acquire);
    if (unit == nullptr) return;
    u64 off = b - s->startAddr, size = s->limit - s->startAddr;
    if (off == 0 && size > kOblet) {
      for (u64 o = kOblet; o < size; o += kOblet) gcwPut(gc, w, s->startAddr + o);
    }
    n = std::min(kOblet, size - off);
    scanTyped(gc, w, b, n, off, unit);
  } else if (s->hasHeader()) {
    const Type* unit = reinterpret_cast<const Type*>(loadWord(reinterpret_cast<void*>(b)));
    if (unit != nullptr) scanTyped(gc, w, b + kMallocHeader, n - kMallocHeader, 0, unit);
  } else {
    const u64* bits = s->heapBits();
    u64 word = (b - s->startAddr) / kPtrSize, i = word / 64, j = word % 64, nw = n / kPtrSize;
    u64 mask = __atomic_load_n(&bits[i], __ATOMIC_RELAXED) >> j;
    if (j + nw > 64) mask |= __atomic_load_n(&bits[i + 1], __ATOMIC_RELAXED) << (64 - j);
    if (nw < 64) mask &= (u64{1} << nw) - 1;
    for (; mask; mask &= mask - 1) {
      greyPointer(gc, w, loadWord(reinterpret_cast<void*>(b + static_cast<u64>(std::countr_zero(mask)) * kPtrSize)));
    }
  }
  w->scanWork += static_cast<i64>(n);
}

static u64 scanStack(StackScan& st, G* g) {
  if (g->step != nullptr || g->stack.lo == nullptr) return 0;
  st.lo = reinterpret_cast<uptr>(g->stack.lo);
  st.hi = reinterpret_cast<uptr>(g->stack.hi);
  g->vm->engine->walkFrames(g, scanFrame, &st);
  visitGRoots(g, markRootPointer, &st);
  scanLoose(st);
  return st.bytes;
}

u64 scanStack(GCState* gc, GCWork* w, G* g) {
  StackScan st{gc, w};
  return scanStack(st, g);
}

void visitStack(GCState* gc, G* g, void (*see)(void* arg, uptr p), void* arg) {
  StackScan st{gc, nullptr};
  st.see = see;
  st.arg = arg;
  scanStack(st, g);
}

void markFixedRoots(GCState* gc, GCWork* w) {
  StackScan st{gc, w};
  visitVMRoots(gc->vm, markRootPointer, &st);
  // Data registered since the jobs were made.
  for (usize i = gc->dataPrepared; i < gc->data.size(); i++) scanBlock(gc, w, gc->data[i].base, gc->data[i].words, gc->data[i].mask);
  FinQueue& q = gc->vm->heap->finq;
  MutexLock hold(q.lock);
  for (usize i = q.head; i < q.entries.size(); i++) {
    greyPointer(gc, w, reinterpret_cast<uptr>(q.entries[i].fn));
    greyPointer(gc, w, reinterpret_cast<uptr>(q.entries[i].arg));
  }
}

// The world is stopped: nothing here may walk over the heap or over all goroutines.
void prepareRoots(GCState* gc) {
  gc->jobs.clear();
  for (u64 i = 0; i < gc->data.size(); i++) {
    for (u64 at = 0; at < gc->data[i].words; at += kDataBlockWords) {
      gc->jobs.push_back({RootJob::kData, i << 32 | at / kDataBlockWords});
    }
  }
  gc->specialSpans = gc->vm->heap->specialSpans;
  for (u64 i = 0; i < gc->specialSpans.size(); i += kSpansPerJob) gc->jobs.push_back({RootJob::kSpecials, i});
  allGs(gc->vm, &gc->stacks);
  gc->dataPrepared = gc->data.size();
  gc->nextJob.store(0, std::memory_order_relaxed);
  gc->jobsDone.store(0, std::memory_order_release);
}

namespace {
// Stops g, scans its stack, and makes it smaller where that is due. A goroutine made since the cycle began may have taken
// over a dead one's G: scanning it does no harm.
void markStack(GCState* gc, GCWork* w, G* g) {
  if (g->step != nullptr || (g->status() & ~static_cast<u32>(Gscan)) == Gdead) return;
  bool ours = currentM->curg == g;  // this thread runs it: it is at a safepoint of its own
  SuspendState st;
  if (!ours) st = suspendG(g);
  if (ours || !st.dead) {
    g->gcAssistBytes = 0;  // neither debt nor credit of an earlier cycle counts
    u64 bytes = scanStack(gc, w, g);
    gc->pacer.stackScanWork.fetch_add(static_cast<i64>(bytes), std::memory_order_relaxed);
    u32 status = g->status() & ~static_cast<u32>(Gscan);
    if (!ours && (status == Gwaiting || status == Grunnable || status == Gpreempted)) {
      shrinkstack(g);
    } else {
      g->preemptShrink = true;
    }
  }
  if (!ours) resumeG(st);
}
}  // namespace

bool markRoot(GCState* gc, GCWork* w) {
  u64 count = gc->rootJobs();
  if (gc->nextJob.load(std::memory_order_relaxed) >= count) return false;
  u64 i = gc->nextJob.fetch_add(1, std::memory_order_acq_rel);
  if (i >= count) return false;
  if (i >= gc->jobs.size()) {
    markStack(gc, w, gAt(gc->vm, i - gc->jobs.size()));
    gc->jobsDone.fetch_add(1, std::memory_order_acq_rel);
    return true;
  }
  RootJob job = gc->jobs[i];
  switch (job.kind) {
    case RootJob::kData: {
      DataRoot d;
      {
        MutexLock hold(gc->rootLock);
        d = gc->data[job.index >> 32];
      }
      u64 at = (job.index & 0xffffffff) * kDataBlockWords, n = std::min(kDataBlockWords, d.words - at);
      scanBlock(gc, w, static_cast<u64*>(d.base) + at, n, d.mask + at / 64);
      gc->pacer.globalsScanWork.fetch_add(static_cast<i64>(n * 8), std::memory_order_relaxed);
      break;
    }
    case RootJob::kSpecials:
      for (u64 k = job.index; k < std::min<u64>(job.index + kSpansPerJob, gc->specialSpans.size()); k++) {
        markSpecials(gc, w, gc->specialSpans[k]);
      }
      break;
  }
  gc->jobsDone.fetch_add(1, std::memory_order_acq_rel);
  return true;
}

bool markWorkAvailable(GCState* gc, const GCWork* w) {
  if (w != nullptr && !gcwEmpty(w)) return true;
  if (gc->nfull.load(std::memory_order_acquire) != 0) return true;
  return gc->nextJob.load(std::memory_order_acquire) < gc->rootJobs();
}

i64 drain(GCState* gc, P* p, i64 budget, bool roots, bool (*stop)(void*), void* arg) {
  GCWork* w = p->gcw;
  i64 done = 0, sinceCheck = 0, before = w->scanWork;
  auto stopped = [&] { return stop != nullptr && stop(arg); };
  if (roots) {
    while (!stopped() && markRoot(gc, w)) {
    }
  }
  while (budget < 0 || done < budget) {
    if (gc->nfull.load(std::memory_order_relaxed) == 0) gcwBalance(gc, w);
    uptr b = gcwGet(gc, w);
    if (b == 0) {
      if (p->mcache->wbN == 0) break;
      wbBufFlush(p);
      if ((b = gcwGet(gc, w)) == 0) break;
    }
    scanObject(gc, w, b);
    i64 did = w->scanWork - before;
    done += did;
    sinceCheck += did;
    before = w->scanWork;
    if (sinceCheck >= kCheckEvery) {
      gc->pacer.heapScanWork.fetch_add(w->scanWork, std::memory_order_relaxed);
      if (roots) gc->vm->heap->gcctl.bgScanCredit.fetch_add(w->scanWork, std::memory_order_relaxed);
      w->scanWork = before = 0;
      sinceCheck = 0;
      if (stopped()) break;
      pacerRevise(gc);
    }
  }
  gc->pacer.heapScanWork.fetch_add(w->scanWork, std::memory_order_relaxed);
  w->scanWork = 0;
  return done;
}

void wbBufFlush(P* p) {
  GCState* gc = p->vm->gc;
  MCache* c = p->mcache;
  u32 n = c->wbN;
  c->wbN = 0;
  if (!gc->marking()) return;
  for (u32 i = 0; i < n; i++) greyPointer(gc, p->gcw, reinterpret_cast<uptr>(c->wbBuf[i]));
}

}  // namespace gvm::rt::inline gc
