// This file is about characters: escapes, classes, and sets of characters as sorted pairs
// of bounds.

package syntax

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A set is a list of pairs of bounds; normal sorts and joins them.
type set []rune

func (s set) normal() set {
	pairs := make([][2]rune, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		pairs = append(pairs, [2]rune{s[i], s[i+1]})
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return int(a[0] - b[0]) })
	out := set{}
	for _, p := range pairs {
		if n := len(out); n > 0 && p[0] <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p[1])
		} else {
			out = append(out, p[0], p[1])
		}
	}
	return out
}

// others is the set of all characters that are not in s.
func (s set) others() set {
	out, next := set{}, rune(0)
	s = s.normal()
	for i := 0; i < len(s); i += 2 {
		if s[i] > next {
			out = append(out, next, s[i]-1)
		}
		next = s[i+1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, next, unicode.MaxRune)
	}
	return out
}

func (s set) has(r rune) bool {
	for i := 0; i < len(s); i += 2 {
		if s[i] <= r && r <= s[i+1] {
			return true
		}
	}
	return false
}

// orbit returns the characters that r folds with, r too, in ascending order.
func orbit(r rune) []rune {
	list := []rune{r}
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		list = append(list, f)
	}
	slices.Sort(list)
	return list
}

// folded adds what the characters of s fold with. Only characters that have a case do;
// they are found by the tables of case, rather than by trying each.
func (s set) folded() set {
	out := slices.Clone(s)
	s = s.normal()
	for i := 0; i < len(s); i += 2 {
		eachCased(s[i], s[i+1], func(r rune) {
			for _, f := range orbit(r) {
				out = append(out, f, f)
			}
		})
	}
	return out.normal()
}

// eachCased calls f for characters from lo to hi that may fold with others.
func eachCased(lo, hi rune, f func(rune)) {
	for _, c := range unicode.CaseRanges {
		for r := max(lo, rune(c.Lo)); r <= min(hi, rune(c.Hi)); r++ {
			f(r)
		}
	}
}

// foldedAll puts the least of each character's orbit in its place, where case does not
// matter, so that texts which match the same are the same.
func foldedAll(list []rune, flags Flags) []rune {
	if flags&FoldCase != 0 {
		for i, r := range list {
			list[i] = orbit(r)[0]
		}
	}
	return list
}

// classNode is the node for a set, in its simplest form.
func classNode(s set, flags Flags) *Regexp {
	s = s.normal()
	switch {
	case len(s) == 2 && s[0] == 0 && s[1] == unicode.MaxRune:
		return &Regexp{Op: OpAnyChar, Flags: flags}
	case len(s) == 4 && s[0] == 0 && s[1] == '\n'-1 && s[2] == '\n'+1 && s[3] == unicode.MaxRune:
		return &Regexp{Op: OpAnyCharNotNL, Flags: flags}
	case len(s) == 2 && s[0] == s[1]:
		return &Regexp{Op: OpLiteral, Flags: flags &^ FoldCase, Rune: s[:1]}
	}
	return &Regexp{Op: OpCharClass, Flags: flags, Rune: s}
}

// mergeSingles returns one node for two that match a single character each, or nil.
func mergeSingles(a, b *Regexp) *Regexp {
	x, ok := singleSet(a)
	if !ok {
		return nil
	}
	y, ok := singleSet(b)
	if !ok {
		return nil
	}
	return classNode(append(slices.Clone(x), y...), a.Flags)
}

func singleSet(re *Regexp) (set, bool) {
	switch {
	case re.Op == OpCharClass:
		return re.Rune, true
	case re.Op == OpLiteral && len(re.Rune) == 1 && re.Flags&FoldCase == 0:
		return set{re.Rune[0], re.Rune[0]}, true
	case re.Op == OpLiteral && len(re.Rune) == 1:
		return set{re.Rune[0], re.Rune[0]}.folded(), true
	case re.Op == OpAnyChar:
		return set{0, unicode.MaxRune}, true
	case re.Op == OpAnyCharNotNL:
		return set{0, '\n' - 1, '\n' + 1, unicode.MaxRune}, true
	}
	return nil, false
}

// Perl's classes and POSIX's, within ASCII.
var perlClasses = map[byte]set{
	'd': {'0', '9'},
	's': {'\t', '\n', '\f', '\r', ' ', ' '},
	'w': {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
}

var namedClasses = map[string]set{
	"alnum":  {'0', '9', 'A', 'Z', 'a', 'z'},
	"alpha":  {'A', 'Z', 'a', 'z'},
	"ascii":  {0, 0x7F},
	"blank":  {'\t', '\t', ' ', ' '},
	"cntrl":  {0, 0x1F, 0x7F, 0x7F},
	"digit":  {'0', '9'},
	"graph":  {'!', '~'},
	"lower":  {'a', 'z'},
	"print":  {' ', '~'},
	"punct":  {'!', '/', ':', '@', '[', '`', '{', '~'},
	"space":  {'\t', '\r', ' ', ' '},
	"upper":  {'A', 'Z'},
	"word":   {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

// class parses a class in brackets.
func (p *parser) class() *Regexp {
	open := p.rest
	p.rest = p.rest[1:]
	negated := strings.HasPrefix(p.rest, "^")
	var s set
	if negated {
		p.rest = p.rest[1:]
		if p.flags&ClassNL == 0 {
			s = append(s, '\n', '\n')
		}
	}
	for first := true; p.rest == "" || p.rest[0] != ']' || first; first = false {
		if p.rest == "" {
			fail(ErrMissingBracket, open)
		}
		// POSIX leaves a - alone only at the ends; Perl allows it anywhere.
		if p.rest[0] == '-' && p.flags&PerlX == 0 && !first && !strings.HasPrefix(p.rest, "-]") {
			_, n := utf8.DecodeRuneInString(p.rest[1:])
			fail(ErrInvalidCharRange, p.rest[:1+n])
		}
		if part, ok := p.classPart(); ok {
			s = append(s, part...)
			continue
		}
		from := p.rest
		lo := p.classChar(open)
		hi := lo
		if len(p.rest) >= 2 && p.rest[0] == '-' && p.rest[1] != ']' {
			p.rest = p.rest[1:]
			if hi = p.classChar(open); hi < lo {
				fail(ErrInvalidCharRange, from[:len(from)-len(p.rest)])
			}
		}
		one := set{lo, hi}
		if p.flags&FoldCase != 0 {
			one = one.folded()
		}
		s = append(s, one...)
	}
	p.rest = p.rest[1:]
	if negated {
		s = s.others()
	}
	node := classNode(s, p.flags)
	if s = node.Rune; node.Op == OpCharClass && len(s) == 4 && slices.Equal(orbit(s[0]), []rune{s[0], s[2]}) && s[2] == s[3] {
		// A letter in both cases.
		return &Regexp{Op: OpLiteral, Flags: p.flags | FoldCase, Rune: s[:1]}
	}
	return node
}

// classPart parses a class within a class: [:name:], \d, \pL and the like.
func (p *parser) classPart() (set, bool) {
	if strings.HasPrefix(p.rest, "[:") {
		if name, after, ok := strings.Cut(p.rest[2:], ":]"); ok {
			whole := p.rest[:len(p.rest)-len(after)]
			plain, negated := strings.CutPrefix(name, "^")
			s, known := namedClasses[plain]
			if !known {
				fail(ErrInvalidCharRange, whole)
			}
			p.rest = after
			return p.signed(s, negated), true
		}
	}
	if len(p.rest) >= 2 && p.rest[0] == '\\' {
		if s, ok := p.perlClass(); ok {
			return s, true
		}
		return p.unicodeClass()
	}
	return nil, false
}

func (p *parser) signed(s set, negated bool) set {
	if p.flags&FoldCase != 0 {
		s = s.folded()
	}
	if negated {
		return s.others()
	}
	return s
}

func (p *parser) perlClass() (set, bool) {
	if p.flags&PerlX == 0 {
		return nil, false
	}
	s, ok := perlClasses[p.rest[1]|0x20]
	if !ok {
		return nil, false
	}
	negated := p.rest[1]&0x20 == 0
	p.rest = p.rest[2:]
	return p.signed(s, negated), true
}

// unicodeClass parses \pN, \p{Name} and their negations.
func (p *parser) unicodeClass() (set, bool) {
	if p.flags&UnicodeGroups == 0 || p.rest[1]|0x20 != 'p' {
		return nil, false
	}
	from := p.rest
	negated := from[1] == 'P'
	_, n := utf8.DecodeRuneInString(from[2:])
	name := from[2 : 2+n]
	p.rest = from[2+n:]
	if name == "{" {
		var closed bool
		if name, p.rest, closed = strings.Cut(p.rest, "}"); !closed {
			fail(ErrInvalidCharRange, from)
		}
	}
	if inner, ok := strings.CutPrefix(name, "^"); ok {
		negated, name = !negated, inner
	}
	s, ok := tableSet(name)
	if !ok {
		fail(ErrInvalidCharRange, from[:len(from)-len(p.rest)])
	}
	return p.signed(s, negated), true
}

func tableSet(name string) (s set, ok bool) {
	switch name {
	case "Any":
		return set{0, unicode.MaxRune}, true
	case "ASCII":
		return set{0, unicode.MaxASCII}, true
	case "Assigned":
		unassigned, _ := tableSet("Cn")
		return unassigned.others(), true
	}
	table := unicode.Categories[name]
	if table == nil {
		table = unicode.Scripts[name]
	}
	if table == nil {
		clean := strings.ToLower(strings.NewReplacer("_", "", " ", "", "-", "").Replace(name))
		for alias, real := range unicode.CategoryAliases {
			if strings.ToLower(strings.ReplaceAll(alias, "_", "")) == clean {
				table = unicode.Categories[real]
			}
		}
	}
	if table == nil {
		return nil, false
	}
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			s = append(s, lo, hi)
			return
		}
		for r := lo; r <= hi; r += stride {
			s = append(s, r, r)
		}
	}
	for _, r := range table.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range table.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return s.normal(), true
}

// classChar parses one character of a class.
func (p *parser) classChar(open string) rune {
	if p.rest == "" {
		fail(ErrMissingBracket, open)
	}
	if p.rest[0] == '\\' {
		return p.escapedChar()
	}
	r, n := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[n:]
	return r
}

// escape parses a backslash outside of classes.
func (p *parser) escape() *Regexp {
	if len(p.rest) < 2 {
		fail(ErrTrailingBackslash, "")
	}
	if p.flags&PerlX != 0 {
		zeroWidth := map[byte]Op{'A': OpBeginText, 'z': OpEndText, 'b': OpWordBoundary, 'B': OpNoWordBoundary}
		if op := zeroWidth[p.rest[1]]; op != 0 {
			p.rest = p.rest[2:]
			return &Regexp{Op: op, Flags: p.flags &^ WasDollar}
		}
		switch p.rest[1] {
		case 'C':
			fail(ErrInvalidEscape, p.rest[:2])
		case 'Q':
			text, after, _ := strings.Cut(p.rest[2:], `\E`)
			p.rest = after
			return p.quoted(text)
		}
	}
	if s, ok := p.perlClass(); ok {
		return classNode(s, p.flags)
	}
	if s, ok := p.unicodeClass(); ok {
		return classNode(s, p.flags)
	}
	return p.literal(string(p.escapedChar()))
}

// quoted is the text between \Q and \E. A repetition after it applies to its last
// character, so the others come back as text of their own.
func (p *parser) quoted(text string) *Regexp {
	if text == "" {
		return nil
	}
	_, n := utf8.DecodeLastRuneInString(text)
	if n == len(text) || p.rest == "" || !strings.ContainsRune("*+?{", rune(p.rest[0])) {
		return p.literal(text)
	}
	last := p.repetitions(p.literal(text[len(text)-n:]), "")
	return &Regexp{Op: OpConcat, Flags: p.flags, Sub: []*Regexp{p.literal(text[:len(text)-n]), last}}
}

// escapedChar parses an escape that stands for one character.
func (p *parser) escapedChar() rune {
	from := p.rest
	p.rest = p.rest[1:]
	if p.rest == "" {
		fail(ErrTrailingBackslash, "")
	}
	r, n := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[n:]
	bad := func() {
		fail(ErrInvalidEscape, from[:len(from)-len(p.rest)])
	}
	switch {
	case '1' <= r && r <= '7' && (p.rest == "" || p.rest[0] < '0' || p.rest[0] > '7'):
		bad() // a reference to a group
	case '0' <= r && r <= '7':
		v := r - '0'
		for i := 1; i < 3 && p.rest != "" && '0' <= p.rest[0] && p.rest[0] <= '7'; i++ {
			v = v*8 + rune(p.rest[0]-'0')
			p.rest = p.rest[1:]
		}
		return v
	case r == 'x':
		return p.hexChar(bad)
	case r < utf8.RuneSelf && !isAlnum(r):
		return r
	}
	if at := strings.IndexRune("afnrtv", r); at >= 0 {
		return rune("\a\f\n\r\t\v"[at])
	}
	bad()
	return 0
}

func isAlnum(r rune) bool {
	return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
}

func hexDigit(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10
	}
	return -1
}

// hexChar parses the digits of \x12 or \x{10FFFF}.
func (p *parser) hexChar(bad func()) rune {
	braces := strings.HasPrefix(p.rest, "{")
	if braces {
		p.rest = p.rest[1:]
	}
	v, digits := rune(0), 0
	for braces || digits < 2 {
		if p.rest == "" {
			bad()
		}
		c := p.rest[0]
		if braces && c == '}' && digits > 0 {
			p.rest = p.rest[1:]
			return v
		}
		d := hexDigit(c)
		_, n := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[n:]
		if d < 0 {
			bad()
		}
		if v = v*16 + d; v > unicode.MaxRune {
			bad()
		}
		digits++
	}
	return v
}
