// Integer and float conversions at their edges, wraparound, shifts by all widths, division rules, bit tricks.
package main

import (
	"fmt"
	"math"
	"math/bits"
)

type num interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint | ~uintptr
}

func ops[T num](a, b T) string {
	r := fmt.Sprint(a+b, a-b, a*b, a&b, a|b, a^b, a&^b, -a, ^a, a < b, a <= b, a > b, a == b)
	if b != 0 {
		r += fmt.Sprint(" ", a/b, a%b)
	}
	for _, n := range []uint{0, 1, 7, 8, 15, 31, 32, 63, 64, 65, 200} {
		r += fmt.Sprint(" ", a<<n, ",", a>>n)
	}
	return r
}

func inc[T num](a T) (r []T) {
	x := a
	x++
	r = append(r, x)
	x--
	x--
	r = append(r, x)
	x += 100
	r = append(r, x)
	x *= 3
	r = append(r, x)
	x <<= 3
	r = append(r, x)
	x >>= 2
	r = append(r, x)
	x ^= x << 1
	return append(r, x)
}

func conv(x int64) string {
	return fmt.Sprint(int8(x), int16(x), int32(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), float32(x), float64(x), rune(x)&0xff, byte(x))
}

func fconv(f float64) string {
	return fmt.Sprint(float32(f), int32(int64(f)), int64(f), uint8(int(f)), float64(float32(f)))
}

func shifts(n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint("panic ", e)
		}
	}()
	var s8 int8 = int8(n)
	return fmt.Sprint(1<<n, uint8(1)<<n, int64(-1)>>n, uint16(0xffff)>>s8, int32(1)<<uint8(n))
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func collatz(n uint32) (steps int) {
	for ; n != 1; steps++ {
		if n&1 == 0 {
			n >>= 1
		} else {
			n = 3*n + 1
		}
	}
	return
}

func hash(s string) (h uint32) {
	h = 2166136261
	for i := 0; i < len(s); i++ {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return
}

func xorshift(x uint64, n int) uint64 {
	for range n {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

func main() {
	fmt.Println(ops[int8](127, -128))
	fmt.Println(ops[int8](-128, -1))
	fmt.Println(ops[uint8](200, 100))
	fmt.Println(ops[int16](-32768, 3))
	fmt.Println(ops[uint16](65535, 2))
	fmt.Println(ops[int32](math.MinInt32, -1))
	fmt.Println(ops[uint32](math.MaxUint32, 7))
	fmt.Println(ops[int64](math.MinInt64, -1))
	fmt.Println(ops[uint64](math.MaxUint64, 10))
	fmt.Println(ops(-7, 2), ops(7, -2))
	fmt.Println(inc[int8](127), inc[uint8](0), inc[int16](32767), inc[uint32](math.MaxUint32), inc[int64](math.MaxInt64))
	for _, x := range []int64{0, -1, 127, 128, 255, 256, 32768, 65535, 1 << 31, 1<<32 - 1, math.MinInt64, math.MaxInt64, -129} {
		fmt.Println(conv(x))
	}
	for _, f := range []float64{0, -0.9, 1.5, -1.5, 255.99, 1e10, -1e10, 16777217, 1 << 40} {
		fmt.Println(fconv(f))
	}
	for _, n := range []int{0, 3, 8, 31, 63, 64, 100, -1} {
		fmt.Println(n, shifts(n))
	}
	fmt.Println(gcd(1<<40, 3*1<<20), collatz(27), hash("hello"), xorshift(88172645463325252, 10))
	hi, lo := bits.Mul64(math.MaxUint64, math.MaxUint64)
	q, r := bits.Div64(1, 5, 10)
	sum, carry := bits.Add64(math.MaxUint64, 1, 1)
	fmt.Println(hi, lo, q, r, sum, carry, bits.LeadingZeros32(1), bits.TrailingZeros16(8), bits.OnesCount8(0xf7), bits.RotateLeft8(0x81, 1), bits.Reverse16(1), bits.ReverseBytes32(0x01020304), bits.Len64(1<<40))
	var a [8]uint8
	for i := range a {
		a[i] = uint8(i*37) ^ uint8(255-i)
	}
	fmt.Println(a)
	i, u := -5, uint(3)
	fmt.Println(i/2, i%3, i>>1, uint(i)>>60, int(u)-5, u-4 > 0, i*-1, -i%3)
	var x uint8 = 1
	for n := 0; x != 0; n++ {
		x *= 3
		x <<= 1
	}
	fmt.Println(x, math.MaxInt8+int8(0), ^uint(0)>>63, uint64(1<<63)>>63, int8(-128)/int8(i+4))
	c := 'a'
	c -= 32
	fmt.Println(string(c), c, c/2, c<<1, -c, 'z'-'a', c > 'B')
	var bb byte = 250
	for k := bb; k >= 250; k++ {
		fmt.Print(k, " ")
	}
	fmt.Println()
	f := float32(0.1)
	g := float64(f)
	fmt.Println(f*f, g*g, float32(g*g) == f*f, f+0.2, 1/f, math.Sqrt(float64(f)), int(f*100), int64(1e18)+int64(f))
	fmt.Println(math.MaxUint32*uint64(math.MaxUint32))
}
