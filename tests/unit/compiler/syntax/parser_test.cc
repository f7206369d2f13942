// This file tests the parser: gc's error texts and positions, trees of the ambiguous spots, skipped bodies, and that no
// input makes it crash.
#include <catch2/catch.hpp>
#include <random>

#include "compiler/syntax/parser.h"

using namespace gvm;
using namespace gvm::syntax;

namespace {
struct Parsed {
  source::FileSet files;
  source::Arena arena;
  source::Interner names{arena};
  source::Diagnostics diags{files};
  source::File* src = nullptr;
  File* tree = nullptr;

  explicit Parsed(std::string text, ParseOptions options = {}) {
    src = files.addFile("p.go", std::move(text));
    tree = parseFile(ctx(), src, options);
  }
  ParseContext ctx() { return {arena, names, diags}; }
  std::string errors() { return diags.print(); }
};

std::string errorsOf(std::string text) { return Parsed("package p\n" + text).errors(); }
std::string exprOf(std::string text) {
  Parsed p("package p; var x = " + text + "\n");
  REQUIRE(p.errors() == "");
  return exprString(as<VarDecl>(p.tree->decls[0])->values[0]);
}
}  // namespace

TEST_CASE("syntax errors read as gc's") {
  CHECK(errorsOf("func f() { x := ; }\n") == "p.go:2:17: syntax error: unexpected semicolon, expected expression\n");
  CHECK(errorsOf("func f() {\n\tif x = 1 {\n\t}\n}\n") ==
        "p.go:3:7: syntax error: cannot use assignment x = 1 as value\n");
  CHECK(errorsOf("var x int = 1 2\n") == "p.go:2:15: syntax error: unexpected literal 2 after top level declaration\n");
  CHECK(errorsOf("func f()\n{\n}\n") == "p.go:3:1: syntax error: unexpected semicolon or newline before {\n");
  CHECK(errorsOf("x := 1\n") == "p.go:2:1: syntax error: non-declaration statement outside function body\n");
  CHECK(errorsOf("var s = \"a\n") == "p.go:2:11: newline in string\n");
  CHECK(errorsOf("var x = 0b12\n") == "p.go:2:12: invalid digit '2' in binary literal\n");
  CHECK(errorsOf("func f() { L: }\n") == "p.go:2:12: label L defined and not used\n");
  CHECK(errorsOf("func f() { break }\n") == "p.go:2:12: break is not in a loop, switch, or select\n");
}

TEST_CASE("ambiguous constructs") {
  CHECK(exprOf("a[b, c](d)") == "a[b, c](d)");
  CHECK(exprOf("<-chan int(x)") == "<-chan int(x)");
  CHECK(exprOf("&(T{})") == "&T{}");
  Parsed t("package p\ntype A[P *C] int\ntype B[P *C,] int\ntype D [P]int\ntype E[P *C|Q] int\ntype F[P ~int] int\n");
  CHECK(as<TypeDecl>(t.tree->decls[0])->tparams.empty());
  CHECK(as<TypeDecl>(t.tree->decls[1])->tparams.size() == 1);
  CHECK(as<TypeDecl>(t.tree->decls[2])->typ->kind == NodeKind::ArrayType);
  CHECK(as<TypeDecl>(t.tree->decls[3])->tparams.empty());
  CHECK(as<TypeDecl>(t.tree->decls[4])->tparams.size() == 1);
}

TEST_CASE("line directives change positions") {
  Parsed p("package p\n//line foo.y:100\nvar x = @\n");
  CHECK(p.errors().starts_with("foo.y:100: invalid character U+0040 '@'\n"));
}

TEST_CASE("a skipped body parses later, to the same tree") {
  std::string text = "package p\nfunc f() { s := `}` + \"}\" /* } */; if x { _ = '}' } // }\n}\nfunc g() {}\n";
  Parsed full(text), lazy(text, {.skipBodies = true});
  auto* f = as<FuncDecl>(lazy.tree->decls[0]);
  CHECK(f->bodySkipped);
  for (Decl* d : lazy.tree->decls) parseBody(lazy.ctx(), lazy.src, as<FuncDecl>(d));
  CHECK(dumpAst(lazy.files, lazy.tree) == dumpAst(full.files, full.tree));
}

TEST_CASE("deep nesting is an error") {
  auto deep = [](const char* a, const char* b) {
    std::string s = "package p\nvar x = ";
    for (int i = 0; i < 200000; i++) s += a;
    s += b;
    return Parsed(s).errors();
  };
  CHECK(deep("(", "1").find("exceeded max nesting depth") != std::string::npos);
  CHECK(deep("[]", "int").find("exceeded max nesting depth") != std::string::npos);
  CHECK(deep("func(){", "").find("exceeded max nesting depth") != std::string::npos);
  CHECK(deep("!", "1").find("exceeded max nesting depth") != std::string::npos);
  CHECK(deep("1+", "1").find("exceeded max nesting depth") != std::string::npos);
}

TEST_CASE("no input crashes the parser") {
  const char* words[] = {"func", "(", ")", "{", "}", "[", "]", "type", "T", "x", ":=", "=", "if", "for", "range", "switch",
                         "case", ":", ";", "\n", ",", "...", "interface", "struct", "chan", "<-", "*", "|", "~", "select",
                         "go", "defer", "var", "const", "import", "\"s\"", "1", "'", "`", "/*", "goto", "L", ".", "return",
                         "map", "default", "else", "break", "fallthrough", "\xff", "\x01", "++", "package", "_", "(type)"};
  std::mt19937 rng(1);
  for (int i = 0; i < 3000; i++) {
    std::string s = "package p\nfunc f() {\n";
    for (int n = 0; n < 60; n++) {
      s += words[rng() % std::size(words)];
      s += ' ';
    }
    Parsed p(s, {.skipBodies = i % 2 == 0});
    p.errors();
  }
}
