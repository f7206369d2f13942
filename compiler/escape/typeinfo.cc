// This file computes TypeInfo: layout.h's algorithm over the checker's types.
#include "compiler/escape/typeinfo.h"

#include "compiler/types/object.h"

namespace gvm::escape {

using namespace types;

rt::Kind kindOf(Type* t) {
  Type* u = under(t);
  switch (u->tag) {
    case Tag::Basic: {
      BasicKind k = static_cast<Basic*>(u)->kind;
      switch (k) {
        case Bool: case UntypedBool: return rt::Kind::Bool;
        case Int: case UntypedInt: return rt::Kind::Int;
        case Int8: return rt::Kind::Int8;
        case Int16: return rt::Kind::Int16;
        case Int32: case UntypedRune: return rt::Kind::Int32;
        case Int64: return rt::Kind::Int64;
        case Uint: return rt::Kind::Uint;
        case Uint8: return rt::Kind::Uint8;
        case Uint16: return rt::Kind::Uint16;
        case Uint32: return rt::Kind::Uint32;
        case Uint64: return rt::Kind::Uint64;
        case Uintptr: return rt::Kind::Uintptr;
        case Float32: return rt::Kind::Float32;
        case Float64: case UntypedFloat: return rt::Kind::Float64;
        case Complex64: return rt::Kind::Complex64;
        case Complex128: case UntypedComplex: return rt::Kind::Complex128;
        case String: case UntypedString: return rt::Kind::String;
        case BasicKind::UnsafePointer: case UntypedNil: return rt::Kind::UnsafePointer;
        default: return rt::Kind::Invalid;
      }
    }
    case Tag::Pointer: return rt::Kind::Pointer;
    case Tag::Slice: return rt::Kind::Slice;
    case Tag::Array: return rt::Kind::Array;
    case Tag::Map: return rt::Kind::Map;
    case Tag::Chan: return rt::Kind::Chan;
    case Tag::Struct: return rt::Kind::Struct;
    case Tag::Signature: return rt::Kind::Func;
    case Tag::Interface: return rt::Kind::Interface;
    default: return rt::Kind::Invalid;
  }
}

namespace {

// layout.h's view of a checked type.
struct View {
  TypeInfos& infos;
  rt::Kind kind(Type* t) const { return infos.of(t).kind; }
  uint64_t size(Type* t) const { return infos.of(t).size; }
  uint64_t ptrdata(Type* t) const { return infos.of(t).ptrdata; }
  Type* elem(Type* t) const { return underAs<Array>(t)->elem; }
  uint64_t len(Type* t) const { return static_cast<uint64_t>(underAs<Array>(t)->len); }
  uint32_t numField(Type* t) const { return underAs<Struct>(t)->fields.size(); }
  Type* fieldType(Type* t, uint32_t i) const { return underAs<Struct>(t)->fields[i]->type; }
  uint64_t fieldOffset(Type* t, uint32_t i) const { return static_cast<uint64_t>(offsetsOf(underAs<Struct>(t))[i]); }
};

// The class of a value of `size` bytes with this pointer mask that no scalar kind describes.
MemClass rawClass(uint64_t size, const rt::PtrMask& m) {
  switch (size) {
    case 1: return MemClass::U8;
    case 2: return MemClass::U16;
    case 4: return MemClass::U32;
    case 8: return m.get(0) ? MemClass::P : MemClass::W;
    case 16:
      if (m.get(0) && !m.get(1)) return MemClass::S;
      if (!m.get(0) && m.get(1)) return MemClass::I;
      return m.get(0) ? MemClass::T : MemClass::C;
    case 24: return m.get(0) && !m.get(1) && !m.get(2) ? MemClass::L : MemClass::T;
    default: return MemClass::T;
  }
}

}  // namespace

TypeInfo& TypeInfos::make(Type* t) {
  auto* ti = new (arena_.alloc(sizeof(TypeInfo), alignof(TypeInfo))) TypeInfo();
  ti->type = t;
  ti->owner = number_;
  ti->kind = kindOf(t);
  t->rt = ti;
  View view{*this};
  if (ti->kind == rt::Kind::Struct || ti->kind == rt::Kind::Array) {
    ti->size = static_cast<uint64_t>(sizeOf(t));
    if (ti->kind == rt::Kind::Array) {
      TypeInfo& e = of(underAs<Array>(t)->elem);
      uint64_t n = view.len(t);
      if (n > 0 && e.ptrdata) ti->ptrdata = ti->size - e.size + e.ptrdata;
    } else {
      Struct* s = underAs<Struct>(t);
      for (uint32_t i = 0; i < s->fields.size(); i++) {
        TypeInfo& f = of(s->fields[i]->type);
        if (f.ptrdata) ti->ptrdata = view.fieldOffset(t, i) + f.ptrdata;
      }
    }
  } else {
    rt::Layout l = rt::kindLayout(ti->kind);
    ti->size = l.size;
    ti->ptrdata = l.ptrdata;
  }
  ti->hasPtr = ti->ptrdata > 0;
  ti->slots = static_cast<uint32_t>(rt::slotsFor(ti->size));
  // Masks of huge arrays are never asked for slot by slot: such values live in memory only.
  rt::PtrMask m(ti->slots < 65536 ? ti->slots : 0);
  if (ti->hasPtr && ti->slots < 65536) rt::maskType(view, t, 0, m);
  std::vector<uint64_t> key = m.words();
  ti->mask = arena_.copy(key).data;
  key.push_back(ti->slots);
  ti->layout = layouts_.emplace(std::move(key), static_cast<uint32_t>(layouts_.size() + 1)).first->second;
  switch (ti->kind) {
    case rt::Kind::Bool: case rt::Kind::Uint8: ti->mem = MemClass::U8; break;
    case rt::Kind::Int8: ti->mem = MemClass::I8; break;
    case rt::Kind::Int16: ti->mem = MemClass::I16; break;
    case rt::Kind::Uint16: ti->mem = MemClass::U16; break;
    case rt::Kind::Int32: ti->mem = MemClass::I32; break;
    case rt::Kind::Uint32: case rt::Kind::Float32: ti->mem = MemClass::U32; break;
    case rt::Kind::Interface:
      ti->mem = MemClass::I;
      ti->isEface = typeSetOf(underAs<Interface>(t))->methods.empty();
      break;
    case rt::Kind::String: ti->mem = MemClass::S; break;
    case rt::Kind::Slice: ti->mem = MemClass::L; break;
    case rt::Kind::Complex128: ti->mem = MemClass::C; break;
    default:
      if (ti->size == 0) ti->mem = MemClass::Zero;
      else ti->mem = rawClass(ti->size, m);
  }
  return *ti;
}

}  // namespace gvm::escape
