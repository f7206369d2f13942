// Package bytescan holds the byte-string kernels that strings, bytes,
// unicode/utf8 and others share. They are natives, which the C++ library's
// vectorised searches stand behind. Indices are -1 where nothing is found.
package bytescan

// IndexByte and IndexByteString find the first c.
func IndexByte(b []byte, c byte) int
func IndexByteString(s string, c byte) int

// LastIndexByte and LastIndexByteString find the last c.
func LastIndexByte(b []byte, c byte) int
func LastIndexByteString(s string, c byte) int

// Count and CountString count the c's.
func Count(b []byte, c byte) int
func CountString(s string, c byte) int

// Index and IndexString find the first occurrence of sub; an empty one is at 0.
func Index(b, sub []byte) int
func IndexString(s, sub string) int

// LastIndex and LastIndexString find the last occurrence of sub; an empty one is
// at the end.
func LastIndex(b, sub []byte) int
func LastIndexString(s, sub string) int

// Compare is -1, 0 or +1 in the order of the bytes.
func Compare(a, b []byte) int

// CompareString is Compare for strings.
func CompareString(a, b string) int

// Equal reports whether a and b hold the same bytes.
func Equal(a, b []byte) bool

// Occurrences counts the occurrences of sub, which is not empty, that do not
// overlap.
func Occurrences(b, sub []byte) int
func OccurrencesString(s, sub string) int

// RuneCount and RuneCountString count runes; each byte of broken UTF-8 is one.
func RuneCount(b []byte) int
func RuneCountString(s string) int

// Valid and ValidString tell whether the bytes are UTF-8 throughout.
func Valid(b []byte) bool
func ValidString(s string) bool

// ASCIIPrefix and ASCIIPrefixString measure the run of bytes below 0x80 at the
// beginning.
func ASCIIPrefix(b []byte) int
func ASCIIPrefixString(s string) int

// Lower and Upper write src with its ASCII letters changed to dst, which is as
// long.
func Lower(dst []byte, src string)
func Upper(dst []byte, src string)

// CaseASCII classifies s: bit 0 is set where it has a byte above 0x7F, bit 1 where
// it has an ASCII lower-case letter, bit 2 for an upper-case one.
func CaseASCII(s string) int

// FoldASCII compares a and b ignoring the case of ASCII letters, as far as both
// are ASCII: it returns the length of the equal prefix.
func FoldASCII(a, b string) int

// IndexSet finds the first byte of s that set holds.
func IndexSet(s string, set *[256]bool) int

// IndexAnyASCII and LastIndexAnyASCII find the first or last byte of s that is in
// chars, where chars is all ASCII.
func IndexAnyASCII(s, chars string) int
func LastIndexAnyASCII(s, chars string) int

// TrimSpace returns the part of s between the ASCII space at its ends.
func TrimSpace(s string) (from, to int)

// NextField finds the first run of bytes from at on that are no ASCII space; start
// is len(s) where there is none. CountFields counts them all.
func NextField(s string, at int) (start, end int)
func CountFields(s string) int
