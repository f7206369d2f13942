// This file holds the out-of-line slice operations: make, append, copy, clear. x1 of these instructions is the slice type.
#include "runtime/value/slice.h"

#include "vm/interp/ops.h"

namespace gvm::interp {

const u64* outMakeSlice(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  GoSlice s;
  if (!makeslice(typeOf(pc[0])->elem, static_cast<i64>(fp[bOf(w)]), static_cast<i64>(fp[cOf(w)]), &s))
    return raise(g, pc, fp);
  putSlice(&fp[aOf(w)], s);
  return pc + 1;
}

const u64* outGrow(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  GoSlice s = sliceAt(&fp[bOf(w)]);
  i64 n = cOf(w);
  if (s.len + n <= s.cap) {
    s.len += n;
  } else if (!growslice(s, s.len + n, n, typeOf(pc[0])->elem, &s)) {
    return raise(g, pc, fp);
  }
  putSlice(&fp[aOf(w)], s);
  return pc + 1;
}

namespace {

// append(b, c) of one value in slots, growing when there is no room.
const u64* appendOne(const u64* pc, u64* fp, G* g) {
  u64 w = pc[-1];
  const Type* elem = typeOf(pc[0])->elem;
  GoSlice s = sliceAt(&fp[bOf(w)]);
  if (s.len < s.cap) {
    s.len++;
  } else if (!growslice(s, s.len + 1, 1, elem, &s)) {
    return raise(g, pc, fp);
  }
  storeRun(g, reinterpret_cast<u64>(s.ptr) + static_cast<u64>(s.len - 1) * elem->size, &fp[cOf(w)], elem);
  putSlice(&fp[aOf(w)], s);
  return pc + 1;
}

}  // namespace

const u64* outAppend8(const u64* pc, u64* fp, G* g, u64, u64) { return appendOne(pc, fp, g); }
const u64* outAppend32(const u64* pc, u64* fp, G* g, u64, u64) { return appendOne(pc, fp, g); }
const u64* outAppend64(const u64* pc, u64* fp, G* g, u64, u64) { return appendOne(pc, fp, g); }
const u64* outAppendP(const u64* pc, u64* fp, G* g, u64, u64) { return appendOne(pc, fp, g); }
const u64* outAppendS(const u64* pc, u64* fp, G* g, u64, u64) { return appendOne(pc, fp, g); }
const u64* outAppendT(const u64* pc, u64* fp, G* g, u64, u64) { return appendOne(pc, fp, g); }

const u64* outAppendSlice(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  GoSlice s;
  if (!appendslice(g->vm, sliceAt(&fp[bOf(w)]), sliceAt(&fp[cOf(w)]), typeOf(pc[0])->elem, &s)) return raise(g, pc, fp);
  putSlice(&fp[aOf(w)], s);
  return pc + 1;
}

const u64* outAppendString(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  GoString t = stringAt(&fp[cOf(w)]);
  GoSlice s;
  GoSlice bytes{const_cast<u8*>(t.ptr), t.len, t.len};
  if (!appendslice(g->vm, sliceAt(&fp[bOf(w)]), bytes, typeOf(pc[0])->elem, &s)) return raise(g, pc, fp);
  putSlice(&fp[aOf(w)], s);
  return pc + 1;
}

const u64* outCopySlice(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  i64 n = slicecopy(g->vm, sliceAt(&fp[bOf(w)]), sliceAt(&fp[cOf(w)]), typeOf(pc[0])->elem);
  if (aOf(w) != kNoSlot) fp[aOf(w)] = static_cast<u64>(n);
  return pc + 1;
}

const u64* outCopyString(const u64* pc, u64* fp, G*, u64, u64) {
  u64 w = pc[-1];
  GoSlice s = sliceAt(&fp[bOf(w)]);
  GoString t = stringAt(&fp[cOf(w)]);
  i64 n = std::min(s.len, t.len);
  if (n > 0) std::memmove(s.ptr, t.ptr, static_cast<usize>(n));
  if (aOf(w) != kNoSlot) fp[aOf(w)] = static_cast<u64>(n);
  return pc;
}

const u64* outClearSlice(const u64* pc, u64* fp, G* g, u64, u64) {
  GoSlice s = sliceAt(&fp[aOf(pc[-1])]);
  const Type* elem = typeOf(pc[0])->elem;
  u64 bytes = static_cast<u64>(s.len) * elem->size;
  if (elem->ptrdata != 0)
    memclrHasPointers(g->vm, s.ptr, bytes, elem);
  else if (bytes != 0)
    std::memset(s.ptr, 0, bytes);
  return pc + 1;
}

const u64* outUnsafeSlice(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1], p = fp[bOf(w)];
  i64 n = static_cast<i64>(fp[cOf(w)]);
  u64 size = typeOf(pc[0])->elem->size, bytes;
  if (p == 0 && n > 0) {
    panicunsafeslicenilptr(g);
    return raise(g, pc, fp);
  }
  if (n < 0 || __builtin_mul_overflow(static_cast<u64>(n), size, &bytes) || (p != 0 && bytes > 0 - p)) {
    panicunsafeslicelen(g);
    return raise(g, pc, fp);
  }
  putSlice(&fp[aOf(w)], GoSlice{reinterpret_cast<u8*>(p), n, n});
  return pc + 1;
}

const u64* outUnsafeString(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1], p = fp[bOf(w)];
  i64 n = static_cast<i64>(fp[cOf(w)]);
  if (n < 0 || (p != 0 && static_cast<u64>(n) > 0 - p)) {
    panicunsafestringlen(g);
    return raise(g, pc, fp);
  }
  if (p == 0 && n != 0) {
    panicunsafestringnilptr(g);
    return raise(g, pc, fp);
  }
  putString(&fp[aOf(w)], GoString{reinterpret_cast<const u8*>(p), n});
  return pc;
}

}  // namespace gvm::interp
