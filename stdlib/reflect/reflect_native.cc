// This file holds the natives of reflect: making types, memory of a given type, maps, channels, and slot memory.
#include <cstring>
#include <vector>

#include "runtime/chan/chan.h"
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/map/map.h"
#include "runtime/panic/panic.h"
#include "runtime/type/table.h"
#include "runtime/value/iface.h"
#include "runtime/value/slice.h"
#include "stdlib/stdlib.h"
#include "vm/interp/dyncall.h"
#include "vm/loader/loader.h"

namespace gvm::stdlib {
namespace {

using namespace rt;

// ---- types ------------------------------------------------------------------------------------------------------------

GoString typeText(NativeCall&, const Type* t) { return typeString(t); }

// A type made at run time is complete before Go code sees it; null when it would be too large.
Type* completed(NativeCall& c, Type* t) { return c.vm()->types->complete(t) ? t : nullptr; }

Type* typePointerTo(NativeCall& c, Type* t) { return loader::pointerTo(c.vm(), t); }
Type* typeSliceOf(NativeCall& c, Type* t) { return completed(c, c.vm()->types->sliceOf(t)); }
Type* typeArrayOf(NativeCall& c, i64 n, Type* t) { return completed(c, c.vm()->types->arrayOf(t, static_cast<u64>(n))); }
Type* typeChanOf(NativeCall& c, i64 dir, Type* t) { return completed(c, c.vm()->types->chanOf(static_cast<ChanDir>(dir), t)); }
Type* typeMapOf(NativeCall& c, Type* key, Type* elem) { return completed(c, c.vm()->types->mapOf(key, elem)); }

Type* typeFuncOf(NativeCall& c, Slice<Type*> in, Slice<Type*> out, bool variadic) {
  return completed(c, c.vm()->types->funcOf(in.span(), out.span(), variadic));
}

// reflect's field has the shape of the runtime's.
Type* typeStructOf(NativeCall& c, Slice<Field> fields) {
  std::vector<FieldDesc> list;
  for (const Field& f : fields.span()) {
    list.push_back({f.name.view(), f.tag.view(), f.pkgPath.view(), f.type, f.embedded});
  }
  return completed(c, c.vm()->types->structOf(list));
}

bool typeImplements(NativeCall& c, const Type* inter, const Type* t) { return c.vm()->types->implements(inter, t); }
bool typeIdenticalIgnoreTags(const Type* a, const Type* b) { return identicalIgnoreTags(a, b); }
Itab* typeItab(NativeCall& c, const Type* inter, const Type* t) { return c.vm()->types->getItab(inter, t); }
bool nameIsExported(GoString name) { return isExportedName(name.view()); }

// ---- memory -----------------------------------------------------------------------------------------------------------

void* alloc(NativeCall&, const Type* t) { return newobject(t); }

NativeResult<void*> allocRun(NativeCall& c, const Type* t, i64 n) {
  GoSlice s;
  if (!makeslice(t, n, n, &s)) return NativeStatus::kPanic;
  return static_cast<void*>(s.ptr);
}

void moveTyped(NativeCall& c, const Type* t, void* dst, const void* src) { typedmemmove(c.vm(), t, dst, src); }
void clearTyped(NativeCall& c, const Type* t, void* p) { typedmemclr(c.vm(), t, p); }
void moveSlice(NativeCall& c, const Type* t, void* dst, const void* src, i64 n) {
  if (n > 0) typedslicemove(c.vm(), t, dst, src, static_cast<u64>(n));
}

NativeResult<bool> valuesEqual(NativeCall&, const Type* t, const void* p, const void* q) {
  bool eq = false;
  if (!valueeq(t, p, q, &eq)) return NativeStatus::kPanic;
  return eq;
}

void clearRun(NativeCall& c, const Type* t, u8* p, i64 n) {
  for (i64 i = 0; i < n; i++) typedmemclr(c.vm(), t, p + static_cast<u64>(i) * t->size);
}

// spare is a variable of the type for one of the values while they change places.
void swapAt(NativeCall& c, const Type* t, void* p, void* q, void* spare) {
  typedmemmove(c.vm(), t, spare, p);
  typedmemmove(c.vm(), t, p, q);
  typedmemmove(c.vm(), t, q, spare);
}

bool allZero(const u8* p, u64 n) {
  for (; n >= 8; n -= 8, p += 8) {
    if (loadAs<u64>(p) != 0) return false;
  }
  for (; n > 0; n--, p++) {
    if (*p != 0) return false;
  }
  return true;
}

// A negative zero is zero, an empty string is wherever it points, and blank fields do not count.
bool valueIsZero(const Type* t, const u8* p) {
  switch (t->kind) {
    case Kind::Float32: return loadAs<float>(p) == 0;
    case Kind::Float64: return loadAs<double>(p) == 0;
    case Kind::Complex64: return loadAs<float>(p) == 0 && loadAs<float>(p + 4) == 0;
    case Kind::Complex128: return loadAs<double>(p) == 0 && loadAs<double>(p + 8) == 0;
    case Kind::String: return loadAs<GoString>(p).len == 0;
    case Kind::Slice:
    case Kind::Interface: return loadAs<u64>(p) == 0;
    case Kind::Array:
      if (t->isRegularMemory()) return allZero(p, t->size);
      for (u64 i = 0; i < t->len; i++) {
        if (!valueIsZero(t->elem, p + i * t->elem->size)) return false;
      }
      return true;
    case Kind::Struct:
      for (const Field& f : std::span(t->fields, t->numField)) {
        if (f.name.view() != "_" && !valueIsZero(f.type, p + f.offset)) return false;
      }
      return true;
    default: return allZero(p, t->size);
  }
}

NativeResult<> growSlice(NativeCall& c, const Type* t, GoSlice* s, i64 n) {
  GoSlice grown;
  if (!growslice(*s, s->len + n, n, t->elem, &grown)) return NativeStatus::kPanic;
  // The new elements are zero: growslice leaves those of pointer-free types to its caller.
  if (t->elem->ptrdata == 0) {
    std::memset(grown.ptr + static_cast<u64>(s->len) * t->elem->size, 0, static_cast<u64>(n) * t->elem->size);
  }
  storePtr(c.vm(), reinterpret_cast<void**>(&s->ptr), grown.ptr);
  s->cap = grown.cap;
  return NativeStatus::kDone;
}

// ---- maps -------------------------------------------------------------------------------------------------------------

i64 mapLen(Map* m) { return maplen(m); }
Map* mapMake(NativeCall& c, const Type* t, i64 n) { return makemap(c.vm(), t, n); }

// Small fixed-size keys go where compiled code looks for them.
void* lookup(VM* vm, const Type* t, Map* m, const void* key, bool* ok) {
  *ok = true;
  switch (mapKindOf(t)) {
    case MapKind::k32: return mapaccess32(vm, t, m, loadAs<u32>(key));
    case MapKind::k64: return mapaccess64(vm, t, m, loadAs<u64>(key));
    case MapKind::kString: return mapaccessStr(vm, t, m, loadAs<GoString>(key));
    default: return mapaccess(vm, t, m, key, ok);
  }
}

NativeResult<void*> mapAccess(NativeCall& c, const Type* t, Map* m, const void* key) {
  bool ok;
  void* e = lookup(c.vm(), t, m, key, &ok);
  if (!ok) return NativeStatus::kPanic;
  return e;
}

NativeResult<> mapAssign(NativeCall& c, const Type* t, Map* m, const void* key, const void* elem) {
  if (m == nullptr) return panicnilmap(c.g);
  bool ok = true;
  void* e;
  VM* vm = c.vm();
  switch (mapKindOf(t)) {
    case MapKind::k32: e = mapassign32(vm, t, m, loadAs<u32>(key)); break;
    case MapKind::k64: e = mapassign64(vm, t, m, loadAs<u64>(key)); break;
    case MapKind::kString: e = mapassignStr(vm, t, m, loadAs<GoString>(key)); break;
    default: e = mapassign(vm, t, m, key, &ok); break;
  }
  if (!ok) return NativeStatus::kPanic;
  typedmemmove(vm, t->elem, e, elem);
  return NativeStatus::kDone;
}

NativeResult<> mapDelete(NativeCall& c, const Type* t, Map* m, const void* key) {
  bool ok = true;
  VM* vm = c.vm();
  switch (mapKindOf(t)) {
    case MapKind::k32: mapdelete32(vm, t, m, loadAs<u32>(key)); break;
    case MapKind::k64: mapdelete64(vm, t, m, loadAs<u64>(key)); break;
    case MapKind::kString: mapdeleteStr(vm, t, m, loadAs<GoString>(key)); break;
    default: rt::mapdelete(vm, t, m, key, &ok); break;
  }
  return ok ? NativeStatus::kDone : NativeStatus::kPanic;
}

void mapClear(NativeCall& c, const Type* t, Map* m) { mapclear(c.vm(), t, m); }

// The iterator lies in the heap: work on a copy and store it with barriers.
void publish(VM* vm, MapIter* to, const MapIter& from) {
  auto* words = reinterpret_cast<void**>(to);
  auto* src = reinterpret_cast<void* const*>(&from);
  for (int i = 0; i < 6; i++) storePtr(vm, &words[i], src[i]);
  std::memcpy(words + 6, src + 6, sizeof(MapIter) - 48);
}
void mapIterInit(NativeCall& c, const Type* t, Map* m, MapIter* it) {
  MapIter copy;
  mapiterinit(c.vm(), t, m, &copy);
  publish(c.vm(), it, copy);
}
void mapIterNext(NativeCall& c, MapIter* it) {
  MapIter copy = *it;
  mapiternext(c.vm(), &copy);
  publish(c.vm(), it, copy);
}

// ---- channels ---------------------------------------------------------------------------------------------------------

i64 chanLen(HChan* ch) { return chanlen(ch); }
i64 chanCap(HChan* ch) { return chancap(ch); }
NativeResult<HChan*> chanMake(NativeCall& c, const Type* t, i64 n) {
  HChan* ch = makechan(c.g, t, n);
  if (ch == nullptr) return NativeStatus::kPanic;
  return ch;
}
NativeResult<> chanClose(NativeCall& c, HChan* ch) { return closechan(c.g, ch); }

NativeStatus retry(OpStatus s) { return s == OpStatus::kPark ? NativeStatus::kParkRetry : static_cast<NativeStatus>(s); }

NativeResult<bool> chanSend(NativeCall& c, HChan* ch, void* elem, bool block) {
  bool selected = true;
  OpStatus s = c.resuming() ? chansendFinish(c.g) : chansend(c.g, ch, elem, block, &selected);
  if (s != OpStatus::kDone) return retry(s);
  return selected;
}

NativeResult<bool, bool> chanRecv(NativeCall& c, HChan* ch, void* elem, bool block) {
  bool selected = true, received = false;
  OpStatus s = c.resuming() ? chanrecvFinish(c.g, &received) : chanrecv(c.g, ch, elem, block, &selected, &received);
  if (s != OpStatus::kDone) return retry(s);
  return {selected, received};
}

NativeResult<i64, bool> chanSelect(NativeCall& c, SelectCase* cases, i64 nsends, i64 nrecvs, bool block) {
  i64 chosen = -1;
  bool received = false;
  u32 ns = static_cast<u32>(nsends), nr = static_cast<u32>(nrecvs);
  OpStatus s = c.resuming() ? selectFinish(c.g, cases, ns, nr, &chosen, &received)
                            : selectgo(c.g, cases, ns, nr, block, &chosen, &received);
  if (s != OpStatus::kDone) return retry(s);
  return {chosen, received};
}

// ---- slot memory --------------------------------------------------------------------------------------------------------

void slotStore(NativeCall& c, const Type* t, u64* slot, const void* src) {
  switch (t->kind) {
    case Kind::Bool:
    case Kind::Uint8: *slot = loadAs<u8>(src); return;
    case Kind::Int8: *slot = static_cast<u64>(static_cast<i64>(loadAs<i8>(src))); return;
    case Kind::Int16: *slot = static_cast<u64>(static_cast<i64>(loadAs<i16>(src))); return;
    case Kind::Uint16: *slot = loadAs<u16>(src); return;
    case Kind::Int32: *slot = static_cast<u64>(static_cast<i64>(loadAs<i32>(src))); return;
    case Kind::Uint32:
    case Kind::Float32: *slot = loadAs<u32>(src); return;
    default: typedmemmove(c.vm(), t, slot, src); return;
  }
}

// Scalars stand in the low bytes of their word, everything else as in memory: either way the first t->size bytes.
void slotLoad(NativeCall& c, const Type* t, void* dst, const u64* slot) { typedmemmove(c.vm(), t, dst, slot); }

Func* funcStub(NativeCall& c, const Type* t, Closure* target) {
  return interp::makeFuncStub(c.vm(), t, target->fn->info->symbol.view());
}

const NativeEntry kTable[] = {
    GVM_NATIVE("reflect.typeText", typeText),
    GVM_NATIVE("reflect.typePointerTo", typePointerTo),
    GVM_NATIVE("reflect.typeSliceOf", typeSliceOf),
    GVM_NATIVE("reflect.typeArrayOf", typeArrayOf),
    GVM_NATIVE("reflect.typeChanOf", typeChanOf),
    GVM_NATIVE("reflect.typeMapOf", typeMapOf),
    GVM_NATIVE("reflect.typeFuncOf", typeFuncOf),
    GVM_NATIVE("reflect.typeStructOf", typeStructOf),
    GVM_NATIVE("reflect.typeImplements", typeImplements),
    GVM_NATIVE("reflect.typeIdenticalIgnoreTags", typeIdenticalIgnoreTags),
    GVM_NATIVE("reflect.typeItab", typeItab),
    GVM_NATIVE("reflect.nameIsExported", nameIsExported),
    GVM_NATIVE("reflect.alloc", alloc),
    GVM_NATIVE("reflect.allocRun", allocRun),
    GVM_NATIVE("reflect.move", moveTyped),
    GVM_NATIVE("reflect.wipe", clearTyped),
    GVM_NATIVE("reflect.moveRun", moveSlice),
    GVM_NATIVE("reflect.valueEqual", valuesEqual),
    GVM_NATIVE("reflect.valueIsZero", valueIsZero),
    GVM_NATIVE("reflect.wipeRun", clearRun),
    GVM_NATIVE("reflect.swapAt", swapAt),
    GVM_NATIVE("reflect.growSlice", growSlice),
    GVM_NATIVE("reflect.mapLen", mapLen),
    GVM_NATIVE("reflect.mapMake", mapMake),
    GVM_NATIVE("reflect.mapAccess", mapAccess),
    GVM_NATIVE("reflect.mapAssign", mapAssign),
    GVM_NATIVE("reflect.mapDelete", mapDelete),
    GVM_NATIVE("reflect.mapClear", mapClear),
    GVM_NATIVE("reflect.mapIterInit", mapIterInit),
    GVM_NATIVE("reflect.mapIterNext", mapIterNext),
    GVM_NATIVE("reflect.chanLen", chanLen),
    GVM_NATIVE("reflect.chanCap", chanCap),
    GVM_NATIVE("reflect.chanMake", chanMake),
    GVM_NATIVE("reflect.chanClose", chanClose),
    GVM_NATIVE("reflect.chanSend", chanSend),
    GVM_NATIVE("reflect.chanRecv", chanRecv),
    GVM_NATIVE("reflect.chanSelect", chanSelect),
    GVM_NATIVE("reflect.slotStore", slotStore),
    GVM_NATIVE("reflect.slotLoad", slotLoad),
    GVM_NATIVE("reflect.funcStub", funcStub),
};

}  // namespace

std::span<const NativeEntry> reflectNatives() { return kTable; }

}  // namespace gvm::stdlib
