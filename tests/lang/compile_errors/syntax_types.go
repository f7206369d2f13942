package main

type T struct {
	a int,
	b string
	c int;;
	func d()
	e, f
	*g int
	h.i
}
type I interface {
	M() int,
	N
	~int
	O(
}
