// This file makes an image's types canonical. A type is made from its row in two steps, because types are recursive:
// first shells and shapes (type), which may name types that are still being made; then, when the outermost request is
// through, finishTypes lays them all out and gives them their methods.
#include "vm/loader/state.h"

namespace gvm::loader {

using bytecode::MethodRow;
using bytecode::PartRow;
using bytecode::TypeRow;

Type* Loader::type(Loaded& im, u32 index) {
  if (index >= im.types.size()) {
    fail("type index out of range");
    return nullptr;
  }
  if (Type* t = im.types[index]) return t;
  const TypeRow& row = im.img.types()[index];
  Type* t = row.flags & TypeRow::kNamed ? makeNamed(im, index, row) : makeType(im, index, row);
  if (t == nullptr) return nullptr;
  im.types[index] = t;
  newTypes_.push_back({&im, index});
  return t;
}

Type* Loader::makeNamed(Loaded& im, u32 index, const TypeRow& row) {
  std::string_view key = im.img.str(row.symbol);
  if (key == "error" && row.pkgPath.length == 0) return vm->types->errorType();
  bool isNew = false;
  Type* t = vm->types->declareNamed(
      NamedDesc{key, im.img.str(row.string), im.img.str(row.name), im.img.str(row.pkgPath)}, &isNew);
  im.types[index] = t;  // before its structure, which may refer back
  Type* under = type(im, row.elem);
  if (under == nullptr) return nullptr;
  if (isNew) {
    vm->types->setUnderlying(t, under);
  } else if (t->underlying != nullptr && under->underlying != nullptr && t->underlying != under->underlying) {
    fail("type " + std::string(key) + " is declared differently in two images");
    return nullptr;
  }
  return t;
}

Type* Loader::makeType(Loaded& im, u32 index, const TypeRow& row) {
  TypeTable& table = *vm->types;
  Kind kind = static_cast<Kind>(row.kind);
  switch (kind) {
    case Kind::Struct: return makeStruct(im, row);
    case Kind::Func: return makeFuncType(im, row);
    case Kind::Interface: return makeInterface(im, row);
    case Kind::Array:
    case Kind::Chan:
    case Kind::Map:
    case Kind::Pointer:
    case Kind::Slice: break;
    default: return table.basic(kind);
  }
  Type* elem = type(im, row.elem);
  if (elem == nullptr) return nullptr;
  switch (kind) {
    case Kind::Array: return table.arrayOf(elem, row.length);
    case Kind::Chan: return table.chanOf(static_cast<ChanDir>(row.dir), elem);
    case Kind::Pointer: return table.pointerTo(elem);
    case Kind::Slice: return table.sliceOf(elem);
    default: break;
  }
  Type* key = type(im, row.key);
  return key ? table.mapOf(key, elem) : nullptr;
}

Type* Loader::makeStruct(Loaded& im, const TypeRow& row) {
  std::vector<FieldDesc> fields;
  for (const PartRow& p : im.img.parts().subspan(row.part, row.numPart)) {
    Type* t = type(im, p.type);
    if (t == nullptr) return nullptr;
    fields.push_back({im.img.str(p.name), im.img.str(p.tag), im.img.str(p.pkgPath), t,
                      (p.flags & PartRow::kEmbedded) != 0});
  }
  return vm->types->structOf(fields);
}

Type* Loader::makeFuncType(Loaded& im, const TypeRow& row) {
  std::vector<Type*> types;
  for (const PartRow& p : im.img.parts().subspan(row.part, row.numPart)) {
    types.push_back(type(im, p.type));
    if (types.back() == nullptr) return nullptr;
  }
  std::span<Type* const> all(types);
  usize params = row.numPart - row.numResult;
  return vm->types->funcOf(all.first(params), all.subspan(params), (row.flags & TypeRow::kVariadic) != 0);
}

Type* Loader::makeInterface(Loaded& im, const TypeRow& row) {
  std::vector<IMethodDesc> methods;
  for (const PartRow& p : im.img.parts().subspan(row.part, row.numPart)) {
    Type* t = type(im, p.type);
    if (t == nullptr) return nullptr;
    methods.push_back({im.img.str(p.name), im.img.str(p.pkgPath), t});
  }
  return vm->types->interfaceOf(methods);
}

void Loader::setMethods(Loaded& im, u32 index) {
  const TypeRow& row = im.img.types()[index];
  Type* t = im.types[index];
  if (row.numMethod == 0 || t->numMethod >= row.numMethod) return;
  std::vector<MethodDesc> methods;
  for (const MethodRow& m : im.img.methods().subspan(row.method, row.numMethod)) {
    MethodDesc d{im.img.str(m.name), im.img.str(m.pkgPath), type(im, m.type), nullptr, nullptr};
    if (m.ifn != kNone) d.ifn = funcSymbol(im, m.ifn);
    if (m.tfn != kNone) d.tfn = funcSymbol(im, m.tfn);
    methods.push_back(d);
  }
  vm->types->setMethods(t, methods, searched < images.size());
}

void Loader::finishTypes() {
  // Methods name more types, so go on until nothing new turns up.
  for (usize done = 0, methods = 0; methods < newTypes_.size();) {
    for (; done < newTypes_.size(); done++) {
      NewType n = newTypes_[done];
      if (!vm->types->complete(n.im->types[n.index])) fail("a type is too large or contains itself");
    }
    NewType n = newTypes_[methods++];
    setMethods(*n.im, n.index);
  }
  newTypes_.clear();
}

}  // namespace gvm::loader
