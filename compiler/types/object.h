// This file is about what names stand for: objects, scopes, packages, selections, and what the checker finds out about
// initialisation. The checker fills these in; later rooms read them.
#pragma once
#include <functional>
#include <utility>
#include <vector>

#include "compiler/types/types.h"

namespace gvm::syntax {
struct File;
struct FuncDecl;
struct FuncLit;
struct TypeSpec;
struct CallExpr;
struct SelectorExpr;
struct BlockStmt;
}  // namespace gvm::syntax

namespace gvm::types {

using constant::Value;

enum class ObjKind : uint8_t { PkgName, Const, TypeName, Var, Func, Label, Builtin, Nil };

// State of an object's type: White unknown, Grey being worked out (on the object path), Black known.
enum class Color : uint8_t { White, Black, Grey };

struct DeclInfo;

struct Object {
  ObjKind kind;
  Color color = Color::White;
  bool used = false;            // Var, PkgName, Label: mentioned other than by assignment to it
  uint8_t mark = 0;             // scratch for the algorithms of this room
  uint32_t order = 0;           // > 0: package-level objects, in source order
  Pos pos = 0;                  // of the declaring identifier
  Pos scopePos = 0;             // where its scope begins (local objects)
  uint32_t pathIndex = 0;       // while Grey: index in the checker's object path
  Name name;
  Scope* parent = nullptr;      // scope that declares it; nullptr for fields and methods
  Package* pkg = nullptr;       // nullptr for universe objects and labels
  Type* type = nullptr;
  DeclInfo* decl = nullptr;     // package-level objects and methods: the declaration
  Object(ObjKind k, Pos p, Package* pk, Name n, Type* t) : kind(k), pos(p), name(n), pkg(pk), type(t) {
    color = t ? Color::Black : Color::White;
  }
  bool exported() const;        // starts with an upper-case letter (object.cc)
};

struct PkgName : Object {
  static constexpr ObjKind kKind = ObjKind::PkgName;
  Package* imported;
  PkgName(Pos p, Package* pk, Name n, Package* imp);
};
struct Const : Object {
  static constexpr ObjKind kKind = ObjKind::Const;
  const Value* val = nullptr;
  Const(Pos p, Package* pk, Name n, Type* t, const Value* v) : Object(kKind, p, pk, n, t), val(v) {}
};
// A type name: defined type, alias, type parameter, or predeclared type.
struct TypeName : Object {
  static constexpr ObjKind kKind = ObjKind::TypeName;
  // Function whose body declares the type, or nullptr: local types of different functions (and of different instances
  // of a generic function) are different. localIndex numbers the local types of a package.
  Func* localFunc = nullptr;
  uint32_t localIndex = 0;
  uint32_t version = 0;         // sessions: how many other types had this name before
  TypeName(Pos p, Package* pk, Name n, Type* t) : Object(kKind, p, pk, n, t) {}
  bool isAlias() const;         // object.cc
};
enum class VarKind : uint8_t { Package, Local, Recv, Param, Result, Field };
struct Var : Object {
  static constexpr ObjKind kKind = ObjKind::Var;
  VarKind vkind;
  bool embedded = false;        // embedded field
  bool hasInit = false;
  Var* origin_ = nullptr;       // field or parameter of the generic type this was substituted from
  mutable void* data = nullptr; // free for the rooms after this one
  Var(VarKind vk, Pos p, Package* pk, Name n, Type* t) : Object(kKind, p, pk, n, t), vkind(vk) {}
  Var* origin() { return origin_ ? origin_ : this; }
  bool isField() const { return vkind == VarKind::Field; }
};
enum class BodyState : uint8_t { None, Unchecked, Checking, Checked };
struct Func : Object {
  static constexpr ObjKind kKind = ObjKind::Func;
  bool hasPtrRecv_ = false;               // valid until the type is known: use hasPtrRecv()
  BodyState body = BodyState::None;       // None: declared without one (or interface method)
  Func* origin_ = nullptr;                // generic method this was substituted from
  syntax::FuncDecl* fdecl = nullptr;      // declaration; nullptr for interface methods and made-up functions
  mutable void* data = nullptr;           // free for the rooms after this one
  Func(Pos p, Package* pk, Name n, Signature* s) : Object(kKind, p, pk, n, s) {}
  Signature* signature() const { return static_cast<Signature*>(type); }
  Func* origin() { return origin_ ? origin_ : this; }
  bool hasPtrRecv();
  // "pkg/path.F", "(pkg/path.T).M", "(*pkg/path.T).M"
  std::string fullName();
};
struct Label : Object {
  static constexpr ObjKind kKind = ObjKind::Label;
  Label(Pos p, Package* pk, Name n) : Object(kKind, p, pk, n, nullptr) {}
};
enum class BuiltinId : uint8_t {
#define GVM_BUILTIN(id, name, nargs, variadic, kind) id,
#include "compiler/types/builtins.def"
#undef GVM_BUILTIN
  None
};
struct Builtin : Object {
  static constexpr ObjKind kKind = ObjKind::Builtin;
  BuiltinId id;
  Builtin(Name n, BuiltinId i) : Object(kKind, 0, nullptr, n, nullptr), id(i) {}
};
struct Nil : Object {
  static constexpr ObjKind kKind = ObjKind::Nil;
  Nil(Name n, Type* t) : Object(kKind, 0, nullptr, n, t) {}
};

template <class T>
inline T* objAs(Object* o) {
  return o && o->kind == T::kKind ? static_cast<T*>(o) : nullptr;
}

// Whether obj has the identifier (pkg, name): names equal, and packages too unless the name is exported.
bool sameId(const Object* obj, const Package* pkg, Name name, bool foldCase);
bool isExported(Name name);

// ---- scopes ----
// Names to objects. Small scopes are searched in order; larger ones hash by name pointer.
struct Scope {
  Scope* parent;
  Arena* arena;
  Object** elems = nullptr;      // in insertion order; names[i] is the key of elems[i]
  Name* names = nullptr;
  uint32_t* table = nullptr;     // hash of index + 1; made at more than 8 elements
  uint32_t count = 0, cap = 0, tableSize = 0;
  bool isFunc = false;           // scope of a function's parameters
  uint32_t number = 0;           // scopes of function bodies, in the order in which they open
  Scope(Scope* p, Arena* a) : parent(p), arena(a) {}
  Object* lookup(Name name) const;
  // Inserts obj under its name unless there is one of that name already, which is returned then. Sets obj->parent if
  // obj has none.
  Object* insert(Object* obj);
  Object* insertAs(Name name, Object* obj);
  Object* lookupParent(Name name, Scope** where = nullptr);
  List<Object*> objects() const { return {elems, count}; }
};

// ---- packages ----
// One step of package initialisation: lhs... = rhs.
struct Initializer {
  List<Var*> lhs;
  syntax::Expr* rhs;
};
struct Package {
  Name path, name;
  Scope* scope = nullptr;
  Universe* universe = nullptr;
  Checker* checker = nullptr;            // lives as long as the compilation; nullptr for unsafe
  std::vector<Package*> imports;         // direct imports, each once, in source order
  std::vector<syntax::File*> files;
  std::vector<Initializer*> initOrder;   // variables with initial values in the order of initialisation
  std::vector<Func*> inits;              // init functions in source order
  std::vector<Func*> funcs;              // all declared functions and methods (blank ones included), in source order
  std::string goVersion;
  bool complete = false, fake = false, isMain = false;
  uint32_t numLocalTypes = 0;
  std::function<void()> load;            // reads the declarations, for a package that so far is known by name alone
  // The package's scope, its declarations read.
  Scope* names() {
    if (auto f = std::exchange(load, nullptr)) f();
    return scope;
  }
};

// ---- selections ----
enum class SelectionKind : uint8_t { FieldVal, MethodVal, MethodExpr };
// What x.f means. path leads through embedded fields; its last element is the field index, or the method's index in
// its receiver base type's method list (Named::method, or TypeSet::methods for an interface).
struct Selection {
  SelectionKind kind;
  bool indirect;        // a pointer had to be followed on the way
  Type* recv;           // type of x
  Object* obj;          // Var (field) or Func (method)
  List<int> path;
  Type* type;           // type of the expression x.f (method expressions: with the receiver as first parameter)
};

// ---- looking things up (lookup.cc) ----
struct LookupResult {
  Object* obj = nullptr;   // Var or Func
  List<int> path;          // also set with obj == nullptr: then the selector is ambiguous
  bool indirect = false;   // a pointer was followed; with obj == nullptr and no path: method needs pointer receiver
};
// Field or method `name` of T, embedded ones included, as x.name with x of type T sees it from package pkg.
LookupResult lookupFieldOrMethod(Arena& a, Type* T, bool addressable, Package* pkg, Name name, bool foldCase = false);
// One entry of a method set.
struct MethodEntry {
  Func* func;           // the method as declared in its receiver type (instance), or in an interface
  List<int> path;       // through embedded fields, then the method index
  bool indirect;        // as in Selection
};
// The method set of T (T itself or *T may be given), embedded ones included, sorted by (exported name | path+name) as
// an itab is. Lower uses it for type descriptors and wrappers.
std::vector<MethodEntry> methodSet(Arena& a, Type* T);
// f, with its type known: methods of a lazy package's types get theirs when somebody asks.
Func* withType(Func* f);
// The type set of an interface, computing it first if need be.
TypeSet* typeSetOf(Interface* t);

// Makes the instance of a generic type or signature; targs fit its parameters. Instances are unique per universe.
Type* instantiate(Universe& u, Type* orig, List<Type*> targs);
// t with tparams replaced by targs. Used for bodies of generic functions.
Type* substitute(Universe& u, Type* t, List<TypeParam*> tparams, List<Type*> targs);
bool hasTypeParams(Type* t);     // mentions a type parameter (cached per type)

}  // namespace gvm::types
