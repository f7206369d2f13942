// This file is the scanner: it turns a file's bytes into tokens, inserts semicolons, and hands directive comments to
// whoever derives from it (the parser). It never allocates per token: names are interned, literals are views of the text.
#pragma once
#include <vector>

#include "compiler/syntax/parser.h"

namespace gvm::syntax {

class Scanner {
 public:
  Scanner(ParseContext ctx, source::File* file, bool keepComments);
  virtual ~Scanner() = default;

  // Reads the next token into the fields below. At the end of the file it goes on giving EOF_.
  void next();

  // Starts again at offset, as if nothing before it had been there.
  void seek(uint32_t offset);

  // If the current token is a {, tries to pass over everything up to the matching }: true makes the token after it the
  // current one and sets *end to the brace's position. False leaves the scanner where it was (no matching brace, or
  // something in between that a plain scan cannot judge).
  bool skipBraces(Pos* end);

  Token tok = Token::EOF_;
  Operator op = Operator::None;  // of Operator, Star, AssignOp, IncOp
  uint8_t prec = 0;              // binary precedence of Operator and Star
  LitKind lit = LitKind::Int;    // of Literal
  bool bad = false;              // of Literal: malformed, error reported
  Pos pos = 0;                   // first byte of the token
  std::string_view text;         // of Name (interned), Literal, Semi ("semicolon", "newline" or "EOF")

 protected:
  // A //go: or //line comment, or a /*line comment. text: with its markers, without the newline.
  virtual void directive(Pos pos, std::string_view text) = 0;
  virtual void error(Pos pos, std::string msg) = 0;

  // True if only blanks stand before pos on its line.
  bool blankBefore(Pos pos) const;
  ParseContext ctx_;
  source::File* file_;
  std::vector<Comment> comments_;

 private:
  struct BadByte {
    uint32_t offset;
    const char* msg;
  };

  Pos posOf(const char* p) const { return file_->pos(static_cast<uint32_t>(p - begin_)); }
  // True if the text at p begins with s.
  bool at(const char* p, std::string_view s) const {
    return std::string_view(p, static_cast<size_t>(end_ - p)).starts_with(s);
  }
  void findBadBytes();
  void reportBadBytes();
  void finishOp(Operator o, uint8_t p);
  void ident(const char* start);
  void identTail(const char* start);
  bool identChar(bool first);
  void setLiteral(const char* start, LitKind kind, bool ok);
  void number(const char* start, bool seenPoint);
  int digits(int base, const char** invalid);
  void rune(const char* start);
  void stdString(const char* start);
  void rawString(const char* start);
  bool escape(char quote);
  void lineComment(const char* start);
  bool fullComment(const char* start, bool* hasNewline);
  void stepRune();

  const char* begin_;
  const char* end_;
  const char* cur_;   // next unread byte
  bool nlsemi_ = false;
  bool keepComments_;
  std::vector<BadByte> badBytes_;  // NULs, invalid UTF-8 and BOMs, in order
  size_t nextBad_ = 0;
  const char* badAt_;  // first byte not yet reported of badBytes_, or past the end
};

}  // namespace gvm::syntax
