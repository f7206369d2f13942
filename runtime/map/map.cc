// This file makes maps, and instantiates lookups, assignments and deletions for each kind of key.
//
// A map header points at a single group while the map has at most eight entries (a small map: no table, and integer keys
// are compared without hashing), later at a directory of tables. The top globalDepth bits of a hash select the directory
// entry; a table that serves fewer bits (its localDepth) stands in several entries. A table holds at most 1024 slots:
// growing past that splits it in two by the next hash bit, and doubles the directory if need be. So an insertion never
// moves more than 1024 entries, and an iteration can go on across growth table by table (iter.cc).
#include "runtime/map/map.h"

#include "runtime/map/table.h"
#include "runtime/panic/panic.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline map {

void mapinit(VM* vm) {
  TypeTable& tt = *vm->types;
  Type *word = tt.basic(Kind::Uint64), *ptr = tt.basic(Kind::UnsafePointer);
  FieldDesc header[] = {{"used", "", "", word, false},  {"seed", "", "", word, false}, {"dir", "", "", ptr, false},
                        {"dirLen", "", "", word, false}, {"bits", "", "", word, false}, {"clearSeq", "", "", word, false}};
  FieldDesc table[] = {{"groups", "", "", ptr, false}, {"lengthMask", "", "", word, false},
                       {"used", "", "", word, false},  {"growth", "", "", word, false},
                       {"index", "", "", word, false}};
  vm->maps = new MapState{tt.structOf(header), tt.structOf(table), ptr};
  tt.complete(vm->maps->header);
  tt.complete(vm->maps->table);
  static_assert(sizeof(Map) == 48 && offsetof(Map, dir) == 16);
  static_assert(sizeof(Table) == 40 && offsetof(Table, groups) == 0);
}

void mapFree(VM* vm) {
  delete vm->maps;
  vm->maps = nullptr;
}

u64 mapRand() { return currentM->p->rand.next64(); }

u8* newGroups(VM* vm, const Type* t, u64 n) {
  u8* g = static_cast<u8*>(mallocgc(n * t->map->groupSize, t->map->group, true));
  for (u64 i = 0; i < n; i++) storeAs(g + i * t->map->groupSize, kCtrlAllEmpty);
  return g;
}

Table* newTable(VM* vm, const Type* t, u32 capacity, i64 index, u8 depth) {
  auto* tab = static_cast<Table*>(newobject(vm->maps->table));
  storePtr(vm, reinterpret_cast<void**>(&tab->groups), newGroups(vm, t, capacity / kGroupSlots));
  tab->lengthMask = capacity / kGroupSlots - 1;
  tab->capacity = capacity;
  tab->growthLeft = capacity * 7 / 8;
  tab->localDepth = depth;
  tab->index = index;
  return tab;
}

Map* makemap(VM* vm, const Type* t, i64 hint) {
  auto* m = static_cast<Map*>(newobject(vm->maps->header));
  m->seed = mapRand();
  if (hint <= static_cast<i64>(kGroupSlots)) return m;
  u64 target = static_cast<u64>(hint) * 8 / 7 + 1, bytes;
  // A hint that cannot be served is no error: the map starts small.
  if (mulOverflow(target, t->map->slotSize, &bytes) || bytes > kMaxAlloc / 2) return m;
  u64 tables = std::bit_ceil(divRoundUp(target, kMaxTableCapacity));
  u32 capacity = tables == 1 ? static_cast<u32>(std::bit_ceil(std::max<u64>(target, 2 * kGroupSlots))) : kMaxTableCapacity;
  auto** dir = static_cast<Table**>(newarray(vm->maps->ptr, tables));
  storePtr(vm, &m->dir, dir);
  m->dirLen = static_cast<i64>(tables);
  m->globalDepth = static_cast<u8>(std::countr_zero(tables));
  m->globalShift = static_cast<u8>(64 - m->globalDepth);
  for (u64 i = 0; i < tables; i++) {
    Table* tab = newTable(vm, t, capacity, static_cast<i64>(i), m->globalDepth);
    storePtr(vm, reinterpret_cast<void**>(&dir[i]), tab);
  }
  return m;
}

MapKind mapKindOf(const Type* t) {
  const Type* k = t->key;
  if (k->kind == Kind::String) return MapKind::kString;
  if (!k->isRegularMemory()) return MapKind::kGeneric;
  if (k->size == 4) return MapKind::k32;
  if (k->size == 8) return MapKind::k64;
  return MapKind::kGeneric;
}

namespace {

// Hashes a key that may be unhashable; false when the goroutine must panic.
bool hashKey(VM* vm, const Type* t, u64 seed, const void* key, u64* hash) {
  const Type* bad = nullptr;
  *hash = t->key->hashFn(t->key, key, seed, *vm->hash, &bad);
  if (GVM_LIKELY(bad == nullptr)) return true;
  panicunhashable(getg(), bad);
  return false;
}

}  // namespace

void* mapaccess(VM* vm, const Type* t, Map* m, const void* key, bool* ok) {
  u64 h = 0;
  *ok = true;
  if (m == nullptr || m->used == 0) {
    // Looking up an unhashable key panics even in an empty map.
    if (t->tflag & kTFlagHashMightPanic) *ok = hashKey(vm, t, 0, key, &h);
    return nullptr;
  }
  if (!(*ok = hashKey(vm, t, m->seed, key, &h))) return nullptr;
  return accessKey(vm, t, m, KeyAny{key, h});
}

void* mapassign(VM* vm, const Type* t, Map* m, const void* key, bool* ok) {
  u64 h = 0;
  if (!(*ok = hashKey(vm, t, m->seed, key, &h))) return nullptr;
  return assignKey(vm, t, m, KeyAny{key, h});
}

void mapdelete(VM* vm, const Type* t, Map* m, const void* key, bool* ok) {
  u64 h = 0;
  *ok = true;
  if (m == nullptr || m->used == 0) {
    if (t->tflag & kTFlagHashMightPanic) *ok = hashKey(vm, t, 0, key, &h);
    return;
  }
  if ((*ok = hashKey(vm, t, m->seed, key, &h))) deleteKey(vm, t, m, KeyAny{key, h});
}

void* mapaccess32(VM* vm, const Type* t, Map* m, u32 key) { return accessKey(vm, t, m, Key32{key}); }
void* mapaccess64(VM* vm, const Type* t, Map* m, u64 key) { return accessKey(vm, t, m, Key64{key}); }
void* mapaccessStr(VM* vm, const Type* t, Map* m, GoString key) { return accessKey(vm, t, m, KeyStr{key}); }
void* mapassign32(VM* vm, const Type* t, Map* m, u32 key) { return assignKey(vm, t, m, Key32{key}); }
void* mapassign64(VM* vm, const Type* t, Map* m, u64 key) { return assignKey(vm, t, m, Key64{key}); }
void* mapassignStr(VM* vm, const Type* t, Map* m, GoString key) { return assignKey(vm, t, m, KeyStr{key}); }
void mapdelete32(VM* vm, const Type* t, Map* m, u32 key) { deleteKey(vm, t, m, Key32{key}); }
void mapdelete64(VM* vm, const Type* t, Map* m, u64 key) { deleteKey(vm, t, m, Key64{key}); }
void mapdeleteStr(VM* vm, const Type* t, Map* m, GoString key) { deleteKey(vm, t, m, KeyStr{key}); }

void mapclear(VM* vm, const Type* t, Map* m) {
  if (m == nullptr || (m->used == 0 && !m->tombstonePossible)) return;
  if (m->writing) fatal("concurrent map writes");
  m->writing ^= 1;
  auto clearGroups = [&](u8* groups, u64 n) {
    if (t->map->group->ptrdata) {
      memclrHasPointers(vm, groups, n * t->map->groupSize, t->map->group);
    } else {
      std::memset(groups, 0, n * t->map->groupSize);
    }
    for (u64 i = 0; i < n; i++) storeAs(groups + i * t->map->groupSize, kCtrlAllEmpty);
  };
  if (m->dirLen == 0) {
    clearGroups(static_cast<u8*>(m->dir), 1);
  } else {
    Table* last = nullptr;
    for (i64 i = 0; i < m->dirLen; i++) {
      Table* tab = dirAt(m, static_cast<u64>(i));
      if (tab == last) continue;
      last = tab;
      clearGroups(tab->groups, tab->lengthMask + 1);
      tab->used = 0;
      tab->growthLeft = tab->capacity * 7 / 8;
    }
  }
  m->used = 0;
  m->clearSeq++;
  m->seed = mapRand();
  if (!m->writing) fatal("concurrent map writes");
  m->writing ^= 1;
}

Map* mapclone(VM* vm, const Type* t, Map* m) {
  Map* out = makemap(vm, t, maplen(m));
  MapIter it{};
  mapiterinit(vm, t, m, &it);
  for (; it.key != nullptr; mapiternext(vm, &it)) {
    bool ok = true;
    void* elem = mapassign(vm, t, out, it.key, &ok);
    typedmemmove(vm, t->elem, elem, it.elem);
  }
  return out;
}

}  // namespace gvm::rt::inline map
