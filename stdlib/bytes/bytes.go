// Package bytes searches, cuts and changes slices of bytes, as package strings does
// with strings.
package bytes

import (
	"internal/bytescan"
	"internal/text"
	"unicode/utf8"
)

// view lends b to the algorithms that work on strings.
func view(b []byte) string { return text.View(b) }

// Clone returns a copy of b, nil for nil. It may have room to spare.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Equal reports whether a and b hold the same bytes; nil equals empty.
func Equal(a, b []byte) bool { return bytescan.Equal(a, b) }

// Compare returns -1, 0 or +1 in the order of the bytes; nil equals empty.
func Compare(a, b []byte) int { return bytescan.Compare(a, b) }

// EqualFold reports whether s and t are equal under simple Unicode case folding.
func EqualFold(s, t []byte) bool { return text.EqualFold(view(s), view(t)) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool {
	return len(suffix) <= len(s) && bytescan.Equal(suffix, s[len(s)-len(suffix):])
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool {
	return len(prefix) <= len(s) && bytescan.Equal(prefix, s[:len(prefix)])
}

// Index returns where sep is in s first, or -1.
func Index(s, sep []byte) int { return bytescan.Index(s, sep) }

// LastIndex returns where sep is in s last, or -1.
func LastIndex(s, sep []byte) int { return bytescan.LastIndex(s, sep) }

// IndexByte returns where c is in b first, or -1.
func IndexByte(b []byte, c byte) int { return bytescan.IndexByte(b, c) }

// LastIndexByte returns where c is in s last, or -1.
func LastIndexByte(s []byte, c byte) int { return bytescan.LastIndexByte(s, c) }

// IndexRune returns where r's encoding is in s first, or -1; utf8.RuneError stands
// for broken UTF-8 too.
func IndexRune(s []byte, r rune) int { return text.IndexRune(view(s), r) }

// IndexAny returns where the first rune of s is that is in chars, or -1.
func IndexAny(s []byte, chars string) int { return text.IndexAny(view(s), chars) }

// LastIndexAny returns where the last rune of s is that is in chars, or -1.
func LastIndexAny(s []byte, chars string) int { return text.LastIndexAny(view(s), chars) }

// IndexFunc returns where the first rune of s is that satisfies f, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int { return text.IndexFunc(view(s), f, true) }

// LastIndexFunc returns where the last rune of s is that satisfies f, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int {
	return text.LastIndexFunc(view(s), f, true)
}

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool { return bytescan.Index(b, subslice) != -1 }

// ContainsRune reports whether r's encoding is in b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) != -1 }

// ContainsAny reports whether any rune of chars is in b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) != -1 }

// ContainsFunc reports whether any rune of b satisfies f.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) != -1 }

// Count returns how often sep is in s, without overlaps. An empty sep counts as one
// more than s has runes.
func Count(s, sep []byte) int { return text.Replacements(view(s), view(sep), -1) }

// Runes decodes s.
func Runes(s []byte) []rune { return []rune(view(s)) }

// Cut returns what is before the first sep and what is behind it, or s and nil
// where there is no sep. The parts lie in s.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	at := bytescan.Index(s, sep)
	if at < 0 {
		return s, nil, false
	}
	return s[:at], s[at+len(sep):], true
}

// CutSuffix returns s without the suffix, and whether there was one.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if found = HasSuffix(s, suffix); found {
		s = s[:len(s)-len(suffix)]
	}
	return s, found
}

// CutPrefix returns s without the prefix, and whether there was one.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if found = HasPrefix(s, prefix); found {
		s = s[len(prefix):]
	}
	return s, found
}

// TrimSuffix returns s without the suffix, if it ends with it.
func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

// TrimPrefix returns s without the prefix, if it begins with it.
func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

// part returns s[from:to], or nil where that is empty, as all trimming does.
func part(s []byte, from, to int) []byte {
	if from >= to {
		return nil
	}
	return s[from:to]
}

// TrimLeft returns s without the runes at its start that are in cutset.
func TrimLeft(s []byte, cutset string) []byte {
	if cutset == "" && len(s) > 0 {
		return s
	}
	return part(s, text.TrimLeft(view(s), cutset), len(s))
}

// TrimRight returns s without the runes at its end that are in cutset.
func TrimRight(s []byte, cutset string) []byte {
	return s[:text.TrimRight(view(s), cutset)]
}

// Trim returns s without the runes at its ends that are in cutset.
func Trim(s []byte, cutset string) []byte {
	if cutset == "" && len(s) > 0 {
		return s
	}
	return TrimLeft(TrimRight(s, cutset), cutset)
}

// TrimSpace returns s without the space at its ends, nil where that is all.
func TrimSpace(s []byte) []byte {
	from, to := text.TrimSpace(view(s))
	return part(s, from, to)
}

// TrimLeftFunc returns s without the runes at its start that satisfy f.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	if at := text.IndexFunc(view(s), f, false); at >= 0 {
		return s[at:]
	}
	return nil
}

// TrimRightFunc returns s without the runes at its end that satisfy f.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	at := text.LastIndexFunc(view(s), f, false)
	if at < 0 {
		return s[:0]
	}
	_, width := utf8.DecodeRune(s[at:])
	return s[:at+width]
}

// TrimFunc returns s without the runes at its ends that satisfy f.
func TrimFunc(s []byte, f func(r rune) bool) []byte {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// Join returns the elements with sep between them, in new memory.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	size, ok := text.RepeatSize(len(sep), len(s)-1)
	for i := 0; ok && i < len(s); i++ {
		size += len(s[i])
		ok = size >= 0
	}
	if !ok {
		panic("bytes: Join output length overflow")
	}
	joined := append(make([]byte, 0, size), s[0]...)
	for _, e := range s[1:] {
		joined = append(append(joined, sep...), e...)
	}
	return joined
}

// Repeat returns count copies of b. It panics where count is negative or the result
// would be too long.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	size, ok := text.RepeatSize(len(b), count)
	if !ok {
		panic("bytes: Repeat output length overflow")
	}
	all := make([]byte, size)
	text.FillRepeat(all, view(b))
	return all
}

// Replace returns a copy of s with the first n occurrences of old, or all where n
// is negative, replaced by new. An empty old is before every rune and at the end.
func Replace(s, old, new []byte, n int) []byte {
	count := text.Replacements(view(s), view(old), n)
	if count == 0 {
		return append([]byte(nil), s...)
	}
	b := make([]byte, 0, len(s)+count*(len(new)-len(old)))
	return text.AppendReplaced(b, view(s), view(old), view(new), count)
}

// ReplaceAll is Replace without a limit.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// result picks the outcome of a change: a copy of s where it made no difference.
func result(changed []byte, same bool, s []byte) []byte {
	if same {
		return append([]byte(""), s...)
	}
	return changed
}

// Map returns a copy of s with each rune replaced by what mapping returns for it, or
// left out where that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte {
	changed, same := text.AppendMap(make([]byte, 0, len(s)), mapping, view(s))
	return result(changed, same, s)
}

// ToValidUTF8 returns a copy of s with each run of bytes that are no UTF-8 replaced.
func ToValidUTF8(s, replacement []byte) []byte {
	changed, same := text.AppendValid(nil, view(s), view(replacement))
	return result(changed, same, s)
}

// Title returns a copy of s with the letters that begin words in title case.
//
// Deprecated: it does not know the words of languages; use golang.org/x/text/cases.
func Title(s []byte) []byte {
	changed, same := text.AppendTitle(nil, view(s))
	return result(changed, same, s)
}
