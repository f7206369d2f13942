package main

type T struct {
	a int
	a string
}

func (T) M() {}
func (*T) M() {}

func f(a, a int) {}
func f() {}

var x, x = 1, 2

func main() {
	switch 1 {
	case 1, 2, 1:
	}
	_ = map[string]int{"a": 1, "a": 2}
	_ = []int{0: 1, 0: 2}
	x := 1
	x := 2
	switch any(1).(type) {
	case int, int:
	}
	type I interface { M(); M() }
}
