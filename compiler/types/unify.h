// This file declares the unifier of type inference, private to the room.
#pragma once
#include <vector>

#include "compiler/types/predicates.h"

namespace gvm::types {

// How two types must match. Assign: as in an assignment: inexactly at the top, exactly below. Exact: identical, but for
// type parameters. Neither: a declared type matches a literal through its underlying type, channel directions do not
// matter, and an interface matches what has its methods.
enum UnifyMode : unsigned { kInexact = 0, kAssign = 1, kExact = 2 };

// Finds types for type parameters such that given pairs of types match. Parameters that are found to stand for each
// other share a handle, through which a type that is found for one holds for all of them.
class Unifier {
 public:
  // targs: types known from the start, entries may be nullptr, and the list may be shorter.
  Unifier(List<TypeParam*> tparams, List<Type*> targs, bool interfaceInference);

  bool unify(Type* x, Type* y, unsigned mode) { return nify(x, y, mode, nullptr); }
  Type* at(TypeParam* p) const { return types_[handles_[static_cast<size_t>(indexOf(p))]]; }  // nullptr: not known
  void set(TypeParam* p, Type* t) { types_[handles_[static_cast<size_t>(indexOf(p))]] = t; }
  int unknowns() const;
  List<Type*> inferred(Arena& a) const;

 private:
  struct Pair {
    Interface *x, *y;
    const Pair* prev;
  };
  int indexOf(TypeParam* p) const;
  TypeParam* bound(Type* t) const;   // t as one of the parameters, or nullptr
  bool join(TypeParam* x, TypeParam* y);
  bool nify(Type* x, Type* y, unsigned mode, const Pair* p);
  bool nifyKnown(TypeParam* px, Type* y, unsigned mode, const Pair* p);
  bool nifyInterfaces(Interface* x, Interface* y, bool subset, const Pair* p);
  bool nifyTuples(Tuple* x, Tuple* y, unsigned mode, const Pair* p);
  bool nifyStructs(Struct* x, Struct* y, unsigned mode, const Pair* p);
  bool nifyLiterals(Type* x, Type* y, Type* yorig, unsigned mode, const Pair* p);

  List<TypeParam*> tparams_;
  std::vector<uint32_t> handles_;  // per parameter, an index into types_
  std::vector<Type*> types_;
  int depth_ = 0;
  bool interfaceInference_;
};

}  // namespace gvm::types
