package main

import "fmt"

func main() {
	var s []int
	caps := []int{}
	last := -1
	for i := 0; i < 2000; i++ {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			caps = append(caps, last)
		}
	}
	fmt.Println(caps)
	var b []byte
	b = append(b, "hello"...)
	b = append(b, ' ', 'w')
	fmt.Println(string(b), len(b), cap(b))
	var st []struct{ a, b, c int64 }
	st = append(st, struct{ a, b, c int64 }{1, 2, 3})
	fmt.Println(cap(st), st)
	st = append(st, st...)
	st = append(st, st...)
	fmt.Println(len(st), cap(st))
	x := []string{"a", "b", "c", "d"}
	x = append(x[:1], x[2:]...)
	fmt.Println(x, x[:4])
	y := append([]string(nil), x...)
	y[0] = "z"
	fmt.Println(x, y)
	z := append([]any{1}, "two", 3.0, nil, []int{4})
	fmt.Println(z, len(z))
	fmt.Println(copy(s[1:], s), s[:4])
	fmt.Println(copy(b, b[2:]), string(b))
	e := append([]struct{}{}, struct{}{}, struct{}{})
	fmt.Println(len(e))
	var n []int
	fmt.Println(append(n) == nil, append(n, n...) == nil, append([]int{}, n...) == nil)
	f := func() []int { return []int{1, 2} }
	fmt.Println(append(f(), f()...))
	g := make([]int, 5, 5)
	h := append(g, 1)
	h[0] = 9
	fmt.Println(g, h)
	s2 := append(make([]int, 0, 3), 1, 2)
	s3, s4 := append(s2, 3), append(s2, 4)
	fmt.Println(s3, s4)
	fmt.Println(len(append([]byte("x"), make([]byte, 10)...)), cap(append([]int32(nil), make([]int32, 5)...)))
}
