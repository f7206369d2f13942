// This file has the hyperbolic and the circular functions.

package cmplx

import "math"

// turn returns ix, and back returns -ix.
func turn(x complex128) complex128 { return complex(-imag(x), real(x)) }
func back(x complex128) complex128 { return complex(imag(x), -real(x)) }

// Sin returns the sine of x.
func Sin(x complex128) complex128 { return turn(Sinh(back(x))) }

// Cos returns the cosine of x.
func Cos(x complex128) complex128 {
	if real(x) == 0 && imag(x) != imag(x) {
		return complex(imag(x), 0)
	}
	return Cosh(back(x))
}

// Asin returns the inverse sine of x.
func Asin(x complex128) complex128 {
	if math.IsInf(real(x), 0) && imag(x) != imag(x) {
		return complex(imag(x), real(x))
	}
	return back(Asinh(turn(x)))
}

// Atan returns the inverse tangent of x.
func Atan(x complex128) complex128 { return turn(Atanh(back(x))) }

// Acos returns the inverse cosine of x.
func Acos(x complex128) complex128 {
	s := Asin(x)
	return complex(math.Pi/2-real(s), -imag(s))
}

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	c := Acos(x)
	if imag(c) <= 0 {
		return turn(c)
	}
	return back(c)
}

// sinhCosh returns both functions of a real number, from one power of e where they are not small.
func sinhCosh(x float64) (sinh, cosh float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	half := math.Exp(x) / 2
	rest := 0.25 / half
	return half - rest, half + rest
}

// unknown reports whether x has no sine and cosine.
func unknown(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// Sinh returns the hyperbolic sine of x.
func Sinh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case unknown(re) && im == 0:
		return x
	case re == 0 && unknown(im):
		return complex(re, math.NaN())
	case math.IsInf(re, 0) && unknown(im):
		return complex(re, math.NaN())
	}
	s, c := math.Sincos(im)
	sinh, cosh := sinhCosh(re)
	return complex(c*sinh, s*cosh)
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 0) && im == 0:
		return complex(math.Inf(1), im*math.Copysign(0, re))
	case math.IsInf(re, 0) && unknown(im):
		return complex(math.Inf(1), math.NaN())
	case re == 0 && unknown(im):
		return complex(math.NaN(), re*math.Copysign(0, im))
	case re != re && im == 0:
		return complex(re, im)
	}
	s, c := math.Sincos(im)
	sinh, cosh := sinhCosh(re)
	return complex(c*cosh, s*sinh)
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 0):
		sign := im
		if !unknown(im) {
			sign = math.Sin(2 * im)
		}
		return complex(math.Copysign(1, re), math.Copysign(0, sign))
	case re != re && im == 0:
		return x
	}
	d := math.Cosh(2*re) + math.Cos(2*im)
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*re)/d, math.Sin(2*im)/d)
}

// Tan returns the tangent of x.
func Tan(x complex128) complex128 {
	re, im := real(x), imag(x)
	if math.IsInf(im, 0) || im != im && re == 0 {
		return back(Tanh(turn(x)))
	}
	d := math.Cos(2*re) + math.Cosh(2*im)
	if math.Abs(d) < 0.25 {
		d = coshLessCos(re, im)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, math.Sinh(2*im)/d)
}

// Cot returns the cotangent of x.
func Cot(x complex128) complex128 {
	re, im := real(x), imag(x)
	d := math.Cosh(2*im) - math.Cos(2*re)
	if math.Abs(d) < 0.25 {
		d = coshLessCos(re, im)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, -math.Sinh(2*im)/d)
}

// coshLessCos returns cosh(2b) - cos(2a) by its series, which does not cancel where both are near to 1. The angle counts
// from the nearest multiple of Pi.
func coshLessCos(a, b float64) float64 {
	a = lessPi(math.Abs(2 * a))
	aa, bb := a*a, 4*b*b
	sum, powerA, powerB, factorial := 0.0, 1.0, 1.0, 1.0
	for n := 1.0; ; n += 4 {
		// A term where cos has a minus sign, and one where it has a plus sign.
		factorial *= n * (n + 1)
		powerA, powerB = powerA*aa, powerB*bb
		sum += (powerB + powerA) / factorial
		factorial *= (n + 2) * (n + 3)
		powerA, powerB = powerA*aa, powerB*bb
		term := (powerB - powerA) / factorial
		sum += term
		if !(math.Abs(term/sum) > 0x1p-53) {
			return sum
		}
	}
}

// lessPi takes away the multiple of Pi that is nearest; half of Pi is nearer to Pi, and -Pi/2 to 0.
func lessPi(x float64) float64 {
	if math.Abs(x) < 1<<29 {
		// Pi as a sum of which the first parts have few digits, so that their multiples are exact.
		const high, middle, low = 3.141592502593994, 1.5099578831723193e-07, 1.0780605716316238e-14
		n := math.Trunc(x/math.Pi + 0.5)
		return ((x - n*high) - n*middle) - n*low
	}
	return math.Atan(math.Tan(x))
}

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asinh(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asin(im))
	case math.IsInf(re, 0) && math.IsInf(im, 0):
		return complex(re, math.Copysign(math.Pi/4, im))
	case math.IsInf(re, 0) && im != im:
		return x
	case math.IsInf(re, 0):
		return complex(re, math.Copysign(0, im))
	case re != re && im == 0:
		return x
	case re != re && math.IsInf(im, 0):
		return complex(im, re)
	case re != re || im != im:
		return NaN()
	case math.IsInf(im, 0):
		return complex(math.Copysign(im, re), math.Copysign(math.Pi/2, im))
	}
	xx := x * x
	return Log(x + Sqrt(complex(1+real(xx), imag(xx)))) // 1+xx would make -0 of the imaginary part 0
}

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case re == 0:
		return complex(re, math.Atan(im))
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Atanh(re), im)
	case (math.IsInf(re, 0) || math.IsInf(im, 0)) && im != im:
		return complex(math.Copysign(0, re), im)
	case math.IsInf(re, 0) || math.IsInf(im, 0):
		return complex(math.Copysign(0, re), math.Copysign(math.Pi/2, im))
	case re != re || im != im:
		return NaN()
	}
	square := im * im
	left, right := square+(re-1)*(re-1), square+(re+1)*(re+1)
	outside := 1 - square - re*re // of the circle where the angle turns
	if left == 0 || right == 0 || outside == 0 {
		return NaN()
	}
	angle := -lessPi(math.Atan2(-2*im, outside) / 2)
	return complex(math.Log(right/left)/4, angle)
}
