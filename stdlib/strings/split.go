// This file takes strings apart: into slices of parts, and as sequences.

package strings

import (
	"internal/bytescan"
	"internal/text"
	"iter"
	"unicode"
)

// split cuts s at sep into n parts at most, or any number where n is negative; keep
// is how much of sep stays with the part before it.
func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = bytescan.OccurrencesString(s, sep) + 1
	}
	parts := make([]string, 0, min(n, len(s)+1))
	for len(parts) < n-1 {
		at := bytescan.IndexString(s, sep)
		if at < 0 {
			break
		}
		parts = append(parts, s[:at+keep])
		s = s[at+len(sep):]
	}
	return append(parts, s)
}

// explode makes a part of every rune, the last of n taking all that is left.
func explode(s string, n int) []string {
	count := text.Replacements(s, "", -1) - 1
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, n)
	for i := range parts {
		width := len(s)
		if i < n-1 {
			width = text.NextRune(s)
		}
		parts[i], s = s[:width], s[width:]
	}
	return parts
}

// SplitN cuts s at sep into at most n parts, the last of which is what remains; n
// below 0 is no limit, and 0 gives nil. An empty sep cuts after every rune.
func SplitN(s, sep string, n int) []string { return split(s, sep, 0, n) }

// SplitAfterN is SplitN that leaves sep at the end of the parts.
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

// SplitAfter is SplitAfterN without a limit.
func SplitAfter(s, sep string) []string { return split(s, sep, len(sep), -1) }

// Split is SplitN without a limit.
func Split(s, sep string) []string { return split(s, sep, 0, -1) }

// Fields returns the parts of s between runs of space.
func Fields(s string) []string {
	if !text.IsASCII(s) {
		return FieldsFunc(s, unicode.IsSpace)
	}
	fields := make([]string, bytescan.CountFields(s))
	at := 0
	for i := range fields {
		start, end := bytescan.NextField(s, at)
		fields[i] = s[start:end]
		at = end
	}
	return fields
}

// FieldsFunc returns the parts of s between runs of runes that satisfy f.
func FieldsFunc(s string, f func(rune) bool) []string {
	var ends [32][2]int
	found := ends[:0]
	start := -1
	for i, r := range s {
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
	fields := make([]string, len(found))
	for i, e := range found {
		fields[i] = s[e[0]:e[1]]
	}
	return fields
}

// Lines iterates over the lines of s with their newlines; the last may have none.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := s; rest != ""; {
			end := bytescan.IndexByteString(rest, '\n') + 1
			if end == 0 {
				end = len(rest)
			}
			if !yield(rest[:end]) {
				return
			}
			rest = rest[end:]
		}
	}
}

func splitSeq(s, sep string, keep int) iter.Seq[string] {
	if sep == "" {
		return func(yield func(string) bool) {
			for rest := s; rest != ""; {
				width := text.NextRune(rest)
				if !yield(rest[:width]) {
					return
				}
				rest = rest[width:]
			}
		}
	}
	return func(yield func(string) bool) {
		rest := s
		for {
			at := bytescan.IndexString(rest, sep)
			if at < 0 {
				break
			}
			if !yield(rest[:at+keep]) {
				return
			}
			rest = rest[at+len(sep):]
		}
		yield(rest)
	}
}

// SplitSeq iterates over the parts that Split returns.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq iterates over the parts that SplitAfter returns.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

// FieldsSeq iterates over the parts that Fields returns.
func FieldsSeq(s string) iter.Seq[string] {
	if !text.IsASCII(s) {
		return FieldsFuncSeq(s, unicode.IsSpace)
	}
	return func(yield func(string) bool) {
		start, end := bytescan.NextField(s, 0)
		for start < len(s) && yield(s[start:end]) {
			start, end = bytescan.NextField(s, end)
		}
	}
}

// FieldsFuncSeq iterates over the parts that FieldsFunc returns.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, end := text.FieldFunc(s, 0, f)
		for start < len(s) && yield(s[start:end]) {
			start, end = text.FieldFunc(s, end, f)
		}
	}
}
