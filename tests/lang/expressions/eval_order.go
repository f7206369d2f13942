package main

import "fmt"

func v(n int) int { fmt.Print(n, " "); return n }
func b(n int, r bool) bool { fmt.Print("b", n, " "); return r }
func s(n int) []int { fmt.Print("s", n, " "); return []int{1, 2, 3} }
func m(n int) map[int]int { fmt.Print("m", n, " "); return map[int]int{} }
func f(n int) func(...int) int { fmt.Print("f", n, " "); return func(a ...int) int { fmt.Print("call", n, " "); return len(a) } }

type T struct{ n int }

func (t T) M(x int) T { fmt.Print("M", t.n, ":", x, " "); return T{t.n + 1} }

func main() {
	fmt.Println(v(1) + v(2)*v(3))
	fmt.Println(b(1, false) && b(2, true) || b(3, true) && !b(4, false))
	fmt.Println(f(1)(v(2), f(3)(v(4)), v(5)))
	s(1)[v(1)] = v(2) + v(3)
	m(1)[v(4)], s(2)[v(0)] = v(5), v(6)
	fmt.Println()
	T{1}.M(v(1)).M(v(2)).M(v(3))
	fmt.Println()
	_ = []int{v(1), v(2), 5: v(3)}
	_ = map[int]int{v(1): v(2), v(3): v(4)}
	_ = T{v(9)}
	fmt.Println()
	x := 1
	arr := []int{x, func() int { x++; return x }(), x}
	fmt.Println(len(arr), arr[1])
	defer f(7)(v(1), v(2))
	switch v(3) {
	case v(1), v(3), v(4):
		fmt.Println("found")
	case v(5):
	}
	y := []int{v(1), v(2), v(3)}[v(1)]
	fmt.Println(y)
	i := 0
	z := [3]int{}
	z[i], i = 5, 2
	i, z[i] = 0, 7
	fmt.Println(z, i)
	ch := make(chan int, 1)
	select {
	case ch <- v(8):
		fmt.Println("sent")
	}
	fmt.Println(s(1)[v(0):v(2)], len(s(5)))
	for range v(2) {
		fmt.Print("it ")
	}
	fmt.Println()
}
