// Package runtime holds what Go programs see of the virtual machine they run on:
// goroutines, memory, stacks, and the errors that operations of the language raise.
package runtime

import "unsafe"

// An Error is a run-time error, such as an index out of range.
type Error interface {
	error

	// RuntimeError does nothing; it tells run-time errors from others.
	RuntimeError()
}

// The virtual machine makes values of the types below itself (runtime/panic): their
// layouts are shared.

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	static        *typeDesc
	concrete      *typeDesc // nil: the interface was nil
	asserted      *typeDesc
	missingMethod string // set when asserted is an interface
}

// A typeDesc is a type descriptor of the virtual machine.
type typeDesc struct{ _ uintptr }

func typeString(t *typeDesc) string
func typePkgPath(t *typeDesc) string

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	asserted := typeString(e.asserted)
	if e.concrete == nil {
		from := "interface"
		if e.static != nil {
			from = typeString(e.static)
		}
		return "interface conversion: " + from + " is nil, not " + asserted
	}
	concrete := typeString(e.concrete)
	if e.missingMethod != "" {
		return "interface conversion: " + concrete + " is not " + asserted + ": missing method " + e.missingMethod
	}
	text := "interface conversion: " + typeString(e.static) + " is " + concrete + ", not " + asserted
	if concrete != asserted {
		return text
	}
	if typePkgPath(e.concrete) != typePkgPath(e.asserted) {
		return text + " (types from different packages)"
	}
	return text + " (types from different scopes)"
}

// An errorString is a run-time error with a fixed text.
type errorString string

func (errorString) RuntimeError()   {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

// A plainError is a run-time error whose text stands alone.
type plainError string

func (plainError) RuntimeError()   {}
func (e plainError) Error() string { return string(e) }

// An errorAddressString is a memory fault at an address.
type errorAddressString struct {
	msg  string
	addr uintptr
}

func (errorAddressString) RuntimeError()   {}
func (e errorAddressString) Error() string { return "runtime error: " + e.msg }

// Addr returns the address of the fault.
func (e errorAddressString) Addr() uintptr { return e.addr }

// A boundsError is an index or a slice bound out of range. x is the offending value
// and y the bound it broke; code says which comparison failed.
type boundsError struct {
	x      int64
	y      int
	signed bool
	code   uint8
}

// Texts by code: head, x, middle, y, tail. The text for a negative x has no y.
var boundsTexts = [...]struct{ head, middle, tail, negative string }{
	{"index out of range [", "] with length ", "", "]"},
	{"slice bounds out of range [:", "] with length ", "", "]"},
	{"slice bounds out of range [:", "] with capacity ", "", "]"},
	{"slice bounds out of range [", ":", "]", ":]"},
	{"slice bounds out of range [::", "] with length ", "", "]"},
	{"slice bounds out of range [::", "] with capacity ", "", "]"},
	{"slice bounds out of range [:", ":", "]", ":]"},
	{"slice bounds out of range [", ":", ":]", "::]"},
	{"cannot convert slice with length ", " to array or pointer to array with length ", "", ""},
}

const boundsConvert = 8

func (boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	t := &boundsTexts[e.code]
	if e.code == boundsConvert {
		return "runtime error: " + t.head + decimal(uint64(e.y), false) + t.middle + decimal(uint64(e.x), false)
	}
	x := decimal(uint64(e.x), e.signed)
	if e.signed && e.x < 0 {
		return "runtime error: " + t.head + x + t.negative
	}
	return "runtime error: " + t.head + x + t.middle + decimal(uint64(e.y), false) + t.tail
}

func decimal(v uint64, signed bool) string {
	negative := signed && int64(v) < 0
	if negative {
		v = -v
	}
	var buf [20]byte
	i := len(buf)
	for first := true; first || v > 0; first = false {
		i--
		buf[i] = byte('0' + v%10)
		v /= 10
	}
	if negative {
		i--
		buf[i] = '-'
	}
	return string(buf[i:])
}

// A PanicNilError is what recover returns after panic(nil).
type PanicNilError struct {
	_ [0]func() // not comparable
}

func (*PanicNilError) Error() string { return "panic called with nil argument" }
func (*PanicNilError) RuntimeError() {}

// ---- the end of a program by a panic

type stringer interface{ String() string }

// The panics in progress of this goroutine, oldest first.
func panicCount() int
func panicArg(i int) any
func setPanicText(i int, text string)

// markRepanicked notes that panic i+1 repeats panic i's value.
func markRepanicked(i int)

// fatalPanic prints the panics and the stacks, and ends the program.
func fatalPanic()
func throwText(text string)

// words are the two words of an empty interface.
type words struct{ typ, data unsafe.Pointer }

func wordsOf(v *any) words { return *(*words)(unsafe.Pointer(v)) }

// fatalpanic is called on top of a goroutine's stack when nothing recovered.
func fatalpanic() {
	panicTexts()
	fatalPanic()
	Goexit() // in a session, which outlives its goroutines' panics
}

// panicTexts turns the panics' values into text by their own methods, while Go code
// can still run.
func panicTexts() {
	defer func() {
		const text = "panic while printing panic value"
		switch v := recover().(type) {
		case nil:
		case string:
			throwText(text + ": " + v)
		default:
			throwText(text + ": type " + typeString((*typeDesc)(wordsOf(&v).typ)))
		}
	}()
	for i := panicCount() - 1; i >= 0; i-- {
		arg := panicArg(i)
		if i > 0 {
			if older := panicArg(i - 1); wordsOf(&older) == wordsOf(&arg) {
				markRepanicked(i - 1)
				continue
			}
		}
		switch v := arg.(type) {
		case error:
			setPanicText(i, v.Error())
		case stringer:
			setPanicText(i, v.String())
		}
	}
}
