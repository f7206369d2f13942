// Package zlib reads and writes the format of zlib (RFC 1950): DEFLATE between a
// header and a checksum.
package zlib

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"internal/hashstate"
	"io"
)

// Levels of compression, as flate's.
const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

// What may be wrong with the input.
var (
	ErrChecksum   = errors.New("zlib: invalid checksum")
	ErrDictionary = errors.New("zlib: invalid dictionary")
	ErrHeader     = errors.New("zlib: invalid header")
)

// The header is two bytes that 31 divides, the higher first: the method with the size
// of the window, then two bits for the level and one for a dictionary.
const (
	method   = 0x78 // DEFLATE with a window of 32 KB
	hasDict  = 1 << 5
	multiple = 31
)

// Resetter is what a reader of this package is, too: it can be used anew.
type Resetter interface {
	// Reset reads from r, as if the reader were new.
	Reset(r io.Reader, dict []byte) error
}

type reader struct {
	r    flate.Reader
	body io.ReadCloser
	sum  hash.Hash32
	err  error
}

// NewReader returns a reader of what was compressed in r. Its checksum is checked at
// the end. If r is no io.ByteReader, more of it may be read. Closing the reader does
// not close r.
func NewReader(r io.Reader) (io.ReadCloser, error) { return NewReaderDict(r, nil) }

// NewReaderDict is NewReader with a dictionary, which is not looked at where the data
// was compressed without one.
func NewReaderDict(r io.Reader, dict []byte) (io.ReadCloser, error) {
	z := new(reader)
	if err := z.Reset(r, dict); err != nil {
		return nil, err
	}
	return z, nil
}

// full reads all of p; the end comes too early wherever it comes.
func (z *reader) full(p []byte) {
	if _, z.err = io.ReadFull(z.r, p); z.err == io.EOF {
		z.err = io.ErrUnexpectedEOF
	}
}

func (z *reader) Reset(r io.Reader, dict []byte) error {
	*z = reader{body: z.body, sum: adler32.New()}
	if f, ok := r.(flate.Reader); ok {
		z.r = f
	} else {
		z.r = bufio.NewReader(r)
	}
	var head [4]byte
	if z.full(head[:2]); z.err != nil {
		return z.err
	}
	if head[0]&0xf != method&0xf || head[0] > method || (int(head[0])<<8+int(head[1]))%multiple != 0 {
		z.err = ErrHeader
		return z.err
	}
	if head[1]&hasDict == 0 {
		dict = nil
	} else {
		if z.full(head[:]); z.err != nil {
			return z.err
		}
		if hashstate.Get32(head[:]) != adler32.Checksum(dict) {
			z.err = ErrDictionary
			return z.err
		}
	}
	if z.body == nil {
		z.body = flate.NewReaderDict(z.r, dict)
		return nil
	}
	return z.body.(flate.Resetter).Reset(z.r, dict)
}

func (z *reader) Read(p []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	n, z.err = z.body.Read(p)
	z.sum.Write(p[:n])
	if z.err != io.EOF {
		return n, z.err
	}
	var tail [4]byte
	if z.full(tail[:]); z.err != nil {
		return n, z.err
	}
	z.err = io.EOF
	if hashstate.Get32(tail[:]) != z.sum.Sum32() {
		z.err = ErrChecksum
	}
	return n, z.err
}

func (z *reader) Close() error {
	if z.err != nil && z.err != io.EOF {
		return z.err
	}
	return z.body.Close()
}

// Writer compresses what it is given, and writes it to another writer.
type Writer struct {
	w     io.Writer
	level int
	dict  []byte
	body  *flate.Writer
	sum   hash.Hash32
	begun bool
	err   error
}

// NewWriter returns a Writer with the usual compression.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: w, level: DefaultCompression, sum: adler32.New()}
}

// NewWriterLevelDict is NewWriterLevel with a dictionary.
func NewWriterLevelDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if known := HuffmanOnly <= level && level <= BestCompression; !known {
		return nil, fmt.Errorf("zlib: invalid compression level: %d", level)
	}
	return &Writer{w: w, level: level, dict: dict, sum: adler32.New()}, nil
}

// NewWriterLevel is NewWriter with a level of compression, -2 to 9.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	return NewWriterLevelDict(w, level, nil)
}

// Reset makes z write to w, as if it were new.
func (z *Writer) Reset(w io.Writer) {
	z.w, z.begun, z.err = w, false, nil
	z.sum.Reset()
}

// strength is the header's idea of a level.
func strength(level int) byte {
	switch {
	case level == DefaultCompression || level == 6:
		return 2
	case level > 6:
		return 3
	case level > 1:
		return 1
	}
	return 0
}

// begin writes the header.
func (z *Writer) begin() {
	if z.begun || z.err != nil {
		return
	}
	z.begun = true
	flags := strength(z.level) << 6
	if z.dict != nil {
		flags |= hasDict
	}
	head := []byte{method, flags}
	head[1] += byte(multiple - (int(method)<<8+int(flags))%multiple)
	if z.dict != nil {
		head = hashstate.Append32(head, adler32.Checksum(z.dict))
	}
	if _, z.err = z.w.Write(head); z.err != nil {
		return
	}
	if z.body == nil {
		z.body, z.err = flate.NewWriterDict(z.w, z.level, z.dict)
	} else {
		z.body.Reset(z.w)
	}
}

// Write compresses p. It may be written later.
func (z *Writer) Write(p []byte) (n int, err error) {
	if z.begin(); z.err != nil {
		return 0, z.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if n, z.err = z.body.Write(p); z.err == nil {
		z.sum.Write(p)
	}
	return n, z.err
}

// Flush writes all that was compressed.
func (z *Writer) Flush() error {
	if z.begin(); z.err == nil {
		z.err = z.body.Flush()
	}
	return z.err
}

// Close writes what is left, and the checksum.
func (z *Writer) Close() error {
	if z.begin(); z.err != nil {
		return z.err
	}
	if z.err = z.body.Close(); z.err != nil {
		return z.err
	}
	_, z.err = z.w.Write(hashstate.Append32(nil, z.sum.Sum32()))
	return z.err
}
