// Package base64 writes bytes as characters of 64, four for every three bytes, and
// reads them (RFC 4648).
package base64

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
	alphabet [64]byte
	values   [256]byte // of the characters: below 64, or one of the classes
	padding  rune
	strict   bool
}

// Classes of characters that have no value. The natives know them.
const (
	newline byte = 64
	foreign byte = 128
)

// The natives. put writes the characters of src to dst, which has room, padded with
// pad where it is not negative. get reads src to dst: n is how many bytes it wrote,
// and bad where the mistake is, -1 where there is none. It stops with bad -2 where
// dst is full.
func put(dst, src []byte, alphabet *[64]byte, pad int)
func get(dst, src []byte, values *[256]byte, pad int, strict bool) (n, bad int)

// NewEncoding returns the padded encoding of an alphabet: 64 different bytes, no
// newlines.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
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
	enc.values['\n'], enc.values['\r'] = newline, newline
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

// Strict returns the same encoding, which takes no text whose last character has
// bits that are left over and not zero.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// StdEncoding is the standard encoding.
var StdEncoding = NewEncoding(alphanumeric + "+/")

// URLEncoding has characters that may stand in names of files and in URLs.
var URLEncoding = NewEncoding(alphanumeric + "-_")

// RawStdEncoding is StdEncoding without padding.
var RawStdEncoding = StdEncoding.WithPadding(NoPadding)

// RawURLEncoding is URLEncoding without padding.
var RawURLEncoding = URLEncoding.WithPadding(NoPadding)

// CorruptInputError is the error for text that is not of the encoding: where the
// mistake is.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// EncodedLen is the length of the text of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding != NoPadding {
		return (n + 2) / 3 * 4
	}
	return n/3*4 + (n%3*8+5)/6
}

// DecodedLen is the greatest number of bytes that a text of length n stands for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding != NoPadding {
		return n / 4 * 3
	}
	return n/4*3 + n%4*6/8
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

// Decode writes the bytes that src stands for to dst and returns their number. It
// passes over newlines. At a mistake it stops with a CorruptInputError.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, bad := get(dst, src, &enc.values, int(enc.padding), enc.strict)
	if bad >= 0 {
		return n, CorruptInputError(bad)
	}
	if bad == -2 {
		_ = dst[len(dst)]
	}
	return n, nil
}

// AppendDecode appends the bytes that src stands for to dst, those before a mistake
// at least.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	at := len(dst)
	room := enc.DecodedLen(len(src))
	dst = slices.Grow(dst, room)
	n, err := enc.Decode(dst[at:at+room], src)
	return dst[:at+n], err
}

// DecodeString returns the bytes that s stands for, those before a mistake at least.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	dst := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(dst, unsafe.Slice(unsafe.StringData(s), len(s)))
	return dst[:n], err
}
