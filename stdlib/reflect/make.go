// This file makes types at run time. The runtime keeps types canonical, so that what is made here and what the program
// declares is one type.

package reflect

import (
	"strconv"
	"unicode"
)

// Natives (reflect_native.cc). They return nil for types too large for memory.

func typePointerTo(t *rtype) *rtype
func typeSliceOf(t *rtype) *rtype
func typeArrayOf(n int, t *rtype) *rtype
func typeChanOf(dir int, t *rtype) *rtype
func typeMapOf(key, elem *rtype) *rtype
func typeFuncOf(in, out []*rtype, variadic bool) *rtype
func typeStructOf(fields []field) *rtype
func nameIsExported(name string) bool

func (t *rtype) pointerTo() *rtype {
	if t.ptrTo == nil {
		return typePointerTo(t)
	}
	return t.ptrTo
}

// PointerTo returns the type *t.
func PointerTo(t Type) Type { return t.(*rtype).pointerTo() }

// PtrTo is PointerTo under its name of old.
//
// Deprecated: Say PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf returns the type []t.
func SliceOf(t Type) Type { return typeSliceOf(t.(*rtype)) }

// ArrayOf returns the type [length]elem.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	t := typeArrayOf(length, elem.(*rtype))
	if t == nil {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return t
}

// ChanOf returns the type of channels of t that go the way dir.
func ChanOf(dir ChanDir, t Type) Type {
	elem := t.(*rtype)
	switch {
	case elem.size > 1<<16-1:
		panic("reflect.ChanOf: element size too large")
	case dir&^BothDir != 0 || dir == 0:
		panic("reflect.ChanOf: invalid dir")
	}
	return typeChanOf(int(dir), elem)
}

// MapOf returns the type map[key]elem.
func MapOf(key, elem Type) Type {
	k := key.(*rtype)
	if !k.is(isComparable) {
		panic("reflect.MapOf: invalid key type " + k.String())
	}
	return typeMapOf(k, elem.(*rtype))
}

// FuncOf returns the type of functions with parameters and results of these types; variadic makes ...T of a last parameter
// of type []T.
func FuncOf(in, out []Type, variadic bool) Type {
	if n := len(in); variadic && (n == 0 || in[n-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	descriptors := func(ts []Type) []*rtype {
		list := make([]*rtype, len(ts))
		for i, t := range ts {
			list[i] = t.(*rtype)
		}
		return list
	}
	return typeFuncOf(descriptors(in), descriptors(out), variadic)
}

// StructOf returns the type of structs with these fields. Offset and Index come out as they must; what the fields say of
// them does not matter. Of embedded fields only the first one's methods are promoted, and of interfaces and pointers none.
func StructOf(fields []StructField) Type {
	list := make([]field, len(fields))
	seen := map[string]bool{}
	pkg := ""
	for i := range fields {
		f := &fields[i]
		if fault := fieldFault(f, i, seen[f.Name]); fault != "" {
			panic("reflect.StructOf: " + fault)
		}
		list[i] = field{f.Name, f.Type.descriptor(), 0, string(f.Tag), f.PkgPath, f.Anonymous}
		switch own := &list[i].pkgPath; {
		case nameIsExported(f.Name):
			*own = ""
		case *own == "":
		case pkg == "":
			pkg = *own
		case pkg != *own:
			panic("reflect.Struct: fields with different PkgPath " + pkg + " and " + *own)
		}
		seen[f.Name] = f.Name != "_"
		if f.Anonymous {
			mustEmbed(list[i].typ, i, len(fields))
		}
	}
	t := typeStructOf(list)
	if t == nil {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	return t
}

// fieldFault says what keeps f, at place i, from being a field; "" when nothing does.
func fieldFault(f *StructField, i int, again bool) string {
	place, quoted := "field "+strconv.Itoa(i), "field \""+f.Name+"\""
	switch {
	case f.Name == "":
		return place + " has no name"
	case !isIdentifier(f.Name):
		return place + " has invalid name"
	case f.Type == nil:
		return place + " has no type"
	case f.Anonymous && f.PkgPath != "":
		return quoted + " is anonymous but has PkgPath set"
	case f.PkgPath == "" && (f.Name[0] == '_' || 'a' <= f.Name[0] && f.Name[0] <= 'z'): // other alphabets pass
		return quoted + " is unexported but missing PkgPath"
	case again:
		return "duplicate field " + f.Name
	}
	return ""
}

func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return true
}

// mustEmbed panics when t cannot be embedded as field i of n.
func mustEmbed(t *rtype, i, n int) {
	if t.kind() == Pointer && (t.elem.kind() == Pointer || t.elem.kind() == Interface) {
		panic("reflect.StructOf: illegal embedded field type " + t.String())
	}
	switch {
	case t.kind() == Interface || t.NumMethod() == 0 || i == 0 && !t.is(isWord):
	case i > 0:
		panic("reflect: embedded type with methods not implemented if type is not first field")
	case n > 1:
		panic("reflect: embedded type with methods not implemented if there is more than one field")
	default:
		panic("reflect: embedded type with methods not implemented")
	}
}
