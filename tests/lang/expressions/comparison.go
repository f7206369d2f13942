package main

import "fmt"

type S struct {
	a int8
	b string
	c float64
	d [2]any
	_ int
}
type E struct{}

func main() {
	x := S{1, "x", 2.5, [2]any{1, "y"}, 3}
	y := x
	fmt.Println(x == y, x != y)
	y.d[1] = "z"
	fmt.Println(x == y)
	var p, q *int
	n := 1
	fmt.Println(p == q, p == &n, &n == &n)
	var i, j any = 1, 1
	fmt.Println(i == j, i == 1, i != "1", i == any(nil))
	i = []int{1}
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(i == i)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(any(S{d: [2]any{func() {}}}) == any(S{d: [2]any{func() {}}}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		m := map[any]int{}
		m[map[string]int{}] = 1
	}()
	fmt.Println(i == j, [3]string{"a"} == [3]string{"a", "", ""}, E{} == E{})
	c1, c2 := make(chan int), make(chan int)
	var ro <-chan int = c1
	fmt.Println(c1 == c2, c1 == ro, c1 == nil)
	f := 0.0
	nf := -f
	fmt.Println(f == nf, 1/f == 1/nf, struct{ f float64 }{f} == struct{ f float64 }{nf})
	var e error
	var s fmt.Stringer
	fmt.Println(e == nil, s == nil, any(e) == any(s))
	type T struct{ x, y int32 }
	a := [...]T{{1, 2}, {3, 4}}
	b := a
	fmt.Println(a == b, a[0] == b[1], &a == &b)
	b[1].y++
	fmt.Println(a == b, true == (1 < 2), "b" > "a" && 'b' > 'a')
	var u8 uint8 = 250
	fmt.Println(u8+10 < u8, int8(u8) < 0, u8 > 249)
	var cx complex128 = complex(1, f)
	fmt.Println(cx == 1, cx == complex(1, nf), cx != 1i)
}
