package main

import (
	"fmt"
	"math"
)

func main() {
	var i8 int8 = 127
	i8++
	var u8 uint8
	u8--
	var i16 int16 = 32767
	i16 += 2
	var u16 uint16 = 65535
	u16 *= 2
	var i32 int32 = math.MaxInt32
	i32++
	var u32 uint32
	u32 = u32 - 1
	var i64 int64 = math.MinInt64
	i64--
	var u64 uint64 = 1 << 63
	u64 *= 2
	fmt.Println(i8, u8, i16, u16, i32, u32, i64, u64)
	a, b := 17, -5
	fmt.Println(a/b, a%b, -a/b, -a%b, a&b, a|b, a^b, a&^b, ^a, -b, +a)
	var s uint = 70
	one := 1
	fmt.Println(one<<s, -1>>s, one<<62>>61, uint8(1)<<6, int32(-8)>>1, uint32(1<<31)>>31)
	var sh int8 = 3
	fmt.Println(1<<sh, uint16(0xffff)<<sh, int16(-1)>>sh)
	f, g := 1.5, 0.0
	fmt.Println(f/g, -f/g, g/g, math.IsNaN(g/g), g/g == g/g, f > g, math.NaN() < 1, math.NaN() != math.NaN())
	var f32 float32 = 0.1
	fmt.Println(f32*f32, float64(f32), f32+1e8, f32/3)
	c := 3 + 4i
	var c64 complex64 = complex64(c)
	fmt.Println(c*c, c/(1-2i), real(c64), imag(c64), c == 3+4i, -c, c+1, complex(f32, 2)*c64)
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"), max(f, math.NaN()))
	var x, y uint8 = 200, 100
	fmt.Println(x+y, x*y, x-y, y-x, x/y, x%y, x<<1, x>>1, ^x, int(x)+int(y))
	fmt.Println(7.0/2, 7/2, 7/2*2.0, 1/3.0)
	var d time = 5
	fmt.Println(d*2, d/2)
	n := math.MinInt64
	fmt.Println(n/-1 == n, n%-1, -n == n)
	fmt.Println(uint32(1)<<31+1, int32(math.MinInt32)/2, int64(math.MaxInt64)/1e3)
	fmt.Println(int8(-56), uint(1<<63)>>1)
	a, b = b, a
	a += 3
	b -= 1
	a *= 2
	b /= 3
	b %= 4
	a <<= 2
	a >>= 1
	a |= 1
	a &= 0xff
	a ^= 3
	a &^= 2
	fmt.Println(a, b)
}

type time int
