package main

import "fmt"

type List struct {
	v    int
	next *List
}

type Tree struct{ l, r *Tree }
type M map[string]M
type F func(F) int
type I interface{ Next() I }
type Ch chan Ch
type A struct{ b *B }
type B struct{ a []A }
type node int

func (n node) Next() I {
	if n == 0 {
		return nil
	}
	return n - 1
}

func (t *Tree) depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.l.depth(), t.r.depth())
}

func build(n int) *Tree {
	if n == 0 {
		return nil
	}
	return &Tree{build(n - 1), build(n / 2)}
}

func main() {
	var l *List
	for i := range 5 {
		l = &List{i, l}
	}
	for p := l; p != nil; p = p.next {
		fmt.Print(p.v, " ")
	}
	fmt.Println(build(9).depth())
	m := M{"a": M{"b": nil, "c": {}}}
	fmt.Println(len(m["a"]), m["a"]["b"] == nil, m)
	f := F(func(g F) int { if g == nil { return 1 }; return g(nil) + 1 })
	fmt.Println(f(f))
	n := 0
	for i := I(node(4)); i != nil; i = i.Next() {
		n++
	}
	fmt.Println(n)
	c := make(Ch, 1)
	c <- c
	fmt.Println(<-c == c)
	a := A{&B{[]A{{}, {}}}}
	fmt.Println(len(a.b.a), a.b.a[0].b == nil)
}
