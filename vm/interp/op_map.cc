// This file holds the map operations. Lookups yield the element's address, or that of a zero value.
#include "runtime/map/map.h"

#include "vm/interp/ops.h"

namespace gvm::interp {

namespace {

// Elements up to this size share one zero value; larger ones get a fresh one.
constexpr u64 kMaxZero = 1024;
alignas(16) constexpr u8 kZero[kMaxZero] = {};

Map* mapAt(u64 word) { return reinterpret_cast<Map*>(word); }

u64 elemOrZero(const Type* t, const void* elem) {
  if (elem != nullptr) return reinterpret_cast<u64>(elem);
  return t->elem->size <= kMaxZero ? reinterpret_cast<u64>(kZero) : reinterpret_cast<u64>(newobject(t->elem));
}

// Find and Assign take (vm, type, map, key slots, &ok).
template <auto Find>
const u64* get(const u64* pc, u64* fp, G* g) {
  u64 w = pc[-1];
  const Type* t = typeOf(pc[0]);
  bool ok = true;
  void* elem = Find(g->vm, t, mapAt(fp[bOf(w)]), &fp[cOf(w)], &ok);
  if (GVM_UNLIKELY(!ok)) return raise(g, pc, fp);
  fp[aOf(w)] = elemOrZero(t, elem);
  return pc + 1;
}

template <auto Find>
const u64* getOk(const u64* pc, u64* fp, G* g) {
  u64 w = pc[-1];
  const Type* t = typeOf(pc[1]);
  bool ok = true;
  void* elem = Find(g->vm, t, mapAt(fp[bOf(w)]), &fp[cOf(w)], &ok);
  if (GVM_UNLIKELY(!ok)) return raise(g, pc, fp);
  fp[aOf(w)] = elemOrZero(t, elem);
  fp[static_cast<u16>(pc[0])] = elem != nullptr;
  return pc + 2;
}

template <auto Assign>
const u64* set(const u64* pc, u64* fp, G* g) {
  u64 w = pc[-1];
  Map* m = mapAt(fp[bOf(w)]);
  if (GVM_UNLIKELY(m == nullptr)) {
    panicnilmap(g);
    return raise(g, pc, fp);
  }
  bool ok = true;
  void* elem = Assign(g->vm, typeOf(pc[0]), m, &fp[cOf(w)], &ok);
  if (GVM_UNLIKELY(!ok)) return raise(g, pc, fp);
  fp[aOf(w)] = reinterpret_cast<u64>(elem);
  return pc + 1;
}

void* find(VM* vm, const Type* t, Map* m, const u64* key, bool* ok) { return mapaccess(vm, t, m, key, ok); }
void* find32(VM* vm, const Type* t, Map* m, const u64* key, bool*) {
  return mapaccess32(vm, t, m, static_cast<u32>(*key));
}
void* find64(VM* vm, const Type* t, Map* m, const u64* key, bool*) { return mapaccess64(vm, t, m, *key); }
void* findStr(VM* vm, const Type* t, Map* m, const u64* key, bool*) { return mapaccessStr(vm, t, m, stringAt(key)); }
void* assign(VM* vm, const Type* t, Map* m, const u64* key, bool* ok) { return mapassign(vm, t, m, key, ok); }
void* assign32(VM* vm, const Type* t, Map* m, const u64* key, bool*) {
  return mapassign32(vm, t, m, static_cast<u32>(*key));
}
void* assign64(VM* vm, const Type* t, Map* m, const u64* key, bool*) { return mapassign64(vm, t, m, *key); }
void* assignStr(VM* vm, const Type* t, Map* m, const u64* key, bool*) { return mapassignStr(vm, t, m, stringAt(key)); }

}  // namespace

const u64* outMapGet(const u64* pc, u64* fp, G* g, u64, u64) { return get<find>(pc, fp, g); }
const u64* outMapGet_32(const u64* pc, u64* fp, G* g, u64, u64) { return get<find32>(pc, fp, g); }
const u64* outMapGet_64(const u64* pc, u64* fp, G* g, u64, u64) { return get<find64>(pc, fp, g); }
const u64* outMapGet_S(const u64* pc, u64* fp, G* g, u64, u64) { return get<findStr>(pc, fp, g); }
const u64* outMapGetOk(const u64* pc, u64* fp, G* g, u64, u64) { return getOk<find>(pc, fp, g); }
const u64* outMapGetOk_32(const u64* pc, u64* fp, G* g, u64, u64) { return getOk<find32>(pc, fp, g); }
const u64* outMapGetOk_64(const u64* pc, u64* fp, G* g, u64, u64) { return getOk<find64>(pc, fp, g); }
const u64* outMapGetOk_S(const u64* pc, u64* fp, G* g, u64, u64) { return getOk<findStr>(pc, fp, g); }
const u64* outMapSet(const u64* pc, u64* fp, G* g, u64, u64) { return set<assign>(pc, fp, g); }
const u64* outMapSet_32(const u64* pc, u64* fp, G* g, u64, u64) { return set<assign32>(pc, fp, g); }
const u64* outMapSet_64(const u64* pc, u64* fp, G* g, u64, u64) { return set<assign64>(pc, fp, g); }
const u64* outMapSet_S(const u64* pc, u64* fp, G* g, u64, u64) { return set<assignStr>(pc, fp, g); }

const u64* outMakeMap(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  i64 hint = bOf(w) == kNoSlot ? 0 : static_cast<i64>(fp[bOf(w)]);
  fp[aOf(w)] = reinterpret_cast<u64>(makemap(g->vm, typeOf(pc[0]), hint));
  return pc + 1;
}

const u64* outMapDelete(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  bool ok = true;
  mapdelete(g->vm, typeOf(pc[0]), mapAt(fp[aOf(w)]), &fp[bOf(w)], &ok);
  if (!ok) return raise(g, pc, fp);
  return pc + 1;
}

const u64* outMapLen(const u64* pc, u64* fp, G*, u64, u64) {
  fp[aOf(pc[-1])] = static_cast<u64>(maplen(mapAt(fp[bOf(pc[-1])])));
  return pc;
}

const u64* outMapClear(const u64* pc, u64* fp, G* g, u64, u64) {
  if (Map* m = mapAt(fp[aOf(pc[-1])])) mapclear(g->vm, typeOf(pc[0]), m);
  return pc + 1;
}

const u64* outMapIter(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  // mapiterinit moves to the first entry at once; the first MAPNEXT stays there.
  MapIter* it = reinterpret_cast<MapIter*>(&fp[aOf(w)]);
  mapiterinit(g->vm, typeOf(pc[0]), mapAt(fp[bOf(w)]), it);
  it->pad[0] = 1;
  return pc + 1;
}

const u64* outMapNext(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  MapIter* it = reinterpret_cast<MapIter*>(&fp[aOf(w)]);
  if (it->pad[0])
    it->pad[0] = 0;
  else
    mapiternext(g->vm, it);
  return it->key == nullptr ? pc + bytecode::bcOf(w) : pc;
}

}  // namespace gvm::interp
