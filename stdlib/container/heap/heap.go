// Package heap keeps any sortable collection in the order of a binary heap: the
// element at index 0 is the least, and the children of i are at 2*i+1 and 2*i+2.
package heap

import "sort"

// Interface is a collection that can be a heap. Push adds x as element Len(), and
// Pop takes away and returns element Len()-1; to use the heap, call the functions
// of the package.
type Interface interface {
	Pop() any
	Push(x any)
	sort.Interface
}

// Init puts h in heap order, in time proportional to its length.
func Init(h Interface) {
	for i := h.Len()/2 - 1; i >= 0; i-- {
		sink(h, i, h.Len())
	}
}

// Push adds x to the heap.
func Push(h Interface, x any) {
	h.Push(x)
	rise(h, h.Len()-1)
}

// Pop takes the least element out of the heap.
func Pop(h Interface) any { return Remove(h, 0) }

// Remove takes element i out of the heap.
func Remove(h Interface, i int) any {
	if last := h.Len() - 1; i != last {
		h.Swap(i, last)
		if !sink(h, i, last) && i > 0 {
			rise(h, i)
		}
	}
	return h.Pop()
}

// Fix puts element i, whose value has changed, in its place.
func Fix(h Interface, i int) {
	if !sink(h, i, h.Len()) {
		rise(h, i)
	}
}

func rise(h Interface, i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !h.Less(i, parent) {
			return
		}
		h.Swap(i, parent)
		i = parent
	}
}

// sink moves element i of the first n down, and reports whether it moved.
func sink(h Interface, i, n int) bool {
	from := i
	for child := 2*i + 1; child < n && child > 0; child = 2*i + 1 {
		if right := child + 1; right < n && h.Less(right, child) {
			child = right
		}
		if !h.Less(child, i) {
			break
		}
		h.Swap(child, i)
		i = child
	}
	return i != from
}
