// This file has the functions that compare.

package template

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
)

var (
	errCannot  = errors.New("invalid type for comparison")
	errNothing = errors.New("missing argument for comparison")
)

func different(a, b reflect.Value) error {
	return fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
}

// shape is what a value is compared as.
type shape uint8

const (
	shapeOther shape = iota
	shapeBool
	shapeComplex
	shapeSigned
	shapeFloat
	shapeString
	shapeUnsigned
)

func shapeOf(v reflect.Value) shape {
	switch k := v.Kind(); {
	case k == reflect.Bool:
		return shapeBool
	case k == reflect.String:
		return shapeString
	case v.CanInt():
		return shapeSigned
	case v.CanUint():
		return shapeUnsigned
	case v.CanFloat():
		return shapeFloat
	case v.CanComplex():
		return shapeComplex
	}
	return shapeOther
}

// compare orders two values of one shape that has an order, or two integers.
func compare(a, b reflect.Value, of, and shape) (int, bool) {
	switch {
	case of == shapeSigned && and == shapeUnsigned:
		if a.Int() < 0 {
			return -1, true
		}
		return cmp.Compare(uint64(a.Int()), b.Uint()), true
	case of == shapeUnsigned && and == shapeSigned:
		c, ok := compare(b, a, and, of)
		return -c, ok
	case of != and:
	case of == shapeSigned:
		return cmp.Compare(a.Int(), b.Int()), true
	case of == shapeUnsigned:
		return cmp.Compare(a.Uint(), b.Uint()), true
	case of == shapeString:
		return cmp.Compare(a.String(), b.String()), true
	}
	return 0, false
}

// eq reports whether the first value equals one of the others.
func eq(first reflect.Value, others ...reflect.Value) (bool, error) {
	first = inside(first)
	if len(others) == 0 {
		return false, errNothing
	}
	for _, other := range others {
		if same, err := equal(first, inside(other)); same || err != nil {
			return same, err
		}
	}
	return false, nil
}

func equal(a, b reflect.Value) (bool, error) {
	of, and := shapeOf(a), shapeOf(b)
	if c, ok := compare(a, b, of, and); ok {
		return c == 0, nil
	}
	if of != and {
		if a.IsValid() && b.IsValid() {
			return false, different(a, b)
		}
		return false, nil
	}
	switch of {
	case shapeBool:
		return a.Bool() == b.Bool(), nil
	case shapeFloat:
		return a.Float() == b.Float(), nil
	case shapeComplex:
		return a.Complex() == b.Complex(), nil
	}
	if a.IsValid() && b.IsValid() && a.Kind() != b.Kind() {
		return false, fmt.Errorf("non-comparable types %s: %v, %s: %v", a, a.Type(), b.Type(), b)
	}
	if isNil(a) || isNil(b) {
		return isNil(a) == isNil(b), nil
	}
	if !b.Type().Comparable() {
		return false, fmt.Errorf("non-comparable type %s: %v", b, b.Type())
	}
	return a.Interface() == b.Interface(), nil
}

func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return v.IsNil()
	}
	return false
}

func ne(a, b reflect.Value) (bool, error) {
	same, err := eq(a, b)
	return !same, err
}

func lt(a, b reflect.Value) (bool, error) {
	a, b = inside(a), inside(b)
	of, and := shapeOf(a), shapeOf(b)
	if of == shapeOther || and == shapeOther {
		return false, errCannot
	}
	if c, ok := compare(a, b, of, and); ok {
		return c < 0, nil
	}
	switch {
	case of != and:
		return false, different(a, b)
	case of == shapeFloat:
		return a.Float() < b.Float(), nil
	}
	return false, errCannot
}

func le(a, b reflect.Value) (bool, error) {
	if less, err := lt(a, b); less || err != nil {
		return less, err
	}
	return eq(a, b)
}

func gt(a, b reflect.Value) (bool, error) {
	no, err := le(a, b)
	return !no && err == nil, err
}

func ge(a, b reflect.Value) (bool, error) {
	no, err := lt(a, b)
	return !no && err == nil, err
}
