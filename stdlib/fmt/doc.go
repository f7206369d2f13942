// Package fmt formats and scans text with verbs like those of C's printf.
//
// A verb is %, flags, width, precision and a letter:
//
//	%v  the default form; %+v with field names, %#v as Go source; %T the type
//	%t  a bool
//	%b %o %O %d %x %X  an integer, in base 2, 8, 8 with 0o, 10, 16 and 16 in capitals
//	%c %q %U  an integer as a character, a quoted character, U+1234
//	%b %e %E %f %F %g %G %x %X  a float or complex number
//	%s %q %x %X  a string or slice of bytes, plain, quoted, in hexadecimal
//	%p  the address of a slice's first element or a pointer's target
//	%w  an error that Errorf wraps
//
// Width is the least number of runes, precision a number of digits, of runes for
// strings, or of bytes for %x; * takes either from the operands, and [n] before a
// verb or * names the operand. Flags: + always a sign, %+q ASCII only; - pads on
// the right; # the alternate form; a space leaves room for a sign and sets apart
// bytes in hexadecimal; 0 pads with zeros. Width and precision apply to the
// elements of compound values.
//
// Except for %T and %p, an operand is formatted by the first of these that it is:
// a reflect.Value, by the value it holds; a Formatter; for %#v a GoStringer; for
// verbs valid for strings an error or a Stringer. What goes wrong is reported in the
// text: %!d(string=hi), %!d(MISSING), %!(EXTRA int=1), %!(BADWIDTH),
// %!(BADPREC), %!d(BADINDEX), %!(NOVERB), %!v(PANIC=String method: oops).
//
// Scan, Scanf and Scanln read what the verbs describe, from standard input, a
// reader (F...) or a string (S...). Without Scanln's and Scanf's care for lines,
// newlines are space. A width limits the runes that a verb takes.
package fmt

import (
	"io"
	"os"
	"sync"
)

// State is what a Formatter writes to and what it may ask about the verb.
type State interface {
	io.Writer

	// Width returns the width and whether there is one.
	Width() (wid int, ok bool)

	// Precision returns the precision and whether there is one.
	Precision() (prec int, ok bool)

	// Flag reports whether the flag c is set.
	Flag(c int) bool
}

// Stringer says how its value looks.
type Stringer interface {
	String() string
}

// GoStringer says how its value looks in Go's syntax, for %#v.
type GoStringer interface {
	GoString() string
}

// Formatter formats itself; verb is the letter.
type Formatter interface {
	Format(f State, verb rune)
}

// Printers are reused, with their buffers where these have not grown too big.
var printers = sync.Pool{New: func() any { return new(pp) }}

const keptBuffer = 64 << 10 // bytes

func newPrinter() *pp {
	p := printers.Get().(*pp)
	p.out = p.out[:0]
	p.reset()
	return p
}

func (p *pp) release() {
	if cap(p.out) > keptBuffer {
		p.out = nil
	}
	if cap(p.wrapped) > 8 {
		p.wrapped = nil
	}
	p.forget()
	p.wrapped = p.wrapped[:0]
	p.wrapping = false
	printers.Put(p)
}

func (p *pp) flushTo(w io.Writer) (n int, err error) {
	n, err = w.Write(p.out)
	p.release()
	return n, err
}

func (p *pp) text() string {
	s := string(p.out)
	p.release()
	return s
}

// Fprintf formats and writes to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	p := newPrinter()
	p.printf(format, a)
	return p.flushTo(w)
}

// Printf formats and writes to standard output.
func Printf(format string, a ...any) (n int, err error) {
	return Fprintf(os.Stdout, format, a...)
}

// Sprintf formats and returns the text.
func Sprintf(format string, a ...any) string {
	p := newPrinter()
	p.printf(format, a)
	return p.text()
}

// Appendf formats and appends the text to b.
func Appendf(b []byte, format string, a ...any) []byte {
	p := newPrinter()
	p.printf(format, a)
	b = append(b, p.out...)
	p.release()
	return b
}

// Fprint writes the operands in their default form to w, with a space between two
// neither of which is a string.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.print(a)
	return p.flushTo(w)
}

// Print is Fprint to standard output.
func Print(a ...any) (n int, err error) { return Fprint(os.Stdout, a...) }

// Sprint is Fprint to a string.
func Sprint(a ...any) string {
	p := newPrinter()
	p.print(a)
	return p.text()
}

// Append is Fprint to the end of b.
func Append(b []byte, a ...any) []byte {
	p := newPrinter()
	p.print(a)
	b = append(b, p.out...)
	p.release()
	return b
}

// Fprintln writes the operands in their default form to w, with spaces between
// them and a newline behind.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.println(a)
	return p.flushTo(w)
}

// Println is Fprintln to standard output.
func Println(a ...any) (n int, err error) { return Fprintln(os.Stdout, a...) }

// Sprintln is Fprintln to a string.
func Sprintln(a ...any) string {
	p := newPrinter()
	p.println(a)
	return p.text()
}

// Appendln is Fprintln to the end of b.
func Appendln(b []byte, a ...any) []byte {
	p := newPrinter()
	p.println(a)
	b = append(b, p.out...)
	p.release()
	return b
}
