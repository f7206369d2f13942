// This file is the reader that strings.Reader and bytes.Reader are made of.

package text

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Cursor reads a text: as bytes, as runes, and at any offset. The zero Cursor reads the empty text.
type Cursor struct {
	all  string
	at   int64
	back int // how many bytes UnreadRune goes back; 0 when it must not
}

// Who names the reader that a Cursor is in, and what it reads, for its errors.
type Who struct{ Reader, Text string }

func (w *Who) fault(text string) error { return errors.New(w.Reader + text) }

// Start makes c read s from its beginning.
func (c *Cursor) Start(s string) { *c = Cursor{all: s} }

// Size returns the length of the whole text.
func (c *Cursor) Size() int64 { return int64(len(c.all)) }

// Rest returns what has not been read yet.
func (c *Cursor) Rest() string { return c.all[min(c.at, c.Size()):] }

// Read is for io.Reader.
func (c *Cursor) Read(b []byte) (int, error) {
	rest := c.Rest()
	if rest == "" {
		return 0, io.EOF
	}
	n := copy(b, rest)
	c.pass(n, 0)
	return n, nil
}

// pass goes n bytes on, of which UnreadRune may go some back.
func (c *Cursor) pass(n, back int) {
	c.at += int64(n)
	c.back = back
}

// ReadAt is for io.ReaderAt.
func (c *Cursor) ReadAt(b []byte, off int64, who *Who) (n int, err error) {
	if off < 0 {
		return 0, who.fault(".ReadAt: negative offset")
	}
	if off >= c.Size() {
		return 0, io.EOF
	}
	if n = copy(b, c.all[off:]); n < len(b) {
		err = io.EOF
	}
	return n, err
}

// ReadByte is for io.ByteReader.
func (c *Cursor) ReadByte() (byte, error) {
	c.back = 0
	if c.at >= c.Size() {
		return 0, io.EOF
	}
	c.at++
	return c.all[c.at-1], nil
}

// UnreadByte is for io.ByteScanner.
func (c *Cursor) UnreadByte(who *Who) error {
	if c.at == 0 {
		return who.fault(".UnreadByte: at beginning of " + who.Text)
	}
	c.pass(-1, 0)
	return nil
}

// ReadRune is for io.RuneReader.
func (c *Cursor) ReadRune() (r rune, size int, err error) {
	if rest := c.Rest(); rest != "" {
		r, size = utf8.DecodeRuneInString(rest)
	} else {
		err = io.EOF
	}
	c.pass(size, size)
	return r, size, err
}

// UnreadRune is for io.RuneScanner.
func (c *Cursor) UnreadRune(who *Who) error {
	if c.at == 0 {
		return who.fault(".UnreadRune: at beginning of " + who.Text)
	}
	if c.back == 0 {
		return who.fault(".UnreadRune: previous operation was not ReadRune")
	}
	c.pass(-c.back, 0)
	return nil
}

// Seek is for io.Seeker.
func (c *Cursor) Seek(offset int64, whence int, who *Who) (int64, error) {
	c.back = 0
	var from int64
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		from = c.at
	case io.SeekEnd:
		from = c.Size()
	default:
		return 0, who.fault(".Seek: invalid whence")
	}
	if from+offset < 0 {
		return 0, who.fault(".Seek: negative position")
	}
	c.at = from + offset
	return c.at, nil
}

// WriteTo is for io.WriterTo: write takes the rest.
func (c *Cursor) WriteTo(write func(string) (int, error), fault string) (int64, error) {
	rest := c.Rest()
	c.back = 0
	if rest == "" {
		return 0, nil
	}
	n, err := write(rest)
	if n > len(rest) {
		panic(fault)
	}
	c.at += int64(n)
	if n < len(rest) && err == nil {
		err = io.ErrShortWrite
	}
	return int64(n), err
}
