package main

const huge = 1 << 100
const f = 1.5
func main() {
	var a int8 = 128
	var b uint = -1
	var c int = 1.5
	var d int = huge
	var e float32 = 1e100
	var g byte = 'ā'
	_ = int8(200)
	_ = uint8(-1)
	_ = int(1.5)
	_ = string(1.5)
	_ = []byte(5)
	_ = int("a")
	_ = huge * huge
	_ = 1 << 1000
	_ = 1 << -1
	_ = 10 % 0
	_ = 5.5 % 2
	_ = int64(1) << 64
	_ = int8(1) << 8
	_ = -int8(-128)
	_ = ^uint8(0) + 1
	_ = "a" + 'b'
	_ = 'a' * 1.5
	_ = float64(huge) * 1e300
	_ = complex64(1e100)
	_ = real("a")
	_ = imag(true)
	_ = complex(1, "a")
	_ = uint32(1 << 32)
	_ = len([10]int{}) + "a"
	_, _, _, _, _, _ = a, b, c, d, e, g
}
