// This file encodes and decodes streams.

package base64

import (
	"internal/radix"
	"io"
)

// NewEncoder returns a writer that writes the text of what it is given to w. Closing
// it writes the last group.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser {
	return radix.NewEncoder(&enc.code, w)
}

type decoder struct {
	enc   *Encoding
	r     io.Reader
	err   error  // of decoding
	rerr  error  // of r
	bytes []byte // decoded, not asked for yet
	text  [radix.Room]byte
	n     int // of text that waits
	store [radix.Room / 4 * 3]byte
}

// NewDecoder returns a reader of the bytes that the text in r stands for. It passes
// over newlines.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader {
	return &decoder{enc: enc, r: r}
}

// fill reads until there is a group of text, or no more.
func (d *decoder) fill(want int) {
	for d.n < 4 && d.rerr == nil {
		var got int
		got, d.rerr = d.r.Read(d.text[d.n:want])
		for _, c := range d.text[d.n : d.n+got] {
			if c != '\n' && c != '\r' {
				d.text[d.n] = c
				d.n++
			}
		}
	}
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.bytes) > 0 {
		n = copy(p, d.bytes)
		d.bytes = d.bytes[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	d.fill(min(max(len(p)/3*4, 4), radix.Room))
	groups := d.n / 4 * 4
	if d.n < 4 {
		switch {
		case d.enc.code.Padding == NoPadding && d.n > 0:
			groups = d.n // the last one is short
		case d.rerr == io.EOF && d.n > 0:
			d.err = io.ErrUnexpectedEOF
			return 0, d.err
		default:
			d.err = d.rerr
			return 0, d.err
		}
	}
	n, d.err = d.enc.Decode(d.store[:], d.text[:groups])
	d.bytes = d.store[:n]
	n = copy(p, d.bytes)
	d.bytes = d.bytes[n:]
	d.n = copy(d.text[:], d.text[groups:d.n])
	if len(d.bytes) > 0 {
		return n, nil
	}
	return n, d.err
}
