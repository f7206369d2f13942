// This file declares the questions and operations on types that the whole room uses: predicates, look-up, type sets,
// substitution, unification's entry. They follow go/types' functions of the same names. Where a function is given a
// Checker it may be nullptr: then nothing is reported.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "compiler/types/object.h"
#include "compiler/types/universe.h"

namespace gvm::types {

// ---- predicates.cc ----
inline bool isValid(Type* t) {
  t = unalias(t);
  return !(t->tag == Tag::Basic && static_cast<Basic*>(t)->kind == Invalid);
}
// isX: t's underlying type is basic of that info (false for type parameters). allX: that, or a type parameter all of
// whose type set is so.
bool isBasic(Type* t, int info);
bool allBasic(Type* t, int info);
inline bool isBoolean(Type* t) { return isBasic(t, IsBoolean); }
inline bool isInteger(Type* t) { return isBasic(t, IsInteger); }
inline bool isUnsigned(Type* t) { return isBasic(t, IsUnsigned); }
inline bool isFloat(Type* t) { return isBasic(t, IsFloat); }
inline bool isComplex(Type* t) { return isBasic(t, IsComplex); }
inline bool isNumeric(Type* t) { return isBasic(t, IsNumeric); }
inline bool isString(Type* t) { return isBasic(t, IsString); }
inline bool isConstType(Type* t) { return isBasic(t, IsConstType); }
inline bool allBoolean(Type* t) { return allBasic(t, IsBoolean); }
inline bool allInteger(Type* t) { return allBasic(t, IsInteger); }
inline bool allUnsigned(Type* t) { return allBasic(t, IsUnsigned); }
inline bool allNumeric(Type* t) { return allBasic(t, IsNumeric); }
inline bool allString(Type* t) { return allBasic(t, IsString); }
inline bool allOrdered(Type* t) { return allBasic(t, IsOrdered); }
inline bool allNumericOrString(Type* t) { return allBasic(t, IsNumeric | IsString); }
bool hasName(Type* t);               // Basic, Named, TypeParam or Alias thereof
bool isTypeLit(Type* t);             // neither Named nor TypeParam
bool isTyped(Type* t);               // safe on incomplete types: looks at Basic only
inline bool isUntyped(Type* t) { return !isTyped(t); }
bool isUntypedNumeric(Type* t);
bool isInterface(Type* t);           // underlying type is an interface (true for type parameters)
bool isNonTypeParamInterface(Type* t);
inline bool isTypeParam(Type* t) { return as<TypeParam>(t) != nullptr; }
bool hasEmptyTypeset(Type* t);
bool isGeneric(Type* t);             // generic type (alias or named) without type arguments
bool comparable(Type* t);            // values may be compared (interfaces too)
// Whether T is comparable; dynamic: interfaces count. If not, *cause (if given) says why for messages ("struct
// containing []int cannot be compared"...).
bool comparableType(Type* t, bool dynamic, std::string* cause, Checker* check);
bool hasNil(Type* t);                // nil is a value of t
bool samePkg(const Package* a, const Package* b);
bool identicalOrigin(Named* x, Named* y);
bool identicalInstance(Type* xorig, List<Type*> xargs, Type* yorig, List<Type*> yargs);
Type* defaultType(Type* t);          // int for untyped int...; t itself if typed; untyped nil stays
Type* maxType(Type* x, Type* y);     // larger of two untyped kinds; nullptr if mixed
bool isUnsafePointer(Type* t);
bool isUintptr(Type* t);
bool isBytesOrRunes(Type* t);
bool isPointerType(Type* t);

// ---- under.cc: the types of a type set ----
// Calls f(t, u) for each type t of typ's type set and its underlying type u; for a type that is no type parameter, once
// with typ and under(typ). A type parameter without specific types gives one call with (nullptr, nullptr). Stops and
// returns false when f does.
bool typeset(Type* typ, const std::function<bool(Type* t, Type* u)>& f);
// f(u) for all of the type set; stops at false. As in go/types' underIs.
bool underIs(Type* typ, const std::function<bool(Type* u)>& f);
// The single underlying type of all types in t's type set (channels may differ in direction), or nullptr with a cause.
// cond, if given, is asked first for each pair (which may be (nullptr, nullptr)); a text it returns (possibly empty)
// ends the walk and is the cause.
using TypeCond = std::function<std::optional<std::string>(Type* t, Type* u)>;
Type* commonUnder(Checker* check, Type* t, const TypeCond& cond, std::string* cause);

// ---- typeset.cc ----
// Computes (and caches) t's type set; errors (duplicate methods, bad embeddings) are reported through check at pos.
TypeSet* computeInterfaceTypeSet(Checker* check, Pos pos, Interface* t);
Func* typeSetLookup(TypeSet* s, Package* pkg, Name name, bool foldCase, int* index = nullptr);
// Whether every type of the set is comparable.
bool typeSetComparable(TypeSet* s);
bool typeSetSubsetOf(TypeSet* a, TypeSet* b);
// Calls f for each term (nullptr if there are no specific terms); true if all are true.
bool typeSetIs(TypeSet* s, const std::function<bool(const Term*)>& f);
bool termsOverlap(const Term& x, const Term& y);      // for the check of unions
std::string termString(const Term& t);                // for messages: packages by path
bool interfaceEmpty(Interface* t);                    // no methods, all types
// compareFunc: order of methods in type sets and itabs.
int compareFunc(const Func* a, const Func* b);

// ---- lookup.cc ----
// Method of interface type T that V lacks, or nullptr. static_: V's interface methods must be present too. wrongType:
// it is there with another signature. cause gets gc's explanation.
Func* missingMethod(Checker* check, Type* V, Type* T, bool static_, bool* wrongType, std::string* cause);
bool hasAllMethods(Checker* check, Type* V, Type* T, bool static_, std::string* cause,
                   const std::function<bool(Type*, Type*)>& equivalent = nullptr);
bool hasInvalidEmbeddedFields(Type* t);
bool isInterfacePtr(Type* t);
Type* deref(Type* t, bool* isPtr = nullptr);          // pointer's base, if t is (an alias of) a pointer literal
Type* derefStructPtr(Type* t);
int fieldIndex(List<Var*> fields, Package* pkg, Name name, bool foldCase);
int methodIndex(List<Func*> methods, Package* pkg, Name name, bool foldCase);

// ---- subst.cc ----
struct SubstMap {
  List<TypeParam*> from;
  List<Type*> to;
  bool empty() const { return from.empty(); }
  Type* lookup(TypeParam* p) const {
    for (uint32_t i = 0; i < from.size(); i++)
      if (from[i] == p && to[i]) return to[i];  // an entry may be nullptr: not known yet
    return p;
  }
};
// typ with the map applied; typ itself if nothing changes. expanding: instance being expanded, or nullptr.
Type* subst(Checker* check, Universe& u, Pos pos, Type* typ, const SubstMap& map, Named* expanding = nullptr);
Var* cloneVar(Arena& a, Var* v, Type* t);             // keeps origin
Func* cloneFunc(Arena& a, Func* f, Type* t);
// Replaces receiver type old by now in the methods of an interface; true if any was replaced (out is a new list).
bool replaceRecvType(Arena& a, List<Func*> in, Type* old, Type* now, List<Func*>* out);

// ---- instantiate.cc ----
// Instance of a generic Named, Alias or Signature; nothing is verified.
Type* instance(Checker* check, Universe& u, Pos pos, Type* orig, List<Type*> targs, Named* expanding = nullptr);
Named* newNamedInstance(Checker* check, Universe& u, Pos pos, Named* orig, List<Type*> targs);   // named.cc
Alias* newAliasInstance(Checker* check, Universe& u, Pos pos, Alias* orig, List<Type*> targs, Named* expanding);
// Index of the first type argument that does not satisfy its constraint (and why), or -1.
int verifyInstance(Checker* check, Pos pos, List<TypeParam*> tparams, List<Type*> targs, std::string* cause);
// Whether V implements T (an interface); constraint: satisfies, as a type argument.
bool implements(Checker* check, Type* V, Type* T, bool constraint, std::string* cause);

// ---- infer.cc ----
bool isParameterized(List<TypeParam*> tparams, Type* t);
// Fresh copies of tparams and typ rewritten to them.
Type* renameTParams(Checker* check, Pos pos, List<TypeParam*> tparams, Type* typ, List<TypeParam*>* renamed);
std::string typeParamsString(List<TypeParam*> list);

// ---- named.cc, alias.cc ----
// A fresh instance, not yet expanded, not in the table of instances.
Named* newNamedInstance(Checker* check, Universe& u, Pos pos, Named* orig, List<Type*> targs);
Alias* newAliasInstance(Checker* check, Universe& u, Pos pos, Alias* orig, List<Type*> targs, Named* expanding);
// The type parameters of a generic Named, Alias or Signature.
List<TypeParam*> typeParamsOf(Type* t);

// ---- conversions.cc, operand.cc ----
bool representableConst(Arena& a, const Value* x, Basic* typ, const Value** rounded);

// ---- typestring.cc ----
struct TypeWriterOptions {
  std::function<std::string(const Package*)> qualifier;  // text before the dot; empty: none
  bool paramNames = true;
  bool tparamSubscripts = false;
  bool pkgInfo = false;      // name the package of the first unexported field
};
void writeType(std::string* out, Type* t, const TypeWriterOptions& o);
void writeSignature(std::string* out, Signature* s, const TypeWriterOptions& o);  // without "func"

}  // namespace gvm::types
