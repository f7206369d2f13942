// This file maps letters between upper, lower and title case, and steps through
// the letters that are equal when case is ignored.

package unicode

// The cases, as To's argument and as indices of a CaseRange's deltas.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower as a delta says that upper- and lower-case letters alternate in the
// range, beginning with an upper-case one. It is too big to be a delta itself.
const UpperLower = MaxRune + 1

type d [MaxCase]rune

// CaseRange says for all code points from Lo to Hi what to add to get each case.
type CaseRange struct {
	Lo, Hi uint32
	Delta  d
}

// SpecialCase holds the case mappings of a language where they differ from the
// standard ones; its methods are the functions of the same names for it.
type SpecialCase []CaseRange

// TurkishCase distinguishes I with a dot and without.
var TurkishCase SpecialCase = turkish

// AzeriCase is the same as TurkishCase.
var AzeriCase SpecialCase = turkish

var turkish = SpecialCase{
	{Lo: 'I', Hi: 'I', Delta: d{0, 'ı' - 'I', 0}},
	{Lo: 'i', Hi: 'i', Delta: d{'İ' - 'i', 0, 'İ' - 'i'}},
	{Lo: 'İ', Hi: 'İ', Delta: d{0, 'i' - 'İ', 0}},
	{Lo: 'ı', Hi: 'ı', Delta: d{'I' - 'ı', 0, 'I' - 'ı'}},
}

// IsUpper reports whether r is an upper-case letter (Lu).
func IsUpper(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classCase == classUpper
	}
	return contains(Lu, r)
}

// IsLower reports whether r is a lower-case letter (Ll).
func IsLower(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classCase == classLower
	}
	return contains(Ll, r)
}

// IsTitle reports whether r is a title-case letter (Lt), none of which is in Latin-1.
func IsTitle(r rune) bool { return r > MaxLatin1 && contains(Lt, r) }

// To returns r in the case asked for, or ReplacementChar where there is no such
// case.
func To(_case int, r rune) rune {
	to, _ := mapCase(_case, r, CaseRanges)
	return to
}

// ToUpper returns r in upper case.
func ToUpper(r rune) rune {
	if uint32(r) > MaxASCII {
		return To(UpperCase, r)
	}
	if 'a' <= r && r <= 'z' {
		return r ^ ' '
	}
	return r
}

// ToLower returns r in lower case.
func ToLower(r rune) rune {
	if uint32(r) > MaxASCII {
		return To(LowerCase, r)
	}
	if 'A' <= r && r <= 'Z' {
		return r ^ ' '
	}
	return r
}

// ToTitle returns r in title case.
func ToTitle(r rune) rune {
	if uint32(r) > MaxASCII {
		return To(TitleCase, r)
	}
	if 'a' <= r && r <= 'z' {
		return r ^ ' '
	}
	return r
}

func (special SpecialCase) to(_case int, r rune) rune {
	if mapped, found := mapCase(_case, r, []CaseRange(special)); found {
		return mapped
	}
	return To(_case, r)
}

// ToUpper returns r in upper case as special has it.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToTitle returns r in title case as special has it.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

// ToLower returns r in lower case as special has it.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

// SimpleFold steps through the code points that are equal to r under Unicode's
// simple case folding: it returns the next greater one, or the least, or r where
// there is no other or r is not valid. For example, SimpleFold('A') is 'a',
// SimpleFold('K') is 'k', whose next is the Kelvin sign '\u212A', whose next is 'K'.
func SimpleFold(r rune) rune {
	if r < 0 || r > MaxRune {
		return r
	}
	low, high := 0, len(orbits)
	for low < high {
		if mid := (low + high) / 2; rune(orbits[mid].from) < r {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(orbits) && rune(orbits[low].from) == r {
		return rune(orbits[low].to)
	}
	if other := ToLower(r); other != r {
		return other
	}
	return ToUpper(r)
}
