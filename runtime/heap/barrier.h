// This file holds the write barrier for pointer stores made by the interpreter, the runtime and natives. While the
// collector marks (VM::writeBarrierEnabled), a store of ptr into *slot first shades both the old value and ptr: Yuasa's
// deletion barrier plus Dijkstra's insertion barrier, as in Go, so that stacks are scanned once and never again.
//
// Needed for slots in heap objects and in global variables, fresh objects included: they are black, and the pointer may
// come from a stack that is not scanned yet. Not for frame slots.
#pragma once
#include "runtime/core/m.h"
#include "runtime/core/vm.h"
#include "runtime/heap/mcache.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline heap {

inline bool writeBarrierOn(const VM* vm) {
  return GVM_UNLIKELY(vm->writeBarrierEnabled.load(std::memory_order_relaxed) != 0);
}

/// Records the old and new value of a slot; flushes the P's buffer to the marker when full. Barrier must be on.
void writeBarrierSlow(P* p, void* oldValue, void* newValue);

/// *slot = ptr with the barrier.
inline void storePtr(VM* vm, void** slot, void* ptr) {
  if (writeBarrierOn(vm)) writeBarrierSlow(currentM->p, __atomic_load_n(slot, __ATOMIC_RELAXED), ptr);
  __atomic_store_n(slot, ptr, __ATOMIC_RELAXED);
}
inline void storePtr(void** slot, void* ptr) { storePtr(currentM->vm, slot, ptr); }

/// Barriers for the whole destination range before a bulk copy of values whose pointers lie as in typ (repeated):
/// shades what is overwritten and what is written. dst may be outside the heap (frames): then nothing is done for it.
/// src == nullptr: the range is about to be cleared.
void bulkBarrier(VM* vm, const void* dst, const void* src, u64 size, const Type* typ);

/// *dst = *src for one value of type t; ranges may overlap.
void typedmemmove(VM* vm, const Type* t, void* dst, const void* src);
/// n values.
void typedslicemove(VM* vm, const Type* elem, void* dst, const void* src, u64 n);
/// Zeroes one value of type t / size bytes whose pointers lie as in typ.
void typedmemclr(VM* vm, const Type* t, void* dst);
void memclrHasPointers(VM* vm, void* dst, u64 size, const Type* typ);

inline void typedmemmove(const Type* t, void* dst, const void* src) { typedmemmove(currentM->vm, t, dst, src); }
inline void typedmemclr(const Type* t, void* dst) { typedmemclr(currentM->vm, t, dst); }

/// Copies whole words with single 8-byte stores, so that other goroutines never see half a pointer.
void memmoveWords(void* dst, const void* src, u64 bytes);

}  // namespace gvm::rt::inline heap
