// Package errors creates errors and looks into trees of wrapped errors.
//
// An error e wraps another when its type has a method Unwrap() error, or
// Unwrap() []error for several at once. The wrapped errors of e, theirs, and so
// on form a tree rooted at e, which Is, As and AsType walk in pre-order.
package errors

// ErrUnsupported says that an operation is not supported and cannot be: the
// callee is expected to say which operation by wrapping this error.
var ErrUnsupported = New("unsupported operation")

type errorString struct{ text string }

func (p *errorString) Error() string { return p.text }

// New returns an error with the given text. Two calls never return equal errors.
func New(text string) error {
	p := new(errorString)
	p.text = text
	return p
}

// Unwrap returns what err's method Unwrap() error returns, or nil where err has
// no such method. It does not look into errors that wrap several.
func Unwrap(err error) error {
	if w, ok := err.(interface{ Unwrap() error }); ok {
		return w.Unwrap()
	}
	return nil
}

// joinError is the error made by Join.
type joinError struct{ parts []error }

// Join wraps all the given errors that are not nil into one, whose text is their
// texts on lines of their own. It returns nil where there is none.
func Join(errs ...error) error {
	count := 0
	for _, e := range errs {
		if e != nil {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	parts := make([]error, 0, count)
	for _, e := range errs {
		if e != nil {
			parts = append(parts, e)
		}
	}
	return &joinError{parts}
}

func (j *joinError) Unwrap() []error { return j.parts }

func (j *joinError) Error() string {
	text := j.parts[0].Error()
	for _, e := range j.parts[1:] {
		text += "\n" + e.Error()
	}
	return text
}
