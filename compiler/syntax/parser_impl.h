// This file is the parser class, private to the room. It is a recursive descent over the scanner's current token; its
// decisions where Go's grammar is ambiguous, and its error texts and recovery, are gc's. parse_file.cc has files and
// declarations, parse_expr.cc expressions, parse_type.cc types and parameters, parse_stmt.cc statements.
#pragma once
#include <initializer_list>
#include <utility>

#include "compiler/syntax/scanner.h"

namespace gvm::syntax {

// Nesting of the tree, so that hostile input runs into an error and not into the end of the native stack. Later stages
// walk the same tree by recursion, with larger frames.
constexpr int kMaxNesting = 10000;
// Length of a chain that nests to the left (a+b+c..., f()()()..., else if...): needs no stack here, but does later.
constexpr int kMaxChain = 100000;

class Parser final : public Scanner {
 public:
  Parser(ParseContext ctx, source::File* file, ParseOptions options);

  File* parseFile();
  void parseSkippedBody(FuncDecl* fn);
  Expr* parseLoneExpr();

 private:
  friend struct Nest;
  using DeclParser = Decl* (Parser::*)(Group*);

  // Counts one level of nesting for its life.
  struct Nest {
    explicit Nest(Parser* p) : p(p) {
      if (++p->depth_ > kMaxNesting) p->giveUp();
    }
    ~Nest() { p->depth_--; }
    Parser* p;
  };

  // A list under construction: elements are pushed on the parser's scratch stack and copied to the arena at the end.
  template <class T>
  struct Builder {
    explicit Builder(Parser* p) : p(p), mark(p->scratch_.size()) {}
    ~Builder() { p->scratch_.resize(mark); }
    void push(T x) { p->scratch_.push_back(x); }
    size_t size() const { return p->scratch_.size() - mark; }
    T operator[](size_t i) const { return static_cast<T>(p->scratch_[mark + i]); }
    List<T> take() {
      List<T> l = p->ctx_.arena.list<T>(size());
      for (uint32_t i = 0; i < l.count; i++) l.data[i] = (*this)[i];
      return l;
    }
    Parser* p;
    size_t mark;
  };

  template <class T>
  T* node(Pos at) {
    return newNode<T>(ctx_.arena, at);
  }
  template <class T>
  T* node() {
    return node<T>(pos);
  }
  BadExpr* badExpr() { return node<BadExpr>(); }
  Ident* blankName(Pos at);
  Expr* newStar(Pos at, Expr* x);

  // Tokens and errors.
  bool got(Token t) {
    if (tok != t) return false;
    next();
    return true;
  }
  void want(Token t);
  bool gotAssign();
  bool isOp(Operator o) const { return tok == Token::Operator && op == o; }
  void advance(std::initializer_list<Token> follow);
  void error(Pos at, std::string msg) override;
  void syntaxErrorAt(Pos at, std::string_view msg);
  void syntaxError(std::string_view msg) { syntaxErrorAt(pos, msg); }
  void giveUp();
  template <class F>
  Pos list(const char* context, Token sep, Token close, F f);

  // Directives.
  void directive(Pos at, std::string_view text) override;
  void lineDirective(Pos next, Pos textPos, std::string_view text);
  void goDirective(Pos at, std::string_view text);
  void embedDirective(Pos at, std::string_view args);
  uint32_t takePragma(uint32_t allowed);
  void takeFilePragma();
  List<EmbedPattern> takeEmbeds();
  void clearPragma() {
    if (pragma_.set) dropPragma();
  }
  void dropPragma();

  // Files and declarations.
  void topLevelDecl(Builder<Decl*>& decls);
  void appendGroup(Builder<Decl*>& decls, DeclParser f);
  Decl* importDecl(Group* g);
  Decl* constDecl(Group* g);
  Decl* typeDecl(Group* g);
  Decl* varDecl(Group* g);
  FuncDecl* funcDecl();
  BlockStmt* funcBody();
  void checkFileDirectives(File* f);

  // Expressions.
  Expr* expr() { return binaryExpr(nullptr, 0); }
  Expr* binaryExpr(Expr* x, int prec);
  Expr* unaryExpr();
  Expr* operand(bool keepParens);
  Expr* pexpr(Expr* x, bool keepParens);
  Expr* selectorOrAssert(Expr* x, Pos at);
  Expr* indexOrSlice(Expr* x, Pos at);
  CompositeLit* compositeLit();
  Expr* literalElement();
  List<Expr*> argList(bool* hasDots, Pos* rparen);
  Ident* name();
  List<Ident*> nameList(Ident* first);
  Expr* exprList();
  List<Expr*> exprs() { return unpack(exprList()); }
  List<Expr*> unpack(Expr* x);
  BasicLit* literalOrNil();

  // Types.
  Expr* type();
  Expr* typeOrNil();
  Expr* typeInstance(Expr* x);
  Expr* qualifiedName(Ident* first);
  FuncType* funcType(const char* context, List<Field*>* tparams);
  Expr* arrayType(Pos at, Expr* len);
  Expr* sliceType(Pos at);
  Expr* chanElem();
  StructType* structType();
  InterfaceType* interfaceType();
  List<Field*> funcResult();
  void fieldDecl(Builder<Field*>& fields);
  void addField(Builder<Field*>& fields, Pos at, Ident* name, Expr* typ, BasicLit* tag);
  Expr* arrayOrTypeArgs();
  Field* methodDecl();
  Field* embeddedElem(Field* f);
  Expr* embeddedTerm();
  Field* paramDeclOrNil(Ident* name, Token follow);
  List<Field*> paramList(Ident* name, Expr* typ, Token close, bool requireNames, bool dotsOk);
  void distributeTypes(List<Field*> params, size_t named, size_t typed, Pos end, bool requireNames);
  Expr* typeList(bool strict, bool* comma);
  std::pair<Ident*, Expr*> extractName(Expr* x, bool force);

  // Statements.
  struct Header {
    Stmt* init = nullptr;
    Expr* cond = nullptr;
    Stmt* post = nullptr;
  };
  Stmt* simpleStmt(Expr* lhs, Token keyword);
  Stmt* rangeClause(List<Expr*> lhs, bool define);
  Stmt* exprStmt(Expr* x);
  Stmt* labeledStmtOrNil(Ident* label);
  BlockStmt* blockStmt(const char* context);
  Stmt* declStmt(DeclParser f);
  Stmt* forStmt();
  Header header(Token keyword);
  Stmt* ifStmt();
  Stmt* switchStmt();
  Stmt* selectStmt();
  CaseClause* caseClause();
  CommClause* commClause();
  Stmt* callStmt();
  Stmt* branchStmt();
  Stmt* stmtOrNil();
  List<Stmt*> stmtList();

  struct PragmaState {
    bool set = false;
    uint32_t flags = 0;
    std::vector<std::pair<uint32_t, Pos>> positions;
    std::vector<EmbedPattern> embeds;
  };

  ParseOptions options_;
  bool top_ = true;      // before the package clause
  bool failed_ = false;  // an error was reported in this file
  uint32_t errors_ = 0;  // how many
  int fnest_ = 0;        // function nesting, for recovery
  int xnest_ = 0;        // expression nesting; below 0 in a statement header, where { opens the block
  int depth_ = 0;
  uint32_t iota_ = 0;
  PragmaState pragma_;
  std::string_view goVersion_;
  std::vector<Linkname> linknames_;
  std::vector<std::pair<Pos, const char*>> misplaced_;  // directives to complain of at the end
  Pos firstEmbed_ = 0;
  std::vector<void*> scratch_;
};

// Resolves and checks labels and branch statements of one function body (branches.cc). Errors go to report(pos, text).
void checkBranches(BlockStmt* body, source::Diagnostics& diags);

// list = [ f { sep f } [sep] ] close. f returns true when no element may follow. Gives the position of close.
template <class F>
Pos Parser::list(const char* context, Token sep, Token close, F f) {
  bool done = false;
  while (tok != Token::EOF_ && tok != close && !done) {
    done = f();
    if (!got(sep) && tok != close) {
      syntaxError(fmt::format("in {}; possibly missing {} or {}", context,
                              sep == Token::Comma ? "comma" : "semicolon or newline", tokenText(close)));
      advance({Token::Rparen, Token::Rbrack, Token::Rbrace});
      if (tok != close) return pos;
    }
  }
  Pos end = pos;
  want(close);
  return end;
}

}  // namespace gvm::syntax
