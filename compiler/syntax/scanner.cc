// This file scans names, operators and comments; scanner_lit.cc has the literals.
//
// Bytes that Go does not allow anywhere (NUL, invalid UTF-8, a byte order mark past the start) are found once, before
// scanning, by a pass that costs nothing on clean text; the scanning loops then need no checks: they step over such
// bytes, and the error is reported when the scanner has passed them.
#include "compiler/syntax/scanner.h"

#include "compiler/source/unicode.h"
#include "compiler/syntax/scanner_tables.h"

namespace gvm::syntax {

using source::Interner;

namespace {

// Keywords by a perfect hash of the interner's hash; the multiplier is searched for at compile time.
struct KeywordTable {
  uint32_t mul = 0;
  struct {
    uint8_t tok = 0, len = 0;
    const char* text = nullptr;
  } slots[256];

  static constexpr std::string_view kWords[] = {
#define GVM_TOKEN(name, text) text,
#include "compiler/syntax/tokens.def"
#undef GVM_TOKEN
  };

  constexpr bool tryMul(uint32_t m) {
    for (auto& s : slots) s = {};
    for (int t = int(Token::Break); t <= int(Token::Var); t++) {
      auto& s = slots[(Interner::hash(kWords[t]) * m) >> 24];
      if (s.len) return false;
      s.tok = uint8_t(t);
      s.len = uint8_t(kWords[t].size());
      s.text = kWords[t].data();
    }
    mul = m;
    return true;
  }
  constexpr KeywordTable() {
    for (uint32_t m = 1; !tryMul(m * 2654435761u | 1); m++) {
    }
  }
};
constexpr KeywordTable kKeywords;

bool acceptsNewlineSemi(Token t) {
  return t == Token::Break || t == Token::Continue || t == Token::Fallthrough || t == Token::Return;
}

}  // namespace

Scanner::Scanner(ParseContext ctx, source::File* file, bool keepComments)
    : ctx_(ctx), file_(file), keepComments_(keepComments) {
  begin_ = file->text().data();
  end_ = begin_ + file->text().size();
  cur_ = begin_;
  findBadBytes();
  badAt_ = badBytes_.empty() ? end_ + 1 : begin_ + badBytes_[0].offset;
  if (file->text().starts_with("\xEF\xBB\xBF")) cur_ += 3;
}

void Scanner::seek(uint32_t offset) {
  cur_ = begin_ + offset;
  nlsemi_ = false;
  while (nextBad_ < badBytes_.size() && badBytes_[nextBad_].offset < offset) nextBad_++;
  badAt_ = nextBad_ < badBytes_.size() ? begin_ + badBytes_[nextBad_].offset : end_ + 1;
}

void Scanner::findBadBytes() {
  // A loop the compiler vectorises: any byte that is NUL or not ASCII?
  unsigned char odd = 0;
  for (const char* p = begin_; p < end_; p++) odd |= static_cast<unsigned char>(*p <= 0);
  if (!odd) return;
  for (const char* p = begin_; p < end_;) {
    if (*p > 0) {
      p++;
      continue;
    }
    uint32_t off = static_cast<uint32_t>(p - begin_);
    if (*p == 0) {
      badBytes_.push_back({off, "invalid NUL character"});
      p++;
      continue;
    }
    auto d = source::decodeRune(p, end_);
    if (d.rune == source::kRuneError && d.width == 1) {
      badBytes_.push_back({off, "invalid UTF-8 encoding"});
    } else if (d.rune == 0xFEFF && off > 0) {
      badBytes_.push_back({off, "invalid BOM in the middle of the file"});
    }
    p += d.width;
  }
}

void Scanner::reportBadBytes() {
  while (nextBad_ < badBytes_.size() && begin_ + badBytes_[nextBad_].offset < cur_) {
    error(file_->pos(badBytes_[nextBad_].offset), badBytes_[nextBad_].msg);
    nextBad_++;
  }
  badAt_ = nextBad_ < badBytes_.size() ? begin_ + badBytes_[nextBad_].offset : end_ + 1;
}

bool Scanner::blankBefore(Pos p) const {
  for (const char* q = begin_ + file_->offset(p); q > begin_ && q[-1] != '\n'; q--) {
    if (q[-1] != ' ' && q[-1] != '\t' && q[-1] != '\r') return false;
  }
  return true;
}

void Scanner::finishOp(Operator o, uint8_t p) {
  op = o;
  prec = p;
  if (*cur_ == '=') {
    cur_++;
    tok = Token::AssignOp;
  } else {
    tok = Token::Operator;
  }
}

void Scanner::next() {
  bool nlsemi = nlsemi_;
  nlsemi_ = false;
  const char* p = cur_;

redo:
  while (kClass[static_cast<unsigned char>(*p)] & kSpace) {
    if (*p == '\n' && nlsemi) break;
    p++;
  }
  const char* start = p;
  pos = posOf(start);
  unsigned char c = static_cast<unsigned char>(*p);
  cur_ = p + 1;
  auto simple = [&](Token t) { tok = t; };
  auto operatorTok = [&](Operator o, uint8_t pr) {
    tok = Token::Operator;
    op = o;
    prec = pr;
  };

  if (kClass[c] & kLetter) {
    ident(start);
  } else switch (c) {
    case 0:
      if (p != end_) {  // a NUL inside the text: bad, and passed over
        p++;
        goto redo;
      }
      cur_ = end_;
      if (nlsemi) {
        tok = Token::Semi;
        text = "EOF";
      } else {
        tok = Token::EOF_;
      }
      break;
    case '\n': tok = Token::Semi; text = "newline"; break;
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      cur_ = start;
      number(start, false);
      break;
    case '"': stdString(start); break;
    case '`': rawString(start); break;
    case '\'': rune(start); break;
    case '(': simple(Token::Lparen); break;
    case '[': simple(Token::Lbrack); break;
    case '{': simple(Token::Lbrace); break;
    case ',': simple(Token::Comma); break;
    case ';': tok = Token::Semi; text = "semicolon"; break;
    case ')': simple(Token::Rparen); nlsemi_ = true; break;
    case ']': simple(Token::Rbrack); nlsemi_ = true; break;
    case '}': simple(Token::Rbrace); nlsemi_ = true; break;
    case ':':
      if (*cur_ == '=') {
        cur_++;
        tok = Token::Define;
      } else {
        tok = Token::Colon;
      }
      break;
    case '.':
      if (kClass[static_cast<unsigned char>(*cur_)] & kDecimal) {
        number(start, true);
      } else if (cur_[0] == '.' && cur_[1] == '.') {
        cur_ += 2;
        tok = Token::DotDotDot;
      } else {
        tok = Token::Dot;
      }
      break;
    case '+': case '-':
      op = c == '+' ? Operator::Add : Operator::Sub;
      prec = kPrecAdd;
      if (*cur_ == static_cast<char>(c)) {
        cur_++;
        nlsemi_ = true;
        tok = Token::IncOp;
      } else {
        finishOp(op, prec);
      }
      break;
    case '*':
      finishOp(Operator::Mul, kPrecMul);
      if (tok == Token::Operator) tok = Token::Star;
      break;
    case '/':
      if (*cur_ == '/') {
        cur_++;
        lineComment(start);
        p = cur_;
        goto redo;
      }
      if (*cur_ == '*') {
        cur_++;
        bool hasNewline = false;
        fullComment(start, &hasNewline);
        if (hasNewline && nlsemi) {  // a comment of several lines acts like a newline
          tok = Token::Semi;
          text = "newline";
          break;
        }
        p = cur_;
        goto redo;
      }
      finishOp(Operator::Div, kPrecMul);
      break;
    case '%': finishOp(Operator::Rem, kPrecMul); break;
    case '&':
      if (*cur_ == '&') {
        cur_++;
        operatorTok(Operator::AndAnd, kPrecAndAnd);
      } else if (*cur_ == '^') {
        cur_++;
        finishOp(Operator::AndNot, kPrecMul);
      } else {
        finishOp(Operator::And, kPrecMul);
      }
      break;
    case '|':
      if (*cur_ == '|') {
        cur_++;
        operatorTok(Operator::OrOr, kPrecOrOr);
      } else {
        finishOp(Operator::Or, kPrecAdd);
      }
      break;
    case '^': finishOp(Operator::Xor, kPrecAdd); break;
    case '<':
      if (*cur_ == '=') {
        cur_++;
        operatorTok(Operator::Leq, kPrecCmp);
      } else if (*cur_ == '<') {
        cur_++;
        finishOp(Operator::Shl, kPrecMul);
      } else if (*cur_ == '-') {
        cur_++;
        tok = Token::Arrow;
      } else {
        operatorTok(Operator::Lss, kPrecCmp);
      }
      break;
    case '>':
      if (*cur_ == '=') {
        cur_++;
        operatorTok(Operator::Geq, kPrecCmp);
      } else if (*cur_ == '>') {
        cur_++;
        finishOp(Operator::Shr, kPrecMul);
      } else {
        operatorTok(Operator::Gtr, kPrecCmp);
      }
      break;
    case '=':
      if (*cur_ == '=') {
        cur_++;
        operatorTok(Operator::Eql, kPrecCmp);
      } else {
        tok = Token::Assign;
      }
      break;
    case '!':
      if (*cur_ == '=') {
        cur_++;
        operatorTok(Operator::Neq, kPrecCmp);
      } else {
        operatorTok(Operator::Not, 0);
      }
      break;
    case '~': operatorTok(Operator::Tilde, 0); break;
    default:
      if (c >= 0x80) {
        auto d = source::decodeRune(p, end_);
        if ((d.rune == source::kRuneError && d.width == 1) || d.rune == 0xFEFF) {
          p += d.width;  // reported as a bad byte
          goto redo;
        }
        cur_ = start;
        identTail(start);
        break;
      }
      error(pos, fmt::format("invalid character {}", source::unicodeName(c)));
      p++;
      goto redo;
  }
  if (__builtin_expect(cur_ > badAt_, 0)) reportBadBytes();
}

// A name or keyword that begins with an ASCII letter.
void Scanner::ident(const char* start) {
  const char* p = start;
  uint32_t h = Interner::kHashSeed;
  do {
    h = Interner::hashStep(h, static_cast<unsigned char>(*p));
    p++;
  } while (kClass[static_cast<unsigned char>(*p)] & kIdent);
  cur_ = p;
  if (__builtin_expect(*p <= 0 && p != end_, 0)) return identTail(start);
  size_t len = static_cast<size_t>(p - start);
  const auto& k = kKeywords.slots[(h * kKeywords.mul) >> 24];
  if (k.len == len && std::memcmp(k.text, start, len) == 0) {
    tok = static_cast<Token>(k.tok);
    nlsemi_ = acceptsNewlineSemi(tok);
    return;
  }
  nlsemi_ = true;
  tok = Token::Name;
  text = ctx_.names.intern({start, len}, h);
}

// Accepts the code point at cur_ if it may be in a name, or is an error there.
bool Scanner::identChar(bool first) {
  if (cur_ == end_) return false;
  if (*cur_ == 0) {
    cur_++;
    return true;
  }
  auto d = source::decodeRune(cur_, end_);
  if ((d.rune == source::kRuneError && d.width == 1) || d.rune == 0xFEFF) {
    cur_ += d.width;  // reported as a bad byte
    return true;
  }
  if (source::isLetter(d.rune)) {
  } else if (source::isDigit(d.rune)) {
    if (first) error(posOf(cur_), fmt::format("identifier cannot begin with digit {}", source::unicodeName(d.rune)));
  } else if (d.rune >= 0x80) {
    error(posOf(cur_), fmt::format("invalid character {} in identifier", source::unicodeName(d.rune)));
  } else {
    return false;
  }
  cur_ += d.width;
  return true;
}

// The rest, from cur_, of a name with characters outside ASCII.
void Scanner::identTail(const char* start) {
  if (cur_ == start) identChar(true);
  while (identChar(false)) {
  }
  nlsemi_ = true;
  tok = Token::Name;
  text = ctx_.names.intern({start, static_cast<size_t>(cur_ - start)});
}

// The opening // has been read. Stops before the newline.
void Scanner::lineComment(const char* start) {
  const void* nl = std::memchr(cur_, '\n', static_cast<size_t>(end_ - cur_));
  const char* stop = nl ? static_cast<const char*>(nl) : end_;
  bool wanted = at(start, "//go:") || at(start, "//line ");
  cur_ = stop;
  if (keepComments_) comments_.push_back({posOf(start), posOf(stop)});
  if (wanted) directive(posOf(start), {start, static_cast<size_t>(stop - start)});
}

// The opening /* has been read.
bool Scanner::fullComment(const char* start, bool* hasNewline) {
  const char* p = cur_;
  for (;;) {
    const char* star = static_cast<const char*>(std::memchr(p, '*', static_cast<size_t>(end_ - p)));
    if (star == nullptr) {
      cur_ = end_;
      *hasNewline = std::memchr(start, '\n', static_cast<size_t>(end_ - start)) != nullptr;
      error(posOf(start), "comment not terminated");
      return false;
    }
    p = star + 1;
    if (*p == '/') break;
  }
  cur_ = p + 1;
  *hasNewline = std::memchr(start, '\n', static_cast<size_t>(cur_ - start)) != nullptr;
  if (keepComments_) comments_.push_back({posOf(start), posOf(cur_)});
  if (at(start, "/*line ")) directive(posOf(start), {start, static_cast<size_t>(cur_ - start)});
  return true;
}

bool Scanner::skipBraces(Pos* endPos) {
  const char* p = cur_;
  int depth = 1;
  for (;;) {
    while (!(kClass[static_cast<unsigned char>(*p)] & kBodyStop)) p++;
    switch (*p++) {
      case '{': depth++; break;
      case '}':
        if (--depth == 0) {
          if (p > badAt_) return false;
          *endPos = posOf(p - 1);
          cur_ = p;
          nlsemi_ = true;
          next();
          return true;
        }
        break;
      case '"':
        while (*p != '"') {
          if (*p == '\\') p++;
          if (*p == '\n' || p >= end_) return false;
          p++;
        }
        p++;
        break;
      case '\'':
        while (*p != '\'') {
          if (*p == '\\') p++;
          if (*p == '\n' || p >= end_) return false;
          p++;
        }
        p++;
        break;
      case '`': {
        const void* q = std::memchr(p, '`', static_cast<size_t>(end_ - p));
        if (q == nullptr) return false;
        p = static_cast<const char*>(q) + 1;
        break;
      }
      case '/':
        if (*p == '/') {
          if (at(p - 1, "//line ") || at(p - 1, "//go:")) return false;
          const void* q = std::memchr(p, '\n', static_cast<size_t>(end_ - p));
          if (q == nullptr) return false;
          p = static_cast<const char*>(q);
        } else if (*p == '*') {
          if (at(p - 1, "/*line ")) return false;
          p++;
          for (;;) {
            const void* q = std::memchr(p, '*', static_cast<size_t>(end_ - p));
            if (q == nullptr) return false;
            p = static_cast<const char*>(q) + 1;
            if (*p == '/') break;
          }
          p++;
        }
        break;
      case 0:
        return false;  // the end, or a bad byte
    }
  }
}

}  // namespace gvm::syntax
