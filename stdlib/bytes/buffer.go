// This file is the Buffer.

package bytes

import (
	"errors"
	"internal/bytescan"
	"io"
	"slices"
	"unicode/utf8"
)

// MinRead is the least room that ReadFrom offers its reader.
const MinRead = 512

const firstCap = 64 // bytes of a Buffer's first allocation

// ErrTooLarge is what the Buffer panics with where there is no memory for its bytes.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

var (
	errNegativeRead = errors.New("bytes.Buffer: reader returned negative count from Read")
	errUnreadByte   = errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	errUnreadRune   = errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
)

// Buffer is bytes that are written at the end and read at the start. The zero value
// is empty and ready.
type Buffer struct {
	bytes []byte // all that is kept; bytes[at:] is not read yet
	at    int
	last  lastRead
}

// lastRead says what may be taken back: a positive number is the width of the rune
// read last.
type lastRead int8

const (
	readBytes lastRead = -1
	readNone  lastRead = 0
)

// NewBuffer returns a Buffer that begins with buf's bytes, and owns buf.
func NewBuffer(buf []byte) *Buffer { return &Buffer{bytes: buf} }

// NewBufferString returns a Buffer that begins with the bytes of s.
func NewBufferString(s string) *Buffer { return NewBuffer([]byte(s)) }

// Bytes returns the unread bytes, which lie in the Buffer: they may change with its
// next change.
func (b *Buffer) Bytes() []byte { return b.bytes[b.at:] }

// String returns the unread bytes as a string; "<nil>" for a nil Buffer.
func (b *Buffer) String() string {
	if b != nil {
		return string(b.bytes[b.at:])
	}
	return "<nil>"
}

// Len returns the number of unread bytes.
func (b *Buffer) Len() int { return len(b.bytes) - b.at }

// Cap returns the size of the memory that the Buffer has.
func (b *Buffer) Cap() int { return cap(b.bytes) }

// Available returns how many bytes can be written without an allocation.
func (b *Buffer) Available() int { return cap(b.bytes) - len(b.bytes) }

// AvailableBuffer returns an empty slice with that much capacity, to append to and
// then pass to the next Write.
func (b *Buffer) AvailableBuffer() []byte { return b.bytes[len(b.bytes):] }

// Reset makes the Buffer empty, and keeps its memory.
func (b *Buffer) Reset() {
	b.bytes = b.bytes[:0]
	b.at, b.last = 0, readNone
}

// Truncate drops all but the first n unread bytes. It panics where there are not as
// many.
func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.last = readNone
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.bytes = b.bytes[:b.at+n]
}

// extend adds n bytes and returns where they begin.
func (b *Buffer) extend(n int) int {
	size := len(b.bytes)
	if n <= cap(b.bytes)-size {
		b.bytes = b.bytes[:size+n]
		return size
	}
	unread := b.Len()
	switch {
	case unread == 0 && b.at > 0 && n <= cap(b.bytes):
		b.Reset()
	case b.bytes == nil && n <= firstCap:
		b.bytes = make([]byte, 0, firstCap)
	case n <= cap(b.bytes)/2-unread:
		// What was read gives enough room; half of it, so that moving does not
		// take quadratic time.
		copy(b.bytes, b.bytes[b.at:])
	default:
		b.bytes = enlarged(b.bytes[b.at:], n)
	}
	b.at = 0
	b.bytes = b.bytes[:unread+n]
	return unread
}

// enlarged returns a copy of the bytes with room for n more, and twice what there
// was.
func enlarged(bytes []byte, n int) []byte {
	defer func() {
		if recover() != nil {
			panic(ErrTooLarge)
		}
	}()
	room := max(len(bytes)+n, 2*cap(bytes))
	if len(bytes)+n < 0 {
		panic(ErrTooLarge)
	}
	return append(slices.Grow([]byte(nil), room), bytes...)
}

// Grow makes room for n more bytes. It panics where n is negative, and with
// ErrTooLarge where there is no memory.
func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	b.bytes = b.bytes[:b.extend(n)]
}

// Write appends p; its error is always nil.
func (b *Buffer) Write(p []byte) (n int, err error) {
	b.last = readNone
	return copy(b.bytes[b.extend(len(p)):], p), nil
}

// WriteString appends s; its error is always nil.
func (b *Buffer) WriteString(s string) (n int, err error) {
	b.last = readNone
	to := b.extend(len(s))
	return copy(b.bytes[to:], s), nil
}

// WriteByte appends c; its error is always nil.
func (b *Buffer) WriteByte(c byte) error {
	b.last = readNone
	to := b.extend(1)
	b.bytes[to] = c
	return nil
}

// WriteRune appends r's encoding and returns its length; its error is always nil.
func (b *Buffer) WriteRune(r rune) (n int, err error) {
	if uint32(r) < utf8.RuneSelf {
		b.WriteByte(byte(r))
		return 1, nil
	}
	b.last = readNone
	to := b.extend(utf8.UTFMax)
	b.bytes = utf8.AppendRune(b.bytes[:to], r)
	return len(b.bytes) - to, nil
}

// ReadFrom appends all that r has, until EOF, which is no error here.
func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	b.last = readNone
	for err == nil {
		var got int
		end := b.extend(MinRead)
		b.bytes = b.bytes[:end]
		if got, err = r.Read(b.bytes[end:cap(b.bytes)]); got < 0 {
			panic(errNegativeRead)
		}
		b.bytes = b.bytes[:end+got]
		n += int64(got)
	}
	if err == io.EOF {
		err = nil
	}
	return n, err
}

// WriteTo writes all unread bytes to w.
func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.last = readNone
	if unread := b.Len(); unread > 0 {
		wrote, err := w.Write(b.bytes[b.at:])
		if wrote > unread {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.at += wrote
		n = int64(wrote)
		if err == nil && wrote < unread {
			err = io.ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
	b.Reset()
	return n, nil
}

// exhausted reports whether there is nothing to read; the memory is then used anew.
func (b *Buffer) exhausted() bool {
	if b.at < len(b.bytes) {
		return false
	}
	b.Reset()
	return true
}

// Read takes up to len(p) bytes; EOF where there are none, but for an empty p.
func (b *Buffer) Read(p []byte) (n int, err error) {
	b.last = readNone
	if b.exhausted() {
		if len(p) > 0 {
			err = io.EOF
		}
		return 0, err
	}
	n = copy(p, b.bytes[b.at:])
	b.at += n
	if n > 0 {
		b.last = readBytes
	}
	return n, nil
}

// Next takes up to n bytes and returns them where they lie, until the next change.
func (b *Buffer) Next(n int) []byte {
	b.last = readNone
	if unread := b.Len(); n > unread {
		n = unread
	}
	taken := b.bytes[b.at : b.at+n]
	if b.at += n; n > 0 {
		b.last = readBytes
	}
	return taken
}

// Peek returns the next n bytes without taking them, fewer and EOF where there are
// not as many.
func (b *Buffer) Peek(n int) ([]byte, error) {
	if unread := b.bytes[b.at:]; len(unread) < n {
		return unread, io.EOF
	}
	return b.bytes[b.at : b.at+n], nil
}

// ReadByte takes a byte.
func (b *Buffer) ReadByte() (byte, error) {
	if b.exhausted() {
		return 0, io.EOF
	}
	c := b.bytes[b.at]
	b.at++
	b.last = readBytes
	return c, nil
}

// ReadRune takes a rune; broken UTF-8 gives U+FFFD of width 1.
func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.exhausted() {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.bytes[b.at:])
	b.at += size
	b.last = lastRead(size)
	return r, size, nil
}

// UnreadRune takes back what ReadRune, the last thing done, has read.
func (b *Buffer) UnreadRune() error {
	if b.last <= readNone {
		return errUnreadRune
	}
	b.at -= int(b.last)
	b.last = readNone
	return nil
}

// UnreadByte takes back the last byte that the last thing done has read.
func (b *Buffer) UnreadByte() error {
	if b.last == readNone {
		return errUnreadByte
	}
	b.last = readNone
	if b.at > 0 {
		b.at--
	}
	return nil
}

// through takes all up to and with delim, or all and EOF where there is none.
func (b *Buffer) through(delim byte) (taken []byte, err error) {
	taken = b.bytes[b.at:]
	if at := bytescan.IndexByte(taken, delim); at >= 0 {
		taken = taken[:at+1]
	} else {
		err = io.EOF
	}
	b.at += len(taken)
	b.last = readBytes
	return
}

// ReadBytes takes all up to and with delim, or all and EOF where there is none.
func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	taken, err := b.through(delim)
	return append(line, taken...), err
}

// ReadString is ReadBytes that returns a string.
func (b *Buffer) ReadString(delim byte) (line string, err error) {
	taken, err := b.through(delim)
	return string(taken), err
}
