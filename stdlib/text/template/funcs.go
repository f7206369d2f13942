// This file has the functions that every template can call.

package template

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
)

// builtins are the functions by name. They are made when they are first called, so that programs which only link this
// package do not pay.
var builtins = sync.OnceValue(func() map[string]reflect.Value {
	m := map[string]reflect.Value{}
	for name, f := range names() {
		m[name] = reflect.ValueOf(f)
	}
	return m
})

var names = sync.OnceValue(func() map[string]any {
	return map[string]any{
		"and": lazy, "or": lazy, "not": not, "call": callAny,
		"index": index, "slice": slice, "len": length,
		"print": fmt.Sprint, "printf": fmt.Sprintf, "println": fmt.Sprintln,
		"html": HTMLEscaper, "js": JSEscaper, "urlquery": URLQueryEscaper,
		"eq": eq, "ne": ne, "lt": lt, "le": le, "gt": gt, "ge": ge,
	}
})

var caller = sync.OnceValue(func() reflect.Value { return reflect.ValueOf(callValue) })

// lazy has the signature of and, or, which the execution itself does.
func lazy(first reflect.Value, more ...reflect.Value) reflect.Value {
	panic("template: and, or are not called")
}

// callAny has the signature of call, for which the execution calls callValue.
func callAny(f reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	return callValue("function", f, args...)
}

func not(v reflect.Value) bool {
	yes, _ := isTrue(v)
	return !yes
}

func index(of reflect.Value, by ...reflect.Value) (reflect.Value, error) {
	of = inside(of)
	if !of.IsValid() {
		return of, errors.New("index of untyped nil")
	}
	for _, i := range by {
		i = inside(i)
		var isNil bool
		if of, isNil = indirect(of); isNil {
			return reflect.Value{}, errors.New("index of nil pointer")
		}
		switch of.Kind() {
		case reflect.Map:
			key, err := convert(i, of.Type().Key())
			if err != nil {
				return reflect.Value{}, err
			}
			v := of.MapIndex(key)
			if !v.IsValid() {
				v = reflect.Zero(of.Type().Elem())
			}
			of = v
		case reflect.Array, reflect.Slice, reflect.String:
			n, err := position(i, of.Len())
			if err != nil {
				return reflect.Value{}, err
			}
			of = of.Index(n)
		default:
			return reflect.Value{}, fmt.Errorf("can't index item of type %s", of.Type())
		}
	}
	return of, nil
}

// position makes a number of an index that may be most at the most.
func position(i reflect.Value, most int) (int, error) {
	var n int64
	switch {
	case !i.IsValid():
		return 0, errors.New("cannot index slice/array with nil")
	case i.CanInt():
		n = i.Int()
	case i.CanUint():
		n = int64(i.Uint())
	default:
		return 0, fmt.Errorf("cannot index slice/array with type %s", i.Type())
	}
	if n < 0 || n > int64(most) {
		return 0, fmt.Errorf("index out of range: %d", n)
	}
	return int(n), nil
}

func slice(of reflect.Value, by ...reflect.Value) (reflect.Value, error) {
	of = inside(of)
	if !of.IsValid() {
		return of, errors.New("slice of untyped nil")
	}
	of, isNil := indirect(of)
	if isNil {
		return reflect.Value{}, errors.New("slice of nil pointer")
	}
	if len(by) > 3 {
		return reflect.Value{}, fmt.Errorf("too many slice indexes: %d", len(by))
	}
	most := 0
	switch of.Kind() {
	case reflect.Array, reflect.Slice:
		most = of.Cap()
	case reflect.String:
		if len(by) == 3 {
			return reflect.Value{}, errors.New("cannot 3-index slice a string")
		}
		most = of.Len()
	default:
		return reflect.Value{}, fmt.Errorf("can't slice item of type %s", of.Type())
	}
	bounds := [3]int{0, of.Len(), most}
	for i, v := range by {
		n, err := position(v, most)
		if err != nil {
			return reflect.Value{}, err
		}
		bounds[i] = n
	}
	from, to, end := bounds[0], bounds[1], bounds[2]
	switch {
	case from > to:
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", from, to)
	case len(by) < 3:
		return of.Slice(from, to), nil
	case to > end:
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", to, end)
	}
	return of.Slice3(from, to, end), nil
}

func length(of reflect.Value) (int, error) {
	of, isNil := indirect(of)
	if isNil {
		return 0, errors.New("len of nil pointer")
	}
	switch of.Kind() {
	case reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String:
		return of.Len(), nil
	}
	return 0, fmt.Errorf("len of type %s", of.Type())
}
