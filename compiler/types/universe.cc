// This file makes the predeclared types and objects, and package unsafe.
#include "compiler/types/universe.h"

#include "compiler/types/predicates.h"

namespace gvm::types {

namespace {

struct BasicRow {
  BasicKind kind;
  int info;
  const char* name;
};
constexpr BasicRow kBasics[] = {
    {Invalid, 0, "invalid type"},
    {Bool, IsBoolean, "bool"},
    {Int, IsInteger, "int"},
    {Int8, IsInteger, "int8"},
    {Int16, IsInteger, "int16"},
    {Int32, IsInteger, "int32"},
    {Int64, IsInteger, "int64"},
    {Uint, IsInteger | IsUnsigned, "uint"},
    {Uint8, IsInteger | IsUnsigned, "uint8"},
    {Uint16, IsInteger | IsUnsigned, "uint16"},
    {Uint32, IsInteger | IsUnsigned, "uint32"},
    {Uint64, IsInteger | IsUnsigned, "uint64"},
    {Uintptr, IsInteger | IsUnsigned, "uintptr"},
    {Float32, IsFloat, "float32"},
    {Float64, IsFloat, "float64"},
    {Complex64, IsComplex, "complex64"},
    {Complex128, IsComplex, "complex128"},
    {String, IsString, "string"},
    {UnsafePointer, 0, "Pointer"},
    {UntypedBool, IsBoolean | IsUntyped, "untyped bool"},
    {UntypedInt, IsInteger | IsUntyped, "untyped int"},
    {UntypedRune, IsInteger | IsUntyped, "untyped rune"},
    {UntypedFloat, IsFloat | IsUntyped, "untyped float"},
    {UntypedComplex, IsComplex | IsUntyped, "untyped complex"},
    {UntypedString, IsString | IsUntyped, "untyped string"},
    {UntypedNil, IsUntyped, "untyped nil"},
};

constexpr const char* kBuiltinNames[] = {
#define GVM_BUILTIN(id, name, nargs, variadic, kind) name,
#include "compiler/types/builtins.def"
#undef GVM_BUILTIN
};

}  // namespace

Universe::Universe(Arena& a, source::Interner& in) : arena(a), interner(in) {
  auto name = [&](const char* s) { return interner.intern(s); };
  nameBlank = name("_");
  nameInit = name("init");
  nameMain = name("main");
  nameError = name("Error");
  nameIota = name("iota");
  nameUnsafe = name("unsafe");
  nameC = name("C");
  topTypeSet = TypeSet();
  invalidTypeSet = TypeSet();
  invalidTypeSet.allTerms = false;

  scope = arena.make<Scope>(nullptr, &arena);
  unsafe = arena.make<Package>();
  unsafe->path = unsafe->name = nameUnsafe;
  unsafe->universe = this;
  unsafe->scope = arena.make<Scope>(scope, &arena);
  unsafe->complete = true;

  auto defType = [&](const char* n, Type* t) {
    auto* obj = arena.make<TypeName>(Pos(0), nullptr, name(n), t);
    scope->insert(obj);
    return obj;
  };
  for (const BasicRow& r : kBasics) {
    typ[r.kind] = arena.make<Basic>(this, r.kind, static_cast<uint16_t>(r.info), name(r.name));
    if (r.kind > Invalid && r.kind <= String) defType(r.name, typ[r.kind]);
  }
  auto* pointer = arena.make<TypeName>(Pos(0), unsafe, name("Pointer"), typ[UnsafePointer]);
  unsafe->scope->insert(pointer);
  byteType = arena.make<Basic>(this, Byte, static_cast<uint16_t>(IsInteger | IsUnsigned), name("byte"));
  runeType = arena.make<Basic>(this, Rune, static_cast<uint16_t>(IsInteger), name("rune"));
  defType("byte", byteType);
  defType("rune", runeType);

  emptyInterface = arena.make<Interface>();
  emptyInterface->complete = true;
  emptyInterface->tset = &topTypeSet;
  auto* any = defType("any", nullptr);
  // Not the same object as emptyInterface: it prints as any.
  auto* anyInterface = arena.make<Interface>(*emptyInterface);
  anyInterface->flags |= kTypeIsAny;
  anyType = arena.make<Alias>(this, any, anyInterface);
  anyType->actual = anyInterface;
  any->type = anyType;
  any->color = Color::Black;

  auto defNamed = [&](const char* n, Interface* iface) {
    auto* obj = defType(n, nullptr);
    auto* t = arena.make<Named>(this, obj);
    t->fromRHS = t->underlying = iface;
    t->unpacked = true;
    obj->type = t;
    obj->color = Color::Black;
    return t;
  };
  auto* eface = arena.make<Interface>();
  errorType = defNamed("error", eface);
  auto* sig = arena.make<Signature>();
  sig->recv = arena.make<Var>(VarKind::Recv, Pos(0), nullptr, Name(), errorType);
  auto* res = arena.make<Var>(VarKind::Result, Pos(0), nullptr, Name(), typ[String]);
  sig->params = arena.make<Tuple>(List<Var*>());
  sig->results = arena.make<Tuple>(arena.copy<Var*>({res}));
  auto* err = arena.make<Func>(Pos(0), nullptr, nameError, sig);
  eface->methods = arena.copy<Func*>({err});
  eface->complete = true;
  eface->tset = arena.make<TypeSet>();
  eface->tset->methods = eface->methods;

  auto* cface = arena.make<Interface>();
  cface->complete = true;
  cface->tset = arena.make<TypeSet>();
  cface->tset->comparable = true;
  comparableType = defNamed("comparable", cface);

  auto defConst = [&](const char* n, BasicKind k, const Value* v) {
    auto* c = arena.make<Const>(Pos(0), nullptr, name(n), typ[k], v);
    scope->insert(c);
    return c;
  };
  defConst("true", UntypedBool, constant::makeBool(true));
  defConst("false", UntypedBool, constant::makeBool(false));
  universeIota = defConst("iota", UntypedInt, constant::makeInt64(arena, 0));
  universeNil = arena.make<Nil>(name("nil"), typ[UntypedNil]);
  scope->insert(universeNil);

  for (int i = 0; i < static_cast<int>(BuiltinId::None); i++) {
    auto id = static_cast<BuiltinId>(i);
    auto* b = arena.make<Builtin>(name(kBuiltinNames[i]), id);
    b->type = invalid();
    b->color = Color::Black;
    if (id >= BuiltinId::Add) b->pkg = unsafe;
    (id >= BuiltinId::Add ? unsafe->scope : scope)->insert(b);
  }
}

}  // namespace gvm::types
