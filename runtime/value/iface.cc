// This file implements interface values: boxing, equality, assertion.
#include "runtime/value/iface.h"

#include <cstring>

#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/heap/malloc_fast.h"
#include "runtime/panic/panic.h"
#include "runtime/type/alg.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline value {

namespace {

// Values below 256 of up to 8 bytes need no box of their own: entry v of this little-endian table holds v in any width.
constexpr std::array<u64, 256> makeSmall() {
  std::array<u64, 256> t{};
  for (u64 i = 0; i < 256; i++) t[i] = i;
  return t;
}
alignas(64) constexpr std::array<u64, 256> kSmall = makeSmall();
// The zero value of any type up to this size.
constexpr u64 kZeroSize = 1024;
alignas(64) constexpr std::array<u8, kZeroSize> kZero{};

void* readOnly(const void* p) { return const_cast<void*>(p); }

}  // namespace

void* convTscalar(const Type* t, u64 slot) {
  u64 bits = t->size == 8 ? slot : slot & ((u64{1} << (t->size * 8)) - 1);
  if (bits < 256) return readOnly(&kSmall[bits]);
  P* p = currentM->p;
  void* x = newobjectFast(p, t);
  if (x == nullptr) x = mallocgc(p, t->size, t, false);
  switch (t->size) {
    case 1: storeAs(x, static_cast<u8>(bits)); break;
    case 2: storeAs(x, static_cast<u16>(bits)); break;
    case 4: storeAs(x, static_cast<u32>(bits)); break;
    default: storeAs(x, bits); break;
  }
  return x;
}

void* convT(const Type* t, const void* src) {
  if (t->ptrdata == 0 && t->size <= 8) {
    u64 bits = 0;
    std::memcpy(&bits, src, t->size);
    if (bits < 256) return readOnly(&kSmall[bits]);
  } else if (t->kind == Kind::String) {
    if (loadAs<GoString>(src).len == 0) return readOnly(kZero.data());
  } else if (t->kind == Kind::Slice) {
    if (loadAs<GoSlice>(src).ptr == nullptr) return readOnly(kZero.data());
  }
  void* x = mallocgc(t->size, t, false);
  // The box is new, so nothing is overwritten; but what it gets may come from a stack not scanned yet.
  VM* vm = currentM->vm;
  if (t->ptrdata && writeBarrierOn(vm)) bulkBarrier(vm, src, nullptr, t->size, t);
  std::memcpy(x, src, t->size);
  return x;
}

bool valueeq(const Type* t, const void* a, const void* b, bool* eq) {
  const Type* bad = nullptr;
  if (t->equal == nullptr) {
    bad = t;
  } else {
    *eq = t->equal(t, a, b, &bad);
  }
  if (GVM_LIKELY(bad == nullptr)) return true;
  panicuncomparable(getg(), bad);
  return false;
}

bool efaceeq(const Eface& a, const Eface& b, bool* eq) {
  const Type* bad = nullptr;
  *eq = efaceEqual(a, b, &bad);
  if (GVM_LIKELY(bad == nullptr)) return true;
  panicuncomparable(getg(), bad);
  return false;
}

bool ifaceeq(const Iface& a, const Iface& b, bool* eq) {
  const Type* bad = nullptr;
  *eq = ifaceEqual(a, b, &bad);
  if (GVM_LIKELY(bad == nullptr)) return true;
  panicuncomparable(getg(), bad);
  return false;
}

Itab* assertItab(VM* vm, const Type* inter, const Type* t) {
  return t == nullptr ? nullptr : vm->types->getItab(inter, t);
}

Itab* assertE2I(VM* vm, const Type* inter, const Type* t) {
  if (t != nullptr) {
    if (Itab* tab = vm->types->getItab(inter, t)) return tab;
  }
  std::string_view missing = t ? vm->types->missingMethod(inter, t) : std::string_view{};
  rt::panicdottype(getg(), t, inter, nullptr, missing);
  return nullptr;
}

void panicdottype(VM* vm, const Type* have, const Type* want, const Type* iface) {
  rt::panicdottype(getg(), have, want, iface);
}

}  // namespace gvm::rt::inline value
