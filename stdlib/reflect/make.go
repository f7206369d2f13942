// This file makes types at run time.

package reflect

import "strconv"

// PointerTo returns the pointer type with element t.
func PointerTo(t Type) Type { return toType(t.common().pointerTo()) }

// PtrTo is the old spelling of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

func (t *rtype) pointerTo() *rtype {
	if p := t.ptrTo; p != nil {
		return p
	}
	return typePointerTo(t)
}

// SliceOf returns the slice type with element type t.
func SliceOf(t Type) Type { return toType(typeSliceOf(t.common())) }

// ArrayOf returns the array type with the given length and element type.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	t := typeArrayOf(length, elem.common())
	if t == nil {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return toType(t)
}

// ChanOf returns the channel type with the given direction and element type.
func ChanOf(dir ChanDir, t Type) Type {
	if t.Size() >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	if dir < RecvDir || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	return toType(typeChanOf(int(dir), t.common()))
}

// MapOf returns the map type with the given key and element types.
func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	return toType(typeMapOf(key.common(), elem.common()))
}

// FuncOf returns the function type with the given argument and result types.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	return toType(typeFuncOf(rtypes(in), rtypes(out), variadic))
}

func rtypes(ts []Type) []*rtype {
	list := make([]*rtype, len(ts))
	for i, t := range ts {
		list[i] = t.common()
	}
	return list
}

// StructOf returns the struct type containing fields. Offset and Index are ignored and computed.
func StructOf(fields []StructField) Type {
	list := make([]field, len(fields))
	names := map[string]bool{}
	for i, f := range fields {
		if f.Name == "" {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
		}
		if !validFieldName(f.Name) {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
		}
		exported := isExportedName(f.Name)
		if exported && f.PkgPath != "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is exported but has PkgPath")
		}
		if !exported && f.PkgPath == "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		}
		if names[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		names[f.Name] = true
		t := f.Type.common()
		if f.Anonymous {
			if t.Kind() == Pointer && (t.elem.Kind() == Pointer || t.elem.Kind() == Interface) {
				panic("reflect.StructOf: illegal embedded field type " + t.String())
			}
			if t.Kind() == Interface && t.numIMethod > 0 || t.nmethod > 0 {
				if i > 0 || len(fields) > 1 {
					panic("reflect: embedded type with methods not implemented if there is more than one field")
				}
				panic("reflect: embedded type with methods not implemented")
			}
		}
		list[i] = field{name: f.Name, typ: t, tag: string(f.Tag), pkgPath: f.PkgPath, embedded: f.Anonymous}
	}
	t := typeStructOf(list)
	if t == nil {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	return toType(t)
}

func isLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_' || r >= 0x80
}

func validFieldName(name string) bool {
	for i, r := range name {
		if !isLetter(r) && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return len(name) > 0
}

func isExportedName(name string) bool { return nameIsExported(name) }

func nameIsExported(name string) bool
