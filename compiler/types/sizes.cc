// This file asks runtime/base for sizes, alignments and field offsets.
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"
#include "runtime/base/layout.h"

namespace gvm::types {

namespace {

using rt::Kind;
using rt::Layout;

Kind basicKind(BasicKind k) {
  switch (k) {
    case Bool: case UntypedBool: return Kind::Bool;
    case Int8: return Kind::Int8;
    case Int16: return Kind::Int16;
    case Int32: case UntypedRune: return Kind::Int32;
    case Int64: return Kind::Int64;
    case Uint: return Kind::Uint;
    case Uint8: return Kind::Uint8;
    case Uint16: return Kind::Uint16;
    case Uint32: return Kind::Uint32;
    case Uint64: return Kind::Uint64;
    case Uintptr: return Kind::Uintptr;
    case Float32: return Kind::Float32;
    case Float64: case UntypedFloat: return Kind::Float64;
    case Complex64: return Kind::Complex64;
    case Complex128: case UntypedComplex: return Kind::Complex128;
    case String: case UntypedString: return Kind::String;
    case UnsafePointer: case UntypedNil: return Kind::UnsafePointer;
    default: return Kind::Int;
  }
}

Layout layoutOf(Type* t);

Layout layoutStruct(Struct* s, int64_t* offsets) {
  rt::StructLayout l;
  for (uint32_t i = 0; i < s->fields.size(); i++) {
    uint64_t off = l.add(layoutOf(s->fields[i]->type));
    if (offsets) offsets[i] = static_cast<int64_t>(off);
  }
  return l.finish();
}

Layout layoutOf(Type* t) {
  Type* u = under(t);
  switch (u->tag) {
    case Tag::Basic: return rt::kindLayout(basicKind(static_cast<Basic*>(u)->kind));
    case Tag::Array: {
      auto* a = static_cast<Array*>(u);
      return rt::arrayLayout(layoutOf(a->elem), a->len < 0 ? 0 : static_cast<uint64_t>(a->len));
    }
    case Tag::Struct: return layoutStruct(static_cast<Struct*>(u), nullptr);
    case Tag::Slice: return rt::kindLayout(Kind::Slice);
    case Tag::Interface: return rt::kindLayout(Kind::Interface);
    default: return rt::kindLayout(Kind::Pointer);
  }
}

}  // namespace

int64_t sizeOf(Type* t) {
  Layout l = layoutOf(t);
  return l.overflow ? -1 : static_cast<int64_t>(l.size);
}

int64_t alignOf(Type* t) { return layoutOf(t).align; }

const int64_t* offsetsOf(Struct* s) {
  if (!s->offsets && !s->fields.empty()) {
    Universe* u = nullptr;
    for (Var* f : s->fields) {
      if (u = universeOf(f->type); u) break;
    }
    // A struct of nothing but empty interfaces and structs does not lead to its universe; its owner's arena will do.
    Arena* arena = u ? &u->arena : s->fields[0]->pkg && s->fields[0]->pkg->universe ? &s->fields[0]->pkg->universe->arena : nullptr;
    static constexpr int64_t kNone[1] = {0};
    if (!arena) return kNone;
    s->offsets = static_cast<int64_t*>(arena->alloc(s->fields.size() * sizeof(int64_t)));
    layoutStruct(s, s->offsets);
  }
  return s->offsets;
}

int64_t offsetOf(Type* t, List<int> path) {
  int64_t off = 0;
  for (int i : path) {
    auto* s = underAs<Struct>(t);
    if (!s) break;
    off += offsetsOf(s)[i];
    t = s->fields[static_cast<uint32_t>(i)]->type;
  }
  return off;
}

}  // namespace gvm::types
