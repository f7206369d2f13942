// Maps with odd keys: arrays, structs, interfaces, NaN, channels, pointers, nested maps, and iteration with changes.
package main

import (
	"fmt"
	"math"
	"sort"
)

type P struct {
	X, Y int
	N    string
}
type K struct {
	a [2]string
	b any
	c *int
	_ int
}
type E struct{}
type I interface{ id() int }
type T1 int
type T2 string

func (t T1) id() int { return int(t) }
func (t T2) id() int { return len(t) }

func keys[K comparable, V any](m map[K]V, less func(a, b K) bool) []K {
	var r []K
	for k := range m {
		r = append(r, k)
	}
	sort.Slice(r, func(i, j int) bool { return less(r[i], r[j]) })
	return r
}

func try(f func()) {
	defer func() { fmt.Println("caught:", recover()) }()
	f()
}

func main() {
	nan := math.NaN()
	fm := map[float64]int{nan: 1, 0: 2, math.Inf(1): 3}
	fm[nan] = 4
	fm[math.Copysign(0, -1)] = 5
	_, ok := fm[nan]
	fmt.Println(len(fm), fm[0], ok)
	delete(fm, nan)
	fmt.Println(len(fm))
	clear(fm)
	fmt.Println(len(fm))

	am := map[[3]int]string{{1, 2, 3}: "a", {}: "zero"}
	am[[3]int{1, 2, 3}] += "b"
	am[[...]int{9, 9, 9}] += "new"
	fmt.Println(am, am[[3]int{}])

	x, y := 1, 1
	km := map[K]int{{b: 1}: 1, {b: "1"}: 2, {c: &x}: 3, {c: &y}: 4}
	km[K{b: 1}]++
	km[K{b: int64(1)}]++
	km[K{a: [2]string{"q"}, b: [1]any{nil}}] = 9
	fmt.Println(len(km), km[K{b: 1}], km[K{b: "1"}], km[K{c: &x}], km[K{c: &y}], km[K{a: [2]string{"q", ""}, b: [1]any{nil}}])

	im := map[any]string{}
	im[1] = "int"
	im[int8(1)] = "int8"
	im[1.0] = "float"
	im["1"] = "string"
	im[P{1, 1, ""}] = "P"
	im[&x] = "ptr"
	im[nil] = "nil"
	im[E{}] = "E"
	im[struct{}{}] = "anon"
	im[[0]int{}] = "empty array"
	im[true] = "bool"
	im['1'] = "rune"
	im[complex(1, 2)] = "complex"
	fmt.Println(len(im), im[1], im[int8(1)], im[1.0], im["1"], im[P{1, 1, ""}], im[&x], im[nil], im[E{}], im[struct{}{}], im[[0]int{}], im[true], im[int32('1')], im[1+2i])
	try(func() { im[[]int{1}] = "slice" })
	try(func() { _ = im[map[int]int{}] })
	try(func() { im[P{}] = "fine"; im[struct{ f any }{func() {}}] = "func inside" })
	try(func() { delete(im, any([]string{})) })

	xm := map[I]int{T1(3): 1, T2("abc"): 2, nil: 3}
	xm[T1(3)] += 10
	fmt.Println(xm[T1(3)], xm[T2("abc")], xm[nil], xm[T1(4)])

	c1, c2 := make(chan int), make(chan int)
	cm := map[chan int]string{c1: "one", c2: "two"}
	delete(cm, c1)
	fmt.Println(len(cm), cm[c2], cm[c1] == "")

	nested := map[string]map[P][]int{}
	add := func(s string, p P, v int) {
		if nested[s] == nil {
			nested[s] = map[P][]int{}
		}
		nested[s][p] = append(nested[s][p], v)
	}
	add("a", P{1, 2, "n"}, 1)
	add("a", P{1, 2, "n"}, 2)
	add("b", P{X: 5}, 3)
	fmt.Println(nested)
	fmt.Printf("%#v\n", nested["b"])

	m := map[int]int{}
	for i := range 100 {
		m[i] = i * i
	}
	sum, seen := 0, 0
	for k, v := range m {
		if k%2 == 0 {
			delete(m, k+1)
		}
		if k < 50 {
			delete(m, k)
		}
		seen++
		sum += v - v
	}
	for k := range m {
		if k < 50 {
			fmt.Println("left", k)
		}
	}
	fmt.Println(sum, seen >= 50, seen <= 100)
	for k := range m {
		m[k+1000] = 1
		if len(m) > 5000 {
			break
		}
	}
	var nilm map[string][]int
	fmt.Println(nilm["x"], len(nilm), nilm == nil)
	for range nilm {
		panic("no")
	}
	delete(nilm, "x")
	type big struct{ a [200]int }
	bm := map[string]big{}
	b := bm["none"]
	b.a[7] = 7
	bm["k"] = b
	c := bm["k"]
	fmt.Println(c.a[7], bm["k"].a[7], bm["zz"].a[7])
	fmt.Println(keys(am, func(a, b [3]int) bool { return a[0] < b[0] }))
	pm := map[*P]*P{}
	p := &P{1, 2, "p"}
	pm[p] = p
	pm[p].N = "changed"
	for k, v := range pm {
		fmt.Println(k == v, k.N)
	}
	ops := map[string]func(...float64) float64{
		"sum": func(xs ...float64) (s float64) {
			for _, x := range xs {
				s += x
			}
			return
		},
		"max": func(xs ...float64) float64 { r := math.Inf(-1); for _, x := range xs { r = max(r, x) }; return r },
	}
	for _, k := range keys(ops, func(a, b string) bool { return a < b }) {
		fmt.Println(k, ops[k](3, 1.5, 2))
	}
	counts := map[rune]int{}
	for _, r := range "hello, wörld ✓ hello" {
		counts[r]++
	}
	for _, r := range keys(counts, func(a, b rune) bool { return a < b }) {
		fmt.Printf("%c%d ", r, counts[r])
	}
	fmt.Println()
	m2 := map[string]struct {
		n  int
		fs []func() int
	}{"a": {1, nil}}
	e := m2["a"]
	e.fs = append(e.fs, func() int { return e.n })
	e.n = 42
	m2["a"] = e
	fmt.Println(m2["a"].fs[0](), m2["a"].n, len(m2["b"].fs))
}
