// Package cmp compares ordered values.
package cmp

// Ordered is the constraint of all types that the operators < <= >= > take.
// Floating-point NaNs, which those operators hold to be unordered, come first in
// the order that Compare and Less use.
type Ordered interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | // error texts list them in this order
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 | ~string
}

// Less reports whether x comes before y. A NaN comes before every other value
// and equals itself.
func Less[T Ordered](x, y T) bool {
	return x < y || x != x && y == y
}

// Compare returns -1, 0 or +1 as x comes before y, equals it or comes after it,
// NaNs being first and equal to each other, and -0.0 equal to 0.0.
func Compare[T Ordered](x, y T) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return +1
	case x == y:
		return 0
	}
	// At least one of the two is a NaN.
	order := 0
	if x != x {
		order--
	}
	if y != y {
		order++
	}
	return order
}

// Or returns the first of vals that is not T's zero value, or that zero value.
func Or[T comparable](vals ...T) (first T) {
	zero := first
	for i := 0; i < len(vals) && first == zero; i++ {
		first = vals[i]
	}
	return
}
