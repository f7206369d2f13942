// This file joins slices and iterators.

package slices

import (
	"cmp"
	"iter"
)

// All iterates over the indices and elements of s.
func All[Slice ~[]E, E any](s Slice) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i := range s {
			if !yield(i, s[i]) {
				break
			}
		}
	}
}

// Backward is All from the last element to the first.
func Backward[Slice ~[]E, E any](s Slice) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		at := len(s) - 1
		for at >= 0 && yield(at, s[at]) {
			at--
		}
	}
}

// Values iterates over the elements of s.
func Values[Slice ~[]E, E any](s Slice) iter.Seq[E] {
	return func(yield func(E) bool) {
		for i := range s {
			if !yield(s[i]) {
				break
			}
		}
	}
}

// AppendSeq appends the values of seq to s.
func AppendSeq[Slice ~[]E, E any](s Slice, seq iter.Seq[E]) Slice {
	seq(func(v E) bool {
		s = append(s, v)
		return true
	})
	return s
}

// Collect makes a slice of the values of seq.
func Collect[E any](seq iter.Seq[E]) []E {
	var none []E
	return AppendSeq(none, seq)
}

// Sorted makes a sorted slice of the values of seq.
func Sorted[E cmp.Ordered](seq iter.Seq[E]) []E {
	all := Collect(seq)
	Sort(all)
	return all
}

// SortedFunc makes a slice of the values of seq, sorted by cmp.
func SortedFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	all := Collect(seq)
	SortFunc(all, cmp)
	return all
}

// SortedStableFunc is SortedFunc that leaves equal values in their order.
func SortedStableFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	all := Collect(seq)
	SortStableFunc(all, cmp)
	return all
}

// Chunk iterates over s in pieces of n elements, the last of which may be shorter.
// The pieces have no capacity beyond their length. It panics where n is below 1.
func Chunk[Slice ~[]E, E any](s Slice, n int) iter.Seq[Slice] {
	if n < 1 {
		panic("cannot be less than 1")
	}
	return func(yield func(Slice) bool) {
		for rest := s; len(rest) > 0; {
			end := min(n, len(rest))
			if !yield(rest[:end:end]) {
				return
			}
			rest = rest[end:]
		}
	}
}
