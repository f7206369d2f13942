package main

type Num interface{ ~int | ~float64 }
func conv[T, U Num](x T) U { return U(x) }
func conv2[T any](x T) int { return int(x) }
func conv3[T ~string](x T) []byte { return []byte(x) }
func conv4[T ~string | ~[]int](x T) []byte { return []byte(x) }
func lit[T any]() T { return T{} }
func lit2[T struct{ x int }]() T { return T{x: 1, y: 2} }
func lit3[T []int | [3]int]() T { return T{1, 2, "a"} }
func mk[T []int | chan int]() { _ = make(T); _ = make(T, 1) }
func mk2[T []int | map[int]int]() { _ = make(T, 1) }
func cl[T func(int) | func(string)](f T) { f(1) }
func ch[T chan int | chan<- int](c T) { c <- 1; <-c }
func rg[T []int | [4]int](x T) { for i, v := range x { _, _ = i, v } }
func rg2[T []int | map[string]int](x T) { for i, v := range x { _, _ = i, v } }
func cst[T int8 | int16](x T) T { return x + 1000 }
func cst2[T int | string]() { const c T = 1 }
func sh[T int | float64](x T) { _ = x << 1 }
func ng[T uint | string](x T) { _ = -x; _ = !x; _ = ^x }
func nl[T any]() T { return nil }
func nl2[T *int | []int]() T { return nil }
func main() {}
