// This file declares the searches in tables.

package unicode

// contains reports whether r is in tab.
func contains(tab *RangeTable, r rune) bool

// mapCase returns r in the case asked for, by the ranges given, and whether one of
// them holds r. A case out of range maps to ReplacementChar.
func mapCase(_case int, r rune, ranges []CaseRange) (mapped rune, found bool)
