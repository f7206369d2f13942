// This file holds the inside of maps: groups, tables, probing, and the operations as templates over the kind of key.
//
// A group is {u64 ctrl; slots[8]}: ctrl has a byte per slot, 0x80 empty, 0xfe deleted, else the low 7 bits of the hash
// (h2). The rest (h1) says where probing starts; groups are probed in triangular steps until one with an empty slot.
// Deleting from a group that is full leaves a tombstone, so that probes for other keys go on past it.
#pragma once
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "runtime/core/upcalls.h"
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/map/map.h"
#include "runtime/type/alg.h"

namespace gvm::rt::inline map {

struct MapState {
  Type* header;  // Map
  Type* table;   // Table
  Type* ptr;     // unsafe.Pointer, for directories
};

inline constexpr u32 kGroupSlots = 8;
inline constexpr u32 kMaxTableCapacity = 1024;  // slots; a fuller table splits in two
inline constexpr u64 kCtrlAllEmpty = 0x8080808080808080ULL;
inline constexpr u8 kCtrlEmpty = 0x80, kCtrlDeleted = 0xfe;

struct Table {
  u8* groups;      // array of groups
  u64 lengthMask;  // number of groups - 1
  u32 used;        // live entries
  u32 capacity;    // slots
  u32 growthLeft;  // inserts into empty slots until the next rehash (load at most 7/8)
  u8 localDepth;   // bits of the hash that select this table
  i64 index;       // first directory entry that names this table; -1 when it was replaced
};

/// Bits of the slots whose control byte matches; iterate with ctz.
inline u32 matchH2(u64 ctrl, u8 h2) {
#if defined(__SSE2__)
  __m128i c = _mm_cvtsi64_si128(static_cast<long long>(ctrl));
  return static_cast<u32>(_mm_movemask_epi8(_mm_cmpeq_epi8(c, _mm_set1_epi8(static_cast<char>(h2))))) & 0xff;
#else
  u32 out = 0;
  for (u32 i = 0; i < 8; i++) out |= static_cast<u32>((ctrl >> (8 * i) & 0xff) == h2) << i;
  return out;
#endif
}
/// One bit per byte from the top bit of each byte.
inline u32 topBits(u64 x) {
#if defined(__SSE2__)
  return static_cast<u32>(_mm_movemask_epi8(_mm_cvtsi64_si128(static_cast<long long>(x)))) & 0xff;
#else
  u32 out = 0;
  for (u32 i = 0; i < 8; i++) out |= static_cast<u32>(x >> (8 * i + 7) & 1) << i;
  return out;
#endif
}
inline u32 matchEmpty(u64 ctrl) { return matchH2(ctrl, kCtrlEmpty); }
inline u32 matchEmptyOrDeleted(u64 ctrl) { return topBits(ctrl); }
inline u32 matchFull(u64 ctrl) { return topBits(~ctrl); }

inline u64 ctrlOf(const u8* g) { return loadAs<u64>(g); }
inline void setCtrl(u8* g, u32 i, u8 v) { g[i] = v; }
inline u8* keyAt(const Type* t, u8* g, u32 i) { return g + 8 + i * t->map->slotSize; }
inline u8* elemAt(const Type* t, u8* g, u32 i) { return keyAt(t, g, i) + t->map->elemOff; }
inline u8* groupAt(const Type* t, const Table* tab, u64 i) { return tab->groups + i * t->map->groupSize; }
inline Table* dirAt(const Map* m, u64 i) { return static_cast<Table**>(m->dir)[i]; }
inline u64 dirIndex(const Map* m, u64 hash) { return m->dirLen == 1 ? 0 : hash >> m->globalShift; }
inline u64 h1Of(u64 hash) { return hash >> 7; }
inline u8 h2Of(u64 hash) { return hash & 0x7f; }

struct Probe {
  u64 mask, offset, index = 0;
  Probe(u64 h1, u64 m) : mask(m), offset(h1 & m) {}
  void next() {
    index++;
    offset = (offset + index) & mask;
  }
};

/// The address of the key (elem) proper, through the pointer of an indirect one.
inline u8* derefKey(const Type* t, u8* slot) { return t->tflag & kTFlagIndirectKey ? *reinterpret_cast<u8**>(slot) : slot; }
inline u8* derefElem(const Type* t, u8* slot) { return t->tflag & kTFlagIndirectElem ? *reinterpret_cast<u8**>(slot) : slot; }

u64 mapRand();
/// A fresh table of `capacity` slots, all empty.
Table* newTable(VM* vm, const Type* t, u32 capacity, i64 index, u8 depth);
/// Fresh groups, all empty.
u8* newGroups(VM* vm, const Type* t, u64 n);
/// Makes room in tab, which has no growth left: rebuilds, doubles or splits it.
void rehash(VM* vm, const Type* t, Map* m, Table* tab);
/// Turns a full small map into one with a table.
void growToTable(VM* vm, const Type* t, Map* m);

// ---- kinds of keys --------------------------------------------------------------------------------------------------

struct Key32 {
  u32 v;
  static constexpr bool kDirectSmall = true;  // in a small map, comparing beats hashing
  u64 hash(VM* vm, const Type*, u64 seed) const { return memhash32(v, seed, *vm->hash); }
  bool eq(const Type*, const u8* slot) const { return loadAs<u32>(slot) == v; }
  void store(VM*, const Type*, u8* slot) const { storeAs(slot, v); }
};
struct Key64 {
  u64 v;
  static constexpr bool kDirectSmall = true;
  u64 hash(VM* vm, const Type*, u64 seed) const { return memhash64(v, seed, *vm->hash); }
  bool eq(const Type*, const u8* slot) const { return loadAs<u64>(slot) == v; }
  void store(VM* vm, const Type* t, u8* slot) const {
    if (t->key->ptrdata) {
      storePtr(vm, reinterpret_cast<void**>(slot), reinterpret_cast<void*>(v));
    } else {
      storeAs(slot, v);
    }
  }
};
struct KeyStr {
  GoString v;
  static constexpr bool kDirectSmall = false;
  u64 hash(VM* vm, const Type*, u64 seed) const { return strhash(v, seed, *vm->hash); }
  bool eq(const Type*, const u8* slot) const {
    GoString s = loadAs<GoString>(slot);
    return s.len == v.len && (s.ptr == v.ptr || std::memcmp(s.ptr, v.ptr, static_cast<usize>(v.len)) == 0);
  }
  void store(VM* vm, const Type*, u8* slot) const {
    storePtr(vm, reinterpret_cast<void**>(slot), const_cast<u8*>(v.ptr));
    storeAs(slot + 8, v.len);
  }
};
/// Any key, by address; its hash is worked out beforehand because hashing may fail.
struct KeyAny {
  const void* p;
  u64 h;
  static constexpr bool kDirectSmall = false;
  u64 hash(VM*, const Type*, u64) const { return h; }
  bool eq(const Type* t, u8* slot) const {
    const Type* bad = nullptr;
    return t->key->equal(t->key, p, derefKey(t, slot), &bad);
  }
  void store(VM* vm, const Type* t, u8* slot) const {
    if (t->tflag & kTFlagIndirectKey) {
      void* box = newobject(t->key);
      storePtr(vm, reinterpret_cast<void**>(slot), box);
      slot = static_cast<u8*>(box);
    }
    typedmemmove(vm, t->key, slot, p);
  }
};

struct SlotRef {
  u8* group = nullptr;
  u32 i = 0;
};

/// Finds key in a map that is not empty.
template <class K>
GVM_INLINE bool findSlot(VM* vm, const Type* t, const Map* m, const K& key, SlotRef* out) {
  if (m->dirLen == 0) {
    u8* g = static_cast<u8*>(m->dir);
    u64 ctrl = ctrlOf(g);
    u32 match;
    if constexpr (K::kDirectSmall) {
      match = matchFull(ctrl);
    } else {
      match = matchH2(ctrl, h2Of(key.hash(vm, t, m->seed)));
    }
    for (; match; match &= match - 1) {
      u32 i = static_cast<u32>(std::countr_zero(match));
      if (key.eq(t, keyAt(t, g, i))) {
        *out = {g, i};
        return true;
      }
    }
    return false;
  }
  u64 hash = key.hash(vm, t, m->seed);
  const Table* tab = dirAt(m, dirIndex(m, hash));
  u8 h2 = h2Of(hash);
  for (Probe p(h1Of(hash), tab->lengthMask);; p.next()) {
    u8* g = groupAt(t, tab, p.offset);
    u64 ctrl = ctrlOf(g);
    for (u32 match = matchH2(ctrl, h2); match; match &= match - 1) {
      u32 i = static_cast<u32>(std::countr_zero(match));
      if (key.eq(t, keyAt(t, g, i))) {
        *out = {g, i};
        return true;
      }
    }
    if (matchEmpty(ctrl)) return false;
  }
}

template <class K>
GVM_INLINE void* accessKey(VM* vm, const Type* t, Map* m, const K& key) {
  if (m == nullptr || m->used == 0) return nullptr;
  if (GVM_UNLIKELY(m->writing)) fatal("concurrent map read and map write");
  SlotRef s;
  if (!findSlot(vm, t, m, key, &s)) return nullptr;
  return derefElem(t, elemAt(t, s.group, s.i));
}

/// Puts the key into slot i of group g, which is empty or deleted; the elem slot is zero. Returns the elem.
template <class K>
u8* fillSlot(VM* vm, const Type* t, u8* g, u32 i, u8 h2, const K& key) {
  key.store(vm, t, keyAt(t, g, i));
  u8* elem = elemAt(t, g, i);
  if (t->tflag & kTFlagIndirectElem) {
    void* box = newobject(t->elem);
    storePtr(vm, reinterpret_cast<void**>(elem), box);
    elem = static_cast<u8*>(box);
  }
  setCtrl(g, i, h2);
  return elem;
}

template <class K>
u8* foundForAssign(VM* vm, const Type* t, const SlotRef& s, const K& key) {
  if (t->tflag & kTFlagNeedKeyUpdate) {
    if constexpr (std::is_same_v<K, KeyAny>) {
      typedmemmove(vm, t->key, derefKey(t, keyAt(t, s.group, s.i)), key.p);
    } else {
      key.store(vm, t, keyAt(t, s.group, s.i));
    }
  }
  return derefElem(t, elemAt(t, s.group, s.i));
}

template <class K>
void* assignKey(VM* vm, const Type* t, Map* m, const K& key) {
  if (GVM_UNLIKELY(m->writing)) fatal("concurrent map writes");
  u64 hash = key.hash(vm, t, m->seed);
  u8 h2 = h2Of(hash);
  m->writing ^= 1;
  u8* elem = nullptr;
  if (m->dir == nullptr) storePtr(vm, &m->dir, newGroups(vm, t, 1));
  if (m->dirLen == 0) {
    SlotRef s;
    u8* g = static_cast<u8*>(m->dir);
    if (m->used > 0 && findSlot(vm, t, m, key, &s)) {
      elem = foundForAssign(vm, t, s, key);
    } else if (m->used < kGroupSlots) {
      u32 i = static_cast<u32>(std::countr_zero(matchEmptyOrDeleted(ctrlOf(g))));
      elem = fillSlot(vm, t, g, i, h2, key);
      m->used++;
    } else {
      growToTable(vm, t, m);
    }
  }
  while (elem == nullptr) {
    Table* tab = dirAt(m, dirIndex(m, hash));
    SlotRef firstDeleted;
    for (Probe p(h1Of(hash), tab->lengthMask);; p.next()) {
      u8* g = groupAt(t, tab, p.offset);
      u64 ctrl = ctrlOf(g);
      for (u32 match = matchH2(ctrl, h2); match; match &= match - 1) {
        u32 i = static_cast<u32>(std::countr_zero(match));
        if (key.eq(t, keyAt(t, g, i))) {
          elem = foundForAssign(vm, t, {g, i}, key);
          break;
        }
      }
      if (elem) break;
      u32 free = matchEmptyOrDeleted(ctrl);
      if (free == 0) continue;
      u32 empty = matchEmpty(ctrl);
      if (empty == 0) {
        if (!firstDeleted.group) firstDeleted = {g, static_cast<u32>(std::countr_zero(free))};
        continue;
      }
      // An empty slot ends the probe: the key is not there. A tombstone met on the way is reused first.
      if (!firstDeleted.group && (free & ~empty)) firstDeleted = {g, static_cast<u32>(std::countr_zero(free & ~empty))};
      if (firstDeleted.group) {
        elem = fillSlot(vm, t, firstDeleted.group, firstDeleted.i, h2, key);
      } else if (tab->growthLeft > 0) {
        elem = fillSlot(vm, t, g, static_cast<u32>(std::countr_zero(empty)), h2, key);
        tab->growthLeft--;
      } else {
        rehash(vm, t, m, tab);
        break;
      }
      tab->used++;
      m->used++;
      break;
    }
  }
  if (GVM_UNLIKELY(!m->writing)) fatal("concurrent map writes");
  m->writing ^= 1;
  return elem;
}

template <class K>
void deleteKey(VM* vm, const Type* t, Map* m, const K& key) {
  if (m == nullptr || m->used == 0) return;
  if (GVM_UNLIKELY(m->writing)) fatal("concurrent map writes");
  m->writing ^= 1;
  SlotRef s;
  if (findSlot(vm, t, m, key, &s)) {
    u8* k = keyAt(t, s.group, s.i);
    u8* e = elemAt(t, s.group, s.i);
    if (t->tflag & kTFlagIndirectKey) {
      storePtr(vm, reinterpret_cast<void**>(k), nullptr);
    } else if (t->key->ptrdata) {
      typedmemclr(vm, t->key, k);
    }
    if (t->tflag & kTFlagIndirectElem) {
      storePtr(vm, reinterpret_cast<void**>(e), nullptr);
    } else if (t->elem->ptrdata) {
      typedmemclr(vm, t->elem, e);
    } else {
      std::memset(e, 0, t->elem->size);
    }
    m->used--;
    if (m->dirLen == 0) {
      setCtrl(s.group, s.i, kCtrlEmpty);
    } else {
      Table* tab = dirAt(m, dirIndex(m, key.hash(vm, t, m->seed)));
      tab->used--;
      // Probes stop at a group with an empty slot, so no tombstone is needed where there is one already.
      if (matchEmpty(ctrlOf(s.group))) {
        setCtrl(s.group, s.i, kCtrlEmpty);
        tab->growthLeft++;
      } else {
        setCtrl(s.group, s.i, kCtrlDeleted);
        m->tombstonePossible = true;
      }
    }
    if (m->used == 0 && m->dirLen == 0) m->seed = mapRand();
  }
  if (GVM_UNLIKELY(!m->writing)) fatal("concurrent map writes");
  m->writing ^= 1;
}

}  // namespace gvm::rt::inline map
