// This file holds the natives of sync/atomic, for calls that the compiler has not turned into instructions, and the
// operations of Value.
#include <type_traits>

#include "runtime/heap/barrier.h"
#include "runtime/panic/panic.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Eface;
using rt::NativeCall;
using rt::NativeResult;
using rt::Type;

template <class T>
NativeResult<T> swap(NativeCall& c, T* p, T v) {
  if (p == nullptr) return rt::panicmem(c.g);
  return __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST);
}
template <class T>
NativeResult<bool> compareAndSwap(NativeCall& c, T* p, T old, T now) {
  if (p == nullptr) return rt::panicmem(c.g);
  return __atomic_compare_exchange_n(p, &old, now, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
template <class T>
NativeResult<T> add(NativeCall& c, T* p, T delta) {
  if (p == nullptr) return rt::panicmem(c.g);
  using U = std::make_unsigned_t<T>;
  return static_cast<T>(__atomic_add_fetch(reinterpret_cast<U*>(p), static_cast<U>(delta), __ATOMIC_SEQ_CST));
}
template <class T>
NativeResult<T> bitAnd(NativeCall& c, T* p, T mask) {
  if (p == nullptr) return rt::panicmem(c.g);
  return __atomic_fetch_and(p, mask, __ATOMIC_SEQ_CST);
}
template <class T>
NativeResult<T> bitOr(NativeCall& c, T* p, T mask) {
  if (p == nullptr) return rt::panicmem(c.g);
  return __atomic_fetch_or(p, mask, __ATOMIC_SEQ_CST);
}
template <class T>
NativeResult<T> load(NativeCall& c, T* p) {
  if (p == nullptr) return rt::panicmem(c.g);
  return __atomic_load_n(p, __ATOMIC_SEQ_CST);
}
template <class T>
NativeResult<> store(NativeCall& c, T* p, T v) {
  if (p == nullptr) return rt::panicmem(c.g);
  __atomic_store_n(p, v, __ATOMIC_SEQ_CST);
  return rt::NativeStatus::kDone;
}

// Shades what a pointer store overwrites and writes, while the collector marks.
void barrier(NativeCall& c, void* old, void* now) {
  if (rt::writeBarrierOn(c.vm())) rt::writeBarrierSlow(rt::currentM->p, old, now);
}

NativeResult<void*> swapPointer(NativeCall& c, void** p, void* v) {
  if (p == nullptr) return rt::panicmem(c.g);
  barrier(c, __atomic_load_n(p, __ATOMIC_RELAXED), v);
  return __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST);
}
NativeResult<bool> compareAndSwapPointer(NativeCall& c, void** p, void* old, void* now) {
  if (p == nullptr) return rt::panicmem(c.g);
  barrier(c, old, now);
  return __atomic_compare_exchange_n(p, &old, now, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
NativeResult<> storePointer(NativeCall& c, void** p, void* v) {
  if (p == nullptr) return rt::panicmem(c.g);
  barrier(c, __atomic_load_n(p, __ATOMIC_RELAXED), v);
  __atomic_store_n(p, v, __ATOMIC_SEQ_CST);
  return rt::NativeStatus::kDone;
}

// ---- Value ----------------------------------------------------------------------------------------------------------------

// Type word of a Value whose first store is under way. Natives are not interrupted, so it lasts a moment.
const Type* const kStoring = reinterpret_cast<const Type*>(1);

const Type* typeOf(Eface* v) {
  for (;;) {
    const Type* t = __atomic_load_n(&v->type, __ATOMIC_ACQUIRE);
    if (t != kStoring) return t;
  }
}

bool storeFirst(NativeCall& c, Eface* v, Eface val) {
  const Type* none = nullptr;
  if (!__atomic_compare_exchange_n(&v->type, &none, kStoring, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) return false;
  barrier(c, nullptr, val.data);
  __atomic_store_n(&v->data, val.data, __ATOMIC_RELAXED);
  __atomic_store_n(&v->type, val.type, __ATOMIC_RELEASE);
  return true;
}

NativeResult<Eface> loadValue(NativeCall& c, Eface* v) {
  if (v == nullptr) return rt::panicmem(c.g);
  const Type* t = typeOf(v);
  if (t == nullptr) return Eface{};
  return Eface{t, __atomic_load_n(&v->data, __ATOMIC_SEQ_CST)};
}

NativeResult<Eface, bool> swapValue(NativeCall& c, Eface* v, Eface val) {
  if (v == nullptr) return rt::panicmem(c.g);
  if (typeOf(v) == nullptr && storeFirst(c, v, val)) return {Eface{}, true};
  const Type* t = typeOf(v);
  if (t != val.type) return {Eface{}, false};
  barrier(c, __atomic_load_n(&v->data, __ATOMIC_RELAXED), val.data);
  return {Eface{t, __atomic_exchange_n(&v->data, val.data, __ATOMIC_SEQ_CST)}, true};
}

NativeResult<bool> storeValue(NativeCall& c, Eface* v, Eface val) {
  NativeResult<Eface, bool> r = swapValue(c, v, val);
  if (r.status != rt::NativeStatus::kDone) return r.status;
  return std::get<1>(r.values);
}

bool casValue(NativeCall& c, Eface* v, Eface cur, Eface val) {
  barrier(c, cur.data, val.data);
  return __atomic_compare_exchange_n(&v->data, &cur.data, val.data, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

bool sameType(Eface a, Eface b) { return a.type == b.type; }

#define ATOMICS(Name, T)                                                              \
  GVM_NATIVE("sync/atomic.Swap" #Name, swap<T>),                                      \
      GVM_NATIVE("sync/atomic.CompareAndSwap" #Name, compareAndSwap<T>),              \
      GVM_NATIVE("sync/atomic.Add" #Name, add<T>), GVM_NATIVE("sync/atomic.And" #Name, bitAnd<T>), \
      GVM_NATIVE("sync/atomic.Or" #Name, bitOr<T>), GVM_NATIVE("sync/atomic.Load" #Name, load<T>), \
      GVM_NATIVE("sync/atomic.Store" #Name, store<T>)

const NativeEntry kTable[] = {
    ATOMICS(Int32, i32),
    ATOMICS(Int64, i64),
    ATOMICS(Uint32, u32),
    ATOMICS(Uint64, u64),
    ATOMICS(Uintptr, u64),
    GVM_NATIVE("sync/atomic.SwapPointer", swapPointer),
    GVM_NATIVE("sync/atomic.CompareAndSwapPointer", compareAndSwapPointer),
    GVM_NATIVE("sync/atomic.LoadPointer", load<void*>),
    GVM_NATIVE("sync/atomic.StorePointer", storePointer),
    GVM_NATIVE("sync/atomic.loadValue", loadValue),
    GVM_NATIVE("sync/atomic.storeValue", storeValue),
    GVM_NATIVE("sync/atomic.swapValue", swapValue),
    GVM_NATIVE("sync/atomic.casValue", casValue),
    GVM_NATIVE("sync/atomic.firstValue", storeFirst),
    GVM_NATIVE("sync/atomic.sameType", sameType),
};

}  // namespace

std::span<const NativeEntry> syncAtomicNatives() { return kTable; }

}  // namespace gvm::stdlib
