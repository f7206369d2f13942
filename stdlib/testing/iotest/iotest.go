// Package iotest has Readers and Writers that behave in ways which code that uses them
// must cope with: readers that give little at a time, or errors; and TestReader, which
// tests a Reader.
package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
)

// ErrTimeout is a made-up timeout.
var ErrTimeout = errors.New("timeout")

// A reading is a Reader made of a function.
type reading func(p []byte) (int, error)

func (f reading) Read(p []byte) (int, error) { return f(p) }

// A writing is a Writer made of a function.
type writing func(p []byte) (int, error)

func (f writing) Write(p []byte) (int, error) { return f(p) }

// OneByteReader returns a Reader that reads from r a byte at a time.
func OneByteReader(r io.Reader) io.Reader {
	return reading(func(p []byte) (int, error) { return r.Read(p[:min(len(p), 1)]) })
}

// HalfReader returns a Reader that reads half of what is asked for.
func HalfReader(r io.Reader) io.Reader {
	return reading(func(p []byte) (int, error) { return r.Read(p[:(len(p)+1)/2]) })
}

// ErrReader returns a Reader that has nothing but the error.
func ErrReader(err error) io.Reader {
	return reading(func([]byte) (int, error) { return 0, err })
}

// TimeoutReader returns a Reader whose second Read is an ErrTimeout.
func TimeoutReader(r io.Reader) io.Reader {
	reads := 0
	return reading(func(p []byte) (int, error) {
		if reads++; reads == 2 {
			return 0, ErrTimeout
		}
		return r.Read(p)
	})
}

// DataErrReader returns a Reader that gives an error, such as EOF, together with the last
// bytes before it.
func DataErrReader(r io.Reader) io.Reader {
	var ahead []byte // read already
	var end error
	buf := make([]byte, 1024)
	return reading(func(p []byte) (n int, err error) {
		for {
			if len(ahead) == 0 && end == nil {
				got, e := r.Read(buf)
				ahead, end = buf[:got], e
			}
			// With bytes given and more to come, there is no error yet to give with them.
			if n > 0 || end != nil && len(ahead) == 0 {
				break
			}
			n = copy(p, ahead)
			ahead = ahead[n:]
			if len(p) == 0 || len(ahead) > 0 {
				return n, nil
			}
		}
		if len(ahead) == 0 {
			err = end
		}
		return n, err
	})
}

// NewReadLogger returns a Reader that logs what it reads, in hexadecimal after the prefix.
func NewReadLogger(prefix string, r io.Reader) io.Reader {
	return reading(func(p []byte) (int, error) {
		n, err := r.Read(p)
		note(prefix, p[:n], err)
		return n, err
	})
}

// NewWriteLogger returns a Writer that logs what it writes, in hexadecimal after the
// prefix.
func NewWriteLogger(prefix string, w io.Writer) io.Writer {
	return writing(func(p []byte) (int, error) {
		n, err := w.Write(p)
		note(prefix, p[:n], err)
		return n, err
	})
}

func note(prefix string, p []byte, err error) {
	text := fmt.Sprintf("%s %x", prefix, p)
	if err != nil {
		text += fmt.Sprint(": ", err)
	}
	log.Print(text)
}

// TruncateWriter returns a Writer that writes n bytes, and takes all others without
// writing them.
func TruncateWriter(w io.Writer, n int64) io.Writer {
	return writing(func(p []byte) (int, error) {
		use := p[:min(int64(len(p)), n)]
		if len(use) == 0 {
			return len(p), nil
		}
		got, err := w.Write(use)
		n -= int64(got)
		if got == len(use) {
			got = len(p)
		}
		return got, err
	})
}

// TestReader tests that r gives content and then EOF; also Seek and ReadAt, where r has
// them.
func TestReader(r io.Reader, content []byte) error {
	if n, err := r.Read(nil); len(content) > 0 && (n != 0 || err != nil) {
		return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
	}
	if err := same("ReadAll(small amounts)", &inBits{r: r}, content); err != nil {
		return err
	}
	if n, err := r.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if s, ok := r.(io.ReadSeeker); ok {
		if err := testSeeker(s, content); err != nil {
			return err
		}
	}
	if at, ok := r.(io.ReaderAt); ok {
		return testReaderAt(at, content)
	}
	return nil
}

// inBits reads 1, 2, 3, 1, ... bytes at a time.
type inBits struct {
	r io.Reader
	n int
}

func (b *inBits) Read(p []byte) (int, error) {
	b.n = b.n%3 + 1
	n, err := b.r.Read(p[:min(len(p), b.n)])
	if n > b.n {
		err = fmt.Errorf("Read(%d) = %d, %v", b.n, n, err)
	}
	return n, err
}

// same tests that all that is left of r is want.
func same(what string, r io.Reader, want []byte) error {
	got, err := io.ReadAll(r)
	switch {
	case err != nil:
		return err
	case !bytes.Equal(got, want):
		return fmt.Errorf("%s = %q\n\twant %q", what, got, want)
	}
	return nil
}

func testSeeker(s io.ReadSeeker, content []byte) error {
	size := int64(len(content))
	middle := size / 3
	for _, c := range []struct {
		offset int64
		whence int
		want   int64
	}{
		{0, io.SeekCurrent, size}, {0, io.SeekStart, 0}, {middle, io.SeekCurrent, middle}, {0, io.SeekCurrent, middle},
		{-size + middle, io.SeekEnd, middle}, {middle / 2, io.SeekStart, middle / 2}, {0, io.SeekEnd, size}, {0, io.SeekStart, 0},
	} {
		at, err := s.Seek(c.offset, c.whence)
		if err != nil || at != c.want {
			return fmt.Errorf("Seek(%d, %d) = %d, %v, want %d, nil", c.offset, c.whence, at, err, c.want)
		}
		if err := same(fmt.Sprintf("ReadAll from %d", at), s, content[at:]); err != nil {
			return err
		}
		if _, err := s.Seek(c.want, io.SeekStart); err != nil {
			return err
		}
	}
	for whence, offset := range []int64{-1, -1, -size - 1} {
		if at, err := s.Seek(offset, whence); err == nil {
			return fmt.Errorf("Seek(%d, %d) = %d, nil, want error", offset, whence, at)
		}
	}
	return nil
}

func testReaderAt(r io.ReaderAt, content []byte) error {
	size := int64(len(content))
	for from := int64(0); from <= size; from += 1 + size/7 {
		for _, n := range []int64{0, 1, size - from, size - from + 10} {
			if n < 0 {
				continue
			}
			buf := bytes.Repeat([]byte{0xFE}, int(n)+1)
			got, err := r.ReadAt(buf[:n:n], from)
			left := min(n, size-from)
			if int64(got) != left || !bytes.Equal(buf[:got], content[from:from+left]) {
				return fmt.Errorf("ReadAt(%d, %d) = %d, %v, want %d bytes of content", n, from, got, err, left)
			}
			if n > left && err != io.EOF || n <= left && err != nil && !(err == io.EOF && from+n == size) {
				return fmt.Errorf("ReadAt(%d, %d) = %d, %v", n, from, got, err)
			}
			if buf[n] != 0xFE {
				return fmt.Errorf("ReadAt(%d, %d) wrote beyond its buffer", n, from)
			}
		}
	}
	if n, err := r.ReadAt(make([]byte, 1), -1); err == nil {
		return fmt.Errorf("ReadAt(1, -1) = %d, nil, want error", n)
	}
	return nil
}
