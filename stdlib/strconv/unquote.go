// This file reads Go's string and character literals.

package strconv

import (
	"internal/bytescan"
	"unicode/utf8"
)

// hexValue is the value of a hexadecimal digit, or 16 and more.
func hexValue(c byte) rune {
	if d := rune(c - '0'); c >= '0' && d <= 9 {
		return d
	}
	if d := rune(c | 0x20); 'a' <= d && d <= 'f' {
		return d - 'a' + 10
	}
	return 16
}

// UnquoteChar decodes the first character or byte of s, the inside of a literal,
// and returns its value, whether the value takes several bytes in UTF-8, and the
// rest of s. quote, where not 0, is the quote that must be escaped; only a ' or "
// that is the quote may be.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if s == "" {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	if c == quote && (quote == '\'' || quote == '"') {
		return 0, false, "", ErrSyntax
	}
	if c >= utf8.RuneSelf {
		r, width := utf8.DecodeRuneInString(s)
		return r, true, s[width:], nil
	}
	if c != '\\' {
		return rune(c), false, s[1:], nil
	}
	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	c, tail = s[1], s[2:]
	digits := 0
	switch c {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if len(tail) < 2 {
			return 0, false, "", ErrSyntax
		}
		value = rune(c - '0')
		for i := range 2 {
			d := tail[i] - '0'
			if d > 7 {
				return 0, false, "", ErrSyntax
			}
			value = value<<3 | rune(d)
		}
		if value > 0xFF {
			return 0, false, "", ErrSyntax
		}
		return value, false, tail[2:], nil
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		return rune(c), false, tail, nil
	case '\\':
		return '\\', false, tail, nil
	default:
		at := bytescan.IndexByteString("abtnvfr", c)
		if at < 0 {
			return 0, false, "", ErrSyntax
		}
		return '\a' + rune(at), false, tail, nil
	}
	if len(tail) < digits {
		return 0, false, "", ErrSyntax
	}
	for i := range digits {
		d := hexValue(tail[i])
		if d > 15 {
			return 0, false, "", ErrSyntax
		}
		value = value<<4 | d
	}
	tail = tail[digits:]
	if c == 'x' {
		return value, false, tail, nil // a byte, not a character
	}
	if !utf8.ValidRune(value) {
		return 0, false, "", ErrSyntax
	}
	return value, true, tail, nil
}

// literal measures the literal that s begins with and, where wanted, decodes it.
func literal(s string, decode bool) (out string, length int, err error) {
	if len(s) < 2 {
		return "", 0, ErrSyntax
	}
	quote := s[0]
	switch quote {
	case '`':
		end := bytescan.IndexByteString(s[1:], '`')
		if end < 0 {
			return "", 0, ErrSyntax
		}
		out = s[1 : 1+end]
		if decode && bytescan.IndexByteString(out, '\r') >= 0 {
			kept := make([]byte, 0, end)
			for i := range len(out) {
				if out[i] != '\r' {
					kept = append(kept, out[i])
				}
			}
			out = string(kept)
		}
		return out, end + 2, nil
	case '"', '\'':
	default:
		return "", 0, ErrSyntax
	}
	rest := s[1:]
	if quote == '"' {
		// Most strings have nothing to decode.
		n := bytescan.IndexByteString(rest, '"')
		if n < 0 {
			return "", 0, ErrSyntax
		}
		if body := rest[:n]; bytescan.IndexByteString(body, '\\') < 0 &&
			bytescan.IndexByteString(body, '\n') < 0 && utf8.ValidString(body) {
			return body, n + 2, nil
		}
	}
	var decoded []byte
	for chars := 0; ; chars++ {
		if rest == "" {
			return "", 0, ErrSyntax
		}
		if rest[0] == quote {
			break // no character between single quotes passes, as it does in Go
		}
		if quote == '\'' && chars == 1 || rest[0] == '\n' {
			return "", 0, ErrSyntax
		}
		r, multibyte, tail, err := UnquoteChar(rest, quote)
		if err != nil {
			return "", 0, err
		}
		rest = tail
		switch {
		case !decode:
		case multibyte || r < utf8.RuneSelf:
			decoded = utf8.AppendRune(decoded, r)
		default:
			decoded = append(decoded, byte(r))
		}
	}
	return string(decoded), len(s) - len(rest) + 1, nil
}

// Unquote returns what s, a Go literal in single, double or back quotes, stands for.
// A character literal gives a string of one character.
func Unquote(s string) (string, error) {
	out, length, err := literal(s, true)
	if err != nil || length != len(s) {
		return "", ErrSyntax
	}
	return out, nil
}

// QuotedPrefix returns the literal that s begins with, quotes and all.
func QuotedPrefix(s string) (string, error) {
	_, length, err := literal(s, false)
	if err != nil {
		return "", err
	}
	return s[:length], nil
}
