// This file is the face of scanning, and the source of its runes. The routines in
// token.go end a scan by panicking with a scanFailure, which ends up as the error of
// the function called.

package fmt

import (
	"errors"
	"io"
	"os"
	"sync"
	"unicode/utf8"
)

// Scanner scans itself, into what its receiver points to.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// ScanState is what a Scanner reads from. ReadRune says EOF at the end of the
// input, of the width, and after the newline that ends a Scanln or the like.
type ScanState interface {
	// Width returns the width, in runes, and whether there is one.
	Width() (wid int, ok bool)

	// ReadRune reads the next rune.
	ReadRune() (r rune, size int, err error)

	// UnreadRune makes the next ReadRune return the same rune again.
	UnreadRune() error

	// SkipSpace skips space in the input; a newline is space or an error, as
	// the function called has it.
	SkipSpace()

	// Token skips space where skipSpace is set, and returns the run of runes
	// that satisfy f, or are no space where f is nil. The next call of Token
	// may write over what it returns.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)

	// Read is there so that a ScanState is an io.Reader; it always fails.
	Read(buf []byte) (n int, err error)
}

// Scan reads space-separated values from standard input into what the operands
// point to; newlines are space. It returns the number of values read.
func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

// Scanln is Scan that stops at a newline, which, or EOF, must follow the last value.
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

// Scanf reads values from standard input as the format has them. Newlines in the
// input must match those in the format, except that %c reads any rune.
func Scanf(format string, a ...any) (n int, err error) {
	return Fscanf(os.Stdin, format, a...)
}

// Sscan is Scan from a string.
func Sscan(str string, a ...any) (n int, err error) { return Fscan(&stringSource{str}, a...) }

// Sscanln is Scanln from a string.
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(&stringSource{str}, a...) }

// Sscanf is Scanf from a string.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&stringSource{str}, format, a...)
}

// Fscan is Scan from r. Where r has no ReadRune, it may read one rune too many,
// which is lost; where it has no UnreadRune, one rune may be lost between calls.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r, true, false)
	n, err = s.scanAll(a)
	s.release()
	return
}

// Fscanln is Scanln from r.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r, false, true)
	n, err = s.scanAll(a)
	s.release()
	return
}

// Fscanf is Scanf from r.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	s := newScan(r, false, false)
	n, err = s.scanFormat(format, a)
	s.release()
	return
}

type stringSource struct{ rest string }

func (s *stringSource) Read(b []byte) (n int, err error) {
	if n = copy(b, s.rest); n == 0 {
		err = io.EOF
	}
	s.rest = s.rest[n:]
	return
}

// runeSource reads runes from a plain Reader, byte by byte, so that nothing beyond
// the last rune is taken from it.
type runeSource struct {
	from    io.Reader
	bytes   [utf8.UTFMax]byte // read but not yet part of a rune
	held    int               // number of those
	last    rune
	hasLast bool // a rune was read since the last UnreadRune
	again   bool // last is to be read again
}

func (r *runeSource) ReadRune() (c rune, size int, err error) {
	if r.again {
		r.again, r.hasLast = false, true
		return r.last, utf8.RuneLen(r.last), nil
	}
	for r.held == 0 || !utf8.FullRune(r.bytes[:r.held]) {
		_, err = io.ReadFull(r.from, r.bytes[r.held:r.held+1])
		if err == io.EOF && r.held > 0 {
			break // a broken rune at the end
		}
		if err != nil {
			return 0, 0, err
		}
		r.held++
	}
	c, size = utf8.DecodeRune(r.bytes[:r.held])
	copy(r.bytes[:], r.bytes[size:r.held])
	r.held -= size
	r.last, r.hasLast = c, true
	return c, size, nil
}

func (r *runeSource) UnreadRune() error {
	if !r.hasLast {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	r.again, r.hasLast = true, false
	return nil
}

const noLimit = 1 << 30 // runes

// ss is the state of a scan; its name shows in the types that Scanners are given.
type ss struct {
	from      io.RuneScanner
	token     []byte
	taken     int  // runes
	end       int  // value of taken where the width is used up
	width     int  // of the verb in hand, or noLimit
	atEOF     bool // nothing more to read, even if from has more
	nlIsSpace bool
	nlIsEnd   bool
}

var scans = sync.Pool{New: func() any { return new(ss) }}

func newScan(r io.Reader, nlIsSpace, nlIsEnd bool) *ss {
	s := scans.Get().(*ss)
	from, ok := r.(io.RuneScanner)
	if !ok {
		from = &runeSource{from: r}
	}
	*s = ss{from: from, token: s.token[:0], end: noLimit, width: noLimit, nlIsSpace: nlIsSpace, nlIsEnd: nlIsEnd}
	return s
}

func (s *ss) release() {
	s.from = nil
	if cap(s.token) <= 1<<10 {
		scans.Put(s)
	}
}

// Read is for ScanState.
func (s *ss) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

// ReadRune is for ScanState.
func (s *ss) ReadRune() (r rune, size int, err error) {
	if s.atEOF || s.taken >= s.end {
		return 0, 0, io.EOF
	}
	r, size, err = s.from.ReadRune()
	switch {
	case err == nil:
		s.taken++
		s.atEOF = s.nlIsEnd && r == '\n'
	case err == io.EOF:
		s.atEOF = true
	}
	return
}

// UnreadRune is for ScanState.
func (s *ss) UnreadRune() error {
	s.from.UnreadRune()
	s.taken--
	s.atEOF = false
	return nil
}

// Width is for ScanState.
func (s *ss) Width() (wid int, ok bool) {
	if s.width == noLimit {
		return 0, false
	}
	return s.width, true
}

// Token is for ScanState.
func (s *ss) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer catch(&err, false)
	if f == nil {
		f = notSpace
	}
	s.token = s.token[:0]
	return s.run(skipSpace, f), nil
}
