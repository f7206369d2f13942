// This file is the contract of the types room: Go types as data. Objects and scopes are in object.h, the fixed types of
// a compilation in universe.h, the checker in checker.h.
//
// A Type is an arena struct with a tag and no virtual functions. Use as<T>(t) for "is it exactly this node, aliases
// unwrapped", underAs<T>(t) for "is its underlying type that", and identical(x, y) for type identity. Two types made in
// different places may be identical and yet be two objects: key tables by canonical(t), which gives one representative
// per identity class (see canonical.cc), or compare with identical().
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/constant/constant.h"
#include "compiler/source/arena.h"
#include "compiler/source/source.h"

namespace gvm::syntax {
struct Node;
struct Expr;
struct Ident;
}  // namespace gvm::syntax

namespace gvm::types {

using source::Arena;
using source::List;
using source::Pos;
using Name = std::string_view;  // interned: equal names have equal data pointers

struct Object;
struct TypeName;
struct Var;
struct Func;
struct Scope;
struct Package;
struct TypeSet;
struct TypeParam;
struct Named;
class Checker;
class Universe;

enum class Tag : uint8_t {
  Basic, Named, Pointer, Slice, Array, Map, Chan, Struct, Tuple, Signature, Interface, Union, TypeParam, Alias
};

// Bits of Type::flags; the upper ones are canonical.cc's.
enum TypeFlags : uint8_t { kTypeIsAny = 1 };   // the interface that the predeclared name any stands for

struct Type {
  Tag tag;
  uint8_t flags = 0;        // TypeFlags, private to the room
  uint32_t hash = 0;        // structural hash, 0: not computed (canonical.cc)
  Type* canon = nullptr;    // canonical representative, nullptr: not computed
  mutable void* rt = nullptr;  // free for the rooms after this one: what they have made of this (canonical) type
  explicit Type(Tag t) : tag(t) {}
};

// ---- Basic ----
enum BasicKind : uint8_t {
  Invalid,
  Bool, Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr,
  Float32, Float64, Complex64, Complex128, String, UnsafePointer,
  UntypedBool, UntypedInt, UntypedRune, UntypedFloat, UntypedComplex, UntypedString, UntypedNil,
  kNumBasicKinds,
  Byte = Uint8, Rune = Int32,
};
enum BasicInfo : uint16_t {
  IsBoolean = 1, IsInteger = 2, IsUnsigned = 4, IsFloat = 8, IsComplex = 16, IsString = 32, IsUntyped = 64,
  IsOrdered = IsInteger | IsFloat | IsString,
  IsNumeric = IsInteger | IsFloat | IsComplex,
  IsConstType = IsBoolean | IsNumeric | IsString,
};
struct Basic : Type {
  static constexpr Tag kTag = Tag::Basic;
  BasicKind kind;
  uint16_t info;      // BasicInfo bits
  Name name;          // "byte" and "rune" are Basics of their own, identical to uint8 and int32
  Universe* universe;
  Basic(Universe* u, BasicKind k, uint16_t i, Name n) : Type(kTag), kind(k), info(i), name(n), universe(u) {}
};

// ---- type literals ----
struct Pointer : Type {
  static constexpr Tag kTag = Tag::Pointer;
  Type* base;
  explicit Pointer(Type* b) : Type(kTag), base(b) {}
};
struct Slice : Type {
  static constexpr Tag kTag = Tag::Slice;
  Type* elem;
  explicit Slice(Type* e) : Type(kTag), elem(e) {}
};
struct Array : Type {
  static constexpr Tag kTag = Tag::Array;
  Type* elem;
  int64_t len;  // < 0: unknown because of an error
  Array(Type* e, int64_t n) : Type(kTag), elem(e), len(n) {}
};
struct Map : Type {
  static constexpr Tag kTag = Tag::Map;
  Type *key, *elem;
  Map(Type* k, Type* e) : Type(kTag), key(k), elem(e) {}
};
enum class ChanDir : uint8_t { SendRecv, SendOnly, RecvOnly };
struct Chan : Type {
  static constexpr Tag kTag = Tag::Chan;
  ChanDir dir;
  Type* elem;
  Chan(ChanDir d, Type* e) : Type(kTag), dir(d), elem(e) {}
};
struct Struct : Type {
  static constexpr Tag kTag = Tag::Struct;
  List<Var*> fields;
  List<std::string_view> tags;   // empty, or one per field (unquoted text; "" = no tag)
  int64_t* offsets = nullptr;    // byte offset of each field, once offsetsOf() was asked (sizes.cc)
  Struct() : Type(kTag) {}
  std::string_view tag(size_t i) const { return i < tags.size() ? tags[i] : std::string_view(); }
};
// The list of a function's parameters or results; also the type of a call with several results.
struct Tuple : Type {
  static constexpr Tag kTag = Tag::Tuple;
  List<Var*> vars;
  explicit Tuple(List<Var*> v) : Type(kTag), vars(v) {}
  uint32_t len() const { return vars.size(); }
};
struct Signature : Type {
  static constexpr Tag kTag = Tag::Signature;
  List<TypeParam*> rparams;   // receiver type parameters, for methods of generic types as declared
  List<TypeParam*> tparams;   // type parameters of a generic function
  Scope* scope = nullptr;     // scope of the parameters, for functions with a body or declaration
  Var* recv = nullptr;        // nullptr: not a method
  Tuple* params = nullptr;    // never nullptr once checked; the last is a slice (or string for append) if variadic
  Tuple* results = nullptr;   // never nullptr once checked
  bool variadic = false;
  Signature() : Type(kTag) {}
};
struct Interface : Type {
  static constexpr Tag kTag = Tag::Interface;
  Checker* check = nullptr;     // for error reporting while incomplete
  List<Func*> methods;          // explicitly declared methods, in source order
  List<Type*> embeddeds;        // embedded elements, in source order
  Pos* embedPos = nullptr;      // their positions, or nullptr
  bool implicit = false;        // wrapper for a constraint literal such as ~T or A|B
  bool complete = false;        // all fields are set (the type set may be computed)
  TypeSet* tset = nullptr;      // computed lazily: use typeSetOf()
  Interface() : Type(kTag) {}
};
struct Term {
  bool tilde;
  Type* type;
};
struct Union : Type {
  static constexpr Tag kTag = Tag::Union;
  List<Term*> terms;
  explicit Union(List<Term*> t) : Type(kTag), terms(t) {}
};

// The types an interface stands for: methods (its method set, sorted by Id) and a union of terms.
struct TypeSet {
  List<Func*> methods;   // all methods, sorted by (exported name | path+name): the order of an itab
  List<Term> terms;      // normal form. allTerms: every type; else the union of terms (none: the empty set)
  bool allTerms = true;
  bool comparable = false;  // only comparable types; if set, allTerms
  bool isEmpty() const { return !allTerms && terms.empty(); }
  bool isMethodSet() const { return !comparable && allTerms; }
  bool isAll() const { return isMethodSet() && methods.empty(); }
  bool hasTerms() const { return !allTerms && !terms.empty(); }
};

// ---- declared types ----
struct Named : Type {
  static constexpr Tag kTag = Tag::Named;
  TypeName* obj;                  // declaring object (instances have one of their own; use object())
  Universe* universe;
  Checker* check = nullptr;       // while the declaring package is being checked
  Type* fromRHS = nullptr;        // right-hand side of the declaration (or substituted, for instances)
  Type* underlying = nullptr;     // computed lazily: use under()
  List<TypeParam*> tparams;       // of a generic type; instances: use origin()->tparams
  Func** methods = nullptr;       // declared methods in source order; nullptr entries: not yet expanded instances
  uint32_t numMethods_ = 0, capMethods = 0;
  Named* orig = nullptr;          // generic type this is an instance of, or nullptr
  List<Type*> targs;              // type arguments of an instance
  bool unpacked = false;          // fromRHS is there
  bool finite = false, finiteKnown = false;  // finiteSize result (cycles.cc)
  bool validChecked = false;      // validType has passed (validtype.cc)

  Named(Universe* u, TypeName* o) : Type(kTag), obj(o), universe(u) {}
  Named* origin() { return orig ? orig : this; }
  TypeName* object() { return origin()->obj; }
  bool isGeneric() const { return !orig && !tparams.empty(); }   // needs type arguments
  // Declared methods (of the origin type; the i'th method of an instance is made when first asked for).
  uint32_t numMethods() { return origin()->numMethods_; }
  Func* method(uint32_t i);                                        // named.cc
  int methodIndex(Name name, bool foldCase);                       // -1: none
  Func* lookupMethod(Package* pkg, Name name, bool foldCase, int* index = nullptr);
  void addMethod(Func* m);
  Named* unpack();
};
struct TypeParam : Type {
  static constexpr Tag kTag = Tag::TypeParam;
  Universe* universe;
  Checker* check = nullptr;
  uint64_t id;                   // unique; for deterministic order
  TypeName* obj;
  int index = -1;                // position in its type parameter list, once bound
  Type* bound;                   // constraint: any type; iface() gives it as an interface
  TypeParam(Universe* u, TypeName* o, Type* b, uint64_t i) : Type(kTag), universe(u), id(i), obj(o), bound(b) {}
  Interface* iface();            // typeparam.cc
};
struct Alias : Type {
  static constexpr Tag kTag = Tag::Alias;
  TypeName* obj;
  Universe* universe;
  Alias* orig = nullptr;         // generic alias this is an instance of; itself otherwise
  List<TypeParam*> tparams;
  List<Type*> targs;
  Type* fromRHS;                 // may be an alias again
  Type* actual = nullptr;        // the first non-alias type: use unalias()
  Alias(Universe* u, TypeName* o, Type* rhs) : Type(kTag), obj(o), universe(u), orig(this), fromRHS(rhs) {}
};

// ---- looking at types ----
Type* unaliasSlow(Alias* a);      // alias.cc
Type* underSlow(Type* t);         // named.cc: Named and TypeParam

// t with all aliases unwrapped.
inline Type* unalias(Type* t) { return t && t->tag == Tag::Alias ? unaliasSlow(static_cast<Alias*>(t)) : t; }
// The underlying type. That of a type parameter is its constraint interface. Never Named, TypeParam or Alias.
inline Type* under(Type* t) {
  if (t->tag == Tag::Alias) t = unaliasSlow(static_cast<Alias*>(t));
  return t->tag == Tag::Named || t->tag == Tag::TypeParam ? underSlow(t) : t;
}
// t as a T if that is what it is, aliases unwrapped, or nullptr (also for t == nullptr).
template <class T>
inline T* as(Type* t) {
  if (!t) return nullptr;
  if constexpr (T::kTag != Tag::Alias) t = unalias(t);
  return t->tag == T::kTag ? static_cast<T*>(t) : nullptr;
}
// The underlying type of t as a T, or nullptr.
template <class T>
inline T* underAs(Type* t) {
  return t ? as<T>(under(t)) : nullptr;
}

// ---- sizes (sizes.cc): Go's amd64 layout ----
int64_t sizeOf(Type* t);
int64_t alignOf(Type* t);
const int64_t* offsetsOf(Struct* s);               // one per field
// Offset of the field reached from struct type t by a selection path with no pointer on it.
int64_t offsetOf(Type* t, List<int> path);

// ---- identity and canonical types (predicates.cc, canonical.cc) ----
bool identical(Type* x, Type* y);
bool identicalIgnoreTags(Type* x, Type* y);
// Structural hash: identical types have equal hashes. Types containing type parameters hash by them.
uint32_t typeHash(Type* t);
// The representative of t's identity class in its universe: identical(x, y) == (canonical(x) == canonical(y)). The
// result has canonical components too (elements, fields, parameters), and byte/rune, aliases are gone from it; struct
// types keep tags and field names; methods of interfaces are those of the type set. t contains no type parameters
// (or they count as themselves), and is complete.
Type* canonical(Universe& u, Type* t);

// ---- printing (typestring.cc) ----
// How packages are printed: by path ("encoding/json.Decoder"), by name ("json.Decoder"), or relative to one package.
enum class Qualify : uint8_t { Path, Name };
// Text of t as in reflect and the linker (Qualify::Path / Name), with objects of package `rel` (may be nullptr) bare.
std::string typeString(Type* t, Qualify q = Qualify::Path, Package* rel = nullptr);

}  // namespace gvm::types
