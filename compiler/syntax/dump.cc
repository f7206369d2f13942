// This file prints tokens and trees for people: gvm dump -tokens and -ast.
#include "compiler/source/unicode.h"
#include "compiler/syntax/scanner.h"
#include "compiler/syntax/walk.h"

namespace gvm::syntax {

namespace {

class TokenDumper final : public Scanner {
 public:
  using Scanner::Scanner;
  std::string run() {
    for (;;) {
      next();
      auto p = ctx_.diags.files().position(pos, false);
      out_ += fmt::format("{}:{}\t{}", p.line, p.col, tokenText(tok));
      switch (tok) {
        case Token::Name: case Token::Literal: case Token::Semi: out_ += fmt::format("\t{}", text); break;
        case Token::Operator: case Token::AssignOp: case Token::IncOp: out_ += fmt::format("\t{}", operatorText(op)); break;
        default: break;
      }
      out_ += '\n';
      if (tok == Token::EOF_) return std::move(out_);
    }
  }

 private:
  void directive(Pos at, std::string_view s) override { out_ += fmt::format("\tdirective\t{}\n", s); }
  void error(Pos at, std::string msg) override { ctx_.diags.error(at, source::Code::Syntax, std::move(msg)); }
  std::string out_;
};

// What a line of the tree says of a node beyond its kind.
std::string details(Node* n) {
  switch (n->kind) {
    case NodeKind::Ident: return std::string(static_cast<Ident*>(n)->name);
    case NodeKind::BasicLit: return source::quote(static_cast<BasicLit*>(n)->text);
    case NodeKind::UnaryExpr: return std::string(operatorText(static_cast<UnaryExpr*>(n)->op));
    case NodeKind::BinaryExpr: return std::string(operatorText(static_cast<BinaryExpr*>(n)->op));
    case NodeKind::IncDecStmt: return std::string(operatorText(static_cast<IncDecStmt*>(n)->op));
    case NodeKind::BranchStmt: return std::string(tokenText(static_cast<BranchStmt*>(n)->tok));
    case NodeKind::CallStmt: return std::string(tokenText(static_cast<CallStmt*>(n)->tok));
    case NodeKind::CallExpr: return static_cast<CallExpr*>(n)->hasDots ? "..." : "";
    case NodeKind::AssignStmt: {
      auto* a = static_cast<AssignStmt*>(n);
      return a->define ? ":=" : std::string(operatorText(a->op)) + "=";
    }
    case NodeKind::RangeStmt: return static_cast<RangeStmt*>(n)->define ? ":=" : "";
    case NodeKind::ChanType: {
      auto d = static_cast<ChanType*>(n)->dir;
      return d == ChanDir::SendOnly ? "send" : d == ChanDir::RecvOnly ? "receive" : "";
    }
    case NodeKind::ArrayType: return static_cast<ArrayType*>(n)->len ? "" : "[...]";
    case NodeKind::TypeDecl: return static_cast<TypeDecl*>(n)->alias ? "alias" : "";
    case NodeKind::CaseClause: return static_cast<CaseClause*>(n)->isDefault ? "default" : "";
    case NodeKind::CommClause: return static_cast<CommClause*>(n)->isDefault ? "default" : "";
    case NodeKind::FuncDecl: return static_cast<FuncDecl*>(n)->bodySkipped ? "body skipped" : "";
    default: return "";
  }
}

void dumpNode(std::string& out, const source::FileSet& files, const char* role, Node* n, int depth) {
  auto p = files.position(n->pos, false);
  out.append(static_cast<size_t>(depth) * 2, ' ');
  out += fmt::format("{}{}{} {}:{}", role, *role ? ": " : "", nodeKindName(n->kind), p.line, p.col);
  if (std::string d = details(n); !d.empty()) out += " " + d;
  out += '\n';
  forEachChild(n, [&](const char* r, Node* c) { dumpNode(out, files, r, c, depth + 1); });
}

}  // namespace

std::string dumpTokens(ParseContext ctx, source::File* file) { return TokenDumper(ctx, file, false).run(); }

std::string dumpAst(const source::FileSet& files, const Node* n) {
  std::string out;
  dumpNode(out, files, "", const_cast<Node*>(n), 0);
  return out;
}

}  // namespace gvm::syntax
