// What tracebacks show of arguments: values of every kind, nested aggregates, more than ten words.
// traceback: arguments
package main

type T struct {
	a int8
	b string
	c [2]uint16
}
type I interface{ M(x int) }

//go:noinline
func (t T) M(x int) { panic(x) }

//go:noinline
func f1(a, b int) int {
	g1(a+1, "abc", []int{1, 2, 3})
	return a
}

//go:noinline
func g1(a int, s string, sl []int) {
	h1(3.5, true, 'x', uint8(200), s, sl)
	println(a)
}

//go:noinline
func h1(f float64, b bool, r rune, u uint8, s string, sl []int) {
	k1(T{1, "x", [2]uint16{3, 4}}, nil, struct{}{}, [0]int{}, 5)
	println(f, b, r, u)
}

//go:noinline
func k1(t T, e error, z struct{}, y [0]int, n int) {
	m1(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
	println(t.a, n)
}

//go:noinline
func m1(a, b, c, d, e, f, g, h, i, j, k, l int) {
	n1(struct {
		a struct {
			b struct{ c struct{ d struct{ e int } } }
		}
	}{}, -1, map[int]int{}, func() {}, make(chan int), 3+4i)
	println(a, l)
}

//go:noinline
func n1(x struct {
	a struct {
		b struct{ c struct{ d struct{ e int } } }
	}
}, y int, m map[int]int, f func(), c chan int, z complex128) {
	v1(1, 2, 3)
	println(y)
}

//go:noinline
func v1(xs ...int) (r int, err error) {
	var i I = T{1, "q", [2]uint16{5, 6}}
	i.M(7)
	return
}

func gen[X any](x X, y int) {
	defer func() { println(y) }()
	f1(y, y)
	println(y)
}

func main() {
	gen[string]("q", 4)
}
