// This file is the SymTab: from a pc inside linked code to its function, and from a symbol name to a function.
#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "runtime/core/lock.h"
#include "runtime/symtab/func.h"

namespace gvm::rt::inline symtab {

struct SymTab {
  /// Registers a function under its linker symbol. The first definition wins; returns the winner.
  Func* define(std::string_view symbol, Func* fn);
  /// The function with that linker symbol, or null.
  Func* lookup(std::string_view symbol) const;
  /// Makes fn known to findFunc as a func value, linked or not.
  void addFunc(const Func* fn);
  /// Tells that fi's code now lies at [fi->codeStart, +codeWords). Called when a function is linked.
  void addCode(FuncInfo* fi);
  /// Forgets a code range (a unit was unloaded).
  void removeCode(FuncInfo* fi);
  /// The function whose code contains pc, or null. pc may also be a Func*, as FuncForPC of a func value passes.
  FuncInfo* findFunc(const u64* pc) const;
  /// Calls f(symbol, Func*) for each function.
  template <class F>
  void forEach(F&& f) const {
    MutexLock hold(mu_);
    for (auto& [name, fn] : byName_) f(std::string_view(name), fn);
  }

 private:
  mutable Mutex mu_;  // guards all of these
  std::unordered_map<std::string, Func*> byName_;
  std::map<uptr, FuncInfo*> byPc_;  // key: first address past the code
  std::unordered_set<const void*> funcs_;  // every Func known here
};

}  // namespace gvm::rt::inline symtab
