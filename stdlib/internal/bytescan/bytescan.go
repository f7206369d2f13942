// Package bytescan holds the byte-string kernels that strings, bytes,
// unicode/utf8 and others share. They are natives, which the C++ library's
// vectorised searches stand behind. Indices are -1 where nothing is found.
package bytescan

// IndexByte and IndexByteString find the first c.
//
//go:noescape
func IndexByte(b []byte, c byte) int
//go:noescape
func IndexByteString(s string, c byte) int

// LastIndexByte and LastIndexByteString find the last c.
//
//go:noescape
func LastIndexByte(b []byte, c byte) int
//go:noescape
func LastIndexByteString(s string, c byte) int

// Count and CountString count the c's.
//
//go:noescape
func Count(b []byte, c byte) int
//go:noescape
func CountString(s string, c byte) int

// Index and IndexString find the first occurrence of sub; an empty one is at 0.
//
//go:noescape
func Index(b, sub []byte) int
//go:noescape
func IndexString(s, sub string) int

// LastIndex and LastIndexString find the last occurrence of sub; an empty one is
// at the end.
//
//go:noescape
func LastIndex(b, sub []byte) int
//go:noescape
func LastIndexString(s, sub string) int

// Compare is -1, 0 or +1 in the order of the bytes.
//
//go:noescape
func Compare(a, b []byte) int

// CompareString is Compare for strings.
//
//go:noescape
func CompareString(a, b string) int

// Equal reports whether a and b hold the same bytes.
//
//go:noescape
func Equal(a, b []byte) bool

// Occurrences counts the occurrences of sub, which is not empty, that do not
// overlap.
//
//go:noescape
func Occurrences(b, sub []byte) int
//go:noescape
func OccurrencesString(s, sub string) int

// RuneCount and RuneCountString count runes; each byte of broken UTF-8 is one.
//
//go:noescape
func RuneCount(b []byte) int
//go:noescape
func RuneCountString(s string) int

// Valid and ValidString tell whether the bytes are UTF-8 throughout.
//
//go:noescape
func Valid(b []byte) bool
//go:noescape
func ValidString(s string) bool

// ASCIIPrefix and ASCIIPrefixString measure the run of bytes below 0x80 at the
// beginning.
//
//go:noescape
func ASCIIPrefix(b []byte) int
//go:noescape
func ASCIIPrefixString(s string) int

// Lower and Upper write src with its ASCII letters changed to dst, which is as
// long.
//
//go:noescape
func Lower(dst []byte, src string)
//go:noescape
func Upper(dst []byte, src string)

// CaseASCII classifies s: bit 0 is set where it has a byte above 0x7F, bit 1 where
// it has an ASCII lower-case letter, bit 2 for an upper-case one.
//
//go:noescape
func CaseASCII(s string) int

// FoldASCII compares a and b ignoring the case of ASCII letters, as far as both
// are ASCII: it returns the length of the equal prefix.
//
//go:noescape
func FoldASCII(a, b string) int

// IndexSet finds the first byte of s that set holds.
//
//go:noescape
func IndexSet(s string, set *[256]bool) int

// IndexAnyASCII and LastIndexAnyASCII find the first or last byte of s that is in
// chars, where chars is all ASCII.
//
//go:noescape
func IndexAnyASCII(s, chars string) int
//go:noescape
func LastIndexAnyASCII(s, chars string) int

// TrimSpace returns the part of s between the ASCII space at its ends.
//
//go:noescape
func TrimSpace(s string) (from, to int)

// NextField finds the first run of bytes from at on that are no ASCII space; start
// is len(s) where there is none. CountFields counts them all.
//
//go:noescape
func NextField(s string, at int) (start, end int)
//go:noescape
func CountFields(s string) int
