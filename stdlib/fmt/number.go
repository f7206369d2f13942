// This file formats numbers, truth values and characters.

package fmt

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// pad brings what was written from start on to the width, filling with zeros
// where the flag asks for that and zeros are allowed.
func (p *pp) pad(start int, zeros bool) {
	if !p.hasWidth {
		return
	}
	lacking := p.width - utf8.RuneCount(p.out[start:])
	if lacking <= 0 {
		return
	}
	if p.minus {
		p.fill(lacking, ' ')
		return
	}
	with := byte(' ')
	if zeros && p.zero {
		with = '0'
	}
	end := len(p.out)
	p.fill(lacking, with)
	copy(p.out[start+lacking:], p.out[start:end])
	for i := range lacking {
		p.out[start+i] = with
	}
}

const blanks = "                                                                "
const zeros = "0000000000000000000000000000000000000000000000000000000000000000"

func (p *pp) fill(n int, with byte) {
	from := blanks
	if with == '0' {
		from = zeros
	}
	if n > len(from) {
		p.out = slices.Grow(p.out, n)
	}
	for n > len(from) {
		p.str(from)
		n -= len(from)
	}
	if n > 0 {
		p.str(from[:n])
	}
}

func (p *pp) boolean(v bool, verb rune) {
	if verb != 't' && verb != 'v' {
		p.badVerb(verb)
		return
	}
	p.string(strconv.FormatBool(v))
}

func capitals(b []byte) {
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - ' '
		}
	}
}

func (p *pp) signed(v int64, verb rune) {
	if (verb == 'd' || verb == 'v') && !p.hasWidth && !p.hasPrec && !p.plus && !p.space {
		p.out = strconv.AppendInt(p.out, v, 10)
		return
	}
	if v < 0 {
		p.integer(-uint64(v), true, true, verb)
		return
	}
	p.integer(uint64(v), false, true, verb)
}

func (p *pp) unsigned(v uint64, verb rune) {
	if verb == 'd' && !p.hasWidth && !p.hasPrec && !p.plus && !p.space {
		p.out = strconv.AppendUint(p.out, v, 10)
		return
	}
	p.integer(v, false, false, verb)
}

// integer formats the magnitude u with the verb.
func (p *pp) integer(u uint64, negative, signed bool, verb rune) {
	base := 10
	switch verb {
	case 'd':
	case 'v':
		if p.sharpV && !signed {
			p.hex(u, true)
			return
		}
	case 'b':
		base = 2
	case 'o', 'O':
		base = 8
	case 'x', 'X':
		base = 16
	case 'c', 'q', 'U':
		if negative {
			u = -u
		}
		p.character(u, verb)
		return
	default:
		p.badVerb(verb)
		return
	}
	p.digits(u, base, negative, verb)
}

// hex formats u in hexadecimal as %v's parts do, with 0x or without.
func (p *pp) hex(u uint64, prefix bool) {
	sharp := p.sharp
	p.sharp = prefix
	p.digits(u, 16, false, 'v')
	p.sharp = sharp
}

func (p *pp) digits(u uint64, base int, negative bool, verb rune) {
	start := len(p.out)
	signed := true
	switch {
	case negative:
		p.byte('-')
	case p.plus:
		p.byte('+')
	case p.space:
		p.byte(' ')
	default:
		signed = false
	}
	least := 0 // number of digits
	if p.hasPrec {
		least = p.prec
		if least == 0 && u == 0 {
			p.out = p.out[:start]
			p.pad(start, false)
			return
		}
	} else if p.zero && p.hasWidth && !p.minus {
		least = p.width
		if signed {
			least--
		}
	}
	var room [64]byte
	text := strconv.AppendUint(room[:0], u, base)
	lead := least - len(text)
	if verb == 'O' {
		p.str("0o")
	}
	if p.sharp {
		switch base {
		case 2:
			p.str("0b")
		case 8:
			if lead <= 0 && u != 0 {
				p.byte('0')
			}
		case 16:
			if verb == 'X' {
				p.str("0X")
			} else {
				p.str("0x")
			}
		}
	}
	p.fill(lead, '0')
	if verb == 'X' {
		capitals(text)
	}
	p.out = append(p.out, text...)
	p.pad(start, false)
}

// character formats u as a character: plain, quoted, or as U+0041.
func (p *pp) character(u uint64, verb rune) {
	start := len(p.out)
	r := rune(utf8.RuneError)
	if u <= utf8.MaxRune {
		r = rune(u)
	}
	switch verb {
	case 'c':
		p.out = utf8.AppendRune(p.out, r)
		p.pad(start, true)
	case 'q':
		if p.plus {
			p.out = strconv.AppendQuoteRuneToASCII(p.out, r)
		} else {
			p.out = strconv.AppendQuoteRune(p.out, r)
		}
		p.pad(start, true)
	default:
		var room [16]byte
		text := strconv.AppendUint(room[:0], u, 16)
		capitals(text)
		least := 4
		if p.hasPrec && p.prec > least {
			least = p.prec
		}
		p.str("U+")
		p.fill(least-len(text), '0')
		p.out = append(p.out, text...)
		if p.sharp && u <= utf8.MaxRune && strconv.IsPrint(r) {
			p.str(" '")
			p.out = utf8.AppendRune(p.out, r)
			p.byte('\'')
		}
		p.pad(start, false)
	}
}

func (p *pp) float(v float64, size int, verb rune) {
	switch verb {
	case 'v':
		if !p.hasWidth && !p.hasPrec && !p.plus && !p.space && !p.sharp {
			p.out = strconv.AppendFloat(p.out, v, 'g', -1, size)
			return
		}
		p.floatAs(v, size, 'g', -1)
	case 'b', 'g', 'G', 'x', 'X':
		p.floatAs(v, size, byte(verb), -1)
	case 'e', 'E', 'f':
		p.floatAs(v, size, byte(verb), 6)
	case 'F':
		p.floatAs(v, size, 'f', 6)
	default:
		p.badVerb(verb)
	}
}

func (p *pp) floatAs(v float64, size int, form byte, prec int) {
	if p.hasPrec {
		prec = p.prec
	}
	var room [64]byte
	text := strconv.AppendFloat(room[:0], v, form, prec, size)
	sign := byte(0)
	if text[0] == '-' || text[0] == '+' {
		sign = text[0]
		text = text[1:]
	}
	if sign != '-' {
		if p.plus {
			sign = '+'
		} else if p.space {
			sign = ' '
		}
	}
	start := len(p.out)
	if text[0] == 'I' || text[0] == 'N' {
		if sign != 0 {
			p.byte(sign)
		}
		p.out = append(p.out, text...)
		p.pad(start, false)
		return
	}
	if sign != 0 {
		p.byte(sign)
	}
	number := len(p.out)
	if p.sharp && form != 'b' {
		p.withPoint(text, form, prec)
	} else {
		p.out = append(p.out, text...)
	}
	if p.zero && !p.minus && sign != 0 {
		// The zeros go between the sign and the digits.
		p.width--
		p.pad(number, true)
		p.width++
		return
	}
	p.pad(start, true)
}

// withPoint writes a number for the # flag: with a point always, and for %g with
// the zeros that fill up the precision.
func (p *pp) withPoint(text []byte, form byte, prec int) {
	lacking := 0
	if form == 'g' || form == 'G' || form == 'x' {
		if lacking = prec; prec < 0 {
			lacking = 6
		}
	}
	point, counting := false, false
	end := len(text) // of the mantissa
scan:
	for i, c := range text {
		switch {
		case c == '.':
			point = true
			continue
		case c == 'p' || c == 'P', (c == 'e' || c == 'E') && form != 'x' && form != 'X':
			end = i
			break scan
		case c != '0':
			counting = true
		}
		if counting {
			lacking--
		}
	}
	p.out = append(p.out, text[:end]...)
	if !point {
		if end == 1 && text[0] == '0' {
			lacking--
		}
		p.byte('.')
	}
	p.fill(lacking, '0')
	p.out = append(p.out, text[end:]...)
}

func (p *pp) complex(v complex128, size int, verb rune) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
	default:
		p.badVerb(verb)
		return
	}
	plus := p.plus
	p.byte('(')
	p.float(real(v), size/2, verb)
	p.plus = true
	p.float(imag(v), size/2, verb)
	p.plus = plus
	p.str("i)")
}
