// This file holds the pattern-defeating quicksort on elements, the twin of package
// sort's, and a stable merge sort. The order is a type parameter, so that the
// instance for the natural order compares by operators.

package slices

import (
	"cmp"
	"math/bits"
)

const (
	smallRange     = 12 // sorted by insertion
	nintherRange   = 50 // pivots from nine samples from here on
	repairAttempts = 5  // out-of-order pairs that repair mends before giving up
)

type order[E any] interface{ less(a, b E) bool }

// natural is the order of the operators.
type natural[E cmp.Ordered] struct{}

func (natural[E]) less(a, b E) bool { return a < b || a != a && b == b }

// given is the order of a caller's function.
type given[E any] struct{ cmp func(a, b E) int }

func (g given[E]) less(a, b E) bool { return g.cmp(a, b) < 0 }

type trend uint8

const (
	unclear trend = iota
	ascending
	falling
)

func quick[E any, O order[E]](x []E, o O) {
	pdq(x, 0, len(x), bits.Len(uint(len(x))), o)
}

// pdq sorts x[lo:hi]; after badLuck unbalanced partitions by heap sort.
func pdq[E any, O order[E]](x []E, lo, hi, badLuck int, o O) {
	balanced, untouched := true, true
	for hi-lo > smallRange {
		if badLuck == 0 {
			heap(x[lo:hi], o)
			return
		}
		if !balanced {
			shake(x[lo:hi])
			badLuck--
		}
		pivot, seen := sample(x, lo, hi, o)
		if seen == falling {
			Reverse(x[lo:hi])
			pivot, seen = lo+hi-1-pivot, ascending
		}
		if balanced && untouched && seen == ascending && repair(x, lo, hi, o) {
			return
		}
		if lo > 0 && !o.less(x[lo-1], x[pivot]) {
			lo = splitEqual(x, lo, hi, pivot, o)
			continue
		}
		var mid int
		mid, untouched = split(x, lo, hi, pivot, o)
		eighth := (hi - lo) / 8
		if left, right := mid-lo, hi-mid; left < right {
			balanced = left >= eighth
			pdq(x, lo, mid, badLuck, o)
			lo = mid + 1
		} else {
			balanced = right >= eighth
			pdq(x, mid+1, hi, badLuck, o)
			hi = mid
		}
	}
	for next := lo + 1; next < hi; next++ {
		for at := next; at > lo && o.less(x[at], x[at-1]); at-- {
			x[at], x[at-1] = x[at-1], x[at]
		}
	}
}

// sink moves the root of the heap h down.
func sink[E any, O order[E]](h []E, root int, o O) {
	for child := 2*root + 1; child < len(h); child = 2*root + 1 {
		if child+1 < len(h) && o.less(h[child], h[child+1]) {
			child++
		}
		if !o.less(h[root], h[child]) {
			break
		}
		h[root], h[child] = h[child], h[root]
		root = child
	}
}

func heap[E any, O order[E]](x []E, o O) {
	for root := (len(x) - 1) / 2; root >= 0; root-- {
		sink(x, root, o)
	}
	for last := len(x) - 1; last >= 0; last-- {
		x[0], x[last] = x[last], x[0]
		sink(x[:last], 0, o)
	}
}

// split puts what is less than the pivot before it and the rest behind it. It
// returns the pivot's place, and whether nothing was out of place.
func split[E any, O order[E]](x []E, lo, hi, pivot int, o O) (place int, untouched bool) {
	x[lo], x[pivot] = x[pivot], x[lo]
	untouched = true
	l, r := lo+1, hi-1
	for {
		for l <= r && o.less(x[l], x[lo]) {
			l++
		}
		for l <= r && !o.less(x[r], x[lo]) {
			r--
		}
		if l > r {
			break
		}
		untouched = false
		x[l], x[r] = x[r], x[l]
		l, r = l+1, r-1
	}
	x[r], x[lo] = x[lo], x[r]
	return r, untouched
}

// splitEqual, for a range without an element below the pivot, gathers the pivot's
// equals at its start and returns where the others begin.
func splitEqual[E any, O order[E]](x []E, lo, hi, pivot int, o O) int {
	x[lo], x[pivot] = x[pivot], x[lo]
	l := lo + 1
	for r := hi - 1; ; r-- {
		for l <= r && !o.less(x[lo], x[l]) {
			l++
		}
		for l <= r && o.less(x[lo], x[r]) {
			r--
		}
		if l > r {
			return l
		}
		x[l], x[r] = x[r], x[l]
		l++
	}
}

// repair mends a range that is sorted but for a few elements, and reports whether
// that was enough.
func repair[E any, O order[E]](x []E, lo, hi int, o O) bool {
	at := lo + 1
	for range repairAttempts {
		for at < hi && !o.less(x[at], x[at-1]) {
			at++
		}
		if at == hi {
			return true
		}
		if hi-lo < nintherRange {
			return false
		}
		x[at], x[at-1] = x[at-1], x[at]
		if at-lo > 1 { // the smaller one goes left
			for k := at - 1; k > 0 && o.less(x[k], x[k-1]); k-- {
				x[k], x[k-1] = x[k-1], x[k]
			}
		}
		if hi-at > 1 { // the greater one goes right
			for k := at + 1; k < hi && o.less(x[k], x[k-1]); k++ {
				x[k], x[k-1] = x[k-1], x[k]
			}
		}
	}
	return false
}

// shake moves three elements about the middle to places drawn by Marsaglia's
// xorshift, to break the pattern that made the last partition lopsided.
func shake[E any](x []E) {
	n := len(x)
	if n < 8 {
		return
	}
	seed, mask := uint64(n), uint(1)<<bits.Len(uint(n))-1
	for from := n/4*2 - 1; from <= n/4*2+1; from++ {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		to := int(uint(seed) & mask)
		if to >= n {
			to -= n
		}
		x[from], x[to] = x[to], x[from]
	}
}

// sample chooses a pivot: the median of three, or from nintherRange elements on
// the median of three medians. The number of pairs found out of order is the hint.
func sample[E any, O order[E]](x []E, lo, hi int, o O) (pivot int, seen trend) {
	quarter := (hi - lo) / 4
	a, b, c := lo+quarter, lo+2*quarter, lo+3*quarter
	swaps := 0
	if hi-lo >= nintherRange {
		a = median(x, a-1, a, a+1, &swaps, o)
		b = median(x, b-1, b, b+1, &swaps, o)
		c = median(x, c-1, c, c+1, &swaps, o)
	}
	if hi-lo >= 8 {
		b = median(x, a, b, c, &swaps, o)
	}
	if swaps == 0 {
		seen = ascending
	} else if swaps == 12 {
		seen = falling
	}
	return b, seen
}

func median[E any, O order[E]](x []E, a, b, c int, swaps *int, o O) int {
	if o.less(x[b], x[a]) {
		a, b = b, a
		*swaps++
	}
	if o.less(x[c], x[b]) {
		b = c
		*swaps++
	}
	if o.less(x[b], x[a]) {
		b = a
		*swaps++
	}
	return b
}

// stable merges ever longer sorted runs, with half of x's size as scratch memory.
func stable[E any](x []E, cmp func(a, b E) int) {
	const run = 16
	for lo := 0; lo < len(x); lo += run {
		hi := min(lo+run, len(x))
		for next := lo + 1; next < hi; next++ {
			v, at := x[next], next
			for ; at > lo && cmp(v, x[at-1]) < 0; at-- {
				x[at] = x[at-1]
			}
			x[at] = v
		}
	}
	if len(x) <= run {
		return
	}
	scratch := make([]E, 0, len(x))
	for size := run; size < len(x); size *= 2 {
		for lo := 0; lo+size < len(x); lo += 2 * size {
			mid, hi := lo+size, min(lo+2*size, len(x))
			if cmp(x[mid], x[mid-1]) >= 0 {
				continue // in order already
			}
			scratch = append(scratch[:0], x[lo:mid]...)
			to, right := lo, mid
			for left := 0; left < len(scratch); to++ {
				if right < hi && cmp(x[right], scratch[left]) < 0 {
					x[to] = x[right]
					right++
				} else {
					x[to] = scratch[left]
					left++
				}
			}
		}
	}
}
