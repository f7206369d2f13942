// Package reflect lets a program look at and change values of any type.
//
// The package stands on one structure, the runtime's type descriptor, which it reads in place: an *rtype is a
// runtime/type/type.h Type, and Type is the set of questions that may be put to it. This file holds Type and what every
// kind of type can answer; typekind.go has the answers of single kinds, struct.go those of structs. A Value (value.go) is
// a descriptor and the place where a value lies.

package reflect

import (
	"iter"
	"unsafe"
)

// Type describes a Go type. Two Types are equal under == exactly when they stand for identical types. A method that a
// kind has no answer for panics.
type Type interface {
	// What it is called. Name and PkgPath are empty for types without a declaration.
	String() string
	Name() string
	PkgPath() string

	// What it is made of.
	Kind() Kind
	Elem() Type
	Key() Type
	Len() int
	Bits() int
	ChanDir() ChanDir

	// How it lies in memory.
	Size() uintptr
	Align() int
	FieldAlign() int

	// How it stands to other types, and to values.
	Comparable() bool
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	OverflowFloat(x float64) bool
	OverflowComplex(x complex128) bool
	CanSeq() bool
	CanSeq2() bool

	// Its exported methods in the order of their names; for an interface, all of its methods.
	NumMethod() int
	Method(int) Method
	MethodByName(string) (Method, bool)
	Methods() iter.Seq[Method]

	// The fields of a struct.
	NumField() int
	Field(i int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByIndex(index []int) StructField
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	Fields() iter.Seq[StructField]

	// The parameters and results of a function.
	NumIn() int
	NumOut() int
	In(i int) Type
	Out(i int) Type
	Ins() iter.Seq[Type]
	Outs() iter.Seq[Type]
	IsVariadic() bool

	// Only this package implements Type.
	descriptor() *rtype
}

// rtype is the runtime's Type: the same fields at the same offsets. What this package never reads has a blank name.
type rtype struct {
	size, ptrdata uintptr
	_             uint32 // hash
	facts         facts
	align         uint8
	code          uint8      // the Kind
	_             [2]uintptr // functions for == and for hashing
	_             [2]uintptr // pointer masks
	elem, key     *rtype
	length        int
	dir           uint8
	fields        *field
	params        **rtype
	results       **rtype
	asks          *imethod // what an interface demands
	numField      uint32
	numParam      uint32
	numResult     uint32
	numAsks       uint32
	methods       *method // what the type has, exported ones first
	_             uint32
	numExported   uint32
	_             uintptr // parts of maps
	name, pkgPath string
	text          *string
	ptrTo         *rtype
	plain         *rtype // the type without its name; itself when it has none
}

// facts are the runtime's TFlag bits.
type facts uint16

const (
	isNamed      facts = 1 << 0
	isWord       facts = 1 << 1 // pointer-shaped: an interface holds the value itself
	isBytes      facts = 1 << 2 // == compares the bytes
	isComparable facts = 1 << 3
	isVariadic   facts = 1 << 5
)

type field struct {
	name     string
	typ      *rtype
	offset   uintptr
	tag      string
	pkgPath  string
	embedded bool
}

type imethod struct {
	name, pkgPath string
	typ           *rtype
}

type method struct {
	imethod
	ifn unsafe.Pointer // takes the word of an interface as its receiver
	tfn unsafe.Pointer // takes the value; nil where the program never calls it so
}

// Natives (reflect_native.cc).

func typeText(t *rtype) string
func typeImplements(inter, t *rtype) bool
func typeIdenticalIgnoreTags(a, b *rtype) bool

func (t *rtype) ins() []*rtype  { return unsafe.Slice(t.params, t.numParam) }
func (t *rtype) outs() []*rtype { return unsafe.Slice(t.results, t.numResult) }

func (t *rtype) members() []field   { return unsafe.Slice(t.fields, t.numField) }
func (t *rtype) demands() []imethod { return unsafe.Slice(t.asks, t.numAsks) }
func (t *rtype) exported() []method { return unsafe.Slice(t.methods, t.numExported) }

func (t *rtype) kind() Kind         { return Kind(t.code) }
func (t *rtype) is(f facts) bool    { return t.facts&f != 0 }
func (t *rtype) has(s kindSet) bool { return s.has(t.kind()) }

// typeOrNil keeps a nil descriptor from becoming a Type that is not nil.
func typeOrNil(t *rtype) Type {
	if t != nil {
		return t
	}
	return nil
}

func (t *rtype) descriptor() *rtype { return t }

// TypeOf returns the type of what the interface i holds; nil when it holds nothing.
func TypeOf(i any) Type { return typeOrNil(typeIn(i)) }

// TypeFor returns the Type of T, which may be an interface type.
func TypeFor[T any]() Type {
	return typeIn((*T)(nil)).elem
}

func typeIn(i any) *rtype { return (*anyParts)(unsafe.Pointer(&i)).typ }

func (t *rtype) Kind() Kind       { return t.kind() }
func (t *rtype) Size() uintptr    { return t.size }
func (t *rtype) Align() int       { return int(t.align) }
func (t *rtype) FieldAlign() int  { return int(t.align) }
func (t *rtype) Comparable() bool { return t.is(isComparable) }

func (t *rtype) String() string {
	if t.text == nil {
		return typeText(t)
	}
	return *t.text
}

func (t *rtype) Name() string    { return t.ifNamed(t.name) }
func (t *rtype) PkgPath() string { return t.ifNamed(t.pkgPath) }

// ifNamed keeps s for types with a name: descriptors of other types use these fields for their members.
func (t *rtype) ifNamed(s string) string {
	if !t.is(isNamed) {
		return ""
	}
	return s
}

// other returns the descriptor of u, which method m was given.
func other(u Type, m string) *rtype {
	if u == nil {
		panic("reflect: nil type passed to Type." + m)
	}
	return u.descriptor()
}

func (t *rtype) Implements(u Type) bool {
	inter := other(u, "Implements")
	if inter.kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return t.implements(inter)
}

func (t *rtype) AssignableTo(u Type) bool {
	to := other(u, "AssignableTo")
	return t.fits(to) || t.implements(to)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	return conversionOf(t, other(u, "ConvertibleTo")) != noConversion
}

// implements reports whether inter is an interface type whose methods t has.
func (t *rtype) implements(inter *rtype) bool {
	return inter.kind() == Interface && (inter.numAsks == 0 || typeImplements(inter, t))
}

// fits reports whether a variable of type to takes a value of type t as it is, bit for bit.
func (t *rtype) fits(to *rtype) bool {
	switch {
	case t == to:
		return true
	case t.is(isNamed) && to.is(isNamed):
		return false
	case t.plain == to.plain:
		return true
	}
	return t.narrows(to)
}

// narrows reports whether t and to are channel types with the same elements, and t goes both ways.
func (t *rtype) narrows(to *rtype) bool {
	return t.kind() == Chan && to.kind() == Chan && ChanDir(t.dir) == BothDir && t.elem == to.elem
}
