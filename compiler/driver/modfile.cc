// This file parses go.mod.
#include "compiler/driver/modfile.h"

#include <cctype>
#include <charconv>

#include <fmt/format.h>

namespace gvm::driver {
namespace {

// Words of one line: bare, "quoted" or `raw`; comments end it.
std::vector<std::string> words(std::string_view line) {
  std::vector<std::string> out;
  size_t i = 0;
  while (i < line.size()) {
    char c = line[i];
    if (isspace(static_cast<unsigned char>(c))) {
      i++;
    } else if (line.substr(i, 2) == "//") {
      break;
    } else if (c == '"' || c == '`') {
      size_t end = line.find(c, i + 1);
      if (end == line.npos) end = line.size();
      out.emplace_back(line.substr(i + 1, end - i - 1));
      i = end + 1;
    } else if (c == '(' || c == ')') {
      out.emplace_back(1, c);
      i++;
    } else {
      size_t start = i;
      while (i < line.size() && !isspace(static_cast<unsigned char>(line[i])) && line[i] != '(' && line[i] != ')' &&
             line.substr(i, 2) != "//")
        i++;
      out.emplace_back(line.substr(start, i - start));
    }
  }
  return out;
}

// 1.N, 1.N.M or 1.NrcM.
bool isGoVersion(std::string_view v) {
  auto digits = [&] {
    size_t n = 0;
    while (n < v.size() && isdigit(static_cast<unsigned char>(v[n]))) n++;
    v.remove_prefix(n);
    return n > 0;
  };
  if (!digits() || !v.starts_with(".")) return false;
  v.remove_prefix(1);
  if (!digits()) return false;
  if (v.starts_with("rc")) v.remove_prefix(2);
  else if (v.starts_with("beta")) v.remove_prefix(4);
  else if (v.starts_with(".")) v.remove_prefix(1);
  else return v.empty();
  return digits() && v.empty();
}

bool directive(const std::string& verb, const std::vector<std::string>& args, ModFile* m, std::string* error) {
  auto want = [&](bool ok) {
    if (!ok) *error = "malformed " + verb + " directive";
    return ok;
  };
  if (verb == "module") {
    if (!want(args.size() == 1)) return false;
    m->module = args[0];
  } else if (verb == "go") {
    if (!want(args.size() == 1)) return false;
    if (!isGoVersion(args[0])) {
      *error = fmt::format("invalid go version '{}': must match format 1.23.0", args[0]);
      return false;
    }
    m->go = args[0];
  } else if (verb == "require") {
    if (!want(args.size() == 2)) return false;
    m->require.push_back({args[0], args[1]});
  } else if (verb == "replace") {
    size_t arrow = 0;
    while (arrow < args.size() && args[arrow] != "=>") arrow++;
    size_t after = args.size() - arrow - 1;
    if (!want((arrow == 1 || arrow == 2) && arrow < args.size() && (after == 1 || after == 2))) return false;
    m->replace.push_back({args[0], arrow == 2 ? args[1] : "", args[arrow + 1], after == 2 ? args[arrow + 2] : ""});
  } else if (verb != "exclude" && verb != "retract" && verb != "toolchain" && verb != "godebug" && verb != "tool" &&
             verb != "ignore") {
    *error = "unknown directive: " + verb;
    return false;
  }
  return true;
}

}  // namespace

bool parseModFile(std::string_view text, std::string_view name, ModFile* out, std::string* error) {
  std::string block;
  error->clear();
  int number = 0;
  while (!text.empty()) {
    number++;
    size_t nl = text.find('\n');
    auto w = words(text.substr(0, nl));
    text = nl == text.npos ? std::string_view() : text.substr(nl + 1);
    if (w.empty()) continue;
    std::string what;
    bool ok = true;
    if (!block.empty() && w[0] == ")") {
      block.clear();
    } else if (!block.empty()) {
      ok = directive(block, w, out, &what);
    } else if (w.size() >= 2 && w[1] == "(") {
      block = w[0];
      if (w.back() == ")") block.clear();
    } else {
      std::string verb = w[0];
      w.erase(w.begin());
      ok = directive(verb, w, out, &what);
    }
    if (!ok) *error += fmt::format("{}{}:{}: {}", error->empty() ? "" : "\n", name, number, what);
  }
  return error->empty();
}

std::string escapeModPath(std::string_view path) {
  std::string out;
  for (char c : path) {
    if (c >= 'A' && c <= 'Z') {
      out += '!';
      out += static_cast<char>(c + 32);
    } else {
      out += c;
    }
  }
  return out;
}

namespace {

int compareNumbers(std::string_view a, std::string_view b) {
  while (a.size() > 1 && a[0] == '0') a.remove_prefix(1);
  while (b.size() > 1 && b[0] == '0') b.remove_prefix(1);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

std::string_view nextPart(std::string_view& s) {
  size_t dot = s.find('.');
  auto part = s.substr(0, dot);
  s = dot == s.npos ? std::string_view() : s.substr(dot + 1);
  return part;
}

}  // namespace

int compareVersions(std::string_view a, std::string_view b) {
  auto split = [](std::string_view v) {
    if (v.starts_with("v")) v.remove_prefix(1);
    v = v.substr(0, v.find('+'));
    size_t dash = v.find('-');
    return std::pair(v.substr(0, dash), dash == v.npos ? std::string_view() : v.substr(dash + 1));
  };
  auto [coreA, preA] = split(a);
  auto [coreB, preB] = split(b);
  for (int i = 0; i < 3; i++) {
    auto x = nextPart(coreA), y = nextPart(coreB);
    if (int c = compareNumbers(x.empty() ? "0" : x, y.empty() ? "0" : y)) return c;
  }
  if (preA.empty() || preB.empty()) return preA.empty() == preB.empty() ? 0 : preA.empty() ? 1 : -1;
  while (!preA.empty() || !preB.empty()) {
    if (preA.empty()) return -1;
    if (preB.empty()) return 1;
    auto x = nextPart(preA), y = nextPart(preB);
    auto numeric = [](std::string_view s) { return s.find_first_not_of("0123456789") == s.npos; };
    if (numeric(x) != numeric(y)) return numeric(x) ? -1 : 1;
    if (int c = numeric(x) ? compareNumbers(x, y) : x.compare(y)) return c;
  }
  return 0;
}

}  // namespace gvm::driver
