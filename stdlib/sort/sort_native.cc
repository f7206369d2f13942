// This file holds the natives of sort: slices of a type known only at run time.
#include <cstring>

#include "runtime/heap/barrier.h"
#include "runtime/panic/panic.h"
#include "runtime/type/table.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::Eface;
using rt::GoSlice;
using rt::Kind;
using rt::NativeCall;
using rt::NativeResult;
using rt::NativeStatus;
using rt::Type;

NativeResult<void*, const Type*, i64> sliceParts(NativeCall& c, Eface x) {
  if (!x.type || x.type->kind != Kind::Slice) {
    std::string text = "reflect: call of Swapper on ";
    text += x.type ? std::string(rt::kindName(x.type->kind)) + " Value" : "zero Value";
    rt::panicString(c.g, text);
    return NativeStatus::kPanic;
  }
  auto* s = static_cast<const GoSlice*>(x.data);
  return {s->ptr, x.type->elem, s->len};
}

NativeResult<> swapElems(NativeCall& c, u8* base, const Type* elem, i64 n, i64 i, i64 j) {
  if (static_cast<u64>(i) >= static_cast<u64>(n) || static_cast<u64>(j) >= static_cast<u64>(n)) {
    rt::panicString(c.g, "reflect: slice index out of range");
    return NativeStatus::kPanic;
  }
  u8* a = base + i * elem->size;
  u8* b = base + j * elem->size;
  if (i == j || elem->size == 0) return NativeStatus::kDone;
  alignas(16) u8 small[256];
  std::unique_ptr<u8[]> big;
  u8* held = small;
  if (elem->size > sizeof small) {
    big.reset(new u8[elem->size]);
    held = big.get();
  }
  std::memcpy(held, a, elem->size);
  rt::typedmemmove(c.vm(), elem, a, b);
  rt::typedmemmove(c.vm(), elem, b, held);
  return NativeStatus::kDone;
}

const NativeEntry kTable[] = {
    GVM_NATIVE("sort.sliceParts", sliceParts),
    GVM_NATIVE("sort.swapElems", swapElems),
};

}  // namespace

std::span<const NativeEntry> sortNatives() { return kTable; }

}  // namespace gvm::stdlib
