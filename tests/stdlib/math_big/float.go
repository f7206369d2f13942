// math/big: floating-point numbers: rounding in all modes, operations, texts in all formats, conversions, mistakes.
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
	var nums []*big.Float
	for _, s := range []string{"0", "-0", "1", "-1", "1.5", "0.1", "-123.456", "1e100", "1e-100", "3.14159265358979323846264338327950288", "+Inf", "-Inf", "0x1.8p3", "0b101p-2", "1234567890123456789012345678901234567890", "-2.5e-7", "9.5", "99999.5", "8", "0o17", "1_0.5"} {
		for _, prec := range []uint{0, 10, 200} {
			f, b, err := new(big.Float).SetPrec(prec).Parse(s, 0)
			if err != nil {
				fmt.Println(s, err)
				continue
			}
			fmt.Println(s, f, b, f.Prec(), f.Mode(), f.Acc(), f.MinPrec(), f.Sign(), f.Signbit(), f.IsInf(), f.IsInt())
			nums = append(nums, f)
		}
	}
	for _, x := range nums {
		for _, format := range []byte("eEfgGbpxq") {
			fmt.Print(x.Text(format, -1), " ")
			for _, p := range []int{0, 1, 10, 40} {
				fmt.Print(x.Text(format, p), " ")
			}
		}
		fmt.Println()
		fmt.Printf("%v %g %10.3f|%-12.2e|%+.4g|% f|%015.3f|%s|%F|%x|%b|%.0f\n", x, x, x, x, x, x, x, x, x, x, x, x)
		mant := new(big.Float)
		exp := x.MantExp(mant)
		fmt.Println(mant, exp, new(big.Float).SetMantExp(mant, exp).Cmp(x))
		fmt.Println(x.Float64())
		fmt.Println(x.Float32())
		fmt.Println(x.Int64())
		fmt.Println(x.Uint64())
		fmt.Println(x.Int(nil))
		fmt.Println(x.Rat(nil))
		if x.Sign() >= 0 {
			fmt.Println(new(big.Float).Sqrt(x), new(big.Float).SetPrec(30).Sqrt(x))
		}
		g, err := x.GobEncode()
		var back big.Float
		fmt.Println(err, back.GobDecode(g), back.Cmp(x))
		t, err := x.MarshalText()
		fmt.Println(string(t), err, back.UnmarshalText(t), back.Cmp(x))
		for m := big.ToNearestEven; m <= big.ToPositiveInf; m++ {
			for _, prec := range []uint{1, 2, 3, 7, 24} {
				z := new(big.Float).SetMode(m).SetPrec(prec).Set(x)
				fmt.Print(z.Text('p', 0), z.Acc(), " ")
			}
		}
		fmt.Println()
	}
	for i, x := range nums {
		for j, y := range nums {
			if (i+j)%29 != 0 {
				continue
			}
			for m := big.ToNearestEven; m <= big.ToPositiveInf; m++ {
				z := new(big.Float).SetPrec(uint(5 + 20*(i%3))).SetMode(m)
				caught(func() { fmt.Print(z.Add(x, y).Text('p', 0), z.Acc(), " ") })
				caught(func() { fmt.Print(z.Sub(x, y).Text('p', 0), z.Acc(), " ") })
				caught(func() { fmt.Print(z.Mul(x, y).Text('p', 0), z.Acc(), " ") })
				caught(func() { fmt.Print(z.Quo(x, y).Text('p', 0), z.Acc(), " ") })
			}
			fmt.Println(x.Cmp(y))
		}
	}
	for _, s := range []string{"", "x", "1x", "1e", "1.2.3", "1__0", "_1", "1_", "Infinity", "nan", "0x", "1p5", "1e5p3", "--1", "0x1e5", "0x1.p1", ".", "1e99999999999999999999"} {
		f, b, err := big.ParseFloat(s, 0, 64, big.ToZero)
		fmt.Println(s, f, b, err)
		z, ok := new(big.Float).SetString(s)
		fmt.Println(z, ok)
	}
	for _, base := range []int{2, 8, 10, 16} {
		f, b, err := big.ParseFloat("101.11", base, 64, big.ToNearestEven)
		fmt.Println(f, b, err)
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -2.5, 0.1, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1)} {
		x := big.NewFloat(f)
		back, acc := x.Float64()
		f32, acc32 := x.Float32()
		fmt.Println(x, back == f, acc, f32, acc32, x.Text('g', -1), x.Text('x', -1))
	}
	fmt.Println(new(big.Float).SetInt(new(big.Int).Lsh(big.NewInt(3), 100)), new(big.Float).SetRat(big.NewRat(1, 3)), new(big.Float).SetInt64(-5), new(big.Float).SetUint64(1<<63+1))
	fmt.Println(new(big.Float).SetPrec(10).SetInt64(123456).Acc(), new(big.Float).SetInf(true), new(big.Float).SetMode(9).Mode(), big.Accuracy(5))
	x := big.NewFloat(3)
	fmt.Println(x.SetPrec(1), x.Acc(), x.SetPrec(0), x.Acc(), x.Copy(big.NewFloat(-7)), x.Neg(x), x.Abs(x), new(big.Float).SetMantExp(big.NewFloat(1), math.MaxInt32+5))
	caught(func() { big.NewFloat(math.NaN()) })
	caught(func() { x.SetFloat64(math.NaN()) })
	caught(func() { x.Sqrt(big.NewFloat(-1)) })
	var sc big.Float
	n, err := fmt.Sscan("12.75", &sc)
	fmt.Println(n, err, &sc)
	two := new(big.Float).SetPrec(300).SetInt64(2)
	fmt.Println(two.Sqrt(two).Text('f', 80))
	var z *big.Float
	t, err := z.MarshalText()
	fmt.Println(string(t), err)
}
