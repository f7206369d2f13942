// Package flate compresses and decompresses by DEFLATE (RFC 1951). The work is zlib's;
// what it writes differs from what other compressors write, and decompresses to the
// same.
package flate

import (
	"fmt"
	"io"
	"strconv"
)

// Levels of compression.
const (
	NoCompression      = 0
	BestSpeed          = 1
	BestCompression    = 9
	DefaultCompression = -1

	// HuffmanOnly does not look for repetitions, which is quick.
	HuffmanOnly = -2
)

// The natives. A state is memory of zlib's, with all that it allocates; the collector
// frees it as any other. compress and decompress take input and give output as far as
// both last.
func newCompressor(level int, dict []byte) (state []byte)
func resetCompressor(state []byte, dict []byte)
func compress(state, in, out []byte, how int) (taken, given int)
func newDecompressor(dict []byte) (state []byte)
func decompress(state, in, out []byte) (taken, given, status int)

// How compress ends: not, with all input in the output, or for good.
const (
	goOn   = 0
	flush  = 2
	finish = 4
)

// What decompress found.
const (
	fine = iota
	ended
	corrupt
)

// at says where an error is.
func at(what string, offset int64) string {
	return "flate: " + what + " offset " + strconv.FormatInt(offset, 10)
}

// CorruptInputError is the error for input that is not DEFLATE, found after so many
// bytes.
type CorruptInputError int64

// InternalError is an error of this package.
type InternalError string

// ReadError and WriteError are not used any more: errors of reading and writing are
// returned as they are.
//
// Deprecated: they stay for programs that name them.
type (
	ReadError struct {
		Offset int64
		Err    error
	}
	WriteError struct {
		Offset int64
		Err    error
	}
)

func (e *ReadError) Error() string        { return at("read error at", e.Offset) + ": " + e.Err.Error() }
func (e *WriteError) Error() string       { return at("write error at", e.Offset) + ": " + e.Err.Error() }
func (e CorruptInputError) Error() string { return at("corrupt input before", int64(e)) }
func (e InternalError) Error() string     { return "flate: internal error: " + string(e) }

// Writer compresses what it is given, and writes it to another writer.
type Writer struct {
	w      io.Writer
	dict   []byte
	state  []byte
	err    error
	closed bool
	out    [8192]byte
	n      int // of out, waiting to be written
}

// NewWriter returns a Writer with the level of compression, -2 to 9.
func NewWriter(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("flate: invalid compression level %d: want value in range [-2, 9]", level)
	}
	return &Writer{w: w, state: newCompressor(level, nil)}, nil
}

// NewWriterDict is NewWriter with a text that both sides know, in which the compressor
// finds repetitions, too.
func NewWriterDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	z, err := NewWriter(w, level)
	if err != nil {
		return nil, err
	}
	z.dict = append(z.dict, dict...)
	z.Reset(w)
	return z, nil
}

// Reset makes w write to dst, as if it were new.
func (w *Writer) Reset(dst io.Writer) {
	resetCompressor(w.state, w.dict)
	w.w, w.err, w.closed, w.n = dst, nil, false, 0
}

// send writes what waits.
func (w *Writer) send() {
	if w.n > 0 && w.err == nil {
		_, w.err = w.w.Write(w.out[:w.n])
	}
	w.n = 0
}

// run compresses p until all of it is taken, and for a flush or the end until there is
// room left, which means that all is out. It returns how much came out.
func (w *Writer) run(p []byte, how int) (out int) {
	for w.err == nil {
		taken, given := compress(w.state, p, w.out[w.n:], how)
		p = p[taken:]
		w.n += given
		out += given
		if w.n < len(w.out) {
			break
		}
		w.send()
	}
	return out
}

type closedError struct{}

func (closedError) Error() string { return "flate: closed writer" }

// Write compresses data. It may be written later.
func (w *Writer) Write(data []byte) (n int, err error) {
	if w.err != nil {
		return 0, w.err
	}
	w.run(data, goOn)
	if w.err != nil {
		return 0, w.err
	}
	return len(data), nil
}

// Flush writes all that was compressed, so that a reader can decompress all of it.
func (w *Writer) Flush() error {
	if w.err != nil {
		return w.err
	}
	if w.run(nil, flush) == 0 {
		// zlib does not flush twice; an empty block is what it would write.
		w.n += copy(w.out[w.n:], "\x00\x00\x00\xff\xff")
	}
	w.send()
	return w.err
}

// Close writes what is left, and the end.
func (w *Writer) Close() error {
	if w.closed {
		return nil
	}
	if w.err != nil {
		return w.err
	}
	w.run(nil, finish)
	w.send()
	if w.err != nil {
		return w.err
	}
	w.closed = true
	w.err = closedError{}
	return nil
}
