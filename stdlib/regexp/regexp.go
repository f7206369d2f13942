// Package regexp searches with regular expressions of RE2's syntax. The time of a search
// is linear in the size of the text.
//
// Package regexp/syntax parses an expression and makes a program of it. This package lays
// the program out as numbers, which the native matcher (regexp_native.cc) runs over text:
// by backtracking that visits no state twice where the text is short enough to remember
// all of them, else by following all states at once.
package regexp

import (
	"io"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// Regexp is a compiled expression. Goroutines may share it, but for Longest.
type Regexp struct {
	text    string
	posix   bool
	names   []string // of captures; 0 is the whole match
	longest bool

	code   []uint32 // four for each instruction: operation, next, argument, place in sets
	sets   []rune   // sets of characters: see layOut
	first  []uint32 // 256 bits: bytes that a match can begin with; nil if any
	prefix string   // that all matches begin with
	whole  bool     // the prefix is all of the match
	begin  bool     // matches begin at the beginning of the text alone
}

// find looks for the leftmost match at or after pos and stores its places in caps; -1 for
// captures that took no part. mode is 1 for the longest match, 2 where the match must
// begin at the beginning of the text.
//
//go:noescape
func find(code []uint32, sets []rune, first []uint32, prefix, text string, pos, mode int, caps []int) bool

// Compile parses an expression. Of several matches the leftmost is found, and of those
// the one that a backtracking search would find first.
func Compile(expr string) (*Regexp, error) { return compile(expr, syntax.Perl, false) }

// CompilePOSIX is Compile for POSIX's syntax (egrep's), where the longest of the leftmost
// matches is found.
func CompilePOSIX(expr string) (*Regexp, error) { return compile(expr, syntax.POSIX, true) }

// MustCompile is Compile, and panics if the expression is faulty.
func MustCompile(str string) *Regexp { return must(Compile, "Compile", str) }

// MustCompilePOSIX is CompilePOSIX, and panics if the expression is faulty.
func MustCompilePOSIX(str string) *Regexp { return must(CompilePOSIX, "CompilePOSIX", str) }

func must(f func(string) (*Regexp, error), name, expr string) *Regexp {
	re, err := f(expr)
	if err != nil {
		shown := strconv.Quote(expr)
		if strconv.CanBackquote(expr) {
			shown = "`" + expr + "`"
		}
		panic("regexp: " + name + "(" + shown + "): " + err.Error())
	}
	return re
}

func compile(expr string, flags syntax.Flags, longest bool) (*Regexp, error) {
	tree, err := syntax.Parse(expr, flags)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, err
	}
	re := &Regexp{text: expr, posix: longest, names: tree.CapNames(), longest: longest}
	re.prefix, re.whole = prog.Prefix()
	if prefix, whole := prefixAfterBegin(prog); prefix != "" {
		re.prefix, re.whole = prefix, whole
	}
	re.begin = prog.StartCond()&syntax.EmptyBeginText != 0
	re.layOut(prog)
	if re.prefix == "" {
		re.first = firstBytes(prog)
	}
	return re, nil
}

// prefixAfterBegin is Prefix for a program that begins with the beginning of the text and has no alternatives. Such a
// prefix is the whole match where the end of the text follows it.
func prefixAfterBegin(prog *syntax.Prog) (prefix string, whole bool) {
	for i := range prog.Inst {
		if op := prog.Inst[i].Op; op == syntax.InstAlt || op == syntax.InstAltMatch {
			return "", false
		}
	}
	i := &prog.Inst[prog.Start]
	if i.Op != syntax.InstEmptyWidth || syntax.EmptyOp(i.Arg)&syntax.EmptyBeginText == 0 {
		return "", false
	}
	var text []rune
	for i = &prog.Inst[i.Out]; i.Op == syntax.InstRune1; i = &prog.Inst[i.Out] {
		text = append(text, i.Rune[0])
	}
	whole = len(text) > 0 && i.Op == syntax.InstEmptyWidth && syntax.EmptyOp(i.Arg)&syntax.EmptyEndText != 0 &&
		prog.Inst[i.Out].Op == syntax.InstMatch
	return string(text), whole
}

// layOut turns the program into numbers. A set is its number of pairs, 128 bits for
// ASCII in four numbers, and the pairs.
func (re *Regexp) layOut(prog *syntax.Prog) {
	order := []int{prog.Start}
	for n := range prog.Inst {
		if n != prog.Start {
			order = append(order, n)
		}
	}
	place := make([]uint32, len(order))
	for at, n := range order {
		place[n] = uint32(at)
	}
	for _, n := range order {
		i := &prog.Inst[n]
		op, next, arg, set := uint32(i.Op), place[i.Out], i.Arg, uint32(0)
		switch i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			arg = place[i.Arg]
		case syntax.InstRune1:
			arg = uint32(i.Rune[0])
		case syntax.InstRune:
			set = re.addSet(i)
		}
		re.code = append(re.code, op, next, arg, set)
	}
}

func (re *Regexp) addSet(i *syntax.Inst) uint32 {
	pairs := i.Rune
	if len(pairs) == 1 {
		pairs = nil
		one := i.Rune[0]
		for f := unicode.SimpleFold(one); ; f = unicode.SimpleFold(f) {
			pairs = append(pairs, f, f)
			if f == one {
				break
			}
		}
		// Ascending, as the matcher searches them.
		slices.Sort(pairs)
	}
	at := uint32(len(re.sets))
	re.sets = append(re.sets, rune(len(pairs)/2))
	for word := range rune(4) {
		bits := uint32(0)
		for bit := range rune(32) {
			if i.MatchRune(word*32 + bit) {
				bits |= 1 << bit
			}
		}
		re.sets = append(re.sets, rune(bits))
	}
	re.sets = append(re.sets, pairs...)
	return at
}

// firstBytes returns the bytes that a match can begin with, or nil where one may be empty
// or begin with any.
func firstBytes(prog *syntax.Prog) []uint32 {
	bits := make([]uint32, 8)
	seen := make([]bool, len(prog.Inst))
	any := false
	var visit func(n uint32)
	visit = func(n uint32) {
		if seen[n] || any {
			return
		}
		seen[n] = true
		switch i := &prog.Inst[n]; i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(i.Out)
			visit(i.Arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			visit(i.Out)
		case syntax.InstMatch:
			any = true
		case syntax.InstFail:
		default:
			for c := range rune(utf8.RuneSelf) {
				if i.MatchRune(c) {
					bits[c/32] |= 1 << (c % 32)
				}
			}
			// All others begin with a byte beyond ASCII.
			if i.Op != syntax.InstRune1 || i.Rune[0] >= utf8.RuneSelf {
				for word := 4; word < 8; word++ {
					bits[word] = ^uint32(0)
				}
			}
		}
	}
	visit(uint32(prog.Start))
	if any {
		return nil
	}
	return bits
}

// String returns the expression that was compiled.
func (re *Regexp) String() string { return re.text }

// Copy returns a copy, which Longest can change.
func (re *Regexp) Copy() *Regexp {
	other := *re
	return &other
}

// Longest has the longest of the leftmost matches found from now on.
func (re *Regexp) Longest() { re.longest = true }

// NumSubexp returns the number of captures.
func (re *Regexp) NumSubexp() int { return len(re.names) - 1 }

// SubexpNames returns the names of the captures by index; the first, and those without a
// name, are empty.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex returns the index of the capture of that name, or -1.
func (re *Regexp) SubexpIndex(name string) int {
	for i, one := range re.names {
		if one == name && name != "" {
			return i
		}
	}
	return -1
}

// LiteralPrefix returns the text that all matches begin with, and whether that is all.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.prefix, re.whole }

// MarshalText returns the expression.
func (re *Regexp) MarshalText() ([]byte, error) { return re.AppendText(nil) }

// AppendText appends the expression to b.
func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.text...), nil }

// UnmarshalText compiles the text.
func (re *Regexp) UnmarshalText(text []byte) error {
	made, err := Compile(string(text))
	if err == nil {
		*re = *made
	}
	return err
}

// at runs the matcher from pos; caps says how much is to be known.
func (re *Regexp) at(s string, pos int, caps []int) bool {
	mode := 0
	if re.longest {
		mode = 1
	}
	if re.begin {
		mode |= 2
	}
	return find(re.code, re.sets, re.first, re.prefix, s, pos, mode, caps)
}

// view is the bytes as a string, while nobody changes them.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// MatchString tells whether s holds a match.
func (re *Regexp) MatchString(s string) bool { return re.at(s, 0, nil) }

// Match tells whether b holds a match.
func (re *Regexp) Match(b []byte) bool { return re.at(view(b), 0, nil) }

// MatchReader tells whether the text that r holds has a match.
func (re *Regexp) MatchReader(r io.RuneReader) bool { return re.at(readAll(r), 0, nil) }

// readAll reads all characters; invalid bytes become other invalid bytes, so that places
// are those in the reader's text.
func readAll(r io.RuneReader) string {
	var text strings.Builder
	for {
		c, size, err := r.ReadRune()
		switch {
		case err != nil:
			return text.String()
		case c == utf8.RuneError && size == 1:
			text.WriteByte(0xFF)
		default:
			text.WriteRune(c)
		}
	}
}

// MatchString tells whether s holds a match of the expression.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	return err == nil && re.MatchString(s), err
}

// Match tells whether b holds a match of the expression.
func Match(pattern string, b []byte) (matched bool, err error) { return MatchString(pattern, view(b)) }

// MatchReader tells whether the text that r holds has a match of the expression.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	return err == nil && re.MatchReader(r), err
}

// QuoteMeta returns an expression that matches s alone.
func QuoteMeta(s string) string {
	var out strings.Builder
	for i := range len(s) {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			out.WriteByte('\\')
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
