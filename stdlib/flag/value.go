// This file has the kinds of values that flags hold, and the methods that define them.

package flag

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

var (
	errSyntax = errors.New("parse error")
	errRange  = errors.New("value out of range")
)

// short replaces what strconv and time say, for the flag's name and its text are
// reported beside the error.
func short(err error) error {
	switch {
	case errors.Is(err, strconv.ErrRange):
		return errRange
	case err != nil:
		return errSyntax
	}
	return nil
}

// A cell is a variable of a basic type that a flag sets. The zero cell has no variable,
// and shows the zero value of its type.
type cell[T any] struct {
	at   *T
	read func(string) (T, error)
}

func (c *cell[T]) Get() any { return *c.at }

func (c *cell[T]) String() string {
	var v T
	if c.at != nil {
		v = *c.at
	}
	switch v := any(v).(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}

func (c *cell[T]) Set(s string) error {
	v, err := c.read(s)
	if err = short(err); err == nil || err == errRange {
		// Numbers out of range set the nearest that there is, beside the error.
		*c.at = v
	}
	return err
}

// A boolCell is a cell whose flag needs no value.
type boolCell struct{ cell[bool] }

func (*boolCell) IsBoolFlag() bool { return true }

// The readers of basic types. Integers may be written as in Go, with prefix and _.
func readInt(s string) (int, error) {
	v, err := strconv.ParseInt(s, 0, strconv.IntSize)
	return int(v), err
}

func readUint(s string) (uint, error) {
	v, err := strconv.ParseUint(s, 0, strconv.IntSize)
	return uint(v), err
}

func readInt64(s string) (int64, error)     { return strconv.ParseInt(s, 0, 64) }
func readUint64(s string) (uint64, error)   { return strconv.ParseUint(s, 0, 64) }
func readFloat64(s string) (float64, error) { return strconv.ParseFloat(s, 64) }
func readString(s string) (string, error)   { return s, nil }

// A call is a flag that runs a function.
type call func(string) error

func (c call) Set(s string) error { return c(s) }
func (call) String() string       { return "" }

// A boolCall is a call whose flag needs no value.
type boolCall struct{ call }

func (boolCall) IsBoolFlag() bool { return true }

// A textual is a variable that knows how to read and write itself.
type textual struct{ p encoding.TextUnmarshaler }

func (t textual) Set(s string) error { return t.p.UnmarshalText([]byte(s)) }
func (t textual) Get() any           { return t.p }

func (t textual) String() string {
	if m, ok := t.p.(encoding.TextMarshaler); ok {
		if text, err := m.MarshalText(); err == nil {
			return string(text)
		}
	}
	return ""
}

func isBool(v Value) bool {
	b, ok := v.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// define gives a variable its default and makes it a flag.
func define[T any](f *FlagSet, p *T, name string, value T, usage string, read func(string) (T, error)) {
	*p = value
	f.Var(&cell[T]{p, read}, name, usage)
}

// BoolVar defines a bool flag that sets *p; -name alone sets true.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var(&boolCell{cell[bool]{p, strconv.ParseBool}}, name, usage)
}

// Bool defines a bool flag and returns its variable.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

// IntVar defines an int flag that sets *p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	define(f, p, name, value, usage, readInt)
}

// Int defines an int flag and returns its variable.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

// Int64Var defines an int64 flag that sets *p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	define(f, p, name, value, usage, readInt64)
}

// Int64 defines an int64 flag and returns its variable.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

// UintVar defines a uint flag that sets *p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	define(f, p, name, value, usage, readUint)
}

// Uint defines a uint flag and returns its variable.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

// Uint64Var defines a uint64 flag that sets *p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	define(f, p, name, value, usage, readUint64)
}

// Uint64 defines a uint64 flag and returns its variable.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

// Float64Var defines a float64 flag that sets *p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	define(f, p, name, value, usage, readFloat64)
}

// Float64 defines a float64 flag and returns its variable.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

// StringVar defines a string flag that sets *p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	define(f, p, name, value, usage, readString)
}

// String defines a string flag and returns its variable.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

// DurationVar defines a flag of a duration, such as 1h15m, that sets *p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	define(f, p, name, value, usage, time.ParseDuration)
}

// Duration defines a flag of a duration and returns its variable.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// TextVar defines a flag that p reads from its text. The default must be of p's type,
// or what p points to.
func (f *FlagSet) TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	to := reflect.ValueOf(p)
	if to.Kind() != reflect.Pointer {
		panic("variable value type must be a pointer")
	}
	to = to.Elem()
	from := reflect.ValueOf(value)
	if from.Kind() == reflect.Pointer {
		from = from.Elem()
	}
	if from.Type() != to.Type() {
		panic(fmt.Sprint("default type does not match variable type: ", from.Type(), " != ", to.Type()))
	}
	to.Set(from)
	f.Var(textual{p}, name, usage)
}

// Func defines a flag that calls fn with its value, each time it is given.
func (f *FlagSet) Func(name, usage string, fn func(string) error) { f.Var(call(fn), name, usage) }

// BoolFunc is Func for a flag that needs no value: fn gets "true" then.
func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(boolCall{fn}, name, usage)
}
