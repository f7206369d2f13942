// Package fmtsort orders the entries of maps for printing: numbers and strings by
// value (NaN first), false before true, complex numbers by real part, then
// imaginary; pointers and channels by address; structs and arrays by their parts;
// interfaces by type, nil first, and then by value.
package fmtsort

import (
	"cmp"
	"reflect"
	"slices"
)

// KeyValue is an entry of a map.
type KeyValue struct {
	Key, Value reflect.Value
}

// SortedMap is a map's entries in order.
type SortedMap []KeyValue

// Sort returns the entries of a map in order, or nil where mapValue is none.
func Sort(mapValue reflect.Value) SortedMap {
	if mapValue.Kind() != reflect.Map {
		return nil
	}
	entries := make(SortedMap, 0, mapValue.Len())
	for i := mapValue.MapRange(); i.Next(); {
		entries = append(entries, KeyValue{Key: i.Key(), Value: i.Value()})
	}
	slices.SortStableFunc(entries, func(a, b KeyValue) int { return compare(a.Key, b.Key) })
	return entries
}

func order(before, after bool) int {
	switch {
	case before:
		return -1
	case after:
		return +1
	}
	return 0
}

func compare(a, b reflect.Value) int {
	if a.Type() != b.Type() {
		return -1 // no order: leave them as they are
	}
	switch a.Kind() {
	case reflect.String:
		return cmp.Compare(a.String(), b.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return cmp.Compare(a.Int(), b.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return cmp.Compare(a.Uint(), b.Uint())
	case reflect.Float32, reflect.Float64:
		return cmp.Compare(a.Float(), b.Float())
	case reflect.Bool:
		return order(!a.Bool() && b.Bool(), a.Bool() && !b.Bool())
	case reflect.Complex64, reflect.Complex128:
		x, y := a.Complex(), b.Complex()
		return cmp.Or(cmp.Compare(real(x), real(y)), cmp.Compare(imag(x), imag(y)))
	case reflect.Pointer, reflect.UnsafePointer:
		return cmp.Compare(a.Pointer(), b.Pointer())
	case reflect.Chan:
		if a.IsNil() || b.IsNil() {
			return order(a.IsNil() && !b.IsNil(), !a.IsNil())
		}
		return cmp.Compare(a.Pointer(), b.Pointer())
	case reflect.Struct:
		for i := range a.NumField() {
			if c := compare(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
		return 0
	case reflect.Array:
		for i := range a.Len() {
			if c := compare(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
		return 0
	case reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return order(a.IsNil() && !b.IsNil(), !a.IsNil())
		}
		if c := compare(reflect.ValueOf(a.Elem().Type()), reflect.ValueOf(b.Elem().Type())); c != 0 {
			return c
		}
		return compare(a.Elem(), b.Elem())
	}
	panic("bad type in compare: " + a.Type().String())
}
