package main

import ("fmt"; "io")

type I interface{ M(); N(int) string }
type T struct{}

func (t *T) M() {}
func (t *T) N(int) string { return "" }

type U struct{}

func (U) M() {}
func (U) N(string) string { return "" }

func main() {
	var i I = T{}
	i = &T{}
	i = U{}
	var s fmt.Stringer = i
	_ = i.(U)
	_ = i.(io.Reader)
	var x int
	_ = x.(int)
	_ = s
	i.Q()
}
