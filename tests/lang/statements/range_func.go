package main

import "fmt"

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("[done] ")
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Print("[stop] ")
				return
			}
		}
	}
}

func pairs(m ...string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

func none(yield func() bool) {
	for yield() {
	}
}

func find(n int) (r int) {
	defer func() { r += 1000 }()
	for x := range seq(10) {
		for y := range seq(10) {
			if x*y == n {
				return x*10 + y
			}
		}
	}
	return -1
}

func labels() {
outer:
	for x := range seq(4) {
		for y := range seq(4) {
			if y == 1 {
				continue outer
			}
			if x == 2 {
				break outer
			}
			fmt.Print(x, y, " ")
		}
	}
	fmt.Println()
}

func defers() {
	for x := range seq(3) {
		defer fmt.Println("deferred", x)
	}
	fmt.Println("end of body")
}

func gotos() {
	for x := range seq(5) {
		if x == 2 {
			goto out
		}
	}
	fmt.Println("not here")
out:
	fmt.Println("out")
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func main() {
	for x := range seq(3) {
		fmt.Print(x, " ")
	}
	fmt.Println()
	for i, s := range pairs("a", "b", "c") {
		if i == 1 {
			continue
		}
		fmt.Print(i, s, " ")
	}
	fmt.Println()
	n := 0
	for range none {
		if n++; n == 5 {
			break
		}
	}
	fmt.Println(n)
	fmt.Println(find(12))
	labels()
	defers()
	gotos()
	func() {
		defer func() { fmt.Println(recover()) }()
		for range bad {
			break
		}
	}()
	func() {
		defer func() { fmt.Println("caught", recover()) }()
		for x := range seq(3) {
			if x == 1 {
				panic("in body")
			}
		}
	}()
	var x int
	for x = range seq(4) {
	}
	fmt.Println(x)
	sum := 0
	for x := range seq(3) {
		f := func() { sum += x }
		defer f()
	}
	fmt.Println(sum)
}
