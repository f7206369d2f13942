// This file converts values from one type to another.

package reflect

import (
	"strconv"
	"unsafe"
)

// conversion is a way to make a value of one type into one of another.
type conversion int

const (
	noConversion conversion = iota
	sameBits                // the types differ in name only
	numeric
	runeToString
	bytesToString
	runesToString
	stringToBytes
	stringToRunes
	sliceToArray
	sliceToArrayPointer
	toInterface
)

// conversionOf returns how values of type from become values of type to.
func conversionOf(from, to *rtype) conversion {
	switch {
	case from.plain == to.plain:
		return sameBits
	case from.has(integerKinds|floatKinds) && to.has(integerKinds|floatKinds), from.has(complexKinds) && to.has(complexKinds):
		return numeric
	case from.has(integerKinds) && to.kind() == String:
		return runeToString
	case from.kind() == Slice && to.kind() == String:
		return textElem(from.elem, bytesToString, runesToString)
	case from.kind() == String && to.kind() == Slice:
		return textElem(to.elem, stringToBytes, stringToRunes)
	case from.kind() == Slice && to.kind() == Array && from.elem == to.elem:
		return sliceToArray
	case from.kind() == Slice && to.pointsToArray() && from.elem == to.elem.elem:
		return sliceToArrayPointer
	case typeIdenticalIgnoreTags(from.plain, to.plain), from.fits(to), pointersAlike(from, to):
		return sameBits
	case from.implements(to):
		return toInterface
	}
	return noConversion
}

// textElem chooses by the elements of a slice that is to be text.
func textElem(elem *rtype, bytes, runes conversion) conversion {
	switch {
	case elem.pkgPath != "": // a declared type, whatever it is made of
		return noConversion
	case elem.kind() == Uint8:
		return bytes
	case elem.kind() == Int32:
		return runes
	}
	return noConversion
}

// pointersAlike reports whether both are unnamed pointer types, to types that differ in names and tags only.
func pointersAlike(from, to *rtype) bool {
	return from.kind() == Pointer && to.kind() == Pointer && !from.is(isNamed) && !to.is(isNamed) &&
		typeIdenticalIgnoreTags(from.elem.plain, to.elem.plain)
}

// CanConvert reports whether Convert to t works: besides the types, a slice must be long enough for an array.
func (v Value) CanConvert(t Type) bool {
	from, to := v.Type().descriptor(), t.descriptor()
	switch conversionOf(from, to) {
	case noConversion:
		return false
	case sliceToArray:
		return v.Len() >= to.length
	case sliceToArrayPointer:
		return v.Len() >= to.elem.length
	}
	return true
}

// Convert returns v as T(v) would be for the type t.
func (v Value) Convert(t Type) Value {
	to := t.descriptor()
	how := conversionOf(v.typ, to)
	private := v.flag.inherited()
	switch how {
	case noConversion:
		panic("reflect.Value.Convert: value of type " + v.typ.String() + " cannot be converted to type " + to.String())
	case sameBits:
		if v.flag&inMemory != 0 {
			// The result must not change with the variable.
			return copyAt(to, v.word, private)
		}
		return Value{to, v.word, private | v.flag&isBound}
	case sliceToArray:
		v.mustFill(to.length, "array")
		return copyAt(to, v.slice().data, private)
	case sliceToArrayPointer:
		v.mustFill(to.elem.length, "pointer to array")
		return Value{to, v.slice().data, private}
	}
	p := alloc(to)
	switch how {
	case numeric:
		convertNumber(v, to, p)
	case toInterface:
		v.boxInto(to, p)
	case stringToBytes:
		*(*[]byte)(p) = []byte(*(*string)(v.word))
	case stringToRunes:
		*(*[]rune)(p) = []rune(*(*string)(v.word))
	case bytesToString:
		*(*string)(p) = string(*(*[]byte)(v.word))
	case runesToString:
		*(*string)(p) = string(*(*[]rune)(v.word))
	case runeToString:
		// Numbers that are no rune, negative ones among them, are so as 64-bit numbers, too.
		*(*string)(p) = string(rune(min(widen(v.typ, v.word), 1<<31-1)))
	}
	return at(to, p, private)
}

func (v Value) mustFill(n int, what string) {
	if v.Len() < n {
		panic("reflect: cannot convert slice with length " + strconv.Itoa(v.Len()) + " to " + what + " with length " + strconv.Itoa(n))
	}
}

// convertNumber stores the number v as one of type t at p.
func convertNumber(v Value, t *rtype, p unsafe.Pointer) {
	switch {
	case t.size == v.typ.size && t.kind() == v.Kind():
		// As it is: a float32 that goes by way of float64 could lose the bits of a NaN.
		move(t, p, v.word)
	case t.has(complexKinds):
		putComplex(t, p, readComplex(v.typ, v.word))
	case t.has(floatKinds):
		putFloat(t, p, v.float())
	case !v.CanFloat():
		put(p, t.size, widen(v.typ, v.word))
	case t.has(signedKinds):
		put(p, t.size, uint64(int64(v.float())))
	default:
		put(p, t.size, uint64(v.float()))
	}
}

// float returns the real number v as a float64.
func (v Value) float() float64 {
	switch {
	case v.CanInt():
		return float64(readInt(v.word, v.typ.size))
	case v.CanUint():
		return float64(readUint(v.word, v.typ.size))
	}
	return readFloat(v.typ, v.word)
}
