// This file finds test functions by name and signature, reads what examples should print from their last comment, and
// writes the program that hands all of it to package testing.
#include "compiler/driver/test_program.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "compiler/syntax/parser.h"

namespace gvm::driver {
namespace {

// Whether name is prefix, or prefix followed by something that is no lower-case letter.
bool isTestName(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return false;
  std::string_view rest = name.substr(prefix.size());
  if (rest.empty()) return true;
  auto c = static_cast<unsigned char>(rest[0]);
  // Letters beyond ASCII count as upper-case: those with case are rare here, and most have none.
  return !(c >= 'a' && c <= 'z');
}

// Whether the only parameter is a *T (or *testing.T) for that letter, and there is no result.
bool takes(const syntax::FuncDecl* f, std::string_view type) {
  if (f->sig->params.size() != 1 || !f->sig->results.empty() || !f->tparams.empty()) return false;
  auto* star = syntax::as<syntax::StarExpr>(f->sig->params[0]->typ);
  if (!star) return false;
  if (auto* id = syntax::as<syntax::Ident>(star->x)) return id->name == type;
  auto* sel = syntax::as<syntax::SelectorExpr>(star->x);
  return sel && sel->sel->name == type;
}

std::string_view trimmed(std::string_view s) {
  auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!s.empty() && space(s.front())) s.remove_prefix(1);
  while (!s.empty() && space(s.back())) s.remove_suffix(1);
  return s;
}

// Removes `word` from the front of s, whatever the case of its letters.
bool eat(std::string_view& s, std::string_view word) {
  if (s.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); i++)
    if (tolower(static_cast<unsigned char>(s[i])) != word[i]) return false;
  s.remove_prefix(word.size());
  return true;
}

// The text of the comments `list[from..to]`, without their markers; blank lines in a row are one.
std::string commentText(std::string_view source, source::Pos base, const source::List<syntax::Comment>& list, size_t from,
                        size_t to) {
  std::vector<std::string> lines;
  auto add = [&](std::string_view line) {
    size_t end = line.find_last_not_of(" \t\r");
    lines.emplace_back(end == line.npos ? "" : line.substr(0, end + 1));
  };
  for (size_t i = from; i <= to; i++) {
    std::string_view c = source.substr(list[i].pos - base, list[i].end - list[i].pos);
    if (c.starts_with("//")) {
      c.remove_prefix(2);
      if (c.starts_with(" ")) c.remove_prefix(1);
      add(c);
      continue;
    }
    c.remove_prefix(2);
    if (c.ends_with("*/")) c.remove_suffix(2);
    while (true) {
      size_t nl = c.find('\n');
      add(c.substr(0, nl));
      if (nl == c.npos) break;
      c.remove_prefix(nl + 1);
    }
  }
  std::string out;
  bool blank = true;
  for (auto& line : lines) {
    if (line.empty() && blank) continue;
    blank = line.empty();
    out += line + "\n";
  }
  return out;
}

// What the function should print, from the last comment of its body, if that begins with "Output:".
bool outputOf(const syntax::File* file, const syntax::FuncDecl* f, ExampleCode* out) {
  auto& list = file->comments;
  size_t last = list.size();
  for (size_t i = 0; i < list.size(); i++)
    if (list[i].pos > f->bodyPos && list[i].end <= f->bodyEnd + 1) last = i;
  if (last == list.size()) return false;
  std::string_view source = file->file->text();
  source::Pos base = file->file->base();
  // Comments belong together while nothing but white space without a blank line is between them.
  size_t first = last;
  while (first > 0 && list[first - 1].pos > f->bodyPos) {
    auto between = source.substr(list[first - 1].end - base, list[first].pos - list[first - 1].end);
    if (!trimmed(between).empty() || std::count(between.begin(), between.end(), '\n') > 1) break;
    // A comment behind code stands by itself.
    size_t lineStart = source.rfind('\n', list[first - 1].pos - base) + 1;
    if (!trimmed(source.substr(lineStart, list[first - 1].pos - base - lineStart)).empty()) break;
    first--;
  }
  std::string text = commentText(source, base, list, first, last);
  std::string_view rest = text;
  while (!rest.empty() && isspace(static_cast<unsigned char>(rest[0]))) rest.remove_prefix(1);
  out->unordered = eat(rest, "unordered ");
  if (!eat(rest, "output:")) return false;
  while (rest.starts_with(" ")) rest.remove_prefix(1);
  if (rest.starts_with("\n")) rest.remove_prefix(1);
  out->output = rest;
  return true;
}

std::string quoted(std::string_view s) {
  std::string out = "\"";
  for (unsigned char c : s) {
    if (c == '"' || c == '\\')
      out += {'\\', static_cast<char>(c)};
    else if (c < ' ' || c >= 0x7F)
      out += fmt::format("\\x{:02x}", c);
    else
      out += static_cast<char>(c);
  }
  return out + "\"";
}

}  // namespace

std::string_view packageClause(std::string_view s) {
  auto skipTo = [&](std::string_view end) {
    size_t at = s.find(end);
    s = at == s.npos ? std::string_view() : s.substr(at + end.size());
  };
  while (!s.empty()) {
    if (isspace(static_cast<unsigned char>(s[0])) || s.starts_with("\xEF\xBB\xBF")) {
      s.remove_prefix(s[0] == '\xEF' ? 3 : 1);
    } else if (s.starts_with("//")) {
      skipTo("\n");
    } else if (s.starts_with("/*")) {
      skipTo("*/");
    } else if (s.starts_with("package") && s.size() > 7) {
      s = trimmed(s.substr(7));
      size_t end = 0;
      while (end < s.size() && !isspace(static_cast<unsigned char>(s[end])) && s[end] != ';' && s[end] != '/') end++;
      return s.substr(0, end);
    } else {
      break;
    }
  }
  return {};
}

void collectTests(const source::FileSet& files, const syntax::File* file, TestFunctions* out, std::string* error) {
  for (auto* d : file->decls) {
    auto* f = syntax::as<syntax::FuncDecl>(d);
    if (!f || f->recv || !f->name) continue;
    std::string_view name = f->name->name;
    if (name == "TestMain" && takes(f, "M")) {
      out->hasMain = true;
      continue;
    }
    struct Kind {
      const char *prefix, *type, *param;
      std::vector<std::string>* list;
    };
    for (auto& k : {Kind{"Test", "T", "t", &out->tests}, Kind{"Benchmark", "B", "b", &out->benchmarks},
                    Kind{"Fuzz", "F", "f", &out->fuzzTargets}}) {
      if (!isTestName(name, k.prefix)) continue;
      if (takes(f, k.type)) {
        k.list->emplace_back(name);
      } else if (error->empty()) {
        *error = fmt::format("{}: wrong signature for {}, must be: func {}({} *testing.{})", files.format(f->pos), name,
                             name, k.param, k.type);
      }
    }
    if (isTestName(name, "Example") && f->sig->params.empty() && f->sig->results.empty()) {
      ExampleCode e;
      e.name = name;
      if (outputOf(file, f, &e)) out->examples.push_back(std::move(e));
    }
  }
}

std::string testMainText(const std::string& imported, const std::string& path, const TestFunctions& internal, const TestFunctions& external,
                         const std::string& mode, const std::vector<CoverFile>& covered) {
  bool hasMain = internal.hasMain || external.hasMain;
  std::string out = "package main\n\nimport (\n\t\"os\"\n\t\"regexp\"\n\t\"testing\"\n";
  if (hasMain) out += "\t\"reflect\"\n";
  bool usesPackage = internal.any() || !covered.empty();
  if (!imported.empty()) out += fmt::format("\t{} {}\n", usesPackage ? "_test" : "_", quoted(imported));
  if (external.any()) out += fmt::format("\t_xtest {}\n", quoted(path + "_test"));
  out += ")\n\ntype deps struct{}\n\n";
  out += fmt::format("func (deps) ImportPath() string {{ return {} }}\n", quoted(path));
  out += R"(
var compiled = map[string]*regexp.Regexp{}

func (deps) MatchString(pattern, name string) (bool, error) {
	re := compiled[pattern]
	if re == nil {
		var err error
		if re, err = regexp.Compile(pattern); err != nil {
			return false, err
		}
		compiled[pattern] = re
	}
	return re.MatchString(name), nil
}

)";
  auto list = [&](const char* var, const char* type, auto member, auto row) {
    out += fmt::format("var {} = []testing.{}{{\n", var, type);
    for (auto& x : internal.*member) out += row("_test", x);
    for (auto& x : external.*member) out += row("_xtest", x);
    out += "}\n\n";
  };
  auto plain = [](const char* pkg, const std::string& n) { return fmt::format("\t{{{}, {}.{}}},\n", quoted(n), pkg, n); };
  list("tests", "InternalTest", &TestFunctions::tests, plain);
  list("benchmarks", "InternalBenchmark", &TestFunctions::benchmarks, plain);
  list("fuzzTargets", "InternalFuzzTarget", &TestFunctions::fuzzTargets, plain);
  list("examples", "InternalExample", &TestFunctions::examples, [](const char* pkg, const ExampleCode& e) {
    return fmt::format("\t{{{}, {}.{}, {}, {}}},\n", quoted(e.name), pkg, e.name, quoted(e.output), e.unordered);
  });
  if (!mode.empty()) {
    out += fmt::format("func init() {{\n\ttesting.RegisterCover(testing.Cover{{Mode: {},\n", quoted(mode));
    out += "\t\tCounters: map[string][]uint32{\n";
    for (auto& f : covered) out += fmt::format("\t\t\t{}: _test.{}[:],\n", quoted(f.name), f.variable);
    out += "\t\t},\n\t\tBlocks: map[string][]testing.CoverBlock{\n";
    for (auto& f : covered) {
      out += fmt::format("\t\t\t{}: {{\n", quoted(f.name));
      for (auto& b : f.blocks)
        out += fmt::format("\t\t\t\t{{{}, {}, {}, {}, {}}},\n", b.from.line, b.from.col, b.to.line, b.to.col, b.statements);
      out += "\t\t\t},\n";
    }
    out += "\t\t},\n\t})\n}\n\n";
  }
  out += "func main() {\n\tm := testing.MainStart(deps{}, tests, benchmarks, fuzzTargets, examples)\n";
  if (hasMain)
    out += fmt::format("\t{}.TestMain(m)\n\tos.Exit(int(reflect.ValueOf(m).Elem().FieldByName(\"status\").Int()))\n",
                       internal.hasMain ? "_test" : "_xtest");
  else
    out += "\tos.Exit(m.Run())\n";
  return out + "}\n";
}

}  // namespace gvm::driver
