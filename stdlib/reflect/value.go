// This file holds Value, and how a value is taken from an interface, given back, and reached through pointers, interfaces
// and struct fields.
//
// A Value is a type, a word, and marks. The word is the address of the value (inMemory), or the value itself, which is
// then pointer-shaped, as in an interface. What may be done with it beyond reading depends on the way it was reached:
// isVariable says that it lies where the program keeps it and can be changed there (it was reached through a pointer or a
// slice), isPrivate that an unexported field stood on the way, so that it must neither change nor get out.
// A method of a value (call.go) is a Value of kind Func whose word is a *boundMethod; isBound says so.

package reflect

import "unsafe"

// A Value holds a value of some Go type. The zero Value holds none: only IsValid, Kind and String may be asked of it.
type Value struct {
	typ  *rtype
	word unsafe.Pointer
	flag marks
}

// Packages that print or compare private fields take the marks of privacy off and isVariable on, behind reflect's back:
// they look for a field "flag", and check that these bits are where Go has them.
type marks uintptr

const (
	isPrivate      marks = 1 << (5 + iota)
	isPrivateEmbed       // as isPrivate, for an embedded struct itself: its exported fields are not private
	inMemory
	isVariable
	isBound

	anyPrivate = isPrivate | isPrivateEmbed
)

// inherited are the marks of what is reached through a value with marks m.
func (m marks) inherited() marks {
	if m&anyPrivate != 0 {
		return isPrivate
	}
	return 0
}

// anyParts is how an interface without methods lies in memory; methodParts one with methods.
type anyParts struct {
	typ  *rtype
	word unsafe.Pointer
}

type methodParts struct {
	tab  *itab
	word unsafe.Pointer
}

type itab struct {
	_   *rtype
	typ *rtype
	_   [2]uint32
	fun [1 << 16]unsafe.Pointer // as many as the interface demands
}

// Natives (reflect_native.cc).

func typeItab(inter, t *rtype) *itab
func alloc(t *rtype) unsafe.Pointer
func move(t *rtype, dst, src unsafe.Pointer)
func wipe(t *rtype, p unsafe.Pointer)

// ---- what may be asked

// A ValueError is the panic of a method that values of the kind do not have.
type ValueError struct {
	Method string
	Kind   Kind
}

// Error returns the text of the panic.
func (e *ValueError) Error() string {
	what := "zero"
	if e.Kind != Invalid {
		what = e.Kind.String()
	}
	return "reflect: call of " + e.Method + " on " + what + " Value"
}

// outside stands for the method in panics of functions that are no method of Value.
const outside = ""

func fullName(m string) string {
	if m == outside {
		return "unknown method"
	}
	return "reflect.Value." + m
}

// The checks below are small enough to be inlined, as long as what they panic with is made elsewhere.

// refusal is the panic of method m on v.
//
//go:noinline
func (v Value) refusal(m string) error { return &ValueError{fullName(m), v.Kind()} }

// locked is the panic of method m on a v that must not get out or be changed.
//
//go:noinline
func (v Value) locked(m string) any {
	switch {
	case v.typ == nil:
		return v.refusal(m)
	case v.flag&anyPrivate != 0:
		return "reflect: " + fullName(m) + " using value obtained using unexported field"
	}
	return "reflect: " + fullName(m) + " using unaddressable value"
}

// need panics unless v is of one of these kinds, which method m is for.
func (v Value) need(kinds kindSet, m string) {
	if !kinds.has(v.Kind()) {
		panic(v.refusal(m))
	}
}

// needAny panics when v is the zero Value.
func (v Value) needAny(m string) {
	if v.typ == nil {
		panic(v.refusal(m))
	}
}

// needPublic panics when v must not get out.
func (v Value) needPublic(m string) {
	if v.typ == nil || v.flag&anyPrivate != 0 {
		panic(v.locked(m))
	}
}

// needSettable panics when v must not be changed.
func (v Value) needSettable(m string) {
	if !v.CanSet() {
		panic(v.locked(m))
	}
}

// IsValid reports whether v holds a value.
func (v Value) IsValid() bool { return v.typ != nil }

// Kind returns the kind of v's type, and Invalid for the zero Value.
func (v Value) Kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	return v.typ.kind()
}

// Type returns v's type.
func (v Value) Type() Type {
	v.needAny("Type")
	return v.typ
}

// CanAddr reports whether v is a variable, so that Addr works.
func (v Value) CanAddr() bool { return v.flag&isVariable != 0 }

// CanSet reports whether v is a variable that may be changed.
func (v Value) CanSet() bool { return v.flag&(isVariable|anyPrivate) == isVariable }

// CanInterface reports whether v may get out by Interface.
func (v Value) CanInterface() bool {
	v.needAny("CanInterface")
	return v.flag&anyPrivate == 0
}

// ---- interfaces

// ValueOf returns what the interface i holds as a Value; the zero Value for nil.
func ValueOf(i any) Value {
	e := (*anyParts)(unsafe.Pointer(&i))
	if e.typ == nil || e.typ.is(isWord) {
		return Value{e.typ, e.word, 0}
	}
	return Value{e.typ, e.word, inMemory}
}

// Interface returns v's value in an interface.
func (v Value) Interface() (i any) {
	v.needAny("Interface")
	if v.flag&anyPrivate != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.boxed()
}

// boxed is Interface for any value, private ones too.
func (v Value) boxed() (i any) {
	if v.Kind() == Interface {
		return v.content()
	}
	e := (*anyParts)(unsafe.Pointer(&i))
	e.word = v.word
	switch {
	case v.typ.is(isWord):
		e.word = v.pointer()
	case v.flag&isVariable != 0:
		// The variable may change, what an interface holds may not.
		e.word = alloc(v.typ)
		move(v.typ, e.word, v.word)
	}
	e.typ = v.typ
	return i
}

// content returns what the interface v holds.
func (v Value) content() (i any) {
	if v.typ.numAsks == 0 {
		return *(*any)(v.word)
	}
	if p := (*methodParts)(v.word); p.tab != nil {
		*(*anyParts)(unsafe.Pointer(&i)) = anyParts{p.tab.typ, p.word}
	}
	return i
}

// TypeAssert returns v's value as a T and true, or, when it is no T, false.
func TypeAssert[T any](v Value) (T, bool) {
	if v.typ == nil {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&anyPrivate != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	if v.typ == TypeFor[T]().descriptor() && v.typ.kind() != Interface {
		if v.flag&inMemory == 0 {
			return *(*T)(unsafe.Pointer(&v.word)), true
		}
		return *(*T)(v.word), true
	}
	x, ok := v.boxed().(T)
	return x, ok
}

// InterfaceData returns the two words of the interface v.
func (v Value) InterfaceData() [2]uintptr {
	v.need(1<<Interface, "InterfaceData")
	return *(*[2]uintptr)(v.word)
}

// ---- memory

// address returns where v's value lies; a word of its own for a value that does not lie in memory.
func (v Value) address() unsafe.Pointer {
	if v.flag&inMemory != 0 {
		return v.word
	}
	p := new(unsafe.Pointer)
	*p = v.word
	return unsafe.Pointer(p)
}

// pointer returns the value of a pointer-shaped v.
func (v Value) pointer() unsafe.Pointer {
	if v.flag&inMemory != 0 {
		return *(*unsafe.Pointer)(v.word)
	}
	return v.word
}

// at returns the value of type t that lies at p. The memory is the Value's from now on.
func at(t *rtype, p unsafe.Pointer, m marks) Value { return Value{t, p, m | inMemory} }

// copyAt returns a copy of the value of type t that lies at p.
func copyAt(t *rtype, p unsafe.Pointer, m marks) Value {
	if t.is(isWord) {
		return Value{t, *(*unsafe.Pointer)(p), m}
	}
	c := alloc(t)
	move(t, c, p)
	return at(t, c, m)
}

// New returns a pointer to a new variable of type typ, with the zero value in it.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.descriptor()
	return Value{t.pointerTo(), alloc(t), 0}
}

// NewAt returns p as a pointer to a variable of type typ.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{typ.(*rtype).pointerTo(), p, 0}
}

// Zero returns the zero value of type typ. It is no variable.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.descriptor()
	switch {
	case t.is(isWord):
		return Value{typ: t}
	case t.size <= unsafe.Sizeof(zeroes):
		// What is no variable is never written: all can share one place.
		return at(t, unsafe.Pointer(&zeroes), 0)
	}
	return at(t, alloc(t), 0)
}

var zeroes [128]uint64

// Addr returns a pointer to the variable v.
func (v Value) Addr() Value {
	if v.flag&isVariable == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{v.typ.pointerTo(), v.word, v.flag & anyPrivate}
}

// UnsafeAddr returns the address of the variable v as a number.
func (v Value) UnsafeAddr() uintptr {
	v.needAny("UnsafeAddr")
	if v.flag&isVariable == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.word)
}

// Pointer returns the address that v holds as a number: for a function that of its code, for a slice or string that of its
// first element.
func (v Value) Pointer() uintptr {
	v.need(wordKinds|1<<Slice|1<<String, "Pointer")
	return uintptr(v.UnsafePointer())
}

// UnsafePointer returns the address that v holds; see Pointer.
func (v Value) UnsafePointer() unsafe.Pointer {
	v.need(wordKinds|1<<Slice|1<<String, "UnsafePointer")
	if v.Kind() == Slice || v.Kind() == String {
		return *(*unsafe.Pointer)(v.word)
	}
	p := v.pointer()
	if v.Kind() == Func && p != nil {
		// A function is a pointer to its closure, which begins with the code.
		return *(*unsafe.Pointer)(p)
	}
	return p
}

// IsNil reports whether v is nil.
func (v Value) IsNil() bool {
	v.need(nilKinds, "IsNil")
	if wordKinds.has(v.Kind()) {
		return v.pointer() == nil
	}
	return *(*unsafe.Pointer)(v.word) == nil
}

// Elem returns what the pointer v points to, or what the interface v holds; the zero Value for nil.
func (v Value) Elem() Value {
	v.need(1<<Pointer|1<<Interface, "Elem")
	if v.Kind() == Interface {
		x := ValueOf(v.content())
		if x.typ != nil {
			x.flag |= v.flag.inherited()
		}
		return x
	}
	p := v.pointer()
	if p == nil {
		return Value{}
	}
	return at(v.typ.elem, p, isVariable|v.flag&anyPrivate)
}

// Indirect returns what v points to, and v itself when it is no pointer.
func Indirect(v Value) Value {
	if v.Kind() == Pointer {
		return v.Elem()
	}
	return v
}

// ---- fields

// NumField returns how many fields the struct v has.
func (v Value) NumField() int {
	v.need(1<<Struct, "NumField")
	return len(v.typ.members())
}

// Field returns field i of the struct v.
func (v Value) Field(i int) Value {
	v.need(1<<Struct, "Field")
	fields := v.typ.members()
	if uint(i) >= uint(len(fields)) {
		panic("reflect: Field index out of range")
	}
	f := &fields[i]
	m := v.flag & (inMemory | isVariable | isPrivate)
	if f.pkgPath != "" {
		if f.embedded {
			m |= isPrivateEmbed
		} else {
			m |= isPrivate
		}
	}
	return Value{f.typ, unsafe.Add(v.word, f.offset), m}
}

// FieldByIndex returns the field that a StructField's Index leads to. It panics when a pointer on the way is nil.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) != 1 {
		v.need(1<<Struct, "FieldByIndex")
	}
	f, nilAt := v.follow(index)
	if nilAt != nil {
		panic("reflect: indirection through nil pointer to embedded struct")
	}
	return f
}

// FieldByIndexErr is FieldByIndex with an error for a nil pointer.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) != 1 {
		v.need(1<<Struct, "FieldByIndexErr")
	}
	f, nilAt := v.follow(index)
	if nilAt != nil {
		return Value{}, nilEmbedded{nilAt}
	}
	return f, nil
}

type nilEmbedded struct{ typ *rtype }

func (e nilEmbedded) Error() string {
	return "reflect: indirection through nil pointer to embedded struct field " + e.typ.Name()
}

// follow goes the way that index describes; nilAt is the struct type it found a nil pointer to.
func (v Value) follow(index []int) (f Value, nilAt *rtype) {
	f = v
	for depth, i := range index {
		if depth > 0 && f.Kind() == Pointer && f.typ.elem.kind() == Struct {
			if f.IsNil() {
				return Value{}, f.typ.elem
			}
			f = f.Elem()
		}
		f = f.Field(i)
	}
	return f, nil
}

// FieldByName returns the field that v.name selects; the zero Value when there is none.
func (v Value) FieldByName(name string) Value {
	v.need(1<<Struct, "FieldByName")
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the field that the type's FieldByNameFunc finds; the zero Value when it finds none.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	f, ok := v.typ.FieldByNameFunc(match)
	if !ok {
		return Value{}
	}
	return v.FieldByIndex(f.Index)
}
