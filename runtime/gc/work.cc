// This file holds the marker's queues: blocks of grey objects, two with each P, the rest on global lists.
#include "runtime/gc/state.h"

namespace gvm::rt::inline gc {

namespace {

WorkBuf* getEmpty(GCState* gc) {
  MutexLock hold(gc->workLock);
  if (WorkBuf* b = gc->empty) {
    gc->empty = b->next;
    b->next = nullptr;
    return b;
  }
  auto* b = new WorkBuf();
  gc->allBufs.push_back(b);
  return b;
}

void putEmpty(GCState* gc, WorkBuf* b) {
  MutexLock hold(gc->workLock);
  b->n = 0;
  b->next = gc->empty;
  gc->empty = b;
}

void putFull(GCState* gc, WorkBuf* b) {
  MutexLock hold(gc->workLock);
  b->next = gc->full;
  gc->full = b;
  gc->nfull.fetch_add(1, std::memory_order_release);
}

WorkBuf* tryGetFull(GCState* gc) {
  if (gc->nfull.load(std::memory_order_acquire) == 0) return nullptr;
  MutexLock hold(gc->workLock);
  WorkBuf* b = gc->full;
  if (b == nullptr) return nullptr;
  gc->full = b->next;
  b->next = nullptr;
  gc->nfull.fetch_sub(1, std::memory_order_release);
  return b;
}

}  // namespace

void gcwPut(GCState* gc, GCWork* w, uptr obj) {
  if (GVM_UNLIKELY(w->a == nullptr)) w->a = getEmpty(gc);
  if (GVM_UNLIKELY(w->a->n == WorkBuf::kEntries)) {
    std::swap(w->a, w->b);
    if (w->a == nullptr) {
      w->a = getEmpty(gc);
    } else if (w->a->n == WorkBuf::kEntries) {
      putFull(gc, w->a);
      w->flushed = true;
      w->a = getEmpty(gc);
    }
  }
  w->a->obj[w->a->n++] = obj;
}

uptr gcwGet(GCState* gc, GCWork* w) {
  if (w->a == nullptr || w->a->n == 0) {
    std::swap(w->a, w->b);
    if (w->a == nullptr || w->a->n == 0) {
      WorkBuf* full = tryGetFull(gc);
      if (full == nullptr) return 0;
      if (w->a) putEmpty(gc, w->a);
      w->a = full;
    }
  }
  return w->a->obj[--w->a->n];
}

bool gcwEmpty(const GCWork* w) { return (w->a == nullptr || w->a->n == 0) && (w->b == nullptr || w->b->n == 0); }

void gcwDispose(GCState* gc, GCWork* w) {
  for (WorkBuf** b : {&w->a, &w->b}) {
    if (*b == nullptr) continue;
    if ((*b)->n == 0) {
      putEmpty(gc, *b);
    } else {
      putFull(gc, *b);
      w->flushed = true;
    }
    *b = nullptr;
  }
  gc->bytesMarked.fetch_add(w->bytesMarked, std::memory_order_relaxed);
  w->bytesMarked = 0;
  gc->pacer.heapScanWork.fetch_add(w->scanWork, std::memory_order_relaxed);
  w->scanWork = 0;
}

void gcwBalance(GCState* gc, GCWork* w) {
  if (w->b != nullptr && w->b->n != 0) {
    putFull(gc, w->b);
    w->flushed = true;
    w->b = nullptr;
  } else if (w->a != nullptr && w->a->n > 4) {
    WorkBuf* half = getEmpty(gc);
    u64 n = w->a->n / 2;
    w->a->n -= n;
    for (u64 i = 0; i < n; i++) half->obj[i] = w->a->obj[w->a->n + i];
    half->n = n;
    putFull(gc, half);
    w->flushed = true;
  }
}

GCWork* allocGCWork(VM*) { return new GCWork(); }

void gcReleaseP(P* p) {
  if (p->gcw == nullptr) return;
  if (p->vm->gc) {
    if (p->mcache && p->mcache->wbN) wbBufFlush(p);
    gcwDispose(p->vm->gc, p->gcw);
  }
  delete p->gcw;
  p->gcw = nullptr;
}

}  // namespace gvm::rt::inline gc
