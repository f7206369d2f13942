// This file quotes strings and runes as Go literals, and takes quotes off.

package strconv

import "unicode/utf8"

// What a quoting function leaves as it is, besides printable ASCII.
type keep uint8

const (
	keepPrintable keep = iota
	keepGraphic
	keepASCII
)

const hexDigits = "0123456789abcdef"

func (k keep) keeps(r rune) bool {
	switch k {
	case keepASCII:
		return r < utf8.RuneSelf && IsPrint(r)
	case keepGraphic:
		return IsGraphic(r)
	}
	return IsPrint(r)
}

// quoteTo appends s in quotes.
func quoteTo(to []byte, s string, quote byte, k keep) []byte {
	to = append(to, quote)
	for {
		n := plainPrefix(s, quote)
		to = append(to, s[:n]...)
		if s = s[n:]; s == "" {
			return append(to, quote)
		}
		r, width := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && width == 1 {
			to = append(to, '\\', 'x', hexDigits[s[0]>>4], hexDigits[s[0]&15])
		} else {
			to = runeTo(to, r, quote, k)
		}
		s = s[width:]
	}
}

// runeTo appends r, escaped where k does not keep it.
func runeTo(to []byte, r rune, quote byte, k keep) []byte {
	if r == '\\' || r == rune(quote) {
		return append(to, '\\', byte(r))
	}
	if k.keeps(r) {
		return utf8.AppendRune(to, r)
	}
	if '\a' <= r && r <= '\r' {
		return append(to, '\\', "abtnvfr"[r-'\a'])
	}
	digits := 2
	to = append(to, '\\')
	switch {
	case r < ' ' || r == 0x7F:
		to = append(to, 'x')
	case !utf8.ValidRune(r):
		r = utf8.RuneError
		fallthrough
	case r <= 0xFFFF:
		digits = 4
		to = append(to, 'u')
	default:
		digits = 8
		to = append(to, 'U')
	}
	for digits--; digits >= 0; digits-- {
		to = append(to, hexDigits[r>>(4*digits)&15])
	}
	return to
}

func quoted(s string, k keep) string {
	return string(quoteTo(make([]byte, 0, len(s)+len(s)/2+2), s, '"', k))
}

func quoteRune(to []byte, r rune, k keep) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return append(runeTo(append(to, '\''), r, '\'', k), '\'')
}

// Quote returns s as a Go string literal in double quotes, with escapes for what
// IsPrint rejects.
func Quote(s string) string { return quoted(s, keepPrintable) }

// QuoteToASCII is Quote with escapes for all that is not ASCII.
func QuoteToASCII(s string) string { return quoted(s, keepASCII) }

// QuoteToGraphic is Quote with escapes for what IsGraphic rejects.
func QuoteToGraphic(s string) string { return quoted(s, keepGraphic) }

// AppendQuote appends Quote(s) to dst.
func AppendQuote(dst []byte, s string) []byte { return quoteTo(dst, s, '"', keepPrintable) }

// AppendQuoteToASCII appends QuoteToASCII(s) to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte { return quoteTo(dst, s, '"', keepASCII) }

// AppendQuoteToGraphic appends QuoteToGraphic(s) to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte { return quoteTo(dst, s, '"', keepGraphic) }

// QuoteRune returns r as a Go character literal, with an escape for what IsPrint
// rejects; what is no valid code point becomes U+FFFD.
func QuoteRune(r rune) string { return string(quoteRune(nil, r, keepPrintable)) }

// QuoteRuneToASCII is QuoteRune with an escape for what is not ASCII.
func QuoteRuneToASCII(r rune) string { return string(quoteRune(nil, r, keepASCII)) }

// QuoteRuneToGraphic is QuoteRune with an escape for what IsGraphic rejects.
func QuoteRuneToGraphic(r rune) string { return string(quoteRune(nil, r, keepGraphic)) }

// AppendQuoteRune appends QuoteRune(r) to dst.
func AppendQuoteRune(dst []byte, r rune) []byte { return quoteRune(dst, r, keepPrintable) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r) to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return quoteRune(dst, r, keepASCII) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r) to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte { return quoteRune(dst, r, keepGraphic) }

// CanBackquote reports whether s can stand unchanged between backquotes, on one
// line, without control characters but tab.
func CanBackquote(s string) bool {
	for i, r := range s {
		switch {
		case r == '\uFEFF' || r == '`' || r == 0x7F || r < ' ' && r != '\t':
			return false
		case r == utf8.RuneError:
			if _, width := utf8.DecodeRuneInString(s[i:]); width == 1 {
				return false
			}
		}
	}
	return true
}
