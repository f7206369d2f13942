// This file handles directive comments: //line, /*line, //go:build's version, and the //go: pragmas that stay on the
// declaration after them.
#include <charconv>

#include "compiler/source/unicode.h"
#include "compiler/syntax/build.h"
#include "compiler/syntax/parser_impl.h"

namespace gvm::syntax {

namespace {

constexpr uint32_t kPragmaGoBuild = 1u << 31;
constexpr uint32_t kMaxLine = 1u << 30;

uint32_t pragmaFlag(std::string_view verb) {
  static constexpr struct {
    std::string_view verb;
    uint32_t flags;
  } kRows[] = {
      {"go:build", kPragmaGoBuild},
      {"go:noinline", kPragmaNoinline},
      {"go:nosplit", kPragmaNosplit | kPragmaNocheckptr},
      {"go:noescape", kPragmaNoescape},
      {"go:norace", kPragmaNorace},
      {"go:nocheckptr", kPragmaNocheckptr},
      {"go:systemstack", kPragmaSystemstack},
      {"go:nowritebarrier", kPragmaNowritebarrier},
      {"go:nowritebarrierrec", kPragmaNowritebarrier},
      {"go:yeswritebarrierrec", kPragmaNowritebarrier},
      {"go:uintptrkeepalive", kPragmaUintptrEscapes},
      {"go:uintptrescapes", kPragmaUintptrEscapes},
  };
  for (const auto& r : kRows) {
    if (r.verb == verb) return r.flags;
  }
  return 0;
}

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'; }

std::string_view trim(std::string_view s) {
  while (!s.empty() && isBlank(s.front())) s.remove_prefix(1);
  while (!s.empty() && isBlank(s.back())) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> fields(std::string_view s) {
  std::vector<std::string_view> v;
  for (;;) {
    s = trim(s);
    if (s.empty()) return v;
    size_t n = 0;
    while (n < s.size() && !isBlank(s[n])) n++;
    v.push_back(s.substr(0, n));
    s.remove_prefix(n);
  }
}

// The number after the last colon. at: where it begins in s, 0 if there is no colon.
struct Trailing {
  size_t at = 0;
  uint64_t n = 0;
  bool ok = false;
};
Trailing trailingNumber(std::string_view s) {
  size_t i = s.rfind(':');
  if (i == std::string_view::npos) return {};
  Trailing t{i + 1, 0, false};
  std::string_view d = s.substr(i + 1);
  auto r = std::from_chars(d.data(), d.data() + d.size(), t.n);
  t.ok = !d.empty() && r.ec == std::errc() && r.ptr == d.data() + d.size();
  return t;
}

}  // namespace

void Parser::directive(Pos at, std::string_view s) {
  bool block = s[1] == '*';
  std::string_view body = block ? s.substr(2, s.size() - 4) : s.substr(2);
  if (!block && body.ends_with('\r')) body.remove_suffix(1);
  if (body.starts_with("line ")) {
    uint32_t off = file_->offset(at);
    bool lineStart = off == 0 || file_->text()[off - 1] == '\n';
    if (!block && !lineStart) return;
    if (block && s.find('\n') != std::string_view::npos) return;
    // What the directive is about begins after the comment, its newline included.
    Pos after = at + static_cast<Pos>(s.size()) + (block ? 0 : 1);
    lineDirective(after, at + 7, body.substr(5));
    return;
  }
  if (!body.starts_with("go:")) return;
  if (top_ && body.starts_with("go:build ")) {
    BuildExpr x;
    if (parseBuildLine(s, &x)) goVersion_ = ctx_.names.intern(x.goVersion());
  }
  goDirective(at + 2, body);
}

void Parser::lineDirective(Pos after, Pos textPos, std::string_view s) {
  Trailing line = trailingNumber(s);
  if (line.at == 0) return;  // not a line directive
  if (!line.ok) {
    error(textPos + static_cast<Pos>(line.at), fmt::format("invalid line number: {}", s.substr(line.at)));
    return;
  }
  uint64_t col = 0;
  size_t nameEnd = line.at - 1;
  Trailing first = trailingNumber(s.substr(0, nameEnd));
  bool hasCol = first.ok;
  if (hasCol) {
    col = line.n;
    if (col == 0 || col > kMaxLine) {
      error(textPos + static_cast<Pos>(line.at), fmt::format("invalid column number: {}", s.substr(line.at)));
      return;
    }
    line = first;
    s = s.substr(0, nameEnd);
    nameEnd = line.at - 1;
  }
  if (line.n == 0 || line.n > kMaxLine) {
    error(textPos + static_cast<Pos>(line.at), fmt::format("invalid line number: {}", s.substr(line.at)));
    return;
  }
  std::string_view filename = s.substr(0, nameEnd);
  if (filename.empty() && hasCol) {
    filename = file_->position(after).filename;
  }
  if (after > file_->end()) return;
  file_->addLineDirective(after, ctx_.names.intern(filename), static_cast<uint32_t>(line.n),
                          static_cast<uint32_t>(col));
}

void Parser::goDirective(Pos at, std::string_view s) {
  if (!blankBefore(at - 2)) {
    error(at, "misplaced compiler directive");
    return;
  }
  if (s.starts_with("go:linkname ")) {
    auto f = fields(s);
    if (f.size() != 2 && f.size() != 3) {
      error(at, "usage: //go:linkname localname [linkname]");
      return;
    }
    linknames_.push_back({at, ctx_.names.intern(f[1]), f.size() == 3 ? ctx_.names.intern(f[2]) : std::string_view()});
    return;
  }
  if (s == "go:embed" || s.starts_with("go:embed ")) return embedDirective(at, s.substr(8));
  std::string_view verb = s.substr(0, s.find(' '));
  if (verb.starts_with("go:cgo_")) {
    if (verb != "go:cgo_import_dynamic" && !options_.std) error(at, fmt::format("//{} only allowed in cgo-generated code", s));
    return;
  }
  uint32_t flag = pragmaFlag(verb);
  if (flag == 0) return;
  if (!options_.std) {
    if (flag & (kPragmaNowritebarrier | kPragmaSystemstack)) error(at, fmt::format("//{} only allowed in runtime", verb));
    if (verb == "go:uintptrkeepalive") error(at, fmt::format("//{} is only allowed in the standard library", verb));
  }
  pragma_.set = true;
  pragma_.flags |= flag;
  pragma_.positions.push_back({flag, at});
}

void Parser::embedDirective(Pos at, std::string_view args) {
  size_t before = pragma_.embeds.size();
  auto invalid = [&](std::string_view rest) {
    error(at, fmt::format("invalid quoted string in //go:embed: {}", rest));
  };
  for (args = trim(args); !args.empty(); args = trim(args)) {
    std::string pattern;
    size_t n;
    if (args[0] == '`') {
      n = args.find('`', 1);
      if (n == std::string_view::npos) return invalid(args);
      pattern = args.substr(1, n - 1);
      n++;
    } else if (args[0] == '"') {
      n = 1;
      while (n < args.size() && args[n] != '"') n += args[n] == '\\' ? 2 : 1;
      if (n >= args.size() || !unquote(args.substr(0, n + 1), &pattern)) {
        return invalid(n < args.size() ? args.substr(0, n + 1) : args);
      }
      n++;
    } else {
      n = 0;
      while (n < args.size() && !isBlank(args[n])) n++;
      pattern = args.substr(0, n);
      pragma_.embeds.push_back({at, ctx_.names.intern(pattern)});
      args.remove_prefix(n);
      continue;
    }
    pragma_.embeds.push_back({at, ctx_.names.intern(pattern)});
    if (n < args.size() && !isBlank(args[n])) return invalid(args);
    args.remove_prefix(n);
  }
  if (pragma_.embeds.size() == before) {
    error(at, "usage: //go:embed pattern...");
  } else {
    pragma_.set = true;
  }
}

// The flags collected for the declaration that begins here; those it may not have are errors.
uint32_t Parser::takePragma(uint32_t allowed) {
  if (!pragma_.set) return 0;
  for (auto [flag, at] : pragma_.positions) {
    if (flag & ~allowed) misplaced_.push_back({at, "misplaced compiler directive"});
  }
  for (const EmbedPattern& e : pragma_.embeds) misplaced_.push_back({e.pos, "misplaced go:embed directive"});
  uint32_t flags = pragma_.flags & allowed & ~kPragmaGoBuild;
  pragma_ = {};
  return flags;
}

List<EmbedPattern> Parser::takeEmbeds() {
  List<EmbedPattern> l = ctx_.arena.copy(pragma_.embeds);
  pragma_.embeds.clear();
  return l;
}

// The flags of directives before the package clause: only a build constraint belongs there.
void Parser::takeFilePragma() {
  for (auto& [flag, at] : pragma_.positions) {
    if (flag == kPragmaGoBuild) flag = 0;
  }
  takePragma(0);
}

void Parser::dropPragma() { takePragma(0); }

void Parser::checkFileDirectives(File* f) {
  for (auto [at, msg] : misplaced_) error(at, msg);
  if (ctx_.diags.syntaxErrors() > 0) return;  // the rest is only asked of files that parse
  auto imports = [&](std::string_view path) {
    for (ImportDecl* d : f->imports) {
      if (d->path && !d->path->bad && stringValue(d->path->text) == path) return true;
    }
    return false;
  };
  if (!linknames_.empty() && !imports("unsafe")) {
    for (const Linkname& l : linknames_) {
      error(l.pos, "//go:linkname only allowed in Go files that import \"unsafe\"");
    }
  }
  if (firstEmbed_ && !imports("embed")) {
    error(firstEmbed_, "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)");
  }
}

}  // namespace gvm::syntax
