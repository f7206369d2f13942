// Package weak has pointers that do not keep what they point to.
//
// The collector keeps one handle for each object that somebody has a weak pointer to (runtime/gc/final.cc), and empties
// it when the object goes. A Pointer is a handle and an offset in the object, so that pointers are equal exactly if
// those were that they were made from. What is not in the heap never goes; its handle is the address itself.
package weak

import "unsafe"

// Pointer points to a T, or to nothing any more. The zero Pointer points to nothing.
type Pointer[T any] struct {
	_      [0]*T // Pointers to different types do not convert to each other
	handle unsafe.Pointer
	offset uintptr
}

// forever is the offset of what is not in the heap.
const forever = ^uintptr(0)

// Make returns a weak pointer to what ptr points to.
func Make[T any](ptr *T) (p Pointer[T]) {
	p.handle, p.offset = handleOf(unsafe.Pointer(ptr))
	return p
}

// Value returns a pointer to what p points to, or nil where that is gone.
func (p Pointer[T]) Value() *T {
	if p.offset == forever {
		return (*T)(p.handle)
	}
	object := objectOf(p.handle)
	if object == nil {
		return nil
	}
	return (*T)(unsafe.Add(object, p.offset))
}

// handleOf returns the handle of the object that p points into, and where in it; of nil, nil.
func handleOf(p unsafe.Pointer) (handle unsafe.Pointer, offset uintptr)

// objectOf returns the object of a handle, or nil.
func objectOf(handle unsafe.Pointer) unsafe.Pointer
