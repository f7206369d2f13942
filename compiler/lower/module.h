// This file declares what all functions being lowered share: the Module makes Functions, Globals, Itabs and method tables on
// demand, each once, and keeps the worklist of function bodies still to be lowered.
#pragma once
#include "compiler/constant/constant.h"
#include "compiler/lower/lower.h"
#include "compiler/types/checker.h"

namespace gvm::lower {

using source::List;
using source::Pos;
using types::Type;
using types::Universe;

// The type arguments in force while one generic instance is lowered. Types of the AST mention type parameters; resolve()
// replaces them. Types declared inside a generic function are made anew for each instance.
struct TypeEnv {
  List<types::TypeParam*> tparams;
  List<Type*> targs;                          // canonical
  std::unordered_map<Type*, Type*> memo;
  std::string suffix;                         // "[int,string]"
};

class Fn;

// Hash of lists of canonical types.
struct TargsKey {
  const void* what;
  uint32_t kind;
  List<Type*> targs;
  bool operator==(const TargsKey& o) const {
    return what == o.what && kind == o.kind && targs.count == o.targs.count && std::equal(targs.begin(), targs.end(), o.targs.begin());
  }
};
struct TargsHash {
  size_t operator()(const TargsKey& k) const {
    size_t h = std::hash<const void*>()(k.what) * 31 + k.kind;
    for (Type* t : k.targs) h = h * 1000003 + std::hash<const void*>()(t);
    return h;
  }
};

// What the capture analysis knows of one local variable (types::Var::data).
struct VarNote {
  const void* owner = nullptr;   // FuncDecl, FuncLit or range-over-func RangeStmt that declares it
  bool captured = false;         // used in a function inside its owner
  bool reassigned = false;       // written after its declaration
  bool addressed = false;        // its address is taken, or it is an array indexed by a variable
};
// What it knows of a function body (FuncLit::info, Module::bodyNotes).
struct BodyNote {
  bool hasDefer = false;         // also in range-over-func bodies inside
  bool hasRecover = false;
  bool returnsInRange = false;   // a return statement inside a range-over-func body
  bool hasRangeFunc = false;
};

class Module {
 public:
  Module(Universe& u, Program& prog, const Options& options);
  void run(const std::vector<types::Package*>& roots);

  Universe& u;
  source::Arena& arena;
  Program& prog;
  const Options& opts;

  // ---- types (subst.cc) ----
  Type *boolT, *intT, *uintT, *int32T, *int64T, *uint8T, *uint32T, *uint64T, *uintptrT, *float64T, *stringT, *unsafePtrT, *anyT, *byteSliceT, *runeSliceT;
  Type* canon(Type* t) { return t->canon ? t->canon : types::canonical(u, t); }
  // t with env applied, canonical. env may be nullptr.
  Type* resolve(Type* t, TypeEnv* env);
  Type* pointerTo(Type* t);
  Type* sliceOf(Type* t);
  Type* arrayOf(Type* t, int64_t n);
  types::Signature* voidSig();                       // func()
  types::Signature* signatureOf(const std::vector<Type*>& params, const std::vector<Type*>& results);
  TypeEnv* newEnv(List<types::TypeParam*> tparams, List<Type*> targs, const void* key = nullptr);

  // ---- functions (functions.cc) ----
  // The function for a declared function or method; targs: type arguments of the function, or of the receiver's type.
  Function* function(types::Func* f, List<Type*> targs);
  // The method m (as found in recv's method set without embedding) for receiver type recv (N or *N, canonical).
  Function* method(types::Func* m, Type* recv);
  Function* newClosure(Fn& outer, std::string_view suffix);   // empty function nested in outer; named by the caller
  std::string uniqueSymbol(std::string s);
  std::string_view intern(std::string_view s) { return u.interner.intern(s); }
  static std::string pkgPath(types::Package* p);
  std::string linkString(Type* t);   // the type's name in symbols

  // ---- wrappers (wrappers.cc) ----
  // How method `name` is reached from receiver type T: a path of fields, then a method of a type or interface.
  struct MethodPath {
    std::vector<int> fields;     // embedded fields to follow
    Type* last = nullptr;        // type that has the method (with the pointer, if the path ends in one), canonical
    types::Func* func = nullptr;
    bool isInterface = false;    // last is an interface
  };
  bool findMethod(Type* T, types::Package* pkg, std::string_view name, MethodPath* out);
  // The function to put into a method table for concrete type C: takes the interface's data word as receiver.
  Function* tableMethod(Type* concrete, types::Package* pkg, std::string_view name);
  // A function T.M or (*T).M whose receiver is its first parameter, for method expressions and promoted methods.
  Function* methodExpr(Type* recv, types::Package* pkg, std::string_view name);
  // The body of the closure of method value x.M, with x of type recv captured.
  Function* boundMethod(Type* recv, types::Package* pkg, std::string_view name);
  Itab* itab(Type* iface, Type* concrete);
  // Notes that values of concrete type t may be found in interfaces.
  void useInInterface(Type* t);
  static bool isDirectIface(Type* t);

  // ---- globals (globals.cc) ----
  Global* global(types::Var* v);
  Global* staticData(Type* t, std::string_view prefix);   // fresh, read-only unless changed
  void lowerInits(types::Package* pkg);
  // Whether e, assigned to a T, is known before the program runs; and writing it into g's data at offset. once: e is a
  // package-level initialiser, evaluated once, so that what its pointers and slices refer to may be static as well.
  bool isStatic(syntax::Expr* e, Type* T, TypeEnv* env, bool once = false);
  void staticInit(Global* g, uint64_t offset, syntax::Expr* e, Type* T, TypeEnv* env);
  Type* resolveOf(syntax::Expr* e, TypeEnv* env) { return resolve(e->type, env); }

  // ---- linkname.cc ----
  void collectLinknames(const std::vector<types::Package*>& packages);
  types::Object* linked(types::Object* o);

  // Whether loops at p in pkg have variables per iteration (Go 1.22).
  bool perIteration(Pos p, types::Package* pkg);

  // ---- analysis (analyse.cc) ----
  VarNote* note(types::Var* v);
  BodyNote* bodyNote(const syntax::Node* fn);   // FuncDecl or FuncLit, after analyse
  void analyse(syntax::FuncDecl* d);
  void analyseExpr(syntax::Expr* e);            // package-level initialiser

  // A body to lower later.
  struct Pending {
    Function* f;
    types::Func* obj;
    TypeEnv* env;
  };
  std::deque<Pending> work;
  void addWork(Pending p) { work.push_back(p); }
  // A direct call of f is lowered: the body of a function of another image that may be inlined is wanted.
  void called(Function* f);
  bool external(types::Package* p) { return p && opts.isExternal && opts.isExternal(p); }
  bool external(types::Object* o) { return external(o->pkg) || (inSession(o->pkg) && !opts.session->defines(o)); }
  bool inSession(types::Package* p) { return opts.session && p && p->isMain; }
  std::string versionSuffix(types::Object* o);
  void drain();

 private:
  bool isStaticLit(syntax::CompositeLit* e, Type* T, TypeEnv* env, bool once);
  void addMethodTable(Type* t);
  void staticConstant(Global* g, uint64_t offset, const constant::Value* v, Type* T);
  Function* makeDeclared(types::Func* origin, List<Type*> targs);
  Type* resolveNew(Type* t, TypeEnv* env);
  Type* resolveNamed(types::Named* n, TypeEnv* env);
  void lowerEmbed(types::Package* pkg, const syntax::VarDecl* d);
  Function* wrapperShell(Type* recv, std::string_view symbol, types::Signature* sig, bool withRecv);

  std::unordered_map<TargsKey, Function*, TargsHash> instances_;
  std::unordered_map<TargsKey, TypeEnv*, TargsHash> envs_;
  std::unordered_map<TargsKey, Itab*, TargsHash> itabs_;
  std::unordered_map<std::string, Function*> wrappers_;
  std::unordered_map<std::string, int> symbols_;
  std::unordered_map<types::Var*, Global*> globals_;
  std::unordered_map<Type*, Type*> pointers_, slices_;
  std::unordered_map<Type*, bool> inInterface_;
  std::vector<Type*> inInterfaceWork_;
  std::unordered_map<Function*, types::Func*> copyable_;  // bodies of other images that may be inlined, not asked for yet
  std::unordered_map<const syntax::Node*, BodyNote*> notes_;
  std::deque<TypeEnv> envPool_;
  std::unordered_map<TargsKey, types::Named*, TargsHash> localTypes_;
  std::unordered_map<std::string, types::Package*> byPath_;      // by link path
  std::unordered_map<std::string, types::Object*> pushed_;       // bodies given to other packages, by their symbol
  std::unordered_map<types::Object*, std::string_view> pulled_;  // objects that stand for others, and whose symbol that is
  types::Signature* voidSig_ = nullptr;
  uint32_t staticCount_ = 0;
  std::string dataPrefix_ = "main";
};

}  // namespace gvm::lower
