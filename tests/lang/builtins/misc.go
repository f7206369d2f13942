package main

import "fmt"

type T struct{ a, b int }

func main() {
	p := new(int)
	*p += 5
	q := new(T)
	q.b = 2
	fmt.Println(*p, *q, *new(string) == "")
	n := new(*p + 1)
	s := new("text")
	t := new(T{3, 4})
	fmt.Println(*n, *s, *t)
	fmt.Println(min(1, 2.5), max("a", "b", "ab"), min(*p, 3), max(2, *p, 4))
	m := map[string]int{"a": 1}
	clear(m)
	sl := []int{1, 2, 3}
	clear(sl[1:])
	fmt.Println(len(m), sl)
	c := complex(1, 2)
	fmt.Println(real(c), imag(c), complex(float32(1), 2))
	ch := make(chan int, 4)
	ch <- 1
	arr := [...]int{1, 2, 3}
	fmt.Println(len(ch), cap(ch), len(arr), len(&arr), cap(&arr), len("añb"), len(m))
	const l = len([10]int{})
	var a2 [l]byte
	fmt.Println(len(a2))
	ms := make([]int, 2, *p)
	mm := make(map[int]int, 100)
	mc := make(chan T)
	fmt.Println(len(ms), cap(ms), len(mm), cap(mc))
	fmt.Println(len(make([]int, int8(3))), len(make([]int, uint64(4))), len(make([]byte, 1e2)))
	print()
	for _, n := range []int{-1, 1 << 40} {
		func() {
			defer func() { fmt.Println(recover()) }()
			if n < 0 {
				_ = make([]int, n)
			} else {
				_ = make([]int, 1, *p-10)
			}
		}()
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		k := -1
		_ = make(chan int, k)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		panic(nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		panic(fmt.Sprintf("%T", recover()))
	}()
}
