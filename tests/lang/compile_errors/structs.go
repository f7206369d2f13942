package main

type T struct { a int; b string }

func main() {
	_ = T{1}
	_ = T{1, "a", 2}
	_ = T{a: 1, "b"}
	_ = T{c: 1}
	_ = T{a: "x"}
	_ = T{a: 1, a: 2}
	_ = []int{"a"}
	_ = map[string]int{1: 2}
	_ = [...]int{1}[3]
	_ = &T{}.a
	_ = T.a
	var e struct{}
	e.x = 1
	_ = (*T)(nil).c
	_ = int{}
}
