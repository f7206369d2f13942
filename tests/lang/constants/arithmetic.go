// Constant arithmetic, conversions, shifts, iota, typed and untyped, complex numbers, big values, shadowed names.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
	_
	PB
)
const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
)

type Weekday uint8

const (
	Sun Weekday = iota
	Mon
	Tue
)

func (d Weekday) String() string { return [...]string{"Su", "Mo", "Tu"}[d] }

type Bits uint16

const (
	F0 Bits = 1 << iota
	F1
	F2
	F3 = F0 | F1<<5
	M  = ^Bits(0) &^ F1
)
const huge = 1 << 500
const tiny = 1.0 / huge
const big = huge / (1 << 3) * 3 >> 490
const third = 1.0 / 3
const cx = (1 + 2i) * (3 - 1i)
const s = "héllo"
const l = len(s)
const r = 'x' + 1
const fl = 'a' / 2.0
const (
	minI64 = -1 << 63
	maxU64 = 1<<64 - 1
)

func typed() {
	const x int8 = -128
	var y = x
	y--
	fmt.Println(y, y == 127)
	var u uint8 = 255
	u++
	fmt.Println(u, ^u, -u, u-1, ^uint8(5), uint8(7)&^2)
	var i int32 = math.MinInt32
	fmt.Println(-i, i/-1, i%-1, i>>31, uint32(i)>>31, i<<1)
	var n = 70
	fmt.Println(1<<n == 0, int64(-1)>>n, uint64(1)<<(n-7), int8(1)<<(n-63))
	var sh uint = 3
	var w int64 = 1 << sh
	var fsh = 1 << sh
	fmt.Printf("%T %v %T\n", fsh, w, 1<<sh)
	fmt.Println(uint64(math.MaxUint64), int64(minI64), uint64(maxU64), math.MaxInt)
}

func floats() {
	var f32 float32 = 16777216
	fmt.Println(f32+1 == f32, float32(0.1), float64(float32(0.1)), 0.1+0.2, third)
	x, y := 0.1, 0.2
	fmt.Println(x+y, x*y/y == x, math.Float64bits(x+y))
	fmt.Println(int(x*39), int(-x*39), int64(float32(1<<24+1)), uint8(int(300)&0xff))
	var zero float64
	fmt.Println(1/zero, -1/zero, zero/zero, math.IsNaN(zero/zero), -zero, 1/(-zero) < 0, math.Signbit(-zero))
	fmt.Println(big, tiny > 0, tiny*huge == 1, float64(huge) > 1e150)
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64, float32(math.MaxFloat32))
	fmt.Println(7/2, -7/2, 7%3, -7%3, 7%-3, 7.0/2, 7/2.0, 7/2*2.0)
	fmt.Println(0x1p-2, 0x1.8p1, 1e3, 0b101, 0o17, 017, 1_000_000, 0x_ff, '\x41', '\u00e9', '\'', "\a\"\\"[1])
}

func complexes() {
	z := complex(3, 4)
	var z64 complex64 = complex64(z)
	fmt.Println(cx, real(cx), imag(cx), z*z, z/complex(0, 1), -z, z == 3+4i, z64, cmplx.Abs(z))
	fmt.Printf("%v %.2f %T %T %T\n", cmplx.Sqrt(-1), cmplx.Exp(1i*math.Pi), z64, real(z64), real(z))
	z += 1i
	z *= 2
	fmt.Println(z, z != z, cmplx.Conj(z), complex(real(z), 0) == 6)
	var zz complex128
	fmt.Println(z/zz, zz == 0, 1i*1i, (1+1i)/(1-1i))
	const i = 2i
	fmt.Println(i*i, real(i*i) == -4, int(real(i*i)))
}

func shadow() {
	true := false
	nil := 3
	int := func(x float64) string { return fmt.Sprint("int of ", x) }
	len := func(s string) rune { return 'l' }
	string := 1.5
	iota := "iota"
	fmt.Println(true, nil, int(2), len("x"), string, iota)
	{
		type int = string2
		var x int = "q"
		fmt.Println(x)
		fmt := "fmt"
		_ = fmt
	}
	append := append([]byte{}, "append"...)
	fmt.Println(len2(append))
	if x := 1; x > 0 {
		x := x + 1
		if x := x * 10; x > 5 {
			fmt.Println(x)
		} else if y := x; y > 0 {
			_ = y
		}
		fmt.Println(x)
	}
	for i := 0; i < 2; i++ {
		i := i * 10
		fmt.Print(i, " ")
	}
	fmt.Println()
}

type string2 string

func len2(b []byte) int { return len(b) }

var _ = func() int { fmt.Println("init expression", KB, PB/GB); return 0 }()

func main() {
	fmt.Println(KB, MB, GB, PB, a, b, c, d, e, f)
	fmt.Println(Sun, Mon, Tue, F0, F1, F2, F3, M, l, r, fl, s[1], string(rune(r)))
	fmt.Printf("%d %v %x %T %T\n", Tue, Mon, M, r, fl)
	typed()
	floats()
	complexes()
	shadow()
	var arr [len("12345") + int(2.0)]int
	fmt.Println(len(arr), cap(arr[:3]), len([...]string{9: "z"}), len([10]struct{}{}))
	switch x := 5; {
	case x > 1<<2:
		fmt.Println("gt")
	}
	const cc = len([...]int{1, 2, 3})
	var fn [cc]func() = [...]func(){func() {}, nil, nil}
	fmt.Println(fn[0] != nil, fn[1] == nil)
}
