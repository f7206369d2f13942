// This file searches sorted collections by bisection.

package sort

// Search returns the smallest i in [0, n) at which f(i) is true, or n, for an f
// that is false up to some index and true from there on.
func Search(n int, f func(int) bool) int {
	low := 0
	for n > low {
		if mid := int(uint(low+n) / 2); f(mid) {
			n = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// Find returns the smallest i in [0, n) at which cmp(i) <= 0, or n, and whether
// cmp(i) == 0 there. cmp(i) must be positive first, then zero, then negative.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(k int) bool { return cmp(k) <= 0 })
	return i, i < n && cmp(i) == 0
}

// place is the first index of a whose element is not less than x.
func place[T int | float64 | string](a []T, x T) int {
	low, n := 0, len(a)
	for n > low {
		if mid := int(uint(low+n) / 2); a[mid] >= x {
			n = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// SearchInts returns the index at which x is, or would be inserted, in the
// ascending slice a.
func SearchInts(a []int, x int) int { return place(a, x) }

// SearchFloat64s is SearchInts for floating-point numbers.
func SearchFloat64s(a []float64, x float64) int { return place(a, x) }

// SearchStrings is SearchInts for strings.
func SearchStrings(a []string, x string) int { return place(a, x) }

// Search is SearchInts of p.
func (p IntSlice) Search(x int) int { return place(p, x) }

// Search is SearchFloat64s of p.
func (p Float64Slice) Search(x float64) int { return place(p, x) }

// Search is SearchStrings of p.
func (p StringSlice) Search(x string) int { return place(p, x) }
