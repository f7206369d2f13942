// This file declares the conversions of numbers, which the C++ library does
// correctly rounded and with the fewest digits, and searches for what to quote.

package strconv

// scanUint and scanInt convert all of s; code is one of the scan constants, and
// with scanRange v is the nearest limit.
//
//go:noescape
func scanUint(s string, base, bitSize int) (v uint64, code int)
//go:noescape
func scanInt(s string, base, bitSize int) (v int64, code int)

// scanFloat converts the longest number that s begins with, and returns its length.
//
//go:noescape
func scanFloat(s string, bitSize int) (v float64, n, code int)

// decimal returns i in decimal.
//
//go:noescape
func decimal(i int64) string

// putInt and putUint write a number to the end of digits and return where it begins.
//
//go:noescape
func putInt(digits *[maxDigits]byte, i int64, base int) int
//go:noescape
func putUint(digits *[maxDigits]byte, i uint64, base int) int

// putFloat writes f to dst and returns the length of the text; where that is greater
// than dst's, dst is not written.
//
//go:noescape
func putFloat(dst []byte, f float64, fmt byte, prec, bitSize int) int

// plainPrefix returns the length of the prefix of s that is printable ASCII but for
// backslashes and the quote.
//
//go:noescape
func plainPrefix(s string, quote byte) int

// IsPrint reports whether r is a letter, mark, number, punctuation, symbol or the
// ASCII space; it is the same as unicode.IsPrint.
func IsPrint(r rune) bool

// IsGraphic reports whether r is printable or a space of category Zs; it is the
// same as unicode.IsGraphic.
func IsGraphic(r rune) bool
