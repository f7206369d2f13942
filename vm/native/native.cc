// This file implements the registry of native functions and the check of their C++ types against Go signatures.
#include "vm/native/native.h"

#include "runtime/type/table.h"

namespace gvm::rt {

namespace {

std::string shapeOf(const Type* t) {
  switch (t->kind) {
    case Kind::Bool: return "b";
    case Kind::Int8: return "1";
    case Kind::Int16: return "2";
    case Kind::Int32: return "4";
    case Kind::Int:
    case Kind::Int64: return "8";
    case Kind::Uint8: return "A";
    case Kind::Uint16: return "B";
    case Kind::Uint32: return "C";
    case Kind::Uint:
    case Kind::Uint64:
    case Kind::Uintptr: return "D";
    case Kind::Float32: return "f";
    case Kind::Float64: return "F";
    case Kind::String: return "s";
    case Kind::Slice: return "l";
    case Kind::Interface: return t->numIMethod == 0 ? "e" : "i";
    default:
      if (kindIsPointerShaped(t->kind)) return "p";
      return "{" + std::to_string(t->size) + "}";
  }
}

}  // namespace

std::string signatureOf(const Type* type) {
  std::string s;
  for (u32 i = 0; i < type->numParam; i++) s += shapeOf(type->params[i]);
  s += ")";
  for (u32 i = 0; i < type->numResult; i++) s += shapeOf(type->results[i]);
  return s;
}

void NativeRegistry::add(std::span<const NativeEntry> table) {
  for (const NativeEntry& e : table) {
    NativeFunc& f = byName_[e.symbol];
    f.fn = e.fn;
    f.symbol = e.symbol;
    f.signature = e.signature;
  }
}

void NativeRegistry::add(std::string symbol, NativeFn fn, void* data) {
  NativeFunc& f = byName_[symbol];
  f.fn = fn;
  f.symbol = std::move(symbol);
  f.data = data;
}

void NativeRegistry::addCode(std::string symbol, std::span<const u64> code, u32 frameSlots) {
  // A CALLN gets to the body by a tail call.
  NativeFn enter = [](NativeCall& c) {
    c.tail = reinterpret_cast<Closure*>(c.fn->func);
    return NativeStatus::kTailCall;
  };
  add(symbol, enter, nullptr);
  NativeFunc& f = byName_[symbol];
  f.code = code;
  f.codeSlots = frameSlots;
}

NativeFunc* NativeRegistry::find(std::string_view symbol) {
  auto it = byName_.find(symbol);
  return it == byName_.end() ? nullptr : &it->second;
}

std::string NativeRegistry::check(const NativeFunc& fn, const Type* type) {
  if (!fn.goType.empty() && typeStringView(type) != fn.goType)
    return "host function " + fn.symbol + " has type " + fn.goType + ", its Go declaration is " + std::string(typeStringView(type));
  if (fn.signature == nullptr) return "";
  std::string have = fn.signature(), want = signatureOf(type);
  if (have == want) return "";
  return "native function " + fn.symbol + " has C++ signature (" + have + ", its Go declaration is (" + want;
}

}  // namespace gvm::rt
