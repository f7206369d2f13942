//go:build go1.20

package main

func main() {
	for i := range 10 { _ = i }
	_ = min(1, 2)
	clear(map[int]int{})
	for x := range func(yield func(int) bool) {} { _ = x }
}
