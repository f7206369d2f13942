package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type rec struct {
	name string
	n    int
}

func main() {
	xs := []int{5, 2, 8, 1, 9, 3}
	sort.Ints(xs)
	fmt.Println(xs, sort.SearchInts(xs, 8), sort.Search(100, func(i int) bool { return i*i >= 50 }))
	b := byLen{"ccc", "a", "bb", "dddd", ""}
	sort.Sort(b)
	fmt.Printf("%q\n", b)
	sort.Sort(sort.Reverse(b))
	fmt.Printf("%q\n", b)
	rs := []rec{{"a", 3}, {"b", 1}, {"c", 3}, {"d", 2}, {"e", 1}}
	sort.SliceStable(rs, func(i, j int) bool { return rs[i].n < rs[j].n })
	fmt.Println(rs)
	slices.SortFunc(rs, func(a, b rec) int { return cmp.Or(-cmp.Compare(a.n, b.n), strings.Compare(a.name, b.name)) })
	fmt.Println(rs)
	ys := []string{"b", "a", "c"}
	slices.Sort(ys)
	fmt.Println(ys, slices.Contains(ys, "b"), slices.Index(ys, "c"), slices.Max(xs), slices.Min(ys))
	fmt.Println(slices.BinarySearch(ys, "b"))
	zs := slices.Clone(xs)
	slices.Reverse(zs)
	fmt.Println(zs, slices.Equal(xs, zs), slices.Insert(zs, 1, 100, 200), slices.Delete(slices.Clone(xs), 1, 3), slices.Compact([]int{1, 1, 2, 2, 1}))
	m := map[string]int{"x": 1, "y": 2}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), maps.Equal(m, maps.Clone(m)))
	big := make([]int, 5000)
	s := uint32(1)
	for i := range big {
		s = s*1664525 + 1013904223
		big[i] = int(s >> 8 % 1000)
	}
	sort.Ints(big)
	fmt.Println(sort.IntsAreSorted(big), slices.IsSorted(big), big[0], big[2500])
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println(slices.Concat([]int{1}, []int{2, 3}), slices.Repeat([]int{1, 2}, 2), slices.IndexFunc(xs, func(x int) bool { return x > 4 }))
	for i, v := range slices.Backward([]string{"a", "b"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println(slices.Collect(maps.Values(map[int]int{1: 2})))
}
