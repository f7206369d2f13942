// Package subtle compares and chooses in a time that does not depend on the data.
package subtle

import "unsafe"

// xor writes x XOR y to dst, as far as dst is long.
func xor(dst, x, y []byte)

// isZero returns 1 for 0, and 0 for all else: only 0 minus 1 borrows.
func isZero(v uint32) int { return int((uint64(v) - 1) >> 63) }

// ConstantTimeByteEq returns 1 where x == y, else 0.
func ConstantTimeByteEq(x, y uint8) int { return isZero(uint32(x ^ y)) }

// ConstantTimeEq returns 1 where x == y, else 0.
func ConstantTimeEq(x, y int32) int { return isZero(uint32(x ^ y)) }

// ConstantTimeCompare returns 1 where x and y hold the same, else 0. Only their
// lengths show in the time.
func ConstantTimeCompare(x, y []byte) int {
	if len(x) != len(y) {
		return 0
	}
	var differs byte
	for i, b := range x {
		differs |= b ^ y[i]
	}
	return isZero(uint32(differs))
}

// ConstantTimeSelect returns x where v is 1 and y where it is 0.
func ConstantTimeSelect(v, x, y int) int { return y ^ (-v & (x ^ y)) }

// ConstantTimeCopy copies y to x, which is as long, where v is 1, and nothing where
// it is 0.
func ConstantTimeCopy(v int, x, y []byte) {
	if len(x) != len(y) {
		panic("subtle: slices have different lengths")
	}
	mask := byte(-v)
	for i, b := range y {
		x[i] ^= mask & (x[i] ^ b)
	}
}

// ConstantTimeLessOrEq returns 1 where x <= y, else 0, for numbers from 0 to 1<<31-1.
func ConstantTimeLessOrEq(x, y int) int {
	return int(uint32(int32(x)-int32(y)-1) >> 31)
}

// XORBytes writes x XOR y to dst, as far as both are long, and returns that length.
// dst may be x or y, but not overlap them otherwise.
func XORBytes(dst, x, y []byte) int {
	n := min(len(x), len(y))
	switch {
	case n == 0:
	case n > len(dst):
		panic("subtle.XORBytes: dst too short")
	case overlaps(dst[:n], x[:n]) || overlaps(dst[:n], y[:n]):
		panic("subtle.XORBytes: invalid overlap")
	default:
		xor(dst[:n], x, y)
	}
	return n
}

// overlaps tells whether a and b, of one length, share memory and are not the same.
func overlaps(a, b []byte) bool {
	p, q := uintptr(unsafe.Pointer(&a[0])), uintptr(unsafe.Pointer(&b[0]))
	n := uintptr(len(a))
	return p != q && p < q+n && q < p+n
}

// WithDataIndependentTiming calls f. On processors that have a mode in which the
// time of instructions does not depend on data, f would run in it; amd64 has none.
func WithDataIndependentTiming(f func()) { f() }
