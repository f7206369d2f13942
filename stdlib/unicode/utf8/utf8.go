// Package utf8 converts between runes and their UTF-8 encoding.
package utf8

import (
	"internal/bytescan"
	"unsafe"
)

const (
	// RuneSelf is the first rune that takes more than one byte.
	RuneSelf = 0x80

	// RuneError stands for what cannot be decoded or encoded.
	RuneError = '\uFFFD'

	// MaxRune is the last code point of Unicode.
	MaxRune = '\U0010FFFF'

	// UTFMax is the most bytes a rune takes.
	UTFMax = 4
)

const (
	surrogateFirst, surrogateLast = 0xD800, 0xDFFF

	lead2, lead3, lead4 = 0xC0, 0xE0, 0xF0
	end1, end2, end3    = 1 << 7, 1 << 11, 1 << 16 // the first rune of the next length
)

// The range clause decodes UTF-8, so decoding rests on it.
func text(p []byte) string { return unsafe.String(unsafe.SliceData(p), len(p)) }

// RuneStart reports whether b can begin a rune, that is, is no continuation byte.
func RuneStart(b byte) bool { return b < 0x80 || b >= 0xC0 }

// ValidRune reports whether r can be encoded: it is within Unicode's range and not
// half of a surrogate pair.
func ValidRune(r rune) bool {
	return uint32(r) < surrogateFirst || surrogateLast < r && r <= MaxRune
}

// RuneLen returns how many bytes r takes, or -1 where it cannot be encoded.
func RuneLen(r rune) int {
	switch u := uint32(r); {
	case u < end1:
		return 1
	case u < end2:
		return 2
	case !ValidRune(r):
		return -1
	case u < end3:
		return 3
	}
	return 4
}

// DecodeRuneInString returns the first rune of s and its width in bytes. For an
// empty s that is (RuneError, 0), and for broken UTF-8 (RuneError, 1): a wrong or
// overlong sequence, a surrogate, or a value out of range.
func DecodeRuneInString(s string) (r rune, size int) {
	if len(s) > 0 && s[0] < RuneSelf {
		return rune(s[0]), 1
	}
	return decodeFirst(s)
}

// DecodeRune is DecodeRuneInString for bytes.
func DecodeRune(p []byte) (r rune, size int) {
	if len(p) > 0 && p[0] < RuneSelf {
		return rune(p[0]), 1
	}
	return decodeFirst(text(p))
}

func decodeFirst(s string) (first rune, size int) {
	if len(s) > UTFMax {
		s = s[:UTFMax]
	}
	first = RuneError
	for i, r := range s {
		if i > 0 {
			return first, i
		}
		first = r
	}
	return first, len(s)
}

// DecodeLastRuneInString returns the last rune of s and its width in bytes; errors
// are as for DecodeRuneInString.
func DecodeLastRuneInString(s string) (r rune, size int) {
	end := len(s)
	if end > 0 && s[end-1] < RuneSelf {
		return rune(s[end-1]), 1
	}
	return decodeLast(s)
}

// DecodeLastRune is DecodeLastRuneInString for bytes.
func DecodeLastRune(p []byte) (r rune, size int) {
	end := len(p)
	if end > 0 && p[end-1] < RuneSelf {
		return rune(p[end-1]), 1
	}
	return decodeLast(text(p))
}

func decodeLast(s string) (rune, int) {
	if s == "" {
		return RuneError, 0
	}
	for width := 2; width <= UTFMax && width <= len(s); width++ {
		tail := s[len(s)-width:]
		if !RuneStart(tail[0]) {
			continue
		}
		if r, n := decodeFirst(tail); n == width {
			return r, n
		}
		break
	}
	return RuneError, 1
}

// FullRuneInString reports whether s begins with a whole encoding of a rune; one
// that is broken counts, since it decodes as RuneError of width 1.
func FullRuneInString(s string) bool {
	if s == "" {
		return false
	}
	lead := s[0]
	need := 1
	switch {
	case lead < 0xC2 || lead > 0xF4:
		return true
	case lead >= lead4:
		need = 4
	case lead >= lead3:
		need = 3
	default:
		need = 2
	}
	if len(s) >= need {
		return true
	}
	if len(s) < 2 {
		return false
	}
	// The prefix is incomplete: can what is there still become a rune?
	low, high := byte(0x80), byte(0xBF)
	switch lead {
	case 0xE0:
		low = 0xA0
	case 0xED:
		high = 0x9F
	case 0xF0:
		low = 0x90
	case 0xF4:
		high = 0x8F
	}
	if s[1] < low || s[1] > high {
		return true
	}
	return len(s) == 3 && RuneStart(s[2])
}

// FullRune is FullRuneInString for bytes.
func FullRune(p []byte) bool { return FullRuneInString(text(p)) }

// trail is the continuation byte that carries r's six bits from shift up.
func trail(r rune, shift uint) byte { return 0x80 | byte(r>>shift)&0x3F }

// EncodeRune writes r to p, which must be long enough, and returns the number of
// bytes written. What cannot be encoded is written as RuneError.
func EncodeRune(p []byte, r rune) int {
	u := uint32(r)
	if u < end1 {
		p[0] = byte(u)
		return 1
	}
	if u < end2 {
		p[1] = trail(r, 0)
		p[0] = lead2 | byte(u>>6)
		return 2
	}
	if !ValidRune(r) {
		r = RuneError
	}
	if r < end3 {
		p[2] = trail(r, 0)
		p[0], p[1] = lead3|byte(r>>12), trail(r, 6)
		return 3
	}
	p[3] = trail(r, 0)
	p[0], p[1], p[2] = lead4|byte(r>>18), trail(r, 12), trail(r, 6)
	return 4
}

// AppendRune appends r's encoding to p; what cannot be encoded counts as RuneError.
func AppendRune(p []byte, r rune) []byte {
	u := uint32(r)
	if u < end1 {
		return append(p, byte(u))
	}
	if u < end2 {
		return append(p, lead2|byte(u>>6), trail(r, 0))
	}
	if !ValidRune(r) {
		r = RuneError
	}
	if r < end3 {
		return append(p, lead3|byte(r>>12), trail(r, 6), trail(r, 0))
	}
	return append(p, lead4|byte(r>>18), trail(r, 12), trail(r, 6), trail(r, 0))
}

// RuneCount returns the number of runes in p; each byte of broken UTF-8 is one.
func RuneCount(p []byte) int { return bytescan.RuneCount(p) }

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) (n int) { return bytescan.RuneCountString(s) }

// Valid reports whether p is UTF-8 throughout.
func Valid(p []byte) bool { return bytescan.Valid(p) }

// ValidString reports whether s is UTF-8 throughout.
func ValidString(s string) bool { return bytescan.ValidString(s) }
