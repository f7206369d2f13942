// This file turns trees into text that parses to the same tree.

package syntax

import (
	"fmt"
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

// String returns the expression as text in Perl's syntax.
func (re *Regexp) String() string {
	var out strings.Builder
	re.print(&out, bindAlternate)
	return out.String()
}

func (re *Regexp) print(out *strings.Builder, place int) {
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
	flagged := func(flag, text string) { out.WriteString("(?" + flag + ":" + text + ")") }
	switch re.Op {
	case OpNoMatch:
		out.WriteString(`[^\x00-\x{10FFFF}]`)
	case OpEmptyMatch:
		out.WriteString("(?:)")
	case OpLiteral:
		re.printLiteral(out)
	case OpCharClass:
		printClass(out, re.Rune)
	case OpAnyCharNotNL:
		flagged("-s", ".")
	case OpAnyChar:
		flagged("s", ".")
	case OpBeginLine:
		flagged("m", "^")
	case OpEndLine:
		flagged("m", "$")
	case OpBeginText:
		out.WriteString(`\A`)
	case OpEndText:
		if re.Flags&WasDollar != 0 {
			flagged("-m", "$")
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
			re.Sub[0].print(out, bindAlternate)
		}
		out.WriteString(")")
	case OpConcat:
		for _, sub := range re.Sub {
			if sub.Op == OpStar || sub.Op == OpPlus || sub.Op == OpQuest || sub.Op == OpRepeat {
				sub.print(out, bindAlternate)
			} else {
				sub.print(out, bindConcat)
			}
		}
	case OpAlternate:
		for i, sub := range re.Sub {
			if i > 0 {
				out.WriteString("|")
			}
			sub.print(out, bindAlternate)
		}
	default:
		re.Sub[0].print(out, bindRepeat)
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

func (re *Regexp) printLiteral(out *strings.Builder) {
	fold := false
	if re.Flags&FoldCase != 0 {
		for _, r := range re.Rune {
			fold = fold || len(orbit(r)) > 1
		}
	}
	if fold {
		out.WriteString("(?i:")
		defer out.WriteString(")")
	}
	for _, r := range re.Rune {
		printChar(out, r, false)
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
