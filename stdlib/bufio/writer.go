// This file is the Writer, and the pair of both.

package bufio

import (
	"io"
	"unicode/utf8"
)

// Writer buffers what it writes to another writer. After an error it takes no more
// and returns that error always. Flush it at the end.
type Writer struct {
	to     io.Writer
	buf    []byte // buf[:n] is not yet written
	n      int
	failed error
}

// NewWriter returns a Writer to w with a buffer of the usual size.
func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, defaultSize) }

// NewWriterSize returns a Writer to w whose buffer has size bytes or more; w itself
// where it is such a Writer.
func NewWriterSize(w io.Writer, size int) *Writer {
	if b, ok := w.(*Writer); ok && size <= len(b.buf) {
		return b
	}
	if size < 1 {
		size = defaultSize
	}
	return &Writer{to: w, buf: make([]byte, size)}
}

// Reset drops what is buffered and any error, and writes to w from now on.
func (b *Writer) Reset(w io.Writer) {
	if b == w {
		return // else it would write to itself
	}
	buf := b.buf
	if buf == nil {
		buf = make([]byte, defaultSize)
	}
	*b = Writer{to: w, buf: buf}
}

// Size returns the size of the buffer.
func (b *Writer) Size() int { return len(b.buf) }

// Buffered returns how many bytes are in the buffer.
func (b *Writer) Buffered() int { return b.n }

// Available returns how many more bytes the buffer can hold.
func (b *Writer) Available() int { return len(b.buf) - b.n }

// AvailableBuffer returns an empty slice with that much capacity, to append to and
// then pass to the next Write.
func (b *Writer) AvailableBuffer() []byte { return b.buf[b.n:b.n] }

// Flush writes what is buffered.
func (b *Writer) Flush() error {
	if b.failed != nil || b.n == 0 {
		return b.failed
	}
	wrote, err := b.to.Write(b.buf[:b.n])
	if err == nil && wrote < b.n {
		err = io.ErrShortWrite
	}
	if err != nil && wrote > 0 && wrote < b.n {
		copy(b.buf, b.buf[wrote:b.n])
	}
	if err == nil {
		wrote = b.n
	}
	b.n -= wrote
	b.failed = err
	return err
}

// Write takes all of p, or fewer bytes and an error.
func (b *Writer) Write(p []byte) (nn int, err error) {
	for b.failed == nil {
		var n int
		if len(p) > b.Available() && b.n == 0 {
			// What is longer than the buffer passes it by.
			n, b.failed = b.to.Write(p)
		} else {
			n = copy(b.buf[b.n:], p)
			b.n += n
			if n == len(p) {
				return nn + n, nil
			}
			b.Flush()
		}
		nn += n
		p = p[n:]
	}
	return nn, b.failed
}

// WriteString is Write of a string.
func (b *Writer) WriteString(s string) (int, error) {
	total := 0
	for b.failed == nil {
		var n int
		direct, ok := b.to.(io.StringWriter)
		if ok && b.n == 0 && len(s) > len(b.buf) {
			n, b.failed = direct.WriteString(s)
		} else {
			n = copy(b.buf[b.n:], s)
			b.n += n
			if n == len(s) {
				return total + n, nil
			}
			b.Flush()
		}
		total += n
		s = s[n:]
	}
	return total, b.failed
}

// WriteByte writes a byte.
func (b *Writer) WriteByte(c byte) error {
	if b.failed == nil && b.n == len(b.buf) {
		b.Flush()
	}
	if b.failed != nil {
		return b.failed
	}
	b.buf[b.n] = c
	b.n++
	return nil
}

// WriteRune writes a rune and returns its width in bytes.
func (b *Writer) WriteRune(r rune) (size int, err error) {
	if uint32(r) < utf8.RuneSelf {
		if err = b.WriteByte(byte(r)); err == nil {
			size = 1
		}
		return size, err
	}
	if b.failed == nil && b.Available() < utf8.UTFMax {
		b.Flush()
	}
	switch {
	case b.failed != nil:
		return 0, b.failed
	case b.Available() < utf8.UTFMax:
		return b.WriteString(string(r)) // the buffer is tiny
	}
	size = utf8.EncodeRune(b.buf[b.n:], r)
	b.n += size
	return size, nil
}

// ReadFrom writes all that r has, until EOF, which is no error here; directly where
// the buffer is empty and the writer below has ReadFrom.
func (b *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	below, direct := b.to.(io.ReaderFrom)
	for err == nil {
		if b.failed != nil {
			return n, b.failed
		}
		if b.n == len(b.buf) && b.Flush() != nil {
			return n, b.failed
		}
		if direct && b.n == 0 {
			got, err := below.ReadFrom(r)
			b.failed = err
			return n + got, err
		}
		got := 0
		for tries := 0; got == 0 && err == nil; tries++ {
			if tries == patience {
				return n, io.ErrNoProgress
			}
			got, err = r.Read(b.buf[b.n:])
		}
		b.n += got
		n += int64(got)
	}
	if err != io.EOF {
		return n, err
	}
	// A full buffer is emptied at once, so that the next write finds room.
	if b.n == len(b.buf) {
		return n, b.Flush()
	}
	return n, nil
}

// ReadWriter is a Reader and a Writer in one.
type ReadWriter struct {
	*Reader
	*Writer
}

// NewReadWriter joins r and w.
func NewReadWriter(r *Reader, w *Writer) *ReadWriter { return &ReadWriter{Reader: r, Writer: w} }
