package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), ";")
	}
	fmt.Println()
	var ps []*int
	for i := 0; i < 4; i++ {
		ps = append(ps, &i)
		if i == 1 {
			i++
		}
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println(len(ps))
	var gs []func() (int, string)
	for i, s := range []string{"a", "b"} {
		gs = append(gs, func() (int, string) { s += "!"; return i, s })
	}
	for _, g := range gs {
		fmt.Println(g())
		fmt.Println(g())
	}
	for i := range 3 {
		defer func() { fmt.Println("defer", i) }()
	}
	x := 0
	inc := func() func() int { return func() int { x++; return x } }
	a, b := inc(), inc()
	fmt.Println(a(), b(), a(), x)
	var acc []int
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		f := func() { i += j % 2; acc = append(acc, i, j) }
		f()
		if len(acc) > 4 {
			continue
		}
	}
	fmt.Println(acc)
	nest := func(n int) func() func() int {
		return func() func() int { n *= 2; return func() int { n++; return n } }
	}
	h := nest(5)()
	fmt.Println(h(), h())
}
