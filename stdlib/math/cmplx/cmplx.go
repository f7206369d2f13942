// Package cmplx has the functions of mathematics for complex numbers.
//
// Infinities, zeros and NaN give what annex G of C99 says. As it does there, the hyperbolic functions and their inverses
// are the ones that are worked out (hyperbolic.go); the circular ones are those of iz, turned by -i.
package cmplx

import "math"

// Inf returns a number of which both parts are +Inf.
func Inf() complex128 { return complex(math.Inf(1), math.Inf(1)) }

// NaN returns a number of which both parts are NaN.
func NaN() complex128 { return complex(math.NaN(), math.NaN()) }

// IsInf reports whether one of the parts is an infinity.
func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// IsNaN reports whether one of the parts is NaN, and none an infinity.
func IsNaN(x complex128) bool { return !IsInf(x) && x != x }

// Conj returns the conjugate of x.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// Abs returns how far x is from zero.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase returns the angle of x, from -Pi to Pi.
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Polar returns Abs and Phase.
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect returns the number that is r away from zero, at the angle θ.
func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

// Exp returns e to the power of x.
func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	unknown := math.IsNaN(im) || math.IsInf(im, 0)
	switch {
	case re != re && im == 0:
		return x
	case math.IsInf(re, 1) && im == 0:
		return x
	case math.IsInf(re, 1) && unknown:
		return complex(re, math.NaN())
	case math.IsInf(re, -1) && unknown:
		return complex(0, math.Copysign(0, im))
	}
	return Rect(math.Exp(re), im)
}

// Log returns the natural logarithm of x.
func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

// Log10 returns the decimal logarithm of x.
func Log10(x complex128) complex128 {
	l := Log(x)
	return complex(real(l)*math.Log10E, imag(l)*math.Log10E)
}

// Pow returns x to the power of y. As of math.Pow, 0 to the power of 0 is 1; to that of a number whose real part is
// below 0 it is infinite, with an imaginary part of 0 where that of y is.
func Pow(x, y complex128) complex128 {
	a, b := real(y), imag(y)
	far := Abs(x)
	if far == 0 {
		switch {
		case IsNaN(y):
			return NaN()
		case a == 0:
			return 1
		case a < 0 && b == 0:
			return complex(math.Inf(1), 0)
		case a < 0:
			return Inf()
		}
		return 0
	}
	angle := Phase(x)
	r, θ := math.Pow(far, a), a*angle
	if b != 0 {
		r *= math.Exp(-b * angle)
		θ += b * math.Log(far)
	}
	return Rect(r, θ)
}

// Sqrt returns the square root of x that has no negative real part.
func Sqrt(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && re == 0:
		return complex(0, im)
	case im == 0 && re < 0:
		return complex(0, math.Copysign(math.Sqrt(-re), im))
	case im == 0:
		return complex(math.Sqrt(re), im)
	case math.IsInf(im, 0):
		return complex(math.Inf(1), im)
	case re == 0:
		r := math.Sqrt(math.Abs(im) / 2)
		return complex(r, math.Copysign(r, im))
	}
	// A power of two in front keeps squares from overflowing, and small parts from being lost.
	grow, shrink := 0x1p54, 0x1p-27
	if math.Abs(re) > 4 || math.Abs(im) > 4 {
		grow, shrink = 0.25, 2
	}
	re, im = re*grow, im*grow
	big := math.Sqrt(math.Hypot(re, im)/2 + math.Abs(re)/2)
	small := shrink * math.Abs(im/2/big)
	big *= shrink
	if re <= 0 {
		big, small = small, big
	}
	if im < 0 {
		small = -small
	}
	return complex(big, small)
}
