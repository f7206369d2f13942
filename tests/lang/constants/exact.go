package main

import (
	"fmt"
	"math"
)

const (
	Huge  = 1 << 200
	Small = Huge >> 198
	Third = 1.0 / 3
	Big   = 1e400 / 1e399
	Fact  = 1 * 2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14 * 15 * 16 * 17 * 18 * 19 * 20 * 21 * 22
)

func main() {
	fmt.Println(Small, Third*3 == 1, Big)
	fmt.Println(Fact/(1<<40), Fact%1000000007)
	fmt.Println(math.MaxUint64/3, uint64(math.MaxUint64))
	fmt.Println(0.1+0.2 == 0.3, float32(0.1), float64(float32(0.1)))
	x, y := 0.1, 0.2
	fmt.Println(x+y == 0.3, x+y)
	const c = 2 + 3i
	fmt.Println(c*c, real(c*c), imag(c), c == 2+3i)
	fmt.Println('a'+1, 'a'*1.0, "x"+"y", 7/2, 7/2.0, -7/2, -7%3, 7%-3)
	var i8 int8 = -128
	fmt.Println(i8/-1, -i8, i8*i8)
	var f32 float32 = 16777216.0
	fmt.Println(f32 == f32+1, math.Pi*1e10, math.MaxFloat32, math.SmallestNonzeroFloat64)
	fmt.Println(uint8(255), ^0, ^uint8(5), 5&^3, 1<<3|1, -5>>1)
	const big = 1 << 62
	fmt.Println(uint64(big*2-1+big*2), int64(big))
	fmt.Printf("%T %T %T %T %T\n", 1, 1.0, 'x', 1i, "s"+"t")
	fmt.Println(len("héllo"), len([3]int{}), cap([5]string{}))
	const s = "constant"
	fmt.Println(s[3], s[2:5], len(s[1:]))
}
