// Package input feeds decoders that take what they need of a piece of input and leave
// the rest in the reader, if that can be done.
package input

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// Source gives input in pieces. Fill returns a piece, with at least one byte unless
// there is an error; Take says how much of it is used up. What is not used is in the
// next piece.
type Source interface {
	Fill() ([]byte, error)
	Take(n int)
}

// From returns a source of r. If r is an io.ByteReader, it is not read any further than
// what was taken; else it may be.
func From(r io.Reader) Source {
	switch r := r.(type) {
	case *bufio.Reader:
		return buffered{r}
	case *bytes.Buffer:
		return whole{r}
	case *bytes.Reader:
		return &seeking{r: r}
	case *strings.Reader:
		return &seeking{r: r}
	case io.ByteReader:
		return &single{r: r}
	}
	return buffered{bufio.NewReader(r)}
}

type buffered struct{ r *bufio.Reader }

func (s buffered) Fill() ([]byte, error) {
	if s.r.Buffered() == 0 {
		if _, err := s.r.Peek(1); err != nil {
			return nil, err
		}
	}
	return s.r.Peek(s.r.Buffered())
}

func (s buffered) Take(n int) { s.r.Discard(n) }

type whole struct{ b *bytes.Buffer }

func (s whole) Fill() ([]byte, error) {
	if s.b.Len() == 0 {
		return nil, io.EOF
	}
	return s.b.Bytes(), nil
}

func (s whole) Take(n int) { s.b.Next(n) }

// seeking reads ahead, and goes back to where the piece was used up.
type seeking struct {
	r    io.ReadSeeker
	room [4096]byte
	n    int
}

func (s *seeking) Fill() (p []byte, err error) {
	s.n, err = s.r.Read(s.room[:])
	if s.n > 0 {
		err = nil
	}
	return s.room[:s.n], err
}

func (s *seeking) Take(n int) {
	if n < s.n {
		s.r.Seek(int64(n-s.n), io.SeekCurrent)
	}
}

// single reads byte by byte.
type single struct {
	r    io.ByteReader
	b    [1]byte
	have bool
}

func (s *single) Fill() (p []byte, err error) {
	if !s.have {
		if s.b[0], err = s.r.ReadByte(); err != nil {
			return nil, err
		}
		s.have = true
	}
	return s.b[:], nil
}

func (s *single) Take(n int) { s.have = n == 0 }
