// This file holds Kind and sets of kinds, by which the package decides what a type or value can do.

package reflect

import "strconv"

// A Kind says what sort of type a type is, whatever its name. The zero Kind is of no type.
type Kind uint

// The numbers are those of the runtime's Kind (runtime/base/kinds.h).
const (
	Invalid, Bool                           Kind = 0, 1
	Int, Int8, Int16, Int32, Int64          Kind = 2, 3, 4, 5, 6
	Uint, Uint8, Uint16, Uint32, Uint64     Kind = 7, 8, 9, 10, 11
	Uintptr                                 Kind = 12
	Float32, Float64, Complex64, Complex128 Kind = 13, 14, 15, 16
	Array, Slice, String, Struct, Map       Kind = 17, 23, 24, 25, 21
	Chan, Func, Interface                   Kind = 18, 19, 20
	Pointer, UnsafePointer                  Kind = 22, 26

	Ptr = Pointer // its name of old
)

var kindNames = [...]string{
	Invalid: "invalid", Bool: "bool",
	Int: "int", Int8: "int8", Int16: "int16", Int32: "int32", Int64: "int64",
	Uint: "uint", Uint8: "uint8", Uint16: "uint16", Uint32: "uint32", Uint64: "uint64", Uintptr: "uintptr",
	Float32: "float32", Float64: "float64", Complex64: "complex64", Complex128: "complex128",
	Array: "array", Slice: "slice", String: "string", Struct: "struct", Map: "map",
	Chan: "chan", Func: "func", Interface: "interface", Pointer: "ptr", UnsafePointer: "unsafe.Pointer",
}

// String returns the kind's name, as the language spells it where it has a word for it.
func (k Kind) String() string {
	if k >= Kind(len(kindNames)) {
		return "kind" + strconv.Itoa(int(k))
	}
	return kindNames[k]
}

// kindSet is a set of kinds: bit k stands for Kind k.
type kindSet uint32

func (s kindSet) has(k Kind) bool { return s>>k&1 != 0 }

const (
	signedKinds   kindSet = 1<<Int | 1<<Int8 | 1<<Int16 | 1<<Int32 | 1<<Int64
	unsignedKinds kindSet = 1<<Uint | 1<<Uint8 | 1<<Uint16 | 1<<Uint32 | 1<<Uint64 | 1<<Uintptr
	integerKinds          = signedKinds | unsignedKinds
	floatKinds    kindSet = 1<<Float32 | 1<<Float64
	complexKinds  kindSet = 1<<Complex64 | 1<<Complex128
	numberKinds           = integerKinds | floatKinds | complexKinds
	// Kinds of values that are a pointer.
	wordKinds kindSet = 1<<Pointer | 1<<UnsafePointer | 1<<Chan | 1<<Map | 1<<Func
	// Kinds with a nil.
	nilKinds = wordKinds | 1<<Interface | 1<<Slice
	// Kinds whose values consist of values that lie in them.
	partKinds kindSet = 1<<Array | 1<<Struct
	// Kinds whose types have an element type.
	elemKinds kindSet = 1<<Array | 1<<Slice | 1<<Map | 1<<Chan | 1<<Pointer
)

// ChanDir says which ways a channel type goes: the sum of RecvDir and SendDir, where it goes so.
type ChanDir int

const (
	RecvDir, SendDir ChanDir = 1, 2
	BothDir                  = RecvDir + SendDir
)

var dirNames = [...]string{RecvDir: "<-chan", SendDir: "chan<-", BothDir: "chan"}

// String returns the word that begins types of channels that go this way.
func (d ChanDir) String() string {
	if d < RecvDir || d > BothDir {
		return "ChanDir" + strconv.Itoa(int(d))
	}
	return dirNames[d]
}
