// This file is the parser: a recursive descent over alternatives, sequences, repetitions
// and atoms. A fault is a panic with an *Error, which Parse catches.

package syntax

import (
	"strings"
	"unicode/utf8"
)

const (
	maxRepeat = 1000    // of one counted repetition, and of nested ones together
	maxDepth  = 1000    // of nesting
	maxNodes  = 1 << 17 // of the expression with its counted repetitions written out
)

type parser struct {
	whole string
	rest  string // what is not read yet
	flags Flags
	caps  int
	depth int
}

// Parse parses an expression.
func Parse(s string, flags Flags) (re *Regexp, err error) {
	p := &parser{whole: s, rest: s, flags: flags}
	broken := brokenUTF8(s)
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		e, ok := fault.(*Error)
		if !ok {
			panic(fault)
		}
		// Of two faults the one on the left is reported.
		if broken >= 0 && len(s)-len(p.rest) > broken {
			e = &Error{ErrInvalidUTF8, s[broken:]}
		}
		re, err = nil, e
	}()
	if flags&Literal != 0 {
		re, p.rest = p.literal(s), ""
	} else {
		re = p.alternatives()
	}
	if p.rest == "" && broken >= 0 {
		fail(ErrInvalidUTF8, s[broken:])
	}
	if p.rest != "" {
		fail(ErrUnexpectedParen, s)
	}
	checkSize(re)
	return re, nil
}

// brokenUTF8 returns where the first character is that is none, or -1.
func brokenUTF8(s string) int {
	for i, r := range s {
		if _, n := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 {
			return i
		}
	}
	return -1
}

func fail(code ErrorCode, expr string) { panic(&Error{code, expr}) }

func (p *parser) literal(s string) *Regexp {
	if s == "" {
		return &Regexp{Op: OpEmptyMatch, Flags: p.flags}
	}
	return &Regexp{Op: OpLiteral, Flags: p.flags, Rune: foldedAll([]rune(s), p.flags)}
}

// alternatives parses up to the end or a parenthesis that is not ours. Flags that are set
// on the way hold up to there.
func (p *parser) alternatives() *Regexp {
	if p.depth++; p.depth > maxDepth {
		fail(ErrNestingDepth, p.whole)
	}
	saved := p.flags
	list := []*Regexp{p.sequence()}
	for strings.HasPrefix(p.rest, "|") {
		p.rest = p.rest[1:]
		list = append(list, p.sequence())
	}
	p.flags = saved
	p.depth--
	return alternate(list, saved)
}

// alternate joins alternatives: what neighbours begin with is put before them, and single characters side by side become
// one class.
func alternate(list []*Regexp, flags Flags) *Regexp {
	var flat []*Regexp
	for _, one := range list {
		if one.Op == OpAlternate {
			flat = append(flat, one.Sub...)
		} else {
			flat = append(flat, one)
		}
	}
	out := mergeAll(share(share(mergeAll(flat), flags, leadingText), flags, leadingPart))
	if len(out) == 1 {
		return out[0]
	}
	return &Regexp{Op: OpAlternate, Flags: flags, Sub: out}
}

// mergeAll merges alternatives side by side that match a single character each, or nothing.
func mergeAll(list []*Regexp) (out []*Regexp) {
	for _, one := range list {
		if n := len(out) - 1; n >= 0 {
			if one.Op == OpEmptyMatch && out[n].Op == OpEmptyMatch {
				continue
			}
			if both := mergeSingles(out[n], one); both != nil {
				out[n] = both
				continue
			}
		}
		out = append(out, one)
	}
	return out
}

// sequence parses what stands between bars.
func (p *parser) sequence() *Regexp {
	var list []*Regexp
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		start := p.rest
		atom := p.atom()
		if atom == nil {
			continue
		}
		atom = p.repetitions(atom, start)
		// Characters side by side are one literal.
		if n := len(list) - 1; n >= 0 && atom.Op == OpLiteral && list[n].Op == OpLiteral && list[n].Flags == atom.Flags {
			list[n].Rune = append(list[n].Rune, atom.Rune...)
			continue
		}
		list = append(list, atom)
	}
	switch len(list) {
	case 0:
		return &Regexp{Op: OpEmptyMatch, Flags: p.flags}
	case 1:
		return list[0]
	}
	return &Regexp{Op: OpConcat, Flags: p.flags, Sub: list}
}

// repetitions parses the operators after an atom.
func (p *parser) repetitions(atom *Regexp, start string) *Regexp {
	before := "" // the text from the last operator on
	for p.rest != "" {
		from := p.rest
		min, max, ok := 0, -1, true
		switch p.rest[0] {
		case '*':
			p.rest = p.rest[1:]
		case '+':
			min, p.rest = 1, p.rest[1:]
		case '?':
			max, p.rest = 1, p.rest[1:]
		case '{':
			min, max, ok = p.counts()
		default:
			ok = false
		}
		if !ok {
			return atom
		}
		flags := p.flags
		if p.flags&PerlX != 0 {
			if strings.HasPrefix(p.rest, "?") {
				p.rest = p.rest[1:]
				flags ^= NonGreedy
			}
			if before != "" {
				fail(ErrInvalidRepeatOp, before[:len(before)-len(p.rest)])
			}
		}
		text := from[:len(from)-len(p.rest)]
		if from[0] == '{' && (min > maxRepeat || max > maxRepeat || max >= 0 && min > max) {
			fail(ErrInvalidRepeatSize, text)
		}
		before = from
		atom = operated(atom, from[0], min, max, flags)
		if from[0] == '{' && (min >= 2 || max >= 2) && product(atom) > maxRepeat {
			fail(ErrInvalidRepeatSize, text)
		}
	}
	return atom
}

// operated makes the node of an operator.
func operated(x *Regexp, op byte, min, max int, flags Flags) *Regexp {
	re := &Regexp{Op: map[byte]Op{'*': OpStar, '+': OpPlus, '?': OpQuest, '{': OpRepeat}[op], Flags: flags, Sub: []*Regexp{x}}
	if re.Op == OpRepeat {
		re.Min, re.Max = min, max
	}
	return re
}

// product is how often the innermost part of nested counted repetitions repeats.
func product(re *Regexp) int {
	most := 1
	for _, sub := range re.Sub {
		most = max(most, product(sub))
	}
	if re.Op == OpRepeat {
		most *= max(re.Min, re.Max, 1)
	}
	return most
}

// checkSize refuses expressions that grow too large where repetitions are written out.
func checkSize(re *Regexp) {
	var size func(*Regexp) int
	size = func(re *Regexp) int {
		n := 1 + len(re.Rune)/4
		for _, sub := range re.Sub {
			n += size(sub)
		}
		if re.Op == OpRepeat {
			n *= max(re.Min, re.Max, 1)
		}
		return min(n, 1<<30)
	}
	if size(re) > maxNodes {
		fail(ErrLarge, "")
	}
}

// counts parses {n}, {n,} or {n,m}. What looks otherwise stands for itself.
func (p *parser) counts() (min, max int, ok bool) {
	inside, after, closed := strings.Cut(p.rest[1:], "}")
	low, high, comma := strings.Cut(inside, ",")
	if !closed {
		return
	}
	if min, ok = count(low); !ok {
		return
	}
	switch {
	case !comma:
		max = min
	case high == "":
		max = -1
	default:
		if max, ok = count(high); !ok {
			return
		}
	}
	p.rest = after
	return min, max, true
}

func count(s string) (n int, ok bool) {
	if s == "" || len(s) > 1 && s[0] == '0' {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = min(n*10+int(c-'0'), maxRepeat+1)
	}
	return n, true
}

// atom parses what a repetition applies to. It is nil where flags were set.
func (p *parser) atom() *Regexp {
	first := p.rest[0]
	switch first {
	case '(':
		return p.group()
	case '[':
		return p.class()
	case '\\':
		return p.escape()
	case '*', '+', '?':
		p.missingOperand(1)
	case '{':
		from := p.rest
		if _, _, ok := p.counts(); ok {
			used := len(from) - len(p.rest)
			p.rest = from
			p.missingOperand(used)
		}
	}
	p.rest = p.rest[1:]
	node := &Regexp{Flags: p.flags}
	switch first {
	case '^':
		node.Op = OpBeginLine
		if p.flags&OneLine != 0 {
			node.Op = OpBeginText
		}
	case '$':
		node.Op = OpEndLine
		if p.flags&OneLine != 0 {
			node.Op = OpEndText
			node.Flags |= WasDollar
		}
	case '.':
		node.Op = OpAnyCharNotNL
		if p.flags&DotNL != 0 {
			node.Op = OpAnyChar
		}
	default:
		_, n := utf8.DecodeRuneInString(p.rest0())
		text := p.rest0()[:n]
		p.rest = p.rest0()[n:]
		return p.literal(text)
	}
	return node
}

// rest0 is what was left before the last byte was read.
func (p *parser) rest0() string { return p.whole[len(p.whole)-len(p.rest)-1:] }

func (p *parser) missingOperand(n int) {
	if p.flags&PerlX != 0 && len(p.rest) > n && p.rest[n] == '?' {
		n++
	}
	fail(ErrMissingRepeatArgument, p.rest[:n])
}

// group parses a parenthesis. It is nil where it only sets flags.
func (p *parser) group() *Regexp {
	if p.flags&PerlX != 0 && strings.HasPrefix(p.rest, "(?") {
		if strings.HasPrefix(p.rest, "(?P<") || strings.HasPrefix(p.rest, "(?<") {
			return p.capture(p.captureName())
		}
		return p.flagGroup()
	}
	p.rest = p.rest[1:]
	return p.capture("")
}

func (p *parser) captureName() string {
	open := strings.IndexByte(p.rest, '<') + 1
	name, after, ok := strings.Cut(p.rest[open:], ">")
	if !ok {
		fail(ErrInvalidNamedCapture, p.rest)
	}
	for i := range len(name) {
		if !IsWordChar(rune(name[i])) {
			name = ""
			break
		}
	}
	if name == "" {
		fail(ErrInvalidNamedCapture, p.rest[:len(p.rest)-len(after)])
	}
	p.rest = after
	return name
}

func (p *parser) capture(name string) *Regexp {
	p.caps++
	node := &Regexp{Op: OpCapture, Flags: p.flags, Cap: p.caps, Name: name}
	node.Sub = []*Regexp{p.alternatives()}
	p.closing()
	return node
}

func (p *parser) closing() {
	if p.rest == "" {
		fail(ErrMissingParen, p.whole)
	}
	p.rest = p.rest[1:]
}

// flagGroup parses (?flags) and (?flags:expression).
func (p *parser) flagGroup() *Regexp {
	flags, from := p.flags, p.rest
	on, some := true, false
	letters := map[byte]Flags{'i': FoldCase, 'm': OneLine, 's': DotNL, 'U': NonGreedy}
	for i := 2; i < len(from); i++ {
		c := from[i]
		if bit := letters[c]; bit != 0 {
			// m means the opposite of OneLine.
			if on == (c == 'm') {
				flags &^= bit
			} else {
				flags |= bit
			}
			some = true
			continue
		}
		switch {
		case c == '-' && on:
			on, some = false, false
			continue
		case c == ')' && (on || some):
			p.flags, p.rest = flags, from[i+1:]
			return nil
		case c == ':' && (on || some):
			p.rest = from[i+1:]
			saved := p.flags
			p.flags = flags
			node := p.alternatives()
			p.flags = saved
			p.closing()
			return node
		}
		_, n := utf8.DecodeRuneInString(from[i:])
		fail(ErrInvalidPerlOp, from[:i+n])
	}
	fail(ErrInvalidPerlOp, from)
	return nil
}
