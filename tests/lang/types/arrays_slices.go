package main

import "fmt"

func modify(a [3]int, s []int) { a[0] = 100; s[0] = 100 }

func main() {
	a := [...]int{5: 1, 2, 1: 7}
	fmt.Println(len(a), a)
	b := [3]int{1, 2, 3}
	s := b[:]
	modify(b, s)
	fmt.Println(b, s)
	c := b
	c[1] = -1
	fmt.Println(b == c, b == [3]int{100, 2, 3})
	x := []int{0, 1, 2, 3, 4, 5, 6, 7}
	fmt.Println(x[2:5], len(x[2:5]), cap(x[2:5]), x[:3], x[6:], x[2:4:5], cap(x[2:4:5]), x[8:])
	y := x[2:4]
	y = append(y, 99)
	fmt.Println(x, y)
	z := append(x[2:4:4], 55)
	z[0] = -2
	fmt.Println(x, z)
	var n []int
	fmt.Println(n == nil, len(n), cap(n), n[:0] == nil, []int{} == nil)
	n = append(n, 1)
	n = append(n, n...)
	n = append(n, n[1:]...)
	fmt.Println(n)
	m := [2][3]int{{1, 2, 3}, {4, 5, 6}}
	r := m[1]
	r[0] = 0
	m[0] = r
	fmt.Println(m, len(m), len(m[0]))
	grid := make([][]rune, 3)
	for i := range grid {
		grid[i] = []rune("....")
		grid[i][i] = '#'
	}
	for _, g := range grid {
		fmt.Println(string(g))
	}
	copy(x[1:], x)
	fmt.Println(x, copy(x, []int{7, 8}), x[:3])
	bs := make([]byte, 3)
	fmt.Println(copy(bs, "hello"), string(bs), string(append(bs, " world"...)))
	pa := &[4]int{1, 2, 3, 4}
	for i := range pa {
		pa[i] *= 2
	}
	fmt.Println(pa[1:3], len(pa), *pa, pa)
	var i8 int8 = 2
	var u uint = 1
	fmt.Println(x[i8], x[u:i8], x[i8:])
	type S []S
	t := S{nil, S{}, S{S{}}}
	fmt.Println(len(t), len(t[2]), t)
	ss := make([]int, 2, 10)
	fmt.Println(ss, ss[:5], cap(ss[2:]))
	sp := []*int{&ss[0], &ss[1]}
	*sp[1] = 42
	fmt.Println(ss)
}
