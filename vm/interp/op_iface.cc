// This file holds the out-of-line operations of allocation and interfaces: boxing, closures, conversions, assertions,
// equality; and the atomics that need a write barrier.
#include "runtime/value/iface.h"

#include "runtime/type/table.h"
#include "vm/interp/ops.h"

namespace gvm::interp {

namespace {
u64 word(const void* p) { return reinterpret_cast<u64>(p); }
Eface efaceAt(const u64* s) { return {reinterpret_cast<Type*>(s[0]), reinterpret_cast<void*>(s[1])}; }
Iface ifaceAt(const u64* s) { return {reinterpret_cast<Itab*>(s[0]), reinterpret_cast<void*>(s[1])}; }
}  // namespace

const u64* outBox(const u64* pc, u64* fp, G*, u64, u64) {
  u64 w = pc[-1];
  fp[aOf(w)] = word(convT(typeOf(pc[0]), &fp[bOf(w)]));
  return pc + 1;
}

const u64* outMakeClosure(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  u64* c = static_cast<u64*>(newObject(g, pc, fp, typeOf(pc[0])));
  // The new object counts as marked: what it captures must be shaded while the collector marks.
  if (writeBarrierOn(g->vm)) bulkBarrier(g->vm, c, &fp[bOf(w)] - 1, (cOf(w) + 1) * 8ul, typeOf(pc[0]));
  c[0] = pc[1];
  for (u32 i = 0, n = cOf(w); i < n; i++) c[1 + i] = fp[bOf(w) + i];
  fp[aOf(w)] = word(c);
  return pc + 2;
}

const u64* outMakeEface(const u64* pc, u64* fp, G*, u64, u64) {
  u64 w = pc[-1];
  void* p = convT(typeOf(pc[0]), &fp[bOf(w)]);
  fp[aOf(w)] = pc[0];
  fp[aOf(w) + 1] = word(p);
  return pc + 1;
}

const u64* outMakeIface(const u64* pc, u64* fp, G*, u64, u64) {
  u64 w = pc[-1];
  void* p = convT(typeOf(pc[0]), &fp[bOf(w)]);
  fp[aOf(w)] = pc[1];
  fp[aOf(w) + 1] = word(p);
  return pc + 2;
}

namespace {

// Interface (type t, data) to interface type inter; t is null for nil. False when t lacks a method.
bool convert(G* g, u64* dst, const Type* inter, const Type* t, u64 data) {
  if (inter->numIMethod == 0) {
    dst[0] = word(t);
  } else {
    const Itab* tab = t ? g->vm->types->getItab(const_cast<Type*>(inter), const_cast<Type*>(t)) : nullptr;
    if (tab == nullptr && t != nullptr) return false;
    dst[0] = word(tab);
  }
  dst[1] = data;
  return true;
}

const Type* dynamicType(const u64* s, bool isEface) {
  if (isEface) return reinterpret_cast<const Type*>(s[0]);
  const Itab* tab = reinterpret_cast<const Itab*>(s[0]);
  return tab ? tab->type : nullptr;
}

const u64* assertTo(const u64* pc, u64* fp, G* g, bool isEface) {
  u64 w = pc[-1];
  const u64* s = &fp[bOf(w)];
  const Type *t = dynamicType(s, isEface), *inter = typeOf(pc[0]);
  if (t == nullptr || !convert(g, &fp[aOf(w)], inter, t, s[1])) {
    panicdottype(g, t, inter, typeOf(pc[1]), t ? g->vm->types->missingMethod(inter, t) : std::string_view());
    return raise(g, pc, fp);
  }
  return pc + 2;
}

const u64* assertOk(const u64* pc, u64* fp, G* g, bool isEface) {
  u64 w = pc[-1];
  const u64* s = &fp[bOf(w)];
  const Type* t = dynamicType(s, isEface);
  bool ok = t != nullptr && convert(g, &fp[aOf(w)], typeOf(pc[0]), t, s[1]);
  if (!ok) fp[aOf(w)] = fp[aOf(w) + 1] = 0;
  fp[cOf(w)] = ok;
  return pc + 1;
}

}  // namespace

const u64* outIfaceToIface(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  const u64* s = &fp[bOf(w)];
  if (!convert(g, &fp[aOf(w)], typeOf(pc[0]), dynamicType(s, false), s[1]))
    throw_("interface conversion that the compiler proved lacks a method");
  return pc + 1;
}

const u64* outToIfaceE(const u64* pc, u64* fp, G* g, u64, u64) { return assertTo(pc, fp, g, true); }
const u64* outToIfaceI(const u64* pc, u64* fp, G* g, u64, u64) { return assertTo(pc, fp, g, false); }
const u64* outToIfaceOkE(const u64* pc, u64* fp, G* g, u64, u64) { return assertOk(pc, fp, g, true); }
const u64* outToIfaceOkI(const u64* pc, u64* fp, G* g, u64, u64) { return assertOk(pc, fp, g, false); }

// ---- equality -----------------------------------------------------------------------------------------------------------

namespace {
const u64* equal(const u64* pc, u64* fp, G* g, bool eq, const Type* bad, unsigned ext) {
  if (bad != nullptr) {
    panicuncomparable(g, bad);
    return raise(g, pc, fp);
  }
  fp[aOf(pc[-1])] = eq;
  return pc + ext;
}
}  // namespace

const u64* outEqEface(const u64* pc, u64* fp, G* g, u64, u64) {
  const Type* bad = nullptr;
  bool eq = efaceEqual(efaceAt(&fp[bOf(pc[-1])]), efaceAt(&fp[cOf(pc[-1])]), &bad);
  return equal(pc, fp, g, eq, bad, 0);
}

const u64* outEqIface(const u64* pc, u64* fp, G* g, u64, u64) {
  const Type* bad = nullptr;
  bool eq = ifaceEqual(ifaceAt(&fp[bOf(pc[-1])]), ifaceAt(&fp[cOf(pc[-1])]), &bad);
  return equal(pc, fp, g, eq, bad, 0);
}

const u64* outEqMem(const u64* pc, u64* fp, G* g, u64, u64) {
  const void *p = reinterpret_cast<void*>(fp[bOf(pc[-1])]), *q = reinterpret_cast<void*>(fp[cOf(pc[-1])]);
  if (p == nullptr || q == nullptr) {
    panicmem(g);
    return raise(g, pc, fp);
  }
  const Type *t = typeOf(pc[0]), *bad = nullptr;
  bool eq = t->equal(t, p, q, &bad);
  return equal(pc, fp, g, eq, bad, 1);
}

const u64* outEqRun(const u64* pc, u64* fp, G* g, u64, u64) {
  const Type *t = typeOf(pc[0]), *bad = nullptr;
  bool eq = t->equal(t, &fp[bOf(pc[-1])], &fp[cOf(pc[-1])], &bad);
  return equal(pc, fp, g, eq, bad, 1);
}

// ---- atomic pointers ----------------------------------------------------------------------------------------------------

namespace {
void shade(G* g, void** p, u64 v) {
  if (writeBarrierOn(g->vm))
    writeBarrierSlow(g->m->p, __atomic_load_n(p, __ATOMIC_RELAXED), reinterpret_cast<void*>(v));
}
}  // namespace

const u64* outAtomicStorePtr(const u64* pc, u64* fp, G* g, u64 x, u64 y) {
  u64* p = reinterpret_cast<u64*>(fp[aOf(pc[-1])]);
  if (p == nullptr) return slowNil(pc, fp, g, x, y);
  u64 v = fp[bOf(pc[-1])];
  shade(g, reinterpret_cast<void**>(p), v);
  __atomic_store_n(p, v, __ATOMIC_SEQ_CST);
  return pc;
}

const u64* outAtomicSwapPtr(const u64* pc, u64* fp, G* g, u64 x, u64 y) {
  u64* p = reinterpret_cast<u64*>(fp[bOf(pc[-1])]);
  if (p == nullptr) return slowNil(pc, fp, g, x, y);
  u64 v = fp[cOf(pc[-1])];
  shade(g, reinterpret_cast<void**>(p), v);
  fp[aOf(pc[-1])] = __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST);
  return pc;
}

const u64* outAtomicCasPtr(const u64* pc, u64* fp, G* g, u64 x, u64 y) {
  u64* p = reinterpret_cast<u64*>(fp[bOf(pc[-1])]);
  if (p == nullptr) return slowNil(pc, fp, g, x, y);
  u64 old = fp[cOf(pc[-1])], v = fp[static_cast<u16>(pc[0])];
  shade(g, reinterpret_cast<void**>(p), v);
  fp[aOf(pc[-1])] = __atomic_compare_exchange_n(p, &old, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  return pc + 1;
}

}  // namespace gvm::interp
