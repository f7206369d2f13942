// This file carries values over the border: natives of stdlib/runtime/host.go for the host's calls, and the one native
// behind all host functions.
#include "vm/embed/host.h"

#include <fmt/format.h>

#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/panic/panic.h"
#include "runtime/sched/sched.h"
#include "runtime/type/table.h"
#include "runtime/value/string.h"
#include "vm/loader/loader.h"

// The call that a host function answers; gvm_fail writes its text.
struct gvm_context {
  std::string failure;
};

namespace gvm::embed {

using namespace rt;

namespace {

constexpr size_t kMaxValues = 16;

HostState& hostOf(VM* vm) { return *static_cast<HostState*>(vm->host); }

u32 slotsOf(const std::vector<ValueType>& types) {
  u32 n = 0;
  for (const ValueType& t : types) n += t.slots;
  return n;
}

// A scalar in slot form, of a value whose kind has been checked.
u64 scalarSlot(const ValueType& t, const gvm_value& v) {
  switch (t.go) {
    case Kind::Bool: return v.as.i != 0;
    case Kind::Int8: return static_cast<u64>(static_cast<i64>(static_cast<i8>(v.as.i)));
    case Kind::Int16: return static_cast<u64>(static_cast<i64>(static_cast<i16>(v.as.i)));
    case Kind::Int32: return static_cast<u64>(static_cast<i64>(static_cast<i32>(v.as.i)));
    case Kind::Uint8: return static_cast<u8>(v.as.u);
    case Kind::Uint16: return static_cast<u16>(v.as.u);
    case Kind::Uint32: return static_cast<u32>(v.as.u);
    case Kind::Float32: return std::bit_cast<u32>(static_cast<f32>(v.as.f));
    case Kind::Float64: return std::bit_cast<u64>(v.as.f);
    default: return v.as.u;
  }
}

// The scalar, or the bytes where they lie in Go's memory, of a value in slots.
gvm_value fromSlots(const ValueType& t, const u64* s) {
  switch (t.kind) {
    case GVM_BOOL: return gvm_bool(s[0] != 0);
    case GVM_INT: return gvm_int(static_cast<i64>(s[0]));
    case GVM_UINT: return gvm_uint(s[0]);
    case GVM_FLOAT:
      return gvm_float(t.go == Kind::Float32 ? static_cast<f64>(std::bit_cast<f32>(static_cast<u32>(s[0]))) : std::bit_cast<f64>(s[0]));
    default: return gvm_run_of(t.kind, reinterpret_cast<const char*>(s[0]), s[1]);
  }
}

// Writes a value to slots in memory that the collector sees. Allocates; the memory is not published yet, so that the
// barrier of storePtr is all it needs.
void toSlots(G* g, const ValueType& t, const gvm_value& v, u64* s) {
  auto pointer = [&](void* p) { storePtr(g->vm, reinterpret_cast<void**>(s), p); };
  switch (t.kind) {
    case GVM_STRING: {
      GoString str = v.as.s.size == 0 ? GoString{} : gostring({v.as.s.data, v.as.s.size});
      pointer(const_cast<u8*>(str.ptr));
      s[1] = static_cast<u64>(str.len);
      return;
    }
    case GVM_BYTES: {
      void* p = v.as.s.size == 0 ? nullptr : rawbytes(v.as.s.size);
      if (p != nullptr) std::memcpy(p, v.as.s.data, v.as.s.size);
      pointer(p);
      s[1] = s[2] = v.as.s.size;
      return;
    }
    case GVM_ERROR: {
      if (v.kind == GVM_NONE || v.as.s.data == nullptr) {
        s[0] = s[1] = 0;
        return;
      }
      const Type* t = g->vm->wk.hostErrorType;
      GoString text = gostring({v.as.s.data, v.as.s.size});
      auto* box = static_cast<GoString*>(newobject(t));
      storePtr(g->vm, reinterpret_cast<void**>(const_cast<u8**>(&box->ptr)), const_cast<u8*>(text.ptr));
      box->len = text.len;
      s[0] = reinterpret_cast<u64>(g->vm->types->getItab(g->vm->types->errorType(), t));
      storePtr(g->vm, reinterpret_cast<void**>(&s[1]), box);
      return;
    }
    default: s[0] = scalarSlot(t, v);
  }
}

// ---- calls by the host --------------------------------------------------------------------------------------------------

// func hostNext() (fn, memory, typ unsafe.Pointer)
NativeStatus hostNext(NativeCall& c) {
  if (!c.resuming()) return NativeStatus::kHost;
  HostState& h = hostOf(c.vm());
  Callee& f = *h.callee;
  u32 slots = std::max({slotsOf(f.params), slotsOf(f.results), 1u});
  // All words are traced, as arguments and results share them; the collector passes over words that are no pointers.
  auto* memory = static_cast<u64*>(newarray(c.vm()->types->basic(Kind::UnsafePointer), slots));
  u64* at = memory;
  for (size_t i = 0; i < f.params.size(); i++) {
    toSlots(c.g, f.params[i], h.args[i], at);
    at += f.params[i].slots;
  }
  c.ret(0, f.fn);
  c.ret(1, memory);
  c.ret(2, f.type);
  return NativeStatus::kDone;
}

u32 resultSlot(const Callee& f, size_t i) {
  u32 slot = 0;
  for (size_t k = 0; k < i; k++) slot += f.results[k].slots;
  return slot;
}

std::tuple<Iface, bool> hostErrorResult(NativeCall& c, const u64* memory, i64 i) {
  const Callee& f = *hostOf(c.vm()).callee;
  auto n = static_cast<size_t>(i);
  if (n >= f.results.size()) return {Iface{}, false};
  if (f.results[n].kind != GVM_ERROR) return {Iface{}, true};
  const u64* s = memory + resultSlot(f, n);
  return {Iface{reinterpret_cast<Itab*>(s[0]), reinterpret_cast<void*>(s[1])}, true};
}

gvm_value keep(HostState& h, int32_t kind, std::string_view text) {
  const std::string& s = h.bytes.emplace_back(text);
  return gvm_run_of(kind, s.data(), s.size());
}

void hostErrorText(NativeCall& c, i64 i, GoString text) {
  HostState& h = hostOf(c.vm());
  h.results[static_cast<size_t>(i)] = keep(h, GVM_ERROR, text.view());
}

void hostReturned(NativeCall& c, const u64* memory) {
  HostState& h = hostOf(c.vm());
  const Callee& f = *h.callee;
  for (size_t i = 0; i < f.results.size(); i++) {
    if (f.results[i].kind == GVM_ERROR) continue;  // hostErrorText has been told, or it is nil
    gvm_value v = fromSlots(f.results[i], memory + resultSlot(f, i));
    if (v.kind == GVM_STRING || v.kind == GVM_BYTES) v = keep(h, v.kind, {v.as.s.data, v.as.s.size});
    h.results[i] = v;
  }
  h.returned = true;
}

void panicked(HostState& h, std::string_view text) {
  h.panicked = true;
  h.panicText = fmt::format("panic: {}", text);
}
void hostPanicked(NativeCall& c, GoString text) { panicked(hostOf(c.vm()), text.view()); }
void hostPanickedWith(NativeCall& c, Eface v) { panicked(hostOf(c.vm()), panicValueText(v)); }
void hostGoexit() { fatal("runtime.Goexit in a function that the host called"); }

const NativeEntry kTable[] = {
    GVM_NATIVE_RAW("runtime.hostNext", hostNext),
    GVM_NATIVE("runtime.hostErrorResult", hostErrorResult),
    GVM_NATIVE("runtime.hostErrorText", hostErrorText),
    GVM_NATIVE("runtime.hostReturned", hostReturned),
    GVM_NATIVE("runtime.hostPanicked", hostPanicked),
    GVM_NATIVE("runtime.hostPanickedWith", hostPanickedWith),
    GVM_NATIVE("runtime.hostGoexit", hostGoexit),
};

// ---- calls by Go --------------------------------------------------------------------------------------------------------

// Does a host function's result fit its declared kind? NONE is the zero value.
bool fits(const ValueType& t, const gvm_value& v) { return v.kind == t.kind || v.kind == GVM_NONE; }

// The native behind every host function. The host may take its time, so its code runs as a system call.
NativeStatus callHost(NativeCall& c) {
  const auto* f = static_cast<const HostFunction*>(c.fn->data);
  gvm_value args[kMaxValues], results[kMaxValues] = {};
  const u64* in = c.slots();
  for (size_t i = 0; i < f->sig.params.size(); i++) {
    args[i] = fromSlots(f->sig.params[i], in);
    in += f->sig.params[i].slots;
  }
  gvm_context context;
  int status;
  {
    SyscallScope scope(c.g);
    status = f->fn(&context, args, f->sig.params.size(), results, f->user);
  }
  if (status != 0)
    return nativeStatus(panicString(c.g, context.failure.empty() ? f->symbol() + " failed" : context.failure));
  u64* out = c.slots();
  for (size_t i = 0; i < f->sig.results.size(); i++) {
    const ValueType& t = f->sig.results[i];
    if (!fits(t, results[i]))
      return nativeStatus(panicString(c.g, fmt::format("{}: result {} is not {}", f->symbol(), i + 1, f->sig.resultTexts[i])));
    if (results[i].kind == GVM_NONE) std::memset(&results[i].as, 0, sizeof results[i].as);
  }
  // Frame slots need no barrier, and nothing here is a safepoint.
  for (size_t i = 0; i < f->sig.results.size(); i++) {
    u64 value[3] = {};
    toSlots(c.g, f->sig.results[i], results[i], value);
    std::memcpy(out, value, f->sig.results[i].slots * 8);
    out += f->sig.results[i].slots;
  }
  return NativeStatus::kDone;
}

// What the border makes of a Go type; kind GVM_NONE for what cannot cross.
ValueType valueType(const Type* t) {
  ValueType v{GVM_NONE, t->kind, static_cast<u32>(t->slots())};
  switch (t->kind) {
    case Kind::Bool: v.kind = GVM_BOOL; break;
    case Kind::String: v.kind = GVM_STRING; break;
    case Kind::Float32: case Kind::Float64: v.kind = GVM_FLOAT; break;
    case Kind::Slice: v.kind = t->elem->kind == Kind::Uint8 ? GVM_BYTES : GVM_NONE; break;
    case Kind::Interface: v.kind = typeStringView(t) == "error" ? GVM_ERROR : GVM_NONE; break;
    default: v.kind = !kindIsInteger(t->kind) ? GVM_NONE : kindIsSigned(t->kind) ? GVM_INT : GVM_UINT;
  }
  return v;
}

}  // namespace

void registerHost(NativeRegistry& registry, const std::vector<std::unique_ptr<HostFunction>>* functions) {
  registry.add(kTable);
  if (functions == nullptr) return;
  for (auto& f : *functions) {
    registry.add(f->symbol(), callHost, f.get());
    registry.find(f->symbol())->goType = f->sig.text;
  }
}

std::unique_ptr<Callee> findCallee(VM* vm, std::string_view symbol) {
  auto out = std::make_unique<Callee>();
  out->fn = loader::findFuncBySymbol(vm, symbol);
  if (out->fn == nullptr) {
    out->error = fmt::format("there is no function {}", symbol);
    return out;
  }
  out->type = loader::funcType(vm, out->fn);
  if (out->type == nullptr) {
    out->error = fmt::format("{} has no type", symbol);
    return out;
  }
  for (u32 i = 0; i < out->type->numParam; i++) out->params.push_back(valueType(out->type->params[i]));
  for (u32 i = 0; i < out->type->numResult; i++) out->results.push_back(valueType(out->type->results[i]));
  bool ok = out->params.size() <= kMaxValues && out->results.size() <= kMaxValues;
  for (auto& v : out->params) ok = ok && v.kind != GVM_NONE && v.kind != GVM_ERROR;
  for (auto& v : out->results) ok = ok && v.kind != GVM_NONE;
  if (!ok) out->error = fmt::format("{} has type {}, whose values cannot cross to the host", symbol, typeStringView(out->type));
  return out;
}

}  // namespace gvm::embed

extern "C" void gvm_fail(gvm_context* context, const char* text) { context->failure = text ? text : ""; }
