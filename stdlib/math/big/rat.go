// This file has fractions.

package big

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Rat is a fraction, in lowest terms. The zero Rat is 0.
type Rat struct {
	a Int
	b Int // the denominator; 0 stands for 1
}

// NewRat returns a new Rat of the value a/b.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

func (x *Rat) denom() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

// setFrac sets z to a/b in lowest terms; b is not 0.
func (z *Rat) setFrac(a, b *Int) *Rat {
	neg := a.neg != b.neg
	if len(b.abs) == 1 && b.abs[0] == 1 {
		z.a.set(neg, a.abs)
		z.b.set(false, nil)
		return z
	}
	_, g := arith(opGCD, false, a.abs, false, b.abs)
	_, num := arith(opQuo, false, a.abs, false, g)
	_, den := arith(opQuo, false, b.abs, false, g)
	if len(den) == 1 && den[0] == 1 {
		den = nil
	}
	z.a.set(neg, num)
	z.b.set(false, den)
	return z
}

// SetFrac sets z to a/b.
func (z *Rat) SetFrac(a, b *Int) *Rat {
	b.mustDivide()
	return z.setFrac(new(Int).Set(a), new(Int).Set(b))
}

// SetFrac64 sets z to a/b.
func (z *Rat) SetFrac64(a, b int64) *Rat {
	if b == 0 {
		panic("division by zero")
	}
	return z.setFrac(NewInt(a), NewInt(b))
}

// SetInt sets z to x.
func (z *Rat) SetInt(x *Int) *Rat {
	z.a.Set(x)
	z.b.set(false, nil)
	return z
}

// SetInt64 sets z to x.
func (z *Rat) SetInt64(x int64) *Rat { return z.SetInt(NewInt(x)) }

// SetUint64 sets z to x.
func (z *Rat) SetUint64(x uint64) *Rat { return z.SetInt(new(Int).SetUint64(x)) }

// Set sets z to x.
func (z *Rat) Set(x *Rat) *Rat {
	if z != x {
		z.a.Set(&x.a)
		z.b.Set(&x.b)
	}
	return z
}

// SetFloat64 sets z to f, exactly. For an infinity or NaN it returns nil.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	fraction, exp := math.Frexp(f)
	m := NewInt(int64(fraction * (1 << 53)))
	exp -= 53
	if exp >= 0 {
		return z.SetInt(m.Lsh(m, uint(exp)))
	}
	return z.setFrac(m, new(Int).Lsh(NewInt(1), uint(-exp)))
}

// Abs sets z to |x|.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x).a.neg = false
	return z
}

// Neg sets z to -x.
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x).a.Neg(&x.a)
	return z
}

// Inv sets z to 1/x.
func (z *Rat) Inv(x *Rat) *Rat {
	x.a.mustDivide()
	return z.setFrac(new(Int).Set(x.denom()), new(Int).Set(&x.a))
}

// Sign returns -1, 0 or +1.
func (x *Rat) Sign() int { return x.a.Sign() }

// IsInt tells whether x is an integer.
func (x *Rat) IsInt() bool { return len(x.b.abs) == 0 }

// Num returns x's numerator, which is a part of x.
func (x *Rat) Num() *Int { return &x.a }

// Denom returns x's denominator, which is above 0. Except for a zero Rat that was
// never set, it is a part of x.
func (x *Rat) Denom() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

// cross returns x's numerator times y's denominator.
func cross(x, y *Rat) *Int { return new(Int).Mul(&x.a, y.denom()) }

// Cmp returns -1, 0 or +1 for x < y, x == y, x > y.
func (x *Rat) Cmp(y *Rat) int { return cross(x, y).Cmp(cross(y, x)) }

// Add sets z to x + y.
func (z *Rat) Add(x, y *Rat) *Rat {
	sum := cross(x, y)
	return z.setFrac(sum.Add(sum, cross(y, x)), new(Int).Mul(x.denom(), y.denom()))
}

// Sub sets z to x - y.
func (z *Rat) Sub(x, y *Rat) *Rat {
	rest := cross(x, y)
	return z.setFrac(rest.Sub(rest, cross(y, x)), new(Int).Mul(x.denom(), y.denom()))
}

// Mul sets z to x * y.
func (z *Rat) Mul(x, y *Rat) *Rat {
	return z.setFrac(new(Int).Mul(&x.a, &y.a), new(Int).Mul(x.denom(), y.denom()))
}

// Quo sets z to x / y.
func (z *Rat) Quo(x, y *Rat) *Rat {
	y.a.mustDivide()
	return z.setFrac(cross(x, y), cross(y, x))
}

// quotient returns |x| as a quotient of at least so many bits, times 2^exp, and
// whether something was left.
func (x *Rat) quotient(size int) (q limbs, exp int, more bool) {
	exp = x.a.BitLen() - x.denom().BitLen() - size
	num, den := Int{abs: x.a.abs}, Int{abs: x.denom().abs}
	if exp < 0 {
		num.Lsh(&num, uint(-exp))
	} else {
		den.Lsh(&den, uint(exp))
	}
	var quo, rem Int
	quo.QuoRem(&num, &den, &rem)
	return quo.abs, exp, len(rem.abs) > 0
}

// Float32 returns the float32 next to x, and whether it is x.
func (x *Rat) Float32() (f float32, exact bool) {
	q, exp, more := x.quotient(66)
	f, acc := nearest32(x.a.neg, q, exp, more)
	return f, acc == Exact
}

// Float64 returns the float64 next to x, and whether it is x.
func (x *Rat) Float64() (f float64, exact bool) {
	q, exp, more := x.quotient(66)
	f, acc := nearest64(x.a.neg, q, exp, more)
	return f, acc == Exact
}

// String returns x as a/b.
func (x *Rat) String() string { return x.a.String() + "/" + x.denom().String() }

// RatString returns x as a/b, or as a where x is an integer.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString returns x in decimal with prec digits after the point, halves rounded
// away from zero.
func (x *Rat) FloatString(prec int) string {
	scaled := Int{abs: x.a.abs}
	scaled.Mul(&scaled, &Int{abs: power(limbs{10}, uint(max(prec, 0)))})
	// Half the denominator makes the quotient round.
	scaled.Lsh(&scaled, 1)
	scaled.Add(&scaled, x.denom())
	scaled.Quo(&scaled, new(Int).Lsh(x.denom(), 1))
	s := scaled.String()
	if prec > 0 {
		s = strings.Repeat("0", max(0, prec+1-len(s))) + s
		s = s[:len(s)-prec] + "." + s[len(s)-prec:]
	}
	if x.a.neg {
		s = "-" + s
	}
	return s
}

// FloatPrec returns how many digits x has in decimal after the point, but for those
// that repeat for ever; exact tells whether none do.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := new(Int).Set(x.denom())
	twos := int(d.TrailingZeroBits())
	d.Rsh(d, uint(twos))
	fives := 0
	five, rest := NewInt(5), new(Int)
	for quo := new(Int); ; fives++ {
		if quo.QuoRem(d, five, rest); len(rest.abs) > 0 {
			break
		}
		d.Set(quo)
	}
	return max(twos, fives), d.IsInt64() && d.Int64() == 1
}

// Scan reads a fraction or a decimal number for fmt's scanning, with verbs e, E, f, F,
// g, G and v.
func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	token, err := s.Token(true, func(r rune) bool { return strings.ContainsRune("+-/0123456789.eEpPxXoObB_aAcCdDfF", r) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", ch) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

// SetString sets z to the number that s is: a fraction a/b of integers, which may have
// prefixes, or a decimal or other number with a fraction and an exponent. ok is false
// where s is no number, and z may be anything then.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if a, b, ok := strings.Cut(s, "/"); ok {
		var num, den Int
		if _, ok := num.SetString(a, 0); !ok {
			return nil, false
		}
		if b == "" || b[0] == '+' || b[0] == '-' {
			return nil, false
		}
		if _, ok := den.SetString(b, 0); !ok || len(den.abs) == 0 {
			return nil, false
		}
		return z.setFrac(&num, &den), true
	}
	p, n, err := parseNumber(s, 0, true)
	if err != nil || n != len(s) {
		return nil, false
	}
	num, den := Int{abs: p.mant}, Int{abs: limbs{1}}
	scale := func(base Word, exp int64) bool {
		if exp < -1e6*50 || exp > 1e6*50 {
			return false
		}
		if exp < 0 {
			den.Mul(&den, &Int{abs: power(limbs{base}, uint(-exp))})
		} else {
			num.Mul(&num, &Int{abs: power(limbs{base}, uint(exp))})
		}
		return true
	}
	if len(num.abs) > 0 && (!scale(10, p.exp10) || !scale(2, p.exp2)) {
		return nil, false
	}
	num.neg = p.neg
	return z.setFrac(&num, &den), true
}

// GobEncode returns x as bytes: the length of the numerator, then both parts.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	a, b := x.a.Bytes(), x.b.Bytes()
	if len(a) > math.MaxUint32 {
		return nil, errors.New("Rat.GobEncode: numerator too large")
	}
	head := byte(version)
	if x.a.neg {
		head |= 1
	}
	n := len(a)
	out := append([]byte{head, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, a...)
	return append(out, b...), nil
}

// GobDecode sets z to what GobEncode returned.
func (z *Rat) GobDecode(buf []byte) error {
	switch size := len(buf); {
	case size == 0:
		*z = Rat{}
		return nil
	case size < 5:
		return errors.New("Rat.GobDecode: buffer too small")
	case buf[0]>>1 != version>>1:
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	n := uint64(buf[1])<<24 | uint64(buf[2])<<16 | uint64(buf[3])<<8 | uint64(buf[4])
	if rest := uint64(len(buf) - 5); n > rest {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	z.a.SetBytes(buf[5 : 5+n])
	z.a.neg = buf[0]&1 != 0 && len(z.a.abs) > 0
	z.b.SetBytes(buf[5+n:])
	return nil
}

// AppendText appends RatString's text to b.
func (x *Rat) AppendText(b []byte) ([]byte, error) { return append(b, x.RatString()...), nil }

// MarshalText returns RatString's text.
func (x *Rat) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// UnmarshalText sets z to the number in text.
func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}

var errNoDigits = errors.New("number has no digits")

// parsed is a number with a fraction: mant * 2^exp2 * 10^exp10.
type parsed struct {
	neg         bool
	mant        limbs
	exp2, exp10 int64
	base        int
}

// parseNumber reads a number in a base, 0 for that of its prefix, and returns how much
// of s it took. fraction allows a point and an exponent.
func parseNumber(s string, base int, fraction bool) (p parsed, n int, err error) {
	if s == "" {
		return p, 0, io.EOF
	}
	if s[0] == '-' || s[0] == '+' {
		p.neg = s[0] == '-'
		n++
	}
	separators := base == 0
	prefix := 0
	if base == 0 {
		base, prefix = prefixOf(s[n:], fraction)
	}
	p.base = base
	n += prefix
	var all []byte
	point := int64(-1)
	before := byte('!') // what stands before: a digit, an underscore or something else
	if prefix > 0 {
		before = '0'
	}
scan:
	for ; n < len(s); n++ {
		switch c := s[n]; {
		case c == '.' && point < 0 && fraction:
			if before == '_' {
				return p, n, errUnderscore
			}
			point = int64(len(all))
			before = '.'
		case c == '_' && separators:
			if before != '0' {
				return p, n, errUnderscore
			}
			before = '_'
		case digitValue(c, base) < base:
			all = append(all, c)
			before = '0'
		default:
			break scan
		}
	}
	if before == '_' {
		return p, n, errUnderscore
	}
	if len(all) == 0 {
		return p, n, errNoDigits
	}
	p.mant = number(string(all), base)
	if point >= 0 {
		// Every digit after the point divides by the base.
		places := int64(len(all)) - point
		switch base {
		case 10:
			p.exp10 = -places
		case 2:
			p.exp2 = -places
		case 8:
			p.exp2 = -3 * places
		case 16:
			p.exp2 = -4 * places
		default:
			return p, n, fmt.Errorf("invalid number base %d", base)
		}
	}
	if fraction && n < len(s) {
		return p.exponent(s, n, separators)
	}
	return p, n, nil
}

var errUnderscore = errors.New("'_' must separate successive digits")

// exponent reads the exponent that may follow at s[n:].
func (p parsed) exponent(s string, n int, separators bool) (parsed, int, error) {
	c := s[n] | 0x20
	if c != 'p' && !(c == 'e' && p.base == 10) {
		return p, n, nil
	}
	if c == 'p' && p.base != 2 && p.base != 8 && p.base != 10 && p.base != 16 {
		return p, n, nil
	}
	end := n + 1
	if end < len(s) && (s[end] == '+' || s[end] == '-') {
		end++
	}
	begin := end
	for end < len(s) && ('0' <= s[end] && s[end] <= '9' || s[end] == '_' && separators) {
		end++
	}
	if begin == end {
		return p, end, errNoDigits
	}
	text := s[n+1 : end]
	if strings.HasSuffix(text, "_") || strings.Contains(text, "__") || s[begin] == '_' {
		return p, end, errUnderscore
	}
	exp, err := strconv.ParseInt(strings.ReplaceAll(text, "_", ""), 10, 64)
	if err != nil {
		return p, end, err
	}
	if c == 'p' {
		p.exp2 += exp
	} else {
		p.exp10 += exp
	}
	return p, end, nil
}
