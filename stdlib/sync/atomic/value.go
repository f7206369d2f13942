// This file holds Value, an atomic variable of any one type.

package atomic

// A Value holds a value of any type, always the same after the first Store. The
// zero Value holds nothing, and Load returns nil. It must not be copied after use.
type Value struct {
	v any
}

// The natives take the interface's two words one after the other: a Value is empty
// until its type word is set, which happens last, and then only the data word
// changes. same tells whether v holds nothing or a value of val's type.

func loadValue(v *any) any
func storeValue(v *any, val any) (same bool)
func swapValue(v *any, val any) (old any, same bool)

// casValue replaces the data word of cur, which v held, by val's.
func casValue(v *any, cur, val any) bool

// firstValue stores val if v holds nothing yet.
func firstValue(v *any, val any) bool

// sameType tells whether two interface values have one dynamic type.
func sameType(a, b any) bool

// Load returns the value set by the latest Store, nil if there was none.
func (v *Value) Load() (val any) { return loadValue(&v.v) }

// Store sets the value. It panics for nil, and for a type other than that of the
// first Store.
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	if !storeValue(&v.v, val) {
		panic("sync/atomic: store of inconsistently typed value into Value")
	}
}

// Swap sets the value and returns the previous one, nil if there was none. It
// panics as Store does.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	old, same := swapValue(&v.v, new)
	if !same {
		panic("sync/atomic: swap of inconsistently typed value into Value")
	}
	return old
}

// CompareAndSwap sets the value to new if it equals old, and tells whether it did.
// It panics as Store does, for old of another type than new, and when old cannot be
// compared.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && !sameType(old, new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	cur := loadValue(&v.v)
	if cur == nil {
		if old != nil {
			return false
		}
		if firstValue(&v.v, new) {
			return true
		}
		cur = loadValue(&v.v)
	}
	if !sameType(cur, new) {
		panic("sync/atomic: compare and swap of inconsistently typed value into Value")
	}
	return cur == old && casValue(&v.v, cur, new)
}
