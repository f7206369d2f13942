// This file has floating-point numbers: what they are, how they round, and how they
// become other numbers.

package big

import (
	"math"
	"slices"
	"strconv"
)

// Limits of Float.
const (
	MaxExp  = math.MaxInt32  // greatest exponent
	MinExp  = math.MinInt32  // least exponent
	MaxPrec = math.MaxUint32 // greatest precision, in bits
)

// RoundingMode says which neighbour a result becomes that does not fit the precision.
type RoundingMode byte

const (
	ToNearestEven RoundingMode = 0 // the nearer one, or the even one: IEEE 754's roundTiesToEven
	ToNearestAway RoundingMode = 1 // the nearer one, or the greater in value: roundTiesToAway
	ToZero        RoundingMode = 2 // roundTowardZero
	AwayFromZero  RoundingMode = 3 // the greater in value; IEEE 754 has no such mode
	ToNegativeInf RoundingMode = 4 // roundTowardNegative
	ToPositiveInf RoundingMode = 5 // roundTowardPositive
)

var modeNames = []string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}

func (i RoundingMode) String() string {
	if int(i) >= len(modeNames) {
		return "RoundingMode(" + strconv.Itoa(int(i)) + ")"
	}
	return modeNames[i]
}

// Accuracy says on which side of the exact value a result lies.
type Accuracy int8

const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (i Accuracy) String() string {
	switch i {
	case Below:
		return "Below"
	case Exact:
		return "Exact"
	case Above:
		return "Above"
	}
	return "Accuracy(" + strconv.Itoa(int(i)) + ")"
}

func side(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

// ErrNaN is what operations panic with that have no result, such as Inf - Inf.
type ErrNaN struct {
	msg string
}

func (err ErrNaN) Error() string { return err.msg }

// form is a kind of Float, in the order of their absolute values.
type form byte

const (
	zero form = iota
	finite
	inf
)

// Float is the number sign * mant * 2^exp, 0 or an infinity, of a precision in bits
// and with a mode by which results that are set are rounded. Results take on the
// greatest precision of the operands where the receiver has none yet. The zero Float
// is 0.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	mant limbs // odd
	exp  int64
}

// NewFloat returns a new Float of the value x, with 53 bits. It panics for a NaN.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// roundBits drops bits from m in a mode, for a number with that sign. more says that m
// is a little too small as it is.
func roundBits(mode RoundingMode, neg bool, m limbs, drop int64, more bool) (q limbs, acc Accuracy) {
	half := false
	if drop > 0 {
		if int64(bitLen(m)) < drop {
			more = more || len(m) > 0
			m = nil
		} else {
			more = more || int64(trailingZeros(m)) < drop-1
			half = m[(drop-1)/64]>>((drop-1)%64)&1 == 1
			_, m = shift(false, m, -int(drop))
		}
	}
	if !half && !more {
		return m, Exact
	}
	up := false
	switch mode {
	case ToNearestEven:
		up = half && (more || len(m) > 0 && m[0]&1 == 1)
	case ToNearestAway:
		up = half
	case AwayFromZero:
		up = true
	case ToNegativeInf:
		up = neg
	case ToPositiveInf:
		up = !neg
	}
	if up {
		_, m = arith(opAdd, false, m, false, limbs{1})
	}
	return m, side(up != neg)
}

// round sets z to m * 2^exp with that sign, rounded. more says that the value is
// greater by less than one in m's last place; m has two bits beyond the precision then.
func (z *Float) round(neg bool, m limbs, exp int64, more bool) *Float {
	z.neg = neg
	z.acc = Exact
	z.mant, z.exp = nil, 0
	if len(m) == 0 {
		z.form = zero
		return z
	}
	drop := int64(bitLen(m)) - int64(z.prec)
	if drop > 0 || more {
		m, z.acc = roundBits(z.mode, neg, m, drop, more)
		exp += max(drop, 0)
	}
	if n := trailingZeros(m); n > 0 {
		_, m = shift(false, m, -int(n))
		exp += int64(n)
	}
	switch top := exp + int64(bitLen(m)); {
	case top > MaxExp:
		z.form, z.acc = inf, side(!neg)
	case top < MinExp:
		z.form, z.acc = zero, side(neg)
	default:
		z.form, z.mant, z.exp = finite, m, exp
	}
	return z
}

// need gives z a precision where it has none.
func (z *Float) need(prec uint) {
	if z.prec == 0 {
		z.prec = uint32(min(prec, MaxPrec))
	}
}

// top is the exponent of x as a number below 1: x = 0.5... * 2^top.
func (x *Float) top() int64 { return x.exp + int64(bitLen(x.mant)) }

// SetPrec sets the precision and rounds z. Precision 0 makes a finite z 0.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	if prec == 0 {
		z.prec = 0
		if z.form == finite {
			z.acc = side(z.neg)
			z.form, z.mant = zero, nil
		}
		return z
	}
	old := z.prec
	z.prec = uint32(min(prec, MaxPrec))
	if z.prec < old && z.form == finite {
		z.round(z.neg, z.mant, z.exp, false)
	}
	return z
}

// SetMode sets the mode. z is exact then.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode = mode
	z.acc = Exact
	return z
}

// Prec returns the precision in bits.
func (x *Float) Prec() uint { return uint(x.prec) }

// Mode returns the mode.
func (x *Float) Mode() RoundingMode { return x.mode }

// Acc returns how exact the last result was.
func (x *Float) Acc() Accuracy { return x.acc }

// MinPrec returns the precision that x needs to be exact.
func (x *Float) MinPrec() uint { return uint(bitLen(x.mant)) }

// Sign returns -1, 0 or +1.
func (x *Float) Sign() int {
	switch {
	case x.form == zero:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// Signbit tells whether x is negative, or -0.
func (x *Float) Signbit() bool { return x.neg }

// IsInf tells whether x is an infinity.
func (x *Float) IsInf() bool { return x.form == inf }

// IsInt tells whether x is an integer.
func (x *Float) IsInt() bool { return x.form == zero || x.form == finite && x.exp >= 0 }

// MantExp returns the exponent of x where its mantissa is from 0.5 to below 1, and
// sets mant to that, if it is not nil.
func (x *Float) MantExp(mant *Float) (exp int) {
	if x.form == finite {
		exp = int(x.top())
	}
	if mant != nil {
		mant.Copy(x)
		if mant.form == finite {
			mant.exp -= int64(exp)
		}
	}
	return exp
}

// SetMantExp sets z to mant * 2^exp.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Set(mant)
	if z.form == finite {
		z.round(z.neg, z.mant, z.exp+int64(exp), false)
	}
	return z
}

// SetInf sets z to an infinity.
func (z *Float) SetInf(signbit bool) *Float {
	z.acc, z.form, z.neg, z.mant = Exact, inf, signbit, nil
	return z
}

func (z *Float) setZero(neg bool) *Float {
	z.acc, z.form, z.neg, z.mant = Exact, zero, neg, nil
	return z
}

// SetUint64 sets z to x.
func (z *Float) SetUint64(x uint64) *Float {
	z.need(64)
	return z.round(false, fromWord(x), 0, false)
}

// SetInt64 sets z to x.
func (z *Float) SetInt64(x int64) *Float {
	z.need(64)
	i := NewInt(x)
	return z.round(i.neg, i.abs, 0, false)
}

// SetFloat64 sets z to x. It panics for a NaN.
func (z *Float) SetFloat64(x float64) *Float {
	z.need(53)
	switch {
	case math.IsNaN(x):
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	case math.IsInf(x, 0):
		return z.SetInf(x < 0)
	case x == 0:
		return z.setZero(math.Signbit(x))
	}
	fraction, exp := math.Frexp(math.Abs(x))
	return z.round(x < 0, fromWord(uint64(fraction*(1<<53))), int64(exp)-53, false)
}

// SetInt sets z to x.
func (z *Float) SetInt(x *Int) *Float {
	z.need(uint(max(x.BitLen(), 64)))
	return z.round(x.neg, copied(x.abs), 0, false)
}

// SetRat sets z to x.
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(&x.a)
	}
	var a, b Float
	a.SetInt(&x.a)
	b.SetInt(x.denom())
	return z.Quo(&a, &b)
}

// Set sets z to x, rounded to z's precision.
func (z *Float) Set(x *Float) *Float {
	if z == x {
		return z
	}
	z.need(uint(x.prec))
	if x.form == finite {
		return z.round(x.neg, copied(x.mant), x.exp, false)
	}
	z.acc, z.form, z.neg, z.mant = Exact, x.form, x.neg, nil
	return z
}

// Copy makes z the same as x, with its precision, mode and accuracy.
func (z *Float) Copy(x *Float) *Float {
	if z != x {
		*z = *x
		z.mant = slices.Clone(x.mant)
	}
	return z
}

// whole returns x without its fraction.
func (x *Float) whole() limbs {
	if x.form != finite || x.top() <= 0 {
		return nil
	}
	_, m := shift(false, x.mant, int(x.exp))
	return m
}

// Uint64 returns x without its fraction, or the nearest uint64.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.top() > 64:
		return math.MaxUint64, Below
	case x.top() > 0 && x.MinPrec() <= 64:
		return low(x.whole()), Exact // of a fraction, too, as Go has it
	}
	return low(x.whole()), Below
}

// Int64 returns x without its fraction, or the nearest int64.
func (x *Float) Int64() (int64, Accuracy) {
	if x.form == zero {
		return 0, Exact
	}
	if x.form == finite && x.top() <= 63 {
		i := int64(low(x.whole()))
		if x.neg {
			i = -i
		}
		if x.IsInt() {
			return i, Exact
		}
		return i, side(x.neg)
	}
	if x.neg {
		if x.form == finite && x.top() == 64 && bitLen(x.mant) == 1 {
			return math.MinInt64, Exact
		}
		return math.MinInt64, Above
	}
	return math.MaxInt64, Below
}

// Int sets z, or a new Int for nil, to x without its fraction. For an infinity it
// returns nil.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if z == nil && x.form != inf {
		z = new(Int)
	}
	switch {
	case x.form == inf:
		return nil, side(x.neg)
	case x.IsInt():
		return z.set(x.neg, copied(x.whole())), Exact
	}
	return z.set(x.neg, x.whole()), side(x.neg)
}

// Rat sets z, or a new Rat for nil, to x. For an infinity it returns nil.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if x.form == inf {
		return nil, side(x.neg)
	}
	if z == nil {
		z = new(Rat)
	}
	num, den := Int{x.neg && x.form == finite, copied(x.mant)}, NewInt(1)
	if x.exp >= 0 {
		num.Lsh(&num, uint(x.exp))
	} else {
		den.Lsh(den, uint(-x.exp))
	}
	return z.setFrac(&num, den), Exact
}

// ieee is a format of the hardware.
type ieee struct {
	bits     int64 // of the mantissa
	min, max int64 // exponents of the least normal number and beyond the greatest, as top
}

// nearest returns m * 2^exp, with that sign, as a float64 that holds a number of the
// format.
func (t ieee) nearest(neg bool, m limbs, exp int64, more bool) (f float64, acc Accuracy) {
	top := exp + int64(bitLen(m))
	if len(m) > 0 && top > t.max {
		f, acc = math.Inf(1), side(!neg)
	} else if len(m) > 0 {
		// Below the least normal number, bits are lost.
		drop := max(int64(bitLen(m))-t.bits, t.min-t.bits-exp)
		m, acc = roundBits(ToNearestEven, neg, m, drop, more)
		exp += max(drop, 0)
		if len(m) > 0 && exp+int64(bitLen(m)) > t.max {
			f, acc = math.Inf(1), side(!neg)
		} else {
			f = math.Ldexp(float64(low(m)), int(exp))
		}
	}
	if neg {
		f = -f
	}
	return f, acc
}

func nearest64(neg bool, m limbs, exp int, more bool) (float64, Accuracy) {
	return ieee{53, -1021, 1024}.nearest(neg, m, int64(exp), more)
}

func nearest32(neg bool, m limbs, exp int, more bool) (float32, Accuracy) {
	f, acc := ieee{24, -125, 128}.nearest(neg, m, int64(exp), more)
	return float32(f), acc
}

// special returns a zero or an infinity.
func (x *Float) special() float64 {
	f := 0.0
	if x.form == inf {
		f = math.Inf(1)
	}
	if x.neg {
		f = math.Copysign(f, -1)
	}
	return f
}

// Float64 returns the float64 next to x.
func (x *Float) Float64() (float64, Accuracy) {
	if x.form != finite {
		return x.special(), Exact
	}
	f, acc := nearest64(x.neg, x.mant, int(x.exp), false)
	if x.neg {
		f = math.Copysign(f, -1)
	}
	return f, acc
}

// Float32 returns the float32 next to x.
func (x *Float) Float32() (float32, Accuracy) {
	if x.form != finite {
		return float32(x.special()), Exact
	}
	f, acc := nearest32(x.neg, x.mant, int(x.exp), false)
	if x.neg {
		f = float32(math.Copysign(float64(f), -1))
	}
	return f, acc
}
