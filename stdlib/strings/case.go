// This file changes the case of strings.

package strings

import (
	"internal/bytescan"
	"internal/text"
	"unicode"
)

// ToUpper returns s in upper case.
func ToUpper(s string) string {
	changed, same := text.Case(s, text.HasLower, bytescan.Upper, unicode.ToUpper)
	return result(changed, same, s)
}

// ToLower returns s in lower case.
func ToLower(s string) string {
	changed, same := text.Case(s, text.HasUpper, bytescan.Lower, unicode.ToLower)
	return result(changed, same, s)
}

// ToTitle returns s with every letter in title case.
func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

// ToUpperSpecial is ToUpper by the rules of c.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the rules of c.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the rules of c.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }
