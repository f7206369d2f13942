package main

import "fmt"

type T struct{ n int }

func (t T) Val(x int) int   { return t.n + x }
func (t *T) Inc(x int) *T   { t.n += x; return t }
func (t T) Many(a, b string, c ...int) (string, int) { return a + b, len(c) + t.n }

type I interface{ Val(int) int }
type W struct {
	*T
	I2 I
}
type F func() int

func (f F) Call() int { return f() }

func main() {
	t := T{1}
	f := t.Val
	g := t.Inc
	t.n = 10
	fmt.Println(f(1), g(5).n, t.n)
	h := (*T).Inc
	k := T.Val
	l := (*T).Val
	fmt.Println(h(&t, 1).n, k(t, 2), l(&t, 3))
	var i I = t
	m := i.Val
	i = &T{100}
	fmt.Println(m(1), i.Val(1), I.Val(i, 2))
	w := W{&t, i}
	p, q := w.Val, w.I2.Val
	w.Inc(3)
	fmt.Println(p(0), q(0), w.T.n, W.Val(w, 0))
	fmt.Println(T.Many(t, "a", "b", 1, 2, 3))
	fm := t.Many
	fmt.Println(fm("x", "y"))
	fmt.Println(F(func() int { return 7 }).Call(), F.Call(func() int { return 8 }))
	fs := map[string]func(int) int{"t": t.Val, "i": i.Val}
	fmt.Println(fs["t"](1), fs["i"](1))
	defer t.Inc(1).Inc(2)
	go t.Val(1)
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *T
		z := np.Val
		fmt.Println(z)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var ni I
		z := ni.Val
		fmt.Println(z)
	}()
	func() {
		var np *T
		z := np.Inc
		defer func() { fmt.Println(recover() != nil) }()
		z(1)
	}()
	fmt.Printf("%T %T %T\n", t.Val, (*T).Inc, I.Val)
}
