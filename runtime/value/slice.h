// This file declares operations on slices. Functions that return bool return false when the goroutine must panic
// (g->pendingPanic is set).
#pragma once
#include "runtime/base/values.h"
#include "runtime/core/vm.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline value {

/// make([]elem, len, cap).
bool makeslice(const Type* elem, i64 len, i64 cap, GoSlice* out);
/// Room for newLen elements, of which the last num are new: the old ones are copied, len is newLen, the new part is not
/// initialised for pointer-free elements (the caller writes it).
bool growslice(const GoSlice& old, i64 newLen, i64 num, const Type* elem, GoSlice* out);
/// The capacity growslice aims at before rounding to a size class.
i64 nextslicecap(i64 newLen, i64 oldCap);
/// copy(dst, src) with barriers: the number of elements copied.
i64 slicecopy(VM* vm, const GoSlice& dst, const GoSlice& src, const Type* elem);
/// append(s, t...).
bool appendslice(VM* vm, const GoSlice& s, const GoSlice& t, const Type* elem, GoSlice* out);

}  // namespace gvm::rt::inline value
