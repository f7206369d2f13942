// This file parses statements.
#include "compiler/syntax/parser_impl.h"

namespace gvm::syntax {

namespace {

// x in a message about an assignment, with parentheses around a binary expression.
std::string emphasised(List<Expr*> list) {
  std::string s;
  for (Expr* x : list) {
    if (!s.empty()) s += ", ";
    s += exprString(x);
  }
  if (list.size() == 1 && list[0]->kind == NodeKind::BinaryExpr) return "(" + s + ")";
  return s;
}

}  // namespace

Stmt* Parser::exprStmt(Expr* x) {
  auto* s = node<ExprStmt>(x->pos);
  s->x = x;
  return s;
}

// A simple statement, from its first expressions if those have been read. keyword: of the statement whose header this
// is in (For: a range clause may come; Switch: a type switch guard may), or EOF_.
Stmt* Parser::simpleStmt(Expr* lhs, Token keyword) {
  if (keyword == Token::For && tok == Token::Range) return rangeClause({}, false);
  if (lhs == nullptr) lhs = exprList();

  Pos at = pos;
  if (lhs->kind != NodeKind::ListExpr && tok != Token::Assign && tok != Token::Define) {
    switch (tok) {
      case Token::AssignOp: {
        auto* s = node<AssignStmt>(at);
        s->op = op;
        next();
        s->lhs = unpack(lhs);
        s->rhs = unpack(expr());
        return s;
      }
      case Token::IncOp: {
        auto* s = node<IncDecStmt>(at);
        s->op = op;
        s->x = lhs;
        next();
        return s;
      }
      case Token::Arrow: {
        auto* s = node<SendStmt>(at);
        next();
        s->chan = lhs;
        s->val = expr();
        return s;
      }
      default:
        return exprStmt(lhs);
    }
  }

  if (tok != Token::Assign && tok != Token::Define) {
    syntaxError("expected := or = or comma");
    advance({Token::Semi, Token::Rbrace});
    if (auto* l = as<ListExpr>(lhs)) lhs = l->elems[0];
    return exprStmt(lhs);
  }
  bool define = tok == Token::Define;
  next();
  if (keyword == Token::For && tok == Token::Range) return rangeClause(unpack(lhs), define);
  Expr* rhs = exprList();
  if (auto* g = as<TypeSwitchGuard>(rhs); g && keyword == Token::Switch && define) {
    if (auto* n = as<Ident>(lhs)) {
      g->lhs = n;
      return exprStmt(g);
    }
  }
  auto* s = node<AssignStmt>(at);
  s->define = define;
  s->lhs = unpack(lhs);
  s->rhs = unpack(rhs);
  return s;
}

// A RangeStmt that lacks its body; the current token is range.
Stmt* Parser::rangeClause(List<Expr*> lhs, bool define) {
  auto* r = node<RangeStmt>();
  r->rangePos = pos;
  next();
  r->lhs = lhs;
  r->define = define;
  r->x = expr();
  return r;
}

Stmt* Parser::labeledStmtOrNil(Ident* label) {
  auto* s = node<LabeledStmt>();
  s->label = label;
  want(Token::Colon);
  if (tok == Token::Rbrace) {  // an empty statement whose semicolon is left out
    s->stmt = node<EmptyStmt>();
    return s;
  }
  s->stmt = stmtOrNil();
  if (s->stmt) return s;
  syntaxErrorAt(s->pos, "missing statement after label");
  return nullptr;
}

// context: what the block belongs to, for the message if there is no {; nullptr if there is one.
BlockStmt* Parser::blockStmt(const char* context) {
  auto* s = node<BlockStmt>();
  if (!got(Token::Lbrace)) {
    syntaxError(fmt::format("expected {{ after {}", context ? context : "statement"));
    advance({Token::Name, Token::Rbrace});
    s->rbrace = pos;
    if (got(Token::Rbrace)) return s;
  }
  s->list = stmtList();
  s->rbrace = pos;
  want(Token::Rbrace);
  return s;
}

Stmt* Parser::declStmt(DeclParser f) {
  auto* s = node<DeclStmt>();
  next();
  uint32_t iota = iota_;
  Builder<Decl*> decls(this);
  appendGroup(decls, f);
  iota_ = iota;
  s->decls = decls.take();
  return s;
}

Stmt* Parser::forStmt() {
  Pos at = pos;
  Header h = header(Token::For);
  if (auto* r = as<RangeStmt>(h.init)) {
    r->pos = at;
    r->body = blockStmt("for clause");
    return r;
  }
  auto* s = node<ForStmt>(at);
  s->init = h.init;
  s->cond = h.cond;
  s->post = h.post;
  s->body = blockStmt("for clause");
  return s;
}

// What stands between if, for or switch and its block. A range clause comes back as init.
Parser::Header Parser::header(Token keyword) {
  Header h;
  want(keyword);
  if (tok == Token::Lbrace) {
    if (keyword == Token::If) {
      syntaxError("missing condition in if statement");
      h.cond = badExpr();
    }
    return h;
  }
  int outer = xnest_;
  xnest_ = -1;

  if (tok != Token::Semi) {
    if (got(Token::Var)) {
      syntaxError(fmt::format("var declaration not allowed in {} initializer", tokenText(keyword)));
    }
    h.init = simpleStmt(nullptr, keyword);
    if (h.init->kind == NodeKind::RangeStmt) {
      xnest_ = outer;
      return h;
    }
  }

  Stmt* cond = nullptr;
  Pos semiPos = 0;
  std::string_view semiText;
  if (tok == Token::Lbrace) {
    cond = h.init;
    h.init = nullptr;
  } else {
    if (tok == Token::Semi) {
      semiPos = pos;
      semiText = text;
      next();
    } else {
      want(Token::Lbrace);  // asking for { gives the better message
      if (tok != Token::Lbrace) advance({Token::Lbrace, Token::Rbrace});
    }
    if (keyword != Token::For) {
      if (tok != Token::Lbrace) cond = simpleStmt(nullptr, keyword);
    } else if (tok == Token::Lbrace) {
      syntaxError("expected for loop condition");
    } else {
      if (tok != Token::Semi) cond = simpleStmt(nullptr, Token::EOF_);
      want(Token::Semi);
      if (tok != Token::Lbrace) {
        h.post = simpleStmt(nullptr, Token::EOF_);
        if (auto* a = as<AssignStmt>(h.post); a && a->define) {
          syntaxErrorAt(a->pos, "cannot declare in post statement of for loop");
        }
      }
    }
  }

  if (cond == nullptr) {
    if (keyword == Token::If && semiPos) {
      if (semiText != "semicolon") {
        syntaxErrorAt(semiPos, fmt::format("unexpected {}, expected {{ after if clause", semiText));
      } else {
        syntaxErrorAt(semiPos, "missing condition in if statement");
      }
      h.cond = node<BadExpr>(semiPos);
    }
  } else if (auto* e = as<ExprStmt>(cond)) {
    h.cond = e->x;
  } else {
    // Most often = written for ==.
    auto* a = as<AssignStmt>(cond);
    std::string what = a && a->op == Operator::None && !a->define
                           ? "assignment " + emphasised(a->lhs) + " = " + emphasised(a->rhs)
                           : exprString(cond);
    syntaxErrorAt(cond->pos, fmt::format("cannot use {} as value", what));
  }
  xnest_ = outer;
  return h;
}

Stmt* Parser::ifStmt() {
  Nest nest(this);
  auto* s = node<IfStmt>();
  Header h = header(Token::If);
  s->init = h.init;
  s->cond = h.cond ? h.cond : badExpr();
  s->then = blockStmt("if clause");
  if (got(Token::Else)) {
    if (tok == Token::If) {
      s->els = ifStmt();
    } else if (tok == Token::Lbrace) {
      s->els = blockStmt(nullptr);
    } else {
      syntaxError("else must be followed by if or statement block");
      advance({Token::Name, Token::Rbrace});
    }
  }
  return s;
}

Stmt* Parser::switchStmt() {
  Pos at = pos;
  Header h = header(Token::Switch);
  if (!got(Token::Lbrace)) {
    syntaxError("missing { after switch clause");
    advance({Token::Case, Token::Default, Token::Rbrace});
  }
  Builder<CaseClause*> clauses(this);
  while (tok != Token::EOF_ && tok != Token::Rbrace) clauses.push(caseClause());
  Pos rbrace = pos;
  want(Token::Rbrace);
  if (auto* g = as<TypeSwitchGuard>(h.cond)) {
    auto* s = node<TypeSwitchStmt>(at);
    s->init = h.init;
    s->guard = g;
    s->body = clauses.take();
    s->rbrace = rbrace;
    return s;
  }
  auto* s = node<SwitchStmt>(at);
  s->init = h.init;
  s->tag = h.cond;
  s->body = clauses.take();
  s->rbrace = rbrace;
  return s;
}

Stmt* Parser::selectStmt() {
  auto* s = node<SelectStmt>();
  want(Token::Select);
  if (!got(Token::Lbrace)) {
    syntaxError("missing { after select clause");
    advance({Token::Case, Token::Default, Token::Rbrace});
  }
  Builder<CommClause*> clauses(this);
  while (tok != Token::EOF_ && tok != Token::Rbrace) clauses.push(commClause());
  s->rbrace = pos;
  want(Token::Rbrace);
  s->body = clauses.take();
  return s;
}

CaseClause* Parser::caseClause() {
  auto* c = node<CaseClause>();
  if (got(Token::Case)) {
    c->cases = exprs();
  } else if (got(Token::Default)) {
    c->isDefault = true;
  } else {
    syntaxError("expected case or default or }");
    advance({Token::Colon, Token::Case, Token::Default, Token::Rbrace});
  }
  c->colon = pos;
  want(Token::Colon);
  c->body = stmtList();
  return c;
}

// Which statements may be a communication the checker says.
CommClause* Parser::commClause() {
  auto* c = node<CommClause>();
  if (got(Token::Case)) {
    c->comm = simpleStmt(nullptr, Token::EOF_);
  } else if (got(Token::Default)) {
    c->isDefault = true;
  } else {
    syntaxError("expected case or default or }");
    advance({Token::Colon, Token::Case, Token::Default, Token::Rbrace});
  }
  c->colon = pos;
  want(Token::Colon);
  c->body = stmtList();
  return c;
}

Stmt* Parser::callStmt() {
  auto* s = node<CallStmt>();
  s->tok = tok;
  next();
  Expr* x = pexpr(nullptr, tok == Token::Lparen);
  if (Expr* t = unparen(x); t != x) {
    error(x->pos, fmt::format("expression in {} must not be parenthesized", tokenText(s->tok)));
    x = t;
  }
  s->call = x;
  return s;
}

Stmt* Parser::branchStmt() {
  auto* s = node<BranchStmt>();
  s->tok = tok;
  next();
  if (s->tok == Token::Goto) {
    s->label = name();
  } else if (s->tok != Token::Fallthrough && tok == Token::Name) {
    s->label = name();
  }
  return s;
}

Stmt* Parser::stmtOrNil() {
  Nest nest(this);
  if (tok == Token::Name) {  // most statements
    clearPragma();
    Expr* lhs = exprList();
    if (auto* label = as<Ident>(lhs); label && tok == Token::Colon) return labeledStmtOrNil(label);
    return simpleStmt(lhs, Token::EOF_);
  }
  switch (tok) {
    case Token::Var: return declStmt(&Parser::varDecl);
    case Token::Const: return declStmt(&Parser::constDecl);
    case Token::Type: return declStmt(&Parser::typeDecl);
    default: break;
  }
  clearPragma();
  switch (tok) {
    case Token::Lbrace: return blockStmt(nullptr);
    case Token::Star: return simpleStmt(nullptr, Token::EOF_);
    case Token::Operator:
      switch (op) {
        case Operator::Add: case Operator::Sub: case Operator::And: case Operator::Xor: case Operator::Not:
          return simpleStmt(nullptr, Token::EOF_);
        default:
          return nullptr;
      }
    case Token::Literal: case Token::Func: case Token::Lparen: case Token::Lbrack: case Token::Struct:
    case Token::Map: case Token::Chan: case Token::Interface: case Token::Arrow:
      return simpleStmt(nullptr, Token::EOF_);
    case Token::For: return forStmt();
    case Token::Switch: return switchStmt();
    case Token::Select: return selectStmt();
    case Token::If: return ifStmt();
    case Token::Fallthrough: case Token::Break: case Token::Continue: case Token::Goto: return branchStmt();
    case Token::Go: case Token::Defer: return callStmt();
    case Token::Return: {
      auto* s = node<ReturnStmt>();
      next();
      if (tok != Token::Semi && tok != Token::Rbrace) s->results = exprs();
      return s;
    }
    case Token::Semi: return node<EmptyStmt>();
    default: return nullptr;
  }
}

List<Stmt*> Parser::stmtList() {
  Builder<Stmt*> stmts(this);
  while (tok != Token::EOF_ && tok != Token::Rbrace && tok != Token::Case && tok != Token::Default) {
    Stmt* s = stmtOrNil();
    clearPragma();
    if (s == nullptr) break;
    stmts.push(s);
    if (!got(Token::Semi) && tok != Token::Rbrace) {
      syntaxError("at end of statement");
      advance({Token::Semi, Token::Rbrace, Token::Case, Token::Default});
      got(Token::Semi);
    }
  }
  return stmts.take();
}

}  // namespace gvm::syntax
