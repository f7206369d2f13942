// This file is about values that have a length and elements in order: arrays, slices and strings.

package reflect

import "unsafe"

// sliceParts is how a slice lies in memory; a string has the first two words of it.
type sliceParts struct {
	data unsafe.Pointer
	len  int
	cap  int
}

// SliceHeader is how a slice lies in memory. It keeps no array alive.
//
// Deprecated: unsafe.Slice and unsafe.SliceData do what it is used for.
type SliceHeader struct {
	Data     uintptr
	Len, Cap int
}

// StringHeader is how a string lies in memory. It keeps no bytes alive.
//
// Deprecated: unsafe.String and unsafe.StringData do what it is used for.
type StringHeader struct {
	Data uintptr
	Len  int
}

// Natives (reflect_native.cc).

func allocRun(t *rtype, n int) unsafe.Pointer
func moveRun(t *rtype, dst, src unsafe.Pointer, n int)
func wipeRun(t *rtype, p unsafe.Pointer, n int)
func growSlice(t *rtype, s *sliceParts, n int)
func swapAt(t *rtype, p, q, spare unsafe.Pointer)

// newSlice returns a slice of type t over s.
func newSlice(t *rtype, s sliceParts, m marks) Value {
	p := (*sliceParts)(alloc(t))
	*p = s
	return at(t, unsafe.Pointer(p), m)
}

func (v Value) slice() *sliceParts { return (*sliceParts)(v.word) }

// ofArray panics when v, for whose method m pointers to arrays stand for them, points to something else.
func (v Value) ofArray(m string) *rtype {
	if !v.typ.pointsToArray() {
		panic("reflect: call of reflect.Value." + m + " on ptr to non-array Value")
	}
	return v.typ.elem
}

// Len returns the length of v: an array or a pointer to one, a slice, a string, a map or a channel.
func (v Value) Len() int {
	v.need(1<<Array|1<<Pointer|1<<Slice|1<<String|1<<Map|1<<Chan, "Len")
	switch v.Kind() {
	case Array:
		return v.typ.length
	case Pointer:
		return v.ofArray("Len").length
	case Map:
		return mapLen(v.pointer())
	case Chan:
		return chanLen(v.pointer())
	}
	return v.slice().len
}

// Cap returns the capacity of v: an array or a pointer to one, a slice or a channel.
func (v Value) Cap() int {
	v.need(1<<Array|1<<Pointer|1<<Slice|1<<Chan, "Cap")
	switch v.Kind() {
	case Array:
		return v.typ.length
	case Pointer:
		return v.ofArray("Cap").length
	case Chan:
		return chanCap(v.pointer())
	}
	return v.slice().cap
}

// Index returns element i of the array, slice or string v.
func (v Value) Index(i int) Value {
	v.need(1<<Array|1<<Slice|1<<String, "Index")
	n := 0
	if v.Kind() == Array {
		n = v.typ.length
	} else {
		n = v.slice().len
	}
	if uint(i) >= uint(n) {
		panic("reflect: " + v.Kind().String() + " index out of range")
	}
	m := v.flag.inherited()
	switch v.Kind() {
	case Array:
		// The elements lie in the array: where it is, and changeable when it is.
		m |= v.flag & (inMemory | isVariable)
		return Value{v.typ.elem, unsafe.Add(v.word, uintptr(i)*v.typ.elem.size), m}
	case Slice:
		return at(v.typ.elem, unsafe.Add(v.slice().data, uintptr(i)*v.typ.elem.size), m|isVariable)
	}
	return at(typeIn(byte(0)), unsafe.Add(v.slice().data, i), m)
}

// Slice returns v[i:j] of a slice, a string, or an array that is a variable.
func (v Value) Slice(i, j int) Value {
	v.need(1<<Array|1<<Slice|1<<String, "Slice")
	if v.Kind() == String {
		s := *(*string)(v.word)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		p := (*string)(alloc(v.typ))
		*p = s[i:j]
		return at(v.typ, unsafe.Pointer(p), v.flag.inherited())
	}
	t, s := v.whole("Slice")
	return cut(t, s, i, j, s.cap, "Slice", v.flag.inherited())
}

// Slice3 returns v[i:j:k] of a slice, or of an array that is a variable.
func (v Value) Slice3(i, j, k int) Value {
	v.need(1<<Array|1<<Slice, "Slice3")
	t, s := v.whole("Slice3")
	return cut(t, s, i, j, k, "Slice3", v.flag.inherited())
}

// whole returns v[:], and its type, for method m.
func (v Value) whole(m string) (*rtype, sliceParts) {
	if v.Kind() == Slice {
		return v.typ, *v.slice()
	}
	if !v.CanAddr() {
		panic("reflect.Value." + m + ": slice of unaddressable array")
	}
	return typeSliceOf(v.typ.elem), sliceParts{v.word, v.typ.length, v.typ.length}
}

func cut(t *rtype, s sliceParts, i, j, k int, m string, marks marks) Value {
	if i < 0 || j < i || k < j || k > s.cap {
		panic("reflect.Value." + m + ": slice index out of bounds")
	}
	r := sliceParts{s.data, j - i, k - i}
	if r.cap > 0 {
		// An empty slice must not point past the array, which would keep something else alive.
		r.data = unsafe.Add(s.data, uintptr(i)*t.elem.size)
	}
	return newSlice(t, r, marks)
}

// MakeSlice returns a new slice of the slice type typ.
func MakeSlice(typ Type, len, cap int) Value {
	complain := ""
	switch {
	case typ.Kind() != Slice:
		complain = " of non-slice type"
	case len < 0:
		complain = ": negative len"
	case cap < 0:
		complain = ": negative cap"
	case len > cap:
		complain = ": len > cap"
	}
	if complain != "" {
		panic("reflect.MakeSlice" + complain)
	}
	t := typ.descriptor()
	return newSlice(t, sliceParts{allocRun(t.elem, cap), len, cap}, 0)
}

// SliceAt returns a slice of n elements of type typ that lie at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	t := typ.descriptor()
	bytes := n
	if n > 0 && t.size > 1 {
		if uintptr(n) > (1<<63-1)/t.size {
			bytes = -1 // more than an address can be
		} else {
			bytes = n * int(t.size)
		}
	}
	_ = unsafe.Slice((*byte)(p), bytes) // panics as unsafe.Slice of the type would
	return newSlice(typeSliceOf(t), sliceParts{p, n, n}, 0)
}

// SetLen changes the length of the variable v, a slice.
func (v Value) SetLen(n int) {
	v.target("SetLen", 1<<Slice)
	if n < 0 || n > v.slice().cap {
		panic("reflect: slice length out of range in SetLen")
	}
	v.slice().len = n
}

// SetCap makes the capacity of the variable v, a slice, smaller.
func (v Value) SetCap(n int) {
	v.target("SetCap", 1<<Slice)
	if s := v.slice(); n < s.len || n > s.cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	v.slice().cap = n
}

// Grow gives the variable v, a slice, room for n more elements.
func (v Value) Grow(n int) {
	v.target("Grow", 1<<Slice)
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	makeRoom(v.typ, v.slice(), n, "reflect.Value.Grow")
}

func makeRoom(t *rtype, s *sliceParts, n int, who string) {
	switch {
	case s.len+n < 0:
		panic(who + ": slice overflow")
	case s.len+n > s.cap:
		growSlice(t, s, n)
	}
}

// Clear empties the map v, or makes all elements of the slice v zero.
func (v Value) Clear() {
	v.need(1<<Map|1<<Slice, "Clear")
	if v.Kind() == Map {
		mapClear(v.typ, v.pointer())
		return
	}
	wipeRun(v.typ.elem, v.slice().data, v.slice().len)
}

// extended returns the slice s with n more elements, not set yet, and the first of them.
func (s Value) extended(n int, who string) (longer Value, first int) {
	s.needPublic(outside)
	longer = newSlice(s.typ, *s.slice(), 0)
	p := longer.slice()
	first = p.len
	makeRoom(s.typ, p, n, who)
	p.len += n
	return longer, first
}

// Append returns the slice s with the values x after its elements.
func Append(s Value, x ...Value) Value {
	s.need(1<<Slice, outside)
	longer, first := s.extended(len(x), "reflect.Append")
	for i := range x {
		longer.Index(first + i).Set(x[i])
	}
	return longer
}

// AppendSlice returns the slice s with the elements of the slice t after its own.
func AppendSlice(s, t Value) Value {
	s.need(1<<Slice, outside)
	t.need(1<<Slice, outside)
	sameElems("reflect.AppendSlice", s.typ, t.typ)
	longer, first := s.extended(t.Len(), "reflect.AppendSlice")
	Copy(longer.Slice(first, longer.Len()), t)
	return longer
}

func sameElems(who string, a, b *rtype) {
	if a.elem != b.elem {
		panic(who + ": " + a.elem.String() + " != " + b.elem.String())
	}
}

// Copy copies elements from src to dst, as many as both have, and returns how many. Each is a slice or an array, dst's a
// variable; src may be a string for bytes.
func Copy(dst, src Value) int {
	const run kindSet = 1<<Array | 1<<Slice
	if !run.has(dst.Kind()) {
		panic(&ValueError{"reflect.Copy", dst.Kind()})
	}
	if dst.Kind() == Array {
		dst.needSettable(outside)
	}
	dst.needPublic(outside)
	text := src.Kind() == String && dst.typ.elem.kind() == Uint8
	if !text && !run.has(src.Kind()) {
		panic(&ValueError{"reflect.Copy", src.Kind()})
	}
	src.needPublic(outside)
	if !text {
		sameElems("reflect.Copy", dst.typ, src.typ)
	}
	n := min(dst.Len(), src.Len())
	moveRun(dst.typ.elem, dst.elements(), src.elements(), n)
	return n
}

// elements returns where the elements of an array, slice or string lie.
func (v Value) elements() unsafe.Pointer {
	if v.Kind() == Array {
		return v.address()
	}
	return v.slice().data
}

// Swapper returns a function that swaps elements i and j of the slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{"Swapper", v.Kind()})
	}
	s, elem, spare := *v.slice(), v.typ.elem, alloc(v.typ.elem)
	return func(i, j int) {
		if min(i, j) < 0 || max(i, j) >= s.len {
			panic("reflect: slice index out of range")
		}
		swapAt(elem, unsafe.Add(s.data, uintptr(i)*elem.size), unsafe.Add(s.data, uintptr(j)*elem.size), spare)
	}
}
