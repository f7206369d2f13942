// Evaluation order and side effects in assignments, operators, calls, indexes, composite literals and conversions.
package main

import (
	"fmt"
	"strings"
)

var tr []string

func t[T any](name string, v T) T { tr = append(tr, name); return v }
func show(what string, v ...any) {
	fmt.Println(what, strings.Join(tr, " "), fmt.Sprint(v...))
	tr = tr[:0]
}

type S struct {
	a, b int
	m    map[string]int
	p    *S
	f    func(int) int
}

func (s S) V(n int) S   { tr = append(tr, fmt.Sprint("V", s.a, n)); s.a += n; return s }
func (s *S) P(n int) *S { tr = append(tr, fmt.Sprint("P", s.a, n)); s.a += n; return s }

var g = 1

func incg() int { g++; return g }

func multi() (int, string, error) { tr = append(tr, "multi"); return 1, "s", nil }

func named() (x, y int) {
	defer func() { x, y = y, x }()
	x = 1
	return x + 1, x + 2
}

func variadic(pre string, xs ...int) int {
	s := 0
	for i, x := range xs {
		s += x
		xs[i] = -1
	}
	tr = append(tr, pre)
	return s
}

func main() {
	arr := []int{10, 20, 30}
	arr[t("i", 0)] += t("v", 5)
	show("op=", arr)
	m := map[string]int{"a": 1}
	m[t("k", "a")] <<= t("n", uint(3))
	m[t("k2", "new")]++
	show("map op=", m)
	p := func() *int { tr = append(tr, "p()"); return &arr[1] }
	*p() *= t("v", 2)
	*p()--
	show("ptr op=", arr)
	x, y := 1, 2
	x, y = y, x+y
	arr[x], x = 99, 0
	show("tuple", x, y, arr)
	i := 0
	i, arr[i] = 1, 7
	show("idx", i, arr)
	arr[0], arr[0] = 1, 2
	show("twice", arr)
	s := &S{a: 1, m: map[string]int{}}
	s.p = s
	s, s.p.a = &S{a: 50}, 60
	show("ptr swap", s.a)
	s2 := S{a: t("fa", 1), m: map[string]int{t("k1", "x"): t("v1", 1), t("k2", "y"): t("v2", 2)}, b: t("fb", 2)}
	show("lit", s2.a, s2.b, len(s2.m))
	r := s2.V(t("n1", 1)).V(t("n2", 2)).a
	show("chain V", r, s2.a)
	q := s2.P(t("n1", 1)).P(t("n2", 2)).V(t("n3", 3)).a
	show("chain P", q, s2.a)
	z := []int{g, incg(), g, incg()}
	show("lit calls", len(z), z[1], z[3])
	fmt.Println(t("a", 1)+t("b", 2)*t("c", 3), t("d", true) || t("e", true), t("f", false) && t("g", true))
	show("binary")
	fn := func() func(...int) int {
		tr = append(tr, "getfn")
		return func(xs ...int) int { return len(xs) }
	}
	fmt.Println(fn()(t("x", 1), t("y", 2)))
	show("callee first")
	a, b, err := multi()
	show("multi", a, b, err)
	fmt.Println(named())
	xs := []int{1, 2, 3}
	fmt.Println(variadic(t("pre", "q"), xs...), xs, variadic("lit", 4, 5), variadic("none"))
	show("variadic")
	switch t("tag", 2) {
	case t("c1", 1), t("c2", 2), t("c3", 3):
		show("switch hit")
		fallthrough
	case t("c4", 4):
		show("fell")
	default:
		show("default")
	}
	switch {
	case t("false", false):
	case t("true", true) && len(tr) == 2:
		show("cond switch")
	}
	for k := t("init", 0); t("cond", k < 2); k += t("post", 1) {
		tr = append(tr, "body")
	}
	show("for")
	for range t("range", arr)[:t("hi", 2)] {
		tr = append(tr, "it")
	}
	show("range")
	if v, ok := m[t("key", "zz")]; !ok && t("then", v == 0) {
		show("if")
	}
	var iface any = t("dyn", 5)
	if n, ok := iface.(int); ok {
		show("assert", n)
	}
	func() {
		defer func() { show("panic order", recover()) }()
		var np *S
		np.a = t("rhs", 1)
	}()
	func() {
		defer func() { show("nil map order", recover()) }()
		var nm map[string]int
		nm[t("key", "k")] = t("val", 1)
	}()
	func() {
		defer func() { show("index order", recover()) }()
		arr[t("idx", 10)] = t("val", 1)
	}()
	func() {
		defer func() { show("div", recover()) }()
		d := 0
		_ = t("l", 1) / d * t("r", 2)
	}()
	func() {
		defer func() { show("partial", recover(), arr) }()
		arr[0], arr[t("bad", 9)] = 1000, 1
	}()
	defer func(n int) { show("defer arg", n, g) }(t("now", g))
	g = 77
	ch := make(chan int, 1)
	ch <- t("send", 3)
	arr[t("ri", 2)] = <-ch
	show("recv", arr)
	str := "abc"
	str += t("d", "d") + t("e", "e")
	bs := append([]byte(t("pre", "x")), t("app", str)...)
	show("append", string(bs))
	var e1, e2 any = t("e1", 1), t("e2", "1")
	show("cmp", e1 == e2, e1 != nil, e1 == any(1))
	f1 := s2.V
	s2.a = 1000
	show("mv", f1(1).a, S.V(s2, 2).a, (*S).P(&s2, 3).a)
	k := 5
	k = k + func() int { k = 100; return 1 }()
	show("closure mod", k == 6 || k == 101)
	var c [3]int
	j := 0
	for j, c[j] = range []int{7, 8, 9} {
	}
	show("range assign", j, c)
	lbl := 0
loop:
	if lbl < 3 {
		lbl++
		if lbl == 2 {
			goto loop
		}
		tr = append(tr, fmt.Sprint(lbl))
		goto loop
	}
	show("goto")
}
