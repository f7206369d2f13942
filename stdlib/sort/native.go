// This file declares how the package handles slices of unknown type.

package sort

import "unsafe"

// sliceParts takes a slice apart into the address of its elements, their type and
// their number. It panics as reflect does where x is something else.
func sliceParts(x any) (base, elem unsafe.Pointer, n int)

// swapElems exchanges elements i and j of the n that sliceParts gave.
//
//go:noescape
func swapElems(base, elem unsafe.Pointer, n, i, j int)
