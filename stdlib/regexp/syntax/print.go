// This file turns trees into text that parses to the same tree.

package syntax

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// The strengths of binding, weakest first: what is in a place that binds stronger gets
// parentheses.
const (
	bindAlternate = iota
	bindConcat
	bindRepeat
)

// A demand is what a tree needs of the flags in force where its text stands, as bits.
type demand uint

const (
	foldOn demand = 1 << iota
	linesOn
	newlineOn
	foldOff // letters that mean themselves alone
	linesOff
	newlineOff

	offBits = 3 // from an On to its Off
)

// beyond returns what of a demand the flags in force do not meet. Of two that exclude one another it is the Off: the parts
// that want the other say so themselves. Letters mean themselves alone where nothing is said.
func (d demand) beyond(force demand) demand {
	d &^= d >> offBits
	return d &^ force &^ foldOff
}

// open returns the beginning of a group with these flags.
func (d demand) open() string {
	on, off := "", ""
	for i, letter := range []string{"i", "m", "s"} {
		if d&(foldOn<<i) != 0 {
			on += letter
		}
		if d&(foldOff<<i) != 0 {
			off += letter
		}
	}
	if off != "" {
		off = "-" + off
	}
	return "(?" + on + off + ":"
}

func (re *Regexp) demand() (d demand) {
	switch re.Op {
	case OpLiteral:
		for _, r := range re.Rune {
			if len(orbit(r)) > 1 {
				if re.Flags&FoldCase != 0 {
					return foldOn
				}
				d = foldOff
			}
		}
	case OpCharClass:
		if !slices.Equal(re.Rune, set(re.Rune).folded()) {
			return foldOff
		}
	case OpAnyCharNotNL:
		return newlineOff
	case OpAnyChar:
		return newlineOn
	case OpBeginLine, OpEndLine:
		return linesOn
	case OpEndText:
		if re.Flags&WasDollar != 0 {
			return linesOff
		}
	}
	for _, sub := range re.Sub {
		d |= sub.demand()
	}
	return d
}

// String returns the expression as text in Perl's syntax. Flags are said for the largest parts that they suit.
func (re *Regexp) String() string {
	var out strings.Builder
	re.print(&out, bindAlternate, 0)
	return out.String()
}

// print appends the text of re, in a place that binds so and where these flags are in force.
func (re *Regexp) print(out *strings.Builder, place int, force demand) {
	if more := re.demand().beyond(force); more != 0 {
		out.WriteString(more.open())
		defer out.WriteString(")")
		place = bindAlternate
		force = force&^(more<<offBits|more>>offBits) | more
	}
	own := bindRepeat
	switch re.Op {
	case OpAlternate:
		own = bindAlternate
	case OpConcat:
		own = bindConcat
	case OpLiteral:
		if len(re.Rune) > 1 {
			own = bindConcat
		}
	case OpStar, OpPlus, OpQuest, OpRepeat:
		own = bindConcat
	}
	if own < place {
		out.WriteString("(?:")
		defer out.WriteString(")")
	}
	switch re.Op {
	case OpNoMatch:
		out.WriteString(`[^\x00-\x{10FFFF}]`)
	case OpEmptyMatch:
		out.WriteString("(?:)")
	case OpLiteral:
		for _, r := range re.Rune {
			printChar(out, r, false)
		}
	case OpCharClass:
		printClass(out, re.Rune)
	case OpAnyCharNotNL:
		out.WriteString(".")
	case OpAnyChar:
		out.WriteString(".")
	case OpBeginLine:
		out.WriteString("^")
	case OpEndLine:
		out.WriteString("$")
	case OpBeginText:
		out.WriteString(`\A`)
	case OpEndText:
		if re.Flags&WasDollar != 0 {
			out.WriteString("$")
		} else {
			out.WriteString(`\z`)
		}
	case OpWordBoundary:
		out.WriteString(`\b`)
	case OpNoWordBoundary:
		out.WriteString(`\B`)
	case OpCapture:
		out.WriteString("(")
		if re.Name != "" {
			out.WriteString("?P<" + re.Name + ">")
		}
		if re.Sub[0].Op != OpEmptyMatch {
			re.Sub[0].print(out, bindAlternate, force)
		}
		out.WriteString(")")
	case OpConcat:
		for _, sub := range re.Sub {
			if sub.Op == OpStar || sub.Op == OpPlus || sub.Op == OpQuest || sub.Op == OpRepeat {
				sub.print(out, bindAlternate, force)
			} else {
				sub.print(out, bindConcat, force)
			}
		}
	case OpAlternate:
		for i, sub := range re.Sub {
			if i > 0 {
				out.WriteString("|")
			}
			sub.print(out, bindAlternate, force)
		}
	default:
		re.Sub[0].print(out, bindRepeat, force)
		re.printOperator(out)
	}
}

func (re *Regexp) printOperator(out *strings.Builder) {
	switch re.Op {
	case OpStar:
		out.WriteString("*")
	case OpPlus:
		out.WriteString("+")
	case OpQuest:
		out.WriteString("?")
	case OpRepeat:
		switch {
		case re.Max == re.Min:
			fmt.Fprintf(out, "{%d}", re.Min)
		case re.Max < 0:
			fmt.Fprintf(out, "{%d,}", re.Min)
		default:
			fmt.Fprintf(out, "{%d,%d}", re.Min, re.Max)
		}
	}
	if re.Flags&NonGreedy != 0 {
		out.WriteString("?")
	}
}

// printClass shows a set, or the complement where that is shorter to say.
func printClass(out *strings.Builder, s set) {
	out.WriteString("[")
	if len(s) == 0 {
		out.WriteString(`^\x00-\x{10FFFF}`)
	} else if s[0] == 0 && s[len(s)-1] == unicode.MaxRune && len(s) > 2 {
		out.WriteString("^")
		s = s.others()
	}
	for i := 0; i < len(s); i += 2 {
		printChar(out, s[i], s[i] == '-')
		if lo, hi := s[i], s[i+1]; lo != hi {
			if hi > lo+1 {
				out.WriteString("-")
			}
			printChar(out, hi, hi == '-')
		}
	}
	out.WriteString("]")
}

func printChar(out *strings.Builder, r rune, force bool) {
	names := map[rune]string{'\a': `\a`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\v': `\v`}
	switch {
	case unicode.IsPrint(r):
		if force || strings.ContainsRune(`\.+*?()|[]{}^$`, r) {
			out.WriteString(`\`)
		}
		out.WriteRune(r)
	case names[r] != "":
		out.WriteString(names[r])
	case r < 0x100:
		fmt.Fprintf(out, `\x%02x`, r)
	default:
		fmt.Fprintf(out, `\x{%x}`, r)
	}
}
