package main

import "fmt"

type Op func(int, int) int

func (o Op) Twice(a, b int) int { return o(o(a, b), b) }

func variadic(prefix string, nums ...int) string {
	return fmt.Sprint(prefix, len(nums), nums, nums == nil)
}

func multi() (int, string, error) { return 1, "two", nil }
func take(a int, b string, c error) string { return fmt.Sprint(a, b, c) }
func named(x int) (y, z int) {
	defer func() { z *= 2 }()
	y = x + 1
	z = y * 10
	return y, z + 1
}

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func fact(n int) int {
	if n == 0 {
		return 1
	}
	return n * fact(n-1)
}

func big(a [4]int, s string, f float64, i any, b ...[2]string) ([4]int, string, float64, any, int) {
	a[0]++
	return a, s + "!", f * 2, i, len(b)
}

func main() {
	add := Op(func(a, b int) int { return a + b })
	fmt.Println(add(1, 2), add.Twice(1, 2))
	fmt.Println(variadic("a"), variadic("b", 1), variadic("c", 1, 2), variadic("d", []int{4, 5}...), variadic("e", nil...))
	fmt.Println(take(multi()))
	fmt.Println(named(3))
	next, reset := counter()
	next()
	next()
	reset()
	fmt.Println(next())
	fmt.Println(compose(func(x int) int { return x + 1 }, func(x int) int { return x * x })(3))
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15), fact(10))
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	var nilf func()
	fmt.Println(nilf == nil, add != nil)
	fmt.Println(big([4]int{1, 2, 3, 4}, "s", 1.5, nil, [2]string{"a", "b"}))
	x := 1
	func() { x++ }()
	defer func(v int) { fmt.Println("deferred", v, x) }(x)
	x = 50
	y := func(p *int) *int { *p++; return p }(&x)
	fmt.Println(*y, y == &x)
	type T struct{ f func(string) string }
	t := T{func(s string) string { return "<" + s + ">" }}
	fmt.Println(t.f("in"))
	mf := map[string]func(...any){"p": func(a ...any) { fmt.Println(a...) }}
	mf["p"](1, "x", nil)
}
