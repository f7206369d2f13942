// This file makes room in maps: small maps become tables, tables are rebuilt, doubled, or split.
#include "runtime/map/table.h"

namespace gvm::rt::inline map {

namespace {

// Hash of a stored key; it was hashed before, so it cannot fail.
u64 hashStored(VM* vm, const Type* t, const Map* m, const u8* key) {
  const Type* bad = nullptr;
  return t->key->hashFn(t->key, key, m->seed, *vm->hash, &bad);
}

// Moves one slot's contents (key and elem, or the pointers to them) into tab, which has room and not this key.
void moveSlot(VM* vm, const Type* t, Table* tab, u64 hash, u8* fromKey, u8* fromElem) {
  for (Probe p(h1Of(hash), tab->lengthMask);; p.next()) {
    u8* g = groupAt(t, tab, p.offset);
    u32 free = matchEmptyOrDeleted(ctrlOf(g));
    if (free == 0) continue;
    u32 i = static_cast<u32>(std::countr_zero(free));
    if (t->tflag & kTFlagIndirectKey) {
      storePtr(vm, reinterpret_cast<void**>(keyAt(t, g, i)), *reinterpret_cast<void**>(fromKey));
    } else {
      typedmemmove(vm, t->key, keyAt(t, g, i), fromKey);
    }
    if (t->tflag & kTFlagIndirectElem) {
      storePtr(vm, reinterpret_cast<void**>(elemAt(t, g, i)), *reinterpret_cast<void**>(fromElem));
    } else {
      typedmemmove(vm, t->elem, elemAt(t, g, i), fromElem);
    }
    setCtrl(g, i, h2Of(hash));
    tab->growthLeft--;
    tab->used++;
    return;
  }
}

template <class F>
void forEachSlot(const Type* t, u8* groups, u64 n, F&& f) {
  for (u64 gi = 0; gi < n; gi++) {
    u8* g = groups + gi * t->map->groupSize;
    for (u32 full = matchFull(ctrlOf(g)); full; full &= full - 1) f(g, static_cast<u32>(std::countr_zero(full)));
  }
}

void replaceTable(VM* vm, Map* m, Table* tab) {
  u64 entries = u64{1} << (m->globalDepth - tab->localDepth);
  auto** dir = static_cast<Table**>(m->dir);
  for (u64 i = 0; i < entries; i++) {
    storePtr(vm, reinterpret_cast<void**>(&dir[static_cast<u64>(tab->index) + i]), tab);
  }
}

void split(VM* vm, const Type* t, Map* m, Table* tab) {
  u8 depth = tab->localDepth + 1;
  if (depth > m->globalDepth) {
    // The directory doubles: each entry becomes two.
    u64 n = static_cast<u64>(m->dirLen);
    auto** wider = static_cast<Table**>(newarray(vm->maps->ptr, n * 2));
    auto** dir = static_cast<Table**>(m->dir);
    Table* last = nullptr;
    for (u64 i = 0; i < n; i++) {
      Table* x = dir[i];
      storePtr(vm, reinterpret_cast<void**>(&wider[2 * i]), x);
      storePtr(vm, reinterpret_cast<void**>(&wider[2 * i + 1]), x);
      if (x != last) x->index *= 2;
      last = x;
    }
    storePtr(vm, &m->dir, wider);
    m->dirLen *= 2;
    m->globalDepth++;
    m->globalShift = static_cast<u8>(64 - m->globalDepth);
  }
  i64 half = i64{1} << (m->globalDepth - depth);
  Table* left = newTable(vm, t, kMaxTableCapacity, tab->index, depth);
  Table* right = newTable(vm, t, kMaxTableCapacity, tab->index + half, depth);
  u64 bit = u64{1} << (64 - depth);
  forEachSlot(t, tab->groups, tab->lengthMask + 1, [&](u8* g, u32 i) {
    u64 hash = hashStored(vm, t, m, derefKey(t, keyAt(t, g, i)));
    moveSlot(vm, t, hash & bit ? right : left, hash, keyAt(t, g, i), elemAt(t, g, i));
  });
  replaceTable(vm, m, left);
  replaceTable(vm, m, right);
  tab->index = -1;
}

void rebuild(VM* vm, const Type* t, Map* m, Table* tab, u32 capacity) {
  Table* fresh = newTable(vm, t, capacity, tab->index, tab->localDepth);
  forEachSlot(t, tab->groups, tab->lengthMask + 1, [&](u8* g, u32 i) {
    u64 hash = hashStored(vm, t, m, derefKey(t, keyAt(t, g, i)));
    moveSlot(vm, t, fresh, hash, keyAt(t, g, i), elemAt(t, g, i));
  });
  replaceTable(vm, m, fresh);
  tab->index = -1;
}

}  // namespace

void growToTable(VM* vm, const Type* t, Map* m) {
  Table* tab = newTable(vm, t, 2 * kGroupSlots, 0, 0);
  u8* old = static_cast<u8*>(m->dir);
  forEachSlot(t, old, 1, [&](u8* g, u32 i) {
    u64 hash = hashStored(vm, t, m, derefKey(t, keyAt(t, g, i)));
    moveSlot(vm, t, tab, hash, keyAt(t, g, i), elemAt(t, g, i));
  });
  auto** dir = static_cast<Table**>(newarray(vm->maps->ptr, 1));
  storePtr(vm, reinterpret_cast<void**>(&dir[0]), tab);
  storePtr(vm, &m->dir, dir);
  m->dirLen = 1;
  m->globalDepth = 0;
  m->globalShift = 64;
}

void rehash(VM* vm, const Type* t, Map* m, Table* tab) {
  m->tombstonePossible = true;
  // When tombstones are what fills the table, a fresh one of the same size is enough.
  if (tab->used <= tab->capacity * 5 / 8) return rebuild(vm, t, m, tab, tab->capacity);
  if (tab->capacity * 2 <= kMaxTableCapacity) return rebuild(vm, t, m, tab, tab->capacity * 2);
  split(vm, t, m, tab);
}

}  // namespace gvm::rt::inline map
