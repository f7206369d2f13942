// This file is the printer: the state of one call, and the reading of formats.

package fmt

import (
	"reflect"
	"strconv"
	"unicode/utf8"
)

// flags are the flags, width and precision of one verb. plusV and sharpV stand for
// plus and sharp with %v, where they mean something else.
type flags struct {
	minus, plus, sharp, space, zero bool
	plusV, sharpV                   bool
	hasWidth, hasPrec               bool
	width, prec                     int
}

// pp is the printer; its name shows in the types that Formatters are given.
type pp struct {
	out []byte
	flags

	arg   any           // the operand in hand, or
	value reflect.Value // where that is part of another, its value

	wrapped  []int // operands of %w
	wrapping bool  // %w is allowed
	inError  bool  // writing a %!verb(type=value), where methods are not called
	inPanic  bool  // writing what a method panicked with
}

func (p *pp) reset() { p.flags = flags{} }

func (p *pp) forget() {
	p.arg = nil
	p.value = reflect.Value{}
	p.inError, p.inPanic = false, false
}

// Width is for State.
func (p *pp) Width() (wid int, ok bool) { return p.width, p.hasWidth }

// Precision is for State.
func (p *pp) Precision() (prec int, ok bool) { return p.prec, p.hasPrec }

// Flag is for State.
func (p *pp) Flag(c int) bool {
	switch c {
	case '-':
		return p.minus
	case '+':
		return p.plus || p.plusV
	case '#':
		return p.sharp || p.sharpV
	case ' ':
		return p.space
	case '0':
		return p.zero
	}
	return false
}

// Write is for State.
func (p *pp) Write(b []byte) (n int, err error) {
	p.out = append(p.out, b...)
	return len(b), nil
}

// WriteString spares Formatters a copy.
func (p *pp) WriteString(s string) (n int, err error) {
	p.out = append(p.out, s...)
	return len(s), nil
}

func (p *pp) str(s string) { p.out = append(p.out, s...) }
func (p *pp) byte(c byte)  { p.out = append(p.out, c) }

// FormatString rebuilds the verb that state and verb came from.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if width, ok := state.Width(); ok {
		b = strconv.AppendInt(b, int64(width), 10)
	}
	if prec, ok := state.Precision(); ok {
		b = strconv.AppendInt(append(b, '.'), int64(prec), 10)
	}
	return string(utf8.AppendRune(b, verb))
}

func isString(a any) bool {
	if _, ok := a.(string); ok {
		return true
	}
	return a != nil && reflect.TypeOf(a).Kind() == reflect.String
}

func (p *pp) print(a []any) {
	afterString := true
	for i := range a {
		s := isString(a[i])
		if !s && !afterString {
			p.byte(' ')
		}
		p.printArg(a[i], 'v')
		afterString = s
	}
}

func (p *pp) println(a []any) {
	for i := range a {
		if i > 0 {
			p.byte(' ')
		}
		p.printArg(a[i], 'v')
	}
	p.byte('\n')
}

const limit = 1e6 // of widths and precisions

// number reads digits at the start of s. A number beyond the limit is none, and
// takes the whole of s.
func number(s string) (n int, ok bool, rest string) {
	i := 0
	for ; i < len(s) && s[i]-'0' <= 9; i++ {
		if n > limit {
			return 0, false, ""
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, i > 0, s[i:]
}

// cursor walks the operands of a printf.
type cursor struct {
	args    []any
	next    int
	indexed bool // the last thing read was an [n]
	jumped  bool // an [n] was used anywhere
	bad     bool // this verb has a bad [n]
}

// index reads an [n] at the start of s, if there is one.
func (c *cursor) index(s string) string {
	c.indexed = false
	if s == "" || s[0] != '[' {
		return s
	}
	c.jumped = true
	end := 0
	if len(s) >= 3 {
		for end = len(s) - 1; end > 0; end-- {
			if s[end] == ']' {
				break
			}
		}
		for i := 1; i < end; i++ {
			if s[i] == ']' {
				end = i
			}
		}
	}
	if end == 0 {
		c.bad = true
		return s[1:]
	}
	n, ok, rest := number(s[1:end])
	ok = ok && rest == ""
	c.indexed = ok
	if ok && 1 <= n && n <= len(c.args) {
		c.next = n - 1
	} else {
		c.bad = true
	}
	return s[end+1:]
}

// star takes an operand for a *.
func (c *cursor) star() (n int, ok bool) {
	if c.next >= len(c.args) {
		return 0, false
	}
	arg := c.args[c.next]
	c.next++
	n, ok = arg.(int)
	if !ok {
		switch v := reflect.ValueOf(arg); v.Kind() {
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			n = int(v.Int())
			ok = true
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
			if u := v.Uint(); u <= limit {
				n, ok = int(u), true
			}
		}
	}
	if n > limit || n < -limit {
		return 0, false
	}
	return n, ok
}

// literalEnd is the length of the text before the first %.
func literalEnd(format string) int {
	for i := range len(format) {
		if format[i] == '%' {
			return i
		}
	}
	return len(format)
}

func (p *pp) printf(format string, a []any) {
	c := cursor{args: a}
	for {
		n := literalEnd(format)
		if n > 0 {
			p.out = append(p.out, format[:n]...)
		}
		if n == len(format) {
			break
		}
		format = p.verb(format[n+1:], &c)
	}
	if !c.jumped && c.next < len(a) {
		p.reset()
		p.str("%!(EXTRA ")
		for i, arg := range a[c.next:] {
			if i > 0 {
				p.str(", ")
			}
			if arg == nil {
				p.str("<nil>")
				continue
			}
			p.str(reflect.TypeOf(arg).String())
			p.byte('=')
			p.printArg(arg, 'v')
		}
		p.byte(')')
	}
}

// verb prints by the verb that s, the format past a %, begins with, and returns
// the rest.
func (p *pp) verb(s string, c *cursor) (rest string) {
	p.reset()
	c.bad = false
flagLoop:
	for s != "" {
		switch s[0] {
		case '-':
			p.minus = true
		case '+':
			p.plus = true
		case '#':
			p.sharp = true
		case ' ':
			p.space = true
		case '0':
			p.zero = true
		default:
			break flagLoop
		}
		s = s[1:]
	}
	if s != "" && s[0] >= 'a' && s[0] <= 'z' && c.next < len(c.args) {
		// Most verbs have neither width nor precision.
		c.indexed = false
		return p.operand(rune(s[0]), s[1:], c)
	}
	s = c.index(s)
	if s != "" && s[0] == '*' {
		p.width, p.hasWidth = c.star()
		s = s[1:]
		if !p.hasWidth {
			p.str("%!(BADWIDTH)")
		}
		if p.width < 0 {
			p.width = -p.width
			p.minus, p.zero = true, false
		}
		c.indexed = false
	} else {
		p.width, p.hasWidth, s = number(s)
		c.bad = c.bad || c.indexed && p.hasWidth
	}
	if len(s) > 1 && s[0] == '.' {
		c.bad = c.bad || c.indexed
		s = c.index(s[1:])
		if s != "" && s[0] == '*' {
			p.prec, p.hasPrec = c.star()
			s = s[1:]
			if p.prec < 0 {
				p.prec, p.hasPrec = 0, false
			}
			if !p.hasPrec {
				p.str("%!(BADPREC)")
			}
			c.indexed = false
		} else {
			var ok bool
			if p.prec, ok, s = number(s); !ok {
				p.prec = 0
			}
			p.hasPrec = true
		}
	}
	if !c.indexed {
		s = c.index(s)
	}
	if s == "" {
		p.str("%!(NOVERB)")
		return ""
	}
	verb, width := rune(s[0]), 1
	if verb >= utf8.RuneSelf {
		verb, width = utf8.DecodeRuneInString(s)
	}
	s = s[width:]
	c.indexed = false
	switch {
	case verb == '%':
		p.byte('%') // whatever the flags
		return s
	case c.bad:
		p.complain(verb, "(BADINDEX)")
		return s
	case c.next >= len(c.args):
		p.complain(verb, "(MISSING)")
		return s
	}
	return p.operand(verb, s, c)
}

func (p *pp) complain(verb rune, what string) {
	p.str("%!")
	p.out = utf8.AppendRune(p.out, verb)
	p.str(what)
}

// operand prints the next operand.
func (p *pp) operand(verb rune, rest string, c *cursor) string {
	if verb == 'v' || verb == 'w' {
		if verb == 'w' {
			p.wrapped = append(p.wrapped, c.next)
		}
		p.sharpV, p.sharp = p.sharp, false
		p.plusV, p.plus = p.plus, false
	}
	p.printArg(c.args[c.next], verb)
	c.next++
	return rest
}
