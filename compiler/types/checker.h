// This file declares the checker of one package. Its structure is go/types': collectObjects finds the package-level
// objects, objDecl type-checks one object when it is first needed, function bodies and other delayed actions run later.
// Each group of methods below lives in the .cc file named above it. Helpers of general use are in predicates.h.
//
// Results go into the AST (Expr::type, value, mode; Ident::obj; SelectorExpr::selection; inst; CaseClause::implicit;
// Field::obj) and into the Package. Diagnostics go to CheckOptions::diags, worded and placed as gc does.
#pragma once
#include <functional>
#include <string>
#include <vector>

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
  bool soft = false;
 private:
  Checker* check_;
  Code code_;
  std::vector<std::pair<Pos, std::string>> parts_;
};

enum class ExprKind : uint8_t { Conversion, Expression, Statement };

// The type wanted for a function value, for reverse inference.
struct Target {
  Signature* sig;
  std::string desc;
};

class Checker {
 public:
  Checker(Universe& u, Package* pkg, const CheckOptions& options);
  bool checkFiles(const std::vector<syntax::File*>& files);
  bool checkFuncBody(Func* f);

  Universe& universe;
  Arena& arena;
  Package* pkg;
  CheckOptions opts;

  // ---- errors (errors.cc, format.cc) ----
  void report(Pos pos, Code code, std::string text, bool soft = false);
  template <class... Args>
  void errorf(At at, Code code, fmt::format_string<decltype(fmtArg(std::declval<Args>()))...> f, Args&&... args);
  template <class... Args>
  void softErrorf(At at, Code code, std::string_view f, Args&&... args);
  void error(At at, Code code, std::string text) { report(at.pos, code, std::move(text)); }
};

}  // namespace gvm::types
