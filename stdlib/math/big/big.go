// Package big has numbers of any size: integers (Int), fractions (Rat) and binary
// floating-point numbers of any precision (Float). The zero value of each is 0.
//
// Methods that compute set their receiver, z, and return it: z.Add(x, y) is x + y.
// Operands may be the receiver. The work is GMP's; a number here is its sign and its
// limbs, of which every result has new ones.
package big

import (
	"math/bits"
	"math/rand"
	"slices"
)

// Word is a limb: a digit in base 2^64.
type Word uint

// limbs is an absolute value, the least limb first, without leading zeros.
type limbs = []Word

// What arith computes; the native has the same list.
const (
	opAdd = iota
	opSub
	opMul
	opQuo
	opRem
	opAnd
	opOr
	opXor
	opAndNot
	opGCD
	opInvert
)

func arith(op int, xneg bool, x limbs, yneg bool, y limbs) (neg bool, z limbs)
func quoRem(xneg bool, x limbs, yneg bool, y limbs) (qneg bool, q limbs, rneg bool, r limbs)
func shift(neg bool, x limbs, n int) (zneg bool, z limbs)
func power(x limbs, n uint) limbs
func powerMod(xneg bool, x, y, m limbs) limbs
func gcdExt(a, b limbs) (g limbs, xneg bool, x limbs, yneg bool, y limbs)
func sqrt(x limbs) (z limbs, exact bool)
func jacobi(xneg bool, x limbs, yneg bool, y limbs) int
func prime(x limbs, tests int) bool
func binomial(n, k uint) limbs
func digits(x limbs, base int) string
func number(digits string, base int) limbs

// Int is an integer. The zero Int is 0.
type Int struct {
	neg bool
	abs limbs
}

// NewInt returns a new Int of the value x.
func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func fromWord(w uint64) limbs {
	if w == 0 {
		return nil
	}
	return limbs{Word(w)}
}

// trim drops leading zeros.
func trim(x limbs) limbs {
	for len(x) > 0 && x[len(x)-1] == 0 {
		x = x[:len(x)-1]
	}
	return x
}

// copied returns a copy, so that SetBits' slices are nobody else's.
func copied(x limbs) limbs { return slices.Clone(x) }

func (z *Int) set(neg bool, abs limbs) *Int {
	z.neg, z.abs = neg && len(abs) > 0, abs
	return z
}

func (z *Int) op(op int, x, y *Int) *Int { return z.set(arith(op, x.neg, x.abs, y.neg, y.abs)) }

// Sign returns -1, 0 or +1.
func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// Set sets z to x.
func (z *Int) Set(x *Int) *Int {
	if z != x {
		z.set(x.neg, copied(x.abs))
	}
	return z
}

// SetInt64 sets z to x.
func (z *Int) SetInt64(x int64) *Int {
	if x < 0 {
		return z.set(true, fromWord(-uint64(x)))
	}
	return z.set(false, fromWord(uint64(x)))
}

// SetUint64 sets z to x.
func (z *Int) SetUint64(x uint64) *Int { return z.set(false, fromWord(x)) }

// Bits returns the limbs of |x|, the least first. They are x's own.
func (x *Int) Bits() []Word { return x.abs }

// SetBits sets z to the number with these limbs, the least first, which become z's
// own.
func (z *Int) SetBits(abs []Word) *Int { return z.set(false, trim(abs)) }

// Abs sets z to |x|.
func (z *Int) Abs(x *Int) *Int {
	return z.set(false, copied(x.abs))
}

// Neg sets z to -x.
func (z *Int) Neg(x *Int) *Int {
	return z.set(!x.neg, copied(x.abs))
}

// Add sets z to x + y.
func (z *Int) Add(x, y *Int) *Int { return z.op(opAdd, x, y) }

// Sub sets z to x - y.
func (z *Int) Sub(x, y *Int) *Int { return z.op(opSub, x, y) }

// Mul sets z to x * y.
func (z *Int) Mul(x, y *Int) *Int { return z.op(opMul, x, y) }

func (y *Int) mustDivide() {
	if len(y.abs) == 0 {
		panic("division by zero")
	}
}

// Quo sets z to x / y, rounded towards zero as Go's own division.
func (z *Int) Quo(x, y *Int) *Int {
	y.mustDivide()
	return z.op(opQuo, x, y)
}

// Rem sets z to what Quo leaves, which has the sign of x.
func (z *Int) Rem(x, y *Int) *Int {
	y.mustDivide()
	return z.op(opRem, x, y)
}

// QuoRem is Quo, with r set to what Rem gives.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	y.mustDivide()
	qneg, q, rneg, rest := quoRem(x.neg, x.abs, y.neg, y.abs)
	return z.set(qneg, q), r.set(rneg, rest)
}

// DivMod sets z to x / y, rounded so that m, which is set to what is left, is not
// negative (Euclidean division).
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	divisor := *y // y may be z or m
	z.QuoRem(x, y, m)
	if m.neg {
		one := NewInt(1)
		if divisor.neg {
			z.Add(z, one)
			m.Sub(m, &divisor)
		} else {
			z.Sub(z, one)
			m.Add(m, &divisor)
		}
	}
	return z, m
}

// Div sets z to DivMod's quotient.
func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}

// Mod sets z to DivMod's rest.
func (z *Int) Mod(x, y *Int) *Int {
	new(Int).DivMod(x, y, z)
	return z
}

// And sets z to x & y.
func (z *Int) And(x, y *Int) *Int { return z.op(opAnd, x, y) }

// Or sets z to x | y.
func (z *Int) Or(x, y *Int) *Int { return z.op(opOr, x, y) }

// Xor sets z to x ^ y.
func (z *Int) Xor(x, y *Int) *Int { return z.op(opXor, x, y) }

// AndNot sets z to x &^ y.
func (z *Int) AndNot(x, y *Int) *Int { return z.op(opAndNot, x, y) }

// Not sets z to ^x.
func (z *Int) Not(x *Int) *Int { return z.Sub(NewInt(-1), x) }

// Lsh sets z to x << n.
func (z *Int) Lsh(x *Int, n uint) *Int { return z.set(shift(x.neg, x.abs, int(n))) }

// Rsh sets z to x >> n, rounded down.
func (z *Int) Rsh(x *Int, n uint) *Int { return z.set(shift(x.neg, x.abs, -int(n))) }

// Bit returns bit i of x, of the two's complement where x is negative.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if x.neg {
		// ^x is -x - 1.
		var inverse Int
		return inverse.Not(x).Bit(i) ^ 1
	}
	if i/64 >= len(x.abs) {
		return 0
	}
	return uint(x.abs[i/64]>>(i%64)) & 1
}

// SetBit sets z to x with bit i set to b.
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	if b > 1 {
		panic("set bit is not 0 or 1")
	}
	var mask Int
	mask.Lsh(NewInt(1), uint(i))
	if b == 1 {
		return z.Or(x, &mask)
	}
	return z.AndNot(x, &mask)
}

func bitLen(x limbs) int {
	if len(x) == 0 {
		return 0
	}
	return (len(x)-1)*64 + bits.Len(uint(x[len(x)-1]))
}

func trailingZeros(x limbs) uint {
	for i, w := range x {
		if w != 0 {
			return uint(i*64 + bits.TrailingZeros(uint(w)))
		}
	}
	return 0
}

// BitLen returns the length of |x| in bits, 0 for 0.
func (x *Int) BitLen() int { return bitLen(x.abs) }

// TrailingZeroBits returns how often 2 divides x, 0 for 0.
func (x *Int) TrailingZeroBits() uint { return trailingZeros(x.abs) }

func compare(x, y limbs) int {
	if len(x) != len(y) {
		if len(x) < len(y) {
			return -1
		}
		return 1
	}
	for i := len(x) - 1; i >= 0; i-- {
		switch {
		case x[i] < y[i]:
			return -1
		case x[i] > y[i]:
			return 1
		}
	}
	return 0
}

// Cmp returns -1, 0 or +1 for x < y, x == y, x > y.
func (x *Int) Cmp(y *Int) (r int) {
	switch {
	case x == y:
		return 0
	case x.neg != y.neg:
		r = 1
	default:
		r = compare(x.abs, y.abs)
	}
	if x.neg {
		r = -r
	}
	return r
}

// CmpAbs is Cmp of |x| and |y|.
func (x *Int) CmpAbs(y *Int) int { return compare(x.abs, y.abs) }

func low(x limbs) uint64 {
	if len(x) == 0 {
		return 0
	}
	return uint64(x[0])
}

// Int64 returns x, or something else where it does not fit.
func (x *Int) Int64() int64 {
	if x.neg {
		return -int64(low(x.abs))
	}
	return int64(low(x.abs))
}

// Uint64 returns x, or something else where it does not fit.
func (x *Int) Uint64() uint64 { return low(x.abs) }

// IsInt64 tells whether x is an int64.
func (x *Int) IsInt64() bool {
	if len(x.abs) > 1 {
		return false
	}
	w := low(x.abs)
	return w < 1<<63 || x.neg && w == 1<<63
}

// IsUint64 tells whether x is a uint64.
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// Float64 returns the float64 next to x, and on which side of x it lies.
func (x *Int) Float64() (float64, Accuracy) {
	f, acc := nearest64(x.neg, x.abs, 0, false)
	return f, acc
}

// Bytes returns |x|, the highest byte first.
func (x *Int) Bytes() []byte { return x.FillBytes(make([]byte, (x.BitLen()+7)/8)) }

// FillBytes writes |x| to buf, the highest byte first, after zeros. It panics where
// there is too little room.
func (x *Int) FillBytes(buf []byte) []byte {
	clear(buf)
	if (x.BitLen()+7)/8 > len(buf) {
		panic("math/big: buffer too small to fit value")
	}
	for i := 0; i < (x.BitLen()+7)/8; i++ {
		buf[len(buf)-1-i] = byte(x.abs[i/8] >> (i % 8 * 8))
	}
	return buf
}

// SetBytes sets z to the number in buf, the highest byte first.
func (z *Int) SetBytes(buf []byte) *Int {
	abs := make(limbs, (len(buf)+7)/8)
	for i := range buf {
		abs[i/8] |= Word(buf[len(buf)-1-i]) << (i % 8 * 8)
	}
	return z.set(false, trim(abs))
}

// Rand sets z to a random number from 0 to n-1.
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.set(false, nil)
	}
	size := n.BitLen()
	for {
		abs := make(limbs, len(n.abs))
		for i := range abs {
			abs[i] = Word(rnd.Uint32())
			abs[i] |= Word(rnd.Uint32()) << 32
		}
		abs[len(abs)-1] &= ^Word(0) >> (uint(len(abs)*64-size) % 64)
		if compare(trim(abs), n.abs) < 0 {
			return z.set(false, trim(abs))
		}
	}
}
