// This file describes programs: graphs of instructions, with the parts of them that a
// matcher asks for.

package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// InstOp is what an instruction does.
type InstOp uint8

const (
	// Steps without a character: try Out and then Arg; note the place in slot Arg; go on if
	// the EmptyOps in Arg hold here; nothing. Compile makes no InstAltMatch.
	InstAlt, InstAltMatch        InstOp = 0, 1
	InstCapture, InstEmptyWidth  InstOp = 2, 3
	InstMatch, InstFail, InstNop InstOp = 4, 5, 6
	// A character of the set in Rune; Rune[0]; any; any but newline.
	InstRune, InstRune1           InstOp = 7, 8
	InstRuneAny, InstRuneAnyNotNL InstOp = 9, 10
)

var instNames = [...]string{"InstAlt", "InstAltMatch", "InstCapture", "InstEmptyWidth", "InstMatch",
	"InstFail", "InstNop", "InstRune", "InstRune1", "InstRuneAny", "InstRuneAnyNotNL"}

// nameFrom is list[i], or the type's name with the number where there is none.
func nameFrom(kind string, i, number int, list []string) string {
	if i >= 0 && i < len(list) {
		return list[i]
	}
	return kind + "(" + strconv.Itoa(number) + ")"
}

// String returns the name of the operation.
func (i InstOp) String() string { return nameFrom("InstOp", int(i), int(i), instNames[:]) }

// EmptyOp is a set of conditions on a place in the text.
type EmptyOp uint8

const (
	EmptyBeginLine, EmptyEndLine           EmptyOp = 1, 2
	EmptyBeginText, EmptyEndText           EmptyOp = 4, 8
	EmptyWordBoundary, EmptyNoWordBoundary EmptyOp = 16, 32
)

// EmptyOpContext returns what holds between two characters, of which -1 is none.
func EmptyOpContext(r1, r2 rune) EmptyOp {
	holds := EmptyNoWordBoundary
	if IsWordChar(r1) != IsWordChar(r2) {
		holds = EmptyWordBoundary
	}
	switch r1 {
	case -1:
		holds |= EmptyBeginText | EmptyBeginLine
	case '\n':
		holds |= EmptyBeginLine
	}
	switch r2 {
	case -1:
		holds |= EmptyEndText | EmptyEndLine
	case '\n':
		holds |= EmptyEndLine
	}
	return holds
}

// IsWordChar tells whether r is a word character in the sense of \b: of ASCII, a letter,
// a digit or an underscore.
func IsWordChar(r rune) bool { return r == '_' || isAlnum(r) }

// Prog is a program.
type Prog struct {
	Inst   []Inst
	Start  int // where it begins
	NumCap int // slots of InstCapture
}

// Inst is an instruction.
type Inst struct {
	Op       InstOp
	Out, Arg uint32 // what comes next; what the operation says
	Rune     []rune
}

// MatchRune tells whether an instruction that wants a character wants r.
func (i *Inst) MatchRune(r rune) bool { return i.MatchRunePos(r) >= 0 }

// MatchRunePos returns which pair of Rune holds r, or -1. A single character is a pair of
// its own, and matches what it folds with if Arg is FoldCase.
func (i *Inst) MatchRunePos(r rune) int {
	switch i.Op {
	case InstRuneAny:
		return 0
	case InstRuneAnyNotNL:
		if r == '\n' {
			return -1
		}
		return 0
	}
	if len(i.Rune) == 1 {
		one := i.Rune[0]
		if r == one {
			return 0
		}
		if Flags(i.Arg)&FoldCase != 0 {
			for f := unicode.SimpleFold(one); f != one; f = unicode.SimpleFold(f) {
				if f == r {
					return 0
				}
			}
		}
		return -1
	}
	for n := 0; n+1 < len(i.Rune); n += 2 {
		if i.Rune[n] <= r && r <= i.Rune[n+1] {
			return n / 2
		}
	}
	return -1
}

// MatchEmptyWidth tells whether the conditions of an InstEmptyWidth hold between two
// characters.
func (i *Inst) MatchEmptyWidth(before rune, after rune) bool {
	return EmptyOp(i.Arg)&^EmptyOpContext(before, after) == 0
}

// String shows the instruction.
func (i *Inst) String() string {
	next := fmt.Sprint(" -> ", i.Out)
	switch i.Op {
	case InstAlt, InstAltMatch:
		return fmt.Sprintf("%s -> %d, %d", map[bool]string{true: "alt", false: "altmatch"}[i.Op == InstAlt], i.Out, i.Arg)
	case InstCapture:
		return fmt.Sprint("cap ", i.Arg, next)
	case InstEmptyWidth:
		return fmt.Sprint("empty ", i.Arg, next)
	case InstMatch:
		return "match"
	case InstFail:
		return "fail"
	case InstNop:
		return "nop" + next
	case InstRuneAny:
		return "any" + next
	case InstRuneAnyNotNL:
		return "anynotnl" + next
	}
	word := "rune "
	if i.Op == InstRune1 {
		word = "rune1 "
	}
	fold := ""
	if i.Op == InstRune && Flags(i.Arg)&FoldCase != 0 {
		fold = "/i"
	}
	return word + strconv.QuoteToASCII(string(i.Rune)) + fold + next
}

// String shows the program, an instruction a line; the first has a star.
func (p *Prog) String() string {
	var out strings.Builder
	for n := range p.Inst {
		star := ""
		if n == p.Start {
			star = "*"
		}
		fmt.Fprintf(&out, "%3d%s\t%s\n", n, star, p.Inst[n].String())
	}
	return out.String()
}

// past returns the first instruction from n on that is neither a capture nor nothing.
func (p *Prog) past(n uint32) *Inst {
	for {
		i := &p.Inst[n]
		if i.Op != InstNop && i.Op != InstCapture {
			return i
		}
		n = i.Out
	}
}

// Prefix returns the text that every match begins with, and whether that is all of it.
func (p *Prog) Prefix() (prefix string, complete bool) {
	i := p.past(uint32(p.Start))
	var text strings.Builder
	for (i.Op == InstRune || i.Op == InstRune1) && len(i.Rune) == 1 && Flags(i.Arg)&FoldCase == 0 && i.Rune[0] != unicode.ReplacementChar {
		text.WriteRune(i.Rune[0])
		i = p.past(i.Out)
	}
	return text.String(), i.Op == InstMatch
}

// StartCond returns what must hold where a match begins; all conditions at once where
// nothing can match.
func (p *Prog) StartCond() (flag EmptyOp) {
	for n := uint32(p.Start); ; n = p.Inst[n].Out {
		switch i := &p.Inst[n]; i.Op {
		case InstEmptyWidth:
			flag |= EmptyOp(i.Arg)
		case InstFail:
			return ^EmptyOp(0)
		case InstCapture, InstNop:
		default:
			return
		}
	}
}
