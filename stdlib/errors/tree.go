// This file walks trees of wrapped errors: Is, As and AsType.

package errors

// walk calls match on err and then on all it wraps, depth first, until match
// says true; walk's result says whether that happened.
func walk(err error, match func(error) bool) bool {
	for err != nil {
		if match(err) {
			return true
		}
		switch w := err.(type) {
		case interface{ Unwrap() error }:
			err = w.Unwrap()
		case interface{ Unwrap() []error }:
			parts := w.Unwrap()
			for len(parts) > 0 && !walk(parts[0], match) {
				parts = parts[1:]
			}
			return len(parts) > 0
		default:
			return false
		}
	}
	return false
}

// Is reports whether any error in err's tree matches target: it equals target, or
// its method Is(error) bool says so.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	comparable := hasEquality(target)
	return walk(err, func(e error) bool {
		if comparable && e == target {
			return true
		}
		m, ok := e.(interface{ Is(error) bool })
		return ok && m.Is(target)
	})
}

// The answers of inspectTarget.
const (
	targetOK = iota
	targetNil
	targetNoPointer
	targetNoError
)

// As finds the first error in err's tree that can be assigned to *target, assigns
// it there and returns true; an error's method As(any) bool may do so in its
// place. As panics where target is not a non-nil pointer to an interface type or
// to a type that implements error.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	switch inspectTarget(target) {
	case targetNil:
		panic("errors: target cannot be nil")
	case targetNoPointer:
		panic("errors: target must be a non-nil pointer")
	case targetNoError:
		panic("errors: *target must be interface or implement error")
	}
	return walk(err, func(e error) bool {
		if assignTarget(e, target) {
			return true
		}
		m, ok := e.(interface{ As(any) bool })
		return ok && m.As(target)
	})
}

// AsType finds the first error in err's tree whose type is E, or implements E
// where that is an interface, or which says through its method As(any) bool that
// it can be taken as one.
func AsType[E error](err error) (E, bool) {
	var found E
	ok := walk(err, func(e error) bool {
		if v, is := e.(E); is {
			found = v
			return true
		}
		m, has := e.(interface{ As(any) bool })
		return has && m.As(&found)
	})
	return found, ok
}
