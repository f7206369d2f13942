// This file sorts slices, searches sorted ones, and finds extremes.

package slices

import "cmp"

// Sort sorts x in ascending order, NaNs first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	if len(x) > smallRange {
		switch s := any([]E(x)).(type) {
		case []int:
			sortInts(s)
			return
		case []string:
			sortStrings(s)
			return
		case []float64:
			sortFloats(s)
			return
		}
	}
	quick([]E(x), natural[E]{})
}

// SortFunc sorts x in the order of cmp, which returns a negative number where a
// comes before b, a positive one where it comes after, and else zero. Equal
// elements may change places.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	quick([]E(x), given[E]{cmp})
}

// SortStableFunc is SortFunc that leaves equal elements in their order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	stable([]E(x), cmp)
}

// IsSorted reports whether x is in ascending order, NaNs first.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	i := len(x) - 1
	for i > 0 && !cmp.Less(x[i], x[i-1]) {
		i--
	}
	return i <= 0
}

// IsSortedFunc reports whether x is in the order of cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	i := len(x) - 1
	for i > 0 && cmp(x[i], x[i-1]) >= 0 {
		i--
	}
	return i <= 0
}

// Min returns the least value of x, NaN where there is one. It panics where x is
// empty.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Min: empty list")
	}
	least := x[0]
	for _, v := range x[1:] {
		least = min(least, v)
	}
	return least
}

// MinFunc returns the first of the least values of x by cmp. It panics where x is
// empty.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MinFunc: empty list")
	}
	at := 0
	for i := range x {
		if i > 0 && cmp(x[i], x[at]) < 0 {
			at = i
		}
	}
	return x[at]
}

// Max returns the greatest value of x, NaN where there is one. It panics where x
// is empty.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Max: empty list")
	}
	greatest := x[0]
	for _, v := range x[1:] {
		greatest = max(greatest, v)
	}
	return greatest
}

// MaxFunc returns the first of the greatest values of x by cmp. It panics where x
// is empty.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MaxFunc: empty list")
	}
	at := 0
	for i := range x {
		if i > 0 && cmp(x[i], x[at]) > 0 {
			at = i
		}
	}
	return x[at]
}

// BinarySearch looks for target in x, which is sorted, and returns where it is, or
// would be inserted, and whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	low, high := 0, len(x)
	for low < high {
		if mid := int(uint(low+high) >> 1); cmp.Less(x[mid], target) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, low < len(x) && cmp.Compare(x[low], target) == 0
}

// BinarySearchFunc is BinarySearch in the order of cmp, which tells how an element
// compares to the target.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	low, high := 0, len(x)
	for low < high {
		if mid := int(uint(low+high) >> 1); cmp(x[mid], target) < 0 {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, low < len(x) && cmp(x[low], target) == 0
}
