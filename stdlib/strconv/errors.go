// Package strconv converts between strings and the basic types.
package strconv

import "errors"

// ErrSyntax: the string does not follow the syntax of the type.
var ErrSyntax = errors.New("invalid syntax")

// ErrRange: the value does not fit the type.
var ErrRange = errors.New("value out of range")

// NumError is the error of a failed conversion.
type NumError struct {
	Func string // the function: ParseBool, ParseInt, ParseUint, ParseFloat, ParseComplex, Atoi
	Num  string // what was given to it
	Err  error  // why it failed: ErrRange, ErrSyntax or another
}

func (e *NumError) Unwrap() error { return e.Err }

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

// failed makes a NumError with a copy of text, which the caller's may outlive.
func failed(function, text string, why error) *NumError {
	return &NumError{Func: function, Num: string([]byte(text)), Err: why}
}

// ParseBool takes 1, t, T, TRUE, true, True, 0, f, F, FALSE, false and False.
func ParseBool(str string) (bool, error) {
	switch str {
	case "true", "TRUE", "True", "t", "T", "1":
		return true, nil
	case "false", "FALSE", "False", "f", "F", "0":
		return false, nil
	}
	return false, failed("ParseBool", str, ErrSyntax)
}

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if !b {
		return "false"
	}
	return "true"
}

// AppendBool appends "true" or "false" to dst.
func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }
