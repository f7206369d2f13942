// Rotations written as two shifts, complements in ands, sums of three, and constants that meet after inlining.
package main

import "math/bits"

func left(x uint32, n uint) uint32    { return x<<n | x>>(32-n) }
func right(x uint64, n uint) uint64   { return x>>n | x<<(64-n) }
func mixed(x uint32) uint32           { return left(x, 7) ^ left(x, 18) ^ x>>3 }
func mixed64(x uint64) uint64         { return right(x, 14) ^ right(x, 18) ^ right(x, 41) }
func added(x uint32) uint32           { return x<<5 + x>>27 }
func notRotation(x uint32) uint32     { return x<<5 | x>>26 }
func twoValues(x, y uint32) uint32    { return x<<5 | y>>27 }
func signed(x int32) int32            { return x<<5 | x>>27 }
func choose(e, f, g uint32) uint32    { return e&f ^ ^e&g }
func sum(a, b, c, d uint32) uint32    { return a + b + c + d }
func narrow(a uint8, b uint16) uint32 { return uint32(a)<<24 | uint32(b)<<8 | uint32(a) }

func between(x uint32) uint32 {
	a := x << 9
	x++
	return a | x>>23
}

func shadowed(x, y uint32) uint32 {
	n := ^x
	x = y
	return n & x
}

func loop(n int) (h uint32) {
	var w [8]uint32
	for i := range w {
		w[i] = uint32(i) * 0x9e3779b9
	}
	for i := 0; i < n; i++ {
		h = left(h, 5) ^ left(w[i&7], 11) + choose(h, w[(i+1)&7], w[(i+3)&7])
		w[i&7] += h
	}
	return
}

func main() {
	for _, x := range []uint32{0, 1, 0x80000000, 0xdeadbeef, 0xffffffff} {
		println(mixed(x), added(x), notRotation(x), twoValues(x, ^x), signed(int32(x)), choose(x, 0x0f0f0f0f, 0x33333333), sum(x, x, x, 1), between(x), shadowed(x, 0xff00ff00))
		println(left(x, 9) == bits.RotateLeft32(x, 9), mixed64(uint64(x)<<20), narrow(uint8(x), uint16(x>>8)))
	}
	println(loop(1000))
}
