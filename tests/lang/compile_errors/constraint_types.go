package main

type C1 interface{ int | string; m() }
type C2 interface{ comparable }
type C3 interface{ ~[]byte | C1 }
type C4 interface{ int | comparable }
type C5 interface{ ~MyInt }
type MyInt int
type C6 interface{ int | ~int }
type C7 interface{ int; string }
type C8 interface{ *int | error }
type C9 interface{ int | any }
var a C1
var b []C2
func f(x C7) {}
func g[T C7](x T) {}
func h() { g(1); g[int](2) }
type T[P any] struct{ f P }
func (t *T[P]) m() P { return t.f }
type U[P interface{ m() }] struct{}
var u U[int]
var v U[T[int]]
type W[P C1] []P
var w W[float64]
func main() { _ = a == a; _ = func[T any](x T) {} }
