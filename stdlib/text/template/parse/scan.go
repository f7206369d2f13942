// This file cuts the text of a template into tokens.
//
// All of a text is cut at once, up to its end or the first mistake, so that the parser can look ahead and go back by
// moving an index. A text alternates between plain text and actions; inside an action white space counts, for it tells
// `.X .Y` from `.X.Y`.

package parse

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	kindError kind = iota // text is what is wrong
	kindEOF
	kindText
	kindComment
	kindLeft  // what begins an action
	kindRight // what ends it
	kindSpace
	kindBool
	kindNumber
	kindComplex // a number with a sign in the middle
	kindCharacter
	kindString
	kindField // a period and a name
	kindVariable
	kindIdentifier
	kindAssign  // =
	kindDeclare // :=
	kindBar
	kindOpen
	kindClose
	kindOther // any other character
	// The rest are words that mean something by themselves, and the period that does.
	kindDot
	kindNil
	kindBlock
	kindBreak
	kindContinue
	kindDefine
	kindElse
	kindEnd
	kindIf
	kindRange
	kindTemplate
	kindWith
)

var words = map[string]kind{
	"nil": kindNil, "block": kindBlock, "break": kindBreak, "continue": kindContinue, "define": kindDefine,
	"else": kindElse, "end": kindEnd, "if": kindIf, "range": kindRange, "template": kindTemplate, "with": kindWith,
	"true": kindBool, "false": kindBool,
}

// A token is a piece of the text, with the place where it begins.
type token struct {
	kind kind
	pos  Pos
	line int
	text string
}

// String shows a token in a message.
func (t token) String() string {
	switch {
	case t.kind == kindEOF:
		return "EOF"
	case t.kind == kindError:
		return t.text
	case t.kind >= kindDot:
		return "<" + t.text + ">"
	case len(t.text) > 10:
		return fmt.Sprintf("%.10q...", t.text)
	}
	return fmt.Sprintf("%q", t.text)
}

const blanks = " \t\r\n"

func isBlank(c byte) bool { return strings.IndexByte(blanks, c) >= 0 }

func isNameRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

type scanner struct {
	text        string
	left, right string // what bounds an action
	comments    bool   // whether comments become tokens
	plain       func(word string) bool
	tokens      []token
	from, at    int // the token that is being cut
	line        int // of text[lineAt]
	lineAt      int
	depth       int // of parentheses
}

// scan cuts a text. plain tells which words are to be mere names although they mean something by themselves.
func scan(text, left, right string, comments bool, plain func(string) bool) []token {
	if left == "" {
		left = "{{"
	}
	if right == "" {
		right = "}}"
	}
	s := &scanner{text: text, left: left, right: right, comments: comments, plain: plain, line: 1}
	s.tokens = make([]token, 0, 8+len(text)/8)
	for s.passage() {
	}
	return s.tokens
}

// add ends the token that began at s.from.
func (s *scanner) add(k kind, text string) {
	s.line += strings.Count(s.text[s.lineAt:s.from], "\n")
	s.lineAt = s.from
	s.tokens = append(s.tokens, token{k, Pos(s.from), s.line, text})
	s.from = s.at
}

// emit ends a token at s.at.
func (s *scanner) emit(k kind) { s.add(k, s.text[s.from:s.at]) }

// fail ends the tokens with a mistake.
func (s *scanner) fail(format string, args ...any) bool {
	s.add(kindError, fmt.Sprintf(format, args...))
	return false
}

// skip leaves out text up to a position.
func (s *scanner) skip(to int) { s.from, s.at = to, to }

// passage cuts plain text and the action or comment behind it; false at the end.
func (s *scanner) passage() bool {
	rest := s.text[s.at:]
	n := strings.Index(rest, s.left)
	if n < 0 {
		s.at = len(s.text)
		if s.at > s.from {
			s.emit(kindText)
		}
		s.emit(kindEOF)
		return false
	}
	before, behind := rest[:n], rest[n+len(s.left):]
	begin := s.at + n // of the action
	inside := begin + len(s.left)
	if len(behind) > 1 && behind[0] == '-' && isBlank(behind[1]) {
		before = strings.TrimRight(before, blanks)
		behind = behind[2:]
		inside += 2
	}
	if before != "" {
		s.at += len(before)
		s.emit(kindText)
	}
	if strings.HasPrefix(behind, "/*") {
		s.skip(inside)
		return s.comment()
	}
	s.from, s.at = begin, begin+len(s.left)
	s.emit(kindLeft)
	s.skip(inside)
	s.depth = 0
	for {
		if ended, ok := s.inAction(); ended || !ok {
			return ok
		}
	}
}

// comment cuts a comment and what ends its action.
func (s *scanner) comment() bool {
	n := strings.Index(s.text[s.at+len("/*"):], "*/")
	if n < 0 {
		return s.fail("unclosed comment")
	}
	s.at += len("/*") + n + len("*/")
	trim, ok := s.atRight()
	if !ok {
		return s.fail("comment ends before closing delimiter")
	}
	if s.comments {
		s.emit(kindComment)
	}
	s.afterAction(trim)
	return true
}

// atRight reports whether an action ends here, and whether the space after it goes.
func (s *scanner) atRight() (trim, ok bool) {
	rest := s.text[s.at:]
	if len(rest) > 1 && isBlank(rest[0]) && rest[1] == '-' && strings.HasPrefix(rest[2:], s.right) {
		return true, true
	}
	return false, strings.HasPrefix(rest, s.right)
}

// afterAction passes over the end of an action and the space that it takes away.
func (s *scanner) afterAction(trim bool) {
	to := s.at + len(s.right)
	if trim {
		to += 2
		to = len(s.text) - len(strings.TrimLeft(s.text[to:], blanks))
	}
	s.skip(to)
}

// inAction cuts one token of an action.
func (s *scanner) inAction() (ended, ok bool) {
	if trim, here := s.atRight(); here {
		if s.depth > 0 {
			return true, s.fail("unclosed left paren")
		}
		if trim {
			s.skip(s.at + 2)
		}
		s.at += len(s.right)
		s.emit(kindRight)
		s.at -= len(s.right)
		if trim {
			s.at -= 2
		}
		s.afterAction(trim)
		return true, true
	}
	rest := s.text[s.at:]
	if rest == "" {
		return true, s.fail("unclosed action")
	}
	c := rest[0]
	switch {
	case isBlank(c):
		s.space()
	case c == '"' || c == '\'' || c == '`':
		return false, s.quoted(c)
	case c == '=':
		s.single(kindAssign)
	case c == '|':
		s.single(kindBar)
	case c == '(':
		s.depth++
		s.single(kindOpen)
	case c == ')':
		s.depth--
		if s.depth < 0 {
			s.at++
			return true, s.fail("unexpected right paren")
		}
		s.single(kindClose)
	case c == ':':
		if !strings.HasPrefix(rest, ":=") {
			return true, s.fail("expected :=")
		}
		s.at += 2
		s.emit(kindDeclare)
	case c == '.' && len(rest) > 1 && (rest[1] < '0' || rest[1] > '9'):
		s.at++
		return false, s.name(kindDot, kindField)
	case c == '$':
		s.at++
		return false, s.name(kindVariable, kindVariable)
	case c == '.' || c == '+' || c == '-' || c >= '0' && c <= '9':
		return false, s.number()
	default:
		return false, s.word()
	}
	return false, true
}

func (s *scanner) single(k kind) {
	s.at++
	s.emit(k)
}

// space cuts white space, but for a blank that belongs to the end of the action.
func (s *scanner) space() {
	for s.at < len(s.text) && isBlank(s.text[s.at]) {
		if trim, _ := s.atRight(); trim {
			break
		}
		s.at++
	}
	if s.at > s.from {
		s.emit(kindSpace)
	}
}

// quoted cuts a string or a character.
func (s *scanner) quoted(quote byte) bool {
	for i := s.at + 1; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == quote:
			s.at = i + 1
			if quote == '\'' {
				s.emit(kindCharacter)
			} else {
				s.emit(kindString)
			}
			return true
		case quote == '`':
		case c == '\\' && i+1 < len(s.text) && s.text[i+1] != '\n':
			i++
		case c == '\n', c == '\\':
			i = len(s.text)
		}
	}
	return s.fail("%s", map[byte]string{
		'`': "unterminated raw quoted string", '"': "unterminated quoted string", '\'': "unterminated character constant",
	}[quote])
}

// runName passes over letters, digits and underscores.
func (s *scanner) runName() {
	for i, r := range s.text[s.at:] {
		if !isNameRune(r) {
			s.at += i
			return
		}
	}
	s.at = len(s.text)
}

// name cuts a name behind its mark: a token of one kind where it is empty, of another where it is not.
func (s *scanner) name(empty, full kind) bool {
	from := s.at
	s.runName()
	if s.at == from {
		full = empty
	}
	if !s.mayEnd() {
		r, _ := utf8.DecodeRuneInString(s.text[s.at:])
		return s.fail("bad character %#U", r)
	}
	s.emit(full)
	return true
}

// mayEnd reports whether a name may end here.
func (s *scanner) mayEnd() bool {
	return s.at == len(s.text) || strings.IndexByte(blanks+".,|:()", s.text[s.at]) >= 0 || strings.HasPrefix(s.text[s.at:], s.right)
}

// word cuts a word or an odd character.
func (s *scanner) word() bool {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	if !isNameRune(r) {
		if r >= utf8.RuneSelf || !unicode.IsPrint(r) {
			return s.fail("unrecognized character in action: %#U", r)
		}
		s.at += size
		s.emit(kindOther)
		return true
	}
	s.runName()
	word := s.text[s.from:s.at]
	if !s.mayEnd() {
		r, _ := utf8.DecodeRuneInString(s.text[s.at:])
		return s.fail("bad character %#U", r)
	}
	k, ok := words[word]
	if !ok || s.plain(word) {
		k = kindIdentifier
	}
	s.emit(k)
	return true
}

// number cuts a number, which may be complex; whether it is a good one is found out later.
func (s *scanner) number() bool {
	ok, k := s.real(), kindNumber
	if ok && s.at < len(s.text) && (s.text[s.at] == '+' || s.text[s.at] == '-') {
		ok, k = s.real() && s.text[s.at-1] == 'i', kindComplex
	}
	if !ok {
		return s.fail("bad number syntax: %q", s.text[s.from:s.at])
	}
	s.emit(k)
	return true
}

// real passes over a number with an optional sign; false where a letter or digit follows.
func (s *scanner) real() bool {
	s.run("+-", 1)
	digits, exponent := "0123456789_", "eE"
	if strings.HasPrefix(s.text[s.at:], "0") && s.at+1 < len(s.text) {
		switch s.text[s.at+1] | 0x20 {
		case 'x':
			digits, exponent = digits+"abcdefABCDEF", "pP"
			s.at += 2
		case 'o':
			digits = "01234567_"
			s.at += 2
		case 'b':
			digits = "01_"
			s.at += 2
		}
	}
	s.run(digits, len(s.text))
	if s.run(".", 1) {
		s.run(digits, len(s.text))
	}
	if len(digits) > len("01234567_") && s.run(exponent, 1) {
		s.run("+-", 1)
		s.run("0123456789_", len(s.text))
	}
	s.run("i", 1)
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	if isNameRune(r) {
		s.at += size
		return false
	}
	return true
}

// run passes over bytes of a set, no more than most, and reports whether there was one.
func (s *scanner) run(set string, most int) bool {
	from := s.at
	for s.at < len(s.text) && s.at-from < most && strings.IndexByte(set, s.text[s.at]) >= 0 {
		s.at++
	}
	return s.at > from
}
