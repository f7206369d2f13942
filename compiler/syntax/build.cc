// This file parses and evaluates build constraints.
#include "compiler/syntax/build.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "compiler/source/unicode.h"

namespace gvm::syntax {

namespace {

constexpr std::string_view kKnownOS[] = {"aix",     "android", "darwin",  "dragonfly", "freebsd", "hurd",
                                         "illumos", "ios",     "js",      "linux",     "nacl",    "netbsd",
                                         "openbsd", "plan9",   "solaris", "wasip1",    "windows", "zos"};
constexpr std::string_view kUnixOS[] = {"aix",     "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos",
                                        "ios",     "linux",   "netbsd", "openbsd",   "solaris"};
constexpr std::string_view kKnownArch[] = {
    "386",    "amd64",   "amd64p32", "arm",     "armbe", "arm64", "arm64be", "loong64", "mips",  "mipsle",  "mips64", "mips64le",
    "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm"};

template <size_t n>
bool contains(const std::string_view (&a)[n], std::string_view s) {
  return std::find(std::begin(a), std::end(a), s) != std::end(a);
}

constexpr std::string_view kGoBuild = "//go:build";

bool isGoBuild(std::string_view line) {
  return line.starts_with(kGoBuild) &&
         (line.size() == kGoBuild.size() || line[kGoBuild.size()] == ' ' || line[kGoBuild.size()] == '\t');
}

}  // namespace

// ---- Expressions:  or = and { "||" and }; and = not { "&&" not }; not = "!" not | "(" or ")" | tag.

class BuildParser {
 public:
  BuildParser(std::string_view s, BuildExpr* out, std::string* error) : s_(s), out_(out), error_(error) {}

  bool parse() {
    lex();
    int root = orExpr();
    if (root < 0) return false;
    if (!tok_.empty()) {
      fail("unexpected token " + std::string(tok_));
      return false;
    }
    out_->root_ = root;
    return !failed_;
  }

 private:
  using Kind = BuildExpr::Kind;

  int fail(std::string msg) {
    if (!failed_ && error_) *error_ = std::move(msg);
    failed_ = true;
    return -1;
  }
  int add(Kind k, int x, int y, std::string_view tag = {}) {
    out_->nodes_.push_back({k, std::string(tag), x, y});
    return static_cast<int>(out_->nodes_.size()) - 1;
  }
  static bool tagChar(int32_t r) { return source::isLetter(r) || source::isDigit(r) || r == '.'; }
  void lex() {
    while (i_ < s_.size() && (s_[i_] == ' ' || s_[i_] == '\t')) i_++;
    tok_ = {};
    isTag_ = false;
    if (i_ == s_.size()) return;
    size_t from = i_;
    char c = s_[i_];
    if (c == '(' || c == ')' || c == '!') {
      i_++;
    } else if (c == '&' || c == '|') {
      if (i_ + 1 >= s_.size() || s_[i_ + 1] != c) {
        fail(std::string("invalid syntax at ") + c);
        i_ = s_.size();
        return;
      }
      i_ += 2;
    } else {
      while (i_ < s_.size()) {
        auto d = source::decodeRune(s_.data() + i_, s_.data() + s_.size());
        if (!tagChar(d.rune)) break;
        i_ += d.width;
      }
      if (i_ == from) {
        fail(std::string("invalid syntax at ") + c);
        i_ = s_.size();
        return;
      }
      isTag_ = true;
    }
    tok_ = s_.substr(from, i_ - from);
  }
  int orExpr() {
    int x = andExpr();
    while (x >= 0 && tok_ == "||") {
      lex();
      int y = andExpr();
      x = y < 0 ? -1 : add(Kind::Or, x, y);
    }
    return x;
  }
  int andExpr() {
    int x = notExpr();
    while (x >= 0 && tok_ == "&&") {
      lex();
      int y = notExpr();
      x = y < 0 ? -1 : add(Kind::And, x, y);
    }
    return x;
  }
  int notExpr() {
    if (++depth_ > 1000) return fail("build expression too large");
    int x;
    if (tok_ == "!") {
      lex();
      if (tok_ == "!") return fail("double negation not allowed");
      x = notExpr();
      if (x >= 0) x = add(Kind::Not, x, -1);
    } else if (tok_ == "(") {
      lex();
      x = orExpr();
      if (x >= 0 && tok_ != ")") return fail("missing close paren");
      if (x >= 0) lex();
    } else if (isTag_) {
      x = add(Kind::Tag, -1, -1, tok_);
      lex();
    } else {
      return fail(tok_.empty() ? "unexpected end of expression" : "unexpected token " + std::string(tok_));
    }
    depth_--;
    return x;
  }

  std::string_view s_;
  BuildExpr* out_;
  std::string* error_;
  size_t i_ = 0;
  std::string_view tok_;
  bool isTag_ = false;
  bool failed_ = false;
  int depth_ = 0;
};

bool parseBuildLine(std::string_view line, BuildExpr* out, std::string* error) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  if (!isGoBuild(line)) {
    if (error) *error = "not a build constraint";
    return false;
  }
  *out = {};
  return BuildParser(line.substr(kGoBuild.size()), out, error).parse();
}

bool BuildExpr::eval(const std::function<bool(std::string_view)>& has) const {
  return root_ < 0 || evalNode(root_, has);
}

bool BuildExpr::evalNode(int i, const std::function<bool(std::string_view)>& has) const {
  const Node& n = nodes_[static_cast<size_t>(i)];
  switch (n.kind) {
    case Kind::Tag: return has(n.tag);
    case Kind::Not: return !evalNode(n.x, has);
    case Kind::And: return evalNode(n.x, has) && evalNode(n.y, has);
    default: return evalNode(n.x, has) || evalNode(n.y, has);
  }
}

// The least minor version N such that the expression (or its negation, sign < 0) implies go1.N; -1: none.
int BuildExpr::minVersion(int i, int sign) const {
  const Node& n = nodes_[static_cast<size_t>(i)];
  switch (n.kind) {
    case Kind::Not: return minVersion(n.x, -sign);
    case Kind::And:
    case Kind::Or: {
      int a = minVersion(n.x, sign), b = minVersion(n.y, sign);
      return (n.kind == Kind::And) == (sign > 0) ? std::max(a, b) : std::min(a, b);
    }
    default: {
      if (sign < 0) return -1;
      if (n.tag == "go1") return 0;
      if (!n.tag.starts_with("go1.")) return -1;
      int v = -1;
      const char* end = n.tag.data() + n.tag.size();
      auto r = std::from_chars(n.tag.data() + 4, end, v);
      return r.ec == std::errc() && r.ptr == end ? v : -1;
    }
  }
}

std::string BuildExpr::goVersion() const {
  int v = root_ < 0 ? -1 : minVersion(root_, 1);
  if (v < 0) return "";
  return v == 0 ? "go1" : "go1." + std::to_string(v);
}

// ---- Files

bool BuildContext::hasTag(std::string_view tag) const {
  if (tag == goos || tag == goarch || tag == "gc") return true;
  if (tag == "linux" && goos == "android") return true;
  if (tag == "solaris" && goos == "illumos") return true;
  if (tag == "darwin" && goos == "ios") return true;
  if (tag == "unix" && contains(kUnixOS, goos)) return true;
  if (tag.starts_with("go1.")) {
    int v = 0;
    auto r = std::from_chars(tag.data() + 4, tag.data() + tag.size(), v);
    if (r.ec == std::errc() && r.ptr == tag.data() + tag.size() && v >= 1 && v <= goMinor) return true;
  }
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool matchFileName(const BuildContext& ctx, std::string_view name) {
  if (name.empty() || name[0] == '_' || name[0] == '.') return false;
  name = name.substr(0, name.find('.'));
  size_t i = name.find('_');
  if (i == std::string_view::npos) return true;
  std::vector<std::string_view> parts;  // after the first _
  for (size_t from = i + 1; from <= name.size();) {
    size_t to = std::min(name.find('_', from), name.size());
    parts.push_back(name.substr(from, to - from));
    from = to + 1;
  }
  if (!parts.empty() && parts.back() == "test") parts.pop_back();
  if (parts.empty()) return true;
  std::string_view last = parts.back();
  if (parts.size() >= 2 && contains(kKnownArch, last) && contains(kKnownOS, parts[parts.size() - 2])) {
    return ctx.hasTag(last) && ctx.hasTag(parts[parts.size() - 2]);
  }
  if (contains(kKnownArch, last) || contains(kKnownOS, last)) return ctx.hasTag(last);
  return true;
}

bool matchFileText(const BuildContext& ctx, std::string_view text, std::string* error) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  bool inBlock = false;
  std::string_view found;
  while (!text.empty()) {
    size_t nl = text.find('\n');
    std::string_view line = text.substr(0, nl);
    text.remove_prefix(nl == std::string_view::npos ? text.size() : nl + 1);
    auto trimLeft = [&] {
      while (!line.empty() && (line.front() == ' ' || line.front() == '\t' || line.front() == '\r')) line.remove_prefix(1);
    };
    trimLeft();
    if (!inBlock && isGoBuild(line)) {
      if (!found.empty()) {
        if (error) *error = "multiple //go:build comments";
        return false;
      }
      found = line;
    }
    while (!line.empty()) {
      if (inBlock) {
        size_t end = line.find("*/");
        if (end == std::string_view::npos) break;
        inBlock = false;
        line.remove_prefix(end + 2);
        trimLeft();
      } else if (line.starts_with("//")) {
        break;
      } else if (line.starts_with("/*")) {
        inBlock = true;
        line.remove_prefix(2);
      } else {
        text = {};  // the first token: the header ends
        break;
      }
    }
  }
  if (found.empty()) return true;
  BuildExpr x;
  if (!parseBuildLine(found, &x, error)) return false;
  return x.eval([&](std::string_view tag) { return ctx.hasTag(tag); });
}

}  // namespace gvm::syntax
