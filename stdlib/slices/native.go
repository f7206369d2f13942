// This file declares the sort kernels of the commonest element types. Equal
// elements of these cannot be told apart, so any algorithm will do.

package slices

//go:noescape
func sortInts(x []int)
//go:noescape
func sortStrings(x []string)

// sortFloats puts NaNs first.
//
//go:noescape
func sortFloats(x []float64)
