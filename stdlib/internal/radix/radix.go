// Package radix writes bytes as characters of a few bits each: what base32 and base64 have in common, which is all but
// reading. The two read differently: where newlines may stand, which character a mistake is reported at, and what ends a
// stream.
package radix

import (
	"io"
	"slices"
	"strconv"
	"unsafe"
)

// NoPadding as a Code's Padding: the last group may be short.
const NoPadding rune = -1

// Foreign, and all above it, are the values of characters that are not in the alphabet.
const Foreign byte = 128

// Code is an alphabet and the padding. A group is the least number of bytes that fills whole characters.
type Code struct {
	Values     [256]byte // of the characters
	Padding    rune
	alphabet   [64]byte
	bits       int // of a character
	groupBytes int
	groupChars int
}

// put writes the characters of src to dst, which has room, padded with pad where it is not negative.
func put(dst, src []byte, alphabet *[64]byte, bits, pad int)

// New makes the padded code of an alphabet: 1<<bits different bytes, no newlines.
func New(alphabet string, bits int) *Code {
	if len(alphabet) != 1<<bits {
		panic("encoding alphabet is not " + strconv.Itoa(1<<bits) + "-bytes long")
	}
	c := &Code{Padding: '=', bits: bits, groupBytes: 5, groupChars: 8}
	if bits == 6 {
		c.groupBytes, c.groupChars = 3, 4
	}
	for i := range c.Values {
		c.Values[i] = Foreign
	}
	for i, char := range []byte(alphabet) {
		switch {
		case char == '\n' || char == '\r':
			panic("encoding alphabet contains newline character")
		case c.Values[char] != Foreign:
			panic("encoding alphabet includes duplicate symbols")
		}
		c.alphabet[i] = char
		c.Values[char] = byte(i)
	}
	return c
}

// SetPadding changes the padding character to a byte outside the alphabet that is no newline, or to NoPadding.
func (c *Code) SetPadding(padding rune) {
	if padding != NoPadding {
		switch {
		case padding < 0 || padding > 0xff || padding == '\n' || padding == '\r':
			panic("invalid padding")
		case c.Values[padding] < 1<<c.bits:
			panic("padding contained in alphabet")
		}
	}
	c.Padding = padding
}

// EncodedLen is the length of the text of n bytes.
func (c *Code) EncodedLen(n int) int {
	if c.Padding != NoPadding {
		return (n + c.groupBytes - 1) / c.groupBytes * c.groupChars
	}
	return n/c.groupBytes*c.groupChars + (n%c.groupBytes*8+c.bits-1)/c.bits
}

// DecodedLen is the greatest number of bytes that a text of length n stands for.
func (c *Code) DecodedLen(n int) int {
	if c.Padding != NoPadding {
		return n / c.groupChars * c.groupBytes
	}
	return n/c.groupChars*c.groupBytes + n%c.groupChars*c.bits/8
}

// Encode writes the text of src to dst.
func (c *Code) Encode(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	_ = dst[c.EncodedLen(len(src))-1]
	put(dst, src, &c.alphabet, c.bits, int(c.Padding))
}

// Append appends the text of src to dst.
func (c *Code) Append(dst, src []byte) []byte {
	at, n := len(dst), c.EncodedLen(len(src))
	dst = slices.Grow(dst, n)[:at+n]
	c.Encode(dst[at:], src)
	return dst
}

// Text returns the text of src.
func (c *Code) Text(src []byte) string {
	text := make([]byte, c.EncodedLen(len(src)))
	c.Encode(text, src)
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// Room is how much text a stream handles at once.
const Room = 1024

type encoder struct {
	code *Code
	w    io.Writer
	err  error
	rest [5]byte // bytes that do not make a group yet
	n    int
	text [Room]byte
}

// NewEncoder returns a writer that writes the text of what it is given to w. Closing it writes the last group.
func NewEncoder(c *Code, w io.Writer) io.WriteCloser {
	return &encoder{code: c, w: w}
}

// send writes the text of whole groups, or of the last one.
func (e *encoder) send(p []byte) bool {
	e.code.Encode(e.text[:], p)
	_, e.err = e.w.Write(e.text[:e.code.EncodedLen(len(p))])
	return e.err == nil
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	group := e.code.groupBytes
	if e.n > 0 {
		n = copy(e.rest[e.n:group], p)
		e.n += n
		if e.n < group {
			return n, nil
		}
		if !e.send(e.rest[:group]) {
			return n, e.err
		}
		e.n = 0
	}
	for len(p)-n >= group {
		whole := min(len(p)-n, Room/e.code.groupChars*group)
		whole -= whole % group
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
		n := e.n
		e.n = 0
		e.send(e.rest[:n])
	}
	return e.err
}
