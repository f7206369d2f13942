// This file evaluates build constraints.
#include "compiler/driver/build_constraint.h"

#include <array>
#include <cctype>
#include <charconv>

namespace gvm::driver {
namespace {

constexpr std::array<std::string_view, 18> kSystems = {
    "aix",  "android", "darwin",  "dragonfly", "freebsd", "hurd",   "illumos", "ios",    "js",
    "linux", "nacl",   "netbsd", "openbsd",   "plan9",   "solaris", "wasip1",  "windows", "zos"};
constexpr std::array<std::string_view, 27> kArchs = {
    "386",     "amd64",  "amd64p32", "arm",     "armbe",  "arm64",   "arm64be", "loong64", "mips",
    "mipsle",  "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv",
    "riscv64", "s390",   "s390x",    "sparc",   "sparc64", "wasm",   "", "", ""};

template <size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view s) {
  if (s.empty()) return false;
  for (auto x : list)
    if (x == s) return true;
  return false;
}

// Recursive descent over `a && (b || !c)`. Nesting deeper than kMaxDepth is malformed.
class Expr {
 public:
  explicit Expr(std::string_view s) : s_(s) {}
  // The value; false for a malformed expression.
  bool eval() {
    bool v = either(0);
    skip();
    return ok_ && pos_ == s_.size() && v;
  }

 private:
  static constexpr int kMaxDepth = 200;
  void skip() {
    while (pos_ < s_.size() && (s_[pos_] == ' ' || s_[pos_] == '\t')) pos_++;
  }
  bool take(std::string_view t) {
    skip();
    if (s_.substr(pos_, t.size()) != t) return false;
    pos_ += t.size();
    return true;
  }
  bool either(int depth) {
    bool v = both(depth);
    while (ok_ && take("||")) v = both(depth) || v;
    return v;
  }
  bool both(int depth) {
    bool v = unary(depth);
    while (ok_ && take("&&")) v = unary(depth) && v;
    return v;
  }
  bool unary(int depth) {
    if (depth > kMaxDepth) return ok_ = false;
    if (take("!")) return !unary(depth + 1);
    if (take("(")) {
      bool v = either(depth + 1);
      if (!take(")")) ok_ = false;
      return v;
    }
    skip();
    size_t start = pos_;
    while (pos_ < s_.size() &&
           (isalnum(static_cast<unsigned char>(s_[pos_])) || s_[pos_] == '_' || s_[pos_] == '.' || s_[pos_] < 0))
      pos_++;
    if (pos_ == start) return ok_ = false;
    return tagHolds(s_.substr(start, pos_ - start));
  }

  std::string_view s_;
  size_t pos_ = 0;
  bool ok_ = true;
};

// The old form: space means or, comma means and, ! means not; lines are joined by and.
bool plusBuildHolds(std::string_view line) {
  bool any = false;
  while (!line.empty()) {
    size_t sp = line.find_first_of(" \t");
    std::string_view option = line.substr(0, sp);
    line = sp == line.npos ? std::string_view() : line.substr(sp + 1);
    if (option.empty()) continue;
    bool all = true;
    while (!option.empty()) {
      size_t comma = option.find(',');
      std::string_view term = option.substr(0, comma);
      option = comma == option.npos ? std::string_view() : option.substr(comma + 1);
      bool negated = term.starts_with("!");
      if (negated) term.remove_prefix(1);
      all = all && tagHolds(term) != negated;
    }
    any = any || all;
  }
  return any;
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

}  // namespace

bool tagHolds(std::string_view tag) {
  if (tag == "linux" || tag == "amd64" || tag == "unix" || tag == "gvm") return true;
  // Packages taken from an installed GOROOT use their Go code where there is assembly too.
  if (tag == "purego" || tag == "math_big_pure_go") return true;
  if (tag.starts_with("go1.")) {
    int minor = 0;
    auto digits = tag.substr(4);
    auto [p, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), minor);
    return ec == std::errc() && p == digits.data() + digits.size() && minor >= 1 && minor <= 26;
  }
  return false;
}

bool nameMatches(std::string_view name) {
  if (name.ends_with(".go")) name.remove_suffix(3);
  if (name.ends_with("_test")) name.remove_suffix(5);
  size_t last = name.rfind('_');
  if (last == name.npos) return true;
  std::string_view tail = name.substr(last + 1), rest = name.substr(0, last);
  size_t before = rest.rfind('_');
  std::string_view middle = before == rest.npos ? std::string_view() : rest.substr(before + 1);
  if (contains(kArchs, tail)) return tagHolds(tail) && (!contains(kSystems, middle) || tagHolds(middle));
  return !contains(kSystems, tail) || tagHolds(tail);
}

bool constraintHolds(std::string_view text) {
  // The header: blank lines and comments ahead of the package clause.
  bool plus = true, inBlock = false;
  while (!text.empty()) {
    size_t nl = text.find('\n');
    std::string_view line = trim(text.substr(0, nl));
    text = nl == text.npos ? std::string_view() : text.substr(nl + 1);
    if (inBlock) {
      inBlock = line.find("*/") == line.npos;
      continue;
    }
    if (line.starts_with("//go:build") && line.size() > 10 && (line[10] == ' ' || line[10] == '\t'))
      return Expr(trim(line.substr(10))).eval();
    if (line.starts_with("//")) {
      std::string_view c = trim(line.substr(2));
      if (c.starts_with("+build ")) plus = plus && plusBuildHolds(c.substr(7));
      continue;
    }
    if (line.starts_with("/*")) {
      inBlock = line.find("*/", 2) == line.npos;
      continue;
    }
    if (!line.empty()) break;
  }
  return plus;
}

}  // namespace gvm::driver
