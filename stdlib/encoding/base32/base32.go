// Package base32 writes bytes as characters of 32, eight for every five bytes, and
// reads them (RFC 4648).
package base32

import (
	"internal/radix"
	"slices"
	"strconv"
	"unsafe"
)

// Padding characters.
const (
	StdPadding rune = '='             // the usual one
	NoPadding  rune = radix.NoPadding // none: the last group may be short
)

// Encoding is a way of writing bytes, which an alphabet and the padding define.
type Encoding struct{ code radix.Code }

// get, a native, reads src, which has no newlines, to dst: n is how many bytes it wrote, bad where the mistake is (-1
// where there is none, -2 where dst is too short), and end is set when the text ended with a short group.
func get(dst, src []byte, values *[256]byte, pad int) (n, bad int, end bool)

// NewEncoding returns the padded encoding of an alphabet: 32 different bytes, no
// newlines.
func NewEncoding(encoder string) *Encoding { return &Encoding{*radix.New(encoder, 5)} }

// WithPadding returns the same encoding with another padding character, which is a
// byte outside the alphabet and no newline, or with NoPadding.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	enc.code.SetPadding(padding)
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
func (enc *Encoding) EncodedLen(n int) int { return enc.code.EncodedLen(n) }

// DecodedLen is the greatest number of bytes that a text of length n stands for.
func (enc *Encoding) DecodedLen(n int) int { return enc.code.DecodedLen(n) }

// Encode writes the text of src to dst.
func (enc *Encoding) Encode(dst, src []byte) { enc.code.Encode(dst, src) }

// AppendEncode appends the text of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte { return enc.code.Append(dst, src) }

// EncodeToString returns the text of src.
func (enc *Encoding) EncodeToString(src []byte) string { return enc.code.Text(src) }

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
	n, bad, end := get(dst, text, &enc.code.Values, int(enc.code.Padding))
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
