// Package bzip2 decompresses bzip2. The work is libbz2's.
package bzip2

import (
	"internal/input"
	"io"
)

// StructuralError is the error for input that is not bzip2.
type StructuralError string

func (s StructuralError) Error() string { return "bzip2 data invalid: " + string(s) }

// The natives. A state is memory of libbz2's, with all that it allocates. decompress
// takes input and gives output as far as both last.
func newState(level int) (state []byte)
func decompress(state, in, out []byte) (taken, given, status int)

// What decompress found.
const (
	fine = iota
	ended
	badMagic
	badBlock
	badFile
)

type reader struct {
	in     input.Source
	state  []byte
	err    error
	begun  bool // a file was begun, perhaps not the first
	atHead bool // a header comes next
}

// NewReader returns a reader of what was compressed in r, of which it may read more
// than belongs to the data if it is no io.ByteReader.
func NewReader(r io.Reader) io.Reader { return &reader{in: input.From(r), atHead: true} }

// byte takes a byte of the header.
func (z *reader) byte() (c byte, err error) {
	piece, err := z.in.Fill()
	if err != nil {
		return 0, err
	}
	c = piece[0]
	z.in.Take(1)
	return c, nil
}

// head reads the four bytes that a file begins with. After a file there may be none.
func (z *reader) head() error {
	var head [4]byte
	for i := range head {
		var err error
		if head[i], err = z.byte(); err != nil {
			if err == io.EOF && (i > 0 || !z.begun) {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
		switch {
		case i == 1 && string(head[:2]) != "BZ":
			if z.begun {
				return StructuralError("bad magic value in continuation file")
			}
			return StructuralError("bad magic value")
		case i == 2 && head[2] != 'h':
			return StructuralError("non-Huffman entropy encoding")
		case i == 3 && (head[3] < '1' || head[3] > '9'):
			return StructuralError("invalid compression level")
		}
	}
	z.state = newState(int(head[3] - '0'))
	z.begun, z.atHead = true, false
	return nil
}

func (z *reader) Read(p []byte) (n int, err error) {
	for n == 0 && z.err == nil && len(p) > 0 {
		if z.atHead {
			z.err = z.head()
			continue
		}
		piece, err := z.in.Fill()
		if err != nil && err != io.EOF {
			z.err = err
			break
		}
		var taken, status int
		taken, n, status = decompress(z.state, piece, p)
		if taken > 0 {
			z.in.Take(taken)
		}
		switch status {
		case ended:
			z.atHead = true
		case badMagic:
			z.err = StructuralError("bad magic value found")
		case badBlock:
			z.err = StructuralError("block checksum mismatch")
		case badFile:
			z.err = StructuralError("file checksum mismatch")
		default:
			if err == io.EOF && n == 0 {
				z.err = io.ErrUnexpectedEOF
			}
		}
	}
	if n > 0 || len(p) == 0 {
		return n, nil
	}
	return 0, z.err
}
