// This file declares the arithmetic of type terms (T and ~T) and lists of them, private to the room, and how functions
// that may have no checker print types in causes.
#pragma once
#include <vector>

#include "compiler/types/predicates.h"

namespace gvm::types {

// A union of terms in normal form: no term is contained in another. all: every type.
struct TermList {
  bool all = true;
  std::vector<Term> terms;
};

bool termIncludes(const Term& x, Type* t);
bool termSubsetOf(const Term& x, const Term& y);
bool termDisjoint(const Term& x, const Term& y);
TermList termUnion(TermList x, const TermList& y);
TermList termIntersect(const TermList& x, const TermList& y);
bool termsEqual(const TypeSet* x, const TypeSet* y);

// The terms of a union into *out (whose list is in u's universe's arena). False if there are too many, which is
// reported through check, if given, at pos.
bool unionTypeSet(Checker* check, Universe& universe, Pos pos, Union* u, TypeSet* out);

// The universe that a type belongs to, found through its parts; nullptr for types without any.
Universe* universeOf(Type* t);

// t for a message.
std::string message(Checker* check, Type* t);
// "int | ~string", for messages.
std::string termListString(const TypeSet* s);

}  // namespace gvm::types
