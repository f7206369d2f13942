// Arrays of arrays, value semantics, slices of slices, copying overlaps, comparing, ranges over copies, pointers to arrays.
package main

import "fmt"

type Grid [3][4]int
type Cube [2][2][2]string
type cell struct {
	n  int
	nb [2]*cell
}

func (g *Grid) set(v int) *Grid {
	for i := range g {
		for j := range g[i] {
			g[i][j] = v + i*10 + j
		}
	}
	return g
}
func (g Grid) sum() (s int) {
	for _, r := range g {
		for _, v := range r {
			s += v
		}
	}
	return
}
func modify(a [3]int) [3]int { a[1] = 99; return a }
func ptr(a *[3]int) *int     { a[2] = 77; return &a[0] }
func ret() [3]struct{ x, y int8 } {
	return [3]struct{ x, y int8 }{{1, 2}, {y: 5}, 2: {x: -1}}
}

var order []string

func idx(n int, s string) int { order = append(order, s); return n }

func main() {
	var g Grid
	h := *g.set(1)
	g[1][2] = -5
	fmt.Println(g, h, g == h, g.sum(), h.sum(), len(g), len(g[0]))
	row := g[1]
	row[0] = 1000
	pr := &g[2]
	pr[3] = 55
	s := g[0][1:3]
	s[0], s[1] = s[1], s[0]
	s = append(s, 500)
	fmt.Println(g, row, *pr, s, cap(s))
	var c Cube
	c[1][0] = [2]string{"a", "b"}
	c[0] = c[1]
	c[1][0][1] = "z"
	fmt.Printf("%q %v %v\n", c, c[0] == c[1], c[0][0] == [2]string{"a", "b"})
	a := [3]int{1, 2, 3}
	b := modify(a)
	*ptr(&a) = 11
	fmt.Println(a, b, modify([3]int{}), ret(), ret()[1].y)
	for i, v := range a {
		a[2] = 1000
		if i == 2 {
			fmt.Println("copy", v)
		}
	}
	for i, v := range &a {
		a[2] = 2000
		if i == 2 {
			fmt.Println("no copy", v)
		}
	}
	for i := range len(a) {
		a[i] += i
	}
	arr := [...]int{5: 1, 2, 1: 7, 8}
	fmt.Println(arr, len(arr))
	ov := []int{1, 2, 3, 4, 5, 6}
	copy(ov[2:], ov)
	fmt.Println(ov, copy(ov, ov[3:]), ov)
	copy(ov[:0], ov)
	bs := make([]byte, 3)
	fmt.Println(copy(bs, "héllo"), bs, string(bs))
	x := []int{1, 2, 3}
	y := append(x[:1], 9)
	fmt.Println(x, y, append(x[:1:1], 8), x)
	var z [][]int
	for i := range 4 {
		z = append(z, make([]int, i))
		for j := range z[i] {
			z[i][j] = i * j
		}
	}
	z[1], z[3] = z[3], z[1]
	fmt.Println(z, len(z[1]))
	i := 0
	i, x[i] = 2, 50
	fmt.Println(i, x)
	x[idx(0, "a")], x[idx(1, "b")] = idx(10, "c"), x[idx(0, "d")]
	fmt.Println(x, order)
	order = nil
	m := map[string][2]int{"k": {1, 2}}
	v := m["k"]
	v[0] = 9
	fmt.Println(m["k"], v, m["none"], m["k"][idx(1, "e")])
	pa := &[3]*int{}
	pa[1] = &v[1]
	*pa[1]++
	fmt.Println(v, pa[0] == nil, len(pa), cap(pa[:2]))
	n := &cell{n: 1}
	n.nb[0] = &cell{n: 2, nb: [2]*cell{n, nil}}
	n.nb[0].nb[0].nb[1] = n
	fmt.Println(n.nb[1].nb[0].n)
	ch := make(chan [2]int, 2)
	ch <- [2]int{1, 2}
	t := [2]int{3, 4}
	ch <- t
	t[0] = 100
	fmt.Println(<-ch, <-ch)
	fn := func(a [2][2]int) (r [2]int) {
		a[0], a[1] = a[1], a[0]
		r = a[0]
		defer func() { r[0]++ }()
		return [2]int{r[1], r[0]}
	}
	in := [2][2]int{{1, 2}, {3, 4}}
	fmt.Println(fn(in), in)
	type T struct {
		a [2]string
		b [1]any
	}
	fmt.Println(T{a: [2]string{"x"}} == T{a: [2]string{"x", ""}}, T{b: [1]any{1}} == T{b: [1]any{int64(1)}})
	var e1, e2 [0]func()
	_ = e2
	fmt.Println(len(e1), [0]int{} == [0]int{})
	conv := [3]int(x)
	conv[0] = -1
	pc := (*[2]int)(x)
	pc[0] = -2
	fmt.Println(conv, x, *pc)
	sl := x[:2]
	sl = sl[:3]
	fmt.Println(sl, len(sl[1:]), cap(sl[1:]), sl[len(sl):])
	big := [1000]int{999: 1}
	cp := big
	cp[999]++
	fmt.Println(big[999], cp[999], big == cp)
	rec := [...][]string{{"a"}, nil, {"b", "c"}}
	for _, r := range rec {
		r = append(r, "q")
		_ = r
	}
	fmt.Println(rec, len(rec[1]))
	var mat [2][3]float64
	for i := range mat {
		for j := range mat[i] {
			mat[i][j] = float64(i) + float64(j)/10
		}
	}
	tr := func(m [2][3]float64) (t [3][2]float64) {
		for i, r := range m {
			for j, v := range r {
				t[j][i] = v
			}
		}
		return
	}(mat)
	fmt.Println(mat, tr)
	swap := [2]struct{ a [2]int }{{[2]int{1, 2}}, {[2]int{3, 4}}}
	swap[0], swap[1] = swap[1], swap[0]
	swap[0].a[0], swap[1].a[1] = swap[1].a[1], swap[0].a[0]
	fmt.Println(swap)
}
