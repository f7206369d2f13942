package main

import "fmt"

type P struct{ X, Y int }
type L struct {
	A, B *P
	C    []P
	D    map[string]P
	E    [2]*P
}

func main() {
	l := L{A: &P{1, 2}, C: []P{{3, 4}, {Y: 5}}, D: map[string]P{"a": {6, 7}}, E: [2]*P{{8, 9}}}
	fmt.Println(*l.A, l.B, l.C, l.D, *l.E[0], l.E[1])
	pp := []*P{{1, 2}, nil, {3, 4}}
	fmt.Println(*pp[0], pp[1] == nil, pp[2].Y)
	m := map[P]string{{1, 2}: "x", {3, 4}: "y"}
	fmt.Println(m[P{1, 2}], m[P{3, 4}])
	mm := map[string][]map[int]string{"a": {{1: "one"}, {2: "two"}}}
	fmt.Println(mm["a"][1][2])
	a := [...]string{3: "d", 1: "b", "c"}
	fmt.Printf("%q %d\n", a, len(a))
	vowels := [128]bool{'a': true, 'e': true, 'i': true, 'o': true, 'u': true}
	n := 0
	for _, c := range "education" {
		if vowels[c] {
			n++
		}
	}
	fmt.Println(n)
	const K = 2
	b := []int{K: 10, 11, K - 2: 1}
	fmt.Println(b)
	t := struct {
		P
		*L
		name string
	}{P{1, 2}, &l, "n"}
	fmt.Println(t.X, t.A.X, t.name, t.P.Y)
	p := &[]int{1, 2, 3}
	(*p)[0] = 9
	fmt.Println(*p, (&[2]int{5, 6})[1], len(&[7]int{}), P{X: 4}.X)
	fs := []func(int) int{func(x int) int { return x }, func(x int) int { return -x }}
	fmt.Println(fs[0](3), fs[1](3))
	if (P{1, 2}) == (P{1, 2}) {
		fmt.Println("equal")
	}
	nested := [][][]int{{{1}, {2, 3}}, {}, {nil}}
	fmt.Println(nested, len(nested[2][0]))
	x := 5
	q := &x
	r := &P{x, *q + 1}
	r.X++
	fmt.Println(*r, x)
}
