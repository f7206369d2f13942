// This file has attributes, and records of them.

package slog

import (
	"runtime"
	"slices"
	"time"
)

// Attr is a value with a key.
type Attr struct {
	Key   string
	Value Value
}

// String makes an attribute of a string.
func String(key, value string) Attr { return Attr{key, StringValue(value)} }

// Int makes an attribute of an int.
func Int(key string, value int) Attr { return Attr{key, IntValue(value)} }

// Int64 makes an attribute of an int64.
func Int64(key string, value int64) Attr { return Attr{key, Int64Value(value)} }

// Uint64 makes an attribute of a uint64.
func Uint64(key string, v uint64) Attr { return Attr{key, Uint64Value(v)} }

// Float64 makes an attribute of a float64.
func Float64(key string, v float64) Attr { return Attr{key, Float64Value(v)} }

// Bool makes an attribute of a bool.
func Bool(key string, v bool) Attr { return Attr{key, BoolValue(v)} }

// Time makes an attribute of a time, without its monotonic part.
func Time(key string, v time.Time) Attr { return Attr{key, TimeValue(v)} }

// Duration makes an attribute of a duration.
func Duration(key string, v time.Duration) Attr { return Attr{key, DurationValue(v)} }

// Any makes an attribute of a value as AnyValue does.
func Any(key string, value any) Attr { return Attr{key, AnyValue(value)} }

// Group makes an attribute of others; args is as for Logger.Log.
func Group(key string, args ...any) Attr { return Attr{key, GroupValue(attrs(args)...)} }

// GroupAttrs makes an attribute of others.
func GroupAttrs(key string, attrs ...Attr) Attr { return Attr{key, GroupValue(attrs...)} }

// Equal reports whether key and value are equal.
func (a Attr) Equal(b Attr) bool { return a.Key == b.Key && a.Value.Equal(b.Value) }

func (a Attr) String() string { return a.Key + "=" + a.Value.String() }

// nothing reports whether a is the zero Attr.
func (a Attr) nothing() bool { return a.Key == "" && a.Value.bits == 0 && a.Value.what == nil }

// badKey is the key of a value that has none.
const badKey = "!BADKEY"

// take makes an attribute of the first of args, or of the first two where that is a key.
func take(args []any) (a Attr, rest []any) {
	switch first := args[0].(type) {
	case Attr:
		return first, args[1:]
	case string:
		if len(args) == 1 {
			return String(badKey, first), nil
		}
		return Any(first, args[1]), args[2:]
	default:
		return Any(badKey, first), args[1:]
	}
}

func attrs(args []any) (list []Attr) {
	for len(args) > 0 {
		var a Attr
		a, args = take(args)
		list = append(list, a)
	}
	return list
}

// Record is what is logged. Copies of a Record must not both be added to; see Clone.
type Record struct {
	Time    time.Time // zero where it is to be left out
	Message string
	Level   Level
	PC      uintptr // for runtime.CallersFrames, or 0
	list    []Attr
}

// few is up to how many attributes copies of a record share nothing that is written to.
const few = 5

// NewRecord makes a record without attributes. pc is of the caller that logs, by runtime.Callers, or 0.
func NewRecord(t time.Time, level Level, msg string, pc uintptr) Record {
	return Record{Time: t, Message: msg, Level: level, PC: pc}
}

// Clone returns a copy that shares nothing with r.
func (r Record) Clone() Record {
	r.list = slices.Clip(r.list)
	return r
}

// NumAttrs returns how many attributes there are.
func (r Record) NumAttrs() int { return len(r.list) }

// Attrs calls f for each attribute, until it returns false.
func (r Record) Attrs(f func(Attr) bool) {
	for _, a := range r.list {
		if !f(a) {
			return
		}
	}
}

// AddAttrs adds attributes; groups that are empty are left out.
func (r *Record) AddAttrs(attrs ...Attr) {
	if n := len(r.list) + len(attrs); n <= few {
		r.list = append(make([]Attr, 0, n), r.list...)
	} else if n := len(r.list); n < cap(r.list) && !r.list[:n+1][n].nothing() {
		// Another copy has written there.
		r.list = append(slices.Clip(r.list), String("!BUG", "AddAttrs unsafely called on copy of Record made without using Record.Clone"))
	}
	for _, a := range attrs {
		if !a.Value.nobody() {
			r.list = append(r.list, a)
		}
	}
}

// Add adds attributes; args is as for Logger.Log.
func (r *Record) Add(args ...any) {
	if len(args) > 0 {
		r.AddAttrs(attrs(args)...)
	}
}

// Source is a place in the source.
type Source struct {
	Function string `json:"function"` // with its package
	File     string `json:"file"`
	Line     int    `json:"line"`
}

// Source returns where r was logged, or nil where it does not know.
func (r Record) Source() *Source {
	if r.PC == 0 {
		return nil
	}
	f, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
	return &Source{f.Function, f.File, f.Line}
}
