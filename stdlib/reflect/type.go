// Package reflect lets a program look at and change values of any type.
//
// This file holds Type: what can be asked of a type. A Type is the runtime's own
// descriptor (runtime/type/type.h), read in place.

package reflect

import (
	"iter"
	"strconv"
	"unsafe"
)

// Type is the representation of a Go type. Types can be compared with ==.
type Type interface {
	// Align returns the alignment in bytes of a value of this type in memory.
	Align() int
	// FieldAlign returns the alignment in bytes of a value as a struct field.
	FieldAlign() int
	// Method returns the i'th method of the type's exported method set.
	Method(int) Method
	// Methods returns an iterator over the methods in the type's method set.
	Methods() iter.Seq[Method]
	// MethodByName returns the method with that name.
	MethodByName(string) (Method, bool)
	// NumMethod returns the number of methods accessible through Method.
	NumMethod() int
	// Name returns the type's name within its package, or "".
	Name() string
	// PkgPath returns a defined type's import path, or "".
	PkgPath() string
	// Size returns the number of bytes needed to store a value.
	Size() uintptr
	// String returns the type's text.
	String() string
	// Kind returns the specific kind of this type.
	Kind() Kind
	// Implements reports whether the type implements the interface type u.
	Implements(u Type) bool
	// AssignableTo reports whether a value is assignable to type u.
	AssignableTo(u Type) bool
	// ConvertibleTo reports whether a value is convertible to type u.
	ConvertibleTo(u Type) bool
	// Comparable reports whether values are comparable.
	Comparable() bool
	// Bits returns the size of a number type in bits.
	Bits() int
	// ChanDir returns a channel type's direction.
	ChanDir() ChanDir
	// IsVariadic reports whether a function type's final parameter is "...".
	IsVariadic() bool
	// Elem returns the element type of an array, channel, map, pointer or slice.
	Elem() Type
	// Field returns a struct type's i'th field.
	Field(i int) StructField
	// Fields returns an iterator over a struct type's fields.
	Fields() iter.Seq[StructField]
	// FieldByIndex returns the nested field corresponding to the index.
	FieldByIndex(index []int) StructField
	// FieldByName returns the struct field with the given name.
	FieldByName(name string) (StructField, bool)
	// FieldByNameFunc returns the field with a name that satisfies match.
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	// In returns the type of a function type's i'th parameter.
	In(i int) Type
	// Ins returns an iterator over a function type's parameters.
	Ins() iter.Seq[Type]
	// Key returns a map type's key type.
	Key() Type
	// Len returns an array type's length.
	Len() int
	// NumField returns a struct type's field count.
	NumField() int
	// NumIn returns a function type's parameter count.
	NumIn() int
	// NumOut returns a function type's result count.
	NumOut() int
	// Out returns the type of a function type's i'th result.
	Out(i int) Type
	// Outs returns an iterator over a function type's results.
	Outs() iter.Seq[Type]
	// OverflowComplex reports whether x cannot be represented by this type.
	OverflowComplex(x complex128) bool
	// OverflowFloat reports whether x cannot be represented by this type.
	OverflowFloat(x float64) bool
	// OverflowInt reports whether x cannot be represented by this type.
	OverflowInt(x int64) bool
	// OverflowUint reports whether x cannot be represented by this type.
	OverflowUint(x uint64) bool
	// CanSeq reports whether a value can be iterated over with Value.Seq.
	CanSeq() bool
	// CanSeq2 reports whether a value can be iterated over with Value.Seq2.
	CanSeq2() bool

	common() *rtype
}

// A Kind is the specific kind of type that a Type represents.
type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name for the Pointer kind.
const Ptr = Pointer

var kindNames = [...]string{
	"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
	"uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func", "interface", "map", "ptr",
	"slice", "string", "struct", "unsafe.Pointer",
}

// String returns the name of k.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// ChanDir represents a channel type's direction.
type ChanDir int

const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// A Method represents a single method.
type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// A StructField describes a single field in a struct.
type StructField struct {
	Name      string
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// rtype is the runtime's Type: the same fields at the same offsets.
type rtype struct {
	size       uintptr
	ptrdata    uintptr
	hash       uint32
	tflag      uint16
	align      uint8
	kind       uint8
	equal      uintptr
	hashFn     uintptr
	gcMask     uint64
	gcMaskExt  uintptr
	elem       *rtype
	key        *rtype
	length     int
	dir        uint8
	fields     *field
	params     **rtype
	results    **rtype
	imethods   *imethod
	numField   uint32
	numParam   uint32
	numResult  uint32
	numIMethod uint32
	methods    *method
	nmethod    uint32
	nexported  uint32
	mapParts   uintptr
	name       string
	pkgPath    string
	str        *string
	ptrTo      *rtype
	underlying *rtype
}

type field struct {
	name     string
	typ      *rtype
	offset   uintptr
	tag      string
	pkgPath  string
	embedded bool
}

type imethod struct {
	name    string
	pkgPath string
	typ     *rtype
}

type method struct {
	name    string
	pkgPath string
	typ     *rtype
	ifn     unsafe.Pointer
	tfn     unsafe.Pointer
}

type itab struct {
	inter *rtype
	typ   *rtype
	hash  uint32
	n     uint32
	fun   [1 << 16]unsafe.Pointer
}

const (
	tflagNamed         = 1 << 0
	tflagDirectIface   = 1 << 1
	tflagRegularMemory = 1 << 2
	tflagComparable    = 1 << 3
	tflagVariadic      = 1 << 5
)

type emptyInterface struct {
	typ  *rtype
	word unsafe.Pointer
}

type nonEmptyInterface struct {
	tab  *itab
	word unsafe.Pointer
}

// Natives (reflect_native.cc).

func typeText(t *rtype) string
func typePointerTo(t *rtype) *rtype
func typeSliceOf(t *rtype) *rtype
func typeArrayOf(n int, t *rtype) *rtype
func typeChanOf(dir int, t *rtype) *rtype
func typeMapOf(key, elem *rtype) *rtype
func typeFuncOf(in, out []*rtype, variadic bool) *rtype
func typeStructOf(fields []field) *rtype
func typeImplements(inter, t *rtype) bool
func typeIdenticalIgnoreTags(a, b *rtype) bool
func typeItab(inter, t *rtype) *itab

func add(p unsafe.Pointer, off uintptr) unsafe.Pointer { return unsafe.Pointer(uintptr(p) + off) }

func (t *rtype) fieldAt(i int) *field {
	return (*field)(add(unsafe.Pointer(t.fields), uintptr(i)*unsafe.Sizeof(field{})))
}

func (t *rtype) methodAt(i int) *method {
	return (*method)(add(unsafe.Pointer(t.methods), uintptr(i)*unsafe.Sizeof(method{})))
}

func (t *rtype) imethodAt(i int) *imethod {
	return (*imethod)(add(unsafe.Pointer(t.imethods), uintptr(i)*unsafe.Sizeof(imethod{})))
}

func (t *rtype) in(i int) *rtype {
	return *(**rtype)(add(unsafe.Pointer(t.params), uintptr(i)*8))
}

func (t *rtype) out(i int) *rtype {
	return *(**rtype)(add(unsafe.Pointer(t.results), uintptr(i)*8))
}

func (t *rtype) direct() bool { return t.tflag&tflagDirectIface != 0 }
func (t *rtype) named() bool  { return t.tflag&tflagNamed != 0 }

func toType(t *rtype) Type {
	if t == nil {
		return nil
	}
	return t
}

// TypeOf returns the reflection Type of the dynamic type of i.
func TypeOf(i any) Type {
	return toType((*emptyInterface)(unsafe.Pointer(&i)).typ)
}

// TypeFor returns the Type that represents the type argument T.
func TypeFor[T any]() Type {
	var p *T
	return TypeOf(p).Elem()
}

func typeOf(i any) *rtype { return (*emptyInterface)(unsafe.Pointer(&i)).typ }

func (t *rtype) common() *rtype  { return t }
func (t *rtype) Align() int      { return int(t.align) }
func (t *rtype) FieldAlign() int { return int(t.align) }
func (t *rtype) Size() uintptr   { return t.size }
func (t *rtype) Kind() Kind      { return Kind(t.kind) }

func (t *rtype) String() string {
	if t.str != nil {
		return *t.str
	}
	return typeText(t)
}

func (t *rtype) Name() string {
	if t.named() {
		return t.name
	}
	return ""
}

func (t *rtype) PkgPath() string {
	if t.named() {
		return t.pkgPath
	}
	return ""
}

func (t *rtype) NumMethod() int {
	if t.Kind() == Interface {
		return int(t.numIMethod)
	}
	return int(t.nexported)
}

func (t *rtype) Method(i int) (m Method) {
	if t.Kind() == Interface {
		if i < 0 || i >= int(t.numIMethod) {
			return
		}
		im := t.imethodAt(i)
		return Method{Name: im.name, PkgPath: im.pkgPath, Type: toType(im.typ), Index: i}
	}
	if i < 0 || i >= int(t.nexported) {
		panic("reflect: Method index out of range")
	}
	p := t.methodAt(i)
	ft := withReceiver(t, p.typ)
	fn := Value{ft, p.tfn, flag(Func)}
	if p.tfn == nil {
		// There is only the form for interfaces, which takes the receiver by its address.
		fn = MakeFunc(toType(ft), func(args []Value) []Value {
			if ft.IsVariadic() {
				return args[0].Method(i).CallSlice(args[1:])
			}
			return args[0].Method(i).Call(args[1:])
		})
	}
	return Method{Name: p.name, Type: toType(ft), Func: fn, Index: i}
}

// withReceiver returns the func type ft with a first parameter of type recv.
func withReceiver(recv, ft *rtype) *rtype {
	in := make([]*rtype, 0, 1+ft.numParam)
	in = append(in, recv)
	for i := 0; i < int(ft.numParam); i++ {
		in = append(in, ft.in(i))
	}
	out := make([]*rtype, 0, ft.numResult)
	for i := 0; i < int(ft.numResult); i++ {
		out = append(out, ft.out(i))
	}
	return typeFuncOf(in, out, ft.tflag&tflagVariadic != 0)
}

func (t *rtype) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := range t.NumMethod() {
			if !yield(t.Method(i)) {
				return
			}
		}
	}
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	if t.Kind() == Interface {
		for i := 0; i < int(t.numIMethod); i++ {
			if t.imethodAt(i).name == name {
				return t.Method(i), true
			}
		}
		return Method{}, false
	}
	if i := t.findMethod(name); i >= 0 {
		return t.Method(i), true
	}
	return Method{}, false
}

// findMethod returns the position of the exported method of that name, or -1. Methods are sorted by name.
func (t *rtype) findMethod(name string) int {
	lo, hi := 0, int(t.nexported)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.methodAt(mid).name < name {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < int(t.nexported) && t.methodAt(lo).name == name {
		return lo
	}
	return -1
}

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(u.common(), t)
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	uu := u.common()
	return directlyAssignable(uu, t) || implements(uu, t)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return convertOp(u.common(), t) != nil
}

func (t *rtype) Comparable() bool { return t.tflag&tflagComparable != 0 }

func (t *rtype) Bits() int {
	k := t.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.size) * 8
}

func (t *rtype) ChanDir() ChanDir {
	if t.Kind() != Chan {
		panic("reflect: ChanDir of non-chan type " + t.String())
	}
	return ChanDir(t.dir)
}

func (t *rtype) IsVariadic() bool {
	if t.Kind() != Func {
		panic("reflect: IsVariadic of non-func type " + t.String())
	}
	return t.tflag&tflagVariadic != 0
}

func (t *rtype) Elem() Type {
	switch t.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return toType(t.elem)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *rtype) Key() Type {
	if t.Kind() != Map {
		panic("reflect: Key of non-map type " + t.String())
	}
	return toType(t.key)
}

func (t *rtype) Len() int {
	if t.Kind() != Array {
		panic("reflect: Len of non-array type " + t.String())
	}
	return t.length
}

func (t *rtype) NumField() int {
	if t.Kind() != Struct {
		panic("reflect: NumField of non-struct type " + t.String())
	}
	return int(t.numField)
}

func (t *rtype) NumIn() int {
	if t.Kind() != Func {
		panic("reflect: NumIn of non-func type " + t.String())
	}
	return int(t.numParam)
}

func (t *rtype) NumOut() int {
	if t.Kind() != Func {
		panic("reflect: NumOut of non-func type " + t.String())
	}
	return int(t.numResult)
}

func (t *rtype) In(i int) Type {
	if t.Kind() != Func {
		panic("reflect: In of non-func type " + t.String())
	}
	if uint(i) >= uint(t.numParam) {
		panic("reflect: Func index out of bounds")
	}
	return toType(t.in(i))
}

func (t *rtype) Out(i int) Type {
	if t.Kind() != Func {
		panic("reflect: Out of non-func type " + t.String())
	}
	if uint(i) >= uint(t.numResult) {
		panic("reflect: Func index out of bounds")
	}
	return toType(t.out(i))
}

func (t *rtype) Ins() iter.Seq[Type] {
	if t.Kind() != Func {
		panic("reflect: Ins of non-func type " + t.String())
	}
	return func(yield func(Type) bool) {
		for i := range t.NumIn() {
			if !yield(t.In(i)) {
				return
			}
		}
	}
}

func (t *rtype) Outs() iter.Seq[Type] {
	if t.Kind() != Func {
		panic("reflect: Outs of non-func type " + t.String())
	}
	return func(yield func(Type) bool) {
		for i := range t.NumOut() {
			if !yield(t.Out(i)) {
				return
			}
		}
	}
}

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.Kind() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.Kind() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func (t *rtype) OverflowInt(x int64) bool {
	switch t.Kind() {
	case Int, Int8, Int16, Int32, Int64:
		shift := 64 - t.size*8
		return x != (x<<shift)>>shift
	}
	panic("reflect: OverflowInt of non-int type " + t.String())
}

func (t *rtype) OverflowUint(x uint64) bool {
	switch t.Kind() {
	case Uint, Uintptr, Uint8, Uint16, Uint32, Uint64:
		shift := 64 - t.size*8
		return x != (x<<shift)>>shift
	}
	panic("reflect: OverflowUint of non-uint type " + t.String())
}

func overflowFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	const maxFloat32, maxFloat64 = 0x1p127 * (1 + (1 - 0x1p-23)), 0x1p1023 * (1 + (1 - 0x1p-52))
	return maxFloat32 < x && x <= maxFloat64
}

func (t *rtype) CanSeq() bool {
	switch t.Kind() {
	case Int8, Int16, Int32, Int64, Int, Uint8, Uint16, Uint32, Uint64, Uint, Uintptr, Array, Slice, String, Map:
		return true
	case Chan:
		return ChanDir(t.dir)&RecvDir != 0
	case Func:
		return t.isYielding(1)
	case Pointer:
		return t.elem.Kind() == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return t.isYielding(2)
	case Pointer:
		return t.elem.Kind() == Array
	}
	return false
}

// isYielding reports whether t is func(yield func(n values) bool).
func (t *rtype) isYielding(n uint32) bool {
	if t.numParam != 1 || t.numResult != 0 {
		return false
	}
	y := t.in(0)
	return y.Kind() == Func && y.numParam == n && y.numResult == 1 && y.out(0).Kind() == Bool
}

// implements reports whether t implements the interface type inter.
func implements(inter, t *rtype) bool {
	if inter.Kind() != Interface {
		return false
	}
	return inter.numIMethod == 0 || typeImplements(inter, t)
}

// directlyAssignable reports whether a value of type v can be assigned to t as it is.
func directlyAssignable(t, v *rtype) bool {
	if t == v {
		return true
	}
	if t.named() && v.named() || t.kind != v.kind {
		return false
	}
	if t.Kind() == Chan && ChanDir(v.dir) == BothDir && t.elem == v.elem {
		return true
	}
	return t.underlying == v.underlying
}
