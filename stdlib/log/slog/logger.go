// Package slog logs records: a message with a time, a level, and attributes, which are values by keys.
//
// A Logger makes records (record.go) and gives them to its Handler. Two handlers write lines, of text or of JSON
// (handler.go); the default one writes by package log (standard.go).
package slog

import (
	"context"
	"runtime"
	"time"
)

// Handler takes records.
type Handler interface {
	// Enabled reports whether records of a level are wanted. It is called before a record is made.
	Enabled(context.Context, Level) bool

	// Handle takes a record. A time or PC of zero is to be passed over, as are the zero Attr and groups of nothing;
	// values are to be resolved; what is in a group without a key stands outside.
	Handle(context.Context, Record) error

	// WithAttrs returns a handler that has attributes more; it may keep the slice.
	WithAttrs(attrs []Attr) Handler

	// WithGroup returns a handler for which all attributes that are still to come are in a group. Without a name it
	// returns the handler itself.
	WithGroup(name string) Handler
}

// Logger makes records. A nil context is context.Background().
type Logger struct{ to Handler }

// New makes a Logger for a handler.
func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

// Handler returns the handler.
func (l *Logger) Handler() Handler { return l.to }

// Enabled reports whether records of a level are wanted.
func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.to.Enabled(ctx, level)
}

// With returns a Logger whose records have attributes more; args is as for Log.
func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.to.WithAttrs(attrs(args))}
}

// WithGroup returns a Logger that puts all attributes that are still to come into a group.
func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.to.WithGroup(name)}
}

// record makes a record for the caller of its caller, and hands it over.
func (l *Logger) record(ctx context.Context, level Level, msg string, args []any, list []Attr) {
	if !l.Enabled(ctx, level) {
		return
	}
	var pc [1]uintptr
	runtime.Callers(3, pc[:]) // past Callers, this and its caller
	r := NewRecord(time.Now(), level, msg, pc[0])
	r.Add(args...)
	if len(list) > 0 {
		r.AddAttrs(list...)
	}
	if ctx == nil {
		ctx = context.Background()
	}
	l.to.Handle(ctx, r)
}

// Log logs a record. Each of args is an Attr, or a key with its value behind it; a value without a key gets one that
// says so.
func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.record(ctx, level, msg, args, nil)
}

// LogAttrs logs a record; there is less to do than for Log.
func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	l.record(ctx, level, msg, nil, attrs)
}

// Debug, Info, Warn and Error log a record of that level.
func (l *Logger) Debug(msg string, args ...any) { l.record(nil, LevelDebug, msg, args, nil) }
func (l *Logger) Info(msg string, args ...any)  { l.record(nil, LevelInfo, msg, args, nil) }
func (l *Logger) Warn(msg string, args ...any)  { l.record(nil, LevelWarn, msg, args, nil) }
func (l *Logger) Error(msg string, args ...any) { l.record(nil, LevelError, msg, args, nil) }

// DebugContext logs a record of LevelDebug, with a context.
func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.record(ctx, LevelDebug, msg, args, nil)
}

// InfoContext logs a record of LevelInfo, with a context.
func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.record(ctx, LevelInfo, msg, args, nil)
}

// WarnContext logs a record of LevelWarn, with a context.
func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.record(ctx, LevelWarn, msg, args, nil)
}

// ErrorContext logs a record of LevelError, with a context.
func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.record(ctx, LevelError, msg, args, nil)
}
