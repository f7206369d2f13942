// This file is the Replacer. It finds what to replace by its first byte: a table of
// 256 tells which bytes can begin a match, and for each such byte a list names the
// pairs, in the order of the arguments.

package strings

import (
	"internal/bytescan"
	"io"
	"sync"
)

// Replacer replaces several strings at once. It may be used by several goroutines
// at the same time.
type Replacer struct {
	pairs []string // old, new, old, new, ...
	once  sync.Once

	begins  [256]bool
	byFirst map[byte][]int // first byte -> indices in pairs
	always  int            // index of the first pair with an empty old, or -1
}

// NewReplacer returns a Replacer of pairs of strings, old and new. Matches are made
// from left to right and do not overlap; of those that begin at one place, the
// first in the argument list is taken. It panics where the count is odd.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)&1 != 0 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{pairs: append([]string(nil), oldnew...)}
}

func (r *Replacer) prepare() {
	r.byFirst = map[byte][]int{}
	r.always = -1
	for i := 0; i < len(r.pairs); i += 2 {
		old := r.pairs[i]
		if old == "" {
			if r.always < 0 {
				r.always = i
			}
			continue
		}
		r.begins[old[0]] = true
		r.byFirst[old[0]] = append(r.byFirst[old[0]], i)
	}
}

// match returns the pair that applies at the start of s, or -1. Where mayEmpty is
// not set, one with an empty old is not considered.
func (r *Replacer) match(s string, mayEmpty bool) int {
	pair := -1
	if s != "" && r.begins[s[0]] {
		for _, i := range r.byFirst[s[0]] {
			if HasPrefix(s, r.pairs[i]) {
				pair = i
				break
			}
		}
	}
	if mayEmpty && r.always >= 0 && (pair < 0 || r.always < pair) {
		return r.always
	}
	return pair
}

// each calls emit with the pieces of the result; the first call is with a match.
// It reports whether there was one.
func (r *Replacer) each(s string, emit func(piece string)) bool {
	r.once.Do(r.prepare)
	kept, at := 0, 0 // s[kept:at] is passed over, to be emitted as it is
	any, afterEmpty := false, false
	for at <= len(s) {
		if r.always < 0 {
			skip := bytescan.IndexSet(s[at:], &r.begins)
			if skip < 0 {
				break
			}
			at += skip
		}
		// Once an empty old has been replaced, it does not match again at the same
		// place, but another may.
		pair := r.match(s[at:], !afterEmpty)
		afterEmpty = false
		if pair < 0 {
			at++
			continue
		}
		any = true
		emit(s[kept:at])
		emit(r.pairs[pair+1])
		at += len(r.pairs[pair])
		kept = at
		afterEmpty = r.pairs[pair] == ""
	}
	if any {
		emit(s[kept:])
	}
	return any
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string {
	var b []byte
	if !r.each(s, func(piece string) {
		if b == nil {
			b = make([]byte, 0, len(s)+16)
		}
		b = append(b, piece...)
	}) {
		return s
	}
	return own(b)
}

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	write := func(piece string) {
		if err == nil && piece != "" {
			var wrote int
			wrote, err = io.WriteString(w, piece)
			n += wrote
		}
	}
	if !r.each(s, write) {
		return io.WriteString(w, s)
	}
	return n, err
}
