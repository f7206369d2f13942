// Functions of complex numbers, of the numbers that are special, and of others.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	functions := []struct {
		name string
		f    func(complex128) complex128
	}{{"Sin", cmplx.Sin}, {"Cos", cmplx.Cos}, {"Tan", cmplx.Tan}, {"Cot", cmplx.Cot}, {"Sinh", cmplx.Sinh}, {"Cosh", cmplx.Cosh}, {"Tanh", cmplx.Tanh},
		{"Asin", cmplx.Asin}, {"Acos", cmplx.Acos}, {"Atan", cmplx.Atan}, {"Asinh", cmplx.Asinh}, {"Acosh", cmplx.Acosh}, {"Atanh", cmplx.Atanh},
		{"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10}, {"Sqrt", cmplx.Sqrt}, {"Conj", cmplx.Conj}}
	parts := []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 2.5, -0.3, 1e-300, math.Pi / 2}
	for _, f := range functions {
		for _, a := range parts {
			for _, b := range parts {
				fmt.Println(f.name, complex(a, b), f.f(complex(a, b)))
			}
		}
		x := complex(0.001, -0.002)
		for range 20 {
			fmt.Println(f.name, x, f.f(x))
			x *= complex(1.3, 0.7)
		}
	}
	for _, a := range parts {
		for _, b := range parts {
			x := complex(a, b)
			r, θ := cmplx.Polar(x)
			fmt.Println(x, cmplx.IsNaN(x), cmplx.IsInf(x), cmplx.Abs(x), cmplx.Phase(x), r, θ, cmplx.Rect(r, θ))
		}
	}
	for _, x := range []complex128{0, 1, -1, 1i, 2 - 3i, 0.1 + 0.2i} {
		for _, y := range []complex128{0, 1, -1, 2, 0.5, 1i, -1 + 1i, 3 - 2i} {
			fmt.Println(x, y, cmplx.Pow(x, y))
		}
	}
	fmt.Println(cmplx.Inf(), cmplx.NaN())
}
