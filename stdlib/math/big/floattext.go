// This file writes and reads floating-point numbers.

package big

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// decimal is the number 0.digits * 10^point, without trailing zeros.
type decimal struct {
	digits string
	point  int
}

// tens returns m * 2^exp as an integer times 10^-places.
func tens(m limbs, exp int64) (n limbs, places int) {
	if exp >= 0 {
		_, n = shift(false, m, int(exp))
		return n, 0
	}
	// 2^exp is 5^-exp * 10^exp.
	_, n = arith(opMul, false, m, false, power(limbs{5}, uint(-exp)))
	return n, int(-exp)
}

func newDecimal(n limbs, places int) decimal {
	s := digits(n, 10)
	d := decimal{strings.TrimRight(s, "0"), len(s) - places}
	if d.digits == "" {
		d.point = 0
	}
	return d
}

// rounded rounds to so many digits, halves to an even last one.
func (d decimal) rounded(n int) decimal {
	if n < 0 {
		return decimal{}
	}
	if n >= len(d.digits) {
		return d
	}
	kept, rest := d.digits[:n], d.digits[n:]
	up := rest[0] > '5' || rest[0] == '5' && (len(rest) > 1 || n > 0 && (kept[n-1]-'0')%2 == 1)
	if up {
		// Nines become zeros, which are dropped.
		kept = strings.TrimRight(kept, "9")
		if kept == "" {
			return decimal{"1", d.point + 1}
		}
		kept = kept[:len(kept)-1] + string(kept[len(kept)-1]+1)
	}
	kept = strings.TrimRight(kept, "0")
	if kept == "" {
		return decimal{}
	}
	return decimal{kept, d.point}
}

// shortest returns the number with the fewest digits that reads back as x, and is next
// to it of those.
func (x *Float) shortest() decimal {
	// In units of half of x's last place, x is m, and all from m-1 to m+1 rounds to x,
	// the limits only if x is even.
	pad := int64(x.prec) + 1 - int64(bitLen(x.mant))
	_, m := shift(false, x.mant, int(pad))
	exp := x.exp - pad
	even := m[0]&2 == 0
	_, least := arith(opSub, false, m, false, limbs{1})
	_, most := arith(opAdd, false, m, false, limbs{1})
	v, places := tens(m, exp)
	lo, _ := tens(least, exp)
	hi, _ := tens(most, exp)
	all := len(digits(v, 10))
	within := func(c limbs) bool {
		a, b := compare(lo, c), compare(c, hi)
		return a < 0 && b < 0 || even && a <= 0 && b <= 0
	}
	// try finds the best number of n digits.
	try := func(n int) (limbs, bool) {
		unit := power(limbs{10}, uint(all-n))
		_, down, _, rest := quoRem(false, v, false, unit)
		_, up := arith(opAdd, false, down, false, limbs{1})
		_, downV := arith(opMul, false, down, false, unit)
		_, upV := arith(opMul, false, up, false, unit)
		_, twice := shift(false, rest, 1)
		c := compare(twice, unit)
		nearUp := c > 0 || c == 0 && len(down) > 0 && down[0]&1 == 1
		okDown, okUp := within(downV), within(upV)
		switch {
		case okDown && (!okUp || !nearUp):
			return downV, true
		case okUp:
			return upV, true
		}
		return nil, false
	}
	few, enough := 0, all
	for few+1 < enough {
		n := (few + enough) / 2
		if _, ok := try(n); ok {
			enough = n
		} else {
			few = n
		}
	}
	best, ok := try(enough)
	if !ok {
		best = v
	}
	return newDecimal(best, places)
}

// Text returns x in a format as strconv.FormatFloat has them: e, E, f, g, G, b
// (decimal mantissa, binary exponent), p (hexadecimal mantissa below 1, binary
// exponent) or x. prec digits are shown after the point, or in all for g and G; below
// 0 there are as many as make the number unique.
func (x *Float) Text(format byte, prec int) string { return string(x.Append(nil, format, prec)) }

// String returns x as Text('g', 10) does.
func (x *Float) String() string { return x.Text('g', 10) }

// Append appends Text's text to buf.
func (x *Float) Append(buf []byte, fmt byte, prec int) []byte {
	switch {
	case x.form == inf && x.neg:
		return append(buf, "-Inf"...)
	case x.form == inf:
		return append(buf, "+Inf"...)
	case x.neg && strings.IndexByte("bpxeEfgG", fmt) >= 0:
		buf = append(buf, '-')
	}
	switch fmt {
	case 'b':
		return x.appendB(buf)
	case 'p':
		return x.appendP(buf)
	case 'x':
		return x.appendX(buf, prec)
	case 'e', 'E', 'f', 'g', 'G':
		return x.appendDecimal(buf, fmt, prec)
	}
	return append(buf, '%', fmt)
}

func (x *Float) appendDecimal(buf []byte, format byte, prec int) []byte {
	var d decimal
	short := prec < 0
	if x.form == finite && short {
		d = x.shortest()
	} else if x.form == finite {
		d = newDecimal(tens(x.mant, x.exp))
	}
	switch format {
	case 'e', 'E':
		if short {
			prec = len(d.digits) - 1
		}
		return appendE(buf, d.rounded(1+prec), prec, format)
	case 'f':
		if short {
			prec = max(len(d.digits)-d.point, 0)
		}
		return appendF(buf, d.rounded(d.point+prec), prec)
	}
	if short {
		prec = len(d.digits)
	} else {
		prec = max(prec, 1)
		d = d.rounded(prec)
	}
	// The exponent is shown where it is small, or beyond the digits.
	limit := prec
	if limit > len(d.digits) && len(d.digits) >= d.point {
		limit = len(d.digits)
	}
	if short {
		limit = 6
	}
	if exp := d.point - 1; exp < -4 || exp >= limit {
		return appendE(buf, d, min(prec, len(d.digits))-1, format-'g'+'e')
	}
	if prec > d.point {
		prec = len(d.digits)
	}
	return appendF(buf, d, max(prec-d.point, 0))
}

// appendDigits appends n digits of d from place i on, with zeros where it has none.
func appendDigits(buf []byte, d decimal, i, n int) []byte {
	for ; n > 0; n-- {
		c := byte('0')
		if i >= 0 && i < len(d.digits) {
			c = d.digits[i]
		}
		buf = append(buf, c)
		i++
	}
	return buf
}

func appendE(buf []byte, d decimal, prec int, letter byte) []byte {
	buf = appendDigits(buf, d, 0, 1)
	if prec > 0 {
		buf = append(buf, '.')
		buf = appendDigits(buf, d, 1, prec)
	}
	exp := 0
	if d.digits != "" {
		exp = d.point - 1
	}
	return appendExp(append(buf, letter), exp)
}

// appendExp appends an exponent with its sign and two digits at least.
func appendExp(buf []byte, exp int) []byte {
	sign := byte('+')
	if exp < 0 {
		sign, exp = '-', -exp
	}
	buf = append(buf, sign)
	if exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(exp), 10)
}

func appendF(buf []byte, d decimal, prec int) []byte {
	if d.point > 0 {
		buf = appendDigits(buf, d, 0, d.point)
	} else {
		buf = append(buf, '0')
	}
	if prec > 0 {
		buf = append(buf, '.')
		buf = appendDigits(buf, d, d.point, prec)
	}
	return buf
}

func (x *Float) appendB(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	pad := int64(x.prec) - int64(bitLen(x.mant))
	_, m := shift(false, x.mant, int(pad))
	buf = append(buf, digits(m, 10)...)
	buf = append(buf, 'p')
	if x.exp-pad >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, x.exp-pad, 10)
}

// hex returns m's bits from the highest on in hexadecimal, without trailing zeros.
func hex(m limbs) string {
	_, m = shift(false, m, (4-bitLen(m)%4)%4)
	return strings.TrimRight(digits(m, 16), "0")
}

func (x *Float) appendP(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	buf = append(buf, "0x."...)
	buf = append(buf, hex(x.mant)...)
	buf = append(buf, 'p')
	if x.top() >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, x.top(), 10)
}

func (x *Float) appendX(buf []byte, prec int) []byte {
	if x.form == zero {
		buf = append(buf, "0x0"...)
		if prec > 0 {
			buf = append(buf, '.')
			buf = append(buf, strings.Repeat("0", prec)...)
		}
		return append(buf, "p+00"...)
	}
	// One bit before the point, four for each digit after it.
	places := (bitLen(x.mant) - 1 + 3) / 4
	if prec >= 0 {
		places = prec
	}
	r := new(Float).SetPrec(uint(1 + 4*places)).SetMode(x.mode).Set(x)
	_, m := shift(false, r.mant, 1+4*places-bitLen(r.mant))
	s := digits(m, 16)
	buf = append(buf, "0x1"...)
	if places > 0 {
		buf = append(buf, '.')
		buf = append(buf, s[1:]...)
	}
	return appendExp(append(buf, 'p'), int(r.top()-1))
}

// Format writes x for the verbs of floating-point numbers, b, p and x, with fmt's
// flags.
func (x *Float) Format(s fmt.State, format rune) {
	prec, has := s.Precision()
	if !has {
		prec = 6
	}
	switch format {
	case 'e', 'E', 'f', 'b', 'p', 'x':
	case 'F':
		format = 'f'
	case 'v', 'g', 'G':
		if format == 'v' {
			format = 'g'
		}
		if !has {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	text := x.Text(byte(format), prec)
	sign := ""
	switch {
	case text[0] == '-':
		sign, text = "-", text[1:]
	case text[0] == '+':
		// Only an infinity has one.
		if text = text[1:]; s.Flag(' ') {
			sign = " "
		}
		if !s.Flag(' ') || s.Flag('+') {
			sign = "+"
		}
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	fill := ""
	if width, ok := s.Width(); ok {
		fill = strings.Repeat(" ", max(0, width-len(sign)-len(text)))
	}
	switch {
	case s.Flag('0') && !x.IsInf():
		io.WriteString(s, sign+strings.ReplaceAll(fill, " ", "0")+text)
	case s.Flag('-'):
		io.WriteString(s, sign+text+fill)
	default:
		io.WriteString(s, fill+sign+text)
	}
}

// setParsed sets z to a parsed number.
func (z *Float) setParsed(p parsed) *Float {
	z.need(64)
	if len(p.mant) == 0 {
		return z.setZero(p.neg)
	}
	const limit = MaxExp // in bits; a decimal exponent has more than three for each
	if p.exp10 > limit/3 {
		return z.SetInf(p.neg)
	}
	if p.exp10 < -limit {
		return z.setZero(p.neg)
	}
	if p.exp10 >= 0 {
		_, m := arith(opMul, false, p.mant, false, power(limbs{10}, uint(p.exp10)))
		return z.round(p.neg, m, p.exp2, false)
	}
	den := power(limbs{10}, uint(-p.exp10))
	more := max(int64(z.prec)+2+int64(bitLen(den))-int64(bitLen(p.mant)), 0)
	_, num := shift(false, p.mant, int(more))
	_, q, _, rest := quoRem(false, num, false, den)
	return z.round(p.neg, q, p.exp2-more, len(rest) > 0)
}

// Parse sets z to the number that s is in base 0 (by its prefix), 2, 8, 10 or 16, with
// a point and an exponent, or an infinity. It returns the base, too.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	switch s {
	case "Inf", "inf", "+Inf", "+inf":
		return z.SetInf(false), 0, nil
	case "-Inf", "-inf":
		return z.SetInf(true), 0, nil
	}
	p, n, err := parseNumber(s, base, true)
	if err != nil {
		return nil, p.base, err
	}
	z.setParsed(p)
	if n < len(s) {
		return z, p.base, fmt.Errorf("expected end of string, found %q", s[n])
	}
	return z, p.base, nil
}

// ParseFloat is Parse to a new Float of a precision and mode.
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// SetString sets z to the number that s is. ok is false where it is none.
func (z *Float) SetString(s string) (*Float, bool) {
	if f, _, err := z.Parse(s, 0); err == nil {
		return f, true
	}
	return nil, false
}

// Scan reads a number for fmt's scanning.
func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	token, err := s.Token(false, func(r rune) bool { return strings.ContainsRune("+-0123456789.eEpPxXoOb_aAcCdDfFIni", r) })
	if err != nil {
		return err
	}
	_, _, err = z.Parse(string(token), 0)
	return err
}

// AppendText appends x to b, with as many digits as make it unique.
func (x *Float) AppendText(b []byte) ([]byte, error) {
	if x == nil {
		return append(b, "<nil>"...), nil
	}
	return x.Append(b, 'g', -1), nil
}

// MarshalText returns AppendText's text.
func (x *Float) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// UnmarshalText sets z to the number in text.
func (z *Float) UnmarshalText(text []byte) error {
	if _, _, err := z.Parse(string(text), 0); err != nil {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%v)", text, err)
	}
	return nil
}

const floatVersion = 1

// GobEncode returns x as bytes: version, flags, precision, and for a finite number the
// exponent and the mantissa's bits from the highest on.
func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	flags := byte(x.mode)<<5 | byte(x.acc+1)<<3 | byte(x.form)<<1
	if x.neg {
		flags |= 1
	}
	b := []byte{floatVersion, flags}
	put := func(v uint32) { b = append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v)) }
	put(x.prec)
	if x.form == finite {
		put(uint32(int32(x.top())))
		n := bitLen(x.mant)
		words := (n + 63) / 64
		_, m := shift(false, x.mant, words*64-n)
		b = append(b, (&Int{abs: m}).Bytes()...)
	}
	return b, nil
}

// GobDecode sets z to what GobEncode returned, rounded if z has a precision.
func (z *Float) GobDecode(buf []byte) error {
	switch n := len(buf); {
	case n == 0:
		*z = Float{}
		return nil
	case n < 6:
		return errors.New("Float.GobDecode: buffer too small")
	case buf[0] != floatVersion:
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	get := func(b []byte) uint32 { return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]) }
	oldPrec, oldMode := z.prec, z.mode
	flags := buf[1]
	*z = Float{mode: RoundingMode(flags >> 5 & 7), acc: Accuracy(flags>>3&3) - 1, form: form(flags >> 1 & 3), neg: flags&1 != 0}
	z.prec = get(buf[2:])
	if z.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		acc := z.acc
		m := new(Int).SetBytes(buf[10:]).abs
		z.round(z.neg, m, int64(int32(get(buf[6:])))-int64(bitLen(m)), false)
		z.acc = acc
	}
	if oldPrec != 0 {
		z.mode = oldMode
		z.SetPrec(uint(oldPrec))
	}
	return nil
}
