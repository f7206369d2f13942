// Package sort sorts slices and user-defined collections.
//
// Sort is a pattern-defeating quicksort (Orson Peters, 2021): insertion sort below
// 13 elements, heap sort after too many bad pivots, linear time on runs that are
// ascending, descending or all equal. Parameters are Go's, so that equal elements
// come out in the order they have there.
package sort

// Interface is a collection, indexed from 0, that the routines here can sort.
type Interface interface {
	// Swap exchanges elements i and j.
	Swap(i, j int)

	// Less reports whether element i must come before element j. It has to be a
	// transitive order; where neither of two is less, they count as equal.
	Less(i, j int) bool

	// Len is the number of elements.
	Len() int
}

// Sort sorts data in ascending order, calling Less and Swap O(n log n) times.
// Equal elements may change places.
func Sort(data Interface) {
	quick(data, data.Len())
}

// Stable sorts data in ascending order and leaves equal elements in their order.
func Stable(data Interface) {
	stable(data, data.Len())
}

// IsSorted reports whether data is in ascending order.
func IsSorted(data Interface) bool {
	i := data.Len() - 1
	for i > 0 && !data.Less(i, i-1) {
		i--
	}
	return i <= 0
}

type descending struct{ Interface }

func (d descending) Less(i, j int) bool { return d.Interface.Less(j, i) }

// Reverse returns data with its order reversed.
func Reverse(data Interface) Interface {
	return &descending{data}
}
