// This file tests types as data: how they print, which are one type, method sets, instances, and the reasons given when
// they do not fit. The expected texts are those of Go's compiler and of reflect.
#include <catch2/catch.hpp>

#include "compiler/syntax/parser.h"
#include "compiler/types/checker.h"

using namespace gvm;
using namespace gvm::types;

namespace {
struct Checked {
  source::FileSet files;
  source::Arena arena;
  source::Interner names{arena};
  source::Diagnostics diags{files};
  Universe universe{arena, names};
  Package* pkg;

  explicit Checked(const std::string& text) {
    source::File* src = files.addFile("p.go", "package p\n" + text);
    syntax::File* tree = syntax::parseFile({arena, names, diags}, src);
    pkg = newPackage(universe, "example/p", "");
    CheckOptions options;
    options.diags = &diags;
    options.importer = [](std::string_view, Package*, std::string* e) {
      *e = "no imports here";
      return static_cast<Package*>(nullptr);
    };
    checkPackage(universe, pkg, {tree}, options);
  }
  Object* object(const char* name) { return pkg->scope->lookup(names.intern(name)); }
  Type* type(const char* name) { return object(name)->type; }
  std::string errors() { return diags.print(); }
};

std::string errorsOf(const std::string& text) { return Checked(text).errors(); }
}  // namespace

TEST_CASE("type strings as reflect and the linker have them") {
  Checked c(R"(
type Box[T any] struct{ v T }
type Pair[A, B any] struct { a A; b B }
type I interface{ m(); M(x int) (byte, rune); error }
var a struct { x int; Y string `k:"v"`; *Box[int] }
var b Pair[Box[int], map[string]Box[I]]
var c func(a int, b ...string) (x error, y any)
var d []chan<- (<-chan (chan int))
var e chan (<-chan int)
var f interface{ m(); M(x int) (byte, rune); error }
var g struct{}
var h Box[struct{ x int }]
)");
  REQUIRE(c.errors() == "");
  auto name = [&](const char* v) { return typeString(c.type(v), Qualify::Name); };
  CHECK(name("a") == R"(struct { x int; Y string "k:\"v\""; *p.Box[int] })");
  CHECK(name("b") == "p.Pair[example/p.Box[int],map[string]example/p.Box[example/p.I]]");
  CHECK(name("c") == "func(int, ...string) (error, interface {})");
  CHECK(name("d") == "[]chan<- <-chan chan int");
  CHECK(name("e") == "chan (<-chan int)");
  CHECK(name("f") == "interface { Error() string; M(int) (uint8, int32); p.m() }");
  CHECK(name("g") == "struct {}");
  CHECK(name("h") == "p.Box[struct { example/p.x int }]");
  CHECK(typeString(c.type("a"), Qualify::Path) == R"(struct { example/p.x int; Y string "k:\"v\""; *example/p.Box[int] })");
}

TEST_CASE("one representative per class of identical types") {
  Checked c(R"(
type A = []byte
type L[T any] struct { next *L[T]; v T }
var a1 map[string]struct{ x A; y func(n int) error }
var a2 map[string]struct{ x []uint8; y func(m int) (err error) }
var a3 map[string]struct{ x []uint8; y func(m int, more ...int) error }
var b1 L[L[A]]
var b2 L[L[[]uint8]]
var c1 interface{ M(interface{ N() }); E() any }
var c2 interface{ E() interface{}; M(interface{ N() }) }
)");
  REQUIRE(c.errors() == "");
  auto canon = [&](const char* v) { return canonical(c.universe, c.type(v)); };
  CHECK(canon("a1") == canon("a2"));
  CHECK(canon("a1") != canon("a3"));
  CHECK(canon("b1") == canon("b2"));
  CHECK(canon("c1") == canon("c2"));
  CHECK(typeHash(c.type("a1")) == typeHash(c.type("a2")));
}

TEST_CASE("method sets hold promoted methods, in itab order") {
  Checked c(R"(
type Base struct{}
func (Base) V() {}
func (*Base) P() {}
func (Base) hidden() {}
type Mid struct { *Base }
type Top struct { Mid; Base2 }
type Base2 struct{}
func (Base2) V() {}
func (*Base2) Q() {}
)");
  REQUIRE(c.errors() == "");
  auto set = [&](Type* t) {
    std::string s;
    for (const MethodEntry& m : methodSet(c.arena, t)) s += std::string(m.func->name) + " ";
    return s;
  };
  Type* top = c.type("Top");
  CHECK(set(c.type("Base")) == "V hidden ");
  CHECK(set(c.type("Mid")) == "P V hidden ");
  CHECK(set(top) == "P V hidden ");  // V is Base2's, which is less deep
  CHECK(set(c.arena.make<Pointer>(top)) == "P Q V hidden ");
}

TEST_CASE("types declared in generic functions differ by instance") {
  Checked c(R"(
func F[T any]() any {
	type L struct { next *L; v T }
	type M = []T
	return map[string]L{"": {}}
}
)");
  REQUIRE(c.errors() == "");
  auto* f = static_cast<Func*>(c.object("F"));
  auto* ret = syntax::as<syntax::ReturnStmt>(f->fdecl->body->list[2]);
  REQUIRE(ret);
  Type* t = ret->results[0]->type;
  List<TypeParam*> tparams = f->signature()->tparams;
  auto inst = [&](Type* arg) { return substitute(c.universe, t, tparams, c.arena.copy<Type*>({arg})); };
  Type *i1 = inst(c.universe.typ[Int]), *i2 = inst(c.universe.typ[Int]), *s = inst(c.universe.typ[String]);
  CHECK(hasTypeParams(t));
  CHECK(identical(i1, i2));
  CHECK(!identical(i1, s));
  CHECK(canonical(c.universe, i1) == canonical(c.universe, i2));
  CHECK(typeString(i1, Qualify::Name) == "map[string]p.L[int]");
  CHECK(sizeOf(as<Map>(s)->elem) == 24);
}

TEST_CASE("inference") {
  CHECK(errorsOf(R"(
func Map[S ~[]E, E, R any](s S, f func(E) R) []R { return nil }
type Ints []int
var a []string = Map(Ints{1}, func(int) string { return "" })
func max[T int | float64](a, b T) T { return a }
var b float64 = max(1, 2.5)
func id[T any](x T) T { return x }
var c func(string) string = id
func apply[A, B any](a A, f func(A) B) B { return f(a) }
var d int = apply(1, id)
type Num interface { ~int; String() string }
func conv[P interface{ *T; Set(int) }, T any](t T) {}
type S struct{}
func (*S) Set(int) {}
func _() { conv(S{}) }
)") == "");
  CHECK(errorsOf("func f[T any](x, y T) {}\nfunc _() { f(1, \"a\") }\n") ==
        "p.go:3:17: in call to f, mismatched types untyped int and untyped string (cannot infer T)\n");
  CHECK(errorsOf("func f[K comparable, V any](m map[K]V) {}\nfunc _() { f([]int{}) }\n") ==
        "p.go:3:14: in call to f, type []int of []int{} does not match map[K]V (cannot infer K and V)\n");
  CHECK(errorsOf("func f[T any]() {}\nfunc _() { f() }\n") ==
        "p.go:3:13: in call to f, cannot infer T (declared at p.go:2:8)\n");
}

TEST_CASE("constraints and what does not satisfy them") {
  CHECK(errorsOf("type N interface{ ~int | ~string }\nfunc f[T N]() {}\nfunc _() { f[float64]() }\n") ==
        "p.go:4:14: float64 does not satisfy N (float64 missing in ~int | ~string)\n");
  CHECK(errorsOf("type M int\ntype N interface{ int }\nfunc f[T N]() {}\nfunc _() { f[M]() }\n") ==
        "p.go:5:14: M does not satisfy N (possibly missing ~ for int in N)\n");
  CHECK(errorsOf("func f[T comparable]() {}\nfunc _() { f[[]int]() }\n") ==
        "p.go:3:14: []int does not satisfy comparable\n");
  CHECK(errorsOf("type I interface{ M() }\ntype T struct{}\nfunc (*T) M() {}\nvar _ I = T{}\n") ==
        "p.go:5:11: cannot use T{} (value of struct type T) as I value in variable declaration: T does not implement I "
        "(method M has pointer receiver)\n");
}

TEST_CASE("cycles") {
  CHECK(errorsOf("type T struct { a [2]T }\n") == "p.go:2:6: invalid recursive type: T refers to itself\n");
  CHECK(errorsOf("type A B\ntype B A\n") ==
        "p.go:2:6: invalid recursive type A\n\tp.go:2:6: A refers to B\n\tp.go:3:6: B refers to A\n");
  CHECK(errorsOf("var a = b\nvar b = f()\nfunc f() int { return a }\n") ==
        "p.go:2:5: initialization cycle for a\n\tp.go:2:5: a refers to b\n\tp.go:3:5: b refers to f\n\tp.go:4:6: f refers to a\n");
}

TEST_CASE("initialisation order") {
  Checked c("var a = b + f()\nvar b = 1\nvar c, d = g()\nfunc f() int { return c }\nfunc g() (int, int) { return b, 2 }\n");
  REQUIRE(c.errors() == "");
  std::string order;
  for (Initializer* i : c.pkg->initOrder) {
    for (Var* v : i->lhs) order += std::string(v->name) + " ";
  }
  CHECK(order == "b c d a ");
}
