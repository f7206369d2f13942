// This file implements lookups by pc and by symbol, and line tables.
#include "runtime/symtab/symtab.h"

#include <algorithm>

namespace gvm::rt::inline symtab {

const LineRow* findLine(const FuncInfo& fi, u32 pcOff) {
  auto it = std::upper_bound(fi.lines.begin(), fi.lines.end(), pcOff,
                             [](u32 off, const LineRow& r) { return off < r.pc; });
  return it == fi.lines.begin() ? nullptr : &*(it - 1);
}

Func* SymTab::define(std::string_view symbol, Func* fn) {
  MutexLock hold(mu_);
  Func* winner = byName_.try_emplace(std::string(symbol), fn).first->second;
  funcs_.insert(winner);
  return winner;
}

Func* SymTab::lookup(std::string_view symbol) const {
  MutexLock hold(mu_);
  auto it = byName_.find(std::string(symbol));
  return it == byName_.end() ? nullptr : it->second;
}

void SymTab::addFunc(const Func* fn) {
  MutexLock hold(mu_);
  funcs_.insert(fn);
}

void SymTab::addCode(FuncInfo* fi) {
  if (fi->codeStart == nullptr) return;
  MutexLock hold(mu_);
  byPc_[reinterpret_cast<uptr>(fi->codeStart + fi->codeWords)] = fi;
}

void SymTab::removeCode(FuncInfo* fi) {
  MutexLock hold(mu_);
  auto it = byPc_.find(reinterpret_cast<uptr>(fi->codeStart + fi->codeWords));
  if (it != byPc_.end() && it->second == fi) byPc_.erase(it);
}

FuncInfo* SymTab::findFunc(const u64* pc) const {
  MutexLock hold(mu_);
  if (funcs_.count(pc)) return reinterpret_cast<const Func*>(pc)->info;
  auto it = byPc_.upper_bound(reinterpret_cast<uptr>(pc));
  if (it == byPc_.end()) return nullptr;
  return pc >= it->second->codeStart ? it->second : nullptr;
}

}  // namespace gvm::rt::inline symtab
