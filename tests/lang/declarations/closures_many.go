// Closures: capture by value and reference, loops of every kind, recursion, method values, currying, generators, state machines.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type op func(float64, float64) (float64, error)
type state func(*machine) state
type machine struct {
	in  []rune
	pos int
	out []string
	cur strings.Builder
}

func (m *machine) next() (r rune, ok bool) {
	if m.pos < len(m.in) {
		r, ok = m.in[m.pos], true
		m.pos++
	}
	return
}
func (m *machine) emit(k string) {
	if m.cur.Len() > 0 {
		m.out = append(m.out, k+":"+m.cur.String())
		m.cur.Reset()
	}
}
func text(m *machine) state {
	for {
		r, ok := m.next()
		switch {
		case !ok:
			m.emit("t")
			return nil
		case r >= '0' && r <= '9':
			m.pos--
			m.emit("t")
			return number
		case r == ' ':
			m.emit("t")
		default:
			m.cur.WriteRune(r)
		}
	}
}
func number(m *machine) state {
	for {
		r, ok := m.next()
		if !ok || r < '0' || r > '9' {
			m.emit("n")
			if ok {
				m.pos--
			}
			return text
		}
		m.cur.WriteRune(r)
	}
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

func memo[K comparable, V any](f func(func(K) V, K) V) func(K) V {
	cache := map[K]V{}
	var self func(K) V
	self = func(k K) V {
		if v, ok := cache[k]; ok {
			return v
		}
		v := f(self, k)
		cache[k] = v
		return v
	}
	return self
}

func curry(a int) func(int) func(...int) int {
	return func(b int) func(...int) int {
		a++
		return func(cs ...int) int {
			s := a*100 + b*10
			for _, c := range cs {
				s += c
				b++
			}
			return s
		}
	}
}

type acc struct{ n int }

func (a *acc) add(x int) *acc { a.n += x; return a }
func (a acc) get() int        { return a.n }

func perms(xs []int, visit func([]int)) {
	var rec func(k int)
	rec = func(k int) {
		if k == len(xs) {
			visit(xs)
			return
		}
		for i := k; i < len(xs); i++ {
			xs[k], xs[i] = xs[i], xs[k]
			rec(k + 1)
			xs[k], xs[i] = xs[i], xs[k]
		}
	}
	rec(0)
}

func counterPair() (inc, dec func() int, get func() (n int)) {
	var n int
	inc = func() int { n++; return n }
	dec = func() int { n--; return n }
	get = func() int { return n }
	return
}

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("d", i, " ") }()
		fs = append(fs, func() int { i += 10; return i })
		if i == 1 {
			i++
		}
	}
	for i, s := range []string{"a", "b"} {
		fs = append(fs, func() int { i--; s += "x"; return i*100 + len(s) })
	}
	for k := range 2 {
		fs = append(fs, func() int { k *= 2; return k })
	}
	for k, v := range map[string]int{"q": 5} {
		fs = append(fs, func() int { v++; return len(k) + v })
	}
	for _, f := range append(fs, fs...) {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	x := 1
	f1 := func() int { return x }
	y := x
	f2 := func() int { return y }
	x, y = 5, y
	fmt.Println(f1(), f2())
	g := fib()
	for range 10 {
		fmt.Print(g(), " ")
	}
	fmt.Println()
	ways := memo(func(self func(int) int, n int) int {
		if n < 2 {
			return 1
		}
		return self(n-1) + self(n-2)
	})
	fmt.Println(ways(80))
	c := curry(1)
	d := c(2)
	e := c(3)
	fmt.Println(d(1, 2), d(1), e(), d())
	m := &machine{in: []rune("abc 12x  34 dé5")}
	for s := state(text); s != nil; {
		s = s(m)
	}
	fmt.Println(m.out)
	a := &acc{1}
	add := a.add
	get := a.get
	add(5).add(6)
	fmt.Println(a.n, get(), a.get(), (*acc).add(a, 1).n, acc.get(*a))
	var ps []string
	perms([]int{1, 2, 3}, func(p []int) { ps = append(ps, fmt.Sprint(p)) })
	sort.Strings(ps)
	fmt.Println(ps)
	inc, dec, n := counterPair()
	inc()
	inc()
	dec()
	fmt.Println(n())
	ops := map[string]op{
		"/": func(a, b float64) (r float64, err error) {
			if b == 0 {
				err = fmt.Errorf("%v by zero", a)
				return
			}
			return a / b, nil
		},
	}
	for _, b := range []float64{2, 0} {
		if r, err := ops["/"](5, b); err != nil {
			fmt.Println("error:", err)
		} else {
			fmt.Println(r)
		}
	}
	var arr [3]func(int) int
	for i := range arr {
		arr[i] = func(n int) int {
			if n == 0 {
				return i
			}
			return arr[(i+1)%3](n - 1)
		}
	}
	fmt.Println(arr[0](0), arr[0](4), arr[2](5))
	func(fs ...func()) {
		for _, f := range fs {
			f()
		}
	}(func() { x++ }, func() { x *= 2 }, func() { fmt.Println("x", x) })
	var pipeline []func(string) string
	for _, p := range []string{"<", ">"} {
		for _, q := range []string{"!", "?"} {
			pipeline = append(pipeline, func(s string) string { return p + s + q })
		}
	}
	s := "."
	for _, f := range pipeline {
		s = f(s)
	}
	fmt.Println(s)
	type node struct {
		v    int
		kids []*node
	}
	tr := &node{1, []*node{{2, nil}, {3, []*node{{4, nil}}}}}
	var depth func(*node) int
	depth = func(n *node) (d int) {
		for _, k := range n.kids {
			d = max(d, depth(k))
		}
		return d + 1
	}
	sum := 0
	var walk func(*node)
	walk = func(n *node) {
		sum += n.v
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(tr)
	fmt.Println(depth(tr), sum)
	var big [50]int
	big[49] = 7
	bf := func() int { big[0]++; return big[49] + big[0] }
	cp := big
	fmt.Println(bf(), bf(), big[0], cp[0])
	v1, v2, v3, v4, v5, v6 := 1, "two", 3.0, []int{4}, map[string]int{"five": 5}, struct{ six int }{6}
	all := func() string {
		v1++
		v4[0]++
		v6.six *= 2
		return fmt.Sprint(v1, v2, v3, v4, v5, v6)
	}
	v2 = "TWO"
	fmt.Println(all(), v1, v6)
}
