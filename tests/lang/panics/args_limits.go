// What tracebacks show of arguments: where arrays, structs and empty values reach the limit of ten.
// traceback: arguments
package main

//go:noinline
func f1(a [12]int, b int) {
	g1(struct {
		a, b, c, d, e, f, g, h, i int
		s                         string
		z                         int
	}{}, 7)
	println(a[0], b)
}

//go:noinline
func g1(x struct {
	a, b, c, d, e, f, g, h, i int
	s                         string
	z                         int
}, y int) {
	h1([3][2]int8{}, [3]struct{}{}, struct {
		_ int
		b bool
	}{}, nil, 1, 2, 3)
	println(x.a, y)
}

//go:noinline
func h1(x [3][2]int8, y [3]struct{}, z struct {
	_ int
	b bool
}, e any, _ int, _, q int) {
	k1([5]string{}, 3)
	println(x[0][1], q)
}

//go:noinline
func k1(x [5]string, b int) {
	l1([9]int{}, "ab", 3)
	println(b, x[0])
}

//go:noinline
func l1(x [9]int, s string, b int) {
	n1([10]int{})
	println(b, x[0])
}

//go:noinline
func n1(x [10]int) {
	o1([10]int{}, struct{}{}, struct{}{}, 5)
	println(x[0])
}

//go:noinline
func o1(x [10]int, a, b struct{}, c int) {
	p1(a, a, a, a, a, a, a, a, a, a, a, 7)
	println(x[0])
}

//go:noinline
func p1(a, b, c, d, e, f, g, h, i, j, k struct{}, x int) {
	panic("x")
}

func main() { f1([12]int{}, 3) }
