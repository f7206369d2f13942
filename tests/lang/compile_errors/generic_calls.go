package main

type N interface{ ~int | ~float64 }
func Sum[T N](x []T) T { var s T; for _, v := range x { s += v }; return s }
func Map[K comparable, V any](m map[K]V) {}
func F[T any](x T) {}
func G[T any]() T { var z T; return z }
type L[T any] struct{ v T; n *L[T] }
func main() {
	Sum([]string{"a"})
	Sum(1)
	Map(map[string]int{}, 1)
	Map[[]int, int](nil)
	F()
	F(1, 2)
	F[int]("a")
	F[int, string](1)
	G()
	var x = G
	var l L
	var m L[int, string]
	var o L[]
	_ = F
	_ = F[int]
	F(nil)
	var p N
	_ = int[string](1)
}
