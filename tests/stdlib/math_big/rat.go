// math/big: fractions: operations, texts in all forms, conversions, mistakes.
package main

import (
	"fmt"
	"math"
	"math/big"
)

func caught(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	var rats []*big.Rat
	for _, s := range []string{"0", "1", "-1", "1/3", "-22/7", "3.25", "-0.001", "1e10", "1.5e-5", "123456789/987654321", "0x1p-3", "1/0x10", "100000000000000000000/3", "-7/1", "6/4", ".5", "5.", "0b1.1p2", "1_0/3"} {
		r, ok := new(big.Rat).SetString(s)
		fmt.Println(s, r, ok)
		if ok {
			rats = append(rats, r)
		}
	}
	for _, s := range []string{"", "/", "1/", "/2", "1/0", "1/-2", "1/+2", "a", "1.2/3", "1e", "1e+", "1 ", "1..2", "1_", "0x", "1p", "--1", "1e1000000000000"} {
		r, ok := new(big.Rat).SetString(s)
		fmt.Println(s, r, ok)
	}
	for _, x := range rats {
		f64, e64 := x.Float64()
		f32, e32 := x.Float32()
		n, exact := x.FloatPrec()
		fmt.Println(x, x.RatString(), x.Num(), x.Denom(), x.IsInt(), x.Sign(), f64, e64, f32, e32, n, exact)
		for _, p := range []int{0, 1, 2, 5, 30} {
			fmt.Print(x.FloatString(p), " ")
		}
		fmt.Println(new(big.Rat).Neg(x), new(big.Rat).Abs(x))
		if x.Sign() != 0 {
			fmt.Println(new(big.Rat).Inv(x))
		}
		for _, y := range rats {
			z := new(big.Rat)
			fmt.Print(z.Add(x, y), z.Sub(x, y), z.Mul(x, y), x.Cmp(y))
			if y.Sign() != 0 {
				fmt.Print(z.Quo(x, y))
			}
			fmt.Print(" ")
		}
		fmt.Println()
		g, err := x.GobEncode()
		back := new(big.Rat)
		t, terr := x.MarshalText()
		fmt.Println(err, back.GobDecode(g), back.Cmp(x), string(t), terr, back.UnmarshalText(t), back)
	}
	for _, f := range []float64{0, 1, -0.5, 0.1, 1e300, 5e-324, math.MaxFloat64, 1.0 / 3} {
		r := new(big.Rat).SetFloat64(f)
		back, exact := r.Float64()
		fmt.Println(back == f, exact, r.IsInt(), len(r.String()))
	}
	fmt.Println(new(big.Rat).SetFloat64(math.NaN()), new(big.Rat).SetFloat64(math.Inf(1)))
	tiny, _ := new(big.Rat).SetString("1e-400")
	fmt.Println(tiny.Float64())
	huge, _ := new(big.Rat).SetString("1e400")
	fmt.Println(huge.Float64())
	fmt.Println(big.NewRat(-6, -4), new(big.Rat).SetFrac(big.NewInt(10), big.NewInt(-15)), new(big.Rat).SetInt64(-3), new(big.Rat).SetUint64(7), new(big.Rat))
	caught(func() { big.NewRat(1, 0) })
	caught(func() { new(big.Rat).SetFrac(big.NewInt(1), new(big.Int)) })
	caught(func() { new(big.Rat).Inv(new(big.Rat)) })
	caught(func() { new(big.Rat).Quo(big.NewRat(1, 2), new(big.Rat)) })
	var r big.Rat
	n, err := fmt.Sscan("3/4", &r)
	fmt.Println(n, err, &r)
	fmt.Println(r.UnmarshalText([]byte("x")), r.GobDecode([]byte{1}), r.GobDecode(nil))
	x := big.NewRat(1, 2)
	x.Add(x, x).Mul(x, x).Quo(x, x).Sub(x, x)
	fmt.Println(x)
}
