// Type switches in generic code, generic aliases, generic methods as values, recursive constraints, instances of instances.
package main

import (
	"fmt"
	"sort"
	"strconv"
)

func kind[T any](x T) string {
	switch any(x).(type) {
	case int, int8:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of T"
	case map[string]T:
		return "map of T"
	case fmt.Stringer:
		return "stringer"
	case func(T) T:
		return "func"
	case nil:
		return "nil"
	case error:
		return "error"
	}
	return fmt.Sprintf("other %T", x)
}

func which[A, B any](x any) string {
	switch v := x.(type) {
	case A:
		return fmt.Sprintf("A=%v", v)
	case B:
		return fmt.Sprintf("B=%v", v)
	case []A:
		return fmt.Sprintf("[]A=%v", v)
	case map[string]B:
		return fmt.Sprintf("mapB=%v", v)
	case func() (A, B):
		a, b := v()
		return fmt.Sprintf("fn=%v,%v", a, b)
	case Pair[A, B]:
		return "pair" + v.String()
	case *Pair[B, A]:
		return "rpair" + v.String()
	case interface{ Both() (A, B) }:
		a, b := v.Both()
		return fmt.Sprint("iface", a, b)
	}
	return "?"
}

type Pair[A, B any] struct {
	a A
	b B
}

func (p Pair[A, B]) String() string { return fmt.Sprintf("<%v|%v>", p.a, p.b) }
func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.b, p.a} }

type both struct{}

func (both) Both() (int, string) { return 1, "x" }

type Vec[T any] = []T
type Table[K comparable, V any] = map[K]Vec[V]
type PS[T any] = Pair[T, string]

type Number interface {
	~int | ~int64 | ~float64
}
type Num[T any] interface {
	Number
	Add(T) T
}
type MyInt int

func (a MyInt) Add(b MyInt) MyInt { return a + b }

type MyF float64

func (a MyF) Add(b MyF) MyF { return a + b + 0.5 }

func SumAll[T Num[T]](xs ...T) (s T) {
	for _, x := range xs {
		s = s.Add(x)
	}
	return s * 2
}

type Cloner[T any] interface{ Clone() T }
type doc struct{ s string }

func (d *doc) Clone() *doc { c := *d; c.s += "'"; return &c }
func CloneAll[T Cloner[T]](xs []T) []T {
	r := make([]T, 0, len(xs))
	for _, x := range xs {
		r = append(r, x.Clone())
	}
	return r
}

type Parser[T any] interface {
	*T
	Parse(string) error
}
type num struct{ n int }

func (n *num) Parse(s string) (err error) { n.n, err = strconv.Atoi(s); return }

func ParseAll[T any, P Parser[T]](ss ...string) ([]T, error) {
	var out []T
	for _, s := range ss {
		var v T
		if err := P(&v).Parse(s); err != nil {
			return out, err
		}
		out = append(out, v)
	}
	return out, nil
}

type Option[T any] func(*T)

func Build[T any](opts ...Option[T]) T {
	var t T
	for _, o := range opts {
		o(&t)
	}
	return t
}

type Lst[T any] struct {
	head T
	tail *Lst[T]
}

func (l *Lst[T]) Fold(f func(T, T) T) T {
	if l.tail == nil {
		return l.head
	}
	return f(l.head, l.tail.Fold(f))
}
func From[T any](xs ...T) *Lst[T] {
	if len(xs) == 0 {
		return nil
	}
	return &Lst[T]{xs[0], From(xs[1:]...)}
}
func MapL[A, B any](l *Lst[A], f func(A) B) *Lst[B] {
	if l == nil {
		return nil
	}
	return &Lst[B]{f(l.head), MapL(l.tail, f)}
}

func Keys[M ~map[K]V, K interface{ ~int | ~string }, V any](m M) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	sort.Slice(r, func(i, j int) bool { return r[i] < r[j] })
	return r
}

type Reg map[string]int

func Ptr[T any](x T) *T { return &x }
func Zero[T any]() (z T) { return }
func Size[T interface{ ~[]E | ~string }, E any](x T) int { return len(x) }
func Conv[To, From Number](f From) To { return To(f) }
func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}
func nest[T any](n int, x T) string {
	if n == 0 {
		return fmt.Sprintf("%T", x)
	}
	switch n {
	case 3:
		return nest(n-1, any(x))
	default:
		return nest(n-1, x)
	}
}

type Tree[T interface{ Less(T) bool }] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) Ins(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if v.Less(t.v) {
		t.l = t.l.Ins(v)
	} else {
		t.r = t.r.Ins(v)
	}
	return t
}
func (t *Tree[T]) Each(f func(T)) {
	if t != nil {
		t.l.Each(f)
		f(t.v)
		t.r.Each(f)
	}
}

type age int

func (a age) Less(b age) bool { return a < b }

func main() {
	fmt.Println(kind(1), kind("s"), kind(Pair[int, int]{}), kind(any(nil)), kind(func(int) int { return 0 }), kind(fmt.Errorf("e")), kind([]int{}))
	fmt.Println(which[int, string](5), which[int, string]("q"), which[string, int](5), which[int, string]([]int{1}), which[int, int](5))
	fmt.Println(which[int, string](map[string]string{"a": "b"}), which[int, string](func() (int, string) { return 1, "f" }), which[int, string](Pair[int, string]{1, "p"}), which[int, string](&Pair[string, int]{"r", 2}), which[int, string](both{}), which[int, bool](both{}))
	var v Vec[int] = []int{1}
	tb := Table[string, bool]{"a": {true}}
	tb["b"] = append(tb["b"], false)
	fmt.Printf("%T %T %v %T %v\n", v, tb, tb, PS[int]{}, PS[float64]{1, "x"}.Swap())
	fmt.Println(SumAll(MyInt(1), 2, 3), SumAll(MyF(1), 2))
	for _, d := range CloneAll([]*doc{{"a"}, {"b"}}) {
		fmt.Print(d.s, " ")
	}
	ns, err := ParseAll[num]("1", "22", "x")
	fmt.Println(ns, err)
	fmt.Println(Build(func(p *Pair[int, string]) { p.a = 3 }, func(p *Pair[int, string]) { p.b = "built" }))
	l := From(1, 2, 3, 4)
	fmt.Println(l.Fold(func(a, b int) int { return a*10 + b }), MapL(l, strconv.Itoa).Fold(func(a, b string) string { return a + b }))
	fmt.Println(Keys(Reg{"z": 1, "y": 2}), Keys(map[int]string{3: "", 1: ""}))
	fmt.Println(*Ptr(5), *Ptr("x"), Zero[[2]string](), Zero[*int]() == nil, Size[[]int, int]([]int{1, 2}), Conv[int](3.99), Conv[float64](MyI(7)))
	f := Compose(strconv.Itoa, func(s string) []byte { return []byte(s + s) })
	fmt.Println(string(f(12)), nest(5, "x"), nest(1, 2.5))
	mv := Pair[int, string].Swap
	mp := (*Lst[int]).Fold
	fmt.Println(mv(Pair[int, string]{1, "s"}), mp(l, func(a, b int) int { return a - b }))
	var t *Tree[age]
	for _, a := range []age{5, 2, 8, 1} {
		t = t.Ins(a)
	}
	t.Each(func(a age) { fmt.Print(a, " ") })
	fmt.Printf("%T %v\n", t, t.Ins != nil)
}

type MyI int64
