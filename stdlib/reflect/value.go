// This file holds Value: reading values.
//
// A Value is a type, a word, and flags. With flagIndir the word points to the value; without it the word is the value
// itself, which is then pointer-shaped. flagAddr says that the value may be changed in place (it was reached through a
// pointer), flagStickyRO and flagEmbedRO that it was reached through an unexported field. With flagMethod the Value is
// the method with index flag>>flagMethodShift of the value otherwise described.

package reflect

import (
	"strconv"
	"unsafe"
)

// Value is the reflection interface to a Go value. The zero Value represents no value.
type Value struct {
	typ_ *rtype
	ptr  unsafe.Pointer
	flag
}

type flag uintptr

const (
	flagKindMask    flag = 1<<5 - 1
	flagStickyRO    flag = 1 << 5
	flagEmbedRO     flag = 1 << 6
	flagIndir       flag = 1 << 7
	flagAddr        flag = 1 << 8
	flagMethod      flag = 1 << 9
	flagMethodShift      = 10
	flagRO               = flagStickyRO | flagEmbedRO
)

// Natives (reflect_native.cc).

func unsafe_New(t *rtype) unsafe.Pointer
func unsafe_NewArray(t *rtype, n int) unsafe.Pointer
func typedmemmove(t *rtype, dst, src unsafe.Pointer)
func typedmemclr(t *rtype, p unsafe.Pointer)
func typedslicemove(elem *rtype, dst, src unsafe.Pointer, n int)
func valueEqual(t *rtype, p, q unsafe.Pointer) bool
func memoryIsZero(p unsafe.Pointer, n uintptr) bool

// A ValueError occurs when a Value method is invoked on a Value that does not support it.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == 0 {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func (f flag) kind() Kind { return Kind(f & flagKindMask) }

func (f flag) ro() flag {
	if f&flagRO != 0 {
		return flagStickyRO
	}
	return 0
}

func (f flag) mustBe(want Kind, method string) {
	if f.kind() != want {
		panic(&ValueError{method, f.kind()})
	}
}

func (f flag) mustBeExported(method string) {
	if f == 0 {
		panic(&ValueError{method, Invalid})
	}
	if f&flagRO != 0 {
		panic("reflect: " + method + " using value obtained using unexported field")
	}
}

func (f flag) mustBeAssignable(method string) {
	if f&flagRO != 0 || f&flagAddr == 0 {
		f.mustBeExported(method)
		panic("reflect: " + method + " using unaddressable value")
	}
}

func (v Value) typ() *rtype { return v.typ_ }

// pointer returns the word of a pointer-shaped value.
func (v Value) pointer() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

// ValueOf returns a new Value initialized to the concrete value stored in i.
func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	return unpackEface(i)
}

func unpackEface(i any) Value {
	e := (*emptyInterface)(unsafe.Pointer(&i))
	t := e.typ
	if t == nil {
		return Value{}
	}
	f := flag(t.kind)
	if !t.direct() {
		f |= flagIndir
	}
	return Value{t, e.word, f}
}

func packEface(v Value) any {
	t := v.typ_
	var i any
	e := (*emptyInterface)(unsafe.Pointer(&i))
	switch {
	case !t.direct():
		p := v.ptr
		if v.flag&flagAddr != 0 {
			c := unsafe_New(t)
			typedmemmove(t, c, p)
			p = c
		}
		e.word = p
	case v.flag&flagIndir != 0:
		e.word = *(*unsafe.Pointer)(v.ptr)
	default:
		e.word = v.ptr
	}
	e.typ = t
	return i
}

// IsValid reports whether v represents a value.
func (v Value) IsValid() bool { return v.flag != 0 }

// Kind returns v's Kind.
func (v Value) Kind() Kind { return v.kind() }

// Type returns v's type.
func (v Value) Type() Type {
	if v.flag != 0 && v.flag&flagMethod == 0 {
		return toType(v.typ_)
	}
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return toType(v.methodType())
}

// methodType returns the type of a method value.
func (v Value) methodType() *rtype {
	i := int(v.flag) >> flagMethodShift
	if v.typ_.Kind() == Interface {
		return v.typ_.imethodAt(i).typ
	}
	return v.typ_.methodAt(i).typ
}

// CanAddr reports whether the value's address can be obtained with Addr.
func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

// CanSet reports whether the value can be changed.
func (v Value) CanSet() bool { return v.flag&(flagAddr|flagRO) == flagAddr }

// CanInterface reports whether Interface can be used without panicking.
func (v Value) CanInterface() bool {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

// Interface returns v's current value as an interface{}.
func (v Value) Interface() (i any) { return valueInterface(v, true) }

func valueInterface(v Value, safe bool) any {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if safe && v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	if v.flag&flagMethod != 0 {
		v = makeMethodValue("Interface", v)
	}
	if v.kind() == Interface {
		return v.ifaceContents()
	}
	return packEface(v)
}

// ifaceContents returns what the interface variable v holds.
func (v Value) ifaceContents() any {
	if v.typ_.numIMethod == 0 {
		return *(*any)(v.ptr)
	}
	n := (*nonEmptyInterface)(v.ptr)
	var i any
	if n.tab != nil {
		e := (*emptyInterface)(unsafe.Pointer(&i))
		e.word = n.word
		e.typ = n.tab.typ
	}
	return i
}

// TypeAssert is v.Interface().(T) without the allocation where possible.
func TypeAssert[T any](v Value) (T, bool) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	if v.flag&flagMethod != 0 {
		v = makeMethodValue("TypeAssert", v)
	}
	t := TypeFor[T]().common()
	if t.Kind() != Interface && v.kind() != Interface {
		if v.typ_ != t {
			var zero T
			return zero, false
		}
		if v.flag&flagIndir != 0 {
			return *(*T)(v.ptr), true
		}
		return *(*T)(unsafe.Pointer(&v.ptr)), true
	}
	x, ok := valueInterface(v, false).(T)
	return x, ok
}

// InterfaceData returns a pair of unspecified uintptr values.
func (v Value) InterfaceData() [2]uintptr {
	v.mustBe(Interface, "reflect.Value.InterfaceData")
	return *(*[2]uintptr)(v.ptr)
}

// Addr returns a pointer value representing the address of v.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{v.typ_.pointerTo(), v.ptr, v.flag&flagRO | flag(Pointer)}
}

// UnsafeAddr returns a pointer to v's data, as a uintptr.
func (v Value) UnsafeAddr() uintptr {
	if v.typ_ == nil {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.ptr)
}

// Indirect returns the value that v points to; v itself when it is no pointer.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

// New returns a Value representing a pointer to a new zero value of the type.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return Value{t.pointerTo(), unsafe_New(t), flag(Pointer)}
}

// NewAt returns a Value representing a pointer to a value of the type at p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{typ.common().pointerTo(), p, flag(Pointer)}
}

// Zero returns a Value representing the zero value of the type.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	f := flag(t.kind)
	if t.direct() {
		return Value{t, nil, f}
	}
	return Value{t, unsafe_New(t), f | flagIndir}
}

// ---- basic kinds

// Bool returns v's underlying value.
func (v Value) Bool() bool {
	if v.kind() != Bool {
		panic(&ValueError{"reflect.Value.Bool", v.kind()})
	}
	return *(*bool)(v.ptr)
}

// Int returns v's underlying value, as an int64.
func (v Value) Int() int64 {
	switch v.kind() {
	case Int:
		return int64(*(*int)(v.ptr))
	case Int8:
		return int64(*(*int8)(v.ptr))
	case Int16:
		return int64(*(*int16)(v.ptr))
	case Int32:
		return int64(*(*int32)(v.ptr))
	case Int64:
		return *(*int64)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.Int", v.kind()})
}

// CanInt reports whether Int can be used without panicking.
func (v Value) CanInt() bool { return v.kind() >= Int && v.kind() <= Int64 }

// Uint returns v's underlying value, as a uint64.
func (v Value) Uint() uint64 {
	switch v.kind() {
	case Uint:
		return uint64(*(*uint)(v.ptr))
	case Uint8:
		return uint64(*(*uint8)(v.ptr))
	case Uint16:
		return uint64(*(*uint16)(v.ptr))
	case Uint32:
		return uint64(*(*uint32)(v.ptr))
	case Uint64:
		return *(*uint64)(v.ptr)
	case Uintptr:
		return uint64(*(*uintptr)(v.ptr))
	}
	panic(&ValueError{"reflect.Value.Uint", v.kind()})
}

// CanUint reports whether Uint can be used without panicking.
func (v Value) CanUint() bool { return v.kind() >= Uint && v.kind() <= Uintptr }

// Float returns v's underlying value, as a float64.
func (v Value) Float() float64 {
	switch v.kind() {
	case Float32:
		return float64(*(*float32)(v.ptr))
	case Float64:
		return *(*float64)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.Float", v.kind()})
}

// CanFloat reports whether Float can be used without panicking.
func (v Value) CanFloat() bool { return v.kind() == Float32 || v.kind() == Float64 }

// Complex returns v's underlying value, as a complex128.
func (v Value) Complex() complex128 {
	switch v.kind() {
	case Complex64:
		return complex128(*(*complex64)(v.ptr))
	case Complex128:
		return *(*complex128)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.Complex", v.kind()})
}

// CanComplex reports whether Complex can be used without panicking.
func (v Value) CanComplex() bool { return v.kind() == Complex64 || v.kind() == Complex128 }

// String returns the string v's underlying value, or "<T Value>" for other kinds.
func (v Value) String() string {
	if v.kind() == String {
		return *(*string)(v.ptr)
	}
	if v.kind() == Invalid {
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// Bytes returns v's underlying value, a slice or addressable array of bytes.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if v.typ_.elem.Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if v.typ_.elem.Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), v.typ_.length)
	}
	panic(&ValueError{"reflect.Value.Bytes", v.kind()})
}

// ---- pointers and interfaces

// Elem returns the value that the interface v contains or that the pointer v points to.
func (v Value) Elem() Value {
	switch v.kind() {
	case Interface:
		x := unpackEface(v.ifaceContents())
		if x.flag != 0 {
			x.flag |= v.flag.ro()
		}
		return x
	case Pointer:
		p := v.pointer()
		if p == nil {
			return Value{}
		}
		t := v.typ_.elem
		return Value{t, p, v.flag&flagRO | flagIndir | flagAddr | flag(t.kind)}
	}
	panic(&ValueError{"reflect.Value.Elem", v.kind()})
}

// IsNil reports whether v is nil.
func (v Value) IsNil() bool {
	switch v.kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		if v.flag&flagMethod != 0 {
			return false
		}
		return v.pointer() == nil
	case Interface, Slice:
		return *(*unsafe.Pointer)(v.ptr) == nil
	}
	panic(&ValueError{"reflect.Value.IsNil", v.kind()})
}

// Pointer returns v's value as a uintptr.
func (v Value) Pointer() uintptr {
	switch v.kind() {
	case Pointer, Chan, Map, UnsafePointer:
		return uintptr(v.pointer())
	case Func:
		if v.flag&flagMethod != 0 {
			return methodValuePC()
		}
		p := v.pointer()
		if p != nil {
			p = *(*unsafe.Pointer)(p)
		}
		return uintptr(p)
	case Slice, String:
		return uintptr(*(*unsafe.Pointer)(v.ptr))
	}
	panic(&ValueError{"reflect.Value.Pointer", v.kind()})
}

// UnsafePointer returns v's value as an unsafe.Pointer.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.kind() {
	case Pointer, Chan, Map, UnsafePointer:
		return v.pointer()
	case Func:
		if v.flag&flagMethod != 0 {
			return unsafe.Pointer(methodValuePC())
		}
		p := v.pointer()
		if p != nil {
			p = *(*unsafe.Pointer)(p)
		}
		return p
	case Slice, String:
		return *(*unsafe.Pointer)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.UnsafePointer", v.kind()})
}

// ---- arrays, slices, strings

type sliceHeader struct {
	data unsafe.Pointer
	len  int
	cap  int
}

// SliceHeader is the runtime representation of a slice.
//
// Deprecated: Use unsafe.Slice or unsafe.SliceData instead.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// StringHeader is the runtime representation of a string.
//
// Deprecated: Use unsafe.String or unsafe.StringData instead.
type StringHeader struct {
	Data uintptr
	Len  int
}

// Len returns v's length.
func (v Value) Len() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).len
	case Array:
		return v.typ_.length
	case Chan:
		return chanLen(v.pointer())
	case Map:
		return mapLen(v.pointer())
	case String:
		return len(*(*string)(v.ptr))
	case Pointer:
		if v.typ_.elem.Kind() == Array {
			return v.typ_.elem.length
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Len", v.kind()})
}

// Cap returns v's capacity.
func (v Value) Cap() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).cap
	case Array:
		return v.typ_.length
	case Chan:
		return chanCap(v.pointer())
	case Pointer:
		if v.typ_.elem.Kind() == Array {
			return v.typ_.elem.length
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Cap", v.kind()})
}

// Index returns v's i'th element.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Array:
		t := v.typ_.elem
		if uint(i) >= uint(v.typ_.length) {
			panic("reflect: array index out of range")
		}
		// An array has its elements in its own memory: what holds for it holds for them.
		f := v.flag&(flagIndir|flagAddr) | v.flag.ro() | flag(t.kind)
		return Value{t, add(v.ptr, uintptr(i)*t.size), f}
	case Slice:
		s := (*sliceHeader)(v.ptr)
		if uint(i) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		t := v.typ_.elem
		return Value{t, add(s.data, uintptr(i)*t.size), flagAddr | flagIndir | v.flag.ro() | flag(t.kind)}
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		p := add(unsafe.Pointer(unsafe.StringData(s)), uintptr(i))
		return Value{typeOf(uint8(0)), p, v.flag.ro() | flag(Uint8) | flagIndir}
	}
	panic(&ValueError{"reflect.Value.Index", v.kind()})
}

// Slice returns v[i:j].
func (v Value) Slice(i, j int) Value {
	var data unsafe.Pointer
	var limit int
	var t *rtype
	switch v.kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		limit, data = v.typ_.length, v.ptr
		t = typeSliceOf(v.typ_.elem)
	case Slice:
		s := (*sliceHeader)(v.ptr)
		limit, data, t = s.cap, s.data, v.typ_
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		r := new(string)
		*r = s[i:j]
		return Value{v.typ_, unsafe.Pointer(r), v.flag &^ flagAddr}
	default:
		panic(&ValueError{"reflect.Value.Slice", v.kind()})
	}
	if i < 0 || j < i || j > limit {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return v.cut(t, data, i, j, limit)
}

// Slice3 returns v[i:j:k].
func (v Value) Slice3(i, j, k int) Value {
	var data unsafe.Pointer
	var limit int
	var t *rtype
	switch v.kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice3: slice of unaddressable array")
		}
		limit, data = v.typ_.length, v.ptr
		t = typeSliceOf(v.typ_.elem)
	case Slice:
		s := (*sliceHeader)(v.ptr)
		limit, data, t = s.cap, s.data, v.typ_
	default:
		panic(&ValueError{"reflect.Value.Slice3", v.kind()})
	}
	if i < 0 || j < i || k < j || k > limit {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return v.cut(t, data, i, j, k)
}

func (v Value) cut(t *rtype, data unsafe.Pointer, i, j, k int) Value {
	s := new([]unsafe.Pointer)
	h := (*sliceHeader)(unsafe.Pointer(s))
	h.len = j - i
	h.cap = k - i
	if k > i {
		h.data = add(data, uintptr(i)*t.elem.size)
	} else {
		h.data = data
	}
	return Value{t, unsafe.Pointer(s), v.flag.ro() | flagIndir | flag(Slice)}
}

// ---- structs

// NumField returns the number of fields in the struct v.
func (v Value) NumField() int {
	v.mustBe(Struct, "reflect.Value.NumField")
	return int(v.typ_.numField)
}

// Field returns the i'th field of the struct v.
func (v Value) Field(i int) Value {
	if v.kind() != Struct {
		panic(&ValueError{"reflect.Value.Field", v.kind()})
	}
	t := v.typ_
	if uint(i) >= uint(t.numField) {
		panic("reflect: Field index out of range")
	}
	p := t.fieldAt(i)
	f := v.flag&(flagStickyRO|flagIndir|flagAddr) | flag(p.typ.kind)
	if p.pkgPath != "" {
		if p.embedded {
			f |= flagEmbedRO
		} else {
			f |= flagStickyRO
		}
	}
	return Value{p.typ, add(v.ptr, p.offset), f}
}

// FieldByIndex returns the nested field corresponding to index.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.mustBe(Struct, "reflect.Value.FieldByIndex")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.typ_.elem.Kind() == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

type nilEmbedded struct{ text string }

func (e *nilEmbedded) Error() string { return e.text }

// FieldByIndexErr is FieldByIndex that returns an error instead of stepping through a nil pointer.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.mustBe(Struct, "reflect.Value.FieldByIndexErr")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.typ_.elem.Kind() == Struct {
			if v.IsNil() {
				return Value{}, &nilEmbedded{"reflect: indirection through nil pointer to embedded struct field " + v.typ_.elem.Name()}
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName returns the struct field with the given name, or the zero Value.
func (v Value) FieldByName(name string) Value {
	v.mustBe(Struct, "reflect.Value.FieldByName")
	if f, ok := v.typ_.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the struct field with a name that satisfies match.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := v.typ_.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// ---- comparison

// Comparable reports whether v's value can be compared without panicking.
func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return true
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		switch v.typ_.elem.Kind() {
		case Interface, Array, Struct:
			for i := 0; i < v.typ_.length; i++ {
				if !v.Index(i).Comparable() {
					return false
				}
			}
			return true
		}
		return v.typ_.Comparable()
	case Func, Map, Slice:
		return false
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return true
}

// Equal reports whether v is equal to u.
func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.Kind() != u.Kind() || v.Type() != u.Type() {
		return false
	}
	switch v.Kind() {
	case Func, Map, Slice:
		panic("reflect.Value.Equal: invalid Kind " + v.Kind().String())
	case Chan, Pointer, UnsafePointer:
		return v.pointer() == u.pointer()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	}
	return valueEqual(v.typ_, v.ptr, u.ptr)
}

// IsZero reports whether v is the zero value for its type.
func (v Value) IsZero() bool {
	switch v.kind() {
	case Bool:
		return !v.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return v.Int() == 0
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return v.Uint() == 0
	case Float32, Float64:
		// -0 is not the zero value.
		return memoryIsZero(v.ptr, v.typ_.size)
	case Complex64, Complex128:
		return memoryIsZero(v.ptr, v.typ_.size)
	case Array:
		if v.typ_.tflag&tflagRegularMemory != 0 {
			return memoryIsZero(v.ptr, v.typ_.size)
		}
		for i, n := 0, v.Len(); i < n; i++ {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return v.IsNil()
	case String:
		return v.Len() == 0
	case Struct:
		if v.typ_.tflag&tflagRegularMemory != 0 {
			return memoryIsZero(v.ptr, v.typ_.size)
		}
		for i, n := 0, v.NumField(); i < n; i++ {
			if !v.Field(i).IsZero() && v.typ_.fieldAt(i).name != "_" {
				return false
			}
		}
		return true
	}
	panic(&ValueError{"reflect.Value.IsZero", v.Kind()})
}

// OverflowInt reports whether x cannot be represented by v's type.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.OverflowInt", v.kind()})
	}
	return v.typ_.OverflowInt(x)
}

// OverflowUint reports whether x cannot be represented by v's type.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.OverflowUint", v.kind()})
	}
	return v.typ_.OverflowUint(x)
}

// OverflowFloat reports whether x cannot be represented by v's type.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.OverflowFloat", v.kind()})
	}
	return v.typ_.OverflowFloat(x)
}

// OverflowComplex reports whether x cannot be represented by v's type.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.OverflowComplex", v.kind()})
	}
	return v.typ_.OverflowComplex(x)
}

func itoa(n int) string { return strconv.Itoa(n) }
