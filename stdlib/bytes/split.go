// This file takes slices of bytes apart: into slices of parts, and as sequences.

package bytes

import (
	"internal/bytescan"
	"internal/text"
	"iter"
	"unicode"
)

// split cuts s at sep into n parts at most, or any number where n is negative; keep
// is how much of sep stays with the part before it.
func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = bytescan.Occurrences(s, sep) + 1
	}
	parts := make([][]byte, 0, min(n, len(s)+1))
	for len(parts) < n-1 {
		at := bytescan.Index(s, sep)
		if at < 0 {
			break
		}
		parts = append(parts, s[:at+keep:at+keep])
		s = s[at+len(sep):]
	}
	return append(parts, s)
}

// explode makes a part of every rune, the last of n taking all that is left.
func explode(s []byte, n int) [][]byte {
	count := text.Replacements(view(s), "", -1) - 1
	if n < 0 || n > count {
		n = count
	}
	parts := make([][]byte, n)
	for i := range parts {
		width := len(s)
		if i < n-1 {
			width = text.NextRune(view(s))
		}
		parts[i], s = s[:width:width], s[width:]
	}
	return parts
}

// SplitN cuts s at sep into at most n parts, the last of which is what remains; n
// below 0 is no limit, and 0 gives nil. An empty sep cuts after every rune.
func SplitN(s, sep []byte, n int) [][]byte { return split(s, sep, 0, n) }

// SplitAfterN is SplitN that leaves sep at the end of the parts.
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

// SplitAfter is SplitAfterN without a limit.
func SplitAfter(s, sep []byte) [][]byte { return split(s, sep, len(sep), -1) }

// Split is SplitN without a limit.
func Split(s, sep []byte) [][]byte { return split(s, sep, 0, -1) }

// Fields returns the parts of s between runs of space.
func Fields(s []byte) [][]byte {
	if !text.IsASCII(view(s)) {
		return FieldsFunc(s, unicode.IsSpace)
	}
	fields := make([][]byte, bytescan.CountFields(view(s)))
	at := 0
	for i := range fields {
		start, end := bytescan.NextField(view(s), at)
		fields[i] = s[start:end:end]
		at = end
	}
	return fields
}

// FieldsFunc returns the parts of s between runs of runes that satisfy f.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	var ends [32][2]int
	found := ends[:0]
	start := -1
	for i, r := range view(s) {
		if f(r) {
			if start >= 0 {
				found = append(found, [2]int{start, i})
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		found = append(found, [2]int{start, len(s)})
	}
	fields := make([][]byte, len(found))
	for i, e := range found {
		fields[i] = s[e[0]:e[1]:e[1]]
	}
	return fields
}

// Lines iterates over the lines of s with their newlines; the last may have none.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for rest := s; len(rest) > 0; {
			end := bytescan.IndexByte(rest, '\n') + 1
			if end == 0 {
				end = len(rest)
			}
			if !yield(rest[:end:end]) {
				return
			}
			rest = rest[end:]
		}
	}
}

func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	if len(sep) == 0 {
		return func(yield func([]byte) bool) {
			for rest := s; len(rest) > 0; {
				width := text.NextRune(view(rest))
				if !yield(rest[:width:width]) {
					return
				}
				rest = rest[width:]
			}
		}
	}
	return func(yield func([]byte) bool) {
		rest := s
		for {
			at := bytescan.Index(rest, sep)
			if at < 0 {
				break
			}
			if !yield(rest[: at+keep : at+keep]) {
				return
			}
			rest = rest[at+len(sep):]
		}
		yield(rest[:len(rest):len(rest)])
	}
}

// SplitSeq iterates over the parts that Split returns.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq iterates over the parts that SplitAfter returns.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

// FieldsSeq iterates over the parts that Fields returns.
func FieldsSeq(s []byte) iter.Seq[[]byte] {
	if !text.IsASCII(view(s)) {
		return FieldsFuncSeq(s, unicode.IsSpace)
	}
	return func(yield func([]byte) bool) {
		start, end := bytescan.NextField(view(s), 0)
		for start < len(s) && yield(s[start:end:end]) {
			start, end = bytescan.NextField(view(s), end)
		}
	}
}

// FieldsFuncSeq iterates over the parts that FieldsFunc returns.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start, end := text.FieldFunc(view(s), 0, f)
		for start < len(s) && yield(s[start:end:end]) {
			start, end = text.FieldFunc(view(s), end, f)
		}
	}
}
