// math/big: integers: all operations over random and special numbers, texts, bytes, mistakes.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand"
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
	rng := rand.New(rand.NewSource(3))
	var nums []*big.Int
	for _, s := range []string{"0", "1", "-1", "2", "-2", "3", "7", "-8", "255", "256", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615", "18446744073709551616", "-18446744073709551617", "340282366920938463463374607431768211456", "-115792089237316195423570985008687907853269984665640564039457584007913129639937", "1000000007", "-99999999999999999999999999999"} {
		n, ok := new(big.Int).SetString(s, 10)
		if !ok {
			fmt.Println("bad", s)
		}
		nums = append(nums, n)
	}
	for range 10 {
		n := new(big.Int).Rand(rng, new(big.Int).Lsh(big.NewInt(1), uint(rng.Intn(300))))
		nums = append(nums, big.NewInt(0).Sub(new(big.Int).Mul(nums[rng.Intn(len(nums))], nums[rng.Intn(15)]), new(big.Int).Mod(n, big.NewInt(5))))
	}
	for i, x := range nums {
		f, acc := x.Float64()
		fmt.Println(x, x.Sign(), x.BitLen(), x.TrailingZeroBits(), x.IsInt64(), x.IsUint64(), x.Int64(), x.Uint64(), f, acc, len(x.Bits()))
		fmt.Println(x.Text(2), x.Text(36), x.Text(62), string(x.Append([]byte("n="), 16)))
		fmt.Printf("%d|%b|%o|%O|%x|%X|%s|%v|%#x|%#o|%+d|% d|%40d|%-40d|%040d|%.30d|%#b|%50.20x|%q\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x)
		fmt.Println(x.Bytes(), new(big.Int).SetBytes(x.Bytes()), new(big.Int).Not(x), new(big.Int).Neg(x), new(big.Int).Abs(x))
		for _, n := range []uint{0, 1, 5, 64, 100} {
			fmt.Print(new(big.Int).Lsh(x, n), " ", new(big.Int).Rsh(x, n), " ", x.Bit(int(n)), " ", new(big.Int).SetBit(x, int(n), 1), " ", new(big.Int).SetBit(x, int(n), 0), "; ")
		}
		fmt.Println(x.ProbablyPrime(5))
		if x.Sign() >= 0 {
			fmt.Println(new(big.Int).Sqrt(x))
		}
		for _, y := range nums[i%3*7:] {
			z := new(big.Int)
			fmt.Print(z.Add(x, y), z.Sub(x, y), z.Mul(x, y), x.Cmp(y), x.CmpAbs(y), z.And(x, y), z.Or(x, y), z.Xor(x, y), z.AndNot(x, y))
			if y.Sign() != 0 {
				r, m := new(big.Int), new(big.Int)
				fmt.Print(z.Quo(x, y), z.Rem(x, y), z.Div(x, y), z.Mod(x, y))
				z.QuoRem(x, y, r)
				fmt.Print(z, r)
				z.DivMod(x, y, m)
				fmt.Print(z, m)
				inv := z.ModInverse(x, y)
				fmt.Print(inv)
				fmt.Print(new(big.Int).Exp(x, big.NewInt(13), y), new(big.Int).Exp(x, big.NewInt(-3), y))
			}
			a, b, g := new(big.Int), new(big.Int), new(big.Int)
			g.GCD(a, b, x, y)
			sum := new(big.Int).Add(new(big.Int).Mul(a, x), new(big.Int).Mul(b, y))
			fmt.Println(g, sum.Cmp(g) == 0, new(big.Int).GCD(nil, nil, x, y))
			if y.Bit(0) == 1 && y.Sign() > 0 {
				fmt.Println(big.Jacobi(x, y))
			}
		}
	}
	for _, s := range []string{"", "+", "-", "0", "-0", "+5", "0x", "0x1F", "0b102", "0b101", "0o17", "017", "08", "0_7", "1_000", "_1", "1_", "1__0", "0x_f", "abc", " 1", "1 ", "1.5", "1e3", "٣"} {
		for _, base := range []int{0, 2, 8, 10, 16, 36, 62} {
			z, ok := new(big.Int).SetString(s, base)
			fmt.Print(z, ok, " ")
		}
		fmt.Println(s)
	}
	for _, k := range []int64{0, 1, 5, 30, 60, -1} {
		fmt.Println(new(big.Int).Binomial(60, k), new(big.Int).MulRange(k, 20), new(big.Int).Exp(big.NewInt(-3), big.NewInt(k), nil))
	}
	fmt.Println(new(big.Int).MulRange(-5, -3), new(big.Int).MulRange(-3, 3), new(big.Int).MulRange(5, 3), new(big.Int).MulRange(1, 100))
	for _, p := range []int64{3, 5, 7, 17, 41, 97, 1000000007, 998244353} {
		for a := int64(0); a < 12; a++ {
			r := new(big.Int).ModSqrt(big.NewInt(a), big.NewInt(p))
			if r != nil {
				r.Mod(r.Mul(r, r), big.NewInt(p))
			}
			fmt.Print(r, " ")
		}
	}
	fmt.Println()
	primes := 0
	for i := int64(-5); i < 2000; i++ {
		if big.NewInt(i).ProbablyPrime(0) {
			primes++
		}
	}
	fmt.Println(primes)
	x := big.NewInt(12345)
	x.Mul(x, x).Add(x, x).Exp(x, x, big.NewInt(1000000))
	fmt.Println(x, x.SetBits([]big.Word{1, 2, 0}), x.FillBytes(make([]byte, 20)))
	caught(func() { x.FillBytes(make([]byte, 3)) })
	caught(func() { x.Quo(x, new(big.Int)) })
	caught(func() { x.Mod(x, new(big.Int)) })
	caught(func() { x.Sqrt(big.NewInt(-4)) })
	caught(func() { x.Bit(-1) })
	caught(func() { x.SetBit(x, -1, 0) })
	caught(func() { x.SetBit(x, 1, 2) })
	caught(func() { big.Jacobi(x, big.NewInt(4)) })
	caught(func() { x.ProbablyPrime(-1) })
	caught(func() { x.SetString("1", 63) })
	var nilInt *big.Int
	fmt.Println(nilInt, nilInt.Text(10))
	fmt.Printf("%d %s %v\n", nilInt, nilInt, nilInt)
	b, err := json.Marshal(map[string]*big.Int{"a": nums[16], "b": nil})
	fmt.Println(string(b), err)
	var m map[string]*big.Int
	fmt.Println(json.Unmarshal(b, &m), m["a"])
	fmt.Println(json.Unmarshal([]byte(`{"a":"x"}`), &m), x.UnmarshalText([]byte("0x10")), x, x.UnmarshalJSON([]byte("null")), x)
	for _, n := range nums {
		g, err := n.GobEncode()
		back := new(big.Int)
		if err != nil || back.GobDecode(g) != nil || back.Cmp(n) != 0 || !bytes.Equal(g[1:], n.Bytes()) {
			fmt.Println("gob", n)
		}
	}
	fmt.Println(x.GobDecode([]byte{9, 1}), x.GobDecode(nil), x)
	var a, c big.Int
	n, err := fmt.Sscan("123 0x1f", &a, &c)
	fmt.Println(n, err, &a, &c)
	n, err = fmt.Sscanf("ff -77", "%x %o", &a, &c)
	fmt.Println(n, err, &a, &c)
	fact := big.NewInt(1)
	for i := int64(1); i <= 500; i++ {
		fact.Mul(fact, big.NewInt(i))
	}
	fmt.Println(len(fact.String()), fact.String()[:40])
	f, acc := fact.Float64()
	fmt.Println(f, acc, math.IsInf(f, 1))
}
