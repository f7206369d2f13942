package main

type A[T any] = []T

func f[T interface{ ~int }](x T) {}

func main() {
	f(1)
	for i := range 10 {
		println(i)
	}
	_ = min(1, 2)
	clear(map[int]int{})
	_ = [3]int([]int{1, 2, 3})
	var y any
	_ = y
	for x := range func(yield func(int) bool) {} {
		println(x)
	}
}
