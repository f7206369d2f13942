// Package base64 writes bytes as characters of 64, four for every three bytes, and
// reads them (RFC 4648).
package base64

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
type Encoding struct {
	code   radix.Code
	strict bool
}

// newline is the value of newlines; the native knows it.
const newline = 64

// get, a native, reads src to dst: n is how many bytes it wrote, and bad where the mistake is, -1 where there is none. It
// stops with bad -2 where dst is full.
func get(dst, src []byte, values *[256]byte, pad int, strict bool) (n, bad int)

// NewEncoding returns the padded encoding of an alphabet: 64 different bytes, no
// newlines.
func NewEncoding(encoder string) *Encoding {
	enc := &Encoding{code: *radix.New(encoder, 6)}
	enc.code.Values['\n'], enc.code.Values['\r'] = newline, newline
	return enc
}

// WithPadding returns the same encoding with another padding character, which is a
// byte outside the alphabet and no newline, or with NoPadding.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	enc.code.SetPadding(padding)
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
func (enc *Encoding) EncodedLen(n int) int { return enc.code.EncodedLen(n) }

// DecodedLen is the greatest number of bytes that a text of length n stands for.
func (enc *Encoding) DecodedLen(n int) int { return enc.code.DecodedLen(n) }

// Encode writes the text of src to dst.
func (enc *Encoding) Encode(dst, src []byte) { enc.code.Encode(dst, src) }

// AppendEncode appends the text of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte { return enc.code.Append(dst, src) }

// EncodeToString returns the text of src.
func (enc *Encoding) EncodeToString(src []byte) string { return enc.code.Text(src) }

// Decode writes the bytes that src stands for to dst and returns their number. It
// passes over newlines. At a mistake it stops with a CorruptInputError.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, bad := get(dst, src, &enc.code.Values, int(enc.code.Padding), enc.strict)
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
