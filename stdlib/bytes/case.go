// This file changes the case of bytes that are UTF-8.

package bytes

import (
	"internal/bytescan"
	"internal/text"
	"unicode"
)

// ToUpper returns a copy of s in upper case.
func ToUpper(s []byte) []byte {
	changed, same := text.Case(view(s), text.HasLower, bytescan.Upper, unicode.ToUpper)
	return result(changed, same, s)
}

// ToLower returns a copy of s in lower case.
func ToLower(s []byte) []byte {
	changed, same := text.Case(view(s), text.HasUpper, bytescan.Lower, unicode.ToLower)
	return result(changed, same, s)
}

// ToTitle returns a copy of s with every letter in title case.
func ToTitle(s []byte) []byte { return Map(unicode.ToTitle, s) }

// ToUpperSpecial is ToUpper by the rules of c.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the rules of c.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the rules of c.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }
