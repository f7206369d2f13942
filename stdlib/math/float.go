// This file takes floating-point numbers apart and tells what they are.

package math

// Inf returns positive infinity for sign >= 0, else negative infinity.
func Inf(sign int) float64 {
	b := uint64(infBits)
	if sign < 0 {
		b |= signBit
	}
	return Float64frombits(b)
}

// NaN returns a value that is not a number.
func NaN() float64 { return Float64frombits(nanBits) }

// IsNaN reports whether f is not a number.
func IsNaN(f float64) (is bool) { return f != f }

// IsInf reports whether f is an infinity: the positive one for sign > 0, the
// negative one for sign < 0, either for 0.
func IsInf(f float64, sign int) bool {
	return f > MaxFloat64 && sign >= 0 || f < -MaxFloat64 && sign <= 0
}

// Signbit reports whether x is negative or negative zero.
func Signbit(x float64) bool { return int64(Float64bits(x)) < 0 }

// Copysign returns the magnitude of f with the sign of sign.
func Copysign(f, sign float64) float64 {
	return Float64frombits(Float64bits(f)&^signBit | Float64bits(sign)&signBit)
}

// Abs returns the magnitude of x.
func Abs(x float64) float64 { return Float64frombits(Float64bits(x) &^ signBit) }

// Dim returns x-y, or 0 where that is negative; NaN for two equal infinities and
// for NaN.
func Dim(x, y float64) float64 {
	if v := x - y; !(v <= 0) {
		return v
	}
	return 0
}

// Max returns the greater of x and y. +Inf wins over NaN, and NaN over all else;
// 0 is greater than -0.
func Max(x, y float64) float64 {
	if IsInf(x, 1) || IsInf(y, 1) {
		return Inf(1)
	}
	return max(x, y)
}

// Min returns the smaller of x and y. -Inf wins over NaN, and NaN over all else;
// -0 is smaller than 0.
func Min(x, y float64) float64 {
	if IsInf(x, -1) || IsInf(y, -1) {
		return Inf(-1)
	}
	return min(x, y)
}

// normalize scales a number below the normal range into it.
func normalize(x float64) (y float64, exp int) {
	if Abs(x) < 0x1p-1022 {
		return x * (1 << fracBits), -fracBits
	}
	return x, 0
}

// Frexp returns frac and exp with f == frac × 2**exp, where frac's magnitude is at
// least ½ and below 1; zeros, infinities and NaN come back with exponent 0.
func Frexp(f float64) (frac float64, exp int) {
	if f == 0 || f-f != 0 {
		return f, 0
	}
	f, exp = normalize(f)
	b := Float64bits(f)
	exp += int(b>>fracBits&expMask) - (expBias - 1)
	return Float64frombits(b&^(expMask<<fracBits) | (expBias-1)<<fracBits), exp
}

// Ldexp returns frac × 2**exp: it is the inverse of Frexp.
func Ldexp(frac float64, exp int) float64 {
	if frac == 0 || frac-frac != 0 {
		return frac
	}
	frac, shift := normalize(frac)
	b := Float64bits(frac)
	exp += shift + int(b>>fracBits&expMask) - expBias
	switch {
	case exp > expBias:
		return Copysign(Inf(1), frac)
	case exp < -1075:
		return Copysign(0, frac)
	case exp >= -1022:
		return Float64frombits(b&^(expMask<<fracBits) | uint64(exp+expBias)<<fracBits)
	}
	// A number below the normal range is made 2**53 times too big and scaled down.
	exp += fracBits + 1
	b = b&^(expMask<<fracBits) | uint64(exp+expBias)<<fracBits
	return Float64frombits(b) * 0x1p-53
}

// Modf returns the integral and the fractional part of f, both with f's sign.
func Modf(f float64) (integral float64, fractional float64) {
	integral = Trunc(f)
	if IsInf(f, 0) {
		return f, NaN()
	}
	return integral, Copysign(f-integral, f)
}

// Logb returns the binary exponent of x: +Inf for infinities, -Inf for 0.
func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case x-x != 0:
		return x * x
	}
	return float64(Ilogb(x))
}

// Ilogb returns the binary exponent of x as an integer: MaxInt32 for infinities
// and NaN, MinInt32 for 0.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case x-x != 0:
		return MaxInt32
	}
	_, exp := Frexp(x)
	return exp - 1
}

// Nextafter returns the float64 next to x on the way to y.
func Nextafter(x, y float64) (r float64) {
	switch {
	case x != x || y != y:
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(SmallestNonzeroFloat64, y)
	}
	b := Float64bits(x)
	if (x < y) == (x > 0) {
		return Float64frombits(b + 1)
	}
	return Float64frombits(b - 1)
}

// Nextafter32 returns the float32 next to x on the way to y.
func Nextafter32(x, y float32) (r float32) {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(SmallestNonzeroFloat32, float64(y)))
	}
	b := Float32bits(x)
	if (x < y) == (x > 0) {
		return Float32frombits(b + 1)
	}
	return Float32frombits(b - 1)
}

// Round returns the nearest integer, halves away from zero.
func Round(x float64) float64 {
	t := Trunc(x)
	if Abs(x-t) >= 0.5 {
		return t + Copysign(1, x)
	}
	return t
}

// RoundToEven returns the nearest integer, halves to the even one.
func RoundToEven(x float64) float64 {
	if !(Abs(x) < hugeFloat) {
		return x
	}
	const shift = 1 << fracBits // adding it rounds to an integer
	if x < 0 {
		return Copysign(x-shift+shift, x)
	}
	return Copysign(x+shift-shift, x)
}
