// Package math provides constants and functions of mathematics.
//
// The elementary functions are natives. They follow the published algorithms of
// FreeBSD's msun and of Cephes with the operations in a fixed order, so that
// results are the same, to the bit, on every machine, and the same as Go's.
package math

import "unsafe"

// Mathematical constants.
const (
	Pi  = 3.14159265358979323846264338327950288419716939937510582097494459
	E   = 2.71828182845904523536028747135266249775724709369995957496696763
	Phi = 1.61803398874989484820458683436563811772030917980576286213544862

	SqrtPi  = 1.77245385090551602729816748334114518279754945612238712821380779
	Sqrt2   = 1.41421356237309504880168872420969807856967187537694807317667974
	SqrtPhi = 1.27201964951406896425242246173749149171560804184009624861664038
	SqrtE   = 1.64872127070012814684865078781416357165377610071014801157507931

	Log2E  = 1 / Ln2
	Ln2    = 0.693147180559945309417232121458176568075500134360255254120680009
	Log10E = 1 / Ln10
	Ln10   = 2.30258509299404568401799145468436420760110148862877297603332790
)

// The greatest and the least positive values of the floating-point types.
const (
	SmallestNonzeroFloat64 = 0x1p-1074
	MaxFloat64             = 0x1.FFFFFFFFFFFFFp1023
	SmallestNonzeroFloat32 = 0x1p-149
	MaxFloat32             = 0x1.FFFFFEp127
)

// The limits of the integer types.
const (
	intSize = 32 << (^uint(0) >> 63)

	MinInt   = -1 << (intSize - 1)
	MinInt8  = -128
	MinInt16 = -32768
	MinInt32 = -2147483648
	MinInt64 = -9223372036854775808

	MaxInt   = 1<<(intSize-1) - 1
	MaxInt8  = 127
	MaxInt16 = 32767
	MaxInt32 = 2147483647
	MaxInt64 = 9223372036854775807

	MaxUint   = 1<<intSize - 1
	MaxUint8  = 255
	MaxUint16 = 65535
	MaxUint32 = 4294967295
	MaxUint64 = 18446744073709551615
)

const (
	signBit   = 1 << 63
	infBits   = 0x7FF << 52
	nanBits   = infBits | 1<<51 | 1
	fracBits  = 52
	fracMask  = 1<<fracBits - 1
	expBias   = 1023
	expMask   = 0x7FF
	hugeFloat = 1 << 53 // from here on, every float64 is an integer
)

// Float64bits returns the IEEE 754 representation of f. It is the inverse of
// Float64frombits.
func Float64bits(f float64) uint64 { return *(*uint64)(unsafe.Pointer(&f)) }

// Float64frombits returns the number that b represents in IEEE 754.
func Float64frombits(b uint64) float64 { return *(*float64)(unsafe.Pointer(&b)) }

// Float32bits returns the IEEE 754 representation of f. It is the inverse of
// Float32frombits.
func Float32bits(f float32) uint32 { return *(*uint32)(unsafe.Pointer(&f)) }

// Float32frombits returns the number that b represents in IEEE 754.
func Float32frombits(b uint32) float32 { return *(*float32)(unsafe.Pointer(&b)) }
