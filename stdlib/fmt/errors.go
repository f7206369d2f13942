// This file makes errors of formatted text.

package fmt

import (
	"errors"
	"slices"
)

// Errorf formats like Sprintf and returns the text as an error. It wraps the
// operands of %w verbs, which must be errors: the method Unwrap returns the one, or
// a slice of several in the order of the operands.
func Errorf(format string, a ...any) error {
	p := newPrinter()
	p.wrapping = true
	p.printf(format, a)
	text := string(p.out)
	var made error
	switch len(p.wrapped) {
	case 0:
		made = errors.New(text)
	case 1:
		w := &wrapError{msg: text}
		w.err, _ = a[p.wrapped[0]].(error)
		made = w
	default:
		slices.Sort(p.wrapped)
		all := &wrapErrors{msg: text}
		last := -1
		for _, operand := range p.wrapped {
			if e, ok := a[operand].(error); ok && operand != last {
				all.errs = append(all.errs, e)
			}
			last = operand
		}
		made = all
	}
	p.release()
	return made
}

type wrapError struct {
	msg string
	err error
}

func (w *wrapError) Unwrap() error { return w.err }
func (w *wrapError) Error() string { return w.msg }

type wrapErrors struct {
	msg  string
	errs []error
}

func (w *wrapErrors) Unwrap() []error { return w.errs }
func (w *wrapErrors) Error() string   { return w.msg }
