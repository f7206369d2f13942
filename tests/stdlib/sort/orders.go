// sort, slices and container/heap: stability, searches, NaN, custom orders, and panics of misuse.
package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
)

type item struct {
	key string
	n   int
}
type byKey []item

func (b byKey) Len() int           { return len(b) }
func (b byKey) Less(i, j int) bool { return b[i].key < b[j].key }
func (b byKey) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func items(n int) []item {
	out := make([]item, n)
	x := uint32(7)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = item{string(rune('a' + x>>28)), i}
	}
	return out
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func main() {
	for _, n := range []int{0, 1, 2, 11, 12, 13, 50, 300} {
		a, b, c := items(n), items(n), items(n)
		sort.Stable(byKey(a))
		slices.SortStableFunc(b, func(x, y item) int { return strings.Compare(x.key, y.key) })
		sort.SliceStable(c, func(i, j int) bool { return c[i].key < c[j].key })
		fmt.Println(n, slices.Equal(a, b), slices.Equal(b, c), sort.IsSorted(byKey(a)), sort.IsSorted(sort.Reverse(byKey(a))))
		sort.Sort(sort.Reverse(byKey(c)))
		fmt.Println(sort.SliceIsSorted(c, func(i, j int) bool { return c[i].key > c[j].key }))
		if n == 13 {
			fmt.Println(a)
		}
	}
	fs := []float64{3, math.NaN(), -1, math.Inf(1), 0, math.Copysign(0, -1), math.NaN(), math.Inf(-1)}
	gs := slices.Clone(fs)
	sort.Float64s(fs)
	slices.Sort(gs)
	fmt.Println(fs, gs, sort.Float64sAreSorted(fs), slices.IsSorted(gs), slices.Min(gs), slices.Max(gs), cmp.Compare(math.NaN(), 1), cmp.Less(1, math.NaN()))
	ints := []int{1, 3, 3, 5, 8}
	for x := 0; x < 10; x++ {
		i, ok := slices.BinarySearch(ints, x)
		j, jok := sort.Find(len(ints), func(i int) int { return x - ints[i] })
		fmt.Print(sort.SearchInts(ints, x), i, ok, j, jok, " ")
	}
	fmt.Println()
	s := []string{"b", "A", "c", "a", "B"}
	slices.SortFunc(s, func(a, b string) int { return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b)) })
	fmt.Println(s, slices.Compact([]int{1, 1, 2, 2, 2, 1}), slices.CompactFunc([]string{"a", "A", "b"}, strings.EqualFold), slices.Index(s, "c"), slices.Contains(s, "z"))
	t := []int{0, 1, 2, 3, 4, 5}
	t = slices.Insert(t, 2, 10, 11)
	t = slices.Delete(t, 0, 2)
	t = slices.Replace(t, 1, 3, 7, 7, 7)
	fmt.Println(t, len(t), slices.Equal(t, t))
	u := slices.Repeat([]int{1, 2}, 3)
	slices.Reverse(u)
	fmt.Println(u, slices.Concat(u[:1], nil, u[5:]), slices.Compare([]int{1, 2}, []int{1, 3}), slices.Compare([]int{1}, nil), slices.Clip(u[:2]), slices.Grow(u, 10)[:6])
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, cap(c), " ")
	}
	fmt.Println(slices.Collect(slices.Values([]int{4, 5})), slices.Sorted(slices.Values([]int{3, 1, 2})))
	try("insert", func() { slices.Insert([]int{1}, 3, 1) })
	try("delete", func() { slices.Delete([]int{1}, 1, 0) })
	try("chunk", func() { slices.Chunk([]int{1}, 0) })
	try("min", func() { slices.Min([]int{}) })
	try("maxfunc", func() { slices.MaxFunc([]int(nil), cmp.Compare[int]) })
	try("repeat", func() { slices.Repeat([]int{1}, -1) })
	try("grow", func() { slices.Grow([]int{1}, -1) })
	try("slice", func() { sort.Slice(5, func(i, j int) bool { return false }) })
}
