// Package strings searches, cuts and changes strings.
package strings

import (
	"internal/bytescan"
	"internal/text"
	"unsafe"
)

// own makes a string of bytes that no one else holds.
func own(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Clone returns a copy of s in memory of its own.
func Clone(s string) string {
	if s == "" {
		return ""
	}
	return own(append(make([]byte, 0, len(s)), s...))
}

// Compare returns -1, 0 or +1 in the order of the bytes, like cmp.Compare.
func Compare(a, b string) int { return bytescan.CompareString(a, b) }

// EqualFold reports whether s and t are equal under simple Unicode case folding.
func EqualFold(s, t string) bool { return text.EqualFold(s, t) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(suffix) <= len(s) && suffix == s[len(s)-len(suffix):]
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(prefix) <= len(s) && prefix == s[:len(prefix)]
}

// Index returns where substr is in s first, or -1.
func Index(s, substr string) int { return bytescan.IndexString(s, substr) }

// LastIndex returns where substr is in s last, or -1.
func LastIndex(s, substr string) int { return bytescan.LastIndexString(s, substr) }

// IndexByte returns where c is in s first, or -1.
func IndexByte(s string, c byte) int { return bytescan.IndexByteString(s, c) }

// LastIndexByte returns where c is in s last, or -1.
func LastIndexByte(s string, c byte) int { return bytescan.LastIndexByteString(s, c) }

// IndexRune returns where r is in s first, or -1; utf8.RuneError stands for broken
// UTF-8 too.
func IndexRune(s string, r rune) int { return text.IndexRune(s, r) }

// IndexAny returns where the first rune of s is that is in chars, or -1.
func IndexAny(s, chars string) int { return text.IndexAny(s, chars) }

// LastIndexAny returns where the last rune of s is that is in chars, or -1.
func LastIndexAny(s, chars string) int { return text.LastIndexAny(s, chars) }

// IndexFunc returns where the first rune of s is that satisfies f, or -1.
func IndexFunc(s string, f func(rune) bool) int { return text.IndexFunc(s, f, true) }

// LastIndexFunc returns where the last rune of s is that satisfies f, or -1.
func LastIndexFunc(s string, f func(rune) bool) int { return text.LastIndexFunc(s, f, true) }

// Contains reports whether substr is in s.
func Contains(s, substr string) bool { return bytescan.IndexString(s, substr) != -1 }

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool { return text.IndexRune(s, r) != -1 }

// ContainsAny reports whether any rune of chars is in s.
func ContainsAny(s, chars string) bool { return text.IndexAny(s, chars) != -1 }

// ContainsFunc reports whether any rune of s satisfies f.
func ContainsFunc(s string, f func(rune) bool) bool { return text.IndexFunc(s, f, true) != -1 }

// Count returns how often substr is in s, without overlaps. An empty substr counts
// as one more than s has runes.
func Count(s, substr string) int { return text.Replacements(s, substr, -1) }

// Cut returns what is before the first sep and what is behind it, or s and nothing
// where there is no sep.
func Cut(s, sep string) (before, after string, found bool) {
	at := bytescan.IndexString(s, sep)
	if at < 0 {
		return s, "", false
	}
	return s[:at], s[at+len(sep):], true
}

// CutSuffix returns s without the suffix, and whether there was one.
func CutSuffix(s, suffix string) (before string, found bool) {
	if found = HasSuffix(s, suffix); found {
		s = s[:len(s)-len(suffix)]
	}
	return s, found
}

// CutPrefix returns s without the prefix, and whether there was one.
func CutPrefix(s, prefix string) (after string, found bool) {
	if found = HasPrefix(s, prefix); found {
		s = s[len(prefix):]
	}
	return s, found
}

// TrimSuffix returns s without the suffix, if it ends with it.
func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}

// TrimPrefix returns s without the prefix, if it begins with it.
func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

// TrimLeft returns s without the runes at its start that are in cutset.
func TrimLeft(s, cutset string) string { return s[text.TrimLeft(s, cutset):] }

// TrimRight returns s without the runes at its end that are in cutset.
func TrimRight(s, cutset string) string { return s[:text.TrimRight(s, cutset)] }

// Trim returns s without the runes at its ends that are in cutset.
func Trim(s, cutset string) string { return TrimLeft(TrimRight(s, cutset), cutset) }

// TrimSpace returns s without the space at its ends.
func TrimSpace(s string) string {
	from, to := text.TrimSpace(s)
	return s[from:to]
}

// TrimLeftFunc returns s without the runes at its start that satisfy f.
func TrimLeftFunc(s string, f func(rune) bool) string {
	if at := text.IndexFunc(s, f, false); at >= 0 {
		return s[at:]
	}
	return ""
}

// TrimRightFunc returns s without the runes at its end that satisfy f.
func TrimRightFunc(s string, f func(rune) bool) string {
	at := text.LastIndexFunc(s, f, false)
	if at < 0 {
		return ""
	}
	return s[:at+text.NextRune(s[at:])]
}

// TrimFunc returns s without the runes at its ends that satisfy f.
func TrimFunc(s string, f func(rune) bool) string {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// Join returns the elements with sep between them.
func Join(elems []string, sep string) string {
	if len(elems) == 0 {
		return ""
	}
	if len(elems) == 1 {
		return elems[0]
	}
	size, ok := text.RepeatSize(len(sep), len(elems)-1)
	for i := 0; ok && i < len(elems); i++ {
		size += len(elems[i])
		ok = size >= 0
	}
	if !ok {
		panic("strings: Join output length overflow")
	}
	joined := append(make([]byte, 0, size), elems[0]...)
	for _, e := range elems[1:] {
		joined = append(joined, sep...)
		joined = append(joined, e...)
	}
	return own(joined)
}

// Repeat returns count copies of s. It panics where count is negative or the result
// would be too long.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	size, ok := text.RepeatSize(len(s), count)
	if !ok {
		panic("strings: Repeat output length overflow")
	}
	switch {
	case size == 0:
		return ""
	case count == 1:
		return s
	}
	b := make([]byte, size)
	text.FillRepeat(b, s)
	return own(b)
}

// Replace returns s with the first n occurrences of old, or all where n is
// negative, replaced by new. An empty old is before every rune and at the end.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	count := text.Replacements(s, old, n)
	if count == 0 {
		return s
	}
	b := make([]byte, 0, len(s)+count*(len(new)-len(old)))
	return own(text.AppendReplaced(b, s, old, new, count))
}

// ReplaceAll is Replace without a limit.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// result picks the outcome of a change: s itself where it made no difference.
func result(changed []byte, same bool, s string) string {
	if same {
		return s
	}
	return own(changed)
}

// Map returns s with each rune replaced by what mapping returns for it, or left out
// where that is negative.
func Map(mapping func(rune) rune, s string) string {
	changed, same := text.AppendMap(nil, mapping, s)
	return result(changed, same, s)
}

// ToValidUTF8 returns s with each run of bytes that are no UTF-8 replaced.
func ToValidUTF8(s, replacement string) string {
	changed, same := text.AppendValid(nil, s, replacement)
	return result(changed, same, s)
}

// Title returns s with the letters that begin words in title case.
//
// Deprecated: it does not know the words of languages; use golang.org/x/text/cases.
func Title(s string) string {
	changed, same := text.AppendTitle(nil, s)
	return result(changed, same, s)
}
