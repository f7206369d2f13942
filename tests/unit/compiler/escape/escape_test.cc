// This file tests escape analysis and inlining on small programs: where each allocation lives, and how far parameters get.
#include "compiler/escape/escape.h"

#include <cstring>

#include <catch2/catch.hpp>

#include "compiler/escape/inline.h"
#include "compiler/escape/loops.h"
#include "compiler/escape/notes.h"
#include "compiler/lower/lower.h"
#include "compiler/syntax/parser.h"
#include "compiler/types/checker.h"

using namespace gvm;
using escape::ParamFlow;

namespace {

// One package main, checked, lowered, inlined on request, and analysed.
struct Analysed {
  source::Arena arena;
  source::Interner names{arena};
  source::FileSet files;
  source::Diagnostics diags{files};
  types::Universe universe{arena, names};
  std::unique_ptr<lower::Program> program;
  escape::TypeInfos infos{arena, 1};
  escape::InlineReport inlined;
  escape::EscapeReport escapes;
  types::Package* pkg;

  explicit Analysed(std::string body, bool inlining = false) {
    source::File* file = files.addFile("t.go", "package main\n" + body);
    syntax::File* tree = syntax::parseFile({arena, names, diags}, file);
    pkg = types::newPackage(universe, names.intern("main"), names.intern("main"));
    pkg->isMain = true;
    types::CheckOptions o;
    o.diags = &diags;
    o.isMain = true;
    bool ok = types::checkPackage(universe, pkg, {tree}, o);
    INFO(diags.print(0));
    REQUIRE(ok);
    lower::Options lo;
    lo.keepAll = true;
    program = lower::lowerProgram(universe, {pkg}, lo);
    if (inlining) escape::inlineCalls(*program, &inlined);
    escape::analyze(*program, infos, &escapes);
    for (lower::Function* f : program->functions) {
      INFO(lower::dump(*f));
      CHECK(lower::verify(*f) == "");
    }
  }
  lower::Function* fn(std::string_view symbol) {
    for (lower::Function* f : program->functions)
      if (f->symbol == symbol) return f;
    FAIL("no function " << symbol);
    return nullptr;
  }
  // Operations of one kind in a function, and how many of them live in the frame.
  std::pair<int, int> count(std::string_view symbol, lower::Op op) {
    int all = 0, framed = 0;
    for (lower::Block* b : fn(symbol)->blocks)
      for (lower::Instr* i : b->instrs)
        if (i->op == op) all++, framed += i->has(lower::kOnStack);
    return {all, framed};
  }
  ParamFlow flow(std::string_view symbol, size_t param) {
    std::string_view tags = fn(symbol)->escapeTags;
    REQUIRE(tags.size() >= (param + 1) * sizeof(ParamFlow));
    ParamFlow f;
    std::memcpy(static_cast<void*>(&f), tags.data() + param * sizeof(ParamFlow), sizeof f);
    return f;
  }
  std::string notes(int level = 1) { return escape::notes({&files, pkg, level}, inlined, escapes); }
};

const std::pair<int, int> kFramed{1, 1}, kOnHeap{1, 0};

}  // namespace

TEST_CASE("an allocation whose address stays lives in the frame") {
  Analysed a("type t struct{ n int }\nfunc f() int { p := &t{1}; p.n++; return p.n }\nfunc main() { f() }");
  CHECK(a.count("main.f", lower::Op::New) == kFramed);
}

TEST_CASE("an allocation that is returned or stored in a global lives on the heap") {
  Analysed a("var g *int\nfunc f() *int { return new(int) }\nfunc h() { g = new(int) }\nfunc main() { f(); h() }");
  CHECK(a.count("main.f", lower::Op::New) == kOnHeap);
  CHECK(a.count("main.h", lower::Op::New) == kOnHeap);
}

TEST_CASE("parameters carry the least number of dereferences to each goal") {
  Analysed a("var g *int\nfunc keep(p *int) { g = p }\nfunc content(p **int) { g = *p }\nfunc pass(a, b *int) (*int, int) { return b, *a }\n"
             "func load(p **int) *int { return *p }\nfunc main() {}");
  CHECK(a.flow("main.keep", 0).heap == 0);
  CHECK(a.flow("main.content", 0).heap == 1);
  CHECK(a.flow("main.pass", 0).none());
  CHECK(a.flow("main.pass", 1).result[0] == 0);
  CHECK(a.flow("main.load", 0).result[0] == 1);
}

TEST_CASE("arguments follow the callee's tags, also through recursion") {
  Analysed a("type n struct{ next *n }\nvar g *n\nfunc length(l *n) int { if l == nil { return 0 }; return 1 + length(l.next) }\n"
             "func last(l *n) { if l.next == nil { g = l; return }; last(l.next) }\n"
             "func f() int { return length(&n{}) }\nfunc h() { last(&n{}) }\nfunc main() {}");
  CHECK(a.count("main.f", lower::Op::New) == kFramed);
  CHECK(a.count("main.h", lower::Op::New) == kOnHeap);
}

TEST_CASE("what outlives an iteration of a loop lives on the heap") {
  Analysed a("type c struct{ next *c }\nfunc chain(n int) *c { var l *c; for range n { l = &c{l} }; return l.next }\n"
             "func each(n int) (k int) { for range n { x := &c{}; if x.next == nil { k++ } }; return }\nfunc main() {}");
  CHECK(a.count("main.chain", lower::Op::New) == kOnHeap);
  CHECK(a.count("main.each", lower::Op::New) == kFramed);
}

TEST_CASE("values in interfaces live in the frame as long as the interface does") {
  Analysed a("var g any\nfunc is(x any) bool { return x == nil }\nfunc f(n int) bool { return is(n) }\nfunc h(n int) { g = n }\n"
             "func last(n int) any { var x any; for i := range n { x = i }; return x }\nfunc main() {}");
  CHECK(a.count("main.f", lower::Op::MakeIface) == kFramed);
  CHECK(a.count("main.h", lower::Op::MakeIface) == kOnHeap);
  CHECK(a.count("main.last", lower::Op::MakeIface) == kOnHeap);
}

TEST_CASE("slices of unknown or large size live on the heap") {
  Analysed a("func f() int { return len(make([]int, 8)) }\nfunc v(n int) int { return len(make([]int, n)) }\n"
             "func l() int { return len(make([]int, 1<<20)) }\nfunc main() {}");
  CHECK(a.count("main.f", lower::Op::MakeSlice) == kFramed);
  CHECK(a.count("main.v", lower::Op::MakeSlice) == kOnHeap);
  CHECK(a.count("main.l", lower::Op::MakeSlice) == kOnHeap);
}

TEST_CASE("closures and what they capture by reference") {
  Analysed a("func apply(f func()) { f() }\nfunc local() (n int) { apply(func() { n++ }); return }\n"
             "func counter() func() int { n := 0; return func() int { n++; return n } }\nfunc main() {}");
  CHECK(a.count("main.local", lower::Op::MakeClosure) == kFramed);
  CHECK(a.count("main.counter", lower::Op::MakeClosure) == kOnHeap);
  bool moved = false;
  for (lower::Var* v : a.fn("main.counter")->vars) moved |= v->heap;
  CHECK(moved);
  for (lower::Var* v : a.fn("main.local")->vars) CHECK(!v->heap);
}

TEST_CASE("method values hold their receiver no longer than they live") {
  Analysed a("type t struct{ n int }\nfunc (p *t) get() int { return p.n }\nfunc f() int { p := &t{1}; g := p.get; return g() }\nfunc main() {}");
  CHECK(a.count("main.f", lower::Op::New) == kFramed);
  CHECK(a.count("main.f", lower::Op::MakeClosure) == kFramed);
}

TEST_CASE("small functions are inlined, the forbidden ones are not") {
  Analysed a("func leaf(x int) int { return x + 1 }\n//go:noinline\nfunc never(x int) int { return x }\n"
             "func rec(n int) int { if n == 0 { return 0 }; return rec(n-1) }\nfunc f() int { return leaf(1) + never(2) + rec(3) }\nfunc main() {}",
             true);
  auto calls = a.count("main.f", lower::Op::Call);
  CHECK(calls.first == 2);
  CHECK(a.fn("main.leaf")->inlinable);
  CHECK(!a.fn("main.never")->inlinable);
  CHECK(!a.fn("main.rec")->inlinable);
}

TEST_CASE("notes are worded and ordered as gc's") {
  Analysed a("func leaf(p *int) *int { return p }\nfunc f() int { x := 1; return *leaf(&x) }\nfunc main() {}", true);
  CHECK(a.notes() ==
        "t.go:2:6: can inline leaf\nt.go:3:6: can inline f\nt.go:4:6: can inline main\nt.go:3:36: inlining call to leaf\n"
        "t.go:2:11: leaking param: p to result ~r0 level=0\n");
  CHECK(a.notes(2).find("can inline leaf with cost 0 as: func(*int) *int { return p }") != std::string::npos);
}

TEST_CASE("loops are found with their depth") {
  Analysed a("func f(n int) (s int) { for i := range n { for j := range i { s += j } }; return }\nfunc main() {}");
  escape::Loops l;
  l.build(*a.fn("main.f"));
  REQUIRE(l.any);
  CHECK(*std::max_element(l.depth.begin(), l.depth.end()) == 2);
  CHECK(l.depth[0] == 0);
}
