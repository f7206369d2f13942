// This file iterates over values: over their fields and methods, and as range does.

package reflect

import "iter"

// Fields iterates over the fields of the struct v.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	v.needAny("Type")
	v.typ.need(1<<Struct, "Fields", "struct")
	return both(v.NumField(), v.typ.Field, v.Field)
}

// Methods iterates over the methods of v that Method can give.
func (v Value) Methods() iter.Seq2[Method, Value] {
	t := v.Type()
	return both(t.NumMethod(), t.Method, v.Method)
}

// both iterates over n pairs of things that two functions find.
func both[T any](n int, first func(int) T, second func(int) Value) iter.Seq2[T, Value] {
	return func(yield func(T, Value) bool) {
		for i := 0; i < n && yield(first(i), second(i)); i++ {
		}
	}
}

// Seq iterates over what a for loop over v with one variable gives it.
func (v Value) Seq() iter.Seq[Value] {
	switch {
	case v.Kind() == Func && v.typ.yields(1):
		return func(yield func(Value) bool) {
			v.drive(func(in []Value) bool { return yield(in[0]) })
		}
	case integerKinds.has(v.Kind()):
		return v.count
	case v.Kind() == Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok && yield(x); x, ok = v.Recv() {
			}
		}
	case v.IsValid() && v.typ.CanSeq2():
		pairs := v.Seq2()
		return func(yield func(Value) bool) {
			pairs(func(x, _ Value) bool { return yield(x) })
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

// Seq2 iterates over what a for loop over v with two variables gives them.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	switch k := v.Kind(); {
	case k == Func && v.typ.yields(2):
		return func(yield func(Value, Value) bool) {
			v.drive(func(in []Value) bool { return yield(in[0], in[1]) })
		}
	case k == Map:
		return v.entries
	case k == String:
		return v.runes
	case k == Pointer && v.typ.pointsToArray():
		v = v.Elem()
		fallthrough
	case k == Array, k == Slice:
		return both(v.Len(), func(i int) Value { return ValueOf(i) }, v.Index)
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}

// entries iterates over the map v.
func (v Value) entries(yield func(key, elem Value) bool) {
	for it := v.MapRange(); it.Next() && yield(it.Key(), it.Value()); {
	}
}

// runes iterates over the string v.
func (v Value) runes(yield func(at, r Value) bool) {
	for i, r := range *(*string)(v.word) {
		if !yield(ValueOf(i), ValueOf(r)) {
			return
		}
	}
}

// count iterates from zero to the integer v, in v's type.
func (v Value) count(yield func(Value) bool) {
	limit := widen(v.typ, v.word)
	if v.CanInt() && int64(limit) < 0 {
		return
	}
	for i := uint64(0); i < limit; i++ {
		x := alloc(v.typ)
		put(x, v.typ.size, i)
		if !yield(at(v.typ, x, 0)) {
			return
		}
	}
}

// drive calls the iterator function v with a function that passes its arguments to yield.
func (v Value) drive(yield func(in []Value) bool) {
	loop := v.typ.ins()[0]
	body := MakeFunc(loop, func(in []Value) []Value {
		return []Value{ValueOf(yield(in)).Convert(loop.outs()[0])}
	})
	v.Call([]Value{body})
}
