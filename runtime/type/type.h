// This file is the Type descriptor: one object for each Go type, shared by the heap, the garbage collector, maps,
// interfaces, reflect and the host API. Descriptors are canonical within a VM, so identical types are the same pointer.
// They live outside the garbage-collected heap, are made by the TypeTable (table.h) and never change once complete,
// except for the lazily filled caches, which are atomic.
//
// The layout is plain data in Go's own shapes (GoString, GoSlice), because package reflect reads it from Go code.
#pragma once
#include <atomic>

#include "runtime/base/bits.h"
#include "runtime/base/kinds.h"
#include "runtime/base/values.h"
#include "runtime/core/fwd.h"

namespace gvm::rt::inline type {

struct Type;
struct HashState;

/// Facts about a type that are asked often.
enum TFlag : u16 {
  kTFlagNamed = 1 << 0,          // declared, predeclared or instantiated; has a name of its own
  kTFlagDirectIface = 1 << 1,    // an interface's data word holds the value itself
  kTFlagRegularMemory = 1 << 2,  // == is a comparison of the bytes: no padding, floats, strings or interfaces inside
  kTFlagComparable = 1 << 3,     // == compiles (it may still panic for interfaces inside)
  kTFlagHashMightPanic = 1 << 4, // an interface inside may hold an unhashable value
  kTFlagVariadic = 1 << 5,       // func(...T)
  kTFlagComplete = 1 << 6,       // size, layout, masks and algorithms are filled in
  kTFlagNeedKeyUpdate = 1 << 7,  // as a map key, assigning an equal key changes what is stored (floats, strings)
  kTFlagReflexiveKey = 1 << 8,   // k == k for every value
  kTFlagIndirectKey = 1 << 9,    // map: keys above 128 bytes are stored as pointers
  kTFlagIndirectElem = 1 << 10,  // map: elems above 128 bytes are stored as pointers
  kTFlagLayoutBusy = 1 << 11,    // being laid out: meeting it again means that the type contains itself
};

enum class ChanDir : u8 { Recv = 1, Send = 2, Both = 3 };

/// Compares two values of type t. Sets *bad to the offending type when a comparison must panic ("comparing uncomparable
/// type"); the result is then meaningless. *bad must be null on entry.
using EqualFn = bool (*)(const Type* t, const void* p, const void* q, const Type** bad);
/// Hashes a value of type t. Sets *bad to the unhashable type met, if any.
using HashFn = u64 (*)(const Type* t, const void* p, u64 seed, const HashState& hs, const Type** bad);

/// A struct field. pkgPath is empty for exported names.
struct Field {
  GoString name;
  Type* type = nullptr;
  u64 offset = 0;
  GoString tag;
  GoString pkgPath;
  bool embedded = false;
};

/// A method that an interface asks for. pkgPath is empty for exported names. type is the func type, no receiver.
struct IMethod {
  GoString name;
  GoString pkgPath;
  Type* type = nullptr;
};

/// A method that a type has. ifn takes the interface's data word as receiver, tfn the value itself (for pointer-shaped
/// receivers they are the same function). Either may be null when the linker proved it unreachable.
struct Method {
  GoString name;
  GoString pkgPath;
  Type* type = nullptr;
  Func* ifn = nullptr;
  Func* tfn = nullptr;
};

/// Pieces that only map types have; the group is {u64 ctrl; struct{K key; E elem} slots[8]} (map/map.h).
struct MapParts {
  Type* group;
  u32 slotSize;
  u32 elemOff;
  u64 groupSize;
};

struct Type {
  u64 size = 0;     // bytes of a value
  u64 ptrdata = 0;  // length of the prefix that may hold pointers; 0: pointer-free
  u32 hash = 0;     // structural hash, the same in every run
  u16 tflag = 0;    // TFlag bits
  u8 align = 1;
  Kind kind = Kind::Invalid;
  EqualFn equal = nullptr;  // null when not comparable
  HashFn hashFn = nullptr;  // null when not hashable
  u64 gcMask = 0;           // pointer mask of the first 64 words
  mutable std::atomic<u64*> gcMaskExt{nullptr};  // the whole mask, made on demand when ptrdata > 512

  Type* elem = nullptr;  // Array, Chan, Map, Pointer, Slice
  Type* key = nullptr;   // Map
  u64 len = 0;           // Array
  ChanDir dir = ChanDir::Both;

  Field* fields = nullptr;  // Struct
  Type** params = nullptr;  // Func
  Type** results = nullptr;
  IMethod* imethods = nullptr;  // Interface, sorted by methodLess
  u32 numField = 0;
  u32 numParam = 0;
  u32 numResult = 0;
  u32 numIMethod = 0;

  Method* methods = nullptr;  // sorted by methodLess; of a named type, *named type, or struct with embedded fields
  u32 numMethod = 0;
  u32 numExported = 0;  // exported methods come first
  MapParts* map = nullptr;

  GoString name;     // named types: the declared name with type arguments, "Pair[int,string]"
  GoString pkgPath;  // named types and types with unexported members: the import path
  mutable std::atomic<const GoString*> str{nullptr};  // as reflect prints it; see typeString
  std::atomic<Type*> ptrTo{nullptr};                  // *T when it exists
  Type* underlying = nullptr;                         // the canonical unnamed type, or the type itself

  bool isNamed() const { return tflag & kTFlagNamed; }
  bool isDirectIface() const { return tflag & kTFlagDirectIface; }
  bool isComparable() const { return tflag & kTFlagComparable; }
  bool hasPointers() const { return ptrdata != 0; }
  bool isRegularMemory() const { return tflag & kTFlagRegularMemory; }
  bool isVariadic() const { return tflag & kTFlagVariadic; }
  u64 slots() const { return slotsFor(size); }
};

/// Makes the full pointer mask of a type whose ptrdata exceeds 512 bytes.
const u64* gcMaskSlow(const Type* t);

/// The mask of a type whose ptrdata is at most 512 bytes; for the TypeTable.
u64 smallGcMask(const Type* t);

/// The pointer mask of t, ptrdata/8 bits.
inline const u64* gcMaskOf(const Type* t) {
  if (t->ptrdata <= 64 * kPtrSize) return &t->gcMask;
  const u64* m = t->gcMaskExt.load(std::memory_order_acquire);
  return m ? m : gcMaskSlow(t);
}

/// The order of methods: exported names first, then by name, then by package path.
bool methodLess(std::string_view name1, std::string_view pkg1, std::string_view name2, std::string_view pkg2);
/// True for names that start with an upper-case letter.
bool isExportedName(std::string_view name);

/// The method of t with that name (pkgPath empty when exported), or null.
const Method* findMethod(const Type* t, std::string_view name, std::string_view pkgPath);

/// What an interface value with methods points to: which dynamic type, and its methods in the interface's order.
/// fun[0] == nullptr in a cached itab means that the type does not implement the interface.
struct Itab {
  const Type* inter;
  const Type* type;
  u32 hash;  // copy of type->hash, for type switches
  u32 numFun;
  Func* fun[1];
};

/// An interface with methods.
struct Iface {
  Itab* tab = nullptr;
  void* data = nullptr;
};

static_assert(sizeof(GoString) == 16 && sizeof(GoSlice) == 24);

}  // namespace gvm::rt::inline type
