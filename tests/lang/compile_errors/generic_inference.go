package main

type T[P any] struct{ x *T[*P] }
type A[P any] = []P
type B[P any] = P
type D = A
type E[P A] int
func f[P interface{ ~func(Q) R }, Q, R any](p P, q Q) R { return p(q) }
func g[S ~[]E, E any](s S) E { return s[0] }
func h[M ~map[K]V, K comparable, V any](m M) {}
func main() {
	var a A[int] = []string{}
	f(func(int) string { return "" }, "a")
	g(1)
	g([3]int{})
	h([]int{})
	h[map[string]int](map[int]string{})
	var fn func(int) = g
	var fn2 func([]int) int = g
	var fn3 func([]int) string = g
	_, _, _, _ = a, fn, fn2, fn3
	f[func(int) string](nil, 1)
}
