// Package text holds the algorithms on UTF-8 text that strings and bytes share.
// They work on strings; bytes gives them views of its slices.
package text

import (
	"internal/bytescan"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// View returns the bytes of b as a string, without a copy: b must not change while
// the string is in use.
func View(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// IsASCII reports whether all bytes of s are below 0x80.
func IsASCII(s string) bool { return bytescan.ASCIIPrefixString(s) == len(s) }

// IndexRune finds r; RuneError stands for any broken encoding too.
func IndexRune(s string, r rune) int {
	switch {
	case uint32(r) < utf8.RuneSelf:
		return bytescan.IndexByteString(s, byte(r))
	case r == utf8.RuneError:
		for i, c := range s {
			if c == r {
				return i
			}
		}
		return -1
	case !utf8.ValidRune(r):
		return -1
	}
	// Of the bytes of a rune the last differs most from rune to rune; no other rune's encoding can end in the middle of one.
	width := utf8.RuneLen(r)
	last := byte(r)&0x3f | 0x80
	for end := width - 1; end < len(s); end++ {
		step := bytescan.IndexByteString(s[end:], last)
		if step < 0 {
			break
		}
		end += step
		if got, _ := utf8.DecodeRuneInString(s[end-width+1:]); got == r {
			return end - width + 1
		}
	}
	return -1
}

// IndexFunc finds the first rune for which f returns want.
func IndexFunc(s string, f func(rune) bool, want bool) int {
	for i, r := range s {
		if f(r) == want {
			return i
		}
	}
	return -1
}

// LastIndexFunc finds the last rune for which f returns want.
func LastIndexFunc(s string, f func(rune) bool, want bool) int {
	for len(s) > 0 {
		r, width := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-width]
		if f(r) == want {
			return len(s)
		}
	}
	return -1
}

// IndexAny finds the first rune of s that is in chars.
func IndexAny(s, chars string) int {
	if IsASCII(chars) {
		return bytescan.IndexAnyASCII(s, chars)
	}
	for i, r := range s {
		if IndexRune(chars, r) >= 0 {
			return i
		}
	}
	return -1
}

// LastIndexAny finds the last rune of s that is in chars.
func LastIndexAny(s, chars string) int {
	if IsASCII(chars) {
		return bytescan.LastIndexAnyASCII(s, chars)
	}
	return LastIndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 }, true)
}

// EqualFold compares under simple case folding.
func EqualFold(s, t string) bool {
	for {
		same := bytescan.FoldASCII(s, t)
		s, t = s[same:], t[same:]
		if s == "" || t == "" {
			return s == t
		}
		if s[0] < utf8.RuneSelf && t[0] < utf8.RuneSelf {
			return false
		}
		a, n := utf8.DecodeRuneInString(s)
		b, m := utf8.DecodeRuneInString(t)
		if !equalRune(a, b) {
			return false
		}
		s, t = s[n:], t[m:]
	}
}

// equalRune goes round the runes that fold to a.
func equalRune(a, b rune) bool {
	for r := a; r != b; {
		if r = unicode.SimpleFold(r); r == a {
			return false
		}
	}
	return true
}

// TrimLeft returns the length of the prefix of s made of runes in cutset.
func TrimLeft(s, cutset string) int {
	if s == "" || cutset == "" {
		return 0
	}
	if len(cutset) == 1 && cutset[0] < utf8.RuneSelf {
		at := 0
		for at < len(s) && s[at] == cutset[0] {
			at++
		}
		return at
	}
	for i, r := range s {
		if IndexRune(cutset, r) < 0 {
			return i
		}
	}
	return len(s)
}

// TrimRight returns the length of s without the suffix made of runes in cutset.
func TrimRight(s, cutset string) int {
	if cutset == "" {
		return len(s)
	}
	for s != "" {
		r, width := utf8.DecodeLastRuneInString(s)
		if IndexRune(cutset, r) < 0 {
			break
		}
		s = s[:len(s)-width]
	}
	return len(s)
}

// TrimSpace returns the part of s between the space at its ends.
func TrimSpace(s string) (from, to int) {
	from, to = bytescan.TrimSpace(s)
	if from < to && s[from] >= utf8.RuneSelf {
		skip := IndexFunc(s[from:to], unicode.IsSpace, false)
		if skip < 0 {
			return len(s), len(s)
		}
		from += skip
	}
	if from < to && s[to-1] >= utf8.RuneSelf {
		last := from + LastIndexFunc(s[from:to], unicode.IsSpace, false)
		_, width := utf8.DecodeRuneInString(s[last:])
		to = last + width
	}
	return from, to
}

// AppendMap appends s with each rune r replaced by mapping(r), or left out where
// that is negative. Where nothing changes it appends nothing and says same.
func AppendMap(to []byte, mapping func(rune) rune, s string) (result []byte, same bool) {
	same = true
	for i, r := range s {
		mapped := mapping(r)
		if same {
			if mapped == r && (r != utf8.RuneError || len(s) >= i+3 && s[i:i+3] == "\uFFFD") {
				continue
			}
			same = false
			if to == nil {
				to = make([]byte, 0, len(s)+utf8.UTFMax)
			}
			to = append(to, s[:i]...)
		}
		if mapped >= 0 {
			to = utf8.AppendRune(to, mapped)
		}
	}
	return to, same
}

// Case returns s in another case, by ascii where it is all ASCII and else by
// mapping. kind is the bit of bytescan.CaseASCII that says there is something to do.
// Where nothing changes it says same.
func Case(s string, kind int, ascii func([]byte, string), mapping func(rune) rune) (result []byte, same bool) {
	has := bytescan.CaseASCII(s)
	if has&1 != 0 {
		return AppendMap(nil, mapping, s)
	}
	if has&kind == 0 {
		return nil, true
	}
	result = make([]byte, len(s))
	ascii(result, s)
	return result, false
}

// The kinds of Case.
const (
	HasLower = 2
	HasUpper = 4
)

// AppendTitle appends s with the first letters of words in title case.
func AppendTitle(to []byte, s string) (result []byte, same bool) {
	before := ' '
	return AppendMap(to, func(r rune) rune {
		begins := separates(before)
		before = r
		if begins {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// separates reports whether a word can begin behind r.
func separates(r rune) bool {
	if r < utf8.RuneSelf {
		return !(r == '_' || '0' <= r && r <= '9' || 'A' <= r&^' ' && r&^' ' <= 'Z')
	}
	return unicode.IsSpace(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// AppendValid appends s with each run of broken bytes replaced. Where there is none
// it appends nothing and says same.
func AppendValid(to []byte, s, replacement string) (result []byte, same bool) {
	if bytescan.ValidString(s) {
		return to, true
	}
	if to == nil {
		to = make([]byte, 0, len(s)+len(replacement))
	}
	broken := false
	for s != "" {
		r, width := utf8.DecodeRuneInString(s)
		if r != utf8.RuneError || width > 1 {
			to = append(to, s[:width]...)
			broken = false
		} else if !broken {
			to = append(to, replacement...)
			broken = true
		}
		s = s[width:]
	}
	return to, false
}

// RepeatSize returns the length of count copies of n bytes; the panics that the
// two packages word in their own ways are left to them.
func RepeatSize(n, count int) (size int, ok bool) {
	const most = int(^uint(0) >> 1)
	if n > 0 && count > most/n {
		return 0, false
	}
	return n * count, true
}

// FillRepeat fills to with copies of s.
func FillRepeat(to []byte, s string) {
	for done := copy(to, s); done < len(to) && done > 0; {
		done += copy(to[done:], to[:done])
	}
}

// NextRune returns the width of the first rune of s; 0 at the end.
func NextRune(s string) int {
	_, width := utf8.DecodeRuneInString(s)
	return width
}

// FieldFunc finds the first run of runes from at on for which f is false; start is
// len(s) where there is none.
func FieldFunc(s string, at int, f func(rune) bool) (start, end int) {
	skip := IndexFunc(s[at:], f, false)
	if skip < 0 {
		return len(s), len(s)
	}
	start = at + skip
	length := IndexFunc(s[start:], f, true)
	if length < 0 {
		return start, len(s)
	}
	return start, start + length
}

// Replacements returns how many of the occurrences of old, n at most where that is
// not negative, are to be replaced; an empty old occurs before every rune and at
// the end.
func Replacements(s, old string, n int) int {
	count := 0
	if old == "" {
		count = utf8.RuneCountInString(s) + 1
	} else {
		count = bytescan.OccurrencesString(s, old)
	}
	if n >= 0 && n < count {
		count = n
	}
	return count
}

// AppendReplaced appends s with the first count occurrences of old replaced.
func AppendReplaced(to []byte, s, old, new string, count int) []byte {
	for k := range count {
		at := 0
		if old != "" {
			at = bytescan.IndexString(s, old)
		} else if k > 0 {
			at = NextRune(s)
		}
		to = append(to, s[:at]...)
		to = append(to, new...)
		s = s[at+len(old):]
	}
	return append(to, s...)
}
