// iter, maps and slices: sequences, pulling from them, stopping early, and what happens after the end.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func count(n int, say bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		if say {
			defer fmt.Println("count is over")
		}
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
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
	next, stop := iter.Pull(count(3, true))
	for range 5 {
		fmt.Println(next())
	}
	stop()
	next, stop = iter.Pull(count(3, true))
	fmt.Println(next())
	stop()
	stop()
	fmt.Println(next())
	next, stop = iter.Pull(count(3, true))
	stop()
	fmt.Println(next())
	n2, s2 := iter.Pull2(maps.All(map[string]int{"k": 1}))
	fmt.Println(n2())
	fmt.Println(n2())
	s2()
	pn, ps := iter.Pull(func(yield func(int) bool) { yield(1); panic("inside") })
	fmt.Println(pn())
	try("next", func() { pn() })
	fmt.Println(pn())
	ps()
	try("yield after stop", func() {
		for i := range func(yield func(int) bool) { yield(1); yield(2) } {
			fmt.Println(i)
			break
		}
	})
	try("loop body panics", func() {
		for i := range count(3, true) {
			panic(fmt.Sprint("at ", i))
		}
	})
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), maps.Collect(slices.All([]string{"x", "y"})))
	maps.Insert(m, maps.All(map[string]int{"d": 4}))
	maps.DeleteFunc(m, func(k string, v int) bool { return v%2 == 0 })
	fmt.Println(m, maps.Equal(m, map[string]int{"a": 1, "c": 3}), maps.EqualFunc(m, m, func(a, b int) bool { return a != b }), maps.Clone(map[int]int(nil)) == nil)
	for i, v := range slices.Backward([]string{"p", "q"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println(slices.AppendSeq([]int{9}, count(2, false)), slices.SortedFunc(strings.SplitSeq("b,C,a", ","), func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }))
outer:
	for i := range count(3, false) {
		for j := range count(3, false) {
			switch {
			case j == 1:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	fmt.Println(func() int {
		for i := range count(10, true) {
			defer fmt.Println("deferred", i)
			if i == 2 {
				return i * 100
			}
		}
		return -1
	}())
}
