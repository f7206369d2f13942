// This file formats strings and bytes.

package fmt

import (
	"reflect"
	"strconv"
	"unicode/utf8"
	"unsafe"
)

// cut shortens s to as many runes as the precision allows.
func (p *pp) cut(s string) string {
	if p.hasPrec && len(s) > p.prec {
		runes := 0
		for at := range s {
			if runes == p.prec {
				return s[:at]
			}
			runes++
		}
	}
	return s
}

// string writes s to the width.
func (p *pp) string(s string) {
	start := len(p.out)
	p.out = append(p.out, s...)
	if p.hasWidth {
		p.pad(start, true)
	}
}

func (p *pp) plain(s string, verb rune) {
	switch verb {
	case 's':
		p.string(p.cut(s))
	case 'v':
		if p.sharpV {
			p.quoted(s)
		} else {
			p.string(p.cut(s))
		}
	case 'q':
		p.quoted(s)
	case 'x', 'X':
		p.hexText(s, verb)
	default:
		p.badVerb(verb)
	}
}

func (p *pp) quoted(s string) {
	s = p.cut(s)
	start := len(p.out)
	switch {
	case p.sharp && strconv.CanBackquote(s):
		p.byte('`')
		p.str(s)
		p.byte('`')
	case p.plus:
		p.out = strconv.AppendQuoteToASCII(p.out, s)
	default:
		p.out = strconv.AppendQuote(p.out, s)
	}
	p.pad(start, true)
}

// hexText writes the bytes of s in hexadecimal, of which the precision is the
// greatest number.
func (p *pp) hexText(s string, verb rune) {
	digits, mark := "0123456789abcdef", "0x"
	if verb == 'X' {
		digits, mark = "0123456789ABCDEF", "0X"
	}
	if p.hasPrec && p.prec < len(s) {
		s = s[:p.prec]
	}
	start := len(p.out)
	for i := range len(s) {
		if i > 0 && p.space {
			p.byte(' ')
		}
		if p.sharp && (i == 0 || p.space) {
			p.str(mark)
		}
		p.out = append(p.out, digits[s[i]>>4], digits[s[i]&15])
	}
	p.pad(start, true)
}

func (p *pp) bytes(b []byte, verb rune, typ string) {
	switch verb {
	case 's', 'q', 'x', 'X':
		p.plain(unsafe.String(unsafe.SliceData(b), len(b)), verb)
	case 'v', 'd':
		open, between, end := byte('['), " ", byte(']')
		if p.sharpV {
			p.str(typ)
			if b == nil {
				p.str("(nil)")
				return
			}
			open, between, end = '{', ", ", '}'
		}
		p.byte(open)
		for i, c := range b {
			if i > 0 {
				p.str(between)
			}
			if p.sharpV {
				p.hex(uint64(c), true)
			} else {
				p.unsigned(uint64(c), 'd')
			}
		}
		p.byte(end)
	default:
		p.printValue(reflect.ValueOf(b), verb, 0)
	}
}

// badVerb says that the operand in hand cannot be formatted so.
func (p *pp) badVerb(verb rune) {
	p.inError = true
	p.str("%!")
	p.out = utf8.AppendRune(p.out, verb)
	p.byte('(')
	if p.arg != nil {
		p.str(reflect.TypeOf(p.arg).String())
		p.byte('=')
		p.printArg(p.arg, 'v')
	} else if p.value.IsValid() {
		p.str(p.value.Type().String())
		p.byte('=')
		p.printValue(p.value, 'v', 0)
	} else {
		p.str("<nil>")
	}
	p.byte(')')
	p.inError = false
}
