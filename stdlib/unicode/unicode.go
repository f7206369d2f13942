// Package unicode tells the properties of code points and maps their cases.
package unicode

const (
	MaxLatin1       = '\u00FF'     // the last Latin-1 code point
	MaxASCII        = '\u007F'     // the last ASCII code point
	ReplacementChar = '\uFFFD'     // stands for what is no valid code point
	MaxRune         = '\U0010FFFF' // the last code point
)

// RangeTable is a set of code points: R16 holds those up to 0xFFFF, R32 the others.
// Both are in order and do not overlap. LatinOffset is the number of ranges in R16
// that end at MaxLatin1 or before.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int
}

// Range16 is every Stride-th code point from Lo to Hi, both of which belong.
type Range16 struct{ Lo, Hi, Stride uint16 }

// Range32 is Range16 for code points above 0xFFFF.
type Range32 struct{ Lo, Hi, Stride uint32 }

// The bits of latin1; a letter that is neither upper nor lower case has both bits.
const (
	classControl = 1 << iota
	classPunct
	classNumber
	classSymbol
	classBlank
	classUpper
	classLower
	classPrint

	classCase  = classUpper | classLower
	classGraph = classPrint | classBlank
)

// GraphicRanges are what IsGraphic accepts: letters, marks, numbers, punctuation,
// symbols and spaces.
var GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}

// PrintRanges are what IsPrint accepts besides the ASCII space.
var PrintRanges = []*RangeTable{L, M, N, P, S}

// isLatin1 is false for negative runes too.
func isLatin1(r rune) bool { return uint32(r) <= MaxLatin1 }

// Is reports whether r is in the table.
func Is(rangeTab *RangeTable, r rune) bool { return contains(rangeTab, r) }

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

// IsOneOf reports whether r is in one of the tables; In is easier to call.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for i := range ranges {
		if contains(ranges[i], r) {
			return true
		}
	}
	return false
}

// IsGraphic reports whether r shows or leaves a space: L, M, N, P, S or Zs.
func IsGraphic(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classGraph != 0
	}
	return In(r, L, M, N, P, S, Zs)
}

// IsPrint reports whether r is L, M, N, P, S or the ASCII space.
func IsPrint(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classPrint != 0
	}
	return In(r, L, M, N, P, S)
}

// IsControl reports whether r is a control character (Cc).
func IsControl(r rune) bool { return isLatin1(r) && latin1[r]&classControl != 0 }

// IsLetter reports whether r is a letter (L).
func IsLetter(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classCase != 0
	}
	return contains(L, r)
}

// IsMark reports whether r is a mark (M).
func IsMark(r rune) bool { return contains(M, r) }

// IsNumber reports whether r is a number (N).
func IsNumber(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classNumber != 0
	}
	return contains(N, r)
}

// IsDigit reports whether r is a decimal digit (Nd).
func IsDigit(r rune) bool {
	if isLatin1(r) {
		return uint32(r-'0') <= 9
	}
	return contains(Nd, r)
}

// IsPunct reports whether r is punctuation (P).
func IsPunct(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classPunct != 0
	}
	return contains(P, r)
}

// IsSymbol reports whether r is a symbol (S).
func IsSymbol(r rune) bool {
	if isLatin1(r) {
		return latin1[r]&classSymbol != 0
	}
	return contains(S, r)
}

// IsSpace reports whether r has the property White_Space: in Latin-1 these are
// \t \n \v \f \r, space, U+0085 and U+00A0.
func IsSpace(r rune) bool {
	if isLatin1(r) {
		return r == ' ' || uint32(r-'\t') <= '\r'-'\t' || r == 0x85 || r == 0xA0
	}
	return contains(White_Space, r)
}
