// This file shows bytes in the manner of `hexdump -C`.

package hex

import (
	"errors"
	"io"
	"strings"
)

// A line of a dump shows perLine bytes: the offset of the first, the bytes in two
// groups, and their characters.
const (
	perLine   = 16
	byteAt    = 10                     // where the first byte is shown
	textAt    = byteAt + 3*perLine + 2 // the bar before the characters
	lineWidth = textAt + perLine + 3   // with both bars and the newline
)

type dumper struct {
	w      io.Writer
	line   [lineWidth]byte
	n      int // bytes in line
	offset uint32
	closed bool
}

// Dump returns a dump of data.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var out strings.Builder
	out.Grow((len(data) + perLine - 1) / perLine * lineWidth)
	d := Dumper(&out)
	d.Write(data)
	d.Close()
	return out.String()
}

// Dumper returns a writer that writes a dump of what it is given to w. Closing it
// writes the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func (d *dumper) begin() {
	for i := range d.line {
		d.line[i] = ' '
	}
	put(d.line[:], []byte{byte(d.offset >> 24), byte(d.offset >> 16), byte(d.offset >> 8), byte(d.offset)})
}

// at is where byte i of a line is shown: the second group stands a space apart.
func at(i int) int { return byteAt + 3*i + i/(perLine/2) }

func (d *dumper) flush() error {
	d.line[textAt] = '|'
	end := textAt + 1 + d.n
	d.line[end] = '|'
	d.line[end+1] = '\n'
	_, err := d.w.Write(d.line[:end+2])
	d.n = 0
	return err
}

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for _, c := range data {
		if d.n == 0 {
			d.begin()
		}
		put(d.line[at(d.n):], []byte{c})
		if c < ' ' || c > '~' {
			c = '.'
		}
		d.line[textAt+1+d.n] = c
		d.n++
		d.offset++
		n++
		if d.n == perLine {
			if err := d.flush(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (d *dumper) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	if d.n == 0 {
		return nil
	}
	return d.flush()
}
