// This file type-checks function bodies and statements. (Labels, and where break, continue, goto and fallthrough may
// stand, are the parser's to check.)
#include "compiler/types/checker.h"

namespace gvm::types {

using namespace syntax;

void Checker::funcBody(DeclInfo* decl, Func* func, Signature* sig, BlockStmt* body, const Value* iota) {
  Environment saved = env;
  std::vector<Var*> savedLocals = std::move(locals_);
  locals_.clear();
  GoVersion version = env.version;
  env = Environment();
  env.decl = decl;
  env.scope = sig->scope;
  env.version = version;
  env.iota = iota;
  env.sig = sig;
  env.func = func;

  stmtList(body->list);
  if (sig->results->len() > 0 && !isTerminatingList(body->list, Name())) error(body->rbrace, Code::MissingReturn, "missing return");
  usage();

  locals_ = std::move(savedLocals);
  env = saved;
}

// Whether the variables of scope a are reported before those of b: an outer scope's first, then scopes as they open.
static bool scopeBefore(const Scope* a, const Scope* b) {
  auto path = [](const Scope* s) {
    std::vector<uint32_t> numbers;
    for (; s; s = s->parent) numbers.push_back(s->number);
    std::reverse(numbers.begin(), numbers.end());
    return numbers;
  };
  return a != b && path(a) < path(b);
}

// Reports the variables of the function just checked that nobody used. Nested function literals report their own.
void Checker::usage() {
  if (opts.ignoreUnusedVars) return;
  std::vector<Var*> unused;
  for (Var* v : locals_)
    if (!v->used) unused.push_back(v);
  std::stable_sort(unused.begin(), unused.end(), [](Var* a, Var* b) { return scopeBefore(a->parent, b->parent); });
  for (Var* v : unused)
    softErrorf(v->pos, Code::UnusedVar, "declared and not used: {}", v->name);
}

void Checker::openScope(Node*) {
  env.scope = arena.make<Scope>(env.scope, &arena);
  env.scope->number = ++numScopes_;
}

void Checker::stmtList(List<Stmt*> list) {
  for (Stmt* s : list) stmt(s);
}

void Checker::stmt(Stmt* s) {
  if (tooDeep() && reportDepth(s)) return;
  size_t top = delayed_.size();
  stmt_ = s;
  declPos = 0;
  stmtInner(s);
  // Function literals are checked here: they see the scope before any later declarations.
  if (delayed_.size() > top) processDelayed(top);
}

void Checker::suspendedCall(std::string_view keyword, Expr* call) {
  Code code = keyword == "go" ? Code::InvalidGo : Code::InvalidDefer;
  if (call->kind != NodeKind::CallExpr) {
    errorf(call, code, "expression in {} must be function call", keyword);
    use(call);
    return;
  }
  Operand x;
  std::string_view msg;
  switch (rawExpr(nullptr, x, call, nullptr, false)) {
    case ExprKind::Conversion: msg = "requires function call, not conversion"; break;
    case ExprKind::Expression:
      msg = "discards result of";
      code = Code::UnusedResults;
      break;
    case ExprKind::Statement: return;
  }
  errorf(x, code, "{} {} {}", keyword, msg, x);
}

void Checker::exprStmt(Expr* e) {
  // Calls and receives may stand alone; other expressions must be used.
  Operand x;
  ExprKind kind = rawExpr(nullptr, x, e, nullptr, false);
  switch (x.mode) {
    case Mode::Builtin: errorf(x, Code::UncalledBuiltin, "{} must be called", x); break;
    case Mode::TypExpr: errorf(x, Code::NotAnExpr, "{} is not an expression", x); break;
    default:
      if (kind != ExprKind::Statement) errorf(x, Code::UnusedExpr, "{} is not used", x);
  }
}

void Checker::assignStmt(AssignStmt* s) {
  if (s->define) {
    shortVarDecl(s->pos, s->lhs, s->rhs);
    return;
  }
  if (s->op == Operator::None) {
    assignVars(s->lhs, s->rhs);
    return;
  }
  if (s->lhs.size() != 1 || s->rhs.size() != 1) {
    errorf(s, Code::MultiValAssignOp, "assignment operation {} requires single-valued expressions", operatorText(s->op));
    return;
  }
  Operand x;
  binary(x, nullptr, s->lhs[0], s->rhs[0], s->op, s->pos);
  if (x.valid()) s->opType = x.type;
  assignVar(s->lhs[0], nullptr, &x, "assignment");
}

void Checker::returnStmt(ReturnStmt* s) {
  List<Var*> res = env.sig->results->vars;
  if (s->results.empty() && !res.empty() && !res[0]->name.empty()) {
    // A bare return: the result variables must be visible.
    for (Var* v : res) {
      Object* alt = env.scope->lookupParent(v->name);
      if (!alt || alt == v) continue;
      ErrorDesc err(this, Code::OutOfScopeResult);
      err.add(s, fmt::format("result parameter {} not in scope at return", v->name));
      err.add(alt, sprintf("inner declaration of {}", static_cast<const Object*>(v)));
      err.report();
    }
    return;
  }
  initVars(res, s->results, s);
}

void Checker::condition(Expr* e, std::string_view where) {
  Operand x;
  expr(nullptr, x, e);
  if (x.valid() && !allBoolean(x.type)) errorf(e, Code::InvalidCond, "non-boolean condition in {} statement", where);
}

void Checker::stmtInner(Stmt* s) {
  switch (s->kind) {
    case NodeKind::EmptyStmt:
    case NodeKind::BranchStmt: break;
    case NodeKind::DeclStmt: declStmt(static_cast<DeclStmt*>(s)->decls); break;
    case NodeKind::LabeledStmt: stmt(static_cast<LabeledStmt*>(s)->stmt); break;
    case NodeKind::ExprStmt: exprStmt(static_cast<ExprStmt*>(s)->x); break;
    case NodeKind::SendStmt: {
      auto* send = static_cast<SendStmt*>(s);
      Operand ch, val;
      expr(nullptr, ch, send->chan);
      expr(nullptr, val, send->val);
      if (!ch.valid() || !val.valid()) break;
      if (Type* elem = chanElem(s, ch, false)) assignment(val, elem, "send");
      break;
    }
    case NodeKind::IncDecStmt: {
      auto* inc = static_cast<IncDecStmt*>(s);
      Operand x;
      expr(nullptr, x, inc->x);
      if (!x.valid()) break;
      if (!allNumeric(x.type)) {
        std::string_view op = operatorText(inc->op);
        errorf(inc->x, Code::NonNumericIncDec, "invalid operation: {}{}{} (non-numeric type {})", inc->x, op, op, x.type);
        break;
      }
      assignVar(inc->x, nullptr, &x, "assignment");
      break;
    }
    case NodeKind::AssignStmt: assignStmt(static_cast<AssignStmt*>(s)); break;
    case NodeKind::CallStmt: {
      auto* c = static_cast<CallStmt*>(s);
      suspendedCall(c->tok == Token::Defer ? "defer" : "go", c->call);
      break;
    }
    case NodeKind::ReturnStmt: returnStmt(static_cast<ReturnStmt*>(s)); break;
    case NodeKind::BlockStmt:
      openScope(s);
      stmtList(static_cast<BlockStmt*>(s)->list);
      closeScope();
      break;
    case NodeKind::IfStmt: {
      auto* i = static_cast<IfStmt*>(s);
      openScope(s);
      if (i->init) stmt(i->init);
      condition(i->cond, "if");
      stmt(i->then);
      if (i->els) stmt(i->els);
      closeScope();
      break;
    }
    case NodeKind::SwitchStmt:
      openScope(s);
      switchStmt(static_cast<SwitchStmt*>(s));
      closeScope();
      break;
    case NodeKind::TypeSwitchStmt:
      openScope(s);
      typeSwitchStmt(static_cast<TypeSwitchStmt*>(s));
      closeScope();
      break;
    case NodeKind::SelectStmt: selectStmt(static_cast<SelectStmt*>(s)); break;
    case NodeKind::ForStmt: {
      auto* f = static_cast<ForStmt*>(s);
      openScope(s);
      if (f->init) stmt(f->init);
      if (f->cond) condition(f->cond, "for");
      if (f->post) {
        stmt(f->post);
        // The parser refuses := here; its variables count as used.
        if (auto* a = syntax::as<AssignStmt>(f->post); a && a->define) use(a->lhs);
      }
      stmt(f->body);
      closeScope();
      break;
    }
    case NodeKind::RangeStmt: rangeStmt(static_cast<RangeStmt*>(s)); break;
    default: error(s, Code::InvalidSyntaxTree, "invalid statement"); break;
  }
}

}  // namespace gvm::types
