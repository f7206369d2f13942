// Range over functions: defers, labels, gotos out of nested bodies, returns through several levels, recover and panics.
package main

import (
	"fmt"
	"iter"
)

func count(n int, name string) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("  end", name)
		for i := range n {
			if !yield(i) {
				fmt.Println("  stopped", name, i)
				return
			}
		}
	}
}

func find(a, b int) (r string, err error) {
	defer func() { r += "!" }()
	for x := range count(a, "outer") {
		defer fmt.Println("deferred in find", x)
		for y := range count(b, "inner") {
			if x*y == 2 {
				return fmt.Sprint(x, "*", y), nil
			}
			if x == 2 && y == 1 {
				return "two", fmt.Errorf("odd")
			}
		}
	}
	return "none", nil
}

func labels() {
outer:
	for x := range count(4, "A") {
	middle:
		for y := range count(4, "B") {
			for z := range count(4, "C") {
				switch {
				case z == 1 && y == 0:
					continue middle
				case y == 1 && z == 0 && x == 0:
					continue outer
				case x == 1 && y == 1:
					break outer
				}
				fmt.Println(x, y, z)
			}
		}
	}
}

func panics() (out string) {
	defer func() {
		if e := recover(); e != nil {
			out = fmt.Sprint("recovered ", e)
		}
	}()
	for x := range count(3, "P") {
		func() {
			defer func() {
				if e := recover(); e != nil {
					fmt.Println("inner", e)
				}
			}()
			if x == 0 {
				panic("zero")
			}
		}()
		if x == 1 {
			panic("one")
		}
	}
	return "unreached"
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func swallow(yield func(int) bool) {
	defer func() { fmt.Println("swallowed", recover()) }()
	yield(1)
}

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "->", e)
		}
	}()
	f()
	fmt.Println(name, "fine")
}

func closures() {
	var fs []func() int
	for x := range count(3, "cl") {
		y := x * 10
		fs = append(fs, func() int { y++; x++; return x + y })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}

func named() (a, b int) {
	for x := range count(5, "named") {
		a = x
		b += x
		if x == 3 {
			return
		}
	}
	return -1, -1
}

func gotos() {
	n := 0
again:
	for x := range count(3, "goto") {
		if x == 1 && n < 2 {
			n++
			goto again
		}
	}
	fmt.Println("n", n)
}

func loopDefer() {
	for i := range count(3, "ld") {
		defer func() { fmt.Println("ld", i, recover()) }()
	}
	panic("from loopDefer")
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.l.all(yield) && yield(t.v) && t.r.all(yield)
}
func (t *tree) walk(yield func(int) bool) { t.all(yield) }

func main() {
	fmt.Println(find(3, 3))
	fmt.Println(find(3, 2))
	fmt.Println(find(1, 1))
	labels()
	fmt.Println(panics())
	try("bad", func() {
		for x := range bad {
			if x == 1 {
				break
			}
		}
	})
	try("swallow", func() {
		for range swallow {
			panic("lost")
		}
	})
	try("late", func() {
		var keep func(int) bool
		for range func(y func(int) bool) { keep = y } {
		}
		keep(1)
	})
	closures()
	fmt.Println(named())
	gotos()
	loopDefer()
	t := &tree{&tree{nil, nil, 1}, &tree{&tree{nil, nil, 3}, nil, 4}, 2}
	for v := range t.walk {
		fmt.Print(v, " ")
		if v == 3 {
			break
		}
	}
	next, stop := iter.Pull2(func(y func(string, int) bool) {
		defer fmt.Println("pull done")
		for i, s := range []string{"x", "y", "z"} {
			if !y(s, i) {
				return
			}
		}
	})
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
}
