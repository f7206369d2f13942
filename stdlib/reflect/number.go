// This file reads and changes values of the basic types. Integers of all widths go through a few functions that
// tell them apart by their size.

package reflect

import "unsafe"

// readInt and readUint return the integer of size bytes at p.

func readInt(p unsafe.Pointer, size uintptr) int64 {
	switch size {
	case 8:
		return *(*int64)(p)
	case 4:
		return int64(*(*int32)(p))
	case 2:
		return int64(*(*int16)(p))
	}
	return int64(*(*int8)(p))
}

func readUint(p unsafe.Pointer, size uintptr) uint64 {
	switch size {
	case 8:
		return *(*uint64)(p)
	case 4:
		return uint64(*(*uint32)(p))
	case 2:
		return uint64(*(*uint16)(p))
	}
	return uint64(*(*uint8)(p))
}

// widen returns the integer of type t at p, extended to 64 bits as its type has it.
func widen(t *rtype, p unsafe.Pointer) uint64 {
	if t.has(signedKinds) {
		return uint64(readInt(p, t.size))
	}
	return readUint(p, t.size)
}

// put writes the low size bytes of bits at p.
func put(p unsafe.Pointer, size uintptr, bits uint64) {
	switch size {
	case 8:
		*(*uint64)(p) = bits
	case 4:
		*(*uint32)(p) = uint32(bits)
	case 2:
		*(*uint16)(p) = uint16(bits)
	default:
		*(*uint8)(p) = uint8(bits)
	}
}

// The narrow floats and complex numbers have half the size of the wide ones.

func readFloat(t *rtype, p unsafe.Pointer) float64 {
	if t.kind() == Float64 {
		return *(*float64)(p)
	}
	return float64(*(*float32)(p))
}

func putFloat(t *rtype, p unsafe.Pointer, x float64) {
	if t.kind() == Float64 {
		*(*float64)(p) = x
		return
	}
	*(*float32)(p) = float32(x)
}

func readComplex(t *rtype, p unsafe.Pointer) complex128 {
	if t.kind() == Complex128 {
		return *(*complex128)(p)
	}
	return complex128(*(*complex64)(p))
}

func putComplex(t *rtype, p unsafe.Pointer, x complex128) {
	if t.kind() == Complex128 {
		*(*complex128)(p) = x
		return
	}
	*(*complex64)(p) = complex64(x)
}

// ---- reading

// CanInt reports whether v is of a signed integer kind, so that Int works.
func (v Value) CanInt() bool { return signedKinds.has(v.Kind()) }

// CanUint reports whether v is of an unsigned integer kind, so that Uint works.
func (v Value) CanUint() bool { return unsignedKinds.has(v.Kind()) }

// CanFloat reports whether v is a floating-point number, so that Float works.
func (v Value) CanFloat() bool { return floatKinds.has(v.Kind()) }

// CanComplex reports whether v is a complex number, so that Complex works.
func (v Value) CanComplex() bool { return complexKinds.has(v.Kind()) }

// Bool returns the bool that v is.
func (v Value) Bool() bool {
	v.need(1<<Bool, "Bool")
	return *(*bool)(v.word)
}

// Int returns the signed integer that v is.
func (v Value) Int() int64 {
	v.need(signedKinds, "Int")
	return readInt(v.word, v.typ.size)
}

// Uint returns the unsigned integer that v is.
func (v Value) Uint() uint64 {
	v.need(unsignedKinds, "Uint")
	return readUint(v.word, v.typ.size)
}

// Float returns the floating-point number that v is.
func (v Value) Float() float64 {
	v.need(floatKinds, "Float")
	return readFloat(v.typ, v.word)
}

// Complex returns the complex number that v is.
func (v Value) Complex() complex128 {
	v.need(complexKinds, "Complex")
	return readComplex(v.typ, v.word)
}

// String returns the string that v is. It refuses no other value, for printing's sake, but says what type it has.
func (v Value) String() string {
	switch v.Kind() {
	case String:
		return *(*string)(v.word)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.typ.String() + " Value>"
}

// Bytes returns the bytes of v, a slice or a variable that is an array: not a copy of them.
func (v Value) Bytes() []byte {
	v.need(1<<Slice|1<<Array, "Bytes")
	switch {
	case v.typ.elem.kind() != Uint8:
		panic("reflect.Value.Bytes of non-byte " + v.Kind().String())
	case v.Kind() == Slice:
		return *(*[]byte)(v.word)
	case !v.CanAddr():
		panic("reflect.Value.Bytes of unaddressable byte array")
	}
	return unsafe.Slice((*byte)(v.word), v.typ.length)
}

// ---- changing

// target checks that method m may change v, which must be of one of these kinds, and returns where it lies.
func (v Value) target(m string, kinds kindSet) unsafe.Pointer {
	v.needSettable(m)
	v.need(kinds, m)
	return v.word
}

// SetBool changes the variable v, a bool.
func (v Value) SetBool(x bool) { *(*bool)(v.target("SetBool", 1<<Bool)) = x }

// SetInt changes the variable v, a signed integer, to as much of x as it has room for.
func (v Value) SetInt(x int64) { put(v.target("SetInt", signedKinds), v.typ.size, uint64(x)) }

// SetUint changes the variable v, an unsigned integer, to as much of x as it has room for.
func (v Value) SetUint(x uint64) { put(v.target("SetUint", unsignedKinds), v.typ.size, x) }

// SetFloat changes the variable v, a floating-point number.
func (v Value) SetFloat(x float64) { putFloat(v.typ, v.target("SetFloat", floatKinds), x) }

// SetComplex changes the variable v, a complex number.
func (v Value) SetComplex(x complex128) { putComplex(v.typ, v.target("SetComplex", complexKinds), x) }

// SetString changes the variable v, a string.
func (v Value) SetString(x string) { *(*string)(v.target("SetString", 1<<String)) = x }

// SetPointer changes the variable v, an unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	*(*unsafe.Pointer)(v.target("SetPointer", 1<<UnsafePointer)) = x
}

// SetBytes changes the variable v, a slice of bytes.
func (v Value) SetBytes(x []byte) {
	p := v.target("SetBytes", 1<<Slice)
	if v.typ.elem.kind() != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(p) = x
}

// SetZero changes the variable v to the zero value.
func (v Value) SetZero() {
	v.needSettable("SetZero")
	wipe(v.typ, v.word)
}

// ---- what a type has room for

func (t *rtype) OverflowInt(x int64) bool {
	t.need(signedKinds, "OverflowInt", "int")
	bits := t.Bits()
	return x < -1<<(bits-1) || x > 1<<(bits-1)-1
}

func (t *rtype) OverflowUint(x uint64) bool {
	t.need(unsignedKinds, "OverflowUint", "uint")
	return x>>(t.Bits()-1)>>1 != 0
}

func (t *rtype) OverflowFloat(x float64) bool {
	t.need(floatKinds, "OverflowFloat", "float")
	return t.kind() == Float32 && tooWide(x)
}

func (t *rtype) OverflowComplex(x complex128) bool {
	t.need(complexKinds, "OverflowComplex", "complex")
	return t.kind() == Complex64 && (tooWide(real(x)) || tooWide(imag(x)))
}

// tooWide reports whether the finite number x is beyond the range of float32.
func tooWide(x float64) bool {
	const largest = 0x1.fffffep127
	return (x > largest || x < -largest) && x-x == 0
}

// OverflowInt reports whether v's type, a signed integer, lacks the room for x.
func (v Value) OverflowInt(x int64) bool {
	v.need(signedKinds, "OverflowInt")
	return v.typ.OverflowInt(x)
}

// OverflowUint reports whether v's type, an unsigned integer, lacks the room for x.
func (v Value) OverflowUint(x uint64) bool {
	v.need(unsignedKinds, "OverflowUint")
	return v.typ.OverflowUint(x)
}

// OverflowFloat reports whether v's type, a floating-point one, lacks the range for x.
func (v Value) OverflowFloat(x float64) bool {
	v.need(floatKinds, "OverflowFloat")
	return v.typ.OverflowFloat(x)
}

// OverflowComplex reports whether v's type, a complex one, lacks the range for x.
func (v Value) OverflowComplex(x complex128) bool {
	v.need(complexKinds, "OverflowComplex")
	return v.typ.OverflowComplex(x)
}
