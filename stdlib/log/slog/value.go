// This file has values: anything, where numbers, strings, times and groups need no memory of their own.

package slog

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

// Kind tells what a Value holds.
type Kind int

// The kinds of values.
const (
	KindAny, KindBool, KindDuration, KindFloat64, KindInt64 Kind = 0, 1, 2, 3, 4
	KindString, KindTime, KindUint64, KindGroup             Kind = 5, 6, 7, 8
	KindLogValuer                                           Kind = 9
)

var kindNames = [...]string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}

func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return "<unknown slog.Kind>"
	}
	return kindNames[k]
}

// Value is a value of any type. The zero Value is nil.
type Value struct {
	_    [0]func() // no ==
	bits uint64
	what any
}

// What is in a Value besides what is there as it is. With these types bits are the number, or the length of what the
// pointer points to, or nanoseconds since 1970.
type (
	number    Kind
	stringptr *byte
	groupptr  *Attr
	place     *time.Location
	farTime   time.Time // too far from 1970 to be counted
)

// LogValuer is what has another value that is to be logged in its place.
type LogValuer interface{ LogValue() Value }

// Kind tells what v holds.
func (v Value) Kind() Kind {
	switch x := v.what.(type) {
	case number:
		return Kind(x)
	case stringptr:
		return KindString
	case place, farTime:
		return KindTime
	case groupptr:
		return KindGroup
	case LogValuer:
		return KindLogValuer
	}
	return KindAny
}

// StringValue makes a Value of a string.
func StringValue(value string) Value {
	return Value{bits: uint64(len(value)), what: stringptr(unsafe.StringData(value))}
}

// IntValue makes a Value of an int, whose kind is KindInt64.
func IntValue(v int) Value { return Int64Value(int64(v)) }

// Int64Value makes a Value of an int64.
func Int64Value(v int64) Value { return Value{bits: uint64(v), what: number(KindInt64)} }

// Uint64Value makes a Value of a uint64.
func Uint64Value(v uint64) Value { return Value{bits: v, what: number(KindUint64)} }

// Float64Value makes a Value of a float64.
func Float64Value(v float64) Value {
	return Value{bits: math.Float64bits(v), what: number(KindFloat64)}
}

// BoolValue makes a Value of a bool.
func BoolValue(v bool) (b Value) {
	b.what = number(KindBool)
	if v {
		b.bits = 1
	}
	return b
}

// DurationValue makes a Value of a duration.
func DurationValue(v time.Duration) Value {
	return Value{bits: uint64(v), what: number(KindDuration)}
}

// TimeValue makes a Value of a time, without its monotonic part.
func TimeValue(v time.Time) Value {
	if n := v.UnixNano(); !v.IsZero() && v.Equal(time.Unix(0, n)) {
		return Value{bits: uint64(n), what: place(v.Location())}
	}
	return Value{what: farTime(v.Round(0))}
}

// GroupValue makes a Value of attributes; groups that are empty are left out. as is kept.
func GroupValue(as ...Attr) Value {
	if slices.ContainsFunc(as, func(a Attr) bool { return a.Value.nobody() }) {
		as = slices.DeleteFunc(slices.Clone(as), func(a Attr) bool { return a.Value.nobody() })
	}
	return Value{bits: uint64(len(as)), what: groupptr(unsafe.SliceData(as))}
}

// AnyValue makes a Value of v, of the kind that its type has.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case Value:
		return v
	case []Attr:
		return GroupValue(v...)
	case string:
		return StringValue(v)
	case bool:
		return BoolValue(v)
	case time.Duration:
		return DurationValue(v)
	case time.Time:
		return TimeValue(v)
	case int:
		return Int64Value(int64(v))
	case int8:
		return Int64Value(int64(v))
	case int16:
		return Int64Value(int64(v))
	case int32:
		return Int64Value(int64(v))
	case int64:
		return Int64Value(v)
	case uint:
		return Uint64Value(uint64(v))
	case uint8:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uint64:
		return Uint64Value(v)
	case uintptr:
		return Uint64Value(uint64(v))
	case float32:
		return Float64Value(float64(v))
	case float64:
		return Float64Value(v)
	}
	return Value{what: v}
}

// nobody reports whether v is a group of no attributes.
func (v Value) nobody() bool {
	_, ok := v.what.(groupptr)
	return ok && v.bits == 0
}

// need panics where v is not of a kind.
func (v Value) need(k Kind) Value {
	if got := v.Kind(); got != k {
		panic(fmt.Sprintf("Value kind is %s, not %s", got, k))
	}
	return v
}

// Int64 returns an int64; it panics where v is none, as the next ones do.
func (v Value) Int64() int64 { return int64(v.need(KindInt64).bits) }

// Uint64 returns a uint64.
func (v Value) Uint64() uint64 { return v.need(KindUint64).bits }

// Bool returns a bool.
func (v Value) Bool() bool { return v.need(KindBool).bits == 1 }

// Float64 returns a float64.
func (v Value) Float64() float64 { return math.Float64frombits(v.need(KindFloat64).bits) }

// Duration returns a duration.
func (v Value) Duration() time.Duration { return time.Duration(v.need(KindDuration).bits) }

// Time returns a time.
func (v Value) Time() time.Time {
	if far, ok := v.need(KindTime).what.(farTime); ok {
		return time.Time(far)
	}
	return time.Unix(0, int64(v.bits)).In(v.what.(place))
}

// Group returns the attributes of a group.
func (v Value) Group() []Attr {
	first, ok := v.what.(groupptr)
	if !ok {
		panic("Group: bad kind")
	}
	return unsafe.Slice((*Attr)(first), v.bits)
}

// LogValuer returns a LogValuer.
func (v Value) LogValuer() LogValuer { return v.what.(LogValuer) }

func (v Value) text() string {
	return unsafe.String((*byte)(v.what.(stringptr)), v.bits)
}

// Any returns the value as it was given to AnyValue; integers as int64 or uint64, and groups as []Attr.
func (v Value) Any() any {
	switch v.Kind() {
	case KindInt64:
		return int64(v.bits)
	case KindUint64:
		return v.bits
	case KindFloat64:
		return v.Float64()
	case KindBool:
		return v.bits == 1
	case KindDuration:
		return time.Duration(v.bits)
	case KindString:
		return v.text()
	case KindTime:
		return v.Time()
	case KindGroup:
		return v.Group()
	}
	return v.what
}

// String shows v as fmt.Print does; a string is itself. It works for all kinds.
func (v Value) String() string {
	if _, ok := v.what.(stringptr); ok {
		return v.text()
	}
	return string(v.append(nil))
}

func (v Value) append(b []byte) []byte {
	switch v.Kind() {
	case KindString:
		return append(b, v.text()...)
	case KindInt64:
		return strconv.AppendInt(b, int64(v.bits), 10)
	case KindUint64:
		return strconv.AppendUint(b, v.bits, 10)
	case KindFloat64:
		return strconv.AppendFloat(b, v.Float64(), 'g', -1, 64)
	case KindBool:
		return strconv.AppendBool(b, v.bits == 1)
	}
	return fmt.Append(b, v.Any())
}

// Equal reports whether two values are of one kind and equal. It panics where Go's == would.
func (v Value) Equal(w Value) bool {
	k := v.Kind()
	if k != w.Kind() {
		return false
	}
	switch k {
	case KindString:
		return v.text() == w.text()
	case KindFloat64:
		return v.Float64() == w.Float64()
	case KindTime:
		return v.Time().Equal(w.Time())
	case KindGroup:
		return slices.EqualFunc(v.Group(), w.Group(), Attr.Equal)
	case KindAny, KindLogValuer:
		return v.what == w.what
	}
	return v.bits == w.bits
}

// mostResolves is how many times LogValue is called before that is taken for a mistake.
const mostResolves = 100

// Resolve returns what LogValue says, again and again until that is no LogValuer. Where there is no end to it, or
// LogValue panics, the result is an error.
func (v Value) Resolve() (rv Value) {
	defer func() {
		if recover() != nil {
			rv = AnyValue(fmt.Errorf("LogValue panicked\n%s", callers(2, 5)))
		}
	}()
	original := v.what
	for range mostResolves {
		l, ok := v.what.(LogValuer)
		if !ok {
			return v
		}
		v = l.LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times on Value of type %T", original))
}

// callers tells who called, without the innermost frames.
func callers(without, most int) string {
	var pcs [8]uintptr
	n := runtime.Callers(without+1, pcs[:most+1])
	if n == 0 {
		return "(no stack)"
	}
	var b strings.Builder
	frames := runtime.CallersFrames(pcs[:min(n, most)])
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		fmt.Fprintf(&b, "called from %s (%s:%d)\n", f.Function, f.File, f.Line)
	}
	if n > most {
		b.WriteString("(rest of stack elided)\n")
	}
	return b.String()
}
