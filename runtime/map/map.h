// This file declares Go maps: Swiss tables as in Go 1.24 and later (after Abseil's): groups of eight slots with a control
// byte each, an open-addressed table of groups, and a directory of tables that grows one table at a time. The header
// object is what a map variable points to.
//
// Keys and elems are passed by address. Functions that hash may fail on an unhashable interface key: they then set the
// goroutine's pendingPanic and return with *ok == false. Concurrent misuse is fatal. Nothing here parks.
#pragma once
#include "runtime/base/types.h"
#include "runtime/core/vm.h"
#include "runtime/type/type.h"

namespace gvm::rt::inline map {

/// The header of a map: a heap object of type MapHeaderType.
struct Map {
  u64 used;       // number of entries
  u64 seed;       // hash seed
  void* dir;      // dirLen == 0: the single group of a small map; else an array of Table*
  i64 dirLen;     // length of the directory, 0 or a power of two
  u8 globalDepth; // log2(dirLen)
  u8 globalShift; // 64 - globalDepth
  u8 writing;     // flips while a write is in progress
  bool tombstonePossible;
  u32 pad;
  u64 clearSeq;   // grows with clear, so that iterators notice
};

/// Type of map headers, of tables and of directories; per VM. Made by mapinit.
void mapinit(VM* vm);
void mapFree(VM* vm);

Map* makemap(VM* vm, const Type* t, i64 hint);
/// Elem of key, or null when absent. m may be null.
void* mapaccess(VM* vm, const Type* t, Map* m, const void* key, bool* ok);
/// Elem slot to write to. m is not null (the caller panics on nil maps).
void* mapassign(VM* vm, const Type* t, Map* m, const void* key, bool* ok);
void mapdelete(VM* vm, const Type* t, Map* m, const void* key, bool* ok);
void mapclear(VM* vm, const Type* t, Map* m);
inline i64 maplen(const Map* m) { return m ? static_cast<i64>(m->used) : 0; }
Map* mapclone(VM* vm, const Type* t, Map* m);

/// Variants for keys that are 4 or 8 bytes of regular memory, and strings. The type tells which one applies.
enum class MapKind : u8 { kGeneric, k32, k64, kString };
MapKind mapKindOf(const Type* t);
void* mapaccess32(VM* vm, const Type* t, Map* m, u32 key);
void* mapaccess64(VM* vm, const Type* t, Map* m, u64 key);
void* mapaccessStr(VM* vm, const Type* t, Map* m, GoString key);
void* mapassign32(VM* vm, const Type* t, Map* m, u32 key);
void* mapassign64(VM* vm, const Type* t, Map* m, u64 key);
void* mapassignStr(VM* vm, const Type* t, Map* m, GoString key);
void mapdelete32(VM* vm, const Type* t, Map* m, u32 key);
void mapdelete64(VM* vm, const Type* t, Map* m, u64 key);
void mapdeleteStr(VM* vm, const Type* t, Map* m, GoString key);

/// An iterator: 12 frame slots, of which the first six hold pointers. key == nullptr after the last entry.
struct MapIter {
  const void* key;   // address of the current key (in a slot or a heap copy)
  void* elem;        // address of the current elem
  Map* m;
  void* dirPtr;      // directory at start
  void* tab;         // current table
  void* group;       // current group
  const Type* typ;
  u64 entryOffset;   // random start within a table
  u64 dirOffset;     // random start in the directory
  u64 clearSeq;
  u64 entryIdx;
  u32 dirIdx;
  u8 globalDepth;
  u8 pad[3];
};
static_assert(sizeof(MapIter) == 96);

/// Starts and advances an iteration. The iterator may lie in a frame or in the heap (reflect).
void mapiterinit(VM* vm, const Type* t, Map* m, MapIter* it);
void mapiternext(VM* vm, MapIter* it);

}  // namespace gvm::rt::inline map
