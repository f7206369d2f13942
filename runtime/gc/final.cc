// This file holds what the program can attach to objects: finalizers, cleanups, weak pointers.
#include "runtime/gc/state.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline gc {

namespace {

// While marking, records made outside the collector's sight are shaded by hand.
void shade(VM* vm, const void* p) {
  if (vm->gc->marking()) greyPointer(vm->gc, currentM->p->gcw, reinterpret_cast<uptr>(p));
}

}  // namespace

bool addFinalizer(VM* vm, void* obj, Closure* fn, const Type* argType, const Type* fnType) {
  auto* sp = new Special();
  sp->kind = SpecialKind::kFinalizer;
  sp->fn = fn;
  sp->argType = argType;
  sp->fnType = fnType;
  if (!addSpecial(vm, obj, sp, false)) {
    delete sp;
    return false;
  }
  if (vm->gc->marking()) {
    shade(vm, fn);
    MSpan* s = vm->heap->spanOfHeap(reinterpret_cast<uptr>(obj));
    scanObject(vm->gc, currentM->p->gcw, s->startAddr + s->objIndex(reinterpret_cast<uptr>(obj)) * s->elemsize);
  }
  return true;
}

void removeFinalizer(VM* vm, void* obj) { delete removeSpecial(vm, obj, SpecialKind::kFinalizer, 0); }

u64 addCleanup(VM* vm, void* p, Closure* fn) {
  if (vm->heap->spanOfHeap(reinterpret_cast<uptr>(p)) == nullptr) return 0;
  auto* sp = new Special();
  sp->kind = SpecialKind::kCleanup;
  sp->fn = fn;
  u64 id = sp->id = vm->heap->cleanupID.fetch_add(1);
  addSpecial(vm, p, sp, true);
  shade(vm, fn);
  return id;
}

void stopCleanup(VM* vm, void* p, u64 id) { delete removeSpecial(vm, p, SpecialKind::kCleanup, id); }

bool takeFinalizer(VM* vm, FinalizerCall* out) {
  FinQueue& q = vm->heap->finq;
  MutexLock hold(q.lock);
  if (q.head == q.entries.size()) return false;
  FinQueue::Entry e = q.entries[q.head++];
  (e.arg != nullptr ? vm->gc->finalizersRun : vm->gc->cleanupsRun)++;
  if (q.head == q.entries.size()) {
    q.entries.clear();
    q.head = 0;
  }
  // The entry leaves a root for a stack that may have been scanned already.
  shade(vm, e.fn);
  shade(vm, e.arg);
  *out = {e.fn, e.arg, e.argType, e.fnType};
  return true;
}

void setFinalizerWaker(VM* vm, void (*wake)(VM*)) { vm->heap->finq.wake = wake; }

void* registerWeakPointer(VM* vm, void* p) {
  if (p == nullptr) return nullptr;
  uptr base = findObjectBase(vm, reinterpret_cast<uptr>(p), nullptr);
  void* obj = base ? reinterpret_cast<void*>(base) : nullptr;
  if (obj == nullptr) {
    // Not in the heap (a global, a zero-size value): the pointer never dies.
    void** handle = static_cast<void**>(mallocgc(sizeof(void*), vm->types->basic(Kind::UnsafePointer), true));
    storePtr(vm, handle, p);
    return handle;
  }
  if (Special* sp = findSpecial(vm, obj, SpecialKind::kWeakHandle)) {
    shade(vm, sp->handle);
    return sp->handle;
  }
  // The handle hides its pointer from the collector: pointer-free memory. 16 bytes keep it out of the tiny allocator.
  void** handle = static_cast<void**>(mallocgc(kTinySize, nullptr, true));
  __atomic_store_n(handle, obj, __ATOMIC_RELEASE);
  auto* sp = new Special();
  sp->kind = SpecialKind::kWeakHandle;
  sp->handle = handle;
  if (!addSpecial(vm, obj, sp, false)) {
    delete sp;
    sp = findSpecial(vm, obj, SpecialKind::kWeakHandle);
  }
  shade(vm, sp->handle);
  return sp->handle;
}

void* makeStrongFromWeak(VM* vm, void* h) {
  if (h == nullptr) return nullptr;
  void* p = __atomic_load_n(static_cast<void**>(h), __ATOMIC_ACQUIRE);
  if (p == nullptr) return nullptr;
  MSpan* s = vm->heap->spanOfHeap(reinterpret_cast<uptr>(p));
  if (s == nullptr) return p;
  // Marks of an unswept span tell whether the object died in the last cycle: sweep first, then look again.
  if (!vm->gc->marking()) {
    ensureSwept(vm, s);
    p = __atomic_load_n(static_cast<void**>(h), __ATOMIC_ACQUIRE);
  }
  shade(vm, p);
  return p;
}

}  // namespace gvm::rt::inline gc
