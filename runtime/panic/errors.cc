// This file makes the values of run-time panics. Their types are Go types of package runtime (stdlib/runtime/error.go);
// the structures here have the same layout.
#include "runtime/heap/barrier.h"
#include "runtime/heap/malloc.h"
#include "runtime/panic/panic.h"
#include "runtime/type/table.h"

namespace gvm::rt::inline panic {
namespace {

// runtime.boundsError
struct BoundsError {
  i64 x;
  i64 y;
  bool isSigned;
  u8 code;
};
// runtime.TypeAssertionError
struct TypeAssertionError {
  const Type* iface;
  const Type* concrete;
  const Type* asserted;
  GoString missingMethod;
};

GoString newString(std::string_view text) {
  if (text.empty()) return {};
  auto* bytes = static_cast<u8*>(rawbytes(text.size()));
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, static_cast<i64>(text.size())};
}

// panics with a value of a string type.
OpStatus raiseText(G* g, const Type* t, std::string_view text) {
  auto* box = static_cast<GoString*>(newobject(g->vm->types->basic(Kind::String)));
  *box = newString(text);
  g->pendingPanic = {t, box};
  return OpStatus::kPanic;
}

}  // namespace

OpStatus panicErrorString(G* g, std::string_view text) { return raiseText(g, g->vm->wk.errorStringType, text); }
OpStatus panicPlainError(G* g, std::string_view text) { return raiseText(g, g->vm->wk.plainErrorType, text); }
OpStatus panicString(G* g, std::string_view text) { return raiseText(g, g->vm->types->basic(Kind::String), text); }

OpStatus panicValue(G* g, Eface value) {
  g->pendingPanic = value;
  return OpStatus::kPanic;
}

OpStatus goexit(G* g) {
  g->pendingPanic = Eface{};
  g->pendingGoexit = true;
  return OpStatus::kPanic;
}

OpStatus panicBounds(G* g, BoundsCode code, i64 x, i64 y, bool isSigned) {
  const Type* t = g->vm->wk.boundsErrorType;
  auto* e = static_cast<BoundsError*>(newobject(t));
  *e = {x, y, isSigned, static_cast<u8>(code)};
  g->pendingPanic = {t, e};
  return OpStatus::kPanic;
}

OpStatus panicmem(G* g, u64 addr) {
  g->pendingMemoryError = true;
  g->pendingFaultAddr = addr;
  return panicErrorString(g, "invalid memory address or nil pointer dereference");
}

OpStatus panicdivide(G* g) { return panicErrorString(g, "integer divide by zero"); }
OpStatus panicshift(G* g) { return panicErrorString(g, "negative shift amount"); }
OpStatus panicoverflow(G* g) { return panicErrorString(g, "integer overflow"); }
OpStatus panicfloat(G* g) { return panicErrorString(g, "floating point error"); }
OpStatus panicmakeslicelen(G* g) { return panicErrorString(g, "makeslice: len out of range"); }
OpStatus panicmakeslicecap(G* g) { return panicErrorString(g, "makeslice: cap out of range"); }
OpStatus panicgrowslice(G* g) { return panicErrorString(g, "growslice: len out of range"); }
OpStatus panicunsafeslicelen(G* g) { return panicErrorString(g, "unsafe.Slice: len out of range"); }
OpStatus panicunsafeslicenilptr(G* g) { return panicErrorString(g, "unsafe.Slice: ptr is nil and len is not zero"); }
OpStatus panicunsafestringlen(G* g) { return panicErrorString(g, "unsafe.String: len out of range"); }
OpStatus panicunsafestringnilptr(G* g) { return panicErrorString(g, "unsafe.String: ptr is nil and len is not zero"); }
OpStatus panicnilmap(G* g) { return panicPlainError(g, "assignment to entry in nil map"); }

OpStatus panicunhashable(G* g, const Type* t) {
  return panicErrorString(g, "hash of unhashable type " + std::string(typeStringView(t)));
}

OpStatus panicuncomparable(G* g, const Type* t) {
  return panicErrorString(g, "comparing uncomparable type " + std::string(typeStringView(t)));
}

OpStatus panicdottype(G* g, const Type* have, const Type* asserted, const Type* iface, std::string_view missing) {
  const Type* ptr = g->vm->wk.typeAssertionErrorPtr;
  auto* e = static_cast<TypeAssertionError*>(newobject(ptr->elem));
  // A nil interface has no type that would matter where another interface is wanted: Go's text names neither.
  bool untold = have == nullptr && asserted->kind == Kind::Interface;
  *e = {untold ? nullptr : iface, have, asserted, newString(missing)};
  g->pendingPanic = {ptr, e};
  return OpStatus::kPanic;
}

OpStatus panicwrap(G* g, std::string_view symbol) {
  // "pkg/path.(*T).M" becomes: value method pkg/path.T.M called using nil *T pointer
  size_t open = symbol.find("(*");
  size_t close = symbol.find(").", open);
  if (open == symbol.npos || close == symbol.npos || open == 0) return panicmem(g);
  std::string_view pkg = symbol.substr(0, open - 1), type = symbol.substr(open + 2, close - open - 2),
                   method = symbol.substr(close + 2);
  return panicPlainError(g, fmt::format("value method {}.{}.{} called using nil *{} pointer", pkg, type, method, type));
}

}  // namespace gvm::rt::inline panic
