// This file changes values, and makes and extends slices.

package reflect

import "unsafe"

func growSlice(t *rtype, s *sliceHeader, n int)

// assignTo returns v as a value of type t, for an assignment named context. With a nil target new memory is made for an
// interface.
func (v Value) assignTo(context string, t *rtype, target unsafe.Pointer) Value {
	if v.flag&flagMethod != 0 {
		v = makeMethodValue(context, v)
	}
	switch {
	case directlyAssignable(t, v.typ_):
		return Value{t, v.ptr, v.flag&(flagAddr|flagIndir) | v.flag.ro() | flag(t.kind)}
	case implements(t, v.typ_):
		if v.Kind() == Interface && v.IsNil() {
			// A nil interface of one type is nil in the other.
			return Value{t, unsafe_New(t), flagIndir | flag(Interface)}
		}
		x := valueInterface(v, false)
		if target == nil {
			target = unsafe_New(t)
		}
		storeInterface(t, x, target)
		return Value{t, target, flagIndir | flag(Interface)}
	}
	panic(context + ": value of type " + v.typ_.String() + " is not assignable to type " + t.String())
}

// storeInterface makes *dst, a variable of interface type t, hold x, which implements it.
func storeInterface(t *rtype, x any, dst unsafe.Pointer) {
	if t.numIMethod == 0 {
		*(*any)(dst) = x
		return
	}
	e := (*emptyInterface)(unsafe.Pointer(&x))
	n := (*nonEmptyInterface)(dst)
	if e.typ == nil {
		n.tab = nil
		n.word = nil
		return
	}
	n.tab = typeItab(t, e.typ)
	n.word = e.word
}

// Set assigns x to the value v.
func (v Value) Set(x Value) {
	v.mustBeAssignable("reflect.Value.Set")
	x.mustBeExported("reflect.Value.Set")
	var target unsafe.Pointer
	if v.kind() == Interface {
		target = v.ptr
	}
	x = x.assignTo("reflect.Set", v.typ_, target)
	if x.flag&flagIndir != 0 {
		if x.ptr != v.ptr {
			typedmemmove(v.typ_, v.ptr, x.ptr)
		}
	} else {
		*(*unsafe.Pointer)(v.ptr) = x.ptr
	}
}

// SetZero sets v to be the zero value of v's type.
func (v Value) SetZero() {
	v.mustBeAssignable("reflect.Value.SetZero")
	typedmemclr(v.typ_, v.ptr)
}

// SetBool sets v's underlying value.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable("reflect.Value.SetBool")
	v.mustBe(Bool, "reflect.Value.SetBool")
	*(*bool)(v.ptr) = x
}

// SetInt sets v's underlying value to x.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable("reflect.Value.SetInt")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetInt", v.kind()})
	case Int:
		*(*int)(v.ptr) = int(x)
	case Int8:
		*(*int8)(v.ptr) = int8(x)
	case Int16:
		*(*int16)(v.ptr) = int16(x)
	case Int32:
		*(*int32)(v.ptr) = int32(x)
	case Int64:
		*(*int64)(v.ptr) = x
	}
}

// SetUint sets v's underlying value to x.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("reflect.Value.SetUint")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetUint", v.kind()})
	case Uint:
		*(*uint)(v.ptr) = uint(x)
	case Uint8:
		*(*uint8)(v.ptr) = uint8(x)
	case Uint16:
		*(*uint16)(v.ptr) = uint16(x)
	case Uint32:
		*(*uint32)(v.ptr) = uint32(x)
	case Uint64:
		*(*uint64)(v.ptr) = x
	case Uintptr:
		*(*uintptr)(v.ptr) = uintptr(x)
	}
}

// SetFloat sets v's underlying value to x.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("reflect.Value.SetFloat")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetFloat", v.kind()})
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	}
}

// SetComplex sets v's underlying value to x.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("reflect.Value.SetComplex")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetComplex", v.kind()})
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	}
}

// SetString sets v's underlying value to x.
func (v Value) SetString(x string) {
	v.mustBeAssignable("reflect.Value.SetString")
	v.mustBe(String, "reflect.Value.SetString")
	*(*string)(v.ptr) = x
}

// SetBytes sets v's underlying value to x.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("reflect.Value.SetBytes")
	v.mustBe(Slice, "reflect.Value.SetBytes")
	if v.typ_.elem.Kind() != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

// SetPointer sets the unsafe.Pointer value v to x.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable("reflect.Value.SetPointer")
	v.mustBe(UnsafePointer, "reflect.Value.SetPointer")
	*(*unsafe.Pointer)(v.ptr) = x
}

// SetLen sets v's length to n.
func (v Value) SetLen(n int) {
	v.mustBeAssignable("reflect.Value.SetLen")
	v.mustBe(Slice, "reflect.Value.SetLen")
	s := (*sliceHeader)(v.ptr)
	if uint(n) > uint(s.cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.len = n
}

// SetCap sets v's capacity to n.
func (v Value) SetCap(n int) {
	v.mustBeAssignable("reflect.Value.SetCap")
	v.mustBe(Slice, "reflect.Value.SetCap")
	s := (*sliceHeader)(v.ptr)
	if n < s.len || n > s.cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.cap = n
}

// Grow increases the slice's capacity, if necessary, to guarantee space for another n elements.
func (v Value) Grow(n int) {
	v.mustBeAssignable("reflect.Value.Grow")
	v.mustBe(Slice, "reflect.Value.Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	s := (*sliceHeader)(v.ptr)
	if s.len+n < 0 {
		panic("reflect.Value.Grow: slice overflow")
	}
	if s.len+n > s.cap {
		growSlice(v.typ_, s, n)
	}
}

// Clear clears the contents of a map or zeros the contents of a slice.
func (v Value) Clear() {
	switch v.Kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		for i := 0; i < s.len; i++ {
			typedmemclr(v.typ_.elem, add(s.data, uintptr(i)*v.typ_.elem.size))
		}
	case Map:
		mapClear(v.typ_, v.pointer())
	default:
		panic(&ValueError{"reflect.Value.Clear", v.Kind()})
	}
}

// MakeSlice creates a new zero-initialized slice value.
func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.common()
	s := new([]unsafe.Pointer)
	h := (*sliceHeader)(unsafe.Pointer(s))
	h.data = unsafe_NewArray(t.elem, cap)
	h.len = len
	h.cap = cap
	return Value{t, unsafe.Pointer(s), flagIndir | flag(Slice)}
}

// SliceAt returns a Value representing a slice whose underlying data starts at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	if n < 0 {
		panic("reflect.SliceAt: len out of range")
	}
	if p == nil && n > 0 {
		panic("reflect.SliceAt: ptr is nil and len is not zero")
	}
	s := new([]unsafe.Pointer)
	h := (*sliceHeader)(unsafe.Pointer(s))
	h.data, h.len, h.cap = p, n, n
	return Value{typeSliceOf(typ.common()), unsafe.Pointer(s), flagIndir | flag(Slice)}
}

// extended returns a copy of the slice v, addressable, with n more elements.
func (v Value) extended(n int) Value {
	v.mustBe(Slice, "reflect.Append")
	v.mustBeExported("reflect.Append")
	s := new([]unsafe.Pointer)
	h := (*sliceHeader)(unsafe.Pointer(s))
	*h = *(*sliceHeader)(v.ptr)
	if h.len+n < 0 {
		panic("reflect.Append: slice overflow")
	}
	if h.len+n > h.cap {
		growSlice(v.typ_, h, n)
	}
	h.len += n
	return Value{v.typ_, unsafe.Pointer(s), flagIndir | flag(Slice)}
}

// Append appends the values x to a slice s and returns the resulting slice.
func Append(s Value, x ...Value) Value {
	s.mustBe(Slice, "reflect.Append")
	n := s.Len()
	s = s.extended(len(x))
	for i, e := range x {
		s.Index(n + i).Set(e)
	}
	return s
}

// AppendSlice appends a slice t to a slice s and returns the resulting slice.
func AppendSlice(s, t Value) Value {
	s.mustBe(Slice, "reflect.AppendSlice")
	t.mustBe(Slice, "reflect.AppendSlice")
	if s.typ_.elem != t.typ_.elem {
		panic("reflect.AppendSlice: " + s.Type().String() + " != " + t.Type().String())
	}
	ns, nt := s.Len(), t.Len()
	s = s.extended(nt)
	Copy(s.Slice(ns, ns+nt), t)
	return s
}

// Copy copies the contents of src into dst and returns the number of elements copied.
func Copy(dst, src Value) int {
	dk := dst.kind()
	if dk != Array && dk != Slice {
		panic(&ValueError{"reflect.Copy", dk})
	}
	if dk == Array {
		dst.mustBeAssignable("reflect.Copy")
	}
	dst.mustBeExported("reflect.Copy")
	sk := src.kind()
	fromString := false
	if sk != Array && sk != Slice {
		fromString = sk == String && dst.typ_.elem.Kind() == Uint8
		if !fromString {
			panic(&ValueError{"reflect.Copy", sk})
		}
	}
	src.mustBeExported("reflect.Copy")
	de := dst.typ_.elem
	if !fromString && de != src.typ_.elem {
		panic("reflect.Copy: " + de.String() + " != " + src.typ_.elem.String())
	}
	dp, dn := dst.run()
	sp, sn := src.run()
	n := min(dn, sn)
	typedslicemove(de, dp, sp, n)
	return n
}

// run returns where the elements of an array, slice or string lie, and how many they are.
func (v Value) run() (unsafe.Pointer, int) {
	switch v.kind() {
	case Array:
		if v.flag&flagIndir == 0 {
			// An array of one pointer-shaped element in the word itself.
			p := new(unsafe.Pointer)
			*p = v.ptr
			return unsafe.Pointer(p), v.typ_.length
		}
		return v.ptr, v.typ_.length
	case Slice:
		s := (*sliceHeader)(v.ptr)
		return s.data, s.len
	}
	s := *(*string)(v.ptr)
	return unsafe.Pointer(unsafe.StringData(s)), len(s)
}

// Swapper returns a function that swaps the elements in the provided slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.Kind()})
	}
	switch v.Len() {
	case 0:
		return func(i, j int) { panic("reflect: slice index out of range") }
	case 1:
		return func(i, j int) {
			if i != 0 || j != 0 {
				panic("reflect: slice index out of range")
			}
		}
	}
	t := v.typ_.elem
	s := (*sliceHeader)(v.ptr)
	tmp := unsafe_New(t)
	return func(i, j int) {
		if uint(i) >= uint(s.len) || uint(j) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		p, q := add(s.data, uintptr(i)*t.size), add(s.data, uintptr(j)*t.size)
		typedmemmove(t, tmp, p)
		typedmemmove(t, p, q)
		typedmemmove(t, q, tmp)
	}
}
