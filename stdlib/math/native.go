// This file declares the functions that are natives. All return NaN for NaN unless
// they say otherwise.

package math

// Sqrt returns the square root of x, correctly rounded; NaN below 0.
func Sqrt(x float64) float64

// Floor returns the greatest integer that is not above x.
func Floor(x float64) float64

// Ceil returns the least integer that is not below x.
func Ceil(x float64) float64

// Trunc returns x without its fraction.
func Trunc(x float64) float64

// FMA returns x*y + z, rounded once.
func FMA(x, y, z float64) float64

// Mod returns the remainder of x/y with x's sign and a magnitude below y's; NaN for
// an infinite x or y of 0.
func Mod(x, y float64) float64

// Remainder returns x - n*y, n being the integer nearest to x/y, or the even one of
// the two nearest; NaN for an infinite x or y of 0.
func Remainder(x, y float64) float64

// Exp returns e**x; +Inf where that overflows, 0 where it underflows.
func Exp(x float64) float64

// Exp2 returns 2**x, with Exp's special cases.
func Exp2(x float64) float64

// Expm1 returns e**x - 1, exact also for x near 0.
func Expm1(x float64) float64

// Log returns the natural logarithm of x; -Inf for 0, NaN below.
func Log(x float64) float64

// Log2 returns the binary logarithm of x, exact for powers of two.
func Log2(x float64) float64

// Log10 returns the decimal logarithm of x.
func Log10(x float64) float64

// Log1p returns the natural logarithm of 1+x, exact also for x near 0.
func Log1p(x float64) float64

// Pow returns x**y. Pow(x, 0) and Pow(1, y) are 1 for all x and y; a negative x
// with a fractional y gives NaN.
func Pow(x, y float64) float64

// Pow10 returns 10**n: 0 below -323, +Inf above 308.
func Pow10(n int) float64

// Sin returns the sine of x radians; NaN for infinities.
func Sin(x float64) float64

// Cos returns the cosine of x radians; NaN for infinities.
func Cos(x float64) float64

// Sincos returns Sin(x) and Cos(x).
func Sincos(x float64) (sin, cos float64)

// Tan returns the tangent of x radians; NaN for infinities.
func Tan(x float64) float64

// Asin returns the arcsine of x in radians; NaN beyond ±1.
func Asin(x float64) float64

// Acos returns the arccosine of x in radians; NaN beyond ±1.
func Acos(x float64) float64

// Atan returns the arctangent of x in radians.
func Atan(x float64) float64

// Atan2 returns the angle of the point (x, y), from -Pi to Pi, by the signs of both.
func Atan2(y, x float64) float64

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64

// Acosh returns the inverse hyperbolic cosine of x; NaN below 1.
func Acosh(x float64) float64

// Atanh returns the inverse hyperbolic tangent of x; ±Inf for ±1, NaN beyond.
func Atanh(x float64) float64

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64

// Hypot returns Sqrt(p*p + q*q) without overflow on the way; +Inf where either is
// infinite, NaN or not.
func Hypot(p, q float64) float64

// Erf returns the error function of x.
func Erf(x float64) float64

// Erfc returns the complementary error function of x, 1 - Erf(x).
func Erfc(x float64) float64

// Erfinv returns the inverse of Erf; ±Inf for ±1, NaN beyond.
func Erfinv(x float64) float64

// Erfcinv returns the inverse of Erfc.
func Erfcinv(x float64) float64

// Gamma returns the Gamma function of x; NaN for negative integers.
func Gamma(x float64) float64

// Lgamma returns the logarithm of the magnitude of Gamma(x), and its sign.
func Lgamma(x float64) (lgamma float64, sign int)

// J0, J1 and Jn return the Bessel function of the first kind of order 0, 1 and n.
func J0(x float64) float64
func J1(x float64) float64
func Jn(n int, x float64) float64

// Y0, Y1 and Yn return the Bessel function of the second kind of order 0, 1 and n;
// -Inf for 0, NaN below.
func Y0(x float64) float64
func Y1(x float64) float64
func Yn(n int, x float64) float64
