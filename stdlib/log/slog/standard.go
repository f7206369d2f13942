// This file has the default logger, and what ties it to package log.

package slog

import (
	"bytes"
	"context"
	"log"
	"log/internal"
	"runtime"
	"strings"
	"sync/atomic"
	"time"
)

var (
	standard atomic.Pointer[Logger]
	logLevel LevelVar // of what comes from package log, and what the default handler wants
)

func init() { standard.Store(&Logger{&logHandler{core: &core{options: &HandlerOptions{}}}}) }

// Default returns the logger that the functions of the package use.
func Default() *Logger { return standard.Load() }

// SetDefault makes l that logger. What is written by package log's standard logger then goes to l's handler.
func SetDefault(l *Logger) {
	standard.Store(l)
	if _, own := l.to.(*logHandler); own {
		return // it would write to itself
	}
	places := log.Flags()&(log.Lshortfile|log.Llongfile) != 0
	log.SetOutput(&logWriter{l.to, &logLevel, places})
	log.SetFlags(0)
}

// SetLogLoggerLevel sets the level of records of the default handler that are wanted, and of lines of package log once
// SetDefault has been called. It returns what it was.
func SetLogLoggerLevel(level Level) (oldLevel Level) {
	oldLevel = logLevel.Level()
	logLevel.Set(level)
	return oldLevel
}

// NewLogLogger makes a logger of package log that gives each line to a handler, as a record of a level.
func NewLogLogger(h Handler, level Level) *log.Logger {
	return log.New(&logWriter{h, level, true}, "", 0)
}

// logWriter makes records of the lines of package log.
type logWriter struct {
	to     Handler
	level  Leveler
	places bool
}

func (w *logWriter) Write(line []byte) (int, error) {
	level := w.level.Level()
	if !w.to.Enabled(context.Background(), level) {
		return 0, nil
	}
	var pc uintptr
	if w.places {
		pc = outsideLog()
	}
	r := NewRecord(time.Now(), level, string(bytes.TrimSuffix(line, []byte("\n"))), pc)
	return len(line), w.to.Handle(context.Background(), r)
}

// outsideLog returns the pc of who called package log.
func outsideLog() uintptr {
	var pcs [8]uintptr
	n := runtime.Callers(3, pcs[:])
	for i := range n {
		f, _ := runtime.CallersFrames(pcs[i : i+1]).Next()
		if !strings.HasPrefix(f.Function, "log.") {
			return pcs[i]
		}
	}
	return 0
}

// logHandler is the default handler: it writes lines by package log's standard logger.
type logHandler struct{ *core }

func (h *logHandler) Enabled(_ context.Context, l Level) bool { return l >= logLevel.Level() }

func (h *logHandler) Handle(_ context.Context, r Record) error {
	w := newWriting(h.core)
	defer w.release()
	w.buf = append(append(append(w.buf, r.Level.String()...), ' '), r.Message...)
	w.more = true
	w.rest(r)
	return internal.Write(r.PC, w.buf)
}

func (h *logHandler) WithAttrs(attrs []Attr) Handler { return &logHandler{h.with(attrs)} }

func (h *logHandler) WithGroup(name string) Handler { return &logHandler{h.within(name)} }

// With is Logger.With of the default logger.
func With(args ...any) *Logger { return Default().With(args...) }

// Log is Logger.Log of the default logger.
func Log(ctx context.Context, level Level, msg string, args ...any) {
	Default().record(ctx, level, msg, args, nil)
}

// LogAttrs is Logger.LogAttrs of the default logger.
func LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	Default().record(ctx, level, msg, nil, attrs)
}

// Debug, Info, Warn and Error log a record of that level by the default logger.
func Debug(msg string, args ...any) { Default().record(nil, LevelDebug, msg, args, nil) }
func Info(msg string, args ...any)  { Default().record(nil, LevelInfo, msg, args, nil) }
func Warn(msg string, args ...any)  { Default().record(nil, LevelWarn, msg, args, nil) }
func Error(msg string, args ...any) { Default().record(nil, LevelError, msg, args, nil) }

// DebugContext is Logger.DebugContext of the default logger.
func DebugContext(ctx context.Context, msg string, args ...any) {
	Default().record(ctx, LevelDebug, msg, args, nil)
}

// InfoContext is Logger.InfoContext of the default logger.
func InfoContext(ctx context.Context, msg string, args ...any) {
	Default().record(ctx, LevelInfo, msg, args, nil)
}

// WarnContext is Logger.WarnContext of the default logger.
func WarnContext(ctx context.Context, msg string, args ...any) {
	Default().record(ctx, LevelWarn, msg, args, nil)
}

// ErrorContext is Logger.ErrorContext of the default logger.
func ErrorContext(ctx context.Context, msg string, args ...any) {
	Default().record(ctx, LevelError, msg, args, nil)
}
