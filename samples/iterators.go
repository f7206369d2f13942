// Iterators: functions that range understands, and how they compose.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func Count(from int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := from; yield(i); i++ {
		}
	}
}

func Filter[T any](seq iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func Take[T any](seq iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		left := n
		for v := range seq {
			if left--; !yield(v) || left == 0 {
				return
			}
		}
	}
}

// Zip pulls from the second sequence while it ranges over the first.
func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for va := range a {
			vb, ok := next()
			if !ok || !yield(va, vb) {
				return
			}
		}
	}
}

func main() {
	even := Filter(Count(1), func(n int) bool { return n%2 == 0 })
	fmt.Println(slices.Collect(Take(even, 5)))

	for n, s := range Zip(Take(Count(10), 3), slices.Values([]string{"ten", "eleven", "twelve", "more"})) {
		fmt.Println(n, s)
	}

	ages := map[string]int{"ann": 31, "bob": 27, "cy": 40}
	for _, name := range slices.Sorted(maps.Keys(ages)) {
		fmt.Println(name, ages[name])
	}

	find := func(limit int) (found int) {
		for n := range Count(1) {
			defer func() { found++ }()
			if n*n > limit {
				return n * 100
			}
		}
		return
	}
	fmt.Println(find(30))
}
