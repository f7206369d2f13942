// This file is the Reader.

package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// Reader reads a slice: as bytes, as runes, and at any offset. The zero value
// reads an empty one.
type Reader struct {
	all  []byte
	at   int64
	rune int // where the rune that ReadRune returned last begins, or -1
}

// NewReader returns a reader of b.
func NewReader(b []byte) *Reader { return &Reader{all: b, rune: -1} }

// Reset makes the reader read b from its start.
func (r *Reader) Reset(b []byte) { *r = Reader{all: b, rune: -1} }

// Size returns the length of the whole slice.
func (r *Reader) Size() int64 { return int64(len(r.all)) }

// rest is the part not yet read.
func (r *Reader) rest() []byte {
	if r.at < int64(len(r.all)) {
		return r.all[r.at:]
	}
	return nil
}

// Len returns the length of the part not yet read.
func (r *Reader) Len() int { return len(r.rest()) }

// Read is for io.Reader.
func (r *Reader) Read(b []byte) (n int, err error) {
	rest := r.rest()
	if len(rest) == 0 {
		return 0, io.EOF
	}
	n = copy(b, rest)
	r.at += int64(n)
	r.rune = -1
	return n, nil
}

// ReadAt is for io.ReaderAt.
func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) {
	switch {
	case off < 0:
		return 0, errors.New("bytes.Reader.ReadAt: negative offset")
	case off >= r.Size():
		return 0, io.EOF
	}
	if n = copy(b, r.all[off:]); n < len(b) {
		err = io.EOF
	}
	return
}

// ReadByte is for io.ByteReader.
func (r *Reader) ReadByte() (byte, error) {
	r.rune = -1
	if r.at < int64(len(r.all)) {
		c := r.all[r.at]
		r.at++
		return c, nil
	}
	return 0, io.EOF
}

// UnreadByte is for io.ByteScanner.
func (r *Reader) UnreadByte() error {
	if r.at > 0 {
		r.at--
		r.rune = -1
		return nil
	}
	return errors.New("bytes.Reader.UnreadByte: at beginning of slice")
}

// ReadRune is for io.RuneReader.
func (r *Reader) ReadRune() (ch rune, size int, err error) {
	rest := r.rest()
	r.rune = -1
	if len(rest) == 0 {
		return 0, 0, io.EOF
	}
	r.rune = int(r.at)
	ch, size = utf8.DecodeRune(rest)
	r.at += int64(size)
	return
}

// UnreadRune is for io.RuneScanner.
func (r *Reader) UnreadRune() error {
	switch {
	case r.at <= 0:
		return errors.New("bytes.Reader.UnreadRune: at beginning of slice")
	case r.rune < 0:
		return errors.New("bytes.Reader.UnreadRune: previous operation was not ReadRune")
	}
	r.at, r.rune = int64(r.rune), -1
	return nil
}

// Seek is for io.Seeker.
func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	r.rune = -1
	if whence == io.SeekCurrent {
		offset += r.at
	} else if whence == io.SeekEnd {
		offset += r.Size()
	} else if whence != io.SeekStart {
		return 0, errors.New("bytes.Reader.Seek: invalid whence")
	}
	if offset < 0 {
		return 0, errors.New("bytes.Reader.Seek: negative position")
	}
	r.at = offset
	return offset, nil
}

// WriteTo is for io.WriterTo.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	rest := r.rest()
	r.rune = -1
	if len(rest) == 0 {
		return 0, nil
	}
	wrote, err := w.Write(rest)
	if wrote > len(rest) {
		panic("bytes.Reader.WriteTo: invalid Write count")
	}
	r.at += int64(wrote)
	if err == nil && wrote < len(rest) {
		err = io.ErrShortWrite
	}
	return int64(wrote), err
}
