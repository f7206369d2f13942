// This file sorts slices of ints, floats and strings.

package sort

import "slices"

// Ints sorts x in increasing order.
func Ints(x []int) { slices.Sort(x) }

// IntsAreSorted reports whether x is in increasing order.
func IntsAreSorted(x []int) bool { return slices.IsSorted(x) }

// Float64s sorts x in increasing order, NaNs first.
func Float64s(x []float64) { slices.Sort(x) }

// Float64sAreSorted reports whether x is in increasing order, NaNs first.
func Float64sAreSorted(x []float64) bool { return slices.IsSorted(x) }

// Strings sorts x in increasing order.
func Strings(x []string) { slices.Sort(x) }

// StringsAreSorted reports whether x is in increasing order.
func StringsAreSorted(x []string) bool { return slices.IsSorted(x) }

// IntSlice is an Interface to a slice of ints in increasing order.
type IntSlice []int

func (p IntSlice) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p IntSlice) Less(i, j int) bool { return p[i] < p[j] }
func (p IntSlice) Len() int           { return len(p) }

// Sort sorts p.
func (p IntSlice) Sort() { Sort(p) }

// StringSlice is an Interface to a slice of strings in increasing order.
type StringSlice []string

func (p StringSlice) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p StringSlice) Less(i, j int) bool { return p[i] < p[j] }
func (p StringSlice) Len() int           { return len(p) }

// Sort sorts p.
func (p StringSlice) Sort() { Sort(p) }

// Float64Slice is an Interface to a slice of floats in increasing order, with
// NaNs before other values.
type Float64Slice []float64

func (p Float64Slice) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p Float64Slice) Len() int      { return len(p) }

// Less reports whether element i comes before element j; NaN is before all but NaN.
func (p Float64Slice) Less(i, j int) bool {
	a, b := p[i], p[j]
	return a < b || a != a && b == b
}

// Sort sorts p.
func (p Float64Slice) Sort() { Sort(p) }
