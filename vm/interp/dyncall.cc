// This file implements reflect's calls. Calling out: reflect.call's frame holds the func value, the slot memory and the func
// type in slots 0 to 2; CALLDYN copies the arguments into its window, DYNRESULTS the results back. Calling in: a stub made
// for each func type packs its arguments into fresh slot memory, calls Go, and unpacks the results.
#include "vm/interp/dyncall.h"

#include "runtime/base/layout.h"
#include "runtime/core/upcalls.h"
#include "runtime/heap/malloc.h"
#include "runtime/stack/stack.h"
#include "runtime/type/table.h"
#include "vm/interp/engine.h"
#include "vm/interp/ops.h"
#include "vm/loader/loader.h"

namespace gvm::interp {

using bytecode::encode;

namespace {

constexpr u32 kWindow = 5;  // of reflect.call: three slots of its own, two of the callee's header

u32 slotsOf(Type* const* types, u32 n) {
  u64 slots = 0;
  for (u32 i = 0; i < n; i++) slots += types[i]->slots();
  return static_cast<u32>(slots);
}
u32 paramSlots(const Type* t) { return slotsOf(t->params, t->numParam); }
u32 resultSlots(const Type* t) { return slotsOf(t->results, t->numResult); }

// Values of these types from one run of slots to memory (of the Go heap), with barriers.
void storeAll(G* g, u64* memory, const u64* slots, Type* const* types, u32 count) {
  for (u32 i = 0; i < count; i++) {
    const Type* t = types[i];
    u64 n = t->slots();
    if (t->ptrdata != 0)
      typedmemmove(g->vm, t, memory, slots);
    else
      std::memcpy(memory, slots, n * 8);
    memory += n;
    slots += n;
  }
}

const u64 kCallCode[] = {
    encode(Op::ENTER, kWindow + 2), encode(Op::CALLDYN, kWindow, 0), 0, encode(Op::DYNRESULTS, kWindow, 0),
    encode(Op::RET),
};

}  // namespace

const u64* outCallDyn(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  const u64* in = &fp[bOf(w)];
  Closure* fn = reinterpret_cast<Closure*>(in[0]);
  if (fn == nullptr) {
    panicmem(g);
    return raise(g, pc, fp);
  }
  const Type* ftyp = typeOf(in[2]);
  u32 args = paramSlots(ftyp), slots = std::max(args, resultSlots(ftyp));
  if (fp + aOf(w) + slots > stackGuardFor(g->stack)) {
    growStack(g, (aOf(w) + slots) * 8ul + kStackGuard);
    return pc - 1;  // once more, in the new place
  }
  u64* window = fp + aOf(w);
  if (args != 0) std::memcpy(window, reinterpret_cast<const void*>(in[1]), args * 8ul);
  window[-1] = reinterpret_cast<u64>(pc + 1);
  window[-2] = reinterpret_cast<u64>(fn);
  g->savedFp = window;
  return fn->fn->code.load(std::memory_order_acquire);
}

const u64* outDynResults(const u64* pc, u64* fp, G* g, u64, u64) {
  u64 w = pc[-1];
  const u64* in = &fp[bOf(w)];
  const Type* ftyp = typeOf(in[2]);
  storeAll(g, reinterpret_cast<u64*>(in[1]), fp + aOf(w), ftyp->results, ftyp->numResult);
  return pc;
}

// ---- func values made at run time ---------------------------------------------------------------------------------------

namespace {

// func(ftyp unsafe.Pointer) unsafe.Pointer: slot memory with the arguments of the calling stub's frame. All its words are
// traced, as arguments and results share them; the collector passes over words that are no pointers.
NativeStatus packArgs(NativeCall& c) {
  const Type* ftyp = c.arg<const Type*>(0);
  u32 slots = std::max({paramSlots(ftyp), resultSlots(ftyp), 1u});
  u64* memory = static_cast<u64*>(newarray(c.vm()->types->basic(Kind::UnsafePointer), slots));
  storeAll(c.g, memory, c.g->savedFp, ftyp->params, ftyp->numParam);
  c.ret<u64*>(0, memory);
  return NativeStatus::kDone;
}

// func(memory, ftyp unsafe.Pointer): results from slot memory to the calling stub's frame.
NativeStatus unpackResults(NativeCall& c) {
  const u64* memory = c.arg<const u64*>(0);
  std::memcpy(c.g->savedFp, memory, resultSlots(c.arg<const Type*>(1)) * 8ul);
  return NativeStatus::kDone;
}

// A native that only the stubs call; its one or two arguments are pointers.
const NativeFunc* helper(VM* vm, const char* symbol) {
  static constexpr u64 kBothPointers = 3;
  NativeFunc* n = natives(vm)->find(symbol);
  n->argSlots = 2;
  n->argMask = &kBothPointers;
  return n;
}

}  // namespace

Func* makeFuncStub(VM* vm, const Type* ftyp, std::string_view target) {
  Func* to = loader::findFuncBySymbol(vm, target);
  if (to == nullptr) return nullptr;
  return engineOf(vm)->stubFor(ftyp, to, [&]() -> Func* {
    // Slots: arguments and results, then the closure and the slot memory, then the window.
    u32 args = paramSlots(ftyp), own = std::max(args, resultSlots(ftyp)), window = own + 4;
    u16 ctx = static_cast<u16>(own), mem = static_cast<u16>(own + 1), win = static_cast<u16>(window);
    auto ptr = [](const void* p) { return reinterpret_cast<u64>(p); };
    u16 next = static_cast<u16>(win + 1);
    const u64 code[] = {
        encode(Op::ENTER, static_cast<u16>(window + 4), ctx, static_cast<u16>(own + 2)),
        encode(Op::CTX, ctx),
        encode(Op::LDTYPEP, win), ptr(ftyp),
        encode(Op::CALLN, win), ptr(helper(vm, "reflect.packArgs")),
        encode(Op::MOV, mem, win),
        encode(Op::MOV, win, ctx),
        encode(Op::MOV, next, mem),
        encode(Op::CALL, win), ptr(to),
        encode(Op::MOV, win, mem),
        encode(Op::LDTYPEP, next), ptr(ftyp),
        encode(Op::CALLN, win), ptr(helper(vm, "reflect.unpackResults")),
        encode(Op::RET),
    };
    PtrMask mask(own + 2);
    u64 slot = 0;
    for (u32 i = 0; i < ftyp->numParam; i++) {
      const Type* t = ftyp->params[i];
      const u64* bits = gcMaskOf(t);
      for (u64 w = 0; w < t->ptrdata / 8; w++)
        if (bits[w / 64] >> (w % 64) & 1) mask.set(slot + w);
      slot += t->slots();
    }
    mask.set(ctx);
    mask.set(mem);
    return loader::makeFunc(vm, "reflect.makeFuncStub", code, window + 4, args, resultSlots(ftyp), mask.words().data(),
                            own + 2, kFuncUsesContext | kFuncWrapper);
  });
}

void registerDynCalls(NativeRegistry& registry) {
  registry.addCode("reflect.call", kCallCode, kWindow + 2);
  registry.addCode("runtime.callInMemory", kCallCode, kWindow + 2);
  registry.add("reflect.packArgs", packArgs, nullptr);
  registry.add("reflect.unpackResults", unpackResults, nullptr);
}

}  // namespace gvm::interp
