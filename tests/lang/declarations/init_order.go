package main

import "fmt"

var (
	a = c + b
	b = f("b", 1)
	c = f("c", 2)
	d = func() int { return f("d", e) }()
	e = f("e", 3)
	_ = f("blank", 0)
	g, h = pair()
	p    = &q
	q    = T{m: map[string]int{"k": f("q", 9)}}
	arr  = [...]string{2: "two", 0: "zero"}
	fn   = recursive
)

type T struct{ m map[string]int }

func (t *T) get() int { return t.m["k"] }

var viaMethod = p.get() + 1

func recursive(n int) int {
	if n == 0 {
		return z
	}
	return fn2(n - 1)
}

var fn2 = func(n int) int { return n + 100 }
var z = f("z", 5)

func pair() (int, int) { fmt.Println("pair", d); return d + 1, d + 2 }

func f(name string, v int) int {
	fmt.Println("init", name, v)
	return v
}

func init() { fmt.Println("init 1", a, b, c, d, e, g, h) }
func init() { fmt.Println("init 2", p.get(), viaMethod, len(arr), fn(3), z) }

func main() { fmt.Println("main", arr) }
