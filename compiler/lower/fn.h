// This file declares Fn, the lowering of one function body (or of one closure, wrapper, or range-over-func body) to IR. Its
// methods are spread over the .cc files named at each group.
//
// Values and order. expr() gives the register of a value; for a plain local variable that is the variable's own register,
// so variables are read late, when the operation is emitted. gc does the same: it first takes all calls of an expression, left
// to right, into temporaries (hoist() here, remembered in memo_), and evaluates the rest afterwards. Assignments evaluate
// right-hand sides, then the operands of the left-hand sides (place()), then store left to right.
#pragma once
#include "compiler/lower/module.h"

namespace gvm::lower {

// Where a local variable lives in the function at hand.
struct Loc {
  enum Kind : uint8_t { None, InReg, InVar, ByPtr };
  Kind kind = None;
  Reg reg = kNoReg;       // InReg: the variable; ByPtr: a pointer to it
  Var* var = nullptr;     // InVar
  Type* type = nullptr;   // of the variable
};

// Something that can be loaded, stored, or have its address taken. Checks happen when that is done.
struct Place {
  enum Kind : uint8_t { Blank, InReg, InVar, InGlobal, Mem, SliceElem, ArrayElem, MapElem };
  Kind kind = Blank;
  Type* type = nullptr;
  Reg base = kNoReg;      // InReg: aggregate; Mem, ArrayElem: pointer; SliceElem: slice; MapElem: map
  Reg idx = kNoReg;       // index or map key
  int64_t off = 0;        // byte offset from there
  Var* var = nullptr;
  Global* global = nullptr;
  Type* elem = nullptr;   // SliceElem, ArrayElem: element type; MapElem: map type
  int64_t len = 0;        // ArrayElem
  uint32_t flags = 0;     // kNilCheck, kBounds, kUnsigned
  bool temp = false;      // InReg: a value, not a variable
};

// A way out of a range-over-func body that leads into an enclosing function.
struct Exit {
  enum Kind : uint8_t { Return, Break, Continue, Goto };
  Kind kind;
  const syntax::Stmt* target;   // null for Return
  int id;
  bool operator==(const Exit& o) const { return kind == o.kind && target == o.target; }
};

// An enclosing statement that break and continue may name.
struct Target {
  const syntax::Stmt* stmt;
  Block* brk = nullptr;
  Block* cont = nullptr;
};

class Fn {
 public:
  Fn(Module& m, Function* f, TypeEnv* env, Fn* parent = nullptr);

  Module& m;
  Program& prog;
  Function* f;
  TypeEnv* env;
  Fn* parent;             // the function that textually encloses this closure, while it is being lowered
  Fn* top;                // of a range-over-func body: the function around it; otherwise this
  uint32_t pos = 0;       // position of what is being lowered
  int closureCount = 0;   // for names: outermost function only
  int rangeCount = 0, deferCount = 0, goCount = 0;

  // ---- whole functions (fn.cc) ----
  void lowerDeclared(types::Func* obj);
  void lowerFuncLit(syntax::FuncLit* lit);
  void declareParams(syntax::FuncType* ft, types::Var* recv, types::Signature* sig);
  void finishBody();
  void setSignature(const std::vector<Type*>& params, const std::vector<Type*>& results);

  // ---- emission (fn.cc) ----
  Block* cur = nullptr;
  Block* newBlock() { return prog.newBlock(*f); }
  void start(Block* b) { cur = b; }
  void jump(Block* b);
  void branch(Reg c, Block* yes, Block* no, int likely = 0);
  void unreachable();
  Reg tmp(Type* t) { return prog.newReg(*f, t); }
  Reg namedReg(Type* t, std::string_view name, Pos p = 0);
  Instr* ins(Op op, std::initializer_list<Reg> defs, std::initializer_list<Reg> uses, Type* t = nullptr, int64_t imm = 0);
  Instr* insv(Op op, const std::vector<Reg>& defs, const std::vector<Reg>& uses, Type* t = nullptr, int64_t imm = 0);
  // One-result forms: a fresh temporary of type dt.
  Reg val(Op op, Type* dt, std::initializer_list<Reg> uses, Type* t = nullptr, int64_t imm = 0);
  Instr* last() { return cur->instrs.back(); }
  Reg constInt(Type* t, int64_t v) { return val(Op::Const, t, {}, t, v); }
  Reg constStr(std::string_view s, Type* t = nullptr);
  Reg zero(Type* t) { return val(Op::Zero, t, {}, t); }
  void move(Reg dst, Reg src);      // dst = src, retargeting src's definition when it was just made
  Reg fieldGet(Reg agg, Type* t, int64_t off) { return val(Op::FieldGet, t, {agg}, t, off); }
  void fieldSet(Reg agg, Reg v, Type* t, int64_t off) { ins(Op::FieldSet, {agg}, {agg, v}, t, off); }
  bool isNamed(Reg r) const { return f->regs[r].named; }
  Type* regType(Reg r) const { return f->regs[r].type; }

  // ---- types ----
  Type* ty(Type* t) { return m.resolve(t, env); }
  Type* ty(const syntax::Expr* e) { return m.resolve(e->type, env); }

  // ---- variables (vars.cc) ----
  std::unordered_map<const void*, Loc> locals;
  std::vector<const void*> captureKeys;   // of a closure: what it captures, in the order of Function::captures
  Loc lookup(const void* key);      // resolves captured variables on demand
  Loc declare(types::Var* v, bool willInit);          // a new local variable; when not willInit, zeroed
  Loc declareIn(const void* key, Type* t, bool memory, std::string_view name, Pos p, Var::Kind kind, bool willInit);
  void initVar(types::Var* v, Reg value);             // declare and store
  bool needsMemory(types::Var* v, Type* t);
  Place placeOf(const Loc& l);
  Reg captureOperand(const Loc& l, bool byRef);       // the word(s) a closure over l captures

  // ---- places (place.cc) ----
  Place place(syntax::Expr* e);
  Place fieldPlace(Place p, Type* structT, int index);
  Place derefPlace(Reg ptr, Type* t, bool nilCheck = true);
  Place regPlace(Reg r) { Place p; p.kind = Place::InReg; p.base = r; p.type = regType(r); p.temp = true; return p; }
  Place selectorPath(syntax::Expr* x, Type* xt, List<int> path, size_t n, Type** outType);
  Place indexPlace(syntax::IndexExpr* e);
  Reg load(const Place& p);
  void store(const Place& p, Reg v);
  void storeZero(const Place& p);
  Reg addr(const Place& p, bool taken = true);        // &p; spills a value to a fresh temporary variable
  Place inMemory(const Place& p);                     // p, spilled to a variable when it is in a register
  Place spill(Reg v, std::string_view name = "");

  // ---- expressions (expr.cc) ----
  Reg expr(syntax::Expr* e);
  Reg exprAs(syntax::Expr* e, Type* T);               // with assignment conversion to T
  void exprMulti(syntax::Expr* e, std::vector<Reg>& out);   // calls with several results, comma-ok forms
  void effect(syntax::Expr* e);                       // for its effects only
  void cond(syntax::Expr* e, Block* yes, Block* no);
  Reg convertAssign(Reg v, Type* from, Type* to, const syntax::Node* e);
  Reg constant(const constant::Value* v, Type* t);
  static bool hasCall(syntax::Expr* e);
  static bool hasOrdered(syntax::Expr* e);
  void hoist(syntax::Expr* e);
  void hoistAll(std::initializer_list<syntax::Expr*> es);
  void hoistLhs(syntax::Expr* e);   // calls in the operands of an assignment's left-hand side
  Reg copyIfNamed(Reg r);
  Reg unary(syntax::UnaryExpr* e);
  Reg binary(syntax::BinaryExpr* e);
  Reg arith(syntax::Operator op, Type* t, Reg x, Reg y, Type* yt, syntax::Expr* yexpr, const syntax::Node* src);
  Reg shortCircuit(syntax::Expr* e);
  Reg selector(syntax::SelectorExpr* e);
  Reg sliceExpr(syntax::SliceExpr* e);
  Reg typeAssert(syntax::TypeAssertExpr* e, bool commaOk, Reg* ok);
  Reg funcLit(syntax::FuncLit* e);
  Reg funcValue(Function* fn, Type* t);
  Reg makeClosure(Function* fn, const std::vector<Reg>& captures, Type* t, const syntax::Node* e);
  Reg addressOf(syntax::UnaryExpr* e);
  Reg concat(syntax::BinaryExpr* e);
  Reg indexValue(syntax::Expr* e, uint32_t unsignedFlag, uint32_t* flags);
  Reg identValue(syntax::Ident* id, types::Instance* inst, const syntax::Expr* e);
  Function* instanceOf(types::Func* fo, types::Instance* inst);
  std::unordered_map<const syntax::Expr*, Reg> memo_;

  // ---- comparison (compare.cc) ----
  Reg compare(syntax::Operator op, syntax::Expr* x, syntax::Expr* y);
  Reg compareRegs(bool eq, Reg x, Type* xt, Reg y, Type* yt);
  Reg equalSame(bool eq, Reg x, Reg y, Type* t);

  // ---- conversions (convert.cc) ----
  Reg convert(syntax::CallExpr* e);
  Reg convertTo(Reg v, Type* from, Type* to, const syntax::Node* e);
  Reg makeIface(Reg v, Type* from, Type* to, const syntax::Node* e);

  // ---- calls (call.cc) ----
  struct Callee {
    enum Kind : uint8_t { Static, Closure, Iface, Builtin, Conversion } kind = Closure;
    Function* fn = nullptr;
    Reg value = kNoReg;            // closure or interface value
    Type* ifaceType = nullptr;
    int methodIndex = 0;
    types::Signature* sig = nullptr;   // resolved, without receiver
    std::vector<Reg> recv;         // receiver argument, when Static method
    syntax::SelectorExpr* method = nullptr;   // receiver not evaluated yet
    syntax::Expr* fun = nullptr;   // closure value not evaluated yet
    Type* recvType = nullptr;
  };
  Callee callee(syntax::CallExpr* e);
  void calleeOperands(Callee& c);  // evaluates receiver or function value
  void hoistCallee(const Callee& c);
  void arguments(syntax::CallExpr* e, types::Signature* sig, std::vector<Reg>& out);
  std::vector<Reg> pinnedPointers(const Callee& c, syntax::CallExpr* e);
  void emitCall(const Callee& c, const std::vector<Reg>& args, const std::vector<Reg>& results, syntax::CallExpr* e);
  void call(syntax::CallExpr* e, std::vector<Reg>& results, bool wantResults = true);
  Reg variadicSlice(const std::vector<Reg>& elems, Type* sliceT, const syntax::Node* e);
  Reg receiver(syntax::Expr* x, Type* xt, const Module::MethodPath& p);   // value to pass as receiver
  Place walkFields(Place p, Type* t, const std::vector<int>& fields, Type** end);
  Reg methodValue(syntax::SelectorExpr* e);
  Reg methodExprValue(syntax::SelectorExpr* e);
  bool methodPath(syntax::SelectorExpr* e, Module::MethodPath* out, Type** recvType);

  // ---- intrinsics (intrinsics.cc) ----
  bool intrinsic(Function* fn, types::Func* obj, syntax::CallExpr* e, std::vector<Reg>& results);

  // ---- builtins (builtin.cc) ----
  Reg builtin(syntax::CallExpr* e, bool wantResult);
  void builtinEffect(types::BuiltinId id, const std::vector<Reg>& args, const std::vector<Type*>& types);  // go and defer of builtins
  void builtinArgs(syntax::CallExpr* e, std::vector<Reg>& args, std::vector<Type*>& types);
  Reg lenCap(syntax::Expr* x, bool isLen);
  Reg appendCall(syntax::CallExpr* e);
  Reg makeCall(syntax::CallExpr* e);
  Reg unsafeBuiltin(types::BuiltinId id, syntax::CallExpr* e);
  void printArgs(bool nl, const std::vector<Reg>& args, const std::vector<Type*>& types);

  // ---- composite literals (complit.cc) ----
  Reg compositeLit(syntax::CompositeLit* e);
  void compositeInto(const Place& p, syntax::CompositeLit* e, Type* t, bool zeroed);
  void elementInto(const Place& p, syntax::Expr* e, Type* t, bool zeroed);
  Reg sliceLit(syntax::CompositeLit* e, Type* t);
  Reg mapLit(syntax::CompositeLit* e, Type* t);
  Reg addrOfLit(syntax::CompositeLit* e, Type* ptrT, const syntax::Node* src);

  // ---- statements (stmt.cc, assign.cc) ----
  std::vector<Target> targets;
  std::unordered_map<const syntax::Stmt*, Block*> labels;   // goto targets
  void stmt(syntax::Stmt* s);
  void stmts(List<syntax::Stmt*> l);
  void block(syntax::BlockStmt* b);
  void assign(syntax::AssignStmt* s);
  void assignOp(syntax::Expr* lhs, syntax::Operator op, syntax::Expr* rhs, Pos p);
  void assignOne(syntax::Expr* lhs, syntax::Expr* rhs, bool define);
  void assignValues(List<syntax::Expr*> lhs, std::vector<Reg> values, const std::vector<Type*>& types, bool define);
  bool isNew(syntax::Expr* lhs, bool define);
  Type* lhsType(syntax::Expr* e);
  void varDecl(syntax::VarDecl* d);
  void ifStmt(syntax::IfStmt* s);
  void forStmt(syntax::ForStmt* s);
  void returnStmt(syntax::ReturnStmt* s);
  void returnValues(const std::vector<Reg>& values);
  void branchStmt(syntax::BranchStmt* s);
  void leave(Exit::Kind k, const syntax::Stmt* target);
  Target* findTarget(const syntax::Stmt* s);
  void labeled(syntax::LabeledStmt* s);
  Block* labelBlock(const syntax::Stmt* s);

  // ---- range (range.cc, rangefunc.cc) ----
  void rangeStmt(syntax::RangeStmt* s);
  void rangeInt(syntax::RangeStmt* s, Type* t);
  void rangeList(syntax::RangeStmt* s, Type* t);
  void rangeString(syntax::RangeStmt* s, Type* t);
  void rangeMap(syntax::RangeStmt* s, Type* t);
  void rangeChan(syntax::RangeStmt* s, Type* t);
  void rangeFunc(syntax::RangeStmt* s, types::Signature* sig);
  void bindRange(syntax::RangeStmt* s, Reg k, Type* kt, Reg v, Type* vt);
  Reg rangeCounter(syntax::RangeStmt* s, Type* t, bool* isKey);
  bool rangeVarUsed(syntax::RangeStmt* s, int i);
  std::vector<Exit> exits;          // of a range-over-func body: those taken
  const syntax::RangeStmt* rangeBodyOf = nullptr;
  Loc nextVar();                    // the variable that says which exit was taken
  int exitId(Exit::Kind k, const syntax::Stmt* target);   // in top
  std::vector<Exit> allExits;       // of top
  char nextKey_ = 0, tokenKey_ = 0;  // keys of compiler-made variables in `locals`
  Block* rangeContinue = nullptr;   // of a range-over-func body: returns true
  Block* rangeBreak = nullptr;      // returns false

  // ---- switch, select (switch.cc, select.cc) ----
  void switchStmt(syntax::SwitchStmt* s);
  bool constSwitch(syntax::SwitchStmt* s, Reg tag, Type* t, const std::vector<Block*>& bodies, Block* dflt);
  void typeSwitch(syntax::TypeSwitchStmt* s);
  void selectStmt(syntax::SelectStmt* s);
  void commBody(syntax::CommClause* c, Type* elem, Reg value, Reg ok);

  // ---- go, defer (defer.cc) ----
  void goDefer(syntax::CallStmt* s);
  Reg deferredClosure(syntax::CallExpr* e, bool isDefer);
  void pushDefer(Reg closure, Pos p);

  // ---- results ----
  bool resultsInMemory = false;
  std::vector<Loc> resultLocs;      // named results, or memory results
  std::vector<const void*> resultKeys;  // their keys in `locals`
  Block* returnBlock = nullptr;     // functions with defers: deferReturn
  bool hasNamedResults = false;
};

using types::sizeOf;
inline types::Basic* basicOf(Type* t) { return types::underAs<types::Basic>(t); }
inline bool isIface(Type* t) { return types::underAs<types::Interface>(t) != nullptr; }
inline bool isStringT(Type* t) { auto* b = basicOf(t); return b && (b->info & types::IsString); }
inline bool isIntT(Type* t) { auto* b = basicOf(t); return b && (b->info & types::IsInteger); }
inline bool isUnsignedT(Type* t) { auto* b = basicOf(t); return b && (b->info & types::IsUnsigned); }

// Is e a value of type t too large for registers that lies in memory, to be copied from there?
bool isLargeInMemory(Fn& fn, syntax::Expr* e, Type* t);

}  // namespace gvm::lower
