// This file sorts slices of any element type with a less function.

package sort

// byFuncs is the Interface of Slice: the caller's less, and a swap for the type.
type byFuncs struct {
	less   func(i, j int) bool
	swap   func(i, j int)
	length int
}

func (b *byFuncs) Less(i, j int) bool { return b.less(i, j) }
func (b *byFuncs) Swap(i, j int)      { b.swap(i, j) }
func (b *byFuncs) Len() int           { return b.length }

func swapIn[E any](s []E) func(i, j int) {
	return func(i, j int) { s[i], s[j] = s[j], s[i] }
}

func newByFuncs(x any, less func(i, j int) bool) *byFuncs {
	b := &byFuncs{less: less}
	switch s := x.(type) {
	case []int:
		b.swap, b.length = swapIn(s), len(s)
	case []string:
		b.swap, b.length = swapIn(s), len(s)
	case []float64:
		b.swap, b.length = swapIn(s), len(s)
	default:
		base, elem, n := sliceParts(x)
		b.swap, b.length = func(i, j int) { swapElems(base, elem, n, i, j) }, n
	}
	return b
}

// Slice sorts the slice x by less; it panics where x is not a slice. Equal
// elements may change places.
func Slice(x any, less func(i, j int) bool) {
	b := newByFuncs(x, less)
	quick(b, b.length)
}

// SliceStable sorts the slice x by less and leaves equal elements in their order.
func SliceStable(x any, less func(i, j int) bool) {
	b := newByFuncs(x, less)
	stable(b, b.length)
}

// SliceIsSorted reports whether the slice x is sorted by less.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	_, _, n := sliceParts(x)
	for n--; n > 0; n-- {
		if less(n, n-1) {
			return false
		}
	}
	return true
}
