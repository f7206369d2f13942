package main

type Num interface{ ~int | ~float64 }

func Sum[T Num](xs ...T) (t T) { return }
func Map[T, U any](x T, f func(T) U) U { return f(x) }
type List[T comparable] struct{ v T }

func Bad[T any](a, b T) bool { return a == b || a < b }

func main() {
	Sum("a")
	Sum(1, 2.5)
	Sum[string]()
	var l List[[]int]
	var m List
	Map(1, nil)
	Map[int](1, 2)
	var n Num
	_, _, _ = l, m, n
	Sum[int, int](1)
}
