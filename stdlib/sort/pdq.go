// This file holds the quicksort and the stable merge sort, once for every kind of
// collection: the compiler makes an instance for Interface and one for byFuncs.

package sort

import "math/bits"

const (
	smallRange     = 12 // sorted by insertion
	nintherRange   = 50 // pivots from nine samples from here on, and short repairs are worth while
	repairAttempts = 5  // out-of-order pairs that repair mends before giving up
	stableBlock    = 20 // first runs of the stable sort
)

// What the samples for a pivot tell of the range.
type trend uint8

const (
	unclear trend = iota
	ascending
	falling
)

// quick sorts elements [0, n).
func quick[D Interface](data D, n int) {
	pdq(data, 0, n, bits.Len(uint(n)))
}

// pdq sorts elements [lo, hi); after badLuck unbalanced partitions by heap sort.
func pdq[D Interface](data D, lo, hi, badLuck int) {
	balanced, untouched := true, true
	for hi-lo > smallRange {
		if badLuck == 0 {
			heap(data, lo, hi)
			return
		}
		if !balanced {
			shake(data, lo, hi)
			badLuck--
		}
		pivot, seen := sample(data, lo, hi)
		if seen == falling {
			flip(data, lo, hi)
			pivot = lo + hi - 1 - pivot
			seen = ascending
		}
		if balanced && untouched && seen == ascending && repair(data, lo, hi) {
			return
		}
		if lo > 0 && !data.Less(lo-1, pivot) {
			// The pivot equals the one to the left of the range, the least there
			// can be in it: all its equals are done with.
			lo = splitEqual(data, lo, hi, pivot)
			continue
		}
		var mid int
		mid, untouched = split(data, lo, hi, pivot)
		eighth := (hi - lo) / 8
		if left, right := mid-lo, hi-mid; left < right {
			balanced = left >= eighth
			pdq(data, lo, mid, badLuck)
			lo = mid + 1
		} else {
			balanced = right >= eighth
			pdq(data, mid+1, hi, badLuck)
			hi = mid
		}
	}
	insertion(data, lo, hi)
}

// insertion sorts [lo, hi) and keeps equal elements in order.
func insertion[D Interface](data D, lo, hi int) {
	for next := lo + 1; next < hi; next++ {
		for at := next; at > lo && data.Less(at, at-1); at-- {
			data.Swap(at, at-1)
		}
	}
}

// sink moves the root of the heap that lies at first, with size elements, down.
func sink[D Interface](data D, root, size, first int) {
	for child := 2*root + 1; child < size; child = 2*root + 1 {
		if child+1 < size && data.Less(first+child, first+child+1) {
			child++
		}
		if !data.Less(first+root, first+child) {
			break
		}
		data.Swap(first+root, first+child)
		root = child
	}
}

func heap[D Interface](data D, lo, hi int) {
	size := hi - lo
	for root := (size - 1) / 2; root >= 0; root-- {
		sink(data, root, size, lo)
	}
	for size--; size >= 0; size-- {
		data.Swap(lo, lo+size)
		sink(data, 0, size, lo)
	}
}

// split puts what is less than the pivot before it and the rest behind it. It
// returns the pivot's place, and whether nothing was out of place.
func split[D Interface](data D, lo, hi, pivot int) (place int, untouched bool) {
	data.Swap(lo, pivot)
	untouched = true
	l, r := lo+1, hi-1
	for {
		for l <= r && data.Less(l, lo) {
			l++
		}
		for l <= r && !data.Less(r, lo) {
			r--
		}
		if l > r {
			break
		}
		untouched = false
		data.Swap(l, r)
		l, r = l+1, r-1
	}
	data.Swap(r, lo)
	return r, untouched
}

// splitEqual, for a range without an element below the pivot, gathers the pivot's
// equals at its start and returns where the others begin.
func splitEqual[D Interface](data D, lo, hi, pivot int) int {
	data.Swap(lo, pivot)
	l := lo + 1
	for r := hi - 1; ; r-- {
		for l <= r && !data.Less(lo, l) {
			l++
		}
		for l <= r && data.Less(lo, r) {
			r--
		}
		if l > r {
			return l
		}
		data.Swap(l, r)
		l++
	}
}

// repair mends a range that is sorted but for a few elements, and reports whether
// that was enough.
func repair[D Interface](data D, lo, hi int) bool {
	at := lo + 1
	for range repairAttempts {
		for at < hi && !data.Less(at, at-1) {
			at++
		}
		if at == hi {
			return true
		}
		if hi-lo < nintherRange {
			return false
		}
		data.Swap(at, at-1)
		if at-lo > 1 { // the smaller one goes left
			for k := at - 1; k > 0 && data.Less(k, k-1); k-- {
				data.Swap(k, k-1)
			}
		}
		if hi-at > 1 { // the greater one goes right
			for k := at + 1; k < hi && data.Less(k, k-1); k++ {
				data.Swap(k, k-1)
			}
		}
	}
	return false
}

// shake moves three elements about the middle to places drawn by Marsaglia's
// xorshift, to break the pattern that made the last partition lopsided.
func shake[D Interface](data D, lo, hi int) {
	n := hi - lo
	if n < 8 {
		return
	}
	seed, mask := uint64(n), uint(1)<<bits.Len(uint(n))-1
	middle := lo + n/4*2
	for k := -1; k <= 1; k++ {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		to := int(uint(seed) & mask)
		if to >= n {
			to -= n
		}
		data.Swap(middle+k, lo+to)
	}
}

// sample chooses a pivot: the median of three, or from nintherRange elements on
// the median of three medians. The number of pairs found out of order is the hint.
func sample[D Interface](data D, lo, hi int) (pivot int, seen trend) {
	quarter := (hi - lo) / 4
	a, b, c := lo+quarter, lo+2*quarter, lo+3*quarter
	swaps, most := 0, 12
	if hi-lo >= nintherRange {
		a = median(data, a-1, a, a+1, &swaps)
		b = median(data, b-1, b, b+1, &swaps)
		c = median(data, c-1, c, c+1, &swaps)
	}
	if hi-lo >= 8 {
		b = median(data, a, b, c, &swaps)
	}
	if swaps == 0 {
		seen = ascending
	} else if swaps == most {
		seen = falling
	}
	return b, seen
}

func median[D Interface](data D, a, b, c int, swaps *int) int {
	if data.Less(b, a) {
		a, b = b, a
		*swaps++
	}
	if data.Less(c, b) {
		b = c
		*swaps++
	}
	if data.Less(b, a) {
		b = a
		*swaps++
	}
	return b
}

func flip[D Interface](data D, lo, hi int) {
	for hi--; lo < hi; lo, hi = lo+1, hi-1 {
		data.Swap(lo, hi)
	}
}

// stable sorts blocks by insertion and merges neighbours, doubling the blocks.
func stable[D Interface](data D, n int) {
	for lo := 0; lo < n; lo += stableBlock {
		insertion(data, lo, min(lo+stableBlock, n))
	}
	for size := stableBlock; size < n; size *= 2 {
		for lo := 0; lo+size < n; lo += 2 * size {
			merge(data, lo, lo+size, min(lo+2*size, n))
		}
	}
}

// merge merges the sorted ranges [lo, mid) and [mid, hi) in place, by the SymMerge
// algorithm of Kim and Kutzner (ESA 2004).
func merge[D Interface](data D, lo, mid, hi int) {
	switch {
	case mid-lo == 1: // one element on the left: insert it on the right
		at, end := mid, hi
		for at < end {
			if probe := int(uint(at+end) / 2); data.Less(probe, lo) {
				at = probe + 1
			} else {
				end = probe
			}
		}
		for k := lo; k+1 < at; k++ {
			data.Swap(k, k+1)
		}
		return
	case hi-mid == 1: // one on the right: insert it on the left
		at, end := lo, mid
		for at < end {
			if probe := int(uint(at+end) / 2); data.Less(mid, probe) {
				end = probe
			} else {
				at = probe + 1
			}
		}
		for k := mid; k > at; k-- {
			data.Swap(k, k-1)
		}
		return
	}
	half := int(uint(lo+hi) / 2)
	axis := half + mid
	from, to := lo, mid
	if mid > half {
		from, to = axis-hi, half
	}
	for from < to {
		if probe := int(uint(from+to) / 2); data.Less(axis-1-probe, probe) {
			to = probe
		} else {
			from = probe + 1
		}
	}
	end := axis - from
	if from < mid && mid < end {
		rotate(data, from, mid, end)
	}
	if lo < from && from < half {
		merge(data, lo, from, half)
	}
	if half < end && end < hi {
		merge(data, half, end, hi)
	}
}

// rotate exchanges the neighbouring ranges [lo, mid) and [mid, hi).
func rotate[D Interface](data D, lo, mid, hi int) {
	left, right := mid-lo, hi-mid
	for left != right {
		if left > right {
			exchange(data, mid-left, mid, right)
			left -= right
		} else {
			exchange(data, mid-left, mid+right-left, left)
			right -= left
		}
	}
	exchange(data, mid-left, mid, left)
}

func exchange[D Interface](data D, a, b, n int) {
	for k := range n {
		data.Swap(a+k, b+k)
	}
}
