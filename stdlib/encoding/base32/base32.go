// Package base32 writes bytes as characters of 32, eight for every five bytes, and
// reads them (RFC 4648).
package base32

import (
	"slices"
	"strconv"
	"unsafe"
)

// Padding characters.
const (
	StdPadding rune = '=' // the usual one
	NoPadding  rune = -1  // none: the last group may be short
)

// Encoding is a way of writing bytes, which an alphabet and the padding define.
type Encoding struct {
	alphabet [32]byte
	values   [256]byte // of the characters; foreign for the others
	padding  rune
}

const foreign byte = 255

// The natives. put writes the characters of src to dst, which has room, padded with
// pad where it is not negative. get reads src, which has no newlines, to dst: n is how
// many bytes it wrote, bad where the mistake is (-1 where there is none, -2 where dst
// is too short), and end is set when the text ended with a short group.
func put(dst, src []byte, alphabet *[32]byte, pad int)
func get(dst, src []byte, values *[256]byte, pad int) (n, bad int, end bool)

// NewEncoding returns the padded encoding of an alphabet: 32 different bytes, no
// newlines.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	enc := &Encoding{padding: StdPadding}
	for i := range enc.values {
		enc.values[i] = foreign
	}
	for i := range len(encoder) {
		c := encoder[i]
		switch {
		case c == '\n' || c == '\r':
			panic("encoding alphabet contains newline character")
		case enc.values[c] != foreign:
			panic("encoding alphabet includes duplicate symbols")
		}
		enc.alphabet[i] = c
		enc.values[c] = byte(i)
	}
	return enc
}

// WithPadding returns the same encoding with another padding character, which is a
// byte outside the alphabet and no newline, or with NoPadding.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	if padding != NoPadding {
		switch {
		case padding < 0 || padding > 0xff || padding == '\n' || padding == '\r':
			panic("invalid padding")
		case enc.values[padding] != foreign:
			panic("padding contained in alphabet")
		}
	}
	enc.padding = padding
	return &enc
}

// StdEncoding is the standard encoding.
var StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

// HexEncoding keeps the order of what it encodes.
var HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")

// CorruptInputError is the error for text that is not of the encoding: where the
// mistake is, newlines not counted.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// EncodedLen is the length of the text of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding != NoPadding {
		return (n + 4) / 5 * 8
	}
	return n/5*8 + (n%5*8+4)/5
}

// DecodedLen is the greatest number of bytes that a text of length n stands for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding != NoPadding {
		return n / 8 * 5
	}
	return n/8*5 + n%8*5/8
}

// Encode writes the text of src to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	_ = dst[enc.EncodedLen(len(src))-1]
	put(dst, src, &enc.alphabet, int(enc.padding))
}

// AppendEncode appends the text of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	at, n := len(dst), enc.EncodedLen(len(src))
	dst = slices.Grow(dst, n)[:at+n]
	enc.Encode(dst[at:], src)
	return dst
}

// EncodeToString returns the text of src.
func (enc *Encoding) EncodeToString(src []byte) string {
	text := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(text, src)
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// withoutNewlines appends src to dst but for its newlines.
func withoutNewlines(dst, src []byte) []byte {
	for _, c := range src {
		if c != '\n' && c != '\r' {
			dst = append(dst, c)
		}
	}
	return dst
}

func (enc *Encoding) decode(dst, text []byte) (n int, end bool, err error) {
	n, bad, end := get(dst, text, &enc.values, int(enc.padding))
	if bad >= 0 {
		return n, end, CorruptInputError(bad)
	}
	if bad == -2 {
		_ = dst[len(dst)]
	}
	return n, end, nil
}

// Decode writes the bytes that src stands for to dst and returns their number. It
// passes over newlines. At a mistake it stops with a CorruptInputError.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, _, err = enc.decode(dst, withoutNewlines(make([]byte, 0, len(src)), src))
	return n, err
}

// AppendDecode appends the bytes that src stands for to dst, those before a mistake
// at least.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	text := withoutNewlines(make([]byte, 0, len(src)), src)
	at, room := len(dst), enc.DecodedLen(len(text))
	dst = slices.Grow(dst, room)
	n, _, err := enc.decode(dst[at:at+room], text)
	return dst[:at+n], err
}

// DecodeString returns the bytes that s stands for, those before a mistake at least.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	return enc.AppendDecode([]byte{}, unsafe.Slice(unsafe.StringData(s), len(s)))
}
