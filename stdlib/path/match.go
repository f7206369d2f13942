package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern: a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match tells whether all of name matches the pattern: '*' is any run without '/', '?' one character but '/', [a-z] one
// of a class, [^a-z] one outside it, '\\' takes the next character as it is.
func Match(pattern, name string) (matched bool, err error) {
	// On a mismatch behind a star the star takes one character more; only the last star needs trying, since an earlier
	// one has matched as little as it can.
	p, n := 0, 0
	starP, starN := -1, 0
	for {
		if p == len(pattern) {
			if n == len(name) {
				return true, nil
			}
		} else if pattern[p] == '*' {
			p++
			starP, starN = p, n
			continue
		} else {
			next, width, ok, err := matchOne(pattern[p:], name[n:])
			if err != nil {
				return false, err
			}
			if ok {
				p += next
				n += width
				continue
			}
		}
		if starP < 0 || starN >= len(name) || name[starN] == '/' {
			return false, checkPattern(pattern[p:])
		}
		_, w := utf8.DecodeRuneInString(name[starN:])
		starN += w
		p, n = starP, starN
	}
}

// matchOne matches the pattern's first element, no star, with the start of name. It gives the element's length and the
// width of what it matched.
func matchOne(pattern, name string) (length, width int, ok bool, err error) {
	var r rune
	if name != "" {
		r, width = utf8.DecodeRuneInString(name)
	}
	switch pattern[0] {
	case '?':
		return 1, width, name != "" && r != '/', nil
	case '[':
		length, ok, err = matchClass(pattern, r)
		return length, width, ok && name != "", err
	case '\\':
		if len(pattern) == 1 {
			return 0, 0, false, ErrBadPattern
		}
		return 2, 1, name != "" && name[0] == pattern[1], nil
	}
	return 1, 1, name != "" && name[0] == pattern[0], nil
}

// matchClass tells whether r is in the class at the pattern's start, and how long that is.
func matchClass(pattern string, r rune) (length int, ok bool, err error) {
	i := 1
	negated := i < len(pattern) && pattern[i] == '^'
	if negated {
		i++
	}
	for first := true; ; first = false {
		if i < len(pattern) && pattern[i] == ']' && !first {
			return i + 1, ok != negated, nil
		}
		lo, next, err := classRune(pattern, i)
		if err != nil {
			return 0, false, err
		}
		hi := lo
		i = next
		if pattern[i] == '-' {
			if hi, i, err = classRune(pattern, i+1); err != nil {
				return 0, false, err
			}
		}
		if lo <= r && r <= hi {
			ok = true
		}
	}
}

// classRune reads one end of a range. Something must follow it, at least the bracket.
func classRune(pattern string, i int) (r rune, next int, err error) {
	if i >= len(pattern) || pattern[i] == '-' || pattern[i] == ']' {
		return 0, 0, ErrBadPattern
	}
	if pattern[i] == '\\' {
		if i++; i >= len(pattern) {
			return 0, 0, ErrBadPattern
		}
	}
	r, w := utf8.DecodeRuneInString(pattern[i:])
	if i += w; i >= len(pattern) || r == utf8.RuneError && w == 1 {
		return 0, 0, ErrBadPattern
	}
	return r, i, nil
}

// checkPattern tells whether the rest of a pattern is well formed, when no name is left to match it with.
func checkPattern(pattern string) error {
	for pattern != "" {
		length := 1
		if pattern[0] != '*' {
			var err error
			if length, _, _, err = matchOne(pattern, ""); err != nil {
				return err
			}
		}
		pattern = pattern[length:]
	}
	return nil
}
