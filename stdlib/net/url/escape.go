// This file escapes text for the parts of a URL, and gets it back.

package url

import (
	"strconv"
	"strings"
)

// part is a part of a URL, as a bit.
type part uint8

const (
	inPath part = 1 << iota
	inSegment
	inHost
	inZone // the zone of an address
	inUser
	inQuery
	inFragment
	inAll part = 1<<7 - 1
)

// marks are the bytes besides letters and digits that may stand somewhere as they are.
var marks = [128]part{
	'-': inAll, '_': inAll, '.': inAll, '~': inAll,
	'!': inHost | inZone | inFragment, '(': inHost | inZone | inFragment, ')': inHost | inZone | inFragment,
	'*': inHost | inZone | inFragment, '\'': inHost | inZone,
	'[': inHost | inZone, ']': inHost | inZone, '<': inHost | inZone, '>': inHost | inZone, '"': inHost | inZone,
	'$': inAll &^ inQuery, '&': inAll &^ inQuery, '+': inAll &^ inQuery, '=': inAll &^ inQuery,
	',': inAll &^ (inQuery | inSegment), ';': inAll &^ (inQuery | inSegment),
	':': inAll &^ (inQuery | inUser),
	'/': inPath | inFragment,
	'?': inFragment,
	'@': inPath | inSegment | inFragment,
}

// plain reports whether a byte may stand in a part as it is.
func plain(c byte, p part) bool {
	if c >= 128 {
		return false
	}
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || marks[c]&p != 0
}

// wellFormed reports whether an escaped text holds nothing that it must not. It may hold more than what escape leaves as
// it is.
func wellFormed(s string, p part) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !plain(c, p) && strings.IndexByte("!'()*[]%$&+,;=:@", c) < 0 {
			return false
		}
	}
	return true
}

const upperHex = "0123456789ABCDEF"

// escape writes a text for a part.
func escape(s string, p part) string {
	n := 0
	for i := 0; i < len(s); i++ {
		if !plain(s[i], p) {
			n++
		}
	}
	if n == 0 {
		return s
	}
	b := make([]byte, 0, len(s)+2*n)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case plain(c, p):
			b = append(b, c)
		case c == ' ' && p == inQuery:
			b = append(b, '+')
		default:
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return string(b)
}

// EscapeError is an escape that is none.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that cannot stand in a host.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// hex returns the value of a digit, or 16 and more where it is none.
func hex(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0xff
}

// unescape returns what a text in a part means.
func unescape(s string, p part) (string, error) {
	b := []byte(nil) // what is meant by s[:i], once that differs
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%':
			if i+2 >= len(s) || hex(s[i+1])|hex(s[i+2]) > 15 {
				return "", EscapeError(s[i:min(i+3, len(s))])
			}
			if b == nil {
				b = append(make([]byte, 0, len(s)), s[:i]...)
			}
			c = hex(s[i+1])<<4 | hex(s[i+2])
			// A host may have escapes of what is not ASCII alone, a zone those of what a host may hold; and a
			// percent sign, which begins a zone.
			if c != '%' && (p == inHost && c < 0x80 || p == inZone && c != ' ' && !plain(c, inHost)) {
				return "", EscapeError(s[i : i+3])
			}
			i += 2
		case c == '+' && p == inQuery:
			if b == nil {
				b = append(make([]byte, 0, len(s)), s[:i]...)
			}
			c = ' '
		case p&(inHost|inZone) != 0 && c < 0x80 && !plain(c, p):
			return "", InvalidHostError(s[i : i+1])
		}
		if b != nil {
			b = append(b, c)
		}
	}
	if b == nil {
		return s, nil
	}
	return string(b), nil
}

// QueryEscape writes a text for a query.
func QueryEscape(s string) string { return escape(s, inQuery) }

// QueryUnescape gets a text of a query back.
func QueryUnescape(s string) (string, error) { return unescape(s, inQuery) }

// PathEscape writes a text as an element of a path.
func PathEscape(s string) string { return escape(s, inSegment) }

// PathUnescape gets an element of a path back.
func PathUnescape(s string) (string, error) { return unescape(s, inSegment) }
