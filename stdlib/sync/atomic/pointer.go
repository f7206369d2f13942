// This file holds the atomic pointer that knows what it points to.

package atomic

import "unsafe"

// A Pointer is an atomic pointer of type *T; the zero value is nil.
type Pointer[T any] struct {
	_ noCopy
	// A field of the pointed-to type keeps Pointer[A] and Pointer[B] from being
	// converted into each other.
	_ [0]*T
	v unsafe.Pointer
}

// Store sets the pointer.
func (x *Pointer[T]) Store(val *T) { StorePointer(&x.v, unsafe.Pointer(val)) }

// Load returns the pointer.
func (x *Pointer[T]) Load() *T { return (*T)(LoadPointer(&x.v)) }

// Swap sets the pointer and returns the previous one.
func (x *Pointer[T]) Swap(new *T) (old *T) { return (*T)(SwapPointer(&x.v, unsafe.Pointer(new))) }

// CompareAndSwap sets the pointer to new if it is old, and tells whether it did.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	return CompareAndSwapPointer(&x.v, unsafe.Pointer(old), unsafe.Pointer(new))
}
