// This file tests the lowering on small programs: the IR verifies, and the operations that decide behaviour are there.
#include "compiler/lower/lower.h"

#include <catch2/catch.hpp>

#include "compiler/syntax/parser.h"
#include "compiler/types/checker.h"

using namespace gvm;

namespace {

// One package main, parsed, checked and lowered.
struct Lowered {
  source::Arena arena;
  source::Interner names{arena};
  source::FileSet files;
  source::Diagnostics diags{files};
  types::Universe universe{arena, names};
  std::unique_ptr<lower::Program> program;

  explicit Lowered(std::string body) {
    source::File* file = files.addFile("t.go", "package main\n" + body);
    syntax::File* tree = syntax::parseFile({arena, names, diags}, file);
    types::Package* pkg = types::newPackage(universe, names.intern("main"), names.intern("main"));
    pkg->isMain = true;
    types::CheckOptions o;
    o.diags = &diags;
    o.isMain = true;
    bool ok = types::checkPackage(universe, pkg, {tree}, o);
    INFO(diags.print(0));
    REQUIRE(ok);
    program = lower::lowerProgram(universe, {pkg}, {});
    for (lower::Function* f : program->functions) {
      INFO(lower::dump(*f));
      CHECK(lower::verify(*f) == "");
    }
  }
  std::string text(std::string_view symbol) {
    for (lower::Function* f : program->functions)
      if (f->symbol == symbol) return lower::dump(*f);
    return "";
  }
  bool has(std::string_view symbol, std::string_view piece) { return text(symbol).find(piece) != std::string::npos; }
};

}  // namespace

TEST_CASE("parallel assignment needs one copy only") {
  Lowered l("func main() { a, b := 1, 2; for a < 100 { a, b = b, a+b }; println(a) }");
  CHECK(l.has("main.main", "a.r"));
  CHECK(!l.has("main.main", "VarDecl"));
}

TEST_CASE("variables never reassigned are captured by value, others by reference") {
  Lowered l("func main() { a := 1; b := 2; f := func() int { b++; return a + b }; println(f()) }");
  CHECK(l.has("main.main.func1", "capture a int\n"));
  CHECK(l.has("main.main.func1", "capture b *int byref"));
}

TEST_CASE("loop variables are copied for each iteration only when shared") {
  Lowered l("func main() { for i := 0; i < 3; i++ { println(i) }; for j := 0; j < 3; j++ { defer func() { println(j) }() } }");
  CHECK(l.has("main.main", "VarDecl.int j"));
  CHECK(!l.has("main.main", "VarDecl.int i"));
}

TEST_CASE("instances of generic functions are separate functions") {
  Lowered l("func f[T any](x T) any { type l struct{ x T }; return l{x} }\nfunc main() { println(f(1) == f(\"\")) }");
  CHECK(l.has("main.f[int]", "MakeIface.interface {}/main.l[int]"));
  CHECK(l.has("main.f[string]", "MakeIface.interface {}/main.l[string]"));
}

TEST_CASE("calls come before the operands beside them") {
  Lowered l("var x int\nfunc g() int { x++; return x }\nfunc main() { println(x + g()) }");
  std::string t = l.text("main.main");
  CHECK(t.find("Call main.g") < t.find("GlobalLoad.int main.x"));
}

TEST_CASE("constant tables are static data") {
  Lowered l("type p struct{ a int; s string }\nvar t = []p{{1, \"a\"}, {2, \"b\"}}\nfunc main() { println(len(t)) }");
  for (auto& p : l.program->packages) CHECK(p.inits.empty());
  for (lower::Global* g : l.program->globals)
    if (g->symbol == "main.t") CHECK(g->hasData);
}

TEST_CASE("leaving a range-over-func loop goes through its exits") {
  Lowered l(
      "func seq(yield func(int) bool) { _ = yield(1) && yield(2) }\n"
      "func f() int { outer: for { for x := range seq { if x == 2 { break outer }; if x == 3 { return x } } }; return 0 }\n"
      "func main() { f() }");
  CHECK(l.has("main.f-range1", "PanicRangeState"));
  CHECK(l.has("main.f", "#next"));
}

TEST_CASE("methods are reached through wrappers in method tables") {
  Lowered l("type I interface{ M() }\ntype T struct{ x int }\nfunc (T) M() {}\ntype E struct{ *T }\nfunc main() { var i I = E{&T{}}; i.M() }");
  CHECK(l.has("main.(*E).M", "Call main.T.M"));
  REQUIRE(l.program->itabs.size() == 1);
  CHECK(l.program->itabs[0]->methods[0]->symbol == "main.(*E).M");
}
