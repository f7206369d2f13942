package main

import (
	"fmt"
	"math"
	"sort"
)

type key struct {
	a int
	s string
}

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	m["four"]++
	m["one"] += 10
	v, ok := m["none"]
	fmt.Println(len(m), m["one"], m["four"], v, ok)
	delete(m, "two")
	delete(m, "absent")
	_, ok = m["two"]
	fmt.Println(ok, m)
	var n map[int]bool
	fmt.Println(n[3], len(n), n == nil)
	delete(n, 1)
	for range n {
		fmt.Println("never")
	}
	k := map[key][]int{{1, "a"}: {1}, {2, "b"}: nil}
	k[key{1, "a"}] = append(k[key{1, "a"}], 5)
	k[key{3, "c"}] = append(k[key{3, "c"}], 6)
	fmt.Println(k)
	i := map[any]string{1: "int", "1": "string", 1.0: "float", int8(1): "int8", [2]int{1, 2}: "array", nil: "nil", true: "b"}
	fmt.Println(i[1], i["1"], i[1.0], i[int8(1)], i[[2]int{1, 2}], i[nil], i[true], i[int16(1)] == "", len(i))
	nan := math.NaN()
	f := map[float64]int{nan: 1, 0: 2}
	f[nan] = 3
	f[math.Copysign(0, -1)] = 4
	fmt.Println(len(f), f[0], f[nan])
	clear(f)
	fmt.Println(len(f))
	big := make(map[int]int, 10)
	for i := 0; i < 10000; i++ {
		big[i*7919] = i
	}
	sum := 0
	for k, v := range big {
		if k != v*7919 {
			panic("bad")
		}
		sum += v
	}
	for i := 0; i < 10000; i += 2 {
		delete(big, i*7919)
	}
	fmt.Println(len(big), sum, big[7919*3], big[7919*4])
	seen := 0
	for k := range big {
		delete(big, k)
		seen++
	}
	fmt.Println(seen, len(big))
	mm := map[string]map[string]int{}
	for _, w := range []string{"ab", "ac", "bd"} {
		if mm[w[:1]] == nil {
			mm[w[:1]] = map[string]int{}
		}
		mm[w[:1]][w[1:]]++
	}
	fmt.Println(mm)
	fm := map[string]func(int) int{"dbl": func(x int) int { return 2 * x }}
	fmt.Println(fm["dbl"](21))
	var keys []int
	g := map[int]struct{}{3: {}, 1: {}, 2: {}}
	for k := range g {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	fmt.Println(keys)
	pm := map[*int]int{}
	x, y := 1, 1
	pm[&x], pm[&y] = 1, 2
	fmt.Println(pm[&x], pm[&y], len(pm))
	st := map[string]struct{ n int }{"a": {1}}
	fmt.Println(st["a"].n, st["b"].n)
}
