// This file cuts a session's input into chunks. Declarations are told by their keyword at the start of a line or after
// a semicolon, outside all brackets; what lies between them is parsed as the body of a function, whose statements are
// the chunks.
#include "compiler/driver/input.h"

#include <algorithm>

#include "compiler/source/source.h"
#include "compiler/syntax/scanner.h"

namespace gvm::driver {

using syntax::Token;

namespace {

// Scans a text, deaf to errors unless somebody asks.
class Tokens : public syntax::Scanner {
 public:
  Tokens(syntax::ParseContext ctx, source::File* file) : Scanner(ctx, file, false) {}
  bool failed = false;
  std::string message;
  uint32_t offset() const { return file_->offset(pos); }

 protected:
  void directive(source::Pos, std::string_view) override {}
  void error(source::Pos, std::string msg) override {
    if (!failed) message = std::move(msg);
    failed = true;
  }
};

// What scanning and parsing a throw-away text needs.
struct Scratch {
  source::Arena arena;
  source::Interner names{arena};
  source::FileSet files;
  source::Diagnostics diags{files};
  syntax::ParseContext ctx() { return {arena, names, diags}; }
};

struct Tok {
  Token tok;
  uint32_t begin, end;
  bool newline;  // an inserted semicolon
};

// The length of a token's spelling in the text is found by asking where the next one begins and taking blanks and
// comments off the end; for literals and names the scanner tells.
std::vector<Tok> scan(std::string_view text) {
  Scratch s;
  source::File* file = s.files.addFile("input", std::string(text));
  std::vector<Tok> out;
  Tokens t(s.ctx(), file);
  for (t.next(); t.tok != Token::EOF_; t.next()) {
    uint32_t begin = t.offset(), length = 1;
    switch (t.tok) {
      case Token::Name:
      case Token::Literal: length = static_cast<uint32_t>(t.text.size()); break;
      case Token::Semi: length = t.text == "semicolon" ? 1 : 0; break;
      case Token::Operator:
      case Token::Star: length = static_cast<uint32_t>(syntax::operatorText(t.op).size()); break;
      case Token::AssignOp: length = static_cast<uint32_t>(syntax::operatorText(t.op).size()) + 1; break;
      case Token::IncOp: length = 2; break;
      default: length = static_cast<uint32_t>(syntax::tokenText(t.tok).size()); break;
    }
    out.push_back({t.tok, begin, std::min(begin + length, static_cast<uint32_t>(text.size())),
                   t.tok == Token::Semi && length == 0});
  }
  return out;
}

int depthOf(Token t) {
  switch (t) {
    case Token::Lparen:
    case Token::Lbrack:
    case Token::Lbrace: return 1;
    case Token::Rparen:
    case Token::Rbrack:
    case Token::Rbrace: return -1;
    default: return 0;
  }
}

// Whether the tokens from i on begin a declaration. A func literal that is called is a statement.
bool beginsDecl(const std::vector<Tok>& t, size_t i) {
  switch (t[i].tok) {
    case Token::Type:
    case Token::Var:
    case Token::Const:
    case Token::Import: return true;
    case Token::Func: break;
    default: return false;
  }
  if (i + 1 < t.size() && t[i + 1].tok == Token::Name) return true;
  if (i + 1 >= t.size() || t[i + 1].tok != Token::Lparen) return false;
  // A receiver is followed by the method's name.
  int depth = 0;
  for (size_t k = i + 1; k < t.size(); k++) {
    depth += depthOf(t[k].tok);
    if (depth == 0) return k + 2 < t.size() && t[k + 1].tok == Token::Name && t[k + 2].tok == Token::Lparen;
  }
  return false;
}

source::Pos startOf(const syntax::Stmt* s) {
  if (auto* e = syntax::as<syntax::ExprStmt>(s)) return syntax::startPos(e->x);
  return syntax::startPos(s);
}

uint32_t lineOf(std::string_view text, size_t offset) {
  return 1 + static_cast<uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

// The first error of diags, whose file has `shift` bytes ahead of the input's byte `base`.
InputError firstError(Scratch& s, std::string_view input, size_t shift, size_t base) {
  const source::Diagnostic* d = s.diags.sorted()[0];
  source::File* file = s.files.file(d->pos);
  size_t at = file ? file->offset(d->pos) : 0;
  at = std::min(base + (at > shift ? at - shift : 0), input.size());
  size_t nl = input.substr(0, at).rfind('\n');
  return {lineOf(input, at), static_cast<uint32_t>(at - (nl == std::string_view::npos ? 0 : nl + 1) + 1), d->text};
}

class Splitter {
 public:
  Splitter(std::string_view input, std::vector<Chunk>* out, InputError* error)
      : input_(input), toks_(scan(input)), out_(out), error_(error) {}

  bool run() {
    size_t i = 0, start = 0;  // tokens [start, i) are statements
    int depth = 0;
    bool fresh = true;
    while (i < toks_.size()) {
      if (depth == 0 && fresh && beginsDecl(toks_, i)) {
        if (!statements(start, i)) return false;
        size_t end = declEnd(i);
        if (!declaration(i, end)) return false;
        start = i = end;
        continue;
      }
      depth += depthOf(toks_[i].tok);
      fresh = depth == 0 && toks_[i].tok == Token::Semi;
      i++;
    }
    return statements(start, i);
  }

 private:
  // Behind the declaration's last token: its semicolon outside brackets.
  size_t declEnd(size_t i) const {
    int depth = 0;
    for (; i < toks_.size(); i++) {
      depth += depthOf(toks_[i].tok);
      if (depth <= 0 && toks_[i].tok == Token::Semi) return i + 1;
    }
    return i;
  }
  // The last byte that tokens before `to` cover, semicolons apart.
  size_t lastByte(size_t from, size_t to) const {
    while (to > from && toks_[to - 1].tok == Token::Semi) to--;
    return to > from ? toks_[to - 1].end : toks_[from].begin;
  }

  bool declaration(size_t from, size_t to) {
    Chunk c;
    c.kind = toks_[from].tok == Token::Import ? Chunk::kImport : Chunk::kDecl;
    c.begin = toks_[from].begin;
    c.end = lastByte(from, to);
    c.line = lineOf(input_, c.begin);
    Scratch s;
    std::string head = "package main;";
    source::File* file = s.files.addFile("input", head + std::string(input_.substr(c.begin, c.end - c.begin)));
    syntax::parseFile(s.ctx(), file);
    if (s.diags.any()) {
      *error_ = firstError(s, input_, head.size(), c.begin);
      return false;
    }
    out_->push_back(c);
    return true;
  }

  bool statements(size_t from, size_t to) {
    while (from < to && toks_[from].tok == Token::Semi) from++;
    if (from >= to) return true;
    size_t begin = toks_[from].begin, end = lastByte(from, to);
    Scratch s;
    std::string head = "package main;func _(){";
    source::File* file = s.files.addFile("input", head + std::string(input_.substr(begin, end - begin)) + "\n}");
    syntax::File* tree = syntax::parseFile(s.ctx(), file);
    if (s.diags.any()) {
      *error_ = firstError(s, input_, head.size(), begin);
      return false;
    }
    auto* fn = syntax::as<syntax::FuncDecl>(tree->decls[0]);
    auto offset = [&](source::Pos p) { return begin + file->offset(p) - head.size(); };
    auto& list = fn->body->list;
    for (uint32_t k = 0; k < list.size(); k++) {
      syntax::Stmt* st = list[k];
      if (st->kind == syntax::NodeKind::EmptyStmt) continue;
      Chunk c;
      c.begin = offset(startOf(st));
      size_t limit = k + 1 < list.size() ? offset(startOf(list[k + 1])) : end;
      c.end = lastTokenEnd(c.begin, limit);
      c.line = lineOf(input_, c.begin);
      if (st->kind == syntax::NodeKind::ExprStmt) c.kind = Chunk::kExpr;
      if (auto* a = syntax::as<syntax::AssignStmt>(st); a && a->define) {
        c.kind = Chunk::kDefine;
        c.define = defineIn(c.begin, c.end);
      }
      out_->push_back(c);
    }
    return true;
  }

  size_t lastTokenEnd(size_t begin, size_t limit) const {
    size_t end = begin;
    for (const Tok& t : toks_)
      if (t.begin >= begin && t.begin < limit && t.tok != Token::Semi) end = t.end;
    return end;
  }
  size_t defineIn(size_t begin, size_t end) const {
    int depth = 0;
    for (const Tok& t : toks_) {
      if (t.begin < begin) continue;
      if (t.begin >= end) break;
      depth += depthOf(t.tok);
      if (depth == 0 && t.tok == Token::Define) return t.begin;
    }
    return begin;
  }

  std::string_view input_;
  std::vector<Tok> toks_;
  std::vector<Chunk>* out_;
  InputError* error_;
};

}  // namespace

bool splitInput(std::string_view input, std::vector<Chunk>* out, InputError* error) {
  return Splitter(input, out, error).run();
}

bool inputIncomplete(std::string_view input) {
  Scratch s;
  source::File* file = s.files.addFile("input", std::string(input));
  Tokens t(s.ctx(), file);
  int depth = 0;
  Token last = Token::Semi;
  for (t.next(); t.tok != Token::EOF_; t.next()) {
    depth += depthOf(t.tok);
    if (t.tok == Token::Semi && t.text != "semicolon") continue;
    last = t.tok;
  }
  if (t.failed)
    return t.message.find("comment not terminated") != std::string::npos ||
           (t.message.find("string not terminated") != std::string::npos && std::count(input.begin(), input.end(), '`') % 2);
  if (depth > 0) return true;
  switch (last) {
    case Token::Operator:
    case Token::Star:
    case Token::AssignOp:
    case Token::Assign:
    case Token::Define:
    case Token::Comma:
    case Token::Dot: return depth == 0;
    default: return false;
  }
}

Mentions mentionsIn(std::string_view text) {
  Scratch s;
  source::File* file = s.files.addFile("input", std::string(text));
  Tokens t(s.ctx(), file);
  Mentions m;
  std::string last;
  for (t.next(); t.tok != Token::EOF_; t.next()) {
    if (t.tok == Token::Dot && !last.empty()) m.qualifiers.insert(last);
    last.clear();
    if (t.tok != Token::Name) continue;
    last = std::string(t.text);
    m.names.insert(last);
  }
  return m;
}

}  // namespace gvm::driver
