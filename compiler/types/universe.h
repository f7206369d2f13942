// This file is about what all packages of a compilation share: predeclared types and objects, the table of generic
// instances, and the table of canonical types. One Universe belongs to one compilation and outlives its packages.
#pragma once
#include <memory>
#include <unordered_map>
#include <vector>

#include "compiler/types/object.h"

namespace gvm::types {

class Universe {
 public:
  Universe(Arena& arena, source::Interner& interner);
  Universe(const Universe&) = delete;

  Arena& arena;
  source::Interner& interner;

  Basic* typ[kNumBasicKinds];   // by BasicKind
  Basic *byteType, *runeType;   // the aliases byte and rune: Basics identical to uint8 and int32
  Named* errorType;
  Named* comparableType;
  Alias* anyType;               // alias of the empty interface
  Interface* emptyInterface;
  TypeSet topTypeSet;           // the type set of `any`
  TypeSet invalidTypeSet;
  Scope* scope;                 // the universe scope
  Package* unsafe;
  Object* universeIota;
  Object* universeNil;
  Name nameBlank, nameInit, nameMain, nameError, nameIota, nameUnsafe, nameC;

  Basic* invalid() const { return typ[Invalid]; }
  std::vector<std::shared_ptr<void>> owned;   // packages and checkers made for this compilation

  // The part of the current thread's stack that the checker may use: its frames stay above stackLow.
  uintptr_t stackLow = 0, stackHigh = 0;

  uint32_t images = 0;  // images made of this compilation so far (emit)

  uint64_t nextTypeParamId() { return ++lastTypeParamId_; }

  // ---- instances (instantiate.cc) ----
  // The instance of orig (Named, Alias or Signature) with these type arguments if it was made already.
  Type* lookupInstance(Type* orig, List<Type*> targs);
  // Notes inst, unless there is one already, which is returned then.
  Type* addInstance(Type* orig, List<Type*> targs, Type* inst);

  // ---- canonical types (canonical.cc) ----
  std::unordered_multimap<uint32_t, Type*> canonTable;

 private:
  struct InstanceRow {
    Type* orig;
    List<Type*> targs;
    Type* inst;
  };
  uint64_t lastTypeParamId_ = 0;
  std::unordered_multimap<uint32_t, InstanceRow> instances_;  // by a hash of origin and arguments
};

// Type arguments of a use of a generic function or type, on the AST (Ident::inst, IndexExpr::inst).
struct Instance {
  List<Type*> targs;
  Type* type;     // the instantiated Signature or Named
};

}  // namespace gvm::types
