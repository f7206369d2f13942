// This file writes.

package gzip

import (
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
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

// unknownOS is the number for no system in particular.
const unknownOS = 255

// Writer compresses what it is given, and writes it to another writer. The fields of
// Header are written with the first data, and may be set before.
type Writer struct {
	Header
	w      io.Writer
	level  int
	body   *flate.Writer
	sum    uint32
	size   uint32
	begun  bool
	closed bool
	err    error
}

// NewWriter returns a Writer with the usual compression.
func NewWriter(w io.Writer) *Writer {
	usual := &Writer{level: DefaultCompression}
	usual.Reset(w)
	return usual
}

// NewWriterLevel is NewWriter with a level of compression, -2 to 9.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("gzip: invalid compression level: %d", level)
	}
	z := &Writer{level: level}
	z.Reset(w)
	return z, nil
}

// Reset makes z write to w, as if it were new.
func (z *Writer) Reset(w io.Writer) {
	*z = Writer{Header: Header{OS: unknownOS}, w: w, level: z.level, body: z.body}
}

// appendText appends s as Latin-1, and a zero.
func appendText(b []byte, s string) ([]byte, error) {
	for _, r := range s {
		if r == 0 || r > 0xff {
			return nil, errors.New("gzip.Write: non-Latin-1 header string")
		}
		b = append(b, byte(r))
	}
	return append(b, 0), nil
}

func append32(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

func (h *Header) append(b []byte, level int) (_ []byte, err error) {
	var flags, effort byte
	if h.Extra != nil {
		flags |= hasExtra
	}
	if h.Name != "" {
		flags |= hasName
	}
	if h.Comment != "" {
		flags |= hasComment
	}
	var seconds uint32
	if !h.ModTime.IsZero() && h.ModTime.Unix() > 0 {
		seconds = uint32(h.ModTime.Unix())
	}
	switch level {
	case BestCompression:
		effort = 2
	case BestSpeed:
		effort = 4
	}
	b = append(append(b, magic...), flags)
	b = append(append32(b, seconds), effort, h.OS)
	if h.Extra != nil {
		if len(h.Extra) > 0xffff {
			return nil, errors.New("gzip.Write: Extra data is too large")
		}
		b = append(b, byte(len(h.Extra)), byte(len(h.Extra)>>8))
		b = append(b, h.Extra...)
	}
	for _, s := range []string{h.Name, h.Comment} {
		if s != "" {
			if b, err = appendText(b, s); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// begin writes the header.
func (z *Writer) begin() {
	if z.begun || z.err != nil {
		return
	}
	z.begun = true
	var head []byte
	if head, z.err = z.Header.append(nil, z.level); z.err != nil {
		return
	}
	if _, z.err = z.w.Write(head); z.err != nil {
		return
	}
	if z.body == nil {
		z.body, z.err = flate.NewWriter(z.w, z.level)
	} else {
		z.body.Reset(z.w)
	}
}

// Write compresses p. It may be written later.
func (z *Writer) Write(p []byte) (int, error) {
	if z.begin(); z.err != nil {
		return 0, z.err
	}
	z.size += uint32(len(p))
	z.sum = crc32.Update(z.sum, crc32.IEEETable, p)
	n, err := z.body.Write(p)
	z.err = err
	return n, err
}

// Flush writes all that was compressed.
func (z *Writer) Flush() error {
	if z.err == nil && z.closed {
		return nil
	}
	if z.begin(); z.err == nil {
		z.err = z.body.Flush()
	}
	return z.err
}

// Close writes what is left, and the checksum.
func (z *Writer) Close() error {
	if z.err != nil || z.closed {
		return z.err
	}
	z.closed = true
	if z.begin(); z.err != nil {
		return z.err
	}
	if z.err = z.body.Close(); z.err != nil {
		return z.err
	}
	_, z.err = z.w.Write(append32(append32(nil, z.sum), z.size))
	return z.err
}
