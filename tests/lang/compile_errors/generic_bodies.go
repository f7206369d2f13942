package main

func f[T any](x, y T) bool { return x == y }
func g[T comparable](x, y T) bool { return x < y }
func h[T int | string](x T) T { return x - x }
func i[T []int | map[int]int](x T) { _ = x[0]; for range x {} ; _ = cap(x) }
func j[T any](x T) { x.foo(); x.bar = 1; _ = x.(int); switch x.(type) {} }
func k[T any, T any](x T) {}
func l[T any](T int) {}
type S[T any] struct{ T }
type P[T any] T
type Q[T any] *T
func (s S[int]) m() { var x int = 1; _ = x }
func (s S) n() {}
func (s S[T, U]) o() {}
func (s S[T]) p[U any]() {}
func m[T int](x T) { var y int = x; _ = y }
func n[P *T, T any](p P) { _ = *p; p.x = 1 }
func main() {}
