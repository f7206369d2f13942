// This file parses types, struct fields, interface elements, and parameter lists.
#include "compiler/syntax/parser_impl.h"

namespace gvm::syntax {

namespace {

// True if x can only be a type element; false if it could be an ordinary expression too.
bool isTypeElem(Expr* x) {
  switch (x->kind) {
    case NodeKind::ArrayType: case NodeKind::StructType: case NodeKind::FuncType: case NodeKind::InterfaceType:
    case NodeKind::SliceType: case NodeKind::MapType: case NodeKind::ChanType:
      return true;
    case NodeKind::BinaryExpr:
      return isTypeElem(static_cast<BinaryExpr*>(x)->x) || isTypeElem(static_cast<BinaryExpr*>(x)->y);
    case NodeKind::UnaryExpr: {
      auto* u = static_cast<UnaryExpr*>(x);
      return u->op == Operator::Tilde || isTypeElem(u->x);
    }
    case NodeKind::StarExpr:
      return isTypeElem(static_cast<StarExpr*>(x)->x);
    case NodeKind::ParenExpr:
      return isTypeElem(static_cast<ParenExpr*>(x)->x);
    default:
      return false;
  }
}

}  // namespace

// Splits an expression that was read where a type parameter may stand into the parameter's name and its constraint:
// `P *C` was read as a product, `P (C)` as a call, `P *C|D` as a sum. That is only done if the constraint can be
// nothing but a type, or if force says that it is one. {nullptr, x}: not split; {name, nullptr}: x is just a name.
std::pair<Ident*, Expr*> Parser::extractName(Expr* x, bool force) {
  if (auto* n = as<Ident>(x)) return {n, nullptr};
  if (auto* b = as<BinaryExpr>(x)) {
    if (b->op == Operator::Mul) {
      if (auto* n = as<Ident>(b->x); n && (force || isTypeElem(b->y))) return {n, newStar(b->pos, b->y)};
    } else if (b->op == Operator::Or) {
      auto [n, lhs] = extractName(b->x, force || isTypeElem(b->y));
      if (n && lhs) {
        auto* u = node<BinaryExpr>(b->pos);
        u->op = Operator::Or;
        u->x = lhs;
        u->y = b->y;
        return {n, u};
      }
    }
  } else if (auto* c = as<CallExpr>(x)) {
    auto* n = as<Ident>(c->fun);
    if (n && c->args.size() == 1 && !c->hasDots && (force || isTypeElem(c->args[0]))) return {n, unparen(c->args[0])};
  }
  return {nullptr, x};
}

Expr* Parser::type() {
  Expr* t = typeOrNil();
  if (t == nullptr) {
    t = badExpr();
    syntaxError("expected type");
    advance({Token::Comma, Token::Colon, Token::Semi, Token::Rparen, Token::Rbrack, Token::Rbrace});
  }
  return t;
}

Expr* Parser::typeOrNil() {
  Nest nest(this);
  Pos at = pos;
  switch (tok) {
    case Token::Star:
      next();
      return newStar(at, type());
    case Token::Arrow: {
      next();
      want(Token::Chan);
      auto* t = node<ChanType>(at);
      t->dir = ChanDir::RecvOnly;
      t->elem = chanElem();
      return t;
    }
    case Token::Func:
      next();
      return funcType("function type", nullptr);
    case Token::Lbrack:
      next();
      if (got(Token::Rbrack)) return sliceType(at);
      return arrayType(at, nullptr);
    case Token::Chan: {
      next();
      auto* t = node<ChanType>(at);
      if (got(Token::Arrow)) t->dir = ChanDir::SendOnly;
      t->elem = chanElem();
      return t;
    }
    case Token::Map: {
      next();
      want(Token::Lbrack);
      auto* t = node<MapType>(at);
      t->key = type();
      want(Token::Rbrack);
      t->val = type();
      return t;
    }
    case Token::Struct:
      return structType();
    case Token::Interface:
      return interfaceType();
    case Token::Name:
      return qualifiedName(nullptr);
    case Token::Lparen: {
      next();
      Expr* t = type();
      want(Token::Rparen);
      return t;
    }
    default:
      return nullptr;
  }
}

Expr* Parser::typeInstance(Expr* x) {
  auto* t = node<IndexExpr>();
  want(Token::Lbrack);
  t->x = x;
  if (tok == Token::Rbrack) {
    syntaxError("expected type argument list");
    t->indices = unpack(badExpr());
  } else {
    bool comma;
    t->indices = unpack(typeList(true, &comma));
  }
  want(Token::Rbrack);
  return t;
}

// Name [ "." name ] [ type arguments ], from the first name if that has been read.
Expr* Parser::qualifiedName(Ident* first) {
  Expr* x = first;
  if (first == nullptr) {
    if (tok == Token::Name) {
      x = name();
    } else {
      x = blankName(pos);
      syntaxError("expected name");
      advance({Token::Dot, Token::Semi, Token::Rbrace});
    }
  }
  if (tok == Token::Dot) {
    auto* s = node<SelectorExpr>();
    next();
    s->x = x;
    s->sel = name();
    x = s;
  }
  if (tok == Token::Lbrack) x = typeInstance(x);
  return x;
}

// [ type parameters ] "(" parameters ")" results. With a context, type parameters are an error.
FuncType* Parser::funcType(const char* context, List<Field*>* tparams) {
  auto* t = node<FuncType>();
  if (got(Token::Lbrack)) {
    if (context) syntaxErrorAt(t->pos, std::string(context) + " must have no type parameters");
    if (tok == Token::Rbrack) {
      syntaxError("empty type parameter list");
      next();
    } else {
      List<Field*> l = paramList(nullptr, nullptr, Token::Rbrack, true, false);
      if (tparams) *tparams = l;
    }
  }
  want(Token::Lparen);
  t->params = paramList(nullptr, nullptr, Token::Rparen, false, true);
  t->results = funcResult();
  return t;
}

List<Field*> Parser::funcResult() {
  if (got(Token::Lparen)) return paramList(nullptr, nullptr, Token::Rparen, false, false);
  Pos at = pos;
  Expr* t = typeOrNil();
  if (t == nullptr) return {};
  auto* f = node<Field>(at);
  f->typ = t;
  return ctx_.arena.copy({f});
}

// The [ at `at` has been read, and the length if len is given.
Expr* Parser::arrayType(Pos at, Expr* len) {
  if (len == nullptr && !got(Token::DotDotDot)) {
    xnest_++;
    len = expr();
    xnest_--;
  }
  if (tok == Token::Comma) {
    syntaxError("unexpected comma; expected ]");
    next();
  }
  want(Token::Rbrack);
  auto* t = node<ArrayType>(at);
  t->len = len;
  t->elem = type();
  return t;
}

Expr* Parser::sliceType(Pos at) {
  auto* t = node<SliceType>(at);
  t->elem = type();
  return t;
}

Expr* Parser::chanElem() {
  Expr* t = typeOrNil();
  if (t == nullptr) {
    t = badExpr();
    syntaxError("missing channel element type");
  }
  return t;
}

StructType* Parser::structType() {
  auto* t = node<StructType>();
  want(Token::Struct);
  want(Token::Lbrace);
  Builder<Field*> fields(this);
  t->rbrace = list("struct type", Token::Semi, Token::Rbrace, [&] {
    fieldDecl(fields);
    return false;
  });
  t->fields = fields.take();
  return t;
}

InterfaceType* Parser::interfaceType() {
  auto* t = node<InterfaceType>();
  want(Token::Interface);
  want(Token::Lbrace);
  Builder<Field*> methods(this);
  t->rbrace = list("interface type", Token::Semi, Token::Rbrace, [&] {
    Field* f = tok == Token::Name ? methodDecl() : nullptr;
    if (f == nullptr || f->name == nullptr) f = embeddedElem(f);
    methods.push(f);
    return false;
  });
  t->methods = methods.take();
  return t;
}

void Parser::addField(Builder<Field*>& fields, Pos at, Ident* nm, Expr* typ, BasicLit* tag) {
  auto* f = node<Field>(at);
  f->name = nm;
  f->typ = typ;
  f->tag = tag;
  fields.push(f);
}

void Parser::fieldDecl(Builder<Field*>& fields) {
  Pos at = pos;
  switch (tok) {
    case Token::Name: {
      Ident* first = name();
      if (tok == Token::Dot || tok == Token::Literal || tok == Token::Semi || tok == Token::Rbrace) {
        Expr* t = qualifiedName(first);
        addField(fields, at, nullptr, t, literalOrNil());
        return;
      }
      List<Ident*> names = nameList(first);
      Expr* t;
      if (names.size() == 1 && tok == Token::Lbrack) {
        // Embedded T[A, B], or a field of type [n]E or []E?
        t = arrayOrTypeArgs();
        if (auto* inst = as<IndexExpr>(t)) {
          inst->x = first;
          addField(fields, at, nullptr, inst, literalOrNil());
          return;
        }
      } else {
        t = type();
      }
      BasicLit* tag = literalOrNil();
      for (Ident* n : names) addField(fields, n->pos, n, t, tag);
      return;
    }
    case Token::Star: {
      next();
      Expr* t;
      if (tok == Token::Lparen) {
        syntaxError("cannot parenthesize embedded type");
        next();
        t = qualifiedName(nullptr);
        got(Token::Rparen);
      } else {
        t = qualifiedName(nullptr);
      }
      BasicLit* tag = literalOrNil();
      addField(fields, at, nullptr, newStar(at, t), tag);
      return;
    }
    case Token::Lparen: {
      syntaxError("cannot parenthesize embedded type");
      next();
      Expr* t;
      if (tok == Token::Star) {
        Pos star = pos;
        next();
        t = newStar(star, qualifiedName(nullptr));
      } else {
        t = qualifiedName(nullptr);
      }
      got(Token::Rparen);
      addField(fields, at, nullptr, t, literalOrNil());
      return;
    }
    default:
      syntaxError("expected field name or embedded type");
      advance({Token::Semi, Token::Rbrace});
  }
}

// After a name: [n]E or []E as an array or slice type, or [A, B] as an IndexExpr whose x the caller sets.
Expr* Parser::arrayOrTypeArgs() {
  Pos at = pos;
  want(Token::Lbrack);
  if (got(Token::Rbrack)) return sliceType(at);
  bool comma;
  Expr* n = typeList(false, &comma);
  want(Token::Rbrack);
  if (!comma) {
    if (Expr* elem = typeOrNil()) {
      auto* t = node<ArrayType>(at);
      t->len = n;
      t->elem = elem;
      return t;
    }
  }
  auto* t = node<IndexExpr>(at);
  t->indices = unpack(n);
  return t;
}

// A method, or an embedded type that begins with a name. f->name is set for a method only.
Field* Parser::methodDecl() {
  static constexpr const char* kContext = "interface method";
  auto* f = node<Field>();
  Ident* n = name();
  auto method = [&] {
    f->name = n;
    f->typ = funcType(kContext, nullptr);
  };
  if (tok == Token::Lparen) {
    method();
    return f;
  }
  if (tok != Token::Lbrack) {
    f->typ = qualifiedName(n);
    return f;
  }
  // m[T C](...) with type parameters, which is an error, or embedded T[A, B].
  Pos lbrack = pos;
  next();
  if (tok == Token::Rbrack) {
    Pos rbrack = pos;
    next();
    if (tok == Token::Lparen) {
      error(rbrack, "empty type parameter list");
      method();
    } else {
      error(rbrack, "empty type argument list");
      f->typ = n;
    }
    return f;
  }
  List<Field*> l = paramList(nullptr, nullptr, Token::Rbrack, false, false);
  if (l.empty()) {  // errors were reported
    if (tok == Token::Lparen) {
      method();
    } else {
      f->typ = n;
    }
    return f;
  }
  if (l[0]->name) {
    method();
    error(lbrack, "interface method must have no type parameters");
    return f;
  }
  auto* inst = node<IndexExpr>(lbrack);
  inst->x = n;
  inst->indices = ctx_.arena.list<Expr*>(l.size());
  for (uint32_t i = 0; i < l.size(); i++) inst->indices[i] = l[i]->typ;
  f->typ = inst;
  return f;
}

// A union of terms; the first one is f->typ if f is given.
Field* Parser::embeddedElem(Field* f) {
  if (f == nullptr) {
    f = node<Field>();
    f->typ = embeddedTerm();
  }
  for (int chain = 0; isOp(Operator::Or); chain++) {
    if (chain > kMaxNesting) giveUp();
    auto* t = node<BinaryExpr>();
    t->op = Operator::Or;
    next();
    t->x = f->typ;
    t->y = embeddedTerm();
    f->typ = t;
  }
  return f;
}

Expr* Parser::embeddedTerm() {
  if (isOp(Operator::Tilde)) {
    auto* u = node<UnaryExpr>();
    u->op = Operator::Tilde;
    next();
    u->x = type();
    return u;
  }
  Expr* t = typeOrNil();
  if (t == nullptr) {
    t = badExpr();
    syntaxError("expected ~ term or type");
    advance({Token::Operator, Token::Semi, Token::Rparen, Token::Rbrack, Token::Rbrace});
  }
  return t;
}

// One parameter, where `follow` closes the list; nm: its name or type name, if that has been read. What a lone name is
// only the whole list tells: it comes as the Field's name.
Field* Parser::paramDeclOrNil(Ident* nm, Token follow) {
  bool unions = follow == Token::Rbrack;  // in type parameter lists
  Pos at = nm ? nm->pos : pos;
  if (nm == nullptr && unions && isOp(Operator::Tilde)) return embeddedElem(nullptr);
  auto* f = node<Field>(at);
  auto moreTerms = [&] { return unions && isOp(Operator::Or); };

  if (tok == Token::Name || nm) {
    if (nm == nullptr) nm = name();
    if (tok == Token::Lbrack) {
      f->typ = arrayOrTypeArgs();
      if (auto* inst = as<IndexExpr>(f->typ)) {
        inst->x = nm;
      } else {
        f->name = nm;
      }
      return moreTerms() ? embeddedElem(f) : f;
    }
    if (tok == Token::Dot) {
      f->typ = qualifiedName(nm);
      return moreTerms() ? embeddedElem(f) : f;
    }
    if (moreTerms()) {
      f->typ = nm;
      return embeddedElem(f);
    }
    f->name = nm;
  }

  if (tok == Token::DotDotDot) {
    auto* d = node<DotsType>();
    next();
    d->elem = typeOrNil();
    if (d->elem == nullptr) {
      f->typ = badExpr();
      syntaxError("... is missing type");
    } else {
      f->typ = d;
    }
    return f;
  }
  if (unions && isOp(Operator::Tilde)) {
    f->typ = embeddedElem(nullptr)->typ;
    return f;
  }
  f->typ = typeOrNil();
  if (f->typ && moreTerms()) f = embeddedElem(f);
  if (f->name || f->typ) return f;
  syntaxError(follow == Token::Rparen ? "expected )" : "expected ]");
  advance({Token::Comma, follow});
  return nullptr;
}

// Parameters up to and with `close`; the opening bracket has been read, and so may have been the first name, or the
// first name and its type. requireNames: type parameters. dotsOk: the last may be variadic.
List<Field*> Parser::paramList(Ident* nm, Expr* typ, Token close, bool requireNames, bool dotsOk) {
  auto first = [&] {
    auto* f = node<Field>(nm->pos);
    f->name = nm;
    f->typ = typ;
    return f;
  };
  if (nm && typ && tok == close) {
    next();
    return ctx_.arena.copy({first()});
  }
  size_t named = 0;  // parameters with a name and a type
  size_t typed = 0;  // parameters with a type
  Builder<Field*> builder(this);
  Pos end = list("parameter list", Token::Comma, close, [&] {
    Field* f = typ ? first() : paramDeclOrNil(nm, close);
    nm = nullptr;
    typ = nullptr;
    if (f) {
      named += f->name && f->typ;
      typed += f->typ != nullptr;
      builder.push(f);
    }
    return false;
  });
  List<Field*> params = builder.take();
  if (params.empty()) return params;

  if (named == 0 && !requireNames) {  // lone names are types
    for (Field* f : params) {
      if (f->name) {
        f->typ = f->name;
        f->name = nullptr;
      }
    }
  } else if (named != params.size()) {
    distributeTypes(params, named, typed, end, requireNames);
  }

  bool reported = false;
  for (uint32_t i = 0; i < params.size(); i++) {
    auto* d = as<DotsType>(params[i]->typ);
    if (d == nullptr || (dotsOk && i + 1 == params.size())) continue;
    if (!reported) error(d->pos, dotsOk ? "can only use ... with final parameter" : "invalid use of ...");
    reported = true;
    params[i]->typ = d->elem;
  }
  return params;
}

// Some parameters have names, so all must: gives each lone name the type to its right, and reports what lacks one.
void Parser::distributeTypes(List<Field*> params, size_t named, size_t typed, Pos end, bool requireNames) {
  Pos errPos = 0;  // of the leftmost fault
  Expr* typ = nullptr;
  for (uint32_t i = params.size(); i-- > 0;) {
    Field* f = params[i];
    if (f->typ) {
      typ = f->typ;
      if (f->name == nullptr) {
        errPos = startPos(typ);
        f->name = blankName(errPos);
      }
    } else if (typ) {
      f->typ = typ;
    } else {
      errPos = f->name->pos;
      f->typ = node<BadExpr>(errPos);
    }
  }
  if (errPos == 0) return;
  std::string msg;
  if (named == typed) {  // the faults are at the end: names with no type
    errPos = end;
    msg = requireNames ? "missing type constraint" : "missing parameter type";
  } else if (requireNames) {
    msg = "missing type parameter name";
    if (params.size() == 1) msg += " or invalid array length";
  } else {
    msg = "missing parameter name";
  }
  syntaxErrorAt(errPos, msg);
}

// Types separated by commas, with an optional comma at the end; the first may be any expression unless strict. A
// ListExpr if there are several. *comma: there was a comma.
Expr* Parser::typeList(bool strict, bool* comma) {
  *comma = false;
  xnest_++;
  Expr* x = strict ? type() : expr();
  if (got(Token::Comma)) {
    *comma = true;
    if (Expr* t = typeOrNil()) {
      Builder<Expr*> elems(this);
      elems.push(x);
      elems.push(t);
      while (got(Token::Comma)) {
        if ((t = typeOrNil()) == nullptr) break;
        elems.push(t);
      }
      auto* l = node<ListExpr>(x->pos);
      l->elems = elems.take();
      x = l;
    }
  }
  xnest_--;
  return x;
}

}  // namespace gvm::syntax
