// This file binds the collector's weak handles.
#include "runtime/gc/gc.h"
#include "runtime/heap/malloc.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::NativeCall;

std::tuple<void*, u64> handleOf(NativeCall& c, void* p) {
  if (p == nullptr) return {nullptr, 0};
  auto at = reinterpret_cast<uptr>(p);
  uptr base = rt::findObjectBase(c.vm(), at, nullptr);
  if (base == 0) return {p, ~u64{0}};
  return {rt::registerWeakPointer(c.vm(), p), at - base};
}

void* objectOf(NativeCall& c, void* handle) { return rt::makeStrongFromWeak(c.vm(), handle); }

const NativeEntry kTable[] = {
    GVM_NATIVE("weak.handleOf", handleOf),
    GVM_NATIVE("weak.objectOf", objectOf),
};

}  // namespace

std::span<const NativeEntry> weakNatives() { return kTable; }

}  // namespace gvm::stdlib
