// This file decompresses.

package flate

import (
	"internal/input"
	"io"
)

// Reader is what NewReader wants, to read no further than the end. Another reader is
// buffered, so that more may be read.
type Reader interface {
	io.Reader
	io.ByteReader
}

// Resetter is what a reader of this package is, too: it can be used anew.
type Resetter interface {
	// Reset reads from r, as if the reader were new.
	Reset(r io.Reader, dict []byte) error
}

type reader struct {
	in    input.Source
	state []byte
	total int64 // bytes taken
	err   error
}

// NewReader returns a reader of what was compressed in r. Closing it does not close r.
func NewReader(r io.Reader) io.ReadCloser { return NewReaderDict(r, nil) }

// NewReaderDict is NewReader with the text that the compressor was given.
func NewReaderDict(r io.Reader, dict []byte) io.ReadCloser {
	z := new(reader)
	z.Reset(r, dict)
	return z
}

func (z *reader) Reset(r io.Reader, dict []byte) error {
	*z = reader{in: input.From(r), state: newDecompressor(dict)}
	return nil
}

func (z *reader) Read(p []byte) (n int, err error) {
	for n == 0 && z.err == nil && len(p) > 0 {
		piece, err := z.in.Fill()
		if err != nil {
			// There may be output that waits for room only.
			if _, n, status := decompress(z.state, nil, p); n > 0 || status == ended {
				z.note(status)
				return n, nil
			}
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			z.err = err
			break
		}
		var taken, status int
		taken, n, status = decompress(z.state, piece, p)
		z.in.Take(taken)
		z.total += int64(taken)
		z.note(status)
	}
	if n > 0 || len(p) == 0 {
		return n, nil
	}
	return 0, z.err
}

func (z *reader) note(status int) {
	switch status {
	case ended:
		z.err = io.EOF
	case corrupt:
		z.err = CorruptInputError(z.total)
	}
}

func (z *reader) Close() error {
	if z.err == io.EOF {
		return nil
	}
	return z.err
}
