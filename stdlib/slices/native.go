// This file declares the sort kernels of the commonest element types. Equal
// elements of these cannot be told apart, so any algorithm will do.

package slices

func sortInts(x []int)
func sortStrings(x []string)

// sortFloats puts NaNs first.
func sortFloats(x []float64)
