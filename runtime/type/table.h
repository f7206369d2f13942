// This file is the TypeTable: it makes type descriptors, keeps them canonical within a VM, and finds itabs. The loader
// feeds it the structure of an image's types, reflect the types made at run time.
//
// Making is in two steps, because types are recursive: first the shape (declareNamed, then pointerTo, structOf, ... on
// the shells, then setUnderlying), then complete(t), which lays out t and everything it contains. All makers but
// declareNamed return the existing descriptor for an identical type. Every function may be called from any thread.
#pragma once
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/core/lock.h"
#include "runtime/type/alg.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline type {

/// What makes a named type. key is unique in the program (the linker symbol name, e.g. "math/big.Int", "main.f.T·1",
/// "main.Pair[int,string]"); str is reflect's String ("big.Int"); name is reflect's Name ("Int").
struct NamedDesc {
  std::string_view key, str, name, pkgPath;
};
struct FieldDesc {
  std::string_view name, tag, pkgPath;
  Type* type = nullptr;
  bool embedded = false;
};
struct IMethodDesc {
  std::string_view name, pkgPath;
  Type* type = nullptr;
};
struct MethodDesc {
  std::string_view name, pkgPath;
  Type* type = nullptr;
  Func* ifn = nullptr;
  Func* tfn = nullptr;
};

struct TypeTable {
  TypeTable();
  ~TypeTable();
  TypeTable(const TypeTable&) = delete;
  TypeTable& operator=(const TypeTable&) = delete;

  /// The predeclared type of a basic kind, complete.
  Type* basic(Kind k) const { return basic_[static_cast<int>(k)]; }
  /// interface{} (complete).
  Type* emptyInterface() const { return eface_; }
  /// error (complete).
  Type* errorType() const { return error_; }

  /// The named type of that key; made as a shell when new (*isNew true), to be given its structure by setUnderlying.
  Type* declareNamed(const NamedDesc& d, bool* isNew);
  /// The named type of that key, or null.
  Type* findNamed(std::string_view key) const;
  /// Gives a shell the structure of an unnamed (or another complete named) type.
  void setUnderlying(Type* named, Type* under);
  /// Sets the method set of a named type, a pointer to one, or a struct with embedded fields, once. Sorts them.
  void setMethods(Type* t, std::span<const MethodDesc> methods, bool late = false);

  Type* pointerTo(Type* elem);
  Type* sliceOf(Type* elem);
  Type* arrayOf(Type* elem, u64 len);
  Type* mapOf(Type* key, Type* elem);
  Type* chanOf(ChanDir dir, Type* elem);
  Type* funcOf(std::span<Type* const> params, std::span<Type* const> results, bool variadic);
  Type* structOf(std::span<const FieldDesc> fields);
  Type* interfaceOf(std::span<const IMethodDesc> methods);

  /// Lays out t and what it contains. Idempotent. False when a size overflows or a type contains itself.
  bool complete(Type* t);

  /// The itab of (inter, type), made on first use; null when type does not implement inter. inter has methods.
  Itab* getItab(const Type* inter, const Type* type);
  /// The first method of inter that type lacks, for the text of a failed assertion; empty when none is missing.
  std::string_view missingMethod(const Type* inter, const Type* type) const;
  /// True when type has every method of inter.
  bool implements(const Type* inter, const Type* type) const;

  /// Copies text into the table's arena.
  GoString intern(std::string_view s);
  /// Calls f for every type made so far.
  template <class F>
  void forEach(F&& f) const {
    for (Type* t : all_) f(t);
  }

 private:
  struct ItabMap;
  using Key = std::vector<u64>;
  struct KeyHash {
    usize operator()(const Key& k) const;
  };
  void* alloc(u64 size);
  Type* newType(Kind k);
  template <class Fill>
  Type* findOrMake(Key&& key, Kind k, Fill&& fill);
  GoString internLocked(std::string_view s);
  u64 symbolId(std::string_view s);
  Type* pointerLocked(Type* elem);
  Type* arrayLocked(Type* elem, u64 len);
  Type* structLocked(std::span<const FieldDesc> fields);
  Type* interfaceLocked(std::span<const IMethodDesc> methods);
  bool completeLocked(Type* t);
  bool layout(Type* t);
  void makeMapParts(Type* t);
  void makePredeclared();
  void itabAdd(Itab* tab);
  Itab* makeItab(const Type* inter, const Type* type);
  static void fillItab(Itab* tab);
  // The type has got more methods: what it did not implement it may implement now.
  void refillItabs(const Type* type);

  mutable Mutex mu_{LockRank::kTypes};  // guards everything below
  std::vector<void*> blocks_;
  u8* cur_ = nullptr;
  u8* end_ = nullptr;
  std::vector<Type*> all_;
  std::unordered_map<Key, Type*, KeyHash> canon_;
  std::unordered_map<std::string, Type*> named_;
  std::unordered_map<std::string, u64> symbols_;
  std::vector<GoString> symbolText_;
  Type* basic_[kNumKinds] = {};
  Type* eface_ = nullptr;
  Type* error_ = nullptr;
  std::atomic<ItabMap*> itabs_{nullptr};
  std::vector<ItabMap*> oldItabs_;
};

/// The type as reflect's String prints it: "map[string]*main.T".
GoString typeString(const Type* t);
inline std::string_view typeStringView(const Type* t) { return typeString(t).view(); }

/// a and b have the same underlying structure when tags are ignored (what conversion allows).
bool identicalIgnoreTags(const Type* a, const Type* b);

}  // namespace gvm::rt::inline type
