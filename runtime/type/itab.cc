// This file finds and makes itabs. Lookups take no lock: the table is open-addressed, grows by replacement, and old
// tables stay until the VM closes, so a reader that holds one still sees valid entries (and at worst misses a new one,
// then looks again under the lock). Failures are cached too, as itabs with fun[0] null.
#include <cstdlib>

#include "runtime/type/table.h"

namespace gvm::rt::inline type {

struct TypeTable::ItabMap {
  u64 mask;
  u64 count;
  std::atomic<Itab*> slots[1];
};

namespace {

u64 itabHash(const Type* inter, const Type* type) { return mixMul(inter->hash + 0x9e3779b9ULL, type->hash ^ 0xe7037ed1a0b428dbULL); }

}  // namespace

TypeTable::~TypeTable() {
  auto freeMap = [](ItabMap* m) { std::free(m); };
  for (ItabMap* m : oldItabs_) freeMap(m);
  freeMap(itabs_.load());
  for (Type* t : all_) {
    std::free(t->gcMaskExt.load());
    // Texts of named types lie in the arena, others were made by typeString.
    if (!t->isNamed()) std::free(const_cast<GoString*>(t->str.load()));
  }
  for (void* b : blocks_) std::free(b);
}

bool TypeTable::implements(const Type* inter, const Type* type) const { return missingMethod(inter, type).data() == nullptr; }

std::string_view TypeTable::missingMethod(const Type* inter, const Type* type) const {
  const bool isInter = type->kind == Kind::Interface;
  const u32 n = isInter ? type->numIMethod : type->numMethod;
  u32 j = 0;
  for (u32 i = 0; i < inter->numIMethod; i++) {
    const IMethod& want = inter->imethods[i];
    bool found = false;
    for (; j < n && !found; j++) {
      auto check = [&](const auto& have) {
        if (methodLess(want.name.view(), want.pkgPath.view(), have.name.view(), have.pkgPath.view())) return false;
        found = want.type == have.type && want.name.view() == have.name.view() && want.pkgPath.view() == have.pkgPath.view();
        return true;
      };
      if (!(isInter ? check(type->imethods[j]) : check(type->methods[j]))) break;
    }
    if (!found) return want.name.view();
  }
  return {};
}

// Fills in the functions of tab; fun[0] is null when its type lacks a method.
void TypeTable::fillItab(Itab* tab) {
  const Type *inter = tab->inter, *type = tab->type;
  u32 n = inter->numIMethod;
  u32 j = 0;
  for (u32 i = 0; i < n; i++) {
    const IMethod& want = inter->imethods[i];
    while (j < type->numMethod && (type->methods[j].name.view() != want.name.view() ||
                                   type->methods[j].pkgPath.view() != want.pkgPath.view())) {
      j++;
    }
    if (j == type->numMethod || type->methods[j].type != want.type) {
      tab->fun[0] = nullptr;
      return;
    }
    tab->fun[i] = type->methods[j++].ifn;
  }
}

void TypeTable::refillItabs(const Type* type) {
  ItabMap* m = itabs_.load(std::memory_order_relaxed);
  for (u64 i = 0; m != nullptr && i <= m->mask; i++)
    if (Itab* t = m->slots[i].load(std::memory_order_relaxed); t != nullptr && t->type == type && t->fun[0] == nullptr) fillItab(t);
}

Itab* TypeTable::makeItab(const Type* inter, const Type* type) {
  u32 n = inter->numIMethod;
  Itab* tab = static_cast<Itab*>(alloc(sizeof(Itab) + (n > 0 ? n - 1 : 0) * sizeof(Func*)));
  tab->inter = inter;
  tab->type = type;
  tab->hash = type->hash;
  tab->numFun = n;
  fillItab(tab);
  return tab;
}

void TypeTable::itabAdd(Itab* tab) {
  ItabMap* m = itabs_.load(std::memory_order_relaxed);
  auto make = [](u64 size) {
    auto* fresh = static_cast<ItabMap*>(std::calloc(1, sizeof(ItabMap) + (size - 1) * 8));
    fresh->mask = size - 1;
    return fresh;
  };
  auto put = [](ItabMap* into, Itab* t) {
    u64 h = itabHash(t->inter, t->type) & into->mask;
    while (into->slots[h].load(std::memory_order_relaxed)) h = (h + 1) & into->mask;
    into->slots[h].store(t, std::memory_order_release);
    into->count++;
  };
  if (m == nullptr || m->count * 4 >= (m->mask + 1) * 3) {
    ItabMap* bigger = make(m ? (m->mask + 1) * 2 : 256);
    if (m) {
      for (u64 i = 0; i <= m->mask; i++) {
        if (Itab* t = m->slots[i].load(std::memory_order_relaxed)) put(bigger, t);
      }
      oldItabs_.push_back(m);
    }
    itabs_.store(bigger, std::memory_order_release);
    m = bigger;
  }
  put(m, tab);
}

Itab* TypeTable::getItab(const Type* inter, const Type* type) {
  // Interface types with the same methods share itabs, so that a conversion between them can keep the itab.
  inter = inter->underlying;
  auto find = [&]() -> Itab* {
    ItabMap* m = itabs_.load(std::memory_order_acquire);
    if (m == nullptr) return nullptr;
    for (u64 h = itabHash(inter, type) & m->mask;; h = (h + 1) & m->mask) {
      Itab* t = m->slots[h].load(std::memory_order_acquire);
      if (t == nullptr || (t->inter == inter && t->type == type)) return t;
    }
  };
  Itab* tab = find();
  if (tab == nullptr) {
    MutexLock hold(mu_);
    tab = find();
    if (tab == nullptr) {
      tab = makeItab(inter, type);
      itabAdd(tab);
    }
  }
  return tab->fun[0] ? tab : nullptr;
}

}  // namespace gvm::rt::inline type
