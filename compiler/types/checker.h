// This file declares the checker of one package. Its structure is go/types': collectObjects finds the package-level
// objects, objDecl type-checks one object when it is first needed, function bodies and other delayed actions run later.
// Each group of methods below lives in the .cc file named above it. Helpers of general use are in predicates.h.
//
// Results go into the AST (Expr::type, value, mode; Ident::obj; SelectorExpr::selection; inst; CaseClause::implicit;
// Field::obj) and into the Package. Diagnostics go to CheckOptions::diags, worded and placed as gc does.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "compiler/syntax/ast.h"
#include "compiler/types/operand.h"
#include "compiler/types/predicates.h"
#include "compiler/types/universe.h"

namespace gvm::types {

using source::Code;
using syntax::Expr;
using syntax::Operator;
using syntax::Stmt;

// A Go language version 1.N as N; 0 stands for "not given": everything is allowed.
using GoVersion = int;
constexpr GoVersion kGoCurrent = 26;
GoVersion parseGoVersion(std::string_view v);  // "go1.21", "1.21.3"; 0 if it has no such form

struct CheckOptions {
  source::Diagnostics* diags = nullptr;
  // Gives the package for an import path as written, type-checked; nullptr and an error text if there is none.
  std::function<Package*(std::string_view path, Package* from, std::string* error)> importer;
  std::string goVersion;         // language version ("go1.21"); empty: the latest
  bool lazyBodies = false;       // function bodies are checked by checkBody() only
  // Declarations are checked when somebody needs them: the package is known to be right, and another image defines it.
  bool lazyObjects = false;
  bool ignoreFuncBodies = false;
  bool ignoreUnusedImports = false;
  bool ignoreUnusedVars = false;
  bool allowMissingBodies = true;  // functions without body (assembly, natives) are no error
  bool isMain = false;
};

// Checks the files as package pkg (path set by the caller; name, if empty, is taken from the files). The result is
// false if errors were reported. pkg->checker stays usable for checkBody.
bool checkPackage(Universe& u, Package* pkg, const std::vector<syntax::File*>& files, const CheckOptions& options);
// Checks the body of f (its origin) if that has not happened yet; false if that gave errors.
bool checkBody(Func* f);
Package* newPackage(Universe& u, std::string_view path, std::string_view name);

// One line per typed expression of a checked file: position, expression, mode, type, constant value.
std::string dumpTypes(const source::FileSet& files, const syntax::File* f);

// Declaration of a package-level object, or of a method.
struct DeclInfo {
  Scope* file = nullptr;            // file scope
  GoVersion version = 0;
  List<Var*> lhs;                   // n-to-1 variable declarations
  Expr* vtyp = nullptr;             // type of a constant or variable, if given
  Expr* init = nullptr;             // initialisation expression, or the "repeated" one of a constant
  bool inherited = false;           // init is from an earlier constant declaration
  syntax::TypeDecl* tdecl = nullptr;
  syntax::FuncDecl* fdecl = nullptr;
  const Value* iota = nullptr;
  std::vector<Object*> deps;        // package-level objects that init or the body refers to, each once
  std::unordered_set<Object*> depSet;   // of deps when there are many
  void addDep(Object* o);
};

struct Environment {
  DeclInfo* decl = nullptr;   // package-level declaration being checked
  Scope* scope = nullptr;     // innermost scope
  GoVersion version = 0;
  const Value* iota = nullptr;
  Pos errpos = 0;             // constants with inherited initialiser: where errors go
  bool inTParamList = false;
  Signature* sig = nullptr;   // of the function whose body is being checked
  Func* func = nullptr;       // package-level function around it
  bool hasLabel = false;
  bool hasCallOrRecv = false;
};

// Where an error goes: a position, or the start of a node or operand.
struct At {
  Pos pos;
  At(Pos p) : pos(p) {}
  At(const syntax::Node* n) : pos(n ? syntax::startPos(n) : 0) {}
  At(const Object* o) : pos(o->pos) {}
  At(const Operand& x) : At(x.expr) {}
  At(const Operand* x) : At(x->expr) {}
};

// An error with possible further lines. Report with report().
class ErrorDesc {
 public:
  ErrorDesc(Checker* c, Code code) : check_(c), code_(code) {}
  void add(At at, std::string text);
  void addAltDecl(Object* obj);
  bool empty() const { return parts_.empty(); }
  void report();
  Pos pos() const { return parts_.empty() ? 0 : parts_[0].first; }
  std::string text() const;     // all parts, as printed
  bool soft = false;
 private:
  Checker* check_;
  Code code_;
  std::vector<std::pair<Pos, std::string>> parts_;
};

// t as messages print it where they qualify by full package path (objects of rel bare).
std::string fullTypeString(Type* t, Package* rel = nullptr);
std::string_view builtinName(BuiltinId id);
// "struct", "slice"...; empty for basic types.
std::string compositeKind(Type* t);
// What an object is, for messages: "constant", "struct field"...
std::string_view objectKind(Object* obj);

// "1 value", "2 values".
std::string measure(int n, std::string_view unit);

enum class ExprKind : uint8_t { Conversion, Expression, Statement };

// The type wanted for a function value, for reverse inference.
struct Target {
  Signature* sig;
  std::string desc;
};

class Checker {
 public:
  Checker(Universe& u, Package* pkg, const CheckOptions& options);
  bool checkFiles(const std::vector<syntax::File*>& files);   // checker.cc
  bool checkFuncBody(Func* f);

  Universe& universe;
  Arena& arena;
  Package* pkg;
  CheckOptions opts;
  Environment env;

  // ---- errors and formatting (errors.cc, format.cc) ----
  // {}-format with types, objects, operands and expressions among the arguments, printed as gc prints them here.
  template <class... A>
  std::string sprintf(std::string_view f, const A&... a) {
    return vsprintf(f, str(a)...);
  }
  template <class... A>
  void errorf(At at, Code code, std::string_view f, const A&... a) {
    error(at, code, sprintf(f, a...));
  }
  template <class... A>
  void softErrorf(At at, Code code, std::string_view f, const A&... a) {
    report(at.pos, code, sprintf(f, a...), true);
  }
  void error(At at, Code code, std::string text) { report(at.pos, code, std::move(text)); }
  void report(Pos pos, Code code, std::string text, bool soft = false);
  void reportNow(Pos pos, Code code, std::string text, bool soft);   // without the filter for follow-on errors
  // "<msg> requires go1.N or later"; reports unless the current version has it. Result: whether it has.
  bool allowVersion(GoVersion v) const { return env.version == 0 || env.version >= v; }
  bool verifyVersion(At at, GoVersion v, std::string_view what);
  void versionError(At at, GoVersion v, std::string_view what);
  bool firstErr = false;               // an error was reported

  std::string str(Type* t);            // as printed in messages: package names qualified where needed
  std::string str(const Object* o);
  std::string str(const Operand& x);
  std::string str(const Operand* x) { return str(*x); }
  std::string str(const syntax::Node* e) { return syntax::exprString(e); }
  std::string str(List<Type*> list);
  std::string str(const Package* p);
  std::string str(List<Expr*> list);
  const std::string& str(const std::string& s) { return s; }
  std::string_view str(std::string_view s) { return s; }
  std::string_view str(const char* s) { return s; }
  int64_t str(int64_t i) { return i; }
  int64_t str(int i) { return i; }
  int64_t str(uint32_t i) { return i; }
  template <class T>
    requires std::is_base_of_v<Type, T>
  std::string str(T* t) { return str(static_cast<Type*>(t)); }
  std::string qualifier(const Package* p);
  std::string funcString(Func* f, bool pkgInfo);              // "name(params) results", for messages
  std::string typesSummary(List<Type*> list, bool variadic, bool hasDots);
  TypeWriterOptions writerOptions();

  // ---- depth of recursion (checker.cc) ----
  // True when what is left of the stack should be kept for others; then reportDepth gives the error, once.
  bool tooDeep() const { return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) <= universe.stackLow; }
  bool reportDepth(At at);           // always true
  void noteStack();

  // ---- delayed actions (checker.cc) ----
  void later(std::function<void()> f);
  void processDelayed(size_t top);
  void cleanup();
  void postCheck();                    // postcheck.cc
  Pos declPos = 0;                     // of the innermost declared variable, type or statement being checked
  void needsCleanup(Type* t) { cleaners.push_back(t); }
  void push(Object* o);
  Object* pop();
  void addDeclDep(Object* to);
  std::unordered_map<const source::File*, std::string> fileVersions;  // of files with a //go:build version
  std::vector<Object*> objPath;        // path of objects being declared
  std::vector<Object*> objList;        // package-level objects and methods in source order
  std::vector<Type*> cleaners;
  bool isPackageLevel(const Object* o) const {
    return o->decl && o->pkg == pkg && !(o->kind == ObjKind::Func && static_cast<const Func*>(o)->origin_);
  }

  // ---- recording results (recording.cc) ----
  void record(Operand& x);
  void rememberUntyped(Expr* e, bool lhs, Mode mode, Type* typ, const Value* val);
  void recordTypeAndValue(Expr* e, Mode mode, Type* typ, const Value* val);
  void recordBuiltinType(Expr* fun, Signature* sig);
  void recordCommaOkTypes(Expr* e, Type* t0, Type* t1);
  void recordInstance(Expr* e, List<Type*> targs, Type* typ);
  void recordDef(syntax::Ident* id, Object* obj) { id->obj = obj; }
  void recordUse(syntax::Ident* id, Object* obj) { id->obj = obj; }
  void recordSelection(syntax::SelectorExpr* e, SelectionKind k, Type* recv, Object* obj, List<int> path, bool indirect);
  void recordScope(syntax::Node*, Scope*) {}

  // ---- resolver.cc ----
  void initFiles(const std::vector<syntax::File*>& files);
  void collectObjects();
  void packageObjects();
  void unusedImports();
  void declarePkgObj(syntax::Ident* id, Object* obj, DeclInfo* d);
  void arity(Pos pos, List<syntax::Ident*> names, List<Expr*> inits, bool constDecl, bool inherited);
  Package* importPackage(Pos pos, std::string_view path);
  struct Receiver { bool ptr; Expr* base; std::vector<syntax::Ident*> tparams; bool generic = false; };
  struct MethodInfo { Func* obj; bool ptr; syntax::Ident* recv; };
  void collectImport(syntax::ImportDecl* d, Scope* fileScope);
  void collectFunc(syntax::FuncDecl* d, Scope* fileScope, std::vector<MethodInfo>& methods);
  DeclInfo* newDecl(Scope* fileScope);
  GoVersion versionOf(syntax::File* f);
  Receiver unpackRecv(Expr* rtyp, bool unpackParams);
  TypeName* resolveBaseTypeName(bool* ptr, syntax::Ident* name);

  // ---- decl.cc ----
  void declare(Scope* s, syntax::Ident* id, Object* obj, Pos scopePos);
  void objDecl(Object* obj);
  // The same for a lazy package, from outside of it: with all that the declaration puts off.
  void complete(Object* obj);
  bool validCycle(Object* obj);
  void cycleError(const std::vector<Object*>& cycle, size_t start);
  void constDecl(Const* obj, Expr* typ, Expr* init, bool inherited);
  void varDecl(Var* obj, List<Var*> lhs, Expr* typ, Expr* init);
  void typeDecl(TypeName* obj, syntax::TypeDecl* d);
  void funcDecl(Func* obj, DeclInfo* d);
  void collectTypeParams(List<TypeParam*>* dst, List<syntax::Field*> list);
  TypeParam* declareTypeParam(syntax::Ident* name, Pos scopePos);
  Type* bound(Expr* x);
  bool isImportedConstraint(Type* t);
  void collectMethods(TypeName* obj);
  void checkFieldUniqueness(Named* base);
  void declStmt(List<syntax::Decl*> list);
  TypeParam* newTypeParam(TypeName* obj, Type* bound);

  // ---- named.cc, alias.cc ----
  Named* newNamed(TypeName* obj, Type* rhs);
  Alias* newAlias(TypeName* obj, Type* rhs);
  Interface* newInterface();

  // ---- typexpr.cc, struct.cc, interface.cc, union.cc, signature.cc ----
  void ident(Operand& x, syntax::Ident* e, bool wantType);
  Type* typ(Expr* e);                          // a type that is not generic
  Type* varType(Expr* e);                      // ... and no constraint interface
  void validVarType(Expr* e, Type* t);
  Type* declaredType(Expr* e, TypeName* def);
  Type* genericType(Expr* e, std::string* cause);
  Type* typInternal(Expr* e, TypeName* def);
  Type* instantiatedType(Expr* x, List<Expr*> xlist, syntax::IndexExpr* e);
  int64_t arrayLength(Expr* e);
  std::vector<Type*> typeList(List<Expr*> list);
  void structType(Struct* t, syntax::StructType* e);
  void interfaceType(Interface* t, syntax::InterfaceType* e, TypeName* def);
  Type* parseUnion(Expr* e);
  void funcType(Signature* sig, syntax::Field* recv, List<syntax::Field*> tparams, syntax::FuncType* ft);
  Var* collectRecv(syntax::Field* f, Pos scopePos, List<TypeParam*>* rtparams);
  void collectParams(VarKind kind, List<syntax::Field*> list, std::vector<syntax::Ident*>* names, std::vector<Var*>* params, bool* variadic);
  void declareParams(const std::vector<syntax::Ident*>& names, const std::vector<Var*>& params, Pos scopePos);
  void validRecv(Pos pos, Var* recv);
  void declareField(std::unordered_map<const char*, Object*>& set, Pos pos, Var* field, std::vector<Var*>* out);

  // ---- expr.cc, binary.cc, untyped.cc, const.cc, index.cc, literals.cc ----
  // t as a Target if it is a function type (t may be nullptr), in *store.
  Target* newTarget(Type* t, std::string_view desc, Target* store);
  ExprKind rawExpr(Target* T, Operand& x, Expr* e, Type* hint, bool allowGeneric);
  ExprKind exprInternal(Target* T, Operand& x, Expr* e, Type* hint);
  void nonGeneric(Target* T, Operand& x);
  void expr(Target* T, Operand& x, Expr* e);
  void genericExpr(Operand& x, Expr* e);
  std::vector<Operand*> multiExpr(Expr* e, bool allowCommaOk, bool* commaOk);
  void exprWithHint(Operand& x, Expr* e, Type* hint);
  void exprOrType(Operand& x, Expr* e, bool allowGeneric);
  void exclude(Operand& x, unsigned modeset);
  void singleValue(Operand& x);
  void unary(Operand& x, syntax::UnaryExpr* e);
  Type* chanElem(At pos, Operand& x, bool recv);
  void binary(Operand& x, Expr* e, Expr* lhs, Expr* rhs, Operator op, Pos opPos);
  void comparison(Operand& x, Operand& y, Operator op, bool switchCase);
  std::string incomparableCause(Type* t);
  void shift(Operand& x, Operand& y, Expr* e, Operator op);
  void matchTypes(Operand& x, Operand& y);
  void updateExprType(Expr* e, Type* t, bool final);
  void updateExprVal(Expr* e, const Value* v);
  struct Implicit { Type* type; const Value* val; Code code; };
  Implicit implicitTypeAndValue(Operand& x, Type* target);    // type nullptr: not convertible
  void convertUntyped(Operand& x, Type* target);
  void invalidConversion(Code code, Operand& x, Type* target);
  void overflow(Operand& x, Pos opPos);
  void representable(Operand& x, Basic* t);
  const Value* representation(Operand& x, Basic* t, Code* code);   // nullptr: not representable
  struct Indexed;
  Indexed indexed(Type* u, Mode xmode);
  bool indexExpr(Operand& x, syntax::IndexExpr* e);
  void sliceExpr(Operand& x, syntax::SliceExpr* e);
  Expr* singleIndex(syntax::IndexExpr* e);
  Type* index(Expr* e, int64_t max, int64_t* val);
  bool isValidIndex(Operand& x, Code code, std::string_view what, bool allowNegative);
  void basicLit(Operand& x, syntax::BasicLit* e);
  void funcLit(Operand& x, syntax::FuncLit* e);
  void compositeLit(Operand& x, syntax::CompositeLit* e, Type* hint);
  void structLit(Operand& x, syntax::CompositeLit* e, Struct* st, Type* base);
  void mapLit(Operand& x, syntax::CompositeLit* e, Map* m);
  int64_t indexedElts(List<Expr*> elts, Type* typ, int64_t length);
  void typeAssertion(Expr* e, Operand& x, Type* T, bool typeSwitch);

  // ---- conversions.cc, operand.cc ----
  void conversion(Operand& x, Type* T);
  const Value* runeString(uint32_t r);            // string(r) as a constant
  bool convertibleTo(Operand& x, Type* T, std::string* cause);
  bool assignableTo(Operand& x, Type* T, std::string* cause, Code* code = nullptr);

  // ---- call.cc, builtins.cc, selector.cc ----
  ExprKind callExpr(Operand& x, syntax::CallExpr* e);
  // inst may be nullptr (no explicit type arguments). infer=false: returns the given type arguments only.
  bool funcInst(Target* T, Pos pos, Operand& x, syntax::IndexExpr* inst, bool infer, List<Type*>* targs, List<Expr*>* xlist);
  Signature* instantiateSignature(Pos pos, Expr* e, Signature* typ, List<Type*> targs, List<Expr*> xlist);
  std::vector<Operand*> exprList(List<Expr*> list);
  ExprKind conversionCall(Operand& x, syntax::CallExpr* e);
  void finishIndexed(Operand& x, syntax::IndexExpr* e);
  std::vector<Operand*> genericExprList(List<Expr*> list, std::vector<List<Type*>>* targs);
  Signature* arguments(syntax::CallExpr* call, Signature* sig, List<Type*> targs, List<Expr*> xlist, std::vector<Operand*>& args, std::vector<List<Type*>>& atargs);
  void selector(Operand& x, syntax::SelectorExpr* e, bool wantType);
  bool packageMember(Operand& x, syntax::SelectorExpr* e, PkgName* p);
  std::string lookupError(Type* t, Name sel, Object* obj, bool structLit);
  bool use(List<Expr*> args);
  bool use(Expr* e) { return use1(e, false); }
  bool useLHS(List<Expr*> args);
  bool use1(Expr* e, bool lhs);
  bool builtin(Operand& x, syntax::CallExpr* call, BuiltinId id);
  bool builtinUnsafe(Operand& x, syntax::CallExpr* call, BuiltinId id, std::vector<Operand*>& args);
  bool builtinAppend(Operand& x, syntax::CallExpr* call, std::vector<Operand*>& args);
  bool builtinCopy(Operand& x, syntax::CallExpr* call, std::vector<Operand*>& args);
  bool builtinLen(Operand& x, syntax::CallExpr* call, BuiltinId id);
  bool builtinComplex(Operand& x, syntax::CallExpr* call, std::vector<Operand*>& args);
  bool builtinRealImag(Operand& x, syntax::CallExpr* call, BuiltinId id);
  bool builtinMake(Operand& x, syntax::CallExpr* call);
  bool builtinMinMax(Operand& x, syntax::CallExpr* call, BuiltinId id, std::vector<Operand*>& args);
  bool builtinOffsetof(Operand& x, syntax::CallExpr* call);
  Type* sliceElem(Operand& x, std::string* cause);
  Type* applyTypeFunc(Type* (*f)(Universe&, Type*), Operand& x, BuiltinId id);
  Signature* makeSig(Type* res, std::initializer_list<Type*> args) { return makeSig(res, std::vector<Type*>(args)); }
  Signature* makeSig(Type* res, const std::vector<Type*>& args);

  // ---- assignments.cc ----
  // T nullptr: any type (the default one for untyped operands). context is for messages; kArgumentContext stands for
  // "argument to <callee_>".
  static constexpr std::string_view kArgumentContext = "argument";
  std::string contextText(std::string_view context);
  void assignment(Operand& x, Type* T, std::string_view context);
  void initConst(Const* lhs, Operand& x);
  void initVar(Var* lhs, Operand& x, std::string_view context);
  Type* lhsVar(Expr* lhs);
  void assignVar(Expr* lhs, Expr* rhs, Operand* x, std::string_view context);
  void assignError(List<Expr*> rhs, int l, int r);
  void returnError(At at, List<Var*> lhs, const std::vector<Operand*>& rhs);
  void initVars(List<Var*> lhs, List<Expr*> rhs, Stmt* returnStmt);
  void assignVars(List<Expr*> lhs, List<Expr*> rhs);
  void shortVarDecl(Pos pos, List<Expr*> lhs, List<Expr*> rhs);

  // ---- stmt.cc, switch.cc, range.cc, return.cc ----
  void checkBodyNow(Func* f);         // parses it first if need be
  void funcBody(DeclInfo* decl, Func* func, Signature* sig, syntax::BlockStmt* body, const Value* iota);
  void usage();
  void openScope(syntax::Node* n);
  void closeScope() { env.scope = env.scope->parent; }
  void stmt(Stmt* s);
  void stmtInner(Stmt* s);
  void stmtList(List<Stmt*> list);
  void exprStmt(Expr* e);
  void assignStmt(syntax::AssignStmt* s);
  void returnStmt(syntax::ReturnStmt* s);
  void condition(Expr* e, std::string_view where);
  void suspendedCall(std::string_view keyword, Expr* call);
  using CaseMap = std::unordered_map<std::string, std::vector<std::pair<Pos, Type*>>>;
  void caseValues(Operand& x, List<Expr*> values, CaseMap& seen);
  Type* caseTypes(Operand* x, List<Expr*> types, std::vector<std::pair<Type*, Expr*>>& seen);
  void switchStmt(syntax::SwitchStmt* s);
  void typeSwitchStmt(syntax::TypeSwitchStmt* s);
  void selectStmt(syntax::SelectStmt* s);
  void rangeStmt(syntax::RangeStmt* s);
  bool rangeKeyVal(Type* orig, Type** key, Type** val, std::string* cause);
  bool isTerminating(Stmt* s, Name label);
  bool isTerminatingList(List<Stmt*> list, Name label);

  // ---- files of the second half: cycles.cc, validtype.cc, initorder.cc, mono.cc, infer.cc, lookup.cc ----
  void directCycles();
  bool finiteSize(Type* t);
  void validType(Named* t);
  void initOrder();
  void monomorph();
  void reportInstanceLoop(int vertex);
  void monoRecordCanon(TypeParam* mpar, TypeParam* tpar);
  void monoRecordInstance(Pos pos, List<TypeParam*> tparams, List<Type*> targs, List<Expr*> xlist);
  // Type arguments for tparams: the given ones (entries may be nullptr), then what function argument and constraint
  // type inference find. Empty list on failure; the reason is added to err. reverse: for assignments of functions.
  List<Type*> infer(Pos pos, List<TypeParam*> tparams, List<Type*> targs, Tuple* params, const std::vector<Operand*>& args, bool reverse, ErrorDesc& err);
  bool validateTArgLen(Pos pos, std::string_view name, int want, int got);
  std::string interfacePtrError(Type* t);
  bool newAssertableTo(Type* V, Type* T, std::string* cause);
  bool assertableTo(Type* V, Type* T, std::string* cause);
  struct MonoGraph* mono = nullptr;

 private:
  template <class... S>
  static std::string vsprintf(std::string_view f, const S&... s) {
    return fmt::vformat(f, fmt::make_format_args(s...));
  }
  struct Action {
    GoVersion version;
    std::function<void()> f;
  };
  std::deque<DeclInfo> decls_;
  struct Sized {
    Expr* expr;   // a channel or array type
    Pos pos;      // where gc reports that it is too large
  };
  void noteSized(Expr* e);
  void anonymousCycles();
  void directives();
  std::vector<syntax::InterfaceType*> interfaces_;   // those with methods or embedded elements
  std::vector<Sized> sized_;
  Stmt* stmt_ = nullptr;               // the statement being checked
  bool depthReported_ = false;
  Expr* callee_ = nullptr;
  uint32_t numScopes_ = 0;
  std::vector<Var*> locals_;           // local variables of the function being checked
  std::vector<Action> delayed_;
  std::vector<PkgName*> imports_;
  std::map<std::pair<Scope*, Object*>, PkgName*> dotImports_;
  std::unordered_map<TypeName*, std::vector<Func*>> methods_;
  std::unordered_map<std::string, Package*> impMap_;
};

}  // namespace gvm::types
