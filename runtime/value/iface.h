// This file declares operations on interface values: boxing, equality, assertion.
#pragma once
#include "runtime/core/vm.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline value {

/// The data word of an interface that holds the value at src, of a type that is not pointer-shaped: an immutable copy.
/// Zero values and single bytes share static memory.
void* convT(const Type* t, const void* src);
/// The same for a scalar in canonical slot form (booleans, integers, floats): writes t->size bytes.
void* convTscalar(const Type* t, u64 slot);

/// Equality; false return of the function means that the goroutine must panic (uncomparable dynamic type).
bool efaceeq(const Eface& a, const Eface& b, bool* eq);
bool ifaceeq(const Iface& a, const Iface& b, bool* eq);
/// == of two values of type t in memory.
bool valueeq(const Type* t, const void* a, const void* b, bool* eq);

/// The itab for an assertion of a value of dynamic type t to inter. Null (no panic set) when it does not implement it.
Itab* assertItab(VM* vm, const Type* inter, const Type* t);
/// x.(inter) that must succeed: null when the goroutine must panic. t may be null (nil interface).
Itab* assertE2I(VM* vm, const Type* inter, const Type* t);
/// Sets pendingPanic for a failed assertion to concrete type `want`; iface is the static type of the operand.
void panicdottype(VM* vm, const Type* have, const Type* want, const Type* iface);

}  // namespace gvm::rt::inline value
