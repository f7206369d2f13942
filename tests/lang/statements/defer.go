package main

import (
	"errors"
	"fmt"
)

type R struct{ name string }

func (r R) Close()   { fmt.Println("close", r.name) }
func (r *R) PClose() { fmt.Println("pclose", r.name) }

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Print(i, " ")
	}
}

func result() (n int, err error) {
	defer func() {
		n *= 2
		if r := recover(); r != nil {
			err = fmt.Errorf("wrapped: %v", r)
		}
	}()
	n = 21
	if n == 21 {
		panic(errors.New("boom"))
	}
	return n, nil
}

func args() {
	x := 1
	r := R{"first"}
	defer fmt.Println("x was", x)
	defer r.Close()
	defer r.PClose()
	r.name = "second"
	x = 2
	var f func()
	f = func() { fmt.Println("f") }
	defer f()
	f = func() { fmt.Println("changed") }
	defer func(a ...int) { fmt.Println(a) }(x, x+1)
}

func nested() (s string) {
	defer func() {
		defer func() { s += fmt.Sprint(recover(), " inner;") }()
		s += fmt.Sprint(recover(), " outer;")
		panic("second")
	}()
	panic("first")
}

func ret() int {
	x := 5
	defer func() { x = 10 }()
	return x
}

func cond(b bool) {
	if b {
		defer fmt.Println("conditional")
	}
	fmt.Println("body", b)
}

func builtins() {
	m := map[int]int{1: 1}
	c := make(chan int)
	defer delete(m, 1)
	defer close(c)
	defer print("")
	defer clear(m)
	defer panic("p")
	defer func() { recover() }()
}

func main() {
	order()
	fmt.Println()
	fmt.Println(result())
	args()
	fmt.Println(nested())
	fmt.Println(ret())
	cond(true)
	cond(false)
	func() {
		defer func() { fmt.Println(recover()) }()
		builtins()
	}()
	func() {
		defer func() { fmt.Println("rec", recover()) }()
		defer func() { panic("replaced") }()
		panic("original")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var f func()
		defer f()
		fmt.Println("deferred nil func panics later")
	}()
	fmt.Println(recover())
}
