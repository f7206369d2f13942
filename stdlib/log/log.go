// Package log writes lines with a time and a prefix. A Logger does so to any writer;
// the functions of the package use one that writes to standard error. The Fatal
// functions end the program with status 1, the Panic functions panic.
package log

import (
	"fmt"
	"io"
	"log/internal"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Logger writes lines, each by one Write of its writer. It may be used by several
// goroutines at once.
type Logger struct {
	prefix atomic.Pointer[string]
	flags  atomic.Int32
	muted  atomic.Bool // the writer is io.Discard

	mu  sync.Mutex // of out, and of writing to it
	out io.Writer
}

// What stands before each message, in this order:
//
//	2009/01/23 01:23:23.123123 /a/b/c/d.go:23: message
const (
	// Ldate shows the date, Ltime the time, and Lmicroseconds the time with
	// microseconds; with LUTC these are UTC, not local.
	Ldate, Ltime, Lmicroseconds, LUTC = 1, 2, 4, 32

	// Llongfile shows the file with its path and the line, Lshortfile the last
	// element of the path and the line; the latter wins.
	Llongfile, Lshortfile = 8, 16

	// Lmsgprefix puts the prefix before the message rather than the line.
	Lmsgprefix = 64

	// LstdFlags is what the standard logger begins with.
	LstdFlags = Ldate | Ltime
)

// New returns a Logger that writes to out.
func New(out io.Writer, prefix string, flag int) *Logger {
	l := new(Logger)
	l.SetPrefix(prefix)
	l.SetOutput(out)
	l.SetFlags(flag)
	return l
}

var standard = New(os.Stderr, "", LstdFlags)

// Default returns the logger that the functions of the package use.
func Default() *Logger { return standard }

// SetOutput sets the writer.
func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	l.out = w
	l.muted.Store(w == io.Discard)
	l.mu.Unlock()
}

// Writer returns the writer.
func (l *Logger) Writer() io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out
}

// SetPrefix sets the prefix.
func (l *Logger) SetPrefix(prefix string) { l.prefix.Store(&prefix) }

// Prefix returns the prefix.
func (l *Logger) Prefix() string {
	if p := l.prefix.Load(); p != nil {
		return *p
	}
	return ""
}

// SetFlags sets the flags.
func (l *Logger) SetFlags(flag int) { l.flags.Store(int32(flag)) }

// Flags returns the flags.
func (l *Logger) Flags() int { return int(l.flags.Load()) }

// appendNumber appends v with at least width digits.
func appendNumber(b []byte, v, width int) []byte {
	var digits [20]byte
	at := len(digits)
	for v > 0 || at > len(digits)-width {
		at--
		digits[at] = byte('0' + v%10)
		v /= 10
	}
	return append(b, digits[at:]...)
}

// header appends what stands before the message.
func header(b []byte, t time.Time, prefix string, flags int, file string, line int) []byte {
	if flags&Lmsgprefix == 0 {
		b = append(b, prefix...)
	}
	if flags&LUTC != 0 {
		t = t.UTC()
	}
	if flags&Ldate != 0 {
		year, month, day := t.Date()
		b = append(appendNumber(b, year, 4), '/')
		b = append(appendNumber(b, int(month), 2), '/')
		b = append(appendNumber(b, day, 2), ' ')
	}
	if flags&(Ltime|Lmicroseconds) != 0 {
		hour, minute, second := t.Clock()
		b = append(appendNumber(b, hour, 2), ':')
		b = append(appendNumber(b, minute, 2), ':')
		b = appendNumber(b, second, 2)
		if flags&Lmicroseconds != 0 {
			b = appendNumber(append(b, '.'), t.Nanosecond()/1000, 6)
		}
		b = append(b, ' ')
	}
	if flags&(Llongfile|Lshortfile) != 0 {
		if flags&Lshortfile != 0 {
			for i := len(file) - 1; i > 0; i-- {
				if file[i] == '/' {
					file = file[i+1:]
					break
				}
			}
		}
		b = append(append(b, file...), ':')
		b = append(appendNumber(b, line, 1), ": "...)
	}
	if flags&Lmsgprefix != 0 {
		b = append(b, prefix...)
	}
	return b
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// place tells the file and line of what is depth frames above its caller, or at pc where
// that is not 0.
func place(depth int, pc uintptr) (file string, line int) {
	if pc != 0 {
		f, _ := runtime.CallersFrames([]uintptr{pc}).Next()
		if f.File != "" {
			return f.File, f.Line
		}
	} else if _, file, line, ok := runtime.Caller(depth + 1); ok {
		return file, line
	}
	return "???", 0
}

func init() {
	internal.Write = func(pc uintptr, text []byte) error {
		return standard.write(0, pc, func(b []byte) []byte { return append(b, text...) })
	}
}

// write writes the line that add appends to. The file and line are those of the caller
// that is depth frames above write, or at pc where that is not 0.
func (l *Logger) write(depth int, pc uintptr, add func([]byte) []byte) error {
	if l.muted.Load() {
		return nil
	}
	now := time.Now()
	flags := l.Flags()
	file, line := "", 0
	if flags&(Llongfile|Lshortfile) != 0 {
		file, line = place(depth, pc)
	}
	buffer := buffers.Get().(*[]byte)
	b := add(header((*buffer)[:0], now, l.Prefix(), flags, file, line))
	if n := len(b); n == 0 || b[n-1] != '\n' {
		b = append(b, '\n')
	}
	l.mu.Lock()
	_, err := l.out.Write(b)
	l.mu.Unlock()
	if cap(b) <= 64<<10 {
		*buffer = b
		buffers.Put(buffer)
	}
	return err
}

// Output writes s as a line. calldepth frames up is the caller whose file and line
// are meant: 1 is Output's.
func (l *Logger) Output(calldepth int, s string) error {
	return l.write(calldepth+1, 0, func(b []byte) []byte { return append(b, s...) })
}

// say, sayf and sayln write a message for the function that calls their caller.
func (l *Logger) say(v []any) {
	l.write(3, 0, func(b []byte) []byte { return fmt.Append(b, v...) })
}

func (l *Logger) sayf(format string, v []any) {
	l.write(3, 0, func(b []byte) []byte { return fmt.Appendf(b, format, v...) })
}

func (l *Logger) sayln(v []any) {
	l.write(3, 0, func(b []byte) []byte { return fmt.Appendln(b, v...) })
}

// Print writes its operands like fmt.Print.
func (l *Logger) Print(v ...any) { l.say(v) }

// Printf writes like fmt.Printf.
func (l *Logger) Printf(format string, v ...any) { l.sayf(format, v) }

// Println writes its operands like fmt.Println.
func (l *Logger) Println(v ...any) { l.sayln(v) }

// Fatal is Print and os.Exit(1).
func (l *Logger) Fatal(v ...any) {
	l.say(v)
	os.Exit(1)
}

// Fatalf is Printf and os.Exit(1).
func (l *Logger) Fatalf(format string, v ...any) {
	l.sayf(format, v)
	os.Exit(1)
}

// Fatalln is Println and os.Exit(1).
func (l *Logger) Fatalln(v ...any) {
	l.sayln(v)
	os.Exit(1)
}

// Panic is Print and a panic with the message.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.Output(2, s)
	panic(s)
}

// Panicf is Printf and a panic with the message.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.Output(2, s)
	panic(s)
}

// Panicln is Println and a panic with the message.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.Output(2, s)
	panic(s)
}
