// Package io names the shapes of sources and sinks of bytes, and has the tools
// that work on all of them. Unless told otherwise, assume that an implementation
// may not be used by several goroutines at once.
package io

import (
	"errors"
	"sync"
)

// ErrShortWrite: a write took fewer bytes than it was given and returned no error.
var ErrShortWrite = errors.New("short write")

// ErrShortBuffer: a read needed a longer buffer than it was given.
var ErrShortBuffer = errors.New("short buffer")

// EOF is what Read returns, itself and not wrapped, when input ends as it should.
var EOF = errors.New("EOF")

// ErrUnexpectedEOF: the input ended in the middle of a block or structure.
var ErrUnexpectedEOF = errors.New("unexpected EOF")

// ErrNoProgress: many calls of a Reader's Read brought neither bytes nor an error.
var ErrNoProgress = errors.New("multiple Read calls return no data or error")

var (
	errWhence       = errors.New("Seek: invalid whence")
	errOffset       = errors.New("Seek: invalid offset")
	errInvalidWrite = errors.New("invalid write result")
)

// Reader is a source of bytes. Read puts up to len(p) bytes into p and returns how
// many, which may be fewer than asked for, even when an error came. The end is
// n, EOF or n, nil followed by 0, EOF. A caller takes the n bytes first and then
// looks at err. Read must not keep p; it should not return 0, nil but for an empty p.
type Reader interface {
	Read(p []byte) (n int, err error)
}

// Closer is what can be closed; what a second Close does is the type's own affair.
type Closer interface {
	Close() error
}

// Seeker is what can move to an offset, counted as whence says; Seek returns the
// new offset from the start. Offsets before the start are errors.
type Seeker interface {
	Seek(offset int64, whence int) (int64, error)
}

// Writer is a sink of bytes. Write takes all of p, or fewer bytes and an error. It
// must neither change p nor keep it.
type Writer interface {
	Write(p []byte) (n int, err error)
}

// ReadWriter reads and writes.
type ReadWriter interface {
	Reader
	Writer
}

// WriterTo gives all that it has to w.
type WriterTo interface {
	WriteTo(w Writer) (n int64, err error)
}

// ReaderFrom takes all that r has, until EOF, which is no error here.
type ReaderFrom interface {
	ReadFrom(r Reader) (n int64, err error)
}

// WriterAt writes at any offset. Goroutines may write ranges that do not overlap
// at once.
type WriterAt interface {
	WriteAt(p []byte, off int64) (n int, err error)
}

// ByteReader reads a byte; with an error no byte was taken.
type ByteReader interface {
	ReadByte() (byte, error)
}

// ByteWriter writes a byte.
type ByteWriter interface {
	WriteByte(c byte) error
}

// RuneReader reads an encoded rune and returns it with its width in bytes.
type RuneReader interface {
	ReadRune() (r rune, size int, err error)
}

// ReaderAt reads from any offset, without a place of its own. ReadAt fills p or
// says by an error why not, and may be called by several goroutines at once.
type ReaderAt interface {
	ReadAt(p []byte, off int64) (n int, err error)
}

// StringWriter writes a string without a copy of it.
type StringWriter interface {
	WriteString(s string) (n int, err error)
}

// ReadCloser reads and closes.
type ReadCloser interface {
	Reader
	Closer
}

// ByteScanner is a ByteReader that can take back the byte read last.
type ByteScanner interface {
	ByteReader
	UnreadByte() error
}

// WriteCloser writes and closes.
type WriteCloser interface {
	Writer
	Closer
}

// RuneScanner is a RuneReader that can take back the rune read last.
type RuneScanner interface {
	RuneReader
	UnreadRune() error
}

// ReadSeeker reads and seeks.
type ReadSeeker interface {
	Reader
	Seeker
}

// ReadWriteCloser reads, writes and closes.
type ReadWriteCloser interface {
	ReadWriter
	Closer
}

// WriteSeeker writes and seeks.
type WriteSeeker interface {
	Writer
	Seeker
}

// ReadSeekCloser reads, seeks and closes.
type ReadSeekCloser interface {
	ReadSeeker
	Closer
}

// ReadWriteSeeker reads, writes and seeks.
type ReadWriteSeeker interface {
	ReadWriter
	Seeker
}

// WriteString writes s to w, by w's own WriteString where it has one.
func WriteString(w Writer, s string) (n int, err error) {
	if direct, ok := w.(StringWriter); ok {
		return direct.WriteString(s)
	}
	return w.Write([]byte(s))
}

// ReadAtLeast reads until buf holds min bytes or more. Fewer are an error: EOF for
// none at all, ErrUnexpectedEOF for some. A buf shorter than min is ErrShortBuffer.
func ReadAtLeast(r Reader, buf []byte, min int) (n int, err error) {
	if min > len(buf) {
		return 0, ErrShortBuffer
	}
	for err == nil && n < min {
		var got int
		got, err = r.Read(buf[n:])
		n += got
	}
	switch {
	case n >= min:
		err = nil
	case err == EOF && n > 0:
		err = ErrUnexpectedEOF
	}
	return n, err
}

// ReadFull reads until buf is full, with ReadAtLeast's errors.
func ReadFull(r Reader, buf []byte) (n int, err error) {
	return ReadAtLeast(r, buf, len(buf))
}

// ReadAll reads until EOF, which is no error here, and returns what came.
func ReadAll(r Reader) ([]byte, error) {
	all := make([]byte, 0, 512)
	for {
		n, err := r.Read(all[len(all):cap(all)])
		all = all[:len(all)+n]
		if err == EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		if len(all) == cap(all) {
			all = append(all, 0)[:len(all)]
		}
	}
}

// CopyN copies n bytes, or fewer and an error; EOF where src ended before that.
func CopyN(dst Writer, src Reader, n int64) (written int64, err error) {
	written, err = Copy(dst, LimitReader(src, n))
	if written < n && err == nil {
		err = EOF
	}
	if written == n {
		err = nil
	}
	return
}

// Copy copies until src's EOF, which is no error here, or another error. Where src
// has WriteTo, or dst ReadFrom, it is left to that.
func Copy(dst Writer, src Reader) (written int64, err error) {
	return pump(dst, src, nil)
}

// CopyBuffer is Copy through buf, where a buffer is needed. It panics where buf is
// empty but not nil.
func CopyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if buf != nil && len(buf) == 0 {
		panic("empty buffer in CopyBuffer")
	}
	return pump(dst, src, buf)
}

const copySize = 32 << 10 // bytes, the buffer of Copy

func pump(dst Writer, src Reader, buf []byte) (total int64, err error) {
	if from, ok := src.(WriterTo); ok {
		return from.WriteTo(dst)
	}
	if to, ok := dst.(ReaderFrom); ok {
		return to.ReadFrom(src)
	}
	if buf == nil {
		size := copySize
		if l, ok := src.(*LimitedReader); ok && l.N < copySize {
			size = int(max(l.N, 1))
		}
		buf = make([]byte, size)
	}
	for {
		got, readErr := src.Read(buf)
		if got > 0 {
			put, writeErr := dst.Write(buf[:got])
			if put < 0 || put > got {
				put = 0
				if writeErr == nil {
					writeErr = errInvalidWrite
				}
			}
			total += int64(put)
			if writeErr == nil && put < got {
				writeErr = ErrShortWrite
			}
			if writeErr != nil {
				return total, writeErr
			}
		}
		if readErr == EOF {
			return total, nil
		}
		if readErr != nil {
			return total, readErr
		}
	}
}

// Discard is a Writer that takes everything and keeps nothing.
var Discard Writer = discard{}

type discard struct{}

func (discard) Write(p []byte) (int, error)       { return len(p), nil }
func (discard) WriteString(s string) (int, error) { return len(s), nil }

var discardBuffers = sync.Pool{New: func() any { return new([8 << 10]byte) }}

func (discard) ReadFrom(r Reader) (total int64, err error) {
	buf := discardBuffers.Get().(*[8 << 10]byte)
	defer discardBuffers.Put(buf)
	for err == nil {
		var n int
		n, err = r.Read(buf[:])
		total += int64(n)
	}
	if err == EOF {
		err = nil
	}
	return total, err
}
