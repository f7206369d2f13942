// This file parses files, declarations and function bodies, and reports and recovers from syntax errors.
#include "compiler/syntax/parser_impl.h"

namespace gvm::syntax {

namespace {

// The English of a token in a message.
std::string tokenWords(Token t) {
  if (t == Token::Comma) return "comma";
  if (t == Token::Semi) return "semicolon or newline";
  std::string s(tokenText(t));
  if (t >= Token::Break && t <= Token::Var) return "keyword " + s;
  return s;
}

constexpr uint64_t bit(Token t) { return uint64_t(1) << static_cast<int>(t); }

// Keywords that begin a statement: good places to go on after an error inside a function.
constexpr uint64_t kStatementStart =
    bit(Token::Break) | bit(Token::Const) | bit(Token::Continue) | bit(Token::Defer) | bit(Token::Fallthrough) |
    bit(Token::For) | bit(Token::Go) | bit(Token::Goto) | bit(Token::If) | bit(Token::Return) | bit(Token::Select) |
    bit(Token::Switch) | bit(Token::Type) | bit(Token::Var);

constexpr uint32_t kFuncPragmas = kPragmaNoinline | kPragmaNosplit | kPragmaNoescape | kPragmaNocheckptr |
                                  kPragmaSystemstack | kPragmaNowritebarrier | kPragmaUintptrEscapes | kPragmaNorace;

}  // namespace

Parser::Parser(ParseContext ctx, source::File* file, ParseOptions options)
    : Scanner(ctx, file, options.keepComments), options_(options) {}

// ---- Errors

void Parser::error(Pos at, std::string msg) {
  failed_ = true;
  errors_++;
  ctx_.diags.error(at, source::Code::Syntax, std::move(msg));
}

void Parser::syntaxErrorAt(Pos at, std::string_view msg) {
  if (tok == Token::EOF_ && failed_) return;  // only a consequence
  failed_ = true;
  errors_++;
  const char* glue = nullptr;
  if (msg.starts_with("in ") || msg.starts_with("at ") || msg.starts_with("after ")) {
    glue = " ";
  } else if (msg.starts_with("expected ")) {
    glue = ", ";
  } else {
    ctx_.diags.syntaxError(at, std::string(msg));
    return;
  }
  std::string found;
  switch (tok) {
    case Token::Name: found = fmt::format("name {}", text); break;
    case Token::Semi: found = text; break;
    case Token::Literal: found = fmt::format("literal {}", text); break;
    case Token::Operator: found = operatorText(op); break;
    case Token::AssignOp: found = fmt::format("{}=", operatorText(op)); break;
    case Token::IncOp: found = fmt::format("{0}{0}", operatorText(op)); break;
    default: found = tokenWords(tok);
  }
  ctx_.diags.syntaxError(at, fmt::format("unexpected {}{}{}", found, glue, msg));
}

void Parser::want(Token t) {
  if (got(t)) return;
  syntaxError("expected " + tokenWords(t));
  advance({});
}

// Takes = and, with an error, :=.
bool Parser::gotAssign() {
  if (tok == Token::Define) {
    syntaxError("expected =");
  } else if (tok != Token::Assign) {
    return false;
  }
  next();
  return true;
}

// Skips to a token of `follow` (inside functions: or one that begins a statement). With no `follow`: skips one token.
void Parser::advance(std::initializer_list<Token> follow) {
  if (follow.size() == 0) {
    if (tok != Token::EOF_) next();
    return;
  }
  uint64_t stop = bit(Token::EOF_);
  if (fnest_ > 0) stop |= kStatementStart;
  for (Token t : follow) stop |= bit(t);
  while (!(stop & bit(tok))) next();
}

// The source nests too deeply: one error, and everything up to the end of the file is passed over.
void Parser::giveUp() {
  if (tok != Token::EOF_) {
    error(pos, "exceeded max nesting depth");
    seek(static_cast<uint32_t>(file_->text().size()));
    next();
  }
}

Ident* Parser::blankName(Pos at) {
  Ident* n = node<Ident>(at);
  n->name = ctx_.names.intern("_");
  return n;
}

// ---- Files

File* Parser::parseFile() {
  next();
  File* f = node<File>();
  f->file = file_;
  f->goVersion = goVersion_;
  top_ = false;
  Builder<Decl*> decls(this);

  if (tok != Token::Package) {
    syntaxError("package statement must be first");
    f->eof = file_->end();
    return f;
  }
  next();
  takeFilePragma();
  f->pkgName = name();
  want(Token::Semi);
  if (failed_) {
    f->pkgName = nullptr;
    f->eof = file_->end();
    return f;
  }

  Token prev = Token::Import;
  while (tok != Token::EOF_) {
    if (tok == Token::Import && prev != Token::Import) syntaxError("imports must appear before other declarations");
    prev = tok;
    if (options_.importsOnly && tok != Token::Import) break;
    switch (tok) {
      case Token::Import: next(); appendGroup(decls, &Parser::importDecl); break;
      case Token::Const: next(); appendGroup(decls, &Parser::constDecl); break;
      case Token::Type: next(); appendGroup(decls, &Parser::typeDecl); break;
      case Token::Var: next(); appendGroup(decls, &Parser::varDecl); break;
      case Token::Func: next(); decls.push(funcDecl()); break;
      default: {
        FuncDecl* last = decls.size() ? as<FuncDecl>(decls[decls.size() - 1]) : nullptr;
        if (tok == Token::Lbrace && last && !last->hasBody) {
          syntaxError("unexpected semicolon or newline before {");
        } else {
          syntaxError("non-declaration statement outside function body");
        }
        advance({Token::Import, Token::Const, Token::Type, Token::Var, Token::Func});
        continue;
      }
    }
    // Before the semicolon is passed: comments after it may carry directives for the next declaration.
    clearPragma();
    if (tok != Token::EOF_ && !got(Token::Semi)) {
      syntaxError("after top level declaration");
      advance({Token::Import, Token::Const, Token::Type, Token::Var, Token::Func});
    }
  }
  clearPragma();
  f->eof = pos;
  f->decls = decls.take();
  uint32_t imports = 0;
  for (Decl* d : f->decls) imports += d->kind == NodeKind::ImportDecl;
  f->imports = ctx_.arena.list<ImportDecl*>(imports);
  imports = 0;
  for (Decl* d : f->decls) {
    if (auto* i = as<ImportDecl>(d)) f->imports[imports++] = i;
  }
  f->linknames = ctx_.arena.copy(linknames_);
  f->comments = ctx_.arena.copy(comments_);
  checkFileDirectives(f);
  return f;
}

// ---- Declarations

// f | "(" { f ";" } ")"
void Parser::appendGroup(Builder<Decl*>& decls, DeclParser f) {
  iota_ = 0;
  if (tok != Token::Lparen) {
    decls.push((this->*f)(nullptr));
    return;
  }
  Group* g = ctx_.arena.make<Group>();
  g->pos = pos;
  clearPragma();  // before the parenthesis is passed
  next();
  list("grouped declaration", Token::Semi, Token::Rparen, [&] {
    decls.push((this->*f)(g));
    return false;
  });
}

Decl* Parser::importDecl(Group* g) {
  auto* d = node<ImportDecl>();
  d->group = g;
  takePragma(0);
  if (tok == Token::Name) {
    d->name = name();
  } else if (tok == Token::Dot) {
    d->name = node<Ident>();
    d->name->name = ctx_.names.intern(".");
    next();
  }
  d->path = literalOrNil();
  if (d->path == nullptr) {
    syntaxError("missing import path");
    advance({Token::Semi, Token::Rparen});
    return d;
  }
  if (!d->path->bad && d->path->lit != LitKind::String) {
    syntaxErrorAt(d->path->pos, "import path must be a string");
    d->path->bad = true;
  }
  return d;
}

Decl* Parser::constDecl(Group* g) {
  auto* d = node<ConstDecl>();
  d->group = g;
  d->iota = iota_++;
  takePragma(0);
  d->names = nameList(name());
  if (tok != Token::EOF_ && tok != Token::Semi && tok != Token::Rparen) {
    d->typ = typeOrNil();
    if (gotAssign()) d->values = exprs();
  }
  return d;
}

Decl* Parser::varDecl(Group* g) {
  auto* d = node<VarDecl>();
  d->group = g;
  d->embeds = takeEmbeds();
  takePragma(0);
  d->names = nameList(name());
  if (gotAssign()) {
    d->values = exprs();
  } else {
    d->typ = type();
    if (gotAssign()) d->values = exprs();
  }
  if (!d->embeds.empty()) {
    Pos at = d->embeds[0].pos;
    if (d->names.size() > 1) {
      error(at, "go:embed cannot apply to multiple vars");
    } else if (!d->values.empty()) {
      error(at, "go:embed cannot apply to var with initializer");
    } else if (d->typ == nullptr) {
      error(at, "go:embed cannot apply to var without type");
    } else if (fnest_ > 0) {
      error(at, "go:embed cannot apply to var inside func");
    }
    if (firstEmbed_ == 0) firstEmbed_ = at;
  }
  return d;
}

Decl* Parser::typeDecl(Group* g) {
  auto* d = node<TypeDecl>();
  d->group = g;
  d->pragma = takePragma(kPragmaNotInHeap);
  d->name = name();
  if (tok == Token::Lbrack) {
    // An array or slice type, or type parameters.
    Pos lbrack = pos;
    next();
    if (tok == Token::Name) {
      // Only an expression tells which: `P *C` reads as a product, `P (C)` as a call. If a [ follows the name it cannot
      // be an array length, which is never an index expression.
      Expr* x = name();
      if (tok != Token::Lbrack) {
        xnest_++;
        x = binaryExpr(pexpr(x, false), 0);
        xnest_--;
      }
      auto [pname, ptype] = extractName(x, tok == Token::Comma);
      if (pname && (ptype || tok != Token::Rbrack)) {
        d->tparams = paramList(pname, ptype, Token::Rbrack, true, false);
        d->alias = gotAssign();
        d->typ = typeOrNil();
      } else {
        d->typ = arrayType(lbrack, x);
      }
    } else if (got(Token::Rbrack)) {
      d->typ = sliceType(lbrack);
    } else {
      d->typ = arrayType(lbrack, nullptr);
    }
  } else {
    d->alias = gotAssign();
    d->typ = typeOrNil();
  }
  if (d->typ == nullptr) {
    d->typ = badExpr();
    syntaxError("in type declaration");
    advance({Token::Semi, Token::Rparen});
  }
  return d;
}

FuncDecl* Parser::funcDecl() {
  auto* f = node<FuncDecl>();
  f->pragma = takePragma(kFuncPragmas);
  const char* context = nullptr;
  if (got(Token::Lparen)) {
    context = "method";
    List<Field*> recv = paramList(nullptr, nullptr, Token::Rparen, false, false);
    if (recv.empty()) {
      error(pos, "method has no receiver");
    } else {
      if (recv.size() > 1) error(pos, "method has multiple receivers");
      f->recv = recv[0];
    }
  }
  if (tok == Token::Name) {
    f->name = name();
    f->sig = funcType(context, &f->tparams);
  } else {
    f->name = blankName(pos);
    f->sig = node<FuncType>();
    syntaxError(context ? "expected name" : "expected name or (");
    advance({Token::Lbrace, Token::Semi});
  }
  if (tok == Token::Lbrace) {
    f->hasBody = true;
    f->bodyPos = pos;
    if (options_.skipBodies && skipBraces(&f->bodyEnd)) {
      f->bodySkipped = true;
    } else {
      f->body = funcBody();
      f->bodyEnd = f->body->rbrace;
    }
  }
  return f;
}

BlockStmt* Parser::funcBody() {
  fnest_++;
  uint32_t before = errors_;
  uint32_t iota = iota_;
  BlockStmt* body = blockStmt(nullptr);
  iota_ = iota;
  fnest_--;
  // After syntax errors the tree may lack statements, and branch errors would be consequences.
  if (options_.checkBranches && before == errors_) {
    size_t n = ctx_.diags.count();
    checkBranches(body, ctx_.diags);
    if (ctx_.diags.count() != n) failed_ = true;
  }
  return body;
}

void Parser::parseSkippedBody(FuncDecl* fn) {
  top_ = false;
  options_.skipBodies = false;
  seek(file_->offset(fn->bodyPos));
  next();
  fn->body = funcBody();
  fn->bodySkipped = false;
}

Expr* Parser::parseLoneExpr() {
  next();
  Expr* x = expr();
  if (tok == Token::Semi && text != "semicolon") next();
  if (tok != Token::EOF_) syntaxError("after expression");
  return x;
}

// ---- The room's entrance

File* parseFile(ParseContext ctx, source::File* file, ParseOptions options) {
  return Parser(ctx, file, options).parseFile();
}

void parseBody(ParseContext ctx, source::File* file, FuncDecl* fn, ParseOptions options) {
  if (fn->bodySkipped) Parser(ctx, file, options).parseSkippedBody(fn);
}

Expr* parseExpr(ParseContext ctx, source::File* file) { return Parser(ctx, file, {}).parseLoneExpr(); }

}  // namespace gvm::syntax
