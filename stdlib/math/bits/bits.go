// Package bits counts, moves and combines the bits of unsigned integers.
//
// The compiler turns calls of the counting, rotating and double-width functions
// into single instructions; what is written here defines them.
package bits

// UintSize is the size of a uint in bits.
const UintSize = 32 << (^uint(0) >> 63)

const (
	each1 = 0x5555555555555555 // every other bit, starting with the lowest
	each2 = 0x3333333333333333 // every other pair of bits
	each4 = 0x0F0F0F0F0F0F0F0F // every other half byte
	each8 = 0x00FF00FF00FF00FF // every other byte
)

// Len64 returns how many bits x needs; 0 for 0.
func Len64(x uint64) (n int) {
	for _, half := range [...]int{32, 16, 8, 4, 2, 1} {
		if x>>half != 0 {
			x >>= half
			n += half
		}
	}
	return n + int(x)
}

// Len returns how many bits x needs; 0 for 0.
func Len(x uint) int { return Len64(uint64(x)) }

// Len32 returns how many bits x needs; 0 for 0.
func Len32(x uint32) (n int) { return Len64(uint64(x)) }

// Len16 returns how many bits x needs; 0 for 0.
func Len16(x uint16) (n int) { return Len64(uint64(x)) }

// Len8 returns how many bits x needs; 0 for 0.
func Len8(x uint8) int { return Len64(uint64(x)) }

// LeadingZeros returns the number of zero bits above x's highest one.
func LeadingZeros(x uint) int { return UintSize - Len(x) }

// LeadingZeros64 returns the number of zero bits above x's highest one.
func LeadingZeros64(x uint64) int { return 64 - Len64(x) }

// LeadingZeros32 returns the number of zero bits above x's highest one.
func LeadingZeros32(x uint32) int { return 32 - Len64(uint64(x)) }

// LeadingZeros16 returns the number of zero bits above x's highest one.
func LeadingZeros16(x uint16) int { return 16 - Len64(uint64(x)) }

// LeadingZeros8 returns the number of zero bits above x's highest one.
func LeadingZeros8(x uint8) int { return 8 - Len64(uint64(x)) }

// TrailingZeros64 returns the number of zero bits below x's lowest one; 64 for 0.
func TrailingZeros64(x uint64) int {
	if x == 0 {
		return 64
	}
	return Len64(x&-x) - 1
}

// TrailingZeros returns the number of zero bits below x's lowest one; UintSize for 0.
func TrailingZeros(x uint) int { return min(UintSize, TrailingZeros64(uint64(x))) }

// TrailingZeros32 returns the number of zero bits below x's lowest one; 32 for 0.
func TrailingZeros32(x uint32) int { return min(32, TrailingZeros64(uint64(x))) }

// TrailingZeros16 returns the number of zero bits below x's lowest one; 16 for 0.
func TrailingZeros16(x uint16) int { return min(16, TrailingZeros64(uint64(x))) }

// TrailingZeros8 returns the number of zero bits below x's lowest one; 8 for 0.
func TrailingZeros8(x uint8) int { return min(8, TrailingZeros64(uint64(x))) }

// OnesCount64 returns the number of one bits in x.
func OnesCount64(x uint64) int {
	x -= x >> 1 & each1
	x = x&each2 + x>>2&each2
	x = (x + x>>4) & each4
	return int(x * 0x0101010101010101 >> 56)
}

// OnesCount returns the number of one bits in x.
func OnesCount(x uint) int { return OnesCount64(uint64(x)) }

// OnesCount32 returns the number of one bits in x.
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }

// OnesCount16 returns the number of one bits in x.
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }

// OnesCount8 returns the number of one bits in x.
func OnesCount8(x uint8) int { return OnesCount64(uint64(x)) }

// RotateLeft64 moves x's bits up by k modulo 64, those at the top coming in at the
// bottom; a negative k moves them down. Its time does not depend on the arguments.
func RotateLeft64(x uint64, k int) uint64 { return x<<(uint(k)&63) | x>>(uint(-k)&63) }

// RotateLeft32 is RotateLeft64 for 32 bits.
func RotateLeft32(x uint32, k int) uint32 { return x<<(uint(k)&31) | x>>(uint(-k)&31) }

// RotateLeft16 is RotateLeft64 for 16 bits.
func RotateLeft16(x uint16, k int) uint16 { return x<<(uint(k)&15) | x>>(uint(-k)&15) }

// RotateLeft8 is RotateLeft64 for 8 bits.
func RotateLeft8(x uint8, k int) uint8 { return x<<(uint(k)&7) | x>>(uint(-k)&7) }

// RotateLeft is RotateLeft64 for a uint.
func RotateLeft(x uint, k int) uint {
	const mask = UintSize - 1
	return x<<(uint(k)&mask) | x>>(uint(-k)&mask)
}

// ReverseBytes64 returns x's bytes in reversed order.
func ReverseBytes64(x uint64) uint64 {
	x = x>>8&each8 | x&each8<<8
	x = x>>16&0x0000FFFF0000FFFF | x&0x0000FFFF0000FFFF<<16
	return x>>32 | x<<32
}

// ReverseBytes32 returns x's bytes in reversed order.
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }

// ReverseBytes16 returns x's bytes in reversed order.
func ReverseBytes16(x uint16) uint16 { return x<<8 | x>>8 }

// ReverseBytes returns x's bytes in reversed order.
func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x)) >> (64 - UintSize)) }

// Reverse64 returns x's bits in reversed order.
func Reverse64(x uint64) uint64 {
	x = x>>1&each1 | x&each1<<1
	x = x>>2&each2 | x&each2<<2
	return ReverseBytes64(x>>4&each4 | x&each4<<4)
}

// Reverse returns x's bits in reversed order.
func Reverse(x uint) uint { return uint(Reverse64(uint64(x)) >> (64 - UintSize)) }

// Reverse32 returns x's bits in reversed order.
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }

// Reverse16 returns x's bits in reversed order.
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }

// Reverse8 returns x's bits in reversed order.
func Reverse8(x uint8) uint8 { return uint8(Reverse64(uint64(x)) >> 56) }
