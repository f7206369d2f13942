// This file iterates over maps. Order is random: a random first table, and a random first slot in each table. The map may
// change meanwhile: an iterator walks the table it began with even after that was replaced, and then asks the map for
// each key, so that deleted entries are left out, changed ones are seen as they are now, and none comes twice. Entries
// added during the iteration may or may not be seen.
#include "runtime/map/table.h"

namespace gvm::rt::inline map {

namespace {

void finish(MapIter* it) {
  it->key = nullptr;
  it->elem = nullptr;
}

// Delivers the entry in slot i of group g, which belongs to a table (or small group) that the map has replaced when
// `stale`. False when the entry is gone.
bool deliver(VM* vm, MapIter* it, u8* g, u32 i, bool stale) {
  const Type* t = it->typ;
  u8* key = derefKey(t, keyAt(t, g, i));
  u8* elem = derefElem(t, elemAt(t, g, i));
  if (stale) {
    const Type* bad = nullptr;
    if ((t->key->tflag & kTFlagReflexiveKey) || t->key->equal(t->key, key, key, &bad)) {
      SlotRef s;
      u64 h = t->key->hashFn(t->key, key, it->m->seed, *vm->hash, &bad);
      if (it->m->used == 0 || !findSlot(vm, t, it->m, KeyAny{key, h}, &s)) return false;
      key = derefKey(t, keyAt(t, s.group, s.i));
      elem = derefElem(t, elemAt(t, s.group, s.i));
    } else if (it->clearSeq != it->m->clearSeq) {
      // A key unequal to itself cannot be looked up, nor deleted but by clear.
      return false;
    }
  }
  it->key = key;
  it->elem = elem;
  return true;
}

void nextSmall(VM* vm, MapIter* it) {
  u8* g = static_cast<u8*>(it->group);
  bool stale = it->m->dirLen != 0 || it->m->dir != it->group;
  while (it->entryIdx < kGroupSlots) {
    u32 i = static_cast<u32>((it->entryIdx + it->entryOffset) % kGroupSlots);
    it->entryIdx++;
    if (!(g[i] & 0x80) && deliver(vm, it, g, i, stale)) return;
  }
  finish(it);
}

}  // namespace

void mapiterinit(VM* vm, const Type* t, Map* m, MapIter* it) {
  *it = MapIter{};
  it->typ = t;
  if (m == nullptr || m->used == 0) return;
  it->m = m;
  it->clearSeq = m->clearSeq;
  it->globalDepth = m->globalDepth;
  it->entryOffset = mapRand();
  if (m->dirLen == 0) {
    it->group = m->dir;
  } else {
    it->dirPtr = m->dir;
    it->dirOffset = static_cast<u64>(dirAt(m, mapRand() & static_cast<u64>(m->dirLen - 1))->index);
  }
  mapiternext(vm, it);
}

void mapiternext(VM* vm, MapIter* it) {
  Map* m = it->m;
  if (m == nullptr) return finish(it);
  if (GVM_UNLIKELY(m->writing)) fatal("concurrent map iteration and map write");
  if (it->group != nullptr) return nextSmall(vm, it);

  const Type* t = it->typ;
  if (it->globalDepth != m->globalDepth) {
    u8 by = static_cast<u8>(m->globalDepth - it->globalDepth);
    it->dirIdx <<= by;
    it->dirOffset <<= by;
    it->globalDepth = m->globalDepth;
  }
  u64 dirMask = static_cast<u64>(m->dirLen) - 1;
  while (it->dirIdx <= dirMask) {
    Table* current = dirAt(m, (it->dirIdx + it->dirOffset) & dirMask);
    if (it->tab == nullptr) {
      it->tab = current;
      it->entryIdx = 0;
    }
    Table* tab = static_cast<Table*>(it->tab);
    bool stale = tab->index < 0;
    u64 slotMask = tab->capacity - 1;
    while (it->entryIdx < tab->capacity) {
      u64 slot = (it->entryIdx + it->entryOffset) & slotMask;
      u32 i = static_cast<u32>(slot % kGroupSlots);
      u8* g = groupAt(t, tab, slot / kGroupSlots);
      u32 full = matchFull(ctrlOf(g)) >> i;
      if (full == 0) {
        it->entryIdx += kGroupSlots - i;
        continue;
      }
      u32 skip = static_cast<u32>(std::countr_zero(full));
      it->entryIdx += skip;
      if (it->entryIdx >= tab->capacity) break;
      it->entryIdx++;
      if (deliver(vm, it, g, i + skip, stale)) return;
    }
    it->dirIdx += 1u << (m->globalDepth - tab->localDepth);
    it->tab = nullptr;
  }
  finish(it);
}

}  // namespace gvm::rt::inline map
