// This file encodes and decodes streams.

package base32

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
	err   error
	end   bool // the text ended with a short group
	text  [radix.Room]byte
	n     int    // of text that waits
	bytes []byte // decoded, not asked for yet
	store [radix.Room / 8 * 5]byte
}

// NewDecoder returns a reader of the bytes that the text in r stands for. It passes
// over newlines.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader {
	return &decoder{enc: enc, r: r}
}

// fill reads until there are least characters of text, or no more.
func (d *decoder) fill(least, want int) {
	for d.n < least && d.err == nil {
		var got int
		got, d.err = d.r.Read(d.text[d.n:want])
		d.n = len(withoutNewlines(d.text[:d.n], d.text[d.n:d.n+got]))
	}
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.bytes) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		// Without padding, a group is what one read brings.
		least := 8
		if d.enc.code.Padding == NoPadding {
			least = 1
		}
		d.fill(least, min(max(len(p)/5*8, 8), radix.Room))
		if d.n < 1 {
			return 0, d.err
		}
		if d.end {
			d.err = CorruptInputError(0)
			return 0, d.err
		}
		groups := d.n / least * least
		if d.n < least {
			if d.err == io.EOF {
				d.err = io.ErrUnexpectedEOF
			}
			return 0, d.err
		}
		var bad error
		n, d.end, bad = d.enc.decode(d.store[:], d.text[:groups])
		d.bytes = d.store[:n]
		d.n = copy(d.text[:], d.text[groups:d.n])
		if bad != nil && (d.err == nil || d.err == io.EOF) {
			d.err = bad
		}
	}
	n = copy(p, d.bytes)
	d.bytes = d.bytes[n:]
	if len(d.bytes) > 0 || n > 0 && d.err == io.EOF {
		return n, nil
	}
	return n, d.err
}
