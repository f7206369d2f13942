// Package unique makes values comparable by a pointer: equal values have the same
// Handle.
package unique

import (
	"strings"
	"sync"
)

// Handle stands for a value: two handles are equal exactly if the values they were
// made from are. The zero Handle stands for none.
type Handle[T comparable] struct {
	value *T
}

// Value returns a copy of the value that the handle was made from.
func (h Handle[T]) Value() T { return *h.value }

// canonical maps each value, whose type tells equal ones of different types apart,
// to the *T of its handle. Entries stay for the life of the program.
var canonical sync.Map

// Make returns the handle of value.
func Make[T comparable](value T) Handle[T] {
	if p, ok := canonical.Load(value); ok {
		return Handle[T]{p.(*T)}
	}
	kept := new(T)
	*kept = value
	if s, ok := any(kept).(*string); ok {
		*s = strings.Clone(*s) // not a part of something bigger
	}
	p, _ := canonical.LoadOrStore(*kept, kept)
	return Handle[T]{p.(*T)}
}
