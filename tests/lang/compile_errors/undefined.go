package main

import "fmt"

type T struct{ a int }

func main() {
	fmt.Println(x, y.z)
	foo()
	fmt.Printl("a")
	var t T
	t.b = 1
	t.M()
	T.N(t)
	var q Q
	_ = q
}
