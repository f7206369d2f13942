package main

type T struct{ a int; b string }
func main() {
	_ = T{1}
	_ = T{1, "a", 2}
	_ = T{a: 1, 2}
	_ = T{c: 1}
	_ = T{a: 1, a: 2}
	_ = T{"a", 1}
	_ = []int{0: 1, 0: 2}
	_ = []int{-1: 1}
	_ = []int{"a": 1}
	_ = [2]int{1, 2, 3}
	_ = [...]int{5: 1}[7]
	_ = map[string]int{"a": 1, "a": 2}
	_ = map[string]int{1}
	_ = map[string]int{1: "a"}
	_ = int{}
	_ = *T{}
	_ = &1
	_ = &f()
	_ = []T{{1, "a"}, {2}}
	_ = map[T]int{{1, "a"}: 1}
	_ = [-1]int{}
	_ = [1.5]int{}
	var n = 3
	_ = [n]int{}
	_ = [...]int
	var x [...]int
	_ = struct{ x int }{y: 1}
	_ = undefined{}
	_ = []undefined{}
}
func f() int { return 1 }
