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
	// What is no value sets the zero value, and a number out of range the nearest that there is, beside the error.
	v, err := c.read(s)
	*c.at = v
	return short(err)
}

// The kinds of cells. Their names are seen from outside: packages that build on this one learn from a flag's type what it
// holds.
type (
	boolValue     struct{ cell[bool] }
	intValue      struct{ cell[int] }
	int64Value    struct{ cell[int64] }
	uintValue     struct{ cell[uint] }
	uint64Value   struct{ cell[uint64] }
	float64Value  struct{ cell[float64] }
	stringValue   struct{ cell[string] }
	durationValue struct{ cell[time.Duration] }
)

// IsBoolFlag says that the flag needs no value.
func (*boolValue) IsBoolFlag() bool { return true }

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

// A funcValue is a flag that runs a function.
type funcValue func(string) error

func (fn funcValue) Set(s string) error { return fn(s) }
func (funcValue) String() string        { return "" }

// A boolFuncValue is a funcValue whose flag needs no value.
type boolFuncValue struct{ funcValue }

func (boolFuncValue) IsBoolFlag() bool { return true }

// A textValue is a variable that knows how to read and write itself.
type textValue struct{ p encoding.TextUnmarshaler }

func (t textValue) Set(s string) error { return t.p.UnmarshalText([]byte(s)) }
func (t textValue) Get() any           { return t.p }

func (t textValue) String() string {
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

// preset gives a flag's variable its default.
func preset[T any](p *T, value T) *T {
	*p = value
	return p
}

// fresh makes a variable for a flag that one of the methods below defines.
func fresh[T any](define func(*T, string, T, string), name string, value T, usage string) *T {
	p := new(T)
	define(p, name, value, usage)
	return p
}

// BoolVar defines a bool flag that sets *p; -name alone sets true.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	f.Var(&boolValue{cell[bool]{preset(p, value), strconv.ParseBool}}, name, usage)
}

// Bool defines a bool flag and returns its variable.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	return fresh(f.BoolVar, name, value, usage)
}

// IntVar defines an int flag that sets *p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	f.Var(&intValue{cell[int]{preset(p, value), readInt}}, name, usage)
}

// Int defines an int flag and returns its variable.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	return fresh(f.IntVar, name, value, usage)
}

// Int64Var defines an int64 flag that sets *p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	f.Var(&int64Value{cell[int64]{preset(p, value), readInt64}}, name, usage)
}

// Int64 defines an int64 flag and returns its variable.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	return fresh(f.Int64Var, name, value, usage)
}

// UintVar defines a uint flag that sets *p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	f.Var(&uintValue{cell[uint]{preset(p, value), readUint}}, name, usage)
}

// Uint defines a uint flag and returns its variable.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	return fresh(f.UintVar, name, value, usage)
}

// Uint64Var defines a uint64 flag that sets *p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	f.Var(&uint64Value{cell[uint64]{preset(p, value), readUint64}}, name, usage)
}

// Uint64 defines a uint64 flag and returns its variable.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	return fresh(f.Uint64Var, name, value, usage)
}

// Float64Var defines a float64 flag that sets *p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	f.Var(&float64Value{cell[float64]{preset(p, value), readFloat64}}, name, usage)
}

// Float64 defines a float64 flag and returns its variable.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	return fresh(f.Float64Var, name, value, usage)
}

// StringVar defines a string flag that sets *p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	f.Var(&stringValue{cell[string]{preset(p, value), readString}}, name, usage)
}

// String defines a string flag and returns its variable.
func (f *FlagSet) String(name string, value string, usage string) *string {
	return fresh(f.StringVar, name, value, usage)
}

// DurationVar defines a flag of a duration, such as 1h15m, that sets *p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	f.Var(&durationValue{cell[time.Duration]{preset(p, value), time.ParseDuration}}, name, usage)
}

// Duration defines a flag of a duration and returns its variable.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	return fresh(f.DurationVar, name, value, usage)
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
	f.Var(textValue{p}, name, usage)
}

// Func defines a flag that calls fn with its value, each time it is given.
func (f *FlagSet) Func(name, usage string, fn func(string) error) { f.Var(funcValue(fn), name, usage) }

// BoolFunc is Func for a flag that needs no value: fn gets "true" then.
func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(boolFuncValue{fn}, name, usage)
}
