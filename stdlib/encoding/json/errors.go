// This file has the errors and the methods that types may have.

package json

import (
	"errors"
	"reflect"
	"strconv"
)

// Marshaler is a type that encodes itself.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// Unmarshaler is a type that decodes itself, from valid JSON, of which it must copy
// what it keeps.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

var errNilRaw = errors.New("json.RawMessage: UnmarshalJSON on nil pointer")

// SyntaxError is the error for text that is not JSON.
type SyntaxError struct {
	msg    string
	Offset int64 // so many bytes were read
}

func (e *SyntaxError) Error() string { return e.msg }

// UnmarshalTypeError is the error for JSON that does not fit the Go type.
type UnmarshalTypeError struct {
	// Value is what the JSON is ("bool", "array", "number -5"), Type what it does not fit.
	Value string
	Type  reflect.Type

	// Offset is how many bytes were read.
	Offset int64

	// Struct is the type whose field it is, Field the way to the field from the root.
	Struct, Field string
}

func (e *UnmarshalTypeError) Error() string {
	to := "value"
	if e.Struct != "" || e.Field != "" {
		to = "struct field " + e.Struct + "." + e.Field
	}
	return "json: cannot unmarshal " + e.Value + " into Go " + to + " of type " + e.Type.String()
}

// InvalidUnmarshalError is the error for an argument to Unmarshal that is no pointer,
// or nil.
type InvalidUnmarshalError struct {
	Type reflect.Type
}

func (e *InvalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "json: Unmarshal(nil)"
	case e.Type.Kind() != reflect.Pointer:
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

// UnsupportedTypeError is the error for a type that cannot be encoded.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// UnsupportedValueError is the error for a value that cannot be encoded.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// MarshalerError is the error of a MarshalJSON or MarshalText method.
type MarshalerError struct {
	Type   reflect.Type
	Err    error
	method string
}

func (e *MarshalerError) Error() string {
	method := e.method
	if method == "" {
		method = "MarshalJSON"
	}
	return "json: error calling " + method + " for type " + e.Type.String() + ": " + e.Err.Error()
}

// Unwrap returns the method's error.
func (e *MarshalerError) Unwrap() error { return e.Err }

// UnmarshalFieldError is not used any more.
//
// Deprecated: it stays for programs that name it.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	key, field := strconv.Quote(e.Key), e.Field.Name
	return "json: cannot unmarshal object key " + key + " into unexported field " + field + " of type " + e.Type.String()
}

// InvalidUTF8Error is not used any more: such strings are mended.
//
// Deprecated: it stays for programs that name it.
type InvalidUTF8Error struct {
	S string
}

func (e *InvalidUTF8Error) Error() string {
	quoted := strconv.Quote(e.S)
	return "json: invalid UTF-8 in string: " + quoted
}
