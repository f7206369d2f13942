package main

import "fmt"

var trace []string

func t(s string, v int) int { trace = append(trace, s); return v }
func ptr(s string, p *int) *int { trace = append(trace, s); return p }

func three() (int, int, int) { return 1, 2, 3 }

func main() {
	a, b, c := 1, 2, 3
	a, b, c = c, a, b
	fmt.Println(a, b, c)
	s := []int{0, 1, 2, 3}
	i := 1
	i, s[i] = 3, 99
	fmt.Println(i, s)
	s[0], s[1], s[2] = s[2], s[0], s[1]
	fmt.Println(s)
	x := []int{1, 2, 3}
	j := 0
	j, x[j] = 1, 2
	x[0], x[0] = 1, 2
	x[1], x[2] = 4, 5
	fmt.Println(j, x)
	*ptr("p1", &a), s[t("i", 0)] = t("v1", 10), t("v2", 20)
	fmt.Println(trace, a, s)
	var m map[string]int
	func() {
		defer func() { fmt.Println(recover() != nil, a) }()
		a, m["x"] = 77, 1
	}()
	_, y, _ := three()
	_ = y
	var p, q, r = three()
	fmt.Println(y, p, q, r)
	type node struct{ next *node; v int }
	l := &node{v: 1, next: &node{v: 2}}
	l, l.next = l.next, l
	fmt.Println(l.v)
	var st struct{ a, b int }
	st.a, st.b = 5, 6
	st.a, st.b = st.b, st.a
	fmt.Println(st)
	mm := map[int]int{}
	mm[1], mm[2] = 2, 1
	mm[1], mm[2] = mm[2], mm[1]
	fmt.Println(mm)
	var e any = 4
	n, ok := e.(int)
	_, ok2 := mm[9]
	fmt.Println(n, ok, ok2)
	arr := [3]int{1, 2, 3}
	arr2 := arr
	arr, arr2[0] = arr2, 50
	fmt.Println(arr, arr2)
}
