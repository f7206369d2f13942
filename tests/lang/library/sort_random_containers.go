package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"sort"
)

type H []int

func (h H) Len() int           { return len(h) }
func (h H) Less(i, j int) bool { return h[i] < h[j] }
func (h H) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *H) Push(x any)        { *h = append(*h, x.(int)) }
func (h *H) Pop() any          { o := *h; n := len(o); x := o[n-1]; *h = o[:n-1]; return x }

type T struct {
	k int
	s string
}

func main() {
	r := rand.New(rand.NewSource(42))
	fmt.Println(r.Int(), r.Intn(100), r.Float64(), r.Perm(10), r.NormFloat64(), r.ExpFloat64())
	var ts []T
	for i := 0; i < 300; i++ {
		ts = append(ts, T{r.Intn(20), fmt.Sprint(i)})
	}
	a := slices.Clone(ts)
	sort.Slice(a, func(i, j int) bool { return a[i].k < a[j].k })
	fmt.Println(a)
	b := slices.Clone(ts)
	slices.SortFunc(b, func(x, y T) int { return cmp.Compare(x.k, y.k) })
	fmt.Println(slices.Equal(a, b), b[:10])
	c := slices.Clone(ts)
	sort.SliceStable(c, func(i, j int) bool { return c[i].k < c[j].k })
	fmt.Println(c[:20])
	slices.SortStableFunc(ts, func(x, y T) int { return cmp.Compare(x.k, y.k) })
	fmt.Println(slices.Equal(c, ts))
	x := r.Perm(1000)
	sort.Ints(x)
	fmt.Println(slices.IsSorted(x), x[:5], sort.SearchInts(x, 500))
	ss := []string{"b", "a", "zz", "c", "q", "w", "e", "r", "t", "y", "u", "i", "o"}
	sort.Strings(ss)
	fmt.Println(ss)
	fs := []float64{3, 1, 2, -1, 0, 9, 8, 7, 6, 5, 4, 11, 12, 13}
	slices.Sort(fs)
	fmt.Println(fs)
	sort.Sort(sort.Reverse(sort.IntSlice(x)))
	fmt.Println(x[:5])
	h := &H{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	l := list.New()
	l.PushBack(1)
	l.PushFront(0)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	rg := ring.New(3)
	fmt.Println(rg.Len())
	m := map[string]int{"x": 1, "y": 2}
	k := slices.Sorted(maps.Keys(m))
	fmt.Println(k, slices.Collect(maps.Values(map[int]int{1: 2})))
	i, ok := slices.BinarySearch(k, "y")
	fmt.Println(i, ok, slices.Index(k, "y"), slices.Max(fs), slices.Compact([]int{1, 1, 2, 2, 3}) != nil, slices.Insert([]int{1, 2}, 1, 9, 8), slices.Delete([]int{1, 2, 3}, 0, 1), slices.Repeat([]int{1}, 3))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println()
}
