package main

type S struct {
	a int
	a string
	b, c, b int
	S2
	*S2
}
type S2 struct{}
type I interface {
	M()
	M()
	N(x, x int)
}
func f(a, b, a int) (c, b int) { return 0, 0 }
func (f S) m(f int) {}
func g[T, T any]() {}
func main() {
	a := 1
	a := 2
	a, b := 1, 2
	a, b := 3, 4
	var c, c int
	var d = 1
	var d = 2
	const e, e = 1, 2
	type F int
	type F string
	for i, i := range []int{} {
	}
	_ = map[string]int{"x": 1, "y": 2, "x": 3}
	_ = map[any]int{1: 1, 1.0: 2, "1": 3, 1: 4}
	_ = [...]string{1: "a", 0: "b", 1: "c"}
	_ = S{a: 1, c: 2, a: 3}
	switch a {
	case 1, 2, 1:
	case 3, 2:
	default:
	default:
	}
	switch any(a).(type) {
	case int:
	case string, int:
	}
	_, _, _, _ = b, c, d, e
}
