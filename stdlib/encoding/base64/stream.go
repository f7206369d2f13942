// This file encodes and decodes streams.

package base64

import "io"

// room is how much text a stream handles at once.
const room = 1024

type encoder struct {
	enc  *Encoding
	w    io.Writer
	err  error
	rest [3]byte // bytes that do not make a group yet
	n    int
	text [room]byte
}

// NewEncoder returns a writer that writes the text of what it is given to w. Closing
// it writes the last group.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser {
	return &encoder{enc: enc, w: w}
}

// send writes the text of whole groups, or of the last one.
func (e *encoder) send(p []byte) bool {
	e.enc.Encode(e.text[:], p)
	_, e.err = e.w.Write(e.text[:e.enc.EncodedLen(len(p))])
	return e.err == nil
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	if e.n > 0 {
		n = copy(e.rest[e.n:], p)
		e.n += n
		if e.n < len(e.rest) {
			return n, nil
		}
		if !e.send(e.rest[:]) {
			return n, e.err
		}
		e.n = 0
	}
	for len(p)-n >= len(e.rest) {
		whole := min(len(p)-n, room/4*3)
		whole -= whole % 3
		if !e.send(p[n : n+whole]) {
			return n, e.err
		}
		n += whole
	}
	e.n = copy(e.rest[:], p[n:])
	return n + e.n, nil
}

func (e *encoder) Close() error {
	if e.err == nil && e.n > 0 {
		e.send(e.rest[:e.n])
		e.n = 0
	}
	return e.err
}

type decoder struct {
	enc   *Encoding
	r     io.Reader
	err   error  // of decoding
	rerr  error  // of r
	bytes []byte // decoded, not asked for yet
	text  [room]byte
	n     int // of text that waits
	store [room / 4 * 3]byte
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
	d.fill(min(max(len(p)/3*4, 4), room))
	groups := d.n / 4 * 4
	if d.n < 4 {
		switch {
		case d.enc.padding == NoPadding && d.n > 0:
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
