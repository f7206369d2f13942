// This file tests the checker on small programs: what it accepts, what it says, and what it leaves on the tree.
// (Wording and positions at large are compared with Go's own tests by tests/typecheck.)
#include "compiler/types/checker.h"

#include <catch2/catch.hpp>

#include "compiler/syntax/parser.h"

using namespace gvm;

namespace {

struct Check {
  source::Arena arena;
  source::Interner names{arena};
  source::FileSet files;
  source::Diagnostics diags{files};
  types::Universe universe{arena, names};
  types::Package* pkg = nullptr;
  std::string errors;

  explicit Check(std::string text, std::string lang = "", bool lazy = false) {
    auto* f = files.addFile("p.go", "package p\n" + std::move(text));
    auto* tree = syntax::parseFile({arena, names, diags}, f, {.skipBodies = lazy});
    pkg = types::newPackage(universe, "p", "");
    types::CheckOptions o;
    o.diags = &diags;
    o.goVersion = lang;
    o.lazyBodies = lazy;
    types::checkPackage(universe, pkg, {tree}, o);
    errors = diags.print(0);
  }
  types::Object* object(const char* name) { return pkg->scope->lookup(names.intern(name)); }
  std::string type(const char* name) { return types::typeString(object(name)->type, types::Qualify::Name, pkg); }
};

}  // namespace

TEST_CASE("declarations are found in any order") {
  Check c("var a = b + 1\nvar b = f()\nfunc f() int { return len(t) }\nvar t = [...]string{5: \"x\"}\n");
  CHECK(c.errors == "");
  CHECK(c.type("a") == "int");
  CHECK(c.type("t") == "[6]string");
  REQUIRE(c.pkg->initOrder.size() == 3);
  CHECK(c.pkg->initOrder[0]->lhs[0]->name == "t");
  CHECK(c.pkg->initOrder[2]->lhs[0]->name == "a");
}

TEST_CASE("errors have gc's words and places") {
  Check c("func f(s string) int {\n\tx := 1\n\tvar y int = s\n\treturn y, undefined\n}\n");
  CHECK(c.errors ==
        "p.go:3:2: declared and not used: x\n"
        "p.go:4:14: cannot use s (variable of type string) as int value in variable declaration\n"
        "p.go:5:12: undefined: undefined\n");
}

TEST_CASE("untyped constants take the type of their context") {
  Check c("const big = 1 << 100\nvar a uint8 = big >> 98\nvar s uint\nvar f float64 = 1 << 3\nvar e int8 = 200\nvar g = 1.0 << s\n");
  CHECK(c.errors ==
        "p.go:6:14: cannot use 200 (untyped int constant) as int8 value in variable declaration (overflows)\n"
        "p.go:7:9: invalid operation: shifted operand 1.0 (type float64) must be integer\n");
}

TEST_CASE("type arguments are inferred, instances are shared") {
  Check c(
      "type List[T any] struct { next *List[T]; v T }\n"
      "func Map[A, B any](l []A, f func(A) B) []B { return nil }\n"
      "func id[T any](x T) T { return x }\n"
      "var r = Map([]int{1}, id)\nvar x, y List[string]\n");
  CHECK(c.errors == "");
  CHECK(c.type("r") == "[]int");
  CHECK(c.object("x")->type == c.object("y")->type);
  auto* l = types::as<types::Named>(c.object("x")->type);
  CHECK(types::sizeOf(l) == 24);
}

TEST_CASE("canonical types represent identity") {
  Check c("type A = []map[string]struct{ X int }\nvar a A\nvar b []map[string]struct{ X int }\nvar d []map[string]struct{ Y int }\n");
  auto canon = [&](const char* n) { return types::canonical(c.universe, c.object(n)->type); };
  CHECK(canon("a") == canon("b"));
  CHECK(canon("a") != canon("d"));
}

TEST_CASE("the language version decides what is allowed") {
  Check c("func f() { for range 3 {} }\n", "go1.21");
  CHECK(c.errors == "p.go:2:22: cannot range over 3 (untyped int constant): requires go1.22 or later (-lang was set to go1.21; check go.mod)\n");
}

TEST_CASE("bodies are checked on demand") {
  Check c("func f() { undefined() }\nfunc g() int { return 1 }\n", "", true);
  CHECK(c.errors == "");
  CHECK(types::checkBody(static_cast<types::Func*>(c.object("g"))));
  CHECK_FALSE(types::checkBody(static_cast<types::Func*>(c.object("f"))));
  CHECK(c.diags.print(0) == "p.go:2:12: undefined: undefined\n");
}
