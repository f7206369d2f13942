// This file parses expressions.
#include "compiler/syntax/parser_impl.h"

namespace gvm::syntax {

namespace {

// True if x can only be a value, never a type.
bool isValue(Expr* x) {
  for (;;) {
    switch (x->kind) {
      case NodeKind::BasicLit: case NodeKind::CompositeLit: case NodeKind::FuncLit: case NodeKind::SliceExpr:
      case NodeKind::TypeAssertExpr: case NodeKind::TypeSwitchGuard: case NodeKind::CallExpr:
      case NodeKind::UnaryExpr: case NodeKind::BinaryExpr:
        return true;
      case NodeKind::ParenExpr:
        x = static_cast<ParenExpr*>(x)->x;
        break;
      case NodeKind::IndexExpr: {
        auto* i = static_cast<IndexExpr*>(x);
        if (i->indices.size() == 1 && isValue(i->indices[0])) return true;
        x = i->x;
        break;
      }
      default:
        return false;
    }
  }
}

}  // namespace

Expr* Parser::binaryExpr(Expr* x, int minPrec) {
  Nest nest(this);
  if (x == nullptr) x = unaryExpr();
  for (int chain = 0; (tok == Token::Operator || tok == Token::Star) && prec > minPrec; chain++) {
    if (chain > kMaxChain) giveUp();
    auto* t = node<BinaryExpr>();
    t->op = op;
    int p = prec;
    next();
    t->x = x;
    t->y = binaryExpr(nullptr, p);
    x = t;
  }
  return x;
}

Expr* Parser::newStar(Pos at, Expr* x) {
  auto* s = node<StarExpr>(at);
  s->x = x;
  return s;
}

Expr* Parser::unaryExpr() {
  Nest nest(this);
  if (tok == Token::Star) {
    Pos at = pos;
    next();
    return newStar(at, unaryExpr());
  }
  if (tok == Token::Operator) {
    switch (op) {
      case Operator::Add: case Operator::Sub: case Operator::Not: case Operator::Xor: case Operator::Tilde:
      case Operator::And: {
        auto* u = node<UnaryExpr>();
        u->op = op;
        next();
        u->x = unaryExpr();
        // The operand of & may come as a parenthesised composite literal.
        if (u->op == Operator::And) u->x = unparen(u->x);
        return u;
      }
      default:
        break;
    }
  }
  if (tok != Token::Arrow) return pexpr(nullptr, true);

  // <-x is a receive operation unless x turns out to be a channel type: then the arrow belongs to its chan keyword,
  // <-(chan E) being (<-chan E), and <-(chan<- E) being (<-chan (<-E)).
  Pos at = pos;
  next();
  Expr* x = unaryExpr();
  if (x->kind == NodeKind::ChanType) {
    ChanDir dir = ChanDir::SendOnly;
    Expr* t = x;
    while (dir == ChanDir::SendOnly) {
      auto* c = as<ChanType>(t);
      if (c == nullptr) break;
      dir = c->dir;
      if (dir == ChanDir::RecvOnly) syntaxError("unexpected <-, expected chan");
      c->dir = ChanDir::RecvOnly;
      t = c->elem;
    }
    if (dir == ChanDir::SendOnly) syntaxError(fmt::format("unexpected {}, expected chan", exprString(t)));
    return x;
  }
  auto* u = node<UnaryExpr>(at);
  u->op = Operator::Recv;
  u->x = x;
  return u;
}

// keepParens: parentheses stay in the tree, for messages.
Expr* Parser::operand(bool keepParens) {
  switch (tok) {
    case Token::Name:
      return name();
    case Token::Literal:
      return literalOrNil();
    case Token::Lparen: {
      Pos at = pos;
      next();
      xnest_++;
      Expr* x = expr();
      xnest_--;
      want(Token::Rparen);
      // Before a { this may be the type of a composite literal, whose parentheses are an error.
      if (!keepParens && tok != Token::Lbrace) return x;
      auto* p = node<ParenExpr>(at);
      p->x = x;
      return p;
    }
    case Token::Func: {
      Pos at = pos;
      next();
      FuncType* sig = funcType("function type", nullptr);
      if (tok != Token::Lbrace) return sig;
      auto* f = node<FuncLit>(at);
      f->sig = sig;
      xnest_++;
      f->body = funcBody();
      xnest_--;
      return f;
    }
    case Token::Lbrack: case Token::Chan: case Token::Map: case Token::Struct: case Token::Interface:
      return type();
    default: {
      Expr* x = badExpr();
      syntaxError("expected expression");
      advance({Token::Rparen, Token::Rbrack, Token::Rbrace});
      return x;
    }
  }
}

// A primary expression, from its operand x if that has been read.
Expr* Parser::pexpr(Expr* x, bool keepParens) {
  if (x == nullptr) x = operand(keepParens);
  for (int chain = 0;; chain++) {
    if (chain > kMaxChain) giveUp();
    Pos at = pos;
    switch (tok) {
      case Token::Dot:
        next();
        x = selectorOrAssert(x, at);
        break;
      case Token::Lbrack:
        next();
        x = indexOrSlice(x, at);
        break;
      case Token::Lparen: {
        auto* c = node<CallExpr>(at);
        next();
        c->fun = x;
        c->args = argList(&c->hasDots, &c->rparen);
        x = c;
        break;
      }
      case Token::Lbrace: {
        // Is this { of a composite literal, or of the block after this expression?
        Expr* t = unparen(x);
        bool literal = false;
        switch (t->kind) {
          case NodeKind::Ident: case NodeKind::SelectorExpr: literal = xnest_ >= 0; break;
          case NodeKind::IndexExpr: literal = xnest_ >= 0 && !isValue(t); break;
          case NodeKind::ArrayType: case NodeKind::SliceType: case NodeKind::StructType: case NodeKind::MapType:
            literal = true;
            break;
          default: break;
        }
        if (!literal) return x;
        if (t != x) syntaxError("cannot parenthesize type in composite literal");
        CompositeLit* lit = compositeLit();
        lit->typ = x;
        x = lit;
        break;
      }
      default:
        return x;
    }
  }
}

// The dot, at `at`, has been read.
Expr* Parser::selectorOrAssert(Expr* x, Pos at) {
  if (tok == Token::Name) {
    auto* s = node<SelectorExpr>(at);
    s->x = x;
    s->sel = name();
    return s;
  }
  if (!got(Token::Lparen)) {
    syntaxError("expected name or (");
    advance({Token::Semi, Token::Rparen});
    return x;
  }
  Expr* result;
  if (got(Token::Type)) {
    auto* g = node<TypeSwitchGuard>(at);
    g->x = x;
    result = g;
  } else {
    auto* t = node<TypeAssertExpr>(at);
    t->x = x;
    t->typ = type();
    result = t;
  }
  want(Token::Rparen);
  return result;
}

// The [, at `at`, has been read.
Expr* Parser::indexOrSlice(Expr* x, Pos at) {
  Expr* i = nullptr;
  if (tok != Token::Colon) {
    bool comma = false;
    if (tok == Token::Rbrack) {
      syntaxError("expected operand");
      i = badExpr();
    } else {
      i = typeList(false, &comma);
    }
    if (comma || tok == Token::Rbrack) {
      want(Token::Rbrack);
      auto* t = node<IndexExpr>(at);
      t->x = x;
      t->indices = unpack(i);
      return t;
    }
  }
  if (!got(Token::Colon)) {
    syntaxError("expected comma, : or ]");
    advance({Token::Comma, Token::Colon, Token::Rbrack});
  }
  xnest_++;
  auto* s = node<SliceExpr>(at);
  s->x = x;
  s->index[0] = i;
  if (tok != Token::Colon && tok != Token::Rbrack) s->index[1] = expr();
  if (tok == Token::Colon) {
    s->full = true;
    if (s->index[1] == nullptr) {
      error(pos, "middle index required in 3-index slice");
      s->index[1] = badExpr();
    }
    next();
    if (tok != Token::Rbrack) {
      s->index[2] = expr();
    } else {
      error(pos, "final index required in 3-index slice");
      s->index[2] = badExpr();
    }
  }
  xnest_--;
  want(Token::Rbrack);
  return s;
}

Expr* Parser::literalElement() { return tok == Token::Lbrace ? compositeLit() : expr(); }

CompositeLit* Parser::compositeLit() {
  Nest nest(this);
  auto* x = node<CompositeLit>();
  xnest_++;
  want(Token::Lbrace);
  Builder<Expr*> elems(this);
  x->rbrace = list("composite literal", Token::Comma, Token::Rbrace, [&] {
    Expr* e = literalElement();
    if (tok == Token::Colon) {
      auto* kv = node<KeyValueExpr>();
      next();
      kv->key = e;
      kv->val = literalElement();
      e = kv;
      x->nkeys++;
    }
    elems.push(e);
    return false;
  });
  x->elems = elems.take();
  xnest_--;
  return x;
}

// [ arg { "," arg } [ "..." ] [ "," ] ] ")", the parenthesis before it having been read.
List<Expr*> Parser::argList(bool* hasDots, Pos* rparen) {
  Builder<Expr*> args(this);
  xnest_++;
  *rparen = list("argument list", Token::Comma, Token::Rparen, [&] {
    args.push(expr());
    *hasDots = got(Token::DotDotDot);
    return *hasDots;
  });
  xnest_--;
  return args.take();
}

Ident* Parser::name() {
  if (tok == Token::Name) {
    auto* n = node<Ident>();
    n->name = text;
    next();
    return n;
  }
  Ident* n = blankName(pos);
  syntaxError("expected name");
  advance({});
  return n;
}

List<Ident*> Parser::nameList(Ident* first) {
  Builder<Ident*> names(this);
  names.push(first);
  while (got(Token::Comma)) names.push(name());
  return names.take();
}

BasicLit* Parser::literalOrNil() {
  if (tok != Token::Literal) return nullptr;
  auto* b = node<BasicLit>();
  b->text = text;
  b->lit = lit;
  b->bad = bad;
  next();
  return b;
}

// One expression, or a ListExpr of several.
Expr* Parser::exprList() {
  Expr* x = expr();
  if (tok != Token::Comma) return x;
  Builder<Expr*> elems(this);
  elems.push(x);
  while (got(Token::Comma)) elems.push(expr());
  auto* l = node<ListExpr>(x->pos);
  l->elems = elems.take();
  return l;
}

List<Expr*> Parser::unpack(Expr* x) {
  if (x == nullptr) return {};
  if (auto* l = as<ListExpr>(x)) return l->elems;
  return ctx_.arena.copy({x});
}

}  // namespace gvm::syntax
