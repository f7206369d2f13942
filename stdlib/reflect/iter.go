// This file iterates over values.

package reflect

import "iter"

// Methods returns an iterator over the methods in the value's method set.
func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		t := v.Type()
		for i := range v.NumMethod() {
			if !yield(t.Method(i), v.Method(i)) {
				return
			}
		}
	}
}

// Fields returns an iterator over the fields of the struct v.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	v.mustBe(Struct, "reflect.Value.Fields")
	return func(yield func(StructField, Value) bool) {
		t := v.Type()
		for i := range v.NumField() {
			if !yield(t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// Seq returns an iterator over the values that "for x := range v" would give.
func (v Value) Seq() iter.Seq[Value] {
	if v.IsValid() && v.typ_.Kind() == Func && v.flag&flagMethod == 0 && v.typ_.isYielding(1) {
		return func(yield func(Value) bool) {
			rf := MakeFunc(toType(v.typ_.in(0)), func(in []Value) []Value { return []Value{ValueOf(yield(in[0]))} })
			v.Call([]Value{rf})
		}
	}
	switch {
	case v.CanInt():
		return func(yield func(Value) bool) {
			for i := int64(0); i < v.Int(); i++ {
				if !yield(makeInt(0, uint64(i), v.typ_)) {
					return
				}
			}
		}
	case v.CanUint():
		return func(yield func(Value) bool) {
			for i := uint64(0); i < v.Uint(); i++ {
				if !yield(makeInt(0, i, v.typ_)) {
					return
				}
			}
		}
	}
	switch v.Kind() {
	case Pointer:
		if v.typ_.elem.Kind() != Array {
			break
		}
		return indexes(v.Elem().Len())
	case Array, Slice:
		return indexes(v.Len())
	case String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key()) {
					return
				}
			}
		}
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

func indexes(n int) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range n {
			if !yield(ValueOf(i)) {
				return
			}
		}
	}
}

// Seq2 returns an iterator over the pairs of values that "for x, y := range v" would give.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	if v.IsValid() && v.typ_.Kind() == Func && v.flag&flagMethod == 0 && v.typ_.isYielding(2) {
		return func(yield func(Value, Value) bool) {
			rf := MakeFunc(toType(v.typ_.in(0)), func(in []Value) []Value { return []Value{ValueOf(yield(in[0], in[1]))} })
			v.Call([]Value{rf})
		}
	}
	switch v.Kind() {
	case Pointer:
		if v.typ_.elem.Kind() != Array {
			break
		}
		return v.Elem().pairs()
	case Array, Slice:
		return v.pairs()
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}

func (v Value) pairs() iter.Seq2[Value, Value] {
	return func(yield func(Value, Value) bool) {
		for i := range v.Len() {
			if !yield(ValueOf(i), v.Index(i)) {
				return
			}
		}
	}
}
