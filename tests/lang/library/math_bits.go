package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	for _, x := range []float64{0, 0.5, 1, -1.5, 2.5, 100, 1e300, math.Inf(-1), math.NaN()} {
		fmt.Println(math.Sqrt(x), math.Floor(x), math.Ceil(x), math.Trunc(x), math.Round(x), math.RoundToEven(x), math.Abs(x), math.Exp(x), math.Log(x), math.Sin(x), math.Cos(x), math.Tan(x))
		fmt.Println(math.Atan(x), math.Sinh(x), math.Tanh(x), math.Cbrt(x), math.Log2(x), math.Log10(x), math.Log1p(x), math.Expm1(x), math.Gamma(x), math.Erf(x), math.Exp2(x), math.Asinh(x))
	}
	fmt.Println(math.Pow(2, 0.5), math.Pow(-8, 1.0/3), math.Hypot(3, 4), math.Atan2(-1, -1), math.Mod(7, -3), math.Max(1, math.NaN()), math.Min(-0.0, 0), math.Copysign(3, -1), math.Signbit(-0.1), math.IsInf(math.Inf(1), 0))
	fr, ex := math.Frexp(10)
	ip, fp := math.Modf(-3.25)
	fmt.Println(fr, ex, math.Ldexp(0.5, 5), ip, fp, math.Float64bits(1.5), math.Float32frombits(0x40490fdb), math.FMA(2, 3, 4), math.Dim(5, 3), math.Remainder(5, 3))
	fmt.Println(bits.LeadingZeros32(1), bits.TrailingZeros64(8), bits.OnesCount(255), bits.Reverse8(1), bits.ReverseBytes32(0x01020304), bits.Len(1023), bits.RotateLeft8(0x81, 1))
	hi, lo := bits.Mul64(1<<63, 6)
	s, c := bits.Add64(math.MaxUint64, 1, 0)
	d, b := bits.Sub64(0, 1, 0)
	q, r := bits.Div64(1, 0, 3)
	fmt.Println(hi, lo, s, c, d, b, q, r)
	fmt.Println(math.MaxInt64, math.MinInt64, uint64(math.MaxUint64), math.MaxInt8, math.E, math.Phi)
}
