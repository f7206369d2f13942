// Package hex writes bytes as pairs of hexadecimal digits, and reads them.
package hex

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"unsafe"
)

// ErrLength is the error for an odd number of digits.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is the error for a byte that is no hexadecimal digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

// The natives. put writes the digits of src to dst, which has room. get writes the
// bytes of the pairs in src to dst until a byte that is no digit, whose place is bad
// (-1 where there is none), and returns their number.
func put(dst, src []byte)
func get(dst, src []byte) (n, bad int)

// EncodedLen is the length of the digits of n bytes.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen is the number of bytes in x digits.
func DecodedLen(x int) int { return x / 2 }

// Encode writes the digits of src to dst and returns their number.
func Encode(dst, src []byte) int {
	n := EncodedLen(len(src))
	if n > 0 {
		_ = dst[n-1]
	}
	put(dst, src)
	return n
}

// AppendEncode appends the digits of src to dst.
func AppendEncode(dst, src []byte) []byte {
	at := len(dst)
	dst = slices.Grow(dst, EncodedLen(len(src)))[:at+EncodedLen(len(src))]
	put(dst[at:], src)
	return dst
}

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string {
	digits := AppendEncode(nil, src)
	return unsafe.String(unsafe.SliceData(digits), len(digits))
}

// Decode writes the bytes that src's digits stand for to dst and returns their
// number. Where src has a byte that is no digit, or one digit too many, what comes
// before it is written.
func Decode(dst, src []byte) (int, error) {
	pairs := len(src) / 2
	// dst need hold only what comes before a mistake.
	n, bad := get(dst[:min(len(dst), pairs)], src[:2*pairs])
	if bad >= 0 {
		return n, InvalidByteError(src[bad])
	}
	if n < pairs {
		_ = dst[n]
	}
	if len(src)%2 == 1 {
		if n, bad := get(make([]byte, 1), []byte{src[len(src)-1], '0'}); n == 0 && bad == 0 {
			return pairs, InvalidByteError(src[len(src)-1])
		}
		return pairs, ErrLength
	}
	return n, nil
}

// AppendDecode appends the bytes that src's digits stand for to dst, as far as Decode
// writes them.
func AppendDecode(dst, src []byte) ([]byte, error) {
	at := len(dst)
	dst = slices.Grow(dst, DecodedLen(len(src)))
	n, err := Decode(dst[at:at+DecodedLen(len(src))], src)
	return dst[:at+n], err
}

// DecodeString returns the bytes that s's digits stand for, as far as Decode writes
// them.
func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, DecodedLen(len(s)))
	n, err := Decode(dst, unsafe.Slice(unsafe.StringData(s), len(s)))
	return dst[:n], err
}

// buffer is how many digits streams handle at once.
const buffer = 1024

type encoder struct {
	w      io.Writer
	digits [buffer]byte
	err    error
}

// NewEncoder returns a writer that writes the digits of what it is given to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	for n < len(p) && e.err == nil {
		part := p[n:min(len(p), n+buffer/2)]
		var written int
		written, e.err = e.w.Write(e.digits[:Encode(e.digits[:], part)])
		n += written / 2
	}
	return n, e.err
}

type decoder struct {
	r       io.Reader
	err     error
	waiting []byte // digits read but not decoded, in room
	room    [buffer]byte
}

// NewDecoder returns a reader of the bytes that the digits in r stand for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.waiting) < 2 && d.err == nil {
		kept := copy(d.room[:], d.waiting)
		n, d.err = d.r.Read(d.room[kept:])
		d.waiting = d.room[:kept+n]
		if d.err == io.EOF && len(d.waiting)%2 != 0 {
			// The last digit is alone; one that is not a digit at all is the worse fault.
			last := d.waiting[len(d.waiting)-1:]
			if _, err := Decode(nil, last); err != ErrLength {
				d.err = err
			} else {
				d.err = io.ErrUnexpectedEOF
			}
		}
	}
	pairs := min(len(p), len(d.waiting)/2)
	done, err := Decode(p, d.waiting[:2*pairs])
	d.waiting = d.waiting[2*done:]
	if err != nil {
		d.waiting = nil
		d.err = err
		return done, err
	}
	if len(d.waiting) < 2 {
		return done, d.err
	}
	return done, nil
}
