// This file holds the natives of slices: sorting ints, floats and strings.
#include <algorithm>
#include <vector>

#include "runtime/heap/barrier.h"
#include "runtime/type/table.h"
#include "stdlib/stdlib.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;
using rt::NativeCall;
using rt::Slice;

void sortInts(Slice<i64> x) { std::sort(x.ptr, x.ptr + x.len); }

// NaNs are gathered at the front, so that the rest has a strict weak order.
void sortFloats(Slice<f64> x) {
  f64* rest = std::partition(x.ptr, x.ptr + x.len, [](f64 v) { return v != v; });
  std::sort(rest, x.ptr + x.len);
}

// The strings are sorted in a copy, and copied back through the write barrier.
void sortStrings(NativeCall& c, Slice<GoString> x) {
  std::vector<GoString> v(x.ptr, x.ptr + x.len);
  std::sort(v.begin(), v.end(), [](const GoString& a, const GoString& b) { return a.view() < b.view(); });
  rt::typedslicemove(c.vm(), c.vm()->types->basic(rt::Kind::String), x.ptr, v.data(), x.len);
}

const NativeEntry kTable[] = {
    GVM_NATIVE("slices.sortInts", sortInts),
    GVM_NATIVE("slices.sortFloats", sortFloats),
    GVM_NATIVE("slices.sortStrings", sortStrings),
};

}  // namespace

std::span<const NativeEntry> slicesNatives() { return kTable; }

}  // namespace gvm::stdlib
