// Package utf16 converts between runes and their UTF-16 encoding.
package utf16

const (
	replacement = '\uFFFD'
	highFirst   = 0xD800 // of a pair's first half
	lowFirst    = 0xDC00 // of its second half
	lowLast     = 0xDFFF
	pairFirst   = 0x10000 // the first rune that takes a pair
	runeLast    = '\U0010FFFF'
)

// IsSurrogate reports whether r is half of a pair.
func IsSurrogate(r rune) bool { return r >= highFirst && r <= lowLast }

// RuneLen returns the number of words r takes, or -1 where it cannot be encoded.
func RuneLen(r rune) int {
	if r < 0 || r > runeLast || IsSurrogate(r) {
		return -1
	}
	if r >= pairFirst {
		return 2
	}
	return 1
}

// DecodeRune returns the rune of a pair, or U+FFFD where it is none.
func DecodeRune(r1, r2 rune) rune {
	high, low := r1-highFirst, r2-lowFirst
	if high < 0 || high > 0x3FF || low < 0 || low > 0x3FF {
		return replacement
	}
	return high<<10 + low + pairFirst
}

// EncodeRune returns the pair of r, or U+FFFD twice where r takes none.
func EncodeRune(r rune) (r1, r2 rune) {
	if RuneLen(r) == 2 {
		r -= pairFirst
		return highFirst + r>>10, lowFirst + r&0x3FF
	}
	return replacement, replacement
}

// AppendRune appends r's encoding to a; what cannot be encoded counts as U+FFFD.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 2:
		high, low := EncodeRune(r)
		return append(a, uint16(high), uint16(low))
	case -1:
		r = replacement
	}
	return append(a, uint16(r))
}

// Encode encodes runes.
func Encode(s []rune) []uint16 {
	words := make([]uint16, 0, len(s))
	for _, r := range s {
		words = AppendRune(words, r)
	}
	return words
}

// Decode decodes words; half a pair gives U+FFFD.
func Decode(s []uint16) []rune {
	runes := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			r = replacement
			if i+1 < len(s) {
				if pair := DecodeRune(rune(s[i]), rune(s[i+1])); pair != replacement {
					r = pair
					i++
				}
			}
		}
		runes = append(runes, r)
	}
	return runes
}
