// This file is the heap's face to the rest of the runtime and to natives: mallocgc and its relatives. None of them
// parks, moves a stack, or is a safepoint: an allocation may do a bounded amount of mark work and may ask for a collection
// (VM::gcRequested), which starts at the next safepoint. The calling thread must hold a P. Memory is zeroed unless
// stated otherwise. Out of memory is fatal, never a null result.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/m.h"
#include "runtime/core/p.h"
#include "runtime/core/vm.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline heap {

/// Objects above this go to spans of their own.
inline constexpr u64 kMaxSmallSize = 32768;
/// Largest allocation that can be asked for; larger makes are "len out of range" panics before they get here.
inline constexpr u64 kMaxAlloc = u64{1} << 48;

/// `size` bytes whose pointers lie as in `typ`, repeated when size is a multiple of typ->size. typ == nullptr: no
/// pointers. needzero = false is allowed only when typ has no pointers and the caller fills all of it.
void* mallocgc(P* p, u64 size, const Type* typ, bool needzero);
inline void* mallocgc(u64 size, const Type* typ, bool needzero = true) {
  return mallocgc(currentM->p, size, typ, needzero);
}
/// A zeroed value of type t.
void* newobject(P* p, const Type* t);
inline void* newobject(const Type* t) { return newobject(currentM->p, t); }
/// A zeroed array of n values; n*size must not overflow (newarray checks and throws).
void* newarray(const Type* elem, u64 n);
/// Pointer-free memory with undefined contents.
inline void* rawbytes(u64 size) { return mallocgc(size, nullptr, false); }

/// The size that an allocation of `size` bytes really takes; growslice rounds capacities with it.
u64 roundupsize(u64 size, bool noscan);

/// A closure object with `words` captured words after the function pointer, pointers as in the mask (bit 0 is the first
/// captured word). Zeroed.
Closure* newclosure(P* p, Func* fn, u32 words, u64 mask);

/// Makes the heap of a VM: reserves address space. Throws when the system gives none.
void mallocinit(VM* vm);
/// Frees everything, stacks included.
void heapFree(VM* vm);
/// The allocation cache of a P.
MCache* allocmcache(VM* vm);
void freemcache(VM* vm, MCache* c);
/// Gives cached spans back (at GC and when a P goes away).
void releaseAll(VM* vm, MCache* c);

/// The object that contains address p: its base, or 0 when p is not inside an allocated heap object.
uptr findObjectBase(VM* vm, uptr p, u64* size);
/// True when p lies in memory that the Go heap manages.
bool inHeap(VM* vm, const void* p);

}  // namespace gvm::rt::inline heap
