// This file assigns values: it makes a value into one of another type that takes it.

package reflect

import "unsafe"

// as returns v as a value of type t, to which it must be assignable; context begins the text of the panic.
func (v Value) as(t *rtype, context string) Value {
	if v.typ.fits(t) {
		return Value{t, v.word, v.flag & (inMemory | isVariable | isPrivate | isPrivateEmbed | isBound)}
	}
	p := alloc(t)
	v.into(t, p, context)
	return at(t, p, v.flag.inherited())
}

// into stores v in the variable of type t at p.
func (v Value) into(t *rtype, p unsafe.Pointer, context string) {
	switch {
	case v.typ.fits(t):
		if v.flag&inMemory != 0 {
			move(t, p, v.word)
		} else {
			*(*unsafe.Pointer)(p) = v.word
		}
	case v.typ.implements(t):
		v.boxInto(t, p)
	default:
		panic(context + ": value of type " + v.typ.String() + " is not assignable to type " + t.String())
	}
}

// boxInto makes the variable of interface type t at p hold v, whose type implements it.
func (v Value) boxInto(t *rtype, p unsafe.Pointer) {
	i := v.boxed()
	if t.numAsks == 0 {
		*(*any)(p) = i
		return
	}
	dst, src := (*methodParts)(p), (*anyParts)(unsafe.Pointer(&i))
	if src.typ == nil {
		*dst = methodParts{}
		return
	}
	*dst = methodParts{typeItab(t, src.typ), src.word}
}

// Set assigns x to the variable v.
func (v Value) Set(x Value) {
	v.needSettable("Set")
	x.needPublic("Set")
	x.into(v.typ, v.word, "reflect.Set")
}
