// This file holds arithmetic of double width, with carries. Its times, but for the
// divisions, do not depend on the arguments.

package bits

// Add64 returns x + y + carry, where carry is 0 or 1, and the carry out of it.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	return sum, (x&y | (x|y)&^sum) >> 63
}

// Add32 is Add64 for 32 bits.
func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	wide := uint64(x) + uint64(y) + uint64(carry)
	return uint32(wide), uint32(wide >> 32)
}

// Add is Add64 for a uint.
func Add(x, y, carry uint) (sum, carryOut uint) {
	if UintSize == 64 {
		s, c := Add64(uint64(x), uint64(y), uint64(carry))
		return uint(s), uint(c)
	}
	s, c := Add32(uint32(x), uint32(y), uint32(carry))
	return uint(s), uint(c)
}

// Sub64 returns x - y - borrow, where borrow is 0 or 1, and the borrow out of it.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	return diff, (^x&y | ^(x^y)&diff) >> 63
}

// Sub32 is Sub64 for 32 bits.
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	wide := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(wide), uint32(wide >> 63)
}

// Sub is Sub64 for a uint.
func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	if UintSize == 64 {
		d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
		return uint(d), uint(b)
	}
	d, b := Sub32(uint32(x), uint32(y), uint32(borrow))
	return uint(d), uint(b)
}

// Mul64 returns the 128 bits of x * y.
func Mul64(x, y uint64) (hi, lo uint64) {
	const low = 1<<32 - 1
	cross := x >> 32 * (y & low)
	sum := x&low*(y>>32) + cross&low + x&low*(y&low)>>32
	return x>>32*(y>>32) + cross>>32 + sum>>32, x * y
}

// Mul32 returns the 64 bits of x * y.
func Mul32(x, y uint32) (hi, lo uint32) {
	wide := uint64(x) * uint64(y)
	return uint32(wide >> 32), uint32(wide)
}

// Mul is Mul64 for a uint.
func Mul(x, y uint) (hi, lo uint) {
	if UintSize == 64 {
		h, l := Mul64(uint64(x), uint64(y))
		return uint(h), uint(l)
	}
	h, l := Mul32(uint32(x), uint32(y))
	return uint(h), uint(l)
}

// Div64 divides the number of upper half hi and lower half lo by y. It panics for
// y == 0 (division by zero) and for y <= hi (the quotient overflows).
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		panicDivide()
	}
	if hi >= y {
		panicOverflow()
	}
	if hi == 0 {
		return lo / y, lo % y
	}
	return divide128(hi, lo, y)
}

// Div32 is Div64 for 32 bits.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && hi >= y {
		panicOverflow()
	}
	wide := uint64(hi)<<32 | uint64(lo)
	return uint32(wide / uint64(y)), uint32(wide % uint64(y))
}

// Div is Div64 for a uint.
func Div(hi, lo, y uint) (quo, rem uint) {
	if UintSize == 64 {
		q, r := Div64(uint64(hi), uint64(lo), uint64(y))
		return uint(q), uint(r)
	}
	q, r := Div32(uint32(hi), uint32(lo), uint32(y))
	return uint(q), uint(r)
}

// Rem64 is Div64's remainder, for which the quotient may overflow.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}

// Rem32 is Rem64 for 32 bits.
func Rem32(hi, lo, y uint32) uint32 {
	return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y))
}

// Rem is Rem64 for a uint.
func Rem(hi, lo, y uint) uint {
	if UintSize == 64 {
		return uint(Rem64(uint64(hi), uint64(lo), uint64(y)))
	}
	return uint(Rem32(uint32(hi), uint32(lo), uint32(y)))
}
