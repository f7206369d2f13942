// This file is the Reader.

package strings

import (
	"internal/text"
	"io"
)

// A Reader reads a string: as bytes, as runes, and at any offset. The zero Reader reads an empty one.
type Reader struct{ cursor text.Cursor }

var who = text.Who{Reader: "strings.Reader", Text: "string"}

// NewReader returns a reader of s.
func NewReader(s string) *Reader {
	r := new(Reader)
	r.Reset(s)
	return r
}

// Reset makes the reader read s from its beginning.
func (r *Reader) Reset(s string) { r.cursor.Start(s) }

// Size returns the length of the whole string.
func (r *Reader) Size() int64 { return r.cursor.Size() }

// Len returns how much has not been read yet.
func (r *Reader) Len() int { return len(r.cursor.Rest()) }

// Read is for io.Reader.
func (r *Reader) Read(b []byte) (n int, err error) { return r.cursor.Read(b) }

// ReadAt is for io.ReaderAt.
func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) { return r.cursor.ReadAt(b, off, &who) }

// ReadByte is for io.ByteReader.
func (r *Reader) ReadByte() (byte, error) { return r.cursor.ReadByte() }

// UnreadByte is for io.ByteScanner.
func (r *Reader) UnreadByte() error { return r.cursor.UnreadByte(&who) }

// ReadRune is for io.RuneReader.
func (r *Reader) ReadRune() (ch rune, size int, err error) { return r.cursor.ReadRune() }

// UnreadRune is for io.RuneScanner.
func (r *Reader) UnreadRune() error { return r.cursor.UnreadRune(&who) }

// Seek is for io.Seeker.
func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	return r.cursor.Seek(offset, whence, &who)
}

// WriteTo is for io.WriterTo.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	write := func(s string) (int, error) { return io.WriteString(w, s) }
	return r.cursor.WriteTo(write, "strings.Reader.WriteTo: invalid WriteString count")
}
