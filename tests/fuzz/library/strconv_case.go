// This file makes calls of package strconv: numbers and quoted text to strings and back.

package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// digits is something like a number.
func (d *dice) digits() string {
	var b strings.Builder
	b.WriteString(d.pick("", "", "", "-", "+"))
	b.WriteString(d.pick("", "", "", "0x", "0b", "0o", "0", "0X"))
	for range d.below(d.pickInt(4, 22, 40)) {
		b.WriteByte("0123456789"[d.below(10)])
		if d.oneIn(30) {
			b.WriteString(d.pick("_", "a", "F", "g", " "))
		}
	}
	if d.oneIn(2) {
		b.WriteString("." + strings.Repeat("0", d.below(5)) + strconv.FormatUint(d.bits(), 10))
	}
	if d.oneIn(2) {
		b.WriteString(d.pick("e", "E", "p") + d.pick("", "-", "+") + strconv.Itoa(d.below(d.pickInt(5, 30, 340, 1100))))
	}
	if d.oneIn(25) {
		return d.pick("inf", "-Inf", "+infinity", "nan", "NaN", "infi", "0x", "1e", ".", "_1", "", "1_000")
	}
	return b.String()
}

func (d *dice) pickInt(of ...int) int { return of[d.below(len(of))] }

// half is a decimal of a point halfway between two neighbours, or beside it: the hard case of reading floats.
func (d *dice) half() string {
	f := math.Abs(math.Float64frombits(d.next()))
	if !(f < math.MaxFloat64/2 && f > 1e-290) {
		f = 1.5
	}
	exact := strconv.FormatFloat(f, 'f', -1, 64)
	up := math.Nextafter(f, math.Inf(1))
	if f > 1 && f < 1<<52 {
		// Both are sums of powers of two from 2**-52 on: halfway has one more digit.
		exact = strconv.FormatFloat(f+(up-f)/2, 'f', 60, 64)
	}
	return exact + d.pick("", "1", "000000000000000000000000000001", "e0")
}

func strconvCase(d *dice) string {
	switch d.below(7) {
	case 0:
		f := d.float()
		if d.oneIn(2) {
			f = math.Float64frombits(d.next())
		}
		verb := "eEfgGxXb"[d.below(8)]
		prec, bits := d.below(25)-1, d.pickInt(32, 64)
		s := strconv.FormatFloat(f, verb, prec, bits)
		if len(s) > 120 {
			s = s[:50] + "..." + s[len(s)-50:]
		}
		short := strconv.FormatFloat(f, 'g', -1, 64)
		back, err := strconv.ParseFloat(short, 64)
		return fmt.Sprintf("FormatFloat(%s, %c, %d, %d) = %s, %v %v", short, verb, prec, bits, s, back == f || f != f, err)
	case 1:
		s := d.digits()
		if d.oneIn(4) {
			s = d.half()
		}
		bits := d.pickInt(32, 64)
		f, err := strconv.ParseFloat(s, bits)
		return fmt.Sprintf("ParseFloat(%q, %d) = %x %v", s, bits, f, err)
	case 2:
		s, base, bits := d.digits(), d.pickInt(0, 0, 10, 10, 2, 8, 16, 36, 1, 37), d.pickInt(0, 8, 16, 32, 64, 65)
		i, err := strconv.ParseInt(s, base, bits)
		u, uerr := strconv.ParseUint(s, base, bits)
		a, aerr := strconv.Atoi(s)
		return fmt.Sprintf("ParseInt(%q, %d, %d) = %d %v, %d %v, %d %v", s, base, bits, i, err, u, uerr, a, aerr)
	case 3:
		v, base := int64(d.bits()), 2+d.below(35)
		s := strconv.FormatInt(v, base)
		back, err := strconv.ParseInt(s, base, 64)
		return fmt.Sprintf("FormatInt(%d, %d) = %s %s, %v %v", v, base, s, strconv.FormatUint(uint64(v), base), back == v, err)
	case 4:
		s := d.text() + d.text()
		q := strconv.Quote(s)
		back, err := strconv.Unquote(q)
		return fmt.Sprintf("Quote %s %s %s %v %v %v", q, strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s), back == s, err)
	case 5:
		q := d.pick("\"", "'", "`", "") + d.pick("", `\x4`, `\x41`, `\101`, `\400`, `\u00e9`, `\U0001F600`, `\ud800`, `\'`, `\"`, `\n`, `\q`, "\n") + d.text() + d.pick("\"", "'", "`", "")
		s, err := strconv.Unquote(q)
		p, perr := strconv.QuotedPrefix(q)
		r, multi, tail, cerr := strconv.UnquoteChar(q, q2byte(q))
		return fmt.Sprintf("Unquote(%q) = %q %v, %q %v, %q %v %q %v", q, s, err, p, perr, r, multi, tail, cerr)
	}
	s := d.pick("", "(") + d.digits() + d.pick("", "+", "-") + d.digits() + d.pick("i", "", "i)")
	c, err := strconv.ParseComplex(s, d.pickInt(64, 128))
	b, berr := strconv.ParseBool(d.pick("1", "t", "TRUE", "True", "tRue", "0", "F", "", "false"))
	return fmt.Sprintf("ParseComplex(%q) = %v %v %v %v %s", s, c, err, b, berr, strconv.FormatComplex(c, 'g', d.below(6)-1, 128))
}

func q2byte(q string) byte {
	if q == "" {
		return '"'
	}
	return q[0]
}
