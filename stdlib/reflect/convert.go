// This file converts values from one type to another.

package reflect

import "unsafe"

// Convert returns the value v converted to type t.
func (v Value) Convert(t Type) Value {
	if v.flag&flagMethod != 0 {
		v = makeMethodValue("Convert", v)
	}
	op := convertOp(t.common(), v.typ_)
	if op == nil {
		panic("reflect.Value.Convert: value of type " + v.typ_.String() + " cannot be converted to type " + t.String())
	}
	return op(v, t.common())
}

// CanConvert reports whether the value v can be converted to type t.
func (v Value) CanConvert(t Type) bool {
	vt := v.Type()
	if !vt.ConvertibleTo(t) {
		return false
	}
	// A slice must be long enough for the array.
	switch {
	case vt.Kind() == Slice && t.Kind() == Array:
		return t.Len() <= v.Len()
	case vt.Kind() == Slice && t.Kind() == Pointer && t.Elem().Kind() == Array:
		return t.Elem().Len() <= v.Len()
	}
	return true
}

type converter func(v Value, t *rtype) Value

// convertOp returns the function that converts a value of type src to type dst, or nil.
func convertOp(dst, src *rtype) converter {
	dk, sk := dst.Kind(), src.Kind()
	switch {
	case sk >= Int && sk <= Int64:
		switch {
		case dk >= Int && dk <= Uintptr:
			return cvtInt
		case dk == Float32 || dk == Float64:
			return cvtIntFloat
		case dk == String:
			return cvtIntString
		}
	case sk >= Uint && sk <= Uintptr:
		switch {
		case dk >= Int && dk <= Uintptr:
			return cvtUint
		case dk == Float32 || dk == Float64:
			return cvtUintFloat
		case dk == String:
			return cvtUintString
		}
	case sk == Float32 || sk == Float64:
		switch {
		case dk >= Int && dk <= Int64:
			return cvtFloatInt
		case dk >= Uint && dk <= Uintptr:
			return cvtFloatUint
		case dk == Float32 || dk == Float64:
			return cvtFloat
		}
	case sk == Complex64 || sk == Complex128:
		if dk == Complex64 || dk == Complex128 {
			return cvtComplex
		}
	case sk == String:
		if dk == Slice && dst.elem.pkgPath == "" {
			switch dst.elem.Kind() {
			case Uint8:
				return cvtStringBytes
			case Int32:
				return cvtStringRunes
			}
		}
	case sk == Slice:
		if dk == String && src.elem.pkgPath == "" {
			switch src.elem.Kind() {
			case Uint8:
				return cvtBytesString
			case Int32:
				return cvtRunesString
			}
		}
		if dk == Pointer && dst.elem.Kind() == Array && src.elem == dst.elem.elem {
			return cvtSliceArrayPtr
		}
		if dk == Array && src.elem == dst.elem {
			return cvtSliceArray
		}
	case sk == Chan:
		if dk == Chan && ChanDir(src.dir) == BothDir && src.elem == dst.elem && (!src.named() || !dst.named()) {
			return cvtDirect
		}
	}
	if dst == src || dst.underlying == src.underlying || typeIdenticalIgnoreTags(dst.underlying, src.underlying) {
		return cvtDirect
	}
	if dk == Pointer && sk == Pointer && !dst.named() && !src.named() &&
		(dst.elem.underlying == src.elem.underlying || typeIdenticalIgnoreTags(dst.elem.underlying, src.elem.underlying)) {
		return cvtDirect
	}
	if implements(dst, src) {
		return cvtInterface
	}
	return nil
}

func makeInt(f flag, bits uint64, t *rtype) Value {
	p := unsafe_New(t)
	switch t.size {
	case 1:
		*(*uint8)(p) = uint8(bits)
	case 2:
		*(*uint16)(p) = uint16(bits)
	case 4:
		*(*uint32)(p) = uint32(bits)
	case 8:
		*(*uint64)(p) = bits
	}
	return Value{t, p, f | flagIndir | flag(t.kind)}
}

func makeFloat(f flag, x float64, t *rtype) Value {
	p := unsafe_New(t)
	if t.size == 4 {
		*(*float32)(p) = float32(x)
	} else {
		*(*float64)(p) = x
	}
	return Value{t, p, f | flagIndir | flag(t.kind)}
}

func makeString(f flag, s string, t *rtype) Value {
	p := unsafe_New(t)
	*(*string)(p) = s
	return Value{t, p, f | flagIndir | flag(String)}
}

func cvtInt(v Value, t *rtype) Value       { return makeInt(v.flag.ro(), uint64(v.Int()), t) }
func cvtUint(v Value, t *rtype) Value      { return makeInt(v.flag.ro(), v.Uint(), t) }
func cvtFloatInt(v Value, t *rtype) Value  { return makeInt(v.flag.ro(), uint64(int64(v.Float())), t) }
func cvtFloatUint(v Value, t *rtype) Value { return makeInt(v.flag.ro(), uint64(v.Float()), t) }
func cvtIntFloat(v Value, t *rtype) Value  { return makeFloat(v.flag.ro(), float64(v.Int()), t) }
func cvtUintFloat(v Value, t *rtype) Value { return makeFloat(v.flag.ro(), float64(v.Uint()), t) }

func cvtFloat(v Value, t *rtype) Value {
	if v.typ_.Kind() == Float32 && t.Kind() == Float32 {
		// Through float64 a signalling NaN would become a quiet one.
		p := unsafe_New(t)
		*(*uint32)(p) = *(*uint32)(v.ptr)
		return Value{t, p, v.flag.ro() | flagIndir | flag(Float32)}
	}
	return makeFloat(v.flag.ro(), v.Float(), t)
}

func cvtComplex(v Value, t *rtype) Value {
	p := unsafe_New(t)
	if t.size == 8 {
		*(*complex64)(p) = complex64(v.Complex())
	} else {
		*(*complex128)(p) = v.Complex()
	}
	return Value{t, p, v.flag.ro() | flagIndir | flag(t.kind)}
}

func cvtIntString(v Value, t *rtype) Value {
	s := "\uFFFD"
	if x := v.Int(); int64(rune(x)) == x {
		s = string(rune(x))
	}
	return makeString(v.flag.ro(), s, t)
}

func cvtUintString(v Value, t *rtype) Value {
	s := "\uFFFD"
	if x := v.Uint(); uint64(rune(x)) == x {
		s = string(rune(x))
	}
	return makeString(v.flag.ro(), s, t)
}

func cvtBytesString(v Value, t *rtype) Value {
	return makeString(v.flag.ro(), string(*(*[]byte)(v.ptr)), t)
}

func cvtRunesString(v Value, t *rtype) Value {
	return makeString(v.flag.ro(), string(*(*[]rune)(v.ptr)), t)
}

func cvtStringBytes(v Value, t *rtype) Value {
	p := unsafe_New(t)
	*(*[]byte)(p) = []byte(v.String())
	return Value{t, p, v.flag.ro() | flagIndir | flag(Slice)}
}

func cvtStringRunes(v Value, t *rtype) Value {
	p := unsafe_New(t)
	*(*[]rune)(p) = []rune(v.String())
	return Value{t, p, v.flag.ro() | flagIndir | flag(Slice)}
}

func cvtSliceArrayPtr(v Value, t *rtype) Value {
	n := t.elem.length
	s := (*sliceHeader)(v.ptr)
	if n > s.len {
		panic("reflect: cannot convert slice with length " + itoa(s.len) + " to pointer to array with length " + itoa(n))
	}
	return Value{t, s.data, v.flag&^(flagIndir|flagAddr|flagKindMask) | flag(Pointer)}
}

func cvtSliceArray(v Value, t *rtype) Value {
	n := t.length
	s := (*sliceHeader)(v.ptr)
	if n > s.len {
		panic("reflect: cannot convert slice with length " + itoa(s.len) + " to array with length " + itoa(n))
	}
	p := unsafe_New(t)
	typedslicemove(t.elem, p, s.data, n)
	return Value{t, p, v.flag&^(flagAddr|flagKindMask) | flagIndir | flag(Array)}
}

// cvtDirect keeps the bits and changes the type.
func cvtDirect(v Value, t *rtype) Value {
	f := v.flag
	p := v.ptr
	if f&flagAddr != 0 {
		// The copy must not change with the variable.
		c := unsafe_New(t)
		typedmemmove(t, c, p)
		p = c
		f &^= flagAddr
	}
	return Value{t, p, v.flag.ro() | f&flagIndir | flag(t.kind)}
}

func cvtInterface(v Value, t *rtype) Value {
	target := unsafe_New(t)
	if !(v.Kind() == Interface && v.IsNil()) {
		storeInterface(t, valueInterface(v, false), target)
	}
	return Value{t, target, v.flag.ro() | flagIndir | flag(Interface)}
}

var _ unsafe.Pointer
