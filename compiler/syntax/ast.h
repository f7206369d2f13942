// This file is the syntax tree: one arena struct per kind of node, named as in go/ast, with `pos` where gc puts a
// node's position (which is where its errors and line numbers go). The type checker writes its results into the nodes'
// last fields; everything before them is the parser's and does not change after parsing.
//
// The first byte of an expression e is startPos(e); pos may be another token of it (an operator, a bracket), and gc's
// type errors are reported at one or the other.
#pragma once
#include <string>

#include "compiler/source/source.h"
#include "compiler/syntax/tokens.h"

namespace gvm::constant {
struct Value;
}
namespace gvm::types {
struct Type;
struct Object;
struct Selection;
struct Scope;
struct Instance;  // type arguments and instantiated type of a use of a generic function or type
}  // namespace gvm::types

namespace gvm::syntax {

using source::List;
using source::Pos;

enum class NodeKind : uint8_t {
#define GVM_NODE(name, doc) name,
#include "compiler/syntax/nodes.def"
#undef GVM_NODE
};
std::string_view nodeKindName(NodeKind k);

struct Node {
  NodeKind kind{};
  uint8_t mode = 0;    // expressions: the checker's operand mode (types::Mode), 0 if not checked
  uint16_t flags = 0;  // free for the checker and lowering
  Pos pos = 0;
};

// The node as a T, or nullptr if it is nil or of another kind.
template <class T>
T* as(Node* n) {
  return n && n->kind == T::kKind ? static_cast<T*>(n) : nullptr;
}
template <class T>
const T* as(const Node* n) {
  return n && n->kind == T::kKind ? static_cast<const T*>(n) : nullptr;
}

#define GVM_KIND(k) static constexpr NodeKind kKind = NodeKind::k

struct Expr : Node {
  types::Type* type = nullptr;            // its type (for a type expression: the type it denotes)
  const constant::Value* value = nullptr;  // its constant value, or nullptr
};
struct Stmt : Node {};
struct Decl : Node {};
struct Ident;
struct FuncType;
struct BlockStmt;
struct Field;
struct FuncDecl;

// ---- Expressions

// Something that did not parse as an expression; an error has been reported.
struct BadExpr : Expr { GVM_KIND(BadExpr); };

struct Ident : Expr {
  GVM_KIND(Ident);
  std::string_view name;  // interned
  types::Object* obj = nullptr;        // what it declares or denotes
  types::Instance* inst = nullptr;     // set if it denotes a generic function or type that is instantiated here
};

struct BasicLit : Expr {
  GVM_KIND(BasicLit);
  std::string_view text;  // as in the source (carriage returns of raw strings included)
  LitKind lit{};
  bool bad = false;  // malformed; an error has been reported
};

// typ { elems }
struct CompositeLit : Expr {
  GVM_KIND(CompositeLit);
  Expr* typ = nullptr;  // nullptr: elided
  List<Expr*> elems;    // KeyValueExpr where keyed
  uint32_t nkeys = 0;   // number of KeyValueExprs among elems
  Pos rbrace = 0;
};

struct KeyValueExpr : Expr {
  GVM_KIND(KeyValueExpr);
  Expr* key = nullptr;
  Expr* val = nullptr;
};

struct FuncLit : Expr {
  GVM_KIND(FuncLit);
  FuncType* sig = nullptr;
  BlockStmt* body = nullptr;
  void* info = nullptr;  // lowering's notes (captured variables)
};

struct ParenExpr : Expr {
  GVM_KIND(ParenExpr);
  Expr* x = nullptr;
};

// x.sel
struct SelectorExpr : Expr {
  GVM_KIND(SelectorExpr);
  Expr* x = nullptr;
  Ident* sel = nullptr;  // sel->obj: the field, method, or package member
  types::Selection* selection = nullptr;  // nullptr for a qualified identifier pkg.Name
};

// x[indices]: index or instantiation; at least one index.
struct IndexExpr : Expr {
  GVM_KIND(IndexExpr);
  Expr* x = nullptr;
  List<Expr*> indices;
  types::Instance* inst = nullptr;  // set (here and on the Ident below) if this is an instantiation
};

// x[lo:hi] or x[lo:hi:max]
struct SliceExpr : Expr {
  GVM_KIND(SliceExpr);
  Expr* x = nullptr;
  Expr* index[3] = {};  // nullptr where absent
  bool full = false;    // has two colons
};

// x.(typ)
struct TypeAssertExpr : Expr {
  GVM_KIND(TypeAssertExpr);
  Expr* x = nullptr;
  Expr* typ = nullptr;
};

// x.(type), with the variable of `lhs := x.(type)`. Well placed, it is TypeSwitchStmt::guard; the checker reports others.
struct TypeSwitchGuard : Expr {
  GVM_KIND(TypeSwitchGuard);
  Ident* lhs = nullptr;
  Expr* x = nullptr;
};

struct StarExpr : Expr {  // *x: indirection or pointer type
  GVM_KIND(StarExpr);
  Expr* x = nullptr;
};

struct UnaryExpr : Expr {  // + - ! ^ & <- ~
  GVM_KIND(UnaryExpr);
  Operator op{};
  Expr* x = nullptr;
};

struct BinaryExpr : Expr {
  GVM_KIND(BinaryExpr);
  Operator op{};
  Expr* x = nullptr;
  Expr* y = nullptr;
};

struct CallExpr : Expr {  // call, conversion or builtin
  GVM_KIND(CallExpr);
  Expr* fun = nullptr;
  List<Expr*> args;
  bool hasDots = false;  // last argument is followed by ...
  Pos rparen = 0;
  uint32_t builtin = 0;  // checker: 1 + id of the builtin called, or 0
};

// A comma-separated list where gc's grammar takes one for an expression; only inside the parser and in error trees.
struct ListExpr : Expr {
  GVM_KIND(ListExpr);
  List<Expr*> elems;
};

// ---- Type expressions

struct ArrayType : Expr {  // [len]elem
  GVM_KIND(ArrayType);
  Expr* len = nullptr;  // nullptr: [...]elem
  Expr* elem = nullptr;
};
struct SliceType : Expr {  // []elem
  GVM_KIND(SliceType);
  Expr* elem = nullptr;
};
struct DotsType : Expr {  // ...elem, as a last parameter's type
  GVM_KIND(DotsType);
  Expr* elem = nullptr;
};

// One field, parameter, result, type parameter, method or embedded element. `a, b T` gives two Fields that share typ.
struct Field : Node {
  GVM_KIND(Field);
  Ident* name = nullptr;  // nullptr: anonymous parameter, embedded field, or interface element
  Expr* typ = nullptr;    // for an interface method: a FuncType
  BasicLit* tag = nullptr;  // struct fields only
  types::Object* obj = nullptr;  // the declared variable (also of an anonymous parameter or embedded field)
};

struct StructType : Expr {
  GVM_KIND(StructType);
  List<Field*> fields;
  Pos rbrace = 0;
};
struct FuncType : Expr {
  GVM_KIND(FuncType);
  List<Field*> params;
  List<Field*> results;
};
struct InterfaceType : Expr {
  GVM_KIND(InterfaceType);
  List<Field*> methods;  // methods (named) and embedded elements (unnamed; unions are BinaryExpr Or, ~T is UnaryExpr)
  Pos rbrace = 0;
};
struct MapType : Expr {
  GVM_KIND(MapType);
  Expr* key = nullptr;
  Expr* val = nullptr;
};
enum class ChanDir : uint8_t { Both, SendOnly, RecvOnly };
struct ChanType : Expr {
  GVM_KIND(ChanType);
  ChanDir dir{};
  Expr* elem = nullptr;
};

// ---- Statements

struct EmptyStmt : Stmt { GVM_KIND(EmptyStmt); };

struct DeclStmt : Stmt {
  GVM_KIND(DeclStmt);
  List<Decl*> decls;
};
struct LabeledStmt : Stmt {
  GVM_KIND(LabeledStmt);
  Ident* label = nullptr;
  Stmt* stmt = nullptr;
};
struct ExprStmt : Stmt {
  GVM_KIND(ExprStmt);
  Expr* x = nullptr;
};
struct SendStmt : Stmt {  // chan <- val
  GVM_KIND(SendStmt);
  Expr* chan = nullptr;
  Expr* val = nullptr;
};
struct IncDecStmt : Stmt {  // x++ (op Add) or x-- (op Sub)
  GVM_KIND(IncDecStmt);
  Operator op{};
  Expr* x = nullptr;
};
struct AssignStmt : Stmt {  // lhs = rhs, lhs := rhs, lhs op= rhs
  GVM_KIND(AssignStmt);
  Operator op{};        // None for = and :=
  bool define = false;  // :=
  List<Expr*> lhs;
  List<Expr*> rhs;
  types::Type* opType = nullptr;  // op=: the type the operation is done in
};
struct BranchStmt : Stmt {
  GVM_KIND(BranchStmt);
  Token tok{};  // Break, Continue, Goto, Fallthrough
  Ident* label = nullptr;
  // Set by the branch check: goto: its LabeledStmt; break and continue: the enclosing for, range, switch or select.
  Stmt* target = nullptr;
};
struct CallStmt : Stmt {  // go call, defer call
  GVM_KIND(CallStmt);
  Token tok{};           // Go or Defer
  Expr* call = nullptr;  // a CallExpr unless an error was reported
};
struct ReturnStmt : Stmt {
  GVM_KIND(ReturnStmt);
  List<Expr*> results;
};
struct BlockStmt : Stmt {
  GVM_KIND(BlockStmt);
  List<Stmt*> list;
  Pos rbrace = 0;
};
struct IfStmt : Stmt {
  GVM_KIND(IfStmt);
  Stmt* init = nullptr;
  Expr* cond = nullptr;
  BlockStmt* then = nullptr;
  Stmt* els = nullptr;  // nullptr, IfStmt or BlockStmt
};
struct ForStmt : Stmt {
  GVM_KIND(ForStmt);
  Stmt* init = nullptr;
  Expr* cond = nullptr;
  Stmt* post = nullptr;
  BlockStmt* body = nullptr;
};
struct RangeStmt : Stmt {
  GVM_KIND(RangeStmt);
  Pos rangePos = 0;   // position of the keyword range
  List<Expr*> lhs;    // iteration variables as written (more than two is the checker's error)
  bool define = false;
  Expr* x = nullptr;
  BlockStmt* body = nullptr;
};
struct CaseClause : Stmt {
  GVM_KIND(CaseClause);
  bool isDefault = false;
  List<Expr*> cases;  // expressions or types
  List<Stmt*> body;
  Pos colon = 0;
  types::Object* implicit = nullptr;  // this clause's variable of `switch v := x.(type)`
};
struct SwitchStmt : Stmt {
  GVM_KIND(SwitchStmt);
  Stmt* init = nullptr;
  Expr* tag = nullptr;
  List<CaseClause*> body;
  Pos rbrace = 0;
};
struct TypeSwitchStmt : Stmt {
  GVM_KIND(TypeSwitchStmt);
  Stmt* init = nullptr;
  TypeSwitchGuard* guard = nullptr;
  List<CaseClause*> body;
  Pos rbrace = 0;
};
struct CommClause : Stmt {
  GVM_KIND(CommClause);
  bool isDefault = false;
  Stmt* comm = nullptr;  // SendStmt, ExprStmt or AssignStmt
  List<Stmt*> body;
  Pos colon = 0;
};
struct SelectStmt : Stmt {
  GVM_KIND(SelectStmt);
  List<CommClause*> body;
  Pos rbrace = 0;
};

// ---- Declarations

// Compiler directives kept on the declaration that follows them.
enum Pragma : uint32_t {
  kPragmaNoinline = 1 << 0,
  kPragmaNosplit = 1 << 1,
  kPragmaNoescape = 1 << 2,
  kPragmaNocheckptr = 1 << 3,
  kPragmaSystemstack = 1 << 4,
  kPragmaNowritebarrier = 1 << 5,
  kPragmaNotInHeap = 1 << 6,
  kPragmaUintptrEscapes = 1 << 7,
  kPragmaNorace = 1 << 8,
};

// All declarations of one parenthesised group point to the same Group.
struct Group {
  Pos pos = 0;
};

// One //go:embed pattern, unquoted.
struct EmbedPattern {
  Pos pos = 0;
  std::string_view pattern;
};

struct ImportDecl : Decl {
  GVM_KIND(ImportDecl);
  Group* group = nullptr;
  Ident* name = nullptr;     // local name, "." or "_"; nullptr if none
  BasicLit* path = nullptr;  // nullptr after an error
  types::Object* obj = nullptr;  // the package name it declares
};

struct ConstDecl : Decl {
  GVM_KIND(ConstDecl);
  Group* group = nullptr;
  uint32_t iota = 0;  // index within its group
  List<Ident*> names;
  Expr* typ = nullptr;
  List<Expr*> values;  // empty: the values of the last ConstDecl of the group that had some are repeated
};

struct TypeDecl : Decl {
  GVM_KIND(TypeDecl);
  Group* group = nullptr;
  uint32_t pragma = 0;
  Ident* name = nullptr;
  List<Field*> tparams;
  bool alias = false;
  Expr* typ = nullptr;
};

struct VarDecl : Decl {
  GVM_KIND(VarDecl);
  Group* group = nullptr;
  List<EmbedPattern> embeds;
  List<Ident*> names;
  Expr* typ = nullptr;
  List<Expr*> values;
};

struct FuncDecl : Decl {
  GVM_KIND(FuncDecl);
  uint32_t pragma = 0;
  bool hasBody = false;
  bool bodySkipped = false;  // the body is there but not parsed yet: see parseBody
  Field* recv = nullptr;
  Ident* name = nullptr;
  List<Field*> tparams;
  FuncType* sig = nullptr;
  BlockStmt* body = nullptr;  // nullptr: no body, or not parsed yet
  Pos bodyPos = 0, bodyEnd = 0;  // the braces of the body, if hasBody
};

// ---- Files

struct Comment {
  Pos pos = 0, end = 0;  // text [pos, end), markers included
};

// //go:linkname local [remote]
struct Linkname {
  Pos pos = 0;
  std::string_view local, remote;  // remote is empty for the one-argument form
};

struct File : Node {
  GVM_KIND(File);
  source::File* file = nullptr;
  Ident* pkgName = nullptr;  // nullptr: the package clause has errors, and nothing else was read
  List<Decl*> decls;
  List<ImportDecl*> imports;   // those of decls that are imports
  List<Linkname> linknames;
  List<Comment> comments;      // only if asked for
  std::string_view goVersion;  // "go1.N" of a //go:build line, or empty
  Pos eof = 0;
  types::Scope* scope = nullptr;  // the file scope
};

// A new node of kind T at pos, zeroed.
template <class T>
T* newNode(source::Arena& arena, Pos pos) {
  static_assert(std::is_trivially_destructible_v<T>);
  T* n = arena.make<T>();
  n->kind = T::kKind;
  n->pos = pos;
  return n;
}

// Where gc starts a node: the first byte of its text, but for slice expressions (the bracket); and the byte after its
// last (of what the node can tell).
Pos startPos(const Node* n);
Pos endPos(const Node* n);
// x without parentheses around it.
Expr* unparen(Expr* x);
// The expression as gc prints it in messages: one line, bodies of functions abbreviated as `func() {…}`.
std::string exprString(const Node* x);

#undef GVM_KIND

}  // namespace gvm::syntax
