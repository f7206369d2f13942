// This file is about maps.

package reflect

import "unsafe"

// Natives (reflect_native.cc).

func mapLen(m unsafe.Pointer) int
func mapMake(t *rtype, n int) unsafe.Pointer
func mapAccess(t *rtype, m, key unsafe.Pointer) unsafe.Pointer
func mapAssign(t *rtype, m, key, elem unsafe.Pointer)
func mapDelete(t *rtype, m, key unsafe.Pointer)
func mapClear(t *rtype, m unsafe.Pointer)
func mapIterInit(t *rtype, m unsafe.Pointer, it *mapPlace)
func mapIterNext(it *mapPlace)

// mapPlace is the runtime's MapIter: where an iteration is. key is nil after the last entry.
type mapPlace struct {
	key, elem unsafe.Pointer
	_         [4]unsafe.Pointer
	_         [6]uint64
}

// MakeMap returns a new map of the map type typ.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize returns a new map of the map type typ with room for about n entries.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.descriptor()
	return Value{t, mapMake(t, n), 0}
}

// MapIndex returns the element of the map v under key; the zero Value when there is none.
func (v Value) MapIndex(key Value) Value {
	v.need(1<<Map, "MapIndex")
	key = key.as(v.typ.key, "reflect.Value.MapIndex")
	elem := mapAccess(v.typ, v.pointer(), key.address())
	if elem == nil {
		return Value{}
	}
	return copyAt(v.typ.elem, elem, (v.flag | key.flag).inherited())
}

// SetMapIndex puts elem into the map v under key; the zero Value takes away what is there.
func (v Value) SetMapIndex(key, elem Value) {
	const me = "SetMapIndex"
	v.need(1<<Map, me)
	v.needPublic(me)
	key.needPublic(me)
	where := key.as(v.typ.key, "reflect.Value.SetMapIndex").address()
	if !elem.IsValid() {
		mapDelete(v.typ, v.pointer(), where)
		return
	}
	elem.needPublic(me)
	mapAssign(v.typ, v.pointer(), where, elem.as(v.typ.elem, "reflect.Value.SetMapIndex").address())
}

// MapKeys returns the keys of the map v, in any order.
func (v Value) MapKeys() []Value {
	v.need(1<<Map, "MapKeys")
	keys := make([]Value, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		keys = append(keys, it.Key())
	}
	return keys
}

// A MapIter goes over the entries of a map. The zero MapIter goes over none until Reset gives it a map.
type MapIter struct {
	of    Value
	place *mapPlace // nil before the first Next
}

// MapRange returns an iterator over the map v; its Next gives the first entry.
func (v Value) MapRange() *MapIter {
	v.need(1<<Map, "MapRange")
	return &MapIter{of: v}
}

// Reset makes iter begin again, with the map v, which may be the zero Value to let go of the map.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.need(1<<Map, outside)
	}
	*iter = MapIter{of: v}
}

// Next goes to the next entry and reports whether there is one.
func (iter *MapIter) Next() bool {
	switch {
	case !iter.of.IsValid():
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	case iter.place == nil:
		iter.place = new(mapPlace)
		mapIterInit(iter.of.typ, iter.of.pointer(), iter.place)
	case iter.place.key == nil:
		panic("MapIter.Next called on exhausted iterator")
	default:
		mapIterNext(iter.place)
	}
	return iter.place.key != nil
}

// here returns the place of the entry at hand for a method whose name is who.
func (iter *MapIter) here(who string) *mapPlace {
	if iter.place == nil {
		panic(who + " called before Next")
	}
	if iter.place.key == nil {
		panic(who + " called on exhausted iterator")
	}
	return iter.place
}

// Key returns the key of the entry at hand.
func (iter *MapIter) Key() Value {
	p := iter.here("MapIter.Key")
	return copyAt(iter.of.typ.key, p.key, iter.of.flag.inherited())
}

// Value returns the element of the entry at hand.
func (iter *MapIter) Value() Value {
	p := iter.here("MapIter.Value")
	return copyAt(iter.of.typ.elem, p.elem, iter.of.flag.inherited())
}

// SetIterKey assigns the key of iter's entry to the variable v.
func (v Value) SetIterKey(iter *MapIter) {
	p := iter.here("reflect: Value.SetIterKey")
	v.setFrom(iter, "SetIterKey", iter.of.typ.key, p.key, "reflect.MapIter.SetKey")
}

// SetIterValue assigns the element of iter's entry to the variable v.
func (v Value) SetIterValue(iter *MapIter) {
	p := iter.here("reflect: Value.SetIterValue")
	v.setFrom(iter, "SetIterValue", iter.of.typ.elem, p.elem, "reflect.MapIter.SetValue")
}

func (v Value) setFrom(iter *MapIter, m string, t *rtype, p unsafe.Pointer, context string) {
	v.needSettable(m)
	iter.of.needPublic(m)
	at(t, p, isVariable).into(v.typ, v.word, context)
}
