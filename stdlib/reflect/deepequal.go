// This file compares values by structure.

package reflect

import "unsafe"

// visit is a pair of references being compared: meeting it again ends the recursion.
type visit struct {
	a, b unsafe.Pointer
	typ  *rtype
}

// DeepEqual reports whether x and y are “deeply equal”.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	v, w := ValueOf(x), ValueOf(y)
	if v.typ_ != w.typ_ {
		return false
	}
	return deepEqual(v, w, map[visit]bool{})
}

func deepEqual(v, w Value, visited map[visit]bool) bool {
	if !v.IsValid() || !w.IsValid() {
		return v.IsValid() == w.IsValid()
	}
	if v.typ_ != w.typ_ {
		return false
	}
	// Only references can lead back to where we were.
	if isReference(v) && isReference(w) {
		a, b := referent(v), referent(w)
		if uintptr(a) > uintptr(b) {
			a, b = b, a
		}
		key := visit{a, b, v.typ_}
		if visited[key] {
			return true
		}
		visited[key] = true
	}
	switch v.Kind() {
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !deepEqual(v.Index(i), w.Index(i), visited) {
				return false
			}
		}
		return true
	case Slice:
		if v.IsNil() != w.IsNil() || v.Len() != w.Len() {
			return false
		}
		if v.UnsafePointer() == w.UnsafePointer() {
			return true
		}
		if v.typ_.elem.Kind() == Uint8 {
			return string(v.Bytes()) == string(w.Bytes())
		}
		for i := 0; i < v.Len(); i++ {
			if !deepEqual(v.Index(i), w.Index(i), visited) {
				return false
			}
		}
		return true
	case Interface:
		if v.IsNil() || w.IsNil() {
			return v.IsNil() == w.IsNil()
		}
		return deepEqual(v.Elem(), w.Elem(), visited)
	case Pointer:
		if v.UnsafePointer() == w.UnsafePointer() {
			return true
		}
		return deepEqual(v.Elem(), w.Elem(), visited)
	case Struct:
		for i, n := 0, v.NumField(); i < n; i++ {
			if !deepEqual(v.Field(i), w.Field(i), visited) {
				return false
			}
		}
		return true
	case Map:
		if v.IsNil() != w.IsNil() || v.Len() != w.Len() {
			return false
		}
		if v.UnsafePointer() == w.UnsafePointer() {
			return true
		}
		for it := v.MapRange(); it.Next(); {
			a, b := it.Value(), w.MapIndex(it.Key())
			if !a.IsValid() || !b.IsValid() || !deepEqual(a, b, visited) {
				return false
			}
		}
		return true
	case Func:
		return v.IsNil() && w.IsNil()
	case Chan, UnsafePointer:
		return v.pointer() == w.pointer()
	}
	return valueEqual(v.typ_, v.ptr, w.ptr)
}

func isReference(v Value) bool {
	switch v.Kind() {
	case Pointer, Slice, Map:
		return !v.IsNil()
	case Interface:
		return v.flag&flagIndir != 0 && v.flag&flagAddr != 0
	}
	return false
}

func referent(v Value) unsafe.Pointer {
	switch v.Kind() {
	case Pointer, Map:
		return v.pointer()
	}
	return v.ptr
}
