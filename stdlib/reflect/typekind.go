// This file holds what only types of some kinds can answer; those of structs are in struct.go.

package reflect

import (
	"iter"
	"slices"
)

// need panics unless t is of one of these kinds, which method m is for; word is what the text of the panic calls them.
func (t *rtype) need(kinds kindSet, m, word string) {
	if !t.has(kinds) {
		panic("reflect: " + m + " of non-" + word + " type " + t.String())
	}
}

// list iterates over n things that at finds.
func list[T any](n int, at func(int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := 0; i < n && yield(at(i)); i++ {
		}
	}
}

func (t *rtype) Elem() Type {
	if !t.has(elemKinds) {
		panic("reflect: Elem of invalid type " + t.String())
	}
	return t.elem
}

func (t *rtype) Bits() int {
	if !t.has(numberKinds) {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return 8 * int(t.size)
}

func (t *rtype) Key() Type {
	t.need(1<<Map, "Key", "map")
	return t.key
}

func (t *rtype) Len() int {
	t.need(1<<Array, "Len", "array")
	return t.length
}

func (t *rtype) ChanDir() ChanDir {
	t.need(1<<Chan, "ChanDir", "chan")
	return ChanDir(t.dir)
}

// ---- functions

func (t *rtype) IsVariadic() bool {
	t.need(1<<Func, "IsVariadic", "func")
	return t.is(isVariadic)
}

func (t *rtype) NumIn() int {
	t.need(1<<Func, "NumIn", "func")
	return len(t.ins())
}

func (t *rtype) In(i int) Type {
	t.need(1<<Func, "In", "func")
	return t.ins()[i]
}

func (t *rtype) Ins() iter.Seq[Type] {
	t.need(1<<Func, "Ins", "func")
	return list(len(t.ins()), t.In)
}

func (t *rtype) NumOut() int {
	t.need(1<<Func, "NumOut", "func")
	return len(t.outs())
}

func (t *rtype) Out(i int) Type {
	t.need(1<<Func, "Out", "func")
	return t.outs()[i]
}

func (t *rtype) Outs() iter.Seq[Type] {
	t.need(1<<Func, "Outs", "func")
	return list(len(t.outs()), t.Out)
}

// ---- methods

// A Method describes a method of a type. Func takes the receiver as its first argument; for a method of an interface type
// it is the zero Value, and Type has no receiver.
type Method struct {
	Name, PkgPath string // PkgPath is empty for exported names
	Type          Type
	Func          Value
	Index         int // for the type's Method
}

// IsExported reports whether other packages may call the method.
func (m Method) IsExported() bool { return len(m.PkgPath) == 0 }

func (t *rtype) NumMethod() int {
	if t.kind() == Interface {
		return len(t.demands())
	}
	return len(t.exported())
}

func (t *rtype) Methods() iter.Seq[Method] { return list(t.NumMethod(), t.Method) }

func (t *rtype) Method(i int) Method {
	if t.kind() != Interface {
		return t.ownMethod(i)
	}
	if i < 0 || i >= len(t.demands()) {
		return Method{}
	}
	m := t.demands()[i]
	return Method{Name: m.name, PkgPath: m.pkgPath, Type: m.typ, Index: i}
}

func (t *rtype) ownMethod(i int) Method {
	if i < 0 || i >= len(t.exported()) {
		panic("reflect: Method index out of range")
	}
	m := t.exported()[i]
	ft := t.asReceiverOf(m.typ)
	fn := Value{ft, m.tfn, 0}
	if m.tfn == nil {
		// There is only the form that interfaces call, by the address of the receiver.
		fn = MakeFunc(ft, func(args []Value) []Value {
			bound := args[0].Method(i)
			if ft.is(isVariadic) {
				return bound.CallSlice(args[1:])
			}
			return bound.Call(args[1:])
		})
	}
	return Method{Name: m.name, Type: ft, Func: fn, Index: i}
}

// asReceiverOf returns the func type ft with t before its parameters.
func (t *rtype) asReceiverOf(ft *rtype) *rtype {
	return typeFuncOf(append([]*rtype{t}, ft.ins()...), ft.outs(), ft.is(isVariadic))
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	if i, ok := t.methodIndex(name); ok {
		return t.Method(i), true
	}
	return Method{}, false
}

// methodIndex finds a method that Method can give by its name. What a type has is sorted; an interface demands little.
func (t *rtype) methodIndex(name string) (int, bool) {
	if t.kind() == Interface {
		i := slices.IndexFunc(t.demands(), func(m imethod) bool { return m.name == name })
		return i, i >= 0
	}
	ms := t.exported()
	lo, hi := 0, len(ms)
	for lo < hi {
		mid := (lo + hi) / 2
		switch {
		case ms[mid].name == name:
			return mid, true
		case ms[mid].name > name:
			hi = mid
		default:
			lo = mid + 1
		}
	}
	return 0, false
}

// ---- what range can do with values

// CanSeq reports whether a for loop with one variable takes values of the type.
func (t *rtype) CanSeq() bool {
	const always = integerKinds | 1<<Array | 1<<Slice | 1<<String | 1<<Map | 1<<Chan
	return t.has(always) || t.pointsToArray() || t.kind() == Func && t.yields(1)
}

// CanSeq2 reports whether a for loop with two variables takes values of the type.
func (t *rtype) CanSeq2() bool {
	const always kindSet = 1<<Array | 1<<Slice | 1<<String | 1<<Map
	return t.has(always) || t.pointsToArray() || t.kind() == Func && t.yields(2)
}

func (t *rtype) pointsToArray() bool { return t.kind() == Pointer && t.elem.kind() == Array }

// yields reports whether the func type t has one parameter, a function of n values that returns a bool, and no result.
func (t *rtype) yields(n int) bool {
	if len(t.ins()) != 1 || len(t.outs()) != 0 || t.ins()[0].kind() != Func {
		return false
	}
	yield := t.ins()[0]
	return len(yield.ins()) == n && len(yield.outs()) == 1 && yield.outs()[0].kind() == Bool
}
