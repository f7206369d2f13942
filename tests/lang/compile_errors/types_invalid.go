package main

import "unsafe"

type A [unsafe.Sizeof(A{})]int
type B struct { x [len(B{}.x)]int }
type C interface { M(C); M() }
type D struct { E; *E; F }
type E struct{}
type F = *E
type G struct { *H }
type H *int
type J struct { I }
type I interface{}
type K func(K) K
type L map[L]int
type M map[[]int]string
type N map[func()]int
type O map[struct{ a []int }]int
type P chan<- P
type Q [1 << 62]int
type R [-1]int
type S [1.5]int
type T ["a"]int
type U [x]int
type V struct{ unsafe.Pointer }
type W struct{ *unsafe.Pointer }
type X struct{ int; int }
type Y struct{ a, a int; b.c }
type Z interface{ int; m() }
var x = 1
func main() { var z Z; _ = z }
