// This file has the methods that return matches. Their names tell what: All for all
// matches, one after the other; String for a text that is a string; Submatch for the
// captures too; Index for places instead of texts.

package regexp

import (
	"io"
	"unicode/utf8"
)

// one returns the places of the first match: of the match alone, or of captures too.
func (re *Regexp) one(s string, captures bool) []int {
	caps := make([]int, re.room(captures))
	if !re.at(s, 0, caps) {
		return nil
	}
	return caps
}

func (re *Regexp) room(captures bool) int {
	if captures {
		return 2 * len(re.names)
	}
	return 2
}

// each calls f with the places of up to n matches that do not overlap, or all if n is
// negative. An empty match right after another match is none.
func (re *Regexp) each(s string, n int, captures bool, f func(caps []int)) {
	for pos, last := 0, -1; n != 0 && pos <= len(s); {
		caps := make([]int, re.room(captures))
		if !re.at(s, pos, caps) {
			return
		}
		from, to := caps[0], caps[1]
		if from == to && from == last {
			pos = after(s, to)
			continue
		}
		pos, last = to, to
		if from == to {
			pos = after(s, to)
		}
		f(caps)
		n--
	}
}

// after is the place behind the character at pos.
func after(s string, pos int) int {
	_, n := utf8.DecodeRuneInString(s[pos:])
	return pos + max(n, 1)
}

func part(s string, caps []int, i int) string {
	if caps[2*i] < 0 {
		return ""
	}
	return s[caps[2*i]:caps[2*i+1]]
}

// bytesPart leaves no room behind, so that appending does not write into the text.
func bytesPart(b []byte, caps []int, i int) []byte {
	from, to := caps[2*i], caps[2*i+1]
	if from < 0 {
		return nil
	}
	return b[from:to:to]
}

func parts(s string, caps []int) []string {
	list := make([]string, len(caps)/2)
	for i := range list {
		list[i] = part(s, caps, i)
	}
	return list
}

func bytesParts(b []byte, caps []int) [][]byte {
	list := make([][]byte, len(caps)/2)
	for i := range list {
		list[i] = bytesPart(b, caps, i)
	}
	return list
}

// Find returns the leftmost match in b, or nil.
func (re *Regexp) Find(b []byte) []byte {
	if caps := re.one(view(b), false); caps != nil {
		return bytesPart(b, caps, 0)
	}
	return nil
}

// FindIndex returns where the leftmost match begins and ends, or nil.
func (re *Regexp) FindIndex(b []byte) (loc []int) { return re.one(view(b), false) }

// FindString returns the leftmost match in s; empty if there is none, or it is empty.
func (re *Regexp) FindString(s string) string {
	if caps := re.one(s, false); caps != nil {
		return part(s, caps, 0)
	}
	return ""
}

// FindStringIndex returns where the leftmost match begins and ends, or nil.
func (re *Regexp) FindStringIndex(s string) (loc []int) { return re.one(s, false) }

// FindReaderIndex returns where the leftmost match in r's text begins and ends, or nil.
func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) { return re.one(readAll(r), false) }

// FindSubmatch returns the leftmost match and its captures, or nil.
func (re *Regexp) FindSubmatch(b []byte) [][]byte {
	if caps := re.one(view(b), true); caps != nil {
		return bytesParts(b, caps)
	}
	return nil
}

// FindSubmatchIndex returns the places of the leftmost match and its captures, or nil.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.one(view(b), true) }

// FindStringSubmatch returns the leftmost match and its captures, or nil.
func (re *Regexp) FindStringSubmatch(s string) []string {
	if caps := re.one(s, true); caps != nil {
		return parts(s, caps)
	}
	return nil
}

// FindStringSubmatchIndex returns the places of the leftmost match and its captures, or nil.
func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.one(s, true) }

// FindReaderSubmatchIndex returns the places of the leftmost match in r's text and its
// captures, or nil.
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int { return re.one(readAll(r), true) }

// FindAll returns up to n matches; all if n is negative.
func (re *Regexp) FindAll(b []byte, n int) (list [][]byte) {
	re.each(view(b), n, false, func(caps []int) { list = append(list, bytesPart(b, caps, 0)) })
	return
}

// FindAllIndex returns the places of up to n matches.
func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return re.allPlaces(view(b), n, false) }

// FindAllString returns up to n matches; all if n is negative.
func (re *Regexp) FindAllString(s string, n int) (list []string) {
	re.each(s, n, false, func(caps []int) { list = append(list, part(s, caps, 0)) })
	return
}

// FindAllStringIndex returns the places of up to n matches.
func (re *Regexp) FindAllStringIndex(s string, n int) [][]int { return re.allPlaces(s, n, false) }

// FindAllSubmatch returns up to n matches with their captures.
func (re *Regexp) FindAllSubmatch(b []byte, n int) (list [][][]byte) {
	re.each(view(b), n, true, func(caps []int) { list = append(list, bytesParts(b, caps)) })
	return
}

// FindAllSubmatchIndex returns the places of up to n matches and their captures.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return re.allPlaces(view(b), n, true)
}

// FindAllStringSubmatch returns up to n matches with their captures.
func (re *Regexp) FindAllStringSubmatch(s string, n int) (list [][]string) {
	re.each(s, n, true, func(caps []int) { list = append(list, parts(s, caps)) })
	return
}

// FindAllStringSubmatchIndex returns the places of up to n matches and their captures.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return re.allPlaces(s, n, true)
}

func (re *Regexp) allPlaces(s string, n int, captures bool) (list [][]int) {
	re.each(s, n, captures, func(caps []int) { list = append(list, caps) })
	return
}
