// This file compares values: with the zero value, with each other as == does, and by what they lead to.

package reflect

import "unsafe"

// Natives (reflect_native.cc). Both look at memory by the descriptor, without a Value for each part.
func valueEqual(t *rtype, p, q unsafe.Pointer) bool
func valueIsZero(t *rtype, p unsafe.Pointer) bool

// numParts and part give the fields of a struct and the elements of an array one name.
func (v Value) numParts() int {
	if v.Kind() == Struct {
		return v.NumField()
	}
	return v.Len()
}

func (v Value) part(i int) Value {
	if v.Kind() == Struct {
		return v.Field(i)
	}
	return v.Index(i)
}

// opened returns what v holds when it is an interface, and v itself otherwise.
func (v Value) opened() Value {
	if v.Kind() == Interface {
		return v.Elem()
	}
	return v
}

// IsZero reports whether v is the zero value of its type. What blank fields hold does not matter.
func (v Value) IsZero() bool {
	v.needAny("IsZero")
	if v.flag&inMemory == 0 {
		return v.word == nil
	}
	return valueIsZero(v.typ, v.word)
}

// Comparable reports whether v can be compared by == without a panic, whatever it is compared with.
func (v Value) Comparable() bool {
	switch {
	case v.Kind() == Interface:
		return v.IsNil() || v.Elem().Comparable()
	case v.typ == nil:
		return false
	case !v.typ.Comparable():
		return false
	case partKinds.has(v.Kind()):
		for i := range v.numParts() {
			if !v.part(i).Comparable() {
				return false
			}
		}
	}
	return true
}

// Equal reports whether v == u, interfaces standing for what they hold. It panics when it comes to compare values of a type
// that has no ==.
func (v Value) Equal(u Value) bool {
	v, u = v.opened(), u.opened()
	switch {
	case v.typ != u.typ:
		return false
	case v.typ == nil:
		return true
	case partKinds.has(v.Kind()) && v.numParts() > 0:
		for i := range v.numParts() {
			if !v.part(i).Equal(u.part(i)) {
				return false
			}
		}
		return true
	case !v.typ.Comparable():
		panic("reflect.Value.Equal: values of type " + v.typ.String() + " are not comparable")
	}
	return valueEqual(v.typ, v.address(), u.address())
}

// DeepEqual reports whether x and y have the same shape and the same contents all the way down: pointers are equal that
// lead to deeply equal values, slices and maps that have deeply equal elements and are both nil or both not, and functions
// only when both are nil. Values may lead back to themselves.
func DeepEqual(x, y any) bool {
	var c deepComparison
	c.later(ValueOf(x), ValueOf(y))
	// Pairs are compared one by one and put off what they lead to, so that no chain is too long.
	for len(c.todo) > 0 {
		last := len(c.todo) - 1
		p := c.todo[last]
		c.todo = c.todo[:last]
		if !c.compare(p[0], p[1]) {
			return false
		}
	}
	return true
}

type deepComparison struct {
	todo [][2]Value
	met  map[meeting]bool
}

// meeting is a pair of references to memory that has been put on the list of pairs to compare.
type meeting struct {
	typ  *rtype
	a, b unsafe.Pointer
	len  int
}

func (c *deepComparison) later(v, w Value) { c.todo = append(c.todo, [2]Value{v, w}) }

// first reports whether the pair of references of type t is met for the first time.
func (c *deepComparison) first(t *rtype, a, b unsafe.Pointer, n int) bool {
	m := meeting{t, a, b, n}
	if c.met[m] {
		return false
	}
	if c.met == nil {
		c.met = map[meeting]bool{}
	}
	c.met[m] = true
	return true
}

// compare compares v and w as far as they go themselves, and puts off the rest.
func (c *deepComparison) compare(v, w Value) bool {
	if v.typ != w.typ || v.typ == nil {
		return v.typ == w.typ
	}
	if nilKinds.has(v.Kind()) && (v.IsNil() || w.IsNil()) {
		return v.IsNil() && w.IsNil()
	}
	switch v.Kind() {
	case Array, Struct:
		for i := range v.numParts() {
			x, y := v.part(i), w.part(i)
			if (partKinds | nilKinds).has(x.Kind()) && !(x.typ.is(isBytes) && x.typ.ptrdata == 0) {
				c.later(x, y)
			} else if !valueEqual(x.typ, x.address(), y.address()) {
				return false
			}
		}
		return true
	case Interface:
		c.later(v.Elem(), w.Elem())
		return true
	case Pointer:
		if a, b := v.pointer(), w.pointer(); a != b && c.first(v.typ, a, b, 0) {
			c.later(v.Elem(), w.Elem())
		}
		return true
	case Slice:
		return c.slices(v, w)
	case Map:
		return c.maps(v, w)
	case Func:
		return false
	}
	return valueEqual(v.typ, v.address(), w.address())
}

func (c *deepComparison) slices(v, w Value) bool {
	n, a, b := v.Len(), v.UnsafePointer(), w.UnsafePointer()
	if n != w.Len() {
		return false
	}
	if a == b {
		return true
	}
	if v.typ.elem.kind() == Uint8 {
		return string(unsafe.Slice((*byte)(a), n)) == string(unsafe.Slice((*byte)(b), n))
	}
	if c.first(v.typ, a, b, n) {
		for i := range n {
			c.later(v.Index(i), w.Index(i))
		}
	}
	return true
}

func (c *deepComparison) maps(v, w Value) bool {
	if v.Len() != w.Len() {
		return false
	}
	a, b := v.pointer(), w.pointer()
	if a == b || !c.first(v.typ, a, b, 0) {
		return true
	}
	for it := v.MapRange(); it.Next(); {
		other := w.MapIndex(it.Key())
		if !other.IsValid() {
			return false
		}
		c.later(it.Value(), other)
	}
	return true
}
